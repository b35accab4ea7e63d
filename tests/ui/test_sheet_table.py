"""The editable grid: typing, copying, pasting, rows that come and go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.answers import Key, Value
from app.domain.questionnaires import Group
from tests.questionnaires.family import family_table, form
from tests.ui.keys import press, type_text
from ui.forms.sheet_table import AnswerTable, read_lines, write_lines
from ui.forms.sheet_table_model import ASKED_ROLE, MOST_ROWS, AnswerRows

TAB, CTRL = Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier


def group(group_id: str) -> Group:
    return next(each for segment in form().segments for each in segment.groups if each.id == group_id)


def rows(group_id: str = "family", answers: dict[Key, Value] | None = None) -> tuple[AnswerRows, dict[Key, Value]]:
    model = AnswerRows(group(group_id), lambda _asked, _row: True)
    model.set_answers(answers or {})
    told: dict[Key, Value] = {}
    model.edited.connect(lambda name, row, value: told.__setitem__((name, row), value))
    return model, told


@pytest.fixture
def grid(qtbot: QtBot) -> AnswerTable:
    table = AnswerTable(group("alimony"), lambda _asked, _row: True)
    table.rows.set_answers({})
    qtbot.addWidget(table)
    table.resize(560, 300)
    table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    return table


def test_the_model_keeps_qt_s_rules(qtmodeltester: ModelTester) -> None:
    model, _told = rows(answers=family_table())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types here


def test_a_cell_reads_what_is_typed_and_shows_it_as_the_form_does() -> None:
    model, told = rows()
    names = [column.id for column in model.columns]
    for column, text in (("p1a_m_name", "Ćwik Jan"), ("p1a_m_birth_date", "1.2.90"), ("p1a_m_income_amount", "1200")):
        assert model.setData(model.index(0, names.index(column)), text)
    assert model.index(0, names.index("p1a_m_birth_date")).data() == "01.02.1990"
    assert told["p1a_m_income_amount", 0] == 120_000
    assert told["p1a_m_household_no", 0] == 1, "a new row begins in the first household"


def test_a_removed_row_is_emptied_comes_back_and_its_number_is_never_used_again() -> None:
    model, told = rows(answers=family_table())
    stood = model.remove_row(1)
    assert model.rowCount() == 2
    assert {value for (name, row), value in told.items() if row == 1} == {None}
    model.add_row()
    assert list(model.numbers) == [0, 2, 3]
    model.put_back(stood)
    assert list(model.numbers) == [0, 1, 2, 3]
    assert told["p1a_m_name", 1] == "Zofia Wiśniewska"
    emptied: dict[Key, Value] = {**family_table(), ("p1a_m_name", 7): None}
    later, _told = rows(answers=emptied)
    later.add_row()
    assert list(later.numbers) == [0, 1, 2, 8]


def test_the_last_row_that_goes_leaves_an_empty_one() -> None:
    model, _told = rows(answers={("p1a_m_name", 0): "Anna"})
    model.remove_row(0)
    assert model.rowCount() == 1
    assert model.row_name(0) == ""


def test_a_block_of_a_spreadsheet_makes_the_rows_it_needs() -> None:
    model, told = rows()
    text = 'Imię i nazwisko\tPłeć\tData urodzenia\n"Anna\nWiśniewska"\tK\t14.03.1992\nJan Wiśniewski\tm\t21.8.2020\n\n'
    assert model.paste(0, 0, read_lines(text)).written == 2
    assert model.rowCount() == 2
    assert told["p1a_m_name", 1] == "Jan Wiśniewski"
    assert [told["p1a_m_sex", row] for row in (0, 1)] == ["female", "male"]
    assert told["p1a_m_birth_date", 1] == "2020-08-21"


def test_a_slip_with_the_clipboard_does_not_make_a_million_rows() -> None:
    model, _told = rows()
    done = model.paste(0, 0, [["x"]] * 1000)
    assert (done.written, done.left_out) == (MOST_ROWS, 1000 - MOST_ROWS)
    assert model.rowCount() == MOST_ROWS


def test_a_cell_that_is_not_asked_takes_nothing() -> None:
    model = AnswerRows(group("labour_office"), lambda asked, _row: asked.id != "p1d_u_benefit_kind")
    model.set_answers({})
    place = [column.id for column in model.columns].index("p1d_u_benefit_kind")
    assert model.index(0, place).data(ASKED_ROLE) is False
    assert not model.setData(model.index(0, place), "zasiłek")


def test_typing_replaces_a_cell_and_tab_goes_to_the_next(grid: AnswerTable) -> None:
    told: dict[Key, Value] = {}
    grid.edited.connect(lambda name, row, value: told.__setitem__((name, row), value))
    grid.focus_cell("p1b_al_payer", 0)
    press(grid.grid, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    type_text(editor, "Paweł Żak")
    press(editor, TAB)
    assert told == {("p1b_al_payer", 0): "Paweł Żak"}
    assert grid.current() == ("p1b_al_beneficiary", 0)


def test_tab_leaves_the_table_after_its_last_cell(grid: AnswerTable) -> None:
    grid.focus_cell("p1b_al_arrears", 0)
    press(grid.grid, TAB)
    assert QApplication.focusWidget() is not grid.grid


def test_cells_are_copied_and_pasted_by_the_keyboard(grid: AnswerTable) -> None:
    grid.rows.paste(0, 0, [["Paweł Żak", "Zofia", "500"], ["Ewa Żak", "Jan", "300,50"]])
    grid.grid.setFocus()
    grid.grid.selectAll()
    press(grid.grid, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines()[1] == "Ewa Żak\tJan\t300,50\t\t"
    grid.add_row()
    press(grid.grid, Qt.Key.Key_V, CTRL)
    assert grid.rows.rowCount() == 4
    assert grid.rows.row_name(3) == "Ewa Żak"
    press(grid.grid, Qt.Key.Key_Delete)
    assert grid.rows.row_name(2) == ""


def test_doubts_about_cells_are_said_in_words_with_the_name_of_the_row(grid: AnswerTable) -> None:
    grid.rows.paste(0, 0, [["Paweł Żak", "Zofia", "500"]])
    grid.set_questions({("p1b_al_amount", 0): "Czy to dużo?"})
    assert grid._question.text() == "Paweł Żak, Wysokość: Czy to dużo?"
    grid.set_questions({})
    assert not grid._question.isVisibleTo(grid)


def test_a_removed_row_can_be_brought_back(grid: AnswerTable) -> None:
    grid.rows.paste(0, 0, [["Paweł Żak", "Zofia", "500"]])
    grid.focus_cell("p1b_al_payer", 0)
    grid.remove_row()
    assert grid.rows.row_name(0) == ""
    grid._undo.click()
    assert grid.rows.row_name(0) == "Paweł Żak"


def pasted(grid: AnswerTable, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    grid.grid.setFocus()
    press(grid.grid, Qt.Key.Key_V, CTRL)


def test_a_paste_into_the_wrong_place_is_taken_back_by_the_keyboard(grid: AnswerTable) -> None:
    grid.rows.paste(0, 0, [["Paweł Żak", "Zofia", "500"], ["Ewa Żak", "Jan", "300"]])
    told: dict[Key, Value] = {}
    grid.edited.connect(lambda name, row, value: told.__setitem__((name, row), value))
    grid.focus_cell("p1b_al_beneficiary", 1)
    pasted(grid, "Adam\t700\nOla\t800\nIga\t900")
    assert grid.rows.rowCount() == 4
    assert grid._told.text() == "Wklejono 3 wiersze."
    press(grid.grid, Qt.Key.Key_Z, CTRL)
    assert grid.rows.rowCount() == 2
    assert [grid.rows.index(row, 1).data() for row in (0, 1)] == ["Zofia", "Jan"]
    assert told["p1b_al_beneficiary", 1] == "Jan"
    assert told["p1b_al_beneficiary", 2] is None, "what the paste brought into the file goes out of it again"
    press(grid.grid, Qt.Key.Key_Z, CTRL)
    assert grid.rows.row_name(1) == "Ewa Żak", "an undo is not undone by the next one"


def test_what_was_typed_after_a_paste_does_not_go_with_it(grid: AnswerTable) -> None:
    grid.focus_cell("p1b_al_beneficiary", 0)
    pasted(grid, "Adam\t700\nOla\t800")
    assert not grid._undo.isHidden()
    column = next(place for place, each in enumerate(grid.rows.columns) if each.id == "p1b_al_beneficiary")
    grid.rows.setData(grid.rows.index(1, column), "Olaf")
    assert grid._undo.isHidden()
    press(grid.grid, Qt.Key.Key_Z, CTRL)
    assert [grid.rows.index(row, column).data() for row in (0, 1)] == ["Adam", "Olaf"]


def test_emptied_cells_come_back_too(grid: AnswerTable) -> None:
    grid.rows.paste(0, 0, [["Paweł Żak", "Zofia", "500"]])
    grid.grid.selectAll()
    press(grid.grid, Qt.Key.Key_Delete)
    assert grid.rows.row_name(0) == ""
    grid._undo.click()
    assert grid.rows.row_name(0) == "Paweł Żak"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Paweł\tZofia\t500\tdobrowolne\t0\tcóż\tjeszcze", "W 1 wierszu było więcej kolumn, niż ma tabela"),
        ("Paweł\tZofia\tdużo", "Nie da się odczytać: wiersz 1, Wysokość. Zostały jak w arkuszu"),
        ("Paweł\n" * 201, "1 wiersz się nie zmieścił: tabela przyjmuje najwyżej 200."),
        ("\n".join(f"Paweł\tZofia\tx{row}" for row in range(9)), "wiersz 3, Wysokość; i jeszcze 6 komórek"),
        (" ", "Schowek jest pusty"),
    ],
)
def test_a_paste_says_what_did_not_go_in(grid: AnswerTable, text: str, sentence: str) -> None:
    pasted(grid, text)
    assert sentence in grid._told.text()


def test_what_is_copied_is_read_back_whatever_stands_in_the_cells() -> None:
    block = [["Anna\nWiśniewska", 'mówi "tak"', ""], ["a\tb", "", "ż"]]
    assert read_lines(write_lines(block)) == block
