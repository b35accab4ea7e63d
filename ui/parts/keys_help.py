"""The keys of the program, on one card (F1)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from ui import look
from ui.i18n import _
from ui.parts.buttons import Button
from ui.parts.text import Text


class KeysHelp(QDialog):
    """A window of its own that does not hold up the other one; Escape closes it."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Klawisze"))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        column.setSpacing(look.px(12))
        column.addWidget(Text(_("Wszystko da się zrobić z klawiatury"), "card"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(18))
        grid.setVerticalSpacing(look.px(7))
        own = [
            ("Tab", _("Następne pole albo przycisk")),
            ("Enter", _("Otwórz zaznaczony wiersz, naciśnij przycisk")),
            ("Ctrl+Enter", _("Zapisz formularz z każdego pola")),
            ("F3", _("Wstaw gotowy tekst w długie pole wywiadu albo uzasadnienia")),
            ("Ctrl+PgDn", _("Następny segment wywiadu, Ctrl+PgUp: poprzedni")),
            ("Esc", _("Zamknij listę albo okienko")),
        ]
        for row, (key, what) in enumerate([*keys, *own]):
            cap = Text(key, "key", "muted")
            cap.setObjectName("key")
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(Text(what, "text"), row, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(Button(_("Zamknij"), self.close), 0, Qt.AlignmentFlag.AlignRight)
