"""Fee for a care home (dom pomocy społecznej, social assistance act art. 60-61).

The resident pays at most a share of the income; what is left is paid by spouse, descendants, ascendants in turn, each
up to what exceeds a multiple of the criterion; then by relatives who refused both contract and interview, without that
limit; the commune pays the rest. The limits are ceilings: the contract weighs income and possibilities (art. 103).
Whether the spouse comes first, how those of one rank share and what a family's surplus is, the act does not say.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain import money, polish
from app.domain.benefits.kind import BenefitKind
from app.domain.facts import CareHome, Facts, HouseholdKind, Rank, Relative, Surplus
from app.domain.findings import Outcome, cautions
from app.domain.law import Consulted, Law, Parameter
from app.domain.money import Grosze
from app.domain.readings import CareHomeSplit, CareHomeSpouse, Question
from app.domain.sentences import Why

CODE = "care_home_fee"


@dataclass(frozen=True, slots=True, kw_only=True)
class CareHomeFee(Outcome):
    """Who pays how much a month (grosze); the parts add up to the cost."""

    resident: Grosze
    relatives: Mapping[str, Grosze]
    gmina: Grosze


def find(facts: Facts, law: Law) -> CareHomeFee:
    """The parts of everybody in one month; amounts are those in force on its first day."""
    home = facts.care_home
    if home is None:
        raise TypeError(CODE)
    consulted = Consulted(law, facts.month)
    resident, steps = _resident(home, consulted)
    gap = home.cost - resident
    limits: dict[str, Grosze] = {}
    for relative in home.relatives:
        limits[relative.id], step = _limit(relative, _surplus(home, relative, consulted), consulted)
        steps.append(step)
        if relative.agreed is not None and not relative.refuses and relative.agreed < limits[relative.id]:
            limits[relative.id] = relative.agreed
            agreed = money.with_unit(relative.agreed)
            steps.append(law.say("stay_agreed", money.plain(relative.agreed), name=relative.id, agreed=agreed))
    steps += consulted.told("care_home_reading")
    paid = dict.fromkeys(limits, 0)
    able = [each for each in home.relatives if not each.refuses and limits[each.id] > 0]
    for rank, payers in _turns(able, consulted):
        gap -= _pay(rank, payers, gap, limits, paid, steps, consulted)
    gap -= _pay_refusing([each for each in home.relatives if each.refuses], gap, paid, steps, law)
    steps.append(
        law.say("care_home_gmina" if gap else "care_home_no_gmina", money.plain(gap), gmina=money.with_unit(gap))
    )
    return CareHomeFee(
        benefit=CODE,
        right=True,
        why=tuple(steps),
        parameters=tuple(consulted.used.values()),
        warnings=cautions(facts, law),
        resident=resident,
        relatives=paid,
        gmina=gap,
    )


def _surplus(home: CareHome, relative: Relative, consulted: Consulted) -> Surplus:
    """What the facts say, else what the office reads; only a family makes a difference."""
    if home.surplus is not None or relative.household is HouseholdKind.SINGLE:
        return home.surplus or Surplus.HOUSEHOLD
    return Surplus(consulted.read(Question.CARE_HOME_SURPLUS))


def _turns(able: Sequence[Relative], consulted: Consulted) -> Iterator[tuple[str, list[Relative]]]:
    """Who pays in which turn; the spouse stands beside the descendants where the office reads the act so."""
    ranks = {rank: [each for each in able if each.rank is rank] for rank in Rank}
    spouses, descendants = ranks[Rank.SPOUSE], ranks[Rank.DESCENDANT]
    reading = consulted.read(Question.CARE_HOME_SPOUSE) if spouses and descendants else CareHomeSpouse.FIRST
    if reading == CareHomeSpouse.BESIDE_DESCENDANTS:
        yield "spouse_beside", [*spouses, *descendants]
        yield Rank.ASCENDANT.value, ranks[Rank.ASCENDANT]
        return
    for rank, payers in ranks.items():
        yield rank.value, payers


def split_by_surplus(gap: Grosze, limits: Sequence[Grosze]) -> list[Grosze]:
    """Parts of ``gap`` as the limits are to each other, cut down; the grosze left over go to those named first."""
    whole = sum(limits)
    if gap >= whole:
        return list(limits)
    paid = [gap * limit // whole for limit in limits]
    left = gap - sum(paid)
    for at, limit in enumerate(limits):
        if left and paid[at] < limit:
            paid[at] += 1
            left -= 1
    return paid


def split(gap: Grosze, limits: Sequence[Grosze]) -> list[Grosze]:
    """Equal parts of ``gap``, each up to its limit, the rest shared again until nothing more can be paid.

    What no longer divides into whole grosze is paid a grosz each by those named first.
    """
    paid = [0] * len(limits)
    while gap:
        open_ = [at for at, limit in enumerate(limits) if paid[at] < limit]
        if not open_:
            break
        share = gap // len(open_)
        for at in open_ if share else open_[:gap]:
            more = min(max(share, 1), limits[at] - paid[at])
            paid[at] += more
            gap -= more
    return paid


def _resident(home: CareHome, consulted: Consulted) -> tuple[Grosze, list[Why]]:
    """At most a share of the income, cut down to the grosz; never more than the cost (ust. 2 pkt 1)."""
    law = consulted.law
    share = consulted.value(Parameter.CARE_HOME_RESIDENT_SHARE).number
    exact = share * home.resident_income
    most = money.down(exact)
    holes = {
        "share": money.percent(share),
        "income": money.with_unit(home.resident_income),
        "most": money.with_unit(most),
    }
    code = "care_home_resident" if exact == most else "care_home_resident_cut"
    cost = money.with_unit(home.cost)
    steps = [
        law.say("care_home_cost", money.plain(home.cost), cost=cost),
        law.say(code, money.plain(most), **holes),
    ]
    if most >= home.cost:
        return home.cost, [*steps, law.say("care_home_resident_all", money.plain(home.cost), cost=cost)]
    gap = home.cost - most
    steps.append(
        law.say("care_home_gap", money.plain(gap), cost=cost, resident=holes["most"], gap=money.with_unit(gap))
    )
    return most, steps


def _limit(relative: Relative, surplus: Surplus, consulted: Consulted) -> tuple[Grosze, Why]:
    """What a relative may be asked for at most: the income above the threshold, cut down (ust. 2 pkt 2)."""
    law = consulted.law
    if relative.refuses:
        return 0, law.say("care_home_refuses", name=relative.id)
    share = consulted.value(Parameter.CARE_HOME_RELATIVE_SHARE).number
    is_single = relative.household is HouseholdKind.SINGLE
    criterion = consulted.value(Parameter.CRITERION_SINGLE if is_single else Parameter.CRITERION_FAMILY).grosze
    people = 1 if is_single else relative.people
    exact = relative.income - share * criterion * people
    is_per_person = surplus is Surplus.PERSON and not is_single
    limit = max(money.down(exact / people if is_per_person else exact), 0)
    kind = "single" if is_single else f"family_{surplus.value}"
    code = f"care_home_limit_{kind}" if exact > 0 else f"care_home_below_{relative.household.value}"
    step = law.say(
        code,
        money.plain(limit),
        name=relative.id,
        income=money.with_unit(relative.income),
        people=str(people),
        share=money.percent(share),
        threshold=money.with_unit(money.half_up(share * criterion)),
        total=money.with_unit(money.half_up(share * criterion * people)),
        limit=money.with_unit(limit),
    )
    return limit, step


def _pay(
    rank: str,
    payers: list[Relative],
    gap: Grosze,
    limits: Mapping[str, Grosze],
    paid: dict[str, Grosze],
    steps: list[Why],
    consulted: Consulted,
) -> Grosze:
    """What the relatives whose turn it is pay together of ``gap``."""
    if not payers or not gap:
        return 0
    most = [limits[each.id] for each in payers]
    is_shared = len(payers) > 1 and gap < sum(most)
    reading = consulted.read(Question.CARE_HOME_SPLIT) if is_shared else CareHomeSplit.EQUAL
    parts = split_by_surplus(gap, most) if reading == CareHomeSplit.BY_SURPLUS else split(gap, most)
    paid.update(zip((each.id for each in payers), parts, strict=True))
    steps += consulted.told("care_home_reading")
    code = f"care_home_{rank}"
    steps.append(consulted.law.say(code, money.plain(sum(parts)), gap=money.with_unit(gap), parts=_told(payers, paid)))
    return sum(parts)


def _pay_refusing(refusing: list[Relative], gap: Grosze, paid: dict[str, Grosze], steps: list[Why], law: Law) -> Grosze:
    """The whole rest, equally by their number (ust. 2e and 2f)."""
    if not refusing or not gap:
        return 0
    paid.update(zip((each.id for each in refusing), split(gap, [gap] * len(refusing)), strict=True))
    holes = {"gap": money.with_unit(gap), "parts": _told(refusing, paid)}
    steps.append(law.say("care_home_refusing", money.plain(gap), **holes))
    return gap


def _told(payers: list[Relative], paid: Mapping[str, Grosze]) -> str:
    return polish.listed([f"{each.id} {money.with_unit(paid[each.id])}" for each in payers])


KIND = BenefitKind(
    code=CODE,
    label="opłata za pobyt w domu pomocy społecznej",
    genitive="opłaty za pobyt w domu pomocy społecznej",
    article="art. 61",
    may_leave_out=False,
    find=find,
)
