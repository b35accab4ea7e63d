"""Looking into the open file."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from app.domain.persons import Person
from app.domain.problems import Missing
from app.domain.records import Record, RecordId
from app.persistence import contents, erased, listings, past, searching
from app.persistence.connection import Connection, in_chunks
from app.persistence.tables import BY_NUMBER, BY_RECORD, Stored
from app.services.ports import Contradiction, FieldVersion, Hit, Listing

R = TypeVar("R", bound=Record)
_PERSONS = BY_RECORD[Person].table.c
_JOINED_TO = select(_PERSONS.id).where(_PERSONS.merged_into == bindparam("person"), _PERSONS.gone == 0).order_by("id")
_EPOCH = datetime(1970, 1, 1)


def clock_of(at: datetime) -> int:
    """The hybrid clock's reading of a local instant: milliseconds in the upper 48 bits."""
    return int((at - _EPOCH) / timedelta(milliseconds=1)) << 16


def instant_of(clock: int) -> datetime:
    """The local instant a clock reading shows, to the second."""
    return (_EPOCH + timedelta(milliseconds=clock >> 16)).replace(microsecond=0)


@cache
def _found(kind: int, names: tuple[str, ...]) -> Select[Any]:
    stored = BY_NUMBER[kind]
    return stored.select.where(*_equal(stored, names)).order_by(stored.table.c.id)


@cache
def _counted(kind: int, names: tuple[str, ...]) -> Select[Any]:
    stored = BY_NUMBER[kind]
    return select(func.count()).select_from(stored.table).where(*_equal(stored, names))


def _equal(stored: Stored, names: Sequence[str]) -> list[ColumnElement[bool]]:
    """In sight, and these columns equal to values of the same names; an empty one equals an empty one."""
    columns = stored.table.c
    return [columns.gone == 0, *(columns[name].is_not_distinct_from(bindparam(name)) for name in names)]


def _encoded(stored: Stored, equal: dict[str, object]) -> dict[str, Any]:
    return {name: stored.encode(name, value) for name, value in equal.items()}


class FileReading:
    """See ``app.services.ports.Reading``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, kind: type[R], record_id: RecordId) -> R:
        """The record, also a removed one."""
        stored = BY_RECORD[kind]
        row = self._connection.execute(stored.select_one, {"id": record_id}).first()
        if row is None:
            raise Missing(kind=stored.name)
        return cast(R, stored.record_of(row))

    def find(self, kind: type[R], /, **equal: object) -> list[R]:
        """All records whose fields have these values."""
        stored = BY_RECORD[kind]
        rows = self._connection.execute(_found(stored.number, tuple(equal)), _encoded(stored, equal))
        return [stored.record_of(row) for row in rows]

    def many(self, kind: type[R], ids: Iterable[RecordId]) -> dict[RecordId, R]:
        """The records with these ids that are there."""
        stored = BY_RECORD[kind]
        wanted = list(dict.fromkeys(ids))
        found: dict[RecordId, R] = {}
        for chunk in in_chunks(wanted):
            for row in self._connection.execute(stored.select_some, {"ids": chunk}):
                found[row[0]] = stored.record_of(row)
        return found

    def count(self, kind: type[Record], /, **equal: object) -> int:
        """How many records ``find`` would give."""
        stored = BY_RECORD[kind]
        counted = self._connection.execute(_counted(stored.number, tuple(equal)), _encoded(stored, equal))
        return int(counted.scalar_one())

    def traces(self, kind: type[Record], /, **equal: object) -> list[RecordId]:
        """The ids of all records whose fields have these values, removed ones too, erased ones not."""
        stored = BY_RECORD[kind]
        rows = stored.table.c
        wanted = [rows[name] == stored.encode(name, value) for name, value in equal.items()]
        wanted.append(rows.id.not_in(erased.WHOLE_IDS))
        return [RecordId(each) for each in self._connection.execute(select(rows.id).where(*wanted)).scalars()]

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Persons for what is being typed."""
        return searching.search(self._connection, text, limit)

    def joined_to(self, person_id: RecordId) -> list[RecordId]:
        """Persons whose ``merged_into`` points here."""
        return [RecordId(each) for each in self._connection.execute(_JOINED_TO, {"person": person_id}).scalars()]

    def keys(self, listing: Listing) -> "array[int]":
        """Row keys of a whole list in its order."""
        return listings.keys(self._connection, listing)

    def page(self, listing: Listing, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows with these keys."""
        return listings.page(self._connection, listing, keys)

    def content(self, digest: str) -> bytes:
        """The kept bytes of a document."""
        kept = contents.kept(self._connection, digest)
        if kept is None:
            raise Missing(kind="content")
        return kept

    def contradictions(self) -> list[Contradiction]:
        """Fields that hold different values side by side, oldest first."""
        return past.contradictions(self._connection, instant_of)

    def parted(self, kind: type[Record]) -> dict[RecordId, frozenset[str]]:
        """The records of a kind with different values side by side, and in which fields."""
        return past.parted_fields(self._connection, BY_RECORD[kind])

    def history(self, kind: type[Record], record_id: RecordId) -> list[FieldVersion]:
        """Every value that was ever written to a record, newest first."""
        return past.history(self._connection, BY_RECORD[kind], record_id, instant_of)
