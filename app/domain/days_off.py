"""Days off work besides Sundays (act of 18 January 1951 on days off), as the library ``holidays`` tells them.

The library loads the calendars of all countries together with ours, which takes almost half as long as showing a
window, and every start asks for the years around to tell how urgent each case is. What the library says about those
is therefore written down (``days_off_near.py``); it is loaded when another year is asked for.
"""

from datetime import date
from functools import cache

from app.domain.days_off_near import NEAR


@cache
def days_off(year: int) -> frozenset[date]:
    """Every statutory day off of a year, Sundays only where they are a feast."""
    if year in NEAR:
        return frozenset(date.fromisoformat(f"{year}-{day}") for day in NEAR[year].split())
    return told_by_the_library(year)


def told_by_the_library(year: int) -> frozenset[date]:
    """Public holidays of the whole country, without those of schools and voivodeships."""
    from holidays.countries.poland import Poland

    return frozenset(Poland(years=year))  # type: ignore[no-untyped-call]
