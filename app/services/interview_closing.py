"""The end of a visit: finished with a seal and a kept paper, opened again with a reason."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from datetime import date

from app.domain.answers import is_empty
from app.domain.case_course import EventKind
from app.domain.cases import Case, Document
from app.domain.interview_filling import Filling
from app.domain.interview_layers import is_approved_by_head
from app.domain.interview_rules import Finding
from app.domain.interview_seal import seal
from app.domain.interviews import Freeze, Interview, Layer, freeze_id
from app.domain.polish import day as written_day
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.domain.tidying import clean
from app.services.households import ReasonNeeded
from app.services.interview_freezing import (
    InterviewUnfinished,
    closed_segments,
    demand_complete,
    demand_held,
    demand_settled,
    freeze,
    keep_paper,
    settle_amounts,
    write_answers,
)
from app.services.interview_printing import sealed_pdf
from app.services.interview_reading import corrected_in, filling_in
from app.services.interviews import begun, demand_case_open, form_of
from app.services.office import Done, Office
from app.services.ports import Work
from app.services.registers import add_event


class InterviewSigned(Refusal):
    """What was signed is not signed or opened again; a change is an update or a correction (facts: on)."""

    code = "interview_signed"


class PlanApproved(Refusal):
    """The head approved the plan; what is changed now is a correction or an update (facts: on)."""

    code = "plan_approved"


@dataclass(frozen=True)
class FinishInterview:
    """Nothing more is asked. ``accepts_gaps``: the worker saw which single boxes stay empty and wants it so."""

    interview_id: RecordId
    accepts_gaps: bool = False


@dataclass(frozen=True)
class ReopenInterview:
    """Finished too early: the answers may be changed again, with a reason."""

    before: Interview
    reason: str


def finish_interview(office: Office, request: FinishInterview) -> Done[Interview]:
    """Seal the answers, keep the paper, say so in the course of the case; doubtful values never stand in the way.

    The form makes segments compulsory, not boxes (explanations to annex 1): an empty compulsory segment, or another
    one neither filled in nor left out, is always refused, single boxes until the worker accepts their being empty.
    What the person has signed is not asked for again.
    """
    with office.work("Zakończenie wywiadu") as work:
        interview = begun(office, work, request.interview_id)
        filling, corrections = corrected_in(office, work, interview)
        closed = closed_segments(work, filling.questionnaire, interview)
        gaps = demand_complete(filling, closed, accepts_gaps=request.accepts_gaps)
        demand_settled(work, interview, filling, closed)
        held_on = demand_held(filling, office.calendar.today())
        filling = settle_amounts(work, interview, filling, closed)
        sign = work.get(Case, interview.case_id).sign
        paper = keep_paper(work, interview, sealed_pdf(filling, interview.id, sign, corrections), held_on)
        finished = replace(
            interview,
            finished_at=office.now(),
            held_on=held_on,
            seal=seal(filling, interview.id, [each.correction for each in corrections]),
            document_id=paper.id,
        )
        work.change(interview, finished)
        if interview.signed_on is not None and not is_approved_by_head(filling.questionnaire):
            freeze(office, work, finished, filling, Layer.WORKER, frozen_on=office.calendar.today())
        add_event(office, work, interview.case_id, EventKind.INTERVIEW_FINISHED, _told(interview, held_on, gaps))
        return Done(work.get(Interview, interview.id), work.commit())


def reopen_interview(office: Office, request: ReopenInterview) -> Done[Interview]:
    """Take seal and end back. The paper that was made stays in the case, with the reason why it does not hold.

    After the signature only the worker's own segments open again, and only until the head approves the plan.
    """
    office.allow(Act.INTERVIEW)
    before = request.before
    reason = clean(request.reason)
    if not reason:
        raise ReasonNeeded
    with office.work("Ponowne otwarcie wywiadu") as work:
        demand_reopenable(office, work, before)
        work.touching(before.household_id)
        take_back(office, work, before, reason)
        is_signed = before.signed_on is not None
        words = "Otwarto część pracownika socjalnego" if is_signed else "Wywiad otwarto ponownie"
        add_event(office, work, before.case_id, EventKind.NOTE, f"{words}: {reason}")
        return Done(work.get(Interview, before.id), work.commit())


def take_back(office: Office, work: Work, before: Interview, reason: str) -> None:
    """Seal and end are gone, the paper keeps the reason, and amounts that nobody overruled are worked out anew."""
    filling = filling_in(office, work, before)
    _unsettle(work, before, filling, closed_segments(work, filling.questionnaire, before))
    for paper in work.many(Document, [before.document_id] if before.document_id else []).values():
        signed = "Podpisany. Część pracownika zmieniono później."
        note = signed if before.signed_on is not None else "Nieaktualne: wywiad otwarto ponownie."
        work.change(paper, replace(paper, note=f"{note} {reason}"))
    work.change(before, replace(before, finished_at=None, held_on=None, seal="", document_id=None))


def demand_reopenable(office: Office, work: Work, shown: Interview) -> None:
    """Asked of the file: the form may show what stood there before the signature or the approval."""
    now = work.get(Interview, shown.id)
    demand_case_open(work, now)
    if now.finished_at is None:
        raise InterviewUnfinished
    form = form_of(office.shelf.questionnaires, now, office.calendar.today())
    for each in work.many(Freeze, [freeze_id(now.id, Layer.WORKER)]).values():
        raise PlanApproved(on=each.frozen_on) if is_approved_by_head(form) else InterviewSigned(on=each.frozen_on)
    if now.signed_on is not None and (shown.signed_on is None or not is_approved_by_head(form)):
        raise InterviewSigned(on=now.signed_on)


def _unsettle(work: Work, interview: Interview, filling: Filling, closed: Set[str]) -> None:
    """Let the program work out again what nobody had overruled."""
    write_answers(
        work,
        interview,
        {
            (place.field.id, 0): None
            for place in filling.questionnaire.places.values()
            if place.field.computed
            and place.segment.code not in closed
            and filling.answers.get((place.field.id, 0)) == filling.computed(place.field)
            and is_empty(filling.answers.get((place.field.reason_id, 0)))
        },
    )


def _told(interview: Interview, held_on: date, gaps: Iterable[Finding]) -> str:
    """What the course says: which part, on which day, and how many boxes stayed empty with the worker's knowledge."""
    count = len(tuple(gaps))
    left = f" Pola bez odpowiedzi: {count}." if count else ""
    return f"Część {interview.part}, {written_day(held_on)}{left}"
