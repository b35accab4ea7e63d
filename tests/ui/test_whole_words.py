"""What must be read whole is never cut: an option, the title of a card, what is still missing."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.page import shown
from tests.ui.sheets import opened
from ui import look
from ui.parts import Card, ChipChoices, Rich
from ui.parts.segments import ChipButton

PADDING = 20
"""Left and right of the words together, less what rounding takes."""
LONG = "bezradność w sprawach opiekuńczo-wychowawczych i w prowadzeniu gospodarstwa domowego"


def _needs(button: ChipButton) -> QRect:
    """The room that the words take at the width the chip was given."""
    inner = QRect(0, 0, button.width() - PADDING, 0)
    return QFontMetrics(look.font("chip")).boundingRect(inner, int(Qt.TextFlag.TextWordWrap), button.words())


@pytest.mark.parametrize("width", [240, 400, 900])
def test_a_long_option_goes_on_in_the_next_line(qtbot: QtBot, width: int) -> None:
    choices = ChipChoices([("a", LONG), ("b", "krótka")])
    shown(qtbot, choices, width=width)
    long, short = choices.findChildren(ChipButton)
    for chip in (long, short):
        assert chip.width() <= choices.width()
        assert _needs(chip).height() <= chip.height()
        assert _needs(chip).width() <= chip.width() - PADDING
    assert (long.height() > short.height()) is (width < 900)


def test_the_title_of_a_card_wraps(qtbot: QtBot) -> None:
    card = Card(LONG, "dzisiaj")
    shown(qtbot, card, width=300)
    assert card.title.height() >= card.title.heightForWidth(card.title.width())
    assert card.title.height() > 2 * card.note.height()


@pytest.mark.parametrize("code", ["A", "G", "H", "I"])
def test_no_words_of_a_segment_are_cut(qtbot: QtBot, code: str) -> None:
    sheet = opened(qtbot)
    sheet.open_at(code)
    qtbot.wait(20)
    assert _segment_title(sheet).endswith(sheet.questionnaire.segment(code).title)  # type: ignore[union-attr]
    for label in sheet.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for chip in sheet.findChildren(ChipButton):
        if chip.isVisible():
            assert chip.height() >= chip.heightForWidth(chip.width())


def test_what_is_missing_stays_inside_its_column_and_leads_to_its_box(qtbot: QtBot) -> None:
    sheet = opened(qtbot)
    sheet.open_at("H")
    qtbot.wait(20)
    side = sheet._side
    assert side.inside.minimumSizeHint().width() <= side.viewport().width()
    links: list[Rich] = [link for link in side.gaps.findChildren(Rich) if link.isVisible() and link.words()]
    assert all("…" not in link.words() for link in links)
    with qtbot.waitSignal(side.gaps.followed):
        links[-1].followed.emit("0")
    box: QWidget | None = sheet.window().focusWidget()
    assert box is not None


def _segment_title(sheet: QWidget) -> str:
    return next(card.title.text() for card in sheet.findChildren(Card) if card.title.text()[1:2] == ".")
