"""Restored backups, copied files, stops, full disks: noticed, and nothing is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.records import new_id
from app.persistence.faults import DiskFull
from app.persistence.store import Store
from app.services.exchange.accept import BundleGap, IdentityForked, OwnPastMissing
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.files import CannotWrite
from app.services.office import Stopped
from tests.stations import Station, anna, change, everything, refused


def test_a_restored_receiver_gets_what_it_lost(stations: list[Station]) -> None:
    office, laptop = stations
    kept = laptop.backed_up()
    change(office, phone="1")
    laptop.load(office.send(laptop))
    office.load(laptop.send(office))
    laptop.restore(kept)
    change(office, email="e")
    problem = refused(laptop, office.send(laptop), BundleGap)
    assert (problem.facts["sender"], problem.facts["missing"]) == ("Biuro", 1)
    office.load(laptop.send(office))  # says what it has
    laptop.load(office.send(laptop))
    assert (anna(laptop).phone, anna(laptop).email) == ("1", "e")


def test_a_restored_copy_that_wrote_nothing_gets_its_own_past_back(stations: list[Station]) -> None:
    office, laptop = stations
    kept = laptop.backed_up()
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    laptop.restore(kept)
    refused(laptop, office.send(laptop), OwnPastMissing)
    office.load(laptop.later(hours=1).send(office))
    laptop.load(office.send(laptop))
    assert anna(laptop).phone == "601 224 918"
    assert laptop.digest() == office.digest()
    change(laptop, email="e")
    office.load(laptop.send(office))
    assert anna(office).email == "e"


def test_a_number_used_twice_is_noticed_on_both_sides(stations: list[Station]) -> None:
    office, laptop = stations
    kept = laptop.backed_up()
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    laptop.restore(kept)
    change(laptop, phone="601 000 000")
    there = refused(office, laptop.send(office), IdentityForked)
    assert (there.facts["station"], there.facts["is_own"]) == ("Laptop Północ", False)
    here = refused(laptop, office.send(laptop), IdentityForked, OwnPastMissing)
    assert here.facts.get("is_own", True)


def test_a_fork_is_noticed_although_no_record_of_it_comes_along(stations: list[Station]) -> None:
    office, laptop = stations
    kept = laptop.backed_up()
    change(laptop, phone="1")
    office.load(laptop.send(office))
    laptop.restore(kept)
    for number in range(3):
        change(laptop, phone=f"other {number}")
    with office.office.reading() as file:
        assert file.find(Workstation, author=laptop.author)
    assert refused(laptop, office.send(laptop), IdentityForked).facts["is_own"] is True


class _StopsAt:
    """Stops at the n-th step."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self, _text: str, _done: float) -> None:
        self.left -= 1
        if self.left < 0:
            raise Stopped


def test_stopped_at_any_step_nothing_has_happened(stations: list[Station], bundle: Path) -> None:
    laptop = stations[1]
    before, steps = everything(laptop), 0
    while True:
        try:
            apply_bundle(replace(laptop.office, progress=_StopsAt(steps)), ApplyBundle(bundle))
        except Stopped:
            assert everything(laptop) == before
            steps += 1
        else:
            break
    assert steps > 4
    assert anna(laptop).phone == "44 781 22 06"


def test_a_full_disk_leaves_everything_as_it_was(stations: list[Station]) -> None:
    office, laptop = stations
    with office.office.work("dużo") as work:
        work.add_all([Person(id=new_id(), last_name="Zając", note="x" * 2000) for _ in range(500)])
        work.commit()
    large = office.send(laptop)
    connection, before = laptop.store._connection, everything(laptop)
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 20}")
    with pytest.raises(DiskFull):
        laptop.load(large)
    assert everything(laptop) == before
    connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
    laptop.load(large)
    assert laptop.digest() == office.digest()


def test_a_folder_that_takes_nothing(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    blocked = tmp_path / "plik"
    blocked.write_text("to nie folder", encoding="utf-8")
    counter = office.store.bundling.next_counter()
    with pytest.raises(CannotWrite):
        office.send(laptop, blocked / "x.teczka")
    assert office.store.bundling.next_counter() == counter


def test_a_few_copies_are_kept_and_open_as_offices(stations: list[Station]) -> None:
    office, laptop = stations
    phones = []
    for number in range(5):
        phones.append(anna(laptop).phone)
        change(office, phone=str(number))
        laptop.load(office.send(laptop))
    change(laptop, email="e")
    office.load(laptop.send(office))
    assert laptop.load(office.send(laptop)).report.copy == ""  # nothing new, no copy that would push out an older one
    copies = sorted(path.name for path in laptop.path.parent.glob("*before-import*"))
    assert copies == [f"{laptop.path.name}.before-import{suffix}" for suffix in ("", "-2", "-3")]
    newest = Store.open(laptop.path.with_name(copies[0]))
    with newest.reading() as file:
        assert [each.phone for each in file.find(Person)] == [phones[-1]]
    newest.close()
