"""Until when an interview is brought up to date, for help that is decided on paper (UPS art. 107 ust. 4)."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.case_course import PaperKind
from app.domain.deadlines import DeadlineKind
from app.services.calendars import SetCalendar
from app.services.case_views import OpenCase, open_case
from app.services.documents import AddDocument, add_document
from app.services.office import Office
from app.services.today import AskToday, ask_today
from tests.visits import finished, visit


def on_first_page(office: Office, day: date) -> dict[DeadlineKind, date]:
    later = replace(office, calendar=SetCalendar(datetime.combine(day, datetime.min.time())))
    return {due.clock.kind: due.clock.ends_on for due in ask_today(later, AskToday()).due}


@pytest.mark.parametrize(
    ("benefit", "kind", "ends_on"),
    [
        ("care_home", DeadlineKind.INTERVIEW_UPDATE_CARE, date(2027, 11, 12)),
        ("care_services", DeadlineKind.INTERVIEW_UPDATE, date(2027, 5, 12)),
    ],
)
def test_help_decided_on_paper_asks_for_its_update_from_the_day_of_the_visit(
    tmp_path: Path, benefit: str, kind: DeadlineKind, ends_on: date
) -> None:
    with visit(tmp_path, benefit=benefit) as (office, interview):
        finished(office, interview.id)
        assert DeadlineKind.DECISION in on_first_page(office, date(2026, 12, 2))
        add_document(
            office, AddDocument(case_id=interview.case_id, kind=PaperKind.DECISION, dated_on=date(2026, 11, 12))
        )
        assert on_first_page(office, date(2026, 12, 2)) == {}, "decided, and nothing near"
        assert on_first_page(office, ends_on.replace(day=3)) == {kind: ends_on}
        clocks = open_case(office, OpenCase(interview.case_id)).clocks
        assert {clock.deadline.kind: clock.deadline.ends_on for clock in clocks} == {kind: ends_on}


def test_a_paper_decision_starts_nothing_where_the_program_decides(tmp_path: Path) -> None:
    with visit(tmp_path) as (office, interview):
        finished(office, interview.id)
        add_document(
            office, AddDocument(case_id=interview.case_id, kind=PaperKind.DECISION, dated_on=date(2026, 11, 12))
        )
        assert DeadlineKind.DECISION in on_first_page(office, date(2026, 12, 2))
