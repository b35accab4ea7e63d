"""Persons and where they live."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.records import Record, RecordId


class Sex(StrEnum):
    """As the PESEL register knows it; letters address a person by it."""

    FEMALE = "female"
    MALE = "male"


class AddressKind(StrEnum):
    """Kept apart because competence hangs on them (social assistance act art. 101)."""

    RESIDENCE = "residence"
    REGISTERED = "registered"
    STAY = "stay"
    CORRESPONDENCE = "correspondence"


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What is written down of a human being when they are met."""

    first_name: str = ""
    second_name: str = ""
    last_name: str = ""
    birth_name: str = ""
    pesel: str = ""
    born_on: date | None = None
    sex: Sex | None = None
    phone: str = ""
    email: str = ""
    citizenship: str = ""
    identity_document: str = ""
    marital_status: str = ""
    occupation: str = ""
    bank_account: str = ""


@dataclass(frozen=True, kw_only=True)
class Person(PersonFacts, Record):
    """A human being known to the centre.

    ``pesel`` is kept as typed, also when its check digit is wrong: old papers carry real errors, so a wrong
    number is warned about and never lost. The four name forms override what ``app.domain.grammar`` would
    build; an empty string means "not corrected by a person". ``merged_into`` points to the record that
    stands for this one; clearing it undoes the joining.
    """

    died_on: date | None = None
    name_genitive: str = ""
    name_dative: str = ""
    name_accusative: str = ""
    name_instrumental: str = ""
    note: str = ""
    merged_into: RecordId | None = None

    @property
    def full_name(self) -> str:
        """First and last name, as they stand on a letter."""
        return " ".join(part for part in (self.first_name, self.last_name) if part)

    def age_on(self, day: date) -> int | None:
        """Whole years lived on ``day``; None when the birth date is not known."""
        if self.born_on is None:
            return None
        return day.year - self.born_on.year - ((day.month, day.day) < (self.born_on.month, self.born_on.day))


@dataclass(frozen=True, kw_only=True)
class AddressFacts:
    """A place and the time it holds. ``street`` is empty in villages that have no street names."""

    kind: AddressKind = AddressKind.RESIDENCE
    locality: str = ""
    street: str = ""
    house: str = ""
    flat: str = ""
    postal_code: str = ""
    post_town: str = ""
    directions: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Address(AddressFacts, Record):
    """One address of a person."""

    person_id: RecordId

    @property
    def first_line(self) -> str:
        """Street or village with the number: ``ul. Polna 4 m. 2`` or ``Wola Przedborska 14``."""
        number = self.house + (f" m. {self.flat}" if self.flat and self.house else "")
        if not self.street:
            return f"{self.locality} {number}".strip()
        street = self.street if _has_street_word(self.street) else f"ul. {self.street}"
        return f"{street} {number}".strip()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines under a name on an envelope.

        Where the post office has another name than the village, only the post town follows the code; with a
        street, the locality is named when it is not the post town.
        """
        post = f"{self.postal_code} {self.post_town or self.locality}".strip()
        lines = [self.first_line]
        if self.street and self.locality and self.post_town and self.locality != self.post_town:
            lines.insert(0, self.locality)
        return tuple(line for line in (*lines, post) if line)

    @property
    def short(self) -> str:
        """One line for lists: ``Wola Przedborska 14`` or ``Przedbórz, ul. Mostowa 8 m. 2``."""
        return self.first_line if not self.street else f"{self.locality}, {self.first_line}".strip(", ")


def _has_street_word(street: str) -> bool:
    """Whether the clerk wrote what the street is (ul., al., pl., os.) already."""
    return street.lower().startswith(("ul.", "al.", "aleja", "pl.", "plac ", "os.", "osiedle", "rynek"))


@dataclass(frozen=True, kw_only=True)
class PairVerdict(Record):
    """A person said whether two records are the same human being; remembered on every workstation."""

    first_id: RecordId
    second_id: RecordId
    is_same: bool = False
    said_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Clerk(Record):
    """Somebody who works at the centre. ``role`` is one of ``app.domain.roles.Role``."""

    first_name: str = ""
    last_name: str = ""
    first_name_vocative: str = ""
    position: str = ""
    role: str = ""
    initials: str = ""
    phone: str = ""
    card_number: str = ""
    region: str = ""
    signs_for: str = ""
    authorised_from_on: date | None = None
    authorised_to_on: date | None = None
    authorisation_number: str = ""
    is_active: bool = True

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def short_name(self) -> str:
        """``K. Nowak``, as the course of a case names who acted."""
        return f"{self.first_name[:1]}. {self.last_name}" if self.first_name else self.last_name
