"""What a service needs, and what it gives back."""

from __future__ import annotations  # the desk knows an office before anything of it is loaded

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from app.domain.problems import Refusal, Trouble
from app.domain.roles import Act, demand

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from app.domain.law import Law
    from app.domain.persons import Clerk
    from app.services.ports import Calendar, Changes, OfficeFile, Progress, Reading, Shelf, Work

T = TypeVar("T")


@dataclass(frozen=True)
class Done(Generic[T]):
    """What an order gave and which records it touched."""

    value: T
    changes: Changes


@dataclass(frozen=True)
class Office:
    """File, clock, the clerk at the keyboard, the law, the shelf of letters and forms, progress."""

    file: OfficeFile
    calendar: Calendar
    clerk: Clerk
    workstation: str
    law: Law
    shelf: Shelf
    progress: Progress

    def allow(self, act: Act) -> None:
        """Refuse unless the clerk's role may do this."""
        demand(self.clerk.role, act)

    def reading(self) -> AbstractContextManager[Reading]:
        """Look into the file."""
        return self.file.reading()

    def work(self, reason: str) -> AbstractContextManager[Work]:
        """Begin a transaction in the clerk's name; ``reason`` stands in the journal ("from a phone call")."""
        return self.file.work(clerk_id=self.clerk.id, at=self.now(), reason=reason)

    def now(self) -> datetime:
        """Local time of the office's clock."""
        return self.calendar.now()


class Stopped(Refusal):
    """The person asked to stop; what was begun was taken back."""

    code = "stopped"


class OurMistake(Trouble):
    """The program failed; the work was taken back and the log has it.

    Whoever ordered hears of it beside the crash notice, so that a form can be used again.
    """

    code = "our_mistake"


class Unwatched:
    """Progress that nobody looks at."""

    def step(self, text: str, done: float) -> None:
        """Go on."""
