"""What a decision on undue benefits rests on and orders (social assistance act art. 6 pkt 16, 98, 104).

The finding is one thing (which months, how much, why), the order another (how much, until when, where to); relief of
art. 104 ust. 4 lowers or spreads the order and leaves the finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from app.domain import money
from app.domain.decision_text import Step
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.problems import Refusal
from app.domain.undue import Fault, PaidMonth, Undue, find_undue

SHORTEST = 7
LONGEST = 90
"""Days from finality within which the money may be asked back."""
MOST_INSTALMENTS = 60


class NothingUndue(Refusal):
    """In the chosen months nothing was paid that was not due, or it was taken more than ten years ago."""

    code = "nothing_undue"


class WrongTerms(Refusal):
    """The order cannot be carried out as it stands (facts: field)."""

    code = "wrong_return_terms"


class ReliefReasonNeeded(Refusal):
    """Relief is for specially justified cases; the decision must say why this is one (art. 104 ust. 4)."""

    code = "relief_reason_needed"


class WarningNeeded(Refusal):
    """Nobody is asked to pay back what they were never told to report (art. 109)."""

    code = "undue_warning_needed"


class WarnedTooLate(Refusal):
    """The warning came after the money was taken, or has not come yet (facts: warned_on, taken_on or None)."""

    code = "undue_warned_too_late"


class GroundNeeded(Refusal):
    """The decision must say what was untrue or not told."""

    code = "undue_ground_needed"


class Relief(StrEnum):
    """What the office may do in a specially justified case (art. 104 ust. 4)."""

    NONE = "none"
    WAIVED = "waived"
    REMITTED = "remitted"
    DEFERRED = "deferred"
    INSTALMENTS = "instalments"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How much comes back, until when, where to. ``days`` run from finality where no day is set.

    ``account`` is the commune's (art. 104 ust. 8). ``remitted`` is the part that is remitted, ``due_on`` the day to
    which payment is deferred, ``first_on`` that of the first of ``instalments`` monthly parts. ``asked_by`` says on
    whose motion: "party" or "worker".
    """

    days: int = 14
    account: str = ""
    relief: Relief = Relief.NONE
    relief_reason: str = ""
    asked_by: str = "party"
    remitted: Grosze = 0
    due_on: date | None = None
    instalments: int = 0
    first_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ExaminedMonth:
    """One month: by which decision, when it was taken, what was paid and what was due (grosze).

    ``is_by_list`` says that a closed list paid it; else the decision says what was paid. ``income`` is the household's
    on which the month rests, ``why`` how it was worked out.
    """

    month: date
    number: str
    taken_on: date
    paid: Grosze
    right: Grosze
    is_by_list: bool
    income: Grosze = 0
    why: tuple[Step, ...] = ()

    @property
    def undue(self) -> Grosze:
        """What was too much."""
        return max(0, self.paid - self.right)


@dataclass(frozen=True, kw_only=True)
class UndueClaim:
    """The whole matter as the decision keeps it.

    ``what`` tells in the clerk's words what was untrue or not told, ``warned_on`` when the person was warned in writing
    (art. 109). ``decisions`` are number and day of the decisions by which was paid.
    """

    fault: Fault = Fault.SILENT
    what: str = ""
    warned_on: date | None = None
    decisions: tuple[tuple[str, date | None], ...] = ()
    months: tuple[ExaminedMonth, ...] = ()
    terms: Terms = Terms()

    def found(self, decided_on: date, law: Law) -> Undue:
        """What may be asked back on a day, month by month, with the limits of the act."""
        paid = [
            PaidMonth(month=each.month, taken_on=each.taken_on, paid=each.paid, right=each.right)
            for each in self.months
        ]
        return find_undue(paid, self.fault, self.warned_on, decided_on, law)

    def to_return(self, claimed: Grosze) -> Grosze:
        """What is to come back of the sum that is claimed."""
        match self.terms.relief:
            case Relief.WAIVED:
                return 0
            case Relief.REMITTED:
                return claimed - self.terms.remitted
            case _:
                return claimed

    def parts(self, claimed: Grosze) -> tuple[tuple[date, Grosze], ...]:
        """The instalments, equal to the grosz but for the last; none where the sum comes back at once."""
        terms = self.terms
        if terms.relief is not Relief.INSTALMENTS or not terms.instalments or terms.first_on is None:
            return ()
        each = money.down(Fraction(self.to_return(claimed), terms.instalments))
        days = [add_months(terms.first_on, step) for step in range(terms.instalments)]
        last = self.to_return(claimed) - each * (terms.instalments - 1)
        return (*((day, each) for day in days[:-1]), (days[-1], last))

    def last_day(self, claimed: Grosze) -> date | None:
        """The last day of a deferral or of the instalments, from which the three years run anew (art. 104 ust. 6)."""
        parts = self.parts(claimed)
        if parts:
            return parts[-1][0]
        return self.terms.due_on if self.terms.relief is Relief.DEFERRED else None


