"""After how many minutes without a key or a movement the window of this workstation locks itself."""

from dataclasses import dataclass

from app.domain.offices import Setting
from app.domain.problems import Refusal
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.ports import Changes, OfficeFile

_MINUTES = "lock_minutes"
LOCK_MINUTES = (2, 5, 10, 15, 30)
USUAL_MINUTES = 10


class UnknownLockTime(Refusal):
    """The window locks itself after one of a few times and never not at all (facts: minutes)."""

    code = "unknown_lock_time"


@dataclass(frozen=True)
class ChooseLockTime:
    """This workstation locks itself after so many minutes from now on."""

    minutes: int


def choose_lock_time(office: Office, request: ChooseLockTime) -> Done[int]:
    """By whoever may configure: at a counter the time is short, in an office of one's own it may be longer."""
    office.allow(Act.CONFIGURE)
    if request.minutes not in LOCK_MINUTES:
        raise UnknownLockTime(minutes=request.minutes)
    office.file.set_meta(_MINUTES, request.minutes)
    return Done(request.minutes, Changes({Setting: frozenset()}))


def lock_minutes_of(file: OfficeFile) -> int:
    """What was chosen here; what a newer program wrote there counts as not chosen."""
    minutes = file.meta(_MINUTES)
    return int(minutes) if minutes in LOCK_MINUTES else USUAL_MINUTES
