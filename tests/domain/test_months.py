"""Months as the calendar has them, and the amount for a part of one (worked example E14)."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import Grosze
from app.domain.months import add_months, days_of, part_of


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_has_as_many_days_as_the_calendar_says(year: int, month: int) -> None:
    assert days_of(year, month) == monthrange(year, month)[1]


def test_the_last_day_stays_within_its_month() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2025, 1, 31), -11) == date(2024, 2, 29)
    assert add_months(date(9999, 11, 30), 1) == date(9999, 12, 30)


@pytest.mark.parametrize(
    ("full", "month", "days", "part"),
    [
        (1229_00, date(2026, 1, 1), 9, 356_81),  # E14: disabled from 23 January
        (1417_88, date(2021, 2, 1), 14, 708_94),  # E38: 15 to 28 February
        (1229_00, date(2026, 2, 1), 28, 1229_00),
        (1229_00, date(2026, 4, 1), 0, 0),
    ],
)
def test_a_part_of_a_month_goes_by_its_calendar_days(full: Grosze, month: date, days: int, part: Grosze) -> None:
    assert part_of(full, month, days) == part


@given(st.integers(0, 10_000_00), st.dates(date(2015, 10, 1), date(2030, 1, 1)), st.data())
def test_two_parts_make_the_whole_within_a_grosz(full: Grosze, day: date, data: st.DataObject) -> None:
    month = day.replace(day=1)
    length = days_of(month.year, month.month)
    days = data.draw(st.integers(0, length))
    assert abs(part_of(full, month, days) + part_of(full, month, length - days) - full) <= 1
