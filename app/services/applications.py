"""Somebody applies for help: person, household, application, case, visit to come, in one transaction."""

from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import AlreadyClosed, Application, ApplicationForm, Case, CaseList, Document
from app.domain.claims import claim_of
from app.domain.deadlines import DeadlineKind
from app.domain.households import Household
from app.domain.interviews import Interview
from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.pesel import read_pesel
from app.domain.problems import Missing, Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.households import MemberEntry, address_on, household_on, new_household, new_member, worker_of
from app.services.interview_parts import usual_part
from app.services.office import Done, Office
from app.services.persons import AddressEntry, PersonEntry, PersonKnown, end_address, new_address, new_person
from app.services.ports import Reading, Work
from app.services.registers import add_event, registered

_CLOCKS = (DeadlineKind.INTERVIEW, DeadlineKind.INTERVIEW_URGENT, DeadlineKind.DECISION)
"""What runs from the day something was received."""


class ReceivedTooLongAgo(Refusal):
    """No deadline is known for a day so far back; nearly always a slip in the year (facts: received_on, first_on)."""

    code = "received_too_long_ago"


class ReceivedInFuture(Refusal):
    """An application cannot come after today (facts: received_on)."""

    code = "received_in_future"


class CompletedTooEarly(Refusal):
    """The last document cannot come before the application or after today (facts: complete_on)."""

    code = "completed_too_early"


class ApplicantDied(Refusal):
    """Nobody can apply for themselves after their death (facts: died_on)."""

    code = "applicant_died"


@dataclass(frozen=True, kw_only=True)
class TakeApplication:
    """An application as it was taken.

    ``person_id`` is somebody of the files, else ``person`` is written down. ``address`` is written when it was
    typed; where a residence is known already it takes its place from ``received_on``. ``members`` join the
    household of the applicant, which begins with them if there is none. ``is_complete`` says that nothing more was
    to be brought; otherwise ``missing`` lists it. ``list_id`` picks one of several lists of the benefit.
    """

    form: ApplicationForm
    benefit: str
    received_on: date
    person_id: RecordId | None = None
    person: PersonEntry = field(default_factory=PersonEntry)
    is_somebody_else: bool = False
    address: AddressEntry = field(default_factory=AddressEntry)
    members: tuple[MemberEntry, ...] = ()
    region: str = ""
    claim: str = ""
    reasons: tuple[str, ...] = ()
    applies_as: str = ""
    consent_of: str = ""
    is_signed: bool = False
    is_complete: bool = True
    missing: str = ""
    is_urgent: bool = False
    title: str = ""
    list_id: RecordId | None = None


@dataclass(frozen=True)
class Taken:
    """What came of an application. Without a sign, ``keeper`` is where it will be given ("" where nobody can)."""

    person: Person
    case: Case
    application: Application
    interview: Interview
    keeper: str = ""


@dataclass(frozen=True)
class CompleteApplication:
    """The last missing document came on a day; it fixes the first month of payment (art. 106 ust. 3)."""

    case_id: RecordId
    before: Application
    complete_on: date


@dataclass(frozen=True)
class SignApplication:
    """The applicant signed: the protocol of an oral application, or a written one handed in unsigned."""

    case_id: RecordId
    before: Application


def take_application(office: Office, request: TakeApplication) -> Done[Taken]:
    """Everything an application begins, written together or not at all.

    The clocks run from the day it was received, so the visit is planned at once.
    """
    office.allow(Act.REGISTER)
    claim_of(request.benefit)
    demand_received(office, request.received_on)
    with office.work("Przyjęcie wniosku") as work:
        person, household = _people(office, work, request)
        application = _application(office, request, person)
        work.add(application)
        case = opened_case(
            office,
            work,
            Case(
                id=new_id(),
                person_id=person.id,
                household_id=household.id,
                application_id=application.id,
                benefit=request.benefit,
                opened_on=request.received_on,
                need_known_on=request.received_on,
                is_urgent=request.is_urgent,
                region=household.region,
                title=request.title,
            ),
            request.list_id,
        )
        _course(office, work, case, request)
        interview = plan_interview(work, case)
        keeper = keeper_name(work, case)
        return Done(Taken(person, case, application, interview, keeper), work.commit())


def complete_application(office: Office, request: CompleteApplication) -> Done[Application]:
    """Nothing is missing any more since that day."""
    office.allow(Act.REGISTER)
    if not request.before.received_on <= request.complete_on <= office.calendar.today():
        raise CompletedTooEarly(complete_on=request.complete_on)
    with office.work("Uzupełnienie wniosku") as work:
        _demand_own(work, request.case_id, request.before)
        work.change(request.before, replace(request.before, complete_on=request.complete_on, missing=""))
        add_event(office, work, request.case_id, EventKind.APPLICATION_COMPLETED)
        return Done(work.get(Application, request.before.id), work.commit())


def sign_application(office: Office, request: SignApplication) -> Done[Application]:
    """The application bears a signature now."""
    office.allow(Act.REGISTER)
    with office.work("Podpisanie wniosku") as work:
        _demand_own(work, request.case_id, request.before)
        work.change(request.before, replace(request.before, is_signed=True))
        add_event(office, work, request.case_id, EventKind.APPLICATION_SIGNED)
        return Done(work.get(Application, request.before.id), work.commit())


