"""The permanent allowance while a ruling on incapacity is awaited (social assistance act art. 106 ust. 7-11).

The proceeding is suspended and the periodic allowance granted ex officio. From which month the right runs depends on
how soon the ruling reaches the centre. For the months in which that periodic allowance was drawn it counts as income,
but only for the amount, never for the right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.domain import money, polish
from app.domain.benefits.permanent_allowance import worked_out
from app.domain.changes import months_between
from app.domain.deadlines import DeadlineKind
from app.domain.facts import HouseholdKind
from app.domain.law import Consulted, Law, Parameter
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.sentences import Why


class Step(StrEnum):
    """What the office does next."""

    REFUSED = "refused"
    SUSPENDED = "suspended"
    RESUMED_IN_TIME = "resumed_in_time"
    RESUMED_LATE = "resumed_late"
    RESUMED_EX_OFFICIO = "resumed_ex_officio"
    NOT_INCAPABLE = "not_incapable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The claim of one person, in grosze a month.

    ``income`` is the household's without the periodic allowance, ``own_income`` the person's; ``periodic`` what was
    drawn ex officio, by month. Days are None while nothing has happened.

    ``received_on`` is when the person got the ruling, ``delivered_on`` when the centre did; ``learned_on`` when the
    office heard of a ruling that nobody brought.
    """

    household: HouseholdKind
    people: int
    income: Grosze
    own_income: Grosze
    is_blocked: bool
    applied_on: date
    suspended_on: date | None = None
    received_on: date | None = None
    delivered_on: date | None = None
    is_incapable: bool = False
    learned_on: date | None = None
    periodic: Mapping[date, Grosze]


@dataclass(frozen=True, slots=True, kw_only=True)
class PermanentMonth:
    """One month of the permanent allowance; ``counted`` is the periodic allowance that was income for its amount."""

    month: date
    amount: Grosze
    counted: Grosze


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What follows. ``from_month`` is the first month of the permanent allowance, ``months`` up to today's.

    ``deadline`` is the last day for the next step: bringing the ruling in time, or the end of the three years.
    """

    step: Step
    from_month: date | None
    months: tuple[PermanentMonth, ...]
    deadline: date | None
    grants_periodic: bool
    why: tuple[Why, ...]


def follow(waiting: Waiting, today: date, law: Law) -> Followed:
    """The state of the claim on ``today`` and everything that it gives for the months up to now."""
    if not _may_be_entitled(waiting, law):
        return _ended(Step.REFUSED, law.say("waiting_refused"))
    if waiting.delivered_on is None:
        return _still_waiting(waiting, today, law)
    if not waiting.is_incapable:
        return _ended(Step.NOT_INCAPABLE, law.say("waiting_not_incapable"))
    received_on = waiting.received_on or waiting.delivered_on
    deadline = law.deadline(DeadlineKind.RULING_DELIVERY, received_on)
    is_in_time = waiting.delivered_on <= deadline.ends_on
    first = (waiting.applied_on if is_in_time else waiting.delivered_on).replace(day=1)
    months = tuple(_month(waiting, month, law) for month in months_between(first, add_months(today.replace(day=1), 1)))
    code = "waiting_in_time" if is_in_time else "waiting_late"
    holes = {
        "delivered_on": polish.day(waiting.delivered_on),
        "until": polish.day(deadline.ends_on),
        "first": polish.of_month(first),
    }
    why = [law.say(code, f"{first:%Y-%m}", **holes)]
    why += [_told(month, is_in_time, law) for month in months if month.counted]
    return Followed(
        step=Step.RESUMED_IN_TIME if is_in_time else Step.RESUMED_LATE,
        from_month=first,
        months=months,
        deadline=None,
        grants_periodic=False,
        why=tuple(why),
    )


def permanent_amount(waiting: Waiting, periodic: Grosze, consulted: Consulted) -> Grosze:
    """Art. 37 ust. 2-3 with the periodic allowance of the month as income; the floor holds."""
    income = Fraction(waiting.income + periodic, waiting.people)
    return worked_out(waiting.household, income, consulted).amount


def _may_be_entitled(waiting: Waiting, law: Law) -> bool:
    """Everything but the incapacity (art. 37 ust. 1 and 4); the right is tested without the periodic allowance."""
    consulted = Consulted(law, waiting.applied_on.replace(day=1))
    if waiting.is_blocked:
        return False
    if waiting.household is HouseholdKind.SINGLE:
        return waiting.income < consulted.value(Parameter.CRITERION_SINGLE).grosze
    criterion = consulted.value(Parameter.CRITERION_FAMILY).grosze
    return waiting.own_income < criterion and waiting.income < criterion * waiting.people


def _still_waiting(waiting: Waiting, today: date, law: Law) -> Followed:
    suspended_on = waiting.suspended_on or today
    end = law.deadline(DeadlineKind.SUSPENSION, suspended_on).ends_on
    if waiting.learned_on is not None or today > end:
        code = "waiting_learned" if waiting.learned_on is not None else "waiting_three_years"
        return _ended(Step.RESUMED_EX_OFFICIO, law.say(code, end.isoformat(), end=polish.day(end)))
    holes = {"suspended_on": polish.day(suspended_on), "end": polish.day(end)}
    why = (law.say("waiting_suspended", **holes), law.say("waiting_periodic"))
    return Followed(step=Step.SUSPENDED, from_month=None, months=(), deadline=end, grants_periodic=True, why=why)


def _month(waiting: Waiting, month: date, law: Law) -> PermanentMonth:
    """The periodic allowance counts up to the month in which the ruling came, never in a later one."""
    last = waiting.delivered_on.replace(day=1) if waiting.delivered_on else month
    periodic = waiting.periodic.get(month, 0) if month <= last else 0
    return PermanentMonth(
        month=month, amount=permanent_amount(waiting, periodic, Consulted(law, month)), counted=periodic
    )


def _told(month: PermanentMonth, is_in_time: bool, law: Law) -> Why:
    holes = {
        "month": polish.month(month.month),
        "counted": money.with_unit(month.counted),
        "amount": money.with_unit(month.amount),
    }
    basis = "art. 106 ust. 9" if is_in_time else "art. 106 ust. 10"
    return law.say("waiting_month", money.plain(month.amount), basis=basis, **holes)


def _ended(step: Step, why: Why) -> Followed:
    return Followed(step=step, from_month=None, months=(), deadline=None, grants_periodic=False, why=(why,))
