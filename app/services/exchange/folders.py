"""Inbox and outbox: folders that somebody else carries, a synchronised one, a shared one, or a mail program.

Which folders these are is a matter of this workstation alone and never travels. Looking into a folder (``sight``) may
take long where a network is slow, so it asks nothing of the office and may be done anywhere; what is seen is then
handed in.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain.problems import Trouble
from app.domain.roles import Act
from app.services.exchange.container import SUFFIX
from app.services.office import Done, Office
from app.services.ports import Changes

LOADED = "wczytane"
"""The folder inside the inbox where loaded bundles are laid aside."""

MOST_FILES = 2_000
"""More are not looked at: somebody has chosen the wrong folder."""

_INBOX, _OUTBOX = "exchange_inbox", "exchange_outbox"


class NoSuchFolder(Trouble):
    """The folder is not there, or a drive or network that is not connected (facts: name)."""

    code = "no_such_folder"


@dataclass(frozen=True)
class Folders:
    """Where bundles for us arrive and where ours are laid; None where there is no such folder."""

    inbox: Path | None = None
    outbox: Path | None = None

    @property
    def is_any(self) -> bool:
        """Whether anything is carried without clicking."""
        return self.inbox is not None or self.outbox is not None


@dataclass(frozen=True)
class AskFolders:
    """Ask for the folders of this workstation."""


@dataclass(frozen=True)
class ChooseFolders:
    """Use these folders from now on; the inbox may be the same as the outbox."""

    folders: Folders


@dataclass(frozen=True)
class Sighting:
    """A file as it lay there: equal where nobody has touched it since."""

    path: Path
    size: int
    changed: int


@dataclass(frozen=True)
class Sights:
    """What was seen in the inbox, and whether both folders could be reached."""

    files: tuple[Sighting, ...] = ()
    has_inbox: bool = False
    has_outbox: bool = False


def ask_folders(office: Office, _: AskFolders) -> Folders:
    """The folders of this workstation, there or not."""
    inbox, outbox = (office.file.meta(name) for name in (_INBOX, _OUTBOX))
    return Folders(Path(inbox) if inbox else None, Path(outbox) if outbox else None)


def choose_folders(office: Office, request: ChooseFolders) -> Done[Folders]:
    """Remember them on this workstation; a folder that is not there is refused, for then it is mistyped."""
    office.allow(Act.EXCHANGE)
    for folder in (request.folders.inbox, request.folders.outbox):
        if folder is not None and not folder.is_dir():
            raise NoSuchFolder(name=str(folder))
    office.file.set_meta(_INBOX, str(request.folders.inbox or ""))
    office.file.set_meta(_OUTBOX, str(request.folders.outbox or ""))
    return Done(request.folders, Changes())


def sight(folders: Folders) -> Sights:
    """Look what lies in the inbox and in the folders directly inside it. Knows no office, so any thread may do it."""
    files: tuple[Sighting, ...] = ()
    has_inbox = folders.inbox is not None and folders.inbox.is_dir()
    if has_inbox and folders.inbox is not None:
        files = tuple(sorted(_bundles_in(folders.inbox), key=lambda each: (each.changed, each.path)))[:MOST_FILES]
    return Sights(files, has_inbox, folders.outbox is not None and folders.outbox.is_dir())


def _bundles_in(inbox: Path) -> Iterator[Sighting]:
    for folder in (inbox, *_inside(inbox)):
        for path in _entries(folder):
            if path.suffix.lower() != SUFFIX:
                continue
            with suppress(OSError):  # it went away in between
                status = path.stat()
                if path.is_file():
                    yield Sighting(path, status.st_size, status.st_mtime_ns)


def _inside(inbox: Path) -> list[Path]:
    return [path for path in _entries(inbox) if path.name != LOADED and path.suffix.lower() != SUFFIX and path.is_dir()]


def _entries(folder: Path) -> Sequence[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def lay_aside(path: Path) -> bool:
    """Move a loaded bundle into the folder beside it; where that is not allowed it stays, and is passed over."""
    try:
        aside = path.parent / LOADED
        aside.mkdir(exist_ok=True)
        path.replace(aside / path.name)
    except OSError:
        return False
    return True
