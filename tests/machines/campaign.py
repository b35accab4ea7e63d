"""Lives histories in a row and says how many held: ``python -m tests.machines.campaign --histories N --seed S``.

Every second history is hot. A history that fails is told by its seed, so that it can be lived again alone with
``--histories 1 --seed SEED``.
"""

import argparse
import sys
import time
import traceback
from collections import Counter

from tests.machines.histories import History, sweep
from tests.machines.properties import prove

STEPS = 24


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


def campaign(histories: int, seed: int, steps: int) -> int:
    """Gives how many failed; each failure is printed at once with its seed."""
    begun, counts, failed = time.monotonic(), Counter[str](), 0
    for place in range(histories):
        try:
            live(seed + place, steps, counts)
        except Exception:  # noqa: BLE001 - whatever it is, the history failed and the next one goes on
            failed += 1
            sys.stdout.write(f"FAILED seed {seed + place}\n{traceback.format_exc()}\n")
        if (place + 1) % 100 == 0 or place + 1 == histories:
            seconds = time.monotonic() - begun
            sys.stdout.write(f"{place + 1} histories, {failed} failed, {seconds:.0f} s\n")
            sys.stdout.flush()
    sys.stdout.write("acts: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()) + "\n")
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=STEPS)
    asked = parser.parse_args()
    try:
        return 1 if campaign(asked.histories, asked.seed, asked.steps) else 0
    finally:
        sweep()


if __name__ == "__main__":
    sys.exit(main())
