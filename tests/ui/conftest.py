"""Every test of the screens runs in our look and in Polish."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow

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
def heard() -> list[Any]:
    """What signals said, when a test connects them to its ``append``."""
    return []
