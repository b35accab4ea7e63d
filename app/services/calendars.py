"""The office's clock: the machine's, or one that a test, the demo or the tour sets."""

from datetime import date, datetime


class SystemCalendar:
    """The clock of this machine."""

    def today(self) -> date:
        """The local day."""
        return self.now().date()

    def now(self) -> datetime:
        """Local time, without a zone, cut to the second."""
        return datetime.now().replace(microsecond=0)


class SetCalendar:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def today(self) -> date:
        """The set day."""
        return self._now.date()

    def now(self) -> datetime:
        """The set time."""
        return self._now

    def move_to(self, now: datetime) -> None:
        """Set it anew; also backwards, as clocks of real machines do."""
        self._now = now
