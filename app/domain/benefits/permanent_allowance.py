"""Permanent allowance (zasiłek stały, social assistance act art. 37).

Due to an adult who is unable to work by age or totally, whose income is lower than the criterion; in a family both the
person's own income and the income per person. The law fixes the amount: a share of the criterion less the income, for
a single household at most a maximum, for everybody at least a floor.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from app.domain import money, polish
from app.domain.benefits.kind import LetteredKind
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.findings import Choice, Established, Findings, conclude, establish, payable_from
from app.domain.law import Consulted, Law, Parameter
from app.domain.money import Grosze
from app.domain.months import days_of, part_of
from app.domain.problems import Refusal
from app.domain.sentences import Why

CODE = "permanent_allowance"

BLOCKING = (
    *("social_pension", "care_benefit", "special_care_allowance", "carer_allowance"),
    "lone_parent_supplement",
)
"""Rights of the same person that exclude the allowance (ust. 4); each has its sentence ``right_…``."""


class ApplicantMissing(Refusal):
    """The applicant does not belong to the household on the day of the application."""

    code = "applicant_missing"


class AgeUnknown(Refusal):
    """Without birth date and sex nobody knows whether the applicant is adult or old enough (facts: name)."""

    code = "age_unknown"


def find(facts: Facts, law: Law) -> Findings:
    """Right and amount for one month; age and amounts are those of its first day."""
    consulted = Consulted(law, facts.month)
    established = establish(facts, consulted, frozenset({CODE, "money"}))
    person = next((member for member in facts.members if member.id == facts.applicant), None)
    if person is None:
        raise ApplicantMissing
    if person.born_on is None:
        raise AgeUnknown(name=person.name)
    conditions = [
        _adulthood(person, consulted),
        _incapacity(person, consulted),
        _blocking(person, facts.blocked_by, law),
        *_incomes(person, facts, established, consulted),
    ]
    met = [step for is_met, step in conditions if is_met]
    missed = [step for is_met, step in conditions if not is_met]
    if missed:
        return conclude(CODE, facts, established, consulted, [*met, *missed], None)
    amount, steps = _amount(facts, established, consulted)
    steps = [*met, *steps, _from(facts, law)]
    begins = person.incapable_since
    if begins is None or begins.replace(day=1) != facts.month or _is_old(person, consulted):
        return conclude(CODE, facts, established, consulted, steps, Choice(amount=amount))
    part, step = _part(amount, begins, law)
    found = conclude(CODE, facts, established, consulted, [*steps, step], Choice(amount=amount))
    return replace(found, parts=((facts.month, part),))


def _adulthood(person: HouseholdMember, consulted: Consulted) -> tuple[bool, Why]:
    age = int(consulted.value(Parameter.ADULT_AGE).number)
    is_adult = _has_age(person, age, consulted.day)
    holes = {"name": person.name} if is_adult else {"name": person.name, "day": polish.day(consulted.day)}
    code = "permanent_adult" if is_adult else "permanent_minor"
    return is_adult, consulted.law.say(code, str(age), age=str(age), **holes)


def _incapacity(person: HouseholdMember, consulted: Consulted) -> tuple[bool, Why]:
    """Total incapacity (art. 6 pkt 1), or the retirement age (art. 6 pkt 7)."""
    if person.incapable_by and not (person.incapable_since and _is_old(person, consulted)):
        return True, consulted.law.say("permanent_incapable_proven", name=person.name, paper=person.incapable_by)
    if person.is_incapable:
        return True, consulted.law.say("permanent_incapable", name=person.name)
    age, is_old = _retirement_age(person, consulted), _is_old(person, consulted)
    code = "permanent_incapable_by_age" if is_old else "permanent_capable"
    return is_old, consulted.law.say(code, str(age), name=person.name, age=str(age))


def _retirement_age(person: HouseholdMember, consulted: Consulted) -> int:
    name = Parameter.RETIREMENT_AGE_WOMAN if person.is_woman else Parameter.RETIREMENT_AGE_MAN
    return int(consulted.value(name).number)


def _is_old(person: HouseholdMember, consulted: Consulted) -> bool:
    return _has_age(person, _retirement_age(person, consulted), consulted.day)


def _has_age(person: HouseholdMember, age: int, day: date) -> bool:
    """Whether the birthday that completes ``age`` years has come by ``day``, the first of a month."""
    if person.born_on is None:
        raise TypeError(person.id)
    born = person.born_on
    return (born.year + age, born.month, born.day) <= (day.year, day.month, day.day)


def _blocking(person: HouseholdMember, blocked_by: tuple[str, ...], law: Law) -> tuple[bool, Why]:
    if not blocked_by:
        return True, law.say("permanent_not_blocked")
    rights = [law.say(f"right_{right}").text for right in BLOCKING if right in blocked_by]
    return False, law.say("permanent_blocked", name=person.name, rights=polish.listed(rights))


def _incomes(
    person: HouseholdMember, facts: Facts, established: Established, consulted: Consulted
) -> list[tuple[bool, Why]]:
    """Single: the income; in a family the person's own and the one per person. Each must be lower (ust. 1)."""
    income, criterion = established.income, established.criterion
    if facts.household is HouseholdKind.SINGLE:
        return [_compared("permanent_income", income, criterion, consulted.law)]
    per_head = consulted.value(Parameter.CRITERION_FAMILY).grosze
    own = established.own_incomes.get(person.id, 0)
    return [
        _compared("permanent_own_income", own, per_head, consulted.law, name=person.name),
        _compared(
            "permanent_family_income",
            income,
            criterion,
            consulted.law,
            per_person=money.with_unit(established.per_person),
            per_head=money.with_unit(per_head),
        ),
    ]


