"""The house keeps its rules, and every rule is shown a planted violation that it must notice."""

import ast
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.rules import (
    LONGEST_FILE,
    LONGEST_FUNCTION,
    USUAL_FUNCTION,
    Rule,
    Source,
    absolute,
    clock,
    colours_in_look,
    doors,
    errors_are_heard,
    exact_money,
    late_qt,
    law_in_resources,
    lodgers,
    no_print,
    purity,
    short_files,
    short_functions,
    sql_in_persistence,
    statements_are_composed,
)

HOUSE = Path(__file__).resolve().parents[1]
TOP_LEVEL = {"app", "ui", "resources", "locale", "tests", "main.py", "pyproject.toml", "installer.spec", "README.md"}
DOTFILES = {".ci", ".editorconfig", ".gitattributes", ".gitignore"}


@dataclass(frozen=True)
class Trial:
    """What a rule must notice, and where; and what it must leave alone, and where."""

    rule: Rule
    guilty: tuple[str, str]
    innocent: tuple[str, str]


TRIALS = [
    Trial(
        doors, ("ui/screens/a.py", "from app.persistence import store"), ("ui/a.py", "from app.services import cases")
    ),
    Trial(
        doors,
        ("app/persistence/a.py", "from app.services import cases"),
        ("app/persistence/a.py", "import app.services.ports"),
    ),
    Trial(
        doors,
        ("app/services/a.py", "def f():\n    import ui.desk"),
        ("app/services/a.py", "from app.domain import money"),
    ),
    Trial(
        doors,
        ("app/domain/a.py", "from app.services.ports import Work"),
        ("main.py", "from app.persistence import store"),
    ),
    Trial(doors, ("ui/a.py", "from tests.demo import office"), ("tests/a.py", "import main")),
    Trial(
        lodgers, ("app/services/a.py", "from PySide6.QtCore import QObject"), ("ui/a.py", "from PySide6 import QtCore")
    ),
    Trial(lodgers, ("ui/a.py", "import sqlite3"), ("app/persistence/a.py", "import sqlcipher3.dbapi2")),
    Trial(
        lodgers, ("app/services/letters.py", "import reportlab"), ("app/services/paper_letters.py", "import reportlab")
    ),
    Trial(purity, ("app/domain/a.py", "from pathlib import Path"), ("app/domain/a.py", "from datetime import date")),
    Trial(purity, ("app/domain/a.py", "open('x')"), ("app/services/a.py", "open('x')")),
    Trial(absolute, ("ui/a.py", "from . import b"), ("ui/a.py", "from ui import b")),
    Trial(
        absolute,
        ("ui/a.py", "importlib.import_module('app.persistence')"),
        ("tests/a.py", "importlib.import_module('app')"),
    ),
    Trial(clock, ("app/services/a.py", "datetime.date.today()"), ("app/services/a.py", "office.calendar.today()")),
    Trial(clock, ("ui/a.py", "QDate.currentDate()"), ("ui/a.py", "edit.setDate(day)")),
    Trial(late_qt, ("main.py", "import ui.window"), ("main.py", "def run():\n    import ui.window")),
    Trial(exact_money, ("app/domain/a.py", "half = 0.5"), ("app/domain/a.py", "half = Fraction(1, 2)")),
    Trial(exact_money, ("app/domain/a.py", "float('1')"), ("app/services/a.py", "width = 0.5")),
    Trial(
        law_in_resources,
        ("app/domain/a.py", "act = 'Dz.U. 2004 nr 64'"),
        ("app/domain/a.py", '"""Dz.U. 2004 nr 64."""'),
    ),
    Trial(sql_in_persistence, ("ui/a.py", "x = 'SELECT 1 FROM person'"), ("ui/a.py", "x = 'Select a person'")),
    Trial(
        statements_are_composed,
        ("app/persistence/a.py", "x = 'SELECT 1 FROM person'"),
        ("app/persistence/a.py", "x = 'PRAGMA user_version'"),
    ),
    Trial(colours_in_look, ("ui/a.py", "x = 'color: #FFF'"), ("ui/look.py", "x = '#FFFFFF'")),
    Trial(colours_in_look, ("ui/a.py", "QColor(255, 0, 0)"), ("ui/a.py", "QColor(tokens().ink)")),
    Trial(
        errors_are_heard,
        ("app/a.py", "try:\n    f()\nexcept:\n    raise"),
        ("app/a.py", "try:\n    f()\nexcept OSError:\n    pass"),
    ),
    Trial(
        errors_are_heard,
        ("ui/a.py", "try:\n    f()\nexcept Exception:\n    pass"),
        ("ui/a.py", "with suppress(KeyError):\n    f()"),
    ),
    Trial(no_print, ("app/services/a.py", "print('x')"), ("main.py", "print('x')")),
    Trial(short_files, ("ui/a.py", "\n" * (LONGEST_FILE + 1)), ("ui/a.py", "\n" * LONGEST_FILE)),
    Trial(
        short_functions,
        ("ui/a.py", "def f():\n" + "    g()\n" * LONGEST_FUNCTION),
        ("ui/a.py", "def f():\n" + "    g()\n" * (LONGEST_FUNCTION - 1)),
    ),
]
RULES = {trial.rule.__name__: trial.rule for trial in TRIALS}


