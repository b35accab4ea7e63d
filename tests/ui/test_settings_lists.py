"""Ustawienia, Spisy spraw: lists of each year, opened, handed over, taken up again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.services.exchange.stations import RetireStation, retire_station
from app.services.registers import ListRegisters, list_registers
from tests.ui import drawn
from tests.ui.settings_room import SettingsRoom, settings_room
from ui.screens.settings_register_forms import HandOverDialog, NewListDialog, YearDialog


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsRoom]:
    with settings_room(tmp_path, qtbot) as made:
        yield made


def test_the_table_shows_the_lists_of_a_year_with_their_next_numbers(room: SettingsRoom) -> None:
    page = room.open("lists")
    rows = drawn.table(page.lists.rows).splitlines()
    assert rows[0] == "Znak | Tytuł | Numery nadaje | Następny"
    assert rows[1].startswith("MGOPS.5110.1.nr.2026 | Zasiłki okresowe, rejon Miasto | Biuro | >")
    assert len(rows) == 7
    room.hands.choose(page.lists.year, 0)
    assert len(drawn.table(page.lists.rows).splitlines()) == 1 + 3 * 6


def test_the_lists_of_the_next_year_are_opened_with_two_presses(room: SettingsRoom) -> None:
    page = room.open("lists")
    assert page.lists.open_year.text() == "Otwórz spisy na rok 2027…"
    room.hands.press(page.lists.open_year)
    dialog = room.dialog(YearDialog)
    assert dialog.go.text() == "Otwórz 6 spisów"
    next(iter(dialog.ticks)).setChecked(False)
    assert dialog.go.text() == "Otwórz 5 spisów"
    room.hands.press(dialog.go)
    assert room.notice() == "Otwarto 5 spisów na rok 2027."
    room.hands.press(page.lists.open_year)
    rest = room.dialog(YearDialog)
    assert [tick.text() for tick in rest.ticks] == ["MGOPS.5110.1 — Zasiłki okresowe, rejon Miasto (Biuro)"]
    room.hands.press(rest.go)
    assert not page.lists.open_year.isEnabled()
    assert page.lists.open_year.toolTip() == "Spisy na rok 2027 są już otwarte."
    assert len(room.ask(list_registers, ListRegisters(2027))) == 6


def test_a_new_list_shows_its_sign_while_it_is_made(room: SettingsRoom) -> None:
    page = room.open("lists")
    room.hands.press(page.lists.open_one)
    dialog = room.dialog(NewListDialog)
    assert dialog.sign.text() == "Znak pierwszej sprawy pojawi się tutaj."
    room.write(dialog.class_symbol, "5114")
    room.write(dialog.group, "2")
    assert dialog.sign.text() == "Znak pierwszej sprawy: MGOPS.5114.2.1.2026"
    room.hands.press(dialog.go)
    assert dialog.title.is_refused()
    assert dialog.benefit.is_refused()
    room.write(dialog.title, "Posiłki")
    room.hands.choose(dialog.benefit, "meal")
    room.hands.press(dialog.go)
    assert room.notice() == "Otwarto spis MGOPS.5114.2 na rok 2026."
    assert "MGOPS.5114.2.nr.2026 | Posiłki | Biuro | >1" in drawn.table(page.lists.rows)


def test_a_list_is_handed_over_and_the_next_step_is_offered(room: SettingsRoom) -> None:
    page = room.open("lists")
    page.lists.table.opened.emit(page.lists.rows.row_at(0))
    dialog = room.dialog(HandOverDialog)
    assert dialog.keeper.combo.currentText() == "Laptop Północ"
    room.hands.press(dialog.go)
    assert room.notice().startswith("Przekazano spis MGOPS.5110.1. Zapisz paczkę dla stanowiska „Laptop Północ”")
    assert "| Laptop Północ | >—" in drawn.table(page.lists.rows).splitlines()[1]
    page.lists.table.opened.emit(page.lists.rows.row_at(0))
    locked = room.dialog(HandOverDialog)
    assert not locked.go.isVisible()
    assert "tylko tam można przekazać" in locked._note.text()


def test_a_list_without_a_working_keeper_is_pointed_out_and_can_be_taken_up(room: SettingsRoom) -> None:
    page = room.open("lists")
    page.lists.table.opened.emit(page.lists.rows.row_at(0))
    room.hands.press(room.dialog(HandOverDialog).go)
    laptop = next(station for station in room.view().stations if station.name == "Laptop Północ")
    room.order(retire_station, RetireStation(laptop.id))
    assert page.lists.orphans.isVisible()
    assert "MGOPS.5110.1" in page.lists.orphans.text.words()
    page.lists.table.opened.emit(page.lists.rows.row_at(0))
    dialog = room.dialog(HandOverDialog)
    assert "sprawdź w aktach" in dialog._note.text()
    room.hands.press(dialog.go)
    assert page.lists.orphans.isHidden()


def test_an_office_without_lists_says_what_to_do(room: SettingsRoom) -> None:
    page = room.open("lists")
    page.lists._show(())
    assert page.lists.nothing.isVisible()
    assert page.lists.nothing.title.text() == "Nie ma jeszcze żadnego spisu"
    assert not page.lists.table.isVisible()
