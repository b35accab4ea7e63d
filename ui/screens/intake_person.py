"""Who applies: found while typing, or written down, with a warning before somebody is written down twice."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.records import RecordId
from app.services.likeness import FindSimilar, Likeness, Similar, find_similar
from app.services.person_views import OpenPerson, PersonCard, open_person
from app.services.ports import Hit
from app.services.searching import FindAnything, FoundThings, find_anything
from ui import look
from ui.forms.drafted import Typed, put_back, typed
from ui.forms.person_fields import PersonFields
from ui.forms.search import SearchField
from ui.i18n import _, numeric_day
from ui.models.rows import Column, ListModel
from ui.parts import Banner, Card, LinkButton, Rich, Span, TableView, Text
from ui.screen import DeskLike

SHOWN = 6


class PersonFinder(QWidget):
    """A search field with the persons it finds; ``found`` says the card of the one that was taken."""

    found = Signal(object)
    given_up = Signal()
    """Enter or Down without anybody found: whoever is meant has to be written down."""

    def __init__(self, desk: DeskLike) -> None:
        super().__init__()
        self._desk = desk
        self._edition = 0
        self.search = SearchField(_("Szukaj w kartotece"), _("Szukaj w kartotece: nazwisko, PESEL, adres"))
        self.hits = ListModel(_columns(), id_of=lambda hit: hit.id)
        self.table = TableView(self.hits, name=_("Znalezione osoby"), fits_rows=True, has_header=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(self.search)
        column.addWidget(self.table)
        self.setFocusProxy(self.search)
        self.table.hide()
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self._go_down)
        self.table.opened.connect(lambda hit: self.take(hit.id))
        self.table.clicked.connect(lambda index: self._take_row(index.row()))

    def take(self, person_id: RecordId) -> None:
        """Read somebody of the files and say them."""
        self._desk.ask(open_person, OpenPerson(person_id), self._taken)

    def clear(self) -> None:
        self.search.set_value(None)
        self._show_hits(())

    def _take_row(self, number: int) -> None:
        hit = self.hits.row_at(number)
        if hit is not None:
            self.take(hit.id)

    def _taken(self, card: PersonCard) -> None:
        self.clear()
        self.found.emit(card)

    def _search(self, text: str) -> None:
        self._edition += 1
        edition = self._edition
        if len(text.strip()) < 2:
            self._show_hits(())
            return

        def arrived(found: FoundThings) -> None:
            if edition == self._edition:
                self._show_hits(found.persons)

        self._desk.ask(find_anything, FindAnything(text), arrived)

    def _show_hits(self, hits: tuple[Hit, ...]) -> None:
        self.hits.set_rows(hits[:SHOWN])
        self.table.setVisible(bool(hits))

    def _go_down(self, is_enter: bool) -> None:
        count = self.hits.rowCount()
        if count == 1 and is_enter:
            self._take_row(0)
        elif count:
            self.table.setFocus()
            self.table.select(0)
        else:
            self.given_up.emit()


class PersonChoice(Card):
    """``chosen`` says the card of a person of the files, or None when somebody new is being written down."""

    chosen = Signal(object)
    edited = Signal()

    def __init__(self, desk: DeskLike, title: str) -> None:
        super().__init__(title, spacing=10)
        self._desk = desk
        self.person_id: RecordId | None = None
        self.is_somebody_else = False
        self._similar: list[Similar] = []
        self.finder = PersonFinder(desk)
        self.new_note = Text(_("Nie ma jej w kartotece? Wpisz dane."), "note", "muted")
        self.fields = PersonFields()
        self.warning = Banner("", "warn")
        self.summary = Rich("")
        self.change = LinkButton(_("Zmień osobę"), self.clear_choice)
        self._shown = QWidget()
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.summary, 1)
        row.addWidget(self.change)
        self.add(self.finder, self._shown, self.new_note, self.fields, self.warning)
        self.finder.found.connect(self._take)
        self.finder.given_up.connect(self.fields.last_name.setFocus)
        self.fields.left.connect(self._look_for_similar)
        self.warning.text.followed.connect(self._take_similar)
        for field in self.fields.fields().values():
            field.changed.connect(lambda _value: self.edited.emit())
        for name in (self.fields.last_name, self.fields.first_name):
            name.changed.connect(lambda _value, field=name: field.set_refused(""))
        self._show_state()

    def set_today(self, today: date) -> None:
        self.fields.set_today(today)

    def choose(self, person_id: RecordId) -> None:
        """Take somebody of the files."""
        self.finder.take(person_id)

    def clear_choice(self) -> None:
        """Back to searching and writing down."""
        self.person_id = None
        self._show_state()
        self.chosen.emit(None)
        self.finder.setFocus()

    def clear(self) -> None:
        put_back(self.fields.fields(), {})
        self.fields.fit()
        self.finder.clear()
        self.is_somebody_else = False
        self._warn([])
        self.person_id = None
        self._show_state()
        self.chosen.emit(None)

    def demand(self) -> None:
        """Mark in red the names of somebody new that are not there."""
        is_known = self.person_id is not None
        last_name, first_name = self.fields.last_name, self.fields.first_name
        last_name.set_refused("" if is_known or last_name.value() else _("Wpisz nazwisko."))
        first_name.set_refused("" if is_known or first_name.value() else _("Wpisz imię."))

    def typed(self) -> Typed:
        values = typed(self.fields.fields())
        if self.person_id is not None:
            values["person_id"] = self.person_id.hex()
        return values

    def restore(self, values: Mapping[str, object]) -> None:
        put_back(self.fields.fields(), values)
        self.fields.fit()
        if isinstance(known := values.get("person_id"), str):
            self.choose(RecordId(bytes.fromhex(known)))

    def _take(self, card: PersonCard) -> None:
        self.person_id = card.person.id
        self.is_somebody_else = False
        self._warn([])
        born = _("ur. {day}").format(day=numeric_day(card.person.born_on)) if card.person.born_on is not None else ""
        place = next((address.short for address in card.addresses if address.to_on is None), "")
        parts = [card.person.pesel, born, place]
        self.summary.set_words(
            [Span(card.person.full_name, is_strong=True)] + [Span(f" · {part}", "muted") for part in parts if part]
        )
        self._show_state()
        self.chosen.emit(card)

    def _show_state(self) -> None:
        is_new = self.person_id is None
        self._shown.setVisible(not is_new)
        for part in (self.finder, self.new_note, self.fields):
            part.setVisible(is_new)
        self.warning.setVisible(is_new and bool(self._similar))

    def _look_for_similar(self) -> None:
        entry = self.fields.entry()
        if not (entry.pesel or (entry.first_name and entry.last_name)):
            self._warn([])
            return
        asked = FindSimilar(entry.first_name, entry.last_name, entry.pesel, entry.born_on)
        self._desk.ask(find_similar, asked, lambda found: self._warn(list(found)))

    def _warn(self, similar: list[Similar]) -> None:
        self._similar = [] if self.is_somebody_else else similar
        words = [Span(_("Ta osoba może już być w kartotece: "))]
        for number, each in enumerate(self._similar):
            words.append(Span(likely(each), link=str(number)))
            words.append(Span(", " if number < len(self._similar) - 1 else ". "))
        words.append(Span(_("To ktoś inny"), link="other"))
        self.warning.set_words(words, "warn")
        self.warning.setVisible(bool(self._similar) and self.person_id is None)

    def _take_similar(self, link: str) -> None:
        if link == "other":
            self.is_somebody_else = True
            self._warn([])
        else:
            self.choose(self._similar[int(link)].hit.id)


def likely(each: Similar) -> str:
    """``Wiśniewska Anna, Wola Przedborska 14 (ten sam PESEL)``."""
    why = {
        Likeness.SAME_PESEL: _("ten sam PESEL"),
        Likeness.NEAR_PESEL: _("prawie ten sam PESEL"),
        Likeness.SAME_NAME_AND_BIRTH: _("to samo nazwisko i data urodzenia"),
        Likeness.SAME_NAME: _("to samo nazwisko"),
        Likeness.NEAR_NAME: _("podobne nazwisko"),
    }[each.likeness]
    place = f", {each.hit.place}" if each.hit.place else ""
    return f"{each.hit.name}{place} ({why})"


def _columns() -> list[Column]:
    return [
        Column(_("Nazwisko i imię"), "name", ink="strong", stretch=2, width=150),
        Column(_("PESEL"), "pesel", width=100),
        Column(_("Miejsce"), "place", stretch=2, width=120),
        Column(_("Sprawy"), "signs", ink="muted", stretch=1, width=80),
    ]
