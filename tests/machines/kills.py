"""Kills the program while it loads a bundle, again and again: ``python -m tests.machines.kills --kills 300 --seed 1``.

Counts how often nothing was there afterwards, how often everything, and how often half; half must never be. Each file
is opened again, looked at deeply by the doctor, and loads the bundle once more. Half of the moments are spread over the
whole loading, the other half lie around the commit, which takes a few hundredths of the time and is where a program
could do harm.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from app.domain.persons import Person
from app.domain.records import new_id
from tests.hindrances import HOUSE
from tests.machines.histories import fast
from tests.services.test_exchange_killed import SCRIPT
from tests.stations import Station, office_and_laptop, reopened_copy

PERSONS = 3_000
TELLS_THE_COMMIT = SCRIPT.replace(
    'print("ready", flush=True)',
    """
class Telling:
    def step(self, text, done):
        if done >= 0.98:
            print("committing", flush=True)
office = replace(office, progress=Telling())
print("ready", flush=True)
""",
)
"""The last step is told right before COMMIT."""


class Child:
    """The program, about to load a bundle; what it says comes line by line."""

    def __init__(self, path: Path, bundle: Path) -> None:
        command = [sys.executable, "-c", TELLS_THE_COMMIT, str(path), str(bundle)]
        self._process = subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if self.line() != b"ready\n":
            raise RuntimeError("the program did not start")
        self.begun = time.perf_counter()
        assert self._process.stdin is not None
        self._process.stdin.write(b"\n")
        self._process.stdin.flush()

    def line(self) -> bytes:
        """What it says next; empty when it is dead."""
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def taken(self) -> float:
        """Seconds since it began to load."""
        return time.perf_counter() - self.begun

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._process.kill()
        self._process.communicate()


def measured(path: Path, bundle: Path) -> tuple[float, float]:
    """Seconds until the commit begins and seconds that it takes, when nobody kills."""
    child = Child(path, bundle)
    assert child.line() == b"committing\n"
    begins = child.taken()
    assert child.line() == b"done\n"
    ends = child.taken()
    child.kill()
    return begins, ends - begins


def kill(path: Path, bundle: Path, wait: float, *, at_commit: bool) -> None:
    """Kill after ``wait`` seconds, counted from the beginning or from the last step before the commit."""
    child = Child(path, bundle)
    if at_commit:
        child.line()
    time.sleep(wait)
    child.kill()


def outcome(laptop: Station, path: Path, bundle: Path, before: str, after: str) -> str:
    """What the killed program left, whether it is whole, and whether the same bundle makes it good."""
    found = reopened_copy(laptop, path)
    try:
        digest = found.digest()
        if digest not in (before, after) or not found.health().is_well:
            return "half"
        if digest == before:
            found.load(bundle)
        if found.digest() != after:
            return "not mended"
        return "nothing" if digest == before else "whole"
    finally:
        found.close()


def kills(count: int, seed: int, folder: Path) -> dict[str, Counter[str]]:
    """What was left, by where the moments lie: ``anywhere`` and around the ``commit``."""
    office, laptop = office_and_laptop(folder)
    with office.office.work("dużo") as work:
        work.add_all([Person(id=new_id(), last_name=f"Zając {number}") for number in range(PERSONS)])
        work.commit()
    bundle = office.send(laptop)
    before, after = laptop.digest(), office.digest()
    laptop.close()
    office.close()
    chance = random.Random(seed)
    counts: dict[str, Counter[str]] = {"anywhere": Counter(), "commit": Counter()}
    begins, lasts = measured(_fresh(folder, laptop.path), bundle)
    for place in range(count):
        if place % 25 == 24:  # the machine may have become busier or idler
            begins, lasts = measured(_fresh(folder, laptop.path), bundle)
        path, at_commit = _fresh(folder, laptop.path), place % 2 == 1
        wait = chance.uniform(0, 1.3 * lasts) if at_commit else chance.uniform(0, 1.1 * (begins + lasts))
        kill(path, bundle, wait, at_commit=at_commit)
        counts["commit" if at_commit else "anywhere"][outcome(laptop, path, bundle, before, after)] += 1
        if (place + 1) % 10 == 0 or place + 1 == count:
            told = ", ".join(f"{where}: {dict(found)}" for where, found in counts.items())
            sys.stdout.write(f"{place + 1} kills (commit of {lasts * 1000:.0f} ms after {begins:.2f} s) {told}\n")
            sys.stdout.flush()
    return counts


def _fresh(folder: Path, laptop: Path) -> Path:
    path = folder / "killed" / "urzad.teczka-db"
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    shutil.copyfile(laptop, path)
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--disk", action="store_true", help="on the disk of temporary files, not in memory")
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="teczka-kills-", dir=None if asked.disk else fast()))
    try:
        counts = kills(asked.kills, asked.seed, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if set().union(*counts.values()) - {"nothing", "whole"} else 0


if __name__ == "__main__":
    sys.exit(main())
