"""How a letter speaks of a person: the name in every case, after Pan or Pani, with words that agree.

Names of offices and places are settings with their own cases; only people are bent here.
"""

from dataclasses import dataclass

from app.domain.declension import Certainty, Forms, decline_first_name, decline_surname, unchanged

_COUNT_GENITIVE = (
    "", "jednej", "dwóch", "trzech", "czterech", "pięciu", "sześciu", "siedmiu", "ośmiu", "dziewięciu", "dziesięciu",
    "jedenastu", "dwunastu", "trzynastu", "czternastu", "piętnastu",
)  # fmt: skip

PAN = Forms("Pan", "Pana", "Panu", "Pana", "Panem")
PANI = Forms("Pani", "Pani", "Pani", "Panią", "Panią")


@dataclass(frozen=True)
class Overrides:
    """Full names in a case as a person corrected them; empty means the rule's form stands."""

    genitive: str = ""
    dative: str = ""
    accusative: str = ""
    instrumental: str = ""


@dataclass(frozen=True)
class PersonForms:
    """A person in a letter: ``name`` is the full name in cases, ``polite`` the same after Pan or Pani."""

    name: Forms
    is_female: bool | None

    @property
    def polite(self) -> Forms:
        """Pan Jan Nowak, Pani Anna Nowak; without the word when the sex is not known."""
        if self.is_female is None:
            return self.name
        return (PANI if self.is_female else PAN).joined(self.name)

    @property
    def needs_a_look(self) -> bool:
        """Whether the screen should ask a person to confirm the forms."""
        return self.name.certainty is Certainty.ASK

    def by_sex(self, masculine: str, feminine: str) -> str:
        """The word that agrees with the person; both, parted by a slash, when the sex is not known."""
        if self.is_female is None:
            return f"{masculine}/{feminine}"
        return feminine if self.is_female else masculine


def person_forms(
    first_name: str, last_name: str, is_female: bool | None, stored: Overrides = Overrides()
) -> PersonForms:
    """All forms of a person's name; what a person stored wins over the rule, form by form.

    Without a sex nothing is bent and the screen is told to ask.
    """
    if is_female is None:
        built = unchanged(f"{first_name} {last_name}".strip(), Certainty.ASK)
    elif first_name and last_name:
        built = decline_first_name(first_name, is_female).joined(decline_surname(last_name, is_female))
    elif last_name:
        built = decline_surname(last_name, is_female)
    else:
        built = decline_first_name(first_name, is_female)
    is_settled = all((stored.genitive, stored.dative, stored.accusative, stored.instrumental))
    return PersonForms(
        Forms(
            built.nominative,
            stored.genitive or built.genitive,
            stored.dative or built.dative,
            stored.accusative or built.accusative,
            stored.instrumental or built.instrumental,
            Certainty.SURE if is_settled else built.certainty,
        ),
        is_female,
    )


def of_people(count: int) -> str:
    """``jednej osoby``, ``trzech osób``; from sixteen on in figures."""
    words = _COUNT_GENITIVE[count] if 0 < count < len(_COUNT_GENITIVE) else str(count)
    return f"{words} {'osoby' if count == 1 else 'osób'}"
