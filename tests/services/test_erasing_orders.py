"""Whatever is written, erased, sent and loaded in whatever order: all workstations end the same, with nothing left."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from app.domain.cases import Case
from app.domain.persons import Address, Person
from app.domain.records import new_id
from app.persistence.erased import DataErased
from app.services.erasing import CaseRuns, ErasePerson, NothingToErase, SurnameDiffers, erase_person
from app.services.exchange.accept import BundleGap
from app.services.exchange.disputes import ListDisputes, SettleDispute, list_disputes, settle_dispute
from app.services.exchange.open import AlreadyLoaded
from tests.services.test_erasing import CASE, WILMA, leftovers
from tests.stations import Station, office_of, settle_everything

WORDS = ("601987654", "zielonyparasol", "")


def live(random: Random, stations: list[Station], letters: list[tuple[Station, Path]], years: int) -> None:
    """One thing that somebody does somewhere."""
    station = random.choice(stations).later(minutes=1)
    what = random.choice(("write", "write", "address", "settle", "send", "send", "load", "load", "erase"))
    if what == "send":
        other = random.choice([each for each in stations if each is not station])
        letters.append((other, station.send(other)))
    elif what == "load" and letters:
        receiver, path = random.choice(letters)
        try:
            receiver.load(path)
        except (AlreadyLoaded, BundleGap):
            return
    else:
        try:
            write(random, station, what, years)
        except (DataErased, NothingToErase, CaseRuns, SurnameDiffers):
            return


def write(random: Random, station: Station, what: str, years: int) -> None:
    if what == "erase":
        erase_person(station.office, ErasePerson(WILMA.id, "losowo", "Kwiatkowska", years))
    elif what == "settle":
        for dispute in list_disputes(station.office, ListDisputes())[:1]:
            seen = frozenset(side.dot for side in dispute.sides)
            value = dispute.sides[-1].value
            settle_dispute(station.office, SettleDispute(dispute.kind, dispute.id, dispute.field, value, seen))
    else:
        with station.office.work("o Kwiatkowska") as work:
            shown = work.get(Person, WILMA.id)
            if what == "address":
                work.add(Address(id=new_id(), person_id=WILMA.id, locality="ulicaZaczarowana"))
            elif random.random() < 0.5:
                work.change(shown, replace(shown, phone=random.choice(WORDS)))
            else:
                work.change(shown, replace(shown, note=random.choice(WORDS), email=random.choice(WORDS)))
            work.commit()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("is_kept", [False, True])
def test_any_history_ends_the_same(tmp_path: Path, seed: int, is_kept: bool) -> None:
    random = Random(f"{seed} {is_kept}")
    stations = office_of(tmp_path, "Biuro", "Laptop Północ", "Kasa")
    with stations[0].office.work("początek u Kwiatkowska") as work:
        work.add(WILMA)
        work.add(replace(CASE, closed_on=date(2020, 6, 1)))
        work.commit()
    settle_everything(*stations)
    letters: list[tuple[Station, Path]] = []
    years = 10 if is_kept else 1
    for _step in range(25):
        live(random, stations, letters, years)
    settle_everything(*stations)
    last = stations[seed % 3].later(minutes=1)
    try:
        erase_person(last.office, ErasePerson(WILMA.id, "na końcu", "Kwiatkowska", years))
    except (NothingToErase, SurnameDiffers):
        assert not [each for each in leftovers(last) if "601987654" in each]
    settle_everything(*stations)
    assert len({station.digest() for station in stations}) == 1
    for station in stations:
        assert station.health().is_well, station.health()
        gone = ["zielonyparasol", "601987654"] if is_kept else ["zielonyparasol", "601987654", "Kwiatkowska"]
        assert not [each for each in leftovers(station) if each.split(": ")[1] in gone]
        with station.office.reading() as file:
            assert bool(file.find(Case)) is is_kept
            assert not file.contradictions()
        station.close()
