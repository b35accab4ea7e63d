"""The money of a case at its screen: months with their places, a hold placed and lifted, a debt noted and kept back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.cases import Case
from app.domain.payments import Debt, PaymentHold
from app.services.debts import NoteDebt, note_debt
from app.services.office import Office
from tests.little_office import CLERK
from tests.little_payments import NOVEMBER, PAID_AT, closed, granted, made, open_register
from tests.ui.drawn import cell
from tests.ui.keys import press
from tests.ui.resolutions_room import Room
from ui.models.rows import ListModel
from ui.screens.money import MoneyPage
from ui.screens.money_forms import DebtDialog, EndDebtDialog, HoldDialog, LiftDialog, RepaymentDialog, SetOffDialog
from ui.screens.paylist import PaylistPage


def drawn(model: ListModel) -> list[list[str]]:
    """The table as it is drawn, row by row."""
    return [
        [cell(model, row, column).replace("\u00a0", " ").lstrip(">") for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def paid_november(office: Office) -> None:
    open_register(office)
    granted(office)
    closed(office, NOVEMBER)


def in_debt(office: Office) -> None:
    open_register(office)
    decision = granted(office)
    asked = NoteDebt(person_id=decision.person_id, total=20_000, basis="MGOPS.5110.9.2024/D2", from_month=NOVEMBER)
    note_debt(office, asked)
    made(office, NOVEMBER)


@pytest.fixture
def rooms() -> Iterator[list[Room]]:
    opened: list[Room] = []
    yield opened
    for room in opened:
        room.close()


def page_of(rooms: list[Room], folder: Path, prepare: object) -> tuple[Room, MoneyPage]:
    room = Room(folder, prepare, CLERK, ("cases", "case", "decision", "money", "payments", "payment-list"), PAID_AT)  # type: ignore[arg-type]
    rooms.append(room)
    (case,) = room.find(Case)
    room.window.open("money", case_id=case.id)
    room.wait()
    page = room.window.page("money")
    assert isinstance(page, MoneyPage)
    return room, page


def test_every_month_says_where_its_money_is(rooms: list[Room], tmp_path: Path) -> None:
    _, page = page_of(rooms, tmp_path, paid_november)
    assert drawn(page.rows) == [
        ["11.2026", "610,50", "610,50", "", "", "", "", "lista 1/2026"],
        ["12.2026", "610,50", "", "", "", "", "610,50", ""],
        ["01.2027", "610,50", "", "", "", "", "610,50", ""],
    ]


def test_a_hold_is_placed_and_lifted(rooms: list[Room], tmp_path: Path) -> None:
    room, page = page_of(rooms, tmp_path, paid_november)
    page.hold.click()
    dialog = room.dialog(HoldDialog)
    press(dialog.go, Qt.Key.Key_Return)
    assert dialog.reason.message.text() == "To pole jest potrzebne."
    dialog.reason.set_value("Nie otwiera drzwi, sąsiedzi mówią o wyjeździe.")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    assert room.notice() == "Wypłata jest wstrzymana."
    assert drawn(page.rows)[1][5:] == ["610,50", "", "wypłata wstrzymana"]
    (hold,) = room.find(PaymentHold)
    page.lift_hold(hold)
    lift = room.dialog(LiftDialog)
    lift.reason.set_value("Wróciła ze szpitala.")
    press(lift.go, Qt.Key.Key_Return)
    room.wait()
    assert room.find(PaymentHold) == []
    assert drawn(page.rows)[1][5:] == ["", "610,50", ""]


def test_a_debt_is_noted_changed_and_ended(rooms: list[Room], tmp_path: Path) -> None:
    room, page = page_of(rooms, tmp_path, paid_november)
    page.debts.act.click()
    dialog = room.dialog(DebtDialog)
    dialog.total.set_text("900,00")
    dialog.basis.set_text("MGOPS.5110.9.2024/D2 z 4 marca 2026 r.")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    (debt,) = room.find(Debt)
    assert (debt.total, debt.monthly) == (90_000, 0)
    (owed,) = page.view.owed if page.view is not None else ()
    page._follow_debt(owed, "change")
    pace = room.dialog(DebtDialog)
    pace.monthly.set_text("100,00")
    press(pace.go, Qt.Key.Key_Return)
    room.wait()
    assert [each.monthly for each in room.find(Debt)] == [10_000]
    (owed,) = page.view.owed if page.view is not None else ()
    page._follow_debt(owed, "repay")
    repaid = room.dialog(RepaymentDialog)
    repaid.amount.set_text("300,00")
    repaid.settled_on.set_text("21.12.2026")
    press(repaid.go, Qt.Key.Key_Return)
    room.wait()
    assert room.notice().replace("\u00a0", " ") == "Zapisano spłatę 300,00 zł."
    (owed,) = page.view.owed if page.view is not None else ()
    assert owed.left == 60_000
    page._follow_debt(owed, owed.repayments[0].id.hex())
    room.wait()
    (owed,) = page.view.owed if page.view is not None else ()
    assert owed.left == 90_000
    page._follow_debt(owed, "end")
    press(room.dialog(EndDebtDialog).go, Qt.Key.Key_Return)
    room.wait()
    assert [each.ended_on for each in room.find(Debt)] == [PAID_AT.date()]


def test_a_set_off_is_seen_on_the_list_and_changed_there(rooms: list[Room], tmp_path: Path) -> None:
    room, _ = page_of(rooms, tmp_path, in_debt)
    page = room.open("payments")
    page.table.opened.emit(page.rows.row_at(0))
    room.wait()
    paylist = room.window.page("payment-list")
    assert isinstance(paylist, PaylistPage)
    assert drawn(paylist.rows)[0][4:] == ["410,50", "—", "pierwsza z listy, potrącono 200,00 zł"]
    paylist.keep_back.click()
    room.wait()
    dialog = room.dialog(SetOffDialog)
    dialog.amount.set_text("50,00")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    assert room.notice().replace("\u00a0", " ") == "Potrącono 50,00 zł, do wypłaty 560,50 zł."
    assert drawn(paylist.rows)[0][4] == "560,50"
