"""The end of a visit: finished with a seal and a kept paper, opened again while nobody signed, signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.answers import Key, Value, day_of, is_empty, to_json
from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import Case, Direction, Document
from app.domain.interview_filling import Filling
from app.domain.interview_rules import Finding, missing, undecided
from app.domain.interview_seal import seal, settled
from app.domain.interviews import Answer, Interview, answer_id
from app.domain.polish import day as written_day
from app.domain.problems import Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import clean
from app.services.households import ReasonNeeded
from app.services.interview_printing import PDF, sealed_pdf
from app.services.interview_reading import filling_in, records_of, two_answers
from app.services.interviews import begun
from app.services.office import Done, Office
from app.services.paper_preview import count_pages
from app.services.ports import Work
from app.services.registers import add_event


class InterviewIncomplete(Refusal):
    """Something stands between the worker and a finished interview.

    Facts: findings (all of them, in the form's order), count, segments (letters of compulsory ones still empty, and
    of others neither filled in nor left out; "" when only single boxes are missing).
    """

    code = "interview_incomplete"


class AnswersUnsettled(Refusal):
    """Boxes with two answers: a paper can say only one of them, and a later verdict would break its seal (count)."""

    code = "answers_unsettled"


class HeldInFuture(Refusal):
    """The form says that the interview is held on a day to come (facts: on)."""

    code = "held_in_future"


class InterviewUnfinished(Refusal):
    """What is signed or opened again was not finished yet."""

    code = "interview_unfinished"


class InterviewSigned(Refusal):
    """A signed interview is not opened again; a change is an update or a correction of its own (facts: on)."""

    code = "interview_signed"


class SignedOutsideVisit(Refusal):
    """A signature is not older than the visit and not from the future (facts: on, held_on)."""

    code = "signed_outside_visit"


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


@dataclass(frozen=True)
class SignInterview:
    """The paper was signed on a day."""

    before: Interview
    signed_on: date


def finish_interview(office: Office, request: FinishInterview) -> Done[Interview]:
    """Seal the answers, keep the paper, say so in the course of the case; doubtful values never stand in the way.

    The form makes segments compulsory, not boxes (explanations to annex 1): an empty compulsory segment, or another
    one neither filled in nor left out, is always refused, single boxes until the worker accepts their being empty.
    """
    with office.work("Zakończenie wywiadu") as work:
        interview = begun(office, work, request.interview_id)
        filling = filling_in(office, work, interview)
        gaps = missing(filling)
        open_segments = undecided(filling)
        if open_segments or (gaps and not request.accepts_gaps):
            raise InterviewIncomplete(
                findings=gaps, count=len(gaps), segments=", ".join(each.code for each in open_segments)
            )
        if unsettled := two_answers(work, records_of(work, interview)):
            raise AnswersUnsettled(count=len(unsettled))
        today = office.calendar.today()
        held_on = _held_on(filling) or today
        if held_on > today:
            raise HeldInFuture(on=held_on)
        filling = _settle(work, interview, filling)
        paper = _keep_paper(work, interview, filling, held_on)
        finished = replace(
            interview,
            finished_at=office.now(),
            held_on=held_on,
            seal=seal(filling, interview.id),
            document_id=paper.id,
        )
        work.change(interview, finished)
        add_event(office, work, interview.case_id, EventKind.INTERVIEW_FINISHED, _told(interview, held_on, gaps))
        return Done(work.get(Interview, interview.id), work.commit())


def reopen_interview(office: Office, request: ReopenInterview) -> Done[Interview]:
    """Take seal and end back. The paper that was made stays in the case, with the reason why it does not hold."""
    office.allow(Act.INTERVIEW)
    before = request.before
    reason = clean(request.reason)
    if not reason:
        raise ReasonNeeded
    with office.work("Ponowne otwarcie wywiadu") as work:
        _demand_unsigned(work, before)
        work.touching(before.household_id)
        _unsettle(work, before, filling_in(office, work, before))
        for paper in work.many(Document, [before.document_id] if before.document_id else []).values():
            work.change(paper, replace(paper, note=f"Nieaktualne: wywiad otwarto ponownie. {reason}"))
        work.change(before, replace(before, finished_at=None, held_on=None, seal="", document_id=None))
        add_event(office, work, before.case_id, EventKind.NOTE, f"Wywiad otwarto ponownie: {reason}")
        return Done(work.get(Interview, before.id), work.commit())


def sign_interview(office: Office, request: SignInterview) -> Done[Interview]:
    """From now on the answers of the person are fixed; later changes are an update or a correction."""
    office.allow(Act.INTERVIEW)
    before, signed_on = request.before, request.signed_on
    held_on = before.held_on or signed_on
    if not held_on <= signed_on <= office.calendar.today():
        raise SignedOutsideVisit(on=signed_on, held_on=held_on)
    with office.work("Podpisanie wywiadu") as work:
        _demand_unsigned(work, before)
        work.touching(before.household_id)
        work.change(before, replace(before, signed_on=signed_on))
        add_event(office, work, before.case_id, EventKind.NOTE, f"Wywiad podpisano {written_day(signed_on)}")
        return Done(work.get(Interview, before.id), work.commit())


def _settle(work: Work, interview: Interview, filling: Filling) -> Filling:
    """Store what the program worked out as answers, so that later law changes none of them."""
    amounts = settled(filling)
    _write(work, interview, amounts)
    return replace(filling, answers={**filling.answers, **amounts})


def _unsettle(work: Work, interview: Interview, filling: Filling) -> None:
    """Let the program work out again what nobody had overruled."""
    _write(
        work,
        interview,
        {
            (place.field.id, 0): None
            for place in filling.questionnaire.places.values()
            if place.field.computed
            and filling.answers.get((place.field.id, 0)) == filling.computed(place.field)
            and is_empty(filling.answers.get((place.field.reason_id, 0)))
        },
    )


def _write(work: Work, interview: Interview, values: Mapping[Key, Value]) -> None:
    ids = {key: answer_id(interview.id, *key) for key in values}
    there = work.many(Answer, ids.values())
    for key, value in values.items():
        stored = there.get(ids[key])
        if stored is not None:
            work.change(stored, replace(stored, value=to_json(value)))
        elif not is_empty(value):
            field_id, row = key
            work.add(Answer(id=ids[key], interview_id=interview.id, field_id=field_id, row=row, value=to_json(value)))


def _held_on(filling: Filling) -> date | None:
    asked = filling.questionnaire.meaning("dates.interview")
    return day_of(filling.value(asked.id)) if asked is not None else None


def _keep_paper(work: Work, interview: Interview, filling: Filling, held_on: date) -> Document:
    pdf = sealed_pdf(filling, interview.id, work.get(Case, interview.case_id).sign)
    paper = Document(
        id=new_id(),
        case_id=interview.case_id,
        person_id=interview.person_id,
        direction=Direction.OWN,
        kind=PaperKind.INTERVIEW.value,
        title=f"Rodzinny wywiad środowiskowy, część {interview.part}",
        dated_on=held_on,
        content=work.keep(pdf),
        media_type=PDF,
        pages=count_pages(pdf),
    )
    work.add(paper)
    return paper


def _told(interview: Interview, held_on: date, gaps: Iterable[Finding]) -> str:
    """What the course says: which part, on which day, and how many boxes stayed empty with the worker's knowledge."""
    count = len(tuple(gaps))
    left = f" Pola bez odpowiedzi: {count}." if count else ""
    return f"Część {interview.part}, {written_day(held_on)}{left}"


def _demand_unsigned(work: Work, shown: Interview) -> None:
    """Asked of the file: the form may show what stood there before the signature."""
    now = work.get(Interview, shown.id)
    _demand_finished(now)
    if now.signed_on is not None:
        raise InterviewSigned(on=now.signed_on)


def _demand_finished(interview: Interview) -> None:
    if interview.finished_at is None:
        raise InterviewUnfinished
