"""The sheet as a social worker uses it: keys go in, answers come out, nothing is lost on the way."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.answers import Answers, Key, Value, from_json
from tests.questionnaires.family import CIRCUMSTANCES, family_table, form, segment_a
from tests.ui.keys import press, type_text
from ui.forms.sheet import Previous, Sheet
from ui.forms.sheet_boxes import Box
from ui.forms.sheet_saving import LONGEST_MS, PAUSE_MS, Pending
from ui.forms.sheet_table import AnswerTable
from ui.parts.buttons import LinkButton
from ui.parts.segments import ChipButton

PREVIOUS = Previous(
    {("p1b_exp_rent", 0): 54_000, ("p1c_heating", 0): "coal", ("p1c_water", 0): ("cold",), **family_table()},
    "12 maja 2026, część I",
)
CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[..., Sheet]


class Heard:
    """What the sheet said, as whoever stores it would hear it."""

    def __init__(self, sheet: Sheet) -> None:
        self.answers: list[tuple[str, int, str]] = []
        self.finished = 0
        sheet.answered.connect(lambda *said: self.answers.append(said))
        sheet.finished_wanted.connect(self._finish)

    def _finish(self) -> None:
        self.finished += 1

    def last(self) -> dict[Key, Value]:
        return {(field_id, row): from_json(text) for field_id, row, text in self.answers}


@pytest.fixture
def open_sheet(qtbot: QtBot) -> Iterator[Open]:
    made: list[Sheet] = []

    def open_it(answers: Answers | None = None, *, version: str = "2026", **more: object) -> Sheet:
        sheet = Sheet(form(version), answers or {}, CIRCUMSTANCES, **more)  # type: ignore[arg-type]
        qtbot.addWidget(sheet)
        sheet.resize(1114, 620)
        sheet.show()
        sheet.activateWindow()
        qtbot.waitUntil(sheet.isActiveWindow)
        made.append(sheet)
        return sheet

    yield open_it
    for sheet in made:
        sheet.close()


def box(sheet: Sheet, field_id: str, row: int = 0) -> Box:
    place = sheet.questionnaire.places[field_id]
    sheet.open_at(place.segment.code, field_id, row)
    for found in sheet.findChildren(Box):
        if found.key() == (field_id, row):
            return found
    raise LookupError(field_id)


def line(sheet: Sheet, field_id: str, row: int = 0) -> QLineEdit | QTextEdit:
    found = box(sheet, field_id, row).inputs()[0]
    assert isinstance(found, QLineEdit | QTextEdit)
    return found


def chip(sheet: Sheet, field_id: str, text: str) -> ChipButton:
    return next(each for each in box(sheet, field_id).findChildren(ChipButton) if each.text() == text)


def table(sheet: Sheet, segment: str, group_id: str) -> AnswerTable:
    sheet.open_at(segment)
    return next(each for each in sheet.findChildren(AnswerTable) if each.group.id == group_id)


def test_every_segment_opens_with_every_box_and_a_name_for_each_input(open_sheet: Open) -> None:
    sheet = open_sheet(segment_a())
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


def test_what_is_typed_is_given_out_soon_after_the_last_key(open_sheet: Open, qtbot: QtBot) -> None:
    sheet = open_sheet()
    heard = Heard(sheet)
    type_text(line(sheet, "p1a_last_name"), "Łuczak-Żółć")
    assert heard.answers == []
    qtbot.waitUntil(lambda: bool(heard.answers), timeout=PAUSE_MS + 400)
    assert heard.answers == [("p1a_last_name", 0, '"Łuczak-Żółć"')]


def test_leaving_a_box_gives_its_answer_at_once(open_sheet: Open) -> None:
    sheet = open_sheet()
    heard = Heard(sheet)
    field = line(sheet, "p1a_first_name")
    type_text(field, "Anna")
    press(field, Qt.Key.Key_Tab)
    assert heard.answers == [("p1a_first_name", 0, '"Anna"')]
    assert QApplication.focusWidget() is line(sheet, "p1a_last_name")


@pytest.mark.parametrize("leave", ["segment", "hide", "close"])
def test_leaving_the_segment_or_the_sheet_gives_the_answer_at_once(open_sheet: Open, leave: str) -> None:
    sheet = open_sheet()
    heard = Heard(sheet)
    type_text(line(sheet, "p1h_needs"), "Opał na zimę")
    {"segment": lambda: sheet.open_at("I"), "hide": sheet.hide, "close": sheet.close}[leave]()
    assert heard.last() == {("p1h_needs", 0): "Opał na zimę"}


def test_somebody_who_never_pauses_is_saved_all_the_same(qtbot: QtBot) -> None:
    given: list[str] = []
    pending = Pending(lambda _field, _row, text: given.append(text))
    for step in range(12):
        pending.put("p1i_diagnosis", 0, "x" * (step + 1))
        qtbot.wait(PAUSE_MS // 4)
    assert len(given) >= 12 * (PAUSE_MS // 4) // (LONGEST_MS + PAUSE_MS)
    pending.flush()
    assert given[-1] == f'"{"x" * 12}"'
    assert pending.is_empty()


def test_what_cannot_be_read_is_kept_shown_and_given_out(open_sheet: Open) -> None:
    sheet = open_sheet()
    heard = Heard(sheet)
    field = line(sheet, "p1b_exp_gas")
    type_text(field, "około stu")
    press(field, Qt.Key.Key_Tab)
    assert heard.last() == {("p1b_exp_gas", 0): "około stu"}
    again = open_sheet(heard.last())
    assert line(again, "p1b_exp_gas").property("text") == "około stu"
    assert box(again, "p1b_exp_gas").field.is_refused()


def test_rent_ten_times_higher_is_questioned_and_still_stored(open_sheet: Open) -> None:
    sheet = open_sheet(previous=PREVIOUS)
    heard = Heard(sheet)
    field = line(sheet, "p1b_exp_rent")
    type_text(field, "5400")
    press(field, Qt.Key.Key_Tab)
    sheet.refresh()
    assert heard.last()["p1b_exp_rent", 0] == 540_000
    question = box(sheet, "p1b_exp_rent").field.message.text()
    assert question == "Poprzednio 540,00\u00a0zł — dziesięć razy więcej?"


def test_an_answer_opens_and_closes_the_boxes_that_hang_on_it(open_sheet: Open) -> None:
    sheet = open_sheet()
    hidden = box(sheet, "p1c_assistant_since")
    assert not hidden.isVisibleTo(sheet)
    chip(sheet, "p1c_assistant", "tak").click()
    assert hidden.isVisibleTo(sheet)
    chip(sheet, "p1c_assistant", "nie").click()
    assert not hidden.isVisibleTo(sheet)
    assert box(sheet, "p1c_assistant").value() is False


def test_a_chip_pressed_again_takes_the_answer_back(open_sheet: Open) -> None:
    sheet = open_sheet()
    heard = Heard(sheet)
    for _each in range(2):
        chip(sheet, "p1c_electricity", "dostępny").click()
    sheet.flush()
    assert heard.answers[-1] == ("p1c_electricity", 0, "null")


def test_the_option_that_rules_others_out_stands_alone(open_sheet: Open) -> None:
    sheet = open_sheet()
    for text in ("zimna", "ciepła", "brak"):
        chip(sheet, "p1c_water", text).click()
    assert box(sheet, "p1c_water").value() == ("none",)
    chip(sheet, "p1c_water", "zimna").click()
    assert box(sheet, "p1c_water").value() == ("cold",)


def test_a_word_beside_an_option_is_an_answer_of_its_own(open_sheet: Open) -> None:
    sheet = open_sheet()
    heard = Heard(sheet)
    chip(sheet, "p1e_chronic", "dzieci").click()
    beside = next(each for each in box(sheet, "p1e_chronic").findChildren(QLineEdit) if each.isVisibleTo(sheet))
    type_text(beside, "2")
    sheet.flush()
    assert heard.last() == {("p1e_chronic", 0): ("children",), ("p1e_chronic.children", 0): "2"}


def test_a_computed_amount_may_be_overruled_with_a_reason_and_taken_back(open_sheet: Open) -> None:
    sheet = open_sheet(family_table())
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
def test_the_keyboard_walks_through_every_box_in_the_order_of_the_form(open_sheet: Open, code: str) -> None:
    sheet = open_sheet()
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


def test_ctrl_page_down_and_up_go_through_the_segments(open_sheet: Open) -> None:
    sheet = open_sheet()
    sheet.open_at("C", "p1c_housing_other")
    for key, segment in ((Qt.Key.Key_PageDown, "D"), (Qt.Key.Key_PageUp, "C"), (Qt.Key.Key_PageUp, "B")):
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, key, CTRL)
        assert sheet.position().split()[0] == segment


def test_after_a_crash_the_same_place_is_opened_again(open_sheet: Open) -> None:
    sheet = open_sheet(family_table())
    places: list[str] = []
    sheet.moved.connect(places.append)
    sheet.open_at("C", "p1c_housing_other")
    assert places[-1] == sheet.position() == "C p1c_housing_other 0"
    again = open_sheet(family_table())
    again.open_position(places[-1])
    assert again.position() == "C p1c_housing_other 0"
    again.open_at("A", "p1a_m_health", 2)
    assert again.position() == "A p1a_m_health 2"
    again.open_position("Z nothing x")
    assert again.position().startswith("A")


def test_a_segment_may_be_left_out_unless_it_is_compulsory(open_sheet: Open) -> None:
    sheet = open_sheet()
    said: list[tuple[str, bool]] = []
    sheet.segment_left_out.connect(lambda code, is_out: said.append((code, is_out)))
    sheet.leave_out("G", is_left_out=True)
    sheet.leave_out("H", is_left_out=True)
    sheet.leave_out("C", is_left_out=True)
    sheet.leave_out("G", is_left_out=False)
    assert said == [("G", True), ("G", False)]


def test_the_last_interview_is_shown_and_its_answers_taken_over_at_once(open_sheet: Open, qtbot: QtBot) -> None:
    sheet = open_sheet({("p1b_exp_rent", 0): 540_000}, previous=PREVIOUS)
    heard = Heard(sheet)
    sheet.open_at("B")
    assert "540,00\u00a0zł → 5\u00a0400,00\u00a0zł" in sheet._side.previous._words.words()
    sheet.open_at("C")
    assert sheet._side.previous._carry.text() == "Przenieś bez zmian: 2 pola"
    with qtbot.waitSignals([sheet.batch_begun, sheet.batch_ended]):
        sheet._side.previous._carry.click()
    assert heard.last() == {("p1c_heating", 0): "coal", ("p1c_water", 0): ("cold",)}
    assert box(sheet, "p1c_water").value() == ("cold",)
    assert not sheet._side.previous._carry.isVisibleTo(sheet)


def test_proposals_become_answers_only_when_accepted(open_sheet: Open) -> None:
    sheet = open_sheet()
    heard = Heard(sheet)
    sheet.open_at("A")
    view = sheet._views["A"]
    family = next(each for each in view.groups if each.group.id == "family")
    assert heard.answers == []
    links = [link for link in family._offers if link.isVisibleTo(sheet)]
    assert [link.text().split(":")[0] for link in links] == ["Wpisz z kartoteki"]
    links[0].click()
    assert family.table is not None
    assert [family.table.rows.row_name(place) for place in range(3)] == [
        "Anna Wiśniewska", "Zofia Wiśniewska", "Jan Wiśniewski"
    ]  # fmt: skip
    assert heard.last()["p1a_m_kinship", 1] == "córka"


def test_a_pasted_block_goes_out_between_two_signals(open_sheet: Open) -> None:
    sheet = open_sheet()
    order: list[str] = []
    sheet.batch_begun.connect(lambda: order.append("begun"))
    sheet.answered.connect(lambda field_id, row, _text: order.append(f"{field_id} {row}"))
    sheet.batch_ended.connect(lambda: order.append("ended"))
    table(sheet, "B", "alimony").rows.paste(0, 0, [["Paweł Żak", "Zofia"], ["Ewa Żak", "Jan"]])
    assert order[0] == "begun"
    assert order[-1] == "ended"
    assert sorted(order[1:-1]) == [
        "p1b_al_beneficiary 0", "p1b_al_beneficiary 1", "p1b_al_payer 0", "p1b_al_payer 1"
    ]  # fmt: skip


def test_the_own_note_is_given_out_and_never_as_an_answer(open_sheet: Open) -> None:
    sheet = open_sheet()
    heard, notes = Heard(sheet), list[str]()
    sheet.note_changed.connect(notes.append)
    type_text(sheet._side.note.writing, "Umówić pedagoga")
    sheet.flush()
    assert notes == ["Umówić pedagoga"]
    assert heard.answers == []


def test_before_the_end_all_gaps_are_listed_and_lead_to_their_boxes(open_sheet: Open) -> None:
    sheet = open_sheet(segment_a())
    heard = Heard(sheet)
    sheet.open_at("P")
    sheet._acts.next.click()
    assert heard.finished == 0
    assert sheet._stack.currentWidget() is sheet._gaps
    gap = next(each for each in sheet.findings() if each.field_id == "p1h_needs")
    sheet._gaps.followed.emit(gap)
    assert sheet.position() == "H p1h_needs 0"
    sheet.open_at("P")
    sheet._acts.next.click()
    sheet._gaps.finish_wanted.emit()
    assert heard.finished == 1


def test_a_read_only_sheet_takes_no_keys_and_says_why(open_sheet: Open) -> None:
    sheet = open_sheet(segment_a(), read_only="Wywiad zakończono 12.11.2026.")
    heard = Heard(sheet)
    field = line(sheet, "p1a_first_name")
    type_text(field, "Hanna")
    sheet.flush()
    assert heard.answers == []
    assert box(sheet, "p1a_first_name").field.message.text() == "Wywiad zakończono 12.11.2026."


def test_the_inferred_form_says_so(open_sheet: Open) -> None:
    texts = [each.text() for each in open_sheet(version="2021")._left.findChildren(QWidget) if hasattr(each, "text")]
    assert "wzór 2021 odtworzony" in texts


def test_answers_from_another_workstation_are_shown_and_typed_ones_saved_first(open_sheet: Open) -> None:
    sheet = open_sheet()
    heard = Heard(sheet)
    type_text(line(sheet, "p1a_first_name"), "Anna")
    sheet.set_answers({("p1a_first_name", 0): "Anna", ("p1a_last_name", 0): "Wiśniewska"})
    assert heard.last() == {("p1a_first_name", 0): "Anna"}
    assert line(sheet, "p1a_last_name").property("text") == "Wiśniewska"


def test_the_sheet_is_one_window_and_leaves_none_behind(open_sheet: Open, qtbot: QtBot) -> None:
    sheet = open_sheet()
    sheet.open_at("B")
    before = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert before == [sheet]
    sheet.close()
    qtbot.wait(PAUSE_MS + 50)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []
