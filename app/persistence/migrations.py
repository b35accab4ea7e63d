"""How the file came to its shape. Append only: what a release wrote is never edited."""

from pathlib import Path
from typing import Any

from sqlite_utils import Database, Migrations

_SCHEMA = Path(__file__).parent / "schema"

office = Migrations("teczka-office")


def _run(database: Database, name: str) -> None:
    for statement in _statements((_SCHEMA / name).read_text(encoding="utf-8")):
        database.execute(statement)


def _statements(script: str) -> list[str]:
    """Statements end with a semicolon at the end of a line; triggers are one line each."""
    kept = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
    return [statement.strip() for statement in kept.split(";\n") if statement.strip()]


@office()
def m001_office(db: Database) -> None:
    """Everything the first release stores: synced tables, their guards, the journal, search."""
    for name in ("0001-tables.sql", "sync.sql", "indexes.sql", "guards.sql"):
        _run(db, name)


@office()
def m002_stale_persons(db: Database) -> None:
    """Whose row of the search index is still to be brought along."""
    _run(db, "0002-stale-persons.sql")


@office()
def m003_erasure(db: Database) -> None:
    """Orders to erase a person's data, and what was erased by them."""
    _run(db, "0003-erasure.sql")


@office()
def m004_payments(db: Database) -> None:
    """Payment lists with their lines, what came back, what is held, what is owed; visits that came to nothing."""
    _run(db, "0004-payments.sql")
    _run(db, "0004-visits.sql")


@office()
def m005_deliveries(db: Database) -> None:
    """How a paper was taken, and the two notices of one that nobody took; closings of an interview; repayments."""
    _run(db, "0005-deliveries.sql")
    _run(db, "0005-closing.sql")
    _run(db, "0005-repayments.sql")


def migrate(connection: Any) -> None:
    """Bring an open file to the newest shape."""
    office.apply(Database(connection))
