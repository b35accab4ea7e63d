"""The harness counts right; what it measures is nobody's test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.run import BENCHES, LEAST_ROUNDS, Bench, Pair, load, main, measure, pick, seconds, table


def bench_of(
    ours: list[list[float]], floor: list[float], goal: float = 2.0, quantile: float = 0.5
) -> tuple[Bench, list[str]]:
    """A measurement that answers with these samples, and the order in which it was asked."""
    asked: list[str] = []

    def prepare(folder: Path) -> Iterator[Pair]:
        assert folder.is_dir()
        mine, theirs = iter(ours), iter(floor)

        def run_ours() -> list[float]:
            asked.append("ours")
            return next(mine)

        def run_floor() -> list[float]:
            asked.append("floor")
            return [next(theirs)]

        yield Pair(run_ours, run_floor)
        asked.append("cleaned up")

    return Bench("made-up", "made-up work", "nothing", goal, quantile, "", prepare), asked


def test_ratio_is_of_medians_without_the_first_round() -> None:
    bench, _asked = bench_of(ours=[[9.0], [2.0], [3.0], [30.0]], floor=[9.0, 1.0, 2.0, 2.0])
    result = measure(bench, rounds=3)
    assert result.ratio == 1.5
    assert result.spread == (1.5, 15.0)
    assert result.is_met


def test_sides_take_turns() -> None:
    bench, asked = bench_of(ours=[[1.0]] * 3, floor=[1.0] * 3)
    measure(bench, rounds=2)
    assert asked == ["floor", "ours", "ours", "floor", "floor", "ours", "cleaned up"]


def test_a_slow_keystroke_in_twenty_shows() -> None:
    assert pick([1.0] * 19 + [5.0], 0.95) == 5.0
    assert pick([1.0] * 30 + [5.0], 0.95) == 1.0
    bench, _asked = bench_of(ours=[[1.0] * 19 + [5.0]] * 2, floor=[1.0] * 2, quantile=0.95)
    assert measure(bench, rounds=1).ratio == 5.0


def test_table_says_what_was_missed() -> None:
    bench, _asked = bench_of(ours=[[3e-3]] * 2, floor=[1e-3] * 2)
    text = table([measure(bench, rounds=1)])
    assert "made-up      3 ms  1 ms   3.00   3.00–3.00  ≤ 2   MISSED" in text
    assert "missed: made-up: not looked into yet" in text


def test_durations_are_written_in_their_unit() -> None:
    assert [seconds(value) for value in (2.5, 0.0421, 0.000_042_1, 4.2e-8)] == ["2.5 s", "42.1 ms", "42.1 µs", "42 ns"]


def test_what_is_measured_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    load()
    assert main(["--list"]) == 0
    listed = [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if line]
    assert listed == list(BENCHES)
    assert all(bench.goal > 0 for bench in BENCHES.values())
    assert LEAST_ROUNDS >= 5