@cache
def house() -> tuple[Source, ...]:
    files = [
        HOUSE / "main.py",
        *(path for room in ("app", "ui", "tests") for path in sorted((HOUSE / room).rglob("*.py"))),
    ]
    return tuple(
        Source(path.relative_to(HOUSE).as_posix(), path.read_text(encoding="utf-8")) for path in files if path.exists()
    )


@pytest.mark.parametrize("name", RULES)
def test_the_house_keeps(name: str) -> None:
    findings = [finding for source in house() for finding in RULES[name](source)]
    assert not findings, f"{RULES[name].__doc__}\n" + "\n".join(findings)


@pytest.mark.parametrize(
    "trial", TRIALS, ids=lambda trial: f"{trial.rule.__name__}-{trial.guilty[0]}-{trial.guilty[1][:24]!r}"
)
def test_a_planted_violation_is_noticed(trial: Trial) -> None:
    assert list(trial.rule(Source(*trial.guilty)))
    assert not list(trial.rule(Source(*trial.innocent)))


def test_rules_see_the_house() -> None:
    """A rule over no files would always hold."""
    rooms = {source.path.split("/")[0] for source in house()}
    assert rooms == {"main.py", "app", "ui", "tests"}


def test_most_functions_are_small() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for source in house()
        if source.is_in("app/", "ui/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef)
    ]
    large = sum(length > USUAL_FUNCTION for length in lengths)
    assert large <= len(lengths) * 0.05, f"{large} of {len(lengths)} functions have more than {USUAL_FUNCTION} lines"


def test_every_room_is_a_package() -> None:
    """A folder without __init__.py could be another library's of the same name."""
    folders = {path.parent for room in ("app", "ui") for path in (HOUSE / room).rglob("*.py")} | {
        HOUSE / "app",
        HOUSE / "ui",
    }
    assert not [str(folder.relative_to(HOUSE)) for folder in sorted(folders) if not (folder / "__init__.py").exists()]


def test_top_level_is_fixed() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    names = {path.split("/")[0] for path in listed.split("\0") if path}
    assert names - DOTFILES <= TOP_LEVEL, "the top level of the house is fixed"
    assert names >= TOP_LEVEL, "a part of the house is missing"


def test_app_never_loads_qt() -> None:
    """Commands that need no window start without Qt, whatever a library of ours may import."""
    modules = [
        source.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for source in house()
        if source.is_in("app/")
    ]
    loaded = "sorted(name for name in sys.modules if name.split('.')[0] in ('PySide6', 'ui'))"
    script = f"import sys, main, {', '.join(modules)}\nprint({loaded})"
    answer = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert (answer.stdout.strip(), answer.stderr) == ("[]", "")
