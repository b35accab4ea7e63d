"""Exchange: bundles written and loaded, against the bare values moved by the same libraries.

W1 is 10,000 persons for an empty workstation, W2 2,000 edits on each side in different fields; W3 and the sizes are in
``exchange_sizes``.
"""

import itertools
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import zstandard
from sqlcipher3 import dbapi2

from app.domain.bundles import Note
from app.domain.offices import Workstation
from app.domain.persons import Person
from app.persistence.store import Store
from app.persistence.tables import BY_RECORD
from app.services.exchange.accept import accept
from app.services.exchange.apply import ApplyBundle, apply_bundle, note_of
from app.services.exchange.open import open_bundle
from app.services.exchange.pack import build
from app.services.exchange.reports import Report
from app.services.office import Office, Unwatched
from app.services.ports import Trial
from tests.bench._office import people
from tests.bench.run import Pair, Run, bench
from tests.stations import Station, founded, joined

PERSONS, EDITS = 10_000, 2_000
_STORED = BY_RECORD[Person]
_COLUMNS = ",".join(("id", *_STORED.fields))
_HOLES = ",".join("?" * (len(_STORED.fields) + 1))
_INSERT = f"INSERT INTO person VALUES({_HOLES})"


def write(station: Station, persons: list[Person]) -> None:
    """A hundred persons a transaction, as an office works."""
    for start in range(0, len(persons), 100):
        with station.office.work("pomiar") as work:
            work.add_all(persons[start : start + 100])
            work.commit()


def edit(station: Station, ids: list[Any], field: str, seed: int) -> list[tuple[Any, str]]:
    """One field of many persons, ten a transaction; gives the values written."""
    chance, written = random.Random(seed), []
    for start in range(0, len(ids), 10):
        with station.office.work("pomiar") as work:
            for person in work.many(Person, ids[start : start + 10]).values():
                value = f"{chance.choice(('6', '7'))}{chance.randrange(10**8):08d}"
                work.change(person, replace(person, **{field: value}))  # type: ignore[arg-type]  # a text field
                written.append((person.id, value))
            work.commit()
    return written


def load(office: Office, path: Path) -> None:
    """The engine alone: unseal, verify, merge, write; without the copy of the file and the preview."""
    opened = open_bundle(path, office)
    arrival = accept(office.file.bundling, opened, lambda _author: "")
    note = note_of(opened, len(arrival.entries), office.now(), Report())

    def look(_trial: Trial) -> Any:
        def finish() -> Note:
            return note

        return finish

    office.file.bundling.take_in(arrival, look, Unwatched())


def copies(station: Station) -> Iterator[Station]:
    """The workstation as it is now, again and again, each time on a fresh copy of its file."""
    station.store.close()
    for number in itertools.count():
        path = station.path.with_name(f"copy-{number}.teczka-db")
        shutil.copyfile(station.path, path)
        store = Store.open(path)
        office = Office(**{**vars(station.office), "file": store})
        yield replace(station, path=path, store=store, office=office)
        store.close()
        path.unlink()


def bare(path: Path, rows: list[tuple[Any, ...]] = []) -> Any:  # noqa: B006 - only read
    """A file with the values and nothing else, through the same library."""
    raw = dbapi2.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute(f"CREATE TABLE person({_COLUMNS.replace('id,', 'id BLOB PRIMARY KEY,', 1)})")
    raw.execute("BEGIN")
    raw.executemany(_INSERT, rows)
    raw.execute("COMMIT")
    return raw


@contextmanager
def as_it_comes() -> Iterator[None]:
    """The driver as its makers ship it: without what ``connection`` tells it of values that need no adapting."""
    told = dict(dbapi2.adapters)
    dbapi2.adapters.clear()
    try:
        yield
    finally:
        dbapi2.adapters.update(told)


def packed(value: object) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(value))


def unpacked(path: Path) -> Any:
    return msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(path.read_bytes(), max_output_size=1 << 31))


def rows_of(persons: list[Person]) -> list[tuple[Any, ...]]:
    return [(person.id, *_STORED.values_of(person)) for person in persons]


def timed(run: Any) -> list[float]:
    begun = time.perf_counter()
    run()
    return [time.perf_counter() - begun]


@bench(
    what="a bundle of 10,000 persons unsealed, verified, merged and written into an empty workstation",
    floor="the values alone unpacked and inserted by the same library",
    goal=2.0,
    why="the floor gains as much as we do by what the driver was told of bytes and None; each row enters a guard, "
    "stands a second time in the journal and once in the history, and every value that arrives is checked",
)
def exchange_load(folder: Path) -> Iterator[Pair]:
    yield from _load_w1(folder, has_search=True)


@bench(
    what="the same without noting who is still to be indexed",
    floor="the values alone unpacked and inserted by the same library",
    goal=2.0,
    why="as exchange-load; noting whom to index is one statement",
)
def exchange_load_plain(folder: Path) -> Iterator[Pair]:
    yield from _load_w1(folder, has_search=False)


