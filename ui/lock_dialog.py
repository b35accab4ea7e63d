"""What is in front of a locked window: a name, a passphrase, and the way out of the program."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.persons import Clerk
from app.domain.problems import Problem
from app.services.vault.keepers import UnlockWindow, unlock_window
from ui import look
from ui.forms.passphrases import PassphraseField
from ui.i18n import _
from ui.parts import Banner, Button, Text
from ui.screen import DeskLike


class LockDialog(QDialog):
    """``unlocked`` after the right passphrase, ``left`` where the program is to be closed. Escape changes nothing."""

    unlocked = Signal()
    left = Signal()

    def __init__(self, desk: DeskLike, clerk: Clerk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("Teczka — zablokowana"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(20))
        column.setSpacing(look.px(12))
        column.addWidget(Text(_("Okno jest zablokowane"), "card", wrap=True))
        words = _("To, co wpisano, czeka za zasłoną. Przy klawiaturze: {name}.").format(name=clerk.full_name)
        column.addWidget(Text(words, "note", "muted", wrap=True))
        self.passphrase = PassphraseField(_("Hasło na tym stanowisku"))
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.go = Button(_("Odblokuj"), self._try, kind="primary")
        self.go.setDefault(True)
        column.addWidget(self.passphrase)
        column.addWidget(self.trouble)
        column.addStretch(1)
        row = QHBoxLayout()
        self.close_program = Button(_("Zamknij program"), self.left.emit)
        self.close_program.setAutoDefault(False)
        row.addWidget(self.close_program)
        row.addStretch(1)
        row.addWidget(self.go)
        column.addLayout(row)
        self.setFixedWidth(look.px(420))
        self._wait_s = 0
        self._timer = QTimer(self)
        self._timer.setInterval(1_000)
        self._timer.timeout.connect(self._tick)
        self.passphrase.setFocus()

    def end(self) -> None:
        """It is done with."""
        self.passphrase.forget()
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Only the passphrase opens."""

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()

    def _try(self) -> None:
        if not self.go.isEnabled():
            return
        if self.passphrase.value() is None:
            self.passphrase.setFocus()
            return
        self.go.setEnabled(False)
        self.go.setText(_("Sprawdzam…"))
        self._desk.ask(unlock_window, UnlockWindow(self.passphrase.text()), self._open, self._stay)

    def _open(self, _clerk: Clerk) -> None:
        self.unlocked.emit()

    def _stay(self, problem: Problem) -> None:
        from ui.wording import words_of

        self.passphrase.forget()
        self.trouble.set_words(words_of(problem).text, "bad")
        self.trouble.show()
        self.adjustSize()
        self._wait_s = int(str(problem.facts.get("wait_s", 0)))
        if self._wait_s:
            self._timer.start()
        self._show_wait()

    @Slot()
    def _tick(self) -> None:
        self._wait_s = max(0, self._wait_s - 1)
        if not self._wait_s:
            self._timer.stop()
        self._show_wait()

    def _show_wait(self) -> None:
        wait = self._wait_s
        words = _("Spróbuj za {count} s").format(count=wait)
        self.go.setText(words if wait else _("Odblokuj"))
        self.go.setEnabled(not wait)
        if not wait:
            self.passphrase.setFocus()
