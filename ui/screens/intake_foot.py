"""What ends the form of an application, in sight however far the form is scrolled."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.problems import Problem
from ui import look
from ui.i18n import _
from ui.parts import Banner, Button, LinkButton


class IntakeFoot(QFrame):
    """The act itself, the way to begin again, and above them why the act was refused."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(10))
        self._column.setSpacing(look.px(10))
        self.hide()

    def build(self, save: Callable[[], None], clear: Callable[[], None]) -> None:
        """Made after the form, so that Tab comes here last."""
        self.objection = Banner("", "bad")
        self.objection.hide()
        self.wipe = LinkButton(_("Wyczyść formularz"), clear)
        self.take = Button("", save, kind="primary")
        row = QHBoxLayout()
        row.setSpacing(look.px(14))
        row.addWidget(self.wipe)
        row.addStretch(1)
        row.addWidget(self.take)
        self._column.addWidget(self.objection)
        self._column.addLayout(row)
        self.show()

    def refuse(self, problem: Problem) -> None:
        """Say why the office does not take it."""
        from ui.wording import words_of  # its areas are read only when there is something to say

        self.objection.set_words(words_of(problem).text, "bad")
        self.objection.show()
