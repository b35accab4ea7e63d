"""What this program could not accept: kept, passed on, shown with its reason, and tried again when a person says so."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.bundling import Bundling
from app.services.exchange.compare import instant_of
from app.services.exchange.equal_signs import note_equal_signs
from app.services.exchange.naming import Names
from app.services.exchange.paid_twice import note_paid_twice
from app.services.exchange.stations import let_in
from app.services.office import Done, Office
from app.services.ports import RETIRED, Reading, together


@dataclass(frozen=True)
class ListParked:
    """Ask for everything that was put off."""


@dataclass(frozen=True)
class RetryParked:
    """Try to take it up now: after an update of the program, or when what it hangs on has come.

    ``is_supervised``: whoever may configure the office lets in what retired workstations wrote.
    """

    is_supervised: bool = False


@dataclass(frozen=True)
class PutOff:
    """A change that waits: where and by whom it was written, when by the clock there, and why it was not accepted.

    ``reason`` is ``record`` (it hangs on something that has not come), ``kind``, ``field``, ``shape`` and the like
    (a newer program wrote it), ``retired`` (its workstation was retired), ``no_right`` (it orders to erase or gives a
    role, and its author was not allowed to), or ``table.field`` (a value that cannot stand there).
    """

    workstation: str
    clerk: str
    at: datetime
    reason: str


def list_parked(office: Office, _: ListParked) -> tuple[PutOff, ...]:
    """What was put off, oldest first."""
    with office.reading() as file:
        return parked_in(office, file)


def parked_in(office: Office, file: Reading) -> tuple[PutOff, ...]:
    """The same for services that are already looking."""
    found = office.file.bundling.parked()
    names = Names(file)
    return tuple(
        PutOff(
            names.station(parked.author),
            names.clerk(None if entry.clerk is None else RecordId(entry.clerk)),
            instant_of(entry.at),
            parked.reason,
        )
        for parked, entry in found
    )


def retry_parked(office: Office, request: RetryParked) -> Done[int]:
    """Gives how many were taken up; what still cannot be accepted stays where it is."""
    office.allow(Act.CONFIGURE if request.is_supervised else Act.EXCHANGE)
    bundling = office.file.bundling
    before = _waiting(bundling)
    changes = bundling.retry_parked(office.progress, is_supervised=request.is_supervised)
    note_equal_signs(office.file, changes)
    note_paid_twice(office.file, changes)
    after = _waiting(bundling)
    if request.is_supervised:
        authors = {dot[0] for dot in before.keys() - after.keys() if before[dot] == RETIRED}
        changes = together(changes, let_in(office, authors))
    return Done(len(before) - len(after), changes)


def _waiting(bundling: Bundling) -> dict[tuple[int, int], str]:
    return {(parked.author, parked.number): parked.reason for parked, _entry in bundling.parked()}
