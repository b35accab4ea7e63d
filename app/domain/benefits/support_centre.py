"""Support centres (ośrodki wsparcia, social assistance act art. 51-51c, 97): who pays, how much, how long.

Day services and clubs for people with mental disorders are free since 30 May 2021 (art. 51b ust. 2) and nobody asks
about income (ust. 2a). A round-the-clock place there costs 70 % of the person's own income by days of stay, never more
than the centre's average subsidy (ust. 3-4). In other centres nobody pays up to the criterion; above it the fee is
agreed by the council's rules (art. 97 ust. 1 and 5).
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain import money, polish
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.council_fees import STAY, fee_of, share_by
from app.domain.facts import Facts
from app.domain.fee_tables import FeeTable
from app.domain.findings import Established
from app.domain.further_law import FurtherParameter
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.months import days_of, part_of


class Centre(StrEnum):
    """Which kind of centre and stay."""

    MENTAL_DAY = "mental_day"
    MENTAL_NIGHT = "mental_night"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportCentreFacts:
    """``person`` is the member who stays; ``days`` are days of stay in the month of the claim.

    ``subsidy`` is the average monthly subsidy per participant of that centre (art. 51c ust. 3). ``stay_months`` and
    ``year_months`` are months of the present stay and of all stays in the calendar year, the claim's month included.
    """

    claim: Facts
    person: str
    centre: Centre
    days: int = 0
    subsidy: Grosze | None = None
    stay_months: int = 1
    year_months: int = 1


HELP = HelpKind(
    code="support_centre",
    label="ośrodek wsparcia",
    genitive="usług w ośrodku wsparcia",
    article="art. 51",
    task=Task.OWN,
    task_basis="art. 17 ust. 2 pkt 3",
    form=Form.DECISION,
    form_basis="art. 106 ust. 1, art. 51b ust. 5",
)


def assess(facts: SupportCentreFacts, law: Law, table: FeeTable | None = None) -> Assessment:
    """The fee of one month; ``table`` is the council's in force on its first day, if there is one."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    month = facts.claim.month
    if facts.centre is Centre.MENTAL_DAY:
        reasoning.say(
            "centre_free", "0.00", basis=reasoning.consulted.value(FurtherParameter.SUPPORT_CENTRE_FREE).basis
        )
        done = reasoning.done(Standing.MAY, task=Task.DELEGATED)
        return replace(done, is_fee=True, amount=0, lowest=0, highest=0, starts_month=month)
    established = reasoning.income(facts.claim, is_money=False)
    if facts.centre is Centre.OTHER:
        return _other(facts, established, reasoning, table)
    if not _is_stay_allowed(facts, reasoning):
        return reasoning.done(Standing.NOT_DUE, task=Task.DELEGATED)
    fee = _night(facts, established, reasoning)
    done = reasoning.done(Standing.MAY, task=Task.DELEGATED)
    return replace(done, is_fee=True, amount=fee, lowest=fee, highest=fee, starts_month=month)


def _other(
    facts: SupportCentreFacts, established: Established, reasoning: Reasoning, table: FeeTable | None
) -> Assessment:
    holes = {
        "income": money.with_unit(established.income),
        "criterion": money.with_unit(established.criterion),
    }
    is_free = established.income <= established.criterion
    reasoning.say("centre_below" if is_free else "centre_above", money.plain(established.difference), **holes)
    ends = 0 if is_free else None
    if not is_free and table is not None and facts.days:
        share = share_by(table, facts.claim, established, reasoning, "council_band", basis=STAY)
        counted = polish.counted(facts.days, ("dzień", "dni", "dni"))
        ends = fee_of(share, table, facts.days, counted, reasoning, basis=STAY)
    done = reasoning.done(Standing.MAY)
    return replace(done, is_fee=True, amount=ends, lowest=ends or 0, highest=ends, starts_month=facts.claim.month)


def _night(facts: SupportCentreFacts, established: Established, reasoning: Reasoning) -> Grosze:
    share = reasoning.consulted.value(FurtherParameter.SUPPORT_CENTRE_SHARE).number
    own = established.own_incomes.get(facts.person, 0)
    month_days = days_of(facts.claim.month.year, facts.claim.month.month)
    full = money.half_up(share * own)
    holes = {"income": money.with_unit(own), "share": money.percent(share)}
    reasoning.say_amount("centre_share", full, **holes)
    if facts.subsidy is not None and full > facts.subsidy:
        full = facts.subsidy
        reasoning.say_amount("centre_subsidy", full)
    fee = part_of(full, facts.claim.month, facts.days)
    if facts.days != month_days:
        days = polish.counted(facts.days, ("dzień", "dni", "dni"))
        reasoning.say_amount("centre_days", fee, days=days, full=money.with_unit(full), month_days=str(month_days))
    return fee


def _is_stay_allowed(facts: SupportCentreFacts, reasoning: Reasoning) -> bool:
    """3 months at once, extended to 6, 8 in a calendar year (art. 51a ust. 3)."""
    usual, longest, in_year = (
        int(reasoning.consulted.value(name).number)
        for name in (
            FurtherParameter.SUPPORT_CENTRE_STAY,
            FurtherParameter.SUPPORT_CENTRE_STAY_EXTENDED,
            FurtherParameter.SUPPORT_CENTRE_STAY_YEAR,
        )
    )
    if facts.stay_months > longest or facts.year_months > in_year:
        reasoning.say("centre_too_long", longest=str(longest), in_year=str(in_year))
        return False
    if facts.stay_months > usual:
        reasoning.caution("centre_extended", usual=str(usual), longest=str(longest))
    return True
