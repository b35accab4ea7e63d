"""From an office file that anybody can read to an encrypted one, and on demand back. Never by itself, never half."""

import os
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.passphrases import demand_good
from app.domain.problems import Refusal, Trouble
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.office_files import OfficeFiles
from app.services.ports import Changes
from app.services.sessions import NobodyHere, clerks_of
from app.services.vault import keyring
from app.services.vault.entering import Entered, Name
from app.services.vault.keeping import remember
from app.services.vault.keyring import Cost
from app.services.vault.keyring_file import OFFICE_SUFFIX, is_plain, lay_aside, write_keys

_SEALED, _OPEN = ".sealed", "-niezaszyfrowany"
_STEP = 1 << 20


class EncryptedAlready(Refusal):
    """The office file is encrypted; there is nothing to do (facts: name)."""

    code = "encrypted_already"


class ExportDiffers(Trouble):
    """What was read back from the new file is not what the old one holds; the old one is as it was (facts: name)."""

    code = "export_differs"


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

    Stopped at any moment there is either the plain file or the encrypted one with its keyring. The plain file is
    written over with zeros before it goes: a disk with flash memory may keep older blocks of it for a while, which is
    why an office is best encrypted on its first day.
    """
    if not is_plain(path):
        raise EncryptedAlready(name=path.name)
    sealed = path.with_name(path.name + _SEALED)
    files.discard(sealed)
    key, ring = keyring.new_key(), keyring.new_keyring(cost)
    with closing(files.open(path)) as plain:
        with plain.reading() as reading:
            clerk = next((each for each in clerks_of(reading) if each.id == request.clerk_id), None)
        if clerk is None:
            raise NobodyHere
        demand_good(request.passphrase, clerk.full_name)
        wrap = keyring.wrapped(ring, key, request.passphrase, clerk.id.hex(), clerk.full_name)
        ring = keyring.with_clerk(ring, key, wrap)
        plain.export(sealed, key)
        digest = plain.bundling.digest()
    with closing(files.open(sealed, key)) as written:
        if written.bundling.digest() != digest or any(
            check.findings for check in written.bundling.checks(is_deep=True)
        ):
            files.discard(sealed)
            raise ExportDiffers(name=path.name)
        remember(written, ring)
    lay_aside(path)
    write_keys(path, ring)
    _take_place(path, sealed, files, keeps_plain=request.keeps_plain)
    return Entered(key, clerk.id)


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


def _take_place(path: Path, sealed: Path, files: OfficeFiles, *, keeps_plain: bool) -> None:
    aside = kept_plain(path)
    number = 1
    while aside.exists():
        number += 1
        aside = kept_plain(path).with_name(kept_plain(path).name.replace(_OPEN, f"{_OPEN}-{number}"))
    has_second_name = False
    with suppress(OSError):  # a stick with FAT knows no second name for a file
        os.link(path, aside)
        has_second_name = True
    if keeps_plain and not has_second_name:
        path.replace(aside)
    sealed.replace(path)
    if not keeps_plain:
        if has_second_name:
            _wipe(aside)
        files.discard_copies(path)


def _wipe(path: Path) -> None:
    """Zeros over every byte, on the disk, then away with it."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _STEP)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
