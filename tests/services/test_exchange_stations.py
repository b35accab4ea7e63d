"""Founding an office, joining by two files and a telephone call, renaming, retiring; the doctor's look at it all."""

import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.offices import Setting, Workstation, setting_id
from app.domain.persons import Clerk, Person
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.persistence import bodies
from app.services.exchange.joining import (
    AdmitStation,
    AlreadyJoined,
    FingerprintDiffers,
    NotARequest,
    NotAWelcome,
    ReadRequest,
    accept_welcome,
    admit_station,
    open_welcome,
    read_request,
    request_in,
    write_request,
)
from app.services.exchange.open import BundleForged, NotForUs
from app.services.exchange.standings import (
    AskLastExchange,
    ListStations,
    StationState,
    ask_last_exchange,
    list_stations,
)
from app.services.exchange.stations import (
    CannotRetireSelf,
    RenameStation,
    RetireStation,
    StationUnnamed,
    rename_station,
    retire_station,
)
from app.services.office import Unwatched
from tests.little_office import CLERK, at_desk
from tests.stations import Station, anna, change, founded, joined, office_and_laptop, settle_everything, station_at


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Station]:
    made = founded(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Station]:
    made = station_at(tmp_path, "Laptop Północ")
    yield made
    made.close()


def request_of(station: Station, name: str = "Laptop Północ") -> Path:
    return write_request(station.store.bundling.keys(), name, "M. Lis", station.path.parent)


def test_a_new_office_has_a_roster_of_one(office: Station) -> None:
    with office.office.reading() as file:
        (station,) = file.find(Workstation)
        assert (station.name, station.author, station.joined_on) == ("Biuro", office.author, date(2026, 11, 12))
        assert file.get(Setting, setting_id("office_short_name")).value == "M-GOPS"
        assert len(file.find(Clerk)) == 3


def test_a_workstation_joins_and_has_everything(office: Station, stranger: Station) -> None:
    asked = request_of(stranger)
    assert asked.name == "laptop-polnoc.teczka-join"
    seen = read_request(office.office, ReadRequest(asked))
    assert (seen.name, seen.keeper) == ("Laptop Północ", "M. Lis")
    read_out = seen.fingerprint.replace(" ", "")
    assert (len(read_out), read_out.isdigit()) == (16, True)
    welcome = admit_station(office.office, AdmitStation(asked, read_out, office.path.parent)).value
    opened = open_welcome(stranger.store.bundling, welcome)
    assert opened.sender_fingerprint != seen.fingerprint
    accept_welcome(stranger.store, opened, stranger.calendar.now(), Unwatched())
    assert stranger.digest() == office.digest()
    assert stranger.health().is_well
    with pytest.raises(AlreadyJoined):
        open_welcome(stranger.store.bundling, welcome)
    (row,) = list_stations(office.office, ListStations())
    assert (row.station.name, row.state) == ("Laptop Północ", StationState.CURRENT)


def test_a_request_that_was_exchanged_on_the_way(office: Station, stranger: Station) -> None:
    read_out = request_in(request_of(stranger)).fingerprint
    other = station_at(stranger.path.parents[2] / "intruder", "Laptop Północ")
    forged = request_of(other)
    with pytest.raises(FingerprintDiffers):
        admit_station(office.office, AdmitStation(forged, read_out, office.path.parent))
    with office.office.reading() as file:
        assert len(file.find(Workstation)) == 1
    other.close()


def test_a_request_that_is_none(office: Station, stranger: Station, tmp_path: Path) -> None:
    whole = request_of(stranger).read_bytes()
    for data in (b"", b"zzz", whole[:40], whole[:-1], whole + b"\0", whole[:90] + b"\1" + whole[91:], bytes(100_000)):
        wrong = tmp_path / "x.teczka-join"
        wrong.write_bytes(data)
        with pytest.raises(NotARequest):
            read_request(office.office, ReadRequest(wrong))


def test_of_a_request_no_more_is_read_than_a_request_can_be(office: Station, tmp_path: Path) -> None:
    huge = tmp_path / "x.teczka-join"
    with huge.open("wb") as file:
        file.truncate(1 << 29)
    tracemalloc.start()
    with pytest.raises(NotARequest):
        read_request(office.office, ReadRequest(huge))
    highest = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert highest < 1 << 20


def test_an_ordinary_bundle_is_no_welcome(office: Station, stranger: Station, tmp_path: Path) -> None:
    asked = request_of(stranger)
    answer = AdmitStation(asked, request_in(asked).fingerprint, office.path.parent)
    welcome = admit_station(office.office, answer).value
    with pytest.raises(NotAWelcome):
        open_welcome(stranger.store.bundling, office.send(stranger))
    third = station_at(tmp_path / "third", "Kasa")
    with pytest.raises(NotForUs):
        open_welcome(third.store.bundling, welcome)
    third.close()
    admit_station(office.office, answer)  # a lost welcome is simply written again


def test_a_welcome_by_somebody_else_is_forged(office: Station, stranger: Station) -> None:
    from app.services.exchange.open import unseal
    from app.services.exchange.pack import seal
    from app.services.exchange.stations import make_keys

    asked = request_of(stranger)
    answer = AdmitStation(asked, request_in(asked).fingerprint, office.path.parent)
    welcome = admit_station(office.office, answer).value
    own = stranger.store.bundling.keys()
    inside = unseal(welcome.read_bytes(), "x", own.sealing_secret)
    welcome.write_bytes(seal(inside.manifest, list(inside.sections.values()), make_keys(), [own.sealing_key]))
    with pytest.raises(BundleForged):
        open_welcome(stranger.store.bundling, welcome)


