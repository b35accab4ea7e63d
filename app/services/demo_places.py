"""Where the invented families live: villages without street names around a small town that has some."""

from dataclasses import dataclass

from app.services.demo_book import Chance, happens

TOWN = "Przedbórz"
POSTAL_CODE = "97-570"

NORTH, SOUTH, MIDDLE = "Północ", "Południe", "Miasto"
REGIONS = (MIDDLE, SOUTH, NORTH)
"""In the order of the groups of the case lists: 1, 2, 3."""

_VILLAGES = {
    NORTH: (
        *("Wola Przedborska", "Góry Mokre", "Góry Suche", "Stara Wieś", "Żeleźnica", "Nosalewice", "Jabłonna"),
        *("Miejskie Pola", "Piskorzeniec", "Reczków", "Wierzchlas", "Łęczyn"),
    ),
    SOUTH: (
        *("Policzko", "Zagacie", "Wojciechów", "Mojżeszów", "Kaleń", "Ludwików", "Gaj", "Chałupki", "Faliszew"),
        *("Józefów", "Przyłanki", "Zuzowy", "Borowa", "Ścięgna"),
    ),
}
_STREETS = (
    *("Mostowa", "Kielecka", "Piotrkowska", "Częstochowska", "Leśna", "Krakowska", "Radomska", "Pocztowa", "Szkolna"),
    *("Ogrodowa", "Konecka", "Podzamcze", "Żeromskiego", "Świętokrzyska", "Źródlana", "os. Majowa Góra"),
)


@dataclass(frozen=True)
class Place:
    """A home: village and number, or street with house and perhaps a flat."""

    locality: str
    street: str
    house: str
    flat: str


def invent_place(region: str, chance: Chance) -> Place:
    """A home in the region; houses of a village may carry a letter."""
    number = str(chance.randint(1, 120))
    if region in _VILLAGES:
        letter = chance.choice("ab") if happens(chance, 6) else ""
        return Place(chance.choice(_VILLAGES[region]), "", number + letter, "")
    flat = str(chance.randint(1, 24)) if happens(chance, 45) else ""
    return Place(TOWN, chance.choice(_STREETS), str(chance.randint(1, 64)), flat)
