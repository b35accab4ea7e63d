"""An interview as its screen shows it: one consistent look at form, answers, last time and what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from app.domain.answers import Key, Value
from app.domain.cases import Case
from app.domain.clocks import Clock
from app.domain.deadlines import DeadlineKind
from app.domain.interview_facts import Circumstances
from app.domain.interview_filling import Filling
from app.domain.interview_seal import left_out_codes
from app.domain.interviews import Answer, Interview
from app.domain.law import Law
from app.domain.persons import Clerk, Person
from app.domain.questionnaires import Questionnaire
from app.domain.records import RecordId
from app.domain.roles import Act, NotAllowed
from app.services.case_checks import ShownClock, shown_clock
from app.services.interview_circumstances import circumstances_of
from app.services.interview_past import PastInterview, past_of, value_of, values_of
from app.services.interviews import form_of, place_in
from app.services.office import Office
from app.services.ports import Reading


class Lock(StrEnum):
    """Why an interview can only be looked at."""

    OPEN = ""
    FINISHED = "finished"
    SIGNED = "signed"
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


@dataclass(frozen=True, kw_only=True)
class InterviewView:
    """An interview with its form. ``records`` are the answers as stored: a form sends them back when it writes.

    ``is_allowed`` says whether the clerk at the keyboard may hold interviews at all.
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
    clock: ShownClock | None

    @cached_property
    def answers(self) -> Mapping[Key, Value]:
        """What every answered box holds."""
        return values_of(self.records.values())

    @property
    def filling(self) -> Filling:
        """The interview as it is stored."""
        return Filling(self.form, self.answers, self.circumstances, left_out_codes(self.interview.left_out))


def open_interview(office: Office, request: OpenInterview) -> InterviewView:
    """Read an interview with all that belongs beside it."""
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        case = file.get(Case, interview.case_id)
        records = records_of(file, interview)
        workers = file.many(Clerk, [interview.worker_id]) if interview.worker_id is not None else {}
        return InterviewView(
            interview=interview,
            case=case,
            person=file.get(Person, interview.person_id),
            worker=next((clerk.full_name for clerk in workers.values()), ""),
            form=form_of(office.shelf.questionnaires, interview, office.calendar.today()),
            records=records,
            circumstances=circumstances_of(office, file, interview),
            previous=past_of(office, file, interview),
            two_answers=two_answers(file, records),
            place=place_in(office.file, interview.id),
            workstation=office.workstation,
            lock=_lock(office, interview, case),
            is_allowed=_is_allowed(office),
            clock=clock_of(office.law, interview, office.calendar.today()),
        )


def records_of(file: Reading, interview: Interview) -> dict[Key, Answer]:
    """The answers of an interview as stored."""
    return {(each.field_id, each.row): each for each in file.find(Answer, interview_id=interview.id)}


def filling_in(office: Office, file: Reading, interview: Interview) -> Filling:
    """An interview as it stands in the file, for rules and print."""
    return Filling(
        form_of(office.shelf.questionnaires, interview, office.calendar.today()),
        values_of(file.find(Answer, interview_id=interview.id)),
        circumstances_of(office, file, interview),
        left_out_codes(interview.left_out),
    )


def clock_of(law: Law, interview: Interview, today: date) -> ShownClock | None:
    """Until when the visit has to be held; None once it was, or when nobody knows since when."""
    if interview.finished_at is not None or interview.learned_on is None:
        return None
    kind = DeadlineKind.INTERVIEW_URGENT if interview.is_urgent else DeadlineKind.INTERVIEW
    clock = Clock(deadline=law.deadline(kind, interview.learned_on))
    return shown_clock(clock, today)


def two_answers(file: Reading, records: Mapping[Key, Answer]) -> tuple[TwoAnswers, ...]:
    """Boxes of an interview that nobody has settled yet."""
    by_id = {record.id: key for key, record in records.items()}
    return tuple(
        TwoAnswers(*by_id[each.id], tuple(value_of(version.value) for version in each.versions[1:]))
        for each in file.contradictions()
        if each.kind is Answer and each.field == "value" and each.id in by_id
    )


def _lock(office: Office, interview: Interview, case: Case) -> Lock:
    if interview.finished_at is not None:
        return Lock.FINISHED if interview.signed_on is None else Lock.SIGNED
    if case.closed_on is not None:
        return Lock.CASE_CLOSED
    return Lock.OPEN if _is_allowed(office) else Lock.NOT_ALLOWED


def _is_allowed(office: Office) -> bool:
    """Whether the clerk at the keyboard may hold interviews."""
    try:
        office.allow(Act.INTERVIEW)
    except NotAllowed:
        return False
    return True
