"""Seven days in a row, each with its number of visits, and the way to the week before and after."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.services.day_plan import DayOfWeek
from ui import look
from ui.i18n import _, ngettext, short_weekday, weekday_day
from ui.parts import Button
from ui.parts.flow import Flow
from ui.parts.segments import ChipButton

_WEEK = timedelta(days=7)


class WeekStrip(QWidget):
    """``chosen`` says the day that was pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._on: date | None = None
        self._today: date | None = None
        self._days: dict[ChipButton, date] = {}
        self.before = Button("‹", lambda: self._move(-_WEEK), kind="quiet")
        self.after = Button("›", lambda: self._move(_WEEK), kind="quiet")
        self.now = Button(_("Dziś"), self._go_today, kind="quiet")
        for button, name in ((self.before, _("Poprzedni tydzień")), (self.after, _("Następny tydzień"))):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._group = QButtonGroup(self)
        self._flow = Flow(across=6)
        for _number in range(7):
            chip = ChipButton("", has_tick=False)
            self._group.addButton(chip)
            self._flow.flow.addWidget(chip)
            self._days[chip] = date.min
        self._group.buttonClicked.connect(lambda chip: self.chosen.emit(self._days[chip]))
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        for button in (self.before, self.after, self.now):
            row.addWidget(button)
        row.addWidget(self._flow, 1, Qt.AlignmentFlag.AlignVCenter)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)

    def show_week(self, week: Sequence[DayOfWeek], on: date, today: date) -> None:
        """The days and their visits; ``on`` is pressed."""
        self._on, self._today = on, today
        for chip, day in zip(list(self._days), week, strict=True):
            self._days[chip] = day.on
            words = short_weekday(day.on)
            chip.setText(f"{words} · {day.count}" if day.count else words)
            visits = ngettext("{count} wizyta", "{count} wizyt", day.count).format(count=day.count)
            chip.setAccessibleName(f"{weekday_day(day.on)}, {visits}")
            chip.setChecked(day.on == on)
        self.now.setEnabled(on != today)

    def _move(self, step: timedelta) -> None:
        if self._on is not None:
            self.chosen.emit(self._on + step)

    def _go_today(self) -> None:
        if self._today is not None:
            self.chosen.emit(self._today)
