"""The screen Ustawienia over a real office file: particulars, clerks, lists, and what somebody may only look at."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.offices import Setting
from app.services.clerks import ListStaff, list_staff
from app.services.exchange.disputes import ListDisputes, list_disputes
from app.services.office_settings import ChangeProfile, change_profile
from tests.ui import drawn
from tests.ui.keys import press, type_text
from tests.ui.settings_room import SettingsRoom, settings_room
from tests.ui.tabbing import focused
from ui.forms import Field
from ui.page_holder import PageHolder
from ui.screens.exchange_desk import about_words
from ui.screens.settings_clerk import ClerkDialog


def edit(room: SettingsRoom, number: int) -> ClerkDialog:
    """Open the form of the clerk in a row of the table."""
    table = room.open("staff").staff.table
    table.select(number)
    press(table, Qt.Key.Key_Return)
    return room.dialog(ClerkDialog)


SECTIONS = ("office", "staff", "lists", "computer")


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsRoom]:
    with settings_room(tmp_path, qtbot) as made:
        yield made


@pytest.fixture
def visitor(tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsRoom]:
    """Katarzyna Nowak, who may look and not change."""
    with settings_room(tmp_path, qtbot, "KN") as made:
        yield made


# -- the page --------------------------------------------------------------------------------------------------------


def test_the_screen_stands_last_in_the_menu_with_its_key(room: SettingsRoom) -> None:
    entry = room.program.window.rail.buttons[-1].entry
    assert (entry.id, entry.title, entry.shortcut) == ("settings", "Ustawienia", "Alt+8")
    press(room.program.window, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    room.hands.settle()
    assert room.program.window.current_id() == "settings"


def test_the_list_of_sections_leads_by_keyboard(room: SettingsRoom) -> None:
    page = room.open()
    first = next(drawn.tab_stops(page))
    assert drawn.said(first).startswith("Ośrodek 18/18")
    first.setFocus()
    press(first, Qt.Key.Key_Down)
    press(focused(), Qt.Key.Key_Return)
    room.hands.settle()
    assert page.staff.isVisible()
    assert not page.office.isVisible()
    assert drawn.said(next(drawn.tab_stops(page))).startswith("Pracownicy")
    room.program.window.back()
    room.hands.settle()
    assert page.office.isVisible()


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("width", [1024, 1366])
def test_nothing_is_cut_scrolled_sideways_or_without_a_name(room: SettingsRoom, section: str, width: int) -> None:
    room.program.window.resize(width, 768)
    page = room.open(section)
    holder = room.program.window.findChild(PageHolder, "settings")
    assert holder is not None
    assert holder.horizontalScrollBar().maximum() == 0
    assert drawn.cut_labels(page) == []
    stops = list(drawn.tab_stops(page))
    assert all(drawn.said(stop) for stop in stops)
    tops = [(stop.mapTo(page, stop.rect().topLeft())).x() for stop in stops]
    assert tops[0] == min(tops), "the list of sections comes first"
    fields = [field for field in page.parts[section].findChildren(Field) if field.isVisible() and field.label.text()]
    assert all(field.label.buddy() is field.control for field in fields)


# -- particulars of the office ---------------------------------------------------------------------------------------


def test_leaving_a_field_writes_it_and_one_press_takes_it_back(room: SettingsRoom) -> None:
    page = room.open()
    phone = page.office.fields["office_phone"]
    room.write(phone, "44 781 22 99")
    assert room.view().profile.office_phone == "44 781 22 99"
    assert room.notice() == "Zapisano: „Telefon”."
    room.program.window.notices._act()
    room.hands.settle()
    assert room.view().profile.office_phone == "44 781 22 00"
    assert phone.value() == "44 781 22 00"


def test_the_window_is_called_by_the_new_name_at_once(room: SettingsRoom) -> None:
    room.write(room.open().office.fields["office_short_name"], "GOPS Przedbórz")
    assert room.program.window.windowTitle() == "Teczka — GOPS Przedbórz"
    assert room.program.window.rail.office.text() == "GOPS Przedbórz"


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("office_name", "", "Brakuje nazwy ośrodka. Wpisz pełną nazwę ośrodka."),
        ("cell", "M GOPS", "Komórka „M GOPS” nie może stać w znaku sprawy."),
        ("pay_day", "40", "Wpisz liczbę od 1 do 28."),
        ("pay_day", "piątek", "To nie jest liczba. Wpisz same cyfry."),
        ("court", "x" * 201, "Tekst jest za długi"),
    ],
)
def test_what_cannot_stand_is_said_and_kept_as_typed(room: SettingsRoom, name: str, wrong: str, said: str) -> None:
    before = room.view().profile
    field = room.open().office.fields[name]
    room.write(field, wrong)
    assert field.message.text().startswith(said)
    room.program.window.refresh()
    room.hands.settle()
    line = field.control
    assert isinstance(line, QLineEdit)
    assert line.text() == wrong, "a refresh takes nothing away"
    assert room.view().profile == before
    room.program.window.open("today")
    room.hands.settle()
    assert room.notice().startswith("Nie zapisano: "), "nobody leaves it behind unnoticed"


@pytest.mark.parametrize(("name", "wrong"), [("office_name", ""), ("pay_day", "piątek"), ("court", "x" * 201)])
def test_the_program_asks_before_it_closes_over_something_unsaved(room: SettingsRoom, name: str, wrong: str) -> None:
    room.write(room.open().office.fields[name], wrong)
    room.program.window.close()
    assert len(room.program.desk.settle()) == 1


def test_what_is_odd_is_questioned_and_kept(room: SettingsRoom) -> None:
    page = room.open()
    odd = {
        "office_postal": "Przedbórz",
        "electronic_address": "AE:PL-1",
        "office_name_genitive": room.view().profile.office_name,
        "town_locative": "Przedbórz",
    }
    for name, text in odd.items():
        room.write(page.office.fields[name], text)
        assert page.office.fields[name].message.text(), name
    profile = room.view().profile
    assert {name: getattr(profile, name) for name in odd} == odd


def test_what_letters_miss_is_named_and_led_to(room: SettingsRoom) -> None:
    page = room.open()
    room.write(page.office.fields["court"], "")
    assert page.office.missing.text.words() == "Pisma potrzebują jeszcze tych pól: Sąd administracyjny w dopełniaczu."
    assert drawn.said(next(drawn.tab_stops(page))).startswith("Ośrodek 17/18")
    page.office.missing.text.followed.emit("court")
    assert page.office.fields["court"].control.hasFocus()


def test_two_who_write_one_particular_are_left_to_a_person(room: SettingsRoom) -> None:
    """Somebody else's change arrives while the field is being written: it is not overwritten, and both are shown."""
    page = room.open()
    line = page.office.fields["office_phone"].control
    line.setFocus()
    type_text(line, "1")
    stale = page.office._shown["office_phone"]
    room.order(change_profile, ChangeProfile(stale, replace(stale, office_phone="44 700 00 00")))
    line.clearFocus()
    room.hands.settle()
    assert set(room.view().disputed) == {"office_phone"}
    room.program.window.refresh()
    room.hands.settle()
    assert page.office.fields["office_phone"].message.text().startswith("⚠ Sprzeczność: ")
    disputes = [about_words(each) for each in room.ask(list_disputes, ListDisputes()) if each.kind is Setting]
    assert disputes == ["Telefon · zmiana w dwóch miejscach, zanim doszło do wymiany"]


