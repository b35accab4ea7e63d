"""Pension contributions for somebody who gave up work to care (składki za opiekuna, social assistance act art. 42).

Due when the income per person is not above 150 % of the family criterion; paid on that criterion until the person has
20 (woman) or 25 (man) years of insurance. Rates are those of the social insurance act.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from app.domain import money, polish
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.exclusions import excluding
from app.domain.facts import Facts
from app.domain.findings import payable_from
from app.domain.further_law import FurtherParameter
from app.domain.law import Law, Parameter
from app.domain.months import add_months

_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerFacts:
    """``claim`` is the carer's own household. Months of insurance are those on the day of the application.

    ``gave_up_work`` includes unpaid leave; ``is_close`` is a member of the family, or a parent (also of the spouse) or
    sibling living elsewhere. ``certified_on`` is the day of the doctor's certificate. ``beside`` are codes of own cover
    and pensions: ``own_insurance``, ``pension``, ``disability_pension``.
    """

    claim: Facts
    is_woman: bool
    age: int
    gave_up_work: bool
    is_close: bool
    certified_on: date
    contributory_months: int
    other_months: int
    beside: frozenset[str] = frozenset()


HELP = HelpKind(
    code="carer_contributions",
    label="składki emerytalne i rentowe za opiekuna",
    genitive="opłacania składek emerytalnych i rentowych za opiekuna",
    article="art. 42",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 9",
    form=Form.DECISION,
    form_basis="art. 106 ust. 1",
)


def assess(facts: CarerFacts, law: Law) -> Assessment:
    """Contribution of one month, and the last month it is paid for if nothing changes."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    counted = insured_months(facts.contributory_months, facts.other_months)
    if not (_is_carer(facts, reasoning) and _has_room(facts, counted, reasoning) and _is_poor(facts, reasoning)):
        return reasoning.done(Standing.NOT_DUE)
    consulted = reasoning.consulted
    base = consulted.value(Parameter.CRITERION_FAMILY).grosze
    parts = [
        money.half_up(consulted.value(name).number * base)
        for name in (FurtherParameter.RETIREMENT_RATE, FurtherParameter.DISABILITY_RATE)
    ]
    amount = sum(parts)
    retirement, disability = (money.with_unit(part) for part in parts)
    reasoning.say_amount(
        "carer_amount", amount, base=money.with_unit(base), retirement=retirement, disability=disability
    )
    first = payable_from(facts.claim)
    last = _last_month(facts, counted, first, reasoning)
    done = reasoning.done(Standing.DUE)
    return replace(done, amount=amount, lowest=amount, highest=amount, starts_month=first, ends_month=last)


def insured_months(contributory: int, other: int) -> Fraction:
    """Periods without contributions count up to a third of those with them (ust. 6)."""
    return Fraction(contributory) + min(Fraction(other), Fraction(contributory, 3))


def _is_carer(facts: CarerFacts, reasoning: Reasoning) -> bool:
    if not facts.gave_up_work:
        reasoning.say("carer_has_work")
        return False
    if not facts.is_close:
        reasoning.say("carer_not_close")
        return False
    days = int(reasoning.consulted.value(FurtherParameter.CARER_CERTIFICATE_DAYS).number)
    earliest = facts.claim.applied_on - timedelta(days=days)
    holes = {"certified_on": polish.day(facts.certified_on), "days": str(days)}
    if facts.certified_on < earliest:
        reasoning.say("carer_certificate_old", **holes)
        return False
    reasoning.say("carer_cares", **holes)
    for met in excluding(reasoning.law.meetings, HELP.code, facts.beside, facts.claim.month):
        reasoning.say("carer_covered", basis=met.basis, text=met.text)
        return False
    return True


def _has_room(facts: CarerFacts, counted: Fraction, reasoning: Reasoning) -> bool:
    """Neither too late to begin nor already there (ust. 5)."""
    consulted = reasoning.consulted
    years = _years(facts, reasoning)
    age = int(consulted.value(FurtherParameter.CARER_AGE).number)
    least = int(consulted.value(FurtherParameter.CARER_LEAST_YEARS).number)
    holes = {"counted": _in_years(counted), "age": str(age), "least": str(least), "years": str(years)}
    if facts.age >= age and counted < least * _YEAR:
        reasoning.say("carer_too_late", **holes)
        return False
    if counted >= years * _YEAR:
        reasoning.say("carer_complete", **holes)
        return False
    reasoning.say("carer_insurance", **holes)
    return True


def _is_poor(facts: CarerFacts, reasoning: Reasoning) -> bool:
    """Not above 150 % of the family criterion per person, also for a single household."""
    established = reasoning.income(facts.claim, is_money=False)
    share = reasoning.consulted.value(FurtherParameter.CARER_SHARE).number
    criterion = reasoning.consulted.value(Parameter.CRITERION_FAMILY).grosze
    limit = share * criterion
    holes = {
        "per_person": money.with_unit(established.per_person),
        "limit": money.with_unit(money.down(limit)),
        "share": money.percent(share),
    }
    is_poor = established.income <= limit * established.people
    reasoning.say("carer_income" if is_poor else "carer_income_above", **holes)
    return is_poor


def _last_month(facts: CarerFacts, counted: Fraction, first: date, reasoning: Reasoning) -> date:
    missing = money.up(_years(facts, reasoning) * _YEAR - counted)
    last = add_months(first, missing - 1)
    months = polish.counted(missing, ("miesiąc", "miesiące", "miesięcy"))
    reasoning.say(
        "carer_until", f"{last:%Y-%m}", first=polish.of_month(first), last=polish.of_month(last), months=months
    )
    return last


def _years(facts: CarerFacts, reasoning: Reasoning) -> int:
    name = FurtherParameter.CARER_YEARS_WOMAN if facts.is_woman else FurtherParameter.CARER_YEARS_MAN
    return int(reasoning.consulted.value(name).number)


def _in_years(months: Fraction) -> str:
    years, rest = divmod(money.down(months), _YEAR)
    return " i ".join(
        part
        for part in (
            polish.counted(years, ("rok", "lata", "lat")),
            polish.counted(rest, ("miesiąc", "miesiące", "miesięcy")) if rest else "",
        )
        if part
    )
