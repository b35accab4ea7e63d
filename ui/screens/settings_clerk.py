"""Ustawienia, Pracownicy: the form of one clerk."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.persons import Clerk
from app.services.clerks import AddClerk, ChangeClerk, ClerkEntry, StaffRow, add_clerk, change_clerk, entry_of
from app.services.vault.keepers import Vault
from ui import look
from ui.forms import ChoiceField, DateField, Field, TextField
from ui.i18n import _
from ui.parts import Button
from ui.screen import DeskLike, Navigator
from ui.screens.settings_dialog import CarefulDialog, FieldsArea, FieldsGrid
from ui.settings_words import role_words

WIDTH = 680
NOT_LOCKED = Vault(is_encrypted=False)


class ClerkDialog(CarefulDialog):
    """Somebody new, or the correction of somebody's entry; who left is switched off and can come back."""

    def __init__(
        self,
        desk: DeskLike,
        navigator: Navigator,
        parent: QWidget,
        *,
        row: StaffRow | None = None,
        others: tuple[StaffRow, ...] = (),
        today: date | None = None,
        is_self: bool = False,
        vault: Vault = NOT_LOCKED,
    ) -> None:
        title = _("Nowy pracownik") if row is None else row.clerk.full_name
        super().__init__(title, _("Zapisz"), self._save, parent)
        self._desk, self._navigator = desk, navigator
        self._before = row.clerk if row is not None else None
        self._names = {each.clerk.full_name.casefold() for each in others if row is None or each != row}
        self.fields = _fields(today)
        self.add(FieldsArea(self._laid_out()))
        self._show(entry_of(row.clerk) if row is not None else ClerkEntry())
        self.watch(*self.fields.values())
        self._vault = vault
        if self._before is not None and not is_self:
            self.add_button(self._switch(self._before))
            if vault.is_encrypted and self._before.is_active:
                before = self._before
                self.add_button(Button(_("Hasło…"), lambda: self.give_passphrase(before, self)))
        for name in ("first_name", "last_name"):
            self.fields[name].committed.connect(lambda _value: self._ask_namesake())
        self.setMinimumWidth(min(look.px(WIDTH), self.screen().availableSize().width() - look.px(40)))
        self.fields["first_name"].setFocus()

    def _laid_out(self) -> FieldsGrid:
        field, grid = self.fields, FieldsGrid()
        grid.row((field["first_name"], 1), (field["last_name"], 1), (field["first_name_vocative"], 1))
        grid.row((field["position"], 1), (field["phone"], 1))
        grid.row((field["role"], 1))
        grid.head(_("Pracownik socjalny"))
        grid.row((field["region"], 1), (field["card_number"], 1))
        grid.head(_("Upoważnienie do wydawania decyzji (art. 110 ust. 7–8 ustawy o pomocy społecznej)"))
        grid.row((field["signs_for"], 1), (field["authorisation_number"], 1))
        grid.row((field["authorised_from_on"], 1), (field["authorised_to_on"], 1))
        return grid

    def _switch(self, clerk: Clerk) -> Button:
        """Off or on; reversible, so it does not ask."""
        if clerk.is_active:
            return Button(_("Już nie pracuje"), lambda: self._save(is_active=False), kind="danger")
        return Button(_("Znowu pracuje"), lambda: self._save(is_active=True))

    def _show(self, entry: ClerkEntry) -> None:
        for name, field in self.fields.items():
            field.set_value(getattr(entry, name) or None)

    def _ask_namesake(self) -> None:
        """Two people may bear one name; more often one person is written down twice."""
        full_name = f"{self.fields['first_name'].value() or ''} {self.fields['last_name'].value() or ''}".strip()
        is_there = full_name.casefold() in self._names
        words = _("Ktoś o tym imieniu i nazwisku już jest na liście.") if is_there else ""
        self.fields["last_name"].set_questioned(words)

    def _entry(self) -> ClerkEntry:
        values = {name: field.value() for name, field in self.fields.items()}
        days = {"authorised_from_on", "authorised_to_on"}
        written: dict[str, Any] = {name: value if name in days else value or "" for name, value in values.items()}
        return ClerkEntry(**written, is_active=self._before is None or self._before.is_active)

    def _save(self, *, is_active: bool | None = None) -> None:
        if not self.demand(*(self.fields[name] for name in ("first_name", "last_name", "role"))):
            return
        entry = self._entry()
        if is_active is not None:
            entry = replace(entry, is_active=is_active)
        if self._before is None:
            self._desk.order(add_clerk, AddClerk(entry), self._added, self.object)
        else:
            self._desk.order(change_clerk, ChangeClerk(self._before, entry), self._changed, self.object)

    def give_passphrase(self, clerk: Clerk, parent: QWidget) -> None:
        """A first passphrase for this workstation, or none any more."""
        from ui.vault_dialogs import GivePassphraseDialog

        name, navigator = clerk.full_name, self._navigator
        dialog = GivePassphraseDialog(self._desk, clerk, parent, has_one=clerk.id in self._vault.clerks)
        dialog.given.connect(lambda: navigator.notice(_("{name}: nadano hasło.").format(name=name)))
        dialog.taken.connect(lambda: navigator.notice(_("{name}: odebrano hasło.").format(name=name)))
        dialog.open()

    def _added(self, clerk: Clerk) -> None:
        words = _("Dodano: {name}.").format(name=clerk.full_name)
        over = self.parentWidget()
        window = self if over is None else over.window()
        if self._vault.is_encrypted:
            self._navigator.notice(words, "ok", _("Nadaj hasło…"), lambda: self.give_passphrase(clerk, window))
        else:
            self._navigator.notice(words)
        self.accept()

    def _changed(self, clerk: Clerk) -> None:
        before = self._before
        if before is not None and before.is_active and not clerk.is_active:
            words = _("{name}: zaznaczono, że już nie pracuje. Wpisy i podpisy zostają.").format(name=clerk.full_name)
        else:
            words = _("Zapisano: {name}.").format(name=clerk.full_name)
        undo = None if before is None else ChangeClerk(clerk, entry_of(before))
        if undo is not None and clerk != before:
            self._navigator.notice(words, "ok", _("Cofnij"), lambda: self._desk.order(change_clerk, undo))
        self.accept()


def _fields(today: date | None) -> dict[str, Field]:
    return {
        "first_name": TextField(_("Imię")),
        "last_name": TextField(_("Nazwisko")),
        "first_name_vocative": TextField(_("Imię w wołaczu"), hint=_("„Dzień dobry, Mario”.")),
        "position": TextField(_("Stanowisko służbowe"), hint=_("Pojawi się pod pismami: „starszy referent”.")),
        "phone": TextField(_("Telefon"), hint=_("Pojawi się w pismach obok nazwiska.")),
        "role": ChoiceField(_("Uprawnienia w programie"), role_words()),
        "region": TextField(_("Rejon"), hint=_("Wnioski z tego rejonu trafią do tej osoby.")),
        "card_number": TextField(_("Numer legitymacji")),
        "signs_for": TextField(_("Formuła podpisu"), placeholder=_("z up. Burmistrza")),
        "authorisation_number": TextField(_("Numer upoważnienia"), placeholder="OR.0052.14.2026"),
        "authorised_from_on": DateField(_("Od dnia"), today=today),
        "authorised_to_on": DateField(_("Do dnia"), hint=_("Puste: do odwołania."), today=today),
    }
