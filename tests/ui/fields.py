"""What a person does with a field: type over what stands there, leave it."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, type_text
from ui.forms import Field, LineField


def shown(qtbot: QtBot, field: Field) -> Field:
    """The field on the screen."""
    qtbot.addWidget(field)
    field.resize(360, 120)
    field.show()
    qtbot.waitExposed(field)
    return field


def retype(field: LineField, text: str) -> None:
    """Type over what stands there and leave the field with Enter."""
    field.line.selectAll()
    if not text:
        press(field.line, Qt.Key.Key_Delete)
    type_text(field.line, text)
    press(field.line, Qt.Key.Key_Return)


def plain(text: str) -> str:
    """With ordinary spaces, so that it can be compared by eye."""
    return text.replace("\u00a0", " ")
