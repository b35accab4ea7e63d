"""An office is founded once: whoever was admitted to it gives himself no role by a first record like the founder's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.erasing import Erasure, told
from app.domain.offices import Workstation
from app.domain.persons import Clerk, Person
from app.domain.records import RecordId, new_id
from app.services.exchange.pack import sign_head
from app.services.exchange.parking import ListParked, RetryParked, list_parked, retry_parked
from app.services.exchange.stations import make_keys, new_station
from app.services.ports import NO_RIGHT
from tests.little_office import HEAD
from tests.stations import ANNA, Station, joined, office_of, settle_everything

PRETENDER = replace(HEAD, id=RecordId(b"pretender-head-1"), last_name="Podszywacz", seen=None)
PAIRS = list(permutations(range(3), 2))


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    """The office, a laptop that has written nothing yet, the till."""
    made = office_of(tmp_path, "Biuro", "Laptop Północ", "Kasa")
    with made[0].office.work("wniosek") as work:
        work.add(ANNA)
        work.commit()
    settle_everything(*made)
    yield made
    for station in made:
        station.close()


def entry_of(station: Station, name: str) -> Workstation:
    """What puts a workstation on the roster once more."""
    return replace(new_station(name, "x", station.store.bundling.keys().public, date(2026, 11, 12)), id=new_id())


def found_again(station: Station) -> None:
    """What an altered program writes first: itself on the roster, and a head."""
    assert station.store.bundling.vector()[station.author].number == 0
    with station.store.work(clerk_id=None, at=station.later(minutes=1).calendar.now(), reason="podstęp") as work:
        work.add(entry_of(station, "Laptop jeszcze raz"))
        work.add(PRETENDER)
        work.commit()


def erase_as_pretender(station: Station) -> None:
    with station.store.work(clerk_id=PRETENDER.id, at=station.later(minutes=1).calendar.now(), reason="x") as work:
        things = told({ANNA.id: frozenset()})
        work.add(Erasure(id=new_id(), person_id=ANNA.id, ordered_on=date(2026, 11, 12), reason="x", things=things))
        work.commit()


def enter(station: Station, other: Station) -> None:
    """Puts somebody on the roster who is there already."""
    with station.store.work(clerk_id=None, at=station.later(minutes=1).calendar.now(), reason="podstęp") as work:
        work.add(entry_of(other, "Jeszcze raz"))
        work.commit()


def assert_nobody_was_fooled(station: Station, parked: int) -> None:
    with station.store.reading() as file:
        assert PRETENDER.id not in {each.id for each in file.find(Clerk)}
        assert HEAD.id in {each.id for each in file.find(Clerk)}
        assert ANNA.id in {each.id for each in file.find(Person)}
    assert [each.reason for each in list_parked(station.office, ListParked())] == [NO_RIGHT] * parked
    assert station.health().is_well


@pytest.mark.parametrize("is_sent_between", [False, True])
def test_who_was_admitted_founds_nothing(stations: list[Station], tmp_path: Path, *, is_sent_between: bool) -> None:
    """Neither the role nor what is ordered with it counts: here, by a relay, for who joins, and when tried again."""
    office, laptop, till = stations
    found_again(laptop)
    if is_sent_between:
        office.load(laptop.send(office))
    erase_as_pretender(laptop)
    office.load(laptop.send(office))
    till.load(office.send(till))
    new = joined(tmp_path, "Archiwum", office)
    for station in (office, till, new):
        assert_nobody_was_fooled(station, parked=2)
        assert retry_parked(station.office, RetryParked(is_supervised=True)).value == 0
        assert_nobody_was_fooled(station, parked=2)
    till.load(office.send(till))
    assert office.digest() == till.digest() == new.digest()
    new.close()


def test_not_even_where_its_record_stands_before_the_one_that_admits_it(stations: list[Station]) -> None:
    """As with a new identity, which writes before it is admitted and hands its records on in that order."""
    office, laptop, till = stations
    old, office_id, keys = laptop.store.bundling.keys(), laptop.store.bundling.office_id, make_keys()
    laptop.store.bundling.take_identity(keys, 0, lambda head: sign_head(old, office_id, head))
    laptop.reopen()
    found_again(laptop)
    with office.office.work("nowe stanowisko") as work:
        work.add(new_station("Laptop drugi", "M. Lis", keys.public, date(2026, 11, 12)))
        work.commit()
    laptop.load(office.send(laptop))
    new = joined(laptop.path.parents[1], "Archiwum", laptop)  # its journal has the forged record first of the two
    office.load(laptop.send(office))
    till.load(office.send(till))
    for station in (office, till, new):
        assert_nobody_was_fooled(station, parked=1)
    assert office.digest() == till.digest() == new.digest()
    new.close()


def test_the_founder_stays_the_founder_though_somebody_enters_him_again(
    stations: list[Station], tmp_path: Path
) -> None:
    """Else one record of an altered workstation would take all roles from the office, for whoever joins after it."""
    office, laptop, till = stations
    enter(laptop, office)
    office.load(laptop.send(office))
    new = joined(tmp_path, "Archiwum", office)
    till.load(office.send(till))
    for station in (office, till, new):
        assert_nobody_was_fooled(station, parked=0)
    assert office.digest() == till.digest() == new.digest()
    new.close()


@settings(max_examples=8, deadline=None)
@given(
    order=st.lists(st.sampled_from([*PAIRS, "found", "enter"]), max_size=8, unique=True),
    host=st.sampled_from([0, 2]),
)
def test_everybody_judges_alike_in_whatever_order_the_news_come(order: list[tuple[int, int] | str], host: int) -> None:
    with TemporaryDirectory() as folder:
        stations = office_of(Path(folder), "Biuro", "Laptop Północ", "Kasa")
        office, laptop, till = stations
        with office.office.work("wniosek") as work:
            work.add(ANNA)
            work.commit()
        for each in [*(each for each in ("found", "enter") if each not in order), *order]:
            if each == "found":
                found_again(laptop)
            elif each == "enter":
                enter(till, office)
                enter(till, laptop)
            elif not isinstance(each, str):
                sender, receiver = (stations[place] for place in each)
                receiver.load(sender.send(receiver))
        settle_everything(*stations)
        new = joined(Path(folder), "Archiwum", stations[host])
        for station in stations:
            if station is not stations[host]:
                station.load(stations[host].send(station))
        for station in (office, till, new):
            assert_nobody_was_fooled(station, parked=1)
        assert office.digest() == till.digest() == new.digest()
        for station in (*stations, new):
            station.close()
