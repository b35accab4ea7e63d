"""Who is at the keyboard of this workstation."""

from dataclasses import dataclass

from app.domain.offices import SETTINGS, Setting, Workstation, setting_id
from app.domain.persons import Clerk
from app.domain.problems import Trouble
from app.domain.records import RecordId
from app.services.office import Office
from app.services.ports import Reading

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


class NobodyHere(Trouble):
    """The office has no clerk yet: this workstation was founded or joined only halfway."""

    code = "nobody_here"


@dataclass(frozen=True)
class AskIdentity:
    """Ask whose program this is."""


@dataclass(frozen=True)
class Identity:
    """What the window says about office, clerk and workstation."""

    office_name: str
    clerk: Clerk
    workstation: str


def ask_identity(office: Office, _: AskIdentity) -> Identity:
    """Office, clerk and workstation in the words of the office."""
    with office.reading() as file:
        name = setting_of(file, "office_short_name") or setting_of(file, "office_name")
    return Identity(name, office.clerk, office.workstation)


def setting_of(file: Reading, name: str) -> str:
    """One setting of the office, or its default."""
    found = file.many(Setting, [setting_id(name)])
    return next((setting.value for setting in found.values()), SETTINGS[name])


def workstation_of(file: Reading, author: int) -> str:
    """The name of a workstation in the roster; empty while it is not on it."""
    return next((station.name for station in file.find(Workstation, author=author)), "")
