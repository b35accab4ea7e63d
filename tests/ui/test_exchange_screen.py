"""The screen Wymiana over real files: a bundle is looked at, loaded, settled; persons joined; workstations admitted."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.domain.bundles import Step
from app.domain.decisions import Decision, DecisionState
from app.domain.interviews import Answer, Interview
from app.domain.payments import ListState, PaymentList
from app.domain.persons import Person, Sex
from app.persistence.tables import STORED
from app.services.exchange.board import ShowExchange, show_exchange
from app.services.exchange.joining import open_welcome, write_request
from app.services.exchange.pairs import JudgePair, UndoVerdict, judge_pair, undo_verdict
from tests.little_office import CLERK
from tests.stations import ANNA, Station, add, anna, change, office_and_laptop, station_at
from tests.ui.drawn import table
from tests.ui.exchange_room import Room
from tests.ui.keys import press
from ui.field_words import field_word, kind_word, value_word
from ui.parts import Rich
from ui.screens.exchange_pair import PairDialog
from ui.screens.exchange_preview import PreviewDialog
from ui.screens.exchange_station import AdmitDialog, StationDialog
from ui.wording_exchange import step_words

CWIK = {"first_name": "Jan", "last_name": "Ćwik", "pesel": "58042112350", "born_on": date(1958, 4, 21)}


@pytest.fixture
def stations(tmp_path: Path) -> list[Station]:
    return office_and_laptop(tmp_path)


@pytest.fixture
def room(stations: list[Station]) -> Iterator[Room]:
    """Both changed the phone; both met Jan Ćwik; the laptop changed more."""
    office, laptop = stations
    change(office, "z rozmowy telefonicznej", phone="44 781 22 06")
    add(office, **CWIK)
    change(laptop, "w czasie wywiadu", phone="601 224 918", occupation="bez pracy")
    add(laptop, **CWIK)
    made = Room(office, laptop)
    yield made
    made.close()


def test_a_quiet_exchange_says_what_to_do(stations: list[Station]) -> None:
    made = Room(*stations)
    assert made.page.save_button.text() == "Zapisz paczkę dla 1 stanowiska"
    assert table(made.page.stations.rows).splitlines()[1].startswith("Laptop Północ · M. Lis | — | ")
    assert made.page.disputes.nothing.isVisible()
    assert made.page.loaded.nothing.isVisible()
    made.close()


def test_a_bundle_is_looked_at_before_anything_is_written(room: Room) -> None:
    bundle = room.laptop.send(room._biuro)
    room.page.preview(bundle)
    dialog = room.dialog(PreviewDialog)
    numbers = [button.lines[0].text for button in dialog.tiles.buttons]
    assert numbers == ["0", "1", "1", "1"]
    dialog.later.click()
    room.wait()
    assert room.page.loaded.nothing.isVisible()
    biuro = room.biuro()
    assert anna(biuro).phone == "44 781 22 06"
    biuro.close()


def test_loaded_shown_and_settled(room: Room) -> None:
    room.load(room.laptop.send(room._biuro))
    assert room.notice() == "Wczytano paczkę Laptop Północ-0001.teczka. 1 sprzeczność czeka na wybór."
    page = room.page
    assert page.loaded.title.text().startswith("Wczytano dziś: Laptop Północ-0001.teczka")
    assert page.loaded.source.text().startswith("Podpis zgodny: M. Lis")
    assert "kB" not in page.loaded.source.text()
    assert (
        table(page.loaded.lines).splitlines()[1] == "Możliwa ta sama osoba: Jan Ćwik (PESEL zgodny) | [porównaj:info]"
    )
    desk = page.disputes
    assert desk.title.text() == "Sprzeczność 1 z 1"
    assert desk.about.text().startswith("Anna Wiśniewska · numer telefonu · ")
    assert desk.before.text() == "Przed zmianami było: 44 781 22 60"
    assert [button.text() for button in desk.buttons] == [
        "Zostaw 601 224 918",
        "Zostaw 44 781 22 06",
        "Wpisz inną wartość…",
    ]
    desk.buttons[0].click()
    room.wait()
    assert desk.nothing.isVisible()
    assert room.notice().startswith("Rozstrzygnięto: Anna Wiśniewska · numer telefonu")
    biuro = room.biuro()
    assert anna(biuro).phone == "601 224 918"
    room.laptop.load(biuro.later(minutes=1).send(room.laptop))
    assert anna(room.laptop).phone == "601 224 918"
    assert room.laptop.digest() == biuro.digest()
    biuro.close()


def test_neither_of_the_two_values(room: Room) -> None:
    room.load(room.laptop.send(room._biuro))
    dialog = room.page.disputes.write_another()
    assert dialog is not None
    assert dialog.field.text() == "601 224 918"
    dialog.field.set_value("600000000")
    dialog.go.click()
    room.wait()
    assert room.page.disputes.nothing.isVisible()
    biuro = room.biuro()
    assert anna(biuro).phone == "600000000"
    biuro.close()


def test_the_same_person_is_joined_and_parted_with_one_click(room: Room) -> None:
    room.load(room.laptop.send(room._biuro))
    line = room.page.loaded.lines.row_at(0)
    assert line is not None
    line.opens()
    dialog = room.dialog(PairDialog)
    dialog.same.click()
    room.wait()
    assert room.notice() == "Połączono wpisy osoby."
    assert room.page.loaded.lines.rowCount() == 0
    room.window.notices._act()
    room.wait()
    assert room.page.loaded.lines.rowCount() == 1


def test_removed_here_and_changed_there(stations: list[Station]) -> None:
    office, laptop = stations
    with office.office.work("pomyłka") as work:
        work.remove(work.get(Person, ANNA.id))
        work.commit()
    change(laptop, phone="601 224 918")
    room = Room(office, laptop)
    room.load(laptop.send(office))
    desk = room.page.disputes
    assert desk.about.text().startswith("osoba · Anna Wiśniewska · ktoś usunął")
    assert [button.text() for button in desk.buttons] == ["Zostaw wpis", "Usuń wpis"]
    assert [button.lines[1].text for button in desk.cards._keys] == ["numer telefonu: 601 224 918", "usunięcie"]  # type: ignore[attr-defined]
    desk.buttons[0].click()
    room.wait()
    assert desk.nothing.isVisible()
    room.close()


def test_what_is_wrong_with_a_bundle_is_said_in_words(room: Room, tmp_path: Path) -> None:
    wrong = tmp_path / "zdjecie.teczka"
    wrong.write_bytes(b"\xff\xd8 nic")
    room.page.preview(wrong)
    with pytest.raises(AssertionError, match="not_a_bundle"):
        room.wait()
    assert room.notice().startswith("Plik zdjecie.teczka nie jest paczką Teczki.")


def test_bundles_are_saved_where_the_person_points(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "pendrive"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    room.page.save_button.click()
    room.wait()
    assert [path.name for path in folder.iterdir()] == ["biuro-0003.teczka"]
    assert room.notice() == "Zapisano 1 paczkę: biuro-0003.teczka."
    room.laptop.load(folder / "biuro-0003.teczka")


def test_joined_records_are_told_by_name(stations: list[Station]) -> None:
    office, laptop = stations
    here, there = add(office, **CWIK), add(laptop, **{**CWIK, "last_name": "Ćwiek"})
    office.load(laptop.send(office))
    laptop.load(office.send(laptop))
    kept, gone = sorted((here, there), key=lambda person: person.id)
    judge_pair(laptop.later(minutes=1).office, JudgePair(here.id, there.id, is_same=True))
    made = Room(office, laptop)
    made.page.preview(laptop.send(office))
    said = lines_of(made.dialog(PreviewDialog))
    assert f"{gone.full_name}: połączono z wpisem: {kept.full_name}" in said
    made.dialog(PreviewDialog).go.click()
    made.wait()
    undo_verdict(laptop.later(minutes=2).office, UndoVerdict(here.id, there.id))
    made.page.preview(laptop.send(office))
    assert f"{gone.full_name}: rozłączono wpisy tej samej osoby" in lines_of(made.dialog(PreviewDialog))
    made.close()


def lines_of(dialog: PreviewDialog) -> list[str]:
    """Every line of the preview as a person reads it."""
    return [line.words() for line in dialog.findChildren(Rich)]


def test_a_chosen_file_is_previewed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = room.laptop.send(room._biuro)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(bundle), ""))
    room.page.load_button.click()
    assert room.dialog(PreviewDialog).preview.sender == "Laptop Północ"
    room.dialog(PreviewDialog).reject()


def test_a_new_workstation_is_admitted_by_telephone(room: Room, tmp_path: Path) -> None:
    stranger = station_at(tmp_path, "Kasa")
    request = write_request(stranger.store.bundling.keys(), "Kasa", "T. Kowal", tmp_path)
    room.page.stations.admit_from(request)
    dialog = room.dialog(AdmitDialog)
    dialog.digits.set_value("0000 0000 0000 0000")
    dialog.admit(tmp_path)
    room.wait()
    assert "Odczytane cyfry nie zgadzają się" in dialog._objection.text.words()
    from app.services.exchange.joining import request_in

    dialog.digits.set_value(request_in(request).fingerprint)
    dialog.admit(tmp_path)
    room.wait()
    assert room.notice() == "Zapisano plik powitalny kasa-witamy.teczka."
    assert open_welcome(stranger.store.bundling, tmp_path / "kasa-witamy.teczka").roster
    assert room.page.stations.rows.rowCount() == 2
    assert room.page.save_button.text() == "Zapisz paczki dla 2 stanowisk"
    stranger.close()


def test_enter_and_a_double_click_open_what_went_both_ways(room: Room) -> None:
    table_view = room.page.stations.table
    table_view.select(0)
    press(table_view, Qt.Key.Key_Return)
    first = room.dialog(StationDialog)
    first.reject()
    room.wait()
    spot = table_view.visualRect(table_view.model().index(0, 0)).center()
    QTest.mouseClick(table_view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(table_view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    room.dialog(StationDialog).reject()


def test_a_workstation_is_renamed_and_retired(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    row = room.page.stations.rows.row_at(0)
    assert row is not None
    room.page.stations.edit(row)
    dialog = room.dialog(StationDialog)
    dialog.name.set_value("Biuro")
    dialog.go.click()
    room.wait()
    assert "Stanowisko Biuro już jest." in dialog._objection.text.words()
    dialog.name.set_value("Laptop w terenie")
    dialog.go.click()
    room.wait()
    assert table(room.page.stations.rows).splitlines()[1].startswith("Laptop w terenie · M. Lis")
    row = room.page.stations.rows.row_at(0)
    assert row is not None
    room.page.stations.edit(row)
    monkeypatch.setattr(QMessageBox, "question", lambda *_args: QMessageBox.StandardButton.Yes)
    room.dialog(StationDialog)._ask_retire()
    room.wait()
    assert table(room.page.stations.rows).splitlines()[1].endswith("[wycofane:neutral]")
    assert not room.page.save_button.isEnabled()


def test_a_clerk_sees_workstations_and_admits_none(stations: list[Station]) -> None:
    office, laptop = stations
    board = show_exchange(replace(office.office, clerk=CLERK), ShowExchange())
    assert (board.may_configure, len(board.stations)) == (False, 1)
    assert show_exchange(office.office, ShowExchange()).may_configure
    office.close()
    laptop.close()


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stored", STORED, ids=lambda stored: stored.name)
def test_every_kind_and_field_has_a_word(stored: Any) -> None:
    assert kind_word(stored.record)
    assert all(field_word(stored.record, each.name) for each in fields(stored.record))
    assert field_word(Person, "phone") == "numer telefonu"


@pytest.mark.parametrize(
    ("kind", "field", "value", "word"),
    [
        (Person, "phone", "", "(puste)"),
        (Person, "died_on", None, "(puste)"),
        (Person, "born_on", date(1958, 4, 21), "21.04.1958"),
        (Person, "sex", Sex.MALE, "mężczyzna"),
        (Person, "merged_into", b"x" * 16, "(powiązanie)"),
        (Person, "x", datetime(2026, 11, 3, 9, 5), "3.11.2026 9:05"),
        (Person, "is_active", True, "tak"),
        (Answer, "value", '"własne mieszkanie"', "własne mieszkanie"),
        (Answer, "value", '["a", "b"]', "a, b"),
        (Answer, "value", "false", "nie"),
        (Answer, "value", "null", "(puste)"),
        (Answer, "value", "{", "{"),
        (Person, "amount", 124_00, "124,00\u00a0zł"),
        (PaymentList, "state", ListState.DROPPED, "porzucenie"),
        (PaymentList, "total", 124_00, "124,00\u00a0zł"),
        (Decision, "state", DecisionState.RETURNED, "zwrócenie do poprawy"),
        (Interview, "state", "x", "x"),
    ],
)
def test_values_are_written_for_people(kind: Any, field: str, value: Any, word: str) -> None:
    assert value_word(kind, field, value) == word


def test_steps_are_said_in_the_chosen_language() -> None:
    assert [step_words(step) for step in Step] == [step.value for step in Step]
    assert step_words("anything") == "anything"
