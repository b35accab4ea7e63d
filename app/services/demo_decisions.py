"""What an invented case is decided: the periodic and the permanent allowance by the program's own rules.

For help that is given once the demo holds an amount as an old paper file would.
"""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from app.domain.benefits import periodic_allowance, permanent_allowance
from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.decisions import DecisionKind
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.findings import Findings, payable_from
from app.domain.incapacity import incapacity_of
from app.domain.income_rules import IncomeLine
from app.domain.interview_papers import Certificate
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.persons import Person, Sex
from app.domain.records import RecordId, derived_id
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
        return _permanent(family.head, facts, law, written)
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


def _permanent(person: Person, facts: Facts, law: Law, written: str) -> Ruling:
    """Art. 37 with the certificate that lies in the case; without an end, as the certificate has none."""
    proven = incapacity_of([certificate_of(person, None, facts.applied_on)], facts.month)
    known = HouseholdMember(
        id=person.id.hex(),
        name=person.full_name,
        born_on=person.born_on,
        is_woman=person.sex is Sex.FEMALE,
        is_incapable=proven is not None,
        incapable_by=proven.paper if proven is not None else "",
    )
    rights = {line.kind for line in facts.incomes if line.member == known.id}
    facts = replace(
        facts,
        month=payable_from(facts),
        members=tuple(known if each.id == known.id else each for each in facts.members),
        applicant=known.id,
        blocked_by=tuple(right for right in permanent_allowance.BLOCKING if right in rights),
    )
    findings = permanent_allowance.find(facts, law)
    frozen = freeze(findings, facts, without_income={})
    if findings.amount is None:
        return Ruling(kind=DecisionKind.REFUSAL, findings=frozen, written=written)
    first = findings.payable_from
    return Ruling(kind=DecisionKind.GRANT, amount=findings.amount, from_month=first, findings=frozen, written=written)


def certificate_of(person: Person, case_id: RecordId | None, received_on: date) -> Document:
    """The certificate of an invented person, the same in each of their cases."""
    digits = int(person.id.hex(), 16)
    said = Certificate(
        degree=_DEGREES[digits % len(_DEGREES)],
        issuer="Powiatowy Zespół do Spraw Orzekania o Niepełnosprawności w Radomsku",
        number=f"{digits % 900 + 100}/{received_on.year - 1}",
    )
    return Document(
        id=derived_id(person.id, "certificate", received_on.isoformat()),
        case_id=case_id,
        person_id=person.id,
        kind=PaperKind.DISABILITY.value,
        title=said.title,
        note=said.note,
        dated_on=received_on,
    )


_DEGREES = ("umiarkowany stopień niepełnosprawności", "znaczny stopień niepełnosprawności")
