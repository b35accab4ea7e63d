"""An office file full of invented people, for measuring."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.persons import Address, Person, Sex
from app.domain.records import new_id
from app.persistence.store import StationKeys, Store

NOW = datetime(2026, 11, 23, 9, 0)
_STEMS = (
    "Kowal",
    "Wiśniew",
    "Nowak",
    "Zieliń",
    "Łuczak",
    "Ślęzak",
    "Ćwik",
    "Gołąb",
    "Źrebiec",
    "Dąbrow",
    "Wójcik",
    "Krawczyk",
    "Mazur",
    "Pawlak",
    "Żuraw",
)
_ENDS = ("ski", "czyk", "owicz", "ek", "iak", "uk", "icz", "an", "ał", "or")
_NAMES = (
    "Anna",
    "Jan",
    "Maria",
    "Józef",
    "Zofia",
    "Piotr",
    "Łucja",
    "Stanisław",
    "Żaneta",
    "Henryk",
    "Barbara",
    "Krzysztof",
    "Ewa",
    "Paweł",
    "Iwona",
)
_PLACES = (
    "Wola Przedborska",
    "Góry Mokre",
    "Policzko",
    "Nosalewice",
    "Żeleźnica",
    "Przedbórz",
    "Stara Wieś",
    "Ludynia",
)


def keys() -> StationKeys:
    """Keys of a workstation that exists only here."""
    signing = Ed25519PrivateKey.generate()
    sealing = pyrage.x25519.Identity.generate()
    return StationKeys(
        signing.private_bytes_raw(), signing.public_key().public_bytes_raw(), str(sealing), str(sealing.to_public())
    )


def new_store(folder: Path, name: str = "office") -> Store:
    """An empty office file."""
    return Store.create(folder / f"{name}.teczka-db", keys(), b"bench-office-id!")


def people(count: int, seed: int = 1) -> list[Person]:
    """Persons with Polish names; about 150 surnames × 15 first names, as uneven as real ones."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(34_000))
        made.append(
            Person(
                id=new_id(),
                first_name=chance.choice(_NAMES),
                last_name=chance.choice(_STEMS) + chance.choice(_ENDS),
                pesel=f"{born:%y%m%d}{number % 100_000:05d}",
                born_on=born,
                sex=chance.choice(tuple(Sex)),
                phone=f"6{chance.randrange(10**8):08d}",
            )
        )
    return made


def addresses(persons: list[Person], seed: int = 2) -> list[Address]:
    """A village address for each."""
    chance = random.Random(seed)
    return [
        Address(
            id=new_id(),
            person_id=person.id,
            locality=chance.choice(_PLACES),
            house=str(chance.randrange(1, 200)),
            postal_code="97-570",
            post_town="Przedbórz",
        )
        for person in persons
    ]


def filled_store(folder: Path, count: int) -> Store:
    """An office file with that many persons, written as the program writes."""
    store = new_store(folder)
    persons = people(count)
    for start in range(0, count, 10_000):
        chunk = persons[start : start + 10_000]
        with store.work(clerk_id=None, at=NOW, reason="pomiar") as work:
            work.add_all(chunk)
            work.add_all(addresses(chunk))
            work.commit()
    return store
