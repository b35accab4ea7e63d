"""The money of one case: every month with where its money is, what is held, what the person owes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.cases import Case
from app.domain.claims import label_of
from app.domain.debts import Owed
from app.domain.decisions import Decision
from app.domain.entitlements import MonthRow
from app.domain.months import add_months
from app.domain.payments import PaymentHold, PaymentList
from app.domain.persons import Person
from app.domain.records import RecordId
from app.domain.roles import MAY, Act, Role
from app.services.office import Office
from app.services.payment_reading import read_claims
from app.services.payment_registers import find_register, is_outside

AHEAD = 2
"""Months after this one that are shown of a benefit that goes on."""


@dataclass(frozen=True)
class ShowCaseMoney:
    """Ask for the money of a case."""

    case_id: RecordId


@dataclass(frozen=True)
class MoneyMonth:
    """A month of one decision. ``lists`` are signs of the closed lists that paid it.

    ``is_outside``: it was, or is to be, paid without the program, which therefore knows nothing of the money.
    """

    row: MonthRow
    lists: tuple[str, ...] = ()
    is_outside: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseMoney:
    """``decisions`` may be held, newest first; ``may_prepare`` is of whoever sits here."""

    today: date
    case: Case
    label: str
    person: Person
    months: tuple[MoneyMonth, ...]
    holds: tuple[PaymentHold, ...]
    owed: tuple[Owed, ...]
    decisions: tuple[Decision, ...]
    may_prepare: bool


def show_case_money(office: Office, request: ShowCaseMoney) -> CaseMoney:
    """From the first month that a decision of the case grants to two months from now."""
    today = office.calendar.today()
    with office.reading() as file:
        case = file.get(Case, request.case_id)
        register = find_register(file)
        claim = next(iter(read_claims(office, file, [case.id])), None)
        decisions = tuple(reversed(claim.claim.decisions)) if claim is not None else ()
        begins = [each.from_month for each in decisions if each.from_month is not None]
        months: tuple[MoneyMonth, ...] = ()
        if claim is not None and begins:
            rows = claim.rows(min(begins), add_months(today.replace(day=1), AHEAD), today)
            lists = file.many(PaymentList, {line.list_id for line in claim.claim.lines})
            signs = {each.id: each.sign for each in lists.values()}
            months = tuple(MoneyMonth(row, _lists(row, signs), is_outside(row, register)) for row in rows)
        return CaseMoney(
            today=today,
            case=case,
            label=label_of(case.benefit),
            person=claim.person if claim is not None else file.get(Person, case.person_id),
            months=months,
            holds=tuple(file.find(PaymentHold, case_id=case.id)),
            owed=tuple(claim.owed) if claim is not None else (),
            decisions=tuple(each for each in decisions if each.pays),
            may_prepare=Act.PREPARE_PAYMENTS in MAY.get(Role(office.clerk.role), frozenset()),
        )


def _lists(row: MonthRow, signs: Mapping[RecordId, str]) -> tuple[str, ...]:
    lines = (part.line for part in row.parts if part.line is not None)
    return tuple(dict.fromkeys(signs[line.list_id] for line in lines if line.list_id in signs))
