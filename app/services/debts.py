"""What people owe the office: noted, how fast benefits pay it off, ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.debts import Owed, demand_debt, kept_by
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


def owed_by(file: Reading, ids: Sequence[RecordId], lines: Iterable[PaymentLine]) -> tuple[Owed, ...]:
    """The debts of a human being (all their records) with what closed ``lines`` kept back of each."""
    kept = kept_by(lines)
    return tuple(Owed(debt=debt).and_kept(kept) for each in ids for debt in file.find(Debt, person_id=each))


def _demand_open(debt: Debt) -> None:
    if debt.ended_on is not None:
        raise DebtEnded(basis=debt.basis)
