"""The office file: opens it, hands out one transaction at a time, knows which workstation it is on."""

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlcipher3 import dbapi2

from app.domain.bundles import StationKeys
from app.domain.erasing import Erasure
from app.domain.persons import Person
from app.domain.problems import Trouble
from app.domain.records import Record, RecordId
from app.persistence import authors, copying, erasing, forgetting, searching
from app.persistence.bundling import FileBundling
from app.persistence.connection import Connection, begin, close, commit, connect, driver_of, take_back
from app.persistence.copying import make_private
from app.persistence.faults import FileDamaged, FileInUse, FileMissing, FileReadOnly, FileTooNew, worded
from app.persistence.local_values import recall, remember
from app.persistence.own_tables import META
from app.persistence.reading import FileReading, clock_of
from app.persistence.work import FileWork
from app.services.ports import Changes

__all__ = ["FORMAT", "SUFFIX", "NotAnOffice", "StationKeys", "Store"]

FORMAT = 5
"""``PRAGMA user_version`` of the newest shape; raised with every migration."""

SUFFIX = ".teczka-db"


class NotAnOffice(Trouble):
    """The file is empty, or another program's (facts: name)."""

    code = "not_an_office"


class Store:
    """See ``app.services.ports.OfficeFile``. Belongs to the thread that made it."""

    def __init__(self, path: Path, connection: Connection, key: bytes | None = None) -> None:
        self.path = path
        self.key = key
        self._connection = connection
        self._open_work: FileWork | None = None
        author = self.meta("author")
        if author is None:
            self.close()
            raise NotAnOffice(name=path.name)
        self.author = int(author)
        self.bundling = FileBundling(self, connection)

    # -- opening ---------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Path, keys: StationKeys, office_id: bytes, key: bytes | None = None) -> "Store":
        """Make a new file for this workstation; refuses to touch one that is there."""
        with worded(path.name):
            path.parent.mkdir(parents=True, exist_ok=True)
            make_private(path)
        try:
            connection = _connect(path, key)
            with _let_go_on_failure(connection), worded(path.name):
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                _migrate(connection)
                begin(connection)
                authors.enroll_one(connection, keys.public)
                remember(
                    connection,
                    author=keys.author,
                    office=office_id,
                    signing_secret=keys.signing_secret,
                    sealing_secret=keys.sealing_secret,
                )
                commit(connection)
                return cls(path, connection, key)
        except BaseException:
            cls.discard(path)
            raise

    @classmethod
    def open(cls, path: Path, key: bytes | None = None) -> "Store":
        """Open an office file and bring it to the newest shape; a file that is not ours is left as it is."""
        if not path.exists():
            raise FileMissing(name=path.name)
        if not path.is_file():
            raise FileDamaged(name=path.name)
        connection = _connect(path, key)
        with _let_go_on_failure(connection), worded(path.name):
            _demand_office(connection, path.name)
            found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            if found > FORMAT:
                raise FileTooNew(name=path.name, schema=found)
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            if found < FORMAT:
                _migrate(connection)
            return cls(path, connection, key)

    @staticmethod
    def discard(path: Path) -> None:
        """Take a closed office file away, with what SQLite may have left beside it."""
        with worded(path.name):
            for name in (path.name, f"{path.name}-wal", f"{path.name}-journal"):
                path.with_name(name).unlink(missing_ok=True)

    @staticmethod
    def copies(path: Path) -> list[Path]:
        """The safety copies beside an office file, whether whole or half."""
        return [each for each in copying.copies(path) if each.exists()]

    def close(self) -> None:
        """Let go of the file; an open transaction is taken back."""
        close(self._connection)

    def hold_alone(self) -> None:
        """Bring everything into the file itself, with nothing beside it; the lock stays until it is closed."""
        with worded(self.path.name):
            for mode in ("truncate", "memory"):  # the first leaves the write-ahead log, the second the empty journal
                found = self._connection.exec_driver_sql(f"PRAGMA journal_mode={mode}").scalar_one()
                if found != mode:
                    raise FileInUse(name=self.path.name)
            for name in ("-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + name).unlink(missing_ok=True)

    # -- using -----------------------------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[FileReading]:
        """Look without changing. The file belongs to one thread, so nothing moves meanwhile."""
        with worded(self.path.name):
            yield FileReading(self._connection)

    @contextmanager
    def work(self, *, clerk_id: RecordId | None, at: datetime, reason: str) -> Iterator[FileWork]:
        """Begin a transaction; it is taken back unless ``commit`` is called."""
        with worded(self.path.name), self.transaction():
            work = FileWork(self, self._connection, clerk_id=clerk_id, at=clock_of(at), reason=reason)
            self._open_work = work
            try:
                yield work
            finally:
                self._open_work = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The bare transaction under a ``Work`` and under an import; ends at ``COMMIT``, else is taken back."""
        begin(self._connection)
        try:
            yield self._connection
        finally:
            take_back(self._connection)

    def finish(self, work: FileWork, touched: dict[type[Record], set[RecordId]]) -> None:
        """Obey the orders to erase among what ``work`` wrote, and end its transaction; adds what it touched by that."""
        for kind, ids in erasing.obey_records(self._connection, touched.get(Erasure, ())).items():
            touched.setdefault(kind, set()).update(ids)
        commit(self._connection)
        work.is_done = True
        self.end_erasure(touched)

    def end_erasure(self, touched: Mapping[type[Record], Set[RecordId]]) -> None:
        """After orders to erase: nothing of what went stays in the write-ahead log or in copies beside the file."""
        if Erasure in touched:
            with worded(self.path.name):
                self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                copying.drop_copies(self.path)

    def is_tidy(self) -> bool:
        """Whether nothing was put off that can be done while nobody asks for anything."""
        return not searching.is_stale(self._connection)

    def tidy_up(self) -> Changes:
        """Do a little of what was put off, some hundredths of a second; gives whom it made findable."""
        with worded(self.path.name), self.transaction() as connection:
            ids = searching.bring_some(connection)
            commit(connection)
        return Changes({Person: frozenset(map(RecordId, ids))})

    def forget(self, known: Mapping[int, int], before: datetime) -> int:
        """Take replaced values out of the journal; see ``app.persistence.forgetting``."""
        with worded(self.path.name), self.transaction() as connection:
            count = forgetting.forget(connection, known, clock_of(before))
            if count:
                erasing.make_words_anew(connection)  # a full-text index remembers words that were taken out
            commit(connection)
        if count:
            with worded(self.path.name):
                self._connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return count

    def export(self, target: Path, key: bytes | None) -> None:
        """Write everything into a new file under another key, or for everybody to read; see ``copying.export``."""
        with worded(target.name):
            copying.export(self._connection, target, key)

    def meta(self, name: str) -> Any:
        """A local value of this workstation (its secrets, the office's id); None when there is none."""
        with worded(self.path.name):
            return recall(self._connection, name)

    def set_meta(self, name: str, value: Any) -> None:
        """Remember a local value; it never travels."""
        with worded(self.path.name), self.transaction() as connection:
            remember(connection, **{name: value})
            commit(connection)


def _connect(path: Path, key: bytes | None) -> Connection:
    _demand_writable(path)
    with worded(path.name):
        meant = _identity(path)
        driver = dbapi2.connect(str(path), isolation_level=None, cached_statements=256, timeout=2.0)
        try:
            if key is not None:
                driver.execute(f"PRAGMA key=\"x'{key.hex()}'\"")  # must be the first thing that it is told
            driver.execute("PRAGMA cipher_log_level=NONE")
            driver.create_function("teczka_open", 0, lambda: 1)
            driver.execute("PRAGMA locking_mode=EXCLUSIVE")
            driver.execute("PRAGMA synchronous=FULL")
            driver.execute("PRAGMA secure_delete=ON")
            driver.execute("PRAGMA cache_size=-65536")
            driver.execute("BEGIN IMMEDIATE")
            driver.execute("ROLLBACK")
            if _identity(path) != meant:  # while this waited for the lock, another file was put in its place
                raise FileInUse(name=path.name)
        except BaseException:
            driver.close()  # else a wrong key would keep the file locked
            raise
    return connect(driver)


@contextmanager
def _let_go_on_failure(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        close(connection)
        raise


def _demand_office(connection: Connection, name: str) -> None:
    """An empty file and the database of another program open well in SQLite, and must not become ours."""
    if not inspect(connection).has_table(META.name):
        raise NotAnOffice(name=name)


def _demand_writable(path: Path) -> None:
    """SQLite opens a read-only file gladly and fails at the first write; say it at once.

    Must come before SQLite opens the file: closing a second handle would drop the locks of this process.
    """
    try:
        with path.open("r+b"):
            pass
    except OSError as error:
        raise FileReadOnly(name=path.name) from error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _migrate(connection: Connection) -> None:
    from app.persistence.migrations import migrate

    migrate(driver_of(connection))
    connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
