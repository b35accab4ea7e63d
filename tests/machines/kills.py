"""Kills the program while it loads a bundle, again and again: ``python -m tests.machines.kills --kills 300 --seed 1``.

Counts how often nothing was there afterwards, how often everything, and how often half; half must never be. Each file
is opened again, looked at deeply by the doctor, and loads the bundle once more.
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
from tests.machines.histories import fast
from tests.services.test_exchange_killed import HOUSE, SCRIPT
from tests.stations import Station, office_and_laptop, reopened_copy

PERSONS = 3_000


def kill(path: Path, bundle: Path, wait: float) -> tuple[bool, float]:
    """Kill ``wait`` seconds after it began to load; whether it had said that it was done, and how long that took."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(path), str(bundle)], cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        if child.stdin is None or child.stdout is None or child.stdout.readline() != b"ready\n":
            raise RuntimeError("the program did not start")
        begun = time.perf_counter()
        child.stdin.write(b"\n")
        child.stdin.flush()
        time.sleep(wait)
        child.kill()
        return child.stdout.readline() == b"done\n", time.perf_counter() - begun


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
        return "nothing" if digest == before else "complete"
    finally:
        found.close()


def kills(count: int, seed: int, folder: Path) -> Counter[str]:
    """Moments are spread evenly from the first byte read to a little after the end."""
    office, laptop = office_and_laptop(folder)
    with office.office.work("dużo") as work:
        work.add_all([Person(id=new_id(), last_name=f"Zając {number}") for number in range(PERSONS)])
        work.commit()
    bundle = office.send(laptop)
    before, after = laptop.digest(), office.digest()
    laptop.close()
    office.close()
    chance, counts, longest = random.Random(seed), Counter[str](), 0.6
    for place in range(count):
        path = folder / "killed" / "urzad.teczka-db"
        shutil.rmtree(path.parent, ignore_errors=True)
        path.parent.mkdir()
        shutil.copyfile(laptop.path, path)
        is_done, taken = kill(path, bundle, longest * chance.uniform(0, 1.1))
        longest = max(0.1, 0.7 * longest + 0.27 * taken) if is_done else min(longest * 1.02, 3.0)
        counts[outcome(laptop, path, bundle, before, after)] += 1
        if (place + 1) % 10 == 0 or place + 1 == count:
            sys.stdout.write(f"{place + 1} kills: {dict(counts)}\n")
            sys.stdout.flush()
    return counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="teczka-kills-", dir=fast()))
    try:
        counts = kills(asked.kills, asked.seed, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if set(counts) - {"nothing", "complete"} else 0


if __name__ == "__main__":
    sys.exit(main())
