"""Looking into the open file."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from app.domain.problems import Missing
from app.domain.records import Record, RecordId
from app.persistence import listings, past, searching
from app.persistence.connection import Connection
from app.persistence.tables import BY_RECORD, Stored
from app.services.ports import Contradiction, FieldVersion, Hit, Listing

R = TypeVar("R", bound=Record)
_EPOCH = datetime(1970, 1, 1)
_CHUNK = 500


def clock_of(at: datetime) -> int:
    """The hybrid clock's reading of a local instant: milliseconds in the upper 48 bits."""
    return int((at - _EPOCH) / timedelta(milliseconds=1)) << 16


def instant_of(clock: int) -> datetime:
    """The local instant a clock reading shows, to the second."""
    return (_EPOCH + timedelta(milliseconds=clock >> 16)).replace(microsecond=0)


class FileReading:
    """See ``app.services.ports.Reading``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, kind: type[R], record_id: RecordId) -> R:
        """The record, also a removed one."""
        stored = BY_RECORD[kind]
        row = self._connection.exec_driver_sql(f"{stored.select} WHERE id=?", (record_id,)).fetchone()
        if row is None:
            raise Missing(kind=stored.name)
        return cast(R, stored.record_of(row))

    def find(self, kind: type[R], **equal: object) -> list[R]:
        """All records whose fields have these values."""
        stored = BY_RECORD[kind]
        where, values = self._where(stored, equal)
        rows = self._connection.exec_driver_sql(f"{stored.select}{where} ORDER BY id", values)
        return [stored.record_of(row) for row in rows]

    def many(self, kind: type[R], ids: Iterable[RecordId]) -> dict[RecordId, R]:
        """The records with these ids that are there."""
        stored = BY_RECORD[kind]
        wanted = list(dict.fromkeys(ids))
        found: dict[RecordId, R] = {}
        for start in range(0, len(wanted), _CHUNK):
            chunk = tuple(wanted[start : start + _CHUNK])
            holes = ",".join("?" * len(chunk))
            for row in self._connection.exec_driver_sql(f"{stored.select} WHERE id IN ({holes})", chunk):
                found[row[0]] = stored.record_of(row)
        return found

    def count(self, kind: type[Record], **equal: object) -> int:
        """How many records ``find`` would give."""
        stored = BY_RECORD[kind]
        where, values = self._where(stored, equal)
        sql = f"SELECT count(*) FROM {stored.name}{where}"
        return int(self._connection.exec_driver_sql(sql, values).scalar_one())

    @staticmethod
    def _where(stored: Stored, equal: dict[str, object]) -> tuple[str, tuple[Any, ...]]:
        parts = ["gone=0", *(f"{field} IS ?" for field in equal)]
        return " WHERE " + " AND ".join(parts), tuple(stored.encode(field, value) for field, value in equal.items())

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Persons for what is being typed."""
        return searching.search(self._connection, text, limit)

    def keys(self, listing: Listing) -> "array[int]":
        """Row keys of a whole list in its order."""
        return listings.keys(self._connection, listing)

    def page(self, listing: Listing, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows with these keys."""
        return listings.page(self._connection, listing, keys)

    def content(self, digest: str) -> bytes:
        """The kept bytes of a document."""
        kept = self._connection.exec_driver_sql("SELECT bytes FROM content WHERE digest=?", (digest,)).scalar()
        if kept is None:
            raise Missing(kind="content")
        return bytes(kept)

    def contradictions(self) -> list[Contradiction]:
        """Fields that hold different values side by side, oldest first."""
        return past.contradictions(self._connection, instant_of)

    def history(self, kind: type[Record], record_id: RecordId) -> list[FieldVersion]:
        """Every value that was ever written to a record, newest first."""
        return past.history(self._connection, BY_RECORD[kind], record_id, instant_of)
