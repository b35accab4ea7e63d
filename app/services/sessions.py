"""Who is at the keyboard of this workstation, and how the window speaks and looks there."""

from dataclasses import dataclass, field

from app.domain.offices import SETTINGS, Setting, Workstation, setting_id
from app.domain.persons import Clerk
from app.domain.polish import sort_key
from app.domain.problems import Refusal, Trouble
from app.domain.records import RecordId
from app.services.office import Done, Office
from app.services.office_settings import LANGUAGES, UnknownLanguage
from app.services.ports import Changes, OfficeFile, Reading

_LAST = "last_clerk"
_LANGUAGE = "language"
_THEME = "theme"
_TEXT_SIZE = "text_size"
THEMES = ("light", "dark", "system")
TEXT_SIZES = (100, 115, 130, 150)
"""In percent of the usual size."""


@dataclass(frozen=True)
class ListClerks:
    """Ask who works at the centre now."""


@dataclass(frozen=True)
class SitDown:
    """Somebody takes over the keyboard. In an encrypted file anybody but whoever sits there proves who they are."""

    clerk_id: RecordId
    passphrase: str = field(default="", repr=False)
    own: str | None = field(default=None, repr=False)
    """The passphrase that is set in the place of a first one."""


class ClerkLeft(Refusal):
    """Somebody who works here no longer was chosen (facts: name)."""

    code = "clerk_left"


def list_clerks(office: Office, _: ListClerks) -> list[Clerk]:
    """Active clerks by surname."""
    with office.reading() as file:
        return clerks_of(file)


def clerks_of(file: Reading) -> list[Clerk]:
    """Who may sit down here, in the order of the alphabet."""
    clerks = [clerk for clerk in file.find(Clerk) if clerk.is_active]
    return sorted(clerks, key=lambda clerk: (sort_key(clerk.last_name), sort_key(clerk.first_name)))


def sit_down(office: Office, request: SitDown) -> Clerk:
    """The clerk who works here from now on; remembered for the next start. Who left the office does not sit down."""
    with office.reading() as file:
        clerk = file.get(Clerk, request.clerk_id)
    if not clerk.is_active:
        raise ClerkLeft(name=clerk.full_name)
    if office.file.key is not None:
        from app.services.vault.proving import let_sit_down  # not at the start of a file that nobody locked

        let_sit_down(office, clerk, request.passphrase, request.own)
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
class Look:
    """How the window of this workstation looks; ``text_size`` in percent."""

    theme: str = "light"
    text_size: int = 100


@dataclass(frozen=True)
class Identity:
    """What the window says about office, clerk and workstation, and in which language and look it says so.

    ``is_encrypted`` where people sign in with a passphrase; there the window locks itself after ``lock_minutes``.
    """

    office_name: str
    clerk: Clerk
    workstation: str
    language: str
    look: Look = Look()
    is_encrypted: bool = False
    lock_minutes: int = 0


def ask_identity(office: Office, _: AskIdentity) -> Identity:
    """Office, clerk and workstation in the words of the office; a workstation may be renamed while it is open."""
    with office.reading() as file:
        name = setting_of(file, "office_short_name") or setting_of(file, "office_name")
        language = office.file.meta(_LANGUAGE) or setting_of(file, _LANGUAGE)
        workstation = workstation_of(file, office.file.bundling.author) or office.workstation
    if office.file.key is None:
        return Identity(name, office.clerk, workstation, language, look_of(office.file))
    from app.services.vault.locking import lock_minutes_of

    minutes = lock_minutes_of(office.file)
    return Identity(name, office.clerk, workstation, language, look_of(office.file), True, minutes)


@dataclass(frozen=True)
class ChooseLanguage:
    """The window of this workstation speaks another language from now on; letters stay Polish."""

    code: str


def choose_language(office: Office, request: ChooseLanguage) -> Done[str]:
    """Remembered for the next start, on this workstation only."""
    if request.code not in LANGUAGES:
        raise UnknownLanguage(language=request.code)
    office.file.set_meta(_LANGUAGE, request.code)
    return Done(request.code, _SEEN)


class UnknownLook(Refusal):
    """The window has no such theme or size of text (facts: theme, text_size)."""

    code = "unknown_look"


@dataclass(frozen=True)
class ChooseLook:
    """The window of this workstation looks like this from now on."""

    look: Look


def choose_look(office: Office, request: ChooseLook) -> Done[Look]:
    """Remembered like the language; nothing of it travels."""
    chosen = request.look
    if chosen.theme not in THEMES or chosen.text_size not in TEXT_SIZES:
        raise UnknownLook(theme=chosen.theme, text_size=chosen.text_size)
    office.file.set_meta(_THEME, chosen.theme)
    office.file.set_meta(_TEXT_SIZE, chosen.text_size)
    return Done(chosen, _SEEN)


def look_of(file: OfficeFile) -> Look:
    """What was chosen at this workstation; what a newer program wrote there counts as not chosen."""
    theme, text_size = file.meta(_THEME), file.meta(_TEXT_SIZE)
    return Look(
        theme if theme in THEMES else Look.theme,
        text_size if text_size in TEXT_SIZES else Look.text_size,
    )


_SEEN = Changes({Setting: frozenset()})
"""No record was written, but what the window shows of the settings is another."""


def setting_of(file: Reading, name: str) -> str:
    """One setting of the office, or its default."""
    found = file.many(Setting, [setting_id(name)])
    return next((setting.value for setting in found.values()), SETTINGS[name])


def workstation_of(file: Reading, author: int) -> str:
    """The name of a workstation in the roster; empty while it is not on it."""
    return next((station.name for station in file.find(Workstation, author=author)), "")
