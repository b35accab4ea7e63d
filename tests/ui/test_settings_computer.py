"""Ustawienia, Ten komputer: language, theme and size of text change while the program runs, and nothing is lost."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.offices import Workstation
from app.persistence.store import Store
from app.services.searching import FindAnything, find_anything
from app.services.sessions import ChooseLook, Look, choose_look
from tests.ui import drawn
from tests.ui.keys import press, type_text
from tests.ui.opened import opener
from tests.ui.settings_room import SettingsRoom, settings_room
from ui import i18n, look
from ui.application import Program
from ui.parts import IconButton
from ui.screens.settings_clerk import ClerkDialog
from ui.tour_hands import Hands
from ui.wardrobe import Wardrobe


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[SettingsRoom]:
    with settings_room(tmp_path, qtbot) as made:
        yield made


def wear(room: SettingsRoom, theme: str, text_size: int = 100) -> None:
    room.order(choose_look, ChooseLook(Look(theme, text_size)))


def picture(room: SettingsRoom) -> QImage:
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    room.hands.settle()
    return room.program.window.grab().toImage()


# -- theme -----------------------------------------------------------------------------------------------------------


def test_the_dark_theme_is_chosen_by_keyboard_and_puts_itself_on(room: SettingsRoom) -> None:
    page = room.open("computer", field="theme")
    combo = page.computer.theme.combo
    assert combo.hasFocus()
    press(combo, Qt.Key.Key_Down)
    room.hands.settle()
    assert combo.currentText() == "ciemny"
    assert look.is_dark()
    assert room.page is page, "nothing is built anew for it"
    assert combo.hasFocus()
    press(combo, Qt.Key.Key_Up)
    room.hands.settle()
    assert not look.is_dark()


@pytest.mark.parametrize("screen", ["today", "case", "decision", "exchange", "settings"])
def test_what_is_open_looks_as_if_it_had_been_built_in_the_dark(room: SettingsRoom, screen: str) -> None:
    case = room.ask(find_anything, FindAnything("wiśniewska anna")).cases[0].case
    args = {"case_id": case.id} if screen in ("case", "decision") else {}
    room.program.window.open(screen, **args)
    room.hands.settle()
    light = picture(room)
    wear(room, "dark")
    followed = picture(room)
    for code in ("en", "pl"):  # each builds the window anew
        room.program.speak(code)
        room.hands.settle()
    assert picture(room) == followed
    wear(room, "light")
    assert picture(room) == light


def test_icons_of_an_open_form_follow_the_theme(room: SettingsRoom) -> None:
    page = room.open("staff")
    room.hands.press(page.staff.add)
    dialog = room.dialog(ClerkDialog)
    day = dialog.fields["authorised_from_on"]
    before = ink_of(day.control)
    wear(room, "dark")
    assert ink_of(day.control) != before
    assert ink_of(day.control) == look.DARK.muted


def ink_of(line: object) -> str:
    """The colour of the sign inside a field."""
    assert isinstance(line, QLineEdit)
    shown = line.actions()[0].icon().pixmap(18, 18).toImage()
    solid = [shown.pixelColor(x, y) for x in range(18) for y in range(18) if shown.pixelColor(x, y).alpha() == 255]
    return max((each.name().upper() for each in solid), key=[each.name().upper() for each in solid].count)


def test_an_icon_button_keeps_its_icon_through_both_themes(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    button = IconButton("close", "Zamknij")
    qtbot.addWidget(button)
    light = button.icon().pixmap(18, 18).toImage()
    look.apply(app, "dark")
    assert button.icon().pixmap(18, 18).toImage() != light
    look.apply(app)
    assert button.icon().pixmap(18, 18).toImage() == light


def test_the_theme_of_the_system_is_followed_only_where_it_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    system = {"theme": "light"}
    monkeypatch.setattr(look, "theme_for", lambda wish: system["theme"] if wish == look.SYSTEM else wish)
    wardrobe = Wardrobe(app)
    wardrobe.wear("light")
    system["theme"] = "dark"
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert not look.is_dark()
    wardrobe.wear(look.SYSTEM)
    assert look.is_dark()
    system["theme"] = "light"
    app.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert not look.is_dark()
    wardrobe.deleteLater()


def test_the_look_is_there_again_after_the_next_start(tmp_path: Path, qtbot: QtBot) -> None:
    with settings_room(tmp_path, qtbot) as room:
        wear(room, "dark", 115)
    look_before = look.is_dark()
    with closing(Program(opener(tmp_path / "biuro.teczka-db"))) as again:
        again.start()
        Hands(again).settle()
        assert (look_before, look.is_dark(), look.scale()) == (False, True, 1.15)
        again.window.deleteLater()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look.apply(app)


# -- language and size of text ---------------------------------------------------------------------------------------


def test_another_language_comes_back_to_the_same_field(room: SettingsRoom) -> None:
    page = room.open("computer", field="language")
    room.hands.choose(page.computer.language, "en")
    assert i18n.language() == "en"
    assert room.page is not page
    assert room.page.title.title.text() == "Settings"
    assert room.page.computer.language.combo.hasFocus()
    assert room.page.computer.isVisible()


def test_larger_text_builds_the_window_anew_with_nothing_cut(room: SettingsRoom) -> None:
    page = room.open("computer", field="text_size")
    room.hands.choose(page.computer.text_size, 150)
    assert look.scale() == 1.5
    assert room.page is not page
    for section in ("office", "staff", "lists", "computer"):
        room.open(section)
        assert drawn.cut_labels(room.page) == []
    room.hands.choose(room.page.computer.text_size, 100)
    assert look.scale() == 1.0


def test_what_is_being_typed_is_saved_before_the_window_is_built_anew(room: SettingsRoom) -> None:
    line = room.open("computer").computer.keeper.line
    line.setFocus()
    line.selectAll()
    type_text(line, "Halina Pietrzak")
    room.program.speak("en")
    room.hands.settle()
    assert room.page.computer.keeper.value() == "Halina Pietrzak"
    station = room.view().computer.station
    assert station is not None
    assert station.keeper == "Halina Pietrzak"


# -- the workstation -------------------------------------------------------------------------------------------------


def test_the_workstation_gets_another_name_everywhere_at_once(room: SettingsRoom) -> None:
    page = room.open("computer")
    room.write(page.computer.name, "Kancelaria")
    assert room.notice() == "Zapisano: „Nazwa tego stanowiska”."
    assert room.program.window.rail.identity.accessibleName().endswith("Kancelaria")


@pytest.mark.parametrize(("wrong", "said"), [("", "Stanowisko nie ma nazwy."), ("Laptop Północ", "już jest")])
def test_a_name_that_cannot_stand_is_said_and_stays_as_typed(room: SettingsRoom, wrong: str, said: str) -> None:
    page = room.open("computer")
    room.write(page.computer.name, wrong)
    assert said in page.computer.name.message.text()
    assert page.computer.name.text() == wrong
    room.program.window.open("today")
    room.hands.settle()
    assert said in room.notice()


def test_it_says_where_the_file_lies(room: SettingsRoom, tmp_path: Path) -> None:
    page = room.open("computer")
    assert page.computer.path.text() == str(tmp_path / "biuro.teczka-db")
    assert page.computer.path.line.isReadOnly()
    room.program.close()
    with closing(Store.open(tmp_path / "biuro.teczka-db")) as store, store.reading() as file:
        assert file.count(Workstation) == 2
