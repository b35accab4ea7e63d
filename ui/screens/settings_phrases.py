"""Ustawienia, Gotowe zdania: the pieces of text that the office keeps for interviews and reasons."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.phrases import ListPhrases, Phrase, list_phrases
from app.services.settings_views import SettingsView
from ui import look
from ui.i18n import _
from ui.models.rows import Column, ListModel
from ui.parts import Button, Card, EmptyState, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.phrases import PhraseDialog

LONGEST_BEGINNING = 110


class PhrasesSection(QWidget):
    """Enter or a double click opens a phrase; whoever writes texts may keep them."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.add = Button(_("Dodaj zdanie…"), self.write_new)
        self.rows = ListModel(_columns(), id_of=lambda phrase: phrase.name)
        self.table = TableView(self.rows, name=_("Gotowe zdania ośrodka"), fits_rows=True)
        self.table.opened.connect(self.edit)
        self.nothing = EmptyState(
            _("Nie ma jeszcze gotowych zdań"),
            _("Zapisz zdania, które się powtarzają. W długim polu wywiadu i decyzji wstawisz je klawiszem F3."),
            _("Dodaj pierwsze zdanie"),
            self.write_new,
            icon="interviews",
        )
        self.how = Text(
            _("W długim polu wywiadu i w uzasadnieniu decyzji naciśnij F3, wpisz kilka liter i Enter."),
            "note",
            "muted",
            wrap=True,
        )
        card = Card(_("Gotowe zdania"), spacing=8)
        card.head.addWidget(self.add)
        card.add(self.table, self.nothing, self.how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(card)
        column.addStretch(1)

    def show_view(self, _view: SettingsView) -> None:
        """The phrases are read when the settings are: they are a few dozen at most."""
        self._desk.ask(list_phrases, ListPhrases(), self._show)

    def write_new(self) -> None:
        """An empty form."""
        PhraseDialog(self._desk, self._navigator, self.window()).open()

    def edit(self, phrase: Phrase) -> None:
        """The form of a phrase."""
        PhraseDialog(self._desk, self._navigator, self.window(), before=phrase).open()

    def _show(self, found: Sequence[Phrase]) -> None:
        self.rows.set_rows(found)
        for part in (self.table, self.how, self.add):
            part.setVisible(bool(found))
        self.nothing.setVisible(not found)


def _columns() -> list[Column]:
    return [
        Column(_("Nazwa"), lambda phrase: phrase.name, stretch=1, width=150, wraps=True),
        Column(_("Treść"), lambda phrase: _beginning(phrase.text), stretch=3, width=260),
    ]


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_BEGINNING else f"{line[:LONGEST_BEGINNING].rstrip()}…"
