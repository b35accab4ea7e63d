"""Statements are composed with SQLAlchemy Core and run on the one connection whose transactions the store speaks."""

import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from app.persistence import connection as door
from app.persistence.connection import Connection, Many

WORD = Table("word", MetaData(), Column("place", Integer, primary_key=True), Column("text", Text))
COUNT = select(func.count()).select_from(WORD)
ADD = Many(insert(WORD), "place", "text")


def opened(path: Path) -> Connection:
    made = door.connect(dbapi2.connect(str(path), isolation_level=None))
    made.exec_driver_sql("CREATE TABLE IF NOT EXISTS word(place INTEGER PRIMARY KEY, text TEXT)")
    return made


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    made = opened(tmp_path / "words.db")
    ADD.run(made, [(1, "Żeleźnica"), (2, "Policzko")])
    yield made
    door.close(made)


def test_many_rows_go_in_at_once_and_none_is_no_statement(connection: Connection) -> None:
    ADD.run(connection, [])
    assert connection.execute(select(WORD.c.text).order_by(WORD.c.place)).scalars().all() == ["Żeleźnica", "Policzko"]


def test_values_in_another_order_than_the_statement_takes_are_refused() -> None:
    with pytest.raises(TypeError, match="taken as"):
        Many(insert(WORD), "text", "place")


def test_written_columns_come_before_the_row_that_is_meant(connection: Connection) -> None:
    by_place = update(WORD).where(WORD.c.place == bindparam("this"))
    Many(by_place, "text", "this", column_keys=("text",)).run(connection, [("Przedbórz", 2)])
    assert connection.execute(select(WORD.c.text).where(WORD.c.place == 2)).scalar_one() == "Przedbórz"


def test_the_store_alone_begins_and_takes_back(connection: Connection) -> None:
    door.begin(connection)
    ADD.run(connection, [(3, "Góry Mokre")])
    assert door.driver_of(connection).in_transaction
    door.take_back(connection)
    assert connection.execute(COUNT).scalar_one() == 2
    assert not door.driver_of(connection).in_transaction


def test_what_is_committed_is_there_for_the_next_one(tmp_path: Path) -> None:
    first = opened(tmp_path / "words.db")
    door.begin(first)
    ADD.run(first, [(1, "whole")])
    door.commit(first)
    door.begin(first)
    ADD.run(first, [(2, "half")])
    door.close(first)
    door.close(first)
    again = opened(tmp_path / "words.db")
    assert again.execute(select(WORD.c.text)).scalars().all() == ["whole"]
    door.close(again)


def test_a_single_value_leaves_nothing_open(connection: Connection) -> None:
    """An open SELECT would keep the file from being packed."""
    assert connection.execute(select(WORD.c.text)).scalar() == "Żeleźnica"
    connection.exec_driver_sql("VACUUM")


def test_an_error_does_not_carry_the_values_into_a_log(connection: Connection) -> None:
    client = " ".join(("Anna", "Wiśniewska"))
    with pytest.raises(IntegrityError) as composed:
        connection.execute(insert(WORD), {"place": 1, "text": client})
    with pytest.raises(IntegrityError) as many:
        ADD.run(connection, [(2, client)])
    for said in (composed, many):
        assert client not in "".join(traceback.format_exception(said.value))
