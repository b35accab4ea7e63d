"""Two sides of one system and what the first has to tell the second: ours, the bare values, and two peers."""

import importlib
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import zstandard
from sqlcipher3 import dbapi2

from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.records import RecordId
from app.services.exchange.pack import build
from tests.bench.exchange import _COLUMNS, _HOLES, _INSERT, bare, load, packed, rows_of, write
from tests.stations import founded, joined

_NAMES = _COLUMNS.split(",")
Written = Sequence[tuple[bytes, dict[str, str]]]
"""Whose fields become what."""


class Couple(ABC):
    """Two sides of one system, the first of which has news for the second."""

    name: ClassVar[str]

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def fill(self, persons: list[Person]) -> None:
        """The first side gets everybody and is ready to tell the second, which has nobody."""

    @abstractmethod
    def edit(self, written: Written, *, is_first: bool = True) -> None:
        """Write fields at one side."""

    @abstractmethod
    def save(self) -> bytes:
        """What the second side lacks, as it would be carried."""

    @abstractmethod
    def load(self, carried: bytes) -> None:
        """Take it in at the second side, on the disk when it returns."""

    @abstractmethod
    def read(self, person_id: bytes, name: str) -> object:
        """What the second side has."""

    @abstractmethod
    def starting(self) -> Callable[[], object]:
        """What the second side does when its program starts, until it can answer for one person."""

    def shared(self) -> None:  # noqa: B027 - most know it by themselves
        """What was carried is known to have come."""

    def close(self) -> None:  # noqa: B027 - Yjs has nothing to let go of
        """Let go of everything."""


class Teczka(Couple):
    """Ours: signed, sealed, merged field by field, with its journal."""

    name = "Teczka"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.host = founded(folder)
        self.guest = joined(folder, "Laptop", self.host)
        with self.host.store.reading() as file:
            (self._station,) = file.find(Workstation, author=self.guest.author)

    def fill(self, persons: list[Person]) -> None:
        write(self.host, persons)

    def edit(self, written: Written, *, is_first: bool = True) -> None:
        station = self.host if is_first else self.guest
        for start in range(0, len(written), 10):
            with station.later(seconds=1).office.work("pomiar") as work:
                part = dict(written[start : start + 10])
                for person in work.many(Person, part).values():  # type: ignore[arg-type]  # ids of persons
                    work.change(person, replace(person, **part[person.id]))  # type: ignore[arg-type]  # text fields
                work.commit()

    def save(self) -> bytes:
        self._sent = build(self.host.store.bundling, self._station, self.host.calendar.now(), "x")
        return self._sent[0]

    def load(self, carried: bytes) -> None:
        path = self.folder / "x.teczka"
        path.write_bytes(carried)
        load(self.guest.later(seconds=1).office, path)

    def read(self, person_id: bytes, name: str) -> object:
        with self.guest.store.reading() as file:
            return getattr(file.get(Person, RecordId(person_id)), name)

    def starting(self) -> Callable[[], object]:
        with self.guest.store.reading() as file:
            somebody = file.find(Person)[-1].id

        def start() -> None:
            self.guest.reopen()
            self.read(somebody, "phone")

        return start

    def shared(self) -> None:
        _sealed, note, head = self._sent
        self.host.store.bundling.remember_sent(note, head)
        self.host.load(self.guest.send(self.host))

    def close(self) -> None:
        self.host.close()
        self.guest.close()


class Values(Couple):
    """The floor: the values alone, packed and written by the libraries that we use."""

    name = "values alone (floor)"

    def fill(self, persons: list[Person]) -> None:
        self._rows: Any = rows_of(persons)
        self._news: Any = None
        self._first, self._second = bare(self.folder / "first.db", self._rows), bare(self.folder / "second.db")

    def edit(self, written: Written, *, is_first: bool = True) -> None:
        if is_first:
            self._news = written
        _update(self._first if is_first else self._second, written)

    def save(self) -> bytes:
        return packed(self._rows if self._news is None else self._news)

    def load(self, carried: bytes) -> None:
        if self._news is not None:
            _update(self._second, msgspec.msgpack.decode(_unzipped(carried)))
            return
        self._second.execute("BEGIN IMMEDIATE")
        self._second.executemany(_INSERT, msgspec.msgpack.decode(_unzipped(carried)))
        self._second.execute("COMMIT")

    def read(self, person_id: bytes, name: str) -> object:
        return _read(self._second, person_id, name)

    def starting(self) -> Callable[[], object]:
        return lambda: _somebody(dbapi2.connect(str(self.folder / "second.db")))

    def close(self) -> None:
        self._first.close()
        self._second.close()


