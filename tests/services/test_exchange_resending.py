"""A gap is asked for and made good; the first bundle after a welcome is small; documents above the limit come later."""

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.domain.cases import Document
from app.domain.records import RecordId, new_id
from app.domain.roles import NotAllowed
from app.services.exchange.accept import BundleGap, OwnPastMissing
from app.services.exchange.cargo import base_of, fitting, missing_contents
from app.services.exchange.container import BundleCut
from app.services.exchange.files import CannotWrite
from app.services.exchange.open import AlreadyLoaded, BundleForged, ForeignBundle, NotForUs, RetiredSender, unseal
from app.services.exchange.pack import NoSuchStation, seal
from app.services.exchange.resending import (
    AnswerResend,
    NotAResendRequest,
    RequestResend,
    answer_resend,
    request_resend,
)
from app.services.exchange.rules import (
    AskExchangeRules,
    ChangeExchangeRules,
    ExchangeRules,
    WrongExchangeRule,
    ask_exchange_rules,
    change_exchange_rules,
)
from app.services.exchange.standings import ListStations, list_stations
from app.services.exchange.stations import RetireStation, make_keys, retire_station
from tests.little_office import CLERK, at_desk
from tests.stations import Station, anna, change, founded, joined, office_and_laptop, refused


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


def restored_laptop(office: Station, laptop: Station) -> Path:
    """The laptop goes back to this morning's copy; gives a bundle that it can no longer take."""
    laptop.store.close()
    kept = laptop.path.with_name("kopia")
    shutil.copyfile(laptop.path, kept)
    laptop.reopen()
    change(office, phone="1")
    laptop.load(office.send(laptop))
    office.load(laptop.send(office))
    laptop.store.close()
    for path in laptop.path.parent.glob(laptop.path.name + "-*"):
        path.unlink()
    shutil.copyfile(kept, laptop.path)
    laptop.reopen()
    change(office, email="e")
    return office.send(laptop)


def asked(station: Station, other: Station, folder: Path) -> Path:
    return request_resend(station.later(seconds=1).office, RequestResend(other.author, folder)).value


def answered(station: Station, request: Path, folder: Path) -> Path:
    return answer_resend(station.later(seconds=1).office, AnswerResend(request, folder)).value.path


