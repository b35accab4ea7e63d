"""Benefits taken without a right (social assistance act art. 6 pkt 16, 98, 104): month by month, with the limits.

No decision once more than ten years have passed since a month was taken (ust. 7); a claim lapses three years after its
decision became final (ust. 5), anew after a deferral or the last instalment (ust. 6); at most half of a running benefit
is set off (ust. 2). Whether to waive, remit, defer is for a person to decide (ust. 4) and never proposed here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain import money, polish
from app.domain.further_law import FurtherParameter
from app.domain.law import Consulted, Law
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.sentences import Why


class Fault(StrEnum):
    """What makes a benefit undue (art. 6 pkt 16); anything else is an overpayment that nobody has to return."""

    UNTRUE = "untrue"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidMonth:
    """One month: when it was taken, what was paid and what would have been right (grosze)."""

    month: date
    taken_on: date
    paid: Grosze
    right: Grosze


@dataclass(frozen=True, slots=True, kw_only=True)
class UndueMonth:
    """What was too much in one month; ``is_lapsed``: no decision about it any more."""

    month: date
    paid: Grosze
    right: Grosze
    undue: Grosze
    is_lapsed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Undue:
    """The whole claim. ``claimed`` is what a decision may ask back; ``missing`` is what has to be shown first."""

    months: tuple[UndueMonth, ...]
    claimed: Grosze
    lapsed: Grosze
    why: tuple[Why, ...]
    missing: tuple[str, ...]


def find_undue(
    months: Iterable[PaidMonth], fault: Fault | None, warned_on: date | None, decided_on: date, law: Law
) -> Undue:
    """What was too much, month by month. A month in which too little was paid never lowers the claim of another.

    ``fault`` is None where the client neither told an untruth nor kept silent: then nothing is claimed.
    """
    years = int(Consulted(law, decided_on).value(FurtherParameter.UNDUE_YEARS).number)
    rows = tuple(_row(each, years, decided_on) for each in sorted(months, key=lambda each: each.month))
    too_much = [row for row in rows if row.undue]
    claimed = sum(row.undue for row in too_much if not row.is_lapsed) if fault is not None else 0
    lapsed = sum(row.undue for row in too_much if row.is_lapsed)
    if fault is None:
        steps = [law.say("undue_no_fault")]
    else:
        steps = [law.say(f"undue_{fault.value}"), *(_told(row, law, years) for row in too_much)]
        steps.append(law.say("undue_sum", money.plain(claimed), amount=money.with_unit(claimed)))
    missing = [] if warned_on is not None or fault is None else [law.say("undue_needs_warning").text]
    return Undue(months=rows, claimed=claimed, lapsed=lapsed, why=tuple(steps), missing=tuple(missing))


def lapses_on(final_on: date, law: Law, last_instalment_on: date | None = None) -> date:
    """The last day on which the claim can be collected; a deferral or instalments start the years anew (ust. 5-6)."""
    years = int(Consulted(law, final_on).value(FurtherParameter.CLAIM_YEARS).number)
    return add_months(final_on if last_instalment_on is None else last_instalment_on, 12 * years)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOff:
    """One month of setting off: what the benefit amounts to, what is kept back, what is paid out, what is left owed."""

    month: date
    benefit: Grosze
    kept: Grosze
    paid_out: Grosze
    left: Grosze


def set_off(claim: Grosze, benefits: Mapping[date, Grosze], law: Law) -> tuple[SetOff, ...]:
    """The claim against the coming months of a benefit, at most half of each, cut down to the grosz."""
    rows: list[SetOff] = []
    left = claim
    for month in sorted(benefits):
        if not left:
            break
        share = Consulted(law, month).value(FurtherParameter.SET_OFF_SHARE).number
        kept = min(money.down(share * benefits[month]), left)
        left -= kept
        rows.append(SetOff(month=month, benefit=benefits[month], kept=kept, paid_out=benefits[month] - kept, left=left))
    return tuple(rows)


def _row(each: PaidMonth, years: int, decided_on: date) -> UndueMonth:
    undue = max(each.paid - each.right, 0)
    is_lapsed = decided_on > add_months(each.taken_on, 12 * years)
    return UndueMonth(month=each.month, paid=each.paid, right=each.right, undue=undue, is_lapsed=is_lapsed)


def _told(row: UndueMonth, law: Law, years: int) -> Why:
    holes = {
        "month": polish.month(row.month),
        "paid": money.with_unit(row.paid),
        "right": money.with_unit(row.right),
        "undue": money.with_unit(row.undue),
        "years": str(years),
    }
    return law.say("undue_month_lapsed" if row.is_lapsed else "undue_month", money.plain(row.undue), **holes)
