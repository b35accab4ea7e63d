"""Days off: the library and what was written down from it, judged by the act and by Easter reckoned another way."""

from datetime import date, timedelta

import pytest

from app.domain.days_off import days_off, told_by_the_library
from app.domain.days_off_near import NEAR
from app.domain.deadlines import is_day_off, is_working_day
from tests.tools import near_years

FIXED = (
    (1, 1, 1951),
    (1, 6, 2011),
    (5, 1, 1951),
    (5, 3, 1990),
    (8, 15, 1989),
    (11, 1, 1951),
    (11, 11, 1989),
    (12, 24, 2025),
    (12, 25, 1951),
    (12, 26, 1951),
)
"""Month, day, and the first year since the act of 18 January 1951 in which it is free again or at last."""
MOVING = (0, 1, 49, 60)
"""Easter, its Monday, Pentecost and Corpus Christi: days after Easter Sunday."""
ONCE = {date(2018, 11, 12)}
"""The centenary of independence, by the act of 7 November 2018."""


def test_days_off_are_those_of_the_act_and_of_easter() -> None:
    for year in range(1990, 2101):
        fixed = {date(year, month, day) for month, day, since in FIXED if year >= since}
        moving = {easter_by_gauss(year) + timedelta(days=after) for after in MOVING}
        assert days_off(year) == fixed | moving | {day for day in ONCE if day.year == year}, year


def test_the_years_around_are_written_down_as_the_library_tells_them() -> None:
    assert near_years.FILE.read_text(encoding="utf-8") == near_years.text(), "run: python -m tests.tools.near_years"
    assert all(days_off(year) == told_by_the_library(year) for year in NEAR)


@pytest.mark.parametrize(
    ("day", "is_free"),
    [
        (date(2024, 12, 24), False),  # a working day for the last time
        (date(2025, 12, 24), True),
        (date(2018, 11, 12), True),
        (date(2019, 11, 12), False),
        (date(2010, 1, 6), False),
        (date(2011, 1, 6), True),
        (date(2026, 5, 2), False),  # the day of the flag is kept, not free
        (date(2027, 3, 26), False),  # so is Good Friday
        (date(2027, 3, 28), True),
        (date(2027, 5, 16), True),
        (date(2027, 5, 27), True),
        (date(2026, 11, 22), True),  # a plain Sunday
        (date(2026, 11, 21), False),  # a plain Saturday is no day off ...
    ],
)
def test_a_day_off_is_a_sunday_or_a_feast(day: date, is_free: bool) -> None:
    assert is_day_off(day) == is_free


def test_nobody_works_on_a_saturday_either() -> None:
    assert not is_working_day(date(2026, 11, 21))
    assert is_working_day(date(2026, 11, 20))


def easter_by_gauss(year: int) -> date:
    """Gauss's rule for 1900-2199."""
    d = (19 * (year % 19) + 24) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + (5 if year < 2100 else 6)) % 7
    after = d + e - (7 if d == 29 and e == 6 else 0) - (7 if d == 28 and e == 6 and year % 19 > 10 else 0)
    return date(year, 3, 22) + timedelta(days=after)
