"""What every test can rely on: a home of its own, no screen needed, and nothing left behind unnoticed."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

GRACE_S = 2.0  # a worker that was told to stop may take this long before it counts as left behind

# Two busy cores make any deadline a matter of luck; a failure must come back the same on the next machine.
settings.register_profile("teczka", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("teczka")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--display", action="store_true", help="open the windows on the real display instead of offscreen")


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--display"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test is `gui` because it uses Qt, not because somebody remembered."""
    for item in items:
        if {"qtbot", "qapp", "qtmodeltester"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.gui)


@pytest.fixture(scope="session", autouse=True)
def home_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the office of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
            patch.setenv(name, str(home / name.lower()))
        yield home


@pytest.fixture(autouse=True)
def no_stray_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that no test asked for is a fault that nobody has seen yet."""
    yield
    if request.node.get_closest_marker("logs"):
        return
    stray = [
        record.getMessage()
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    if stray:
        pytest.fail("stray log lines (mark the test `logs` if they are its subject):\n" + "\n".join(stray))


def _running() -> set[object]:
    """Threads of Python and of Qt that run now. Python's stand-ins for foreign threads never end and are left out."""
    threads: set[object] = {
        thread
        for thread in threading.enumerate()
        if thread.is_alive() and not isinstance(thread, threading._DummyThread)
    }
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QThread
        from shiboken6 import Shiboken

        main = QThread.currentThread()
        wrapped = Shiboken.getAllValidWrappers()
        threads |= {
            thread for thread in wrapped if isinstance(thread, QThread) and thread != main and thread.isRunning()
        }
    return threads


@pytest.fixture(autouse=True)
def no_left_threads() -> Iterator[None]:
    """Whoever starts a worker also ends it."""
    before = _running()
    yield
    deadline = time.monotonic() + GRACE_S
    while (left := _running() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    if left:
        pytest.fail(f"threads left running: {sorted(map(repr, left))}")
