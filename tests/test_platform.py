"""What the pinned libraries must do on this machine; and pins, locks and imports tell one story."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from sqlcipher3 import dbapi2

HOUSE = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
PINS = dict(re.sub(r"\[\w+\]", "", line).split("==") for line in PROJECT["project"]["dependencies"])
LOCKS = sorted((HOUSE / ".ci").glob("requirements*.txt"))
CALLS = 1_000


class Bell(QObject):
    """Something that can be called and can call."""

    rung = Signal(int)


@pytest.mark.parametrize(
    ("call", "constant"),
    [(lambda bell: bell.setObjectName("bell"), None), (lambda bell: bell.rung.emit(1), True)],
    ids=["void method takes no reference from None", "emit takes no reference from True"],
)
def test_qt_calls_keep_the_constants(call: Callable[[Bell], object], constant: object) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference a call, and the process dies after some thousands of them."""
    bell = Bell()
    bell.rung.connect(str)
    call(bell)
    before = sys.getrefcount(constant)
    for _ in range(CALLS):
        call(bell)
    assert before - sys.getrefcount(constant) < CALLS // 10


def test_sqlite_can_what_the_office_file_needs() -> None:
    connection = dbapi2.connect(":memory:")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    version = tuple(map(int, connection.execute("SELECT sqlite_version()").fetchone()[0].split(".")))
    connection.close()
    assert "ENABLE_FTS5" in options
    assert version >= (3, 45), "trigram remove_diacritics came with 3.45"


def test_installed_is_what_is_pinned() -> None:
    assert {name: metadata.version(name) for name in PINS} == PINS


def test_every_pin_says_why() -> None:
    lines = (HOUSE / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if re.match(r'\s+"[\w\[\]-]+==', line)]
    assert len(pins) > len(PINS)
    assert not [line for line in pins if not re.search(r'",\s+# .{8,}', line)]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_hold_every_pin_with_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9.-]+)==\S+ .*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert {name.lower() for name in PINS} <= set(entries)
    assert len(entries) == len(re.findall(r"^[a-z]", text, re.MULTILINE)), "an entry without a hash"
    assert "://" not in text


def test_libraries_are_pinned_and_used() -> None:
    """What the program imports is pinned; what is pinned is imported somewhere."""
    homes = metadata.packages_distributions()
    files = [HOUSE / "main.py", *(HOUSE / "app").rglob("*.py"), *(HOUSE / "ui").rglob("*.py")]
    imported: set[str] = set()
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
    libraries = imported - set(sys.stdlib_module_names) - {"app", "ui"}
    used = {home.lower().replace("_", "-") for name in libraries for home in homes.get(name, [name])} - {"shiboken6"}
    pinned = {name.lower() for name in PINS}
    assert not used - pinned, "imported, but not among the dependencies of pyproject.toml"
    assert not pinned - used, "pinned, but imported nowhere"
