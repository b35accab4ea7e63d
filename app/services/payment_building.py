"""Whom a payment list would pay: worked out from decisions and from what was paid, never typed.

Everything up to the list's month that may be paid goes onto it; what may not stands apart with what is in its way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.benefits import is_one_off
from app.domain.deadlines import day_before
from app.domain.decisions import Decision
from app.domain.entitlements import Because, MonthRow, Part, Place
from app.domain.money import Grosze
from app.domain.payments import ListState, PaymentLine, PaymentList, PaymentRegister, in_order
from app.domain.persons import Address, Person
from app.domain.records import RecordId, new_id
from app.services.households import address_on
from app.services.office import Office
from app.services.payment_reading import CaseClaim, granted_cases, read_claims
from app.services.payment_registers import demand_register
from app.services.payment_set_off import Keeping, kept_on_open_lists
from app.services.ports import Reading

NO_LIST = RecordId(bytes(16))
"""Stands in lines that are only planned."""


class Difference(StrEnum):
    """Why a line is not what the person got for the month before."""

    SAME = "same"
    FIRST = "first"
    CHANGED = "changed"
    ONE_OFF = "one_off"
    ARREARS = "arrears"
    AGAIN = "again"


@dataclass(frozen=True, kw_only=True)
class Reasoned:
    """A line with its reason: ``before`` is what went out for the month before by the same case (grosze)."""

    line: PaymentLine
    before: Grosze
    difference: Difference


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """Money that cannot go out now; ``list_id`` is the other list that it stands on already."""

    case_id: RecordId
    case_sign: str
    person_id: RecordId
    payee: str
    month: date
    amount: Grosze
    because: Because
    list_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class PaymentPlan:
    """What a list would pay, in its order, and what is in the way of the rest."""

    lines: tuple[Reasoned, ...]
    blocked: tuple[Blocked, ...]

    @property
    def total(self) -> Grosze:
        """What it pays in all."""
        return sum(each.line.amount for each in self.lines)


@dataclass(frozen=True, kw_only=True)
class PlanPayments:
    """Ask what a list of this month, way of payment and benefit ("" for all) would pay."""

    month: date
    pay_by: str = "transfer"
    benefit: str = ""


def plan_payments(office: Office, request: PlanPayments) -> PaymentPlan:
    """What may go out now, and what may not."""
    with office.reading() as file:
        register = demand_register(file)
        return plan(office, file, register, request)


def plan(office: Office, file: Reading, register: PaymentRegister, request: PlanPayments) -> PaymentPlan:
    """The same inside a transaction; what an open list holds already is left to it."""
    since, until = register.from_month or request.month, request.month.replace(day=1)
    claims = read_claims(office, file, granted_cases(file, since, until))
    today = office.calendar.today()
    keeping = Keeping(office.law, today, kept_on_open_lists(file))
    here = _Here(file, today, _on_open_lists(file), keeping)
    lines: list[Reasoned] = []
    blocked: list[Blocked] = []
    for number, claim in enumerate(claims):
        if number % 50 == 0:
            office.progress.step("", number / len(claims))
        for row in claim.rows(since, until, here.today):
            if row.decision is not None and _is_asked(row.decision, request):
                found, held = _parts(here, claim, row, row.decision)
                lines += [_reasoned(claim, each) for each in found]
                blocked += held
    ordered = {each.id: place for place, each in enumerate(in_order(each.line for each in lines))}
    return PaymentPlan(
        lines=tuple(sorted(lines, key=lambda each: ordered[each.line.id])),
        blocked=tuple(sorted(blocked, key=lambda each: (each.payee.casefold(), each.month))),
    )


def reasoned(office: Office, file: Reading, lines: Sequence[PaymentLine]) -> tuple[Reasoned, ...]:
    """The reasons of lines that stand on a list."""
    claims = {each.case.id: each for each in read_claims(office, file, {line.case_id for line in lines})}
    return tuple(
        _reasoned(claims[line.case_id], line)
        if line.case_id in claims
        else Reasoned(line=line, before=0, difference=Difference.FIRST)
        for line in lines
    )


def in_the_way(office: Office, file: Reading, lines: Iterable[PaymentLine]) -> list[Blocked]:
    """Lines of an open list whose money may no longer go out as they say: the reason and the amount of each."""
    lines = list(lines)
    claims = {each.case.id: each for each in read_claims(office, file, {line.case_id for line in lines})}
    found: list[Blocked] = []
    paid: set[tuple[RecordId, str, date]] = set()
    today = office.calendar.today()
    keeping = Keeping(office.law, today)
    for line in lines:
        claim = claims.get(line.case_id)
        because = _why_no_longer(claim, line, keeping, today)
        if because is None and claim is not None and line.return_id is None and not is_one_off(line.benefit):
            what = (claim.person.id, line.benefit, line.month)
            because = Because.PAID_ELSEWHERE if what in paid else None
            paid.add(what)
        if because is not None:
            found.append(
                Blocked(
                    case_id=line.case_id,
                    case_sign=line.case_sign,
                    person_id=line.person_id,
                    payee=line.payee,
                    month=line.month,
                    amount=line.amount,
                    because=because,
                )
            )
    return found


def _why_no_longer(claim: CaseClaim | None, line: PaymentLine, keeping: Keeping, today: date) -> Because | None:
    """None for a line that pays what is ready, to where the person wants it, by the decision that speaks now."""
    if claim is None:
        return Because.UNSETTLED
    rows = [row for row in claim.rows(line.month, line.month, today) if row.decision is not None]
    row = next((row for row in rows if row.decision is not None and row.decision.id == line.decision_id), None)
    if row is None or row.decision is None:
        return Because.NO_LONGER_DUE
    parts = [part for part in row.parts if (part.back.id if part.back is not None else None) == line.return_id]
    open_parts = [part for part in parts if part.place in (Place.READY, Place.HELD, Place.RETURNED)]
    if not open_parts:
        return Because.PAID_ALREADY if row.amount(Place.PAID, Place.SET_OFF) else Because.NO_LONGER_DUE
    if open_parts[0].because is not None:
        return open_parts[0].because
    is_as_written = open_parts[0].amount == line.amount + line.set_off and line.account == _account(claim, row.decision)
    if not is_as_written:
        return Because.CHANGED_SINCE
    return None if keeping.allows(claim, row, line) else Because.DEBT_CHANGED


def _is_asked(decision: Decision, request: PlanPayments) -> bool:
    return decision.pay_by == request.pay_by and request.benefit in ("", decision.benefit)


@dataclass(frozen=True)
class _Here:
    """The file and the day of a plan, which open list holds the money of a decision and month, what is kept back."""

    file: Reading
    today: date
    taken: Mapping[tuple[RecordId, date, RecordId | None], RecordId]
    keeping: Keeping


def _parts(here: _Here, claim: CaseClaim, row: MonthRow, decision: Decision) -> tuple[list[PaymentLine], list[Blocked]]:
    """The open money of one month: lines where nothing is in the way, else what is."""
    lines: list[PaymentLine] = []
    blocked: list[Blocked] = []
    for part in row.parts:
        if part.place not in (Place.READY, Place.HELD, Place.RETURNED) or not part.amount:
            continue
        list_id = here.taken.get((decision.id, row.month, part.back.id if part.back is not None else None))
        because = part.because or (Because.ON_A_LIST if list_id is not None else None)
        if because is None:
            lines.append(_line(here, claim, row, decision, part))
        else:
            blocked.append(_blocked(claim, row, part, because, list_id))
    return lines, blocked


def _blocked(claim: CaseClaim, row: MonthRow, part: Part, because: Because, list_id: RecordId | None) -> Blocked:
    return Blocked(
        case_id=claim.case.id,
        case_sign=claim.case.sign,
        person_id=claim.person.id,
        payee=name_for_payment(claim.person),
        month=row.month,
        amount=part.amount,
        because=because,
        list_id=list_id,
    )


def _line(here: _Here, claim: CaseClaim, row: MonthRow, decision: Decision, part: Part) -> PaymentLine:
    address = address_on(here.file, claim.person.id, here.today) or Address(
        id=claim.person.id, person_id=claim.person.id
    )
    debt, set_off = here.keeping.take(claim, row, part)
    return PaymentLine(
        id=new_id(),
        list_id=NO_LIST,
        decision_id=decision.id,
        case_id=claim.case.id,
        person_id=claim.person.id,
        month=row.month,
        amount=part.amount - set_off,
        set_off=set_off,
        debt_id=debt.id if debt is not None else None,
        return_id=part.back.id if part.back is not None else None,
        benefit=decision.benefit,
        decision_number=decision.number,
        case_sign=claim.case.sign,
        payee=name_for_payment(claim.person),
        payee_address="\n".join(address.lines),
        account=_account(claim, decision),
    )


def _account(claim: CaseClaim, decision: Decision) -> str:
    return claim.claim.account if decision.pay_by == "transfer" else ""


def name_for_payment(person: Person) -> str:
    """``Wiśniewska Anna``: a list of payments is read and looked up by surname."""
    return " ".join(part for part in (person.last_name, person.first_name) if part)


def _reasoned(claim: CaseClaim, line: PaymentLine) -> Reasoned:
    earlier = day_before(line.month).replace(day=1)
    before = sum(each.amount for each in claim.claim.lines if each.month == earlier and each.list_id != line.list_id)
    months = [each.month for each in claim.claim.lines if each.list_id != line.list_id]
    if line.return_id is not None:
        difference = Difference.AGAIN
    elif is_one_off(line.benefit):
        difference = Difference.ONE_OFF
    elif any(month > line.month for month in months):
        difference = Difference.ARREARS
    elif not months:
        difference = Difference.FIRST
    else:
        difference = Difference.SAME if before == line.amount else Difference.CHANGED
    return Reasoned(line=line, before=before, difference=difference)


def _on_open_lists(file: Reading) -> dict[tuple[RecordId, date, RecordId | None], RecordId]:
    """Which list holds the money of a decision and month already; dropped and closed lists hold none."""
    found: dict[tuple[RecordId, date, RecordId | None], RecordId] = {}
    for state in (ListState.DRAFT, ListState.CHECKED, ListState.APPROVED):
        for listed in file.find(PaymentList, state=state):
            if not listed.is_closed:
                for line in file.find(PaymentLine, list_id=listed.id):
                    found[line.decision_id, line.month, line.return_id] = listed.id
    return found
