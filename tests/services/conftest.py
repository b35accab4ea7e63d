"""Every test of a service gets an office on a file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.office import Office
from tests.little_office import little_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with little_office(tmp_path) as made:
        yield made
