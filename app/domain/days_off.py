"""Days off work besides Sundays, by the act of 18 January 1951 on days off as it stood in each year since 1990.

Every clock of every case asks for them, so they are reckoned here. The library ``holidays`` knows them too, but loads
the calendars of all countries before it tells ours, which takes as long as showing the window; it is the judge in the
tests.
"""

from datetime import date, timedelta
from functools import cache

_FIXED = (
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
"""Month, day, and the first year in which it is free."""
_AFTER_EASTER = (0, 1, 49, 60)
"""Easter, its Monday, Pentecost and Corpus Christi: days after Easter Sunday."""
_ONCE = (date(2018, 11, 12),)
"""Free by an act of its own: the centenary of independence."""


@cache
def days_off(year: int) -> frozenset[date]:
    """Every statutory day off of a year, Sundays only where they are a feast."""
    fixed = {date(year, month, day) for month, day, since in _FIXED if year >= since}
    moving = {easter(year) + timedelta(days=after) for after in _AFTER_EASTER}
    return frozenset(fixed | moving | {day for day in _ONCE if day.year == year})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the rule of 1876, Meeus, Astronomical Algorithms, ch. 8)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    quarters, left = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarters - epact - left) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
