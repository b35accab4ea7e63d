"""Somebody says that somebody else needs help: written down, checked by a visit, and never left without an outcome.

A report is not an application (social assistance act art. 102). It becomes a case when the person applies or the
office acts by itself; otherwise it is closed with a note that says what was found.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.domain.case_course import EventKind
from app.domain.cases import Application, ApplicationForm, Case, Report
from app.domain.claims import claim_of
from app.domain.clocks import Clock
from app.domain.deadlines import DeadlineKind
from app.domain.interviews import Interview
from app.domain.persons import Person
from app.domain.problems import Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.applications import demand_received, keeper_name, opened_case, plan_interview
from app.services.case_checks import ShownClock, shown_clock
from app.services.households import household_on, new_household
from app.services.office import Done, Office
from app.services.persons import AddressEntry, PersonEntry, new_address, new_person
from app.services.registers import add_event


class FactsMissing(Refusal):
    """A report must say about whom it is and what was seen."""

    code = "facts_missing"


class OutcomeMissing(Refusal):
    """A report is closed only with a note on what was found."""

    code = "outcome_missing"


class ReportClosed(Refusal):
    """The report has its outcome already (facts: closed_on)."""

    code = "report_closed"


@dataclass(frozen=True, kw_only=True)
class TakeReport:
    """A report as it was taken.

    About whom: a person of the files, or words (``about``) while nobody is known by name. The name of who reports
    is not written down at all where it is to be withheld.
    """

    received_on: date
    person_id: RecordId | None = None
    about: str = ""
    facts: str = ""
    reporter_kind: str = ""
    reporter: str = ""
    is_reporter_withheld: bool = False
    is_urgent: bool = False


@dataclass(frozen=True)
class CloseReport:
    """Nothing follows from a report; ``outcome`` says why."""

    before: Report
    outcome: str


@dataclass(frozen=True, kw_only=True)
class OpenCaseFromReport:
    """The person applies now, or the office acts by itself (``form``); somebody unknown is written down."""

    before: Report
    benefit: str
    form: ApplicationForm = ApplicationForm.EX_OFFICIO
    person_id: RecordId | None = None
    person: PersonEntry = field(default_factory=PersonEntry)
    address: AddressEntry = field(default_factory=AddressEntry)
    region: str = ""
    claim: str = ""
    list_id: RecordId | None = None


@dataclass(frozen=True)
class ListReports:
    """Ask for reports without an outcome, or for all."""

    is_open_only: bool = True


@dataclass(frozen=True)
class ShowReport:
    """Ask for one report."""

    report_id: RecordId


@dataclass(frozen=True)
class ShownReport:
    """A report with the name of whom it is about and the day until which somebody must have looked.

    ``parted`` is ``person`` where anything of the report has several values side by side, else empty.
    """

    report: Report
    person: str
    clock: ShownClock
    parted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class OpenedCase:
    """The case that came of a report."""

    case: Case
    interview: Interview
    keeper: str = ""


def take_report(office: Office, request: TakeReport) -> Done[Report]:
    """Write a report down; its clock runs from this moment."""
    office.allow(Act.REGISTER)
    demand_received(office, request.received_on)
    if not request.facts.strip() or not (request.about.strip() or request.person_id):
        raise FactsMissing
    report = tidy(
        Report(
            id=new_id(),
            person_id=request.person_id,
            about=request.about,
            reporter_kind=request.reporter_kind,
            reporter="" if request.is_reporter_withheld else request.reporter,
            is_reporter_withheld=request.is_reporter_withheld,
            facts=request.facts,
            is_urgent=request.is_urgent,
            received_on=request.received_on,
            received_at=_moment(office.now(), request.received_on),
        )
    )
    with office.work("Przyjęcie zgłoszenia o potrzebie pomocy") as work:
        work.add(report)
        return Done(report, work.commit())


def close_report(office: Office, request: CloseReport) -> Done[Report]:
    """The note that ends a report."""
    office.allow(Act.REGISTER)
    _demand_open(request.before)
    if not request.outcome.strip():
        raise OutcomeMissing
    with office.work("Zakończenie zgłoszenia") as work:
        after = replace(request.before, outcome=request.outcome, closed_on=office.calendar.today())
        work.change(request.before, tidy(after))
        return Done(work.get(Report, after.id), work.commit())


def open_case_from_report(office: Office, request: OpenCaseFromReport) -> Done[OpenedCase]:
    """A case about the reported person. The interview's clock goes on from the report, not from today."""
    office.allow(Act.REGISTER)
    claim_of(request.benefit)
    report, today = request.before, office.calendar.today()
    _demand_open(report)
    with office.work("Założenie sprawy po zgłoszeniu") as work:
        person_id = request.person_id or report.person_id
        household = household_on(work, person_id, today) if person_id is not None else None
        household_id = household.id if household is not None else new_id()
        work.touching(household_id)
        if person_id is None:
            person = new_person(office, work, request.person)
            if not request.address.is_empty:
                new_address(work, person.id, request.address)
        else:
            person = work.get(Person, person_id)
        if household is None:
            household = new_household(work, household_id, person.id, request.region)
        application_id = None
        if request.form is not ApplicationForm.EX_OFFICIO:
            application = Application(
                id=new_id(), person_id=person.id, form=request.form, received_on=today, complete_on=today,
                claim=request.claim, taken_by_id=office.clerk.id,
            )  # fmt: skip
            application_id = application.id
            work.add(tidy(application))
        case = opened_case(
            office,
            work,
            Case(
                id=new_id(),
                person_id=person.id,
                household_id=household.id,
                application_id=application_id,
                benefit=request.benefit,
                opened_on=today,
                need_known_on=report.received_on,
                is_urgent=report.is_urgent,
                region=household.region,
            ),
            request.list_id,
        )
        add_event(office, work, case.id, _begun_by(request.form))
        interview = plan_interview(work, case)
        work.change(report, replace(report, person_id=person.id, case_id=case.id, closed_on=today))
        return Done(OpenedCase(case, interview, keeper_name(work, case)), work.commit())


