"""The office file: writing with a journal, saving one field, finding while typing."""

import itertools
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlcipher3 import dbapi2

from app.domain.persons import Person
from app.persistence.searching import match_of, search, words_of
from app.persistence.store import Store
from app.persistence.tables import BY_RECORD
from tests.bench._office import NOW, filled_store, new_store, people
from tests.bench.run import Pair, bench

WRITTEN = 10_000
SEARCHED = 100_000
KEYSTROKES = 300


@bench(
    what="10,000 persons in one transaction with journal, guards and versions, noted for the search index",
    floor="the same rows by SQLAlchemy Core into the same table without any of these",
    goal=1.4,
)
def write_with_journal(folder: Path) -> Iterator[Pair]:
    stored = BY_RECORD[Person]
    count = itertools.count()
    made = iter([people(WRITTEN, seed) for seed in range(20)])
    rows = [
        dict(zip(("id", *stored.fields), (person.id, *stored.values_of(person)), strict=True)) | {"sync_v": b""}
        for person in people(WRITTEN)
    ]

    def ours() -> list[float]:
        store = new_store(folder, f"ours-{next(count)}")
        persons = next(made)
        begun = time.perf_counter()
        with store.work(clerk_id=None, at=NOW, reason="pomiar") as work:
            work.add_all(persons)
            work.commit()
        taken = time.perf_counter() - begun
        store.close()
        return [taken]

    def floor() -> list[float]:
        store = new_store(folder, f"floor-{next(count)}")
        with store.transaction() as connection:
            for (trigger,) in connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type='trigger'"
            ).fetchall():
                connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
            connection.exec_driver_sql("COMMIT")
        begun = time.perf_counter()
        with store.transaction() as connection:
            connection.execute(stored.table.insert(), rows)
            connection.exec_driver_sql("COMMIT")
        taken = time.perf_counter() - begun
        store.close()
        return [taken]

    yield Pair(ours, floor)


@bench(
    what="one field of one person among 10,000, saved durably with its journal record",
    floor="UPDATE of the same field through the same driver, committed with synchronous=FULL",
    goal=4.0,
    why="a journal record, its link of the chain, the versions and the search index are eight statements to one; "
    "the time a person waits stays below 2 ms",
)
def save_one_field(folder: Path) -> Iterator[Pair]:
    store = filled_store(folder, WRITTEN)
    raw = dbapi2.connect(str(folder / "raw.db"), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE person(id BLOB PRIMARY KEY, phone TEXT, last_name TEXT)")
    with store.reading() as file:
        persons = file.find(Person)[:50]
    raw.executemany("INSERT INTO person VALUES(?,?,?)", [(p.id, p.phone, p.last_name) for p in persons])
    count = itertools.count()

    def floor() -> list[float]:
        taken = []
        for person in persons:
            begun = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE person SET phone=? WHERE id=?", (str(next(count)), person.id))
            raw.execute("COMMIT")
            taken.append(time.perf_counter() - begun)
        return taken

    yield Pair(saving(store, persons, count), floor)
    raw.close()
    store.close()


def saving(store: Store, persons: Sequence[Person], count: "itertools.count[int]") -> Callable[[], list[float]]:
    """Gives another telephone to each of these persons in turn, as a form that was shown saves it."""

    def run() -> list[float]:
        taken = []
        for person in persons:
            with store.reading() as file:
                shown = file.get(Person, person.id)
            begun = time.perf_counter()
            with store.work(clerk_id=None, at=NOW, reason="pomiar") as work:
                work.change(shown, replace(shown, phone=str(next(count))))
                work.commit()
            taken.append(time.perf_counter() - begun)
        return taken

    return run


def typed(persons: list[Person]) -> list[str]:
    """What stands in the field after each key, from the second letter on."""
    chance = random.Random(3)
    texts: list[str] = []
    while len(texts) < KEYSTROKES:
        person = chance.choice(persons)
        text = chance.choice([f"{person.last_name} {person.first_name[:3]}", person.pesel, person.last_name.lower()])
        texts += [text[:end] for end in range(2, len(text) + 1)]
    return texts[:KEYSTROKES]


@bench(
    what="a keystroke in the search field over 100,000 persons, 50 hits with place and signs (95th percentile)",
    floor="the bare full-text query for the same words, 50 row numbers and names",
    goal=3.0,
    quantile=0.95,
)
def search_while_typing(folder: Path) -> Iterator[Pair]:
    store = filled_store(folder, SEARCHED)
    with store.reading() as file:
        texts = typed(file.find(Person))
    with store.transaction() as connection:

        def ours() -> list[float]:
            taken = []
            for text in texts:
                begun = time.perf_counter()
                search(connection, text, 50)
                taken.append(time.perf_counter() - begun)
            return taken

        def floor() -> list[float]:
            taken = []
            for text in texts:
                begun = time.perf_counter()
                connection.exec_driver_sql(
                    "SELECT p.last_name, p.first_name FROM person_words w JOIN person_key k ON k.key=w.rowid "
                    "JOIN person p ON p.id=k.id WHERE person_words MATCH ? LIMIT 50",
                    (match_of(words_of(text)),),
                ).fetchall()
                taken.append(time.perf_counter() - begun)
            return taken

        yield Pair(ours, floor)
    store.close()
