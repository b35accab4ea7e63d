"""What a person owes the office, and where every grosz of it is: kept back, paid back or remitted, left.

A running benefit pays a debt off by at most a part of itself (social assistance act art. 104 ust. 2). What is kept back
of a month stays money of that month, so the entitlement adds up with it and the debt does too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.domain import money
from app.domain.entitlements import MonthRow, Place
from app.domain.money import Grosze
from app.domain.payments import Debt, PaymentLine
from app.domain.problems import Refusal
from app.domain.records import Record, RecordId


class WrongDebt(Refusal):
    """A debt is a sum above nothing, and a month takes no more of it than there is (facts: total, monthly)."""

    code = "wrong_debt"


class DebtBasisNeeded(Refusal):
    """Only a decision makes a debt (art. 104 ust. 3); it must be named."""

    code = "debt_basis_needed"


class WrongRepayment(Refusal):
    """More was paid back than is owed, or nothing (facts: amount, left in grosze)."""

    code = "wrong_repayment"


class Settling(StrEnum):
    """How a part of a debt ended otherwise than by a payment list."""

    REPAID = "repaid"
    COLLECTED = "collected"
    REMITTED = "remitted"


@dataclass(frozen=True, kw_only=True)
class Repayment(Record):
    """A part of a debt (grosze) that was paid back, collected by the enforcement body, or remitted by a decision."""

    debt_id: RecordId
    person_id: RecordId
    amount: int = 0
    settled_on: date | None = None
    kind: Settling = Settling.REPAID
    note: str = ""
    noted_by_id: RecordId | None = None


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What one line of a list keeps back of a debt (grosze), from the benefit of a month."""

    debt_id: RecordId
    month: date
    amount: Grosze


@dataclass(frozen=True, kw_only=True)
class Owed:
    """A debt as it stands. ``repayments`` say what was paid back, collected or remitted otherwise than by lists.

    ``final_on`` is the first day on which its decision is final (None for a debt that somebody noted), ``lapses_on``
    the last day on which it can be collected (art. 104 ust. 5-6), None where nobody knows it.
    """

    debt: Debt
    kept: tuple[KeptBack, ...] = ()
    repayments: tuple[Repayment, ...] = ()
    final_on: date | None = None
    lapses_on: date | None = None

    @property
    def settled(self) -> Grosze:
        """What ended otherwise than by lists."""
        return sum(each.amount for each in self.repayments)

    @property
    def taken(self) -> Grosze:
        """What lists kept back."""
        return sum(each.amount for each in self.kept)

    @property
    def left(self) -> Grosze:
        """What is still owed; nothing of a debt that was ended."""
        return 0 if self.debt.ended_on is not None else max(0, self.debt.total - self.taken - self.settled)

    def and_kept(self, more: Iterable[KeptBack]) -> "Owed":
        """The same debt once these lines have kept back of it too."""
        own = tuple(each for each in more if each.debt_id == self.debt.id)
        return replace(self, kept=(*self.kept, *own)) if own else self

    def open_for(self, month: date, today: date) -> Grosze:
        """The most that the benefit of a month may pay of it: nothing before its first month or once it has lapsed."""
        debt = self.debt
        is_early = debt.from_month is not None and month < debt.from_month
        is_open = self.final_on is not None and today < self.final_on
        if is_early or is_open or (self.lapses_on is not None and today > self.lapses_on):
            return 0
        if not debt.monthly:
            return self.left
        here = sum(each.amount for each in self.kept if each.month == month)
        return max(0, min(self.left, debt.monthly - here))


def kept_by(lines: Iterable[PaymentLine]) -> tuple[KeptBack, ...]:
    """What lines keep back, of which debt."""
    return tuple(
        KeptBack(line.debt_id, line.month, line.set_off)
        for line in lines
        if line.debt_id is not None and line.set_off > 0
    )


def may_keep_back(row: MonthRow, share: Fraction) -> Grosze:
    """The most that may still be kept back of a month: a share of what it pays (art. 104 ust. 2), cut to the grosz.

    What is held, such as a rise whose time to appeal still runs, pays nothing yet. What is paid again after a return is
    left whole: of it was kept back the first time.
    """
    ready = sum(part.amount for part in row.payable if part.place is Place.READY)
    kept = row.amount(Place.SET_OFF)
    paying = ready + row.amount(Place.PAID) + kept
    return max(0, min(money.down(share * paying) - kept, ready))


def keep_back(row: MonthRow, owed: Iterable[Owed], share: Fraction, today: date) -> tuple[Debt, Grosze] | None:
    """The debt that the month pays off next, the oldest first, and by how much."""
    highest = may_keep_back(row, share)
    for each in sorted(owed, key=lambda each: (each.debt.from_month or date.min, each.debt.id)):
        amount = min(highest, each.open_for(row.month, today))
        if amount:
            return each.debt, amount
    return None


def demand_repayment(owed: Owed, amount: Grosze) -> None:
    """Refuse to note nothing, or more than is left."""
    if not 0 < amount <= owed.left:
        raise WrongRepayment(amount=amount, left=owed.left)


def demand_debt(debt: Debt) -> None:
    """Refuse what is no debt."""
    if debt.total <= 0 or not 0 <= debt.monthly <= debt.total:
        raise WrongDebt(total=debt.total, monthly=debt.monthly)
    if not debt.basis:
        raise DebtBasisNeeded
