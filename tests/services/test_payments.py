"""From the decision to a closed list and its bank file, and what comes back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.bank_files import WrongOrder
from app.domain.entitlements import Because
from app.domain.payments import (
    LinesChanged,
    ListRemarkNeeded,
    ListState,
    NothingOnList,
    OwnCheck,
    PaymentHold,
    PaymentLine,
    PaymentList,
    ReturnReason,
    WrongListMove,
    WrongReturn,
)
from app.domain.persons import Person
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.services.office import Office
from app.services.payment_building import Difference, PlanPayments, plan_payments
from app.services.payment_registers import NoRegister
from app.services.payment_views import (
    ListPaymentLists,
    NotByTransfer,
    NotClosedYet,
    OpenPaymentList,
    WriteBankFile,
    list_payment_lists,
    open_payment_list,
    write_bank_file,
)
from app.services.payments import (
    ApprovePaymentList,
    ClosePaymentList,
    DropPaymentList,
    LinesInTheWay,
    NotePaymentReturn,
    NotYetPaid,
    RemovePaymentLine,
    ReturnPaymentList,
    approve_payment_list,
    close_payment_list,
    drop_payment_list,
    note_payment_return,
    remove_payment_line,
    return_payment_list,
)
from tests.elixir import read_elixir
from tests.little_office import CLERK, HEAD, WORKER, at_desk, little_office
from tests.little_payments import (
    ANNAS_ACCOUNT,
    DECEMBER,
    JANUARY,
    NOVEMBER,
    OTHER_ACCOUNT,
    OWN_ACCOUNT,
    PAY_ON,
    approved,
    checked,
    closed,
    granted,
    made,
    open_register,
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as office:
        yield office


def lines(office: Office, listed: PaymentList) -> list[PaymentLine]:
    return [each.line for each in open_payment_list(office, OpenPaymentList(listed.id)).lines]


def pay(office: Office, account: str = ANNAS_ACCOUNT) -> PaymentList:
    open_register(office)
    granted(office, account)
    return closed(office)


def test_without_a_register_nothing_is_paid(office: Office) -> None:
    granted(office)
    with pytest.raises(NoRegister) as refused:
        plan_payments(office, PlanPayments(month=DECEMBER))
    assert refused.value.facts["keeper"] == "Biuro"


def test_a_list_pays_every_month_up_to_its_own_with_the_reason_of_each_line(office: Office) -> None:
    open_register(office)
    decision = granted(office)
    found = plan_payments(office, PlanPayments(month=DECEMBER))
    assert [(each.line.month, each.line.amount, each.difference) for each in found.lines] == [
        (NOVEMBER, 61_050, Difference.FIRST),
        (DECEMBER, 61_050, Difference.FIRST),
    ]
    assert (found.total, found.blocked) == (122_100, ())
    line = found.lines[0].line
    assert (line.payee, line.account, line.decision_number) == ("Wiśniewska Anna", ANNAS_ACCOUNT, decision.number)
    assert line.payee_address == "Wola Przedborska 14\n97-570 Przedbórz"


def test_what_may_not_go_out_stands_apart_with_its_reason(office: Office) -> None:
    open_register(office)
    decision = granted(office, account="")
    found = plan_payments(office, PlanPayments(month=NOVEMBER))
    assert [(each.payee, each.amount, each.because) for each in found.blocked] == [
        ("Wiśniewska Anna", 61_050, Because.NO_ACCOUNT)
    ]
    assert found.lines == ()
    with pytest.raises(NothingOnList):
        made(office)
    assert plan_payments(office, PlanPayments(month=NOVEMBER, pay_by="cash")).blocked == ()
    office.calendar.move_to(datetime(2026, 12, 1, 9, 0))  # type: ignore[attr-defined]  # a set calendar
    (early,) = plan_payments(office, PlanPayments(month=NOVEMBER)).blocked
    assert early.because is Because.NOT_EXECUTABLE
    assert early.case_id == decision.case_id


def test_the_whole_way_of_a_list_and_the_bank_file(office: Office) -> None:
    listed = pay(office)
    assert (listed.state, listed.sign, listed.total, listed.count) == (ListState.CLOSED, "1/2026", 122_100, 2)
    file = write_bank_file(office, WriteBankFile(listed.id))
    assert (file.name, file.count, file.total) == ("przelewy-1-2026.pli", 2, 122_100)
    orders = read_elixir(file.content, "cp1250")
    assert [(each.paid_on, each.amount, each.from_account, each.to_account) for each in orders] == [
        (PAY_ON, 61_050, OWN_ACCOUNT, ANNAS_ACCOUNT)
    ] * 2
    assert {" ".join(each.title) for each in orders} == {"Świadczenie"}
    assert write_bank_file(office, WriteBankFile(listed.id)) == file
    assert [line.position for line in lines(office, listed)] == [1, 2]


def test_the_next_month_says_what_it_is_compared_with_the_last(office: Office) -> None:
    pay(office)
    assert plan_payments(office, PlanPayments(month=DECEMBER)).lines == ()
    (january,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
    assert (january.line.month, january.before, january.difference) == (JANUARY, 61_050, Difference.SAME)
    assert closed(office, JANUARY).sign == "2/2026"


def test_what_stands_on_an_open_list_is_not_put_on_another(office: Office) -> None:
    open_register(office)
    granted(office)
    first = made(office)
    found = plan_payments(office, PlanPayments(month=DECEMBER))
    assert {(each.because, each.list_id) for each in found.blocked} == {(Because.ON_A_LIST, first.id)}
    drop_payment_list(office, DropPaymentList(first, "pomyłka w miesiącu"))
    assert len(plan_payments(office, PlanPayments(month=DECEMBER)).lines) == 2
    assert [row.listed.state for row in list_payment_lists(office, ListPaymentLists())] == [ListState.DROPPED]


def test_four_eyes_and_rights(office: Office) -> None:
    open_register(office)
    granted(office)
    with pytest.raises(NotAllowed):
        made(at_desk(office, WORKER))
    listed = made(office)
    with pytest.raises(OwnCheck):
        checked(office, listed, CLERK)
    looked_at = checked(office, listed)
    with pytest.raises(NotAllowed):
        approve_payment_list(at_desk(office, CLERK), ApprovePaymentList(looked_at))
    with pytest.raises(WrongListMove):
        close_payment_list(office, ClosePaymentList(looked_at))
    with pytest.raises(ListRemarkNeeded):
        return_payment_list(office, ReturnPaymentList(looked_at, " "))
    back = return_payment_list(at_desk(office, HEAD), ReturnPaymentList(looked_at, "Sprawdź konto.")).value
    assert (back.state, back.remark, back.checked_by_id) == (ListState.DRAFT, "Sprawdź konto.", None)


def test_a_line_taken_off_waits_for_the_next_list(office: Office) -> None:
    open_register(office)
    granted(office)
    listed = made(office)
    remove_payment_line(office, RemovePaymentLine(lines(office, listed)[1]))
    assert [line.month for line in lines(office, listed)] == [NOVEMBER]
    assert [each.line.month for each in plan_payments(office, PlanPayments(month=DECEMBER)).lines] == [DECEMBER]
    with pytest.raises(WrongListMove):
        remove_payment_line(office, RemovePaymentLine(lines(office, checked(office, listed))[0]))


def test_what_changed_since_is_told_and_stops_the_list(office: Office) -> None:
    open_register(office)
    granted(office)
    listed = approved(office, checked(office, made(office)))
    with office.work("Nowe konto") as work:
        person = work.get(Person, lines(office, listed)[0].person_id)
        work.change(person, replace(person, bank_account=OTHER_ACCOUNT))
        work.commit()
    view = open_payment_list(office, OpenPaymentList(listed.id))
    assert {each.because for each in view.problems} == {Because.CHANGED_SINCE}
    with pytest.raises(LinesInTheWay) as refused:
        close_payment_list(office, ClosePaymentList(listed))
    assert (refused.value.facts["count"], refused.value.facts["payee"]) == (2, "Wiśniewska Anna")


def test_a_hold_stops_one_month_of_a_list(office: Office) -> None:
    open_register(office)
    decision = granted(office)
    listed = made(office)
    with office.work("Wstrzymanie") as work:
        hold = PaymentHold(id=new_id(), decision_id=decision.id, case_id=decision.case_id, from_month=DECEMBER)
        work.add(hold)
        work.commit()
    (problem,) = open_payment_list(office, OpenPaymentList(listed.id)).problems
    assert (problem.month, problem.because) == (DECEMBER, Because.SUSPENDED)


def test_lines_written_elsewhere_after_the_check_are_not_paid(office: Office) -> None:
    open_register(office)
    granted(office)
    looked_at = checked(office, made(office))
    with office.work("Ktoś inny") as work:
        work.remove(work.find(PaymentLine, list_id=looked_at.id)[0])
        work.commit()
    with pytest.raises(LinesChanged):
        approved(office, looked_at)


def test_money_that_came_back_waits_with_its_reason_and_is_paid_again(office: Office) -> None:
    listed = pay(office)
    line = lines(office, listed)[1]
    for amount, on, problem in (
        (70_000, PAY_ON, WrongReturn),
        (61_050, date(2026, 12, 22), NotYetPaid),
    ):
        with pytest.raises(problem):
            note_payment_return(office, NotePaymentReturn(line=line, amount=amount, returned_on=on))
    back = NotePaymentReturn(
        line=line, amount=61_050, returned_on=date(2026, 12, 28), reason=ReturnReason.CLOSED_ACCOUNT
    )
    note_payment_return(office, back)
    note_payment_return(office, back)  # noted twice, it is one return
    (waiting,) = plan_payments(office, PlanPayments(month=DECEMBER)).blocked
    assert (waiting.month, waiting.amount, waiting.because) == (DECEMBER, 61_050, Because.SAME_ACCOUNT)
    with office.work("Nowe konto") as work:
        person = work.get(Person, line.person_id)
        work.change(person, replace(person, bank_account=OTHER_ACCOUNT))
        work.commit()
    (again,) = plan_payments(office, PlanPayments(month=DECEMBER)).lines
    assert (again.difference, again.line.account, again.line.amount) == (Difference.AGAIN, OTHER_ACCOUNT, 61_050)
    assert closed(office).count == 1
    assert plan_payments(office, PlanPayments(month=DECEMBER)).lines == ()
    assert len(open_payment_list(office, OpenPaymentList(listed.id)).returns) == 1


def test_only_a_closed_list_has_a_bank_file_and_returns(office: Office) -> None:
    open_register(office)
    granted(office)
    listed = made(office)
    with pytest.raises(NotClosedYet):
        write_bank_file(office, WriteBankFile(listed.id))
    with pytest.raises(NotClosedYet):
        note_payment_return(office, NotePaymentReturn(line=lines(office, listed)[0], amount=1, returned_on=PAY_ON))


def test_a_list_of_the_cash_desk_has_no_bank_file(office: Office) -> None:
    open_register(office, account="")
    granted(office, pay_by="cash")
    listed = closed(office, pay_by="cash")
    assert {line.account for line in lines(office, listed)} == {""}
    with pytest.raises(NotByTransfer):
        write_bank_file(office, WriteBankFile(listed.id))


def test_what_the_bank_would_refuse_is_refused_before_the_list_is_closed(office: Office) -> None:
    open_register(office)
    granted(office)
    listed = made(office)
    with office.work("Bez nazwiska") as work:
        for line in work.find(PaymentLine, list_id=listed.id):
            work.change(line, replace(line, payee="", payee_address=""))
        work.commit()
    listed = approved(office, checked(office, listed))
    with pytest.raises(WrongOrder):
        close_payment_list(office, ClosePaymentList(listed))
    assert open_payment_list(office, OpenPaymentList(listed.id)).listed.number == 0
