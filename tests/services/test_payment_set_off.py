"""A debt is kept back of the next list, at most by half, never twice; a hold is placed and lifted by a person."""

from dataclasses import replace

import pytest

from app.domain.debts import DebtBasisNeeded, WrongDebt, WrongRepayment
from app.domain.decisions import Decision
from app.domain.entitlements import Because, Place
from app.domain.payments import Debt, HoldKind, PaymentLine, PaymentList
from app.domain.records import RecordId
from app.domain.roles import NotAllowed
from app.services.case_money import CaseMoney, ShowCaseMoney, show_case_money
from app.services.debts import (
    ChangeDebt,
    DebtEnded,
    EndDebt,
    NoteDebt,
    NoteRepayment,
    RemoveRepayment,
    change_debt,
    end_debt,
    note_debt,
    note_repayment,
    remove_repayment,
)
from app.services.office import Office
from app.services.payment_building import PlanPayments, plan_payments
from app.services.payment_holds import (
    HoldBackwards,
    HoldReasonNeeded,
    LiftHold,
    NothingToHold,
    PlaceHold,
    lift_hold,
    place_hold,
)
from app.services.payment_printing import PrintPaymentList, print_payment_list
from app.services.payment_set_off import ChangeSetOff, ShowSetOff, WrongSetOff, change_set_off, show_set_off
from app.services.payment_views import OpenPaymentList, open_payment_list
from app.services.payments import ClosePaymentList, LinesInTheWay, close_payment_list
from tests.little_decision import course, drafted, ready_case, words
from tests.little_office import WORKER, at_desk
from tests.little_payments import (
    DECEMBER,
    JANUARY,
    NOVEMBER,
    PAID_AT,
    approved,
    checked,
    closed,
    granted,
    made,
    open_register,
)


@pytest.fixture
def decision(office: Office) -> Decision:
    open_register(office)
    return granted(office)


def owes(office: Office, decision: Decision, total: int, monthly: int = 0) -> Debt:
    asked = NoteDebt(
        person_id=decision.person_id, total=total, basis="MGOPS.5110.9.2024/D2", from_month=NOVEMBER, monthly=monthly
    )
    return note_debt(office, asked).value


def lines(office: Office, listed: PaymentList) -> list[PaymentLine]:
    return [each.line for each in open_payment_list(office, OpenPaymentList(listed.id)).lines]


def money(office: Office, decision: Decision) -> CaseMoney:
    return show_case_money(office, ShowCaseMoney(decision.case_id))


def test_a_list_keeps_back_half_of_each_month_until_the_debt_is_paid_off(office: Office, decision: Decision) -> None:
    debt = owes(office, decision, 50_000)
    listed = closed(office)
    assert [(each.month, each.amount, each.set_off) for each in lines(office, listed)] == [
        (NOVEMBER, 30_525, 30_525),
        (DECEMBER, 41_575, 19_475),
    ]
    assert {each.debt_id for each in lines(office, listed)} == {debt.id}
    shown = money(office, decision)
    assert [(each.taken, each.left) for each in shown.owed] == [(50_000, 0)]
    assert [(each.row.amount(Place.PAID), each.row.amount(Place.SET_OFF), each.lists) for each in shown.months] == [
        (30_525, 30_525, ("1/2026",)),
        (41_575, 19_475, ("1/2026",)),
        (0, 0, ()),
    ]
    assert all(sum(part.amount for part in each.row.parts) == each.row.due for each in shown.months)
    (january,) = plan_payments(office, PlanPayments(month=JANUARY)).lines
    assert (january.line.amount, january.line.set_off, january.line.debt_id) == (61_050, 0, None)


def test_what_an_open_list_keeps_back_is_not_kept_back_once_more(office: Office, decision: Decision) -> None:
    owes(office, decision, 40_000)
    made(office, NOVEMBER)
    (december,) = plan_payments(office, PlanPayments(month=DECEMBER)).lines
    assert (december.line.month, december.line.set_off) == (DECEMBER, 9_475)


def test_a_pace_that_was_agreed_is_kept(office: Office, decision: Decision) -> None:
    debt = owes(office, decision, 40_000, monthly=10_000)
    assert [each.line.set_off for each in plan_payments(office, PlanPayments(month=DECEMBER)).lines] == [10_000, 10_000]
    change_debt(office, ChangeDebt(debt, 5_000, DECEMBER))
    assert [each.line.set_off for each in plan_payments(office, PlanPayments(month=DECEMBER)).lines] == [0, 5_000]


