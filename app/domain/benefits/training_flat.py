"""Training and assisted flats (mieszkania treningowe i wspomagane, social assistance act art. 53) and their fee.

A written housing contract comes first, an interview never (ust. 11-13). Nobody pays up to the criterion (art. 97 ust.
1); who gave up a care home for an independent life pays for three years at most 30 % of the income (ust. 10a, 12a).
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import money, polish
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.council_fees import STAY, fee_of, share_by
from app.domain.facts import Facts
from app.domain.fee_tables import FeeTable
from app.domain.findings import Established
from app.domain.further_law import FurtherParameter
from app.domain.law import Law
from app.domain.months import add_months


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatFacts:
    """``person`` is the member who moves in. ``left_care_home_on`` is the day on which the referral was revoked.

    ``is_assisted``: an assisted flat, else a training one; ``may_be_open``: a severe or moderate degree, or a specially
    justified case (ust. 9).
    """

    claim: Facts
    person: str
    has_contract: bool
    is_assisted: bool = False
    may_be_open: bool = False
    left_care_home_on: date | None = None


HELP = HelpKind(
    code="training_flat",
    label="mieszkanie treningowe lub wspomagane",
    genitive="wsparcia w mieszkaniu treningowym lub wspomaganym",
    article="art. 53",
    task=Task.OWN_DUTY,
    task_basis="art. 17 ust. 1 pkt 12",
    form=Form.DECISION,
    form_basis="art. 53 ust. 11",
    needs_interview=False,
)


def assess(facts: FlatFacts, law: Law, table: FeeTable | None = None) -> Assessment:
    """Whether a place may be granted, for how long, and its fee for one month, by the council's ``table`` if any."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    if not facts.has_contract:
        reasoning.say("flat_no_contract")
        return reasoning.done(Standing.NOT_DUE)
    reasoning.say("flat_contract")
    established = reasoning.income(facts.claim, is_money=False)
    holes = {"income": money.with_unit(established.income), "criterion": money.with_unit(established.criterion)}
    highest: int | None = None
    fee: int | None = None
    if established.income <= established.criterion:
        highest = 0
        reasoning.say("flat_below", money.plain(established.difference), **holes)
    else:
        reasoning.say("flat_above", money.plain(established.difference), **holes)
        own = established.own_incomes.get(facts.person, 0)
        highest = _after_care_home(facts, own, reasoning)
        fee = None if table is None else _by_table(facts, established, reasoning, table, highest)
    reasoning.say("flat_no_end" if facts.is_assisted and facts.may_be_open else "flat_time")
    done = reasoning.done(Standing.MAY)
    highest = highest if fee is None else fee
    return replace(done, is_fee=True, lowest=fee or 0, highest=highest, amount=fee, starts_month=facts.claim.month)


def _by_table(
    facts: FlatFacts, established: Established, reasoning: Reasoning, table: FeeTable, highest: int | None
) -> int:
    """The council's fee of a month, never above the ceiling of the three years."""
    share = share_by(table, facts.claim, established, reasoning, "council_band", basis=STAY)
    fee = fee_of(share, table, 1, polish.counted(1, ("miesiąc", "miesiące", "miesięcy")), reasoning, basis=STAY)
    if highest is not None and fee > highest:
        reasoning.say_amount("council_cut", highest, basis="art. 53 ust. 12a")
        return highest
    return fee


def _after_care_home(facts: FlatFacts, own: int, reasoning: Reasoning) -> int | None:
    """The ceiling while the three years last; None: the act names no ceiling."""
    if facts.left_care_home_on is None:
        return None
    years = int(reasoning.consulted.value(FurtherParameter.FLAT_YEARS).number)
    last = add_months(facts.left_care_home_on, 12 * years)
    if facts.claim.month > last:
        return None
    share = reasoning.consulted.value(FurtherParameter.FLAT_SHARE).number
    highest = money.down(share * own)
    holes = {"share": money.percent(share), "income": money.with_unit(own), "last": polish.day(last)}
    reasoning.say_amount("flat_after_care_home", highest, **holes)
    return highest
