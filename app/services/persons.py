"""Persons of the files: written down, corrected, moved to another address."""

import re
from dataclasses import dataclass, replace
from datetime import date

from app.domain.accounts import account_fault, bare_account
from app.domain.deadlines import day_before
from app.domain.households import Member
from app.domain.persons import Address, AddressFacts, Person, PersonFacts
from app.domain.pesel import read_pesel
from app.domain.problems import Missing, Refusal
from app.domain.records import RecordId, as_before, new_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.office import Done, Office
from app.services.ports import Reading, Work
from app.services.same_person import one_person

_BETWEEN = re.compile(r"[\s()\-./]")


class PersonUnnamed(Refusal):
    """A person without any name cannot be found again."""

    code = "person_unnamed"


class SurnameNeeded(Refusal):
    """A person who had a surname would lose it; letters, lists and the search all go by it."""

    code = "surname_needed"


class WrongAccount(Refusal):
    """No bank has this account, so money sent to it would be lost (facts: fault, count of characters)."""

    code = "wrong_account"


class BornInFuture(Refusal):
    """The birth date is after today (facts: born_on)."""

    code = "born_in_future"


class DiedTooEarly(Refusal):
    """The day of death is before the birth or after today (facts: died_on)."""

    code = "died_too_early"


class PersonKnown(Refusal):
    """Somebody with the same valid PESEL is in the files already (facts: name)."""

    code = "person_known"


class PeriodReversed(Refusal):
    """A time ends before it begins (facts: from_on, to_on)."""

    code = "period_reversed"


class AddressEmpty(Refusal):
    """An address without a place leads nowhere."""

    code = "address_empty"


@dataclass(frozen=True, kw_only=True)
class PersonEntry(PersonFacts):
    """A new person as typed. An empty birth date or sex is filled from a right PESEL."""

    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AddressEntry(AddressFacts):
    """A new address as typed."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it was typed."""
        return not any((self.locality, self.street, self.house, self.postal_code, self.post_town))


@dataclass(frozen=True)
class AddPerson:
    """Write down somebody new. ``is_somebody_else`` says that a person looked at the one with the same PESEL."""

    person: PersonEntry
    address: AddressEntry | None = None
    is_somebody_else: bool = False


@dataclass(frozen=True)
class ChangePerson:
    """Correct a person; ``reason`` stands in the history ("z rozmowy telefonicznej")."""

    before: Person
    after: Person
    reason: str = ""


@dataclass(frozen=True)
class AddAddress:
    """A new address of a person; ``ends`` is the one it replaces from that day."""

    person_id: RecordId
    address: AddressEntry
    ends: Address | None = None


@dataclass(frozen=True)
class ChangeAddress:
    """Correct an address."""

    before: Address
    after: Address


@dataclass(frozen=True)
class RemoveAddress:
    """Take out an address that was written down by mistake."""

    address: Address


def add_person(office: Office, request: AddPerson) -> Done[Person]:
    """A new person, with an address if one is known."""
    office.allow(Act.REGISTER)
    with office.work("Nowa osoba") as work:
        person = new_person(office, work, request.person, is_somebody_else=request.is_somebody_else)
        if request.address is not None and not request.address.is_empty:
            new_address(work, person.id, request.address)
        return Done(person, work.commit())


def change_person(office: Office, request: ChangePerson) -> Done[Person]:
    """Write what was changed; the PESEL is kept as typed, also a wrong one."""
    office.allow(Act.REGISTER)
    after = as_before(request.before, request.after, "id", "merged_into")  # joining is an act of its own
    if after.phone != request.before.phone:
        after = replace(after, phone=bare_phone(after.phone))
    if after.bank_account != request.before.bank_account:
        after = replace(after, bank_account=bare_account(after.bank_account))
    after = tidy(after)
    demand_plausible(after, office.calendar.today())
    _demand_no_loss(request.before, after)
    with office.work(request.reason or "Zmiana danych osoby") as work:
        if after.pesel != request.before.pesel:
            _demand_unknown(work, after)
        work.touching(household_id_of(work, after.id, office.calendar.today()))
        work.change(request.before, after)
        return Done(work.get(Person, after.id), work.commit())


def add_address(office: Office, request: AddAddress) -> Done[Address]:
    """A new address; the one it replaces ends the day before, so that history stays whole."""
    office.allow(Act.REGISTER)
    with office.work("Nowy adres") as work:
        work.touching(household_id_of(work, request.person_id, office.calendar.today()))
        address = new_address(work, request.person_id, request.address)
        if request.ends is not None:
            if work.get(Address, request.ends.id).person_id not in one_person(work, request.person_id):
                raise Missing(kind="address")
            end_address(work, request.ends, address.from_on or office.calendar.today())
        return Done(address, work.commit())


