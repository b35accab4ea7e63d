"""The plan of a day: in which order a worker visits families, looked at, arranged and printed.

The order of the road is the worker's own and stays on this workstation; hours that were promised to people are changed
by planning a visit, never by moving a line.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain import polish
from app.domain.blocks import Grid, Heading, Paper, Paragraph, Space
from app.domain.persons import Clerk
from app.domain.phones import written_phone
from app.domain.polish import sort_key
from app.domain.records import RecordId
from app.services.office import Office
from app.services.paper import render_paper
from app.services.paper_preview import PageImage, preview
from app.services.ports import Reading
from app.services.trips import Trip, planned_for, trips_on
from app.services.visits import may_visit

_HEADER = ("Godzina", "Osoba", "Miejsce", "Telefon", "Osób", "Uwagi po wizycie")
_ROOM = "\n\n\n"
"""Four lines for a hand."""
_SHARES = (9, 24, 27, 16, 6, 28)
_ORDERS = "day_plan_orders"
_DAYS_OF_WEEK = 7


class Order(StrEnum):
    """In which order a day is driven."""

    HOURS = "hours"
    PLACES = "places"
    OWN = "own"


@dataclass(frozen=True)
class AskDayPlan:
    """Ask for a day of a worker; without them today, and whoever sits at the keyboard.

    Without ``order`` the worker's own one where there is one, else by the hours.
    """

    on: date | None = None
    worker_id: RecordId | None = None
    order: Order | None = None


@dataclass(frozen=True)
class ArrangeDay:
    """Keep an order of visits for a day; an empty one gives the hours back."""

    on: date
    worker_id: RecordId
    interview_ids: tuple[RecordId, ...]


@dataclass(frozen=True)
class PrintDayPlan:
    """Ask for the same as ``AskDayPlan`` as PDF."""

    on: date | None = None
    worker_id: RecordId | None = None
    order: Order | None = None
    dots_per_inch: float = 96.0


@dataclass(frozen=True)
class DayOfWeek:
    """One day of the week that is shown, and how many visits it has."""

    on: date
    count: int


@dataclass(frozen=True)
class PlannedDay:
    """The visits of one worker on one day, in ``order``; the week around it, and whose day could be looked at.

    ``is_against_hours`` when somebody who is promised a later hour comes first.
    """

    on: date
    today: date
    worker_id: RecordId
    worker: str
    trips: tuple[Trip, ...]
    order: Order
    has_own_order: bool
    week: tuple[DayOfWeek, ...]
    workers: tuple[tuple[RecordId, str], ...]

    @property
    def is_against_hours(self) -> bool:
        """Whether the road does not follow the hours."""
        hours = [trip.at for trip in self.trips]
        return hours != sorted(hours)


@dataclass(frozen=True)
class DayPlan:
    """A PDF, its pages as pictures, and the name of the file it is saved as."""

    title: str
    content: bytes
    pages: tuple[PageImage, ...]


def ask_day_plan(office: Office, request: AskDayPlan) -> PlannedDay:
    """The visits of a day, and the week around it in numbers."""
    today = office.calendar.today()
    on, worker_id = request.on or today, request.worker_id or office.clerk.id
    with office.reading() as file:
        trips = trips_on(file, worker_id, on)
        workers = _workers(file, worker_id)
        days = [at.date() for at, _visit in planned_for(file, worker_id)]
    own = _own_order(office, on, worker_id)
    order = request.order or (Order.OWN if own else Order.HOURS)
    monday = on - timedelta(days=on.weekday())
    week = [monday + timedelta(days=each) for each in range(_DAYS_OF_WEEK)]
    return PlannedDay(
        on=on,
        today=today,
        worker_id=worker_id,
        worker=next((name for each, name in workers if each == worker_id), office.clerk.full_name),
        trips=_ordered(trips, order, own),
        order=order,
        has_own_order=bool(own),
        week=tuple(DayOfWeek(day, days.count(day)) for day in week),
        workers=workers,
    )


def arrange_day(office: Office, request: ArrangeDay) -> None:
    """Keep the order on this workstation; days that are over are forgotten."""
    kept = {name: ids for name, ids in _orders(office).items() if name[:10] >= office.calendar.today().isoformat()}
    name = _name(request.on, request.worker_id)
    if request.interview_ids:
        kept[name] = [each.hex() for each in request.interview_ids]
    else:
        kept.pop(name, None)
    office.file.set_meta(_ORDERS, json.dumps(kept) if kept else None)


def print_day_plan(office: Office, request: PrintDayPlan) -> DayPlan:
    """One line a visit, with room to write; a lost sheet must not name anybody's benefit."""
    day = ask_day_plan(office, AskDayPlan(request.on, request.worker_id, request.order))
    title = f"Plan dnia {day.on:%d.%m.%Y} – {day.worker}"
    content = render_paper(_paper(title, day))
    return DayPlan(title, content, tuple(preview(content, request.dots_per_inch)))


def _ordered(trips: Sequence[Trip], order: Order, own: Sequence[str]) -> tuple[Trip, ...]:
    """By hour, village by village in the order of their first hour, or as arranged: what is new there comes last."""
    if order is Order.PLACES:
        first: dict[str, int] = {}
        for place, trip in enumerate(trips):
            first.setdefault(trip.locality, place)
        return tuple(sorted(trips, key=lambda trip: (first[trip.locality], sort_key(trip.place))))
    if order is Order.OWN:
        places = {name: place for place, name in enumerate(own)}
        return tuple(sorted(trips, key=lambda trip: places.get(trip.interview_id.hex(), len(places))))
    return tuple(trips)


def _own_order(office: Office, on: date, worker_id: RecordId) -> list[str]:
    return _orders(office).get(_name(on, worker_id), [])


def _orders(office: Office) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = json.loads(str(office.file.meta(_ORDERS) or "{}"))
    return kept


def _name(on: date, worker_id: RecordId) -> str:
    return f"{on.isoformat()}:{worker_id.hex()}"


def _workers(file: Reading, asked: RecordId) -> tuple[tuple[RecordId, str], ...]:
    """Whoever may visit families, and whose day is looked at; by name."""
    named = [
        (each.id, each.full_name)
        for each in file.find(Clerk)
        if each.id == asked or (each.is_active and may_visit(each))
    ]
    return tuple(sorted(named, key=lambda each: sort_key(each[1])))


def _paper(title: str, day: PlannedDay) -> Paper:
    rows = tuple(
        (f"{trip.at:%H:%M}", _who(trip), _place(trip), written_phone(trip.phone), str(trip.people), _ROOM)
        for trip in day.trips
    )
    count = polish.counted(len(day.trips), ("wizyta", "wizyty", "wizyt"))
    return Paper(
        title=title,
        blocks=(
            Heading("Plan wyjazdów w teren", 1),
            Paragraph(f"{day.worker}, {polish.day(day.on)}, {count}", "left"),
            Space(3),
            Grid(_HEADER, rows, _SHARES),
        ),
        footer=title,
        is_landscape=True,
    )


def _who(trip: Trip) -> str:
    """Whom, and who goes along; what to beware of stays in the program, a lost sheet must not tell it."""
    company = f"prowadzi: {trip.leader}" if trip.leader else f"z: {trip.second_worker}" if trip.second_worker else ""
    police = "asysta Policji" if trip.is_with_police else ""
    beware = "przed wizytą zob. uwagi w programie" if trip.beware else ""
    return "\n".join(part for part in (trip.person, company, police, beware) if part)


def _place(trip: Trip) -> str:
    return f"{trip.place} ({trip.directions})" if trip.directions else trip.place