def _compared(subject: str, income: Grosze, criterion: Grosze, law: Law, **holes: str) -> tuple[bool, Why]:
    difference = criterion - income
    ending = "below" if difference > 0 else "equal" if difference == 0 else "above"
    holes |= {"income": money.with_unit(income), "criterion": money.with_unit(criterion)}
    return difference > 0, law.say(f"{subject}_{ending}", money.plain(difference), **holes)


def _amount(facts: Facts, established: Established, consulted: Consulted) -> tuple[Grosze, list[Why]]:
    """Ust. 2: a share of the criterion less the income; then the maximum (single only), then the floor (ust. 3)."""
    law = consulted.law
    is_single = facts.household is HouseholdKind.SINGLE
    worked = worked_out(facts.household, Fraction(established.income, established.people), consulted)
    holes = {
        "share": money.percent(worked.share),
        "criterion": money.with_unit(worked.criterion),
        "base": money.with_unit(money.half_up(worked.share * worked.criterion)),
        "income": money.with_unit(established.income),
        "amount": money.with_unit(worked.difference),
    }
    if is_single:
        steps = [law.say("permanent_formula_single", money.plain(worked.difference), **holes)]
    else:
        people = str(established.people)
        steps = [law.say("permanent_formula_family", money.plain(worked.difference), people=people, **holes)]
    if worked.maximum is not None and worked.difference > worked.maximum:
        maximum = money.with_unit(worked.maximum)
        steps.append(law.say("permanent_maximum", money.plain(worked.maximum), maximum=maximum))
    if worked.difference < worked.floor:
        steps.append(law.say("permanent_floor", money.plain(worked.floor), floor=money.with_unit(worked.floor)))
    return worked.amount, steps


def _part(full: Grosze, begins: date, law: Law) -> tuple[Grosze, Why]:
    """The month in which the incapacity begins: from that day on, by calendar days (art. 106 ust. 3)."""
    month_days = days_of(begins.year, begins.month)
    days = month_days - begins.day + 1
    part = part_of(full, begins, days)
    told = {"full": money.with_unit(full), "amount": money.with_unit(part), "month": polish.month(begins)}
    counted = {"days": str(days), "month_days": str(month_days), "begins": polish.day(begins)}
    return part, law.say("permanent_part", money.plain(part), **told, **counted)


class WorkedOut(NamedTuple):
    """The amount and what it was made of (grosze); ``maximum`` is for a single household only."""

    share: Fraction
    criterion: Grosze
    difference: Grosze
    maximum: Grosze | None
    floor: Grosze

    @property
    def amount(self) -> Grosze:
        """At most the maximum, at least the floor."""
        highest = self.difference if self.maximum is None else min(self.difference, self.maximum)
        return max(highest, self.floor)


def worked_out(household: HouseholdKind, income: Fraction, consulted: Consulted) -> WorkedOut:
    """Art. 37 ust. 2 and 3 for an income of the single person, or per person in the family; the right is not asked."""
    is_single = household is HouseholdKind.SINGLE
    criterion = consulted.value(Parameter.CRITERION_SINGLE if is_single else Parameter.CRITERION_FAMILY).grosze
    share = consulted.value(Parameter.PERMANENT_SHARE).number
    return WorkedOut(
        share=share,
        criterion=criterion,
        difference=money.half_up(share * criterion - income),
        maximum=consulted.value(Parameter.PERMANENT_MAXIMUM).grosze if is_single else None,
        floor=consulted.value(Parameter.PERMANENT_FLOOR).grosze,
    )


def _from(facts: Facts, law: Law) -> Why:
    first = payable_from(facts)
    complete_on = polish.day(max(facts.complete_on, facts.applied_on))
    return law.say("permanent_from", f"{first:%Y-%m}", from_day=polish.day(first), complete_on=complete_on)


KIND = LetteredKind(
    code=CODE,
    label="zasiłek stały",
    genitive="zasiłku stałego",
    article="art. 37",
    may_leave_out=True,
    find=find,
    beside_criterion=("permanent_income_", "permanent_own_income_", "permanent_family_income_"),
    conditions=(
        *("permanent_adult", "permanent_minor", "permanent_incapable", "permanent_capable"),
        *("permanent_not_blocked", "permanent_blocked"),
    ),
    about_amount=(
        ("permanent_formula_", "permanent_maximum", "permanent_floor"),
        ("permanent_from", "permanent_part"),
    ),
    may_be_open_ended=True,
)
