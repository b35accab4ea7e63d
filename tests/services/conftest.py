"""Every test of a service gets an office on a file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.office import Office
from tests.little_office import little_office
from tests.stations import Station, change, office_and_laptop


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as made:
        yield made


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    """Two workstations that know each other and Anna, each on its own file."""
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


@pytest.fixture
def bundle(stations: list[Station]) -> Path:
    """What the office wrote last, on its way to the laptop."""
    office, laptop = stations
    change(office, phone="44 781 22 06")
    return office.send(laptop)
