"""What an empty page says: why it is empty and what to do."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.problems import Problem
from ui import look
from ui.parts.buttons import Button
from ui.parts.text import Text


class Sign(QWidget):
    """One of our icons, large."""

    def __init__(self, name: str, token: str = "muted", size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._token = name, token
        self.setFixedSize(look.px(size), look.px(size))

    def set(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look.paint_icon(QPainter(self), QRectF(self.rect()), self._name, self._token)


class EmptyState(QWidget):
    """A sign, a title, a sentence on what to do, and the button that does it."""

    def __init__(
        self,
        title: str,
        text: str = "",
        button: str = "",
        clicked: Callable[[], object] | None = None,
        *,
        icon: str = "folder",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setSpacing(look.px(8))
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Sign(icon), 0, centre)
        self.title = Text(title, "card", wrap=True)
        self.text = Text(text, "body", "muted", wrap=True)
        for words in (self.title, self.text):
            words.setAlignment(centre)
            column.addWidget(words)
        self.text.setVisible(bool(text))
        self.button = Button(button, clicked, kind="primary")
        column.addSpacing(look.px(4))
        column.addWidget(self.button, 0, centre)
        self.button.setVisible(bool(button))
        column.addStretch(2)

    def set(self, title: str, text: str) -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def explain(self, problem: Problem) -> None:
        """Say why there is nothing to show, and what can be done."""
        from ui.wording import words_of  # its areas are read only when there is something to say

        words = words_of(problem)
        self.set(words.what, f"{words.why} {words.now}")
