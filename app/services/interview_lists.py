"""Lists of visits: to be held, in hand, finished; with the clock of each that is still to be held."""

from array import array
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.interview_layers import is_approved_by_head
from app.domain.interviews import Answer, Freeze, Interview, Layer, freeze_id
from app.domain.persons import Clerk
from app.services.case_checks import ShownClock
from app.services.interview_reading import clock_of
from app.services.interviews import form_of
from app.services.lists import PAGE, Keys
from app.services.office import Office
from app.services.ports import Listing, Reading


class Visits(StrEnum):
    """Which visits."""

    PLANNED = "planned"
    BEGUN = "begun"
    FINISHED = "finished"


class Closing(StrEnum):
    """How far the two closings of a finished interview are; SIGNED also where an older program wrote no more down."""

    UNSIGNED = "unsigned"
    TO_FINISH = "to_finish"
    SIGNED = "signed"
    TO_APPROVE = "to_approve"
    CLOSED = "closed"


@dataclass(frozen=True)
class ListInterviews:
    """Ask for the order of a list. Without ``column``, what ends first comes first, finished ones newest first."""

    visits: Visits
    is_mine: bool = False
    text: str = ""
    column: str = ""
    is_descending: bool = False


@dataclass(frozen=True)
class ListInterviewRows:
    """Ask for the rows with these keys."""

    keys: Sequence[int]


@dataclass(frozen=True)
class CountOpenInterviews:
    """Ask how many visits wait for the clerk at the keyboard."""


@dataclass(frozen=True)
class InterviewRow:
    """A line of the list. ``clock`` runs until the visit was held; ``closing`` is what its paper still waits for.

    ``parted`` is ``sign`` where the visit or one of its answers has several values side by side, else empty.
    """

    interview: Interview
    sign: str
    name: str
    place: str
    worker: str
    today: date
    clock: ShownClock | None
    closing: Closing = Closing.SIGNED
    parted: frozenset[str] = frozenset()


def list_interviews(office: Office, request: ListInterviews) -> Keys:
    """Keys in order, and the rows of the first page."""
    is_finished = request.visits is Visits.FINISHED
    listing = _listing(office, request)
    with office.reading() as file:
        keys = file.keys(listing)
        if is_finished or request.column:
            return Keys(keys, tuple(_rows(office, file, keys[:PAGE])))
        rows = _rows(office, file, keys)
    order = sorted(range(len(rows)), key=lambda place: _urgency(rows[place]))
    return Keys(array("q", (keys[place] for place in order)), tuple(rows[place] for place in order[:PAGE]))


def list_interview_rows(office: Office, request: ListInterviewRows) -> tuple[InterviewRow, ...]:
    """Rows in the order of their keys."""
    with office.reading() as file:
        return tuple(_rows(office, file, request.keys))


def count_open_interviews(office: Office, _: CountOpenInterviews) -> int:
    """The number beside "Wywiady"."""
    with office.reading() as file:
        return sum(
            len(file.keys(_listing(office, ListInterviews(visits, is_mine=True))))
            for visits in (Visits.PLANNED, Visits.BEGUN)
        )


def _listing(office: Office, request: ListInterviews) -> Listing:
    only = [("state", request.visits.value)]
    if request.is_mine:
        only.append(("worker", office.clerk.id.hex()))
    is_newest_first = request.visits is Visits.FINISHED and not request.column
    return Listing(
        "interviews",
        column=request.column or ("finished_at" if is_newest_first else ""),
        is_descending=request.is_descending or is_newest_first,
        text=request.text,
        only=tuple(only),
    )


def _urgency(row: InterviewRow) -> tuple[date, datetime]:
    """What ends first; of two that end together, the one planned first."""
    ends_on = row.clock.deadline.ends_on if row.clock is not None else date.max
    return ends_on, row.interview.planned_at or datetime.max


def _closing(office: Office, visit: Interview, layers: Set[Layer]) -> Closing:
    if visit.signed_on is None:
        return Closing.UNSIGNED
    if Layer.WORKER in layers:
        return Closing.CLOSED
    if visit.finished_at is None:
        return Closing.TO_FINISH
    form = form_of(office.shelf.questionnaires, visit, office.calendar.today())
    return Closing.TO_APPROVE if Layer.PERSON in layers and is_approved_by_head(form) else Closing.SIGNED


def _rows(office: Office, file: Reading, keys: Sequence[int]) -> list[InterviewRow]:
    told = file.page(Listing("interviews"), keys)
    visits = file.many(Interview, [row[0] for row in told])
    workers = file.many(Clerk, {visit.worker_id for visit in visits.values() if visit.worker_id is not None})
    frozen = file.many(Freeze, [freeze_id(visit, layer) for visit in visits for layer in Layer])
    parted = {*file.parted(Interview)}
    parted |= {answer.interview_id for answer in file.many(Answer, file.parted(Answer)).values()}
    rows, today = [], office.calendar.today()
    for interview_id, sign, last, first, place, *_ in told:
        visit = visits[interview_id]
        worker = workers.get(visit.worker_id) if visit.worker_id is not None else None
        rows.append(
            InterviewRow(
                interview=visit,
                sign=sign or "",
                name=f"{last or ''} {first or ''}".strip(),
                place=place or "",
                worker=worker.short_name if worker is not None else "",
                today=today,
                clock=clock_of(office.law, visit, today),
                closing=_closing(office, visit, {layer for layer in Layer if freeze_id(visit.id, layer) in frozen}),
                parted=frozenset({"sign"}) if visit.id in parted else frozenset(),
            )
        )
    return rows
