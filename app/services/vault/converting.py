"""From an office file that anybody can read to an encrypted one, and on demand back. Never by itself, never half."""

import os
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.passphrases import demand_good
from app.domain.problems import Problem, Refusal, Trouble
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.office_files import OfficeFiles, OwnedFile
from app.services.ports import Changes
from app.services.sessions import NobodyHere, clerks_of
from app.services.vault import keyring
from app.services.vault.entering import Entered, Name
from app.services.vault.keeping import remember
from app.services.vault.keyring import Cost, Keyring
from app.services.vault.keyring_file import OFFICE_SUFFIX, is_plain, lay_aside, sync_folder, write_keys
from app.services.vault.wiping import (
    forget_second_name,
    note_plain,
    plain_beside,
    sealed_beside,
    still_plain,
    wipe_plain,
)

_OPEN = "-niezaszyfrowany"


class EncryptedAlready(Refusal):
    """The office file is encrypted; there is nothing to do (facts: name)."""

    code = "encrypted_already"


class ExportDiffers(Trouble):
    """What was read back from the new file is not what the old one holds; the old one is as it was (facts: name)."""

    code = "export_differs"


class PlaceNotTaken(Trouble):
    """The system did not let the encrypted file into the place of the plain one, which is as it was (facts: name)."""

    code = "place_not_taken"


class PlainCopyInTheWay(Refusal):
    """A file of this name is there already (facts: name)."""

    code = "plain_copy_in_the_way"


@dataclass(frozen=True)
class EncryptOffice:
    """Who signs in first, with which passphrase, and whether the readable file stays under another name."""

    clerk_id: RecordId
    passphrase: str = field(repr=False)
    keeps_plain: bool = False


@dataclass(frozen=True)
class WritePlainCopy:
    """Where to: a file that any program for SQLite reads."""

    path: Path


def who_may_encrypt(path: Path, files: OfficeFiles) -> list[Name]:
    """The clerks of a plain office file; one of them will be the first with a passphrase."""
    with closing(files.open(path)) as file, file.reading() as reading:
        return [Name(clerk.id.hex(), clerk.full_name) for clerk in clerks_of(reading)]


def encrypt_file(path: Path, files: OfficeFiles, request: EncryptOffice, cost: Cost = keyring.USUAL) -> Entered:
    """Write everything anew into an encrypted file, read it back, and put it in the place of the plain one.

    The plain file is held from its first page until another one stands in its place: nobody can save anything into it
    that would not be in the new one. Stopped at any moment there is either the plain file or the encrypted one with its
    keyring. The plain file and its copies are written over with zeros before they go; where that was stopped or not
    possible, every sign-in goes on with it (``Entered.plain_left`` names what is still there). A disk with flash memory
    may keep older blocks for a while, which is why an office is best encrypted on its first day.
    """
    if not is_plain(path):
        raise EncryptedAlready(name=path.name)
    sealed = sealed_beside(path)
    files.discard(sealed)
    forget_second_name(path)
    key, ring = keyring.new_key(), keyring.new_keyring(cost)
    with closing(files.open(path)) as plain:
        with plain.reading() as reading:
            clerk = next((each for each in clerks_of(reading) if each.id == request.clerk_id), None)
        if clerk is None:
            raise NobodyHere
        demand_good(request.passphrase, clerk.full_name)
        wrap = keyring.wrapped(ring, key, request.passphrase, clerk.id.hex(), clerk.full_name)
        ring = keyring.with_clerk(ring, key, wrap)
        plain.hold_alone()
        plain.export(sealed, key)
        try:
            _prove(files, sealed, key, plain, ring, keeps_plain=request.keeps_plain)
            lay_aside(path)
            write_keys(path, ring)
            _take_place(plain, sealed, keeps_plain=request.keeps_plain)
        except BaseException:
            if path.exists():  # else the way is half gone, and the next start goes on
                files.discard(sealed)
            raise
    return Entered(key, clerk.id, plain_left=() if request.keeps_plain else _wiped(path, files, key))


def write_plain_copy(office: Office, request: WritePlainCopy) -> Done[Path]:
    """The whole office for anybody to read: only for whoever may configure, and only into a new file."""
    office.allow(Act.CONFIGURE)
    if request.path.exists():
        raise PlainCopyInTheWay(name=request.path.name)
    office.file.export(request.path, None)
    return Done(request.path, Changes())


def kept_plain(path: Path) -> Path:
    """What the readable file is called where it stays."""
    stem = path.name.removesuffix(OFFICE_SUFFIX)
    return path.with_name(f"{stem}{_OPEN}{OFFICE_SUFFIX}")


def _prove(files: OfficeFiles, sealed: Path, key: bytes, plain: OwnedFile, ring: Keyring, *, keeps_plain: bool) -> None:
    """Read back what was written, compare it, and note in it which keyring counts and that the plain one is to go."""
    digest = plain.bundling.digest()
    with closing(files.open(sealed, key)) as written:
        if written.bundling.digest() != digest or any(
            check.findings for check in written.bundling.checks(is_deep=True)
        ):
            raise ExportDiffers(name=plain.path.name)
        remember(written, ring)
        if not keeps_plain:
            note_plain(written)


def _take_place(plain: OwnedFile, sealed: Path, *, keeps_plain: bool) -> None:
    """The plain file gets a second name, under which it stays or is wiped; the encrypted one gets its first."""
    path = plain.path
    aside = _free_name(path) if keeps_plain else plain_beside(path)
    if path.with_name(f"{path.name}-wal").exists():  # it would be played into the encrypted file
        raise PlaceNotTaken(name=path.name)
    if os.name == "nt":
        plain.close()  # Windows gives no open file another name, and whoever opens it now makes the next lines fail
    has_moved = False
    try:
        try:
            os.link(path, aside)
        except OSError:  # a stick with FAT knows no second name for a file; a stop after this is mended at the start
            path.replace(aside)
            has_moved = True
        sealed.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            if has_moved and not path.exists():
                aside.replace(path)
            elif sealed.exists():
                aside.unlink(missing_ok=True)
        if not sealed.exists():
            return  # the name is given; only the disk did not say so, and nothing can be told that is not true
        raise PlaceNotTaken(name=path.name) from error


def _wiped(path: Path, files: OfficeFiles, key: bytes) -> tuple[str, ...]:
    """The names of what is still readable. That never means that the file is not encrypted."""
    try:
        with closing(files.open(path, key)) as file:
            return wipe_plain(file, files)
    except Problem:  # somebody signed in at once: the next sign-in wipes
        return still_plain(path, files)


def _free_name(path: Path) -> Path:
    aside = kept_plain(path)
    number = 1
    while aside.exists():
        number += 1
        aside = kept_plain(path).with_name(kept_plain(path).name.replace(_OPEN, f"{_OPEN}-{number}"))
    return aside
