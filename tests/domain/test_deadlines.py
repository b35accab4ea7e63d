"""Counting of days; the vectors are those of the office's own list of deadlines, worked out by hand."""

from datetime import date, timedelta

import pytest
from holidays.countries.poland import Poland
from hypothesis import given
from hypothesis import strategies as st

from app.domain import deadlines
from app.domain.days_off import days_off
from app.domain.deadlines import DeadlineKind
from app.domain.law import UnknownOn
from tests.the_law import LAW

days = st.dates(date(2022, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("kind", "starts_on", "ends_on", "why"),
    [
        (DeadlineKind.APPEAL, date(2026, 12, 10), date(2026, 12, 28), "24 to 27 December are free"),
        (DeadlineKind.APPEAL, date(2026, 12, 16), date(2026, 12, 30), "a plain Wednesday"),
        (DeadlineKind.APPEAL, date(2026, 11, 16), date(2026, 11, 30), "after service by notice"),
        (DeadlineKind.APPEAL, date(2026, 11, 17), date(2026, 12, 1), "after electronic service"),
        (DeadlineKind.APPEAL, date(2024, 12, 10), date(2024, 12, 24), "24 December was a working day until 2024"),
        (DeadlineKind.INTERVIEW, date(2026, 11, 2), date(2026, 11, 23), "11 November is skipped"),
        (DeadlineKind.INTERVIEW, date(2026, 11, 3), date(2026, 11, 24), "the day of the office"),
        (DeadlineKind.INTERVIEW, date(2026, 11, 5), date(2026, 11, 26), "a notice on a Thursday"),
        (DeadlineKind.INTERVIEW, date(2026, 12, 21), date(2027, 1, 14), "Christmas, New Year, Epiphany"),
        (DeadlineKind.INTERVIEW_URGENT, date(2026, 11, 20), date(2026, 11, 24), "over a weekend"),
        (DeadlineKind.DECISION, date(2026, 11, 3), date(2026, 12, 3), "the same number of day"),
        (DeadlineKind.DECISION, date(2027, 1, 31), date(2027, 3, 1), "28 February is a Sunday"),
        (DeadlineKind.DECISION_COMPLICATED, date(2026, 11, 3), date(2027, 1, 4), "3 January is a Sunday"),
        (DeadlineKind.DEFECTS, date(2026, 11, 4), date(2026, 11, 12), "11 November is a holiday"),
        (DeadlineKind.COURT_COMPLAINT, date(2026, 12, 10), date(2027, 1, 11), "9 January is a Saturday"),
        (DeadlineKind.OPINION, date(2026, 11, 3), date(2026, 11, 17), "two weeks end on the same weekday"),
        (DeadlineKind.STORAGE, date(2026, 11, 2), date(2026, 11, 16), "fourteen days"),
        (DeadlineKind.STORAGE, date(2026, 10, 28), date(2026, 11, 11), "storage does not move from a holiday"),
        (DeadlineKind.SUSPENSION, date(2024, 2, 29), date(2027, 2, 28), "29 February is missing (art. 57 § 3a)"),
    ],
)
def test_ends_as_counted_by_hand(kind: DeadlineKind, starts_on: date, ends_on: date, why: str) -> None:
    assert LAW.deadline(kind, starts_on).ends_on == ends_on, why


def test_a_deadline_keeps_what_explains_it() -> None:
    deadline = LAW.deadline(DeadlineKind.INTERVIEW, date(2026, 11, 3))
    assert deadline.rule == "14\u00a0dni roboczych"
    assert deadline.starts_on == date(2026, 11, 3)
    assert "poz. 893" in deadline.basis


def test_refuses_a_day_whose_rule_nobody_checked() -> None:
    with pytest.raises(UnknownOn) as refused:
        LAW.deadline(DeadlineKind.INTERVIEW, date(2018, 5, 1))
    assert refused.value.facts["day"] == date(2018, 5, 1)


def test_final_on_the_day_after_the_last_day_to_appeal() -> None:
    appeal = LAW.deadline(DeadlineKind.APPEAL, date(2026, 12, 10))
    assert deadlines.final_from(appeal) == date(2026, 12, 29)


def test_service_by_notice_has_two_readings_only_when_storage_ends_on_a_free_day() -> None:
    on_a_monday = LAW.deadline(DeadlineKind.STORAGE, date(2026, 11, 2))
    on_a_holiday = LAW.deadline(DeadlineKind.STORAGE, date(2026, 10, 28))
    assert deadlines.served_at_latest(on_a_monday) == on_a_monday.ends_on == date(2026, 11, 16)
    assert (on_a_holiday.ends_on, deadlines.served_at_latest(on_a_holiday)) == (date(2026, 11, 11), date(2026, 11, 12))


def test_an_unopened_electronic_letter_is_served_on_the_fifteenth_day() -> None:
    storage = LAW.deadline(DeadlineKind.ELECTRONIC_STORAGE, date(2026, 11, 2))
    assert deadlines.served_electronically(storage) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("today", "end", "left"),
    [
        (date(2026, 11, 20), date(2026, 11, 24), 2),
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2026, 11, 26), date(2026, 11, 24), -2),
        (date(2026, 11, 10), date(2026, 11, 12), 1),
        (date(2026, 11, 22), date(2026, 11, 21), 0),
    ],
)
def test_counts_working_days_left(today: date, end: date, left: int) -> None:
    assert deadlines.working_days_left(today, end) == left


