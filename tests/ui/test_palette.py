"""Ctrl+K by keyboard: letters, arrows, Enter, Escape; late answers are dropped."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.keys import press, type_text
from ui.palette import ACTIONS, CASES, PERSONS, Found, Palette, folded

ANNA = Found(PERSONS, "Anna Wiśniewska", "34 lata", "person", {"person_id": b"1"})
CASE = Found(CASES, "5110.3.17.2026", "zasiłek okresowy", "case", {"case_id": b"2"})


class Finder:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.asked: dict[str, Callable[[Sequence[Found]], None]] = {}

    def __call__(self, text: str, found: Callable[[Sequence[Found]], None]) -> None:
        self.asked[text] = found


class Desk:
    """A field, the list under it and whoever finds."""

    def __init__(self, qtbot: QtBot) -> None:
        self.page = QWidget()
        qtbot.addWidget(self.page)
        column = QVBoxLayout(self.page)
        self.line = QLineEdit()
        column.addWidget(self.line)
        column.addStretch(1)
        self.page.resize(700, 600)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        self.find = Finder()
        self.list = Palette(self.line, self.page)
        self.list.set_find(self.find)
        self.list.set_actions([Found(ACTIONS, "Kontrakty", "", "contracts"), Found(ACTIONS, "Pisma", "", "letters")])
        self.chosen: list[Found] = []
        self.list.chosen.connect(self.chosen.append)


@pytest.fixture
def searching(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_tails_and_dots_do_not_matter() -> None:
    assert folded("Łuczak ŻÓŁĆ Ślęzak") == "luczak zolc slezak"


def test_opened_without_letters_it_offers_what_can_be_done(searching: Desk) -> None:
    searching.list.open()
    assert searching.list.shown() == ["Czynności:", "Kontrakty", "Pisma"]
    assert searching.find.asked == {}


def test_found_things_stand_under_their_headings(searching: Desk) -> None:
    type_text(searching.line, "wi")
    searching.find.asked["wi"]([ANNA, CASE])
    assert searching.list.shown() == [
        "Osoby:",
        "Anna Wiśniewska 34 lata",
        "Sprawy:",
        "5110.3.17.2026 zasiłek okresowy",
    ]
    type_text(searching.line, "d")
    searching.find.asked["wid"]([])
    assert searching.list.shown() == []
    assert searching.list._nothing.isVisible()


def test_a_late_answer_is_dropped(searching: Desk) -> None:
    type_text(searching.line, "wi")
    assert list(searching.find.asked) == ["w", "wi"]
    searching.find.asked["wi"]([CASE])
    searching.find.asked["w"]([ANNA])
    assert "Anna Wiśniewska 34 lata" not in searching.list.shown()


def test_an_answer_after_escape_does_not_open_the_list_again(searching: Desk) -> None:
    type_text(searching.line, "wi")
    press(searching.line, Qt.Key.Key_Escape)
    searching.find.asked["wi"]([ANNA])
    assert not searching.list.isVisible()


def test_arrows_step_over_headings_and_enter_chooses(searching: Desk) -> None:
    type_text(searching.line, "wi")
    searching.find.asked["wi"]([ANNA, CASE])
    assert searching.list.current() == ANNA
    press(searching.line, Qt.Key.Key_Down)
    assert searching.list.current() == CASE
    press(searching.line, Qt.Key.Key_Down)
    assert searching.list.current() == CASE
    press(searching.line, Qt.Key.Key_Up)
    assert searching.list.current() == ANNA
    press(searching.line, Qt.Key.Key_Return)
    assert searching.chosen == [ANNA]
    assert not searching.list.isVisible()
    assert searching.line.text() == ""


def test_a_screen_is_found_by_its_name_without_tails(searching: Desk) -> None:
    type_text(searching.line, "KÓNTRAKTY")
    assert searching.list.shown() == ["Czynności:", "Kontrakty"]
    searching.find.asked["KÓNTRAKTY"]([])
    press(searching.line, Qt.Key.Key_Return)
    assert [found.screen_id for found in searching.chosen] == ["contracts"]


def test_escape_closes_then_empties(searching: Desk) -> None:
    searching.line.setFocus()
    type_text(searching.line, "wy")
    searching.find.asked["wy"]([ANNA])
    press(searching.line, Qt.Key.Key_Escape)
    assert not searching.list.isVisible()
    assert searching.line.text() == "wy"
    press(searching.line, Qt.Key.Key_Down)
    searching.find.asked["wy"]([ANNA])
    assert searching.list.isVisible()
    for _ in range(2):
        press(searching.line, Qt.Key.Key_Escape)
    assert searching.line.text() == ""


def test_enter_on_a_closed_list_does_nothing(searching: Desk) -> None:
    press(searching.line, Qt.Key.Key_Return)
    assert searching.chosen == []


def test_a_click_chooses(searching: Desk) -> None:
    type_text(searching.line, "wi")
    searching.find.asked["wi"]([ANNA, CASE])
    searching.list._list.setCurrentRow(3)
    searching.list._list.itemClicked.emit(searching.list._list.item(3))
    assert searching.chosen == [CASE]


def test_the_list_stays_inside_the_window(searching: Desk, qtbot: QtBot) -> None:
    type_text(searching.line, "wi")
    searching.find.asked["wi"]([Found(PERSONS, f"Osoba {number}", "ł" * 200) for number in range(100)])
    assert searching.page.rect().contains(searching.list.geometry())
    searching.page.resize(400, 300)
    qtbot.wait(1)
    assert searching.page.rect().contains(searching.list.geometry())
