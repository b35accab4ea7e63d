"""The start: from the command to the first picture of the window, and to the first screen with its rows.

Whole processes, timed from outside. On a machine with Xvfb the windows are real windows of an X server; elsewhere Qt
draws them into memory. The floor is a bare window of the same Qt in the same interpreter.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import main
from app.services.demo import DemoPlan
from app.services.office import Unwatched
from tests.bench.run import Pair, bench

HOUSE = Path(__file__).resolve().parents[2]
STARTS = 3
"""Processes in one round; their median counts."""
LONGEST = 30.0
LOCK = "all of it holds Python's lock, so the second core does not help (resources/docs/design/0011-start.md)"


@contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """What Qt needs to know of the screen."""
    if shutil.which("Xvfb") is None:
        print("start: no Xvfb here, windows are drawn into memory (offscreen)", file=sys.stderr)
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[tells], stderr=subprocess.DEVNULL)
    os.close(tells)
    try:
        with os.fdopen(told) as number:
            display = number.readline().strip()
        print(f"start: windows of an X server (Xvfb :{display})", file=sys.stderr)
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": f":{display}"}
    finally:
        server.terminate()
        server.wait()


def _started(kind: str, path: Path, environment: dict[str, str]) -> list[float]:
    taken = []
    command = [sys.executable, "-m", "tests.bench._leaving", kind, str(path)]
    for _ in range(STARTS):
        begun = time.perf_counter()
        subprocess.run(command, cwd=HOUSE, env=environment, check=True, timeout=LONGEST)
        taken.append(time.perf_counter() - begun)
    return taken


def _starts(kind: str, folder: Path) -> Iterator[Pair]:
    path = folder / "biuro.teczka-db"
    main.make_demo(path, DemoPlan(), Unwatched())
    with _screen() as screen:
        own = {name: str(folder / "own") for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
        environment = os.environ | screen | own | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled, so both sides are
        yield Pair(
            lambda: _started(kind, path, environment),
            lambda: _started("bare", path, environment),
        )


@bench(
    what="from the command to the first picture of the window on the demo office",
    floor="the same for a bare QMainWindow with one label",
    goal=2.0,
    why=f"modules of the window, and the enumerations that Qt for Python makes when a class is first named; {LOCK}",
)
def start_window(folder: Path) -> Iterator[Pair]:
    yield from _starts("window", folder)


@bench(
    what="from the command to the rows of the first screen on the demo office",
    floor="the same for a bare QMainWindow with one label",
    goal=3.0,
    why="loading SQLAlchemy takes one floor and Babel a third of one; then dataclasses, enumerations of Qt for Python, "
    f"laying out and painting the page; {LOCK}",
)
def start_first_screen(folder: Path) -> Iterator[Pair]:
    yield from _starts("today", folder)
