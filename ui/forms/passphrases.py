"""Fields for a passphrase: not shown unless asked, never trimmed, and twice where a new one is set."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.passphrases import LEAST, LONGEST
from app.domain.problems import Problem
from ui import look
from ui.forms.fields import LineField
from ui.i18n import _

_ABOUT_THE_NEW_ONE = {"passphrase_too_short", "passphrase_too_long", "passphrase_too_plain", "passphrase_same"}


class PassphraseField(LineField):
    """Blanks count, also at the ends; the eye at the right shows what was typed until it is pressed again."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST + 1)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = QAction(look.icon("eye", "muted"), _("Pokaż hasło"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_typed)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)

    def value(self) -> str | None:
        """What was typed, as it was typed; None when there is nothing."""
        return self.line.text() or None

    def forget(self) -> None:
        """Nothing of it stays in the field, also not for Ctrl+Z."""
        self.line.clear()
        self.set_value(None)
        self._eye.setChecked(False)

    def _read_text(self) -> str | None:
        return self.line.text() or None

    @Slot(bool)
    def _show_typed(self, is_shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self._eye.setText(_("Ukryj hasło") if is_shown else _("Pokaż hasło"))


class PassphrasePair:
    """A new passphrase, typed twice."""

    def __init__(self) -> None:
        self.new = PassphraseField(
            _("Nowe hasło"),
            hint=_("Co najmniej {least} znaków. Najlepiej kilka słów, które łatwo zapamiętać.").format(least=LEAST),
        )
        self.again = PassphraseField(_("Nowe hasło jeszcze raz"))
        self.fields = (self.new, self.again)

    def text(self) -> str:
        return self.new.value() or ""

    def agrees(self) -> bool:
        """Whether both are the same; says so at the second."""
        is_same = self.new.value() == self.again.value()
        self.again.set_refused("" if is_same else _("To nie jest to samo co wyżej."))
        if not is_same:
            self.again.setFocus()
        return is_same

    def refuse(self, problem: Problem) -> bool:
        """Say at the field what is wrong with the new passphrase; False where the problem is about something else."""
        if problem.code not in _ABOUT_THE_NEW_ONE:
            return False
        from ui.wording import words_of

        words = words_of(problem)
        self.new.set_refused(f"{words.what} {words.now}")
        self.new.setFocus()
        return True


def vault_words() -> str:
    """What a passphrase does, where one is set."""
    return _(
        "Plik ośrodka jest zaszyfrowany i bez hasła nikt go nie otworzy, także po kradzieży komputera. Hasło działa "
        "tylko na tym stanowisku. Zapomniane hasło ustawi na nowo kierownik albo karta odzyskiwania z sejfu."
    )
