"""Two and three workstations exchange bundles on real files: what arrives, what meets, what a person decides."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.cases import Document
from app.domain.interviews import Answer, Interview, answer_id
from app.domain.persons import Person
from app.domain.records import RecordId, new_id
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.board import ShowExchange, show_exchange
from app.services.exchange.disputes import AlreadySettled, ListDisputes, SettleDispute, list_disputes, settle_dispute
from app.services.exchange.matching import PairReason
from app.services.exchange.naming import Dispute
from app.services.exchange.reports import report_of
from tests.little_office import CLERK, WORKER
from tests.stations import ANNA, Station, add, anna, bytes_of, change, office_and_laptop, settle_everything

CWIK = {"first_name": "Jan", "last_name": "Ćwik", "pesel": "58042112350", "born_on": date(1958, 4, 21)}


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


def settle(station: Station, dispute: Dispute, value: object) -> None:
    seen = frozenset(side.dot for side in dispute.sides)
    settle_dispute(station.later(minutes=1).office, SettleDispute(dispute.kind, dispute.id, dispute.field, value, seen))


def disputes(station: Station) -> tuple[Dispute, ...]:
    return list_disputes(station.office, ListDisputes())


# -- values ------------------------------------------------------------------------------------------------------------


def test_different_fields_merge_without_a_question(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="44 781 22 06")
    change(laptop, email="anna@example.org")
    settle_everything(office, laptop)
    assert (anna(office).phone, anna(office).email) == ("44 781 22 06", "anna@example.org")
    assert anna(laptop) == anna(office)
    assert disputes(office) == disputes(laptop) == ()
    assert office.digest() == laptop.digest()


def test_preview_says_everything_before_a_byte_is_written(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, "z rozmowy telefonicznej", phone="44 781 22 06")
    change(laptop, "w czasie wywiadu", phone="601 224 918", occupation="bez pracy")
    add(office, **CWIK)
    add(laptop, **CWIK)
    visit = interview(laptop)
    bundle = laptop.send(office)
    before = bytes_of(office)
    seen = office.preview(bundle)
    assert bytes_of(office) == before
    assert (seen.sender, seen.keeper, seen.name) == ("Laptop Północ", "M. Lis", bundle.name)
    assert [(each.part, each.person, each.finished_at, each.answers) for each in seen.interviews] == [
        ("I", "Anna Wiśniewska", datetime(2026, 11, 12, 10, 58), 2)
    ]
    assert (seen.finished, seen.changed_fields, seen.new[Person], seen.new[Interview]) == (1, 3, 1, 1)
    assert seen.new_persons == ("Jan Ćwik",)
    assert [(each.whose, each.field, each.before, each.after) for each in seen.changes] == [
        ("Anna Wiśniewska", "occupation", "", "bez pracy")
    ]
    (phone,) = seen.contradictions
    assert (phone.whose, phone.field, phone.before) == ("Anna Wiśniewska", "phone", "44 781 22 60")
    assert [(side.value, side.workstation, side.reason) for side in phone.sides] == [
        ("601 224 918", "Laptop Północ", "w czasie wywiadu"),
        ("44 781 22 06", "Biuro", "z rozmowy telefonicznej"),
    ]
    (pair,) = seen.pairs
    assert (pair.pair.why, {pair.first.is_here, pair.second.is_here}) == (PairReason.PESEL, {True, False})
    assert not seen.parked
    done = apply_bundle(office.office, ApplyBundle(bundle))
    assert done.value.preview == seen
    assert done.changes.touches(Person, Interview, Answer)
    with office.office.reading() as file:
        assert file.get(Interview, visit).finished_at == datetime(2026, 11, 12, 10, 58)
    (note,) = office.store.bundling.notes(1)
    report = report_of(note)
    assert (report.finished, report.changed_fields, report.new_persons, report.contradictions) == (1, 3, 1, 1)
    assert report.interviews == (visit,)
    assert office.path.with_name(report.copy).exists()


def interview(station: Station) -> RecordId:
    visit = Interview(
        id=new_id(),
        case_id=new_id(),
        person_id=ANNA.id,
        household_id=new_id(),
        started_at=datetime(2026, 11, 12, 10, 0),
        finished_at=datetime(2026, 11, 12, 10, 58),
    )
    with station.later(minutes=1).office.work("wywiad") as work:
        work.touching(visit.household_id)
        work.add(visit)
        for box in ("A.1", "A.2"):
            work.add(Answer(id=answer_id(visit.id, box, 0), interview_id=visit.id, field_id=box, value='"tak"'))
        work.commit()
    return visit.id


def test_a_verdict_travels_and_nothing_is_lost(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="44 781 22 06")
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    (dispute,) = disputes(office)
    assert anna(office).phone == "601 224 918"  # the one written last is shown meanwhile
    settle(office, dispute, "44 781 22 06")
    assert not disputes(office)
    laptop.load(office.send(laptop))
    assert (anna(laptop).phone, disputes(laptop)) == ("44 781 22 06", ())
    with laptop.office.reading() as file:
        told = [each.value for each in file.history(Person, ANNA.id) if each.field == "phone"]
    assert told == ["44 781 22 06", "44 781 22 06", "601 224 918", "44 781 22 60"]
    assert office.digest() == laptop.digest()


def test_two_verdicts_are_a_contradiction_again(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="1")
    change(laptop, phone="2")
    settle_everything(office, laptop)
    settle(office, disputes(office)[0], "1")
    settle(laptop, disputes(laptop)[0], "3")
    settle_everything(office, laptop)
    assert {side.value for side in disputes(office)[0].sides} == {"1", "3"}
    assert office.digest() == laptop.digest()


def test_equal_values_are_no_contradiction(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="601 224 918")
    change(laptop, phone="601 224 918")
    settle_everything(office, laptop)
    assert disputes(office) == disputes(laptop) == ()


def test_a_settled_contradiction_is_not_settled_twice(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="1")
    change(laptop, phone="2")
    office.load(laptop.send(office))
    (dispute,) = disputes(office)
    settle(office, dispute, "1")
    with pytest.raises(AlreadySettled):
        settle(office, dispute, "2")


def test_a_form_that_was_open_during_the_import_does_not_overwrite(stations: list[Station]) -> None:
    office, laptop = stations
    shown = anna(office)
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    with office.later(minutes=1).office.work("formularz") as work:
        work.change(shown, replace(shown, phone="44 781 22 06", email="a@example.org"))
        work.commit()
    (dispute,) = disputes(office)
    assert (dispute.field, dispute.before) == ("phone", "44 781 22 60")
    assert anna(office).email == "a@example.org"


def test_removed_here_and_changed_there_stays_and_asks(stations: list[Station]) -> None:
    office, laptop = stations
    with office.later(minutes=1).office.work("usunięcie") as work:
        work.remove(work.get(Person, ANNA.id))
        work.commit()
    change(laptop, phone="601 224 918")
    bundle = laptop.send(office)
    assert [each.field for each in office.preview(bundle).contradictions] == ["life"]
    office.load(bundle)
    (dispute,) = disputes(office)
    assert (dispute.field, len(dispute.sides)) == ("life", 2)
    with office.office.reading() as file:
        assert file.find(Person, pesel=ANNA.pesel)
    settle(office, dispute, False)
    laptop.load(office.send(laptop))
    for station in stations:
        with station.office.reading() as file:
            assert not file.find(Person, pesel=ANNA.pesel)
        assert not disputes(station)


def test_a_removal_that_nobody_contradicts_removes_everywhere(stations: list[Station]) -> None:
    office, laptop = stations
    with office.office.work("usunięcie") as work:
        work.remove(work.get(Person, ANNA.id))
        work.commit()
    bundle = office.send(laptop)
    assert laptop.preview(bundle).removed == ((Person, "Anna Wiśniewska"),)
    laptop.load(bundle)
    with laptop.office.reading() as file:
        assert not file.find(Person, pesel=ANNA.pesel)
        assert not file.search("wiśniewska")


def test_imported_persons_are_found_while_typing(stations: list[Station]) -> None:
    office, laptop = stations
    add(office, first_name="Łukasz", last_name="Żółć")
    laptop.load(office.send(laptop))
    with laptop.office.reading() as file:
        assert [hit.name for hit in file.search("zolc luk")] == ["Żółć Łukasz"]


def test_a_bare_receipt_is_not_what_was_loaded_last(stations: list[Station]) -> None:
    office, laptop = stations
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    laptop.load(office.send(laptop))
    office.load(laptop.send(office, laptop.path.with_name("potwierdzenie.teczka")))
    loaded = show_exchange(office.office, ShowExchange()).loaded
    assert loaded is not None
    assert (loaded.name, loaded.report.changed_fields) == ("Laptop Północ-0001.teczka", 1)


def test_documents_travel_by_the_hash_of_their_bytes(stations: list[Station]) -> None:
    office, laptop = stations
    pdf = b"%PDF-1.7 " + bytes(range(256)) * 40
    with office.office.work("decyzja") as work:
        paper = Document(id=new_id(), title="Decyzja", content=work.keep(pdf), media_type="application/pdf")
        work.add(paper)
        work.commit()
    laptop.load(office.send(laptop))
    with laptop.office.reading() as file:
        assert file.content(file.get(Document, paper.id).content) == pdf


def test_whoever_removes_takes_away_only_what_the_form_showed(stations: list[Station]) -> None:
    office, laptop = stations
    shown = anna(office)
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    with office.later(minutes=1).office.work("usunięcie ze starego formularza") as work:
        work.remove(shown)
        work.commit()
    laptop.load(office.send(laptop))
    for station in stations:
        with station.office.reading() as file:
            assert [each.phone for each in file.find(Person)] == ["601 224 918"]
    assert office.digest() == laptop.digest()


def test_a_thing_written_for_two_households_in_one_act_keeps_to_one_record(stations: list[Station]) -> None:
    office, laptop = stations
    homes = [new_id(), new_id()]
    before = office.store.bundling.vector()[office.author].number
    with office.later(minutes=1).office.work("dwie rodziny") as work:
        for home, phone in ((homes[0], "1"), (homes[1], "2"), (homes[0], "3")):
            work.touching(home)
            work.change(work.get(Person, ANNA.id), replace(work.get(Person, ANNA.id), phone=phone))
        work.commit()
    assert office.store.bundling.vector()[office.author].number == before + 1
    laptop.load(office.send(laptop))
    assert (anna(laptop).phone, list_disputes(laptop.office, ListDisputes())) == ("3", ())
    assert office.digest() == laptop.digest()
    assert laptop.health().is_well


def test_the_desk_names_whom_an_id_leads_to(stations: list[Station]) -> None:
    """Two workstations gave one visit to two social workers."""
    office, laptop = stations[:2]
    with office.office.work("wywiad") as work:
        visit = Interview(id=new_id(), case_id=new_id(), person_id=ANNA.id, household_id=new_id())
        work.add(visit)
        work.commit()
    settle_everything(office, laptop)
    for station, worker in ((office, WORKER), (laptop, CLERK)):
        with station.later(minutes=1).office.work("przydział") as work:
            shown = work.get(Interview, visit.id)
            work.change(shown, replace(shown, worker_id=worker.id))
            work.commit()
    settle_everything(office, laptop)
    (dispute,) = list_disputes(office.office, ListDisputes())
    assert {side.told for side in dispute.sides} == {WORKER.full_name, CLERK.full_name}
    assert dispute.before_told == ""
