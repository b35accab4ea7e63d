"""Where the keyring lies and how it is written; and the count of wrong tries beside it."""

import errno
import os
import sys
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from app.domain.problems import Trouble
from app.services.vault import keyring
from app.services.vault.keyring import Keyring, KeyringDamaged

OFFICE_SUFFIX = ".teczka-db"
KEYS_SUFFIX = ".teczka-keys"
TRIES_SUFFIX = ".teczka-tries"
_PLAIN = b"SQLite format 3\0"
_PAGE = 4096
FREE_TRIES = 3
_FIRST_WAIT_S, _LONGEST_WAIT_S = 5, 300


class KeysMissing(Trouble):
    """The office file is encrypted and its keyring is not beside it (facts: name, keys)."""

    code = "keys_missing"


class KeyringNotWritten(Trouble):
    """The file of keys could not be written; the one before is untouched (facts: name, is_full)."""

    code = "keyring_not_written"


def keys_beside(office: Path) -> Path:
    """``urzad.teczka-keys`` of ``urzad.teczka-db``, also of the copies that the program lays beside it."""
    return office.with_name(office.name.partition(OFFICE_SUFFIX)[0] + KEYS_SUFFIX)


def is_plain(office: Path) -> bool:
    """Whether anybody can read this office file, because it was never encrypted."""
    return _beginning(office) == _PLAIN


def is_locked(office: Path) -> bool:
    """Whether somebody has to sign in before this file opens."""
    if is_plain(office):
        return False  # a keyring that lies beside it is of an encryption that did not come to its end
    return keys_beside(office).exists()


def demand_keys(office: Path) -> None:
    """Refuse an encrypted file without its keyring. What is no office file at all is left to whoever opens it."""
    beginning = _beginning(office)
    looks_sealed = len(beginning) == len(_PLAIN) and not beginning.isascii() and office.stat().st_size % _PAGE == 0
    if looks_sealed and not keys_beside(office).exists():
        raise KeysMissing(name=office.name, keys=keys_beside(office).name)


def read_keys(office: Path) -> Keyring:
    """The keyring beside an office file."""
    path = keys_beside(office)
    try:
        with path.open("rb") as file:
            data = file.read(keyring.LONGEST_FILE + 1)
    except FileNotFoundError as error:
        raise KeysMissing(name=office.name, keys=path.name) from error
    except OSError as error:
        raise KeyringDamaged(name=path.name) from error
    return keyring.read(data, path.name)


def write_keys(office: Path, ring: Keyring) -> None:
    """Write it whole or not at all: under another name, on the disk, then in the place of the old one."""
    path = keys_beside(office)
    part = path.with_name(path.name + ".part")
    try:
        with open(part, "wb", opener=_private) as file:
            file.write(keyring.written(ring))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise KeyringNotWritten(name=path.name, is_full=error.errno in {errno.ENOSPC, errno.EDQUOT}) from error


def lay_aside(office: Path) -> Path | None:
    """A keyring that is in the way of a new office is not written over: its file may lie somewhere else."""
    path = keys_beside(office)
    if not path.exists():
        return None
    number = 1
    while (aside := path.with_name(f"{path.name}.old-{number}")).exists():
        number += 1
    path.rename(aside)
    return aside


def _beginning(office: Path) -> bytes:
    try:
        with office.open("rb") as file:
            return file.read(len(_PLAIN))
    except OSError:
        return b""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def sync_folder(folder: Path) -> None:
    """On Windows a renamed file needs no more."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# -- wrong tries ---------------------------------------------------------------------------------------------------


class _Tries(msgspec.Struct):
    count: int
    last_at: datetime


class Tries:
    """How often somebody was wrong at this file, and how long they wait for it; in a file, so also after a restart.

    It slows down whoever sits at the program. Whoever carries the files away asks no program: there the price of a
    guess in the keyring is what counts.
    """

    def __init__(self, office: Path) -> None:
        self._path = office.with_name(office.name.partition(OFFICE_SUFFIX)[0] + TRIES_SUFFIX)
        self._known: dict[str, _Tries] = self._read()

    def wait_s(self, wrap_id: str, now: datetime) -> int:
        """Seconds until the next try is looked at; 0 when at once."""
        tries = self._known.get(wrap_id)
        if tries is None or tries.count < FREE_TRIES:
            return 0
        wait = min(_FIRST_WAIT_S << min(tries.count - FREE_TRIES, 10), _LONGEST_WAIT_S)
        left = tries.last_at + timedelta(seconds=wait) - now
        # a clock that was put back must neither lock anybody out for a year nor open the door
        return min(wait, max(0, -(-left // timedelta(seconds=1))))

    def count(self, wrap_id: str) -> int:
        """How many tries were wrong since the last right one."""
        tries = self._known.get(wrap_id)
        return 0 if tries is None else tries.count

    def note(self, wrap_id: str, now: datetime) -> None:
        """One more was wrong."""
        self._known[wrap_id] = _Tries(self.count(wrap_id) + 1, now)
        self._write()

    def forgive(self, wrap_id: str) -> None:
        """Somebody was right."""
        if self._known.pop(wrap_id, None) is not None:
            self._write()

    def _read(self) -> dict[str, _Tries]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, _Tries])
        except (OSError, msgspec.DecodeError):
            return {}

    def _write(self) -> None:
        """A disk that takes nothing costs the memory of a restart and nothing else."""
        part = self._path.with_name(self._path.name + ".part")
        with suppress(OSError):
            if self._known:
                part.write_bytes(msgspec.json.encode(self._known))
                part.replace(self._path)
            else:
                self._path.unlink(missing_ok=True)
