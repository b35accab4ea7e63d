"""When invented cases begin and how long each of their steps takes; time limits are kept unless told not to."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction

from app.domain.deadlines import add_working_days, next_working_day
from app.domain.months import add_months
from app.services.demo_book import Chance, happens
from app.services.demo_office import PERIODIC, PERMANENT, PURPOSE
from app.services.demo_places import REGIONS

FIRST_DAY = date(2024, 11, 4)
STORY_MONTH = date(2026, 10, 26)
"""From this Monday on the cases of the north are fixed by the story of the demo."""
LAST_DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Slot:
    """A case to come: benefit, group of its case list, the day it begins; ``name`` is set for cases of the story."""

    benefit: str
    group: int
    day: date
    name: str = ""

    @property
    def region(self) -> str:
        """Where it comes from; the groups of the permanent allowance say nothing about that."""
        return REGIONS[self.group - 1] if self.benefit == PERIODIC else ""


_COUNTS = {
    # benefit and group: cases of November and December 2024, of 2025, of 2026 until the story begins
    (PERIODIC, 1): (6, 40, 33),
    (PERIODIC, 2): (5, 30, 25),
    (PERIODIC, 3): (4, 14, 11),
    (PERMANENT, 1): (3, 11, 8),
    (PERMANENT, 3): (2, 8, 1),
    (PURPOSE, 0): (12, 84, 74),
}
_PERIODS = (
    (FIRST_DAY, date(2024, 12, 31)),
    (date(2025, 1, 2), date(2025, 12, 31)),
    (date(2026, 1, 2), date(2026, 10, 23)),
)
_UNTIL = {(PERMANENT, 1): date(2026, 10, 2), (PERMANENT, 3): date(2026, 4, 30)}
"""Where a case of the story must come next in its list, the ordinary ones of 2026 begin no later."""
_RECENT = {(PERIODIC, 1): 6, (PERIODIC, 2): 5, (PERMANENT, 1): 1, (PURPOSE, 0): 11}
"""Cases of the last four weeks; those of the north's periodic allowance stand in ``_NORTH_DAYS``."""

_NORTH_DAYS = (
    *(date(2026, 10, 27), date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 16), date(2026, 11, 18)),
    date(2026, 11, 20),
)
"""Days of the other cases of the north's periodic allowance: between and after those of the story."""


def invent_slots(scale: Fraction, chance: Chance) -> list[Slot]:
    """Days on which ordinary cases begin, in order; ``scale`` multiplies their number."""
    slots = [
        Slot(*kind, day)
        for kind, counts in _COUNTS.items()
        for count, (first, last) in zip(counts, _PERIODS, strict=True)
        for day in _days(first, min(last, _UNTIL.get(kind, last)), _wanted(kind, count, scale), chance)
    ]
    for kind, count in _RECENT.items():
        slots += [Slot(*kind, day) for day in _days(STORY_MONTH, LAST_DAY, round(count * scale), chance)]
    slots += [Slot(PERIODIC, 3, day) for day in _NORTH_DAYS]
    return sorted(slots, key=lambda slot: (slot.day, slot.benefit, slot.group))


def _wanted(kind: tuple[str, int], count: int, scale: Fraction) -> int:
    """How many cases of a kind; the list of the story is never shorter, so that its signs are the same everywhere."""
    is_of_the_story = kind == (PERIODIC, 3) and scale < 1
    return count if is_of_the_story else round(count * scale)


def _days(first: date, last: date, count: int, chance: Chance) -> list[date]:
    span = (last - first).days
    days = (next_working_day(first + timedelta(days=chance.randrange(span))) for _ in range(count))
    return sorted(min(day, last) for day in days)


class Stalled(StrEnum):
    """Where the first cases after the story's beginning stand still."""

    FINDINGS = "findings"
    DRAFT = "draft"
    RETURNED = "returned"
    APPROVED = "approved"


@dataclass(frozen=True, kw_only=True)
class Course:
    """The days of one case. What never happens is None; what lies in the future is simply not written yet."""

    received_on: date
    complete_on: date | None
    summoned_on: date | None = None
    summons_served_on: date | None = None
    visit_at: datetime
    is_visited: bool = True
    income_on: date | None = None
    drafted_on: date | None = None
    passed_on: date | None = None
    returned_on: date | None = None
    passed_again_on: date | None = None
    approved_on: date | None = None
    issued_on: date | None = None
    served_on: date | None = None
    appealed_on: date | None = None


def invent_course(received_on: date, chance: Chance) -> Course:
    """An ordinary course inside the month of the code: visit, incomes, draft, the head's word, post."""
    is_incomplete = happens(chance, 20)
    visit_on = add_working_days(received_on, chance.randint(2, 7))
    income_on = add_working_days(visit_on, chance.randint(0, 3))
    drafted_on = add_working_days(income_on, chance.randint(1, 3))
    passed_on = add_working_days(drafted_on, chance.randint(0, 1))
    is_returned = happens(chance, 8)
    returned_on = add_working_days(passed_on, 1) if is_returned else None
    passed_again_on = add_working_days(returned_on, 1) if returned_on else None
    issued_on = add_working_days(passed_again_on or passed_on, chance.randint(1, 2))
    course = Course(
        received_on=received_on,
        complete_on=received_on,
        visit_at=datetime.combine(visit_on, time(*chance.choice(((9, 0), (10, 15), (12, 15), (14, 30))))),
        income_on=income_on,
        drafted_on=drafted_on,
        passed_on=passed_on,
        returned_on=returned_on,
        passed_again_on=passed_again_on,
        approved_on=issued_on,
        issued_on=issued_on,
        served_on=add_working_days(issued_on, chance.randint(2, 8)),
    )
    if not is_incomplete:
        return course
    summoned_on = add_working_days(received_on, 1)
    return replace(
        course,
        complete_on=income_on,
        summoned_on=summoned_on,
        summons_served_on=min(add_working_days(summoned_on, chance.randint(2, 4)), income_on),
    )


def stalled(course: Course, stage: Stalled) -> Course:
    """The same case standing still, so that on the demo's morning every state of a decision can be seen."""
    wednesday, thursday, friday = (date(2026, 11, day) for day in (18, 19, 20))
    still = replace(
        course,
        complete_on=course.received_on,
        summoned_on=None,
        income_on=wednesday,
        drafted_on=None if stage is Stalled.FINDINGS else thursday,
        passed_on=None,
        returned_on=None,
        passed_again_on=None,
        approved_on=None,
        issued_on=None,
        served_on=None,
    )
    match stage:
        case Stalled.RETURNED:
            return replace(still, passed_on=thursday, returned_on=friday)
        case Stalled.APPROVED:
            return replace(still, passed_on=thursday, approved_on=friday)
    return still


def updates_after(visited_on: date, chance: Chance) -> list[date]:
    """Days of the visits that bring a lasting benefit's interview up to date, each in good time."""
    days: list[date] = []
    last = visited_on
    while (due := add_months(last, 6)) < LAST_DAY:
        last = next_working_day(due - timedelta(days=chance.randint(3, 15)))
        days.append(last)
    return days
