"""Two versions of the program in one office: what the older one cannot read waits there, goes on, is taken up later."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.domain.persons import Person
from app.persistence import bodies, journal
from app.persistence.bodies import Unreadable
from app.persistence.tables import BY_RECORD
from app.services.exchange import pack
from app.services.exchange.parking import ListParked, RetryParked, list_parked, retry_parked
from tests.services.test_exchange_stations import write_nonsense
from tests.stations import ANNA, Station, anna, change, office_of, settle_everything

PERSON = BY_RECORD[Person]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Station]]:
    """Biuro still has the older program, Laptop and Kasa the newer one."""
    made = office_of(tmp_path, "Biuro", "Laptop", "Kasa")
    with made[0].office.work("wniosek") as work:
        work.add(ANNA)
        work.commit()
    settle_everything(*made)
    yield made
    for station in made:
        station.close()


@contextmanager
def newer(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program that knows the e-mail address of a person, and says so of what it writes."""
    with patch.context() as program:
        program.setattr(journal, "SCHEMA", 2)
        program.setattr(pack, "SCHEMA", 2)
        yield


@contextmanager
def older(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program that does not know it yet."""
    check = bodies._check

    def check_of_old(kind: int, is_insert: bool, fields: tuple[int, ...], rows: Sequence[Sequence[Any]]) -> None:
        if kind == PERSON.number and not is_insert and PERSON.numbers["email"] in fields:
            raise Unreadable("field")
        check(kind, is_insert, fields, rows)

    with patch.context() as program:
        program.setattr(bodies, "_check", check_of_old)
        yield


def bodies_of(station: Station, author: int) -> list[tuple[Any, ...]]:
    rows = station.store._connection.exec_driver_sql(
        "SELECT number, schema, salt, digest, body FROM sync_journal WHERE author = ? ORDER BY number", (author,)
    )
    return [tuple(row) for row in rows]


def test_two_versions_exchange_in_both_directions(three: list[Station], monkeypatch: pytest.MonkeyPatch) -> None:
    office, laptop, cash = three
    with newer(monkeypatch):
        change(laptop, email="anna@example.pl")
        change(laptop, phone="601 224 918")
        bundle = laptop.send(office)
    with older(monkeypatch):
        office.load(bundle)
        assert (anna(office).email, anna(office).phone) == ("", "601 224 918")
        assert [each.reason for each in list_parked(office.office, ListParked())] == ["field"]
        change(office, first_name="Anna Maria")
        back, onward = office.send(laptop), office.send(cash)
        assert office.health().is_well
    with newer(monkeypatch):
        laptop.load(back)
        cash.load(onward)
    for station in (laptop, cash):
        person = anna(station)
        assert (person.email, person.phone, person.first_name) == ("anna@example.pl", "601 224 918", "Anna Maria")
    assert bodies_of(cash, laptop.author) == bodies_of(office, laptop.author) == bodies_of(laptop, laptop.author)
    assert {row[1] for row in bodies_of(cash, laptop.author)} >= {2}
    assert retry_parked(office.office, RetryParked()).value == 1  # Biuro has the newer program by now
    assert len({station.digest() for station in three}) == 1


def test_a_kind_of_record_that_nobody_here_knows_travels_on(
    three: list[Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop, cash = three
    with newer(monkeypatch):
        write_nonsense(laptop, monkeypatch, 99, (1,), "x")
        bundle = laptop.send(office)
    office.load(bundle)
    cash.load(office.send(cash))
    for station in (office, cash):
        assert [each.reason for each in list_parked(station.office, ListParked())] == ["kind"]
    assert bodies_of(cash, laptop.author) == bodies_of(laptop, laptop.author)