def test_days_off_of_a_year_are_those_of_the_act() -> None:
    fixed = {(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26)}
    moving = {(4, 5), (4, 6), (5, 24), (6, 4)}  # Easter, its Monday, Pentecost, Corpus Christi
    assert feasts(2026) == {date(2026, *day) for day in fixed | moving}
    working, free = (2020, 2021, 2022, 2024), (2025, 2026, 2027, 2028, 2029, 2030)  # in 2023 it was a Sunday
    assert not any(deadlines.is_day_off(date(year, 12, 24)) for year in working)
    assert all(deadlines.is_day_off(date(year, 12, 24)) for year in free)


def test_days_off_agree_with_the_library_of_calendars() -> None:
    for year in range(1990, 2101):
        assert days_off(year) == set(Poland(years=year, language="pl")), year  # type: ignore[no-untyped-call]


def test_moving_feasts_agree_with_easter_reckoned_another_way() -> None:
    for year in range(2012, 2100):
        easter = easter_by_gauss(year)
        expected = {easter + timedelta(days=after) for after in (0, 1, 49, 60)}
        assert expected <= feasts(year), year
        assert len(feasts(year) - expected) in (9, 10) or year == 2018  # 12 November 2018 was free by an act of its own


@given(days, st.integers(0, 60))
def test_a_working_day_is_never_free_and_none_is_passed_over(start: date, count: int) -> None:
    end = deadlines.add_working_days(start, count)
    assert deadlines.working_days_left(start, end) == count
    assert count == 0 or deadlines.is_working_day(end)


@given(days, st.integers(0, 60))
def test_months_keep_the_number_of_the_day_or_end_the_month(start: date, count: int) -> None:
    end = deadlines.add_months(start, count)
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
    assert (end.year - start.year) * 12 + end.month - start.month == count


@given(days, st.sampled_from(DeadlineKind))
def test_no_deadline_ends_before_its_event_and_acts_never_end_on_a_free_day(start: date, kind: DeadlineKind) -> None:
    deadline = LAW.deadline(kind, start)
    assert deadline.ends_on > start
    if LAW.rules[kind][-1].moves:
        assert deadlines.is_working_day(deadline.ends_on)


def feasts(year: int) -> set[date]:
    """Days off of a year without its plain Sundays."""
    first = date(year, 1, 1)
    every_day = (first + timedelta(days=at) for at in range((date(year + 1, 1, 1) - first).days))
    return {day for day in every_day if deadlines.is_day_off(day) and (day.weekday() != 6 or is_feast(day))}


def is_feast(sunday: date) -> bool:
    easter = easter_by_gauss(sunday.year)
    fixed = {(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 24), (12, 25), (12, 26)}
    return sunday in (easter, easter + timedelta(days=49)) or (sunday.month, sunday.day) in fixed


def easter_by_gauss(year: int) -> date:
    """Gauss's rule for 1900-2099, another one than the program's."""
    d = (19 * (year % 19) + 24) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7
    after = d + e - (7 if d == 29 and e == 6 else 0) - (7 if d == 28 and e == 6 and year % 19 > 10 else 0)
    return date(year, 3, 22) + timedelta(days=after)
