"""What waits for a person on the screen Wymiana: inbox, requests, missing documents, parked records, lost laptops."""

import secrets
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.domain.persons import Person
from app.services.exchange.apply import ApplyBundle
from app.services.exchange.identity import Doubt, watch_identity
from app.services.exchange.standings import ListStations, list_stations
from app.services.exchange.stations import RetireStation, fingerprint, retire_station
from tests.little_office import CLERK
from tests.services.test_erasing_rights import order
from tests.services.test_exchange_identity import welcomed_by_somebody_newer
from tests.services.test_exchange_resending import asked, document, limited, restored_laptop
from tests.services.test_exchange_retired import retire
from tests.services.test_exchange_stations import write_nonsense
from tests.services.test_register_keeping import both_issue_under_one_number, both_number_the_same, open_north
from tests.stations import Station, add, anna, change, office_and_laptop, office_of, settle_everything
from tests.ui.drawn import table
from tests.ui.exchange_room import Room
from ui.screens.exchange_answers import AnswerDialog, AskAgainDialog, StrangerDialog, SupervisedDialog
from ui.screens.exchange_folders import RulesDialog
from ui.screens.exchange_parked import ParkedDialog, reason_words
from ui.screens.exchange_preview import PreviewDialog
from ui.screens.exchange_station import StationDialog


@pytest.fixture
def stations(tmp_path: Path) -> list[Station]:
    return office_and_laptop(tmp_path)


def test_the_rules_are_read_and_written(stations: list[Station]) -> None:
    room = Room(*stations)
    room.page.stations.manners.click()
    dialog = room.dialog(RulesDialog)
    assert (dialog.days.whole(), dialog.days_with_visits.whole(), dialog.megabytes.whole()) == (7, 3, 20)
    assert dialog.history_years.whole() == 0
    dialog.days.set_value(10)
    dialog.history_years.set_value(5)
    dialog.go.click()
    room.wait()
    assert room.notice() == "Zapisano zasady wymiany."
    assert room.page.board is not None
    assert (room.page.board.rules.days, room.page.board.rules.history_years) == (10, 5)
    room.close()


