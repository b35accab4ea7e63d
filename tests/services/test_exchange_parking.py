"""Parked records are listed with their reason and taken up later, as if they had been accepted in their turn."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.interviews import Answer, answer_id
from app.domain.persons import Person
from app.domain.records import new_id
from app.persistence import bodies
from app.persistence.bodies import Unreadable
from app.services.exchange.parking import ListParked, RetryParked, list_parked, retry_parked
from tests.machines.clerks import NEWER
from tests.machines.histories import old_program
from tests.services.test_exchange_stations import write_nonsense
from tests.stations import ANNA, Station, add, anna, change, office_and_laptop, office_of, settle_everything


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


def load_with_an_old_program(station: Station, path: Path, patch: pytest.MonkeyPatch, *refused: str) -> int:
    """Load where the program cannot read records that were written for these reasons; gives how many were parked."""
    read = bodies.read_body

    def read_old(body: bytes) -> object:
        reason, groups = read(body)
        if reason in refused:
            raise Unreadable("field")
        return reason, groups

    with patch.context() as old:
        old.setattr(bodies, "read_body", read_old)
        return len(station.load(path).preview.parked)


def retried(station: Station) -> int:
    return retry_parked(station.office, RetryParked()).value


def test_nothing_is_parked_and_nothing_is_tried(stations: list[Station]) -> None:
    office, _laptop = stations
    assert list_parked(office.office, ListParked()) == ()
    assert retried(office) == 0


def test_what_was_put_off_is_listed_with_its_reason(stations: list[Station], monkeypatch: pytest.MonkeyPatch) -> None:
    office, laptop = stations
    write_nonsense(laptop, monkeypatch, 99, (1,), "x")
    office.load(laptop.send(office))
    (found,) = list_parked(office.office, ListParked())
    assert (found.workstation, found.clerk, found.reason) == ("Laptop Północ", "E. Zielińska", "kind")
    assert found.at.date() == laptop.calendar.today()
    before = office.digest()
    assert retried(office) == 0
    assert office.digest() == before
    assert len(list_parked(office.office, ListParked())) == 1
    assert office.health().is_well


def test_a_newer_program_takes_up_what_an_older_one_put_off(
    stations: list[Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = stations
    change(laptop, "nowe pole", phone="1")
    assert load_with_an_old_program(office, laptop.send(office), monkeypatch, "nowe pole") == 1
    assert anna(office).phone == "44 781 22 60"
    assert office.health().is_well
    done = retry_parked(office.office, RetryParked())
    assert (done.value, done.changes.touched) == (1, {Person: frozenset([ANNA.id])})
    assert anna(office).phone == "1"
    assert list_parked(office.office, ListParked()) == ()
    assert office.digest() == laptop.digest()
    assert office.health().is_well
    assert retried(office) == 0


def test_what_was_written_on_top_of_it_stays_on_top(stations: list[Station], monkeypatch: pytest.MonkeyPatch) -> None:
    office, laptop = stations
    change(laptop, "nowe pole", phone="1")
    change(laptop, phone="2", email="e")
    assert load_with_an_old_program(office, laptop.send(office), monkeypatch, "nowe pole") == 1
    assert retried(office) == 1
    assert (anna(office).phone, anna(office).email) == ("2", "e")
    with office.office.reading() as file:
        assert file.contradictions() == []
    assert office.digest() == laptop.digest()
    assert office.health().is_well


def test_a_new_record_and_what_hangs_on_it(stations: list[Station], monkeypatch: pytest.MonkeyPatch) -> None:
    office, laptop = stations
    person = add(laptop, first_name="Jan", last_name="Ćwik", pesel="58042112350")
    with laptop.later(minutes=1).office.work("dopisek") as work:
        shown = work.get(Person, person.id)
        work.change(shown, replace(shown, phone="600"))
        work.commit()
    assert load_with_an_old_program(office, laptop.send(office), monkeypatch, "nowa osoba") == 2
    assert {each.reason for each in list_parked(office.office, ListParked())} == {"field", "record"}
    assert retried(office) == 2
    with office.office.reading() as file:
        assert file.get(Person, person.id).phone == "600"
        assert [hit.id for hit in file.search("cwik")] == [person.id]
        assert next(each.value for each in file.history(Person, person.id) if each.field == "phone") == "600"
    assert office.digest() == laptop.digest()
    assert office.health().is_well


def test_a_contradiction_that_was_hidden_by_it_comes_to_light(
    stations: list[Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = stations
    change(office, phone="3")
    change(laptop, "nowe pole", phone="1")
    load_with_an_old_program(office, laptop.send(office), monkeypatch, "nowe pole")
    with office.office.reading() as file:
        assert file.contradictions() == []
    assert retried(office) == 1
    with office.office.reading() as file:
        assert {each.value for each in file.contradictions()[0].versions} == {"1", "3"}
    laptop.load(office.send(laptop))
    assert office.digest() == laptop.digest()
    assert office.health().is_well


def test_what_hangs_on_something_that_somebody_else_brought_is_taken_up(tmp_path: Path) -> None:
    """An old program cannot read how a box was begun, but another workstation began the same one later."""
    office, laptop, cash = office_of(tmp_path, "Biuro", "Laptop", "Kasa")
    visit = new_id()
    box = Answer(id=answer_id(visit, "A.1", 0), interview_id=visit, field_id="A.1", value="tak")
    with laptop.office.work(NEWER) as work:
        work.add(box)
        work.commit()
    with laptop.later(minutes=1).office.work("poprawka") as work:
        work.change(work.get(Answer, box.id), replace(work.get(Answer, box.id), value="nie wiem"))
        work.commit()
    with old_program():
        office.load(laptop.send(office))
    assert [each.reason for each in list_parked(office.office, ListParked())] == ["field", "record"]
    with cash.office.work("wywiad") as work:
        work.add(replace(box, value="nie"))
        work.commit()
    office.load(cash.send(office))
    with old_program():
        assert retried(office) == 1
    assert [each.reason for each in list_parked(office.office, ListParked())] == ["field"]
    assert retried(office) == 1
    settle_everything(office, laptop, cash)
    assert office.digest() == laptop.digest() == cash.digest()
    for station in (office, laptop, cash):
        assert station.health().is_well
        station.close()