def change_address(office: Office, request: ChangeAddress) -> Done[Address]:
    """Write what was changed in an address."""
    office.allow(Act.REGISTER)
    after = tidy(as_before(request.before, request.after, "id", "person_id"))
    _demand_address(after)
    with office.work("Zmiana adresu") as work:
        work.touching(household_id_of(work, after.person_id, office.calendar.today()))
        work.change(request.before, after)
        return Done(work.get(Address, after.id), work.commit())


def remove_address(office: Office, request: RemoveAddress) -> Done[None]:
    """Take an address out of sight; the history keeps it."""
    office.allow(Act.REGISTER)
    with office.work("Usunięcie błędnego adresu") as work:
        work.touching(household_id_of(work, request.address.person_id, office.calendar.today()))
        work.remove(request.address)
        return Done(None, work.commit())


def new_person(office: Office, work: Work, entry: PersonEntry, *, is_somebody_else: bool = False) -> Person:
    """Add a person inside a transaction; what a right PESEL says fills what was left empty."""
    pesel = read_pesel(entry.pesel)
    person = tidy(Person(id=new_id(), **{**vars(entry), "pesel": pesel.number}))
    person = replace(
        person,
        born_on=person.born_on or _past(pesel.born_on, office.calendar.today()),
        sex=person.sex or pesel.sex,
        phone=bare_phone(person.phone),
    )
    demand_plausible(person, office.calendar.today())
    if not is_somebody_else:
        _demand_unknown(work, person)
    work.add(person)
    return person


def new_address(work: Work, person_id: RecordId, entry: AddressEntry) -> Address:
    """Add an address inside a transaction."""
    address = tidy(Address(id=new_id(), person_id=person_id, **vars(entry)))
    _demand_address(address)
    work.add(address)
    return address


def end_address(work: Work, address: Address, from_on: date) -> None:
    """The address ends the day before another one begins; one that began later cannot have been replaced."""
    ended = replace(address, to_on=day_before(from_on))
    _demand_order(ended.from_on, ended.to_on)
    work.change(address, ended)


def demand_plausible(person: Person, today: date) -> None:
    """Refuse what no paper can say of a human being."""
    if not person.full_name:
        raise PersonUnnamed
    if person.born_on is not None and person.born_on > today:
        raise BornInFuture(born_on=person.born_on)
    if person.died_on is not None and (person.died_on > today or person.died_on < (person.born_on or date.min)):
        raise DiedTooEarly(died_on=person.died_on)


def _demand_no_loss(before: Person, after: Person) -> None:
    """Refuse a correction after which letters or money would miss the person; what was wrong before may stay."""
    if before.last_name and not after.last_name:
        raise SurnameNeeded
    if after.bank_account and after.bank_account != before.bank_account:
        fault = account_fault(after.bank_account)
        if fault is not None:
            raise WrongAccount(fault=fault, count=len(after.bank_account))


def _past(day: date | None, today: date) -> date | None:
    """A PESEL of the 2200s is a slip: the number is kept as typed and tells nothing."""
    return day if day is not None and day <= today else None


def bare_phone(text: str) -> str:
    """One way of keeping a number, so that the same number typed twice is no change: digits, + for other countries."""
    bare = _BETWEEN.sub("", text)
    return bare.removeprefix("+48") if bare.lstrip("+").isdigit() else text


def household_id_of(file: Reading, person_id: RecordId, today: date) -> RecordId | None:
    """The household a person is in today, for the journal; None for somebody alone in the files."""
    now = [member for member in file.find(Member, person_id=person_id) if member.is_in_on(today)]
    return now[-1].household_id if now else None


def _demand_unknown(work: Work, person: Person) -> None:
    """A right PESEL belongs to one human being; a second record of them is made only knowingly."""
    if not person.pesel or read_pesel(person.pesel).fault is not None:
        return
    for hit in work.search(person.pesel):
        if hit.pesel == person.pesel and hit.id != person.id:
            raise PersonKnown(name=hit.name)


def _demand_address(address: Address) -> None:
    if not (address.locality or address.street):
        raise AddressEmpty
    _demand_order(address.from_on, address.to_on)


def _demand_order(from_on: date | None, to_on: date | None) -> None:
    if from_on is not None and to_on is not None and to_on < from_on:
        raise PeriodReversed(from_on=from_on, to_on=to_on)
