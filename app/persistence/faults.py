"""What can go wrong with a file, said in our words. The only place that knows the library's errors."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.domain.problems import Problem, Trouble


class FileInUse(Trouble):
    """Another program has the office file open (facts: name)."""

    code = "file_in_use"


class FileReadOnly(Trouble):
    """The file or its folder must not be written (facts: name)."""

    code = "file_read_only"


class DiskFull(Trouble):
    """No room left on the disk; the transaction was taken back (facts: name)."""

    code = "disk_full"


class DiskFailed(Trouble):
    """The disk took or gave nothing: unplugged, broken, or a quota is used up (facts: name)."""

    code = "disk_failed"


class FileDamaged(Trouble):
    """The file is no office file, or damaged, or another key is needed (facts: name)."""

    code = "file_damaged"


class FileTooNew(Trouble):
    """A newer program wrote the file (facts: name, schema)."""

    code = "file_too_new"


class UnwritableText(Trouble):
    """A text holds half a letter, as broken programs paste it; no file can keep that (no facts: it may be personal)."""

    code = "unwritable_text"


class FileMissing(Trouble):
    """There is no file where one was expected (facts: name)."""

    code = "file_missing"


_SIGNS: tuple[tuple[str, type[Trouble]], ...] = (
    ("SQLITE_BUSY", FileInUse),
    ("SQLITE_READONLY", FileReadOnly),
    ("SQLITE_PERM", FileReadOnly),
    ("SQLITE_CANTOPEN", FileReadOnly),
    ("SQLITE_FULL", DiskFull),
    ("SQLITE_IOERR", DiskFailed),
    ("SQLITE_NOTADB", FileDamaged),
    ("SQLITE_CORRUPT", FileDamaged),
)
"""How the library's names of errors begin, and what we call them; every other one is a mistake of ours."""


_NOT_TEXT = "Could not decode to UTF-8"
"""The driver's own words, without a name of the library's: a page holds other bytes than were written."""


def trouble_of(error: BaseException, name: str) -> Problem | None:
    """Our word for an error of the library or the system; None where it is a mistake of ours."""
    if isinstance(error, UnicodeEncodeError):
        return UnwritableText()
    if isinstance(error, OSError):
        if error.errno == errno.ENOSPC:
            return DiskFull(name=name)
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return FileReadOnly(name=name)
        return None
    cause = error.orig if isinstance(error, DBAPIError) else error
    if str(cause).startswith(_NOT_TEXT):
        return FileDamaged(name=name)
    said = getattr(cause, "sqlite_errorname", "")
    return next((trouble(name=name) for sign, trouble in _SIGNS if said.startswith(sign)), None)


@contextmanager
def worded(name: str) -> Iterator[None]:
    """Turn the libraries' errors inside the block into a Trouble; mistakes of ours pass through as they are."""
    try:
        yield
    except (DBAPIError, dbapi2.Error, OSError, UnicodeEncodeError) as error:
        trouble = trouble_of(error, name)
        if trouble is None:
            raise
        # what the driver says of a damaged text quotes it: nobody's data may get into a log
        raise trouble from (None if isinstance(trouble, FileDamaged) else error)
