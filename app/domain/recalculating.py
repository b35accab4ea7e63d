"""What a cause would change in a running benefit, month by month: pure comparison, nothing is decided.

A cause is a set of new amounts, a corrected rule or a source of income that ends. Months between two days on which the
law changes give equal answers, so each such stretch is worked out once.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from app.domain import money
from app.domain.changes import IncomeChange, months_between, weigh
from app.domain.facts import Facts
from app.domain.findings import Findings
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.sentences import Why

Find = Callable[[Facts, Law], Findings]


class Outcome(StrEnum):
    """What would happen to a running decision."""

    UNCHANGED = "unchanged"
    RAISED = "raised"
    LOWERED = "lowered"
    ENDED = "ended"
    """The right would be lost in some month."""


@dataclass(frozen=True, slots=True)
class MonthChange:
    """One month: what the decision grants and what would be right, in grosze."""

    month: date
    before: Grosze
    after: Grosze


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The cause's effect on one decision; ``months`` are all that were compared, ``reason`` the step that tells why."""

    outcome: Outcome
    months: tuple[MonthChange, ...]
    reason: str = ""
    basis: str = ""

    @property
    def difference(self) -> Grosze:
        """What all months together would cost more (or, below zero, less)."""
        return sum(month.after - month.before for month in self.months)


class Stretches:
    """The days on which anything in a law begins or ends, to tell months with equal law from each other."""

    def __init__(self, law: Law) -> None:
        self._law = law

    @cached_property
    def _days(self) -> list[date]:
        days: set[date] = set()
        for series in self._law.values.values():
            days |= {value.starts_on for value in series}
            days |= {value.ends_on for value in series if value.ends_on is not None}
        for kind in self._law.income_kinds.values():
            for exclusion in kind.exclusions:
                days |= {day for day in (exclusion.starts_on, exclusion.ends_on) if day is not None}
        return sorted(days)

    def of(self, month: date) -> int:
        """Equal for months between which no day of the law lies."""
        return bisect_right(self._days, month)


def proposed(findings: Findings, granted: Grosze) -> Grosze:
    """What would be right now: the amount the law fixes, else what was granted, moved into the new bounds."""
    if not findings.right:
        return 0
    if findings.amount is not None:
        return findings.amount
    amount = granted
    if findings.lowest is not None:
        amount = max(amount, findings.lowest)
    if findings.highest is not None:
        amount = min(amount, findings.highest)
    return amount


def compare(
    find: Find, facts: Facts, granted: Grosze, months: Iterable[date], law: Law, stretches: Stretches
) -> Effect:
    """The decision's amount against what the rules say for each month, under ``law`` and with ``facts``."""
    found: dict[tuple[int, ...], Findings] = {}
    rows: list[MonthChange] = []
    telling: tuple[Findings, Grosze] | None = None
    for month in months:
        key = (stretches.of(month), *_ages(facts, month))
        if key not in found:
            found[key] = find(replace(facts, month=month), law)
        findings = found[key]
        after = proposed(findings, granted)
        rows.append(MonthChange(month, granted, after))
        if telling is None and after != granted:
            telling = (findings, after)
    if telling is None:
        return Effect(outcome=Outcome.UNCHANGED, months=tuple(rows))
    step = _deciding(*telling)
    return Effect(outcome=_outcome(rows), months=tuple(rows), reason=step.text, basis=step.basis)


def without_source(facts: Facts, kind: str) -> Facts:
    """The claim as if nobody in the household had income of this kind."""
    return replace(facts, incomes=tuple(line for line in facts.incomes if line.kind != kind))


def small_change(
    find: Find, before: Facts, after: Facts, changed_on: date, law: Law, *, is_within: bool = True
) -> Why | None:
    """The step that says so where the income changed by no more than a tenth of the criterion (art. 106 ust. 3a).

    With ``is_within`` false the step that says that it changed by more.
    """
    was, will_be = find(before, law), find(after, law)
    change = IncomeChange(household=before.household, before=was.income, after=will_be.income, changed_on=changed_on)
    weighed = weigh(change, law)
    return weighed.why[0] if weighed.is_within is is_within else None


def months_of(first: date, last: date | None, start: date, horizon: int) -> tuple[date, ...]:
    """The months of a decision from ``start`` on; an open end is looked at for ``horizon`` months."""
    begin = max(first, start)
    end = add_months(last, 1) if last is not None else add_months(begin, horizon)
    return months_between(begin, end)


def stretches_of(rows: Iterable[MonthChange]) -> tuple[tuple[MonthChange, MonthChange], ...]:
    """First and last month of each run with the same amounts, as a list or a letter tells them."""
    ordered = list(rows)
    if not ordered:
        return ()
    cuts = [
        at
        for at, (one, other) in enumerate(pairwise(ordered), start=1)
        if (one.before, one.after) != (other.before, other.after)
    ]
    starts, ends = [0, *cuts], [*cuts, len(ordered)]
    return tuple((ordered[start], ordered[end - 1]) for start, end in zip(starts, ends, strict=True))


def _outcome(rows: Iterable[MonthChange]) -> Outcome:
    """Losing the right in any month outweighs everything; then what all months come to."""
    rows = tuple(rows)
    if any(row.after == 0 and row.before for row in rows):
        return Outcome.ENDED
    return Outcome.RAISED if sum(row.after - row.before for row in rows) > 0 else Outcome.LOWERED


def _deciding(findings: Findings, amount: Grosze) -> Why:
    """Without a right the last step is the reason; else the last step that gave this amount."""
    if not findings.right:
        return findings.why[-1]
    return next((step for step in reversed(findings.why) if step.value == money.plain(amount)), findings.why[-1])


def _ages(facts: Facts, month: date) -> tuple[int, ...]:
    """Full years of everybody whose birth the facts know: an age may give or take a right."""
    born = (member.born_on for member in facts.members if member.born_on is not None)
    return tuple(month.year - on.year - ((month.month, month.day) < (on.month, on.day)) for on in born)
