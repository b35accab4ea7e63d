"""What a household pays by a council's table: the share of its band of the price, for so many hours, days, months."""

from fractions import Fraction

from app.domain import money
from app.domain.assessments import Reasoning
from app.domain.facts import Facts, HouseholdKind
from app.domain.fee_tables import FeeTable
from app.domain.findings import Established
from app.domain.law import Parameter
from app.domain.money import Grosze

STAY = "art. 97 ust. 5"
SHORT_STAY = "art. 97a ust. 2"


def share_by(
    table: FeeTable, claim: Facts, established: Established, reasoning: Reasoning, code: str, *, basis: str = ""
) -> Fraction:
    """The share of the band; limits are exact, so an income on a limit is still below it."""
    if table.of_single:
        base = reasoning.consulted.value(Parameter.CRITERION_SINGLE).grosze
        ratio = Fraction(established.income, established.people * base)
    else:
        ratio = Fraction(established.income, established.criterion)
    return share_of(table, ratio, claim, reasoning, code, basis=basis)


def share_of(
    table: FeeTable, ratio: Fraction, claim: Facts, reasoning: Reasoning, code: str, *, basis: str = ""
) -> Fraction:
    """The share for an income that is ``ratio`` of the criterion, with the sentence that names the resolution."""
    band = table.band(ratio)
    share = band.single if claim.household is HouseholdKind.SINGLE else band.family
    told = {"ratio": money.percent(ratio), "share": money.percent(share), "act": table.act}
    reasoning.say(code, told["ratio"], basis=basis, **told)
    return share


def fee_of(share: Fraction, table: FeeTable, count: int, counted: str, reasoning: Reasoning, *, basis: str) -> Grosze:
    """Share of the price, half up to the grosz, times ``count``; ``counted`` says it in words ("30 dni")."""
    each = money.half_up(share * table.price)
    fee = each * count
    told = {"share": money.percent(share), "price": money.with_unit(table.price), "each": money.with_unit(each)}
    reasoning.say_amount("council_fee", fee, basis=basis, counted=counted, **told)
    return fee
