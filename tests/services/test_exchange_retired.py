"""What a retired workstation writes later waits for a person, whichever way it comes; the others hear the verdict."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.roles import NotAllowed
from app.services.erasing import ErasePerson, erase_person
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.joining import (
    AdmitStation,
    accept_welcome,
    admit_station,
    open_welcome,
    request_in,
    write_request,
)
from app.services.exchange.parking import ListParked, RetryParked, list_parked, retry_parked
from app.services.exchange.stations import RetireStation, retire_station
from app.services.office import Unwatched
from tests.little_office import CLERK, at_desk
from tests.stations import ANNA, Station, anna, change, office_of, settle_everything, station_at


@pytest.fixture
def three(tmp_path: Path) -> Iterator[list[Station]]:
    """Biuro, Kasa and Laptop, who all know Anna."""
    made = office_of(tmp_path, "Biuro", "Kasa", "Laptop")
    with made[0].office.work("wniosek") as work:
        work.add(ANNA)
        work.commit()
    settle_everything(*made)
    yield made
    for station in made:
        station.close()


def retire(host: Station, station: Station) -> None:
    with host.office.reading() as file:
        (found,) = file.find(Workstation, author=station.author)
    retire_station(host.later(minutes=1).office, RetireStation(found.id))


def reasons(station: Station) -> list[str]:
    return [each.reason for each in list_parked(station.office, ListParked())]


def test_later_changes_that_come_through_a_third_wait(three: list[Station]) -> None:
    office, cash, laptop = three
    retire(office, laptop)
    change(laptop, phone="999")
    cash.load(laptop.send(cash))  # has not heard yet
    bundle = cash.send(office)
    assert [each.reason for each in office.preview(bundle).parked] == ["retired"]
    office.load(bundle)
    assert anna(office).phone == ANNA.phone
    assert reasons(office) == ["retired"]
    assert list_parked(office.office, ListParked())[0].workstation == "Laptop"
    assert retry_parked(office.office, RetryParked()).value == 0
    assert office.health().is_well


def test_an_order_to_erase_waits_as_well_although_it_was_given_with_the_right(three: list[Station]) -> None:
    """Its author knew that he was the head from what stands in the order's own record, which waits with it."""
    office, cash, laptop = three
    retire(office, laptop)
    erase_person(laptop.later(minutes=1).office, ErasePerson(ANNA.id, "na wniosek", "wiśniewska"))
    cash.load(laptop.send(cash))  # has not heard yet
    office.load(cash.send(office))
    assert reasons(office) == ["retired"]
    assert retry_parked(office.office, RetryParked()).value == 0
    assert anna(office).phone == ANNA.phone
    assert retry_parked(office.office, RetryParked(is_supervised=True)).value == 1
    with office.office.reading() as file:
        assert ANNA.id not in {each.id for each in file.find(Person)}
    settle_everything(office, cash)
    assert office.digest() == cash.digest()


def test_what_was_known_when_it_was_retired_counts(three: list[Station]) -> None:
    office, cash, laptop = three
    change(laptop, phone="1")
    office.load(laptop.send(office))
    retire(office, laptop)
    change(laptop, phone="2")
    bundle = office.send(cash)
    assert cash.preview(bundle).parked == ()
    cash.load(bundle)
    assert anna(cash).phone == "1"
    assert reasons(cash) == []


def test_a_person_takes_it_up_and_everybody_hears(three: list[Station]) -> None:
    office, cash, laptop = three
    retire(office, laptop)
    change(laptop, phone="999")
    cash.load(laptop.send(cash))
    office.load(cash.send(office))
    fourth = third_party(three)
    assert reasons(fourth) == ["retired"]
    with pytest.raises(NotAllowed):
        retry_parked(at_desk(office.office, CLERK), RetryParked(is_supervised=True))
    assert retry_parked(office.office, RetryParked(is_supervised=True)).value == 1
    assert (anna(office).phone, reasons(office)) == ("999", [])
    for station in (cash, fourth):
        station.load(office.send(station))
        assert (anna(station).phone, reasons(station)) == ("999", [])
        assert station.health().is_well
    cash.load(fourth.send(cash))
    office.load(cash.send(office))
    assert len({station.digest() for station in (office, cash, fourth)}) == 1
    fourth.close()