def test_whoever_may_not_change_it_reads_why(visitor: SettingsRoom) -> None:
    page = visitor.open()
    assert page.office.locked.text.words() == "Zmienia to kierownik albo administrator: Paweł Gil, Ewa Zielińska."
    assert all(
        line.isReadOnly() for field in page.office.fields.values() if isinstance(line := field.control, QLineEdit)
    )
    visitor.open("staff")
    assert page.staff.locked.isVisible()
    assert not page.staff.add.isVisible()
    page.staff.table.opened.emit(page.staff.rows.row_at(0))
    visitor.open("lists")
    assert page.lists.locked.isVisible()
    assert not page.lists.open_year.isVisible()
    page.lists.table.opened.emit(page.lists.rows.row_at(0))
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets() if isinstance(each, ClerkDialog))
    visitor.open("computer")
    assert page.computer.name.line.isReadOnly()
    assert page.computer.theme.combo.isEnabled(), "how the window looks is everybody's own choice"


# -- clerks ----------------------------------------------------------------------------------------------------------


def test_the_table_says_who_does_what_and_who_signs(room: SettingsRoom) -> None:
    page = room.open("staff")
    rows = drawn.table(page.staff.rows).splitlines()
    assert rows[0] == "Imię i nazwisko | Funkcja | Uprawnienia | Rejon | Upoważnienie | "
    assert rows[1] == "Paweł Gil | administrator | administrator | — | — | [pracuje:info]"
    assert rows[-1] == "Ewa Zielińska | kierownik | kierownik | — | OR.0052.14.2024 od 15.01.2024 | [podpisuje:ok]"
    assert page.staff.nobody.isHidden()


