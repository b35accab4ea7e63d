"""What can go wrong with a file, said in our words. The only place that knows the library's errors."""

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from app.domain.problems import Problem, Trouble

K = TypeVar("K", bound=type)


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


_SAID: dict[str, type[Trouble]] = {
    "database or disk is full": DiskFull,
    "disk I/O error": DiskFailed,
    "attempt to write a readonly database": FileReadOnly,
    "unable to open database file": FileReadOnly,
    "database is locked": FileInUse,
}
"""The library's words where the driver gives no name with them, or the one for everything: while it copies a file."""
_NAMELESS = {"", "SQLITE_ERROR"}

_FULL = {errno.ENOSPC, errno.EDQUOT}
_BARRED = {errno.EACCES, errno.EPERM, errno.EROFS}
_BROKEN = {errno.EIO, errno.ENXIO, errno.ENODEV, errno.EFBIG, errno.ESTALE}

_NOT_TEXT = "Could not decode to UTF-8"
"""The driver's own words, without a name of the library's: a page holds other bytes than were written."""


def trouble_of(error: BaseException, name: str) -> Problem | None:
    """Our word for an error of the library or the system; None where it is a mistake of ours."""
    if isinstance(error, UnicodeEncodeError):
        return UnwritableText()
    if isinstance(error, OSError):
        return _trouble_of_system(error.errno, name)
    cause = error.orig if isinstance(error, DBAPIError) else error
    if str(cause).startswith(_NOT_TEXT):
        return FileDamaged(name=name)
    said = getattr(cause, "sqlite_errorname", "")
    if said in _NAMELESS and isinstance(cause, dbapi2.OperationalError) and str(cause) in _SAID:
        return _SAID[str(cause)](name=name)
    return next((trouble(name=name) for sign, trouble in _SIGNS if said.startswith(sign)), None)


def _trouble_of_system(number: int | None, name: str) -> Problem | None:
    if number in _FULL:
        return DiskFull(name=name)
    if number in _BARRED:
        return FileReadOnly(name=name)
    return DiskFailed(name=name) if number in _BROKEN else None


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


def worded_throughout(kind: K) -> K:
    """Everything that a class offers turns the libraries' errors into a Trouble; its file is ``self._store``'s."""
    for name, member in list(vars(kind).items()):
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            setattr(kind, name, property(_worded(member.fget), doc=member.__doc__))
        elif callable(member) and not isinstance(member, staticmethod):
            setattr(kind, name, _worded(member))
    return kind


def _worded(method: Any) -> Callable[..., Any]:
    @wraps(method)
    def wrapped(self: Any, *told: Any, **named: Any) -> Any:
        with worded(self._store.path.name):
            return method(self, *told, **named)

    return wrapped
