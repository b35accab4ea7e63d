"""Counting of days as the code of administrative procedure (KPA art. 57) counts them, without a network.

A length, its unit and its article are dated data (``resources/law/deadlines.toml``); here is how they are counted.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.days_off import days_off
from app.domain.months import add_months

_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


class DeadlineKind(StrEnum):
    """What runs. Each kind has its length in ``resources/law/deadlines.toml``."""

    INTERVIEW = "interview"
    INTERVIEW_URGENT = "interview_urgent"
    DECISION = "decision"
    DECISION_COMPLICATED = "decision_complicated"
    APPEAL = "appeal"
    APPEAL_FORWARDING = "appeal_forwarding"
    APPEAL_STAGE = "appeal_stage"
    COMPLAINT = "complaint"
    COURT_COMPLAINT = "court_complaint"
    DEFECTS = "defects"
    EVIDENCE_NOTICE = "evidence_notice"
    CERTIFICATE = "certificate"
    OPINION = "opinion"
    INSTITUTION_REPLY = "institution_reply"
    SUPPLEMENT = "supplement"
    RESTORING = "restoring"
    STORAGE = "storage"
    ELECTRONIC_STORAGE = "electronic_storage"
    RULING_DELIVERY = "ruling_delivery"
    SUSPENSION = "suspension"
    INTERVIEW_UPDATE = "interview_update"
    INTERVIEW_UPDATE_CARE = "interview_update_care"


class Unit(StrEnum):
    """What a length is counted in."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The length of one kind of deadline while one wording of its act is in force.

    ``moves`` tells whether an end on a Saturday or a day off goes to the next working day (art. 57 § 4: only
    time limits for performing an act).
    """

    kind: DeadlineKind
    label: str
    count: int
    unit: Unit
    moves: bool
    basis: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """An end with everything that explains it: the event it runs from, the rule's length, the article."""

    kind: DeadlineKind
    label: str
    count: int
    unit: Unit
    starts_on: date
    ends_on: date
    basis: str


def run(rule: Rule, starts_on: date) -> Deadline:
    """The deadline of ``rule`` for an event on ``starts_on``, which is not counted itself (art. 57 § 1)."""
    return Deadline(
        kind=rule.kind,
        label=rule.label,
        count=rule.count,
        unit=rule.unit,
        starts_on=starts_on,
        ends_on=end_of(rule, starts_on),
        basis=rule.basis,
    )


def end_of(rule: Rule, starts_on: date) -> date:
    """The last day, moved past Saturdays and days off where the rule says so."""
    end = _counted(starts_on, rule.count, rule.unit)
    return next_working_day(end) if rule.moves else end


def _counted(day: date, count: int, unit: Unit) -> date:
    match unit:
        case Unit.DAYS:
            return day + count * _DAY
        case Unit.WORKING_DAYS:
            return add_working_days(day, count)
        case Unit.WEEKS:
            return day + count * 7 * _DAY
        case Unit.MONTHS:
            return add_months(day, count)
        case Unit.YEARS:
            return add_months(day, 12 * count)


def final_from(appeal: Deadline) -> date:
    """First day on which an unchallenged decision is final: the one after the last day to appeal.

    An appeal posted in time may still be on its way (art. 57 § 5); whoever prints the clause of finality adds
    the office's postal cushion.
    """
    return appeal.ends_on + _DAY


def served_at_latest(storage: Deadline) -> date:
    """The later of the two readings of service by storage (KPA art. 44 § 4).

    Read literally, fourteen days of storage end even on a day off, since storing is nobody's act to perform;
    some move the end. Finality follows this later day, and the earlier one is never used against a party
    without a person looking.
    """
    return next_working_day(storage.ends_on)


def served_electronically(storage: Deadline) -> date:
    """A letter nobody opened counts as served on the day after the storage (electronic delivery act art. 42)."""
    return storage.ends_on + _DAY


def is_working_day(day: date) -> bool:
    """Neither a Saturday nor a statutory day off."""
    return day.weekday() != _SATURDAY and not is_day_off(day)


def is_day_off(day: date) -> bool:
    """Sunday or a feast of the act of 18 January 1951 on days off, as it stood on that day (24 December since 2025)."""
    return day.weekday() == _SUNDAY or day in days_off(day.year)


def next_working_day(day: date) -> date:
    """``day`` itself when it is one, else the first after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    while count:
        day = next_working_day(day + _DAY)
        count -= 1
    return day


def working_days_left(today: date, end: date) -> int:
    """Working days after ``today`` up to and with ``end``; 0 on the last day, negative when overdue."""
    first, last = sorted((today, end))
    days = sum(is_working_day(first + step * _DAY) for step in range(1, (last - first).days + 1))
    return days if today <= end else -days


def day_before(day: date) -> date:
    """The day before; the first day of the calendar has none and stays."""
    return date.fromordinal(max(day.toordinal() - 1, 1))
