"""One transaction: rows and journal together, bases from what the form showed, one record per household."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.bundles import Head, first_link, link
from app.domain.cases import Case
from app.domain.households import Household
from app.domain.persons import Address, Person
from app.domain.records import RecordId, new_id
from app.persistence.bodies import Unreadable, read_body
from app.persistence.reading import clock_of
from app.persistence.store import Store
from tests.little_office import CLERK, new_keys

AT = datetime(2026, 11, 3, 10, 0)
HOME, OTHER_HOME = RecordId(b"household-home-1"), RecordId(b"household-othr-2")
PERSON = Person(id=new_id(), first_name="Anna", phone="60")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "urzad.teczka-db", new_keys(), b"office-przedborz")
    with made.work(clerk_id=CLERK.id, at=AT, reason="początek") as work:
        work.add(PERSON)
        work.commit()
    yield made
    made.close()


def journal(store: Store) -> list[Any]:
    return list(store.bundling.slice_above({}).entries)


def person(store: Store) -> Person:
    with store.reading() as file:
        return file.get(Person, PERSON.id)


def test_a_record_says_who_when_why_and_what(store: Store) -> None:
    (entry,) = journal(store)
    assert (entry.author, entry.number, entry.clerk, entry.scope) == (store.author, 1, CLERK.id, None)
    assert entry.at == clock_of(AT)
    reason, groups = read_body(entry.body)
    assert (reason, [(kind, is_insert, len(rows)) for kind, is_insert, _fields, rows in groups]) == (
        "początek",
        [(4, True, 1)],
    )


def test_only_fields_that_differ_are_written_on_top_of_what_was_shown(store: Store) -> None:
    shown = person(store)
    with store.work(clerk_id=None, at=AT, reason="telefon") as work:
        work.change(shown, replace(shown, phone="61"))
        work.commit()
    assert read_body(journal(store)[-1].body)[1] == [
        (4, False, (8,), [[bytes(PERSON.id), "61", [[[store.author, 1]]]]])
    ]


def test_nothing_changed_writes_nothing(store: Store) -> None:
    shown = person(store)
    with store.work(clerk_id=None, at=AT, reason="nic") as work:
        work.change(shown, replace(shown))
        changes = work.commit()
    assert len(journal(store)) == 1
    assert not changes.touches(Person)


def test_the_chain_can_be_followed_from_the_key(store: Store) -> None:
    for number in range(3):
        shown = person(store)
        with store.work(clerk_id=None, at=AT, reason="zmiana") as work:
            work.change(shown, replace(shown, phone=str(number)))
            work.commit()
    chain = first_link(store.bundling.keys().signing_key)
    for entry in journal(store):
        chain = link(chain, entry)
    assert store.bundling.vector()[store.author] == Head(4, chain)


def test_each_household_has_its_own_record(store: Store) -> None:
    with store.work(clerk_id=None, at=AT, reason="dwie rodziny") as work:
        for home in (HOME, OTHER_HOME):
            work.touching(home)
            work.add(Household(id=home, head_id=PERSON.id))
        work.touching(None)
        work.add(Person(id=new_id()))
        work.commit()
    assert [(entry.number, entry.scope) for entry in journal(store)[1:]] == [(2, HOME), (3, OTHER_HOME), (4, None)]


def test_one_thing_stands_in_one_record_whatever_household_it_is_written_for(store: Store) -> None:
    """Else others, who read record after record, would end with another value than this file."""
    with store.work(clerk_id=None, at=AT, reason="na przemian") as work:
        for turn, home in enumerate((HOME, OTHER_HOME, HOME)):
            work.touching(home)
            shown = work.get(Person, PERSON.id)
            work.change(shown, replace(shown, phone=str(turn)))
            work.add(Address(id=new_id(), person_id=PERSON.id))
        work.commit()
    written = {
        entry.number
        for entry in journal(store)[1:]
        for _kind, _is_insert, _fields, rows in read_body(entry.body)[1]
        for row in rows
        if row[0] == PERSON.id
    }
    assert (written, person(store).phone) == ({2}, "2")


def test_a_stale_form_becomes_a_contradiction(store: Store) -> None:
    shown = person(store)
    for phone in ("61", "62"):
        with store.work(clerk_id=CLERK.id, at=AT, reason=phone) as work:
            work.change(shown, replace(shown, phone=phone))
            work.commit()
    with store.reading() as file:
        (found,) = file.contradictions()
        assert (found.field, found.before, {version.value for version in found.versions}) == (
            "phone",
            "60",
            {"61", "62"},
        )
        assert found.versions[0].value == file.get(Person, PERSON.id).phone == "62"
        assert found.versions[0].clerk_id == CLERK.id
    with store.work(clerk_id=None, at=AT, reason="wybór") as work:
        work.settle(Person, PERSON.id, "phone", "62")
        work.commit()
    with store.reading() as file:
        assert not file.contradictions()
        told = [version.value for version in file.history(Person, PERSON.id) if version.field == "phone"]
        assert told == ["62", "62", "61", "60"]


def test_saving_the_same_form_twice_is_one_after_the_other(store: Store) -> None:
    shown = person(store)
    with store.work(clerk_id=None, at=AT, reason="dwa razy") as work:
        work.change(shown, replace(shown, phone="61"))
        work.change(shown, replace(shown, phone="62", email="e"))
        work.commit()
    with store.reading() as file:
        assert not file.contradictions()
    assert (person(store).phone, person(store).email) == ("62", "e")


def test_a_form_of_a_removed_record_brings_it_back_into_sight_and_asks(store: Store) -> None:
    shown = person(store)
    with store.work(clerk_id=None, at=AT, reason="usunięcie") as work:
        work.remove(shown)
        work.commit()
    with store.work(clerk_id=None, at=AT, reason="formularz") as work:
        work.change(shown, replace(shown, phone="61"))
        work.commit()
    with store.reading() as file:
        assert [found.field for found in file.contradictions()] == ["life"]
        assert file.find(Person) == [replace(PERSON, phone="61")]


def test_the_clock_of_the_journal_never_goes_back(store: Store) -> None:
    for at in (datetime(2026, 11, 3, 9, 0), datetime(1970, 1, 1), AT):
        with store.work(clerk_id=None, at=at, reason="zegar") as work:
            work.add(Person(id=new_id()))
            work.commit()
    times = [entry.at for entry in journal(store)]
    assert times == sorted(set(times))


def test_changes_name_kinds_and_records(store: Store) -> None:
    with store.work(clerk_id=None, at=AT, reason="adres") as work:
        home = Address(id=new_id(), person_id=PERSON.id)
        work.add(home)
        changes = work.commit()
    assert changes.touched == {Address: frozenset([home.id])}
    assert changes.touches(Address, Case)
    assert not changes.touches(Person)


def test_kept_bytes_are_kept_once(store: Store) -> None:
    with store.work(clerk_id=None, at=AT, reason="pismo") as work:
        names = {work.keep(b"pdf"), work.keep(b"pdf")}
        work.commit()
    with store.reading() as file:
        assert [file.content(name) for name in names] == [b"pdf"]


@pytest.mark.parametrize("fields", [{"phone": None}, {"first_name": 7}, {"sex": "other"}, {"note": b"x"}])
def test_what_others_would_not_accept_is_not_written_either(store: Store, fields: dict[str, Any]) -> None:
    with store.work(clerk_id=None, at=AT, reason="błąd") as work:
        work.add(Person(id=new_id(), **fields))
        with pytest.raises(Unreadable):
            work.commit()
    shown = person(store)
    with store.work(clerk_id=None, at=AT, reason="błąd") as work:
        work.change(shown, replace(shown, **fields))
        with pytest.raises(Unreadable):
            work.commit()
    assert len(journal(store)) == 1
    assert person(store) == shown


# -- a record as its maker gave it back, never read since -------------------------------------------------------------


def test_a_record_that_was_never_read_overwrites_nothing_that_came_after_its_birth(store: Store) -> None:
    with store.work(clerk_id=None, at=AT, reason="telefon") as work:
        work.change(person(store), replace(person(store), phone="61"))
        work.commit()
    assert PERSON.seen is None
    with store.work(clerk_id=None, at=AT, reason="stary formularz") as work:
        work.change(PERSON, replace(PERSON, phone="62", email="anna@example.org"))
        work.commit()
    with store.reading() as file:
        (parted,) = file.contradictions()
        assert {version.value for version in parted.versions} == {"61", "62"}
        assert file.get(Person, PERSON.id).email == "anna@example.org"


def test_a_record_that_was_never_read_is_not_removed_under_a_later_change(store: Store) -> None:
    with store.work(clerk_id=None, at=AT, reason="telefon") as work:
        work.change(person(store), replace(person(store), phone="61"))
        work.commit()
    with store.work(clerk_id=None, at=AT, reason="usunięcie") as work:
        work.remove(PERSON)
        work.commit()
    with store.reading() as file:
        assert [each.phone for each in file.find(Person)] == ["61"]
        assert [each.field for each in file.contradictions()] == ["life"]


def test_what_was_made_is_changed_and_removed_by_whoever_made_it(store: Store) -> None:
    made = Person(id=new_id(), phone="60")
    with store.work(clerk_id=None, at=AT, reason="nowa") as work:
        work.add(made)
        work.change(made, replace(made, phone="61"))
        work.change(made, replace(made, phone="62"))
        work.commit()
    with store.reading() as file:
        assert (file.get(Person, made.id).phone, file.contradictions()) == ("62", [])
    with store.work(clerk_id=None, at=AT, reason="pomyłka") as work:
        fresh = Person(id=new_id())
        work.add(fresh)
        work.remove(fresh)
        work.commit()
    with store.reading() as file:
        assert {each.id for each in file.find(Person)} == {PERSON.id, made.id}


def test_a_seal_is_a_version_of_every_field(store: Store) -> None:
    shown = person(store)
    with store.work(clerk_id=None, at=AT, reason="pieczęć") as work:
        work.seal(shown, replace(shown, phone="61"))
        work.commit()
    (group,) = read_body(journal(store)[-1].body)[1]
    kind, is_insert, fields, ((record_id, *values, _bases),) = group
    assert (kind, is_insert, fields, record_id) == (4, False, tuple(range(1, len(fields) + 1)), bytes(PERSON.id))
    assert (values[0], values[7], len(values)) == ("Anna", "61", len(fields))
