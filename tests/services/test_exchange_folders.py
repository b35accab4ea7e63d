"""Inbox and outbox: bundles travel by themselves, what is half there waits, nothing is applied without a person."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.offices import Workstation
from app.services.exchange.accept import BundleGap
from app.services.exchange.files import CannotWrite
from app.services.exchange.folders import (
    AskFolders,
    ChooseFolders,
    Folders,
    NoSuchFolder,
    ask_folders,
    choose_folders,
    sight,
)
from app.services.exchange.resending import RequestResend, request_resend
from app.services.exchange.rules import ChangeExchangeRules, ExchangeRules, change_exchange_rules
from app.services.exchange.tending import Fate, Seen, Tended, TendFolders, tend_folders
from app.services.ports import Changes, together
from tests.stations import ANNA, Station, anna, change, joined, office_and_laptop


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    """The laptop's inbox is the office's outbox, and the other way round."""
    office, laptop = office_and_laptop(tmp_path)
    for folder in ("do-laptopa", "do-biura"):
        (tmp_path / folder).mkdir()
    choose_folders(office.office, ChooseFolders(Folders(tmp_path / "do-biura", tmp_path / "do-laptopa")))
    choose_folders(laptop.office, ChooseFolders(Folders(tmp_path / "do-laptopa", tmp_path / "do-biura")))
    yield [office, laptop]
    office.close()
    laptop.close()


def tended(station: Station, *before: Seen, is_asked: bool = False) -> Tended:
    folders = ask_folders(station.office, AskFolders())
    request = TendFolders(sight(folders), before, is_asked=is_asked)
    return tend_folders(station.later(hours=1).office, request).value


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.teczka"))


def test_folders_are_remembered_here_and_must_be_there(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    assert ask_folders(office.office, AskFolders()) == Folders(tmp_path / "do-biura", tmp_path / "do-laptopa")
    laptop.load(office.send(laptop))
    assert ask_folders(laptop.office, AskFolders()).inbox == tmp_path / "do-laptopa"
    with pytest.raises(NoSuchFolder):
        choose_folders(office.office, ChooseFolders(Folders(inbox=tmp_path / "nie-ma")))
    choose_folders(office.office, ChooseFolders(Folders()))
    assert not ask_folders(office.office, AskFolders()).is_any
    assert tended(office) == Tended((), (), has_inbox=False, has_outbox=False)


def test_what_waits_is_written_once_and_offered_there(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    change(office, phone="1")
    (written,) = tended(office).written
    assert names(tmp_path / "do-laptopa") == [written.path.name] == ["biuro-0003.teczka"]
    assert not list(tmp_path.rglob("*.part"))
    assert tended(office).written == ()
    before = laptop.digest()
    (offered,) = tended(laptop).of(Fate.OFFERED)
    assert (offered.path.name, offered.sender, offered.records) == ("biuro-0003.teczka", "Biuro", 1)
    assert laptop.digest() == before
    assert anna(laptop).phone == "44 781 22 60"
    laptop.load(offered.path)
    again = tended(laptop)
    assert [each.is_moved for each in again.of(Fate.KNOWN)] == [True]
    assert names(tmp_path / "do-laptopa") == ["wczytane/biuro-0003.teczka"]


def test_receipts_travel_by_themselves_and_do_not_answer_each_other(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, phone="1")
    tended(office)
    laptop.load(tended(laptop).of(Fate.OFFERED)[0].path)
    assert len(tended(laptop).written) == 1  # it owes a receipt
    round_of = [tended(office), tended(laptop), tended(office), tended(laptop)]
    assert [each.fate for each in round_of[0].seen] == [Fate.LOADED]
    assert [len(found.written) for found in round_of] == [0, 0, 0, 0]


def test_an_older_bundle_that_nobody_fetched_gives_way(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    kept = tmp_path / "do-laptopa" / "laptop-polnoc-witamy.teczka"
    kept.write_bytes(b"the welcome of long ago")
    for phone in ("1", "2"):
        change(office, phone=phone)
        tended(office)
    assert names(kept.parent) == ["biuro-0004.teczka", kept.name]
    laptop.load(kept.parent / "biuro-0004.teczka")
    assert anna(laptop).phone == "2"


def test_soon_after_a_bundle_nothing_is_written_unasked(stations: list[Station]) -> None:
    office, _laptop = stations
    change(office, phone="1")
    assert len(tended(office).written) == 1
    change(office, phone="2")
    sights = sight(ask_folders(office.office, AskFolders()))
    assert tend_folders(office.office, TendFolders(sights)).value.written == ()
    assert len(tend_folders(office.office, TendFolders(sights, is_asked=True)).value.written) == 1


def test_half_a_file_is_left_alone_until_it_stays_as_it_is(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    change(office, phone="1")
    whole = office.send(laptop).read_bytes()
    arriving = tmp_path / "do-laptopa" / "biuro-0003.teczka"
    seen: tuple[Seen, ...] = ()
    for length in (0, 40, 300):
        arriving.write_bytes(whole[:length])
        seen = tended(laptop, *seen).seen
        assert [each.fate for each in seen] == [Fate.ARRIVING]
    (stuck,) = tended(laptop, *seen).seen
    assert stuck.fate is Fate.REFUSED
    assert stuck.problem is not None
    assert stuck.problem.code == "bundle_cut"
    arriving.write_bytes(whole)
    assert [each.fate for each in tended(laptop, stuck).seen] == [Fate.OFFERED]


def test_a_shared_folder_with_bundles_for_everybody(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    shared = tmp_path / "wspolny"
    shared.mkdir()
    for each in (office, laptop, cash):
        choose_folders(each.office, ChooseFolders(Folders(shared, shared)))
    tended(office, is_asked=True)
    assert names(shared) == ["kasa/biuro-0004.teczka", "laptop-polnoc/biuro-0005.teczka"]
    found = tended(cash)
    assert len(found.of(Fate.FOR_OTHERS)) == 1
    assert set(found.of(Fate.FOR_OTHERS)) < set(tended(cash, *found.seen).of(Fate.FOR_OTHERS))  # its own came along
    cash.close()


def test_the_office_may_let_bundles_in_that_contradict_nothing(stations: list[Station]) -> None:
    office, laptop = stations
    change_exchange_rules(office.office, ChangeExchangeRules(ExchangeRules(loads_alone=True)))
    tended(office)
    laptop.load(tended(laptop).of(Fate.OFFERED)[0].path)  # the leave itself comes through a person
    change(office, phone="1")
    tended(office)
    sights = sight(ask_folders(laptop.office, AskFolders()))
    done = tend_folders(laptop.later(hours=1).office, TendFolders(sights))
    assert [each.fate for each in done.value.seen] == [Fate.LOADED]
    assert ANNA.id in done.changes.touched[type(ANNA)]
    assert anna(laptop).phone == "1"
    change(office, phone="2")
    change(laptop, phone="3")
    tended(office)
    assert [each.fate for each in tended(laptop).seen] == [Fate.OFFERED]
    assert anna(laptop).phone == "3"


def test_what_cannot_be_loaded_says_why(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    request_resend(laptop.office, RequestResend(office.author, tmp_path / "do-biura"))
    (asking,) = tended(office).of(Fate.OFFERED)
    assert asking.asks
    (tmp_path / "do-biura" / "zdjecie.teczka").write_bytes(b"nic")
    (tmp_path / "do-biura" / "notatka.txt").write_bytes(b"nic")
    first = tended(office).seen
    assert sorted(each.fate for each in tended(office, *first).seen) == [Fate.OFFERED, Fate.REFUSED]


def test_a_gap_in_the_inbox_is_a_refusal_that_can_be_asked_about(stations: list[Station], tmp_path: Path) -> None:
    from tests.services.test_exchange_resending import restored_laptop

    office, laptop = stations
    gap = restored_laptop(office, laptop)
    gap.replace(tmp_path / "do-laptopa" / gap.name)
    choose_folders(laptop.office, ChooseFolders(Folders(tmp_path / "do-laptopa", tmp_path / "do-biura")))
    (refused,) = tended(laptop).of(Fate.REFUSED)
    assert isinstance(refused.problem, BundleGap)


def test_an_outbox_that_takes_nothing_is_said(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    joined(tmp_path, "Kasa", office).close()
    (tmp_path / "do-laptopa" / "laptop-polnoc").write_text("to nie folder", encoding="utf-8")
    found = tended(office, is_asked=True)
    assert isinstance(found.problem, CannotWrite)
    assert [each.station.name for each in found.written] == ["Kasa"]
    assert laptop.name == "Laptop Północ"


def test_changes_of_two_commits_are_one() -> None:
    one, other = Changes({Workstation: frozenset([ANNA.id])}), Changes({type(ANNA): frozenset([ANNA.id])})
    assert together(one, other).touches(Workstation)
    assert together(one, other).touches(type(ANNA))
