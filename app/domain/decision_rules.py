"""What the choices of a drafted decision may be: the amount within its bounds, the months, who may refuse why."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date

from app.domain.benefits import is_one_off
from app.domain.decisions import Decision, DecisionKind, reason_of
from app.domain.money import HIGHEST, Grosze
from app.domain.problems import Refusal

CHOICES = (
    *("kind", "reason", "amount", "from_month", "to_month", "pay_by", "pay_day", "written_reasons"),
    *("without_reasons", "is_granted_in_full", "refusal_grounds", "signed_by_id"),
)
"""The fields that a person chooses in a draft; everything else follows from the course of the decision."""

WAYS_OF_PAYMENT = ("transfer", "cash", "postal_order")
LAST_PAY_DAY = 28
"""The last day that every month has."""
LONGEST_PERIOD = 120
"""Months: no period is granted for longer, so a longer one is a slip in the year."""


class AmountOutOfBounds(Refusal):
    """The law lets the office choose only between these (facts: amount, lowest, highest in grosze; None: not fixed)."""

    code = "amount_out_of_bounds"


class MonthTooEarly(Refusal):
    """Paid from the month in which the application was there with its papers (art. 106 ust. 3; facts: first)."""

    code = "month_too_early"


class PeriodBackwards(Refusal):
    """The last month is before the first one (facts: from_month, to_month)."""

    code = "period_backwards"


class NoRight(Refusal):
    """The findings give no right to the benefit, so it cannot be granted."""

    code = "no_right"


class GroundsNeeded(Refusal):
    """The findings give a right; a refusal must say on which other provision it rests."""

    code = "refusal_grounds_needed"


class NotToChoose(Refusal):
    """The choice has no such value (facts: field)."""

    code = "not_to_choose"


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """What the findings leave to the office: amounts are grosze a month, or of one payment; None where not fixed."""

    has_right: bool
    lowest: Grosze | None
    highest: Grosze | None
    first_month: date

    def allow(self, amount: Grosze) -> bool:
        """Whether an amount lies between the lowest and the highest of the law, both included."""
        return (self.lowest or 0) <= amount and (self.highest is None or amount <= self.highest)


def settled(decision: Decision) -> Decision:
    """The choices brought together: a refusal grants nothing, and reasons are left out only for the whole claim.

    One-off help is granted for the one month of its claim.
    """
    if decision.kind is DecisionKind.REFUSAL:
        return replace(
            decision, amount=0, from_month=None, to_month=None, is_granted_in_full=False, without_reasons=False
        )
    if not decision.is_on_the_claim:
        return replace(decision, is_granted_in_full=False, without_reasons=False, refusal_grounds="")
    without_reasons = decision.without_reasons and decision.is_granted_in_full
    to_month = decision.from_month if is_one_off(decision.benefit) else decision.to_month
    return replace(decision, to_month=to_month, without_reasons=without_reasons, refusal_grounds="")


def demand_to_choose(before: Decision, after: Decision, reasons: Container[str]) -> None:
    """Refuse a changed choice that no form offers: a month in its middle, an unknown way, day, reason or need."""
    months = (after.from_month, after.to_month)
    fits = {
        "reason": _is_reason(after, reasons),
        "from_month": after.from_month is None or after.from_month.day == 1,
        "to_month": after.to_month is None or (after.to_month.day == 1 and after.months <= LONGEST_PERIOD),
        "pay_by": after.pay_by in WAYS_OF_PAYMENT,
        "pay_day": 1 <= after.pay_day <= LAST_PAY_DAY,
        "amount": 0 <= after.amount <= HIGHEST,
    }
    is_moved = months != (before.from_month, before.to_month)
    for field, is_there in fits.items():
        is_changed = getattr(after, field) != getattr(before, field) or (is_moved and field.endswith("_month"))
        if is_changed and not is_there:
            raise NotToChoose(field=field)


def _is_reason(decision: Decision, reasons: Container[str]) -> bool:
    """At most one known cause, and a known need only of one-off help."""
    named = [each for each in (decision.cause, decision.need) if each]
    is_whole = decision.reason == reason_of(decision.cause, decision.need)
    return is_whole and all(each in reasons for each in named) and (not decision.need or is_one_off(decision.benefit))


def demand_allowed(before: Decision, after: Decision, bounds: Bounds | None) -> None:
    """Refuse a changed choice that the findings do not allow; what was not touched is left to the check at the end."""
    if after.kind is not before.kind:
        if not (before.is_on_the_claim and after.is_on_the_claim):
            raise NotToChoose(field="kind")
        if bounds is not None:
            demand_kind(after, bounds)
        return
    if after.kind is DecisionKind.REFUSAL:
        return
    if after.kind in (DecisionKind.REPEAL, DecisionKind.UNDUE) and _sum_and_months(after) != _sum_and_months(before):
        raise NotToChoose(field="amount")
    if after.amount != before.amount:
        demand_amount(after, bounds)
    if (after.from_month, after.to_month) != (before.from_month, before.to_month):
        demand_months(after, bounds)


def _sum_and_months(decision: Decision) -> tuple[int, date | None, date | None]:
    return decision.amount, decision.from_month, decision.to_month


def demand_whole(decision: Decision, bounds: Bounds | None) -> None:
    """Refuse to hand on a draft whose choices do not agree with the findings."""
    if bounds is not None:
        demand_kind(decision, bounds)
        is_refusal = decision.kind is DecisionKind.REFUSAL
        if is_refusal and bounds.has_right and not decision.refusal_grounds:
            raise GroundsNeeded
    if decision.pays:
        demand_amount(decision, bounds)
        demand_months(decision, bounds)
        if decision.pay_by not in WAYS_OF_PAYMENT:
            raise NotToChoose(field="pay_by")


def demand_kind(decision: Decision, bounds: Bounds) -> None:
    """A benefit is granted only to whom the findings give a right."""
    if decision.pays and not bounds.has_right:
        raise NoRight


def demand_amount(decision: Decision, bounds: Bounds | None) -> None:
    """Between the lowest and the highest amount of the law, as far as it has them."""
    if bounds is not None and not bounds.allow(decision.amount):
        raise AmountOutOfBounds(amount=decision.amount, lowest=bounds.lowest, highest=bounds.highest)


def demand_months(decision: Decision, bounds: Bounds | None) -> None:
    """In their order, and not before the first month that may be paid for."""
    first, last = decision.from_month, decision.to_month
    if first is not None and bounds is not None and first < bounds.first_month:
        raise MonthTooEarly(first=bounds.first_month)
    if first is not None and last is not None and last < first:
        raise PeriodBackwards(from_month=first, to_month=last)
