"""Payment lists, from a draft to a list that pays and never changes again.

A list is made by one person, checked by another, approved by the head, and closed only where the right to close lists
of the budget is kept. Before it is closed every line is worked out once more, so nobody is paid twice for one month.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.money import Grosze
from app.domain.payments import (
    LinesChanged,
    ListState,
    NothingOnList,
    PaymentLine,
    PaymentList,
    PaymentRegister,
    PaymentReturn,
    ReturnReason,
    approve,
    check,
    demand_closable,
    demand_draft,
    demand_return,
    drop,
    return_id,
    send_back,
)
from app.domain.problems import Refusal
from app.domain.records import derived_id, new_id
from app.domain.roles import Act
from app.services.exchange.identity import doubt_of
from app.services.office import Done, Office
from app.services.payment_building import PlanPayments, in_the_way, plan
from app.services.payment_registers import demand_kept, demand_register
from app.services.payment_views import NotClosedYet, bank_file, lines_on
from app.services.ports import Work


class ListDisputed(Refusal):
    """Two workstations did something else with the list; a person must settle it first."""

    code = "payment_list_disputed"


class AccountChanged(Refusal):
    """The register names another account, sender or title than the list was checked with."""

    code = "paying_account_changed"


class FileInDoubt(Refusal):
    """It is not certain that this is the one newest copy of the file: another may have closed the list (facts: why)."""

    code = "payments_file_in_doubt"


class PayDayPast(Refusal):
    """No bank takes a transfer for a day that is over (facts: pay_on)."""

    code = "pay_day_past"


class LinesInTheWay(Refusal):
    """Lines cannot be paid any more as the list says (facts: count, payee and because of the first)."""

    code = "lines_in_the_way"


class NotYetPaid(Refusal):
    """Money cannot come back before the day on which it went out (facts: pay_on)."""

    code = "not_yet_paid"


@dataclass(frozen=True, kw_only=True)
class MakePaymentList:
    """Put everything that may be paid up to a month onto a new list."""

    month: date
    pay_on: date
    pay_by: str = "transfer"
    benefit: str = ""
    title: str = ""


@dataclass(frozen=True)
class RemovePaymentLine:
    """Take a line off a draft; the money waits for the next list."""

    line: PaymentLine


@dataclass(frozen=True)
class CheckPaymentList:
    """A second person has looked at every line."""

    before: PaymentList


@dataclass(frozen=True)
class ApprovePaymentList:
    """The head agrees."""

    before: PaymentList


@dataclass(frozen=True)
class ReturnPaymentList:
    """Back to a draft with what is to be mended."""

    before: PaymentList
    remark: str


@dataclass(frozen=True)
class DropPaymentList:
    """The list will not be paid."""

    before: PaymentList
    remark: str


@dataclass(frozen=True)
class ClosePaymentList:
    """Number the list and pay it; from now on nobody changes it."""

    before: PaymentList


@dataclass(frozen=True, kw_only=True)
class NotePaymentReturn:
    """Money of a closed line came back (grosze)."""

    line: PaymentLine
    amount: Grosze
    returned_on: date
    reason: ReturnReason = ReturnReason.OTHER
    note: str = ""


def make_payment_list(office: Office, request: MakePaymentList) -> Done[PaymentList]:
    """A new draft with its lines; a list without any is not made."""
    office.allow(Act.PREPARE_PAYMENTS)
    _demand_pay_day(request.pay_on, office.calendar.today())
    with office.work("Nowa lista wypłat") as work:
        register = demand_register(work)
        asked = PlanPayments(month=request.month, pay_by=request.pay_by, benefit=request.benefit)
        planned = plan(office, work, register, asked)
        if not planned.lines:
            raise NothingOnList
        listed = PaymentList(
            id=new_id(),
            register_id=register.id,
            month=request.month.replace(day=1),
            benefit=request.benefit,
            pay_by=request.pay_by,
            pay_on=request.pay_on,
            title=request.title.strip(),
            made_on=office.calendar.today(),
            made_by_id=office.clerk.id,
        )
        work.add(listed)
        work.add_all([replace(each.line, list_id=listed.id) for each in planned.lines])
        return Done(listed, work.commit())


def remove_payment_line(office: Office, request: RemovePaymentLine) -> Done[PaymentList]:
    """One line less on a draft."""
    office.allow(Act.PREPARE_PAYMENTS)
    with office.work("Pozycja zdjęta z listy wypłat") as work:
        listed = work.get(PaymentList, request.line.list_id)
        demand_draft(listed)
        work.remove(request.line)
        return Done(listed, work.commit())


def check_payment_list(office: Office, request: CheckPaymentList) -> Done[PaymentList]:
    """Refuses who made the list, and a list with lines that cannot be paid."""
    office.allow(Act.PREPARE_PAYMENTS)
    with office.work("Sprawdzenie listy wypłat") as work:
        stored = _current(work, request.before)
        lines = lines_on(work, stored)
        told = _with_sender(stored, demand_register(work))
        after = check(told, lines, office.clerk.id, office.calendar.today())
        _demand_clear(office, work, lines)
        return _changed(work, stored, after)


def approve_payment_list(office: Office, request: ApprovePaymentList) -> Done[PaymentList]:
    """The head agrees to the lines as they were checked."""
    office.allow(Act.APPROVE_PAYMENTS)
    with office.work("Zatwierdzenie listy wypłat") as work:
        stored = _current(work, request.before)
        lines = lines_on(work, stored)
        after = approve(stored, lines, office.clerk.id, office.calendar.today())
        _demand_clear(office, work, lines)
        return _changed(work, stored, after)


def return_payment_list(office: Office, request: ReturnPaymentList) -> Done[PaymentList]:
    """Check and approval are taken back."""
    office.allow(Act.PREPARE_PAYMENTS)
    with office.work("Zwrot listy wypłat do przygotowania") as work:
        stored = _current(work, request.before)
        return _changed(work, stored, send_back(stored, request.remark))


def drop_payment_list(office: Office, request: DropPaymentList) -> Done[PaymentList]:
    """The list stays in sight with its reason; what it would have paid may go onto another one."""
    office.allow(Act.PREPARE_PAYMENTS)
    with office.work("Rezygnacja z listy wypłat") as work:
        stored = _current(work, request.before)
        return _changed(work, stored, drop(stored, request.remark))


def close_payment_list(office: Office, request: ClosePaymentList) -> Done[PaymentList]:
    """Only where the right is kept: the number is the last one + 1, and the lines get their places for ever.

    A backup that was put back may not know what was closed since; nothing is paid from it before a person has decided.
    """
    office.allow(Act.PREPARE_PAYMENTS)
    doubt = doubt_of(office.file)
    if doubt is not None:
        raise FileInDoubt(why=doubt.value)
    with office.work("Zamknięcie listy wypłat") as work:
        register = demand_kept(office, work)
        stored = _current(work, request.before)
        lines = lines_on(work, stored)
        demand_closable(stored, lines)
        _demand_clear(office, work, lines)
        today = office.calendar.today()
        _demand_pay_day(stored.pay_on, today)
        closed = replace(
            stored,
            state=ListState.CLOSED,
            number=_next_number(work, register, today.year),
            year=today.year,
            closed_on=today,
            closed_by_id=office.clerk.id,
            total=sum(line.amount for line in lines),
            count=len(lines),
        )
        if closed != _with_sender(closed, register):
            raise AccountChanged
        placed = [_for_ever(line, place) for place, line in enumerate(lines, 1)]
        if closed.pay_by == "transfer":
            bank_file(closed, placed)  # what the bank would refuse is refused before the list is closed
        for line in lines:
            work.remove(line)
        work.add_all(placed)
        work.seal(stored, closed)  # also equal fields: who checked and approved is not sent back unnoticed
        return Done(work.get(PaymentList, closed.id), work.commit())


def note_payment_return(office: Office, request: NotePaymentReturn) -> Done[PaymentReturn]:
    """What came back waits with its reason until another list pays it again; noted twice, it is the same return."""
    office.allow(Act.PREPARE_PAYMENTS)
    with office.work("Zwrot wypłaty") as work:
        line = work.get(PaymentLine, request.line.id)
        listed = work.get(PaymentList, line.list_id)
        if not (listed.is_closed and line.position):
            raise NotClosedYet
        if listed.pay_on is not None and request.returned_on < listed.pay_on:
            raise NotYetPaid(pay_on=listed.pay_on)
        demand_return(line, request.amount)
        noted = PaymentReturn(
            id=return_id(line.id),
            line_id=line.id,
            amount=request.amount,
            returned_on=request.returned_on,
            reason=request.reason,
            note=request.note.strip(),
            noted_by_id=office.clerk.id,
        )
        before = work.many(PaymentReturn, [noted.id]).get(noted.id)
        if before is None:
            work.add(noted)
        else:
            work.change(before, replace(noted, seen=before.seen))
        return Done(noted, work.commit())


def _current(work: Work, before: PaymentList) -> PaymentList:
    """The list as it is stored: a form that is older must not pay what was sent back or dropped meanwhile.

    What was looked at are the lines of ``before``; a list that was checked anew since is looked at anew.
    """
    stored = work.get(PaymentList, before.id)
    if any(each.id == stored.id and each.field == "state" for each in work.contradictions()):
        raise ListDisputed
    if stored.state is before.state and stored.digest != before.digest:
        raise LinesChanged
    return stored


def _with_sender(listed: PaymentList, register: PaymentRegister) -> PaymentList:
    """From which account the list pays: copied when it is checked, so that it is what was checked and approved."""
    return replace(
        listed,
        account=register.account,
        sender=register.sender,
        encoding=register.encoding,
        transfer_title=register.transfer_title,
    )


def _demand_pay_day(pay_on: date | None, today: date) -> None:
    if pay_on is not None and pay_on < today:
        raise PayDayPast(pay_on=pay_on)


def _for_ever(line: PaymentLine, place: int) -> PaymentLine:
    """The line of a closed list is a record of its own: what others write of the draft meanwhile never reaches it."""
    return replace(line, id=derived_id(line.id, "closed"), position=place, seen=None)


def _demand_clear(office: Office, work: Work, lines: list[PaymentLine]) -> None:
    found = in_the_way(office, work, lines)
    if found:
        raise LinesInTheWay(count=len(found), payee=found[0].payee, because=found[0].because)


def _next_number(work: Work, register: PaymentRegister, year: int) -> int:
    lists = work.find(PaymentList, register_id=register.id, year=year)
    return max((each.number for each in lists), default=0) + 1


def _changed(work: Work, before: PaymentList, after: PaymentList) -> Done[PaymentList]:
    work.change(before, after)
    return Done(work.get(PaymentList, after.id), work.commit())
