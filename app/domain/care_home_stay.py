"""A stay in a care home (social assistance act art. 60-64b, 103): fees of one month with relief, absence, days.

``care_home_fee`` finds who pays how much of a full month. Around it stand the base of the resident (art. 61 ust. 4),
the papers that fix each fee, relief that never burdens another payer (art. 103 ust. 3), days without a fee (art. 63)
and a stay that does not fill the month. The parts add up to the cost to the grosz, whatever happens: the commune takes
the rest (art. 61 ust. 2 pkt 3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.domain import money, polish
from app.domain.benefits import care_home_fee
from app.domain.facts import CareHome, Facts, HouseholdKind, Surplus
from app.domain.findings import Caution
from app.domain.further_law import FurtherParameter
from app.domain.law import Consulted, Law, Value
from app.domain.money import Grosze
from app.domain.months import add_months, days_of, part_of
from app.domain.problems import Refusal
from app.domain.readings import Question
from app.domain.sentences import Why

RESIDENT = ""
"""The resident among the payers; relatives have names."""


class StayFault(StrEnum):
    """What cannot be about days or relief."""

    DAYS = "days"
    ABSENCE = "absence"
    HOST = "host"
    RELIEF = "relief"
    FULL = "full"
    NAMES = "names"


class WrongStay(Refusal):
    """No fee follows from these days or this relief (facts: fault, a StayFault; name)."""

    code = "wrong_care_home_stay"


class ReliefGround(StrEnum):
    """By what a payer is freed."""

    DISCRETION = "discretion"
    """On request, after an interview, partly or wholly, for reasons such as those of art. 64."""
    RIGHT = "right"
    """On request, wholly, by a judgment that art. 64a names; it also frees the payer's descendants."""
    VETERAN = "veteran"
    """The resident's own fee, partly or wholly, weighing the commune's means (art. 64b)."""


class Relief(NamedTuple):
    """What is still paid after the relief (grosze a month)."""

    ground: ReliefGround
    fee: Grosze = 0


