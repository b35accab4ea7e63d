"""Days and months as they are typed, understood or refused."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from tests.ui.fields import retype, shown
from tests.ui.keys import press, type_text
from ui.forms import DateField, MonthField
from ui.forms.days import read_day
from ui.i18n import numeric_day

TODAY = date(2026, 11, 23)


def test_nothing_is_objected_while_one_is_typing(qtbot: QtBot) -> None:
    field = DateField("Data", today=TODAY)
    shown(qtbot, field)
    type_text(field.line, "3.1")
    assert not field.is_refused()
    type_text(field.line, "x")
    assert not field.is_refused()


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("3.11.2026", date(2026, 11, 3)),
        ("03112026", date(2026, 11, 3)),
        ("3-11-2026", date(2026, 11, 3)),
        ("3/11/2026 r.", date(2026, 11, 3)),
        ("2026-11-03", date(2026, 11, 3)),
        ("3.11", date(2026, 11, 3)),
        ("3.11.26", date(2026, 11, 3)),
        ("3.11.58", date(1958, 11, 3)),
        ("29.02.2024", date(2024, 2, 29)),
        ("dziś", TODAY),
        ("Dzis", TODAY),
        ("wczoraj", date(2026, 11, 22)),
        ("jutro", date(2026, 11, 24)),
    ],
)
def test_days_are_understood(qtbot: QtBot, text: str, on: date) -> None:
    field = DateField("Data", today=TODAY)
    shown(qtbot, field)
    retype(field, text)
    assert field.value() == on
    assert field.text() == numeric_day(on)


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("30.02.2026", "Takiego dnia nie ma: luty 2026 ma 28 dni."),
        ("31.11.2026", "Takiego dnia nie ma: listopad 2026 ma 30 dni."),
        ("0.11.2026", "Takiego dnia nie ma: listopad 2026 ma 30 dni."),
        ("3.13.2026", "Nie ma miesiąca o numerze 13."),
        ("3.11.1026", "Rok 1026 nie wchodzi w grę."),
        ("wkrótce", "To nie jest data. Wpisz na przykład 3.11.2026."),
    ],
)
def test_impossible_days_are_refused_in_words(qtbot: QtBot, text: str, objection: str) -> None:
    field = DateField("Data", today=TODAY)
    shown(qtbot, field)
    retype(field, text)
    assert field.message.text() == objection
    assert field.value() is None
    assert field.text() == text


def test_without_a_calendar_today_is_not_guessed(qtbot: QtBot) -> None:
    field = DateField("Data")
    shown(qtbot, field)
    retype(field, "dziś")
    assert field.is_refused()
    field.set_today(TODAY)
    retype(field, "dziś")
    assert field.value() == TODAY


def test_a_day_outside_the_usual_is_questioned_and_kept(qtbot: QtBot) -> None:
    field = DateField("Wpłynęło", today=TODAY, earliest=date(2026, 1, 1), latest=TODAY)
    shown(qtbot, field)
    retype(field, "24.11.2026")
    assert field.message.text() == "To później niż 23 listopada 2026. Czy na pewno?"
    assert field.value() == date(2026, 11, 24)
    retype(field, "31.12.2025")
    assert field.message.text() == "To wcześniej niż 1 stycznia 2026. Czy na pewno?"


@given(st.dates(date(1880, 1, 1), date(2199, 12, 31)))
def test_every_day_that_is_written_is_read_again(on: date) -> None:
    assert read_day(numeric_day(on), None) == on
    assert read_day(f"{on:%d%m%Y}", None) == on


def test_the_calendar_opens_by_keyboard_and_gives_a_day(qtbot: QtBot, heard: list[Any]) -> None:
    field = DateField("Data", today=TODAY)
    shown(qtbot, field)
    field.committed.connect(heard.append)
    press(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert field._popup is not None
    assert field._popup.isVisible()
    assert field._popup.calendar.selectedDate() == QDate(2026, 11, 23)
    field._popup.calendar.activated.emit(QDate(2026, 12, 1))
    assert not field._popup.isVisible()
    assert heard == [date(2026, 12, 1)]


@pytest.mark.parametrize(("text", "first"), [("11.2026", 11), ("112026", 11), ("2026-01", 1), ("1.2026", 1)])
def test_months_are_understood(qtbot: QtBot, text: str, first: int) -> None:
    field = MonthField("Miesiąc")
    shown(qtbot, field)
    retype(field, text)
    assert field.value() == date(2026, first, 1)
    assert field.text() == f"{first:02d}.2026"


def test_an_impossible_month_is_refused(qtbot: QtBot) -> None:
    field = MonthField("Miesiąc")
    shown(qtbot, field)
    retype(field, "13.2026")
    assert field.message.text() == "Nie ma miesiąca o numerze 13."
    retype(field, "listopad")
    assert field.message.text() == "To nie jest miesiąc. Wpisz na przykład 11.2026."
