"""Bundles: lost, repeated, late, relayed; what the table of workstations says of them."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.offices import Workstation
from app.domain.records import new_id
from app.services.exchange.open import AlreadyLoaded
from app.services.exchange.pack import (
    ExportBundle,
    ExportBundles,
    NoSuchStation,
    bundle_name,
    export_bundle,
    export_bundles,
    other_stations,
    slug,
)
from app.services.exchange.standings import ListStations, StationState, list_stations
from tests.stations import Station, add, anna, change, joined, office_and_laptop, settle_everything


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


def test_the_same_bundle_twice_and_yesterdays_after_todays(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="1")
    yesterday = office.send(laptop)
    change(office, phone="2")
    today = office.send(laptop)
    laptop.load(today)
    after = laptop.digest()
    with pytest.raises(AlreadyLoaded) as again:
        laptop.load(today)
    assert again.value.facts["name"] == today.name
    assert laptop.load(yesterday).preview.is_empty
    assert laptop.digest() == after == office.digest()


def test_a_lost_bundle_costs_nothing(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="1")
    office.send(laptop).unlink()
    change(office, email="e")
    laptop.load(office.send(laptop))
    assert (anna(laptop).phone, anna(laptop).email) == ("1", "e")


def test_what_the_other_has_confirmed_is_not_sent_again(stations: list[Station]) -> None:
    office, laptop = stations
    add(office, last_name="Zając", note=secrets.token_hex(4000))
    large = office.send(laptop)
    laptop.load(large)
    office.load(laptop.send(office))
    change(office, phone="1")
    small = office.send(laptop)
    assert large.stat().st_size > 5 * small.stat().st_size
    assert small.stat().st_size < 1000
    laptop.load(small)
    assert office.digest() == laptop.digest()


def test_a_third_workstation_gets_everything_by_relay(tmp_path: Path, stations: list[Station]) -> None:
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    cash.load(office.send(cash))
    assert anna(cash).phone == "601 224 918"
    change(cash, email="kasa@example.org")
    office.load(cash.send(office))
    laptop.load(office.send(laptop))
    assert anna(laptop).email == "kasa@example.org"
    settle_everything(office, laptop, cash)
    assert office.digest() == laptop.digest() == cash.digest()
    assert all(station.health().is_well for station in (office, laptop, cash))
    cash.close()


def test_file_names_carry_the_station_and_a_number_only(stations: list[Station]) -> None:
    _office, laptop = stations
    assert bundle_name(laptop.office) == "laptop-polnoc-0001.teczka"
    assert slug("Żółta Łódź – kasa 3") == "zolta-lodz-kasa-3"
    laptop.load(_office.send(laptop))
    laptop.send(_office)
    assert bundle_name(laptop.office) == "laptop-polnoc-0002.teczka"


def test_a_bundle_for_one_station_lies_in_the_folder(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    change(office, phone="1")
    (station,) = other_stations(office.office)
    written = export_bundle(office.office, ExportBundle(station.id, tmp_path)).value
    assert (written.path.name, written.records, written.station.name) == ("biuro-0003.teczka", 2, "Laptop Północ")
    laptop.load(written.path)
    assert anna(laptop).phone == "1"
    with laptop.office.reading() as file:
        (own,) = [each for each in file.find(Workstation) if each.author == laptop.author]
    with pytest.raises(NoSuchStation):
        export_bundle(laptop.office, ExportBundle(own.id, tmp_path))


def test_bundles_for_all_lie_in_folders_of_their_receivers(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    written = export_bundles(office.office, ExportBundles(tmp_path / "pendrive")).value
    assert [each.path.parent.name for each in written] == ["kasa", "laptop-polnoc"]
    laptop.load(written[1].path)
    cash.load(written[0].path)
    cash.close()


def test_the_table_says_how_far_everybody_is(stations: list[Station]) -> None:
    office, laptop = stations

    def row() -> tuple[StationState, int, bool, bool]:
        (found,) = list_stations(office.office, ListStations())
        return found.state, found.waiting, found.received_at is not None, found.sent_at is not None

    assert row() == (StationState.CURRENT, 0, False, True)
    change(office, phone="1")
    change(office, phone="2")
    assert row() == (StationState.BEHIND, 2, False, True)
    bundle = office.send(laptop)
    assert row() == (StationState.CURRENT, 0, False, True)
    laptop.load(bundle)
    office.load(laptop.send(office))
    assert row() == (StationState.CURRENT, 0, True, True)
    with office.office.work("nowe stanowisko") as work:
        work.add(Workstation(id=new_id(), name="Kasa", author=7))
        work.commit()
    assert {found.state for found in list_stations(office.office, ListStations())} == {
        StationState.BEHIND,
        StationState.NEW,
    }
