"""The field above a long list: narrows it with every letter, and hands the keyboard on to it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.forms.fields import TextField

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(TextField):
    """``searched`` says the text after each letter, ``left_down`` that Down or Enter asks for the list below."""

    searched = Signal(str)
    left_down = Signal(bool)
    """True when it was Enter."""

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__("", placeholder=placeholder, longest=100, parent=parent)
        self.line.setAccessibleName(name)
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self.searched)
        self.line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _DOWN:
            self.left_down.emit(event.key() != Qt.Key.Key_Down)
            return True
        return super().eventFilter(watched, event)
