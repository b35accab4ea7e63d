"""A copy of the whole office file before something large is done to it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, inspect, select, table
from sqlcipher3 import dbapi2

from app.domain.bundles import Step
from app.persistence.connection import Connection, driver_of
from app.services.ports import Progress

SUFFIX = ".before-import"
KEPT = 3
_PAGES = 2_000


def copy_aside(connection: Connection, path: Path, key: bytes | None, progress: Progress) -> str:
    """Copy page by page beside the file; the newest copy ends in ``.before-import``, older ones get a number.

    The copy is closed, on the disk and renamed before anything else happens. A stop or a full disk leaves the
    older copies as they were.
    """
    part = path.with_name(f"{path.name}{SUFFIX}.part")
    part.unlink(missing_ok=True)

    def step(_status: int, remaining: int, total: int) -> None:
        progress.step(Step.COPYING, 0.3 * (total - remaining) / max(total, 1))

    source = driver_of(connection)
    make_private(part)
    target = dbapi2.connect(str(part), isolation_level=None)
    try:
        if key is not None:
            target.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        target.execute("PRAGMA synchronous=OFF")
        source.backup(target, pages=_PAGES, progress=step)
    except BaseException:
        target.close()
        part.unlink(missing_ok=True)
        raise
    target.close()
    with part.open("r+b") as copied:
        os.fsync(copied.fileno())
    for number in range(KEPT, 1, -1):
        older = path.with_name(_name(path, number - 1))
        if older.exists():
            older.replace(path.with_name(_name(path, number)))
    part.replace(path.with_name(_name(path, 1)))
    return _name(path, 1)


def export(connection: Connection, target: Path, key: bytes | None) -> None:
    """Write the whole file anew under another key, or without one: everything in it, row by row, and on the disk.

    SQLite's own copying page by page cannot go from a plain file to an encrypted one.
    """
    make_private(target)
    try:
        with _attached(connection, target, key):
            for setting in ("journal_mode=OFF", "synchronous=OFF"):  # a stop leaves half a file that nobody opens
                driver_of(connection).execute(f"PRAGMA exported.{setting}").fetchall()
            connection.execute(select(func.sqlcipher_export("exported"))).fetchall()
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            connection.exec_driver_sql(f"PRAGMA exported.user_version={version}")
        with _attached(connection, target, key):  # only now are the tables of the search index known there
            _compare(connection)
        with target.open("r+b") as written:
            os.fsync(written.fileno())
    except BaseException:
        target.unlink(missing_ok=True)
        target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
        raise


@contextmanager
def _attached(connection: Connection, target: Path, key: bytes | None) -> Iterator[None]:
    driver = driver_of(connection)
    secret = "" if key is None else f"x'{key.hex()}'"
    driver.execute("ATTACH DATABASE ? AS exported KEY ?", (str(target), secret))
    try:
        yield
    finally:
        driver.execute("DETACH DATABASE exported")


def _compare(connection: Connection) -> None:
    """Every table has as many rows there as here; what is in them is compared by whoever opens the new file."""
    for name in inspect(connection).get_table_names():
        here, there = (
            connection.execute(select(func.count()).select_from(table(name, schema=schema))).scalar_one()
            for schema in ("main", "exported")
        )
        if here != there:
            raise OSError(errno.EIO, f"{name}: {here} rows became {there}")


def copies(path: Path) -> list[Path]:
    """Where the copies beside the file would lie, the half one included."""
    names = [_name(path, number) for number in range(1, KEPT + 1)]
    return [path.with_name(name) for name in (*names, f"{path.name}{SUFFIX}.part")]


def drop_copies(path: Path) -> None:
    """Take the copies beside the file away: they hold what was erased from it."""
    for copy in copies(path):
        copy.unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """A new empty file that only its owner may read; SQLite gives what it writes beside it the same rights.

    On Windows the folder of the user guards it.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _name(path: Path, number: int) -> str:
    return f"{path.name}{SUFFIX}" if number == 1 else f"{path.name}{SUFFIX}-{number}"