class Absence(NamedTuple):
    """Days of the month on which the resident is away, and days of that year already used up without a fee.

    ``host`` is the relative the resident stays with; "" for anywhere else, a hospital too.
    """

    days: int
    used_before: int = 0
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayFacts:
    """One month of a stay; amounts are grosze a month, ``home.resident_income`` the whole income of the resident.

    ``therapeutic_pay`` is pay for work done for therapy, ``pocket_money`` that of an occupational therapy workshop,
    both within the income. ``published_on`` is the day on which the cost was announced in the journal;
    ``is_contract_price`` a home without such an announcement (art. 65 ust. 2). ``days`` are those of the stay when it
    does not fill the month.
    """

    month: date
    home: CareHome
    therapeutic_pay: Grosze = 0
    pocket_money: Grosze = 0
    published_on: date | None = None
    is_contract_price: bool = False
    is_minor: bool = False
    reliefs: Mapping[str, Relief] = field(default_factory=dict)
    voluntary: Mapping[str, Grosze] = field(default_factory=dict)
    """What people whom nobody obliges pay by a contract of their own (art. 61 ust. 2a)."""
    absence: Absence | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Who pays how much (grosze)."""

    resident: Grosze
    relatives: Mapping[str, Grosze]
    gmina: Grosze

    @property
    def total(self) -> Grosze:
        return self.resident + sum(self.relatives.values()) + self.gmina


@dataclass(frozen=True, slots=True, kw_only=True)
class StayFees:
    """The parts of a full month, with relief; those of this month, with absence and days; and how they came about.

    ``surplus`` is the reading that was used: what the facts say, else the office's. ``other`` are the parts of a full
    month by the other one, None where no family is among the relatives, so that both readings are one.
    """

    full: Parts
    due: Parts
    other: Parts | None
    surplus: Surplus
    free_days: int
    why: tuple[Why, ...]
    parameters: tuple[Value, ...]
    cautions: tuple[Caution, ...]


def assess_stay(facts: StayFacts, law: Law) -> StayFees:
    """The fees of one month, step by step."""
    _check(facts)
    consulted = Consulted(law, facts.month)
    steps: list[Why] = []
    base = _base(facts, consulted, steps)
    home = facts.home._replace(resident_income=base)
    found = _find(home, facts.month, law)
    steps += found.why
    consulted.used |= {value.name: value for value in found.parameters}
    steps += _papers(home, law)
    full = _with_voluntary(facts, _relieved(facts, _parts(found), steps, law), steps, law)
    free_days, due = _of_month(facts, full, steps, consulted)
    surplus = home.surplus or Surplus(Consulted(law, facts.month).read(Question.CARE_HOME_SURPLUS))
    reading = Surplus.PERSON if surplus is Surplus.HOUSEHOLD else Surplus.HOUSEHOLD
    has_family = any(each.household is HouseholdKind.FAMILY and not each.refuses for each in home.relatives)
    other = _parts(_find(home._replace(surplus=reading), facts.month, law)) if has_family else None
    return StayFees(
        full=full,
        due=due,
        other=None if other is None else _with_voluntary(facts, _relieved(facts, other, [], law), [], law),
        surplus=surplus,
        free_days=free_days,
        why=tuple(steps),
        parameters=tuple(consulted.used.values()),
        cautions=_cautions(facts, law),
    )


def _check(facts: StayFacts) -> None:
    """Names of their own, days that the month has, a host and relief of somebody who pays; a right frees wholly."""
    month_days = days_of(facts.month.year, facts.month.month)
    names = {each.id for each in facts.home.relatives} | facts.voluntary.keys()
    stayed, absence = month_days if facts.days is None else facts.days, facts.absence
    if RESIDENT in names or len(names) < len(facts.home.relatives) + len(facts.voluntary):
        raise WrongStay(fault=StayFault.NAMES.value, name="")
    if not 1 <= stayed <= month_days:
        raise WrongStay(fault=StayFault.DAYS.value, name="")
    if absence is not None and not (0 <= absence.days <= stayed and absence.used_before >= 0):
        raise WrongStay(fault=StayFault.ABSENCE.value, name="")
    obliged = {each.id for each in facts.home.relatives}
    if absence is not None and absence.host and absence.host not in obliged:
        raise WrongStay(fault=StayFault.HOST.value, name=absence.host)
    for payer, relief in facts.reliefs.items():
        wrong = ReliefGround.RIGHT if payer == RESIDENT else ReliefGround.VETERAN
        if payer not in obliged | {RESIDENT} or relief.ground is wrong:
            raise WrongStay(fault=StayFault.RELIEF.value, name=payer)
        if relief.ground is ReliefGround.RIGHT and relief.fee:
            raise WrongStay(fault=StayFault.FULL.value, name=payer)


def _base(facts: StayFacts, consulted: Consulted, steps: list[Why]) -> Grosze:
    """Half of the pay for therapeutic work is left out, and the whole pocket money of a workshop (art. 61 ust. 4)."""
    income, law = facts.home.resident_income, consulted.law
    pay = min(facts.therapeutic_pay, income)
    left_out = 0
    if pay:
        share = consulted.value(FurtherParameter.CARE_HOME_PAY_LEFT_OUT).number
        left_out = money.half_up(share * pay)
        holes = {"share": money.percent(share), "pay": money.with_unit(pay), "amount": money.with_unit(left_out)}
        steps.append(law.say("stay_therapeutic_pay", money.plain(left_out), **holes))
    if facts.pocket_money:
        left_out += facts.pocket_money
        steps.append(
            law.say("stay_pocket_money", money.plain(facts.pocket_money), amount=money.with_unit(facts.pocket_money))
        )
    base = max(income - left_out, 0)
    if left_out:
        holes = {"income": money.with_unit(income), "left_out": money.with_unit(left_out)}
        steps.append(law.say("stay_base", money.plain(base), base=money.with_unit(base), **holes))
    return base


def _find(home: CareHome, month: date, law: Law) -> care_home_fee.CareHomeFee:
    return care_home_fee.find(
        Facts(
            applied_on=month,
            complete_on=month,
            decided_on=month,
            month=month,
            household=HouseholdKind.SINGLE,
            members=(),
            care_home=home,
        ),
        law,
    )


def _parts(found: care_home_fee.CareHomeFee) -> Parts:
    return Parts(resident=found.resident, relatives=dict(found.relatives), gmina=found.gmina)


def _papers(home: CareHome, law: Law) -> list[Why]:
    """By what each fee is fixed: a decision for the resident, a contract or a decision for relatives."""
    steps = [law.say("stay_resident_decision")]
    if any(not each.refuses for each in home.relatives):
        steps.append(law.say("stay_contract"))
    if any(each.refuses for each in home.relatives):
        steps.append(law.say("stay_refusal_decision"))
    return steps


def _with_voluntary(facts: StayFacts, parts: Parts, steps: list[Why], law: Law) -> Parts:
    """What somebody pays of their own will lessens the commune's part, and nobody else's (art. 61 ust. 2a-2b)."""
    for name, amount in facts.voluntary.items():
        paid = min(amount, parts.gmina)
        steps.append(law.say("stay_voluntary", money.plain(paid), name=name, amount=money.with_unit(paid)))
        parts = replace(parts, relatives={**parts.relatives, name: paid}, gmina=parts.gmina - paid)
    return parts


def _relieved(facts: StayFacts, parts: Parts, steps: list[Why], law: Law) -> Parts:
    """Relief lowers one fee; the others stay as they are and the commune takes the difference (art. 103 ust. 3)."""
    freed = False
    for payer, relief in facts.reliefs.items():
        was = parts.resident if payer == RESIDENT else parts.relatives[payer]
        left = min(was, relief.fee)
        holes = {"was": money.with_unit(was), "left": money.with_unit(left)}
        code = f"stay_relief_{relief.ground}" if payer == RESIDENT else f"stay_relief_{relief.ground}_of"
        named = {} if payer == RESIDENT else {"name": payer}
        steps.append(law.say(code, money.plain(left), **holes, **named))
        gmina = parts.gmina + was - left
        if payer == RESIDENT:
            parts = replace(parts, resident=left, gmina=gmina)
        else:
            parts = replace(parts, relatives={**parts.relatives, payer: left}, gmina=gmina)
        freed = True
    if freed:
        steps.append(law.say("stay_freeze", money.plain(parts.gmina), gmina=money.with_unit(parts.gmina)))
    return parts


def _of_month(facts: StayFacts, full: Parts, steps: list[Why], consulted: Consulted) -> tuple[int, Parts]:
    """Days of the stay, less those without a fee; each part by calendar days, the rest of the cost is the commune's."""
    law, month = consulted.law, facts.month
    month_days = days_of(month.year, month.month)
    stayed = month_days if facts.days is None else facts.days
    cost = facts.home.cost
    if stayed < month_days:
        cost = part_of(cost, month, stayed)
        days = {"days": str(stayed), "month_days": str(month_days)}
        steps.append(
            law.say(
                "stay_days",
                money.plain(cost),
                full=money.with_unit(facts.home.cost),
                cost=money.with_unit(cost),
                **days,
            )
        )
    free = _free_days(facts, steps, consulted)
    if stayed == month_days and not free:
        return 0, full
    host = facts.absence.host if facts.absence is not None else ""
    rest = cost
    due: dict[str, Grosze] = {}
    for payer, fee in {RESIDENT: full.resident, **full.relatives}.items():
        counted = stayed - (free if facts.is_minor or payer in (RESIDENT, host) else 0)
        due[payer] = min(part_of(fee, month, counted), rest)  # parts that round up together never exceed the cost
        rest -= due[payer]
        if fee:
            code, named = ("stay_part_of", {"name": payer}) if payer else ("stay_part_resident", {})
            told = {"full": money.with_unit(fee), "days": str(counted), "month_days": str(month_days)}
            amount = money.with_unit(due[payer])
            steps.append(law.say(code, money.plain(due[payer]), amount=amount, **told, **named))
    holes = {"cost": money.with_unit(cost), "gmina": money.with_unit(rest)}
    steps.append(law.say("stay_gmina_of_month", money.plain(rest), **holes))
    return free, Parts(resident=due.pop(RESIDENT), relatives=due, gmina=rest)


