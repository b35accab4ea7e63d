"""Several workstations of one office, each on its own real file, and what they send each other."""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.bundles import StationKeys
from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.problems import Problem, Trouble
from app.domain.records import new_id
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.exchange.apply import Applied, ApplyBundle, apply_bundle
from app.services.exchange.compare import Preview, PreviewBundle, preview_bundle
from app.services.exchange.examining import ExamineFile, Health, examine_file
from app.services.exchange.joining import (
    AdmitStation,
    accept_welcome,
    admit_station,
    open_welcome,
    request_in,
    write_request,
)
from app.services.exchange.pack import write_bundle
from app.services.exchange.stations import FoundOffice, found_office, make_keys
from app.services.office import Office, Unwatched
from tests.little_office import CLERK, HEAD, SHELF, WORKER

OFFICE_ID = b"office-przedborz"
MORNING = datetime(2026, 11, 12, 7, 30)
CLERKS = (HEAD, CLERK, WORKER)


@dataclass
class Station:
    """A workstation: its file, its clock, whoever sits there."""

    name: str
    path: Path
    calendar: SetCalendar
    store: Store
    office: Office

    @property
    def author(self) -> int:
        return self.store.author

    def later(self, **time: float) -> "Station":
        self.calendar.move_to(self.calendar.now() + timedelta(**time))
        return self

    def send(self, other: "Station", path: Path | None = None) -> Path:
        """Write a bundle for another workstation."""
        with self.store.reading() as file:
            station, *_ = file.find(Workstation, author=other.author)
        path = path or self.path.with_name(f"{self.name}-{self.store.bundling.next_counter():04d}.teczka")
        write_bundle(self.later(seconds=1).office, station, path)
        return path

    def preview(self, path: Path) -> Preview:
        return preview_bundle(self.office, PreviewBundle(path))

    def load(self, path: Path) -> Applied:
        return apply_bundle(self.later(seconds=1).office, ApplyBundle(path)).value

    def health(self) -> Health:
        return examine_file(self.office, ExamineFile(is_deep=True))

    def digest(self) -> str:
        return self.store.bundling.digest()

    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)
        self.office = replace(self.office, file=self.store)

    def backed_up(self) -> Path:
        """A copy of the closed file, as a backup is."""
        self.store.close()
        kept = self.path.with_name("kopia")
        shutil.copyfile(self.path, kept)
        self.reopen()
        return kept

    def restore(self, kept: Path) -> None:
        """Put the copy in the place of the file."""
        self.store.close()
        for path in self.path.parent.glob(self.path.name + "-*"):
            path.unlink()
        shutil.copyfile(kept, self.path)
        self.reopen()

    def close(self) -> None:
        self.store.close()


def station_at(folder: Path, name: str, office_id: bytes = b"", keys: StationKeys | None = None) -> Station:
    """A workstation with a new file; without an office it waits for a welcome."""
    path = folder / name / "urzad.teczka-db"
    store = Store.create(path, keys or make_keys(), office_id)
    calendar = SetCalendar(MORNING)
    office = Office(store, calendar, HEAD, name, SHELF.law, SHELF, Unwatched())
    return Station(name, path, calendar, store, office)


def reopened_copy(station: Station, path: Path) -> Station:
    """The workstation on another file of it."""
    store = Store.open(path)
    return replace(station, path=path, store=store, office=replace(station.office, file=store))


def founded(folder: Path, name: str = "Biuro", office_id: bytes = OFFICE_ID) -> Station:
    """The first workstation of an office."""
    station = station_at(folder, name, office_id)
    request = FoundOffice(name, "K. Nowak", {"office_short_name": "M-GOPS"}, CLERKS)
    found_office(station.store, request, MORNING)
    return station


def joined(folder: Path, name: str, host: Station) -> Station:
    """A workstation that joins by request and welcome, as people do it."""
    station = station_at(folder, name)
    asked = write_request(station.store.bundling.keys(), name, "M. Lis", station.path.parent)
    answer = AdmitStation(asked, request_in(asked).fingerprint, host.path.parent)
    welcome = admit_station(host.office, answer).value
    opened = open_welcome(station.store.bundling, welcome)
    accept_welcome(station.store, opened, station.calendar.now(), Unwatched())
    return station


def office_of(folder: Path, *names: str) -> list[Station]:
    """Some workstations that know each other; the first one founded the office."""
    first = founded(folder, names[0])
    stations = [first, *(joined(folder, name, first) for name in names[1:])]
    for station in stations[1:-1]:  # the last to come heard of everybody
        station.load(first.send(station))
    return stations


def settle_everything(*stations: Station) -> None:
    """Everybody hears everybody until nobody has news."""
    for _round in range(2):
        for sender in stations:
            for receiver in stations:
                if sender is not receiver:
                    receiver.load(sender.send(receiver))


def bytes_of(station: Station) -> list[bytes]:
    """The office file and its write-ahead log, byte by byte."""
    paths = [station.path, station.path.with_name(station.path.name + "-wal")]
    return [path.read_bytes() for path in paths if path.exists()]


ANNA = Person(id=new_id(), first_name="Anna", last_name="Wiśniewska", pesel="92030412346", phone="44 781 22 60")


def office_and_laptop(folder: Path) -> list[Station]:
    """Two workstations that both know Anna; the laptop's clock is half an hour ahead."""
    office, laptop = office_of(folder, "Biuro", "Laptop Północ")
    with office.office.work("wniosek") as work:
        work.add(ANNA)
        work.commit()
    laptop.later(minutes=30).load(office.send(laptop))
    return [office, laptop]


def change(station: Station, reason: str = "zmiana", **fields: object) -> None:
    with station.later(minutes=1).office.work(reason) as work:
        shown = work.get(Person, ANNA.id)
        work.change(shown, replace(shown, **fields))  # type: ignore[arg-type]  # the tests name the fields
        work.commit()


def anna(station: Station) -> Person:
    with station.office.reading() as file:
        return file.get(Person, ANNA.id)


def add(station: Station, **fields: object) -> Person:
    person = Person(id=new_id(), **fields)  # type: ignore[arg-type]  # the tests name the fields
    with station.later(minutes=1).office.work("nowa osoba") as work:
        work.add(person)
        work.commit()
    return person


def everything(station: Station) -> list[Any]:
    """Every row of every table."""
    connection = station.store._connection
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name").fetchall()
    return [
        [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # noqa: S608 - own tables
        for (table,) in tables
        if not table.startswith("person_words")
    ]


def refused(station: Station, path: Path, *problems: type[Problem]) -> Problem:
    """Neither the preview nor loading gets past it, and not a byte of the file changes."""
    before = bytes_of(station)
    with pytest.raises(problems):
        station.preview(path)
    with pytest.raises(problems) as caught:
        station.load(path)
    assert bytes_of(station) == before
    assert not isinstance(caught.value, Trouble) or "name" in caught.value.facts
    return caught.value
