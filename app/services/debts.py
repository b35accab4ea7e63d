"""What people owe the office: noted, how fast benefits pay it off, ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.debts import Owed, Repayment, Settling, demand_debt, demand_repayment, kept_by
from app.domain.money import Grosze
from app.domain.payments import Debt, PaymentLine
from app.domain.persons import Person
from app.domain.problems import Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.office import Done, Office
from app.services.ports import Reading


class DebtEnded(Refusal):
    """A debt that was ended takes no more (facts: basis)."""

    code = "debt_ended"


@dataclass(frozen=True, kw_only=True)
class NoteDebt:
    """A debt that a final decision fixed (grosze); ``basis`` is its sign, ``monthly`` 0 means up to the limit.

    Benefits of ``from_month`` and later pay it off.
    """

    person_id: RecordId
    total: Grosze
    basis: str
    from_month: date
    monthly: Grosze = 0


@dataclass(frozen=True)
class ChangeDebt:
    """Pay the debt off at another pace, or from another month on; its sum and its decision stay."""

    before: Debt
    monthly: Grosze
    from_month: date


@dataclass(frozen=True)
class EndDebt:
    """Nothing is kept back for the debt any more: remitted, collected by others, lapsed."""

    before: Debt


@dataclass(frozen=True, kw_only=True)
class NoteRepayment:
    """A part of the debt (grosze) came back, was collected or remitted on a day."""

    debt: Debt
    amount: Grosze
    settled_on: date
    kind: Settling = Settling.REPAID
    note: str = ""


@dataclass(frozen=True)
class RemoveRepayment:
    """It was noted by mistake."""

    repayment: Repayment


def note_debt(office: Office, request: NoteDebt) -> Done[Debt]:
    """Refuses a debt without a sum or without the decision that made it."""
    office.allow(Act.PREPARE_PAYMENTS)
    debt = Debt(
        id=new_id(),
        person_id=request.person_id,
        total=request.total,
        monthly=request.monthly,
        from_month=request.from_month.replace(day=1),
        basis=request.basis,
        noted_by_id=office.clerk.id,
    )
    debt = tidy(debt)
    demand_debt(debt)
    with office.work("Należność wpisana") as work:
        work.get(Person, debt.person_id)
        work.add(debt)
        return Done(debt, work.commit())


def change_debt(office: Office, request: ChangeDebt) -> Done[Debt]:
    """What lists kept back so far stays."""
    office.allow(Act.PREPARE_PAYMENTS)
    before = request.before
    _demand_open(before)
    after = replace(before, monthly=request.monthly, from_month=request.from_month.replace(day=1))
    demand_debt(after)
    with office.work("Zmiana potrąceń należności") as work:
        work.change(before, after)
        return Done(work.get(Debt, before.id), work.commit())


def end_debt(office: Office, request: EndDebt) -> Done[Debt]:
    """The day is today's; what was kept back stays kept back."""
    office.allow(Act.PREPARE_PAYMENTS)
    _demand_open(request.before)
    with office.work("Koniec potrąceń należności") as work:
        work.change(request.before, replace(request.before, ended_on=office.calendar.today()))
        return Done(work.get(Debt, request.before.id), work.commit())


def note_repayment(office: Office, request: NoteRepayment) -> Done[Repayment]:
    """Together with what lists kept back never more than the debt."""
    office.allow(Act.PREPARE_PAYMENTS)
    debt = request.debt
    _demand_open(debt)
    noted = Repayment(
        id=new_id(),
        debt_id=debt.id,
        person_id=debt.person_id,
        amount=request.amount,
        settled_on=request.settled_on,
        kind=request.kind,
        note=request.note,
        noted_by_id=office.clerk.id,
    )
    with office.work("Spłata należności") as work:
        lines = [line for line in work.find(PaymentLine, debt_id=debt.id) if line.position]
        demand_repayment(_owed(work, debt).and_kept(kept_by(lines)), request.amount)
        work.add(tidy(noted))
        return Done(noted, work.commit())


def remove_repayment(office: Office, request: RemoveRepayment) -> Done[Repayment]:
    """A repayment that was noted by mistake; the history keeps it."""
    office.allow(Act.PREPARE_PAYMENTS)
    with office.work("Błędnie wpisana spłata należności") as work:
        work.remove(request.repayment)
        return Done(request.repayment, work.commit())


def owed_by(file: Reading, ids: Sequence[RecordId], lines: Iterable[PaymentLine]) -> tuple[Owed, ...]:
    """The debts of a human being (all their records) with what closed ``lines`` kept back of each."""
    kept = kept_by(lines)
    debts = [debt for each in ids for debt in file.find(Debt, person_id=each)]
    return tuple(_owed(file, debt).and_kept(kept) for debt in debts)


def _owed(file: Reading, debt: Debt) -> Owed:
    return Owed(debt=debt, repayments=tuple(file.find(Repayment, debt_id=debt.id)))


def _demand_open(debt: Debt) -> None:
    if debt.ended_on is not None:
        raise DebtEnded(basis=debt.basis)
