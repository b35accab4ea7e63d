"""What would have to change, and from when the result changes by itself: answers for somebody who was refused.

Nothing here is a promise: the other facts are taken as they are, and each answer names what was assumed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain import money, polish
from app.domain.changes import IncomeChange, weigh
from app.domain.facts import Facts
from app.domain.findings import Findings
from app.domain.income_kinds import Shape
from app.domain.income_rules import IncomeLine
from app.domain.law import Law, Parameter, UnknownOn, Value
from app.domain.local_law import with_value
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.sentences import Why

Find = Callable[[Facts, Law], Findings]

HORIZON = 24
"""How many months ahead are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The result as it is and as it would be."""

    now: Findings
    then: Findings

    @property
    def is_different(self) -> bool:
        """Whether right or any amount differs."""
        return _result(self.now) != _result(self.then)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """By how much one receipt would have to be lower for the right to appear (grosze), and what that would give."""

    line: IncomeLine
    lower_by: Grosze
    then: Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The first month in which the result is another one; ``parameters`` are the values that differ there."""

    month: date
    before: Findings
    after: Findings
    parameters: tuple[Value, ...]


def if_lower(find: Find, facts: Facts, at: int, lower_by: Grosze, law: Law) -> Compared:
    """The result if the ``at``-th receipt were lower; never below nothing."""
    return Compared(now=find(facts, law), then=find(_lowered(facts, at, lower_by), law))


def needed(find: Find, facts: Facts, at: int, law: Law) -> Needed | None:
    """The least by which the ``at``-th receipt would have to be lower; None where even without it there is no right.

    0 where the right is there already. A lower income never takes a right that rests on being below a criterion, so
    the least amount is found by halving; one-off sums are the exception and are not asked about.
    """
    line = facts.incomes[at]
    if not find(_lowered(facts, at, line.amount), law).right:
        return None
    too_little, enough = -1, line.amount
    while enough - too_little > 1:
        middle = (too_little + enough) // 2
        if find(_lowered(facts, at, middle), law).right:
            enough = middle
        else:
            too_little = middle
    return Needed(line=line, lower_by=enough, then=find(_lowered(facts, at, enough), law))


def if_ended(find: Find, facts: Facts, kinds: Iterable[str], law: Law) -> Compared:
    """The result if the sources of these kinds were no longer there."""
    gone = frozenset(kinds)
    kept = tuple(line for line in facts.incomes if line.kind not in gone)
    return Compared(now=find(facts, law), then=find(replace(facts, incomes=kept), law))


def if_criterion(find: Find, facts: Facts, single: Grosze, family: Grosze, law: Law, basis: str) -> Compared:
    """The result if the criteria were others from the claim's month on."""
    other = with_value(law, Parameter.CRITERION_SINGLE, single, facts.month, basis)
    other = with_value(other, Parameter.CRITERION_FAMILY, family, facts.month, basis)
    return Compared(now=find(facts, law), then=find(facts, other))


def applied_in(facts: Facts, month: date, ends: Iterable[tuple[str, date]] = ()) -> Facts:
    """The claim as if it were made on the first of ``month`` with the same receipts going on monthly.

    ``ends`` are kinds of income with the last day on which they are paid; a lost source pays nothing after its loss.
    One-off sums and arrears stay on their day.
    """
    last = dict(ends)
    income_month = add_months(month, -1)
    lines = []
    for line in facts.incomes:
        if line.received_on is None or line.months is not None or line.kind == "one_off":
            lines.append(line)
            continue
        received_on = _same_day(line.received_on, income_month)
        ends_on = line.source_lost_on or last.get(line.kind)
        if ends_on is None or received_on <= ends_on:
            lines.append(line._replace(received_on=received_on))
    return replace(facts, applied_on=month, complete_on=month, decided_on=month, month=month, incomes=tuple(lines))


def first_turn(
    find: Find, facts: Facts, law: Law, ends: Iterable[tuple[str, date]] = (), horizon: int = HORIZON
) -> Turn | None:
    """From when the result changes by itself: a benefit that ends, a twelfth that runs out, a new amount of the law.

    Looks ``horizon`` months ahead, each as a new claim; None where nothing changes or the law is not known that far.
    """
    ends = tuple(ends)
    start = facts.month
    before = find(applied_in(facts, start, ends), law)
    for step in range(1, horizon + 1):
        month = add_months(start, step)
        try:
            after = find(applied_in(facts, month, ends), law)
        except UnknownOn:
            return None
        if _result(after) != _result(before):
            known = {value.name: value for value in before.parameters}
            moved = tuple(value for value in after.parameters if known.get(value.name) != value)
            return Turn(month=month, before=before, after=after, parameters=moved)
    return None


def told(find: Find, facts: Facts, law: Law) -> tuple[Why, ...]:
    """What may change the result, in sentences: lower receipts, the first month with another result, the tolerance."""
    now = find(facts, law)
    steps = []
    if not now.right:
        steps += [_lower_step(each, facts, law) for each in _needed_lines(find, facts, law)]
    turn = first_turn(find, facts, law)
    steps.append(_turn_step(turn, law) if turn is not None else _same_step(law))
    if now.right:
        change = IncomeChange(household=facts.household, before=now.income, after=now.income, changed_on=facts.month)
        steps.append(law.say("prospect_tolerance", limit=money.with_unit(weigh(change, law).limit)))
    return tuple(steps)


def _needed_lines(find: Find, facts: Facts, law: Law) -> list[Needed]:
    """One answer for each receipt that alone could bring the right.

    One-off sums are left out: below five criteria they count whole instead of by twelfths, so less may be more.
    """
    found = [
        needed(find, facts, at, law)
        for at, line in enumerate(facts.incomes)
        if line.amount and law.income_kind(line.kind).shape is not Shape.ONE_OFF
    ]
    return [each for each in found if each is not None]


def _lower_step(each: Needed, facts: Facts, law: Law) -> Why:
    names = {member.id: member.name for member in facts.members}
    holes = {"name": names.get(each.line.member, each.line.member), "label": law.income_kind(each.line.kind).label}
    lower_by = money.with_unit(each.lower_by)
    return law.say("prospect_lower", money.plain(each.lower_by), lower_by=lower_by, **holes)


def _turn_step(turn: Turn, law: Law) -> Why:
    value, month = f"{turn.month:%Y-%m}", polish.month(turn.month)
    after = turn.after
    if not after.right:
        return law.say("prospect_no_right", value, month=month)
    if not turn.before.right:
        return law.say("prospect_right", value, month=month)
    if after.amount is not None:
        return law.say("prospect_amount", value, month=month, amount=money.with_unit(after.amount))
    bounds = {"lowest": money.with_unit(after.lowest or 0), "highest": money.with_unit(after.highest or 0)}
    return law.say("prospect_bounds", value, month=month, **bounds)


def _same_step(law: Law) -> Why:
    return law.say("prospect_same", months=polish.counted(HORIZON, ("miesiąc", "miesiące", "miesięcy")))


def _lowered(facts: Facts, at: int, by: Grosze) -> Facts:
    lines = list(facts.incomes)
    lines[at] = lines[at]._replace(amount=max(lines[at].amount - by, 0))
    return replace(facts, incomes=tuple(lines))


def _same_day(day: date, month: date) -> date:
    """The same number of day in another month, or that month's last."""
    return add_months(day, (month.year - day.year) * 12 + month.month - day.month)


def _result(findings: Findings) -> tuple[object, ...]:
    return findings.right, findings.amount, findings.lowest, findings.highest
