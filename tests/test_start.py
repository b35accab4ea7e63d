"""A start loads what its first screen needs and nothing else; how long that takes is measured in ``tests/bench``."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import main
from app.services.demo import DemoPlan
from app.services.office import Unwatched

HOUSE = Path(__file__).resolve().parents[1]
LATER = {
    *("sqlite_utils", "reportlab", "pypdfium2", "PIL", "segno", "jinja2", "num2words", "stdnum", "holidays"),
    *("faker", "rapidfuzz", "zstandard", "pyrage", "cryptography"),
    *("PySide6.QtPrintSupport", "PySide6.QtNetwork", "PySide6.QtSql", "PySide6.QtTest"),
    *("ui.wording", "ui.papers", "ui.first_start", "ui.forms", "app.services.paper", "app.services.demo"),
}
"""Libraries and parts that wait until somebody does what needs them."""
NOT_FOR_FACTS = (
    *("PySide6", "sqlalchemy", "sqlite_utils", "sqlcipher3", "babel", "msgspec", "reportlab", "holidays"),
    *("argparse", "gettext", "tomllib", "tempfile", "logging", "calendar", "ui"),
    *("app.persistence.law_files", "app.domain.deadlines", "app.domain.exclusions", "app.domain.further_law"),
)
"""What one line of facts does not need: a command that starts for each line would wait for it each time."""
CALCULATES = """
import sys
import main
status = main.main(["calculate", "-"])
print(status, *sys.modules, sep="\\n", file=sys.stderr)
"""
FACTS = {
    "id": "a",
    "benefit": "permanent_allowance",
    "applied_on": "2026-11-03",
    "month": "2026-11",
    "household": {"kind": "single", "members": [{"id": "p", "born_on": "1950-01-01", "sex": "female"}]},
    "applicant": "p",
    "incomes": [],
}
SHOWS_THE_FIRST_SCREEN = """
import builtins, sys
from datetime import datetime
from pathlib import Path
import main
from app.services.calendars import SetCalendar
from ui.starting import start_quickly
start_quickly()
from ui.application import Program, application
application()
program = Program(main.opener(Path(sys.argv[1]), SetCalendar(datetime(2026, 11, 23, 7, 52))))
program.window.show()
print(*sys.modules, sep="\\n")
print("--")
program.start()
program.desk.settle()
print(*sys.modules, sep="\\n")
print("--")
print(program.window.page("today").due.model.rowCount() > 0)
print("--")
print(builtins.__import__.__name__)
program.close()
"""


class Start(NamedTuple):
    """Modules loaded when the window was shown, and when its first screen had rows."""

    shown: set[str]
    filled: set[str]
    has_rows: str
    importer: str


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    path = tmp_path_factory.mktemp("start") / "urzad.teczka-db"
    main.make_demo(path, DemoPlan(persons=100), Unwatched())
    told = subprocess.run(
        [sys.executable, "-c", SHOWS_THE_FIRST_SCREEN, str(path)],
        cwd=HOUSE,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    shown, filled, rows, importer = (part.split() for part in told.split("--\n"))
    return Start(set(shown), set(filled), rows[0], importer[0])


def test_the_window_is_shown_before_any_service_is_loaded(start: Start) -> None:
    services = {name for name in start.shown if name.startswith("app.services.")}
    assert services <= {"app.services.office", "app.services.calendars"}
    assert not {name for name in start.shown if name.startswith(("app.persistence", "ui.screens.", "sqlcipher3"))}


def test_the_first_screen_has_rows_without_the_heavy_libraries(start: Start) -> None:
    assert start.has_rows == "True"
    assert start.filled & LATER == set()
    assert {name for name in start.filled if name.startswith("ui.screens.")} == {"ui.screens.today"}


def test_later_imports_are_pythons_own(start: Start) -> None:
    """Qt for Python's import reads the source of every module; ``ui.starting`` puts the other one back."""
    assert start.importer != "__feature_import__"


def test_one_line_of_facts_loads_the_rules_and_nothing_else() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", CALCULATES],
        cwd=HOUSE,
        input=json.dumps(FACTS),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    status, *loaded = answer.stderr.splitlines()
    assert (status, json.loads(answer.stdout)["amount"]) == ("0", "1229.00")
    assert [name for name in loaded if any(f"{name}.".startswith(f"{other}.") for other in NOT_FOR_FACTS)] == []
