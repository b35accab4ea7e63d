"""Fields as a person types into them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import drawn
from tests.ui.fields import plain, retype, shown
from tests.ui.keys import press, type_text
from ui import look
from ui.forms import (
    AccountField,
    DateField,
    Field,
    LongText,
    MoneyField,
    MonthField,
    NumberField,
    PeselField,
    PhoneField,
    TextField,
)

TODAY = date(2026, 11, 23)
FIELDS: dict[str, Callable[[str], Field]] = {
    kind.__name__: kind
    for kind in (
        TextField,
        LongText,
        MoneyField,
        NumberField,
        PeselField,
        DateField,
        MonthField,
        PhoneField,
        AccountField,
    )
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_says_its_label_and_its_objection(qtbot: QtBot, name: str) -> None:
    field = shown(qtbot, FIELDS[name]("Ściśle określone"))
    assert drawn.said(field.control) == "Ściśle określone"
    field.set_questioned("Czy na pewno?")
    assert field.message.text() == "Czy na pewno?"
    assert field.control.property("state") == "questioned"
    field.set_refused("Tak nie może zostać.")
    assert field.message.text() == "Tak nie może zostać."
    assert field.control.accessibleDescription() == "Tak nie może zostać."
    assert field.is_refused()
    field.set_refused("")
    field.set_questioned("")
    assert not field.message.isVisible()
    assert field.control.property("state") == ""


@pytest.mark.parametrize("name", FIELDS)
def test_a_locked_field_says_why_and_takes_no_letters(qtbot: QtBot, name: str) -> None:
    field = shown(qtbot, FIELDS[name]("Pole"))
    field.set_readonly("Decyzja jest wydana")
    type_text(field.control, "12")
    assert field.value() is None
    assert field.message.text() == "Decyzja jest wydana"
    field.set_readonly("")
    type_text(field.control, "1")
    assert not field.message.isVisible() or field.message.text() != "Decyzja jest wydana"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_letter_is_cut(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    try:
        look.apply(dressed, "light", scale)
        field = TextField("Żółć gęślą jaźń", hint="Ściągawka ąęć")
        shown(qtbot, field)
        assert drawn.cut_labels(field) == []
        assert field.line.height() >= field.line.fontMetrics().height() + 8
    finally:
        look.apply(dressed)


def test_every_polish_letter_arrives(qtbot: QtBot, heard: list[Any]) -> None:
    field = TextField("Nazwisko")
    shown(qtbot, field)
    field.committed.connect(heard.append)
    retype(field, "  Zażółć gęślą jaźń  ")
    assert heard == ["Zażółć gęślą jaźń"]
    retype(field, "Zażółć gęślą jaźń")
    assert heard == ["Zażółć gęślą jaźń"]
    retype(field, "")
    assert heard == ["Zażółć gęślą jaźń", None]


def test_too_long_a_line_is_refused_whole(qtbot: QtBot, heard: list[Any]) -> None:
    field = TextField("Nazwisko", longest=10)
    shown(qtbot, field)
    field.committed.connect(heard.append)
    retype(field, "abcdefghijkl")
    assert field.text() == "abcdefghijkl"
    assert field.message.text() == "Tekst jest za długi (znaków: 12, mieści się 10). Skróć go."
    assert heard == []
    assert field.value() is None


def pasted(field: LongText, text: str) -> None:
    clipboard = QMimeData()
    clipboard.setText(text)
    field.writing.insertFromMimeData(clipboard)


def test_ten_megabytes_are_refused_in_words_and_nothing_is_lost(qtbot: QtBot, heard: list[Any]) -> None:
    field = LongText("Opis")
    shown(qtbot, field)
    field.changed.connect(heard.append)
    type_text(field.writing, "Zażółć")
    pasted(field, "ą" * 10_000_000)
    assert field.value() == "Zażółć"
    assert plain(field.message.text()).startswith(
        "Wklejany tekst jest za długi (znaków: 10 000 000, mieści się 20 000). Nic nie wklejono"
    )
    assert not field.is_refused()
    pasted(field, " gęślą\r\njaźń")
    assert field.value() == "Zażółć gęślą\njaźń"
    assert not field.message.isVisible()
    assert heard[-1] == "Zażółć gęślą\njaźń"


def test_typing_beyond_the_end_is_kept_and_refused(qtbot: QtBot, heard: list[Any]) -> None:
    field = LongText("Opis", longest=5)
    shown(qtbot, field)
    field.committed.connect(heard.append)
    type_text(field.writing, "abcdefg")
    field.writing.left.emit()
    assert field.message.text() == "Tekst jest za długi (znaków: 7, mieści się 5). Skróć go, wtedy się zapisze."
    assert field.writing.toPlainText() == "abcdefg"
    assert heard == []
    for _ in range(2):
        press(field.writing, Qt.Key.Key_Backspace)
    field.writing.left.emit()
    assert heard == ["abcde"]


def test_writing_grows_with_its_text_within_bounds(qtbot: QtBot) -> None:
    field = LongText("Opis", lines=3)
    shown(qtbot, field)
    small = field.writing.height()
    field.set_value("wiersz\n" * 7)
    grown = field.writing.height()
    field.set_value("wiersz\n" * 200)
    assert small < grown < field.writing.height() < 400


def test_tab_leaves_the_writing(qtbot: QtBot) -> None:
    field = LongText("Opis")
    shown(qtbot, field)
    press(field.writing, Qt.Key.Key_Tab)
    assert field.writing.toPlainText() == ""


def test_escape_in_a_field_is_left_to_the_page(qtbot: QtBot) -> None:
    field = TextField("Nazwisko")
    shown(qtbot, field)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field.line, event)
    assert not event.isAccepted()
