"""The sheet as a social worker uses it: what it asks, what it questions, where the keyboard goes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.questionnaires.family import family_table, segment_a
from tests.ui.keys import press, type_text
from tests.ui.sheets import PREVIOUS, Heard, box, chip, line, opened
from ui.forms.sheet_boxes import Box
from ui.forms.sheet_table import AnswerTable
from ui.parts.buttons import LinkButton
from ui.parts.segments import ChipButton
from ui.parts.text import Text

CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_segment_opens_with_every_box_and_a_name_for_each_input(qtbot: QtBot) -> None:
    sheet = opened(qtbot, {**segment_a(), ("all_carrier", 0): "electronic"})
    for segment in sheet.questionnaire.segments:
        sheet.open_at(segment.code)
    asked = {found.asked.id for found in sheet.findChildren(Box)}
    asked |= {column.id for found in sheet.findChildren(AnswerTable) for column in found.rows.columns}
    silent = {place.field.id for place in sheet.questionnaire.places.values()} - asked
    assert {sheet.questionnaire.places[name].field.type.value for name in silent} == {
        "row_number", "signature", "statement", "single"
    }  # fmt: skip
    inputs = [
        w for kind in (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, ChipButton) for w in sheet.findChildren(kind)
    ]
    nameless = [w for w in inputs if not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)]
    assert len(inputs) > 150
    assert [type(w.parent()).__name__ for w in nameless if not isinstance(w.parent(), QComboBox)] == []


def test_rent_ten_times_higher_is_questioned_and_still_stored(qtbot: QtBot) -> None:
    sheet = opened(qtbot, previous=PREVIOUS)
    heard = Heard(sheet)
    field = line(sheet, "p1b_exp_rent")
    type_text(field, "5400")
    press(field, Qt.Key.Key_Tab)
    sheet.refresh()
    assert heard.last()["p1b_exp_rent", 0] == 540_000
    question = box(sheet, "p1b_exp_rent").field.message.text()
    assert question == "Poprzednio 540,00\u00a0zł — dziesięć razy więcej?"


def test_an_answer_opens_and_closes_the_boxes_that_hang_on_it(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    hidden = box(sheet, "p1c_assistant_since")
    assert not hidden.isVisibleTo(sheet)
    chip(sheet, "p1c_assistant", "tak").click()
    assert hidden.isVisibleTo(sheet)
    chip(sheet, "p1c_assistant", "nie").click()
    assert not hidden.isVisibleTo(sheet)
    assert box(sheet, "p1c_assistant").value() is False


def test_a_chip_pressed_again_takes_the_answer_back(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    heard = Heard(sheet)
    for _each in range(2):
        chip(sheet, "p1c_electricity", "dostępny").click()
    sheet.flush()
    assert heard.answers[-1] == ("p1c_electricity", 0, "null")


def test_the_option_that_rules_others_out_stands_alone(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    for text in ("zimna", "ciepła", "brak"):
        chip(sheet, "p1c_water", text).click()
    assert box(sheet, "p1c_water").value() == ("none",)
    chip(sheet, "p1c_water", "zimna").click()
    assert box(sheet, "p1c_water").value() == ("cold",)


def test_a_word_beside_an_option_is_an_answer_of_its_own(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    heard = Heard(sheet)
    chip(sheet, "p1e_chronic", "dzieci").click()
    beside = next(each for each in box(sheet, "p1e_chronic").findChildren(QLineEdit) if each.isVisibleTo(sheet))
    type_text(beside, "2")
    sheet.flush()
    assert heard.last() == {("p1e_chronic", 0): ("children",), ("p1e_chronic.children", 0): "2"}


def test_a_computed_amount_may_be_overruled_with_a_reason_and_taken_back(qtbot: QtBot) -> None:
    sheet = opened(qtbot, family_table())
    heard = Heard(sheet)
    income = box(sheet, "p1j_family_income")
    field = income.inputs()[0]
    assert isinstance(field, QLineEdit)
    assert field.text() == "1\u00a0248,00\u00a0zł"
    field.selectAll()
    type_text(field, "1000")
    sheet.refresh()
    lines = [each for each in income.findChildren(QLineEdit) if each is not field and each.isVisibleTo(sheet)]
    type_text(lines[0], "strata pracy")
    sheet.flush()
    assert heard.last() == {("p1j_family_income", 0): 100_000, ("p1j_family_income.reason", 0): "strata pracy"}
    income.inputs()[-1].click()  # type: ignore[attr-defined]  # the link "Wróć do wyliczonej"
    sheet.flush()
    assert heard.last() == {("p1j_family_income", 0): None, ("p1j_family_income.reason", 0): None}


@pytest.mark.parametrize("code", ["A", "B", "C", "E", "H", "J"])
def test_the_keyboard_walks_through_every_box_in_the_order_of_the_form(qtbot: QtBot, code: str) -> None:
    sheet = opened(qtbot)
    sheet.open_at(code)
    view = sheet._views[code]
    walked: list[str] = []
    while (focused := QApplication.focusWidget()) is not None and view.isAncestorOf(focused) and len(walked) < 200:
        owner = view.owner_of(focused)
        assert owner is not None or isinstance(focused, LinkButton), "only what is taken over stands between the boxes"
        if owner is not None and owner[0] not in walked:
            walked.append(owner[0])
        press(focused, Qt.Key.Key_Tab)
    boxes = [each.asked for each in view.findChildren(Box) if each.isVisibleTo(view)]
    cells = [column for each in view.findChildren(AnswerTable) for column in each.rows.columns]
    order = list(sheet.questionnaire.places)
    assert walked == sorted({each.id for each in (*boxes, *cells)}, key=order.index)


def test_ctrl_page_down_and_up_go_through_the_segments(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    sheet.open_at("C", "p1c_housing_other")
    for key, segment in ((Qt.Key.Key_PageDown, "D"), (Qt.Key.Key_PageUp, "C"), (Qt.Key.Key_PageUp, "B")):
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, key, CTRL)
        assert sheet.position().split()[0] == segment


def test_a_segment_may_be_left_out_unless_it_is_compulsory(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    said: list[tuple[str, bool]] = []
    sheet.segment_left_out.connect(lambda code, is_out: said.append((code, is_out)))
    sheet.leave_out("G", is_left_out=True)
    sheet.leave_out("H", is_left_out=True)
    sheet.leave_out("C", is_left_out=True)
    sheet.leave_out("G", is_left_out=False)
    assert said == [("G", True), ("G", False)]


def test_before_the_end_all_gaps_are_listed_and_lead_to_their_boxes(qtbot: QtBot) -> None:
    sheet = opened(qtbot, segment_a())
    heard = Heard(sheet)
    sheet.open_at("Z3")
    sheet._acts.next.click()
    assert heard.finished == 0
    assert sheet._stack.currentWidget() is sheet._gaps
    gap = next(each for each in sheet.findings() if each.field_id == "p1h_needs")
    sheet._gaps.followed.emit(gap)
    assert sheet.position() == "H p1h_needs 0"
    sheet.open_at("Z3")
    sheet._acts.next.click()
    assert not sheet._gaps._finish.isEnabled()
    assert "nie dotyczy" in sheet._gaps._finish.toolTip()
    listed = sheet._gaps._listed
    assert listed is not None
    headings = [each.text() for each in listed.findChildren(Text)]
    assert headings[0] == "Bez tych segmentów wywiadu nie można zakończyć"
    sheet._gaps.finish_wanted.emit()
    assert heard.finished == 1


def test_the_inferred_form_says_so(qtbot: QtBot) -> None:
    texts = [each.text() for each in opened(qtbot, version="2021")._left.findChildren(QWidget) if hasattr(each, "text")]
    assert "wzór 2021 odtworzony" in texts
