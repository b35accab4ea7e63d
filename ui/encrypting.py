"""A plain office file is encrypted: who signs in first, with which passphrase, what becomes of the readable file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.records import RecordId
from ui import look
from ui.application import application
from ui.errand import Errands
from ui.forms.choices import ChoiceField
from ui.forms.passphrases import PassphrasePair, vault_words
from ui.i18n import _
from ui.parts import Banner, Button, Card, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent

    from app.services.vault.converting import EncryptOffice
    from app.services.vault.entering import Entered, Name

WIDTH = 520


class EncryptWindow(QWidget):
    """``done`` says the way into the encrypted file."""

    done = Signal(object)

    def __init__(self, names: Sequence[Name], encrypt: Callable[[EncryptOffice], Entered]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle(_("Teczka — szyfrowanie pliku"))
        self.resize(look.px(980), look.px(700))
        self._encrypt = encrypt
        self._errands = Errands(self)
        self.who = ChoiceField(_("Kto zaloguje się pierwszy"), [(each.id, each.name) for each in names])
        if len(names) == 1:
            self.who.set_value(names[0].id)
        self.pair = PassphrasePair()
        self.keep = QCheckBox(_("Zachowaj obok dotychczasowy, niezaszyfrowany plik"))
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.go = Button(_("Zaszyfruj"), self._begin, kind="primary")
        self.later = Button(_("Nie teraz"), self.close)
        self._lay_out()
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        card = Card(_("Zaszyfruj plik ośrodka"), spacing=12)
        words = _(
            "Program zapisze plik na nowo, zaszyfrowany, odczyta go i porówna z dotychczasowym, a potem postawi na "
            "jego miejscu. Pozostałe osoby dostaną hasła w Ustawieniach. Niezaszyfrowany plik i jego kopie znikną, "
            "chyba że każesz je zachować."
        )
        card.add(Text(words, "note", "muted", wrap=True), self.who, *self.pair.fields)
        card.add(Text(vault_words(), "note", "muted", wrap=True), self.keep, self.trouble)
        row = QHBoxLayout()
        row.addWidget(self.later)
        row.addStretch(1)
        row.addWidget(self.go)
        card.add_layout(row)
        card.setFixedWidth(look.px(WIDTH))
        middle = QWidget()
        middle.setObjectName("page")
        across = QHBoxLayout(middle)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(card)
        column.addStretch(2)
        across.addStretch(1)
        across.addLayout(column)
        across.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, look.px(12), 0, look.px(12))
        whole.addWidget(area)

    def _begin(self) -> None:
        fields = (self.who, *self.pair.fields)
        empty = [field for field in fields if field.value() is None]
        for field in fields:
            field.set_refused(_("To pole jest potrzebne.") if field in empty else "")
        if empty:
            empty[0].setFocus()
            return
        if not self.pair.agrees():
            return
        from app.services.vault.converting import EncryptOffice

        self.trouble.hide()
        self._set_busy(is_busy=True)
        clerk_id = RecordId(bytes.fromhex(str(self.who.value())))
        request = EncryptOffice(clerk_id, self.pair.text(), keeps_plain=self.keep.isChecked())
        self._errands.send(lambda: self._encrypt(request), self._finish, self._refuse)

    def _finish(self, entered: Entered) -> None:
        self._set_busy(is_busy=False)
        self.trouble.hide()
        for field in self.pair.fields:
            field.forget()
        self.done.emit(entered)

    def _refuse(self, problem: Problem) -> None:
        self._set_busy(is_busy=False)
        self.trouble.hide()
        if not self.pair.refuse(problem):
            from ui.wording import words_of

            self.trouble.set_words(words_of(problem).text, "bad")
            self.trouble.show()

    def wait(self) -> None:
        """The program ends: not before the file is either encrypted or as it was."""
        self._errands.wait()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Not while the file is being encrypted: behind it the plain one would be worked in again."""
        if self._errands.is_out:
            self.trouble.set_words(_("Szyfrowanie trwa. Okno da się zamknąć, gdy się skończy."), "warn")
            self.trouble.show()
            event.ignore()
            return
        super().closeEvent(event)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.go.setText(_("Szyfruję i sprawdzam…") if is_busy else _("Zaszyfruj"))
        for part in (self.go, self.later, self.who, self.keep, *self.pair.fields):
            part.setEnabled(not is_busy)


def run_encryption(names: Sequence[Name], encrypt: Callable[[EncryptOffice], Entered]) -> Entered | None:
    """Show it until the file is encrypted or somebody says "not now"."""
    app = application()
    window = EncryptWindow(names, encrypt)
    found: list[Entered] = []

    def go_on(entered: Entered) -> None:
        found.append(entered)
        window.close()

    window.done.connect(go_on)
    window.show()
    try:
        app.exec()
    finally:
        window.wait()
    return found[0] if found else None
