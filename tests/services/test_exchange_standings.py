"""The table of who has what: receipts both ways, who was silent too long, lost and retired workstations."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.cases import Case
from app.domain.households import Household
from app.domain.interviews import Interview
from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.records import new_id
from app.domain.roles import NotAllowed
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.compare import PreviewBundle, preview_bundle
from app.services.exchange.disputes import ListDisputes, list_disputes
from app.services.exchange.open import RetiredSender
from app.services.exchange.pack import NoSuchStation, other_stations
from app.services.exchange.receipts import receipts_for
from app.services.exchange.reports import report_of
from app.services.exchange.rules import ChangeExchangeRules, ExchangeRules, change_exchange_rules
from app.services.exchange.standings import (
    AskLastExchange,
    ListStations,
    ShowPassages,
    StationRow,
    StationState,
    ask_last_exchange,
    list_stations,
    show_passages,
)
from app.services.exchange.stations import RenameStation, RetireStation, rename_station, retire_station
from tests.little_office import CLERK, WORKER, at_desk
from tests.stations import ANNA, Station, anna, bytes_of, change, office_and_laptop, refused

SECOND = timedelta(seconds=1)


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


def row(station: Station) -> StationRow:
    (found,) = list_stations(station.office, ListStations())
    return found


def test_a_bundle_is_known_to_have_arrived_when_its_receipt_comes(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="1")
    bundle = office.send(laptop)
    assert (row(office).is_taken, row(office).taken_at) == (False, None)
    laptop.load(bundle)
    assert row(laptop).owes_receipt
    receipt = laptop.send(office)
    assert not row(laptop).owes_receipt
    office.load(receipt)
    assert row(office).is_taken
    assert row(office).taken_at == laptop.calendar.now().replace(microsecond=0) - (
        laptop.calendar.now() - at_load(laptop)
    )
    assert not row(office).owes_receipt  # a bare receipt is not confirmed in turn
    change(office, phone="2")
    office.send(laptop)
    assert not row(office).is_taken
    assert row(office).taken_at is not None


def test_a_receipt_is_repeated_until_a_bundle_that_carried_it_has_arrived(stations: list[Station]) -> None:
    office, laptop = stations

    def told() -> list[str]:
        names = {note.id: note.name for note in laptop.store.bundling.notes()}
        return [names[each] for each, _at in receipts_for(laptop.store.bundling, office.author)]

    def said() -> str:
        change(office, phone=f"{office.calendar.now():%H%M%S}")
        bundle = office.send(laptop)
        laptop.load(bundle)
        return bundle.name

    before = told()  # what came while the office was set up
    first, second = said(), said()
    laptop.send(office)  # lost
    assert told() == [second, first, *before]
    office.load(laptop.send(office))
    assert told() == [second, first, *before], "nobody has said yet that it came"
    third = said()
    assert told() == [third]
    laptop.send(office)  # lost
    fourth = said()
    assert told() == [fourth, third]
    office.load(laptop.send(office))
    fifth = said()
    assert told() == [fifth]
    assert row(office).taken_at is not None


def at_load(station: Station) -> datetime:
    """When the newest bundle was loaded there."""
    note = next(note for note in station.store.bundling.notes() if note.is_incoming)
    return datetime.fromisoformat(note.at)


def test_the_passages_say_what_arrived_and_when(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="1")
    laptop.load(office.send(laptop))
    office.load(laptop.send(office))
    office.send(laptop)
    passages = show_passages(office.office, ShowPassages(row(office).station.id))
    assert [each.is_incoming for each in passages] == [False, True, False, False, False]
    assert [each.taken_at is not None for each in passages] == [False, False, True, True, True]
    assert [each.name for each in passages][2:] == [
        "Biuro-0003.teczka",
        "Biuro-0002.teczka",
        "laptop-polnoc-witamy.teczka",
    ]


def test_silence_is_counted_from_the_older_direction(stations: list[Station]) -> None:
    office, laptop = stations
    office.load(laptop.send(office))
    office.later(days=6)
    office.send(laptop)
    assert (row(office).silent_days, row(office).is_overdue) == (6, False)
    office.later(days=1)
    assert (row(office).silent_days, row(office).is_overdue) == (7, True)
    assert ask_last_exchange(office.office, AskLastExchange()).overdue == 1
    change_exchange_rules(office.office, ChangeExchangeRules(ExchangeRules(days=10, days_with_visits=3)))
    assert not row(office).is_overdue


def test_who_goes_on_visits_is_reminded_sooner(stations: list[Station]) -> None:
    office, laptop = stations
    laptop_row = row(office)
    rename_station(office.office, RenameStation(laptop_row.station.id, "Laptop Północ", WORKER.short_name))
    office.later(days=3)
    assert (row(office).silent_days, row(office).is_overdue) == (3, False)
    with office.office.work("plan") as work:
        home = Household(id=new_id(), head_id=ANNA.id)
        today = date(2026, 11, 12)
        case = Case(
            id=new_id(), person_id=ANNA.id, household_id=home.id, benefit="x", opened_on=today, need_known_on=today
        )
        planned = datetime(2026, 11, 20, 9, 0)
        visit = Interview(
            id=new_id(),
            case_id=case.id,
            person_id=ANNA.id,
            household_id=home.id,
            worker_id=WORKER.id,
            part="I",
            planned_at=planned,
        )
        work.add(home)
        work.add(case)
        work.add(visit)
        work.commit()
    assert row(office).is_overdue
    assert ask_last_exchange(laptop.office, AskLastExchange()).overdue == 0


def test_an_older_bundle_that_comes_late_takes_back_nothing_that_its_sender_said(stations: list[Station]) -> None:
    office, laptop = stations
    older = laptop.send(office)
    change(office, phone="1")
    laptop.load(office.send(laptop))
    office.load(laptop.send(office))
    told = office.store.bundling.stated(laptop.author)
    assert told[office.author] == office.store.bundling.vector()[office.author].number
    office.load(older)
    assert office.store.bundling.stated(laptop.author) == told
    assert preview_bundle(laptop.office, PreviewBundle(office.send(laptop))).records == 0


def test_the_newest_word_counts_also_where_it_says_less(stations: list[Station]) -> None:
    office, laptop = stations
    kept = laptop.backed_up()
    change(office, phone="1")
    laptop.load(office.send(laptop))
    office.load(laptop.send(office))
    laptop.restore(kept)
    office.load(laptop.later(minutes=5).send(office))
    laptop.load(office.send(laptop))
    assert anna(laptop).phone == "1"


# -- retired and lost --------------------------------------------------------------------------------------------------


def test_nothing_is_sealed_to_a_lost_workstation_and_a_person_may_still_let_it_in(stations: list[Station]) -> None:
    office, laptop = stations
    station = row(office).station
    with pytest.raises(NotAllowed):
        retire_station(at_desk(office.office, CLERK), RetireStation(station.id, is_lost=True))
    retire_station(office.office, RetireStation(station.id, is_lost=True))
    retire_station(office.office, RetireStation(station.id, is_lost=True))
    assert (row(office).state, row(office).lost_on) == (StationState.RETIRED, date(2026, 11, 12))
    assert not row(office).is_overdue
    assert other_stations(office.office) == []
    with pytest.raises(NoSuchStation):
        office.send(laptop)
    change(laptop, phone="601 224 918")
    bundle = laptop.send(office)
    refused(office, bundle, RetiredSender)
    before = bytes_of(office)
    with pytest.raises(NotAllowed):
        preview_bundle(at_desk(office.office, CLERK), PreviewBundle(bundle, is_supervised=True))
    with pytest.raises(NotAllowed):
        apply_bundle(at_desk(office.office, CLERK), ApplyBundle(bundle, is_supervised=True))
    assert preview_bundle(office.office, PreviewBundle(bundle, is_supervised=True)).records == 1
    assert bytes_of(office) == before
    apply_bundle(office.office, ApplyBundle(bundle, is_supervised=True))
    assert anna(office).phone == "601 224 918"
    assert report_of(office.store.bundling.notes()[0]).is_supervised


def test_a_workstation_that_was_given_away_is_not_lost(stations: list[Station]) -> None:
    office, _laptop = stations
    retire_station(office.office, RetireStation(row(office).station.id))
    assert (row(office).state, row(office).lost_on) == (StationState.RETIRED, None)
    with office.office.reading() as file:
        assert {each.retired_on for each in file.find(Workstation)} == {None, date(2026, 11, 12)}


# -- whose clock -------------------------------------------------------------------------------------------------------


def test_a_clock_that_was_pushed_ahead_is_not_shown_as_the_authors_time(stations: list[Station]) -> None:
    office, laptop = stations
    laptop.later(hours=20)  # its clock is wrong
    change(laptop, phone="1")
    office.load(laptop.send(office))
    change(office, phone="2", email="e")  # pushed ahead by what came
    wall = office.calendar.now()
    laptop_time = laptop.calendar.now()
    assert wall < laptop_time
    with office.office.reading() as file:
        (newest, *_rest) = [each for each in file.history(Person, ANNA.id) if each.field == "phone"]
        assert newest.at > wall
        assert newest.wall_at == wall
    change(laptop, phone="3")
    laptop.load(office.send(laptop))
    (dispute,) = list_disputes(laptop.office, ListDisputes())
    assert {side.value: side.at for side in dispute.sides} == {"2": wall, "3": laptop.calendar.now() - SECOND}
    assert laptop.health().is_well


def test_two_writes_in_one_second_need_no_second_clock(stations: list[Station]) -> None:
    office, _laptop = stations
    for phone in ("1", "2"):
        with office.office.work("zmiana") as work:
            shown = work.get(Person, ANNA.id)
            work.change(shown, replace(shown, phone=phone))
            work.commit()
    with office.office.reading() as file:
        assert all(each.wall_at is None for each in file.history(Person, ANNA.id))
