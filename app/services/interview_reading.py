"""An interview as its screen shows it: one consistent look at form, answers, last time and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.answers import Key, Value
from app.domain.cases import Case
from app.domain.clocks import Clock
from app.domain.deadlines import DeadlineKind
from app.domain.interview_facts import Circumstances
from app.domain.interview_filling import Filling
from app.domain.interview_layers import Closed, readable, segment_of
from app.domain.interviews import Answer, Interview, Layer, answer_id
from app.domain.law import Law
from app.domain.persons import Clerk, Person
from app.domain.questionnaires import Questionnaire
from app.domain.records import RecordId
from app.domain.roles import Act, NotAllowed
from app.services.case_checks import ShownClock, shown_clock
from app.services.interview_circumstances import circumstances_of
from app.services.interview_past import PastInterview, past_of
from app.services.interview_standing import closed_in, filling_of, values_of
from app.services.interviews import form_of, place_in
from app.services.office import Office
from app.services.paper_corrections import Corrected
from app.services.ports import Reading


class Lock(StrEnum):
    """Why an interview can only be looked at; of a PARTLY locked one the worker's own segments are open."""

    OPEN = ""
    PARTLY = "partly"
    FINISHED = "finished"
    SIGNED = "signed"
    APPROVED = "approved"
    CASE_CLOSED = "case_closed"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True)
class OpenInterview:
    """Ask for everything the sheet shows."""

    interview_id: RecordId


@dataclass(frozen=True)
class TwoAnswers:
    """A box that was answered differently in two places; ``others`` stand beside the value that is shown."""

    field_id: str
    row: int
    others: tuple[Value, ...]


@dataclass(frozen=True)
class Stray:
    """An answer that another workstation wrote without knowing of the signature; ``stands`` is what was signed."""

    field_id: str
    row: int
    stands: Value
    came: Value
    clerk: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class InterviewView:
    """An interview with its form. ``records`` are the answers as stored: a form sends them back when it writes.

    ``is_allowed`` says whether the clerk at the keyboard may hold interviews at all, ``may_approve`` whether they may
    approve a plan of help. ``names`` are the clerks of ``closed`` and its corrections.
    """

    interview: Interview
    case: Case
    person: Person
    worker: str
    form: Questionnaire
    records: Mapping[Key, Answer]
    circumstances: Circumstances
    previous: PastInterview | None
    two_answers: tuple[TwoAnswers, ...]
    place: str
    workstation: str
    lock: Lock
    is_allowed: bool
    may_approve: bool
    clock: ShownClock | None
    closed: Closed
    strays: tuple[Stray, ...]
    names: Mapping[RecordId, str]

    @property
    def answers(self) -> Mapping[Key, Value]:
        """What every answered box holds; what is closed as it stands on paper."""
        return self.closed.answers

    @property
    def filling(self) -> Filling:
        """The interview as it is to be read."""
        return Filling(self.form, self.answers, self.circumstances, self.closed.left_out)


def open_interview(office: Office, request: OpenInterview) -> InterviewView:
    """Read an interview with all that belongs beside it."""
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        case = file.get(Case, interview.case_id)
        form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
        records = records_of(file, interview)
        closed = closed_in(file, form, interview, values_of(records.values()))
        workers = file.many(Clerk, [interview.worker_id]) if interview.worker_id is not None else {}
        return InterviewView(
            interview=interview,
            case=case,
            person=file.get(Person, interview.person_id),
            worker=next((clerk.full_name for clerk in workers.values()), ""),
            form=form,
            records=records,
            circumstances=circumstances_of(office, file, interview),
            previous=past_of(office, file, interview),
            two_answers=two_answers(file, open_records(form, records, closed)),
            place=place_in(office.file, interview.id),
            workstation=office.workstation,
            lock=_lock(office, interview, case, closed),
            is_allowed=_may(office, Act.INTERVIEW),
            may_approve=_may(office, Act.APPROVE_PLAN),
            clock=clock_of(office.law, interview, office.calendar.today()),
            closed=closed,
            strays=_strays(file, interview, closed),
            names=_names(file, closed),
        )