def test_a_gap_is_asked_for_and_made_good(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    problem = refused(laptop, restored_laptop(office, laptop), BundleGap)
    assert problem.facts["author"] == office.author
    request = asked(laptop, office, tmp_path)
    assert request.name.startswith("laptop-polnoc-")
    assert request.name.endswith("-prosba.teczka")
    found = office.preview(request)
    assert found.is_empty
    assert found.asked is not None
    assert (found.asked.records, found.asked.contents) == (2, 0)
    laptop.load(answered(office, request, tmp_path))
    assert (anna(laptop).phone, anna(laptop).email) == ("1", "e")
    assert laptop.digest() == office.digest()
    with pytest.raises(AlreadyLoaded):
        answered(office, request, tmp_path)


def test_the_own_past_is_asked_for_in_the_same_way(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    laptop.store.close()
    kept = laptop.path.with_name("kopia")
    shutil.copyfile(laptop.path, kept)
    laptop.reopen()
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    laptop.store.close()
    shutil.copyfile(kept, laptop.path)
    laptop.reopen()
    assert refused(laptop, office.send(laptop), OwnPastMissing).facts["author"] == office.author
    laptop.later(hours=1)
    laptop.load(answered(office, asked(laptop, office, tmp_path), tmp_path))
    assert anna(laptop).phone == "601 224 918"
    assert laptop.digest() == office.digest()


def test_a_question_carries_nothing_and_what_waited_still_waits(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    change(laptop, phone="1")
    (before,) = list_stations(laptop.office, ListStations())
    request = asked(laptop, office, tmp_path)
    (after,) = list_stations(laptop.office, ListStations())
    assert before.waiting == after.waiting > 0
    assert office.load(request).preview.is_empty
    assert anna(office).phone == "44 781 22 60"


def test_requests_that_are_none(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    change(laptop, phone="1")
    with pytest.raises(NotAResendRequest):
        answered(office, laptop.send(office), tmp_path)
    request = asked(laptop, office, tmp_path)
    whole = request.read_bytes()
    cash = joined(tmp_path, "Kasa", office)
    refused(cash, request, NotForUs)
    cash.close()
    inside = unseal(whole, "x", office.store.bundling.keys().sealing_secret)
    key = [office.store.bundling.keys().sealing_key]
    request.write_bytes(seal(inside.manifest, list(inside.sections.values()), make_keys(), key))
    with pytest.raises(BundleForged):
        answered(office, request, tmp_path)
    foreign = msgspec.structs.replace(inside.manifest, office=b"office-somewhere")
    request.write_bytes(seal(foreign, list(inside.sections.values()), laptop.store.bundling.keys(), key))
    with pytest.raises(ForeignBundle):
        answered(office, request, tmp_path)
    request.write_bytes(whole[:-1])
    with pytest.raises(BundleCut):
        answered(office, request, tmp_path)
    (row,) = [each for each in list_stations(office.office, ListStations()) if each.station.author == laptop.author]
    retire_station(office.office, RetireStation(row.station.id))
    request.write_bytes(whole)
    with pytest.raises(RetiredSender):
        answered(office, request, tmp_path)
    with pytest.raises(NoSuchStation):
        asked(office, laptop, tmp_path)
    with pytest.raises(NoSuchStation):
        request_resend(office.office, RequestResend(7, tmp_path))


def test_an_answer_that_found_no_room_can_be_written_again(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    request = asked(laptop, office, tmp_path)
    blocked = tmp_path / "plik"
    blocked.write_text("to nie folder", encoding="utf-8")
    with pytest.raises(CannotWrite):
        answered(office, request, blocked)
    assert answered(office, request, tmp_path).exists()


# -- after a welcome ---------------------------------------------------------------------------------------------------


def test_the_first_bundle_after_a_welcome_brings_only_what_is_new(tmp_path: Path) -> None:
    office = founded(tmp_path)
    large_note = secrets.token_hex(20_000)
    document(office, b"x", note=large_note)
    laptop = joined(tmp_path, "Laptop", office)
    small = office.send(laptop)
    assert small.stat().st_size < 1000
    assert laptop.load(small).preview.is_empty
    document(office, b"y")
    assert laptop.load(office.send(laptop)).preview.records == 1
    assert laptop.digest() == office.digest()
    office.close()
    laptop.close()


def test_of_several_welcomes_the_least_counts(tmp_path: Path) -> None:
    from app.services.exchange.joining import (
        AdmitStation,
        accept_welcome,
        admit_station,
        open_welcome,
        request_in,
        write_request,
    )
    from app.services.office import Unwatched
    from tests.stations import station_at

    office, laptop = founded(tmp_path), station_at(tmp_path, "Laptop")
    request = write_request(laptop.store.bundling.keys(), "Laptop", "M. Lis", tmp_path)
    answer = AdmitStation(request, request_in(request).fingerprint, tmp_path)
    used = admit_station(office.office, answer).value.rename(tmp_path / "pierwszy.teczka")
    document(office, b"x")
    admit_station(office.office, answer)
    assert base_of(office.store.bundling, laptop.author)[office.author] == 2
    opened = open_welcome(laptop.store.bundling, used)
    accept_welcome(laptop.store, opened, laptop.calendar.now(), Unwatched())
    laptop.load(office.send(laptop))
    assert laptop.digest() == office.digest()
    office.close()
    laptop.close()


# -- documents above the limit -----------------------------------------------------------------------------------------


def document(station: Station, content: bytes, note: str = "") -> RecordId:
    with station.later(minutes=1).office.work("pismo") as work:
        made = Document(id=new_id(), case_id=None, title="Skan", content=work.keep(content), note=note)
        work.add(made)
        work.commit()
    return made.id


def contents_of(station: Station) -> list[int]:
    """Sizes of the documents' bytes that are here."""
    with station.office.reading() as file:
        digests = [each.content for each in file.find(Document) if each.content]
    return sorted(station.store.bundling.sizes_of(digests).values())


def limited(station: Station, megabytes: int) -> None:
    change_exchange_rules(station.office, ChangeExchangeRules(ExchangeRules(megabytes=megabytes)))


def test_documents_above_the_limit_are_named_asked_for_and_sent_later(stations: list[Station]) -> None:
    office, laptop = stations
    limited(office, 1)
    for size in (600_000, 500_000, 100_000):
        document(office, secrets.token_bytes(size))
    bundle = office.send(laptop)
    assert bundle.stat().st_size < 1_000_000
    assert laptop.preview(bundle).missing == 1
    assert laptop.load(bundle).report.missing == missing_contents(laptop.store.bundling)
    assert contents_of(laptop) == [100_000, 500_000]
    assert len(missing_contents(laptop.store.bundling)) == 1
    office.load(laptop.send(office))  # says what it lacks
    laptop.load(office.send(laptop))
    assert contents_of(laptop) == contents_of(office) == [100_000, 500_000, 600_000]
    assert missing_contents(laptop.store.bundling) == ()


def test_documents_are_asked_for_and_sent_also_after_clocks_were_set_back(stations: list[Station]) -> None:
    """Both computers believed for a day that it was 2081; what they said then is not their newest word for ever."""
    office, laptop = stations
    limited(office, 1)
    for station in stations:
        station.later(days=20_000)
    laptop.load(office.send(laptop))
    office.load(laptop.send(office))
    for station in stations:
        station.later(days=-19_999)
    for size in (700_000, 600_000):
        document(office, secrets.token_bytes(size))
    laptop.load(office.send(laptop))
    assert len(missing_contents(laptop.store.bundling)) == 1
    office.load(laptop.send(office))
    laptop.load(office.send(laptop))
    assert contents_of(laptop) == [600_000, 700_000]


def test_what_never_fits_comes_when_a_person_answers_a_request(tmp_path: Path, stations: list[Station]) -> None:
    office, laptop = stations
    limited(office, 1)
    document(office, secrets.token_bytes(1_200_000))
    for _round in range(2):
        laptop.load(office.send(laptop))
        office.load(laptop.send(office))
    assert contents_of(laptop) == []
    request = asked(laptop, office, tmp_path)
    found = office.preview(request).asked
    assert found is not None
    assert (found.records, found.contents, found.size) == (0, 1, 1_200_000)
    laptop.load(answered(office, request, tmp_path))
    assert contents_of(laptop) == [1_200_000]


def test_what_a_relay_lacks_stays_missing_at_the_third_and_is_named_there(
    tmp_path: Path, stations: list[Station]
) -> None:
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    laptop.load(office.send(laptop))
    limited(office, 1)
    document(office, secrets.token_bytes(1_200_000))
    laptop.load(office.send(laptop))
    cash.load(laptop.send(cash))
    assert missing_contents(cash.store.bundling) == missing_contents(laptop.store.bundling) != ()
    change(laptop, phone="1")
    cash.load(laptop.send(cash))  # what was missing before is still known to be missing
    cash.load(answered(office, asked(cash, office, tmp_path), tmp_path))
    assert missing_contents(cash.store.bundling) == ()
    laptop.load(cash.send(laptop))  # the laptop had told nobody yet
    cash.load(laptop.send(cash))
    change_exchange_rules(cash.office, ChangeExchangeRules(replace(ExchangeRules(), megabytes=20)))
    laptop.load(cash.send(laptop))
    assert missing_contents(laptop.store.bundling) == ()
    cash.close()


def test_the_smallest_go_first() -> None:
    sizes = {"a": 5, "b": 3, "c": 4}
    assert fitting(sizes, 8) == {"b", "c"}
    assert fitting(sizes, 2) == set()
    assert fitting(sizes, None) == {"a", "b", "c"}


# -- rules -------------------------------------------------------------------------------------------------------------


def test_the_rules_are_the_offices_and_travel(stations: list[Station]) -> None:
    office, laptop = stations
    assert ask_exchange_rules(office.office, AskExchangeRules()) == ExchangeRules()
    rules = ExchangeRules(days=10, days_with_visits=2, megabytes=8, loads_alone=True)
    change_exchange_rules(office.office, ChangeExchangeRules(rules))
    laptop.load(office.send(laptop))
    assert ask_exchange_rules(laptop.office, AskExchangeRules()) == rules
    change_exchange_rules(office.office, ChangeExchangeRules(ExchangeRules(megabytes=9)))
    assert ask_exchange_rules(office.office, AskExchangeRules()) == ExchangeRules(megabytes=9)
    with pytest.raises(NotAllowed):
        change_exchange_rules(at_desk(office.office, CLERK), ChangeExchangeRules(rules))


@pytest.mark.parametrize(
    "rules", [ExchangeRules(days=0), ExchangeRules(megabytes=901), ExchangeRules(days_with_visits=91)]
)
def test_rules_without_sense_are_refused(stations: list[Station], rules: ExchangeRules) -> None:
    with pytest.raises(WrongExchangeRule) as caught:
        change_exchange_rules(stations[0].office, ChangeExchangeRules(rules))
    assert caught.value.facts["least"] == 1
