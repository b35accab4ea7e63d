"""Ustawienia, Ten komputer: the name of the workstation, where its file lies, how its window speaks and looks."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.services.exchange.stations import RenameStation, rename_station
from app.services.sessions import ChooseLanguage, ChooseLook, Look, choose_language, choose_look
from app.services.settings_views import SettingsView
from ui import i18n, look
from ui.forms import ChoiceField, Field, TextField
from ui.i18n import LANGUAGES, _
from ui.parts import Card, LinkButton, Text
from ui.screen import DeskLike, Navigator
from ui.screens.settings_dialog import FieldsGrid
from ui.screens.settings_office import locked_words
from ui.screens.settings_vault import VaultCard
from ui.settings_words import text_size_words, theme_words


class ComputerSection(QWidget):
    """Every choice works at once. Another language or size of text builds the window anew, at the same field."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._view: SettingsView | None = None
        self._look = Look()
        self.name = TextField(_("Nazwa tego stanowiska"))
        self.keeper = TextField(_("Opiekun"), hint=_("Kto zwykle na nim pracuje."))
        self.path = TextField(_("Plik ośrodka"))
        self.folder = LinkButton(_("Otwórz folder pliku"), self._open_folder)
        self.language = ChoiceField(_("Język programu"), list(LANGUAGES.items()))
        self.theme = ChoiceField(_("Motyw"), theme_words())
        self.text_size = ChoiceField(_("Wielkość tekstu"), text_size_words())
        self.fields: dict[str, Field] = {
            "name": self.name,
            "keeper": self.keeper,
            "path": self.path,
            "language": self.language,
            "theme": self.theme,
            "text_size": self.text_size,
        }
        self.vault = VaultCard(desk, navigator)
        self._lay_out()
        self.path.set_readonly(_("Kopia zapasowa powstaje obok niego. Nie przenoś go, gdy program jest otwarty."))
        for name in ("name", "keeper"):
            self.fields[name].committed.connect(partial(self._renamed, name))
        self.language.committed.connect(self._speak)
        self.theme.committed.connect(lambda theme: self._wear("theme", replace(self._look, theme=theme)))
        self.text_size.committed.connect(lambda size: self._wear("text_size", replace(self._look, text_size=size)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        looks, station = FieldsGrid(), FieldsGrid()
        looks.row((self.language, 1), (self.theme, 1))
        looks.row((self.text_size, 1), rest=1)
        station.row((self.name, 1), (self.keeper, 1))
        station.row((self.path, 1))
        looks.whole(Text(_("Dotyczy tylko tego komputera. Pisma są zawsze po polsku."), "note", "muted", wrap=True))
        column.addWidget(Card(_("Język i wygląd"), spacing=10).add(looks))
        column.addWidget(self.vault)
        column.addWidget(Card(_("To stanowisko"), spacing=10).add(station, self.folder))
        column.addStretch(1)

    def show_view(self, view: SettingsView) -> None:
        is_first = self._view is None
        self._view, self._look = view, view.computer.look
        self.vault.show_view(view)
        station = view.computer.station
        reason = "" if view.may_configure else locked_words(view)
        for name in ("name", "keeper"):
            field = self.fields[name]
            if is_first or not (field.control.hasFocus() or field.is_refused()):
                field.set_value(getattr(station, name, "") or None)
        self.name.set_readonly(reason or ("" if station is not None else _("Nie ma go jeszcze na liście stanowisk.")))
        self.keeper.set_readonly(reason)
        self.keeper.set_hint("" if reason else _("Kto zwykle na nim pracuje."))
        self.path.set_value(str(view.computer.path))
        self.language.set_value(i18n.language())
        self.theme.set_value(self._look.theme)
        self.text_size.set_value(self._look.text_size)

    def leave(self) -> None:
        """Order a refused name as well, so that the program asks before it closes."""
        for name in ("name", "keeper"):
            if self.fields[name].is_refused():
                self._renamed(name, None)

    # -- acting --------------------------------------------------------------------------------------------------

    def _renamed(self, name: str, _value: object) -> None:
        station = self._view.computer.station if self._view is not None else None
        if station is None:
            return
        field = self.fields[name]
        field.set_refused("")
        request = RenameStation(station.id, self.name.text(), self.keeper.text())
        words = _("Zapisano: „{field}”.").format(field=field.label.text())
        self._desk.order(
            rename_station, request, lambda _done: self._navigator.notice(words), partial(self._refused, field)
        )

    def _refused(self, field: Field, problem: Problem) -> None:
        from ui.wording import words_of

        words = words_of(problem)
        field.set_refused(f"{words.what} {words.now}")
        self._navigator.notice(words.text, "bad")

    def _speak(self, code: str) -> None:
        self._come_back_to("language")
        self._desk.order(choose_language, ChooseLanguage(code))

    def _wear(self, field: str, wanted: Look) -> None:
        self._come_back_to(field)
        self._desk.order(choose_look, ChooseLook(wanted))

    def _come_back_to(self, field: str) -> None:
        """The window that is built for it opens here."""
        self._navigator.open("settings", section="computer", field=field)

    def _open_folder(self) -> None:
        if self._view is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._view.computer.path.parent)))
