"""What was paid for past months against what was due by what is known now, month by month.

Where the claim itself was untrue the right amount follows from today's facts of the claim. What changed afterwards
counts from the month after it, and only where it is more than a tenth of the criterion (art. 106 ust. 3a).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain import money, polish
from app.domain.benefits import WITH_LETTER
from app.domain.benefits.kind import LetteredKind
from app.domain.cases import Case
from app.domain.changes import IncomeChange, weigh
from app.domain.decision_text import Step
from app.domain.decisions import Decision
from app.domain.entitlements import MonthRow, Place, is_executable
from app.domain.facts import Facts
from app.domain.findings import Findings
from app.domain.households import Member, members_on
from app.domain.income_later import is_of_the_claim, lived_on, moved_to
from app.domain.incomes import Income
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.payments import PaymentList
from app.domain.persons import Person
from app.domain.recalculating import proposed
from app.domain.records import RecordId
from app.domain.sentences import Why
from app.domain.undue_claims import ExaminedMonth
from app.services.case_reading import CaseBasis, FamilyMember, read_basis
from app.services.cases import NotCalculable
from app.services.decision_findings import thaw
from app.services.office import Office
from app.services.payment_reading import CaseClaim, read_claims
from app.services.payment_registers import find_register, is_outside
from app.services.ports import Reading
from app.services.same_person import one_person


def examine(office: Office, file: Reading, case: Case) -> tuple[ExaminedMonth, ...]:
    """Every month that was paid in this case up to now, the first one first."""
    kind = WITH_LETTER.get(case.benefit)
    if kind is None:
        raise NotCalculable(benefit=case.benefit)
    claim = next(iter(read_claims(office, file, [case.id])), None)
    if claim is None:
        return ()
    today = office.calendar.today()
    paid = list(_paid(file, claim, today))
    if not paid:
        return ()
    past = _Past(office.law, read_basis(file, case, office.law), kind, _written(file, case), _members(file, case), file)
    return tuple(past.look_at(each) for each in paid)


@dataclass(frozen=True)
class _Paid:
    """A month with the decision by which it was paid, when and how much."""

    month: date
    decision: Decision
    amount: Grosze
    taken_on: date
    is_by_list: bool


def _paid(file: Reading, claim: CaseClaim, today: date) -> Iterator[_Paid]:
    """From closed lists where they pay; what was paid outside the program as the decision says, once its day came."""
    begins = [each.from_month for each in claim.claim.decisions if each.from_month is not None]
    if not begins:
        return
    register = find_register(file)
    for row in claim.rows(min(begins), today.replace(day=1), today):
        decision = row.decision
        if decision is None:
            continue
        if is_outside(row, register):
            taken_on = row.month.replace(day=decision.pay_day)
            if row.due and is_executable(claim.claim, decision, today) and taken_on <= today:
                yield _Paid(row.month, decision, row.due, taken_on, is_by_list=False)
        elif taken := row.amount(Place.PAID, Place.SET_OFF):
            yield _Paid(row.month, decision, taken, _taken_on(file, row, decision), is_by_list=True)


def _taken_on(file: Reading, row: MonthRow, decision: Decision) -> date:
    """The last day on which something of the month went out; the ten years run from there."""
    ids = {part.line.list_id for part in row.parts if part.line is not None}
    lists = file.many(PaymentList, ids).values()
    days = [each.pay_on or each.closed_on for each in lists]
    return max((day for day in days if day is not None), default=row.month.replace(day=decision.pay_day))


def _written(file: Reading, case: Case) -> tuple[Income, ...]:
    """Every line of everybody who was ever in the household, by the record that stands for them."""
    found = []
    for member in file.find(Member, household_id=case.household_id):
        ids = one_person(file, member.person_id)
        found += [replace(line, person_id=ids[0]) for each in ids for line in file.find(Income, person_id=each)]
    return tuple(dict.fromkeys(found))


def _members(file: Reading, case: Case) -> tuple[Member, ...]:
    return tuple(file.find(Member, household_id=case.household_id))


class _Past:
    """The months of one case in their order; what is too small a change leaves the months before it in force."""

    def __init__(
        self,
        law: Law,
        basis: CaseBasis,
        kind: LetteredKind,
        written: Sequence[Income],
        members: Sequence[Member],
        file: Reading,
    ) -> None:
        self._law = basis.law_of(law)
        self._basis, self._kind, self._written, self._members, self._file = basis, kind, written, members, file
        self._lines: tuple[Income, ...] = basis.incomes

    def look_at(self, paid: _Paid) -> ExaminedMonth:
        """What the month should have been, and why."""
        if is_of_the_claim(self._written, self._law, self._basis.applied_on, paid.month):
            facts = self._basis.claim_facts(paid.decision.issued_on or paid.month, paid.month)
            findings = self._find(facts)
            steps = self._untrue(paid, findings)
        else:
            findings, steps = self._later(paid)
        right = proposed(findings, paid.decision.amount_in(paid.month))
        steps.append(self._told(findings, right))
        return ExaminedMonth(
            month=paid.month,
            number=paid.decision.number,
            taken_on=paid.taken_on,
            paid=paid.amount,
            right=right,
            is_by_list=paid.is_by_list,
            income=findings.income,
            why=tuple(Step(each.code, each.text, each.basis) for each in steps),
        )

    def _later(self, paid: _Paid) -> tuple[Findings, list[Why]]:
        """A month after the claim's: with what changed, unless the change was too small to matter."""
        lines = lived_on(self._written, self._law, self._basis.applied_on, paid.month)
        facts = self._facts(paid, lines)
        now = self._find(facts)
        before = self._find(self._facts(paid, moved_to(self._lines, self._law, paid.month)))
        weighed = weigh(
            IncomeChange(
                household=facts.household,
                before=before.income,
                after=now.income,
                changed_on=add_months(paid.month, -1),
            ),
            self._law,
        )
        is_changed = now.income != before.income
        if is_changed and weighed.is_within:
            return before, list(weighed.why)
        self._lines = lines
        return now, list(weighed.why) if is_changed else []

    def _untrue(self, paid: _Paid, findings: Findings) -> list[Why]:
        """Where the claim itself rested on another income: a mistake from the start, for which no tenth is left out."""
        frozen = thaw(paid.decision.findings)
        if frozen is None or frozen.change is not None or frozen.income == findings.income:
            return []
        holes = {
            "known": money.with_unit(frozen.income),
            "income": money.with_unit(findings.income),
            "month": polish.month(findings.income_month),
        }
        return [self._law.say("undue_known_income", money.plain(findings.income), **holes)]

    def _facts(self, paid: _Paid, lines: Sequence[Income]) -> Facts:
        """As if the family had applied on the first day of the month: what changed inside it works from the next."""
        family = self._family(paid.month)
        people = {each.person.id for each in family}
        basis = replace(
            self._basis,
            application=None,
            case=replace(self._basis.case, opened_on=paid.month),
            family=family,
            incomes=tuple(line for line in lines if line.person_id in people),
        )
        return basis.claim_facts(paid.decision.issued_on or paid.month, paid.month)

    def _family(self, month: date) -> tuple[FamilyMember, ...]:
        there = members_on(self._members, month - timedelta(days=1)) or list(self._members)
        persons = self._file.many(Person, [one_person(self._file, each.person_id)[0] for each in there])
        found: dict[RecordId, FamilyMember] = {}
        for each in there:
            person = persons.get(one_person(self._file, each.person_id)[0])
            if person is not None:
                found.setdefault(person.id, FamilyMember(each, person, person.age_on(month)))
        return tuple(found.values())

    def _find(self, facts: Facts) -> Findings:
        return self._kind.find(facts, self._law)

    def _told(self, findings: Findings, right: Grosze) -> Why:
        """Why there was no right, or the amount that followed from the income."""
        if not findings.right:
            return findings.why[-1]
        holes = {"income": money.with_unit(findings.income), "right": money.with_unit(right)}
        return self._law.say("undue_right", money.plain(right), basis=self._kind.article, **holes)
