"""Anna Wiśniewska's case, ready to be decided on 23 November 2026, and the steps of its decision."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

import pypdfium2

from app.domain.cases import Case, CaseEvent
from app.domain.checklist import CheckItem, State
from app.domain.decisions import Decision
from app.domain.incomes import Income
from app.domain.interviews import Interview
from app.domain.persons import Clerk, Person
from app.domain.records import Record, RecordId, new_id
from app.services.applications import take_application
from app.services.cases import NoteMediation, note_mediation
from app.services.decision_drafts import ChangeDraft, DraftDecision, change_draft, draft_decision
from app.services.decision_views import DecisionView, OpenDecision, open_decision
from app.services.decisions import (
    ApproveDraft,
    IssueDecision,
    PassOnDraft,
    approve_draft,
    issue_decision,
    pass_on_draft,
)
from app.services.office import Office
from tests.little_office import HEAD, annas_application, at_desk

R = TypeVar("R", bound=Record)
DECIDED_AT = datetime(2026, 11, 23, 10, 15)
WRITTEN = "Strona aktywnie szuka pracy. Rodzina nie ma oszczędności, dlatego pomoc jest potrzebna przez trzy miesiące."
MEDIATION = "Charakter sprawy nie pozwala na mediację: w sprawie bierze udział jedna strona."


def ready_case(office: Office, **changes: object) -> Case:
    """Applied for, visited, with income and the mediation note; the head may sign. It is 23 November."""
    taken = take_application(office, annas_application(**{"is_signed": True, **changes})).value
    office.calendar.move_to(DECIDED_AT)  # type: ignore[attr-defined]  # the little office has a set calendar
    with office.work("Dochody i wywiad") as work:
        head = work.get(Clerk, HEAD.id)
        work.change(head, replace(head, authorised_from_on=date(2024, 1, 15), authorisation_number="OR.0052.14.2024"))
        work.touching(taken.case.household_id)
        for child in (each for each in work.find(Person) if each.id != taken.person.id):
            work.add_all([_income(child.id, *each) for each in _OF_A_CHILD])
        interview = work.find(Interview, case_id=taken.case.id)[0]
        held = {"started_at": datetime(2026, 11, 12, 10), "finished_at": datetime(2026, 11, 12, 11)}
        work.change(interview, replace(interview, held_on=date(2026, 11, 12), **held))  # type: ignore[arg-type]
        case = work.get(Case, taken.case.id)
        work.commit()
    return note_mediation(office, NoteMediation(case, MEDIATION)).value


_OF_A_CHILD = (
    ("maintenance_fund", 50_000, 10, "decyzja o świadczeniach z funduszu alimentacyjnego"),
    ("family_allowance", 12_400, 23, "decyzja o zasiłku rodzinnym"),
    ("child_benefit", 80_000, 14, "decyzja ZUS"),
)


def _income(person_id: RecordId, kind: str, amount: int, day: int, evidence: str) -> Income:
    return Income(
        id=new_id(),
        person_id=person_id,
        kind=kind,
        amount=amount,
        received_on=date(2026, 10, day),
        evidence=evidence,
    )


def drafted(office: Office, case: Case) -> Decision:
    return draft_decision(office, DraftDecision(case.id)).value


def changed(office: Office, before: Decision, **choices: object) -> Decision:
    after = replace(before, **choices)  # type: ignore[arg-type]  # the tests name the fields
    return change_draft(office, ChangeDraft(before, after)).value


def passed_on(office: Office, before: Decision) -> Decision:
    return pass_on_draft(office, PassOnDraft(before)).value


def approved(office: Office, before: Decision) -> Decision:
    return approve_draft(at_desk(office, HEAD), ApproveDraft(before)).value


def issued(office: Office, case: Case, **choices: object) -> Decision:
    """The whole way to an issued decision."""
    draft = changed(office, drafted(office, case), **{"written_reasons": WRITTEN, **choices})
    return issue_decision(office, IssueDecision(approved(office, passed_on(office, draft)))).value


def view_of(office: Office, decision: Decision) -> DecisionView:
    view = open_decision(office, OpenDecision(decision.id))
    assert view is not None
    return view


def missing(checks: tuple[CheckItem, ...]) -> list[str]:
    return [item.id for item in checks if item.state is State.MISSING]


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


def course(office: Office, case: Case) -> list[tuple[str, str]]:
    with office.reading() as file:
        return [(event.kind, event.text) for event in file.find(CaseEvent, case_id=case.id)]


def add_income(office: Office, case: Case, amount: int) -> None:
    """The applicant's own wage of October comes to light."""
    with office.work("Zaświadczenie o zarobkach") as work:
        work.touching(case.household_id)
        wage = Income(id=new_id(), person_id=case.person_id, kind="wage", amount=amount, evidence="zaświadczenie")
        work.add(replace(wage, received_on=date(2026, 10, 28)))
        work.commit()


def rewrite(office: Office, kind: type[R], record_id: RecordId, **changes: object) -> None:
    """Something in the file is otherwise than the service would allow."""
    with office.work("Zmiana w teście") as work:
        record = work.get(kind, record_id)
        work.change(record, replace(record, **changes))  # type: ignore[arg-type]  # the tests name the fields
        work.commit()
