"""Windows about passphrases: somebody else sits down, an own one is changed, a first one is given; and the sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.persons import Clerk
from app.domain.problems import Problem
from app.services.sessions import SitDown, sit_down
from app.services.vault.keepers import (
    ChangePassphrase,
    GivePassphrase,
    MakeRecoverySheet,
    RecoverySheet,
    TakePassphrase,
    change_passphrase,
    give_passphrase,
    make_recovery_sheet,
    proposal,
    take_passphrase,
)
from ui.forms.fields import TextField
from ui.forms.form_dialog import FormDialog
from ui.forms.passphrases import PassphraseField, PassphrasePair, vault_words
from ui.i18n import _
from ui.parts import Button
from ui.screen import DeskLike


class SitDownDialog(FormDialog):
    """``proved`` says that it is them."""

    proved = Signal(object)

    def __init__(self, desk: DeskLike, clerk: Clerk, parent: QWidget) -> None:
        super().__init__(_("Przy klawiaturze: {name}").format(name=clerk.full_name), _("Zaloguj"), self._prove, parent)
        self._desk, self._clerk = desk, clerk
        self.passphrase = PassphraseField(_("Hasło na tym stanowisku"))
        self.add(self.passphrase)
        self.pair = PassphrasePair()
        for field in self.pair.fields:
            self.add(field)
            field.hide()
        self._needs_own = False
        self.passphrase.setFocus()

    def _prove(self) -> None:
        if self._needs_own and not self.pair.agrees():
            self.be_ready()
            return
        own = self.pair.text() if self._needs_own else None
        request = SitDown(self._clerk.id, self.passphrase.value() or "", own)
        self._desk.ask(sit_down, request, self._go, self._stay)

    def _go(self, clerk: Clerk) -> None:
        for field in (self.passphrase, *self.pair.fields):
            field.forget()
        self.proved.emit(clerk)
        self.accept()

    def _stay(self, problem: Problem) -> None:
        if problem.code == "first_passphrase":
            self._needs_own = True
            for field in self.pair.fields:
                field.show()
            self.object(problem)
            self.pair.new.setFocus()
            return
        if self.pair.refuse(problem):
            self.be_ready()
            return
        self.passphrase.forget()
        self.object(problem)
        self.passphrase.setFocus()


class ChangePassphraseDialog(FormDialog):
    """The old one, and the new one twice; ``changed`` says that it is done."""

    changed = Signal()

    def __init__(self, desk: DeskLike, parent: QWidget) -> None:
        super().__init__(_("Zmień swoje hasło"), _("Zmień hasło"), self._change, parent, note=vault_words())
        self._desk = desk
        self.old = PassphraseField(_("Dotychczasowe hasło"))
        self.pair = PassphrasePair()
        for field in (self.old, *self.pair.fields):
            self.add(field)
        self.old.setFocus()

    def _change(self) -> None:
        if not self.pair.agrees():
            self.be_ready()
            return
        request = ChangePassphrase(self.old.value() or "", self.pair.text())
        self._desk.order(change_passphrase, request, self._done, self._stay)

    def _done(self, _nothing: object) -> None:
        for field in (self.old, *self.pair.fields):
            field.forget()
        self.changed.emit()
        self.accept()

    def _stay(self, problem: Problem) -> None:
        if self.pair.refuse(problem):
            self.be_ready()
            return
        self.old.forget()
        self.object(problem)
        self.old.setFocus()


class GivePassphraseDialog(FormDialog):
    """A first passphrase, shown so that it can be read out; ``given`` and ``taken`` say what was done."""

    given = Signal()
    taken = Signal()

    def __init__(self, desk: DeskLike, clerk: Clerk, parent: QWidget, *, has_one: bool) -> None:
        super().__init__(
            _("Hasło na tym stanowisku: {name}").format(name=clerk.full_name),
            _("Nadaj hasło"),
            self._give,
            parent,
            note=_(
                "Podaj to hasło tej osobie. Przy pierwszym logowaniu zmieni je na własne, którego nikt inny nie zna."
            ),
        )
        self._desk, self._clerk = desk, clerk
        self.first = TextField(
            _("Pierwsze hasło"), hint=_("Wymyślone przez program; możesz wpisać inne."), longest=1_000
        )
        self.first.set_value(proposal())
        self.add(self.first)
        if has_one:
            self.set_note(
                _("Dotychczasowe hasło przestanie działać. Przy pierwszym logowaniu ta osoba zmieni hasło na własne.")
            )
            self.take = Button(_("Odbierz hasło"), self._take, kind="danger")
            self.add_button(self.take)
        self.first.setFocus()

    def _give(self) -> None:
        request = GivePassphrase(self._clerk.id, self.first.value() or "")
        self._desk.order(give_passphrase, request, self._gave, self.object)

    def _take(self) -> None:
        self._desk.order(take_passphrase, TakePassphrase(self._clerk.id), self._took, self.object)

    def _gave(self, _clerk: Clerk) -> None:
        self.given.emit()
        self.accept()

    def _took(self, _clerk: Clerk) -> None:
        self.taken.emit()
        self.accept()


class SheetDialog(FormDialog):
    """What the sheet is, before it is made: the one before is void from then on."""

    def __init__(self, desk: DeskLike, parent: QWidget, *, had_one: bool) -> None:
        note = _(
            "Karta odzyskiwania to jedna kartka z kodem, który otwiera plik, gdy nikt nie pamięta hasła. Program "
            "pokaże ją tylko raz: wydrukuj ją od razu, zaklej w kopercie i schowaj w sejfie. "
            "Nie zapisuj jej na tym komputerze."
        )
        if had_one:
            note += " " + _("Poprzednia karta przestanie działać: po wydrukowaniu nowej zniszcz ją.")
        super().__init__(_("Karta odzyskiwania"), _("Utwórz kartę"), self._make, parent, note=note)
        self._desk, self._over = desk, parent

    def _make(self) -> None:
        self._desk.order(make_recovery_sheet, MakeRecoverySheet(), self._show, self.object)

    def _show(self, sheet: RecoverySheet) -> None:
        from ui.papers import PaperWindow

        note = _("Wydrukuj tę kartkę teraz: program nie zna tego kodu i nie pokaże go drugi raz.")
        title = _("Karta odzyskiwania")
        PaperWindow(self._desk, title, sheet.content, sheet.pages, self._over, note=note).show()
        self.accept()
