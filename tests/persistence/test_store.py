"""The office file: made, opened, refused in words, and closed without a trace."""

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.persons import Address, Person, Sex
from app.domain.problems import Missing
from app.domain.records import new_id
from app.persistence.faults import FileDamaged
from app.persistence.store import Store
from app.services.office import Unwatched
from tests.little_office import new_keys

AT = datetime(2026, 11, 3, 10, 0)
KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "urzad.teczka-db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    made = Store.create(path, new_keys(), b"office-przedborz")
    yield made
    made.close()


def add(store: Store, *persons: Person) -> None:
    with store.work(clerk_id=None, at=AT, reason="test") as work:
        work.add_all(persons)
        work.commit()


def found(store: Store) -> list[Person]:
    with store.reading() as file:
        return file.find(Person)


PERSON = Person(id=new_id(), last_name="Żółć", sex=Sex.FEMALE, born_on=date(1992, 3, 4))


def test_what_was_written_is_there_after_opening_again(store: Store, path: Path) -> None:
    add(store, PERSON)
    store.close()
    again = Store.open(path)
    assert found(again) == [PERSON]
    assert found(again)[0].seen
    assert again.author == store.author
    again.close()


def test_without_commit_nothing_happened(store: Store) -> None:
    with store.work(clerk_id=None, at=AT, reason="test") as work:
        work.add(PERSON)
    assert found(store) == []
    assert store.bundling.vector()[store.author].number == 0


def test_a_keyed_file_opens_with_its_key_only(path: Path) -> None:
    keyed = Store.create(path, new_keys(), b"office-przedborz", KEY)
    add(keyed, PERSON)
    keyed.close()
    assert "Żółć".encode() not in path.read_bytes()
    for wrong in (None, bytes(32)):
        with pytest.raises(FileDamaged):
            Store.open(path, wrong)
    again = Store.open(path, KEY)
    assert found(again) == [PERSON]
    again.close()


def test_damage_in_the_middle_is_said_in_words(store: Store, path: Path) -> None:
    add(store, *(Person(id=new_id(), last_name=f"Zając {number}", note="x" * 500) for number in range(500)))
    store.close()
    data = bytearray(path.read_bytes())
    data[8192 : len(data) - 4096] = os.urandom(len(data) - 12288)
    path.write_bytes(data)
    with pytest.raises(FileDamaged):
        opened_and_read(path)


def opened_and_read(path: Path) -> list[Person]:
    store = Store.open(path)
    try:
        return found(store)
    finally:
        store.close()


def test_local_values_stay_here(store: Store) -> None:
    store.set_meta("last_clerk", b"x")
    store.set_meta("last_clerk", b"y")
    assert (store.meta("last_clerk"), store.meta("nothing")) == (b"y", None)
    assert store.bundling.vector()[store.author].number == 0


def test_asking_for_what_is_not_there(store: Store) -> None:
    with store.reading() as file, pytest.raises(Missing):
        file.get(Person, new_id())
    with store.reading() as file, pytest.raises(Missing):
        file.content("00")


def test_closing_twice_is_no_fault(store: Store) -> None:
    store.close()
    store.close()


def test_find_compares_with_none_and_leaves_removed_ones_out(store: Store) -> None:
    other = replace(PERSON, id=new_id(), born_on=None)
    add(store, PERSON, other)
    with store.reading() as file:
        assert file.find(Person, born_on=None) == [other]
        assert file.count(Person, sex=Sex.FEMALE) == 2
        shown = file.get(Person, other.id)
    with store.work(clerk_id=None, at=AT, reason="test") as work:
        work.remove(shown)
        work.commit()
    with store.reading() as file:
        assert file.find(Person) == [PERSON]
        assert file.get(Person, other.id) == other
        assert file.many(Address, []) == {}


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX systems")
def test_nobody_else_may_read_the_file_or_what_lies_beside_it(store: Store, path: Path) -> None:
    add(store, Person(id=new_id(), last_name="Nowak"))
    store.bundling.copy_aside(Unwatched())
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert set(modes) >= {path.name, f"{path.name}-wal", f"{path.name}.before-import"}
    assert set(modes.values()) == {0o600}


def test_a_commit_is_on_the_disk_and_what_is_deleted_is_gone(tmp_path: Path) -> None:
    """A number must never be given twice, and an erased value leave no byte: both rest on these settings."""
    path = tmp_path / "urzad.teczka-db"
    Store.create(path, new_keys(), b"office").close()
    store = Store.open(path)
    settings = {"synchronous": 2, "secure_delete": 1, "locking_mode": "exclusive", "journal_mode": "wal"}
    for name, value in settings.items():
        assert store._connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value, name
    store.close()
