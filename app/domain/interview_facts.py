"""What the office knows when an interview begins, in the few words the questionnaire can use."""

from dataclasses import dataclass
from datetime import date

from app.domain.households import Relation
from app.domain.persons import Sex


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """A member of the family on record; ``relation`` is to the interviewed person, ``household`` as in table A.13."""

    first_name: str = ""
    last_name: str = ""
    pesel: str = ""
    born_on: date | None = None
    sex: Sex | None = None
    relation: Relation = Relation.OTHER
    citizenship: str = ""
    identity_document: str = ""
    marital_status: str = ""
    occupation: str = ""
    phone: str = ""
    household: int = 1

    @property
    def full_name(self) -> str:
        """First and last name, as the family table writes it."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, kw_only=True)
class KnownAddress:
    """Where the interviewed person lives."""

    postal_code: str = ""
    locality: str = ""
    street: str = ""
    house: str = ""
    flat: str = ""

    @property
    def line(self) -> str:
        """The whole address in one line."""
        flat = f"/{self.flat}" if self.flat else ""
        home = f"{self.street or self.locality} {self.house}{flat}".strip()
        return ", ".join(part for part in (home, f"{self.postal_code} {self.locality}".strip()) if part)


@dataclass(frozen=True, kw_only=True)
class KnownIncome:
    """Income on record that counts under art. 8; ``amount`` is grosze a month, ``person`` an index into the people."""

    person: int
    source: str
    amount: int
    has_document: bool = False


@dataclass(frozen=True, kw_only=True)
class KnownPaper:
    """A paper of the case that proves something; ``person`` is an index into the people, None where it names nobody.

    ``reference`` is its number, day and issuer in one line.
    """

    kind: str
    person: int | None = None
    title: str = ""
    note: str = ""
    dated_on: date | None = None
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """Facts around one interview. ``people`` begins with the interviewed person.

    ``criterion_alone`` and ``criterion_in_family`` are the amounts of art. 8 ust. 1 pkt 1 and 2 on the day of the
    interview, in grosze. ``office_stamp`` is the imprint with name, address and NIP or REGON. ``applicant`` is who the
    case is about, by name and address, where the interview is held with a relative of theirs (art. 103).
    """

    interview_on: date
    today: date
    reported_on: date | None = None
    people: tuple[KnownPerson, ...] = ()
    address: KnownAddress | None = None
    correspondence_address: str = ""
    stay_address: str = ""
    papers: tuple[KnownPaper, ...] = ()
    incomes: tuple[KnownIncome, ...] = ()
    criterion_alone: int | None = None
    criterion_in_family: int | None = None
    office_stamp: str = ""
    office_town: str = ""
    applicant: str = ""


def age_on(born_on: date, day: date) -> int:
    """Whole years lived on ``day``."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
