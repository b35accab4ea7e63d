"""The day on which something came in: today, as long as nobody typed another day."""

from datetime import date

from ui.forms import DateField
from ui.i18n import _, day


class ArrivalDay(DateField):
    """Offers today. A program that ran overnight offers the new day, and says so if the form was begun before."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self._offered: date | None = None
        self.typed.connect(lambda _text: self._keep())

    def offer(self, today: date, *, is_begun: bool) -> bool:
        """Show today unless a day was typed; gives whether another day stands there now."""
        self.set_today(today)
        before, is_untouched = self._offered, self.value() == self._offered
        if self.text() and not (before is not None and is_untouched and before != today):
            return False
        self._offered = today
        self.set_value(today)
        is_moved = before is not None and before != today
        is_told = is_moved and is_begun
        words = _("Formularz zaczęto {day}. Teraz stoi tu dzień dzisiejszy — popraw, jeśli wpłynął wcześniej.")
        self.set_questioned(words.format(day=day(before)) if before is not None and is_told else "")
        return is_moved

    def _keep(self) -> None:
        self._offered = None
        self.set_questioned("")
