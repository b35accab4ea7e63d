"""What an invented case is decided: the periodic allowance by the program's own rules, the others near enough.

Only the periodic allowance is calculated; for the other kinds the demo holds an amount as an old paper file would.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.benefits import periodic_allowance
from app.domain.benefits.permanent_allowance import worked_out
from app.domain.decisions import DecisionKind
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.findings import Findings, payable_from
from app.domain.income_rules import IncomeLine
from app.domain.law import Consulted, Law
from app.domain.money import Grosze
from app.domain.months import add_months
from app.services.decision_findings import freeze
from app.services.demo_book import Chance
from app.services.demo_livelihood import Source
from app.services.demo_office import PERIODIC, PERMANENT, SPECIAL
from app.services.demo_people import Family
from app.services.demo_schedule import Course

WRITTEN = (
    "Strona współpracuje z pracownikiem socjalnym i zgłasza zmiany w swojej sytuacji.",
    "Rodzina znajduje się w trudnej sytuacji, której nie jest w stanie pokonać własnymi siłami.",
    "Strona jest zarejestrowana w urzędzie pracy i przyjmuje proponowane oferty.",
)


@dataclass(frozen=True, kw_only=True)
class Ruling:
    """What the decision will say; ``findings`` is JSON, empty where the program does not calculate."""

    kind: DecisionKind
    amount: Grosze = 0
    from_month: date | None = None
    to_month: date | None = None
    findings: str = ""
    written: str = ""


def rule(family: Family, benefit: str, reason: str, course: Course, law: Law, chance: Chance) -> Ruling:
    """Grant or refusal with its amount and months."""
    facts = facts_of(family, reason, course)
    written = chance.choice(WRITTEN)
    if benefit == PERIODIC:
        return _periodic(periodic_allowance.find(facts, law), facts, written, chance)
    month = payable_from(facts)
    if benefit == PERMANENT:
        amount = _permanent_amount(facts, law)
        if amount is None:
            return Ruling(kind=DecisionKind.REFUSAL, written=written)
        return Ruling(kind=DecisionKind.GRANT, amount=amount, from_month=month, written=written)
    if benefit != SPECIAL and periodic_allowance.find(facts, law).difference < 0:
        return Ruling(kind=DecisionKind.REFUSAL, written=written)
    amount = chance.randrange(20_000, 90_000, 5_000)
    return Ruling(kind=DecisionKind.GRANT, amount=amount, from_month=month, to_month=month, written=written)


def is_above_criterion(family: Family, course: Course, law: Law) -> bool:
    """Whether only the special purpose allowance is open to the family (art. 41)."""
    return periodic_allowance.find(facts_of(family, "", course), law).difference < 0


def facts_of(family: Family, reason: str, course: Course) -> Facts:
    """The facts of the claim as they are on the day of the draft."""
    received_on = course.received_on
    complete_on = course.complete_on or received_on
    income_month = add_months(received_on.replace(day=1), -1)
    return Facts(
        applied_on=received_on,
        complete_on=complete_on,
        decided_on=course.drafted_on or complete_on,
        month=complete_on.replace(day=1),
        household=HouseholdKind.SINGLE if family.is_single else HouseholdKind.FAMILY,
        members=tuple(HouseholdMember(id=person.id.hex(), name=person.full_name) for person in family.people),
        incomes=tuple(_line(source, family, income_month) for source in family.sources),
        reasons=(reason,) if reason else (),
    )


def _line(source: Source, family: Family, month: date) -> IncomeLine:
    return IncomeLine(
        member=family.people[source.who].id.hex(),
        kind=source.kind,
        amount=source.amount,
        costs=source.costs,
        received_on=None if source.hectares else month.replace(day=source.day),
        hectares=Fraction(source.hectares) if source.hectares else None,
        evidence=source.evidence,
    )


def _periodic(findings: Findings, facts: Facts, written: str, chance: Chance) -> Ruling:
    frozen = freeze(findings, facts, without_income={})
    if not findings.right or findings.lowest is None:
        return Ruling(kind=DecisionKind.REFUSAL, findings=frozen, written=written)
    first = findings.payable_from
    return Ruling(
        kind=DecisionKind.GRANT,
        amount=findings.lowest,
        from_month=first,
        to_month=add_months(first, chance.randint(0, 3)),
        findings=frozen,
        written=written,
    )


def _permanent_amount(facts: Facts, law: Law) -> Grosze | None:
    """Art. 37 ust. 2 and 3 without its finer points; None where the income is not below the criterion."""
    found = periodic_allowance.find(facts, law)
    if found.difference <= 0:
        return None
    return worked_out(facts.household, Fraction(found.income, found.people), Consulted(law, facts.month)).amount
