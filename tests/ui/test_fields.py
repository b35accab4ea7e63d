"""Fields as a person types into them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QMimeData, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.persons import Sex
from app.domain.pesel import Pesel
from tests.ui import drawn
from tests.ui.keys import press, type_text
from ui import look
from ui.forms import (
    AccountField,
    ChipField,
    ChoiceField,
    DateField,
    Field,
    LineField,
    LongText,
    MoneyField,
    MonthField,
    NumberField,
    PeselField,
    PhoneField,
    TextField,
    YesNoField,
)
from ui.forms.days import read_day
from ui.i18n import numeric_day

TODAY = date(2026, 11, 23)
FIELDS: dict[str, Callable[[str], Field]] = {
    kind.__name__: kind
    for kind in (
        TextField,
        LongText,
        MoneyField,
        NumberField,
        PeselField,
        DateField,
        MonthField,
        PhoneField,
        AccountField,
    )
}


@pytest.fixture
def heard() -> list[Any]:
    return []


def shown(qtbot: QtBot, field: Field) -> Field:
    qtbot.addWidget(field)
    field.resize(360, 120)
    field.show()
    qtbot.waitExposed(field)
    return field


def typed(field: LineField, text: str) -> None:
    """Type over what stands there and leave the field with Enter."""
    field.line.selectAll()
    if not text:
        press(field.line, Qt.Key.Key_Delete)
    type_text(field.line, text)
    press(field.line, Qt.Key.Key_Return)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_says_its_label_and_its_objection(qtbot: QtBot, name: str) -> None:
    field = shown(qtbot, FIELDS[name]("Ściśle określone"))
    assert drawn.said(field.control) == "Ściśle określone"
    field.set_questioned("Czy na pewno?")
    assert field.message.text() == "Czy na pewno?"
    assert field.control.property("state") == "questioned"
    field.set_refused("Tak nie może zostać.")
    assert field.message.text() == "Tak nie może zostać."
    assert field.control.accessibleDescription() == "Tak nie może zostać."
    assert field.is_refused()
    field.set_refused("")
    field.set_questioned("")
    assert not field.message.isVisible()
    assert field.control.property("state") == ""


@pytest.mark.parametrize("name", FIELDS)
def test_a_locked_field_says_why_and_takes_no_letters(qtbot: QtBot, name: str) -> None:
    field = shown(qtbot, FIELDS[name]("Pole"))
    field.set_readonly("Decyzja jest wydana")
    type_text(field.control, "12")
    assert field.value() is None
    assert field.message.text() == "Decyzja jest wydana"
    field.set_readonly("")
    type_text(field.control, "1")
    assert not field.message.isVisible() or field.message.text() != "Decyzja jest wydana"


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_letter_is_cut(dressed: QApplication, qtbot: QtBot, scale: float) -> None:
    try:
        look.apply(dressed, "light", scale)
        field = TextField("Żółć gęślą jaźń", hint="Ściągawka ąęć")
        shown(qtbot, field)
        assert drawn.cut_labels(field) == []
        assert field.line.height() >= field.line.fontMetrics().height() + 8
    finally:
        look.apply(dressed)


def test_every_polish_letter_arrives(qtbot: QtBot, heard: list[Any]) -> None:
    field = TextField("Nazwisko")
    shown(qtbot, field)
    field.committed.connect(heard.append)
    typed(field, "  Zażółć gęślą jaźń  ")
    assert heard == ["Zażółć gęślą jaźń"]
    typed(field, "Zażółć gęślą jaźń")
    assert heard == ["Zażółć gęślą jaźń"]
    typed(field, "")
    assert heard == ["Zażółć gęślą jaźń", None]


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


def test_too_long_a_line_is_refused_whole(qtbot: QtBot, heard: list[Any]) -> None:
    field = TextField("Nazwisko", longest=10)
    shown(qtbot, field)
    field.committed.connect(heard.append)
    typed(field, "abcdefghijkl")
    assert field.text() == "abcdefghijkl"
    assert field.message.text() == "Tekst ma 12 znaków, a mieści się 10. Skróć go."
    assert heard == []
    assert field.value() is None


@pytest.mark.parametrize(
    ("text", "grosze"), [("1 248,00", 124800), ("1248", 124800), ("1248.5", 124850), ("1 248,00 zł", 124800), ("0", 0)]
)
def test_amounts_are_understood(qtbot: QtBot, text: str, grosze: int) -> None:
    field = MoneyField("Kwota")
    shown(qtbot, field)
    typed(field, text)
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
    typed(field, text)
    assert plain(field.message.text()) == objection
    assert field.text() == text
    assert field.value() is None
    assert heard == [text]  # the bare text is said, no value is


def test_an_objection_goes_as_soon_as_the_text_is_right(qtbot: QtBot) -> None:
    field = MoneyField("Kwota")
    shown(qtbot, field)
    typed(field, "12a")
    assert field.is_refused()
    press(field.line, Qt.Key.Key_Backspace)
    assert not field.is_refused()


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
    typed(field, text)
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
    typed(field, text)
    assert field.message.text() == objection
    assert field.value() is None
    assert field.text() == text


def test_without_a_calendar_today_is_not_guessed(qtbot: QtBot) -> None:
    field = DateField("Data")
    shown(qtbot, field)
    typed(field, "dziś")
    assert field.is_refused()
    field.set_today(TODAY)
    typed(field, "dziś")
    assert field.value() == TODAY


def test_a_day_outside_the_usual_is_questioned_and_kept(qtbot: QtBot) -> None:
    field = DateField("Wpłynęło", today=TODAY, earliest=date(2026, 1, 1), latest=TODAY)
    shown(qtbot, field)
    typed(field, "24.11.2026")
    assert field.message.text() == "To później niż 23 listopada 2026. Czy na pewno?"
    assert field.value() == date(2026, 11, 24)
    typed(field, "31.12.2025")
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
    typed(field, text)
    assert field.value() == date(2026, first, 1)
    assert field.text() == f"{first:02d}.2026"


def test_an_impossible_month_is_refused(qtbot: QtBot) -> None:
    field = MonthField("Miesiąc")
    shown(qtbot, field)
    typed(field, "13.2026")
    assert field.message.text() == "Nie ma miesiąca o numerze 13."
    typed(field, "listopad")
    assert field.message.text() == "To nie jest miesiąc. Wpisz na przykład 11.2026."


@pytest.mark.parametrize(
    ("text", "number", "written"), [("48,5", "48.5", "48,5 m²"), ("48.5 m²", "48.5", "48,5 m²"), ("2", "2", "2 m²")]
)
def test_numbers_with_a_unit(qtbot: QtBot, text: str, number: str, written: str) -> None:
    field = NumberField("Powierzchnia", unit="m²", decimals=1)
    shown(qtbot, field)
    typed(field, text)
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
    typed(field, text)
    assert field.message.text() == objection
    assert field.whole() is None


def right_pesel(first_ten: str) -> str:
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return first_ten + str(-sum(int(digit) * weight for digit, weight in zip(first_ten, weights, strict=True)) % 10)


def test_a_pesel_tells_birth_date_and_sex(qtbot: QtBot) -> None:
    field = PeselField()
    shown(qtbot, field)
    number = right_pesel("9205124466")
    with qtbot.waitSignal(field.recognised) as recognising:
        typed(field, number)
    assert recognising.args == [Pesel(number, date(1992, 5, 12), Sex.FEMALE)]
    assert not field.message.isVisible()
    assert field.value() == number


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("123", "PESEL ma 11 cyfr, tu jest 3. Zostanie zapisany tak, jak jest."),
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
    typed(field, text)
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
    typed(field, text)
    assert (field.value(), field.text()) == (kept, written)
    assert not field.message.isVisible()


def test_a_short_telephone_is_questioned_and_letters_are_refused(qtbot: QtBot) -> None:
    field = PhoneField()
    shown(qtbot, field)
    typed(field, "60122")
    assert field.message.text() == "Polski numer ma 9 cyfr, tu jest 5."
    typed(field, "u sąsiadki")
    assert field.message.text() == "W numerze telefonu są tylko cyfry, na przykład 601 224 918."


@pytest.mark.parametrize("text", ["61109010140000071219812874", "PL61 1090 1014 0000 0712 1981 2874"])
def test_accounts(qtbot: QtBot, text: str) -> None:
    field = AccountField()
    shown(qtbot, field)
    typed(field, text)
    assert field.value() == "61109010140000071219812874"
    assert field.text() == "61 1090 1014 0000 0712 1981 2874"
    assert not field.message.isVisible()


@pytest.mark.parametrize(
    ("text", "objection"),
    [
        ("61109010140000071219812875", "Cyfry kontrolne się nie zgadzają — sprawdź numer konta."),
        ("6110", "Numer konta ma 26 cyfr, tu jest 4."),
        ("DE89370400440532013001", "Cyfry kontrolne się nie zgadzają — sprawdź numer konta."),
        ("u syna!", "W numerze konta są tylko cyfry."),
    ],
)
def test_wrong_accounts(qtbot: QtBot, text: str, objection: str) -> None:
    field = AccountField()
    shown(qtbot, field)
    typed(field, text)
    assert field.message.text() == objection


def pasted(field: LongText, text: str) -> None:
    clipboard = QMimeData()
    clipboard.setText(text)
    field.writing.insertFromMimeData(clipboard)


def test_ten_megabytes_are_refused_in_words_and_nothing_is_lost(qtbot: QtBot, heard: list[Any]) -> None:
    field = LongText("Opis")
    shown(qtbot, field)
    field.changed.connect(heard.append)
    type_text(field.writing, "Zażółć")
    pasted(field, "ą" * 10_000_000)
    assert field.value() == "Zażółć"
    assert plain(field.message.text()).startswith(
        "Wklejany tekst ma 10 000 000 znaków, a tu mieści się 20 000. Nic nie"
    )
    assert not field.is_refused()
    pasted(field, " gęślą\r\njaźń")
    assert field.value() == "Zażółć gęślą\njaźń"
    assert not field.message.isVisible()
    assert heard[-1] == "Zażółć gęślą\njaźń"


def test_typing_beyond_the_end_is_kept_and_refused(qtbot: QtBot, heard: list[Any]) -> None:
    field = LongText("Opis", longest=5)
    shown(qtbot, field)
    field.committed.connect(heard.append)
    type_text(field.writing, "abcdefg")
    field.writing.left.emit()
    assert field.message.text() == "Tekst ma 7 znaków, a mieści się 5. Skróć go, wtedy się zapisze."
    assert field.writing.toPlainText() == "abcdefg"
    assert heard == []
    for _ in range(2):
        press(field.writing, Qt.Key.Key_Backspace)
    field.writing.left.emit()
    assert heard == ["abcde"]


def test_writing_grows_with_its_text_within_bounds(qtbot: QtBot) -> None:
    field = LongText("Opis", lines=3)
    shown(qtbot, field)
    small = field.writing.height()
    field.set_value("wiersz\n" * 7)
    grown = field.writing.height()
    field.set_value("wiersz\n" * 200)
    assert small < grown < field.writing.height() < 400


def test_tab_leaves_the_writing(qtbot: QtBot) -> None:
    field = LongText("Opis")
    shown(qtbot, field)
    press(field.writing, Qt.Key.Key_Tab)
    assert field.writing.toPlainText() == ""


OPTIONS = [("rent", "najem komunalny"), ("own", "własność"), ("kin", "u rodziny")]


def test_one_of_several(qtbot: QtBot, heard: list[Any]) -> None:
    field = ChoiceField("Tytuł prawny do lokalu", OPTIONS)
    shown(qtbot, field)
    field.committed.connect(heard.append)
    assert field.value() is None
    press(field.combo, Qt.Key.Key_Down)
    assert heard == ["rent"]
    field.set_value("kin")
    assert field.combo.currentText() == "u rodziny"
    field.set_value("gone")
    assert field.value() is None
    assert drawn.said(field.combo) == "Tytuł prawny do lokalu"


def test_the_wheel_does_not_change_a_choice_in_passing(qtbot: QtBot) -> None:
    field = ChoiceField("Tytuł", OPTIONS)
    shown(qtbot, field)
    field.set_value("rent")
    middle = field.combo.rect().center()
    down = QWheelEvent(
        middle.toPointF(),
        field.combo.mapToGlobal(middle).toPointF(),
        middle * 0,
        -middle,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.combo, down)
    assert field.value() == "rent"


def test_a_long_list_is_found_by_typing(qtbot: QtBot, heard: list[Any]) -> None:
    field = ChoiceField("Powód", [(number, f"powód {number}") for number in range(20)])
    shown(qtbot, field)
    field.committed.connect(heard.append)
    line = field.combo.lineEdit()
    assert line is not None
    type_text(line, "powód 7")
    press(line, Qt.Key.Key_Return)
    assert heard == [7]
    line.selectAll()
    type_text(line, "nic takiego")
    press(line, Qt.Key.Key_Return)
    assert field.message.text() == "Na liście nie ma „nic takiego”. Wybierz pozycję z listy."
    assert heard == [7]


def test_options_may_change_under_the_choice(qtbot: QtBot) -> None:
    field = ChoiceField("Tytuł", OPTIONS)
    shown(qtbot, field)
    field.set_value("own")
    field.set_options(OPTIONS[1:])
    assert field.value() == "own"
    field.set_options(OPTIONS[2:])
    assert field.value() is None


def test_any_of_several(qtbot: QtBot, heard: list[Any]) -> None:
    field = ChipField("Wyposażenie", [("water", "woda"), ("gas", "gaz")])
    shown(qtbot, field)
    field.committed.connect(heard.append)
    field.set_value(["gas"])
    press(field.chips._chips["water"], Qt.Key.Key_Space)
    assert heard == [("water", "gas")]
    field.set_readonly("Wywiad jest podpisany")
    press(field.chips._chips["water"], Qt.Key.Key_Space)
    assert field.value() == ("water", "gas")


def test_yes_no_and_not_asked_yet(qtbot: QtBot, heard: list[Any]) -> None:
    field = YesNoField("Czy pobiera alimenty")
    shown(qtbot, field)
    field.committed.connect(heard.append)
    assert field.value() is None
    yes, no = field.chips._chips["yes"], field.chips._chips["no"]
    for chip in (yes, no, no):
        press(chip, Qt.Key.Key_Space)
    assert heard == [True, False, None]
    field.set_value(False)
    assert field.value() is False
    assert no.isChecked()
    assert not yes.isChecked()


def test_escape_in_a_field_is_left_to_the_page(qtbot: QtBot) -> None:
    field = TextField("Nazwisko")
    shown(qtbot, field)
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field.line, event)
    assert not event.isAccepted()
