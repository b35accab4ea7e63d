"""How the office reads the act where it is silent: each question, its options, what was adopted from when and why."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.offices import Setting
from app.domain.readings import Adopted
from app.services.office_readings import (
    AdoptReading,
    Answered,
    AskReadings,
    OfficeReadings,
    TakeBackReading,
    adopt_reading,
    ask_readings,
    take_back_reading,
)
from app.services.ports import Changes
from ui import look
from ui.i18n import _, numeric_day
from ui.models.rows import Column, ListModel
from ui.parts import Button, Card, PageTitle, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.readings_forms import ReadingDialog

_MOST_OPTIONS = 3


class ReadingsPage(QWidget):
    """The questions at the left, the options of the chosen one at the right; only the head changes them."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._next_month: date | None = None
        self.title = PageTitle(
            _("Odczytania przepisów"),
            crumbs=[
                (_("Decyzje"), "decisions"),
                (_("Ponowne obliczenie"), "recalculation"),
                (_("Odczytania przepisów"), ""),
            ],
        )
        self.title.followed.connect(navigator.open)
        self.rows = ListModel(_columns(), id_of=lambda row: row.about.question)
        self.table = TableView(self.rows, name=_("Kwestie, których ustawa nie rozstrzyga"))
        self.table.picked.connect(self._tell)
        self.table.opened.connect(lambda _row: self.change())
        self.matter = Text("", "body", wrap=True)
        self.options = [_OptionView() for _each in range(_MOST_OPTIONS)]
        self.history = Text("", "note", "muted", wrap=True)
        self.alter = Button(_("Zmień odczytanie…"), self.change, kind="primary")
        self.take_back = Button(_("Wycofaj ostatnie"), self.withdraw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        sides = QHBoxLayout()
        sides.setSpacing(look.px(look.GAP))
        card = Card(spacing=8)
        card.add(self.table, stretch=1)
        sides.addWidget(card, 11)
        sides.addWidget(self._detail_card(), 10)
        column.addLayout(sides, 1)
        desk.changed.connect(self._hear)

    def opened(self, **_args: Any) -> None:
        self.refresh()

    def refresh(self) -> None:
        self._desk.ask(ask_readings, AskReadings(), self._show)

    def _detail_card(self) -> Card:
        self.detail = Card(" ", spacing=10)
        self.detail.add(self.matter, *self.options, self.history)
        self.detail.fill()
        foot = QHBoxLayout()
        foot.setSpacing(look.px(10))
        foot.addStretch(1)
        foot.addWidget(self.take_back)
        foot.addWidget(self.alter)
        self.detail.add_layout(foot)
        return self.detail

    def _hear(self, changes: Changes) -> None:
        if changes.touches(Setting) and self.isVisible():
            self.refresh()

    def _show(self, found: OfficeReadings) -> None:
        chosen = self.table.selected()
        self._next_month = found.next_month
        self.rows.set_rows(found.answers)
        reason = "" if found.may_set else _("Odczytania przyjmuje kierownik.")
        self.alter.set_reason(reason)
        self.take_back.set_reason(reason)
        about = _(
            "Tych kwestii ustawa nie rozstrzyga. Wybór ośrodka stoi w uzasadnieniu każdej decyzji, na którą wpływa."
        )
        self.title.set_title(_("Odczytania przepisów"), f"{about} {reason}".strip())
        places = [row.about.question for row in found.answers]
        self.table.select(places.index(chosen.about.question) if chosen is not None else 0)
        self._tell(self.table.selected())

    def _tell(self, row: Answered | None) -> None:
        """The question as a sentence, its options with what they do, and what the office has adopted."""
        if row is None:
            return
        about = row.about
        self.detail.set_title(about.title)
        self.matter.setText(_("Ustawa nie mówi, {matter} ({basis}).").format(matter=about.matter, basis=about.basis))
        for place, view in enumerate(self.options):
            view.setVisible(place < len(about.options))
            if place < len(about.options):
                option = about.options[place]
                view.show_option(
                    option.label, option.effect, option.source, is_usual=place == 0, is_now=option.code == row.now.code
                )
        self.history.setText("\n".join(_told(each) for each in row.rows))
        self.history.setVisible(bool(row.rows))
        self.take_back.setVisible(bool(row.rows))

    # -- acts -------------------------------------------------------------------------------------------------------

    def change(self) -> ReadingDialog | None:
        """Another reading of the chosen question, tried on the running decisions before it is adopted."""
        row = self.table.selected()
        if row is None or self._next_month is None or not self.alter.isEnabled():
            return None
        dialog = ReadingDialog(self._desk, row, self._next_month, self)
        dialog.open()
        return dialog

    def withdraw(self) -> None:
        """Take the latest reading of the chosen question out; the notice can put it back."""
        row = self.table.selected()
        if row is None or not row.rows:
            return
        last = row.rows[-1]
        words = _("Wycofano odczytanie: {what}.").format(what=row.about.title)
        self._desk.order(
            take_back_reading,
            TakeBackReading(last.question, last.starts_on),
            lambda _all: self._navigator.notice(words, action=_("Cofnij"), on_action=lambda: self._put_back(last)),
        )

    def _put_back(self, row: Adopted) -> None:
        request = AdoptReading(question=row.question, option=row.option.code, starts_on=row.starts_on, why=row.why)
        self._desk.order(adopt_reading, request)


class _OptionView(QWidget):
    """One option: its name with what it is to the office, what it does, where it comes from."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Text("", "strong", wrap=True)
        self.effect = Text("", "body", wrap=True)
        self.source = Text("", "note", "muted", wrap=True)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(look.px(2))
        for line in (self.name, self.effect, self.source):
            lines.addWidget(line)

    def show_option(self, label: str, effect: str, source: str, *, is_usual: bool, is_now: bool) -> None:
        if is_now:
            label = _("✓ {label} (obowiązuje)").format(label=label)
        elif is_usual:
            label = _("{label} (domyślne)").format(label=label)
        self.name.setText(label)
        self.name.set_ink("accent" if is_now else "")
        self.effect.setText(effect)
        self.source.setText(source)


def _columns() -> Sequence[Column]:
    return [
        Column(_("Kwestia"), lambda row: row.about.title, stretch=5, width=190, wraps=True),
        Column(_("Odczytanie"), lambda row: row.now.label, stretch=3, width=140, wraps=True),
        Column(_("Przyjęte od"), _since, width=130),
    ]


def _since(row: Answered) -> str:
    """The first day of what holds, or the day on which something else begins."""
    if row.coming is not None:
        return _("zmiana {day}").format(day=numeric_day(row.coming.starts_on))
    return numeric_day(row.adopted.starts_on) if row.adopted is not None else _("domyślne")


def _told(row: Adopted) -> str:
    if row.ends_on is None:
        told = _("Od {first}: {label} ({why}).")
        return told.format(first=numeric_day(row.starts_on), label=row.option.label, why=row.why)
    told = _("Od {first} do {last}: {label} ({why}).")
    return told.format(
        first=numeric_day(row.starts_on), last=numeric_day(row.ends_on), label=row.option.label, why=row.why
    )
