"""The open office file: one SQLAlchemy connection over the driver, of the thread that made it.

Statements are composed with SQLAlchemy Core over ``tables`` and ``own_tables``. Written out stay only those that Core
has no words for: PRAGMA, VACUUM, and BEGIN IMMEDIATE, COMMIT and ROLLBACK, which the store says to the driver itself.
"""

import threading
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Executable, NullPool, Select, bindparam, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import UserDefinedType
from sqlcipher3 import dbapi2

__all__ = [
    "Blob",
    "Connection",
    "Many",
    "Plain",
    "Some",
    "begin",
    "close",
    "commit",
    "connect",
    "driver_of",
    "in_chunks",
    "take_back",
]

T = TypeVar("T")
_DIALECT = sqlite.dialect(paramstyle="qmark")
_CHUNK = 500
_HOLES = (1, 16, _CHUNK)
for _kind in (bytes, type(None), bool):
    # Of every value that is no text or number the driver asks four times whether anybody knows a better form of it, a
    # microsecond each: more than half of what a row takes. Told that it stays as it is, it asks once.
    dbapi2.register_adapter(_kind, lambda value: value)


class Blob(UserDefinedType[bytes]):
    """Bytes as SQLite takes and gives them; the generic type would wrap and copy each value."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """The column's type in SQL."""
        return "BLOB"


class Plain(UserDefinedType[Any]):
    """A column without a type: each value keeps its own."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        """Nothing stands behind the column's name."""
        return ""


class Many:
    """A statement composed once and run for many rows.

    A row is a tuple with the values in the order of ``names``, so that ten thousand rows need no dictionary each:
    a third of the time that ``Connection.execute`` takes for them.
    """

    def __init__(self, statement: Executable, *names: str, column_keys: Sequence[str] | None = None) -> None:
        """``column_keys`` are the columns that an INSERT or UPDATE names; left out, all of ``names``."""
        compiled = cast(ClauseElement, statement).compile(
            dialect=_DIALECT, column_keys=list(names if column_keys is None else column_keys)
        )
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - for the type checker: a statement gives nothing else
        if compiled.positiontup != list(names):
            raise TypeError(f"values are taken as {compiled.positiontup}, given as {list(names)}")
        self._text = str(compiled)

    def run(self, connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
        """Run it for every row; nothing happens where there is none."""
        if rows:
            connection.exec_driver_sql(self._text, list(map(tuple, rows)))


class Some:
    """A query for the rows whose column holds one of many values; composed once for a few fixed numbers of values.

    An IN with a list that expands is written anew, hole by hole, whenever it is asked: as long as fetching the rows.
    """

    def __init__(self, query: "Select[Any]", column: "ColumnElement[Any]") -> None:
        self._query = query
        self._column = column
        self._texts: dict[int, str] = {}

    def fetch(self, connection: Connection, values: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """The rows, in no order that one may rely on; the values are asked for in chunks."""
        for chunk in in_chunks(values):
            holes = next(each for each in _HOLES if each >= len(chunk))
            padded = (*chunk, *chunk[-1:] * (holes - len(chunk)))
            yield from connection.exec_driver_sql(self._text(holes), padded).cursor.fetchall()  # the driver's tuples

    def _text(self, holes: int) -> str:
        text = self._texts.get(holes)
        if text is None:
            names = [f"hole_{place}" for place in range(holes)]
            query = self._query.where(self._column.in_([bindparam(name) for name in names]))
            compiled = query.compile(dialect=_DIALECT)
            if compiled.positiontup != names:
                raise TypeError(f"a query for some takes nothing else: {compiled.positiontup}")
            text = self._texts[holes] = str(compiled)
        return text


class _Offered(threading.local):
    """The driver's connection that the engine is about to take, in the thread that opened it."""

    driver: dbapi2.Connection


_offered = _Offered()
_ENGINE = create_engine(
    "sqlite://",
    creator=lambda: _offered.driver,
    module=dbapi2,
    poolclass=NullPool,
    pool_reset_on_return=None,
    isolation_level="AUTOCOMMIT",
    skip_autocommit_rollback=True,
    hide_parameters=True,  # an error must not carry a client's data into a log
)
"""One for every file: a statement that was compiled for one of them is compiled."""


def connect(driver: dbapi2.Connection) -> Connection:
    """SQLAlchemy's connection over an open driver. Transactions are the store's: nothing is begun or ended here."""
    _offered.driver = driver
    try:
        return _ENGINE.connect()
    finally:
        del _offered.driver


def driver_of(connection: Connection) -> dbapi2.Connection:
    """The driver's own connection, for what belongs to no statement: copying the file page by page."""
    return connection.connection.driver_connection


def begin(connection: Connection) -> None:
    """Take the file for writing; another writer makes this fail at once, not in the middle."""
    driver_of(connection).execute("BEGIN IMMEDIATE")


def commit(connection: Connection) -> None:
    """Make durable what was begun."""
    driver_of(connection).execute("COMMIT")


def take_back(connection: Connection) -> None:
    """Undo what was begun and not committed, if anything was."""
    driver = driver_of(connection)
    if driver.in_transaction:
        driver.execute("ROLLBACK")


def close(connection: Connection) -> None:
    """Let go of the file; an open transaction is taken back."""
    if connection.closed:
        return
    driver = driver_of(connection)
    try:
        take_back(connection)
        connection.close()
    finally:
        driver.close()


def in_chunks(values: Sequence[T]) -> Iterator[list[T]]:
    """Few enough values at a time for one statement."""
    for start in range(0, len(values), _CHUNK):
        yield list(values[start : start + _CHUNK])
