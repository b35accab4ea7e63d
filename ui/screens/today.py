"""The first page of the morning: what runs out, what waits for the head, whom to visit, how the others stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.domain.cases import Application, Case, Document
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.households import Member
from app.domain.interviews import Interview
from app.domain.offices import Workstation
from app.domain.persons import Address, Person
from app.domain.records import RecordId
from app.domain.roles import Role
from app.domain.visits import Precautions, VisitAttempt
from app.services.ports import Changes
from app.services.today import AskToday, Draft, Due, Today, ask_today
from app.services.trips import Trip
from ui import look
from ui.i18n import _, clock, ngettext, number, plain_amount
from ui.models.rows import Column, ListModel
from ui.parts import Button, Card, Chip, Columns, Elided, EmptyState, PageTitle, Rich, Span, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.today_words import (
    contradiction_words,
    day_line,
    draft_chip,
    draft_words,
    due_tone,
    due_when,
    due_words,
    greeting,
    nothing_words,
    short_sign,
    station_chip,
    station_when,
    trip_person,
    trip_place,
    trip_safety,
)

if TYPE_CHECKING:
    from app.services.day_plan import DayPlan

WATCHED = (
    Application,
    Case,
    Document,
    Decision,
    Delivery,
    Member,
    Interview,
    Workstation,
    Address,
    Person,
    Precautions,
    VisitAttempt,
)
DRAFTS_SHOWN, TRIPS_SHOWN, STATIONS_SHOWN = 3, 5, 5
ALL = "all"


class TodayPage(QWidget):
    """Asks once and fills its four cards; whatever changes in the office, it asks again."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self.title = PageTitle(" ")
        self.due = DueCard(navigator)
        self.drafts = DraftsCard(navigator)
        self.trips = TripsCard(desk, navigator)
        self.stations = StationsCard(navigator)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        columns = Columns()
        left, right = columns.column(700, 470), columns.column(400, 330)
        left.addWidget(self.due, 1)
        left.addWidget(self.drafts)
        right.addWidget(self.trips)
        right.addWidget(self.stations, 1)
        column.addWidget(columns, 1)
        desk.changed.connect(self._hear)

    def opened(self, **_args: Any) -> None:
        """The day may be another one than when the page was last seen."""
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(ask_today, AskToday(), self.show_today)

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if changes.touches(*WATCHED):
            self.refresh()

    def show_today(self, today: Today) -> None:
        """Fill the page."""
        self.title.set_title(greeting(today), day_line(today))
        self.due.show_due(today)
        self.drafts.show_drafts(today)
        self.trips.show_trips(today)
        self.stations.show_stations(today)


