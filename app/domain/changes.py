"""When a change of income touches a running benefit or fee, and from which month (social assistance act art. 106).

Up to 10 % of the criterion nothing changes (ust. 3a-3b). A change to the client's disadvantage never reaches back to
months that were paid: those are looked at as undue benefits (ust. 5, art. 98); one in the client's favour does.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain import money, polish
from app.domain.facts import HouseholdKind
from app.domain.further_law import FurtherParameter
from app.domain.law import Consulted, Law, Parameter, Value
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.readings import ChangeMonth, Question
from app.domain.sentences import Why


class Cause(StrEnum):
    """Why a decision changes (art. 106 ust. 5). The first four bind the office, a sanction leaves it a choice."""

    LAW = "law"
    INCOME = "income"
    PERSON = "person"
    UNDUE = "undue"
    SANCTION = "sanction"
    """Art. 11, 12 or 107 ust. 5."""
    CORRECTION = "correction"
    """The amount was worked out wrongly; that binds the office only in the client's favour."""


class Direction(StrEnum):
    """Whom a change serves."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeChange:
    """The income of the whole household before and after (grosze a month), and the day it changed.

    ``of_fee``: while a fee is paid for help that is no money (ust. 3b).
    """

    household: HouseholdKind
    before: Grosze
    after: Grosze
    changed_on: date
    of_fee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Whether a change is small enough to change nothing; ``difference`` and ``limit`` are grosze."""

    difference: Grosze
    limit: Grosze
    is_within: bool
    why: tuple[Why, ...]
    parameters: tuple[Value, ...]


def weigh(change: IncomeChange, law: Law) -> Weighed:
    """The change against a tenth of the criterion of a single person, or per head of a family (never times people)."""
    consulted = Consulted(law, change.changed_on.replace(day=1))
    is_single = change.household is HouseholdKind.SINGLE
    criterion = consulted.value(Parameter.CRITERION_SINGLE if is_single else Parameter.CRITERION_FAMILY).grosze
    share = consulted.value(FurtherParameter.TOLERANCE).number
    limit = money.down(share * criterion)
    difference = abs(change.after - change.before)
    basis = "art. 106 ust. 3b" if change.of_fee else "art. 106 ust. 3a"
    holes = {
        "before": money.with_unit(change.before),
        "after": money.with_unit(change.after),
        "difference": money.with_unit(difference),
        "limit": money.with_unit(limit),
        "share": money.percent(share),
        "criterion": money.with_unit(criterion),
    }
    is_within = difference <= limit
    code = "tolerance_within" if is_within else "tolerance_exceeded"
    step = law.say(code, money.plain(difference), basis=basis, **holes)
    return Weighed(
        difference=difference,
        limit=limit,
        is_within=is_within,
        why=(step,),
        parameters=tuple(consulted.used.values()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChange:
    """What is paid (or charged, where ``of_fee``) and what would be right, in grosze a month.

    ``changed_on`` is the day of the new law, income or situation; ``first_unpaid_month`` the first month that was not
    paid yet when the decision is made.
    """

    was: Grosze
    will_be: Grosze
    cause: Cause
    changed_on: date
    first_unpaid_month: date
    of_fee: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """From which month a change works. ``examined`` are paid months that are looked at as undue benefits.

    ``is_bound`` tells whether the act leaves no choice ("zmienia się") or some ("można zmienić").
    """

    direction: Direction
    from_month: date | None
    examined: tuple[date, ...]
    is_bound: bool
    why: tuple[Why, ...]


def place(change: AmountChange, law: Law) -> Placed:
    """Forward only when it hurts; from the month it was due when it helps.

    The act names no first month after a change of income or situation; the practice of offices is the month after it,
    and the head may adopt another one.
    """
    if change.was == change.will_be:
        same = law.say("change_same", money.plain(change.was), amount=money.with_unit(change.was))
        return Placed(direction=Direction.SAME, from_month=None, examined=(), is_bound=False, why=(same,))
    due = _due_from(change, law)
    is_worse = (change.will_be > change.was) is change.of_fee
    from_month = max(due, change.first_unpaid_month) if is_worse else due
    holes = {
        "was": money.with_unit(change.was),
        "will_be": money.with_unit(change.will_be),
        "from_month": polish.of_month(from_month),
    }
    steps = [law.say(f"change_cause_{change.cause.value}")]
    steps.append(law.say("change_worse" if is_worse else "change_better", f"{from_month:%Y-%m}", **holes))
    if change.cause not in (Cause.LAW, Cause.CORRECTION):
        consulted = Consulted(law, change.changed_on)
        consulted.read(Question.CHANGE_MONTH)
        steps += consulted.told("change_reading")
    examined = months_between(due, from_month)
    if examined:
        told = polish.listed([polish.month(month) for month in examined])
        steps.append(law.say("change_examined", str(len(examined)), months=told))
    return Placed(
        direction=Direction.WORSE if is_worse else Direction.BETTER,
        from_month=from_month,
        examined=examined,
        is_bound=change.cause is not Cause.SANCTION,
        why=tuple(steps),
    )


def months_between(first: date, end: date) -> tuple[date, ...]:
    """The months from ``first`` up to the one before ``end``; both are first days."""
    count = (end.year - first.year) * 12 + end.month - first.month
    return tuple(add_months(first, step) for step in range(count))


def _due_from(change: AmountChange, law: Law) -> date:
    """A new law from its own month (a day inside a month: the next one), the rest as the office reads it."""
    month = change.changed_on.replace(day=1)
    if change.cause in (Cause.LAW, Cause.CORRECTION):
        return month if change.changed_on.day == 1 else add_months(month, 1)
    return first_month_after(change.changed_on, law)


def first_month_after(changed_on: date, law: Law) -> date:
    """The first month in which a change of income or situation works: usually the one after it."""
    month = changed_on.replace(day=1)
    return month if law.read_on(Question.CHANGE_MONTH, changed_on) == ChangeMonth.SAME else add_months(month, 1)
