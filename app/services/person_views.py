"""The card of a person: who they are, where and with whom they live, on what, in which cases, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.erasing import Erasure
from app.domain.grammar import PersonForms
from app.domain.households import Household, Member
from app.domain.income_kinds import IncomeKind
from app.domain.incomes import Income
from app.domain.offices import Workstation
from app.domain.persons import Address, Clerk, Person
from app.domain.pesel import Pesel, read_pesel
from app.domain.records import Record, RecordId
from app.domain.roles import MAY, Act, Role
from app.services.case_letters import forms_of
from app.services.erasing import order_about
from app.services.incomes import kinds_to_choose
from app.services.lists import CaseRow, shaped_rows
from app.services.office import Office
from app.services.ports import Contradiction, Listing, Reading
from app.services.same_person import one_person

_INCOMES = 200


@dataclass(frozen=True)
class OpenPerson:
    """Ask for everything the card shows."""

    person_id: RecordId


@dataclass(frozen=True)
class Inmate:
    """Somebody's time in a household."""

    member: Member
    person: Person
    age: int | None


@dataclass(frozen=True)
class ShownHousehold:
    """A household of the person with all who ever belonged to it, those who are in it today first."""

    household: Household
    head: str
    members: tuple[Inmate, ...]
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class PersonCard:
    """A person as their card shows them. ``stands_for`` is the record that a joined one points to.

    ``erasure`` is the newest order by which data of theirs were erased.
    """

    today: date
    person: Person
    pesel: Pesel
    age: int | None
    forms: PersonForms
    stands_for: Person | None
    addresses: tuple[Address, ...]
    households: tuple[ShownHousehold, ...]
    incomes: tuple[Income, ...]
    income_kinds: tuple[IncomeKind, ...]
    cases: tuple[CaseRow, ...]
    contradictions: tuple[Contradiction, ...]
    erasure: Erasure | None
    may_erase: bool


@dataclass(frozen=True)
class PersonHistory:
    """Ask what ever stood in the fields of a person and their addresses."""

    person_id: RecordId


@dataclass(frozen=True)
class HistoryLine:
    """One value: what, when, by whom, at which workstation, why; ``record`` is what it belongs to.

    ``is_dropped``: the office keeps it no longer; that it was there stays.
    """

    record: type[Record]
    field: str
    value: Any
    at: Any
    who: str
    workstation: str
    reason: str
    is_dropped: bool = False


def open_person(office: Office, request: OpenPerson) -> PersonCard:
    """Read a person with everything around them, also what hangs on records that were joined to theirs."""
    today = office.calendar.today()
    with office.reading() as file:
        person = file.get(Person, request.person_id)
        records = one_person(file, person.id) if person.merged_into is None else (person.id,)
        addresses = [address for each in records for address in file.find(Address, person_id=each)]
        addresses.sort(key=lambda each: (each.to_on is None, each.from_on or date.min), reverse=True)
        incomes = [income for each in records for income in file.find(Income, person_id=each)]
        incomes.sort(key=lambda each: each.received_on or date.min, reverse=True)
        theirs = ",".join(each.hex() for each in records)
        listing = Listing("cases", "opened_on", is_descending=True, only=(("person", theirs),))
        ids = {person.id, *(address.id for address in addresses), *(income.id for income in incomes)}
        return PersonCard(
            today=today,
            person=person,
            pesel=read_pesel(person.pesel),
            age=person.age_on(min(today, person.died_on or today)),
            forms=forms_of(person),
            stands_for=file.get(Person, person.merged_into) if person.merged_into is not None else None,
            addresses=tuple(addresses),
            households=_households(file, records, today),
            incomes=tuple(incomes[:_INCOMES]),
            income_kinds=kinds_to_choose(office.law),
            cases=tuple(shaped_rows(office, listing, file.page(listing, file.keys(listing)))),
            contradictions=tuple(each for each in file.contradictions() if each.id in ids),
            erasure=order_about(file, records),
            may_erase=Act.ERASE in MAY[Role(office.clerk.role)],
        )


def person_history(office: Office, request: PersonHistory) -> tuple[HistoryLine, ...]:
    """Every value, newest first, with the names of who wrote it and where."""
    with office.reading() as file:
        clerks = {clerk.id: clerk.short_name for clerk in file.find(Clerk)}
        stations = {station.author: station.name for station in file.find(Workstation)}
        records: list[tuple[type[Record], RecordId]] = [(Person, request.person_id)]
        records += [(Address, address.id) for address in file.find(Address, person_id=request.person_id)]
        lines = [
            HistoryLine(
                kind,
                version.field,
                version.value,
                version.wall_at or version.at,
                clerks.get(version.clerk_id, "") if version.clerk_id is not None else "",
                stations.get(version.author, ""),
                version.reason,
                version.is_dropped,
            )
            for kind, record_id in records
            for version in file.history(kind, record_id)
        ]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


def _households(file: Reading, records: Iterable[RecordId], today: date) -> tuple[ShownHousehold, ...]:
    """Current ones first, then by the day of leaving."""
    mine = [member for each in records for member in file.find(Member, person_id=each)]
    mine.sort(key=lambda member: (member.is_in_on(today), member.to_on or date.max), reverse=True)
    households = file.many(Household, [member.household_id for member in mine])
    shown: dict[RecordId, ShownHousehold] = {}
    for member in mine:
        household = households.get(member.household_id)
        if household is not None and household.id not in shown:
            shown[household.id] = _shown(file, household, today, is_current=member.is_in_on(today))
    return tuple(shown.values())


def _shown(file: Reading, household: Household, today: date, *, is_current: bool) -> ShownHousehold:
    members = file.find(Member, household_id=household.id)
    members.sort(key=lambda member: (not member.is_in_on(today), member.position, member.id))
    persons = file.many(Person, [member.person_id for member in members] + [household.head_id])
    inmates = [
        Inmate(member, persons[member.person_id], persons[member.person_id].age_on(today))
        for member in members
        if member.person_id in persons
    ]
    head = persons.get(household.head_id)
    return ShownHousehold(household, head.full_name if head is not None else "", tuple(inmates), is_current)