class DueCard(Card):
    """Clocks; first only those of this clerk, the rest on demand."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Terminy"), " ")
        self._today: Today | None = None
        self._is_all = False
        self.model = ListModel(self._columns(), id_of=lambda due: (due.case_id, due.clock.kind))
        self.table = TableView(self.model, name=_("Terminy"))
        self.table.opened.connect(lambda due: navigator.open("case", case_id=due.case_id))
        self.nothing = EmptyState("", icon="check")
        holder = QWidget()
        self._pile = QStackedLayout(holder)
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.nothing)
        self.add(holder, stretch=1)
        self.note.followed.connect(self._switch)

    def _columns(self) -> list[Column]:
        return [
            Column(_("Do kiedy"), lambda due: due_when(due, self._day), tone=self._tone, width=124),
            Column(_("Co trzeba zrobić"), lambda due: due_words(due, self._day)),
            Column(_("Sprawa"), lambda due: short_sign(due.sign)),
            Column(_("Osoba"), "person", stretch=1),
        ]

    @property
    def _day(self) -> Any:
        return self._today.on if self._today is not None else None

    def _tone(self, due: Due) -> str:
        return due_tone(due, self._day)

    def show_due(self, today: Today) -> None:
        self._today = today
        mine = [due for due in today.due if due.is_mine]
        rows: Sequence[Due] = today.due if self._is_all else mine
        self.model.set_rows(rows)
        self._mark_first()
        self._pile.setCurrentIndex(0 if rows else 1)
        self.nothing.set(*nothing_words(today))
        others = len(today.due) - len(mine)
        note = [Span(_("najpilniejsze pierwsze"), "muted")]
        if others:
            words = _("tylko moje") if self._is_all else _("pokaż wszystkie ({count})")
            note += [Span(" · ", "muted"), Span(words.format(count=number(len(today.due))), "link", link=ALL)]
        self.set_note(note)

    def _mark_first(self) -> None:
        """The keyboard is on the most dangerous row without choosing it, so that Enter opens it at once."""
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            first = self.model.index(0, 0)
            self.table.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _switch(self, _link: str) -> None:
        self._is_all = not self._is_all
        if self._today is not None:
            self.show_due(self._today)


class DraftsCard(Card):
    """Decisions between the clerk and the head; the own turn first."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Decyzje w toku"), " ")
        self._navigator = navigator
        self._today: Today | None = None
        self.model = ListModel(self._columns(), id_of=lambda draft: draft.decision_id)
        self.table = TableView(self.model, name=_("Decyzje w toku"), fits_rows=True, has_header=False)
        self.table.opened.connect(self._open)
        self.nothing = Text(_("Żadna decyzja nie czeka na zatwierdzenie."), "body", "muted")
        self.button = Button("", self._open_first)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.add(self.table, self.nothing)
        self.add_layout(row)
        self.note.followed.connect(lambda _link: navigator.open("decisions"))

    def _columns(self) -> list[Column]:
        return [
            Column("", draft_words, stretch=1),
            Column("", "person"),
            Column("", "amount", format=_amount_words, is_right=True),
            Column("", lambda draft: self._chip(draft)[0], tone=lambda draft: self._chip(draft)[1], width=128),
        ]

    def _chip(self, draft: Draft) -> tuple[str, str]:
        return draft_chip(draft, self._today.on) if self._today is not None else ("", "neutral")

    def show_drafts(self, today: Today) -> None:
        self._today = today
        is_head = today.clerk.role == Role.HEAD
        self.set_title(_("Czekają na Twoje zatwierdzenie") if is_head else _("Decyzje w toku"))
        self.model.set_rows(today.drafts[:DRAFTS_SHOWN])
        self.table.setVisible(bool(today.drafts))
        self.nothing.setVisible(not today.drafts)
        more = len(today.drafts) > DRAFTS_SHOWN
        words = _("wszystkie ({count})").format(count=number(len(today.drafts)))
        self.set_note([Span(words, "link", link=ALL)] if more else "")
        mine = [draft for draft in today.drafts if draft.is_mine]
        self.button.setVisible(bool(mine))
        look.set_property(self.button, "kind", "primary" if is_head else "")
        self.button.setText(_("Otwórz najdłużej czekającą") if is_head else _("Otwórz pierwszą"))

    def _open(self, draft: Draft) -> None:
        self._navigator.open("decision", decision_id=draft.decision_id)

    def _open_first(self) -> None:
        if self._today is not None and self._today.drafts:
            self._open(self._today.drafts[0])


