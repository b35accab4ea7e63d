"""The window "Jak policzono": the reasoning as a tree, copied as text, followed to what it rests on."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui import look
from ui.i18n import _
from ui.parts import Button, Text
from ui.parts.reasoning import Ground, Reasoning


class StepsWindow(QDialog):
    """Stays open beside the page it explains; ``followed`` says the link of a step and closes it."""

    followed = Signal(str)

    def __init__(self, grounds: Sequence[Ground], parent: QWidget, *, hint: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Jak policzono"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.tree = Reasoning()
        self.tree.setAccessibleName(_("Jak policzono"))
        self.tree.set_grounds(grounds)
        self.tree.followed.connect(self._follow)
        self.hint = Text(hint, "small", "muted", wrap=True)
        self.hint.setVisible(bool(hint))
        foot = QHBoxLayout()
        foot.setSpacing(look.px(8))
        foot.addWidget(Button(_("Rozwiń wszystko"), self.tree.expandAll))
        foot.addWidget(Button(_("Zwiń"), self.tree.collapseAll))
        foot.addWidget(Button(_("Kopiuj jako tekst"), self.tree.copy_all))
        foot.addStretch(1)
        foot.addWidget(Button(_("Zamknij"), self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(16))
        column.setSpacing(look.px(12))
        column.addWidget(self.tree, 1)
        column.addWidget(self.hint)
        column.addLayout(foot)
        self.resize(look.px(760), look.px(600))
        self.tree.setFocus()

    def _follow(self, link: str) -> None:
        self.followed.emit(link)
        self.close()
