"""Fee for specialist care services for people with mental disorders (regulation of 22 September 2005, art. 50 ust. 7).

A share of the price of an hour by the band of income. The bands are shares of the criterion of a single person, also
for families, whose income counts per person. Services are not a money benefit: the supplementary benefit counts.
"""

from dataclasses import dataclass
from fractions import Fraction

from app.domain import money
from app.domain.benefits.kind import BenefitKind
from app.domain.facts import Facts, HouseholdKind
from app.domain.findings import Established, Findings, conclude, establish
from app.domain.law import Consulted, Law, Parameter, Value
from app.domain.money import Grosze
from app.domain.sentences import Why

CODE = "specialist_care_fee"

LIMITS = tuple(f"specialist_care_limit_{at}" for at in range(1, 8))
"""Upper limits of the bands but the last, as shares of the criterion of a single person."""
SHARES = {
    HouseholdKind.SINGLE: tuple(f"specialist_care_single_{at}" for at in range(1, 9)),
    HouseholdKind.FAMILY: tuple(f"specialist_care_family_{at}" for at in range(1, 9)),
}
"""The share of the price in each band."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialistCareFee(Findings):
    """Grosze an hour and a month."""

    per_hour: Grosze
    fee: Grosze


def find(facts: Facts, law: Law) -> SpecialistCareFee:
    """The fee of one month by the table in force on its first day."""
    care = facts.specialist_care
    if care is None:
        raise TypeError(CODE)
    consulted = Consulted(law, facts.month)
    established = establish(facts, consulted, frozenset({CODE}))
    share, band = _share(facts.household, established, consulted)
    per_hour = money.half_up(share.number * care.price_hour)
    fee = money.half_up(per_hour * care.hours)
    hour = law.say(
        "specialist_hour",
        money.plain(per_hour),
        basis=share.basis,
        share=money.percent(share.number),
        price=money.with_unit(care.price_hour),
        per_hour=money.with_unit(per_hour),
    )
    month = law.say(
        "specialist_month",
        money.plain(fee),
        basis=share.basis,
        per_hour=money.with_unit(per_hour),
        hours=_in_hours(care.hours),
        fee=money.with_unit(fee),
    )
    found = conclude(CODE, facts, established, consulted, [band, hour, month])
    fields = {name: getattr(found, name) for name in Findings.__dataclass_fields__}
    return SpecialistCareFee(per_hour=per_hour, fee=fee, **fields)


def _share(household: HouseholdKind, established: Established, consulted: Consulted) -> tuple[Value, Why]:
    """The band of the income; compared without dividing, so an income on a limit is still below it."""
    single = consulted.value(Parameter.CRITERION_SINGLE).grosze
    base = established.people * single
    limits = [consulted.law.value_on(name, consulted.day) for name in LIMITS]
    at = sum(established.income * limit.number.denominator > limit.number.numerator * base for limit in limits)
    is_last = at == len(limits)
    edge = consulted.value(LIMITS[at - 1 if is_last else at])
    share = consulted.value(SHARES[household][at])
    is_single = household is HouseholdKind.SINGLE
    code = f"specialist_{'above' if is_last else 'band'}_{household.value}"
    step = consulted.law.say(
        code,
        money.plain(money.half_up(share.number * 100 * 100)),
        basis=share.basis,
        income=money.with_unit(established.income if is_single else established.per_person),
        limit_share=money.percent(edge.number),
        criterion=money.with_unit(single),
        limit=money.with_unit(money.half_up(edge.number * single)),
        share=money.percent(share.number),
    )
    return share, step


def _in_hours(hours: Fraction) -> str:
    return money.percent(hours / 100).removesuffix("%")


KIND = BenefitKind(
    code=CODE,
    label="opłata za specjalistyczne usługi opiekuńcze dla osób z zaburzeniami psychicznymi",
    genitive="opłaty za specjalistyczne usługi opiekuńcze dla osób z zaburzeniami psychicznymi",
    article="art. 50",
    may_leave_out=False,
    find=find,
)
