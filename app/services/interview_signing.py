"""The first closing: the person signs what they said, refuses to, or cannot. From then on it is only corrected.

It may come before the worker has written the diagnosis and the plan: then only the person's segments are printed,
signed and closed. The sheet is signed by hand on paper (UPS art. 107 ust. 5e); the program notes day and way.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.answers import is_empty
from app.domain.case_course import EventKind
from app.domain.cases import Case
from app.domain.interview_filling import Filling
from app.domain.interview_layers import is_approved_by_head, persons_part
from app.domain.interview_seal import seal
from app.domain.interviews import Interview, Layer, Signing
from app.domain.polish import day as written_day
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.domain.tidying import clean
from app.services.households import ReasonNeeded
from app.services.interview_closing import InterviewSigned
from app.services.interview_freezing import (
    demand_complete,
    demand_held,
    demand_settled,
    freeze,
    keep_paper,
    settle_amounts,
    write_answers,
)
from app.services.interview_printing import PrintInterview, print_interview, sealed_pdf
from app.services.interview_reading import filling_in
from app.services.interviews import begun, demand_case_open
from app.services.office import Done, Office
from app.services.paper_preview import PageImage, preview
from app.services.ports import Work
from app.services.registers import add_event

NOTHING_CLOSED: frozenset[str] = frozenset()
_TOLD = {
    Signing.SIGNED: "Wywiad podpisano {day}",
    Signing.REFUSED: "Odmowa podpisania wywiadu {day}: {note}",
    Signing.UNABLE: "Wywiadu nie podpisano ze względu na stan zdrowia (§ 6), {day}: {note}",
}


class SignedOutsideVisit(Refusal):
    """A signature is not older than the visit and not from the future (facts: on, held_on)."""

    code = "signed_outside_visit"


@dataclass(frozen=True)
class PrintForSignature:
    """Ask for the sheet that the person signs."""

    interview_id: RecordId


@dataclass(frozen=True)
class SignatureSheet:
    """The paper with its seal; ``is_whole`` where the worker's segments stand on it too."""

    pdf: bytes
    pages: tuple[PageImage, ...]
    title: str
    seal: str
    is_whole: bool


@dataclass(frozen=True)
class SignInterview:
    """The paper was signed on a day, or was not: then ``note`` says why (who refused, what the illness prevents).

    ``accepts_gaps``: the worker saw which single boxes of an unfinished interview stay empty and wants it so.
    """

    before: Interview
    signed_on: date
    signing: Signing = Signing.SIGNED
    note: str = ""
    accepts_gaps: bool = False


def print_for_signature(office: Office, request: PrintForSignature) -> SignatureSheet:
    """The kept paper of a finished interview, else the person's segments with a seal of their own."""
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        title = f"wywiad-{interview.part}-do-podpisu-{interview.id.hex()[-8:]}"
        if interview.finished_at is not None:
            pdf, mark = print_interview(office, PrintInterview(interview.id)), interview.seal
            return SignatureSheet(pdf, tuple(preview(pdf, 96.0)), title, mark, is_whole=True)
        part = persons_part(filling_in(office, file, interview))
        mark = seal(part, interview.id)
        pdf = sealed_pdf(part, interview.id, file.get(Case, interview.case_id).sign)
    return SignatureSheet(pdf, tuple(preview(pdf, 96.0)), title, mark, is_whole=False)


def sign_interview(office: Office, request: SignInterview) -> Done[Interview]:
    """From now on the answers of the person are fixed; later changes are an update or a correction."""
    office.allow(Act.INTERVIEW)
    before, signed_on, note = request.before, request.signed_on, clean(request.note)
    if request.signing is not Signing.SIGNED and not note:
        raise ReasonNeeded
    with office.work("Podpisanie wywiadu") as work:
        interview = _demand_unsigned(work, before)
        filling = filling_in(office, work, interview)
        if interview.finished_at is None:
            interview = begun(office, work, interview.id)
            filling = _close_persons_part(office, work, interview, filling, request)
        work.touching(interview.household_id)
        held_on = interview.held_on or demand_held(filling, office.calendar.today())
        if not held_on <= signed_on <= office.calendar.today():
            raise SignedOutsideVisit(on=signed_on, held_on=held_on)
        _note_day(work, interview, filling, signed_on)
        signed = replace(interview, signed_on=signed_on)
        work.change(interview, signed)
        if interview.finished_at is not None:
            freeze(office, work, signed, filling, Layer.PERSON, frozen_on=signed_on, way=request.signing, note=note)
            if not is_approved_by_head(filling.questionnaire):
                freeze(office, work, signed, filling, Layer.WORKER, frozen_on=signed_on)
            stand_by(work, signed)
        else:
            _keep_persons_part(office, work, signed, filling, request, note)
        told = _TOLD[request.signing].format(day=written_day(signed_on), note=note)
        add_event(office, work, interview.case_id, EventKind.NOTE, told)
        return Done(work.get(Interview, interview.id), work.commit())


def stand_by(work: Work, interview: Interview) -> None:
    """Say end and seal once more: whoever opens the interview again unknowing meets a contradiction, not a gap."""
    for name in ("finished_at", "seal", "document_id"):
        work.settle(Interview, interview.id, name, getattr(interview, name))


def _close_persons_part(
    office: Office, work: Work, interview: Interview, filling: Filling, request: SignInterview
) -> Filling:
    """What is signed before the worker wrote anything is complete in itself."""
    part = persons_part(filling)
    demand_complete(part, NOTHING_CLOSED, accepts_gaps=request.accepts_gaps)
    demand_settled(work, interview, part, NOTHING_CLOSED)
    demand_held(filling, office.calendar.today())
    amounts = settle_amounts(work, interview, part, NOTHING_CLOSED).answers
    return replace(filling, answers=amounts)


def _keep_persons_part(
    office: Office, work: Work, interview: Interview, filling: Filling, request: SignInterview, note: str
) -> None:
    part = persons_part(filling)
    pdf = sealed_pdf(part, interview.id, work.get(Case, interview.case_id).sign)
    paper = keep_paper(work, interview, pdf, request.signed_on, "dane od osoby")
    kept = replace(interview, document_id=paper.id, seal=seal(part, interview.id))
    freeze(office, work, kept, filling, Layer.PERSON, frozen_on=request.signed_on, way=request.signing, note=note)


def _note_day(work: Work, interview: Interview, filling: Filling, signed_on: date) -> None:
    """The day beside the signature, where the form has a box for it; no seal covers that box."""
    asked = filling.questionnaire.meaning("dates.signature")
    if asked is not None and asked.is_later and is_empty(filling.answers.get((asked.id, 0))):
        write_answers(work, interview, {(asked.id, 0): signed_on.isoformat()})


def _demand_unsigned(work: Work, shown: Interview) -> Interview:
    """Asked of the file: the form may show what stood there before the signature."""
    now = work.get(Interview, shown.id)
    demand_case_open(work, now)
    if now.signed_on is not None:
        raise InterviewSigned(on=now.signed_on)
    return now
