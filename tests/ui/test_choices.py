"""One of several, any of several, yes and no."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import drawn
from tests.ui.fields import shown
from tests.ui.keys import press, type_text
from ui.forms import ChipField, ChoiceField, YesNoField

OPTIONS = [("rent", "najem komunalny"), ("own", "własność"), ("kin", "u rodziny")]


def test_one_of_several(qtbot: QtBot, heard: list[Any]) -> None:
    field = ChoiceField("Tytuł prawny do lokalu", OPTIONS)
    shown(qtbot, field)
    field.committed.connect(heard.append)
    assert field.value() is None
    press(field.combo, Qt.Key.Key_Down)
    assert heard == ["rent"]
    field.set_value("kin")
    assert field.combo.currentText() == "u rodziny"
    field.set_value("gone")
    assert field.value() is None
    assert drawn.said(field.combo) == "Tytuł prawny do lokalu"


def test_the_wheel_does_not_change_a_choice_in_passing(qtbot: QtBot) -> None:
    field = ChoiceField("Tytuł", OPTIONS)
    shown(qtbot, field)
    field.set_value("rent")
    middle = field.combo.rect().center()
    down = QWheelEvent(
        middle.toPointF(),
        field.combo.mapToGlobal(middle).toPointF(),
        middle * 0,
        -middle,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.combo, down)
    assert field.value() == "rent"


def test_a_long_list_is_found_by_typing(qtbot: QtBot, heard: list[Any]) -> None:
    field = ChoiceField("Powód", [(number, f"powód {number}") for number in range(20)])
    shown(qtbot, field)
    field.committed.connect(heard.append)
    line = field.combo.lineEdit()
    assert line is not None
    type_text(line, "powód 7")
    press(line, Qt.Key.Key_Return)
    assert heard == [7]
    line.selectAll()
    type_text(line, "nic takiego")
    press(line, Qt.Key.Key_Return)
    assert field.message.text() == "Na liście nie ma „nic takiego”. Wybierz pozycję z listy."
    assert heard == [7]


def test_options_may_change_under_the_choice(qtbot: QtBot) -> None:
    field = ChoiceField("Tytuł", OPTIONS)
    shown(qtbot, field)
    field.set_value("own")
    field.set_options(OPTIONS[1:])
    assert field.value() == "own"
    field.set_options(OPTIONS[2:])
    assert field.value() is None


def test_any_of_several(qtbot: QtBot, heard: list[Any]) -> None:
    field = ChipField("Wyposażenie", [("water", "woda"), ("gas", "gaz")])
    shown(qtbot, field)
    field.committed.connect(heard.append)
    field.set_value(["gas"])
    press(field.chips._chips["water"], Qt.Key.Key_Space)
    assert heard == [("water", "gas")]
    field.set_readonly("Wywiad jest podpisany")
    press(field.chips._chips["water"], Qt.Key.Key_Space)
    assert field.value() == ("water", "gas")


def test_yes_no_and_not_asked_yet(qtbot: QtBot, heard: list[Any]) -> None:
    field = YesNoField("Czy pobiera alimenty")
    shown(qtbot, field)
    field.committed.connect(heard.append)
    assert field.value() is None
    yes, no = field.chips._chips["yes"], field.chips._chips["no"]
    for chip in (yes, no, no):
        press(chip, Qt.Key.Key_Space)
    assert heard == [True, False, None]
    field.set_value(False)
    assert field.value() is False
    assert no.isChecked()
    assert not yes.isChecked()
