"""Two records of one human being: asked about, joined, kept apart, parted again, on every workstation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.persons import PairVerdict, Person
from app.domain.records import new_id
from app.services.exchange.matching import PairReason, likeness, near_days
from app.services.exchange.pairs import (
    JudgePair,
    ListPairs,
    NotAPair,
    UndoVerdict,
    judge_pair,
    list_pairs,
    undo_verdict,
)
from app.services.same_person import canonical_id, one_person
from tests.stations import Station, office_of, settle_everything

BORN = date(1958, 4, 21)
CWIK = {"first_name": "Jan", "last_name": "Ćwik", "pesel": "58042112350", "born_on": BORN}


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_of(tmp_path, "Biuro", "Laptop Północ")
    yield made
    for station in made:
        station.close()


def add(station: Station, **fields: object) -> Person:
    person = Person(id=new_id(), **fields)  # type: ignore[arg-type]  # the tests name the fields
    with station.later(minutes=1).office.work("nowa osoba") as work:
        work.add(person)
        work.commit()
    return person


def test_joined_persons_are_one_everywhere_and_can_be_parted(stations: list[Station]) -> None:
    office, laptop = stations
    here, there = add(office, **CWIK), add(laptop, **CWIK)
    office.load(laptop.send(office))
    (pair,) = list_pairs(office.office, ListPairs())
    assert {pair.first_id, pair.second_id} == {here.id, there.id}
    kept = judge_pair(office.office, JudgePair(here.id, there.id, is_same=True)).value
    assert kept == min(here.id, there.id)
    assert not list_pairs(office.office, ListPairs())
    laptop.load(office.send(laptop))
    with laptop.office.reading() as file:
        assert canonical_id(file, max(here.id, there.id)) == kept
        assert one_person(file, there.id) == tuple(sorted((here.id, there.id)))
        assert len(file.search("cwik")) == 1
    with pytest.raises(NotAPair):
        judge_pair(laptop.office, JudgePair(here.id, there.id, is_same=True))
    undo_verdict(laptop.later(minutes=5).office, UndoVerdict(here.id, there.id))
    office.load(laptop.send(office))
    with office.office.reading() as file:
        assert one_person(file, here.id) == (here.id,)
        assert len(file.search("cwik")) == 2
    assert len(list_pairs(office.office, ListPairs())) == 1


def test_not_the_same_is_remembered_everywhere(stations: list[Station]) -> None:
    office, laptop = stations
    here, there = add(office, **CWIK), add(laptop, **CWIK)
    settle_everything(office, laptop)
    judge_pair(office.office, JudgePair(there.id, here.id, is_same=False, reason="ojciec i syn"))
    laptop.load(office.send(laptop))
    assert not list_pairs(office.office, ListPairs())
    assert not list_pairs(laptop.office, ListPairs())
    with laptop.office.reading() as file:
        (verdict,) = file.find(PairVerdict)
    assert (verdict.is_same, verdict.reason) == (False, "ojciec i syn")
    undo_verdict(laptop.office, UndoVerdict(here.id, there.id))
    assert len(list_pairs(laptop.office, ListPairs())) == 1
    judge_pair(laptop.office, JudgePair(there.id, here.id, is_same=True))
    assert not list_pairs(laptop.office, ListPairs())


def test_a_ring_of_joined_persons_has_one_canonical(stations: list[Station]) -> None:
    office, _laptop = stations
    first, second = sorted((add(office, last_name="A"), add(office, last_name="B")), key=lambda each: each.id)
    with office.office.work("pierścień") as work:
        work.change(work.get(Person, first.id), replace(work.get(Person, first.id), merged_into=second.id))
        work.change(work.get(Person, second.id), replace(work.get(Person, second.id), merged_into=first.id))
        work.commit()
    with office.office.reading() as file:
        assert canonical_id(file, first.id) == canonical_id(file, second.id) == first.id
        assert set(one_person(file, second.id)) == {first.id, second.id}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"pesel": "58042112350"}, {"pesel": "58042112350"}, PairReason.PESEL),
        ({"born_on": BORN}, {"born_on": BORN}, PairReason.NAME_AND_BIRTH),
        ({"born_on": date(1958, 4, 9)}, {"born_on": date(1958, 9, 4)}, PairReason.NAME_AND_BIRTH),
        ({"born_on": BORN}, {"born_on": date(1968, 4, 21)}, PairReason.NAME_AND_BIRTH),
        ({"born_on": BORN}, {"born_on": date(1971, 4, 25)}, None),
        ({"born_on": BORN, "pesel": "58042112350"}, {"born_on": BORN, "pesel": "58042198765"}, None),
        (
            {"born_on": BORN, "pesel": "58042112350"},
            {"born_on": BORN, "pesel": "58042112305"},
            PairReason.NAME_AND_BIRTH,
        ),
        ({}, {}, None),
    ],
)
def test_likeness(one: dict[str, object], other: dict[str, object], why: PairReason | None) -> None:
    first = Person(id=new_id(), first_name="Jan", last_name="Ćwik", **one)  # type: ignore[arg-type]
    second = Person(id=new_id(), first_name="Jan", last_name="Cwik", **other)  # type: ignore[arg-type]
    assert likeness(first, second) is why
    assert likeness(second, first) is why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Julia", "Szewczenko"), ("Yuliia", "Shevchenko")),
        (("Юлія", "Шевченко"), ("Julia", "Szewczenko")),
        (("Юлія", "Шевченко"), ("Yuliia", "Shevchenko")),
        (("Halina", "Kowalenko"), ("Galina", "Kovalenko")),
        (("Kovalenko", "Halyna"), ("Halina", "Kowalenko")),
        (("Jewhenija", "Szczerbak"), ("Yevheniia", "Shcherbak")),
    ],
)
def test_one_name_in_several_spellings_is_a_pair(one: tuple[str, str], other: tuple[str, str]) -> None:
    day = date(1988, 6, 2)
    first, second = (Person(id=new_id(), first_name=a, last_name=b, born_on=day) for a, b in (one, other))
    assert likeness(first, second) is PairReason.NAME_AND_BIRTH
    assert likeness(second, first) is PairReason.NAME_AND_BIRTH
    assert likeness(first, Person(id=new_id(), first_name=other[0], last_name="Cymbaluk", born_on=day)) is None


def test_other_names_on_one_day_are_no_pair() -> None:
    day = date(1958, 4, 21)
    one = Person(id=new_id(), first_name="Jan", last_name="Ćwik", born_on=day)
    assert likeness(one, Person(id=new_id(), first_name="Anna", last_name="Ćwik", born_on=day)) is None
    assert likeness(one, Person(id=new_id(), first_name="Ćwik", last_name="Jan", born_on=day)) is not None
    assert date(2024, 2, 28) in near_days(date(2024, 2, 29))
