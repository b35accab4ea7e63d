"""Lives histories in a row and says how many held: ``python -m tests.machines.campaign --histories N --seed S``.

Every second history is hot. A history that fails is told by its seed, so that it can be lived again alone with
``--histories 1 --seed SEED``. ``--processes`` lives several at a time; which seeds are lived does not depend on it.
"""

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.machines.histories import History, sweep
from tests.machines.properties import prove

STEPS = 24
PART = 100
"""So many histories are lived between two lines of the log, on one copy of the workstations they begin with."""


def live(seed: int, steps: int = STEPS, counts: Counter[str] | None = None) -> None:
    """One history and its proof; even seeds are hot."""
    history = History(seed, is_hot=seed % 2 == 0)
    try:
        history.run(steps)
        prove(history)
        if counts is not None:
            counts.update(history.counts)
    finally:
        history.close()


def live_part(seeds: range, steps: int) -> tuple[Counter[str], list[str]]:
    """Some histories in a row: what was done in those that held, and what is to be said of the others."""
    counts, failures = Counter[str](), []
    try:
        for seed in seeds:
            try:
                live(seed, steps, counts)
            except Exception:  # noqa: BLE001 - whatever it is, the history failed and the next one goes on
                failures.append(f"FAILED seed {seed}\n{traceback.format_exc()}\n")
    finally:
        sweep()
    return counts, failures


def campaign(histories: int, seed: int, steps: int, processes: int = 1) -> int:
    """Gives how many failed; they are printed part by part, with their seeds."""
    begun, counts, done, failed = time.monotonic(), Counter[str](), 0, 0
    parts = [range(first, min(first + PART, seed + histories)) for first in range(seed, seed + histories, PART)]
    for seeds, (acts, failures) in zip(parts, _lived(parts, steps, processes), strict=True):
        counts.update(acts)
        done, failed = done + len(seeds), failed + len(failures)
        said = f"{done} histories, {failed} failed, {time.monotonic() - begun:.0f} s\n"
        sys.stdout.write("".join(failures) + said)
        sys.stdout.flush()
    sys.stdout.write("acts: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()) + "\n")
    return failed


def _lived(parts: list[range], steps: int, processes: int) -> Iterator[tuple[Counter[str], list[str]]]:
    if processes == 1:
        yield from (live_part(seeds, steps) for seeds in parts)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(live_part, parts, [steps] * len(parts))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    return 1 if campaign(asked.histories, asked.seed, asked.steps, asked.processes) else 0


if __name__ == "__main__":
    sys.exit(main())
