"""From which month another income changes a running decision (art. 106 ust. 3a and 5), read month by month."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.benefits import WITH_LETTER
from app.domain.changes import IncomeChange, Weighed, months_between, weigh
from app.domain.decision_changes import Change
from app.domain.decisions import Decision
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.recalculating import proposed
from app.services.case_reading import CaseBasis
from app.services.decision_findings import thaw
from app.services.later_facts import later_facts


@dataclass(frozen=True)
class Due:
    """The first month of the change (None: the amount stays), and how far the income is from that of the decision."""

    month: date | None
    weighed: Weighed


def next_month(today: date) -> date:
    """The first month that was not paid yet: on what the family lives in it is what a change rests on."""
    return add_months(today.replace(day=1), 1)


def due_of(basis: CaseBasis, law: Law, today: date, decision: Decision) -> Due:
    """The first of the months up to the next one that were all as much worse, or as much better, as that one is.

    A raise works from the month from which at least as much was due without a break: those before it, in which less
    was due, are looked at as undue benefits and not paid more.
    """
    months = _Months(basis, law, today, decision)
    until = next_month(today)
    weighed, amount = months.look_at(until)
    if weighed.is_within or amount == decision.amount:
        return Due(None, weighed)
    due = until
    for month in reversed(months_between(decision.from_month or until, until)):
        now, was_due = months.look_at(month)
        if amount < decision.amount:
            is_alike = was_due < decision.amount
        else:
            is_alike = was_due >= months.lasting(month) > decision.amount
        if now.is_within or not is_alike:
            break
        due = month
    return Due(due, weighed)


def as_due_now(basis: CaseBasis, law: Law, today: date, change: Change) -> Change:
    """The change with the month that is due by what is known today; where the amount stays, the next one."""
    decision = next((each for each in basis.decisions if each.id == change.of_id), None)
    if change.income_on is None or decision is None:
        return change
    month = due_of(basis, law, today, decision).month or next_month(today)
    return replace(change, due_month=month, from_month=month, income_on=month - timedelta(days=1))


class _Months:
    """The months of one decision as they are due by what is known today."""

    def __init__(self, basis: CaseBasis, law: Law, today: date, decision: Decision) -> None:
        self._basis, self._law, self._today, self._decision = basis, law, today, decision
        self._find, self._here = WITH_LETTER[decision.benefit].find, basis.law_of(law)
        self._frozen = thaw(decision.findings)
        self._last = later_facts(basis, law, today, next_month(today))

    def look_at(self, month: date) -> tuple[Weighed, Grosze]:
        """How far the income of a month is from that of the decision, and what was due in it."""
        facts = later_facts(self._basis, self._law, self._today, month)
        findings = self._find(facts, self._here)
        before = self._frozen.income if self._frozen is not None else findings.income
        change = IncomeChange(household=facts.household, before=before, after=findings.income, changed_on=month)
        return weigh(change, self._here), proposed(findings, self._decision.amount)

    def lasting(self, month: date) -> Grosze:
        """What would be due in a month by the income of the next one, by the law of its own day."""
        return proposed(self._find(replace(self._last, month=month), self._here), self._decision.amount)
