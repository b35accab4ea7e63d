"""A new workstation: what is indexed after everything has come, and the memory that very much takes.

``python -m tests.bench.first_fill`` loads 100,000 persons in a process of its own and prints seconds and MB.
"""

import itertools
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlcipher3 import dbapi2

from app.domain.persons import Clerk
from app.persistence.own_tables import PERSON_KEY
from app.persistence.store import Store
from app.services.calendars import SystemCalendar
from app.services.office import Office, Unwatched
from tests.bench._office import people
from tests.bench.exchange import load, timed, write
from tests.bench.run import Pair, bench
from tests.stations import founded, joined

PERSONS, VERY_MANY = 10_000, 100_000
_WORDS = (
    "CREATE VIRTUAL TABLE bare USING fts5(words, content='', contentless_delete=1, detail=column, prefix='1 2 3', "
    'tokenize="unicode61 remove_diacritics 0")'
)


@bench(
    what="10,000 persons who came with a bundle put into the search index, a hundred a transaction, as the desk does",
    floor="the same words put into a bare full-text table, a hundred a transaction",
    goal=3.0,
    why="each person is read with places and signs, folded, and stands in five indexes beside the words; the floor "
    "is given its words",
)
def index_afterwards(folder: Path) -> Iterator[Pair]:
    host = founded(folder)
    guest = joined(folder, "Laptop", host)
    write(host, people(PERSONS))
    load(guest.office, host.send(guest))
    guest.store.close()
    count = itertools.count()

    def copy() -> Store:
        path = folder / f"copy-{next(count)}.teczka-db"
        shutil.copyfile(guest.path, path)
        return Store.open(path)

    store = copy()
    tidy(store)
    with store.transaction() as connection:
        rows = [tuple(row) for row in connection.execute(select(PERSON_KEY.c.key, PERSON_KEY.c.words))]
    store.close()

    def ours() -> list[float]:
        store = copy()
        taken = timed(lambda: tidy(store))
        store.close()
        return taken

    def floor() -> list[float]:
        raw = dbapi2.connect(str(folder / f"bare-{next(count)}.db"), isolation_level=None)
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        raw.execute(_WORDS)

        def run() -> None:
            for start in range(0, len(rows), 100):
                raw.execute("BEGIN")
                raw.executemany("INSERT INTO bare(rowid, words) VALUES(?,?)", rows[start : start + 100])
                raw.execute("COMMIT")

        taken = timed(run)
        raw.close()
        return taken

    yield Pair(ours, floor)
    host.close()


def tidy(store: Store) -> None:
    while not store.is_tidy():
        store.tidy_up()


def first_fill() -> None:
    """Load very many persons into an empty workstation. Each half has a process of its own, for what the memory is."""
    alone = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as made:
        for half in (_prepare, _fill):
            child = alone.Process(target=half, args=(Path(made),))
            child.start()
            child.join()


def _prepare(folder: Path) -> None:
    host = founded(folder)
    guest = joined(folder, "Laptop", host)
    write(host, people(VERY_MANY))
    host.send(guest, folder / "bundle.teczka")
    host.close()
    guest.store.close()
    guest.path.rename(folder / "guest.teczka-db")


def _fill(folder: Path) -> None:
    from resource import RUSAGE_SELF, getrusage  # not on Windows

    store = Store.open(folder / "guest.teczka-db")
    with store.reading() as file:
        clerk = file.find(Clerk, role="head")[0]
    office = Office(store, SystemCalendar(), clerk, "Laptop", None, None, Unwatched())  # type: ignore[arg-type]  # no law
    before = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    begun, worked = time.perf_counter(), time.process_time()
    load(office, folder / "bundle.teczka")
    taken, worked = time.perf_counter() - begun, time.process_time() - worked
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{VERY_MANY:,} persons: {taken:.2f} s, {worked:.2f} s of work; {before:.0f} MB before, {peak:.0f} MB at most"
    )
    store.close()


if __name__ == "__main__":
    first_fill()
