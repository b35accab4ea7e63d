"""Visits of the story after the first ones, on the other parts of the form."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from app.domain.case_course import EventKind
from app.domain.cases import Case, CaseEvent
from app.domain.interviews import Interview
from app.domain.persons import Clerk
from app.domain.polish import day as written_day
from app.domain.records import derived_id
from app.services.demo_book import Book
from app.services.demo_interviews import Sheets
from app.services.demo_office import DEMO_DESK
from app.services.demo_people import Family
from app.services.demo_told import Told

_KNOWN_BEFORE = timedelta(days=6)
_LENGTH = timedelta(minutes=50)


def visit_again(book: Book, sheets: Sheets, family: Family, case: Case, worker: Clerk, told: Told) -> None:
    """Write one visit. It draws nothing from the book's chance, so the rest of the office stays as it is."""
    on = told.at.date()
    planned = Interview(
        id=derived_id(case.id, "visit", told.part, told.at.isoformat()),
        case_id=case.id,
        person_id=case.person_id,
        household_id=case.household_id,
        worker_id=worker.id,
        part=told.part,
        learned_on=on - _KNOWN_BEFORE,
        planned_at=told.at,
        plan_note=told.note,
    )
    if not told.answers:
        at = datetime.combine(on - _KNOWN_BEFORE, time(16))
        book.write(at, worker, "Plan wyjazdów", case.household_id, planned)
        return
    ended_at = told.at + _LENGTH
    held = replace(planned, started_at=told.at, held_on=on, finished_at=ended_at, signed_on=on)
    finished, answers = sheets.told(family, held, told.answers)
    event = CaseEvent(
        id=derived_id(held.id, "held"),
        case_id=case.id,
        at=ended_at,
        kind=EventKind.INTERVIEW_FINISHED.value,
        text=f"Część {told.part}, {written_day(on)}",
        clerk_id=worker.id,
        workstation=DEMO_DESK.name,
    )
    book.write(ended_at, worker, "Wywiad", case.household_id, finished, event, *answers)
