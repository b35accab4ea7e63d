"""The open office file: statements in, rows out.

Statements that are written out as text go straight to the driver. Composed ones go through SQLAlchemy Core on the same
connection (``core``); it takes longer to load than the window to show, so it comes with the first composed statement
and not with every start.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    import sqlalchemy

_FIRST = itemgetter(0)


class Rows(dbapi2.Cursor):  # type: ignore[misc] # the driver has no types
    """What a statement found; what nobody fetches must not stay open, so the single-row ways close it."""

    def one(self) -> tuple[Any, ...]:
        """The first row; that there is none is a mistake of ours."""
        row: tuple[Any, ...] | None = self.fetchone()
        self.close()
        if row is None:
            raise LookupError("no row")
        return row

    def scalar(self) -> Any:
        """The first value of the first row; None where there is no row."""
        row = self.fetchone()
        self.close()
        return None if row is None else row[0]

    def scalar_one(self) -> Any:
        """The first value of the row that must be there."""
        return self.one()[0]

    def scalars(self) -> Iterator[Any]:
        """The first value of every row."""
        return map(_FIRST, self)  # a hundred thousand keys of a list without a step of ours for each


class Connection:
    """One connection to the file, of the thread that made it."""

    def __init__(self, driver: dbapi2.Connection) -> None:
        self.driver = driver
        self.closed = False

    def exec_driver_sql(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Rows:
        """Run a statement; a list of rows runs it for each of them."""
        rows: Rows = self.driver.cursor(Rows)
        if isinstance(values, list):
            rows.executemany(sql, values)
        else:
            rows.execute(sql, values)
        return rows

    @cached_property
    def core(self) -> "sqlalchemy.Connection":
        """SQLAlchemy's view of this connection. Transactions stay with the store: here nothing is begun or ended."""
        from sqlalchemy import StaticPool, create_engine

        engine = create_engine(
            "sqlite://",
            creator=lambda: self.driver,
            module=dbapi2,
            poolclass=StaticPool,
            hide_parameters=True,  # an error must not carry a client's data into a log
        )
        engine.dialect.do_commit = engine.dialect.do_rollback = _leave_to_the_store  # type: ignore[method-assign]
        return engine.connect()

    def close(self) -> None:
        """Let go of the file; an open transaction is taken back."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.driver.in_transaction:
                self.driver.execute("ROLLBACK")
            if "core" in self.__dict__:  # was asked for
                self.core.close()
        finally:
            self.driver.close()


def _leave_to_the_store(dbapi_connection: object) -> None:
    """SQLAlchemy would take back what is open as soon as it meets a connection."""