def third_party(three: list[Station]) -> Station:
    """A workstation that joins when it waits already."""
    office = three[0]
    made = station_at(office.path.parents[1], "Archiwum")
    asked = write_request(made.store.bundling.keys(), "Archiwum", "A. Kot", made.path.parent)
    answer = AdmitStation(asked, request_in(asked).fingerprint, office.path.parent)
    welcome = admit_station(office.later(minutes=1).office, answer).value
    accept_welcome(made.store, open_welcome(made.store.bundling, welcome), made.calendar.now(), Unwatched())
    return made


def test_a_bundle_under_supervision_counts_everywhere(three: list[Station]) -> None:
    office, cash, laptop = three
    retire(office, laptop)
    change(laptop, phone="999")
    bundle = laptop.send(office)
    apply_bundle(office.later(minutes=1).office, ApplyBundle(bundle, is_supervised=True))
    cash.load(office.send(cash))
    assert (anna(office).phone, anna(cash).phone) == ("999", "999")
    assert reasons(office) == reasons(cash) == []
    office.load(cash.send(office))
    assert office.digest() == cash.digest()


def test_retiring_it_once_more_lets_nothing_in(three: list[Station]) -> None:
    office, cash, laptop = three
    retire(office, laptop)
    change(laptop, phone="999")
    cash.load(laptop.send(cash))
    office.load(cash.send(office))
    retire(office.later(days=1), laptop)
    assert retry_parked(office.office, RetryParked()).value == 0
    assert reasons(office) == ["retired"]


def test_whom_a_retired_workstation_admits_has_no_say(three: list[Station], tmp_path: Path) -> None:
    office, cash, laptop = three
    retire(office, laptop)
    stranger = station_at(tmp_path, "Obcy")
    asked = write_request(stranger.store.bundling.keys(), "Obcy", "X", stranger.path.parent)
    welcome = admit_station(
        laptop.later(hours=1).office, AdmitStation(asked, request_in(asked).fingerprint, laptop.path.parent)
    ).value

    accept_welcome(stranger.store, open_welcome(stranger.store.bundling, welcome), laptop.calendar.now(), Unwatched())
    change(stranger, phone="666")
    cash.load(laptop.send(cash))
    cash.load(stranger.send(cash))
    office.load(cash.send(office))
    assert anna(office).phone == ANNA.phone
    assert set(reasons(office)) == {"retired"}
    office.load(stranger.send(office))
    assert anna(office).phone == ANNA.phone
    with office.office.reading() as file:
        assert "Obcy" not in [each.name for each in file.find(Workstation)]
    assert office.health().is_well
    stranger.close()


def test_supervision_where_nobody_had_heard_of_it_is_no_verdict_for_the_others(three: list[Station]) -> None:
    office, cash, laptop = three
    retire(office, laptop)
    change(laptop, phone="999")
    bundle = laptop.send(cash)
    apply_bundle(cash.later(minutes=1).office, ApplyBundle(bundle, is_supervised=True))  # as any other bundle there
    office.load(cash.send(office))
    cash.load(office.send(cash))
    office.load(cash.send(office))
    assert (anna(cash).phone, anna(office).phone) == ("999", ANNA.phone)
    assert (reasons(cash), reasons(office)) == ([], ["retired"])
    assert retry_parked(office.office, RetryParked(is_supervised=True)).value == 1
    cash.load(office.send(cash))
    assert (anna(cash).phone, anna(office).phone) == ("999", "999")
    assert office.digest() == cash.digest()
