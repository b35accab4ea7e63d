"""The visits that take somebody out of the office on a day: their own, and those on which they go along."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.cases import Case
from app.domain.claims import label_of
from app.domain.households import Member, members_on
from app.domain.interviews import Interview
from app.domain.persons import Address, Clerk, Person
from app.domain.records import RecordId
from app.domain.visits import Precautions
from app.services.households import address_on
from app.services.ports import Reading
from app.services.visits import Beware, briefing_of


@dataclass(frozen=True, kw_only=True)
class Trip:
    """A planned visit. ``people`` counts the household; ``leader`` is who holds it, "" where it is one's own."""

    interview_id: RecordId
    case_id: RecordId
    at: datetime
    person: str
    phone: str
    people: int
    place: str
    directions: str
    part: str
    benefit: str
    is_urgent: bool
    note: str
    sign: str
    locality: str = ""
    beware: tuple[Beware, ...] = ()
    second_worker: str = ""
    is_with_police: bool = False
    leader: str = ""


def planned_for(file: Reading, worker_id: RecordId) -> tuple[tuple[datetime, Interview], ...]:
    """Every visit to come of a worker that has its hour, also those they go along on; by hour."""
    along = [each.interview_id for each in file.find(Precautions, second_worker_id=worker_id)]
    own = file.find(Interview, worker_id=worker_id, finished_at=None)
    return _by_hour([*own, *(each for each in file.many(Interview, along).values() if each.finished_at is None)])


def trips_on(file: Reading, worker_id: RecordId, day: date) -> tuple[Trip, ...]:
    """A worker's visits of a day in the order of their hours."""
    found = (each for each in planned_for(file, worker_id) if each[0].date() == day)
    return tuple(_trip(file, visit, at, worker_id) for at, visit in found)


def _by_hour(visits: Iterable[Interview]) -> tuple[tuple[datetime, Interview], ...]:
    planned = {each.id: (each.planned_at, each) for each in visits if each.planned_at is not None}
    return tuple(sorted(planned.values(), key=lambda each: (each[0], each[1].id)))


def _trip(file: Reading, visit: Interview, at: datetime, worker_id: RecordId) -> Trip:
    person, case = file.get(Person, visit.person_id), file.get(Case, visit.case_id)
    address = address_on(file, person.id, at.date()) or Address(id=person.id, person_id=person.id)
    briefing = briefing_of(file, visit)
    is_own = visit.worker_id == worker_id
    leaders = file.many(Clerk, [visit.worker_id]) if visit.worker_id is not None and not is_own else {}
    return Trip(
        interview_id=visit.id,
        case_id=case.id,
        at=at,
        person=person.full_name,
        phone=person.phone,
        people=len(members_on(file.find(Member, household_id=visit.household_id), at.date())),
        place=address.short,
        directions=address.directions,
        part=visit.part,
        benefit=label_of(case.benefit),
        is_urgent=visit.is_urgent,
        note=visit.plan_note,
        sign=case.sign,
        locality=address.locality,
        beware=briefing.beware,
        second_worker=briefing.second_worker if is_own else "",
        is_with_police=briefing.is_with_police,
        leader=next((each.full_name for each in leaders.values()), ""),
    )
