"""Finding persons while typing; the order of the Polish alphabet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from app.domain.cases import Case
from app.domain.persons import Address, Person
from app.domain.polish import sort_key
from app.domain.records import RecordId, new_id
from app.persistence import searching
from app.persistence.searching import fold, words_of
from app.persistence.store import Store
from app.services.ports import Listing
from tests.little_office import new_keys

AT = datetime(2026, 11, 3, 10, 0)
ALPHABET = [*"aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "urzad.teczka-db", new_keys(), b"office-przedborz")
    yield made
    made.close()


def add(store: Store, last_name: str, first_name: str = "Jan", **more: str) -> Person:
    person = Person(id=new_id(), first_name=first_name, last_name=last_name, **more)  # type: ignore[arg-type]
    with store.work(clerk_id=None, at=AT, reason="test") as work:
        work.add(person)
        work.commit()
    return person


def names(store: Store, text: str, limit: int = 50) -> list[str]:
    with store.reading() as file:
        return [hit.name for hit in file.search(text, limit)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Łukasz Żółć", "lukasz zolc"), ("ÀÉÎÕÜ", "aeiou"), ("Straße", "strasse"), ("ABC-12/3", "abc-12/3"), ("", "")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words() -> None:
    assert words_of("Nowak-Kowal, ul. Ściegiennego 4/2") == ["nowak", "kowal", "ul", "sciegiennego", "4", "2"]


def test_the_polish_alphabet_sorts_as_at_school() -> None:
    shuffled = sorted(ALPHABET, key=lambda letter: ord(letter) * 7 % 31)
    assert sorted(shuffled, key=sort_key) == ALPHABET
    assert sorted(["Łoś", "Lato", "Los", "Ćma", "Cień", "Żaba", "Zając", "Źrebak"], key=sort_key) == [
        "Cień", "Ćma", "Lato", "Los", "Łoś", "Zając", "Źrebak", "Żaba",
    ]  # fmt: skip


@given(st.text(max_size=12), st.text(max_size=12))
def test_sorting_looks_at_small_letters_only(one: str, other: str) -> None:
    assert sort_key(one.lower()) == sort_key(one)
    assert (sort_key(one) == sort_key(other)) == (one.lower() == other.lower())


def test_letters_without_tails_find_letters_with_them(store: Store) -> None:
    add(store, "Żółć", "Łukasz")
    for typed in ("zol", "ŻÓŁ", "żółć łuk", "luk zol", "lukasz"):
        assert names(store, typed) == ["Żółć Łukasz"], typed
    assert names(store, "zolx") == []
    assert names(store, "  ") == names(store, '"*') == []


def test_beginnings_of_the_surname_come_first_and_sorted(store: Store) -> None:
    for last, first in (("Łoś", "Ewa"), ("Los", "Adam"), ("Nowak", "Los"), ("Losek", "Jan")):
        add(store, last, first)
    assert names(store, "los") == ["Los Adam", "Łoś Ewa", "Losek Jan", "Nowak Los"]
    assert names(store, "los", 2) == ["Los Adam", "Łoś Ewa"]


def test_pesel_phone_address_and_sign(store: Store) -> None:
    person = add(store, "Wiśniewska", "Anna", pesel="92030412346", phone="44 781-22-60")
    with store.work(clerk_id=None, at=AT, reason="adres i sprawa") as work:
        work.add(Address(id=new_id(), person_id=person.id, locality="Wola Przedborska", house="14"))
        work.add(
            Case(
                id=new_id(), person_id=person.id, household_id=new_id(), benefit="x", sign="MGOPS.5110.3.17.2026",
                opened_on=date(2026, 11, 3), need_known_on=date(2026, 11, 3),
            )
        )  # fmt: skip
        work.commit()
    for typed in ("920304", "447812260", "wola przed", "wola 14", "5110 17", "anna wola", "wis 9203"):
        assert names(store, typed) == ["Wiśniewska Anna"], typed


def test_the_index_follows_every_change(store: Store) -> None:
    person = add(store, "Nowak")
    with store.work(clerk_id=None, at=AT, reason="ślub") as work:
        work.change(work.get(Person, person.id), replace(person, last_name="Kowalska"))
        work.commit()
    assert (names(store, "nowak"), names(store, "kowal")) == ([], ["Kowalska Jan"])
    other = add(store, "Zając")
    with store.work(clerk_id=None, at=AT, reason="połączenie") as work:
        work.change(work.get(Person, person.id), replace(work.get(Person, person.id), merged_into=other.id))
        work.commit()
    assert names(store, "kowal") == ["Zając Jan"]  # who stands for her
    with store.work(clerk_id=None, at=AT, reason="usunięcie") as work:
        work.remove(work.get(Person, other.id))
        work.commit()
    assert names(store, "zajac") == names(store, "kowal") == []


def test_what_nobody_is_found_by_leaves_the_index_alone(store: Store) -> None:
    person = add(store, "Nowak", phone="601234567")
    writes = _writes_of(store)
    noted = replace(person, note="602000111")
    for after, is_written in ((noted, False), (replace(noted, phone="602000111"), True)):
        before = len(writes)
        with store.work(clerk_id=None, at=AT, reason="zmiana") as work:
            work.change(work.get(Person, person.id), after)
            work.commit()
        assert any("person_words" in text for text in writes[before:]) is is_written
    assert (names(store, "601234567"), names(store, "602000111")) == ([], ["Nowak Jan"])


def _writes_of(store: Store) -> list[str]:
    """Every statement that writes, from now on."""
    written: list[str] = []

    @event.listens_for(store._connection.engine, "before_cursor_execute")
    def _note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith("SELECT"):
            written.append(statement)

    return written


def put_off(store: Store, monkeypatch: pytest.MonkeyPatch, people: list[Person]) -> None:
    """More at once than are indexed in the transaction that writes them."""
    monkeypatch.setattr(searching, "_MANY", 10)
    with store.work(clerk_id=None, at=AT, reason="test") as work:
        work.add_all(people)
        work.commit()
    assert not store.is_tidy()


def hares(first: int, count: int) -> list[Person]:
    return [Person(id=new_id(), last_name=f"Zając{n}", pesel=f"{n:011d}") for n in range(first, first + count)]


def test_many_are_indexed_later_a_few_at_a_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    people = hares(0, 25)
    put_off(store, monkeypatch, people)
    monkeypatch.setattr(searching, "_SOME_STALE", searching._SOME_STALE.limit(10))
    found: set[RecordId] = set()
    slices = 0
    while not store.is_tidy():
        found |= store.tidy_up().touched[Person]
        slices += 1
    assert (slices, found) == (3, {person.id for person in people})
    assert names(store, "zajac7") == ["Zając7"]


def test_who_looks_finds_them_before_they_were_indexed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put_off(store, monkeypatch, hares(0, 25))
    assert names(store, "zajac7") == ["Zając7"]
    assert store.is_tidy()
    put_off(store, monkeypatch, hares(100, 25))
    with store.reading() as file:
        assert len(file.keys(Listing("persons", text="zajac12"))) == 6  # 12 and 120 to 124
    put_off(store, monkeypatch, hares(7, 11))
    assert len(store.bundling.twins()) == 11
    put_off(store, monkeypatch, hares(300, 25))
    assert not [check for check in store.bundling.checks(is_deep=True) if check.findings]


def test_what_was_put_off_is_done_after_the_next_opening(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put_off(store, monkeypatch, hares(0, 25))
    store.close()
    again = Store.open(store.path)
    assert not again.is_tidy()
    assert names(again, "zajac7") == ["Zając7"]
    again.close()


def test_an_index_made_anew_is_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    people = hares(0, 40)
    put_off(store, monkeypatch, people[:20])
    assert names(store, "zajac7") == ["Zając7"]  # most of all are new: built anew
    put_off(store, monkeypatch, people[20:31])
    assert names(store, "zajac30") == ["Zając30"]  # few are: added
    with store.work(clerk_id=None, at=AT, reason="test") as work:
        work.add_all(people[31:])
        work.commit()
    rows = "SELECT id,sort,surname,pesel,place,signs,words FROM person_key ORDER BY id"
    before = store._connection.exec_driver_sql(rows).fetchall()
    with store.transaction() as connection:
        searching.rebuild(connection)
        connection.exec_driver_sql("COMMIT")
    assert store._connection.exec_driver_sql(rows).fetchall() == before
    assert len(before) == 40
    assert names(store, "zajac7") == ["Zając7"]
