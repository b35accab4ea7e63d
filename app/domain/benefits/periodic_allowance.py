"""Periodic allowance (zasiłek okresowy, social assistance act art. 38).

The income must be lower than the criterion. The office then chooses an amount between half of the difference
(at least 20 zł) and the difference itself (for a single household at most the criterion per person of a family),
and gives its reasons.
"""

from app.domain import money, polish
from app.domain.benefits.kind import LetteredKind
from app.domain.facts import Facts, HouseholdKind
from app.domain.findings import Choice, Established, Findings, conclude, establish, payable_from
from app.domain.law import Consulted, Law, Parameter, Value
from app.domain.money import Grosze
from app.domain.readings import Question, RaisedCriterion
from app.domain.sentences import Why

CODE = "periodic_allowance"

_GROSZ: Grosze = 1


def find(facts: Facts, law: Law) -> Findings:
    """Right and bounds for one month; amounts are those in force on its first day."""
    consulted = Consulted(law, facts.month)
    established = establish(facts, consulted, frozenset({CODE, "money"}))
    is_single = facts.household is HouseholdKind.SINGLE
    steps = [_comparison(established, is_single, law)]
    if established.difference <= 0:
        return conclude(CODE, facts, established, consulted, steps, None)
    unraised = _unraised(established, is_single, consulted)
    steps = [*consulted.told("criterion_reading"), *steps]
    if unraised is not None:
        return _by_the_act(facts, established, unraised, is_single, consulted, steps)
    lowest, lowest_steps = _lowest(established, is_single, consulted)
    highest, highest_steps = _highest(established, lowest, is_single, consulted)
    steps += [*lowest_steps, *highest_steps, _from(facts, law)]
    return conclude(CODE, facts, established, consulted, steps, Choice(lowest=lowest, highest=highest))


def _unraised(established: Established, is_single: bool, consulted: Consulted) -> Value | None:
    """The act's own criterion a head where the office takes a raised one for the right alone (art. 8 ust. 2)."""
    name = Parameter.CRITERION_SINGLE if is_single else Parameter.CRITERION_FAMILY
    if name not in consulted.law.unraised:
        return None
    own = consulted.law.unraised_on(name, consulted.day)
    if own is None or own.grosze * established.people == established.criterion:
        return None
    return own if consulted.read(Question.RAISED_CRITERION) == RaisedCriterion.RIGHT_ONLY else None


def _by_the_act(
    facts: Facts, established: Established, own: Value, is_single: bool, consulted: Consulted, steps: list[Why]
) -> Findings:
    """Amounts from the act's own criterion; an income above it leaves the lowest allowance that there is (ust. 4)."""
    criterion = own.grosze * established.people
    at_own = established._replace(criterion=criterion)
    holes = {
        "income": money.with_unit(established.income),
        "criterion": money.with_unit(criterion),
        "act": own.basis,
    }
    basis = f"art. 38 ust. 2 {_point(is_single)}"
    if at_own.difference <= 0:
        floor = consulted.value(Parameter.PERIODIC_FLOOR).grosze
        none = consulted.law.say("periodic_difference_none", money.plain(at_own.difference), basis=basis, **holes)
        only = consulted.law.say("periodic_floor", money.plain(floor), floor=money.with_unit(floor))
        steps += [none, only, _from(facts, consulted.law)]
        return conclude(CODE, facts, established, consulted, steps, Choice(lowest=floor, highest=floor))
    lowest, lowest_steps = _lowest(at_own, is_single, consulted)
    highest, highest_steps = _highest(at_own, lowest, is_single, consulted)
    holes["difference"] = money.with_unit(at_own.difference)
    told = consulted.law.say("periodic_difference_unraised", money.plain(at_own.difference), basis=basis, **holes)
    steps += [told, *lowest_steps[1:], *highest_steps, _from(facts, consulted.law)]
    return conclude(CODE, facts, established, consulted, steps, Choice(lowest=lowest, highest=highest))


def _comparison(established: Established, is_single: bool, law: Law) -> Why:
    """Lower, not merely "not above"; without a right the step also says how much lower it would have to be."""
    difference = established.difference
    basis = f"art. 38 ust. 1 {_point(is_single)}"
    holes = {"income": money.with_unit(established.income), "criterion": money.with_unit(established.criterion)}
    if difference > 0:
        return law.say("periodic_income_below", money.plain(difference), basis=basis, **holes)
    code = "periodic_income_equal" if difference == 0 else "periodic_income_above"
    lower_by = money.with_unit(_GROSZ - difference)
    return law.say(code, money.plain(difference), basis=basis, lower_by=lower_by, **holes)


def _lowest(established: Established, is_single: bool, consulted: Consulted) -> tuple[Grosze, list[Why]]:
    """Half of the difference, rounded up so as never to fall below it (ust. 3); at least the floor (ust. 4)."""
    law, point = consulted.law, _point(is_single)
    difference = established.difference
    share = consulted.value(Parameter.PERIODIC_SHARE).number
    floor = consulted.value(Parameter.PERIODIC_FLOOR).grosze
    exact = share * difference
    lowest = money.up(exact)
    holes = {
        "income": money.with_unit(established.income),
        "criterion": money.with_unit(established.criterion),
        "difference": money.with_unit(difference),
    }
    steps = [law.say("periodic_difference", money.plain(difference), basis=f"art. 38 ust. 2 {point}", **holes)]
    code = "periodic_share" if exact == lowest else "periodic_share_rounded"
    holes = {"difference": holes["difference"], "share": money.percent(share)}
    basis = f"art. 38 ust. 3 {point}"
    steps.append(law.say(code, money.plain(lowest), basis=basis, lowest=money.with_unit(lowest), **holes))
    if lowest < floor <= difference:
        steps.append(law.say("periodic_floor", money.plain(floor), floor=money.with_unit(floor)))
    return max(lowest, floor), steps


def _highest(
    established: Established, lowest: Grosze, is_single: bool, consulted: Consulted
) -> tuple[Grosze, list[Why]]:
    """The difference; for a single household capped (ust. 2 pkt 1); the floor of ust. 4 wins over both."""
    law, difference = consulted.law, established.difference
    if difference < lowest:
        holes = {"difference": money.with_unit(difference), "floor": money.with_unit(lowest)}
        return lowest, [law.say("periodic_floor_only", money.plain(lowest), **holes)]
    if is_single:
        cap = (consulted.find(Parameter.PERIODIC_CAP) or consulted.value(Parameter.CRITERION_FAMILY)).grosze
        if difference > cap:
            return cap, [law.say("periodic_cap", money.plain(cap), cap=money.with_unit(cap))]
    basis = f"art. 38 ust. 2 {_point(is_single)}"
    step = law.say("periodic_highest", money.plain(difference), basis=basis, highest=money.with_unit(difference))
    return difference, [step]


def _from(facts: Facts, law: Law) -> Why:
    first = payable_from(facts)
    complete_on = polish.day(max(facts.complete_on, facts.applied_on))
    return law.say("periodic_from", f"{first:%Y-%m}", from_day=polish.day(first), complete_on=complete_on)


def _point(is_single: bool) -> str:
    return "pkt 1" if is_single else "pkt 2"


KIND = LetteredKind(
    code=CODE,
    label="zasiłek okresowy",
    genitive="zasiłku okresowego",
    article="art. 38",
    may_leave_out=True,
    find=find,
    beside_criterion=("periodic_income_",),
    about_amount=(
        ("periodic_difference", "periodic_share", "periodic_floor", "periodic_highest", "periodic_cap"),
        ("periodic_from",),
    ),
)
