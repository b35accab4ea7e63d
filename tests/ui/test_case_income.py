"""Income of a family, written from the keyboard: line after line, changed, taken out, explained."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.incomes import IncomeEntry, WriteIncome, write_income
from tests.little_office import annas_application
from tests.ui.case_desk import OCTOBER, view_of
from tests.ui.counter import Counter
from tests.ui.keys import press
from ui.papers import PaperWindow
from ui.screens.case_income_form import IncomeDialog
from ui.screens.steps_window import StepsWindow


def total(page: Any) -> list[str]:
    """The words of the last line of the income table."""
    model = page.income.model
    return [str(model.index(model.rowCount() - 1, column).data()) for column in range(model.columnCount())]


CONTROL = Qt.KeyboardModifier.ControlModifier


def test_income_is_written_line_after_line_from_the_keyboard(counter: Counter) -> None:
    case_id = counter.order(take_application, annas_application()).case.id
    page = counter.open("case", case_id=case_id)
    counter.focus(page.income.table)
    page.income.table.select(1)
    press(page.income.table, Qt.Key.Key_Insert)
    dialog = counter.dialog(IncomeDialog)
    assert dialog.person.combo.currentText() == "Zofia Wiśniewska"
    for kind, amount in (("maintenance_fund", "500"), ("family_allowance", "124,00")):
        dialog.kind.set_value(kind)
        dialog._fit()
        counter.type(dialog.amount, amount)
        counter.type(dialog.received_on, "10.10")
        counter.type(dialog.evidence, "decyzja")
        dialog._save_and_go_on()
        counter.wait()
        assert dialog.isVisible()
        assert dialog.amount.text() == ""
    dialog.cancel.click()
    assert [row.income.amount for row in view_of(counter, case_id).incomes] == [50_000, 12_400]
    assert page.income.model.row_at(1).row.income.received_on == OCTOBER


def test_income_that_nobody_wrote_yet_is_not_shown_as_nothing(counter: Counter) -> None:
    case_id = counter.order(take_application, annas_application()).case.id
    page = counter.open("case", case_id=case_id)
    assert total(page)[0] == "Dochód jeszcze nieznany · kryterium 823,00\u00a0zł"
    assert total(page)[4] == "—"
    zofia = page.income.model.row_at(1).member.person
    entry = IncomeEntry(kind="maintenance_fund", amount=50_000, received_on=OCTOBER, evidence="decyzja")
    counter.order(write_income, WriteIncome(zofia.id, entry))
    assert total(page)[0] == "Dotąd wpisano, nie u wszystkich · kryterium 823,00\u00a0zł"
    assert total(page)[4] == "500,00"


def test_enter_changes_a_line_and_delete_takes_it_out_for_a_while(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    counter.focus(page.income.table)
    page.income.table.select(1)
    press(page.income.table, Qt.Key.Key_Return)
    dialog = counter.dialog(IncomeDialog)
    counter.type(dialog.amount, "450")
    press(dialog, Qt.Key.Key_Return, CONTROL)
    counter.wait()
    assert page.income.model.row_at(1).row.income.amount == 45_000
    counter.focus(page.income.table)
    page.income.table.select(1)
    press(page.income.table, Qt.Key.Key_Delete)
    counter.wait()
    assert page.income.model.rowCount() == 7
    counter.window.notices._act()
    counter.wait()
    assert page.income.model.rowCount() == 8


def test_a_wrong_amount_is_told_at_its_field_and_nothing_is_written(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.acts.add_income(None)
    dialog = counter.dialog(IncomeDialog)
    dialog.go.click()
    assert dialog.kind.message.text() == "Wybierz pozycję z listy."
    dialog.kind.set_value("wage")
    dialog._fit()
    counter.type(dialog.amount, "12,345,67")
    assert dialog.amount.message.text() == "To nie jest kwota. Wpisz na przykład 1 248,00."
    dialog.go.click()
    counter.wait()
    assert dialog.isVisible()
    counter.type(dialog.amount, "1248")
    dialog.go.click()
    counter.wait()
    assert dialog.received_on.message.text() == "Bez tego nie da się policzyć tego dochodu."
    assert dialog.received_on.line.hasFocus()
    assert page.income.model.rowCount() == 8


def test_what_a_kind_needs_is_asked_and_nothing_else(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.acts.add_income(None)
    dialog = counter.dialog(IncomeDialog)
    shown = {}
    for kind in ("none", "wage", "farm", "arrears", "business"):
        dialog.kind.set_value(kind)
        dialog._fit()
        fields = ("amount", "received_on", "hectares", "months", "costs", "maintenance", "lost_on")
        shown[kind] = [name for name in fields if getattr(dialog, name).isVisible()]
    assert shown == {
        "none": [],
        "wage": ["amount", "received_on", "costs", "maintenance", "lost_on"],
        "farm": ["received_on", "hectares", "maintenance", "lost_on"],
        "arrears": ["amount", "received_on", "months", "maintenance"],
        "business": ["received_on", "maintenance", "lost_on"],
    }
    dialog.kind.set_value("farm")
    dialog._fit()
    counter.type(dialog.hectares, "1,25")
    counter.type(dialog.lost_on, "12.10.2026")
    dialog.go.click()
    counter.wait()
    (farm,) = [row.income for row in view_of(counter, case_id).incomes if row.income.kind == "farm"]
    assert (farm.hectares, farm.received_on, farm.source_lost_on) == ("1,25", None, date(2026, 10, 12))


def test_income_without_a_proof_is_opened_first(counter: Counter) -> None:
    taken = counter.order(take_application, annas_application())
    line = IncomeEntry(kind="wage", amount=100, received_on=OCTOBER)
    counter.order(write_income, WriteIncome(taken.person.id, line))
    page = counter.open("case", case_id=taken.case.id)
    page.next_card.followed.emit("income")
    dialog = counter.dialog(IncomeDialog)
    counter.type(dialog.evidence, "pasek wypłaty")
    dialog.go.click()
    counter.wait()
    page.next_card.followed.emit("income")
    assert counter.dialog(IncomeDialog).person.combo.currentText() == "Zofia Wiśniewska"


def test_how_it_was_worked_out_is_one_click_away(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.income.note.followed.emit("explain")
    assert counter.dialog(StepsWindow).windowTitle() == "Jak policzono"
    page.letters.draft("case_contents", {})
    assert counter.dialog(PaperWindow).windowTitle().startswith("Teczka sprawy")
