"""Garbage of the window is never taken out by the worker."""

import gc
import threading
from pathlib import Path

from tests.ui.counter import Counter, office_file
from ui.sweeping import Sweeper


class Cycle:
    """Garbage that only the collector finds, and that notes who found it."""

    found_by: list[str] = []  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        self.myself = self

    def __del__(self) -> None:
        self.found_by.append(threading.current_thread().name)


def allocate(_office: object, _request: object) -> int:
    """More new objects than any threshold of the collector."""
    return len([[number] for number in range(200_000)])


def test_the_worker_collects_nothing(tmp_path: Path) -> None:
    was_on = gc.isenabled()
    counter = Counter(office_file(tmp_path))
    assert not gc.isenabled()
    Cycle.found_by.clear()
    for _ in range(100):
        Cycle()
    counter.ask(allocate, 0)
    gc.collect()
    counter.close()
    assert set(Cycle.found_by) == {threading.main_thread().name}
    assert len(Cycle.found_by) == 100
    assert gc.isenabled() == was_on


def test_two_desks_give_back_once(qapp: object) -> None:
    first, second = Sweeper(), Sweeper()
    assert qapp
    first.start()
    first.start()
    second.start()
    first.stop()
    assert not gc.isenabled()
    second.stop()
    second.stop()
    assert gc.isenabled()


def test_a_sweep_takes_what_is_due(qapp: object) -> None:
    sweeper = Sweeper()
    assert qapp
    sweeper.start()
    Cycle.found_by.clear()
    kept = [Cycle()]
    kept.clear()
    kept.extend([] for _ in range(gc.get_threshold()[0] + 1))  # type: ignore[misc]  # anything that is counted
    sweeper.sweep()
    sweeper.stop()
    assert len(Cycle.found_by) == 1
