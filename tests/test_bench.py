"""The harness counts right; what it measures is nobody's test."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench._office import people
from tests.bench.exchange_peers import Row, present
from tests.bench.exchange_peers import table as peers_table
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


def test_who_is_measured_carries_everything_and_leaves_the_other_side_what_it_wrote(tmp_path: Path) -> None:
    """Ours, the bare values, and whichever peers are installed: else they would be fast by doing less."""
    persons = people(12)
    for kind in present():
        made = tmp_path / kind.__name__
        made.mkdir()
        couple = kind(made)
        couple.fill(persons)
        couple.load(couple.save())
        couple.shared()
        assert [couple.read(each.id, "last_name") for each in persons] == [each.last_name for each in persons]
        couple.edit([(each.id, {"email": "a@example.org"}) for each in persons[:8]], is_first=False)
        couple.edit([(each.id, {"phone": "1"}) for each in persons[4:]])
        couple.load(couple.save())
        wanted = [
            ("a@example.org" if place < 8 else each.email, "1" if place > 3 else each.phone)
            for place, each in enumerate(persons)
        ]
        assert [(couple.read(each.id, "email"), couple.read(each.id, "phone")) for each in persons] == wanted
        couple.starting()()
        couple.close()


def test_a_peer_that_is_not_installed_is_said_to_be_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "apsw", None)
    monkeypatch.setitem(sys.modules, "pycrdt", None)
    assert [kind.__name__ for kind in present()] == ["Values", "Teczka"]
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == ["SQLite session (apsw)", "Yjs (pycrdt)"]
    assert all("not installed, left out" in line for line in told)


def test_the_table_of_peers_has_a_line_for_each_and_ratios_to_the_first() -> None:
    floor, other = Row("floor"), Row("other")
    for row, factor in ((floor, 1), (other, 3)):
        row.saving, row.loading, row.sizes = [0.002 * factor], [0.004 * factor], [1_000 * factor]
        row.starting = [0.5 * factor]
    first, second, third = peers_table([floor, other]).splitlines()
    assert first.split() == ["save", "of", "floor", "load", "of", "floor", "bytes", "of", "floor", "start"]
    assert second.split() == ["floor", "2", "ms", "1.00", "4", "ms", "1.00", "1,000", "B", "1.00", "500", "ms"]
    assert third.split() == ["other", "6", "ms", "3.00", "12", "ms", "3.00", "3,000", "B", "3.00", "1.5", "s"]


def test_durations_are_written_in_their_unit() -> None:
    assert [seconds(value) for value in (2.5, 0.0421, 0.000_042_1, 4.2e-8)] == ["2.5 s", "42.1 ms", "42.1 µs", "42 ns"]


def test_what_is_measured_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    load()
    assert main(["--list"]) == 0
    listed = [line.split(":")[0] for line in capsys.readouterr().out.splitlines() if line]
    assert listed == list(BENCHES)
    assert all(bench.goal > 0 for bench in BENCHES.values())
    assert LEAST_ROUNDS >= 5
