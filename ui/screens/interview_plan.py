"""When a visit is to be: day, hour, and what whoever goes there should know."""

from datetime import datetime, time

from PySide6.QtWidgets import QWidget

from app.services.interview_lists import InterviewRow
from app.services.interviews import PlanInterview, plan_interview
from ui.forms import DateField, LineField, TextField, Unread
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, weekday_day
from ui.parts import Button
from ui.screen import DeskLike

USUAL_HOUR = time(9, 0)


class HourField(LineField):
    """An hour as it is typed: ``9:30``, ``930``, ``9``."""

    def read(self, text: str) -> time:
        digits = "".join(letter for letter in text if letter.isdigit())
        hour, minute = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        if not hour or len(digits) > 4 or int(hour) > 23 or int(minute) > 59:
            raise Unread(_("To nie jest godzina. Wpisz na przykład 9:30."))
        return time(int(hour), int(minute))

    def write(self, value: time) -> str:
        return f"{value.hour}:{value.minute:02d}"


class PlanDialog(FormDialog):
    """Plans the visit of one row of the list."""

    def __init__(self, desk: DeskLike, row: InterviewRow, parent: QWidget) -> None:
        until = _("Termin wywiadu: {day}.").format(day=weekday_day(row.clock.deadline.ends_on)) if row.clock else ""
        note = f"{row.name}. {until}".strip()
        super().__init__(_("Plan wizyty"), _("Zapisz plan"), self._save, parent, note=note)
        self._desk, self._interview = desk, row.interview
        planned = row.interview.planned_at
        self.day = DateField(_("Dzień wizyty"), today=row.today, earliest=row.today)
        self.hour = HourField(_("Godzina"))
        self.note = TextField(
            _("Uwagi do wizyty"), hint=_("Na przykład: pies, dojazd od strony lasu, zadzwoń przed wyjazdem.")
        )
        self.day.set_value(planned.date() if planned is not None else None)
        self.hour.set_value(planned.time() if planned is not None else USUAL_HOUR)
        self.note.set_value(row.interview.plan_note)
        self.add(self.day, self.hour)
        self.add(self.note)
        if planned is not None:
            self.add_button(Button(_("Usuń plan"), lambda: self._order(None)))

    def _save(self) -> None:
        day = self.day.value()
        if day is None:
            self.complain(_("Wpisz dzień wizyty."))
            return
        self._order(datetime.combine(day, self.hour.value() or USUAL_HOUR))

    def _order(self, planned_at: datetime | None) -> None:
        request = PlanInterview(self._interview, planned_at, self.note.value() or "")
        self._desk.order(plan_interview, request, lambda _done: self.accept(), self.object)
