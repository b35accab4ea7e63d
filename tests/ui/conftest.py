"""Every test of the screens runs in our look and in Polish."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from app.domain.interviews import Interview
from app.domain.records import RecordId
from tests.ui.case_desk import annas_case
from tests.ui.counter import Counter, office_file
from tests.ui.kitchen import Kitchen, kitchen, prepared
from tests.ui.stand_in import StandInDesk
from ui import i18n, look


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The program's fonts, palette and style sheet, put on once."""
    look.apply(qapp)
    return qapp


@pytest.fixture(autouse=True)
def in_polish(dressed: QApplication) -> None:
    """Polish words in the light theme before every test, whatever the one before it changed."""
    if i18n.language() != "pl":
        i18n.set_language("pl")
    if look.is_dark():
        look.apply(dressed)


@pytest.fixture(autouse=True)
def swept(dressed: QApplication) -> Iterator[None]:
    """Nothing of a test stays behind: each left window would make every later change of the look slower."""
    yield
    for left in dressed.topLevelWidgets():
        if not isinstance(left, QMainWindow):  # a program retires its windows itself
            left.deleteLater()
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def desk() -> StandInDesk:
    """A desk without a file, for tests of the window itself."""
    return StandInDesk()


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    """A window over the little office, Katarzyna Nowak at the keyboard."""
    counter = Counter(office_file(tmp_path))
    yield counter
    counter.close()


@pytest.fixture
def case_id(counter: Counter) -> RecordId:
    """Anna's case with the incomes of October."""
    return annas_case(counter)


@pytest.fixture
def visited(tmp_path: Path) -> tuple[Path, Interview]:
    """A file of the office with Anna's visit to come."""
    return prepared(tmp_path)


@pytest.fixture
def interview(visited: tuple[Path, Interview]) -> Interview:
    """Anna's visit."""
    return visited[1]


@pytest.fixture
def room(qtbot: QtBot, visited: tuple[Path, Interview]) -> Iterator[Kitchen]:
    """The window at Anna's kitchen table."""
    with kitchen(qtbot, visited[0]) as made:
        yield made


@pytest.fixture
def heard() -> list[Any]:
    """What signals said, when a test connects them to its ``append``."""
    return []
