"""What an order to erase meets that is not in the rows: drafts, and rests that are written again."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.domain.incomes import Income
from app.domain.persons import Person
from app.domain.records import new_id
from app.persistence import bodies, erased
from app.persistence.bodies import Unreadable
from app.persistence.tables import BY_RECORD
from app.services.drafts import KeepDraft, ReadDraft, keep_draft, read_draft
from app.services.exchange.identity import TakeNewIdentity, take_new_identity
from app.services.exchange.joining import AdmitStation, admit_station, request_in
from app.services.exchange.parking import ListParked, RetryParked, list_parked, retry_parked
from tests.services.test_erasing import NEIGHBOUR, WILMA, agree, erase, leftovers
from tests.stations import Station, office_of


@contextmanager
def without_incomes(patch: pytest.MonkeyPatch) -> Iterator[None]:
    """An older program: it knows no incomes, nor that they hang on persons."""
    check, number = bodies._check, BY_RECORD[Income].number

    def check_of_old(kind: int, is_insert: bool, fields: tuple[int, ...], rows: Sequence[Sequence[Any]]) -> None:
        if kind == number:
            raise Unreadable("kind")
        check(kind, is_insert, fields, rows)

    with patch.context() as program:
        program.setattr(bodies, "_check", check_of_old)
        program.delitem(erased.OWNERS, number)
        yield


@pytest.fixture
def two(tmp_path: Path) -> Iterator[list[Station]]:
    """The laptop knows Wilma and her neighbour from the office, and has not yet said so."""
    office, laptop = office_of(tmp_path, "Biuro", "Laptop Północ")
    with office.office.work("wizyta u Kwiatkowska") as work:
        work.add_all([WILMA, NEIGHBOUR])
        work.commit()
    laptop.load(office.send(laptop))
    yield [office, laptop]
    office.close()
    laptop.close()


def test_the_rest_written_again_under_a_new_identity_stays_out_of_sight(two: list[Station], tmp_path: Path) -> None:
    office, laptop = two
    kept = office.backed_up()
    erase(laptop)
    office.restore(kept)
    request = take_new_identity(office.office, TakeNewIdentity(tmp_path)).value
    answer = AdmitStation(request, request_in(request).fingerprint, tmp_path)
    office.load(admit_station(laptop.later(minutes=1).office, answer).value)
    bundle = office.send(laptop)
    assert laptop.preview(bundle).new_persons == ()
    laptop.load(bundle)
    for station in (office, laptop):
        with station.office.reading() as file:
            assert [each.id for each in file.find(Person)] == [NEIGHBOUR.id]
        assert station.health().is_well
    agree(two)


def test_forms_begun_elsewhere_that_name_the_person_go_too(two: list[Station]) -> None:
    office, laptop = two
    keep_draft(laptop.office, KeepDraft("wniosek", {"pesel": WILMA.pesel, "note": "przyjdzie jutro"}))
    keep_draft(laptop.office, KeepDraft("zgłoszenie", {"phone": NEIGHBOUR.phone}))
    erase(office)
    laptop.load(office.send(laptop))
    assert read_draft(laptop.office, ReadDraft("wniosek")) == {}
    assert read_draft(laptop.office, ReadDraft("zgłoszenie")) == {"phone": NEIGHBOUR.phone}


def test_what_an_older_program_could_not_read_of_the_erased_is_not_taken_up_later(
    two: list[Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = two
    with laptop.later(minutes=1).office.work("dochód") as work:
        work.add(Income(id=new_id(), person_id=WILMA.id, note="zielonyparasol"))
        work.commit()
    with without_incomes(monkeypatch):
        erase(office)
        office.load(laptop.send(office))
        assert [each.reason for each in list_parked(office.office, ListParked())] == ["kind"]
    retry_parked(office.office, RetryParked())
    laptop.load(office.send(laptop))
    for station in two:
        with station.office.reading() as file:
            assert file.find(Income) == []
        assert not [each for each in leftovers(station) if "zielonyparasol" in each and ".teczka-db" in each]
    agree(two)
