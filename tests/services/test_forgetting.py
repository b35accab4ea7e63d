"""Values that were replaced years ago go where the office says so; rows, digests and late bundles notice nothing."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from app.domain.offices import HISTORY_YEARS
from app.domain.persons import Address, Person
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.disputes import ListDisputes, list_disputes
from app.services.exchange.examining import ExamineFile, examine_file
from app.services.exchange.forgetting import ForgetReplaced, forget_replaced, stable, years_before
from app.services.exchange.rules import (
    ChangeExchangeRules,
    ExchangeRules,
    WrongExchangeRule,
    change_exchange_rules,
)
from app.services.person_views import HistoryLine, PersonHistory, person_history
from tests.little_office import CLERK, at_desk
from tests.services.test_exchange_retired import retire
from tests.stations import ANNA, MORNING, Station, anna, change, joined, office_of, settle_everything

OLD = ("601000111", "602000222", "dawny.adres@example.org")
"""Values that were replaced, and must be in no file afterwards."""
FIRST_PHONE = "600999888"
YEARS = 5


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    """Anna had three telephones and two addresses for mail; everybody knows the last ones; six years have passed."""
    made = office_of(tmp_path, "Biuro", "Laptop Północ", "Kasa")
    with made[0].office.work("wniosek") as work:
        work.add(replace(ANNA, phone=FIRST_PHONE))
        work.add(Address(id=new_id(), person_id=ANNA.id, locality="Wola"))
        work.commit()
    settle_everything(*made)
    change(made[0], phone=OLD[0], email=OLD[2])
    settle_everything(*made)
    change(made[1], phone=OLD[1])
    settle_everything(*made)
    change(made[2], phone="44 781 22 60", email="nowy@example.org")
    settle_everything(*made)
    yield made
    for station in made:
        station.close()


def six_years_later(*stations: Station) -> None:
    for station in stations:
        station.calendar.move_to(MORNING.replace(year=MORNING.year + 6))


def keep_for(station: Station, years: int) -> None:
    change_exchange_rules(station.office, ChangeExchangeRules(ExchangeRules(history_years=years)))


def forget(station: Station) -> int:
    return forget_replaced(station.office, ForgetReplaced()).value


def forgotten(stations: list[Station]) -> list[int]:
    """Years pass, the office decides, everybody hears of it."""
    six_years_later(*stations)
    keep_for(stations[0], YEARS)
    settle_everything(*stations)
    return [forget(station) for station in stations]


def agree(*stations: Station) -> None:
    assert len({station.digest() for station in stations}) == 1
    for station in stations:
        health = examine_file(station.office, ExamineFile(is_deep=True))
        assert health.is_well, health


def leftovers(station: Station) -> list[str]:
    """Replaced values in the office file; copies beside it give way after three more bundles."""
    names = (station.path.name, station.path.name + "-wal")
    paths = [station.path.with_name(name) for name in names]
    return [value for path in paths if path.exists() for value in OLD if value.encode() in path.read_bytes()]


def history(station: Station, field: str) -> list[HistoryLine]:
    return [each for each in person_history(station.office, PersonHistory(ANNA.id)) if each.field == field]


def test_the_office_keeps_everything_unless_it_says_otherwise(stations: list[Station]) -> None:
    six_years_later(*stations)
    assert [forget(station) for station in stations] == [0, 0, 0]
    assert {each.value for each in history(stations[0], "phone")} >= {*OLD[:2], FIRST_PHONE}
    with pytest.raises(NotAllowed):
        change_exchange_rules(at_desk(stations[0].office, CLERK), ChangeExchangeRules(ExchangeRules(history_years=1)))
    with pytest.raises(WrongExchangeRule) as refused:
        keep_for(stations[0], 51)
    assert refused.value.facts["name"] == HISTORY_YEARS.removeprefix("exchange_")


def test_replaced_values_go_from_every_file_and_nothing_else_changes(stations: list[Station]) -> None:
    digest = stations[0].digest()
    assert all(leftovers(station) for station in stations)
    loaded = forgotten(stations)
    assert digest != stations[0].digest()  # the rule itself is new
    agree(*stations)
    assert sum(loaded) == 0, "what loading a bundle has done already is not done twice"
    for station in stations:
        assert leftovers(station) == []
        phones = history(station, "phone")
        assert [(each.value, each.is_dropped) for each in phones] == [
            ("44 781 22 60", False),
            ("", True),
            ("", True),
            ("", True),
        ]
        assert [each.workstation for each in phones] == ["Kasa", "Laptop Północ", "Biuro", "Biuro"]
        assert anna(station).phone == "44 781 22 60"


def test_nothing_goes_before_everybody_has_it_or_before_its_time(stations: list[Station]) -> None:
    office, laptop, till = stations
    six_years_later(*stations)
    change(office, phone="44 781 22 61")
    keep_for(office, YEARS)
    laptop.load(office.send(laptop))
    known = stable(office.office)
    assert known[office.author] < office.store.bundling.vector()[office.author].number
    assert forget(office) == 4  # of six years ago
    assert [(each.value, each.is_dropped) for each in history(office, "phone")][:2] == [
        ("44 781 22 61", False),
        ("44 781 22 60", False),
    ]
    settle_everything(*stations)
    assert forget(office) == 0, "replaced today"
    for station in stations:
        station.calendar.move_to(MORNING.replace(year=MORNING.year + 13))
    assert forget(till) == 1
    agree(*stations)


def test_one_that_never_spoke_holds_everything_back_until_it_is_retired(
    stations: list[Station], tmp_path: Path
) -> None:
    office = stations[0]
    silent = joined(tmp_path, "Nowy", office)
    six_years_later(*stations)
    keep_for(office, YEARS)
    settle_everything(*stations)
    assert forget(office) == 0
    retire(office, silent)
    assert forget(office) == 4
    silent.close()


def test_a_form_opened_before_and_sent_late_is_a_contradiction_as_ever(stations: list[Station]) -> None:
    """Its base is a value that is there no more; both values stand side by side, everywhere alike."""
    office, laptop, till = stations
    with laptop.office.reading() as file:
        shown = file.get(Person, ANNA.id)
    change(office, phone="44 781 22 61")
    settle_everything(*stations)
    forgotten(stations)
    for station in stations:
        assert [each.is_dropped for each in history(station, "phone")] == [False, True, True, True, True]
    with laptop.later(minutes=1).office.work("formularz z szuflady") as work:
        work.change(shown, replace(shown, phone="700 000 000"))
        work.commit()
    settle_everything(*stations)
    for station in stations:
        (dispute,) = list_disputes(station.office, ListDisputes())
        assert {side.value for side in dispute.sides} == {"44 781 22 61", "700 000 000"}
        assert dispute.before is None
    agree(office, laptop, till)


def test_a_late_bundle_of_a_retired_workstation_fits_on_what_is_left(stations: list[Station]) -> None:
    office, laptop, till = stations
    change(till, phone="700 000 000")  # on top of what the others replace meanwhile
    change(office, phone="44 781 22 61")
    laptop.load(office.send(laptop))
    office.load(laptop.send(office))
    retire(office, till)
    laptop.load(office.send(laptop))
    forgotten([office, laptop])
    assert history(office, "phone")[1].is_dropped
    late = till.send(office)
    apply_bundle(office.later(minutes=1).office, ApplyBundle(late, is_supervised=True))
    laptop.load(office.send(laptop))
    (dispute,) = list_disputes(laptop.office, ListDisputes())
    assert {side.value for side in dispute.sides} == {"44 781 22 61", "700 000 000"}
    agree(office, laptop)


def test_who_joins_later_gets_the_rest_and_a_restored_copy_too(stations: list[Station], tmp_path: Path) -> None:
    office, laptop, _till = stations
    kept = laptop.backed_up()
    change(laptop, phone="44 781 22 61")
    settle_everything(*stations)
    forgotten(stations)
    new = joined(tmp_path, "Archiwum", office)
    assert leftovers(new) == []
    laptop.restore(kept)
    office.load(laptop.later(hours=1).send(office))
    laptop.load(office.send(laptop))
    settle_everything(*stations, new)
    agree(*stations, new)
    new.close()


def test_back_from_the_rule_nothing_comes_back_and_nothing_breaks(stations: list[Station], tmp_path: Path) -> None:
    office = stations[0]
    forgotten(stations)
    keep_for(office, 0)
    settle_everything(*stations)
    new = joined(tmp_path, "Archiwum", office)
    assert all(each.is_dropped for each in history(new, "phone")[1:])
    settle_everything(*stations, new)
    agree(*stations, new)
    new.close()


def test_the_day_of_the_leap_year_has_one_before() -> None:
    assert years_before(datetime(2028, 2, 29, 8), 5) == datetime(2023, 2, 28, 8)
    assert years_before(datetime(2028, 12, 31, 8), 5) == datetime(2023, 12, 31, 8)


class Histories:
    """Edits, stale forms, lost and late bundles, years that pass, forgetting here and there."""

    def __init__(self, stations: list[Station], seed: int) -> None:
        self._stations = stations
        self._chance = random.Random(seed)
        self._forms: list[tuple[Station, Person]] = []
        self._mail: list[tuple[Station, Path]] = []

    def go(self, steps: int) -> None:
        """So many things happen, one after the other."""
        acts = (self._edit, self._open, self._save, self._send, self._load, self._wait, forget)
        for _step in range(steps):
            self._chance.choice(acts)(self._chance.choice(self._stations))

    def _edit(self, station: Station) -> None:
        change(station, **{self._chance.choice(("phone", "email", "note")): f"wartość {self._chance.random()}"})

    def _open(self, station: Station) -> None:
        self._forms.append((station, anna(station)))

    def _save(self, _: Station) -> None:
        if self._forms:
            station, shown = self._forms.pop(self._chance.randrange(len(self._forms)))
            with station.later(minutes=1).office.work("stary formularz") as work:
                work.change(shown, replace(shown, phone=f"stary {self._chance.random()}"))
                work.commit()

    def _send(self, station: Station) -> None:
        other = self._chance.choice([each for each in self._stations if each is not station])
        self._mail.append((other, station.send(other)))

    def _load(self, _: Station) -> None:
        if self._mail:
            station, path = self._mail.pop(self._chance.randrange(len(self._mail)))
            station.load(path)

    def _wait(self, _: Station) -> None:
        for each in self._stations:
            each.later(days=300)


@pytest.mark.parametrize("seed", range(12))
def test_any_history_ends_the_same(tmp_path: Path, seed: int) -> None:
    made = office_of(tmp_path, "A", "B", "C")
    keep_for(made[0], 1)
    with made[0].office.work("wniosek") as work:
        work.add(ANNA)
        work.commit()
    settle_everything(*made)
    Histories(made, seed).go(60)
    settle_everything(*made)
    for station in made:
        station.later(days=800)
        forget(station)
    agree(*made)
    for station in made:
        station.close()
