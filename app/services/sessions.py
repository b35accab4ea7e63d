"""Who is at the keyboard of this workstation."""

from dataclasses import dataclass

from app.domain.offices import SETTINGS, Setting, Workstation, setting_id
from app.domain.persons import Clerk
from app.domain.polish import sort_key
from app.domain.problems import Trouble
from app.domain.records import RecordId
from app.services.office import Office
from app.services.office_settings import LANGUAGES, UnknownLanguage
from app.services.ports import Reading

_LAST = "last_clerk"
_LANGUAGE = "language"


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
        return clerks_of(file)


def clerks_of(file: Reading) -> list[Clerk]:
    """Who may sit down here, in the order of the alphabet."""
    clerks = [clerk for clerk in file.find(Clerk) if clerk.is_active]
    return sorted(clerks, key=lambda clerk: (sort_key(clerk.last_name), sort_key(clerk.first_name)))


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
    """The office has no active clerk."""

    code = "nobody_here"


class WaitsForWelcome(Trouble):
    """This workstation has asked to join an office and has not been welcomed yet."""

    code = "waits_for_welcome"


@dataclass(frozen=True)
class AskIdentity:
    """Ask whose program this is."""


@dataclass(frozen=True)
class Identity:
    """What the window says about office, clerk and workstation, and the language in which it says so."""

    office_name: str
    clerk: Clerk
    workstation: str
    language: str


def ask_identity(office: Office, _: AskIdentity) -> Identity:
    """Office, clerk and workstation in the words of the office."""
    with office.reading() as file:
        name = setting_of(file, "office_short_name") or setting_of(file, "office_name")
        language = office.file.meta(_LANGUAGE) or setting_of(file, _LANGUAGE)
    return Identity(name, office.clerk, office.workstation, language)


@dataclass(frozen=True)
class ChooseLanguage:
    """The window of this workstation speaks another language from now on; letters stay Polish."""

    code: str


def choose_language(office: Office, request: ChooseLanguage) -> str:
    """Remembered for the next start, on this workstation only."""
    if request.code not in LANGUAGES:
        raise UnknownLanguage(language=request.code)
    office.file.set_meta(_LANGUAGE, request.code)
    return request.code


def setting_of(file: Reading, name: str) -> str:
    """One setting of the office, or its default."""
    found = file.many(Setting, [setting_id(name)])
    return next((setting.value for setting in found.values()), SETTINGS[name])


def workstation_of(file: Reading, author: int) -> str:
    """The name of a workstation in the roster; empty while it is not on it."""
    return next((station.name for station in file.find(Workstation, author=author)), "")
