"""A few of the histories that the campaign lives by the thousand: every property of the exchange, on real files."""

from collections.abc import Iterator

import pytest

from tests.machines.campaign import campaign, live
from tests.machines.clerks import NEWER
from tests.machines.histories import History, sweep
from tests.machines.properties import converge, live_versions, prove
from tests.stations import Station

HISTORIES = 12


@pytest.fixture(scope="module", autouse=True)
def _template() -> Iterator[None]:
    yield
    sweep()


@pytest.mark.parametrize("seed", range(1, HISTORIES + 1))
def test_whatever_they_do_nothing_is_lost_and_all_end_the_same(seed: int) -> None:
    live(seed)


@pytest.mark.parametrize("seed", [2, 4, 6])
def test_wrong_clocks_change_nothing_but_what_is_shown_meanwhile(seed: int) -> None:
    """The same acts under right clocks and under clocks of 1975 and 2090: the same versions, the same values."""
    told = []
    for has_wrong_clocks in (False, True):
        history = History(seed, is_hot=True, has_wrong_clocks=has_wrong_clocks, is_calm=True)
        try:
            history.run(30)
            converge(history)
            years = {station.calendar.now().year for station in history.stations}
            told.append((versions_of(history.stations[0]), len(years) > 1))
        finally:
            history.close()
    assert told[0][0] == told[1][0]
    assert [are_wrong for _versions, are_wrong in told] == [False, True]


def versions_of(station: Station) -> tuple[set[object], set[object]]:
    """Every live version, and the values that stand side by side."""
    found = station.store._connection.exec_driver_sql("SELECT kind,id,field,author,number,value FROM sync_sibling")
    return set(live_versions(station.store)), {tuple(row) for row in found}


@pytest.mark.parametrize("seed", range(1, 5))
def test_an_update_brings_back_nothing_of_the_erased(seed: int) -> None:
    """An older program puts off what a newer one writes about somebody, and is updated after the order to erase it all.

    By chance alone these steps seldom meet in this order.
    """
    history = History(seed, is_hot=True)
    history.persons = history.persons[:1]
    new, old = history.stations[0], history.stations[-1]
    try:
        for _letter in range(history.chance.randint(1, 3)):
            for _edit in range(history.chance.randint(1, 3)):
                history.write_at(new, NEWER)
                history.write_at(new, history.chance.choice(["zmiana", NEWER]))
            history.take_with_an_old_program(new, old)
            history.write_at(old, "zmiana")
        history.erase_at(new)
        history.take_with_an_old_program(new, old)
        prove(history)
    finally:
        history.close()


def test_a_history_that_fails_is_told_by_its_seed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(seed: int, *_: object) -> None:
        assert seed != 8

    monkeypatch.setattr("tests.machines.campaign.live", fail)
    assert campaign(3, 7, 1) == 1
    said = capsys.readouterr().out
    assert "FAILED seed 8" in said
    assert "3 histories, 1 failed" in said


def test_two_processes_live_the_same_histories(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.machines.campaign.PART", 1)
    assert campaign(2, 7, 6, processes=2) == 0
    assert "2 histories, 0 failed" in capsys.readouterr().out