def _demand_own(work: Work, case_id: RecordId, application: Application) -> None:
    """The application is that of the case, and the case still open."""
    case = work.get(Case, case_id)
    if case.application_id != application.id:
        raise Missing(kind="application")
    if case.closed_on is not None:
        raise AlreadyClosed(sign=case.sign)
    work.touching(case.household_id)


def demand_received(office: Office, received_on: date) -> None:
    """A day from which clocks can run: not to come, and not before the first rule that is known."""
    if received_on > office.calendar.today():
        raise ReceivedInFuture(received_on=received_on)
    demand_reckonable(office, received_on)


def demand_reckonable(office: Office, received_on: date) -> None:
    """A day of which the law here knows the rules."""
    first_on = max(map(office.law.first_day_of, _CLOCKS))
    if received_on < first_on:
        raise ReceivedTooLongAgo(received_on=received_on, first_on=first_on)


def opened_case(office: Office, work: Work, case: Case, list_id: RecordId | None = None) -> Case:
    """Register a case inside a transaction: number where this workstation keeps the list, its clerk and worker."""
    worker = worker_of(work, case.region)
    case = tidy(replace(case, clerk_id=office.clerk.id, worker_id=worker.id if worker else None))
    case = registered(office, work, case, list_id)
    work.touching(case.household_id)
    work.add(case)
    return case


def plan_interview(work: Work, case: Case) -> Interview:
    """The visit that the clock runs for (regulation on the family interview § 3), on the part that is due."""
    interview = Interview(
        id=new_id(),
        case_id=case.id,
        person_id=case.person_id,
        household_id=case.household_id,
        worker_id=case.worker_id,
        part=usual_part(work, case),
        learned_on=case.need_known_on,
        is_urgent=case.is_urgent,
    )
    work.add(interview)
    return interview


def keeper_name(file: Reading, case: Case) -> str:
    """Where the sign of a case is given; empty when it has one or nobody keeps a list."""
    if case.sign or case.list_id is None:
        return ""
    keeper_id = file.get(CaseList, case.list_id).keeper_id
    stations = file.many(Workstation, [keeper_id])
    return stations[keeper_id].name if keeper_id in stations else ""


def _people(office: Office, work: Work, request: TakeApplication) -> tuple[Person, Household]:
    """The applicant and the household, written down as far as they are new."""
    day = request.received_on
    _demand_different(request)
    known = household_on(work, request.person_id, day) if request.person_id is not None else None
    household_id = known.id if known is not None else new_id()
    work.touching(household_id)
    if request.person_id is not None:
        person = work.get(Person, request.person_id)
        if person.died_on is not None and person.died_on < day:
            raise ApplicantDied(died_on=person.died_on)
    else:
        person = new_person(office, work, request.person, is_somebody_else=request.is_somebody_else)
    if known is None:
        household = new_household(work, household_id, person.id, request.region)
    else:
        household = replace(known, region=request.region or known.region)
        work.change(known, household)
    if not request.address.is_empty:
        _move_in(work, person, request.address, day)
    for entry in request.members:
        new_member(office, work, household.id, entry)
    return person, household


def _demand_different(request: TakeApplication) -> None:
    """Two new persons of one form with the same right PESEL are one person written down twice."""
    typed = [(request.person, request.is_somebody_else)] if request.person_id is None else []
    typed += [(each.person, each.is_somebody_else) for each in request.members if each.person is not None]
    known: set[str] = set()
    for person, is_somebody_else in typed:
        pesel = read_pesel(person.pesel)
        if pesel.number and pesel.fault is None and pesel.number in known and not is_somebody_else:
            raise PersonKnown(name=f"{person.first_name} {person.last_name}".strip())
        known.add(pesel.number)


def _move_in(work: Work, person: Person, entry: AddressEntry, day: date) -> None:
    """The typed address replaces the known residence from the day of the application."""
    before = address_on(work, person.id, day, entry.kind)
    if before is not None:
        from_on = entry.from_on or day
        end_address(work, before, from_on)
        entry = replace(entry, from_on=from_on)
    new_address(work, person.id, entry)


def _application(office: Office, request: TakeApplication, person: Person) -> Application:
    return tidy(
        Application(
            id=new_id(),
            person_id=person.id,
            form=request.form,
            received_on=request.received_on,
            complete_on=request.received_on if request.is_complete else None,
            claim=request.claim,
            reasons=",".join(request.reasons),
            applies_as=request.applies_as,
            consent_of=request.consent_of,
            is_signed=request.is_signed,
            missing="" if request.is_complete else request.missing,
            taken_by_id=office.clerk.id,
        )
    )


def _course(office: Office, work: Work, case: Case, request: TakeApplication) -> None:
    """The first lines of the course, and the paper that the applicant handed in."""
    if request.form is ApplicationForm.PAPER:
        add_event(office, work, case.id, EventKind.WRITTEN_APPLICATION)
        work.add(
            Document(
                id=new_id(),
                case_id=case.id,
                person_id=case.person_id,
                kind=PaperKind.APPLICATION.value,
                dated_on=request.received_on,
            )
        )
    else:
        add_event(office, work, case.id, EventKind.ORAL_APPLICATION)
