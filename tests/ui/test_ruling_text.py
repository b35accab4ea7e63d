"""The ruling as a sentence with choices in it."""

from pytestqt.qtbot import QtBot

from app.services.decision_letter import Piece
from ui.screens.decision_ruling import RulingText

PIECES = (Piece("na okres do "), Piece("31 stycznia", "to_month"), Piece(", płatny "), Piece("przelewem", "pay_by"))


def test_no_blank_stands_between_a_choice_and_its_comma(qtbot: QtBot) -> None:
    text = RulingText()
    qtbot.addWidget(text)
    text.set_pieces(PIECES, choices=frozenset({"to_month", "pay_by"}))
    assert "31&nbsp;stycznia</a>, płatny" in text.text()
    assert text.words() == "na okres do 31 stycznia, płatny przelewem"
