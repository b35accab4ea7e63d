"""Days and months as they are typed: ``3.11.2026``, ``03112026``, ``3.11``, ``dziś``. Impossible ones are refused."""

import calendar
import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ui import look
from ui.forms.fields import LineField, Unread
from ui.i18n import _, day, month, numeric_day, qt_locale

DAY = re.compile(r"(\d{1,2})[.\-/ ]+(\d{1,2})(?:[.\-/ ]+(\d{4}|\d{2}))?[.]?(?:\s*r\.?)?")
DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
MONTH = re.compile(r"(\d{1,2})[.\-/ ]+(\d{4})(?:\s*r\.?)?")
ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
MONTH_DIGITS = re.compile(r"(\d{2})(\d{4})")
FIRST_YEAR, LAST_YEAR = 1880, 2199
CENTURY_TURNS = 30
"""A year of two digits up to 30 is in this century, above it in the last."""


def read_day(text: str, today: date | None) -> date:
    """The day that was typed; raises ``Unread`` and says what is wrong."""
    word = text.strip().casefold()
    near = {_("dziś"): 0, _("dzisiaj"): 0, "dzis": 0, _("wczoraj"): -1, _("jutro"): 1}
    if today is not None and word in near:
        return today + timedelta(days=near[word])
    if found := ISO.fullmatch(word):
        return _existing(int(found[1]), int(found[2]), int(found[3]))
    if found := DIGITS.fullmatch(word):
        return _existing(int(found[3]), int(found[2]), int(found[1]))
    found = DAY.fullmatch(word)
    if found is None or (found[3] is None and today is None):
        raise Unread(_("To nie jest data. Wpisz na przykład 3.11.2026."))
    year = _whole_year(found[3]) if found[3] else today.year if today else 0
    return _existing(year, int(found[2]), int(found[1]))


def read_month(text: str) -> date:
    """The first day of the month that was typed; raises ``Unread`` and says what is wrong."""
    bare = text.strip().casefold()
    if found := ISO_MONTH.fullmatch(bare):
        return _existing(int(found[1]), int(found[2]), 1)
    found = MONTH.fullmatch(bare) or MONTH_DIGITS.fullmatch(bare)
    if found is None:
        raise Unread(_("To nie jest miesiąc. Wpisz na przykład 11.2026."))
    return _existing(int(found[2]), int(found[1]), 1)


def _whole_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return 2000 + year if year <= CENTURY_TURNS else 1900 + year


def _existing(year: int, month_number: int, day_number: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unread(_("Rok {year} nie wchodzi w grę.").format(year=year))
    if not 1 <= month_number <= 12:
        raise Unread(_("Nie ma miesiąca o numerze {number}.").format(number=month_number))
    longest = calendar.monthrange(year, month_number)[1]
    if not 1 <= day_number <= longest:
        named = month(date(year, month_number, 1))
        raise Unread(_("Takiego dnia nie ma: {month} ma {count} dni.").format(month=named, count=longest))
    return date(year, month_number, day_number)


class MonthSheet(QCalendarWidget):
    """A month in our colours: the chosen day on accent, days of other months muted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(qt_locale())
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setGridVisible(False)
        plain = QTextCharFormat()
        plain.setForeground(look.color("muted"))
        self.setHeaderTextFormat(plain)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, plain)
        for name, sign, words in (
            ("qt_calendar_prevmonth", "back", _("Poprzedni miesiąc")),
            ("qt_calendar_nextmonth", "forward", _("Następny miesiąc")),
        ):
            button = self.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(look.icon(sign, "ink"))
                button.setAccessibleName(words)
        self.setMinimumSize(look.px(300), look.px(270))

    def paintCell(self, painter: QPainter, rect: QRect, on: QDate) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = "ink" if on.month() == self.monthShown() else "muted"
        if on == self.selectedDate():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent"))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), look.px(6), look.px(6))
            ink = "on_accent"
        painter.setFont(look.font("note"))
        painter.setPen(look.color(ink))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(on.day()))
        painter.restore()


class CalendarPopup(QFrame):
    """A month to click at; Escape closes it, arrows and Enter choose."""

    def __init__(self, field: "DateField") -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setObjectName("popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(4), look.px(4), look.px(4), look.px(4))
        self.calendar = MonthSheet()
        column.addWidget(self.calendar)
        self.calendar.clicked.connect(field.take)
        self.calendar.activated.connect(field.take)


class DateField(LineField):
    """A day. Alt+Down or the sign at the right opens a calendar.

    ``today`` makes ``dziś`` and days without a year understood. A day outside ``earliest`` to ``latest`` is questioned.
    """

    def __init__(
        self,
        label: str,
        *,
        today: date | None = None,
        earliest: date | None = None,
        latest: date | None = None,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._today, self._earliest, self._latest = today, earliest, latest
        super().__init__(label, hint=hint, parent=parent)
        self.line.setPlaceholderText(_("dzień.miesiąc.rok"))
        self._popup: CalendarPopup | None = None
        self._sign = QAction(look.icon("calendar", "muted"), _("Kalendarz (Alt+strzałka w dół)"), self)
        self._sign.triggered.connect(self.open_calendar)
        self.line.addAction(self._sign, QLineEdit.ActionPosition.TrailingPosition)
        self.line.installEventFilter(self)

    def value(self) -> date | None:
        """The day, None when the field is empty or cannot be understood."""
        value: date | None = super().value()
        return value

    def set_today(self, today: date) -> None:
        """Say which day it is, once the office's calendar has told."""
        self._today = today

    def read(self, text: str) -> date:
        return read_day(text, self._today)

    def write(self, value: date) -> str:
        return numeric_day(value)

    def question(self, value: date) -> str:
        if self._latest is not None and value > self._latest:
            return _("To później niż {day}. Czy na pewno?").format(day=day(self._latest))
        if self._earliest is not None and value < self._earliest:
            return _("To wcześniej niż {day}. Czy na pewno?").format(day=day(self._earliest))
        return ""

    def open_calendar(self) -> None:
        if self.line.isReadOnly():
            return
        if self._popup is None:
            self._popup = CalendarPopup(self)
        shown = self.value() or self._today
        if shown is not None:
            self._popup.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + look.px(2))))
        self._popup.show()
        self._popup.calendar.setFocus()

    def take(self, chosen: QDate) -> None:
        """A day was picked in the calendar."""
        if self._popup is not None:
            self._popup.hide()
        self.line.setText(self.write(date(chosen.year(), chosen.month(), chosen.day())))
        self._edited()
        self._finished()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_F4 or (is_alt and event.key() == Qt.Key.Key_Down):
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def _lock(self, *, is_locked: bool) -> None:
        super()._lock(is_locked=is_locked)
        self._sign.setVisible(not is_locked)


class MonthField(LineField):
    """A month as its first day, typed as ``11.2026``."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, parent=parent)
        self.line.setPlaceholderText(_("miesiąc.rok"))

    def value(self) -> date | None:
        """First day of the month, None when the field is empty or cannot be understood."""
        value: date | None = super().value()
        return value

    def read(self, text: str) -> date:
        return read_month(text)

    def write(self, value: date) -> str:
        return f"{value.month:02d}.{value.year:04d}"