class TripsCard(Card):
    """Today's visits of the person at the keyboard."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__(_("Wyjazdy w teren dzisiaj"), [Span(_("plan tygodnia"), "link", link=ALL)], spacing=10)
        self.note.followed.connect(lambda _link: navigator.open("day-plan"))
        self._desk, self._navigator = desk, navigator
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(12))
        self._grid.setColumnMinimumWidth(0, look.px(44))
        self._grid.setColumnStretch(1, 1)
        self.add_layout(self._grid)
        self._lines: list[QWidget] = []
        self.print_button = Button(_("Drukuj plan dnia"), self._print)
        self.pack_button = Button(_("Przygotuj paczkę na laptop"), lambda: navigator.open("exchange", tab="export"))
        row = QHBoxLayout()
        row.setSpacing(look.px(14))
        row.addWidget(self.print_button)
        row.addWidget(self.pack_button)
        row.addStretch(1)
        self.add_layout(row)

    def show_trips(self, today: Today) -> None:
        for line in self._lines:
            self._grid.removeWidget(line)
            line.deleteLater()
        self._lines = []
        for row, trip in enumerate(today.trips[:TRIPS_SHOWN]):
            self._put(Text(clock(trip.at), "strong"), row, 0)
            self._put(self._errand(trip), row, 1)
        left = len(today.trips) - TRIPS_SHOWN
        if left > 0:
            words = ngettext("i jeszcze {count} wizyta, na wydruku", "i jeszcze {count} wizyt, na wydruku", left)
            self._put(Text(words.format(count=left), "note", "muted", wrap=True), TRIPS_SHOWN, 1)
        if not today.trips:
            self._put(Text(_("Nie masz dziś zaplanowanych wizyt."), "body", "muted"), 0, 0, wide=2)
        look.set_property(self.pack_button, "kind", "primary" if today.trips else "")
        self.print_button.set_reason("" if today.trips else _("Nie masz dziś zaplanowanych wizyt."))

    def _put(self, widget: QWidget, row: int, column: int, wide: int = 1) -> None:
        self._grid.addWidget(widget, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
        self._lines.append(widget)

    def _errand(self, trip: Trip) -> QWidget:
        person = Rich(trip_person(trip), "body", wrap=False)
        person.followed.connect(self._open)
        lines = [person, Elided(trip_place(trip), "note", "muted")]
        if safety := trip_safety(trip):
            lines.append(Elided(safety, "note", "warn"))
        if trip.note:
            lines.append(Elided(trip.note, "note", "muted"))
        return _stacked(lines)

    def _open(self, link: str) -> None:
        self._navigator.open("interview", interview_id=RecordId(bytes.fromhex(link)))

    def _print(self) -> None:
        from app.services.day_plan import PrintDayPlan, print_day_plan

        self._desk.ask(print_day_plan, PrintDayPlan(), self.show_plan)

    def show_plan(self, plan: "DayPlan") -> None:
        """The printed plan, to be looked at first."""
        from ui.papers import PaperWindow

        PaperWindow(self._desk, plan.title, plan.content, plan.pages, self.window()).show()


class StationsCard(Card):
    """How far the other workstations are, and what they and we see differently."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Wymiana między stanowiskami"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(10))
        self._grid.setColumnStretch(0, 1)
        self.add_layout(self._grid)
        self._lines: list[QWidget] = []
        self.contradictions = Rich("", "body")
        self.contradictions.followed.connect(lambda _link: navigator.open("exchange", tab="contradictions"))
        self.add(self.contradictions)
        self.fill()

    def show_stations(self, today: Today) -> None:
        for line in self._lines:
            self._grid.removeWidget(line)
            line.deleteLater()
        self._lines = []
        for row, station in enumerate(today.stations[:STATIONS_SHOWN]):
            self._put(Elided(station.station.name, "body"), row, 0)
            self._put(Text(station_when(station, today.on), "note", "muted"), row, 1)
            self._put(Chip(*station_chip(station)), row, 2)
        if not today.stations:
            words = _("To jedyne stanowisko. Następne dołączysz na ekranie Wymiana.")
            self._put(Text(words, "body", "muted", wrap=True), 0, 0)
        count = today.contradictions
        self.contradictions.setVisible(bool(count))
        self.contradictions.set_words([Span(contradiction_words(count), "bad", is_strong=True, link=ALL)])

    def _put(self, widget: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(widget, row, column)
        self._lines.append(widget)


def _amount_words(grosze: int) -> str:
    """``610,50 zł``, or a dash where a decision grants nothing."""
    return _("{amount} zł").format(amount=plain_amount(grosze)) if grosze else "—"


def _stacked(widgets: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(3))
    for widget in widgets:
        column.addWidget(widget)
    return holder
