"""A person's data are erased by order, everywhere, and nothing that comes late brings them back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.cases import Case, CaseEvent, Direction, Document
from app.domain.erasing import Erasure
from app.domain.incomes import Income
from app.domain.interviews import Answer, Interview, answer_id
from app.domain.offices import Workstation
from app.domain.persons import Address, Person
from app.domain.records import RecordId, new_id
from app.domain.roles import NotAllowed
from app.persistence import bodies, erasing
from app.persistence.erased import DataErased
from app.services.erasing import (
    CaseRuns,
    ErasePerson,
    ErasureUnexplained,
    NothingToErase,
    PlanErasure,
    SurnameDiffers,
    Why,
    erase_person,
    plan_erasure,
)
from app.services.exchange import cargo
from app.services.exchange.pack import write_cargo
from app.services.office import Unwatched
from tests.little_office import WORKER, at_desk
from tests.stations import Station, joined, office_of, settle_everything

PLANTED = ("44051401458", "601987654", "zielonyparasol", "Kwiatkowska", "ulicaZaczarowana", "tajnaodpowiedz")
WILMA = Person(
    id=new_id(),
    first_name="Wilma",
    last_name="Kwiatkowska",
    pesel="44051401458",
    phone="601987654",
    note="widziana z parasolem zielonyparasol",
)
NEIGHBOUR = Person(id=new_id(), first_name="Ewa", last_name="Sąsiadka", phone="447810000")
CASE = Case(
    id=new_id(),
    person_id=WILMA.id,
    household_id=RecordId(b"household-wilma1"),
    benefit="periodic_allowance",
    sign="MGOPS.5110.3.9.2010",
    opened_on=date(2010, 3, 1),
    need_known_on=date(2010, 3, 1),
    closed_on=date(2011, 4, 5),
    title="Kwiatkowska Wilma",
)
VISIT = Interview(id=new_id(), case_id=CASE.id, person_id=WILMA.id, household_id=CASE.household_id)
BOX = answer_id(VISIT.id, "A.1", 0)
PAPER = b"%PDF zielonyparasol " * 40


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_of(tmp_path, "Biuro", "Laptop Północ", "Kasa")
    with made[0].office.work("wizyta u Kwiatkowska") as work:
        work.add_all([WILMA, NEIGHBOUR])
        work.add(Address(id=new_id(), person_id=WILMA.id, locality="ulicaZaczarowana"))
        work.add(Income(id=new_id(), person_id=WILMA.id, kind="wages", amount=100, note="zielonyparasol"))
        work.add_all([CASE])
        work.add(VISIT)
        work.add(Answer(id=BOX, interview_id=VISIT.id, field_id="A.1", value='"tajnaodpowiedz"'))
        digest = work.keep(PAPER)
        work.add(Document(id=new_id(), case_id=CASE.id, person_id=WILMA.id, direction=Direction.IN, content=digest))
        work.commit()
    settle_everything(*made)
    yield made
    for station in made:
        station.close()


def write(station: Station, person_id: RecordId, **fields: object) -> None:
    with station.later(minutes=1).office.work("zmiana u Kwiatkowska") as work:
        shown = work.get(Person, person_id)
        work.change(shown, replace(shown, **fields))  # type: ignore[arg-type]  # the tests name the fields
        work.commit()


def erase(station: Station, reason: str = "upłynął okres przechowywania") -> Erasure:
    return erase_person(station.later(minutes=1).office, ErasePerson(WILMA.id, reason, "kwiatkowska")).value


def leftovers(station: Station) -> list[str]:
    """Planted words in any file of the workstation's folder."""
    found = []
    for path in station.path.parent.iterdir():
        data = path.read_bytes()
        found += [f"{path.name}: {word}" for word in PLANTED if word.lower().encode() in data.lower()]
    return found


def agree(stations: list[Station]) -> None:
    assert len({station.digest() for station in stations}) == 1
    for station in stations:
        assert station.health().is_well, station.health()


def test_no_byte_remains_in_any_file_of_any_workstation(stations: list[Station]) -> None:
    office, laptop, till = stations
    write(laptop, WILMA.id, note="zielonyparasol znowu")
    write(till, WILMA.id, note="zielonyparasol inaczej")
    settle_everything(*stations)
    assert all(leftovers(station) for station in stations)
    erase(office)
    assert leftovers(office) == []
    settle_everything(*stations)
    assert [leftovers(station) for station in stations] == [[], [], []]
    agree(stations)
    for station in stations:
        station.store.close()
        assert leftovers(station) == []
        station.reopen()
        with station.office.reading() as file:
            assert file.get(Person, WILMA.id).full_name == ""
            assert file.get(Person, NEIGHBOUR.id).full_name == "Ewa Sąsiadka"
            assert not file.search("Kwiatkowska")
            assert [hit.name for hit in file.search("sąsiadka")] == ["Sąsiadka Ewa"]
            assert not file.find(Address) + file.find(Income) + file.find(Case) + file.find(Answer)
            assert not file.contradictions()
            assert [order.reason for order in file.find(Erasure)] == ["upłynął okres przechowywania"]


