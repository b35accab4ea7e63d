"""On an empty computer: an office is founded by keyboard, joined by two files and a telephone call, or looked at."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

import main
from app.domain.roles import Role
from app.services.beginnings import Beginning
from app.services.exchange.joining import AdmitStation, admit_station
from app.services.exchange.pack import ExportBundles, export_bundles
from app.services.exchange.stations import fingerprint
from app.services.office import Office, Unwatched
from app.services.registers import ListRegisters, list_registers
from app.services.sessions import AskIdentity, ask_identity
from tests.services.test_beginnings import beginning_at
from tests.stations import Station, founded
from tests.ui import drawn
from tests.ui.keys import press, type_text
from tests.ui.tabbing import fill, focused, tab_to
from tests.vault import PASSPHRASE
from ui import i18n
from ui.desk import Opener
from ui.first_start import FirstStart
from ui.forms.fields import Field

DEMO: Opener = main.demo_opener(100)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "dane" / "urzad.teczka-db"


@pytest.fixture
def beginning(path: Path) -> Beginning:
    return beginning_at(path)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Station]:
    with closing(founded(tmp_path, "Centrala")) as station:
        yield station


@pytest.fixture
def start(beginning: Beginning, path: Path, qtbot: QtBot, heard: list[Any]) -> FirstStart:
    return shown(FirstStart(beginning, main.opener(path, entered=lambda: beginning.entered), DEMO), qtbot, heard)


def shown(start: FirstStart, qtbot: QtBot, heard: list[Any]) -> FirstStart:
    """On the screen with the keyboard in it; what it is ready for is heard."""
    start.ready.connect(heard.append)
    qtbot.addWidget(start)
    start.show()
    start.activateWindow()
    qtbot.waitExposed(start)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return start


def opened(opener: Opener) -> tuple[Office, Any]:
    return opener(Unwatched())


LOCKED = {"Nowe hasło": PASSPHRASE, "Nowe hasło jeszcze raz": PASSPHRASE}
NEEDED = {
    "Pełna nazwa ośrodka": "Gminny Ośrodek Pomocy Społecznej w Łubnicach",
    "Miejscowość": "Łubnice",
    "Organ, który wydaje decyzje": "Wójt Gminy Łubnice",
    "Komórka w znaku sprawy": "GOPS",
    "Twoje imię": "Żaneta",
    "Twoje nazwisko": "Ćwiąkalska",
    "Nazwa tego stanowiska": "Biuro",
    **LOCKED,
}


# -- founding --------------------------------------------------------------------------------------------------------


def test_an_office_is_founded_by_keyboard_alone(start: FirstStart, heard: list[Any]) -> None:
    assert drawn.said(focused()).startswith("Załóż ośrodek")
    press(focused(), Qt.Key.Key_Return)
    assert start.pages.currentWidget() is start.founding
    fill({**NEEDED, "Klasa JRWA zasiłków okresowych": "5110", "Imię w wołaczu": "Żaneto"})
    press(tab_to("Załóż ośrodek"), Qt.Key.Key_Return)
    assert start.founding.trouble.isHidden(), start.founding.trouble.text.text()

    (opener,) = heard
    office, close = opened(opener)
    try:
        who = ask_identity(office, AskIdentity())
        assert (who.office_name, who.workstation) == (NEEDED["Pełna nazwa ośrodka"], "Biuro")
        assert (who.clerk.full_name, who.clerk.first_name_vocative) == ("Żaneta Ćwiąkalska", "Żaneto")
        assert who.clerk.role == Role.HEAD
        (register,) = list_registers(office, ListRegisters())
        assert (register.case_list.cell, register.case_list.class_symbol) == ("GOPS", "5110")
    finally:
        close()


@pytest.mark.parametrize("missing", NEEDED)
def test_each_needed_field_is_asked_for_where_it_stands(
    missing: str, start: FirstStart, path: Path, heard: list[Any]
) -> None:
    start.resize(1024, 480)
    start.show_page(start.founding)
    fill({label: text for label, text in NEEDED.items() if label != missing})
    press(tab_to("Załóż ośrodek"), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert focused().visibleRegion().boundingRect().height() == focused().height(), "the field is in sight"
    refused = [field.label.text() for field in start.founding.findChildren(Field) if field.is_refused()]
    assert refused == [missing]
    assert drawn.said(focused()) == missing, "the keyboard is where something is missing"
    assert not path.exists()
    type_text(focused(), NEEDED[missing])
    press(tab_to("Załóż ośrodek"), Qt.Key.Key_Return)
    assert len(heard) == 1


def test_what_a_rule_refuses_is_said_and_everything_typed_stays(
    start: FirstStart, path: Path, heard: list[Any]
) -> None:
    start.show_page(start.founding)
    fill({**NEEDED, "Klasa JRWA zasiłków okresowych": "pierwsza"})
    press(tab_to("Załóż ośrodek"), Qt.Key.Key_Return)
    assert start.founding.trouble.isVisible()
    assert "klasa to 2–5 cyfr" in start.founding.trouble.text.text()
    assert start.founding.town.value() == "Łubnice"
    assert not path.exists()
    start.founding.classes["periodic_allowance"].set_value("5110")
    press(tab_to("Załóż ośrodek"), Qt.Key.Key_Return)
    assert start.founding.trouble.isHidden()
    assert len(heard) == 1


def test_back_leads_to_the_choice_and_what_was_typed_is_still_there(start: FirstStart) -> None:
    start.show_page(start.founding)
    fill({"Miejscowość": "Łubnice"})
    press(tab_to("‹ Wróć"), Qt.Key.Key_Return)
    assert start.pages.currentWidget() is start.choice
    start.show_page(start.founding)
    assert start.founding.town.value() == "Łubnice"


# -- joining ---------------------------------------------------------------------------------------------------------


def ask(start: FirstStart, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fill in the request and save it; gives its file."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    start.show_page(start.joining)
    fill({"Nazwa tego stanowiska": "Laptop Północ", "Kto na nim pracuje": "Maria Lis", **LOCKED})
    press(tab_to("Zapisz plik z prośbą…"), Qt.Key.Key_Return)
    (request,) = folder.glob("*.teczka-join")
    return request


def choose(welcome: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(welcome), ""))
    press(tab_to("Wskaż plik powitalny…"), Qt.Key.Key_Return)


def test_a_workstation_joins_with_a_request_and_a_welcome(
    start: FirstStart, host: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: list[Any]
) -> None:
    request = ask(start, tmp_path, monkeypatch)
    digits = start.joining.digits.text()
    assert start.joining.waiting.isVisible()
    assert str(request) in start.joining.where.text()
    assert not start.joining.accept.isVisible()

    choose(admit_station(host.office, AdmitStation(request, digits, tmp_path)).value, monkeypatch)
    assert fingerprint(host.store.bundling.keys().public) in start.joining.sender_words.text()
    assert drawn.said(focused()) == "Cyfry się zgadzają — dołącz"
    press(focused(), Qt.Key.Key_Return)

    (opener,) = heard
    office, close = opened(opener)
    try:
        assert ask_identity(office, AskIdentity()).workstation == "Laptop Północ"
        assert office.file.bundling.digest() == host.digest()
    finally:
        close()
    office, close = opened(opener)  # tried again, it only opens
    close()


def test_names_are_needed_for_a_request(start: FirstStart, path: Path) -> None:
    start.show_page(start.joining)
    press(tab_to("Zapisz plik z prośbą…"), Qt.Key.Key_Return)
    assert start.joining.name.is_refused()
    assert start.joining.keeper.is_refused()
    assert drawn.said(focused()) == "Nazwa tego stanowiska"
    assert not path.exists()


def test_no_folder_chosen_asks_nobody(start: FirstStart, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    start.show_page(start.joining)
    fill({"Nazwa tego stanowiska": "Laptop", "Kto na nim pracuje": "Maria Lis", **LOCKED})
    press(tab_to("Zapisz plik z prośbą…"), Qt.Key.Key_Return)
    assert not path.exists()
    assert not start.joining.waiting.isVisible()


def test_a_folder_that_cannot_be_written_is_said(
    start: FirstStart, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_folder = tmp_path / "notatka.txt"
    no_folder.write_text("", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(no_folder))
    start.show_page(start.joining)
    fill({"Nazwa tego stanowiska": "Laptop", "Kto na nim pracuje": "Maria Lis", **LOCKED})
    press(tab_to("Zapisz plik z prośbą…"), Qt.Key.Key_Return)
    assert start.joining.trouble.isVisible()
    assert not path.exists()


@pytest.mark.parametrize("which", ["text", "ordinary bundle", "gone"])
def test_a_wrong_welcome_is_refused_in_words_and_the_right_one_is_taken_after_it(
    which: str,
    start: FirstStart,
    host: Station,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    heard: list[Any],
) -> None:
    request = ask(start, tmp_path, monkeypatch)
    right = admit_station(host.office, AdmitStation(request, start.joining.digits.text(), tmp_path)).value
    text = tmp_path / "list.teczka"
    text.write_text("Szanowni Państwo", encoding="utf-8")
    (bundle,) = export_bundles(host.later(minutes=1).office, ExportBundles(tmp_path)).value
    wrong = {"text": text, "ordinary bundle": bundle.path, "gone": tmp_path / "gone.teczka"}[which]

    choose(wrong, monkeypatch)
    said = start.joining.trouble.text.text()
    assert start.joining.trouble.isVisible()
    assert said.count(".") >= 3, "what, why, what now"
    assert "nie ma zdania" not in said
    assert not start.joining.accept.isVisible()
    assert heard == []

    choose(right, monkeypatch)
    assert start.joining.trouble.isHidden()
    press(focused(), Qt.Key.Key_Return)
    assert len(heard) == 1


def test_a_wrong_file_after_the_right_one_takes_the_offer_back(
    start: FirstStart, host: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ask(start, tmp_path, monkeypatch)
    right = admit_station(host.office, AdmitStation(request, start.joining.digits.text(), tmp_path)).value
    choose(right, monkeypatch)
    choose(tmp_path / "gone.teczka", monkeypatch)
    assert not start.joining.accept.isVisible()
    assert start.joining.sender_words.text() == ""


def test_who_waits_is_led_to_the_welcome_at_the_next_start(
    beginning: Beginning, path: Path, qtbot: QtBot, tmp_path: Path, heard: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = beginning.ask_to_join("Laptop", "Maria Lis", tmp_path, PASSPHRASE)
    start = shown(FirstStart(beginning, main.opener(path, entered=lambda: beginning.entered), DEMO), qtbot, heard)
    assert start.pages.currentWidget() is start.joining
    assert start.joining.digits.text() == asked.fingerprint
    assert drawn.said(focused()) == "Wskaż plik powitalny…"
    choose(tmp_path / "gone.teczka", monkeypatch)
    assert start.joining.trouble.isVisible()


# -- looking and speaking --------------------------------------------------------------------------------------------


def test_the_demo_is_one_press_away(start: FirstStart, heard: list[Any]) -> None:
    press(tab_to(drawn.said(start.choice.ways[2])), Qt.Key.Key_Space)
    assert heard == [DEMO]


def test_the_first_start_speaks_english_when_asked(start: FirstStart, qtbot: QtBot) -> None:
    press(tab_to("English"), Qt.Key.Key_Return)
    assert i18n.language() == "en"
    assert drawn.said(start.choice.ways[0]).startswith("Found an office")
    assert start.choice.language.text() == "Polski"
    start.choice.language.click()
    assert i18n.language() == "pl"
    assert drawn.said(start.choice.ways[0]).startswith("Załóż ośrodek")
    qtbot.wait(1)  # let the pages of the other language go


def test_what_was_typed_stays_in_the_other_language(start: FirstStart, qtbot: QtBot) -> None:
    start.show_page(start.founding)
    fill({**NEEDED, "Klasa JRWA zasiłków okresowych": "5110", "Imię w wołaczu": "Żaneto"})
    press(tab_to("‹ Wróć"), Qt.Key.Key_Return)
    start.show_page(start.joining)
    fill({"Nazwa tego stanowiska": "Laptop Północ"})
    press(tab_to("‹ Wróć"), Qt.Key.Key_Return)
    for language, back in (("English", "‹ Back"), ("Polski", "‹ Wróć")):
        press(tab_to(language), Qt.Key.Key_Return)
        texts = {name: field.value() for name, field in start.founding.named().items() if field.value()}
        assert sorted(texts.values()) == sorted([*NEEDED.values(), "5110", "Żaneto"])
        assert texts["town"] == "Łubnice"
        assert start.joining.name.value() == "Laptop Północ"
        start.show_page(start.founding)
        press(tab_to(back), Qt.Key.Key_Return)
    qtbot.wait(1)  # let the pages of the other language go


def test_who_waits_for_a_welcome_still_waits_in_the_other_language(
    start: FirstStart, host: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: list[Any], qtbot: QtBot
) -> None:
    request = ask(start, tmp_path, monkeypatch)
    digits = start.joining.digits.text()
    choose(admit_station(host.office, AdmitStation(request, digits, tmp_path)).value, monkeypatch)
    start.speak("en")
    start.show_page(start.joining)
    assert start.joining.digits.text() == digits
    assert str(request) in start.joining.where.text()
    assert start.joining.accept.isVisible()
    start.joining.accept.click()
    assert len(heard) == 1
    qtbot.wait(1)  # let the pages of the other language go


@pytest.mark.parametrize("name", ["choice", "founding", "joining"])
def test_tab_visits_everything_in_the_order_of_reading(name: str, start: FirstStart) -> None:
    page = getattr(start, name)
    start.show_page(page)
    stops = list(drawn.tab_stops(page))
    visited = [focused()]
    while len(visited) < len(stops):
        press(focused(), Qt.Key.Key_Tab)
        visited.append(focused())
    assert visited == stops
    assert stops[0] is page.entry or page.entry.isAncestorOf(stops[0])


def test_no_sentence_is_cut(start: FirstStart) -> None:
    for page in (start.choice, start.founding, start.joining):
        start.show_page(page)
        assert drawn.cut_labels(page) == []
