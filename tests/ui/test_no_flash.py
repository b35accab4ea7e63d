"""While a page is made nothing of it shows as a window of its own: that flashes, and takes the keyboard away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.opened import demo_opener
from ui.application import Program
from ui.screens import SCREENS


class Windows(QObject):
    """Hears which windows come to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.fixture
def program(tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    program = Program(demo_opener(tmp_path))
    program.window.show()
    program.start()
    qtbot.waitUntil(lambda: program.desk.is_idle and bool(program.window.current_id()), timeout=10_000)
    program.window.activateWindow()
    yield program
    program.close()


def test_no_screen_flashes_up_as_a_window_while_it_is_made(program: Program, qtbot: QtBot, qapp: QApplication) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    for screen in SCREENS:
        program.window.open(screen.id)
        qtbot.waitUntil(lambda: program.desk.is_idle, timeout=10_000)
        assert windows.shown == [], screen.id
        assert program.window.isActiveWindow(), screen.id
    qapp.removeEventFilter(windows)
