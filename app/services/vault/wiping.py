"""What stays readable beside a file that was encrypted: written over with zeros, also after a stop."""

import os
from contextlib import suppress
from pathlib import Path

from app.services.office_files import OfficeFiles
from app.services.ports import OfficeFile
from app.services.vault.keyring_file import is_plain, keys_beside, sync_folder

_TO_WIPE = "plain_to_wipe"
"""The local value inside the encrypted file that says: a readable one may still lie beside it."""
_SEALED, _PLAIN = ".sealed", ".plain"
_STEP = 1 << 20
_BEGINNING = 16
_LOG_HEADER, _FRAME_HEADER = 32, 24
_LOG_MAGIC = (0x377F0682, 0x377F0683)
_LARGEST_PAGE = 1 << 16
_READABLE = 0.6
"""Ciphers have as many bytes under 128 as over it; a page of a plain file is text, zeros and small numbers."""


def sealed_beside(path: Path) -> Path:
    """What the encrypted file is called until it takes its place."""
    return path.with_name(path.name + _SEALED)


def plain_beside(path: Path) -> Path:
    """What the plain file is called until it is wiped."""
    return path.with_name(path.name + _PLAIN)


def note_plain(file: OfficeFile) -> None:
    """Note inside the encrypted file that the plain one and its copies are to be wiped."""
    file.set_meta(_TO_WIPE, 1)


def wipe_plain(file: OfficeFile, files: OfficeFiles) -> tuple[str, ...]:
    """Wipe what was noted; gives the names of what could not be wiped, which the next sign-in tries again."""
    if not file.meta(_TO_WIPE):
        return ()
    left = []
    for each in _still_plain(file.path, files):
        try:
            wipe(each)
        except OSError:
            left.append(each.name)
    if not left:
        file.set_meta(_TO_WIPE, 0)
    return tuple(left)


def still_plain(path: Path, files: OfficeFiles) -> tuple[str, ...]:
    """The names of what anybody can read beside an encrypted file."""
    return tuple(each.name for each in _still_plain(path, files))


def forget_second_name(path: Path) -> None:
    """A stop before the swap leaves the plain file with two names: it is the office, and must not be wiped."""
    second = plain_beside(path)
    if not second.exists():
        return
    if second.samefile(path):
        second.unlink()
    else:
        wipe(second)


def finish_swap(path: Path) -> None:
    """A stop between the two new names, on a disk without hard links: the encrypted file still gets its place."""
    sealed = sealed_beside(path)
    if not path.exists() and sealed.exists() and keys_beside(path).exists():
        sealed.replace(path)
        sync_folder(path.parent)


def wipe(path: Path) -> None:
    """Zeros over every byte, on the disk, then away with it."""
    with path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, _STEP)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def drop_foreign_log(path: Path) -> None:
    """A readable write-ahead log beside an encrypted file is none of its own, and would keep it from opening."""
    log = path.with_name(f"{path.name}-wal")
    if is_plain(path) or not _is_readable_log(log):
        return
    with suppress(OSError):  # then the file says that it is damaged, as before
        wipe(log)
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)


def _still_plain(path: Path, files: OfficeFiles) -> list[Path]:
    copies = [each for each in files.copies(path) if is_plain(each) or _is_half_wiped(each)]
    return [each for each in (plain_beside(path), *copies) if each.exists()]


def _is_half_wiped(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(_BEGINNING) == bytes(_BEGINNING)
    except OSError:
        return False


def _is_readable_log(log: Path) -> bool:
    low = count = 0
    try:
        with log.open("rb") as file:
            header = file.read(_LOG_HEADER)
            magic, size = int.from_bytes(header[:4], "big"), int.from_bytes(header[8:12], "big")
            if magic not in _LOG_MAGIC or not 0 < size <= _LARGEST_PAGE:
                return False
            while len(frame := file.read(_FRAME_HEADER + size)) == _FRAME_HEADER + size:
                page = frame[_FRAME_HEADER:]
                low += len(page.translate(None, _HIGH))
                count += size
    except OSError:
        return False
    return count > 0 and low > _READABLE * count


_HIGH = bytes(range(128, 256))
