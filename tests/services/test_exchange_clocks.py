"""The hybrid clock: later than all that was heard, never dragged far by a wrong clock, never the same twice."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.persons import Person
from app.persistence.reading import clock_of
from tests.stations import ANNA, Station, change, office_and_laptop


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


def last_at(station: Station) -> int:
    """The hybrid clock of the newest own record."""
    found = station.store._connection.exec_driver_sql(
        "SELECT at FROM sync_journal WHERE author=? ORDER BY number DESC LIMIT 1", (station.author,)
    )
    return int(found.scalar_one())


def test_what_is_written_after_hearing_something_is_later_than_it(stations: list[Station]) -> None:
    office, laptop = stations
    change(office.later(hours=10), phone="1")
    laptop.load(office.send(laptop))
    change(laptop, phone="2")
    assert last_at(laptop) > last_at(office)


def test_a_clock_of_another_century_drags_nobody_further_than_a_day(stations: list[Station]) -> None:
    office, laptop = stations
    change(office.later(days=30_000), phone="1")
    laptop.load(office.send(laptop))
    change(laptop, phone="2")
    assert last_at(laptop) <= clock_of(laptop.calendar.now() + timedelta(days=1, minutes=1)) < last_at(office)


def test_two_records_of_one_instant_have_their_order(stations: list[Station]) -> None:
    office, _laptop = stations
    told = []
    for phone in ("1", "2"):
        with office.office.work("zmiana") as work:
            shown = work.get(Person, ANNA.id)
            work.change(shown, replace(shown, phone=phone))
            work.commit()
        told.append(last_at(office))
    assert told[0] < told[1]