def test_a_person_chooses_less_on_a_draft_and_never_more_than_half(office: Office, decision: Decision) -> None:
    owes(office, decision, 200_000)
    first, _ = lines(office, made(office))
    choice = show_set_off(office, ShowSetOff(first))
    assert choice.owed is not None
    assert (choice.highest, choice.owed.left) == (30_525, 200_000 - 30_525)
    with pytest.raises(WrongSetOff) as refused:
        change_set_off(office, ChangeSetOff(first, 30_526))
    assert refused.value.facts == {"amount": 30_526, "highest": 30_525}
    less = change_set_off(office, ChangeSetOff(first, 10_000)).value
    assert (less.amount, less.set_off) == (51_050, 10_000)
    nothing = change_set_off(office, ChangeSetOff(less, 0)).value
    assert (nothing.amount, nothing.set_off, nothing.debt_id) == (61_050, 0, None)
    again = change_set_off(office, ChangeSetOff(nothing, 30_525)).value
    assert (again.amount, again.debt_id) == (30_525, choice.owed.debt.id)
    with pytest.raises(NotAllowed):
        change_set_off(at_desk(office, WORKER), ChangeSetOff(again, 0))


def test_a_list_that_keeps_back_more_than_is_left_is_not_closed(office: Office, decision: Decision) -> None:
    debt = owes(office, decision, 50_000)
    listed = made(office)
    end_debt(office, EndDebt(debt))
    problems = open_payment_list(office, OpenPaymentList(listed.id)).problems
    assert {each.because for each in problems} == {Because.DEBT_CHANGED}
    with pytest.raises(LinesInTheWay):
        checked(office, listed)


def test_two_lists_that_keep_back_the_same_debt_are_not_both_closed(office: Office, decision: Decision) -> None:
    """Two workstations may each build a list; the one that is closed second would take the debt twice."""
    owes(office, decision, 30_525)
    first = approved(office, checked(office, made(office, NOVEMBER)))
    second = made(office, DECEMBER)
    (line,) = lines(office, second)
    assert line.set_off == 0
    with office.work("Co innego z drugiego stanowiska") as work:
        debt_id = lines(office, first)[0].debt_id
        work.change(line, replace(line, amount=30_525, set_off=30_525, debt_id=debt_id))
        work.commit()
    assert not open_payment_list(office, OpenPaymentList(second.id)).problems
    close_payment_list(office, ClosePaymentList(first))
    (problem,) = open_payment_list(office, OpenPaymentList(second.id)).problems
    assert problem.because is Because.DEBT_CHANGED


def test_what_is_kept_back_stands_on_the_print(office: Office, decision: Decision) -> None:
    owes(office, decision, 40_000)
    text = words(print_payment_list(office, PrintPaymentList(closed(office).id)).content)
    assert "potrącono 305,25 zł" in text
    assert "Potrącono należności: 400,00 zł (art. 104 ust. 2 ustawy o pomocy społecznej)." in text


def test_a_debt_needs_its_sum_and_its_decision(office: Office, decision: Decision) -> None:
    asked = NoteDebt(person_id=decision.person_id, total=0, basis="D", from_month=NOVEMBER)
    with pytest.raises(WrongDebt):
        note_debt(office, asked)
    with pytest.raises(DebtBasisNeeded):
        note_debt(office, replace(asked, total=100, basis="  "))
    with pytest.raises(NotAllowed):
        note_debt(at_desk(office, WORKER), replace(asked, total=100))
    ended = end_debt(office, EndDebt(owes(office, decision, 100))).value
    with pytest.raises(DebtEnded):
        end_debt(office, EndDebt(ended))
    with pytest.raises(DebtEnded):
        change_debt(office, ChangeDebt(ended, 50, NOVEMBER))
    assert money(office, decision).owed[0].left == 0


