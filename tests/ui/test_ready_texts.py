"""Ready texts in long answers: found by a few letters, put in where the cursor stands, counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from app.services.phrases import KeepPhrase, ListPhrases, keep_phrase, list_phrases
from tests.questionnaires.family import family_table
from tests.ui.keys import press, type_text
from tests.ui.settings_room import SettingsRoom, settings_room
from tests.ui.sheets import Heard, box, opened
from ui.forms.ready_texts import ReadyTexts
from ui.forms.sheet import Sheet
from ui.forms.sheet_boxes import ProseBox
from ui.screens.phrases import PhraseDialog

F3, ENTER, DOWN = Qt.Key.Key_F3, Qt.Key.Key_Return, Qt.Key.Key_Down
ANSWERED = {**family_table(), ("p1c_tenure", 0): "council", ("p1c_heating", 0): "coal"}


def prose(sheet: Sheet, field_id: str) -> tuple[ProseBox, QTextEdit]:
    found = box(sheet, field_id)
    assert isinstance(found, ProseBox)
    writing = found.inputs()[0]
    assert isinstance(writing, QTextEdit)
    writing.setFocus()
    return found, writing


def dialog(qtbot: QtBot) -> ReadyTexts:
    def found() -> ReadyTexts | None:
        shown = QApplication.activeModalWidget()
        return shown if isinstance(shown, ReadyTexts) else None

    qtbot.waitUntil(lambda: found() is not None)
    window = found()
    assert window is not None
    return window


def names(window: ReadyTexts) -> list[str]:
    return [window.list.item(row).text() for row in range(window.list.count())]


def test_what_was_ticked_is_put_in_by_the_keyboard_and_edited_as_own_text(qtbot: QtBot) -> None:
    sheet = opened(qtbot, ANSWERED)
    heard = Heard(sheet)
    found, writing = prose(sheet, "p1i_diagnosis")
    type_text(writing, "Po wizycie:")
    press(writing, F3)
    window = dialog(qtbot)
    type_text(window.search, "warunki")
    assert names(window) == ["Z odpowiedzi w tym wywiadzie", "C Warunki bytowe"]
    press(window.search, ENTER)
    text = "Po wizycie: Rodzina zajmuje lokal komunalny (kwaterunkowy). Mieszkanie ogrzewają piece węglowe."
    assert writing.toPlainText() == text
    assert found.foot._count.text() == f"{len(text)} znaków"
    type_text(writing, " Opał na dwa tygodnie.")
    sheet.flush()
    assert heard.last()["p1i_diagnosis", 0] == f"{text} Opał na dwa tygodnie."


def test_the_segment_that_is_open_comes_first_and_everything_together_last(qtbot: QtBot) -> None:
    sheet = opened(qtbot, ANSWERED)
    _found, writing = prose(sheet, "p1c_housing_other")
    press(writing, F3)
    window = dialog(qtbot)
    assert names(window)[1:] == ["C Warunki bytowe", "Rodzina i dochód", "Wszystko razem"]
    press(window.search, DOWN)
    assert window.text.text().startswith("Wspólnie gospodarują")
    window.reject()
    assert writing.toPlainText() == ""


def test_a_phrase_of_the_office_is_found_without_its_accents(qtbot: QtBot) -> None:
    sheet = opened(qtbot, {})
    sheet.ready.set_phrases([("Opał", "Opału wystarczy na dwa tygodnie."), ("Żywność", "Brakuje żywności.")])
    _found, writing = prose(sheet, "p1h_needs")
    press(writing, F3)
    window = dialog(qtbot)
    type_text(window.search, "zywnosc")
    assert names(window) == ["Gotowe zdania ośrodka", "Żywność"]
    press(window.search, ENTER)
    assert writing.toPlainText() == "Brakuje żywności."
    writing.undo()
    assert writing.toPlainText() == ""


def test_nothing_ready_is_said_in_words(qtbot: QtBot) -> None:
    sheet = opened(qtbot, {})
    _found, writing = prose(sheet, "p1h_needs")
    press(writing, F3)
    assert dialog(qtbot).text.text().startswith("Nie ma jeszcze czego wstawić")
    dialog(qtbot).reject()
    sheet.ready.set_phrases([("Opał", "Brak opału.")])
    press(writing, F3)
    window = dialog(qtbot)
    type_text(window.search, "zzz")
    assert window.text.text() == "Nic takiego nie ma. Spróbuj innego słowa."
    assert not window.put_in.isEnabled()
    window.reject()


def test_a_marked_text_may_become_a_phrase(qtbot: QtBot) -> None:
    sheet = opened(qtbot, {("p1h_needs", 0): "Rodzina prosi o opał. I o leki."})
    kept: list[str] = []
    sheet.ready.keep_wanted.connect(kept.append)
    _found, writing = prose(sheet, "p1h_needs")
    cursor = writing.textCursor()
    cursor.setPosition(21, QTextCursor.MoveMode.KeepAnchor)
    writing.setTextCursor(cursor)
    press(writing, F3)
    dialog(qtbot).keep.click()
    assert kept == ["Rodzina prosi o opał."]


def test_a_sheet_that_is_only_read_offers_nothing(qtbot: QtBot) -> None:
    sheet = opened(qtbot, ANSWERED, read_only="Tylko do odczytu.")
    found, writing = prose(sheet, "p1h_needs")
    press(writing, F3)
    assert QApplication.activeModalWidget() is None
    assert not found.foot.link.isVisible()


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsRoom]:
    with settings_room(tmp_path, qtbot) as made:
        yield made


def test_phrases_are_kept_put_right_and_dropped_in_the_settings(room: SettingsRoom) -> None:
    page = room.open("phrases")
    page.phrases.write_new()
    window = room.dialog(PhraseDialog)
    room.hands.press(window.go)
    assert window.name.is_refused()
    room.write(window.name, "Węgiel na zimę")
    room.write(window.text, "Opału wystarczy na dwa tygodnie.")
    room.hands.press(window.go)
    assert room.notice() == "Zapisano zwrot „Węgiel na zimę”."
    assert "Węgiel na zimę" in [phrase.name for phrase in room.ask(list_phrases, ListPhrases())]


def test_a_name_that_is_taken_is_said_where_it_was_typed(room: SettingsRoom) -> None:
    room.order(keep_phrase, KeepPhrase("Leki", "Brak leków."))
    page = room.open("phrases")
    page.phrases.write_new()
    window = room.dialog(PhraseDialog)
    room.write(window.name, "leki")
    room.write(window.text, "Inaczej.")
    room.hands.press(window.go)
    assert "już jest" in window._objection.text.words()
    room.write(window.name, "Leki 2")
    room.hands.press(window.go)
    kept = {phrase.name: phrase for phrase in room.ask(list_phrases, ListPhrases())}
    page.phrases.edit(kept["Leki"])
    again = room.dialog(PhraseDialog)
    again._drop(kept["Leki"])
    room.hands.settle()
    assert room.notice() == "Usunięto zwrot „Leki”."
    assert [phrase.name for phrase in room.ask(list_phrases, ListPhrases()) if phrase.name.startswith("Leki")] == [
        "Leki 2"
    ]
