"""The file that migrations make has the shape that tables.py speaks of, and nobody else may write into it."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import Table
from sqlcipher3 import dbapi2

from app.domain.merging import LIFE
from app.persistence import migrations, own_tables
from app.persistence.migrations import migrate
from app.persistence.tables import BLANKS, BY_NUMBER, BY_RECORD, STORED, Stored
from tests.little_office import little_office

OWN = list(own_tables.OWN.tables.values())
FIRST_RELEASE = [
    *("setting", "workstation", "clerk", "person", "address", "pair_verdict", "household", "member", "income"),
    *("case_list", "application", "report", "case_file", "case_event", "document", "interview", "answer"),
    *("decision", "delivery"),
]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[dbapi2.Connection]:
    connection = dbapi2.connect(str(tmp_path / "x.db"), isolation_level=None)
    migrate(connection)
    yield connection
    connection.close()


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.name)
def test_migrated_tables_are_those_of_the_program(made: dbapi2.Connection, stored: Stored) -> None:
    found = {row[1]: (row[2], bool(row[3])) for row in made.execute(f"PRAGMA table_info({stored.name})")}
    names = ["id", *stored.fields, "life", "gone", "sync_v"]
    assert sorted(found) == sorted(names)  # a column that came later stands last
    for column in stored.table.columns:
        kind, is_required = found[column.name]
        assert kind == str(column.type.compile())
        assert is_required == (not column.nullable)


def test_a_column_that_came_later_holds_the_blank_of_its_field_in_older_rows(made: dbapi2.Connection) -> None:
    """Else a row from before differs from the same row merged anew elsewhere, and a choice reads as nothing."""
    scripts = sorted((Path(migrations.__file__).parent / "schema").glob("*.sql"))
    later = re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", "\n".join(path.read_text("utf-8") for path in scripts))
    assert later
    kinds = {stored.name: stored for stored in STORED}
    for table, column in later:
        defaults = {row[1]: row[4] for row in made.execute(f"PRAGMA table_info({table})")}
        blank = kinds[table].blank[kinds[table].numbers[column]]
        assert defaults[column] == (None if blank is None else f"'{blank}'"), f"{table}.{column}"


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.name)
def test_migrated_tables_of_the_workstation_are_those_of_the_program(made: dbapi2.Connection, own: Table) -> None:
    found = {row[1]: row for row in made.execute(f"PRAGMA table_info({own.name})")}
    assert [name for name in own.columns.keys() if name != "rowid"] == list(found)  # noqa: SIM118 - names
    if own.name == "person_words":  # a virtual table says nothing of types
        return
    for column in own.columns:
        _place, _name, kind, is_required, _default, key = found[column.name]
        assert kind == str(column.type.compile())
        assert bool(is_required) == (not column.nullable)
        assert bool(key) == column.primary_key


def test_every_table_of_the_file_is_described(made: dbapi2.Connection) -> None:
    tables = {row[0] for row in made.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    insides = {name for name in tables if name.startswith(("person_words_", "sqlite_", "_sqlite_migrations"))}
    assert tables - insides == {own.name for own in OWN} | {stored.name for stored in STORED}


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.name)
def test_every_field_of_a_record_is_stored_and_numbered(stored: Stored) -> None:
    assert set(stored.fields) == {each.name for each in fields(stored.record)} - {"id", "seen"}
    assert [stored.numbers[field] for field in stored.fields] == list(range(1, len(stored.fields) + 1))
    assert BY_NUMBER[stored.number] is BY_RECORD[stored.record] is stored
    assert len(BLANKS[stored.number]) == len(stored.fields) + 1
    assert BLANKS[stored.number][LIFE] is None


def test_numbers_of_kinds_are_never_moved() -> None:
    """What was written with a number is read with it for ever; a new kind is added at the end."""
    assert [stored.name for stored in STORED][: len(FIRST_RELEASE)] == FIRST_RELEASE
    assert [stored.number for stored in STORED] == list(range(1, len(STORED) + 1))


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.name)
@pytest.mark.parametrize("statement", ["INSERT INTO {0}(id,sync_v) VALUES(x'01',x'01')", "DELETE FROM {0}"])
def test_other_tools_cannot_write_synced_rows(tmp_path: Path, stored: Stored, statement: str) -> None:
    with little_office(tmp_path) as office:
        path = office.file.path
    stranger = sqlite3.connect(path)
    if statement.startswith("DELETE") and not stranger.execute(f"SELECT 1 FROM {stored.name}").fetchone():  # noqa: S608
        stranger.close()
        return
    with pytest.raises(sqlite3.Error, match=r"teczka_open|Teczka"):
        stranger.execute(statement.format(stored.name))
    stranger.close()


def test_the_journal_is_never_renumbered(made: dbapi2.Connection) -> None:
    made.execute("INSERT INTO sync_journal VALUES(1,7,1,0,NULL,NULL,1,NULL,NULL,x'00',NULL)")
    with pytest.raises(dbapi2.IntegrityError):
        made.execute("INSERT INTO sync_journal VALUES(2,7,1,0,NULL,NULL,1,NULL,NULL,x'00',NULL)")
