"""The harness: two things measured in turn, round by round, and printed as a ratio with its goal.

Seconds on a busy machine move by half and more; two things measured in the same minute move together. So every
measurement has a floor (the least that could be done: a bare window, a raw query), each round measures both, the order
changes every round, and what counts is the ratio of the medians.
"""

import argparse
import gc
import importlib
import pkgutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

LEAST_ROUNDS = 5

Run = Callable[[], Sequence[float] | None]
"""One round of work. It may return its own samples in seconds (keystrokes); otherwise the whole call is one sample."""


@dataclass(frozen=True)
class Pair:
    """Ours and the floor under it, ready to run again and again."""

    ours: Run
    floor: Run


@dataclass(frozen=True)
class Bench:
    """One measurement. ``goal`` is the highest ratio that is good enough; ``quantile`` picks from a round's samples."""

    name: str
    what: str
    floor: str
    goal: float
    quantile: float
    why: str
    prepare: Callable[[Path], Iterator[Pair]]


@dataclass(frozen=True)
class Result:
    """Seconds of every counted round."""

    bench: Bench
    ours: list[float]
    floor: list[float]

    @property
    def ratio(self) -> float:
        return median(self.ours) / median(self.floor)

    @property
    def spread(self) -> tuple[float, float]:
        """Smallest and largest ratio that a single round gave."""
        ratios = [ours / floor for ours, floor in zip(self.ours, self.floor, strict=True)]
        return min(ratios), max(ratios)

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.bench.goal


BENCHES: dict[str, Bench] = {}


def bench(
    *, what: str, floor: str, goal: float, quantile: float = 0.5, why: str = ""
) -> Callable[[Callable[[Path], Iterator[Pair]]], Callable[[Path], Iterator[Pair]]]:
    """Register a generator that gets an empty folder, yields one ``Pair`` and cleans up after itself.

    ``why`` is printed when the goal is missed: what stands in the way, known from having looked.
    """

    def register(prepare: Callable[[Path], Iterator[Pair]]) -> Callable[[Path], Iterator[Pair]]:
        name = prepare.__name__.replace("_", "-")
        if name in BENCHES:
            raise ValueError(name)
        BENCHES[name] = Bench(name, what, floor, goal, quantile, why, prepare)
        return prepare

    return register


def measure(bench: Bench, rounds: int) -> Result:
    """Run both sides ``rounds`` times in turn, after one round of warming up that does not count."""
    ours: list[float] = []
    floor: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="teczka-bench-", ignore_cleanup_errors=True) as folder,
        contextmanager(bench.prepare)(Path(folder)) as pair,
    ):
        sides = [(pair.floor, floor), (pair.ours, ours)]
        for _ in range(rounds + 1):
            for run, times in sides:
                times.append(_round(run, bench.quantile))
            sides.reverse()
    return Result(bench, ours[1:], floor[1:])


def _round(run: Run, quantile: float) -> float:
    gc.collect()
    begun = time.perf_counter()
    samples = run()
    taken = time.perf_counter() - begun
    return pick(samples, quantile) if samples else taken


def pick(samples: Sequence[float], quantile: float) -> float:
    """The sample below which ``quantile`` of all samples lie."""
    return sorted(samples)[min(int(len(samples) * quantile), len(samples) - 1)]


def table(results: Sequence[Result]) -> str:
    """All results in columns, and below what is known about each goal that was missed."""
    head = ("measurement", "ours", "floor", "ratio", "rounds", "goal", "")
    rows = [head, *map(_row, results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    notes = [f"{result.bench.name}: {result.bench.what}; floor: {result.bench.floor}" for result in results]
    missed = [f"missed: {r.bench.name}: {r.bench.why or 'not looked into yet'}" for r in results if not r.is_met]
    return "\n".join([*lines, "", *notes, *missed])


def _row(result: Result) -> tuple[str, ...]:
    low, high = result.spread
    return (
        result.bench.name,
        seconds(median(result.ours)),
        seconds(median(result.floor)),
        f"{result.ratio:.2f}",
        f"{low:.2f}–{high:.2f}",
        f"≤ {result.bench.goal:g}",
        "met" if result.is_met else "MISSED",
    )


def seconds(value: float) -> str:
    """A duration in the unit that suits it."""
    for size, unit in ((1.0, "s"), (1e-3, "ms"), (1e-6, "µs")):
        if value >= size:
            return f"{value / size:.3g} {unit}"
    return f"{value / 1e-9:.3g} ns"


def load() -> None:
    """Import every module of this folder, so that its measurements register."""
    package = importlib.import_module("tests.bench")
    for module in pkgutil.iter_modules(package.__path__):
        if not module.name.startswith("_"):
            importlib.import_module(f"tests.bench.{module.name}")


def main(arguments: Sequence[str]) -> int:
    """``python -m tests.bench [--list] [--rounds N] [part of a name …]``."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description="Measurements as ratios against a floor."
    )
    parser.add_argument("names", nargs="*", help="run only measurements whose name holds one of these")
    parser.add_argument(
        "--rounds", type=int, default=LEAST_ROUNDS, help="counted rounds (default and least: %(default)s)"
    )
    parser.add_argument("--list", action="store_true", help="say what there is and stop")
    wanted = parser.parse_args(arguments)
    load()
    chosen = [b for b in BENCHES.values() if not wanted.names or any(part in b.name for part in wanted.names)]
    if wanted.list:
        print("\n".join(f"{b.name}: {b.what}; floor: {b.floor}; goal ≤ {b.goal:g}" for b in chosen))
        return 0
    results = []
    for one in chosen:
        print(f"measuring {one.name} …", file=sys.stderr, flush=True)
        results.append(measure(one, max(wanted.rounds, LEAST_ROUNDS)))
    print(table(results))
    return 0 if results else 1
