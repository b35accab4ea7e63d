"""PESEL, telephone and account numbers: wrong ones are questioned and kept."""

from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.domain.persons import Sex
from app.domain.pesel import Pesel
from tests.ui.fields import retype, shown
from ui.forms import AccountField, EmailField, PeselField, PhoneField, PostalCodeField
from ui.forms.fields import LineField


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


def test_a_wrong_account_is_refused_and_a_kept_one_only_questioned(qtbot: QtBot) -> None:
    field = AccountField()
    shown(qtbot, field)
    field.set_value("12")
    assert not field.is_refused()
    assert field.message.text() == "Numer konta ma 26 cyfr, a wpisano 2."
    retype(field, "123")
    assert field.is_refused()


def test_a_number_kept_with_blanks_is_not_questioned(qtbot: QtBot) -> None:
    field = PhoneField()
    shown(qtbot, field)
    field.set_value("665 402 181")
    assert not field.message.isVisible()


@pytest.mark.parametrize(
    ("field_class", "typed", "kept", "is_odd"),
    [
        (EmailField, "anna@poczta.pl", "anna@poczta.pl", False),
        (EmailField, "aaa", "aaa", True),
        (EmailField, "anna@poczta", "anna@poczta", True),
        (PostalCodeField, "26200", "26-200", False),
        (PostalCodeField, "26-200", "26-200", False),
        (PostalCodeField, "xx", "xx", True),
    ],
)
def test_addresses_are_questioned_and_kept(
    qtbot: QtBot, field_class: type[LineField], typed: str, kept: str, *, is_odd: bool
) -> None:
    field = field_class("")
    shown(qtbot, field)
    retype(field, typed)
    assert field.value() == kept
    assert field.message.isVisible() is is_odd
    assert not field.is_refused()