def test_a_gap_offers_to_ask_and_the_answer_closes_it(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    gap = restored_laptop(office, laptop)
    room = Room(laptop, office)
    room.page.preview(gap)
    dialog = room.dialog(AskAgainDialog)
    assert "Paczka" in dialog._note.text()
    assert dialog.station.value() == str(office.author)
    dialog.ask(tmp_path)
    room.wait()
    (request,) = tmp_path.glob("*-prosba.teczka")
    assert room.notice() == f"Zapisano prośbę {request.name}. Przekaż ją jak zwykłą paczkę."
    room.close()


def test_a_request_is_answered_from_the_same_place_as_any_bundle(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    request = asked(laptop, office, tmp_path)
    room = Room(office, laptop)
    room.page.preview(request)
    dialog = room.dialog(AnswerDialog)
    assert dialog._note.text().startswith("O dosłanie prosi Laptop Północ — M. Lis.")
    folder = tmp_path / "pendrive"
    dialog.answer(folder)
    room.wait()
    (answer,) = folder.iterdir()
    assert room.notice() == f"Zapisano odpowiedź {answer.name} dla stanowiska Laptop Północ."
    room.close()


def test_missing_documents_are_named_and_asked_for(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    limited(laptop, 1)
    document(laptop, secrets.token_bytes(1_200_000))
    bundle = laptop.send(office)
    room = Room(office, laptop)
    room.page.preview(bundle)
    preview = room.dialog(PreviewDialog)
    assert preview.preview.missing == 1
    preview.go.click()
    room.wait()
    assert table(room.page.inbox.lines).splitlines()[1:] == ["Brakuje 1 załącznika: Skan | [poproś:warn]"]
    room.page.ask_for_documents()
    room.dialog(AskAgainDialog).ask(tmp_path)
    room.wait()
    assert list(tmp_path.glob("*-prosba.teczka"))
    room.close()


def test_parked_records_are_shown_and_tried_again(stations: list[Station], monkeypatch: pytest.MonkeyPatch) -> None:
    office, laptop = stations
    write_nonsense(laptop, monkeypatch, 99, (1,), "x")
    bundle = laptop.send(office)
    room = Room(office, laptop)
    room.load(bundle)
    assert table(room.page.inbox.lines).splitlines()[1:] == ["1 wpis odłożony | [pokaż:warn]"]
    room.page.show_parked()
    dialog = room.dialog(ParkedDialog)
    assert table(dialog.rows).splitlines()[1].endswith("zapisał ją nowszy program")
    dialog.go.click()
    room.wait()
    assert "nadal nie da się przyjąć" in dialog._objection.text.words()
    dialog.reject()
    assert dialog.barred.isHidden()
    assert reason_words("record") == "odnosi się do czegoś, co tu nie dotarło"
    assert reason_words("person.phone") == "zawiera wartość, której to pole nie przyjmuje"
    room.close()


def test_an_order_without_the_right_is_explained(stations: list[Station]) -> None:
    office, laptop = stations
    order(laptop, CLERK.id)
    bundle = laptop.send(office)
    room = Room(office, laptop)
    room.load(bundle)
    room.page.show_parked()
    dialog = room.dialog(ParkedDialog)
    assert table(dialog.rows).splitlines()[1].endswith("usunięcie danych albo rola bez uprawnienia")
    assert not dialog.barred.isHidden()
    assert not dialog.let_in.isVisible()
    assert dialog.go.isHidden(), "nothing that comes later will make it right"
    assert dialog.cancel.text() == "Zamknij"
    dialog.reject()
    room.close()


def test_a_lost_laptop_is_marked_and_its_bundle_let_in_only_under_supervision(
    stations: list[Station], monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = stations
    change(laptop, phone="601 224 918")
    bundle = laptop.send(office)
    room = Room(office, laptop)
    row = room.page.stations.rows.row_at(0)
    assert row is not None
    room.page.stations.edit(row)
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    room.dialog(StationDialog)._ask_lost()
    room.wait()
    assert room.notice() == "Oznaczono stanowisko Laptop Północ jako utracone."
    assert table(room.page.stations.rows).splitlines()[1].endswith("[utracone:bad]")
    room.page.preview(bundle)
    room.dialog(SupervisedDialog).go.click()
    room.dialog(PreviewDialog).go.click()
    room.wait()
    row = room.page.stations.rows.row_at(0)
    assert row is not None
    room.page.stations.edit(row)
    dialog = room.dialog(StationDialog)
    room.wait()
    assert "wczytana pod nadzorem" in table(dialog.rows)
    dialog.reject()
    biuro = room.biuro()
    assert anna(biuro).phone == "601 224 918"
    biuro.close()
    room.close()


def test_a_welcome_by_somebody_newer_than_the_backup_is_loaded_when_the_digits_agree(
    stations: list[Station], tmp_path: Path
) -> None:
    office, laptop = stations
    cash, welcome = welcomed_by_somebody_newer(office, laptop, tmp_path)
    room = Room(laptop, office)
    room.page.preview(welcome)
    dialog = room.dialog(StrangerDialog)
    assert dialog.digits.text() == fingerprint(cash.store.bundling.keys().public)
    dialog.go.click()
    room.dialog(PreviewDialog).go.click()
    room.wait()
    assert room.notice() == f"Wczytano paczkę {welcome.name}."
    cash.close()
    room.close()


def test_what_arrived_is_ticked_and_told(stations: list[Station]) -> None:
    office, laptop = stations
    office.load(laptop.send(office))
    room = Room(office, laptop)
    assert table(room.page.stations.rows).splitlines()[1].split(" | ")[2].endswith("✓")
    row = room.page.stations.rows.row_at(0)
    assert row is not None
    room.page.stations.edit(row)
    dialog = room.dialog(StationDialog)
    room.wait()
    assert dialog._note.text() == "Ostatnia nasza paczka dotarła dziś 8:00, przyjęta."
    assert "[dotarła dziś" in table(dialog.rows)
    dialog.reject()
    room.close()


def test_long_silence_is_said_above_everything(stations: list[Station]) -> None:
    office, laptop = stations
    room = Room(office, laptop)
    assert not room.page.stations.reminder.isVisible()
    office.calendar.move_to(office.calendar.now().replace(day=20))
    room.page.refresh()
    room.wait()
    assert table(room.page.stations.rows).splitlines()[1].endswith("[dawno:warn]")
    assert "w obie strony — Laptop Północ: 8 dni." in room.page.stations.reminder.text.words()
    room.close()


def test_a_retired_workstation_is_none_to_ask(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    (row,) = list_stations(office.office, ListStations())
    retire_station(office.office, RetireStation(row.station.id))
    room = Room(office, laptop)
    room.page.ask_for_documents()
    dialog = room.dialog(AskAgainDialog)
    dialog.ask(tmp_path)
    assert not list(tmp_path.glob("*-prosba.teczka"))
    dialog.reject()
    room.close()


# -- is this the only copy? --------------------------------------------------------------------------------------------


def test_a_copied_file_is_loudly_asked_about(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    watch_identity(office.store, tmp_path / "here")
    watch_identity(office.store, tmp_path / "another-computer")
    room = Room(office, laptop)
    bar = room.page.doubt
    assert bar.isVisible()
    assert bar.banner.text.words().startswith("Ten plik skopiowano")
    assert (bar.ask.isVisible(), bar.only.isVisible(), bar.new.isVisible()) == (False, True, True)
    bar.only.click()
    room.wait()
    assert not bar.isVisible()
    assert room.notice() == "Zapamiętano: to jedyna kopia pliku tego stanowiska."
    room.close()


def test_a_new_identity_is_taken_with_one_request(
    stations: list[Station], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = stations
    office.store.set_meta("identity_doubt", Doubt.OLDER.value)
    room = Room(office, laptop)
    bar = room.page.doubt
    assert (bar.ask.isVisible(), bar.only.isVisible()) == (True, False)
    bar.ask.click()
    room.dialog(AskAgainDialog).reject()
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    bar.new.click()
    room.wait()
    assert not bar.isVisible()
    assert "Daj administratorowi plik biuro-2.teczka-join" in room.notice()
    assert (tmp_path / "biuro-2.teczka-join").exists()
    room.close()


def test_one_sign_of_two_cases_is_said_until_one_is_struck(tmp_path: Path) -> None:
    biuro, laptop, third = office_of(tmp_path, "Biuro", "Laptop", "Trzeci")
    open_north(third)
    settle_everything(biuro, laptop, third)
    sign = both_number_the_same(biuro, laptop, third)
    bundle = laptop.send(biuro)
    room = Room(biuro, laptop)
    room.page.load(ApplyBundle(bundle))
    room.wait()
    assert f"Dwie sprawy mają ten sam znak: {sign}." in room.notice()
    assert f"Jeden znak {sign} mają różne sprawy:" in table(room.page.inbox.lines)
    room.close()


def test_one_number_of_two_decisions_is_said_until_somebody_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    biuro, laptop, third = office_of(tmp_path, "Biuro", "Laptop", "Trzeci")
    open_north(third)
    settle_everything(biuro, laptop, third)
    number = both_issue_under_one_number(biuro, laptop, third)
    bundle = laptop.send(biuro)
    room = Room(biuro, laptop)
    room.page.load(ApplyBundle(bundle))
    room.wait()
    assert f"Dwie decyzje mają ten sam numer: {number}." in room.notice()
    assert f"Jeden numer {number} mają dwie wydane decyzje:" in table(room.page.inbox.lines)
    assert room.page.board is not None
    opened: list[str] = []
    monkeypatch.setattr(room.window, "open", lambda screen, **_more: opened.append(screen))
    room.page._open_equal(room.page.board.equal_signs[-1])
    room.wait()
    assert opened == ["case"]
    assert number not in table(room.page.inbox.lines)
    room.close()


def test_what_a_retired_workstation_wrote_is_taken_in_under_supervision(tmp_path: Path) -> None:
    office, cash, laptop = office_of(tmp_path, "Biuro", "Kasa", "Laptop")
    add(office, first_name="Jan", last_name="Ćwik")
    settle_everything(office, cash, laptop)
    retire(office, laptop)
    late = add(laptop, first_name="Iga", last_name="Żak")
    cash.load(laptop.send(cash))
    bundle = cash.send(office)
    room = Room(office, cash)
    room.load(bundle)
    room.page.show_parked()
    dialog = room.dialog(ParkedDialog)
    assert "Laptop, E. Zielińska" in table(dialog.rows)
    assert "napisało ją stanowisko już wycofane" in table(dialog.rows)
    dialog.let_in.click()
    room.wait()
    assert room.notice() == "Przyjęto 1 odłożony wpis."
    room.close()
    office.reopen()
    with office.office.reading() as file:
        assert file.get(Person, late.id).last_name == "Żak"
    office.close()
