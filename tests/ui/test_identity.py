"""PESEL, telephone and account numbers: wrong ones are questioned and kept."""

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.persons import Sex
from app.domain.pesel import Pesel
from tests.ui.fields import retype, shown
from ui.forms import AccountField, PeselField, PhoneField


def right_pesel(first_ten: str) -> str:
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return first_ten + str(-sum(int(digit) * weight for digit, weight in zip(first_ten, weights, strict=True)) % 10)


def test_a_pesel_tells_birth_date_and_sex(qtbot: QtBot) -> None:
    field = PeselField()
    shown(qtbot, field)
    number = right_pesel("9205124466")
    with qtbot.waitSignal(field.recognised) as recognising:
        retype(field, number)
    assert recognising.args == [Pesel(number, date(1992, 5, 12), Sex.FEMALE)]
    assert not field.message.isVisible()
    assert field.value() == number


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("123", "PESEL ma 11 cyfr, a wpisano 3. Zostanie zapisany tak, jak jest."),
        ("9205124466x", "W PESEL są tylko cyfry. Zostanie zapisany tak, jak jest."),
        (
            right_pesel("9205124466")[:-1] + "0",
            "Cyfra kontrolna się nie zgadza — sprawdź numer z dowodem. Można go zapisać.",
        ),
        (
            right_pesel("9213324466"),
            "Data urodzenia w tym numerze nie istnieje — sprawdź go z dowodem. Można go zapisać.",
        ),
    ],
)
def test_a_wrong_pesel_is_questioned_and_kept(qtbot: QtBot, heard: list[Any], text: str, objection: str) -> None:
    field = PeselField()
    shown(qtbot, field)
    field.recognised.connect(heard.append)
    retype(field, text)
    assert field.message.text() == objection
    assert field.control.property("state") == "questioned"
    assert field.value() == text
    assert heard == []


@pytest.mark.parametrize(
    ("text", "kept", "written"),
    [
        ("601224918", "601224918", "601 224 918"),
        ("+48 601-224-918", "601224918", "601 224 918"),
        ("44 781 22 06", "447812206", "44 781 22 06"),
        ("0049 30 123456", "+4930123456", "+4930123456"),
    ],
)
def test_telephones(qtbot: QtBot, text: str, kept: str, written: str) -> None:
    field = PhoneField()
    shown(qtbot, field)
    retype(field, text)
    assert (field.value(), field.text()) == (kept, written)
    assert not field.message.isVisible()


def test_a_short_telephone_is_questioned_and_letters_are_refused(qtbot: QtBot) -> None:
    field = PhoneField()
    shown(qtbot, field)
    retype(field, "60122")
    assert field.message.text() == "Polski numer ma 9 cyfr, a wpisano 5."
    retype(field, "u sąsiadki")
    assert field.message.text() == "W numerze telefonu są tylko cyfry, na przykład 601 224 918."


@pytest.mark.parametrize("text", ["61109010140000071219812874", "PL61 1090 1014 0000 0712 1981 2874"])
def test_accounts(qtbot: QtBot, text: str) -> None:
    field = AccountField()
    shown(qtbot, field)
    retype(field, text)
    assert field.value() == "61109010140000071219812874"
    assert field.text() == "61 1090 1014 0000 0712 1981 2874"
    assert not field.message.isVisible()


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("61109010140000071219812875", "Cyfry kontrolne się nie zgadzają — sprawdź numer konta."),
        ("6110", "Numer konta ma 26 cyfr, a wpisano 4."),
        ("DE89370400440532013001", "Cyfry kontrolne się nie zgadzają — sprawdź numer konta."),
        ("u syna!", "W numerze konta są tylko cyfry."),
    ],
)
def test_wrong_accounts(qtbot: QtBot, text: str, objection: str) -> None:
    field = AccountField()
    shown(qtbot, field)
    retype(field, text)
    assert field.message.text() == objection