def within(months: Iterable[ExaminedMonth], first: date | None, last: date | None) -> tuple[ExaminedMonth, ...]:
    """The months of a stretch in which too much was paid."""
    return tuple(
        each
        for each in months
        if each.undue and (first is None or first <= each.month) and (last is None or each.month <= last)
    )


def demand_claim(claim: UndueClaim, decided_on: date, law: Law) -> Undue:
    """Refuse a finding without ground, warning or money, and an order that cannot be carried out."""
    if not claim.what:
        raise GroundNeeded
    if claim.warned_on is None:
        raise WarningNeeded
    _demand_warned(claim, claim.warned_on, decided_on)
    found = claim.found(decided_on, law)
    if not found.claimed:
        raise NothingUndue
    _demand_terms(claim, found.claimed, decided_on)
    return found


def _demand_warned(claim: UndueClaim, warned_on: date, decided_on: date) -> None:
    """Who kept silent is reproached only with what they had been told to report before they took the money."""
    if warned_on > decided_on:
        raise WarnedTooLate(warned_on=warned_on, taken_on=None)
    taken = [each.taken_on for each in claim.months if each.undue]
    if claim.fault is Fault.SILENT and taken and warned_on > min(taken):
        raise WarnedTooLate(warned_on=warned_on, taken_on=min(taken))


def _demand_terms(claim: UndueClaim, claimed: Grosze, decided_on: date) -> None:
    terms = claim.terms
    if terms.relief is not Relief.NONE and not terms.relief_reason:
        raise ReliefReasonNeeded
    is_late = terms.due_on is not None and terms.due_on > decided_on
    begins = terms.first_on is not None and terms.first_on > decided_on
    fits = {
        "days": SHORTEST <= terms.days <= LONGEST,
        "account": bool(terms.account) or terms.relief is Relief.WAIVED,
        "remitted": terms.relief is not Relief.REMITTED or 0 < terms.remitted <= claimed,
        "due_on": terms.relief is not Relief.DEFERRED or is_late,
        "instalments": terms.relief is not Relief.INSTALMENTS
        or 1 < terms.instalments <= min(MOST_INSTALMENTS, max(claimed, 2)),
        "first_on": terms.relief is not Relief.INSTALMENTS or begins,
    }
    wrong = next((field for field, is_fine in fits.items() if not is_fine), None)
    if wrong is not None:
        raise WrongTerms(field=wrong)


def settled_terms(terms: Terms) -> Terms:
    """The terms without what another kind of relief had typed."""
    relief = terms.relief
    return replace(
        terms,
        relief_reason=terms.relief_reason if relief is not Relief.NONE else "",
        remitted=terms.remitted if relief is Relief.REMITTED else 0,
        due_on=terms.due_on if relief is Relief.DEFERRED else None,
        instalments=terms.instalments if relief is Relief.INSTALMENTS else 0,
        first_on=terms.first_on if relief is Relief.INSTALMENTS else None,
    )
