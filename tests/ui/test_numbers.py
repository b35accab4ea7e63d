"""Amounts and counts as they are typed, understood or refused."""

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.fields import plain, retype, shown
from tests.ui.keys import press
from ui.forms import MoneyField, NumberField


def test_setting_a_value_says_nothing(qtbot: QtBot, heard: list[Any]) -> None:
    field = MoneyField("Kwota")
    shown(qtbot, field)
    for signal in (field.changed, field.committed, field.typed):
        signal.connect(heard.append)
    field.set_value(124800)
    press(field.line, Qt.Key.Key_Return)
    assert heard == []
    assert plain(field.text()) == "1 248,00 zł"
    field.set_value(None)
    assert field.text() == ""


@pytest.mark.parametrize(
    ("text", "grosze"), [("1 248,00", 124800), ("1248", 124800), ("1248.5", 124850), ("1 248,00 zł", 124800), ("0", 0)]
)
def test_amounts_are_understood(qtbot: QtBot, text: str, grosze: int) -> None:
    field = MoneyField("Kwota")
    shown(qtbot, field)
    retype(field, text)
    assert field.value() == grosze
    assert not field.is_refused()
    assert plain(field.text()).endswith(" zł")


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("abc", "To nie jest kwota. Wpisz na przykład 1 248,00."),
        ("-5", "Kwota nie może być ujemna."),
        ("99999999999", "Kwota jest za duża: najwyżej 10 000 000,00 zł."),
    ],
)
def test_what_is_no_amount_stays_and_is_refused(qtbot: QtBot, heard: list[Any], text: str, objection: str) -> None:
    field = MoneyField("Kwota")
    shown(qtbot, field)
    field.committed.connect(heard.append)
    field.typed.connect(heard.append)
    retype(field, text)
    assert plain(field.message.text()) == objection
    assert field.text() == text
    assert field.value() is None
    assert heard == [text]  # the bare text is said, no value is


def test_an_objection_goes_as_soon_as_the_text_is_right(qtbot: QtBot) -> None:
    field = MoneyField("Kwota")
    shown(qtbot, field)
    retype(field, "12a")
    assert field.is_refused()
    press(field.line, Qt.Key.Key_Backspace)
    assert not field.is_refused()


@pytest.mark.parametrize(
    ("text", "number", "written"), [("48,5", "48.5", "48,5 m²"), ("48.5 m²", "48.5", "48,5 m²"), ("2", "2", "2 m²")]
)
def test_numbers_with_a_unit(qtbot: QtBot, text: str, number: str, written: str) -> None:
    field = NumberField("Powierzchnia", unit="m²", decimals=1)
    shown(qtbot, field)
    retype(field, text)
    assert field.value() == Decimal(number)
    assert plain(field.text()) == written


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("dwa", "To nie jest liczba. Wpisz same cyfry."),
        ("nan", "To nie jest liczba. Wpisz same cyfry."),
        ("2,5", "Wpisz liczbę całkowitą, bez przecinka."),
        ("31", "Wpisz liczbę od 0 do 30."),
    ],
)
def test_wrong_numbers_are_refused(qtbot: QtBot, text: str, objection: str) -> None:
    field = NumberField("Liczba izb", most=30)
    shown(qtbot, field)
    retype(field, text)
    assert field.message.text() == objection
    assert field.whole() is None
