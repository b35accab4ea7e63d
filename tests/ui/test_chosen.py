"""Parts that are pressed: values, tiles, segments, chips, sections."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui import drawn
from tests.ui.keys import press
from tests.ui.page import shown
from ui.parts import ChipChoices, Choice, ChoiceCards, Section, SectionList, SegmentTabs, Tile, Tiles


def test_arrows_choose_between_values(qtbot: QtBot) -> None:
    cards = ChoiceCards([Choice("a", "Laptop", "601"), Choice("b", "Stanowisko 1", "44")])
    page = shown(qtbot, cards)
    page.activateWindow()
    chosen: list[str] = []
    cards.chosen.connect(chosen.append)
    first, second = cards._keys
    first.setFocus()
    press(first, Qt.Key.Key_Space)
    press(first, Qt.Key.Key_Right)
    assert chosen == ["a", "b"]
    assert cards.choice() == "b"
    assert drawn.said(second) == "Stanowisko 1, 44"
    cards.set_choices([Choice("c", "Inne", "1")])
    assert cards.choice() == ""


def test_a_tile_says_its_key(qtbot: QtBot) -> None:
    tiles = Tiles([Tile("fields", "41", "pól zmienionych"), Tile("conflicts", "2", "sprzeczności", "bad")])
    shown(qtbot, tiles)
    with qtbot.waitSignal(tiles.chosen) as choosing:
        press(tiles.buttons[1], Qt.Key.Key_Space)
    assert choosing.args == ["conflicts"]
    assert drawn.said(tiles.buttons[0]) == "41 pól zmienionych"


def test_one_segment_is_on(qtbot: QtBot) -> None:
    tabs = SegmentTabs([("ruling", "Rozstrzygnięcie"), ("reasons", "Uzasadnienie")])
    shown(qtbot, tabs)
    assert tabs.current() == "ruling"
    with qtbot.waitSignal(tabs.changed) as changing:
        tabs.show_segment("reasons")
    assert changing.args == ["reasons"]
    assert tabs.current() == "reasons"


def test_any_chips_may_be_on(qtbot: QtBot) -> None:
    chips = ChipChoices([("water", "woda"), ("gas", "gaz"), ("bath", "łazienka")])
    shown(qtbot, chips)
    chips.set_value(["bath"])
    with qtbot.waitSignal(chips.changed):
        press(chips._chips["water"], Qt.Key.Key_Space)
    assert chips.value() == ("water", "bath")
    assert chips._chips["water"].words() == "✓ woda"


def test_tab_comes_to_chips_once_and_arrows_move_among_them(qtbot: QtBot) -> None:
    chips = ChipChoices([("water", "woda"), ("gas", "gaz"), ("bath", "łazienka")])
    shown(qtbot, chips)
    water, gas, bath = chips._chips.values()
    stops = [chip for chip in (water, gas, bath) if chip.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [water]
    water.setFocus()
    for chip, key, there in (
        (water, Qt.Key.Key_Right, gas),
        (gas, Qt.Key.Key_End, bath),
        (bath, Qt.Key.Key_Right, bath),
        (bath, Qt.Key.Key_Left, gas),
        (gas, Qt.Key.Key_Home, water),
        (water, Qt.Key.Key_Down, gas),
    ):
        press(chip, key)
        assert there.hasFocus()
    assert chips.value() == ()  # moving chooses nothing
    assert [chip for chip in (water, gas, bath) if chip.focusPolicy() & Qt.FocusPolicy.TabFocus] == [gas]


def test_sections_are_walked_with_arrows_and_opened_with_enter(qtbot: QtBot) -> None:
    sections = SectionList([Section("A", "A", "Dane", "done"), Section("B", "B", "Potrzeby", chip="wymagane")], "A")
    page = shown(qtbot, sections)
    page.activateWindow()
    first, second = sections._buttons
    assert drawn.said(second) == "B Potrzeby wymagane puste"
    first.setFocus()
    press(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    with qtbot.waitSignal(sections.chosen) as choosing:
        press(second, Qt.Key.Key_Return)
    assert choosing.args == ["B"]
    sections.set_sections([Section("A", "A", "Dane"), Section("B", "B", "Potrzeby", "partial")], "B")
    assert sections._buttons[1].hasFocus()
