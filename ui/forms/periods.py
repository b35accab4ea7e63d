"""A time from one day to another, as a Pole writes it."""

from PySide6.QtWidgets import QWidget

from app.domain.answer_typing import typed_period
from app.domain.answers import period_of
from ui.forms.fields import LineField, Unread
from ui.i18n import _, numeric_day


class PeriodField(LineField):
    """``1.09.2024 – 30.06.2026``, whole months, or one end only; the value is the text that is stored."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, placeholder=_("dzień.miesiąc.rok – dzień.miesiąc.rok"), parent=parent)

    def read(self, text: str) -> str:
        value = typed_period(text)
        if value is None:
            raise Unread(_("To nie jest okres. Wpisz na przykład 1.09.2024 – 30.06.2026, od 1.09.2024 albo do 6.2026."))
        return value

    def write(self, value: str) -> str:
        first, last = period_of(value) or (None, None)
        ends = (numeric_day(end) if end is not None else "" for end in (first, last))
        return " – ".join(ends).strip()