def test_names_are_given_once(office: Station, tmp_path: Path) -> None:
    laptop = joined(tmp_path, "Laptop", office)
    (row,) = list_stations(office.office, ListStations())
    for name in ("", "  ", "biuro"):
        with pytest.raises(StationUnnamed):
            rename_station(office.office, RenameStation(row.station.id, name, "x"))
    rename_station(office.office, RenameStation(row.station.id, "Laptop Północ", "M. Lis"))
    assert list_stations(office.office, ListStations())[0].station.name == "Laptop Północ"
    with pytest.raises(NotAllowed):
        rename_station(at_desk(office.office, CLERK), RenameStation(row.station.id, "x", ""))
    laptop.close()


def test_nobody_retires_the_workstation_he_sits_at(office: Station) -> None:
    with office.office.reading() as file:
        (own,) = file.find(Workstation)
    with pytest.raises(CannotRetireSelf):
        retire_station(office.office, RetireStation(own.id))


def test_what_a_retired_workstation_wrote_before_still_travels(tmp_path: Path) -> None:
    office, laptop = office_and_laptop(tmp_path)
    cash = joined(tmp_path, "Kasa", office)
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    with office.office.reading() as file:
        (station,) = file.find(Workstation, author=laptop.author)
    retire_station(office.office, RetireStation(station.id))
    cash.load(office.send(cash))
    assert anna(cash).phone == "601 224 918"
    assert {row.state for row in list_stations(cash.office, ListStations())} == {
        StationState.CURRENT,
        StationState.RETIRED,
    }
    for each in (office, laptop, cash):
        each.close()


# -- what cannot be accepted, and what the doctor sees -----------------------------------------------------------------


def write_nonsense(
    station: Station, patch: pytest.MonkeyPatch, kind: int, fields: tuple[int, ...], *row: object
) -> None:
    """A record as a faulty program of a known workstation would write it."""
    with patch.context() as faulty, station.office.work("błąd") as work:
        faulty.setattr(bodies, "_check", lambda *_group: None)
        work._pending()._inserts.setdefault((kind, fields), []).append((bytes(new_id()), *row))  # type: ignore[attr-defined]
        work.commit()


@pytest.mark.parametrize(
    ("kind", "fields", "row"),
    [
        (99, (1,), ("x",)),
        (4, (99,), ("x",)),
        (4, (1,), (7,)),
        (4, (6,), ("nie data",)),
        (4, (7,), ("other",)),
        (4, (1, 1), ("x", "y")),
        (5, (1,), (None,)),
        (4, (1,), (2**63,)),
        (9, (1, 2, 3, 4), (b"p" * 16, "wages", 2**63, "2026-10-15")),
        (5, (3,), ("Wola Przedborska",)),
    ],
)
def test_records_that_cannot_be_accepted_are_parked_and_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: int, fields: tuple[int, ...], row: tuple[object, ...]
) -> None:
    office, laptop = office_and_laptop(tmp_path)
    cash = joined(tmp_path, "Kasa", office)
    write_nonsense(laptop, monkeypatch, kind, fields, *row)
    change(laptop, phone="601 224 918")
    bundle = laptop.send(office)
    assert [each.author for each in office.preview(bundle).parked] == [laptop.author]
    assert len(office.load(bundle).preview.parked) == 1
    assert anna(office).phone == "601 224 918"
    assert len(cash.load(office.send(cash)).preview.parked) == 1
    assert office.digest() == cash.digest()
    assert office.health().is_well
    with office.office.reading() as file:
        assert len(file.find(Person)) == 1
    for each in (office, laptop, cash):
        each.close()


def test_the_doctor_sees_what_was_done_behind_the_programs_back(tmp_path: Path) -> None:
    office, laptop = office_and_laptop(tmp_path)
    change(office, phone="1")
    change(laptop, phone="2")
    settle_everything(office, laptop)

    def ill(*statements: str) -> set[str]:
        with office.store.transaction() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            return {check.name for check in office.health().checks if check.findings}

    assert ill() == set()
    assert ill("UPDATE person SET phone='3'") == {"replay"}
    assert ill("DELETE FROM person") == {"replay"}
    assert ill("UPDATE person SET sync_v=x'920105'") == {"replay"}
    assert ill("DELETE FROM sync_sibling") == {"replay"}
    assert "chains" in ill("UPDATE sync_journal SET body=zeroblob(9) WHERE ord=1")
    assert "chains" in ill("DELETE FROM sync_journal WHERE ord=1")
    assert "chains" in ill("UPDATE sync_vector SET number=number+1")
    assert "heads" in ill("UPDATE sync_vector SET head=zeroblob(64) WHERE head IS NOT NULL")
    assert "search" in ill("DELETE FROM person_key")
    before = office.digest()
    with office.store.transaction() as connection:
        connection.exec_driver_sql("UPDATE person SET note='x'")
        assert office.digest() != before
    assert office.digest() == before == laptop.digest()
    office.close()
    laptop.close()


def test_the_age_of_the_last_exchange_is_that_of_the_newest_bundle(tmp_path: Path, office: Station) -> None:
    assert ask_last_exchange(office.office, AskLastExchange()).is_alone
    here, laptop = office_and_laptop(tmp_path / "two")
    last = ask_last_exchange(here.office, AskLastExchange())
    assert not last.is_alone
    assert last.on == last.today
    here.close()
    laptop.close()
