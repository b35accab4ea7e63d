"""The second closing: the head's remarks on the plan of help, which close the worker's own segments."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.answers import Key, Value
from app.domain.case_course import EventKind
from app.domain.cases import Case
from app.domain.interview_layers import is_approved_by_head
from app.domain.interview_seal import seal
from app.domain.interviews import Freeze, Interview, Layer, freeze_id
from app.domain.polish import day as written_day
from app.domain.problems import Refusal
from app.domain.questionnaires import Questionnaire
from app.domain.roles import Act
from app.domain.tidying import LONG, clean
from app.services.households import ReasonNeeded
from app.services.interview_answers import UnknownField
from app.services.interview_closing import PlanApproved, take_back
from app.services.interview_freezing import InterviewUnfinished, freeze, keep_paper, write_answers
from app.services.interview_printing import sealed_pdf
from app.services.interview_reading import corrected_in
from app.services.interview_signing import stand_by
from app.services.interviews import demand_case_open
from app.services.office import Done, Office
from app.services.ports import Work
from app.services.registers import add_event

APPROVED, WITH_RESERVATIONS, REJECTED = "approved", "approved_with_reservations", "rejected"
"""Options of the box of the head's remarks, in all parts alike."""

_EXPLAINED = {WITH_RESERVATIONS: "head_reservations", REJECTED: "head_rejection_reason"}
_TOLD = {
    APPROVED: "Plan pomocy zatwierdzono {day}",
    WITH_RESERVATIONS: "Plan pomocy zatwierdzono {day} z zastrzeżeniami: {words}",
    REJECTED: "Plan pomocy odrzucono {day}: {words}",
}


class NoPlan(Refusal):
    """This part of the form has no plan of help for the head (facts: part)."""

    code = "no_plan"


class SignatureFirst(Refusal):
    """The head approves what the person signed, or what has a note that they did not sign."""

    code = "signature_first"


class ApprovedOutsideVisit(Refusal):
    """A plan is approved on the day of the interview at the earliest, and not in the future (facts: on, held_on)."""

    code = "approved_outside_visit"


@dataclass(frozen=True)
class ApprovePlan:
    """The head's remarks: one of the three options of the form, with words for the last two."""

    before: Interview
    verdict: str
    on: date
    words: str = ""


def approve_plan(office: Office, request: ApprovePlan) -> Done[Interview]:
    """Write the remarks into their boxes. An approval closes the worker's segments; a rejection opens them again."""
    office.allow(Act.APPROVE_PLAN)
    words = clean(request.words, LONG)
    if request.verdict != APPROVED and not words:
        raise ReasonNeeded
    with office.work("Uwagi kierownika do planu pomocy") as work:
        interview = work.get(Interview, request.before.id)
        filling, corrections = corrected_in(office, work, interview)
        _demand_ready(office, work, interview, filling.questionnaire, request.verdict, request.on)
        work.touching(interview.household_id)
        remarks = _remarks(filling.questionnaire, request.verdict, words, request.on)
        write_answers(work, interview, remarks)
        told = _TOLD[request.verdict].format(day=written_day(request.on), words=words)
        if request.verdict == REJECTED:
            take_back(office, work, request.before, f"Plan pomocy odrzucono: {words}")
        else:
            filling = replace(filling, answers={**filling.answers, **remarks})
            sign = work.get(Case, interview.case_id).sign
            pdf = sealed_pdf(filling, interview.id, sign, corrections)
            paper = keep_paper(work, interview, pdf, request.on, "z uwagami kierownika")
            sealed = seal(filling, interview.id, [each.correction for each in corrections])
            approved = replace(interview, document_id=paper.id, seal=sealed)
            work.change(interview, approved)
            freeze(office, work, approved, filling, Layer.WORKER, frozen_on=request.on, way=request.verdict, note=words)
            stand_by(work, approved)
        add_event(office, work, interview.case_id, EventKind.NOTE, told)
        return Done(work.get(Interview, interview.id), work.commit())


def _demand_ready(
    office: Office, work: Work, interview: Interview, form: Questionnaire, verdict: str, on: date
) -> None:
    asked = form.meaning("head.decision")
    if not is_approved_by_head(form) or asked is None:
        raise NoPlan(part=interview.part)
    if verdict not in _TOLD:
        raise UnknownField(field_id=asked.id)
    demand_case_open(work, interview)
    for each in work.many(Freeze, [freeze_id(interview.id, Layer.WORKER)]).values():
        raise PlanApproved(on=each.frozen_on)
    if interview.finished_at is None:
        raise InterviewUnfinished
    if interview.signed_on is None:
        raise SignatureFirst
    held_on = interview.held_on or interview.signed_on
    if not held_on <= on <= office.calendar.today():
        raise ApprovedOutsideVisit(on=on, held_on=held_on)


def _remarks(form: Questionnaire, verdict: str, words: str, on: date) -> dict[Key, Value]:
    """What the head's boxes hold; the words of an earlier verdict leave theirs."""
    asked, day = form.meaning("head.decision"), form.meaning("head.date")
    boxes: dict[Key, Value] = {(asked.id, 0): verdict} if asked is not None else {}
    if day is not None:
        boxes[day.id, 0] = on.isoformat()
    for option, ending in _EXPLAINED.items():
        name = next((name for name in form.places if name.endswith(ending)), "")
        if name:
            boxes[name, 0] = words if option == verdict else None
    return boxes
