"""The demo's two workstations hold the same, then hear different things."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from app.domain.persons import Person
from app.persistence.store import Store
from app.services.demo_exchange import DISAGREEMENTS, disagree, equip_laptop
from app.services.demo_office import DEMO_LAPTOP
from app.services.exchange.pack import other_stations, write_bundle
from app.services.exchange.standings import ListStations, StationState, list_stations
from app.services.office import Office
from app.services.today import AskToday, ask_today
from tests.demo import create_store, demo_store, office_of

EVENING = datetime(2026, 11, 20, 7, 30)


@contextmanager
def equipped(folder: Path) -> Iterator[tuple[Office, Store]]:
    with (
        closing(demo_store(folder)) as desk,
        closing(Store.create(folder / "laptop.teczka-db", DEMO_LAPTOP, b"")) as laptop,
    ):
        office = office_of(desk, EVENING)
        equip_laptop(office, laptop)
        yield office, laptop


def test_an_equipped_laptop_holds_the_same_and_lacks_nothing(tmp_path: Path) -> None:
    with equipped(tmp_path) as (office, laptop):
        assert office.file.bundling.digest() == laptop.bundling.digest()
        (station,) = other_stations(office)
        bundle = write_bundle(office, station, tmp_path / "nic-nowego.teczka")
        assert bundle.records == 0
        (row,) = list_stations(office, ListStations())
        assert row.state is StationState.CURRENT


def test_two_numbers_wait_to_be_settled(tmp_path: Path) -> None:
    with equipped(tmp_path) as (office, laptop):
        disagree(office, laptop)
        with office.reading() as file:
            found = {
                file.get(Person, each.id).pesel: {version.value for version in each.versions}
                for each in file.contradictions()
            }
        assert found == {told.pesel: {told.at_the_desk, told.on_the_way} for told in DISAGREEMENTS}
        assert ask_today(office, AskToday()).contradictions == 2


def test_the_people_of_the_disagreement_are_in_the_story(tmp_path: Path) -> None:
    with closing(demo_store(tmp_path)) as store, store.reading() as file:
        names = {file.find(Person, pesel=told.pesel)[0].full_name for told in DISAGREEMENTS}
    assert names == {"Barbara Źrebiec", "Stanisław Ćwik"}


def test_the_demo_keys_open_an_ordinary_file(tmp_path: Path) -> None:
    with closing(create_store(tmp_path / "x.teczka-db")) as store:
        assert store.meta("author") == store.bundling.author
