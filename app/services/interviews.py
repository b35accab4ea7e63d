"""Visits: found for their case, planned, begun on the form that binds that day, noted upon in private."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.case_course import EventKind
from app.domain.cases import AlreadyClosed, Case
from app.domain.interview_seal import left_out_codes, left_out_text
from app.domain.interviews import WITH_RELATIVES, Interview, InterviewFinished, PartFixed
from app.domain.problems import Refusal
from app.domain.questionnaires import Questionnaire, Questionnaires
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import LONG, SHORT, clean
from app.services.interview_parts import demand_part, usual_part
from app.services.interview_standing import demand_open
from app.services.office import Done, Office
from app.services.ports import OfficeFile, Reading, Work
from app.services.registers import add_event

_OPEN = "interview_open"


class PlannedInPast(Refusal):
    """A visit is planned for a day that is over (facts: planned_on)."""

    code = "planned_in_past"


class UnknownSegment(Refusal):
    """The form has no such segment (facts: segment)."""

    code = "unknown_segment"


@dataclass(frozen=True)
class FindVisit:
    """Ask for the visit of a case that is to be opened; where it has none, it gets one."""

    case_id: RecordId


@dataclass(frozen=True)
class AddVisit:
    """One more visit of a case; without ``part`` on the usual one.

    ``person_id`` is a relative of art. 103 with whom it is held, where the files hold them. ``reason`` says why an
    interview is brought up to date; it stands in the course of the case.
    """

    case_id: RecordId
    part: str = ""
    person_id: RecordId | None = None
    reason: str = ""


@dataclass(frozen=True)
class PlanInterview:
    """Day, hour and a note of a visit to come; without ``planned_at`` the plan is taken back.

    ``part`` and ``person_id`` (of a relative) put a visit that has not begun onto another part of the form.
    """

    before: Interview
    planned_at: datetime | None
    note: str = ""
    part: str = ""
    person_id: RecordId | None = None


@dataclass(frozen=True)
class StartInterview:
    """The visit begins now, on the form of today."""

    interview_id: RecordId


@dataclass(frozen=True)
class WriteNote:
    """The worker's own note; it is part of no form and no decision. Without ``before`` the newest one is replaced."""

    interview_id: RecordId
    note: str
    before: Interview | None = None


@dataclass(frozen=True)
class LeaveOutSegment:
    """A segment does not apply here, or applies after all."""

    interview_id: RecordId
    segment: str
    is_left_out: bool


@dataclass(frozen=True)
class RememberPlace:
    """Where the cursor stands in the sheet, in the sheet's own words."""

    interview_id: RecordId
    place: str


@dataclass(frozen=True)
class LeavePlace:
    """The sheet was closed in good order."""

    interview_id: RecordId


@dataclass(frozen=True)
class InterruptedInterview:
    """Ask which interview was open when the program ended without leaving it."""


@dataclass(frozen=True)
class ReadClock:
    """Ask what time it is in the office."""


def find_visit(office: Office, request: FindVisit) -> Done[RecordId]:
    """The visit to come or in hand, else the last one that was held, else a new one."""
    with office.work("Wywiad sprawy") as work:
        found_ones = work.find(Interview, case_id=request.case_id)
        visits = [each for each in found_ones if each.is_of_the_family]
        open_ones = [each for each in visits if each.finished_at is None]
        found = next(iter(open_ones), None) or max(visits, key=_held, default=None)
        if found is not None:
            return Done(found.id, work.commit())
        office.allow(Act.REGISTER)
        return Done(_added(work, AddVisit(request.case_id)).id, work.commit())


def add_visit(office: Office, request: AddVisit) -> Done[Interview]:
    """A further visit. Its clock runs from today, when the need for it became known."""
    office.allow(Act.REGISTER)
    with office.work("Nowy wywiad") as work:
        fresh = _added(work, request, office.calendar.today())
        if reason := clean(request.reason, LONG):
            add_event(office, work, fresh.case_id, EventKind.NOTE, f"Aktualizacja wywiadu: {reason}")
        return Done(work.get(Interview, fresh.id), work.commit())


def plan_interview(office: Office, request: PlanInterview) -> Done[Interview]:
    """Write the plan; a visit that is over needs none, one that has begun keeps its part."""
    office.allow(Act.REGISTER)
    before = request.before
    _demand_unfinished(before)
    planned = request.planned_at
    if planned is not None and planned != before.planned_at and planned.date() < office.calendar.today():
        raise PlannedInPast(planned_on=planned.date())
    part = request.part or before.part
    is_open = before.started_at is None
    if part != before.part and not is_open:
        raise PartFixed(part=before.part)
    with office.work("Plan wywiadu") as work:
        work.touching(before.household_id)
        case = work.get(Case, before.case_id)
        if part != before.part:
            demand_part(work, part)
        after = replace(
            before,
            planned_at=planned,
            plan_note=clean(request.note, SHORT),
            worker_id=before.worker_id or case.worker_id,
            part=part,
            person_id=_interviewed(case, part, request.person_id) if request.part and is_open else before.person_id,
        )
        work.change(before, after)
        return Done(work.get(Interview, before.id), work.commit())


