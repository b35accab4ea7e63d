"""The pages of the sign-in: name and passphrase, an own passphrase, the recovery sheet, who one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.problems import Problem
from ui.forms.choices import ChoiceField
from ui.forms.fields import TextField
from ui.forms.passphrases import PassphraseField, PassphrasePair
from ui.i18n import _
from ui.parts import Banner, Button, Card, LinkButton, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.records import RecordId
    from app.services.vault.entering import Name
    from ui.forms.fields import Field


class SignInPage(QWidget):
    """A card with fields and one act. ``sent`` says that the act is wanted, ``left`` that the way back is."""

    sent = Signal(object)
    left = Signal()

    entry: QWidget

    def __init__(self, title: str, words: str, act: str) -> None:
        super().__init__()
        self.card = Card(title, spacing=12)
        self.words = Text(words, "note", "muted", wrap=True)
        self.words.setVisible(bool(words))
        self.trouble = Banner("", "bad")
        self.trouble.hide()
        self.card.add(self.words)
        self._act_words = act
        self.act = Button(act, self.send, kind="primary")
        self.buttons = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)  # a short page does not stretch to the longest
        self._busy = False

    def end(self, *, has_way_back: bool = True) -> None:
        """What went wrong, the way back and the act, after all fields in the order of Tab."""
        self.card.add(self.trouble)
        if has_way_back:
            self.buttons.addWidget(Button(_("‹ Wróć"), self.left.emit))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.act)
        self.card.add_layout(self.buttons)

    def fields(self) -> Sequence[Field]:
        """Every field that must be filled."""
        raise NotImplementedError

    def who(self) -> str:
        """The chosen name's id."""
        return ""

    def secret(self) -> str:
        """The passphrase that was typed here."""
        return ""

    def begin(self, who: str) -> None:
        """Come into sight with the keyboard in the first field that is to be filled."""
        del who
        self.trouble.hide()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_ready(self) -> bool:
        """Whether everything is filled; says so at what is not, and goes to the first of these."""
        empty = [field for field in self.fields() if field.value() is None]
        for field in self.fields():
            field.set_refused(_("To pole jest potrzebne.") if field in empty else "")
        if empty:
            empty[0].setFocus()
        return not empty

    def send(self) -> None:
        """Begin the act, unless something is missing or it is on its way."""
        if self.act.isEnabled() and self.is_ready():
            self.trouble.hide()
            self.sent.emit(self)

    def forget(self) -> None:
        """Nothing of a passphrase stays in the fields."""

    def say(self, problem: Problem) -> None:
        """Say why it was not done; what was typed stays, except a wrong passphrase."""
        from ui.wording import words_of

        self.trouble.set_words(words_of(problem).text, "bad")
        self.trouble.show()

    def set_busy(self, *, is_busy: bool) -> None:
        """While the key is computed nothing can be changed or sent twice."""
        self._busy = is_busy
        self.act.setEnabled(not is_busy)
        self.act.setText(_("Sprawdzam…") if is_busy else self._act_words)

    def set_wait(self, seconds: int) -> None:
        """The act can be tried again in so many seconds."""
        self.act.setEnabled(not seconds)
        wait = _("Spróbuj za {count} s").format(count=seconds)
        self.act.setText(wait if seconds else self._act_words)
        if not seconds:
            self.entry.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends from every field; Escape goes back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.send()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NamePage(SignInPage):
    """Who is here; one name is chosen already where there is only one."""

    forgot = Signal()

    def __init__(self, names: Sequence[Name], file_name: str) -> None:
        super().__init__(_("Zaloguj się do Teczki"), "", _("Otwórz"))
        self.name = ChoiceField(_("Imię i nazwisko"), [(each.id, each.name) for each in names])
        self.passphrase = PassphraseField(_("Hasło na tym stanowisku"))
        self.card.add(self.name, self.passphrase)
        self.end(has_way_back=False)
        self.forget_link = LinkButton(_("Nie pamiętam hasła"), self.forgot.emit)
        self.card.add(self.forget_link)
        self.card.add(Text(_("Plik ośrodka: {name}").format(name=file_name), "small", "muted", wrap=True))
        if len(names) == 1:
            self.name.set_value(names[0].id)
        self.entry = self.passphrase if len(names) == 1 else self.name

    def fields(self) -> Sequence[Field]:
        return (self.name, self.passphrase)

    def who(self) -> str:
        return str(self.name.value() or "")

    def secret(self) -> str:
        return self.passphrase.value() or ""

    def begin(self, who: str) -> None:
        self.entry = self.passphrase if self.name.value() is not None else self.name
        super().begin(who)

    def forget(self) -> None:
        self.passphrase.forget()

    def say(self, problem: Problem) -> None:
        super().say(problem)
        self.passphrase.forget()
        self.passphrase.setFocus()

    def close_up(self) -> None:
        """There is nothing to sign in to."""
        for part in (self.name, self.passphrase, self.act, self.forget_link):
            part.hide()


