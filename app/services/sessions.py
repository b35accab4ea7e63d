"""Who is at the keyboard of this workstation."""

from dataclasses import dataclass

from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.services.office import Office

_LAST = "last_clerk"


@dataclass(frozen=True)
class ListClerks:
    """Ask who works at the centre now."""


@dataclass(frozen=True)
class SitDown:
    """Somebody takes over the keyboard."""

    clerk_id: RecordId


def list_clerks(office: Office, _: ListClerks) -> list[Clerk]:
    """Active clerks by surname."""
    with office.reading() as file:
        clerks = [clerk for clerk in file.find(Clerk) if clerk.is_active]
    return sorted(clerks, key=lambda clerk: (clerk.last_name, clerk.first_name))


def sit_down(office: Office, request: SitDown) -> Clerk:
    """The clerk who works here from now on; remembered for the next start."""
    with office.reading() as file:
        clerk = file.get(Clerk, request.clerk_id)
    office.file.set_meta(_LAST, bytes(clerk.id))
    return clerk


def last_clerk(clerks: list[Clerk], remembered: bytes | None) -> Clerk | None:
    """Who worked here last, else the first of the list; None in an office that has nobody yet."""
    return next((clerk for clerk in clerks if clerk.id == remembered), clerks[0] if clerks else None)
