"""A restored or copied file is noticed at the start, writes nothing for others, and may go on under a new identity."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.roles import NotAllowed
from app.services.exchange.accept import IdentityForked
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.compare import PreviewBundle, preview_bundle
from app.services.exchange.folders import AskFolders, ChooseFolders, Folders, ask_folders, choose_folders, sight
from app.services.exchange.identity import (
    ConfirmIdentity,
    Doubt,
    IdentityInDoubt,
    NoDoubt,
    TakeNewIdentity,
    confirm_identity,
    doubt_of,
    take_new_identity,
    watch_identity,
)
from app.services.exchange.joining import AdmitStation, admit_station, request_in, write_welcome
from app.services.exchange.open import NotForUs, StrangersWelcome, UnknownSender
from app.services.exchange.resending import AnswerResend, RequestResend, answer_resend, request_resend
from app.services.exchange.standings import AskLastExchange, ask_last_exchange
from app.services.exchange.stations import fingerprint
from app.services.exchange.tending import TendFolders, tend_folders
from tests.little_office import CLERK, at_desk
from tests.stations import (
    ANNA,
    Station,
    add,
    anna,
    bytes_of,
    change,
    joined,
    office_and_laptop,
    refused,
    reopened_copy,
    settle_everything,
)


@pytest.fixture
def stations(tmp_path: Path) -> Iterator[list[Station]]:
    made = office_and_laptop(tmp_path)
    yield made
    for station in made:
        station.close()


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    return tmp_path / "marks"


def started(station: Station, marks: Path) -> Doubt | None:
    station.reopen()
    return watch_identity(station.store, marks)


def test_day_after_day_nothing_is_doubted(stations: list[Station], marks: Path) -> None:
    office, laptop = stations
    for phone in ("1", "2", "3"):
        assert started(laptop, marks) is None
        change(laptop, phone=phone)
        office.load(laptop.send(office))
    assert started(laptop, marks) is None
    with pytest.raises(NoDoubt):
        confirm_identity(laptop.office, ConfirmIdentity())


def test_a_start_that_was_cut_short_is_no_copy(stations: list[Station], marks: Path) -> None:
    _office, laptop = stations
    started(laptop, marks)
    before = laptop.store.meta("identity_token")
    started(laptop, marks)
    (mark,) = marks.iterdir()
    after = laptop.store.meta("identity_token")
    mark.write_text(f'{{"number": 0, "token": "{before}", "next": "{after}"}}', encoding="utf-8")
    for token in (before, after):
        laptop.store.set_meta("identity_token", token)
        mark.write_text(f'{{"number": 0, "token": "{before}", "next": "{after}"}}', encoding="utf-8")
        assert started(laptop, marks) is None


def test_a_restored_backup_is_noticed_and_gets_its_past_back(
    stations: list[Station], marks: Path, tmp_path: Path
) -> None:
    office, laptop = stations
    started(laptop, marks)
    kept = laptop.backed_up()
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    laptop.restore(kept)
    assert started(laptop, marks) is Doubt.OLDER
    with pytest.raises(IdentityInDoubt) as caught:
        laptop.send(office)
    assert caught.value.facts == {"why": "older"}
    with pytest.raises(IdentityInDoubt):
        confirm_identity(laptop.office, ConfirmIdentity())
    laptop.later(hours=1)
    request = request_resend(laptop.office, RequestResend(office.author, tmp_path)).value
    laptop.load(answer_resend(office.office, AnswerResend(request, tmp_path)).value.path)
    assert doubt_of(laptop.store) is None
    assert anna(laptop).phone == "601 224 918"
    change(laptop, email="e")
    office.load(laptop.send(office))
    assert started(laptop, marks) is None


def test_a_copied_file_is_noticed_and_a_person_decides(stations: list[Station], marks: Path, tmp_path: Path) -> None:
    office, laptop = stations
    started(laptop, marks)
    kept = laptop.backed_up()
    copy = reopened_copy(laptop, kept)
    assert watch_identity(copy.store, tmp_path / "another-computer") is Doubt.COPIED
    assert doubt_of(copy.store) is Doubt.COPIED
    assert ask_last_exchange(copy.office, AskLastExchange()).is_doubted
    with pytest.raises(IdentityInDoubt):
        copy.send(office)
    choose_folders(copy.office, ChooseFolders(Folders(outbox=tmp_path)))
    sights = sight(ask_folders(copy.office, AskFolders()))
    assert tend_folders(copy.office, TendFolders(sights)).value.problem is None
    assert isinstance(tend_folders(copy.office, TendFolders(sights, is_asked=True)).value.problem, IdentityInDoubt)
    with pytest.raises(NotAllowed):
        confirm_identity(at_desk(copy.office, CLERK), ConfirmIdentity())
    confirm_identity(copy.office, ConfirmIdentity())
    assert doubt_of(copy.store) is None
    office.load(copy.send(office))
    copy.close()
    assert started(laptop, marks) is None  # it heard nothing of it


def test_two_files_of_one_workstation_on_one_computer(stations: list[Station], marks: Path) -> None:
    _office, laptop = stations
    started(laptop, marks)
    copy = reopened_copy(laptop, laptop.backed_up())
    assert watch_identity(copy.store, marks) is None  # nobody can tell which one is the copy
    copy.close()
    assert started(laptop, marks) is Doubt.COPIED


def test_where_no_mark_can_be_written_nothing_is_claimed(stations: list[Station], tmp_path: Path) -> None:
    _office, laptop = stations
    blocked = tmp_path / "plik"
    blocked.write_text("to nie folder", encoding="utf-8")
    assert started(laptop, blocked / "marks") is None
    assert started(laptop, blocked / "marks") is None


# -- a new identity ----------------------------------------------------------------------------------------------------


def admitted(host: Station, request: Path, station: Station) -> None:
    """By telephone, as any workstation."""
    answer = AdmitStation(request, request_in(request).fingerprint, host.path.parent)
    welcome = admit_station(host.later(minutes=1).office, answer).value
    station.load(welcome)


def test_a_fork_goes_on_under_a_new_identity_and_nothing_is_lost(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    laptop.load(office.send(laptop))
    office.load(laptop.send(office))
    kept = laptop.backed_up()
    change(laptop, phone="601 224 918")
    lost = add(laptop, first_name="Jan", last_name="Ćwik")
    office.load(laptop.send(office))
    laptop.restore(kept)
    change(laptop, email="nowy@example.org")
    found = add(laptop, first_name="Ewa", last_name="Zając")
    change(laptop, email="nowszy@example.org")
    with laptop.later(minutes=1).office.work("pomyłka") as work:
        work.remove(work.get(Person, found.id))
        work.commit()
    again = add(laptop, first_name="Iga", last_name="Wilk")
    refused(office, laptop.send(office), IdentityForked)
    old = laptop.author
    before = laptop.digest()
    request = take_new_identity(laptop.office, TakeNewIdentity(tmp_path)).value
    assert request.name == "laptop-polnoc-2.teczka-join"
    assert laptop.author != old
    assert laptop.digest() != before  # the same values by another author
    assert laptop.health().is_well
    assert anna(laptop).email == "nowszy@example.org"
    refused(office, laptop.send(office), UnknownSender)
    admitted(office, request, laptop)
    assert anna(laptop).phone == "601 224 918"
    office.load(laptop.send(office))
    cash.load(office.send(cash))
    settle_everything(office, laptop, cash)
    assert office.digest() == laptop.digest() == cash.digest()
    assert all(each.health().is_well for each in (office, laptop, cash))
    with cash.office.reading() as file:
        names = {each.first_name for each in file.find(Person)}
        assert file.contradictions() == []
    assert names == {"Anna", "Jan", "Iga"}
    assert {lost.id, again.id, ANNA.id} == {each.id for each in everybody(cash)}
    assert (anna(cash).phone, anna(cash).email) == ("601 224 918", "nowszy@example.org")
    laptop.reopen()
    change(laptop, phone="1")
    office.load(laptop.send(office))
    assert anna(office).phone == "1"
    cash.close()


def welcomed_by_somebody_newer(office: Station, laptop: Station, folder: Path) -> tuple[Station, Path]:
    """The laptop goes back to a backup from before the cash desk joined, and only the cash desk can admit it."""
    kept = laptop.backed_up()
    cash = joined(folder, "Kasa", office)
    laptop.restore(kept)
    request = take_new_identity(laptop.office, TakeNewIdentity(folder)).value
    answer = AdmitStation(request, request_in(request).fingerprint, folder)
    return cash, admit_station(cash.later(minutes=1).office, answer).value


def test_a_welcome_by_somebody_newer_than_the_backup_is_believed_by_its_digits(
    stations: list[Station], tmp_path: Path
) -> None:
    office, laptop = stations
    cash, welcome = welcomed_by_somebody_newer(office, laptop, tmp_path)
    told = fingerprint(cash.store.bundling.keys().public)
    assert refused(laptop, welcome, StrangersWelcome).facts["digits"] == told
    with pytest.raises(StrangersWelcome):
        apply_bundle(laptop.office, ApplyBundle(welcome, digits="0000 0000 0000 0000"))
    assert preview_bundle(laptop.office, PreviewBundle(welcome, digits=told)).sender == "Kasa"
    apply_bundle(laptop.later(minutes=1).office, ApplyBundle(welcome, digits=told))
    change(laptop, phone="1")
    cash.load(laptop.send(cash))
    office.load(cash.send(office))
    settle_everything(office, laptop, cash)
    assert office.digest() == laptop.digest() == cash.digest()
    assert all(each.health().is_well for each in (office, laptop, cash))
    cash.close()


def test_nobody_but_who_was_admitted_believes_a_strangers_welcome(stations: list[Station], tmp_path: Path) -> None:
    """Sealed anew for somebody who is not put on the roster by it."""
    office, laptop = stations
    kept = laptop.backed_up()
    cash = joined(tmp_path, "Kasa", office)
    laptop.restore(kept)
    change(office, phone="1")
    cash.load(office.send(cash))
    with cash.office.reading() as file:
        (row,) = file.find(Workstation, author=laptop.author)
    welcome = write_welcome(cash.office, row, tmp_path)
    digits = fingerprint(cash.store.bundling.keys().public)
    before = bytes_of(laptop)
    with pytest.raises(NotForUs):
        apply_bundle(laptop.office, ApplyBundle(welcome, digits=digits))
    assert bytes_of(laptop) == before
    cash.close()


def everybody(station: Station) -> list[Person]:
    with station.office.reading() as file:
        return file.find(Person)


def test_what_both_lives_had_is_asked_about_only_where_they_differ(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    office.load(laptop.send(office))
    change(laptop, phone="601 224 918")  # in the backup already, told to nobody
    kept = laptop.backed_up()
    change(laptop, email="a")
    office.load(laptop.send(office))
    laptop.restore(kept)
    change(laptop, email="b")
    admitted(office, take_new_identity(laptop.office, TakeNewIdentity(tmp_path)).value, laptop)
    office.load(laptop.send(office))
    with office.office.reading() as file:
        (dispute,) = file.contradictions()
    assert (dispute.field, {each.value for each in dispute.versions}) == ("email", {"a", "b"})
    assert anna(office).phone == "601 224 918"
    laptop.load(office.send(laptop))
    assert office.digest() == laptop.digest()
    assert office.health().is_well
    assert laptop.health().is_well


def test_an_older_copy_may_take_a_new_identity_at_once(stations: list[Station], marks: Path, tmp_path: Path) -> None:
    office, laptop = stations
    started(laptop, marks)
    kept = laptop.backed_up()
    change(laptop, phone="601 224 918")
    office.load(laptop.send(office))
    laptop.restore(kept)
    assert started(laptop, marks) is Doubt.OLDER
    request = take_new_identity(laptop.office, TakeNewIdentity(tmp_path)).value
    assert doubt_of(laptop.store) is None
    admitted(office, request, laptop)
    assert anna(laptop).phone == "601 224 918"
    with laptop.office.reading() as file:
        assert {each.name for each in file.find(Workstation)} == {"Biuro", "Laptop Północ", "Laptop Północ 2"}
    assert laptop.digest() == office.digest()
    assert started(laptop, marks) is None


def test_what_was_written_before_a_new_identity_was_admitted_may_come_by_way_of_others(
    stations: list[Station], tmp_path: Path
) -> None:
    """Two went back to backups and admitted each other: the laptop hears of both from one of them."""
    office, laptop = stations
    cash = joined(tmp_path, "Kasa", office)
    settle_everything(office, laptop, cash)
    change(cash, phone="601 224 918")
    kept = office.backed_up()
    admitted(office, take_new_identity(cash.office, TakeNewIdentity(tmp_path)).value, cash)
    office.restore(kept)
    request = take_new_identity(office.office, TakeNewIdentity(tmp_path)).value
    answer = AdmitStation(request, request_in(request).fingerprint, tmp_path)
    welcome = admit_station(cash.later(minutes=1).office, answer).value
    told = fingerprint(cash.store.bundling.keys().public)
    apply_bundle(office.later(minutes=1).office, ApplyBundle(welcome, digits=told))
    admit_station(laptop.later(minutes=1).office, answer)
    laptop.load(office.send(laptop))
    assert anna(laptop).phone == "601 224 918"
    office.load(laptop.send(office))
    settle_everything(office, laptop, cash)
    assert office.digest() == laptop.digest() == cash.digest()
    cash.close()