@bench(
    what="a bundle of 10,000 persons unsealed, verified, merged and written into an empty workstation",
    floor="the values alone unpacked and inserted by the same library, its driver as it comes from its makers",
    goal=2.0,
)
def exchange_load_as_it_comes(folder: Path) -> Iterator[Pair]:
    yield from (Pair(pair.ours, _untold(pair.floor)) for pair in _load_w1(folder, has_search=True))


def _untold(floor: Run) -> Run:
    def run() -> Any:
        with as_it_comes():
            return floor()

    return run


def _load_w1(folder: Path, *, has_search: bool) -> Iterator[Pair]:
    from app.persistence import searching

    host = founded(folder)
    guest = joined(folder, "Laptop", host)
    persons = people(PERSONS)
    write(host, persons)
    bundle = host.send(guest)
    plain = folder / "values"
    plain.write_bytes(packed(rows_of(persons)))
    guests, count = copies(guest), itertools.count()
    refresh = searching.refresh

    def ours() -> list[float]:
        station = next(guests)
        if not has_search:
            searching.refresh = lambda connection, person_ids: None  # noqa: ARG005 - the same shape
        try:
            return timed(lambda: load(station.office, bundle))
        finally:
            searching.refresh = refresh

    def floor() -> list[float]:
        raw = bare(folder / f"bare-{next(count)}.db")

        def run() -> None:
            values = unpacked(plain)
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(_INSERT, values)
            raw.execute("COMMIT")

        taken = timed(run)
        raw.close()
        return taken

    yield Pair(ours, floor)
    guests.close()  # type: ignore[attr-defined]  # a generator
    host.close()


@bench(
    what="the same bundle loaded as the clerk does: copy of the file, preview of every record, merge, search",
    floor="the values alone unpacked and inserted by the same library",
    goal=6.0,
    why="the copy of the file and the preview come on top of exchange-load",
)
def exchange_load_whole(folder: Path) -> Iterator[Pair]:
    for pair in _load_w1(folder, has_search=True):
        host = founded(folder / "whole")
        guest = joined(folder / "whole", "Laptop", host)
        write(host, people(PERSONS))
        bundle = host.send(guest)
        guests = copies(guest)

        def ours(guests: Iterator[Station] = guests, bundle: Path = bundle) -> list[float]:
            station = next(guests)
            return timed(lambda: apply_bundle(station.office, ApplyBundle(bundle)))

        yield Pair(ours, pair.floor)
        host.close()


@bench(
    what="10,000 persons sliced from the journal, packed, signed and sealed",
    floor="the values alone read, packed by the same library",
    goal=0.6,
)
def exchange_save(folder: Path) -> Iterator[Pair]:
    host = founded(folder)
    guest = joined(folder, "Laptop", host)
    persons = people(PERSONS)
    write(host, persons)
    with host.store.reading() as file:
        (station,) = file.find(Workstation, author=guest.author)
    raw = bare(folder / "bare.db", rows_of(persons))

    def ours() -> list[float]:
        return timed(lambda: build(host.store.bundling, station, host.calendar.now(), "x"))

    def floor() -> list[float]:
        return timed(lambda: packed([tuple(row) for row in raw.execute("SELECT * FROM person")]))

    yield Pair(ours, floor)
    host.close()
    guest.close()


@bench(
    what="2,000 edits of the other side loaded, both sides having edited other fields of the same 10,000 persons",
    floor="the values alone unpacked and updated by the same library",
    goal=2.2,
    why="SQLite alone takes more than twice the floor for rows with guard and versions, journal, history and those "
    "still to be indexed; every row is read whole before it is merged, the floor never reads; each round opens the "
    "file anew and composes all statements anew",
)
def exchange_edits(folder: Path) -> Iterator[Pair]:
    host = founded(folder)
    persons = people(PERSONS)
    write(host, persons)
    guest = joined(folder, "Laptop", host)
    host.load(guest.send(host))  # so that the next bundle brings only what is new
    ids = [person.id for person in random.Random(5).sample(persons, EDITS)]
    edit(guest, ids, "email", 1)
    values = edit(host, ids, "phone", 2)
    bundle = host.send(guest)
    plain = folder / "values"
    plain.write_bytes(packed(values))
    guests, count = copies(guest), itertools.count()
    rows = rows_of(persons)

    def ours() -> list[float]:
        station = next(guests)
        return timed(lambda: load(station.office, bundle))

    def floor() -> list[float]:
        raw = bare(folder / f"bare-{next(count)}.db", rows)

        def run() -> None:
            raw.execute("BEGIN IMMEDIATE")
            for person_id, value in unpacked(plain):
                raw.execute("UPDATE person SET phone=? WHERE id=?", (value, person_id))
            raw.execute("COMMIT")

        taken = timed(run)
        raw.close()
        return taken

    yield Pair(ours, floor)
    guests.close()  # type: ignore[attr-defined]  # a generator
    host.close()