def show_report(office: Office, request: ShowReport) -> ShownReport:
    """One report with its clock."""
    with office.reading() as file:
        report = file.get(Report, request.report_id)
        names = file.many(Person, [report.person_id]) if report.person_id is not None else {}
    name = next((person.full_name for person in names.values()), report.about)
    return ShownReport(report, name, _clock(office, report))


def list_reports(office: Office, request: ListReports) -> tuple[ShownReport, ...]:
    """Reports with their clocks, the most pressing first."""
    with office.reading() as file:
        parted = file.parted(Report)
        reports = file.find(Report, closed_on=None) if request.is_open_only else file.find(Report)
        names = file.many(Person, [report.person_id for report in reports if report.person_id is not None])
    shown = [
        ShownReport(
            report,
            names[report.person_id].full_name if report.person_id in names else report.about,
            _clock(office, report),
            frozenset({"person"}) if report.id in parted else frozenset(),
        )
        for report in reports
    ]
    return tuple(sorted(shown, key=lambda each: each.clock.deadline.ends_on))


def _clock(office: Office, report: Report) -> ShownClock:
    """Until when somebody must have looked (regulation on the family interview § 3)."""
    kind = DeadlineKind.INTERVIEW_URGENT if report.is_urgent else DeadlineKind.INTERVIEW
    return shown_clock(Clock(deadline=office.law.deadline(kind, report.received_on)), office.calendar.today())


def _begun_by(form: ApplicationForm) -> EventKind:
    return {
        ApplicationForm.PAPER: EventKind.WRITTEN_APPLICATION,
        ApplicationForm.ORAL: EventKind.ORAL_APPLICATION,
    }.get(form, EventKind.OPENED_EX_OFFICIO)


def _moment(now: datetime, on: date) -> datetime | None:
    """The hour is known only for what is written down on its own day."""
    return now if now.date() == on else None


def _demand_open(report: Report) -> None:
    if report.closed_on is not None:
        raise ReportClosed(closed_on=report.closed_on)
