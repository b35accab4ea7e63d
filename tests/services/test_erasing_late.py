"""What an order to erase meets that is not in the rows: drafts, and rests that are written again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.persons import Person
from app.services.drafts import KeepDraft, ReadDraft, keep_draft, read_draft
from app.services.exchange.identity import TakeNewIdentity, take_new_identity
from app.services.exchange.joining import AdmitStation, admit_station, request_in
from tests.services.test_erasing import NEIGHBOUR, WILMA, agree, erase
from tests.stations import Station, office_of


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
