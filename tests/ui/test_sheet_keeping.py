"""What goes into the sheet comes out of it: soon, whole, and again after a crash."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from tests.questionnaires.family import family_table, segment_a
from tests.ui.keys import press, type_text
from tests.ui.sheets import PREVIOUS, Heard, box, line, opened, table
from ui.forms.sheet_saving import LONGEST_MS, PAUSE_MS, Pending
from ui.parts import Rich, Text


def test_what_is_typed_is_given_out_soon_after_the_last_key(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    heard = Heard(sheet)
    type_text(line(sheet, "p1a_last_name"), "Łuczak-Żółć")
    assert heard.answers == []
    qtbot.waitUntil(lambda: bool(heard.answers), timeout=PAUSE_MS + 400)
    assert heard.answers == [("p1a_last_name", 0, '"Łuczak-Żółć"')]


def test_leaving_a_box_gives_its_answer_at_once(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    heard = Heard(sheet)
    field = line(sheet, "p1a_first_name")
    type_text(field, "Anna")
    press(field, Qt.Key.Key_Tab)
    assert heard.answers == [("p1a_first_name", 0, '"Anna"')]
    assert QApplication.focusWidget() is line(sheet, "p1a_last_name")


@pytest.mark.parametrize("leave", ["segment", "hide", "close"])
def test_leaving_the_segment_or_the_sheet_gives_the_answer_at_once(qtbot: QtBot, leave: str) -> None:
    sheet = opened(qtbot)
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


def test_what_cannot_be_read_is_kept_shown_and_given_out(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    heard = Heard(sheet)
    field = line(sheet, "p1b_exp_gas")
    type_text(field, "około stu")
    press(field, Qt.Key.Key_Tab)
    assert heard.last() == {("p1b_exp_gas", 0): "około stu"}
    again = opened(qtbot, heard.last())
    assert line(again, "p1b_exp_gas").property("text") == "około stu"
    assert box(again, "p1b_exp_gas").field.is_refused()


def test_after_a_crash_the_same_place_is_opened_again(qtbot: QtBot) -> None:
    sheet = opened(qtbot, family_table())
    places: list[str] = []
    sheet.moved.connect(places.append)
    sheet.open_at("C", "p1c_housing_other")
    assert places[-1] == sheet.position() == "C p1c_housing_other 0"
    again = opened(qtbot, family_table())
    again.open_position(places[-1])
    assert again.position() == "C p1c_housing_other 0"
    again.open_at("A", "p1a_m_health", 2)
    assert again.position() == "A p1a_m_health 2"
    again.open_position("Z nothing x")
    assert again.position().startswith("A")


def test_the_last_interview_is_shown_and_its_answers_taken_over_at_once(qtbot: QtBot) -> None:
    sheet = opened(qtbot, {("p1b_exp_rent", 0): 540_000}, previous=PREVIOUS)
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


def test_proposals_become_answers_only_when_accepted(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
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


def test_all_that_the_files_know_is_taken_over_with_one_press(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    heard = Heard(sheet)
    for segment in ("B", "A"):
        sheet.open_at(segment)
    take = sheet._side.known.take
    assert take.isVisibleTo(sheet)
    assert take.text().startswith("Wpisz z kartoteki: ")
    take.click()
    assert not sheet._side.known.isVisibleTo(sheet)
    assert heard.last()["p1a_m_kinship", 1] == "córka"
    assert {field_id[:3] for field_id, _row in heard.last()} > {"p1a"}
    family = next(each for each in sheet._views["A"].groups if each.group.id == "family")
    assert family.table is not None
    assert family.table.rows.row_name(1) == "Zofia Wiśniewska"


def test_a_pasted_block_goes_out_between_two_signals(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
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


def test_the_own_note_is_given_out_and_never_as_an_answer(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    heard, notes = Heard(sheet), list[str]()
    sheet.note_changed.connect(notes.append)
    type_text(sheet._side.note.writing, "Umówić pedagoga")
    sheet.flush()
    assert notes == ["Umówić pedagoga"]
    assert heard.answers == []


def test_a_read_only_sheet_takes_no_keys_and_says_why(qtbot: QtBot) -> None:
    sheet = opened(qtbot, segment_a(), read_only="Wywiad zakończono 12.11.2026.")
    heard = Heard(sheet)
    field = line(sheet, "p1a_first_name")
    type_text(field, "Hanna")
    sheet.flush()
    assert heard.answers == []
    said = [label.words() for label in sheet.findChildren(Rich) if label.isVisible()]
    said += [label.text() for label in sheet.findChildren(Text) if label.isVisible()]
    assert said.count("Wywiad zakończono 12.11.2026.") == 1, "once, not below each field"


def test_a_read_only_sheet_looks_like_paper_and_not_like_boxes(qtbot: QtBot) -> None:
    sheet = opened(qtbot, segment_a(), read_only="Tylko do odczytu.")
    for segment in sheet.questionnaire.segments:
        sheet.open_at(segment.code)
        for kind in (QLineEdit, QTextEdit, QPlainTextEdit):
            for writing in sheet.findChildren(kind):
                if writing.isVisible() and writing.objectName() != "bare":
                    assert writing.property("readOnly") is True, writing.accessibleName()
    name = line(sheet, "p1a_first_name")
    assert isinstance(name, QLineEdit)
    assert name.grab().toImage().pixelColor(name.width() // 2, 6).alpha() == 0, "the card shines through"
    day = next(each for each in sheet.findChildren(QLineEdit) if each.accessibleName() == "Data wywiadu")
    assert day.placeholderText() == "—", "nobody is asked to type a day"


def test_answers_from_another_workstation_are_shown_and_typed_ones_saved_first(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    heard = Heard(sheet)
    type_text(line(sheet, "p1a_first_name"), "Anna")
    sheet.set_answers({("p1a_first_name", 0): "Anna", ("p1a_last_name", 0): "Wiśniewska"})
    assert heard.last() == {("p1a_first_name", 0): "Anna"}
    assert line(sheet, "p1a_last_name").property("text") == "Wiśniewska"


def test_the_sheet_is_one_window_and_leaves_none_behind(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    sheet.open_at("B")
    before = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert before == [sheet]
    sheet.close()
    qtbot.wait(PAUSE_MS + 50)
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == []


def test_where_one_only_reads_nothing_is_to_do(qtbot: QtBot) -> None:
    sheet = opened(qtbot, segment_a(), read_only="Tylko do odczytu.")
    assert sheet.findings() == ()
    assert not sheet._side.gaps.isVisible()
    assert not sheet._left._progress.isVisible()
    sections = sheet._left._shown[0]
    assert {section.chip for section in sections} == {""}
    assert {section.state for section in sections} == {"done", "open"}, "what was said, and what was left empty"


def test_a_narrow_window_keeps_last_time_and_the_note_under_a_tab(qtbot: QtBot) -> None:
    sheet = opened(qtbot, segment_a(), note="pies", previous=PREVIOUS)
    assert not sheet._edge.tabs.isVisible()
    sheet.resize(820, 620)
    qtbot.waitUntil(sheet._edge.tabs.isVisible)
    assert sheet._left.isVisible()
    assert not sheet._side.isVisible()
    sheet._edge.tabs.show_segment("hints")
    assert sheet._side.note.isVisible()
    assert sheet._side.previous.isVisible()
    assert not sheet._left.isVisible()
    sheet.resize(1114, 620)
    qtbot.waitUntil(sheet._left.isVisible)
    assert sheet._side.note.isVisible()
    assert sheet._side.x() > sheet._card.x(), "on the right again"


def test_a_statement_that_nobody_made_is_reminded_of_before_the_end(qtbot: QtBot) -> None:
    sheet = opened(qtbot, segment_a())
    sheet._finish()
    words = [label.words() for label in sheet._gaps.findChildren(Rich)]
    assert "Oświadczenie o stanie majątkowym: nic nie wpisano. Czy osoba je składa?" in words
