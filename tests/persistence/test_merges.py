"""Records that nothing can meet are not merged; what comes out must be the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.bundles import Entry
from app.domain.persons import Address, Person
from app.domain.records import RecordId, new_id
from app.persistence import authors, merges
from app.persistence.bodies import SCHEMA, pack
from app.persistence.merges import Merge, merge
from app.persistence.tables import BY_RECORD
from app.services.exchange.accept import accept
from app.services.exchange.open import open_bundle
from tests.bench._office import people
from tests.stations import Station, founded, joined

_PERSON = BY_RECORD[Person]


@pytest.fixture
def host(tmp_path: Path) -> Station:
    return founded(tmp_path)


@pytest.fixture
def guest(tmp_path: Path, host: Station) -> Station:
    return joined(tmp_path, "Laptop", host)


def write(station: Station, persons: list[Person]) -> None:
    """Four a transaction."""
    for start in range(0, len(persons), 4):
        with station.office.work("przyjęcie") as work:
            work.add_all(persons[start : start + 4])
            work.commit()


def change(station: Station, person: Person, **fields: str) -> None:
    with station.office.work("zmiana") as work:
        shown = work.get(Person, person.id)
        work.change(shown, replace(shown, **fields))  # type: ignore[arg-type]  # text fields
        work.commit()


def merged(station: Station, bundle: Path) -> Merge:
    bundling = station.store.bundling
    arrival = accept(bundling, open_bundle(bundle, station.office), lambda _author: "")
    with station.store.transaction() as connection:
        return merge(connection, arrival.entries, authors.numbers(connection), None)


def plain_ids(found: Merge) -> set[bytes]:
    return {each for _place, kind, ids in found.plain_ids() if kind == _PERSON.number for each in ids}


@pytest.mark.parametrize(("kept", "piece"), [(0, 1), (5, 3), (10_000, 2_000)])
def test_loaded_in_slices_the_file_is_the_same(
    host: Station, guest: Station, monkeypatch: pytest.MonkeyPatch, kept: int, piece: int
) -> None:
    persons = people(20)
    write(host, persons)
    change(host, persons[5], phone="601 234 567")
    monkeypatch.setattr(merges, "_KEPT", kept)
    monkeypatch.setattr(merges, "_SLICE", piece)
    bundle = host.send(guest)
    assert plain_ids(merged(guest, bundle)) == {each.id for each in [*persons[:4], *persons[8:]]}
    assert guest.load(bundle).report.new_persons == 20
    assert guest.digest() == host.digest()
    assert all(not check.findings for check in guest.store.bundling.checks(is_deep=True))
    with guest.store.reading() as file:
        assert file.get(Person, persons[5].id).phone == "601 234 567"


def test_whoever_looks_sees_each_record_as_it_will_be(
    host: Station, guest: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    persons = people(12)
    write(host, persons)
    change(host, persons[5], phone="601 234 567")
    monkeypatch.setattr(merges, "_KEPT", 0)
    bundle = host.send(guest)
    arrival = accept(guest.store.bundling, open_bundle(bundle, guest.office), lambda _author: "")
    trial = guest.store.bundling.trial(arrival)
    assert set(trial.new[Person]) == {each.id for each in persons}
    seen = {each.id: trial.coming(Person, each.id) for each in reversed(persons)}
    assert trial.coming(Person, RecordId(b"nobody here at a")) is None
    assert trial.coming(Address, persons[0].id) is None
    guest.load(bundle)
    with guest.store.reading() as file:
        for each in persons:
            stored = file.get(Person, each.id)
            assert seen[each.id] == stored
            assert seen[each.id].seen == stored.seen  # type: ignore[union-attr]  # just compared


def test_what_is_here_already_is_merged(host: Station, guest: Station) -> None:
    same = people(1)[0]
    write(host, [replace(same, phone="601 234 567")])
    write(guest, [same])
    bundle = host.send(guest)
    assert plain_ids(merged(guest, bundle)) == set()
    assert [each.field for each in guest.load(bundle).preview.contradictions] == ["phone"]
    host.load(guest.send(host))
    assert guest.digest() == host.digest()


def test_what_two_records_make_is_merged(host: Station) -> None:
    person_id, other_id = new_id(), new_id()
    bodies = [made(person_id, "Anna"), made(person_id, "Hanna"), made(other_id, "Ewa", twice=True)]
    entries = [entry(host, number, body) for number, body in enumerate(bodies, start=1000)]
    with host.store.transaction() as connection:
        found = merge(connection, entries, authors.numbers(connection), None)
    assert plain_ids(found) == set()
    assert {key[1] for key in found.merger.merged.rows} == {person_id, other_id}


def test_fields_that_an_older_program_did_not_know_are_blank(host: Station) -> None:
    person_id = new_id()
    with host.store.transaction() as connection:
        found = merge(connection, [entry(host, 1000, made(person_id, "Anna"))], authors.numbers(connection), None)
        assert plain_ids(found) == {person_id}
        row = found.row((_PERSON.number, person_id))
        found.write()
        stored = connection.execute(_PERSON.select_one, {"id": person_id}).one()
    assert row is not None
    assert list(stored[1:-1]) == row.values[1:]
    assert _PERSON.record_of(stored) == Person(id=person_id, first_name="Anna")


def made(person_id: bytes, first_name: str, *, twice: bool = False) -> bytes:
    """The body of a record that makes a person and names one field."""
    rows = [[person_id, first_name]] * (2 if twice else 1)
    return pack(["", [[_PERSON.number, True, [_PERSON.numbers["first_name"]], rows]]])


def entry(station: Station, number: int, body: bytes) -> Entry:
    return Entry(station.author, number, number, None, None, SCHEMA, None, b"salt", b"digest", body)
