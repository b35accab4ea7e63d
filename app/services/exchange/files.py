"""Writes files whole or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from app.domain.problems import Trouble


class CannotWrite(Trouble):
    """The bundle could not be written to the folder or stick (facts: name, is_full)."""

    code = "bundle_not_written"


def write_file(path: Path, data: bytes, *, is_private: bool = False) -> None:
    """Write under another name, bring it to the disk, then rename: a stick pulled out leaves no half bundle.

    A private file may be read by its owner alone, where the file system knows owners.
    """
    unfinished = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(unfinished, "wb", opener=_private if is_private else None) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        with suppress(OSError):  # the stick may be gone
            unfinished.unlink(missing_ok=True)
        raise CannotWrite(name=path.name, is_full=error.errno == errno.ENOSPC) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