def start_interview(office: Office, request: StartInterview) -> Done[Interview]:
    """Begin, if nobody has yet: the form's version is chosen by today and stays for this interview."""
    with office.work("Początek wywiadu") as work:
        interview = begun(office, work, request.interview_id)
        return Done(work.get(Interview, interview.id), work.commit())


def write_note(office: Office, request: WriteNote) -> Done[Interview]:
    """Keep the note; it may be added to after the interview is over, because no paper shows it."""
    office.allow(Act.INTERVIEW)
    with office.work("Notatka własna do wywiadu") as work:
        before = request.before or work.get(Interview, request.interview_id)
        work.touching(before.household_id)
        work.change(before, replace(before, private_note=clean(request.note, LONG)))
        return Done(work.get(Interview, before.id), work.commit())


def leave_out_segment(office: Office, request: LeaveOutSegment) -> Done[Interview]:
    """Mark a segment as not applying. Whether it may be left out is looked at when the interview is finished."""
    with office.work("Segment wywiadu: nie dotyczy") as work:
        before = begun(office, work, request.interview_id)
        form = form_of(office.shelf.questionnaires, before, office.calendar.today())
        if form.segment(request.segment) is None:
            raise UnknownSegment(segment=request.segment)
        demand_open(work, form, before, {request.segment})
        codes = left_out_codes(before.left_out)
        codes = codes | {request.segment} if request.is_left_out else codes - {request.segment}
        work.change(before, replace(before, left_out=left_out_text(codes)))
        return Done(work.get(Interview, before.id), work.commit())


def remember_place(office: Office, request: RememberPlace) -> None:
    """Keep the place on this workstation, so that the sheet opens there again; it never travels."""
    office.file.set_meta(_place_name(request.interview_id), request.place)
    if office.file.meta(_OPEN) != bytes(request.interview_id):
        office.file.set_meta(_OPEN, bytes(request.interview_id))


def leave_place(office: Office, request: LeavePlace) -> None:
    """Nothing was interrupted; the place itself stays known."""
    if office.file.meta(_OPEN) == bytes(request.interview_id):
        office.file.set_meta(_OPEN, None)


def interrupted_interview(office: Office, _: InterruptedInterview) -> Interview | None:
    """The unfinished interview in whose sheet somebody was when the power went; None after a good end."""
    left = office.file.meta(_OPEN)
    if left is None:
        return None
    with office.reading() as file:
        found = file.many(Interview, [RecordId(bytes(left))])
    return next((each for each in found.values() if each.finished_at is None), None)


def read_clock(office: Office, _: ReadClock) -> datetime:
    """Local time of the office, for "saved at"."""
    return office.now()


def place_in(file: OfficeFile, interview_id: RecordId) -> str:
    """Where the sheet was left on this workstation; empty when it was never open here."""
    return str(file.meta(_place_name(interview_id)) or "")


def begun(office: Office, work: Work, interview_id: RecordId) -> Interview:
    """The interview ready to be written into; the first write begins it. Later changes belong to its household."""
    office.allow(Act.INTERVIEW)
    interview = work.get(Interview, interview_id)
    _demand_unfinished(interview)
    demand_case_open(work, interview)
    work.touching(interview.household_id)
    if interview.started_at is not None:
        return interview
    form = office.shelf.questionnaires.questionnaire_on(interview.part, office.calendar.today())
    started = replace(interview, started_at=office.now(), form_version=form.version, worker_id=office.clerk.id)
    work.change(interview, started)
    return started


def demand_case_open(file: Reading, interview: Interview) -> None:
    """A closed case keeps its interviews as they are: nothing of them is opened, signed, approved or set right."""
    case = file.get(Case, interview.case_id)
    if case.closed_on is not None:
        raise AlreadyClosed(sign=case.sign)


def form_of(forms: Questionnaires, interview: Interview, today: date) -> Questionnaire:
    """The form of an interview: its own once it has begun, until then the one of today."""
    if interview.form_version:
        return forms.version(interview.part, interview.form_version)
    return forms.questionnaire_on(interview.part, today)


def _added(work: Work, request: AddVisit, learned_on: date | None = None) -> Interview:
    case = work.get(Case, request.case_id)
    if case.closed_on is not None:
        raise AlreadyClosed(sign=case.sign)
    work.touching(case.household_id)
    part = request.part or usual_part(work, case)
    demand_part(work, part)
    interview = Interview(
        id=new_id(),
        case_id=case.id,
        person_id=_interviewed(case, part, request.person_id),
        household_id=case.household_id,
        worker_id=case.worker_id,
        part=part,
        learned_on=learned_on or case.need_known_on,
        is_urgent=case.is_urgent,
    )
    work.add(interview)
    return interview


def _interviewed(case: Case, part: str, relative_id: RecordId | None) -> RecordId:
    """Whom a visit is held with; a relative whom the files do not hold stands under the case's person."""
    return relative_id if relative_id is not None and part in WITH_RELATIVES else case.person_id


def _demand_unfinished(interview: Interview) -> None:
    if interview.finished_at is not None:
        raise InterviewFinished(on=interview.finished_at.date())


def _held(interview: Interview) -> datetime:
    return interview.finished_at or datetime.min


def _place_name(interview_id: RecordId) -> str:
    return f"interview_place:{interview_id.hex()}"