def _free_days(facts: StayFacts, steps: list[Why], consulted: Consulted) -> int:
    """Days of absence without a fee that are left of the year's (art. 63)."""
    absence = facts.absence
    if absence is None or not absence.days:
        return 0
    parameter = FurtherParameter.CARE_HOME_ABSENCE_MINOR if facts.is_minor else FurtherParameter.CARE_HOME_ABSENCE
    in_year = int(consulted.value(parameter).number)
    left = max(in_year - absence.used_before, 0)
    free = min(absence.days, left)
    holes = {
        "away": _days(absence.days),
        "used": _days(absence.used_before),
        "in_year": str(in_year),
        "free": _days(free),
    }
    law = consulted.law
    steps.append(law.say("stay_absence_minor" if facts.is_minor else "stay_absence", str(free), **holes))
    if free and not facts.is_minor:
        code = "stay_host" if absence.host else "stay_no_host"
        steps.append(law.say(code, **({"name": absence.host} if absence.host else {})))
    return free


def _days(count: int) -> str:
    return polish.counted(count, ("dzień", "dni", "dni"))


def _cautions(facts: StayFacts, law: Law) -> tuple[Caution, ...]:
    """A cost announced too late for the month; both readings where they differ is said by the screen."""
    found = []
    if facts.is_contract_price:
        found.append(law.say("stay_contract_price"))
    elif facts.published_on is not None:
        first = add_months(facts.published_on.replace(day=1), 1)
        if facts.month < first:
            told = {"published_on": polish.day(facts.published_on), "first": polish.of_month(first)}
            found.append(law.say("stay_cost_too_early", **told))
    return tuple(Caution(why.code, why.text) for why in found)