def records_of(file: Reading, interview: Interview) -> dict[Key, Answer]:
    """The answers of an interview as stored."""
    return {(each.field_id, each.row): each for each in file.find(Answer, interview_id=interview.id)}


def open_records(form: Questionnaire, records: Mapping[Key, Answer], closed: Closed) -> dict[Key, Answer]:
    """The answers that may still be written over."""
    return {key: each for key, each in records.items() if segment_of(form, key) not in closed.segments}


def filling_in(office: Office, file: Reading, interview: Interview) -> Filling:
    """An interview as it stands in the file, for rules and print."""
    return corrected_in(office, file, interview)[0]


def corrected_in(office: Office, file: Reading, interview: Interview) -> tuple[Filling, tuple[Corrected, ...]]:
    """An interview as it is to be read, with what was set right in it since the signature."""
    form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
    stored = values_of(file.find(Answer, interview_id=interview.id))
    closed = closed_in(file, form, interview, stored)
    names = _names(file, closed)
    corrections = (Corrected(each, names.get(each.clerk_id or interview.id, "")) for each in closed.corrections)
    return filling_of(office, file, form, interview, closed), tuple(corrections)


def clock_of(law: Law, interview: Interview, today: date) -> ShownClock | None:
    """Until when the visit has to be held; None once it was, or when nobody knows since when."""
    is_held = interview.finished_at is not None or interview.signed_on is not None
    if is_held or interview.learned_on is None:
        return None
    kind = DeadlineKind.INTERVIEW_URGENT if interview.is_urgent else DeadlineKind.INTERVIEW
    clock = Clock(deadline=law.deadline(kind, interview.learned_on))
    return shown_clock(clock, today)


def two_answers(file: Reading, records: Mapping[Key, Answer]) -> tuple[TwoAnswers, ...]:
    """Boxes of an interview that nobody has settled yet."""
    by_id = {record.id: key for key, record in records.items()}
    return tuple(
        TwoAnswers(*by_id[each.id], tuple(readable(version.value) for version in each.versions[1:]))
        for each in file.contradictions()
        if each.kind is Answer and each.field == "value" and each.id in by_id
    )


def _lock(office: Office, interview: Interview, case: Case, closed: Closed) -> Lock:
    if Layer.WORKER in closed.freezes:
        return Lock.APPROVED
    if interview.finished_at is not None:
        return Lock.FINISHED if interview.signed_on is None else Lock.SIGNED
    if case.closed_on is not None:
        return Lock.CASE_CLOSED
    if not _may(office, Act.INTERVIEW):
        return Lock.NOT_ALLOWED
    return Lock.OPEN if interview.signed_on is None else Lock.PARTLY


def _may(office: Office, act: Act) -> bool:
    """Whether the clerk at the keyboard has a right."""
    try:
        office.allow(act)
    except NotAllowed:
        return False
    return True


def _strays(file: Reading, interview: Interview, closed: Closed) -> tuple[Stray, ...]:
    """Who wrote what beside a signed answer, and when; in the order of their coming."""
    found: list[Stray] = []
    for (field_id, row), came in closed.strays.items():
        written = file.history(Answer, answer_id(interview.id, field_id, row))
        newest = next((each for each in written if each.field == "value" and readable(each.value) == came), None)
        clerk = _named(file, newest.clerk_id) if newest is not None else ""
        at = newest.at if newest is not None else datetime.min
        found.append(Stray(field_id, row, closed.answers.get((field_id, row)), came, clerk, at))
    return tuple(sorted(found, key=lambda each: (each.at, each.field_id, each.row)))


def _names(file: Reading, closed: Closed) -> dict[RecordId, str]:
    authors = {each.clerk_id for each in closed.freezes.values()} | {each.clerk_id for each in closed.corrections}
    clerks = file.many(Clerk, [each for each in authors if each is not None])
    return {clerk_id: clerk.full_name for clerk_id, clerk in clerks.items()}


def _named(file: Reading, clerk_id: RecordId | None) -> str:
    found = file.many(Clerk, [clerk_id]) if clerk_id is not None else {}
    return next((clerk.full_name for clerk in found.values()), "")
