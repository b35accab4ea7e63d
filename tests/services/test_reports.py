"""A report about somebody else: two working days when urgent, and never without an outcome."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.case_course import EventKind
from app.domain.cases import ApplicationForm, Report
from app.domain.deadlines import DeadlineKind
from app.domain.interviews import Interview
from app.services.applications import ReceivedInFuture
from app.services.calendars import SetCalendar
from app.services.case_views import OpenCase, open_case
from app.services.office import Office
from app.services.persons import AddPerson, add_person
from app.services.reports import (
    CloseReport,
    FactsMissing,
    ListReports,
    OpenCaseFromReport,
    OutcomeMissing,
    ReportClosed,
    ShowReport,
    TakeReport,
    close_report,
    list_reports,
    open_case_from_report,
    show_report,
    take_report,
)
from tests.little_office import HOME, somebody

POLICE = TakeReport(
    received_on=date(2026, 11, 20),
    about="Henryk Łuczak, Góry Mokre 3",
    facts="Mieszka sam, nie ma czym palić.",
    reporter_kind="police",
    reporter="asp. Nowicki",
    is_urgent=True,
)


@pytest.fixture
def friday(office: Office) -> Office:
    return replace(office, calendar=SetCalendar(datetime(2026, 11, 20, 14, 10)))


def test_an_urgent_report_has_two_working_days(friday: Office) -> None:
    report = take_report(friday, POLICE).value
    assert report.received_at == datetime(2026, 11, 20, 14, 10)
    (shown,) = list_reports(friday, ListReports())
    assert (shown.person, shown.clock.deadline.kind) == ("Henryk Łuczak, Góry Mokre 3", DeadlineKind.INTERVIEW_URGENT)
    assert shown.clock.deadline.ends_on == date(2026, 11, 24)
    assert show_report(friday, ShowReport(report.id)) == shown


def test_a_withheld_name_is_not_written_down(friday: Office) -> None:
    report = take_report(friday, replace(POLICE, is_reporter_withheld=True)).value
    with friday.reading() as file:
        assert (file.get(Report, report.id).reporter, file.get(Report, report.id).is_reporter_withheld) == ("", True)


def test_a_report_says_about_whom_and_what(friday: Office) -> None:
    for wrong in (replace(POLICE, facts=" "), replace(POLICE, about="")):
        with pytest.raises(FactsMissing):
            take_report(friday, wrong)
    with pytest.raises(ReceivedInFuture):
        take_report(friday, replace(POLICE, received_on=date(2026, 11, 21)))


def test_a_report_becomes_a_case_whose_visit_was_due_since_the_report(friday: Office) -> None:
    report = take_report(friday, POLICE).value
    monday = replace(friday, calendar=SetCalendar(datetime(2026, 11, 23, 8)))
    henryk = somebody("Henryk", "Łuczak", born_on=date(1959, 4, 5))
    asked = OpenCaseFromReport(before=report, benefit="purpose_allowance", person=henryk, address=HOME, region="Północ")
    opened = open_case_from_report(monday, asked).value
    assert (opened.case.sign, opened.case.opened_on) == ("MGOPS.5112.1.2026", date(2026, 11, 23))
    assert (opened.interview.learned_on, opened.interview.is_urgent) == (date(2026, 11, 20), True)
    view = open_case(monday, OpenCase(opened.case.id))
    assert view.clock is not None
    assert view.clock.deadline.ends_on == date(2026, 11, 24)
    assert [line.event.kind for line in view.course] == [EventKind.OPENED_EX_OFFICIO]
    assert view.report is not None
    assert view.report.facts == POLICE.facts
    assert not list_reports(monday, ListReports())
    with pytest.raises(ReportClosed):
        open_case_from_report(monday, replace(asked, before=view.report))


def test_the_reported_person_may_apply(friday: Office) -> None:
    henryk = add_person(friday, AddPerson(somebody("Henryk", "Łuczak"))).value
    report = take_report(friday, replace(POLICE, person_id=henryk.id)).value
    asked = OpenCaseFromReport(
        before=report, benefit="purpose_allowance", form=ApplicationForm.ORAL, claim="Proszę o opał."
    )
    opened = open_case_from_report(friday, asked).value
    assert opened.case.person_id == henryk.id
    view = open_case(friday, OpenCase(opened.case.id))
    assert view.application is not None
    assert view.application.claim == "Proszę o opał."
    with friday.reading() as file:
        assert file.count(Interview, case_id=opened.case.id) == 1


def test_a_report_is_closed_only_with_a_note(friday: Office) -> None:
    report = take_report(friday, POLICE).value
    with pytest.raises(OutcomeMissing):
        close_report(friday, CloseReport(report, ""))
    closed = close_report(friday, CloseReport(report, "Rodzina zapewniła opał; pomoc niepotrzebna.")).value
    assert closed.closed_on == date(2026, 11, 20)
    assert not list_reports(friday, ListReports())
    assert len(list_reports(friday, ListReports(is_open_only=False))) == 1
    with pytest.raises(ReportClosed):
        close_report(friday, CloseReport(closed, "jeszcze raz"))
