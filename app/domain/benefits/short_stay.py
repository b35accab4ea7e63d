"""Short-term support in a care home (wsparcie krótkoterminowe, social assistance act art. 55a-55b, 97a).

By day or round the clock, at most 60 days a year together. The price of an hour or a day is set by the council of the
home, relief from it by the commune's (art. 97a ust. 1-2). Nobody pays whose own income is not above the criterion of a
single person, also somebody who lives in a family.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from app.domain import money, polish
from app.domain.assessments import Assessment, Form, HelpKind, Reasoning, Standing, Task
from app.domain.council_fees import SHORT_STAY, share_of
from app.domain.facts import Facts
from app.domain.fee_tables import FeePurpose, FeeTable, NoFeeTable
from app.domain.further_law import FurtherParameter
from app.domain.law import Law, Parameter
from app.domain.money import Grosze


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortStayFacts:
    """``price`` of one hour or day (grosze) times ``count``; None: that of the council's table.

    ``by_hour``: support by day, paid by the hour; else a stay round the clock, paid by the day. ``days_in_form`` are
    days of the year in this form, those asked for included, ``days_all`` in both. ``pays_in_full``: the person
    undertakes to pay all.
    """

    claim: Facts
    person: str
    is_adult: bool
    count: int
    days_in_form: int
    days_all: int
    pays_in_full: bool = False
    price: Grosze | None = None
    by_hour: bool = False


HELP = HelpKind(
    code="short_stay",
    label="wsparcie krótkoterminowe w domu pomocy społecznej",
    genitive="usług wsparcia krótkoterminowego",
    article="art. 55a",
    task=Task.OWN,
    task_basis="art. 17 ust. 2 pkt 3b",
    form=Form.DECISION,
    form_basis="art. 106 ust. 1",
    needs_interview=False,
)


def assess(facts: ShortStayFacts, law: Law, table: FeeTable | None = None) -> Assessment:
    """Whether it may be granted, and what the person pays for the whole stay; a price is typed, or the council's."""
    reasoning = Reasoning(HELP, law, facts.claim.month)
    if not _may_stay(facts, reasoning):
        return reasoning.done(Standing.NOT_DUE)
    price = _price(facts, table)
    whole = price * facts.count
    fee = whole
    if facts.pays_in_full:
        reasoning.say("short_declared")
    else:
        established = reasoning.income(facts.claim, is_money=False)
        own = established.own_incomes.get(facts.person, 0)
        criterion = reasoning.consulted.value(Parameter.CRITERION_SINGLE).grosze
        is_free = own <= criterion
        holes = {"income": money.with_unit(own), "criterion": money.with_unit(criterion)}
        reasoning.say("short_free" if is_free else "short_pays", money.plain(own), **holes)
        fee = 0 if is_free else whole
        if fee and table is not None:
            ratio = Fraction(own, criterion)
            share = share_of(table, ratio, facts.claim, reasoning, "council_band", basis=SHORT_STAY)
            fee = money.half_up(share * price) * facts.count
            told = {"share": money.percent(share), "price": money.with_unit(price), "counted": _counted(facts)}
            each = money.with_unit(money.half_up(share * price))
            reasoning.say_amount("council_fee", fee, basis=SHORT_STAY, each=each, **told)
    if fee == whole:
        reasoning.say_amount("short_fee", fee, price=money.with_unit(price), count=str(facts.count))
    elif fee:
        reasoning.say_amount("short_rest", whole - fee)
    else:
        reasoning.say_amount("short_rest", whole)
    done = reasoning.done(Standing.MAY)
    return replace(done, is_fee=True, lowest=0, highest=fee, starts_month=facts.claim.month)


def _price(facts: ShortStayFacts, table: FeeTable | None) -> Grosze:
    if facts.price is not None:
        return facts.price
    if table is None:
        purpose = FeePurpose.SHORT_HOUR if facts.by_hour else FeePurpose.SHORT_DAY
        raise NoFeeTable(day=facts.claim.month, purpose=purpose.value)
    return table.price


def _counted(facts: ShortStayFacts) -> str:
    forms = ("godzina", "godziny", "godzin") if facts.by_hour else ("dzień", "dni", "dni")
    return polish.counted(facts.count, forms)


def _may_stay(facts: ShortStayFacts, reasoning: Reasoning) -> bool:
    if not facts.is_adult:
        reasoning.say("short_not_adult")
        return False
    usual, extra, longest = (
        int(reasoning.consulted.value(name).number)
        for name in (
            FurtherParameter.SHORT_STAY_DAYS,
            FurtherParameter.SHORT_STAY_EXTRA,
            FurtherParameter.SHORT_STAY_ALL,
        )
    )
    if facts.days_all > longest or facts.days_in_form > usual + extra:
        reasoning.say("short_too_long", days=str(max(facts.days_all, facts.days_in_form)), longest=str(longest))
        return False
    if facts.days_in_form > usual:
        reasoning.caution("short_extended", days=str(facts.days_in_form), usual=str(usual))
    return True