def test_somebody_new_is_written_down_and_what_is_missing_is_asked_for(room: SettingsRoom) -> None:
    page = room.open("staff")
    room.hands.press(page.staff.add)
    dialog = room.dialog(ClerkDialog)
    room.hands.press(dialog.go)
    refused = [name for name, field in dialog.fields.items() if field.is_refused()]
    assert refused == ["first_name", "last_name", "role"]
    for name, text in (("first_name", "Olga"), ("last_name", "Żółkiewska"), ("first_name_vocative", "Olgo")):
        room.write(dialog.fields[name], text)
    room.hands.choose(dialog.fields["role"], "front_desk")  # type: ignore[arg-type]  # a choice
    room.hands.press(dialog.go)
    assert room.notice() == "Dodano: Olga Żółkiewska."
    assert "Olga Żółkiewska | — " not in drawn.table(page.staff.rows)
    (row,) = [each for each in room.ask(list_staff, ListStaff()) if each.clerk.last_name == "Żółkiewska"]
    assert (row.clerk.first_name_vocative, row.clerk.initials) == ("Olgo", "OŻ")


def test_an_authorisation_without_a_number_is_refused_in_words_and_everything_stays(room: SettingsRoom) -> None:
    dialog = edit(room, 5)
    room.write(dialog.fields["authorisation_number"], "")
    room.write(dialog.fields["phone"], "44 781 22 99")
    room.hands.press(dialog.go)
    assert dialog.isVisible()
    assert dialog._objection.text.words().startswith("Upoważnienie do wydawania decyzji jest niepełne.")
    assert dialog.fields["phone"].value() == "44 781 22 99"


def test_a_namesake_is_questioned(room: SettingsRoom) -> None:
    page = room.open("staff")
    room.hands.press(page.staff.add)
    dialog = room.dialog(ClerkDialog)
    room.write(dialog.fields["first_name"], "maria")
    room.write(dialog.fields["last_name"], "Lis")
    assert dialog.fields["last_name"].message.text() == "Ktoś o tym imieniu i nazwisku już jest na liście."


def test_who_left_is_switched_off_and_taken_back_with_one_press(room: SettingsRoom) -> None:
    dialog = edit(room, 1)
    room.hands.press_words(dialog, "Już nie pracuje")
    assert drawn.table(room.page.staff.rows).splitlines()[-1].startswith("Tomasz Kurek")
    assert drawn.table(room.page.staff.rows).splitlines()[-1].endswith("[nie pracuje:neutral]")
    room.program.window.notices._act()
    room.hands.settle()
    assert drawn.table(room.page.staff.rows).splitlines()[2].startswith("Tomasz Kurek")


def test_nobody_is_offered_to_switch_themselves_off(room: SettingsRoom) -> None:
    dialog = edit(room, 5)
    assert "Już nie pracuje" not in [button.text() for button in dialog.findChildren(type(dialog.go))]


def test_a_new_position_of_whoever_sits_here_is_in_the_window_at_once(room: SettingsRoom) -> None:
    dialog = edit(room, 5)
    room.write(dialog.fields["position"], "dyrektor")
    room.hands.press(dialog.go)
    assert room.program.window.rail.identity.accessibleName() == "Ewa Zielińska, dyrektor · Biuro"
    assert room.program.window.current_id() == "settings", "nobody is thrown out of what they are doing"


@pytest.mark.parametrize("answer", ["Wróć do formularza", "Porzuć zmiany"])
def test_a_form_with_something_in_it_asks_before_it_closes(room: SettingsRoom, answer: str) -> None:
    dialog = edit(room, 1)
    room.write(dialog.fields["region"], "Zachód")

    def decide() -> None:
        (box,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]
        next(button for button in box.buttons() if button.text() == answer).click()

    QTimer.singleShot(50, decide)
    press(dialog, Qt.Key.Key_Escape)
    is_open = bool([each for each in QApplication.topLevelWidgets() if each is dialog and each.isVisible()])
    assert is_open == (answer == "Wróć do formularza")


def test_an_untouched_form_closes_at_once(room: SettingsRoom, qtbot: QtBot) -> None:
    dialog = edit(room, 1)
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog, Qt.Key.Key_Escape)


def test_changes_of_others_are_seen_without_asking(room: SettingsRoom) -> None:
    page = room.open()
    profile = room.view().profile
    room.order(change_profile, ChangeProfile(profile, replace(profile, office_hours="wt. 8–12")))
    assert page.office.fields["office_hours"].value() == "wt. 8–12"
    assert Setting in {type(each) for each in profile.seen}


def test_every_field_of_a_form_has_a_buddy(room: SettingsRoom) -> None:
    page = room.open("staff")
    room.hands.press(page.staff.add)
    dialog = room.dialog(ClerkDialog)
    assert all(field.label.buddy() is field.control for field in dialog.fields.values())
    visited = [drawn.said(focused())]
    for _stop in drawn.tab_stops(dialog):
        press(focused(), Qt.Key.Key_Tab)
        visited.append(drawn.said(focused()))
    labels = [field.label.text() for field in dialog.fields.values()]
    assert sorted(visited[: len(labels)]) == sorted(labels)
    assert visited[:3] == ["Imię", "Nazwisko", "Imię w wołaczu"]
    assert visited[len(labels) :] == ["Anuluj", "Zapisz", "Imię"]