def test_what_was_written_without_knowing_of_the_order_does_not_bring_anything_back(stations: list[Station]) -> None:
    office, laptop, till = stations
    write(laptop, WILMA.id, phone="601987654", note="zielonyparasol na laptopie")
    with laptop.later(minutes=1).office.work("nowy adres Kwiatkowska") as work:
        work.add(Address(id=new_id(), person_id=WILMA.id, locality="ulicaZaczarowana"))
        work.add(CaseEvent(id=new_id(), case_id=CASE.id, at=laptop.calendar.now(), kind="note", text="zielonyparasol"))
        shown = work.get(Person, NEIGHBOUR.id)
        work.change(shown, replace(shown, phone="447811111"))
        work.commit()
    early = laptop.send(till)
    late = laptop.send(office)
    erase(office)
    assert office.preview(late).dropped == 3
    assert office.load(late).report.dropped == 3
    assert leftovers(office) == []
    till.load(early)
    assert leftovers(till)
    settle_everything(*stations)
    assert [leftovers(station) for station in stations] == [[], [], []]
    agree(stations)
    with till.office.reading() as file:
        assert file.get(Person, NEIGHBOUR.id).phone == "447811111"
        assert not file.find(Address)


def test_two_orders_and_any_order_of_arrival_end_the_same(stations: list[Station]) -> None:
    office, laptop, till = stations
    erase(office)
    write(laptop, WILMA.id, email="zielonyparasol@example.pl")
    erase(laptop)
    till.load(laptop.send(till))
    settle_everything(*reversed(stations))
    assert [leftovers(station) for station in stations] == [[], [], []]
    agree(stations)


def test_a_workstation_that_joins_later_gets_only_the_rest(stations: list[Station], tmp_path: Path) -> None:
    erase(stations[0])
    newcomer = joined(tmp_path, "Nowy", stations[0])
    assert leftovers(newcomer) == []
    assert newcomer.health().is_well
    with newcomer.office.reading() as file:
        assert file.get(Person, NEIGHBOUR.id).full_name == "Ewa Sąsiadka"
    newcomer.close()


def test_a_form_opened_before_writes_nothing_back(stations: list[Station]) -> None:
    office = stations[0]
    with office.office.reading() as file:
        shown = file.get(Person, WILMA.id)
    erase(office)
    with office.office.work("formularz") as work, pytest.raises(DataErased):
        work.change(shown, replace(shown, phone="601987655"))
    with office.office.work("adres") as work, pytest.raises(DataErased):
        work.add(Address(id=new_id(), person_id=WILMA.id, locality="ulicaZaczarowana"))


def test_bytes_of_an_erased_document_are_not_asked_for_and_not_kept(stations: list[Station]) -> None:
    office, laptop, _till = stations
    with office.office.reading() as file:
        digest = file.find(Document)[0].content
    erase(office)
    assert office.store.bundling.contents_of([digest]) == []
    assert laptop.store.bundling.contents_of([digest]) == [PAPER]
    assert office.store.bundling.sizes_of([digest]) == {digest: 0}
    office.load(laptop.send(office))
    assert office.store.bundling.contents_of([digest]) == []


# -- what stays ------------------------------------------------------------------------------------------------


def closed_on(station: Station, day: date | None) -> None:
    with station.later(minutes=1).office.work("zamknięcie") as work:
        case = work.get(Case, CASE.id)
        work.change(case, replace(case, closed_on=day))
        work.commit()


def test_the_file_of_a_closed_case_stays_for_its_years_and_contact_data_go(stations: list[Station]) -> None:
    office = stations[0]
    closed_on(office, date(2020, 6, 1))
    plan = plan_erasure(office.office, PlanErasure(WILMA.id))
    assert [(case.sign, case.why, case.until_on) for case in plan.stays] == [
        ("MGOPS.5110.3.9.2010", Why.KEPT, date(2030, 12, 31))
    ]
    assert plan.goes == {Person: 1}
    assert not plan.is_whole
    assert plan_erasure(office.office, PlanErasure(WILMA.id, years=5)).is_whole
    assert erase(office).kept == 1
    settle_everything(*stations)
    agree(stations)
    for station in stations:
        with station.office.reading() as file:
            person = file.get(Person, WILMA.id)
            assert (person.last_name, person.pesel, person.phone, person.note) == ("Kwiatkowska", "44051401458", "", "")
            assert [case.id for case in file.find(Case)] == [CASE.id]
            assert file.content(file.find(Document)[0].content) == PAPER
        assert not any("601987654" in each for each in leftovers(station))
    with pytest.raises(NothingToErase):
        erase(office)


