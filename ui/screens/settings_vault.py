"""Ustawienia, Ten komputer: is the file encrypted, the own passphrase, the recovery sheet, when the window locks."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.settings_views import SettingsView
from app.services.vault.keepers import Vault
from app.services.vault.locking import LOCK_MINUTES, ChooseLockTime, choose_lock_time
from ui import look
from ui.forms import ChoiceField
from ui.i18n import _, numeric_day
from ui.parts import Banner, Button, Card
from ui.screen import DeskLike, Navigator
from ui.screens.settings_dialog import FieldsGrid
from ui.screens.settings_office import locked_words


class VaultCard(Card):
    """What everybody may do about their own passphrase, and what only whoever configures may."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__(_("Szyfrowanie i hasła"), spacing=10)
        self._desk, self._navigator = desk, navigator
        self._vault = Vault(is_encrypted=False)
        self.state = Banner("", "ok")
        self.lock_after = ChoiceField(_("Zablokuj okno po bezczynności"), _minutes(), hint=_("Od razu: Ctrl+L."))
        self.lock_after.committed.connect(self._choose)
        self.change = Button(_("Zmień swoje hasło…"), self.change_own)
        self.sheet = Button(_("Karta odzyskiwania…"), self.make_sheet)
        grid = FieldsGrid()
        grid.row((self.lock_after, 1), rest=1)
        self._fields = grid
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        for button in (self.change, self.sheet):
            row.addWidget(button)
        row.addStretch(1)
        self._buttons = QWidget()
        self._buttons.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.add(self.state, grid, self._buttons)

    def show_view(self, view: SettingsView) -> None:
        self._vault = vault = view.vault
        self.state.set_words(*state_words(vault))
        reason = "" if view.may_configure else locked_words(view)
        self.lock_after.set_value(vault.lock_minutes)
        self.lock_after.set_readonly(reason)
        if not reason:
            self.lock_after.set_hint(_("Od razu: Ctrl+L."))
        self.sheet.setVisible(view.may_configure)
        for part in (self._fields, self._buttons):
            part.setVisible(vault.is_encrypted)

    def change_own(self) -> None:
        from ui.vault_dialogs import ChangePassphraseDialog

        dialog = ChangePassphraseDialog(self._desk, self.window())
        dialog.changed.connect(lambda: self._navigator.notice(_("Hasło zmienione. Od teraz działa tylko nowe.")))
        dialog.open()

    def make_sheet(self) -> None:
        from ui.vault_dialogs import SheetDialog

        SheetDialog(self._desk, self.window(), had_one=bool(self._vault.sheet_made_on)).open()

    def _choose(self, minutes: int) -> None:
        self._desk.order(choose_lock_time, ChooseLockTime(minutes))


def state_words(vault: Vault) -> tuple[str, str]:
    """What holds now, and its tone."""
    if not vault.is_encrypted:
        return (
            _("Plik ośrodka na tym komputerze nie jest zaszyfrowany: kto weźmie komputer, przeczyta wszystko."),
            "warn",
        )
    if not vault.sheet_made_on:
        return (
            _(
                "Plik jest zaszyfrowany, ale nie ma karty odzyskiwania. "
                "Gdy wszyscy zapomną haseł, danych nie da się odczytać."
            ),
            "warn",
        )
    made = numeric_day(date.fromisoformat(vault.sheet_made_on))
    return _("Plik jest zaszyfrowany. Karta odzyskiwania z dnia {day} powinna leżeć w sejfie.").format(day=made), "ok"


def _minutes() -> list[tuple[int, str]]:
    return [(minutes, _("{count} min").format(count=minutes)) for minutes in LOCK_MINUTES]