class Session(Couple):
    """The session extension: a changeset with before and after; what does not fit is left to a callback."""

    name = "SQLite session (apsw)"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._apsw = importlib.import_module("apsw")
        self._first, self._second = self._file("first.db"), self._file("second.db")
        self._record()

    def _file(self, name: str) -> Any:
        made = self._apsw.Connection(str(self.folder / name))
        made.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL")
        made.execute(f"CREATE TABLE person({_COLUMNS.replace('id,', 'id BLOB PRIMARY KEY,', 1)})")
        return made

    def _record(self) -> None:
        self._session = self._apsw.Session(self._first, "main")
        self._session.attach("person")

    def fill(self, persons: list[Person]) -> None:
        self._first.execute("BEGIN")
        self._first.executemany(f"INSERT INTO person VALUES({_HOLES})", rows_of(persons))
        self._first.execute("COMMIT")

    def edit(self, written: Written, *, is_first: bool = True) -> None:
        _update(self._first if is_first else self._second, written)

    def save(self) -> bytes:
        return _zipped(self._session.changeset())

    def load(self, carried: bytes) -> None:
        self._apsw.Changeset.apply(_unzipped(carried), self._second, conflict=self._refuse)

    def read(self, person_id: bytes, name: str) -> object:
        return _read(self._second, person_id, name)

    def starting(self) -> Callable[[], object]:
        return lambda: _somebody(self._apsw.Connection(str(self.folder / "second.db")))

    def _refuse(self, _reason: int, _change: Any) -> int:
        return int(self._apsw.SQLITE_CHANGESET_ABORT)

    def shared(self) -> None:
        self._session.close()
        self._record()

    def close(self) -> None:
        self._session.close()
        self._first.close()
        self._second.close()


class Yjs(Couple):
    """Yjs: one document with a map for each person; an update is appended to the receiver's file and synced."""

    name = "Yjs (pycrdt)"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._pycrdt = importlib.import_module("pycrdt")
        self._first, self._second = self._pycrdt.Doc(), self._pycrdt.Doc()
        self._persons(self._first)

    def _persons(self, document: Any) -> Any:
        return document.get("persons", type=self._pycrdt.Map)

    def fill(self, persons: list[Person]) -> None:
        everybody = self._persons(self._first)
        with self._first.transaction():
            for person_id, *values in rows_of(persons):
                told = {name: value for name, value in zip(_NAMES[1:], values, strict=True) if value not in (None, "")}
                everybody[person_id.hex()] = self._pycrdt.Map(told)

    def edit(self, written: Written, *, is_first: bool = True) -> None:
        document = self._first if is_first else self._second
        everybody = self._persons(document)
        with document.transaction():
            for person_id, fields in written:
                person = everybody[person_id.hex()]
                for name, value in fields.items():
                    person[name] = value

    def save(self) -> bytes:
        return _zipped(self._first.get_update(self._second.get_state()))

    def load(self, carried: bytes) -> None:
        update = _unzipped(carried)
        self._second.apply_update(update)
        with (self.folder / "second.yjs").open("ab") as file:
            file.write(update)
            file.flush()
            os.fsync(file.fileno())

    def read(self, person_id: bytes, name: str) -> object:
        return self._persons(self._second)[person_id.hex()].get(name, "")

    def starting(self) -> Callable[[], object]:
        whole, somebody = self._second.get_update(), next(iter(self._persons(self._second)))

        def start() -> object:
            document = self._pycrdt.Doc()
            document.apply_update(whole)
            return self._persons(document)[somebody].get("phone", "")

        return start


def _update(raw: Any, written: Written) -> None:
    """One field after another, in one transaction, by the key."""
    raw.execute("BEGIN IMMEDIATE")
    for person_id, fields in written:
        for name, value in fields.items():
            raw.execute(f"UPDATE person SET {name}=? WHERE id=?", (value, person_id))  # noqa: S608 - own
    raw.execute("COMMIT")


def _read(raw: Any, person_id: bytes, name: str) -> object:
    return raw.execute(f"SELECT {name} FROM person WHERE id=?", (person_id,)).fetchone()[0]  # noqa: S608 - own


def _somebody(raw: Any) -> object:
    found = raw.execute("SELECT phone FROM person WHERE id=(SELECT max(id) FROM person)").fetchone()[0]
    raw.close()
    return found


def _zipped(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(raw)


def _unzipped(carried: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompress(carried, max_output_size=1 << 31)
