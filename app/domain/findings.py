"""What a calculation finds, step by step, with the article of each step; and the steps all benefits share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from app.domain import money, polish
from app.domain.facts import Facts, HouseholdKind
from app.domain.income_rules import Circumstances, IncomeLine, JudgedLine, judge, lower_pay, month_of_income
from app.domain.law import Consulted, Law, Parameter, Value
from app.domain.money import Grosze
from app.domain.problems import Refusal
from app.domain.readings import Deductions, LostIncome, Question
from app.domain.sentences import Why

NO_LAND = Fraction(0)
POVERTY = "7.1"
REASONS = frozenset(f"7.{point}" for point in (*range(1, 10), "7a", *range(11, 16), "inne"))
"""Points of art. 7 in force; pkt 10 is repealed, ``7.inne`` are the other circumstances of art. 8 ust. 1."""


class NobodyCounted(Refusal):
    """A household in which every member is left out has no income per person."""

    code = "nobody_counted"


class NotSingle(Refusal):
    """A single household with more than one counted member (facts: people)."""

    code = "not_single"


class Caution(NamedTuple):
    """Something a person must look at; it does not change the result."""

    code: str
    text: str


class Established(NamedTuple):
    """Income and criterion of one household: the part of the findings that comes before any benefit's own formula."""

    income_month: date
    people: int
    lines: tuple[JudgedLine, ...]
    income: Grosze
    per_person: Grosze
    criterion: Grosze
    why: tuple[Why, ...]
    warnings: tuple[Caution, ...]
    own_incomes: Mapping[str, Grosze]
    """Income of each member by their id; who has no line has none."""

    @property
    def difference(self) -> Grosze:
        """How far the income is below the criterion; negative when it is above."""
        return self.criterion - self.income


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What every calculation gives, whatever it is about.

    ``why`` is in the order in which a clerk reasons; without a right its last step is the reason. ``parameters``
    are the dated values that were used.
    """

    benefit: str
    right: bool
    why: tuple[Why, ...] = ()
    parameters: tuple[Value, ...] = ()
    warnings: tuple[Caution, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings(Outcome):
    """The answer for one claim that looks at the income of a household; amounts are grosze a month.

    Months are their first days. ``amount`` is set where the law fixes it, ``lowest`` and ``highest`` where the office
    chooses between them; all three are None without a right.
    """

    income_month: date
    payable_from: date
    people: int
    income: Grosze
    per_person: Grosze
    criterion: Grosze
    difference: Grosze
    lowest: Grosze | None = None
    highest: Grosze | None = None
    amount: Grosze | None = None
    lines: tuple[JudgedLine, ...] = ()
    parts: tuple[tuple[date, Grosze], ...] = ()
    """Months that the right does not cover in full, by their first day, with what is due for them."""


class Choice(NamedTuple):
    """What is left of the amount: fixed, bounded or free (grosze a month)."""

    lowest: Grosze | None = None
    highest: Grosze | None = None
    amount: Grosze | None = None


FREE = Choice()


def conclude(
    benefit: str,
    facts: Facts,
    established: Established,
    consulted: Consulted,
    steps: Iterable[Why],
    choice: Choice | None = FREE,
) -> Findings:
    """The findings of a benefit after its own ``steps``; without a ``choice`` there is no right."""
    given = choice or FREE
    return Findings(
        benefit=benefit,
        right=choice is not None,
        income_month=established.income_month,
        payable_from=payable_from(facts),
        people=established.people,
        income=established.income,
        per_person=established.per_person,
        criterion=established.criterion,
        difference=established.difference,
        lowest=given.lowest,
        highest=given.highest,
        amount=given.amount,
        lines=established.lines,
        why=(*established.why, *steps),
        parameters=tuple(consulted.used.values()),
        warnings=established.warnings,
    )


def payable_from(facts: Facts) -> date:
    """First day of the month in which the application and its documents were together (art. 106 ust. 3)."""
    return max(facts.complete_on, facts.applied_on).replace(day=1)


def establish(facts: Facts, consulted: Consulted, marks: frozenset[str]) -> Established:
    """Month, people, each line, sum, criterion: what every benefit asks first.

    ``consulted`` is the law on the first day of the month the benefit is for; ``marks`` are the benefit's code and,
    for money, ``money`` (they decide which exclusions reach it).
    """
    law = consulted.law
    people = sum(member.is_counted for member in facts.members)
    if not people:
        raise NobodyCounted
    if facts.household is HouseholdKind.SINGLE and people > 1:
        raise NotSingle(people=people)
    income_month, month_steps = _income_month(facts, consulted)
    why = [*month_steps, *_people_steps(facts, people, law)]
    criterion, criterion_step = _criterion(facts, people, consulted)
    left_out = frozenset(member.id for member in facts.members if not member.is_counted)
    land = _land(line for line in facts.incomes if line.member not in left_out)
    about = Circumstances(
        consulted=consulted,
        income_month=income_month,
        decided_on=facts.decided_on,
        marks=marks,
        criterion=criterion,
        hectares=sum(land.values(), NO_LAND),
        names={member.id: member.name for member in facts.members},
        left_out=left_out,
        applied_on=facts.applied_on,
        people=people,
        criterion_name=_criterion_name(facts),
        own_hectares=land,
    )
    lines = tuple(judge(line, about) for line in facts.incomes)
    own_incomes, floor_steps = _own_incomes(lines, about)
    income = max(sum(own_incomes.values()), 0)
    per_person = money.quotient(income, people)
    why += [step for line in lines for step in (*line.before, line.why)] or [
        law.say("income_none", "0.00", income_month=polish.month(income_month))
    ]
    why += [*floor_steps, *consulted.told("income_reading")]
    why += [_sum_step(facts, income_month, income, per_person, law), criterion_step]
    return Established(
        income_month=income_month,
        people=people,
        lines=lines,
        income=income,
        per_person=per_person,
        criterion=criterion,
        why=tuple(why),
        warnings=(*cautions(facts, law), *_workings_cautions(facts, law)),
        own_incomes={member: max(own, 0) for member, own in own_incomes.items()},
    )


def _income_month(facts: Facts, consulted: Consulted) -> tuple[date, list[Why]]:
    """The month whose income counts; lower pay from the same source is asked only where the office has its reading."""
    law = consulted.law
    month, lost_on = month_of_income(facts.applied_on, facts.incomes)
    if lost_on is None and law.readings:
        receipts = ((line.member, line.kind, line.received_on, line.amount) for line in facts.incomes)
        kind = lower_pay(facts.applied_on, receipts)
        if kind and consulted.read(Question.LOST_INCOME, facts.applied_on) == LostIncome.LOWER_PAY:
            month = facts.applied_on.replace(day=1)
            step = law.say(
                "income_month_lower_pay",
                month.isoformat()[:7],
                income_month=polish.month(month),
                applied_on=polish.day(facts.applied_on),
                label=law.income_kind(kind).label,
            )
            return month, [step, *consulted.told("income_month_reading")]
    return month, [_month_step(facts, month, lost_on, law), *consulted.told("income_month_reading")]


def _land(lines: Iterable[IncomeLine]) -> dict[str, Fraction]:
    """Converted hectares of each owner."""
    land: dict[str, Fraction] = {}
    for line in lines:
        if line.hectares is not None:
            land[line.member] = land.get(line.member, NO_LAND) + line.hectares
    return land


def _month_step(facts: Facts, month: date, lost_on: date | None, law: Law) -> Why:
    holes = {"income_month": polish.month(month), "applied_on": polish.day(facts.applied_on)}
    value = month.isoformat()[:7]
    if lost_on is None:
        return law.say("income_month", value, **holes)
    return law.say("income_month_lost", value, lost_on=polish.day(lost_on), **holes)


def _people_steps(facts: Facts, people: int, law: Law) -> list[Why]:
    if facts.household is HouseholdKind.SINGLE:
        steps = [law.say("people_single", "1")]
    else:
        steps = [law.say("people_family", str(people), people=polish.counted(people, ("osobę", "osoby", "osób")))]
    names = [member.name for member in facts.members if not member.is_counted]
    if names:
        steps.append(law.say("people_left_out", str(len(names)), names=polish.listed(names)))
    return steps


def _criterion(facts: Facts, people: int, consulted: Consulted) -> tuple[Grosze, Why]:
    """S for a single household, people × F for a family (art. 8 ust. 1)."""
    is_single = facts.household is HouseholdKind.SINGLE
    value = consulted.value(_criterion_name(facts))
    criterion = value.grosze * people
    holes = {"criterion": money.with_unit(criterion), "act": value.basis, "since": polish.day(value.starts_on)}
    if is_single:
        return criterion, consulted.law.say("criterion_single", money.plain(criterion), **holes)
    holes |= {"people": str(people), "per_head": money.with_unit(value.grosze)}
    return criterion, consulted.law.say("criterion_family", money.plain(criterion), **holes)


def _criterion_name(facts: Facts) -> Parameter:
    return Parameter.CRITERION_SINGLE if facts.household is HouseholdKind.SINGLE else Parameter.CRITERION_FAMILY


def _own_incomes(lines: tuple[JudgedLine, ...], about: Circumstances) -> tuple[dict[str, Grosze], list[Why]]:
    """Per person first: usually, deductions above a person's own revenue do not eat the income of others.

    Below zero is what an office leaves to others of the household that reads the act so.
    """
    law, is_below = about.consulted.law, any(line.added < 0 for line in lines)
    reading = about.consulted.read(Question.DEDUCTIONS) if is_below else Deductions.PERSON
    sums: dict[str, Grosze] = {}
    steps: list[Why] = []
    for line in lines:
        added, member = line.added, line.line.member
        if added < 0 and reading == Deductions.SOURCE:
            holes = {"name": about.names.get(member, member), "label": line.kind.label}
            steps.append(law.say("deductions_above_source", "0.00", **holes))
            added = 0
        sums[member] = sums.get(member, 0) + added
    below = [member for member, income in sums.items() if income < 0]
    for member in below:
        name = about.names.get(member, member)
        if reading == Deductions.HOUSEHOLD:
            amount = money.with_unit(-sums[member])
            steps.append(law.say("deductions_carried", money.plain(sums[member]), name=name, amount=amount))
        else:
            steps.append(law.say("deductions_above_income", "0.00", name=name))
            sums[member] = 0
    return sums, steps


def _sum_step(facts: Facts, month: date, income: Grosze, per_person: Grosze, law: Law) -> Why:
    holes = {"income_month": polish.month(month), "income": money.with_unit(income)}
    if facts.household is HouseholdKind.SINGLE:
        return law.say("income_sum_single", money.plain(income), **holes)
    return law.say("income_sum_family", money.plain(income), per_person=money.with_unit(per_person), **holes)


def cautions(facts: Facts, law: Law) -> tuple[Caution, ...]:
    """Art. 8 ust. 1 asks for a reason other than poverty alone; a reason that art. 7 does not have is a slip."""
    found = [law.say("unknown_reason", reason=reason) for reason in facts.reasons if reason not in REASONS]
    if set(facts.reasons) == {POVERTY}:
        found.append(law.say("poverty_alone"))
    return tuple(Caution(why.code, why.text) for why in found)


def _workings_cautions(facts: Facts, law: Law) -> tuple[Caution, ...]:
    """A rate of another day than the decision's, a tax return of another year than the one before the application."""
    if all(line.workings is None for line in facts.incomes):
        return ()
    from app.domain.income_workings import TaxReturn, day_of_rate, rates_to_renew  # as in ``income_rules``

    wanted = polish.day(day_of_rate(facts.decided_on))
    days = {"decided_on": polish.day(facts.decided_on), "wanted": wanted}
    found = [
        law.say("rate_to_renew", currency=each.currency, table_on=polish.day(each.table_on), **days)
        for each in rates_to_renew((line.workings for line in facts.incomes), facts.decided_on)
    ]
    names, year = {member.id: member.name for member in facts.members}, facts.applied_on.year - 1
    for line in facts.incomes:
        if isinstance(line.workings, TaxReturn) and line.workings.year != year:
            name = names.get(line.member, line.member)
            found.append(law.say("return_of_other_year", name=name, year=str(line.workings.year), wanted=str(year)))
    return tuple(Caution(why.code, why.text) for why in found)