class OwnPage(SignInPage):
    """Somebody else chose the passphrase: now an own one is set."""

    def __init__(self) -> None:
        super().__init__(
            _("Ustaw własne hasło"),
            _(
                "Dotychczasowe hasło wymyślił ktoś inny, więc zna je więcej niż jedna osoba. "
                "Od teraz będzie tylko Twoje."
            ),
            _("Ustaw i otwórz"),
        )
        self.pair = PassphrasePair()
        self.card.add(*self.pair.fields)
        self.end()
        self.entry = self.pair.new

    def fields(self) -> Sequence[Field]:
        return self.pair.fields

    def secret(self) -> str:
        return self.pair.text()

    def is_ready(self) -> bool:
        return super().is_ready() and self.pair.agrees()

    def forget(self) -> None:
        for field in self.pair.fields:
            field.forget()

    def say(self, problem: Problem) -> None:
        if not self.pair.refuse(problem):
            super().say(problem)


class RecoveryPage(OwnPage):
    """The code from the safe instead of a passphrase."""

    def __init__(self, names: Sequence[Name]) -> None:
        super().__init__()
        self.card.set_title(_("Wejście z kartą odzyskiwania"))
        self.words.setText(
            _(
                "Hasło może nadać na nowo kierownik albo administrator, który jest zalogowany: Ustawienia, Pracownicy. "
                "Gdy nikt nie może się zalogować, wyjmij kartę z sejfu i przepisz kod."
            )
        )
        self.code = TextField(_("Kod z karty"), hint=_("Osiem grup po pięć znaków; odstępy nie mają znaczenia."))
        self.name = ChoiceField(_("Dla kogo nowe hasło"), [(each.id, each.name) for each in names])
        self.card.body.insertWidget(2, self.code)
        self.card.body.insertWidget(3, self.name)
        QWidget.setTabOrder(self.code.control, self.name.control)
        QWidget.setTabOrder(self.name.control, self.pair.new.control)
        self.entry = self.code

    def fields(self) -> Sequence[Field]:
        return (self.code, self.name, *self.pair.fields)

    def who(self) -> str:
        return str(self.name.value() or "")

    def code_typed(self) -> str:
        return self.code.value() or ""

    def begin(self, who: str) -> None:
        if who:
            self.name.set_value(who)
        super().begin(who)

    def forget(self) -> None:
        super().forget()
        self.code.line.clear()

    def say(self, problem: Problem) -> None:
        if problem.code == "wrong_recovery_code":
            from ui.wording import words_of

            words = words_of(problem)
            self.code.set_refused(f"{words.what} {words.now}")
            self.code.setFocus()
        else:
            super().say(problem)


class ChoosingPage(SignInPage):
    """A workstation that joined does not know which of the clerks its keeper is."""

    def __init__(self) -> None:
        super().__init__(
            _("Kim jesteś?"),
            _(
                "To stanowisko właśnie dołączyło do ośrodka, a na liście pracowników nie ma osoby o dokładnie takim "
                "imieniu i nazwisku. Wskaż siebie; program zapyta o to tylko raz."
            ),
            _("To ja"),
        )
        self.clerk = ChoiceField(_("Pracownik"))
        self.card.add(self.clerk)
        self.end()
        self.entry = self.clerk

    def offer(self, clerks: Sequence[tuple[RecordId, str]]) -> None:
        """These may be chosen."""
        self.clerk.set_options(clerks)

    def chosen(self) -> Any:
        return self.clerk.value()

    def fields(self) -> Sequence[Field]:
        return (self.clerk,)