def test_a_debt_of_which_two_values_stand_is_not_kept_back(office: Office, decision: Decision) -> None:
    """Asked for in the exchange; here the same record says two totals."""
    debt = owes(office, decision, 40_000)
    with office.work("Jedno") as work:
        work.change(debt, replace(debt, total=30_000))
        work.commit()
    with office.work("Drugie, na tej samej wersji") as work:
        work.change(debt, replace(debt, total=20_000))
        work.commit()
    assert [each.line.set_off for each in plan_payments(office, PlanPayments(month=DECEMBER)).lines] == [0, 0]


def test_what_is_paid_back_is_not_kept_back(office: Office, decision: Decision) -> None:
    debt = owes(office, decision, 40_000)
    noted = NoteRepayment(debt=debt, amount=35_000, settled_on=PAID_AT.date(), note="wyciąg 41")
    back = note_repayment(office, noted).value
    assert [each.line.set_off for each in plan_payments(office, PlanPayments(month=DECEMBER)).lines] == [5_000, 0]
    closed(office)
    with pytest.raises(WrongRepayment) as refused:
        note_repayment(office, replace(noted, amount=1))
    assert refused.value.facts == {"amount": 1, "left": 0}
    with pytest.raises(NotAllowed):
        note_repayment(at_desk(office, WORKER), noted)
    (owed,) = money(office, decision).owed
    assert (owed.taken, owed.settled, owed.left) == (5_000, 35_000, 0)
    remove_repayment(office, RemoveRepayment(back))
    (owed,) = money(office, decision).owed
    assert (owed.taken, owed.settled, owed.left) == (5_000, 0, 35_000)


def held(decision: Decision, **more: object) -> PlaceHold:
    asked = PlaceHold(decision_id=decision.id, from_month=DECEMBER, reason="Nie wiadomo, gdzie mieszka.")
    return replace(asked, **more)  # type: ignore[arg-type]  # the tests name the fields


def test_what_is_held_waits_with_its_reason_and_is_paid_after(office: Office, decision: Decision) -> None:
    hold = place_hold(office, held(decision)).value
    (blocked,) = plan_payments(office, PlanPayments(month=DECEMBER)).blocked
    assert (blocked.month, blocked.because) == (DECEMBER, Because.SUSPENDED)
    assert [each.id for each in money(office, decision).holds] == [hold.id]
    lift_hold(office, LiftHold(before=hold, reason="Podała nowy adres."))
    assert not plan_payments(office, PlanPayments(month=DECEMBER)).blocked
    assert money(office, decision).holds == ()
    told = [text for _, text in course(office, money(office, decision).case)]
    assert "Wstrzymano wypłatę od grudnia 2026\u00a0r.: Nie wiadomo, gdzie mieszka." in told
    assert "Wznowiono wypłatę od grudnia 2026\u00a0r.: Podała nowy adres." in told


def test_held_months_that_are_not_due_end_for_good(office: Office, decision: Decision) -> None:
    hold = place_hold(office, held(decision, from_month=NOVEMBER, kind=HoldKind.NOT_COLLECTED)).value
    lift_hold(office, LiftHold(before=hold, reason="Decyzja wygasła.", are_due=False))
    assert [(each.row.month, each.row.due) for each in money(office, decision).months] == [
        (NOVEMBER, 0),
        (DECEMBER, 0),
        (JANUARY, 61_050),
    ]


def test_a_hold_needs_a_reason_a_decision_and_months_in_their_order(office: Office, decision: Decision) -> None:
    with pytest.raises(HoldReasonNeeded):
        place_hold(office, held(decision, reason=" "))
    with pytest.raises(HoldBackwards):
        place_hold(office, held(decision, to_month=NOVEMBER))
    with pytest.raises(NotAllowed):
        place_hold(at_desk(office, WORKER), held(decision))
    hold = place_hold(office, held(decision)).value
    with pytest.raises(HoldReasonNeeded):
        lift_hold(office, LiftHold(before=hold, reason=""))


def test_a_draft_cannot_be_held(office: Office) -> None:
    draft = drafted(office, ready_case(office))
    with pytest.raises(NothingToHold):
        place_hold(office, held(draft))
    assert money(office, draft).months == ()


def test_without_a_register_the_months_were_paid_outside(office: Office) -> None:
    shown = money(office, granted(office))
    assert [each.is_outside for each in shown.months] == [True, True, True]
    assert isinstance(shown.decisions[0].id, bytes)
    assert RecordId(shown.person.id) == shown.decisions[0].person_id
