"""A decision that changes an earlier one (social assistance act art. 106 ust. 5): what it changes, why, from when.

The later decision has its own calculation, for the first month in which it works. It never reaches back where it
hurts, so the month is looked for anew whenever the calculation is.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from app.domain import polish
from app.domain.changes import AmountChange, Cause, Placed, place
from app.domain.decision_text import Step
from app.domain.decisions import Decision, DecisionKind, amounts_of
from app.domain.facts import Facts
from app.domain.findings import Findings
from app.domain.law import Law
from app.domain.local_law import with_value
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.problems import Refusal
from app.domain.recalculating import proposed, small_change, without_source
from app.domain.records import RecordId
from app.domain.sentences import Why

Find = Callable[[Facts, Law], Findings]


class OtherAmounts(Refusal):
    """The change would cover single months of which the changed decision says another amount."""

    code = "months_of_other_amounts"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a changing decision rests on. ``was`` is the amount until now (grosze a month).

    ``due_month`` is the first month in which the rules give something else, ``from_month`` the first in which the new
    decision works. ``amounts`` are values of the law by name as they were tried, ``basis`` their act; ``closed_kind``
    is the kind of income that ended on ``closed_on``; after ``income_on`` the family lives on another income. ``why``
    are the steps that go into the reasons.
    """

    of_id: RecordId
    number: str
    issued_on: date | None
    was: Grosze
    due_month: date
    from_month: date
    cause: Cause
    amounts: tuple[tuple[str, Grosze], ...] = ()
    basis: str = ""
    closed_kind: str = ""
    closed_on: date | None = None
    income_on: date | None = None
    why: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Changed:
    """The findings for the first month of the change, the facts they rest on, and the change as it works today."""

    findings: Findings
    facts: Facts
    change: Change
    amount: Grosze


def work_out(find: Find, facts: Facts, law: Law, change: Change, today: date) -> Changed:
    """Amount and first month of the changing decision, were it issued today; ``facts`` are those of the claim."""
    law = _law_of(law, change)
    after = facts if not change.closed_kind else without_source(facts, change.closed_kind)
    month = change.due_month
    findings = find(replace(after, month=month), law)
    placed = _placed(change, proposed(findings, change.was), today, law)
    from_month = max(placed.from_month or month, month)
    if from_month != month:
        findings = find(replace(after, month=from_month), law)
        placed = _placed(change, proposed(findings, change.was), today, law)
    why = (*_told(find, replace(facts, month=month), replace(after, month=month), law, change), *placed.why[1:])
    steps = tuple(Step(each.code, each.text, each.basis) for each in why)
    return Changed(
        findings=replace(findings, payable_from=from_month),
        facts=replace(after, month=from_month),
        change=replace(change, from_month=from_month, why=steps),
        amount=proposed(findings, change.was),
    )


def cause_of(findings: Findings, decision: Decision) -> Cause:
    """New law where an amount that is used began after the decision's first month; else the decision was mistaken."""
    began = decision.from_month or date.max
    is_newer = any(value.starts_on > began for value in findings.parameters)
    return Cause.LAW if is_newer else Cause.CORRECTION


def fitted(decision: Decision, *, has_right: bool, amount: Grosze, from_month: date, to_month: date | None) -> Decision:
    """The draft with the ruling that the calculation gives: another amount, or the end of the benefit.

    ``to_month`` is the last month of the changed decision, which stays (None: without an end).
    """
    if not has_right:
        return replace(decision, kind=DecisionKind.REPEAL, amount=0, from_month=from_month, to_month=to_month)
    return replace(decision, kind=DecisionKind.CHANGE, amount=amount, from_month=from_month, to_month=to_month)


def other_months(changed: Decision, draft: Decision) -> tuple[date, ...]:
    """Months with an amount of their own that the ``draft`` of another amount would cover with its plain one."""
    first, last = draft.from_month, draft.to_month or date.max
    if draft.kind is not DecisionKind.CHANGE or first is None:
        return ()
    return tuple(sorted(month for month in amounts_of(changed.other_amounts) if first <= month <= last))


def _law_of(law: Law, change: Change) -> Law:
    for name, amount in change.amounts:
        law = with_value(law, name, amount, change.due_month, change.basis)
    return law


def _placed(change: Change, amount: Grosze, today: date, law: Law) -> Placed:
    """The month of the decision counts as paid: what hurts begins with the next one."""
    asked = AmountChange(
        was=change.was,
        will_be=amount,
        cause=change.cause,
        changed_on=change.closed_on or change.income_on or change.due_month,
        first_unpaid_month=add_months(today.replace(day=1), 1),
    )
    return place(asked, law)


def _told(find: Find, before: Facts, after: Facts, law: Law, change: Change) -> list[Why]:
    """Why it changes, as precisely as the cause is known."""
    if change.closed_kind and change.closed_on is not None:
        label = law.income_kind(change.closed_kind).label
        told = [law.say("change_source_closed", change.closed_kind, label=label, day=polish.day(change.closed_on))]
        weighed = small_change(find, before, after, change.closed_on, law, is_within=False)
        return told if weighed is None else [*told, weighed]
    if change.basis:
        return [law.say("change_law_named", act=change.basis)]
    return [law.say(f"change_cause_{change.cause.value}")]
