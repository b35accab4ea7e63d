"""Counting of calendar months and of their parts."""

from datetime import date
from fractions import Fraction

from app.domain import money
from app.domain.money import Grosze

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY = 2


def add_months(day: date, count: int) -> date:
    """The same number of day ``count`` months later, or the last day of that month (KPA art. 57 §§ 3-3a)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, days_of(year, month + 1)))


def days_of(year: int, month: int) -> int:
    """How many days the month has."""
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (is_leap and month == _FEBRUARY)


def part_of(full: Grosze, month: date, days: int) -> Grosze:
    """The amount for some days of a month: the full one, after floors and caps, by calendar days (art. 106 ust. 3).

    The act divides first and names no rounding; the exact quotient is rounded half up once.
    """
    return money.half_up(Fraction(full * days, days_of(month.year, month.month)))
