"""Around a visit: who goes along and what to beware of, and what is written down where none took place."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.answers import text_of
from app.domain.case_course import EventKind
from app.domain.cases import AlreadyClosed, Case
from app.domain.interview_layers import readable
from app.domain.interviews import Answer, Interview, InterviewFinished
from app.domain.persons import Clerk
from app.domain.polish import day as written_day
from app.domain.problems import Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import MAY, Act, Role
from app.domain.tidying import LONG, SHORT, clean
from app.domain.visits import MUST_BE_TOLD, Outcome, Precautions, VisitAttempt, precautions_id
from app.services.office import Done, Office
from app.services.ports import Reading
from app.services.registers import add_event

OUTCOMES = {
    Outcome.NOBODY_HOME: "nikogo nie zastano",
    Outcome.REFUSED: "brak zgody na wywiad",
    Outcome.POLICE_NOT_ADMITTED: "nie wpuszczono funkcjonariusza Policji",
    Outcome.PUT_OFF: "osoba poprosiła o inny termin",
    Outcome.MOVED_AWAY: "osoba nie mieszka pod tym adresem",
    Outcome.BROKEN_OFF: "wizytę przerwano dla bezpieczeństwa",
    Outcome.OTHER: "wizyta nie doszła do skutku",
}
"""Polish words for paper and for the course of a case."""

_INCIDENT = "_safety_incident_desc"


class AttemptInFuture(Refusal):
    """A visit that is still to come cannot have come to nothing (facts: on)."""

    code = "attempt_in_future"


class AttemptUntold(Refusal):
    """A refused or broken off visit needs a word on what happened there (facts: outcome)."""

    code = "attempt_untold"


@dataclass(frozen=True)
class BriefVisit:
    """Ask what whoever goes to this visit should know."""

    interview_id: RecordId


@dataclass(frozen=True)
class Beware:
    """Something that happened or was noted about this family, and when; no day for what is noted for this visit."""

    text: str
    on: date | None = None


@dataclass(frozen=True)
class Briefing:
    """Who goes along, what to beware of, the visits that came to nothing (newest first), and who could go along."""

    precautions: Precautions | None
    beware: tuple[Beware, ...]
    attempts: tuple[VisitAttempt, ...]
    second_worker: str
    colleagues: tuple[tuple[RecordId, str], ...]

    @property
    def is_with_police(self) -> bool:
        """Whether the Police assist."""
        return self.precautions is not None and self.precautions.is_with_police


@dataclass(frozen=True)
class WritePrecautions:
    """Who goes along, whether the Police assist, what to beware of. ``before`` is what the form showed."""

    interview_id: RecordId
    before: Precautions | None
    second_worker_id: RecordId | None = None
    is_with_police: bool = False
    warning: str = ""


@dataclass(frozen=True, kw_only=True)
class LogAttempt:
    """A visit came to nothing: when, why, who was met, what was said, what was left behind, what threatened."""

    interview_id: RecordId
    at: datetime
    outcome: Outcome
    met: str = ""
    said: str = ""
    is_notice_left: bool = False
    danger: str = ""


def brief_visit(office: Office, request: BriefVisit) -> Briefing:
    """Everything that is known about the safety of a visit to this family, in one look."""
    with office.reading() as file:
        return briefing_of(file, file.get(Interview, request.interview_id))


def briefing_of(file: Reading, interview: Interview) -> Briefing:
    """From an open file; for services that are already looking."""
    own = precautions_of(file, interview)
    clerks = file.find(Clerk)
    second = own.second_worker_id if own is not None else None
    return Briefing(
        precautions=own,
        beware=beware_of(file, interview),
        attempts=attempts_of(file, interview.case_id),
        second_worker=next((clerk.full_name for clerk in clerks if clerk.id == second), ""),
        colleagues=tuple(
            (clerk.id, clerk.full_name)
            for clerk in sorted(clerks, key=lambda each: each.full_name)
            if clerk.is_active and clerk.id != interview.worker_id and may_visit(clerk)
        ),
    )


def precautions_of(file: Reading, interview: Interview) -> Precautions | None:
    """What was settled for this visit."""
    return file.many(Precautions, [precautions_id(interview.id)]).get(precautions_id(interview.id))


def attempts_of(file: Reading, case_id: RecordId) -> tuple[VisitAttempt, ...]:
    """Visits of a case that came to nothing, newest first."""
    return tuple(sorted(file.find(VisitAttempt, case_id=case_id), key=lambda each: (each.at, each.id), reverse=True))


def beware_of(file: Reading, interview: Interview) -> tuple[Beware, ...]:
    """What is noted for this visit first, then what happened at earlier ones to the same family, newest first."""
    own = precautions_of(file, interview)
    told = [Beware(own.warning)] if own is not None and own.warning else []
    past: list[Beware] = []
    for visit in file.find(Interview, household_id=interview.household_id):
        past += [Beware(each.danger, each.at.date()) for each in file.find(VisitAttempt, interview_id=visit.id)]
        if visit.id == interview.id:
            continue
        on = visit.held_on or (visit.planned_at.date() if visit.planned_at is not None else None)
        earlier = precautions_of(file, visit)
        past += [Beware(earlier.warning, on)] if earlier is not None else []
        incidents = (each for each in file.find(Answer, interview_id=visit.id) if each.field_id.endswith(_INCIDENT))
        past += [Beware(text_of(readable(each.value)), on) for each in incidents]
    past.sort(key=lambda each: each.on or date.min, reverse=True)
    return (*told, *dict.fromkeys(each for each in past if each.text))


def write_precautions(office: Office, request: WritePrecautions) -> Done[Precautions]:
    """Settle how a visit is made safe; it travels with the visit to whoever goes there."""
    office.allow(Act.REGISTER)
    with office.work("Bezpieczeństwo wizyty") as work:
        interview = work.get(Interview, request.interview_id)
        _demand_open(interview, work.get(Case, interview.case_id))
        work.touching(interview.household_id)
        before = request.before
        blank = Precautions(id=precautions_id(interview.id), interview_id=interview.id)
        after = replace(
            before or blank,
            second_worker_id=request.second_worker_id,
            is_with_police=request.is_with_police,
            warning=clean(request.warning, SHORT),
        )
        if before is not None:
            work.change(before, after)
        elif (stored := precautions_of(work, interview)) is not None:
            work.change(stored, _safer(stored, after))
        else:
            work.add(after)
        return Done(work.get(Precautions, after.id), work.commit())


def _safer(stored: Precautions, after: Precautions) -> Precautions:
    """What somebody wrote while this form was open is kept beside what it says: no warning is ever lost."""
    words = [each for each in (stored.warning, after.warning) if each]
    return replace(
        stored,
        second_worker_id=after.second_worker_id or stored.second_worker_id,
        is_with_police=stored.is_with_police or after.is_with_police,
        warning=clean("; ".join(dict.fromkeys(words)), SHORT),
    )


def log_attempt(office: Office, request: LogAttempt) -> Done[VisitAttempt]:
    """Write the visit down as it went, take the plan back, and say so in the course of the case.

    Nothing follows by itself: a refusal is a ground that the authority weighs (UPS art. 107 ust. 4a).
    """
    office.allow(Act.INTERVIEW)
    if request.at > office.now():
        raise AttemptInFuture(on=request.at.date())
    said, danger = clean(request.said, LONG), clean(request.danger, SHORT)
    if request.outcome in MUST_BE_TOLD and not (said or danger):
        raise AttemptUntold(outcome=request.outcome.value)
    with office.work("Nieudana wizyta") as work:
        interview = work.get(Interview, request.interview_id)
        case = work.get(Case, interview.case_id)
        _demand_open(interview, case)
        work.touching(interview.household_id)
        own = precautions_of(work, interview)
        attempt = VisitAttempt(
            id=new_id(),
            interview_id=interview.id,
            case_id=case.id,
            at=request.at,
            outcome=request.outcome,
            worker_id=office.clerk.id,
            second_worker_id=own.second_worker_id if own is not None else None,
            met=clean(request.met, SHORT),
            said=said,
            is_notice_left=request.is_notice_left,
            danger=danger,
        )
        work.add(attempt)
        if interview.planned_at is not None and interview.planned_at.date() <= request.at.date():
            work.change(interview, replace(interview, planned_at=None))
        at = f"{written_day(request.at.date())} o godz. {request.at.hour}:{request.at.minute:02d}"
        add_event(office, work, case.id, EventKind.NOTE, f"Wizyta {at}: {OUTCOMES[request.outcome]}.")
        return Done(attempt, work.commit())


def _demand_open(interview: Interview, case: Case) -> None:
    if interview.finished_at is not None:
        raise InterviewFinished(on=interview.finished_at.date())
    if case.closed_on is not None:
        raise AlreadyClosed(sign=case.sign)


def may_visit(clerk: Clerk) -> bool:
    """Whether somebody of the office may hold interviews; a role of a newer program may not."""
    return clerk.role in MAY and Act.INTERVIEW in MAY[Role(clerk.role)]
