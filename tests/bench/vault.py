"""What encryption costs: an office of 100,000 persons with a key against the same office without one."""

import itertools
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from app.domain.persons import Clerk, Person
from app.persistence.searching import search
from app.persistence.store import Store
from app.services.ports import Listing
from app.services.vault import keyring
from tests.bench._office import filled_store
from tests.bench.office_file import saving, typed
from tests.bench.run import Pair, bench

PERSONS = 100_000
OPENED, SAVED, PAGES, PAGE = 20, 50, 40, 100
PASSPHRASE = "cztery słowa przy kawie"  # noqa: S105 - of invented people


def _both(folder: Path) -> tuple[Path, Path, bytes]:
    """The plain file, the encrypted one with the same rows, and its key."""
    key = keyring.new_key()
    with_rows = filled_store(folder, PERSONS)
    sealed = folder / "sealed.teczka-db"
    with_rows.export(sealed, key)
    with_rows.close()
    return with_rows.path, sealed, key


@bench(
    what="opening the office file with its key, to the people who work there (work of the processor)",
    floor="the same file without a key",
    goal=1.3,
)
def open_vault(folder: Path) -> Iterator[Pair]:
    plain, sealed, key = _both(folder)

    def opens(path: Path, with_key: bytes | None) -> Callable[[], list[float]]:
        def run() -> list[float]:
            taken = []
            for _each in range(OPENED):
                begun = time.process_time()
                store = Store.open(path, with_key)
                with store.reading() as file:
                    file.find(Clerk)
                taken.append(time.process_time() - begun)
                store.close()
            return taken

        return run

    yield Pair(opens(sealed, key), opens(plain, None))


def _opened(folder: Path) -> tuple[Store, Store]:
    plain, sealed, key = _both(folder)
    return Store.open(sealed, key), Store.open(plain)


@bench(
    what="the first search after opening, when no page was read yet, encrypted (work of the processor)",
    floor="the same first search without a key",
    goal=1.5,
    why="each page of the index is deciphered and checked once, 2 to 3 ms in all; every later search has it in memory",
)
def first_search_in_vault(folder: Path) -> Iterator[Pair]:
    plain, sealed, key = _both(folder)

    def searches(path: Path, with_key: bytes | None) -> Callable[[], list[float]]:
        def run() -> list[float]:
            taken = []
            for _each in range(OPENED):
                store = Store.open(path, with_key)
                begun = time.process_time()
                with store.reading() as file:
                    file.search("kowalski jan")
                taken.append(time.process_time() - begun)
                store.close()
            return taken

        return run

    yield Pair(searches(sealed, key), searches(plain, None))


@bench(
    what="a keystroke in the search field, encrypted (95th percentile)",
    floor="the same keystroke without a key",
    goal=1.5,
    quantile=0.95,
)
def search_in_vault(folder: Path) -> Iterator[Pair]:
    ours, floor = _opened(folder)
    with floor.reading() as file:
        texts = typed(file.find(Person)[:2_000])

    def types(store: Store) -> Callable[[], list[float]]:
        def run() -> list[float]:
            taken = []
            with store.transaction() as connection:
                for text in texts:
                    begun = time.perf_counter()
                    search(connection, text, 50)
                    taken.append(time.perf_counter() - begun)
            return taken

        return run

    yield Pair(types(ours), types(floor))
    ours.close()
    floor.close()


@bench(
    what="the order of a list of all persons and forty pages of it, encrypted",
    floor="the same list without a key",
    goal=1.5,
)
def list_in_vault(folder: Path) -> Iterator[Pair]:
    ours, floor = _opened(folder)
    listing = Listing("persons")

    def lists(store: Store) -> Callable[[], list[float]]:
        def run() -> list[float]:
            begun = time.perf_counter()
            with store.reading() as file:
                keys = file.keys(listing)
                for page in range(PAGES):
                    start = page * len(keys) // PAGES
                    file.page(listing, keys[start : start + PAGE])
            return [time.perf_counter() - begun]

        return run

    yield Pair(lists(ours), lists(floor))
    ours.close()
    floor.close()


@bench(
    what="one field of one person, saved durably with its journal record, encrypted",
    floor="the same without a key",
    goal=1.5,
)
def save_in_vault(folder: Path) -> Iterator[Pair]:
    ours, floor = _opened(folder)
    count = itertools.count()

    with floor.reading() as file:
        persons = file.find(Person)[:SAVED]
    yield Pair(saving(ours, persons, count), saving(floor, persons, count))
    ours.close()
    floor.close()


@bench(
    what="from a passphrase to the key of the file, with the usual cost",
    floor="Argon2id alone: three rounds over 192 MB on two lanes",
    goal=1.1,
)
def passphrase_to_key(folder: Path) -> Iterator[Pair]:
    del folder
    key, ring = keyring.new_key(), keyring.new_keyring()
    wrap = keyring.wrapped(ring, key, PASSPHRASE, bytes(16).hex(), "Anna Żak")

    def ours() -> list[float]:
        begun = time.perf_counter()
        keyring.unwrapped(ring, wrap, PASSPHRASE)
        return [time.perf_counter() - begun]

    def floor() -> list[float]:
        cost = keyring.USUAL
        begun = time.perf_counter()
        hash_secret_raw(PASSPHRASE.encode(), os.urandom(16), cost.rounds, cost.memory, cost.lanes, 32, Type.ID)
        return [time.perf_counter() - begun]

    yield Pair(ours, floor)
