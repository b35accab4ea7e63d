"""What people owe the office: noted, how fast benefits pay it off, ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.cases import Document
from app.domain.debts import Owed, Repayment, Settling, demand_debt, demand_repayment, kept_by
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.payments import Debt, PaymentLine
from app.domain.persons import Person
from app.domain.problems import Refusal
from app.domain.records import RecordId, derived_id, new_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.domain.undue import lapses_on
from app.services.acts import LATER_PAPERS, appealed_acts, finality_of, later_of, served_days
from app.services.office import Done, Office
from app.services.ports import Reading, Work
from app.services.undue_writing import read_undue


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
        return _written(work, before, after)


def end_debt(office: Office, request: EndDebt) -> Done[Debt]:
    """The day is today's; what was kept back stays kept back."""
    office.allow(Act.PREPARE_PAYMENTS)
    _demand_open(request.before)
    with office.work("Koniec potrąceń należności") as work:
        return _written(work, request.before, replace(request.before, ended_on=office.calendar.today()))


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


def owed_by(
    file: Reading,
    law: Law,
    ids: Sequence[RecordId],
    lines: Iterable[PaymentLine],
    undue: Iterable[Decision],
) -> tuple[Owed, ...]:
    """The debts of a human being (all their records) with what closed ``lines`` kept back of each.

    ``undue`` are the issued decisions on undue benefits; what they order is a debt from finality on, without anybody
    noting it. What a person chose for such a debt is a record with its id; alone, while an appeal is open, it is none.
    """
    kept = kept_by(lines)
    undue = tuple(undue)
    noted = {debt.id: debt for each in ids for debt in file.find(Debt, person_id=each)}
    ordered = [found for each in undue if each.person_id in ids if (found := _ordered(file, law, each)) is not None]
    follow = {debt_id(each.id) for each in undue}
    debts = [_owed(file, debt) for debt in noted.values() if debt.id not in follow]
    for each in ordered:
        chosen = noted.get(each.debt.id, each.debt)
        debt = replace(chosen, total=each.debt.total, basis=each.debt.basis)
        debts.append(replace(_owed(file, debt), final_on=each.final_on, lapses_on=each.lapses_on))
    return tuple(each.and_kept(kept) for each in debts)


def debt_id(decision_id: RecordId) -> RecordId:
    """The debt that a decision orders is one record, wherever somebody first chooses something for it."""
    return derived_id(decision_id, "debt")


def _ordered(file: Reading, law: Law, decision: Decision) -> Owed | None:
    """The debt that an issued decision orders once it is served and no appeal is open; paid off from finality on."""
    claim = read_undue(decision.findings)
    if claim is None or not decision.amount or decision.document_id is None:
        return None
    decided = file.find(Decision, case_id=decision.case_id)
    deliveries = file.find(Delivery, case_id=decision.case_id)
    papers = [paper for kind in LATER_PAPERS for paper in file.find(Document, case_id=decision.case_id, kind=kind)]
    served = served_days(deliveries).get(decision.document_id)
    days = finality_of(decision, served, law, later_of(decision, decided, papers, deliveries))
    if days is None or decision.id in appealed_acts(
        file, law, decision.case_id, [each for each in decided if each.number]
    ):
        return None
    found = claim.found(decision.issued_on or days.final_from_on, law)
    parts, last_day = claim.parts(found.claimed), claim.last_day(found.claimed)
    begins = parts[0][0] if parts else last_day or days.final_from_on
    debt = Debt(
        id=debt_id(decision.id),
        person_id=decision.person_id,
        total=decision.amount,
        monthly=parts[0][1] if parts else 0,
        from_month=begins.replace(day=1),
        basis=decision.number,
    )
    return Owed(debt=debt, final_on=days.final_from_on, lapses_on=lapses_on(days.final_from_on, law, last_day))


def _owed(file: Reading, debt: Debt) -> Owed:
    return Owed(debt=debt, repayments=tuple(file.find(Repayment, debt_id=debt.id)))


def _demand_open(debt: Debt) -> None:
    if debt.ended_on is not None:
        raise DebtEnded(basis=debt.basis)


def _written(work: Work, before: Debt, after: Debt) -> Done[Debt]:
    """What a person chooses for a debt that follows from a decision is written down for the first time."""
    if work.many(Debt, [before.id]):
        work.change(before, after)
    else:
        work.add(after)
    return Done(work.get(Debt, before.id), work.commit())
