"""Clocks of a case, by the dates of a case that was worked out by hand."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from app.domain.clocks import WEIGHTS, Band, Clock, Milestones, by_risk, running
from app.domain.deadlines import DeadlineKind
from app.domain.law import Law
from app.persistence.law_files import read_law

TODAY = date(2026, 11, 23)
CLAIMED = Milestones(need_known_on=date(2026, 11, 3), claimed_on=date(2026, 11, 3))
ISSUED = replace(CLAIMED, interviewed_on=date(2026, 11, 12), issued_on=date(2026, 11, 24))


@cache
def law() -> Law:
    return read_law(Path(__file__).resolve().parents[2] / "resources" / "law")


def ends(case: Milestones, today: date = TODAY) -> dict[DeadlineKind, date]:
    return {clock.kind: clock.ends_on for clock in running(case, law(), today)}


def test_an_application_starts_the_interview_and_the_decision() -> None:
    assert ends(CLAIMED) == {
        DeadlineKind.INTERVIEW: date(2026, 11, 24),  # 14 working days, 11 November is a day off
        DeadlineKind.DECISION: date(2026, 12, 3),
    }


def test_urgent_help_has_two_working_days() -> None:
    friday = date(2026, 11, 20)
    case = Milestones(need_known_on=friday, claimed_on=friday, is_urgent=True)
    assert ends(case)[DeadlineKind.INTERVIEW_URGENT] == date(2026, 11, 24)
    assert DeadlineKind.INTERVIEW not in ends(case)


def test_the_visit_stops_the_first_clock_and_the_decision_the_second() -> None:
    visited = replace(CLAIMED, interviewed_on=date(2026, 11, 12))
    assert ends(visited) == {DeadlineKind.DECISION: date(2026, 12, 3)}
    assert ends(ISSUED) == {}


@pytest.mark.parametrize(
    ("known_on", "is_urgent", "interview_by", "decision_by"),
    [
        (date(2026, 11, 2), False, date(2026, 11, 23), date(2026, 12, 2)),
        (date(2026, 11, 24), False, date(2026, 12, 14), date(2026, 12, 28)),  # 24 to 27 December are free
        (date(2026, 12, 21), False, date(2027, 1, 14), date(2027, 1, 21)),
        (date(2027, 1, 31), False, date(2027, 2, 18), date(2027, 3, 1)),  # a Sunday; 28 February is one too
        (date(2026, 11, 26), True, date(2026, 11, 30), date(2026, 12, 28)),  # 26 December is a Saturday and a feast
        (date(2026, 12, 23), True, date(2026, 12, 29), date(2027, 1, 25)),  # 23 January is a Saturday
        (date(2024, 12, 23), True, date(2024, 12, 27), date(2025, 1, 23)),  # 24 December 2024 was a working day
    ],
)
def test_both_clocks_of_an_application_as_counted_by_hand(
    known_on: date, is_urgent: bool, interview_by: date, decision_by: date
) -> None:
    case = Milestones(need_known_on=known_on, claimed_on=known_on, is_urgent=is_urgent)
    kind = DeadlineKind.INTERVIEW_URGENT if is_urgent else DeadlineKind.INTERVIEW
    assert ends(case, known_on) == {kind: interview_by, DeadlineKind.DECISION: decision_by}


def test_a_need_known_before_the_application_starts_the_interview_earlier() -> None:
    reported = replace(CLAIMED, need_known_on=date(2026, 10, 29), claimed_on=date(2026, 11, 4))
    assert ends(reported) == {
        DeadlineKind.INTERVIEW: date(2026, 11, 19),
        DeadlineKind.DECISION: date(2026, 12, 4),
    }


def test_a_month_that_ends_on_a_sunday_ends_on_monday() -> None:
    case = Milestones(need_known_on=date(2026, 10, 29), claimed_on=date(2026, 10, 29))
    assert ends(case)[DeadlineKind.DECISION] == date(2026, 11, 30)


def test_a_summons_runs_from_its_service_until_the_application_is_complete() -> None:
    asked = replace(CLAIMED, summons_served_on=date(2026, 11, 20))
    assert ends(asked)[DeadlineKind.DEFECTS] == date(2026, 11, 27)
    assert DeadlineKind.DEFECTS not in ends(replace(asked, complete_on=date(2026, 11, 23)))


def test_the_time_to_appeal_ends_after_christmas_and_then_nothing_runs() -> None:
    served = replace(ISSUED, served_on=date(2026, 12, 10))
    (clock,) = running(served, law(), date(2026, 12, 11))
    assert (clock.kind, clock.ends_on) == (DeadlineKind.APPEAL, date(2026, 12, 28))
    assert clock.final_from_on == date(2026, 12, 29)
    assert not clock.asks_the_office
    assert ends(served, date(2026, 12, 28)) == {DeadlineKind.APPEAL: date(2026, 12, 28)}
    assert ends(served, date(2026, 12, 29)) == {}


def test_a_decision_without_reasons_has_no_time_to_appeal() -> None:
    assert ends(replace(ISSUED, served_on=date(2026, 12, 10), is_appealable=False), date(2026, 12, 11)) == {}


def test_an_appeal_must_be_handed_on_in_seven_days() -> None:
    appealed = replace(ISSUED, served_on=date(2026, 11, 5), appealed_on=date(2026, 11, 19))
    assert ends(appealed) == {DeadlineKind.APPEAL_FORWARDING: date(2026, 11, 26)}
    assert ends(replace(appealed, appeal_forwarded_on=date(2026, 11, 20))) == {}


def test_a_lasting_benefit_asks_for_a_new_visit_after_six_months() -> None:
    lasting = replace(ISSUED, interviewed_on=date(2026, 6, 5), update=DeadlineKind.INTERVIEW_UPDATE)
    assert ends(lasting) == {DeadlineKind.INTERVIEW_UPDATE: date(2026, 12, 7)}  # 5 December is a Saturday
    assert ends(replace(lasting, granted_to=date(2026, 11, 1))) == {DeadlineKind.INTERVIEW_UPDATE: date(2026, 12, 7)}
    assert ends(replace(lasting, granted_to=date(2026, 10, 1))) == {}


def test_a_care_home_asks_for_a_new_visit_after_twelve_months() -> None:
    home = replace(ISSUED, interviewed_on=date(2026, 6, 5), update=DeadlineKind.INTERVIEW_UPDATE_CARE)
    assert ends(home) == {DeadlineKind.INTERVIEW_UPDATE_CARE: date(2027, 6, 7)}  # 5 June 2027 is a Saturday
    assert DeadlineKind.INTERVIEW_UPDATE_CARE not in ends(replace(home, issued_on=None)), "not granted yet"
    assert ends(replace(home, closed_on=date(2026, 12, 1))) == {}


def test_only_the_appeal_outlives_a_closed_case() -> None:
    assert ends(replace(CLAIMED, closed_on=date(2026, 11, 10))) == {}
    lasting = replace(
        ISSUED, interviewed_on=date(2026, 6, 5), update=DeadlineKind.INTERVIEW_UPDATE, closed_on=date(2026, 11, 10)
    )
    served = replace(lasting, served_on=date(2026, 11, 25))
    assert ends(served) == {DeadlineKind.APPEAL: date(2026, 12, 9)}
    assert ends(replace(served, appealed_on=date(2026, 11, 19))) == {DeadlineKind.APPEAL_FORWARDING: date(2026, 11, 26)}


@pytest.mark.parametrize(
    ("today", "left", "band"),
    [
        (date(2026, 11, 25), -1, Band.OVERDUE),
        (date(2026, 11, 24), 0, Band.TODAY),
        (date(2026, 11, 21), 2, Band.PRESSING),  # a Saturday: Monday and Tuesday are left
        (date(2026, 11, 9), 10, Band.LATER),
    ],
)
def test_days_left_are_working_days(today: date, left: int, band: Band) -> None:
    clock = Clock(deadline=law().deadline(DeadlineKind.INTERVIEW, date(2026, 11, 3)))
    assert (clock.days_left(today), clock.band(today)) == (left, band)


@pytest.mark.parametrize(
    ("today", "left", "band"),
    [
        (date(2026, 12, 18), 4, Band.LATER),  # Monday to Wednesday, and then only the 28th
        (date(2026, 12, 21), 3, Band.PRESSING),
        (date(2026, 12, 23), 1, Band.PRESSING),
        (date(2026, 12, 24), 1, Band.PRESSING),  # a day off; nobody can act before the 28th
        (date(2026, 12, 27), 1, Band.PRESSING),
        (date(2026, 12, 28), 0, Band.TODAY),
        (date(2026, 12, 29), -1, Band.OVERDUE),
    ],
)
def test_days_left_over_christmas(today: date, left: int, band: Band) -> None:
    clock = Clock(deadline=law().deadline(DeadlineKind.APPEAL, date(2026, 12, 10)))
    assert (clock.ends_on, clock.days_left(today), clock.band(today)) == (date(2026, 12, 28), left, band)


def test_the_most_dangerous_clock_comes_first() -> None:
    def clock(kind: DeadlineKind, starts_on: date) -> Clock:
        return Clock(deadline=law().deadline(kind, starts_on))

    late_interview = clock(DeadlineKind.INTERVIEW, date(2026, 10, 26))  # long overdue, but the lightest of the late
    late_decision = clock(DeadlineKind.DECISION, date(2026, 10, 20))
    late_urgent = clock(DeadlineKind.INTERVIEW_URGENT, date(2026, 11, 18))
    urgent_today = clock(DeadlineKind.INTERVIEW_URGENT, date(2026, 11, 19))
    decision_soon = clock(DeadlineKind.DECISION, date(2026, 10, 26))
    appeal_soon = clock(DeadlineKind.APPEAL_FORWARDING, date(2026, 11, 19))
    update_later = clock(DeadlineKind.INTERVIEW_UPDATE, date(2026, 6, 5))
    wanted = [late_urgent, late_decision, late_interview, urgent_today, decision_soon, appeal_soon, update_later]
    assert by_risk(reversed(wanted), TODAY) == wanted


def test_every_clock_says_its_rule_and_article() -> None:
    for kind in WEIGHTS:
        deadline = law().deadline(kind, date(2026, 11, 3))
        assert deadline.label
        assert deadline.count
        assert deadline.basis
