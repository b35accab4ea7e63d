"""A change of income during a running benefit, looked at before anybody decides: tolerance, months, claim, set-off.

It reads and writes nothing of a case: what a person types is answered with the steps that a decision would show.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain import money, polish
from app.domain.changes import AmountChange, Cause, IncomeChange, Placed, place, weigh
from app.domain.facts import HouseholdKind
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.sentences import Why
from app.domain.undue import Fault, PaidMonth, find_undue, set_off
from app.services.office import Office
from app.services.office_readings import law_read
from app.services.office_settings import read_profile

LOOKED_AHEAD = 12
"""Months of setting off that are told."""


@dataclass(frozen=True, kw_only=True)
class CheckIncomeChange:
    """Household income before and after, and the benefit as it is paid and as it would be right (grosze a month).

    ``first_unpaid_month`` is the first month that was not paid yet. ``fault`` is None where the client neither told an
    untruth nor kept silent; ``warned_on`` is the day of the written warning.
    """

    household: HouseholdKind
    income_before: Grosze
    income_after: Grosze
    changed_on: date
    paid: Grosze
    right: Grosze
    first_unpaid_month: date
    fault: Fault | None = None
    warned_on: date | None = None


@dataclass(frozen=True)
class IncomeChangeChecked:
    """Every step with its article; ``missing`` has to be shown before a claim, ``claimed`` may be asked back."""

    steps: tuple[Why, ...]
    missing: tuple[str, ...] = ()
    claimed: Grosze = 0


def check_income_change(office: Office, request: CheckIncomeChange) -> IncomeChangeChecked:
    """Within the tolerance nothing else is asked; beyond it months, claim and set-off follow from each other."""
    with office.reading() as file:
        pay_day, law = read_profile(file).pay_day, law_read(file, office.law)
    today = office.calendar.today()
    change = IncomeChange(
        household=request.household,
        before=request.income_before,
        after=request.income_after,
        changed_on=request.changed_on,
    )
    weighed = weigh(change, law)
    if weighed.is_within:
        return IncomeChangeChecked(weighed.why)
    placed = place(
        AmountChange(
            was=request.paid,
            will_be=request.right,
            cause=Cause.INCOME,
            changed_on=request.changed_on,
            first_unpaid_month=request.first_unpaid_month,
        ),
        law,
    )
    steps = [*weighed.why, *placed.why]
    if not placed.examined:
        return IncomeChangeChecked(tuple(steps))
    months = [
        PaidMonth(month=month, taken_on=month.replace(day=pay_day), paid=request.paid, right=request.right)
        for month in placed.examined
    ]
    undue = find_undue(months, request.fault, request.warned_on, today, law)
    steps += [*undue.why, *_setting_off(undue.claimed, request.right, placed, law)]
    return IncomeChangeChecked(tuple(steps), undue.missing, undue.claimed)


def _setting_off(claim: Grosze, benefit: Grosze, placed: Placed, law: Law) -> Iterator[Why]:
    """How fast the coming months of the benefit pay the claim back, at most by half of each."""
    if not claim or not benefit or placed.from_month is None:
        return
    months = {add_months(placed.from_month, step): benefit for step in range(LOOKED_AHEAD)}
    rows = set_off(claim, months, law)
    left = rows[-1].left
    if left:
        told = law.say("setoff_remains", amount=money.with_unit(left))
    else:
        told = law.say("setoff_ends", months=polish.counted(len(rows), ("miesiąca", "miesięcy", "miesięcy")))
    kept = rows[0].kept
    yield law.say("setoff_plan", money.plain(kept), kept=money.with_unit(kept), left=told.text)
