"""Plants faults in the exchange, one at a time, and says which the tests notice: ``python -m tests.machines.planted``.

Each fault is a few characters of source, changed in a copy of the tree; whatever survives shows a test that is missing.
Words as arguments choose the faults whose names contain them. ``--after FILE`` names what an earlier run has printed:
the tests that noticed a fault then are asked first, which makes a complete run some ten times shorter.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.machines.faults import FAULTS, Fault

HOUSE = Path(__file__).resolve().parents[2]
COPIED, LINKED = ("app", "tests", "main.py", "pyproject.toml", "README.md"), ("ui", "resources", "locale")
TESTS = (
    "tests/domain/test_merging.py",
    "tests/persistence/test_merges.py",
    "tests/services/test_exchange_refusals.py",
    "tests/services/test_exchange.py",
    "tests/services/test_exchange_parking.py",
    "tests/services/test_exchange_resending.py",
    "tests/services/test_exchange_identity.py",
    "tests/machines/test_histories.py",
    "tests/services/test_exchange_clocks.py",
    "tests/services/test_exchange_troubles.py",
    "tests/services/test_exchange_standings.py",
    "tests/services/test_exchange_retired.py",
    "tests/services/test_erasing.py",
    "tests/services/test_erasing_late.py",
    "tests/services/test_erasing_orders.py",
    "tests/services/test_erasing_rights.py",
    "tests/services/test_founding_again.py",
    "tests/services/test_forgetting.py",
    "tests/services/test_register_keeping.py",
    "tests/services/test_paid_twice.py",
    "tests/persistence/test_searching.py",
)


def plant(fault: Fault, tree: Path) -> None:
    """Change the source; a fault that fits no longer is itself a mistake."""
    path = tree / fault.path
    source = path.read_text(encoding="utf-8")
    if source.count(fault.right) != 1:
        raise LookupError(f"{fault.name}: its place stands {source.count(fault.right)} times in {fault.path}")
    path.write_text(source.replace(fault.right, fault.wrong), encoding="utf-8")


def copy_house(tree: Path) -> None:
    """The sources as they are; what is large and stays equal is only pointed to."""
    for name in COPIED:
        if (HOUSE / name).is_dir():
            shutil.copytree(HOUSE / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(HOUSE / name, tree / name)
    for name in LINKED:
        (tree / name).symlink_to(HOUSE / name, target_is_directory=True)


def noticed(fault: Fault, tests: tuple[str, ...] = TESTS) -> str:
    """The first test that fails, or nothing."""
    with tempfile.TemporaryDirectory(prefix="teczka-planted-") as folder:
        tree = Path(folder)
        copy_house(tree)
        plant(fault, tree)
        found = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--tb=no", *tests],
            cwd=tree,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"},
        )
    if found.returncode == 0:
        return ""
    lines = [line for line in found.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return lines[0] if lines else (found.stdout + found.stderr)[-300:]


def by_file(told: str) -> dict[str, str]:
    """Fault -> the file of the test that noticed it, from what a run has printed."""
    return dict(re.findall(r"^(.+?): (?:FAILED|ERROR) (tests/[\w/]+\.py)", told, re.MULTILINE))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wanted", nargs="*")
    parser.add_argument("--after", type=Path)
    asked = parser.parse_args(arguments)
    before = by_file(asked.after.read_text(encoding="utf-8")) if asked.after is not None else {}
    survived = []
    for fault in FAULTS:
        if asked.wanted and not any(word in fault.name for word in asked.wanted):
            continue
        first = before.get(fault.name)
        by = (noticed(fault, (first,)) if first in TESTS else "") or noticed(fault)
        sys.stdout.write(f"{fault.name}: {by or 'SURVIVED'}\n")
        sys.stdout.flush()
        if not by:
            survived.append(fault.name)
    sys.stdout.write(f"survived: {len(survived)} {survived}\n")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