def test_who_comes_back_has_a_new_number_and_the_old_one_does_not_return(stations: list[Station]) -> None:
    office, laptop, till = stations
    closed_on(office, date(2020, 6, 1))
    with office.office.reading() as file:
        shown = file.get(Person, WILMA.id)
    write(laptop, WILMA.id, phone="601987654x")
    late = laptop.send(office)
    erase(office)
    with office.office.work("stary formularz") as work, pytest.raises(DataErased):
        work.change(shown, replace(shown, phone="601987654y"))
    write(office, WILMA.id, phone="447815555")
    assert office.load(late).report.dropped == 1
    write(laptop, WILMA.id, phone="601987654z")
    settle_everything(*stations)
    agree(stations)
    write(till, WILMA.id, email="wilma@example.pl")
    settle_everything(*stations)
    agree(stations)
    for station in stations:
        with station.office.reading() as file:
            person = file.get(Person, WILMA.id)
            assert (person.phone, person.email, person.note) == ("447815555", "wilma@example.pl", "")
            assert not file.contradictions()
        assert not any("601987654" in each for each in leftovers(station))
    erase(till)
    settle_everything(*stations)
    agree(stations)
    for station in stations:
        with station.office.reading() as file:
            assert (file.get(Person, WILMA.id).phone, file.get(Person, WILMA.id).email) == ("", "")
        assert b"447815555" not in station.path.read_bytes()


def test_a_running_case_must_end_first(stations: list[Station]) -> None:
    office = stations[0]
    closed_on(office, None)
    running = plan_erasure(office.office, PlanErasure(WILMA.id)).running
    assert running is not None
    assert running.until_on is None
    with pytest.raises(CaseRuns) as refused:
        erase(office)
    assert refused.value.facts == {"sign": "MGOPS.5110.3.9.2010"}


def test_the_head_must_mean_it(stations: list[Station]) -> None:
    office = stations[0].office
    with pytest.raises(SurnameDiffers):
        erase_person(office, ErasePerson(WILMA.id, "na żądanie", "Kowalska"))
    with pytest.raises(ErasureUnexplained):
        erase_person(office, ErasePerson(WILMA.id, " ", "Kwiatkowska"))
    for ask in (lambda: plan_erasure(at_desk(office, WORKER), PlanErasure(WILMA.id)),
                lambda: erase_person(at_desk(office, WORKER), ErasePerson(WILMA.id, "x", "Kwiatkowska"))):  # fmt: skip
        with pytest.raises(NotAllowed):
            ask()
    erase(stations[0])
    with pytest.raises(NothingToErase):
        erase_person(office, ErasePerson(WILMA.id, "znowu", ""))


# -- withheld bodies -------------------------------------------------------------------------------------------


def test_withheld_bodies_pass_the_chain_and_are_delivered_later(stations: list[Station], tmp_path: Path) -> None:
    office, laptop, _till = stations
    home = RecordId(b"household-wilma1")
    base = {author: head.number for author, head in laptop.store.bundling.vector().items()}
    with office.later(minutes=1).office.work("w tej rodzinie") as work:
        work.touching(home)
        shown = work.get(Person, NEIGHBOUR.id)
        work.change(shown, replace(shown, phone="447812222"))
        work.commit()
    whole = office.store.bundling.slice_above(base)
    told = office.store.bundling.slice_above(base, [home])
    assert [entry.body is None for entry in told.entries if entry.scope == home] == [True]
    hidden = [entry for entry in whole.entries if entry.scope == home]
    with office.office.reading() as file:
        (receiver,) = file.find(Workstation, author=laptop.author)
    load = replace(cargo.ordinary(office.store.bundling, laptop.author), entries=told.entries)
    laptop.load(write_cargo(office.office, receiver, tmp_path / "bez-tresci.teczka", load).path)
    assert laptop.store.bundling.withheld() == [(entry.author, entry.number) for entry in hidden]
    assert laptop.store.bundling.vector() == office.store.bundling.vector()
    assert laptop.health().is_well
    with laptop.office.reading() as file:
        assert file.get(Person, NEIGHBOUR.id).phone == "447810000"
    forged = [replace(entry, body=(entry.body or b"") + b"x") for entry in hidden]
    assert laptop.store.bundling.deliver(forged, Unwatched()).touched == {}
    assert laptop.store.bundling.deliver(hidden, Unwatched()).touches(Person)
    assert laptop.store.bundling.withheld() == []
    assert laptop.digest() == office.digest()
    assert laptop.health().is_well


def test_a_misshapen_body_about_an_erased_person_leaves_nothing_and_breaks_nothing(stations: list[Station]) -> None:
    office, laptop, _till = stations
    erase(office)
    (entry, *_more) = [each for each in laptop.store.bundling.slice_above({}).entries if each.body]
    for groups in ([[4, False, [1, 8], [[WILMA.id, "Kwiatkowska"]]]], [[4, True, [1], [[WILMA.id], []]]]):
        told = replace(entry, body=bodies.pack(["o Kwiatkowska", groups]))
        (left,) = erasing.cleaned(office.store._connection, [told]).entries
        assert left.body == bodies.pack(["", []])
        assert left.salt is None
