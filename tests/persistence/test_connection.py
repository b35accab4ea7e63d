"""Written-out statements go to the driver, composed ones through SQLAlchemy, both on one connection."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlcipher3 import dbapi2

from app.domain.persons import Person
from app.persistence.connection import Connection
from app.persistence.tables import BY_RECORD


@pytest.fixture
def connection() -> Iterator[Connection]:
    made = Connection(dbapi2.connect(":memory:", isolation_level=None))
    made.exec_driver_sql("CREATE TABLE word(place INTEGER PRIMARY KEY, text TEXT)")
    made.exec_driver_sql("INSERT INTO word(text) VALUES(?)", [("Żeleźnica",), ("Policzko",)])
    yield made
    made.close()


def test_rows_come_singly_and_together(connection: Connection) -> None:
    words = "SELECT text FROM word ORDER BY place"
    assert connection.exec_driver_sql(words).scalar() == "Żeleźnica"
    assert list(connection.exec_driver_sql(words).scalars()) == ["Żeleźnica", "Policzko"]
    assert connection.exec_driver_sql("SELECT count(*) FROM word").scalar_one() == 2
    assert connection.exec_driver_sql("SELECT place,text FROM word WHERE place=?", (2,)).one() == (2, "Policzko")


def test_a_row_that_must_be_there_is_missed(connection: Connection) -> None:
    nothing = "SELECT text FROM word WHERE place=7"
    assert connection.exec_driver_sql(nothing).scalar() is None
    with pytest.raises(LookupError):
        connection.exec_driver_sql(nothing).scalar_one()


def test_a_row_taken_singly_leaves_nothing_open(connection: Connection) -> None:
    """An open SELECT would keep the file from being packed."""
    connection.exec_driver_sql("SELECT text FROM word").scalar()
    connection.exec_driver_sql("VACUUM")


def test_composed_statements_stand_in_the_same_transaction(connection: Connection) -> None:
    person = BY_RECORD[Person].table
    columns = ",".join(column.name for column in person.columns)
    connection.exec_driver_sql(f"CREATE TABLE person({columns})")
    connection.exec_driver_sql("BEGIN")
    connection.core.execute(person.insert(), [{"id": b"1", "sync_v": b""}, {"id": b"2", "sync_v": b""}])
    assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar_one() == 2
    assert connection.driver.in_transaction
    connection.exec_driver_sql("ROLLBACK")
    assert connection.core.execute(select(func.count()).select_from(person)).scalar_one() == 0


def test_closing_takes_back_what_was_begun(tmp_path: object) -> None:
    path = f"{tmp_path}/words.db"
    first = Connection(dbapi2.connect(path, isolation_level=None))
    first.exec_driver_sql("CREATE TABLE word(text TEXT)")
    first.exec_driver_sql("BEGIN")
    first.exec_driver_sql("INSERT INTO word VALUES('half')")
    first.close()
    first.close()
    again = Connection(dbapi2.connect(path, isolation_level=None))
    assert again.exec_driver_sql("SELECT count(*) FROM word").scalar_one() == 0
    again.close()
