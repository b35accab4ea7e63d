"""Everybody in the files: a hundred thousand lines that narrow while one types."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.cases import Case
from app.domain.persons import Address, Person
from app.domain.phones import written_phone
from app.services.lists import PersonRow
from app.services.ports import Listing
from ui import look
from ui.forms.search import SearchField
from ui.i18n import _, ngettext, number, numeric_day
from ui.models.feed import ListFeed
from ui.models.rows import Column, signed
from ui.parts import Button, Card, EmptyState, PageTitle
from ui.screen import DeskLike, Navigator


class PersonsPage(QWidget):
    """A search field over a long table; Enter in either leads on."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._navigator = navigator
        self.feed = ListFeed(
            desk, Listing("persons", "name"), _columns(), name=_("Osoby"), watches=(Person, Address, Case)
        )
        self.search = SearchField(_("Szukaj osoby"), _("Zacznij pisać: nazwisko, PESEL, adres albo znak sprawy"))
        self.title = PageTitle(
            _("Osoby i rodziny"), actions=[Button(_("Nowa osoba"), lambda: navigator.open("person"), icon="plus")]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        card = Card(spacing=8)
        card.add(self.search)
        self._pile = QStackedWidget()
        self._pile.addWidget(self.feed.table)
        self.nothing = EmptyState(_("Nikogo takiego nie ma"), _nobody(), icon="persons")
        self._pile.addWidget(self.nothing)
        card.add(self._pile, stretch=1)
        column.addWidget(card, 1)
        self.search.searched.connect(self.feed.narrow)
        self.search.left_down.connect(self._go_down)
        self.feed.table.opened.connect(self._open)
        self.feed.counted.connect(self._counted)
        self.feed.ask()

    def opened(self, text: str = "", **_args: Any) -> None:
        """Come back to the list as it was left; ``text`` begins a new search."""
        if text:
            self.search.set_value(text)
        self.search.setFocus()

    def refresh(self) -> None:
        self.feed.ask()

    def _counted(self, count: int) -> None:
        self._pile.setCurrentIndex(0 if count else 1)
        is_narrowed = bool(self.feed.listing.text)
        words = ngettext("{count} osoba w kartotece", "{count} osób w kartotece", count)
        if is_narrowed:
            words = ngettext("znaleziono {count} osobę", "znaleziono {count} osób", count)
        self.title.set_title(_("Osoby i rodziny"), words.format(count=number(count)))
        title = _("Nikogo takiego nie ma") if is_narrowed else _("Kartoteka jest pusta")
        self.nothing.set(title, _nobody() if is_narrowed else _("Przyjmij pierwszy wniosek: Ctrl+N."))

    def _open(self, row: PersonRow) -> None:
        self._navigator.open("person", person_id=row.id)

    def _go_down(self, is_enter: bool) -> None:
        """Hands stay on the keys: Down goes to the list, Enter opens the one who is left."""
        count = self.feed.model.rowCount()
        if not count:
            return
        self.feed.table.setFocus()
        self.feed.table.select(0)
        only = self.feed.table.selected()
        if is_enter and count == 1 and only is not None:
            self._open(only)


def _nobody() -> str:
    return _("Sprawdź pisownię albo wpisz tylko początek nazwiska. Polskie znaki nie mają znaczenia.")


def _day(day: date | None) -> str:
    return numeric_day(day) if day else ""


def _columns() -> list[Column]:
    return [
        Column(_("Nazwisko i imię"), signed("name"), "name", ink="strong", stretch=3, width=180),
        Column(_("PESEL"), signed("pesel"), "pesel", width=110),
        Column(_("Data urodzenia"), signed("born_on", _day), "born_on", width=110),
        Column(_("Miejsce"), signed("place"), "place", stretch=3, width=120, wraps=True),
        Column(_("Telefon"), signed("phone", written_phone), width=110),
        Column(_("Sprawy"), "signs", stretch=2, ink="muted", width=120, gives_way=True, wraps=True),
    ]
