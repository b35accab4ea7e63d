"""Ustawienia, Pracownicy: who works at the centre, what each may do, who signs."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.clerks import StaffRow
from app.services.settings_views import SettingsView
from ui import look
from ui.i18n import _
from ui.models.rows import Column, ListModel
from ui.parts import Banner, Button, Card, Span, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.settings_clerk import ClerkDialog
from ui.screens.settings_office import locked_words
from ui.settings_words import authorisation_words, short_role


class StaffSection(QWidget):
    """Enter or a double click opens an entry; whoever may not change it only looks."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._view: SettingsView | None = None
        self.locked, self.nobody = Banner("", "neutral"), Banner("", "warn")
        self.add = Button(_("Dodaj pracownika…"), self.write_new)
        self.rows = ListModel(_columns(), id_of=lambda row: row.clerk.id)
        self.table = TableView(self.rows, name=_("Pracownicy"), fits_rows=True)
        self.table.opened.connect(self.edit)
        self.how = Text(
            _(
                "Nikogo się nie usuwa: kto odszedł, znika z list wyboru, a jego wpisy i podpisy zostają. "
                "Enter otwiera wpis."
            ),
            "note",
            "muted",
            wrap=True,
        )
        card = Card(_("Pracownicy"), spacing=8)
        card.head.addWidget(self.add)
        self.passphrases = Text("", "note", "muted", wrap=True)
        card.add(self.table, self.how, self.passphrases)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        for part in (self.locked, self.nobody, card):
            column.addWidget(part)
        column.addStretch(1)

    def show_view(self, view: SettingsView) -> None:
        self._view = view
        self.rows.set_rows(view.staff)
        self.passphrases.setText(passphrase_words(view))
        self.passphrases.setVisible(view.vault.is_encrypted)
        reason = "" if view.may_configure else locked_words(view)
        self.locked.set_words(reason, "neutral")
        self.locked.setVisible(bool(reason))
        self.add.setVisible(not reason)
        self.how.setVisible(not reason)
        self.nobody.set_words(
            _("Dzisiaj nikt nie ma upoważnienia do wydawania decyzji: wpisz je komuś, zanim decyzja trafi do podpisu."),
            "warn",
        )
        self.nobody.setVisible(not any(row.may_sign for row in view.staff))

    def write_new(self) -> None:
        """An empty form."""
        if self._view is not None:
            view = self._view
            ClerkDialog(self._desk, self._navigator, self, others=view.staff, today=view.today, vault=view.vault).open()

    def edit(self, row: StaffRow) -> None:
        view = self._view
        if view is not None and view.may_configure:
            is_self = row.clerk.id == view.own_id
            ClerkDialog(
                self._desk,
                self._navigator,
                self,
                row=row,
                others=view.staff,
                today=view.today,
                is_self=is_self,
                vault=view.vault,
            ).open()


def _columns() -> list[Column]:
    return [
        Column(_("Imię i nazwisko"), lambda row: row.clerk, format=_name, stretch=2, width=130, wraps=True),
        Column(_("Funkcja"), lambda row: row.clerk.position, stretch=2, width=110, wraps=True),
        Column(_("Uprawnienia"), lambda row: short_role(row.clerk.role), stretch=1, width=110),
        Column(_("Rejon"), lambda row: row.clerk.region or "—", width=70, gives_way=True),
        Column(_("Upoważnienie"), lambda row: authorisation_words(row.clerk), width=118, gives_way=True),
        Column("", _state, tone=_tone, width=84),
    ]


def passphrase_words(view: SettingsView) -> str:
    """Who can sign in at this workstation; "" where nobody needs a passphrase."""
    if not view.vault.is_encrypted:
        return ""
    active = [row.clerk for row in view.staff if row.clerk.is_active]
    have = [
        _("{name} (pierwsze, do zmiany)").format(name=clerk.full_name)
        if clerk.id in view.vault.first
        else clerk.full_name
        for clerk in active
        if clerk.id in view.vault.clerks
    ]
    lack = [clerk.full_name for clerk in active if clerk.id not in view.vault.clerks]
    words = _("Hasło na tym stanowisku mają: {names}.").format(names=", ".join(have))
    return words + " " + _("Nie mają: {names}.").format(names=", ".join(lack)) if lack else words


def _name(clerk: object) -> tuple[Span, ...]:
    return (Span(str(getattr(clerk, "full_name", "")), is_strong=bool(getattr(clerk, "is_active", True))),)


def _state(row: StaffRow) -> str:
    if not row.clerk.is_active:
        return _("nie pracuje")
    return _("podpisuje") if row.may_sign else _("pracuje")


def _tone(row: StaffRow) -> str:
    if not row.clerk.is_active:
        return "neutral"
    return "ok" if row.may_sign else "info"
