"""The plan of a day: whom a worker visits, in which order, with whom; the week in numbers above it."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.cases import Case
from app.domain.interviews import Interview
from app.domain.persons import Address, Person
from app.domain.phones import written_phone
from app.domain.records import RecordId
from app.domain.visits import Precautions, VisitAttempt
from app.services.day_plan import (
    ArrangeDay,
    AskDayPlan,
    DayPlan,
    Order,
    PlannedDay,
    PrintDayPlan,
    arrange_day,
    ask_day_plan,
    print_day_plan,
)
from app.services.ports import Changes
from app.services.trips import Trip
from ui import look
from ui.forms import ChoiceField
from ui.i18n import _, clock, ngettext, weekday_day
from ui.models.rows import Column, ListModel
from ui.papers import PaperWindow
from ui.parts import Banner, Button, Card, EmptyState, PageTitle, SegmentTabs, Span, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.dayplan_week import WeekStrip
from ui.screens.interview_visit import beware_words

WATCHED = (Interview, Case, Person, Address, Precautions, VisitAttempt)


class DayplanPage(QWidget):
    """A week to walk through, one day of it as a table; Ctrl with an arrow moves a visit, Enter opens it."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._request = AskDayPlan()
        self.day: PlannedDay | None = None
        self.print_button = Button(_("Drukuj plan dnia"), self._print, icon="print", kind="primary")
        self.title = PageTitle(_("Plan dnia"), " ", actions=(self.print_button,))
        self.title.set_crumbs([(_("Wywiady"), "interviews"), (_("Plan dnia"), "")])
        self.title.followed.connect(lambda _target: navigator.open("interviews"))
        self.week = WeekStrip()
        self.week.chosen.connect(self._go)
        self.worker = ChoiceField(_("Czyj dzień"))
        self.worker.changed.connect(self._look_at)
        self.order = SegmentTabs(
            [
                (Order.HOURS.value, _("według godzin")),
                (Order.PLACES.value, _("według miejscowości")),
                (Order.OWN.value, _("własna kolejność")),
            ]
        )
        self.order.changed.connect(self._reorder)
        self.model = ListModel(_columns(), id_of=lambda trip: trip.interview_id)
        self.table = TableView(self.model, name=_("Wizyty dnia"))
        self.table.opened.connect(self._open)
        self.table.picked.connect(lambda _trip: self._show_chosen())
        self.table.installEventFilter(self)
        self.nothing = EmptyState("", icon="calendar")
        self.up = Button(_("Wyżej"), lambda: self.move_trip(-1))
        self.down = Button(_("Niżej"), lambda: self.move_trip(1))
        self.up.setToolTip(_("Ctrl+strzałka w górę"))
        self.down.setToolTip(_("Ctrl+strzałka w dół"))
        self.hint = Text("", "note", "muted", wrap=True)
        self.beware = Banner("", "warn")
        self.beware.hide()
        self._lay_out()
        desk.changed.connect(self._hear)

    def _lay_out(self) -> None:
        self._pile = QStackedWidget()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.nothing)
        head = QHBoxLayout()
        head.setSpacing(look.px(16))
        head.addWidget(self.week, 1)
        self.worker.setFixedWidth(look.px(230))
        head.addWidget(self.worker)
        orders = QHBoxLayout()
        orders.setSpacing(look.px(10))
        orders.addWidget(self.order)
        orders.addStretch(1)
        orders.addWidget(self.up)
        orders.addWidget(self.down)
        card = Card(spacing=10)
        card.add_layout(orders)
        card.add(self._pile, stretch=1)
        card.add(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(self.beware)
        column.addWidget(card, 1)

    def opened(self, on: date | None = None, **_args: Any) -> None:
        """Today, or the day that was asked for; whose day it is stays as it was left."""
        self._request = AskDayPlan(on, self._request.worker_id)
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(ask_day_plan, self._request, self._show)

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if changes.touches(*WATCHED):
            self.refresh()

    # -- which day, whose, in which order ---------------------------------------------------------------------------

    def _go(self, day: date) -> None:
        self._request = AskDayPlan(day, self._request.worker_id)
        self.refresh()

    def _look_at(self, key: object) -> None:
        if isinstance(key, str):
            on = self.day.on if self.day is not None else None
            self._request = AskDayPlan(on, RecordId(bytes.fromhex(key)))
            self.refresh()

    def _reorder(self, key: str) -> None:
        if self.day is not None and key != self.day.order.value:
            self._request = AskDayPlan(self.day.on, self.day.worker_id, Order(key))
            self.refresh()

    def move_trip(self, step: int) -> None:
        """Put the chosen visit before or after its neighbour; the order is kept at once."""
        day, chosen = self.day, self.table.selected()
        if day is None or chosen is None:
            return
        ids = [trip.interview_id for trip in day.trips]
        place = ids.index(chosen.interview_id)
        if not 0 <= place + step < len(ids):
            return
        ids[place], ids[place + step] = ids[place + step], ids[place]
        self._request = AskDayPlan(day.on, day.worker_id)
        arranged = ArrangeDay(day.on, day.worker_id, tuple(ids))
        self._desk.ask(arrange_day, arranged, lambda _done: self.refresh())

    # -- showing -----------------------------------------------------------------------------------------------------

    def _show(self, day: PlannedDay) -> None:
        self.day = day
        count = len(day.trips)
        visits = ngettext("{count} wizyta", "{count} wizyt", count).format(count=count)
        self.title.set_title(_("Plan dnia"), " · ".join((weekday_day(day.on), day.worker, visits)))
        self.week.show_week(day.week, day.on, day.today)
        self.worker.set_options([(each.hex(), name) for each, name in day.workers])
        self.worker.set_value(day.worker_id.hex())
        self.order.blockSignals(True)  # Qt's own signature
        self.order.show_segment(day.order.value)
        self.order.blockSignals(False)  # Qt's own signature
        self.model.set_rows(day.trips)
        self._pile.setCurrentIndex(0 if count else 1)
        self.nothing.set(*_nothing_words(day))
        self.print_button.set_reason("" if count else _("Na ten dzień nie ma zaplanowanych wizyt."))
        if count and self.table.selected() is None:
            self.table.select(0)
        self.hint.setText(_hint(day))
        self.hint.setVisible(count > 1)
        for part in (self.order, self.up, self.down):
            part.setVisible(count > 1)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """What to know before the chosen visit."""
        trip: Trip | None = self.table.selected()
        words = beware_words(trip.beware) if trip is not None else ""
        note = trip.note if trip is not None else ""
        told = " · ".join(part for part in (words, note) if part)
        self.beware.setVisible(bool(told))
        if trip is not None and told:
            self.beware.set_words(
                [Span(f"{trip.person}. ", is_strong=True), Span(told)], "warn" if words else "neutral"
            )
        at = self.table.currentIndex().row()
        self.up.setEnabled(trip is not None and at > 0)
        self.down.setEnabled(trip is not None and at + 1 < self.model.rowCount())

    def _open(self, trip: Trip) -> None:
        self._navigator.open("interview", interview_id=trip.interview_id)

    def _print(self) -> None:
        if self.day is not None:
            request = PrintDayPlan(self.day.on, self.day.worker_id, self.day.order)
            self._desk.ask(print_day_plan, request, self._show_paper)

    def _show_paper(self, plan: DayPlan) -> None:
        PaperWindow(self._desk, plan.title, plan.content, plan.pages, self.window()).show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl with an arrow moves the chosen visit, Alt with an arrow goes to the day before or after."""
        if watched is self.table and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, held = event.key(), event.modifiers()
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            days = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
            if held & Qt.KeyboardModifier.ControlModifier and key in steps:
                self.move_trip(steps[Qt.Key(key)])
                return True
            if held & Qt.KeyboardModifier.ControlModifier and key in days and self.day is not None:
                self._go(self.day.on + timedelta(days=days[Qt.Key(key)]))
                return True
        return super().eventFilter(watched, event)


def _columns() -> list[Column]:
    return [
        Column(_("Godzina"), lambda trip: clock(trip.at), ink="strong", width=70),
        Column(_("Osoba"), "person", ink="strong", stretch=2, width=150),
        Column(_("Miejsce"), _place, stretch=3, width=150, wraps=True),
        Column(_("Telefon"), lambda trip: written_phone(trip.phone), width=110),
        Column(_("Osób"), "people", is_right=True, width=52, gives_way=True),
        Column(_("Część"), "part", width=60, gives_way=True),
        Column(_("Z kim, uwagi"), _company, tone=_company_tone, stretch=2, width=150),
    ]


def _place(trip: Trip) -> str:
    return f"{trip.place} ({trip.directions})" if trip.directions else trip.place


def _company(trip: Trip) -> str:
    """Who goes along, or whom one goes along with; the warning itself stands above the table."""
    parts = [
        _("prowadzi {name}").format(name=trip.leader) if trip.leader else "",
        _("z: {name}").format(name=trip.second_worker) if trip.second_worker else "",
        _("asysta Policji") if trip.is_with_police else "",
        _("uwaga") if trip.beware else "",
    ]
    return ", ".join(part for part in parts if part)


def _company_tone(trip: Trip) -> str:
    if trip.beware or trip.is_with_police:
        return "warn"
    return "info" if trip.second_worker or trip.leader else ""


def _nothing_words(day: PlannedDay) -> tuple[str, str]:
    if any(each.count for each in day.week):
        return _("Na ten dzień nie ma wizyt"), _("Wizyty tego tygodnia pokazują liczby przy dniach.")
    words = _("Inną osobę wybierzesz u góry. Dzień i godzinę wizyty wyznaczysz na liście wywiadów: „Zaplanuj…”.")
    return _("Ten pracownik nie ma wizyt w tym tygodniu"), words


def _hint(day: PlannedDay) -> str:
    moving = _("Ctrl+strzałka przesuwa wizytę, Ctrl+PageUp i Ctrl+PageDown zmienia dzień.")
    if day.is_against_hours:
        return _(
            "Kolejność przejazdu nie idzie za godzinami. Godzin to nie zmienia: uprzedź osoby albo zmień plan wizyty."
        )
    return moving
