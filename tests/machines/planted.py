"""Plants faults in the exchange, one at a time, and says which the tests notice: ``python -m tests.machines.planted``.

Each fault is a few characters of source, changed in a copy of the tree; whatever survives shows a test that is missing.
Words as arguments choose the faults whose names contain them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
COPIED, LINKED = ("app", "tests", "main.py", "pyproject.toml", "README.md"), ("ui", "resources", "locale")
MERGING, APPLYING, WORK = "app/domain/merging.py", "app/persistence/applying.py", "app/persistence/work.py"
ARRIVING, MERGES = "app/persistence/arriving.py", "app/persistence/merges.py"
ACCEPT, OPEN = "app/services/exchange/accept.py", "app/services/exchange/open.py"
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
)


@dataclass(frozen=True)
class Fault:
    """``right`` stands exactly once in the file and becomes ``wrong``."""

    name: str
    path: str
    right: str
    wrong: str


FAULTS = (
    Fault(
        "siblings dropped",
        MERGING,
        "kept = {old: versions[old] for old in current if old not in base and old != dot}",
        "kept = {}",
    ),
    Fault("base ignored", MERGING, "if old not in base and old != dot}", "if old != dot}"),
    Fault(
        "shown by arrival", MERGING, "row.values[number] = kept[self.winner(kept)].value", "row.values[number] = value"
    ),
    Fault(
        "tie by local number",
        MERGING,
        "versions[dot].at, self._rank(dot[0]), dot[1]))",
        "versions[dot].at, dot[0], dot[1]))",
    ),
    Fault(
        "birth by arrival",
        MERGING,
        "row.born = min(row.born, transaction.dot, key",
        "_ = min(row.born, transaction.dot, key",
    ),
    Fault(
        "alive vote ignored",
        MERGING,
        "                return False\n            for author",
        "                continue\n            for author",
    ),
    Fault(
        "removal covers all",
        MERGING,
        "return all(count <= covered.get(author, 0) for author, count in self.seen().items())",
        "return True",
    ),
    Fault(
        "paper not shown first",
        MERGING,
        "return {dot for dot, version in versions.items() if version.value}",
        "return set()",
    ),
    Fault(
        "clock decides",
        MERGING,
        "row.dots[number] = sorted(kept)",
        "row.dots[number] = [self.winner(kept)]",
    ),
    Fault(
        "stale sibling in memory",
        MERGING,
        "                if (key, number) in self.merged.siblings:\n",
        "                if None:\n",
    ),
    Fault("half a transaction", MERGING, "        self._require_rows(transaction)\n", ""),
    Fault(
        "base not what the form showed",
        WORK,
        "seen_born, seen_dots = self._seen(shown, born)",
        "seen_born, seen_dots = born, dots",
    ),
    Fault(
        "removal sees what nobody saw",
        WORK,
        "born, dots = self._seen(record, decode_versions(self._versions_now(stored, record.id))[0])",
        "born, dots = decode_versions(self._versions_now(stored, record.id))",
    ),
    Fault(
        "one thing in two records",
        WORK,
        "return self._homes.get(record_id) or self._homes.setdefault(record_id, self._pending())",
        "return self._pending()",
    ),
    Fault("clock stands still", WORK, "self._at = max(authors.clock(connection) + 1, at)", "self._at = at"),
    Fault("siblings not written", APPLYING, "        _STAND.run(self._connection, rows)\n", ""),
    Fault(
        "settled siblings stay",
        APPLYING,
        "        _PART.run(self._connection, [(*key, number) for key, number in places])\n",
        "        _PART.run(self._connection, [(*k, n) for k, n in places if len(self.merged.siblings[k, n]) > 1])\n",
    ),
    Fault(
        "life ignored",
        APPLYING,
        "written.append(self.is_gone(key))",
        "written.append(False)",
    ),
    Fault("search not brought along", ARRIVING, "    bring_along(connection, touched)\n", ""),
    Fault("clock dragged without end", ARRIVING, "min(newest, limit)", "newest"),
    Fault("clock not dragged", ARRIVING, "    _drag_clock(connection, arrival.entries, made.at)\n", ""),
    Fault("parked in silence", ARRIVING, "    _park(connection, merged.parked)\n", ""),
    Fault("older word believed", ARRIVING, "if made.made > notes.newest_made(connection, made.peer):", "if made:"),
    Fault(
        "orphan passed over",
        MERGES,
        '            merged.parked.append(Parked(entries[place].author, entries[place].number, "record"))\n',
        "",
    ),
    Fault("what is here taken for new", MERGES, "    again |= _here(merged)\n", ""),
    Fault("what two records make taken for new", MERGES, "        again |= found & once\n", ""),
    Fault("gap accepted", ACCEPT, "    _demand_base(bundling, opened, name_of)\n", ""),
    Fault("hole in the chain accepted", ACCEPT, "entry.number != head.number + 1 or ", ""),
    Fault("causes not asked for", ACCEPT, " or not self._has_causes(entry)", ""),
    Fault("fork accepted", ACCEPT, "    _refuse_forks(bundling, opened, name_of)\n", ""),
    Fault("chain not proven", ACCEPT, "    if not is_own_word:", "    if not is_own_word and signed is None:"),
    Fault("known record taken again", ACCEPT, "if entry.number <= head.number:", "if entry.number < head.number:"),
    Fault("sender not proven", OPEN, "    verify(inside, sender, name)\n", ""),
    Fault("readdressed", OPEN, "if bundling.author not in manifest.recipients:", "if not manifest.recipients:"),
    Fault("retired heard", OPEN, "        _refuse_retired(office, manifest.sender, name)\n", "        pass\n"),
    Fault("foreign office", OPEN, "if manifest.office != bundling.office_id:", "if not manifest.office:"),
    Fault("loaded twice", OPEN, "    if known is not None:\n", "    if known is not None and not manifest.id:\n"),
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


def main(wanted: list[str]) -> int:
    survived = []
    for fault in FAULTS:
        if wanted and not any(word in fault.name for word in wanted):
            continue
        by = noticed(fault)
        sys.stdout.write(f"{fault.name}: {by or 'SURVIVED'}\n")
        sys.stdout.flush()
        if not by:
            survived.append(fault.name)
    sys.stdout.write(f"survived: {len(survived)} {survived}\n")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
