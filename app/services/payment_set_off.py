"""What a payment list keeps back for a debt (UPS art. 104 ust. 2): proposed when it is built, changed on a draft.

A debt is counted with every line that keeps back of it, on closed lists and on open ones, so it is never taken twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from app.domain.debts import KeptBack, Owed, keep_back, kept_by, may_keep_back
from app.domain.entitlements import MonthRow, Part, Place
from app.domain.further_law import FurtherParameter
from app.domain.law import Consulted, Law
from app.domain.money import Grosze
from app.domain.payments import Debt, ListState, PaymentLine, PaymentList, demand_draft
from app.domain.problems import Refusal
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.payment_reading import CaseClaim, read_claims
from app.services.ports import Reading


class WrongSetOff(Refusal):
    """More than the law or the debt lets be kept back, or less than nothing (facts: amount, highest in grosze)."""

    code = "wrong_set_off"


@dataclass(frozen=True)
class ShowSetOff:
    """Ask what may be kept back of a line of a draft."""

    line: PaymentLine


@dataclass(frozen=True, kw_only=True)
class SetOffChoice:
    """``highest`` is the most that this line may keep back (grosze); ``owed`` None where the person owes nothing."""

    line: PaymentLine
    owed: Owed | None
    highest: Grosze


@dataclass(frozen=True)
class ChangeSetOff:
    """Keep back another part of a line of a draft (grosze, 0 for nothing)."""

    line: PaymentLine
    set_off: Grosze


class Keeping:
    """Keeps back line by line; ``kept`` is what other open lists keep back already."""

    def __init__(self, law: Law, today: date, kept: Iterable[KeptBack] = ()) -> None:
        self._share = share_on(law, today)
        self._today = today
        self._kept = list(kept)

    def take(self, claim: CaseClaim, row: MonthRow, part: Part) -> tuple[Debt | None, Grosze]:
        """The debt that this part of a month pays off, and by how much; counted from here on."""
        found = keep_back(row, self._owed(claim), self._share, self._today) if part.place is Place.READY else None
        if found is None:
            return None, 0
        debt, amount = found
        self._kept.append(KeptBack(debt.id, row.month, amount))
        return debt, amount

    def allows(self, claim: CaseClaim, row: MonthRow, line: PaymentLine) -> bool:
        """Whether a line may still keep back what it says; counted from here on."""
        if not line.set_off:
            return True
        own = [each for each in self._owed(claim) if each.debt.id == line.debt_id]
        is_open = bool(own) and line.set_off <= own[0].open_for(row.month, self._today)
        self._kept += kept_by([line])
        return is_open and line.return_id is None and line.set_off <= may_keep_back(row, self._share)

    def _owed(self, claim: CaseClaim) -> list[Owed]:
        return [each.and_kept(self._kept) for each in claim.owed]


def share_on(law: Law, today: date) -> Fraction:
    """The part of a benefit that may be kept back, as the act has it on a day."""
    return Consulted(law, today).value(FurtherParameter.SET_OFF_SHARE).number


def show_set_off(office: Office, request: ShowSetOff) -> SetOffChoice:
    """What a person may choose for this line, with the other lines as they stand."""
    with office.reading() as file:
        return _choice(office, file, request.line)


def change_set_off(office: Office, request: ChangeSetOff) -> Done[PaymentLine]:
    """The rest goes out; both together stay what is due."""
    office.allow(Act.PREPARE_PAYMENTS)
    with office.work("Zmiana potrącenia na liście wypłat") as work:
        before = work.get(PaymentLine, request.line.id)
        demand_draft(work.get(PaymentList, before.list_id))
        choice = _choice(office, work, before)
        if not 0 <= request.set_off <= choice.highest:
            raise WrongSetOff(amount=request.set_off, highest=choice.highest)
        after = replace(
            request.line,
            amount=before.amount + before.set_off - request.set_off,
            set_off=request.set_off,
            debt_id=choice.owed.debt.id if choice.owed is not None and request.set_off else None,
        )
        work.change(request.line, after)
        return Done(work.get(PaymentLine, before.id), work.commit())


def kept_on_open_lists(file: Reading, but: PaymentLine | None = None) -> tuple[KeptBack, ...]:
    """What lines of lists on their way keep back, one line left out."""
    states = (ListState.DRAFT, ListState.CHECKED, ListState.APPROVED)
    lists = [each for state in states for each in file.find(PaymentList, state=state) if not each.is_closed]
    lines = (line for listed in lists for line in file.find(PaymentLine, list_id=listed.id))
    return kept_by(line for line in lines if but is None or line.id != but.id)


def _choice(office: Office, file: Reading, line: PaymentLine) -> SetOffChoice:
    """The debt that the line pays off already, else the one that comes next."""
    today = office.calendar.today()
    claim = next(iter(read_claims(office, file, [line.case_id])), None)
    nothing = SetOffChoice(line=line, owed=None, highest=0)
    if claim is None or line.return_id is not None:
        return nothing
    rows = claim.rows(line.month, line.month, today)
    row = next((each for each in rows if each.decision is not None and each.decision.id == line.decision_id), None)
    kept = kept_on_open_lists(file, line)
    owed = [each.and_kept(kept) for each in claim.owed]
    own = [each for each in owed if each.debt.id == line.debt_id] or owed
    found = keep_back(row, own, share_on(office.law, today), today) if row is not None else None
    if found is None:
        return nothing
    debt, highest = found
    return SetOffChoice(line=line, owed=next(each for each in own if each.debt.id == debt.id), highest=highest)
