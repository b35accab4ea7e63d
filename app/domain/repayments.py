"""What a person pays back of help that was due at the time (social assistance act art. 41 pkt 2, 96, 99).

Services, help in kind and conditional allowances come back by the council's scale when the income is above the
criterion. A pension granted for months in which an allowance was paid comes to the centre up to that allowance.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from app.domain import money, polish
from app.domain.facts import HouseholdKind
from app.domain.fee_tables import FeeTable
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.problems import Refusal
from app.domain.sentences import Why


class WrongScale(Refusal):
    """A scale of repayment has gaps, falls, or asks back more than was given."""

    code = "wrong_repayment_scale"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleBand:
    """Up to ``limit`` of the criterion, the limit included (None: without one), this share comes back."""

    limit: Fraction | None
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The council's scale for incomes above the criterion, the lowest band first; ``act`` names the resolution."""

    bands: tuple[ScaleBand, ...]
    act: str


def scale_of(table: FeeTable, household: HouseholdKind) -> Scale:
    """The part of a council's table above the criterion; up to it nothing comes back, whatever the table says."""
    is_single = household is HouseholdKind.SINGLE
    bands = tuple(
        ScaleBand(limit=band.limit, share=band.single if is_single else band.family)
        for band in table.bands
        if band.limit is None or band.limit > 1
    )
    return Scale(bands=bands, act=table.act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment:
    """What comes back (grosze) and why."""

    amount: Grosze
    why: tuple[Why, ...]


def check_scale(scale: Scale) -> None:
    """Bands without gaps, shares that rise from 0 to 1."""
    limits = [band.limit for band in scale.bands if band.limit is not None]
    shares = [band.share for band in scale.bands]
    is_whole = bool(scale.bands) and scale.bands[-1].limit is None and len(limits) == len(shares) - 1
    is_rising = shares == sorted(shares) and all(low < high for low, high in pairwise([Fraction(1), *limits]))
    if not (is_whole and is_rising and shares[0] >= 0 and shares[-1] <= 1):
        raise WrongScale


def repay(granted: Grosze, income: Grosze, people: int, criterion: Grosze, scale: Scale, law: Law) -> Repayment:
    """The part of ``granted`` that comes back; nothing up to the household's criterion (both of the household)."""
    per_person = money.with_unit(money.half_up(Fraction(income, people)))
    if income <= criterion:
        below = money.with_unit(money.half_up(Fraction(criterion, people)))
        return Repayment(amount=0, why=(law.say("repay_below", "0.00", per_person=per_person, criterion=below),))
    ratio = Fraction(income, criterion)
    band = next(band for band in scale.bands if band.limit is None or ratio <= band.limit)
    amount = money.down(band.share * granted)
    share = money.percent(band.share)
    holes = {"per_person": per_person, "ratio": money.percent(ratio), "share": share, "act": scale.act}
    told = {"share": share, "granted": money.with_unit(granted), "amount": money.with_unit(amount)}
    return Repayment(
        amount=amount,
        why=(
            law.say("repay_band", money.percent(ratio), **holes),
            law.say("repay_amount", money.plain(amount), **told),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionMonth:
    """A month for which a pension was granted later, and the allowance that was paid for it (grosze).

    ``people`` is 1 for the person's own allowance; a family's periodic allowance is divided by its people.
    """

    month: date
    allowance: Grosze
    pension: Grosze
    people: int = 1


def from_pension(months: Iterable[PensionMonth], law: Law) -> Repayment:
    """What the pension body keeps back for the centre: the person's part, never more than the pension itself."""
    steps: list[Why] = []
    total = 0
    for each in sorted(months, key=lambda each: each.month):
        part = money.down(Fraction(each.allowance, each.people))
        month = polish.month(each.month)
        if each.people > 1:
            holes = {
                "month": month,
                "amount": money.with_unit(each.allowance),
                "people": str(each.people),
                "part": money.with_unit(part),
            }
            steps.append(law.say("pension_part", money.plain(part), **holes))
        kept = min(part, each.pension)
        total += kept
        told = {
            "month": month,
            "allowance": money.with_unit(part),
            "pension": money.with_unit(each.pension),
            "kept": money.with_unit(kept),
        }
        steps.append(law.say("pension_month", money.plain(kept), **told))
    steps.append(law.say("pension_sum", money.plain(total), amount=money.with_unit(total)))
    return Repayment(amount=total, why=tuple(steps))
