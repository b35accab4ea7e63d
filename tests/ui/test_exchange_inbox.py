"""Inbox and outbox in the window: found, offered, loaded, laid aside; folders that are away; files that are none."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.persistence.store import Store
from app.services.exchange.folders import AskFolders, ChooseFolders, Folders, ask_folders, choose_folders
from app.services.office import Office
from app.services.ports import Progress
from tests.stations import Station, anna, change, office_and_laptop
from tests.ui.drawn import table
from tests.ui.exchange_room import Room
from ui.application import Program
from ui.desk import Opener
from ui.screens.exchange_folders import FoldersDialog
from ui.screens.exchange_preview import PreviewDialog
from ui.screens.exchange_watch import FolderWatch


@pytest.fixture
def stations(tmp_path: Path) -> list[Station]:
    return office_and_laptop(tmp_path)


@pytest.fixture
def boxes(stations: list[Station], tmp_path: Path) -> Iterator[Room]:
    """Biuro with both folders, and a bundle of the laptop in the inbox."""
    office, laptop = stations
    folders = Folders(tmp_path / "odbiorcza", tmp_path / "nadawcza")
    for folder in ("odbiorcza", "nadawcza"):
        (tmp_path / folder).mkdir()
    choose_folders(office.office, ChooseFolders(folders))
    change(laptop, phone="601 224 918")
    laptop.send(office, tmp_path / "odbiorcza" / "laptop-polnoc-0001.teczka")
    made = Room(office, laptop)
    wait_for_look(made)
    yield made
    made.close()


def wait_for_look(room: Room) -> None:
    for _turn in range(3):
        room.wait()


def test_a_bundle_in_the_inbox_is_offered_and_then_laid_aside(boxes: Room, tmp_path: Path) -> None:
    card = boxes.page.inbox
    assert card.isVisible()
    (line,) = table(card.lines).splitlines()[1:]
    assert line == "Paczka: Laptop Północ, dziś 8:01 — 1 zmiana | [obejrzyj:info]"
    row = card.lines.row_at(0)
    assert row is not None
    assert row.opens is not None
    row.opens()
    boxes.dialog(PreviewDialog).go.click()
    wait_for_look(boxes)
    assert table(card.lines).splitlines()[1:] == []
    assert "1 wczytaną już paczkę odłożono do folderu „wczytane”." in card.state.text()
    assert (tmp_path / "odbiorcza" / "wczytane" / "laptop-polnoc-0001.teczka").exists()
    biuro = boxes.biuro()
    assert anna(biuro).phone == "601 224 918"
    biuro.close()


def test_bundles_go_into_the_outbox_without_asking_where(boxes: Room, tmp_path: Path) -> None:
    assert list((tmp_path / "nadawcza").iterdir()) == []  # nothing waits for the laptop, and a person says so now
    boxes.page.save_button.click()
    wait_for_look(boxes)
    (written,) = (tmp_path / "nadawcza").iterdir()
    assert boxes.notice() == f"Zapisano 1 paczkę: {written.name}."


def test_a_file_that_is_none_says_so_when_it_stays_as_it_is(boxes: Room, tmp_path: Path) -> None:
    (tmp_path / "odbiorcza" / "zdjecie.teczka").write_bytes(b"nic")
    boxes.page.watch.look()
    wait_for_look(boxes)
    assert boxes.page.inbox.state.text() == "1 plik jeszcze się kopiuje."
    boxes.page.watch.look()
    wait_for_look(boxes)
    assert "Plik zdjecie.teczka nie jest paczką Teczki. | [nie do wczytania:bad]" in table(boxes.page.inbox.lines)


def test_a_folder_that_is_away_is_said(boxes: Room, tmp_path: Path) -> None:
    (tmp_path / "nadawcza").rename(tmp_path / "gdzie-indziej")
    boxes.page.inbox.again.click()
    wait_for_look(boxes)
    assert "Folder skrzynki nadawczej jest teraz niedostępny." in boxes.page.inbox.state.text()


def test_a_watch_looks_by_itself_and_tells_once(boxes: Room) -> None:
    told: list[object] = []
    watch = FolderWatch(boxes.desk, boxes.desk)
    watch.arrived.connect(told.append)
    watch.start()
    wait_for_look(boxes)
    watch._look_when_idle()
    wait_for_look(boxes)
    assert len(told) == 1
    watch.stop()
    watch.deleteLater()


def at_biuro(office: Station) -> Opener:
    """Opens the file of an office as main.py does."""

    def open_file(progress: Progress) -> tuple[Office, Callable[[], None]]:
        store = Store.open(office.path)
        return replace(office.office, file=store, progress=progress), store.close

    return open_file


def test_the_program_says_what_has_come_by_itself(stations: list[Station], tmp_path: Path, qtbot: QtBot) -> None:
    office, laptop = stations
    choose_folders(office.office, ChooseFolders(Folders(tmp_path)))
    change(laptop, phone="601 224 918")
    laptop.send(office, tmp_path / "laptop-polnoc-0001.teczka")
    laptop.close()
    office.store.close()
    program = Program(at_biuro(office))
    program.window.show()
    program.start()
    qtbot.waitUntil(lambda: program.window.current_id() == "today")
    program.exchange.watch()
    said = "Przyszła 1 paczka: Laptop Północ."
    qtbot.waitUntil(lambda: program.window.notices.text() == said)
    program.window.notices._act()
    assert program.window.current_id() == "exchange"
    qtbot.waitUntil(lambda: program.desk.is_idle)
    program.close()


def test_folders_are_chosen(stations: list[Station], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = Room(*stations)
    assert not room.page.inbox.isVisible()
    room.page.stations.boxes.click()
    dialog = room.dialog(FoldersDialog)
    dialog.inbox.name.set_value(str(tmp_path / "nie-ma"))
    dialog.go.click()
    room.wait()
    assert "Nie ma folderu" in dialog._objection.text.words()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    dialog.inbox.pick.click()
    dialog.go.click()
    wait_for_look(room)
    assert room.notice() == "Zapamiętano skrzynki."
    biuro = room.biuro()
    assert ask_folders(biuro.office, AskFolders()) == Folders(inbox=tmp_path)
    biuro.close()
    room.close()
