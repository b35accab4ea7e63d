"""The window leads from screen to screen and says what happens."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.problems import Refusal
from tests.ui import drawn
from tests.ui.keys import press, type_text
from tests.ui.stand_in import StandInDesk
from ui.palette import PERSONS, Found
from ui.parts.progress import PATIENCE_MS
from ui.screen import Screen
from ui.window import NEW_SCREEN, MainWindow, WindowIdentity

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
IDENTITY = WindowIdentity("M-GOPS w Przedborzu", "Maria Lis", "pracownik socjalny", "Stanowisko 3")


class Page(QWidget):
    """Keeps a diary of what it hears."""

    def __init__(self, name: str, diary: list[str]) -> None:
        super().__init__()
        self._name, self._diary = name, diary
        column = QVBoxLayout(self)
        self.first, self.second = QLineEdit(), QLineEdit()
        column.addWidget(self.first)
        column.addWidget(self.second)

    def opened(self, **args: Any) -> None:
        self._diary.append(f"{self._name} opened {args}")

    def leaving(self) -> None:
        self._diary.append(f"{self._name} leaving")

    def refresh(self) -> None:
        self._diary.append(f"{self._name} refresh")


class Office:
    """A window with three places, one page below a place, and the diary of its pages."""

    def __init__(self, qtbot: QtBot, desk: StandInDesk, *, has_new: bool = True) -> None:
        self.diary: list[str] = []
        self.counts = {"cases": 42}
        self.desk = desk
        screens = [
            Screen("today", lambda: "Dzisiaj", "today", self.page("today")),
            Screen("cases", lambda: "Sprawy", "cases", self.page("cases"), badge=self.count),
            Screen("exchange", lambda: "Wymiana", "exchange", self.page("exchange"), section=lambda: "Ośrodek"),
            Screen("case", lambda: "Sprawa", "cases", self.page("case"), under="cases"),
        ]
        if has_new:
            screens.append(Screen(NEW_SCREEN, lambda: "Nowe zgłoszenie", "plus", self.page("new"), under="cases"))
        self.window = MainWindow(desk, screens, IDENTITY, find=self.find)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()

    def page(self, name: str) -> Callable[[Any, Any], QWidget]:
        return lambda _desk, _navigator: Page(name, self.diary)

    def count(self, _desk: Any, show: Callable[[int], None]) -> None:
        show(self.counts["cases"])

    def find(self, text: str, found: Callable[[Any], None]) -> None:
        found([Found(PERSONS, f"Osoba {text}", "", "case", {"case_id": 7})])


@pytest.fixture
def office(qtbot: QtBot, desk: StandInDesk) -> Office:
    return Office(qtbot, desk)


def test_nothing_is_built_before_it_is_visited(office: Office) -> None:
    assert office.window.page("today") is None
    office.window.open("today")
    assert office.window.page("today") is not None
    assert office.window.page("cases") is None
    assert office.diary == ["today opened {}"]


def test_pages_hear_where_they_are_asked_for_and_when_they_are_left(office: Office) -> None:
    office.window.open("today")
    first = office.window.page("today")
    office.window.open("case", case_id=7)
    office.window.back()
    office.window.back()
    assert office.diary == [
        "today opened {}",
        "today leaving",
        "case opened {'case_id': 7}",
        "case leaving",
        "today opened {}",
    ]
    assert office.window.page("today") is first
    office.window.close()
    assert office.diary[-1] == "today leaving"


def test_a_screen_that_nobody_registered_is_our_mistake(office: Office) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        office.window.open("nowhere")


def test_a_page_below_a_place_lights_that_place(office: Office) -> None:
    office.window.open("case")
    assert [button.entry.id for button in office.window.rail.buttons if button.isChecked()] == ["cases"]
    assert [button.entry.id for button in office.window.rail.buttons] == ["today", "cases", "exchange"]


@pytest.mark.parametrize(
    ("key", "modifier", "screen"),
    [
        (Qt.Key.Key_1, ALT, "today"),
        (Qt.Key.Key_2, ALT, "cases"),
        (Qt.Key.Key_3, ALT, "exchange"),
        (Qt.Key.Key_N, CTRL, NEW_SCREEN),
    ],
)
def test_screens_open_by_keys(office: Office, key: Qt.Key, modifier: Qt.KeyboardModifier, screen: str) -> None:
    press(office.window, key, modifier)
    assert office.window.current_id() == screen


def test_alt_left_goes_back_and_f5_reads_anew(office: Office) -> None:
    office.window.open("today")
    office.window.open("cases")
    press(office.window, Qt.Key.Key_Left, ALT)
    assert office.window.current_id() == "today"
    office.counts["cases"] = 43
    press(office.window, Qt.Key.Key_F5)
    assert office.diary[-1] == "today refresh"
    assert drawn.said(office.window.rail.buttons[1]) == "Sprawy, 43 czekają"


def test_f1_lists_every_key(office: Office) -> None:
    press(office.window, Qt.Key.Key_F1)
    assert office.window._help is not None
    assert office.window._help.isVisible()
    keys = [key for key, _what in office.window._keys]
    assert keys == ["Alt+1", "Alt+2", "Alt+3", "Ctrl+K", "Ctrl+N", "F5", "Alt+Left", "F1"]
    press(office.window._help, Qt.Key.Key_Escape)
    assert not office.window._help.isVisible()


def test_the_rail_is_walked_by_keyboard(office: Office) -> None:
    office.window.open("today")
    first, second, third = office.window.rail.buttons
    first.setFocus(Qt.FocusReason.TabFocusReason)
    press(first, Qt.Key.Key_Down)
    press(second, Qt.Key.Key_Down)
    press(third, Qt.Key.Key_Down)
    assert third.hasFocus()
    press(third, Qt.Key.Key_Up)
    press(second, Qt.Key.Key_Return)
    assert office.window.current_id() == "cases"


def test_the_keyboard_goes_into_the_page_and_back_to_where_it_was(office: Office) -> None:
    office.window.open("today")
    page = office.window.page("today")
    assert isinstance(page, Page)
    assert page.first.hasFocus()
    page.second.setFocus()
    office.window.open("cases")
    office.window.back()
    assert page.second.hasFocus()


def test_everything_in_the_frame_has_a_name(office: Office) -> None:
    office.window.open("today")
    office.window.recount()
    assert [drawn.said(button) for button in office.window.rail.buttons] == ["Dzisiaj", "Sprawy, 42 czekają", "Wymiana"]
    stops = [*drawn.tab_stops(office.window.rail), *drawn.tab_stops(office.window.topbar)]
    assert [drawn.said(stop) for stop in stops] == [
        "Dzisiaj",
        "Maria Lis, pracownik socjalny · Stanowisko 3",
        "Szukaj",
        "+ Nowy wniosek lub zgłoszenie",
    ]
    assert drawn.cut_labels(office.window) == []


def test_ctrl_k_finds_and_opens(office: Office) -> None:
    office.window.open("today")
    press(office.window, Qt.Key.Key_K, CTRL)
    assert office.window.topbar.search.hasFocus()
    type_text(office.window.topbar.search, "łu")
    assert office.window.search_list.shown() == ["Osoby:", "Osoba łu"]
    press(office.window.topbar.search, Qt.Key.Key_Return)
    assert office.diary[-1] == "case opened {'case_id': 7}"


def test_numbers_follow_what_was_written(office: Office, qtbot: QtBot) -> None:
    office.window.open("today")
    qtbot.waitUntil(lambda: office.window.rail.buttons[1].count == 42)
    office.counts["cases"] = 7
    office.desk.changed.emit(None)
    qtbot.waitUntil(lambda: office.window.rail.buttons[1].count == 7)


def test_a_problem_that_nobody_took_is_said(office: Office) -> None:
    class Unheard(Refusal):
        code = "unheard_of"

    office.desk.problem.emit(Unheard())
    assert office.window.notices.text().strip()


@pytest.mark.logs
def test_our_own_mistake_is_said_once_and_stays(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.window.crash_notice(ZeroDivisionError("secret"))
    assert office.window.notices.text().startswith("Program popełnił błąd")
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text


def test_long_work_is_shown_and_can_be_stopped(office: Office, qtbot: QtBot) -> None:
    office.desk.busy.emit("Wczytywanie paczki", 0.2)
    qtbot.waitUntil(office.window.busy_panel.isVisible, timeout=PATIENCE_MS * 4)
    press(office.window.busy_panel._stop, Qt.Key.Key_Space)
    assert office.desk.stops == 1
    office.desk.busy.emit("", -1.0)
    assert not office.window.busy_panel.isVisible()


def test_without_the_screen_there_is_no_button_for_it(qtbot: QtBot, desk: StandInDesk) -> None:
    office = Office(qtbot, desk, has_new=False)
    assert not office.window.topbar.new.isVisible()


def test_the_button_of_the_top_bar_opens_a_new_application(office: Office) -> None:
    press(office.window.topbar.new, Qt.Key.Key_Space)
    assert office.window.current_id() == NEW_SCREEN


def test_a_narrow_window_keeps_icons_and_their_names(office: Office, qtbot: QtBot) -> None:
    office.window.open("today")
    office.window.rail.set_count("cases", 3)
    office.window.resize(700, 500)
    qtbot.wait(1)
    assert office.window.rail.width() == 60
    assert not office.window.topbar.offline.isVisible()
    assert office.window.rail.buttons[1].toolTip() == "Sprawy (Alt+2)"
    assert drawn.said(office.window.rail.buttons[1]) == "Sprawy, 3 czekają"
    office.window.resize(1366, 768)
    qtbot.wait(1)
    assert office.window.rail.width() == 212
    assert office.window.topbar.offline.isVisible()


def test_who_works_here_can_be_asked_to_change(office: Office, qtbot: QtBot) -> None:
    with qtbot.waitSignal(office.window.rail.identity_pressed):
        press(office.window.rail.identity, Qt.Key.Key_Space)
    office.window.set_identity(WindowIdentity("M-GOPS", "Jan Nowak", "kierownik", ""))
    assert drawn.said(office.window.rail.identity) == "Jan Nowak, kierownik"
    assert office.window.windowTitle() == "Teczka — M-GOPS"


def test_the_age_of_the_last_exchange_is_said(office: Office) -> None:
    assert not office.window.topbar.exchange.isVisible()
    office.window.set_exchange("Ostatnia wymiana: 3 dni temu", "warn")
    assert office.window.topbar.exchange.isVisible()
    assert drawn.said(office.window.topbar.exchange) == "Ostatnia wymiana: 3 dni temu"


def test_a_page_larger_than_the_window_scrolls(office: Office, qtbot: QtBot) -> None:
    office.window.open("today")
    page = office.window.page("today")
    assert page is not None
    page.setMinimumHeight(2000)
    qtbot.wait(1)
    holder = office.window._holders["today"]
    assert isinstance(holder, QScrollArea)
    assert holder.verticalScrollBar().maximum() > 1000


def test_what_was_said_goes_with_its_screen_unless_it_must_be_answered(office: Office) -> None:
    window = office.window
    window.open("cases")
    window.notice("Zapisano: telefon.", "ok", "Cofnij", lambda: None)
    window.open("cases")
    assert window.notices.text() == "Zapisano: telefon.", "the same screen is no other screen"
    window.open("today")
    assert window.notices.text() == ""
    window.notice("Nie udało się zapisać: brak miejsca na dysku.", "bad")
    window.back()
    assert window.notices.text().startswith("Nie udało się zapisać")
    window.notice("Zapisano.")
    window.back()
    window.open("cases", case_id=7)
    assert window.notices.text() == ""


def test_a_page_ends_above_what_is_said_at_the_bottom(office: Office, qtbot: QtBot) -> None:
    window = office.window
    window.open("cases")
    page = window.page("cases")
    assert isinstance(page, Page)
    page.second.setFixedHeight(window.height() - 200)
    page.first.setFocus()
    full = page.visibleRegion().boundingRect().height()
    window.notice("Zapisano: telefon.", "bad")
    qtbot.waitUntil(lambda: page.visibleRegion().boundingRect().height() < full)
    bottom = page.mapTo(window, page.visibleRegion().boundingRect().bottomLeft()).y()
    assert bottom < window.notices.mapTo(window, window.notices.rect().topLeft()).y()
    window.notices.dismiss()
    qtbot.waitUntil(lambda: page.visibleRegion().boundingRect().height() == full)


@pytest.mark.parametrize("letters", ["", "wi"])
def test_escape_out_of_the_search_gives_the_keyboard_back(office: Office, letters: str) -> None:
    office.window.open("cases")
    page = office.window.page("cases")
    assert isinstance(page, Page)
    page.second.setFocus()
    press(page.second, Qt.Key.Key_K, CTRL)
    search = office.window.topbar.search
    assert search.hasFocus()
    type_text(search, letters)
    for _again in range(2):
        press(search, Qt.Key.Key_Escape)
    assert page.second.hasFocus()
    assert search.text() == ""


def test_where_the_keyboard_was_is_gone_it_goes_into_the_page(office: Office) -> None:
    office.window.open("cases")
    page = office.window.page("cases")
    assert isinstance(page, Page)
    page.second.setFocus()
    press(page.second, Qt.Key.Key_K, CTRL)
    page.second.hide()
    for _again in range(2):
        press(office.window.topbar.search, Qt.Key.Key_Escape)
    assert page.first.hasFocus()
