"""Papers of a case: letters shown and made, deliveries entered, scans filed, wrong files refused."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.case_course import PaperKind
from app.domain.deliveries import Channel, Way
from app.domain.letter_templates import Ask, LetterTemplate
from app.domain.offices import Setting, setting_id
from app.domain.records import RecordId
from app.services.letter_editing import OpenLetterText, open_letter_text
from app.services.letter_writing import MakeLetter, make_letter
from tests.demo import shelf
from tests.lettered_case import answer, answers
from tests.little_office import HEAD
from tests.ui.case_desk import annas_case, view_of, written
from tests.ui.counter import Counter, office_file
from tests.ui.keys import type_text
from ui.forms import ChoiceField
from ui.papers import PaperWindow
from ui.parts import Button
from ui.screens.case_delivery import DeliveryDialog
from ui.screens.case_envelope import EnvelopeDialog
from ui.screens.case_forms import (
    PaperDialog,
)
from ui.screens.letter_asking import AskDialog
from ui.screens.letter_editing import LetterEditor
from ui.screens.letter_list import LetterList

LETTERS = shelf().letters.letters_on(date(2026, 11, 23))


def test_a_letter_is_shown_made_and_delivered(counter: Counter, case_id: RecordId) -> None:
    settings = {"office_name_genitive": "Ośrodka", "data_officer": "iod@example.pl"}
    counter.order(
        written(*(Setting(id=setting_id(name), name=name, value=value) for name, value in settings.items())), 0
    )
    page = counter.open("case", case_id=case_id)
    groups = {action.text(): action.menu() for action in page.letters.menu.actions() if action.menu()}
    assert list(groups)[:2] == ["Wniosek i wszczęcie", "Wywiad i dowody"]
    assert "Decyzje" not in groups
    first = [action.text() for action in groups["Wniosek i wszczęcie"].actions()]
    assert "Zawiadomienie o wszczęciu postępowania" in first
    page.letters.open("notice_of_proceedings")
    window = counter.dialog(PaperWindow)
    (make,) = [button for button in window.findChildren(Button) if "Sporządź" in button.text()]
    make.click()
    counter.wait()
    assert counter.window.notices.text() == "Pismo „Zawiadomienie o wszczęciu postępowania” jest w teczce."
    (paper,) = view_of(counter, case_id).papers
    page.papers.deliver.emit(paper)
    dialog = counter.dialog(DeliveryDialog)
    counter.type(dialog.served_on, "1.11")
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Dzień 1 listopada 2026 nie pasuje do tego pisma.")
    counter.type(dialog.sent_on, "16.11")
    counter.type(dialog.served_on, "16.11")
    dialog.go.click()
    counter.wait()
    assert page.papers._lines[0].words().endswith("doręczono 16.11")
    page.papers._lines[0].followed.emit("open:0")
    assert counter.dialog(PaperWindow).preview.page() == 0


def test_a_summons_asks_what_is_wanted_and_by_which_provision(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.letters.open("summons_to_complete")
    dialog = counter.dialog(AskDialog)
    defects, days = dialog.boxes["defects"].fields[0], dialog.boxes["days"].fields[0]
    assert days.value() == 7
    dialog.go.click()
    assert defects.message.text() == "Wypełnij to pole; bez niego pismo nie powstanie."
    defects.set_value("podpis na wniosku – art. 63 § 3 KPA")
    days.set_value(6)
    dialog.go.click()
    assert days.message.text() == "Najmniej 7."
    days.set_value(8)
    dialog.go.click()
    window = counter.dialog(PaperWindow)
    assert window.windowTitle() == "Wezwanie do usunięcia braków formalnych wniosku"


def test_a_letter_to_a_body_goes_to_its_address(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.letters.open("zus_request")
    dialog = counter.dialog(AskDialog)
    body, months, more = (dialog.boxes[name] for name in ("addressee", "months", "questions"))
    dialog.go.click()
    assert body.fields[0].message.text()
    for field, text in zip(body.fields, ("ZUS Inspektorat", "ul. Tysiąclecia 3", "97-500 Radomsko"), strict=True):
        field.set_value(text)
    assert body.read()["lines"] == ("ZUS Inspektorat", "ul. Tysiąclecia 3", "97-500 Radomsko")
    months.fields[0].set_value("październik 2026 r.")
    assert (more.ask.optional, more.read()) == (True, None)
    dialog.go.click()
    assert counter.dialog(PaperWindow).windowTitle() == "Pismo do ZUS"


@pytest.mark.parametrize("letter", [each for each in LETTERS if each.asks], ids=lambda each: each.id)
def test_every_box_of_every_letter_is_read_as_the_letter_takes_it(qtbot: QtBot, letter: LetterTemplate) -> None:
    taken: list[object] = []
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = AskDialog(letter, taken.append, parent)
    for box in dialog.boxes.values():
        fill(box)
    dialog.go.click()
    assert taken == [answers(letter)]


def fill(box: Any) -> None:
    """Type the answer into the fields of a box."""
    value = answer(box.ask)
    match box.ask.kind:
        case "lines":
            box.fields[0].set_value("\n".join(value))
        case "entries":
            box.fields[0].set_value("\n".join(f"{each['what']} – {each['basis']}" for each in value))
        case "body":
            for field, line in zip(box.fields, value["lines"], strict=True):
                field.set_value(line)
        case _:
            box.fields[0].set_value(value)


def test_a_letter_is_found_by_a_few_letters_or_its_provision(counter: Counter, case_id: RecordId) -> None:
    page = counter.open("case", case_id=case_id)
    page.letters.find()
    found = counter.dialog(LetterList)
    assert len(found.shown()) >= 60
    found.search.line.setText("zus")
    assert found.shown() == ["zus_request"]
    found.search.line.setText("kpa 36")
    assert "delay_notice" in found.shown()
    found.search.line.setText("wezwanie zwrot")
    assert found.shown() == ["payment_demand"]
    found.search.line.setText("zażółć")
    assert found.shown() == []
    assert found._nothing.isVisible()
    found.choose()
    found.search.line.setText("mediacji zawiadomienie")
    QTest.keyClick(found.search.line, Qt.Key.Key_Return)
    assert counter.dialog(PaperWindow).windowTitle() == "Zawiadomienie o możliwości mediacji"


def test_a_scan_joins_the_papers_and_a_wrong_file_is_refused(
    counter: Counter, case_id: RecordId, tmp_path: Path
) -> None:
    page = counter.open("case", case_id=case_id)
    page.papers.new.click()
    dialog = counter.dialog(PaperDialog)
    dialog.kind.set_value(PaperKind.MEDICAL.value)
    program = tmp_path / "wirus.exe"
    program.write_bytes(b"MZ")
    dialog.attach(program)
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Takiego rodzaju pliku program nie przechowuje.")
    dialog.attach(tmp_path / "nie-ma.pdf")
    dialog.go.click()
    assert dialog._objection.text.words() == "Nie da się odczytać pliku nie-ma.pdf."
    scan = tmp_path / "orzeczenie.png"
    page.grab().save(str(scan))
    dialog.attach(scan)
    dialog.go.click()
    counter.wait()
    assert [line.words() for line in page.papers._lines] == ["Dokument medyczny"]


def pick(field: ChoiceField, key: str) -> None:
    field.set_value(key)
    field.changed.emit(key)


def test_what_nobody_took_is_asked_for_its_notices_and_the_day_is_worked_out(
    counter: Counter, case_id: RecordId
) -> None:
    settings = {"office_name_genitive": "Ośrodka", "data_officer": "iod@example.pl"}
    counter.order(
        written(*(Setting(id=setting_id(name), name=name, value=value) for name, value in settings.items())), 0
    )
    letter = counter.order(make_letter, MakeLetter(case_id, "notice_of_proceedings"))
    page = counter.open("case", case_id=case_id)
    (paper,) = view_of(counter, case_id).papers
    page.papers.deliver.emit(paper)
    dialog = counter.dialog(DeliveryDialog)
    assert not dialog.place.isVisible()
    assert dialog.way.value() == Way.ADDRESSEE.value
    pick(dialog.way, Way.NOTICES.value)
    assert (dialog.served_on.isVisible(), dialog.first.isVisible(), dialog.place.isVisible()) == (False, True, True)
    pick(dialog.channel, Channel.ELECTRONIC.value)
    assert dialog.way.value() == Way.ADDRESSEE.value, "nobody leaves a notice at an electronic address"
    pick(dialog.way, Way.UNOPENED.value)
    assert dialog.first.isVisible()
    assert not dialog.second.isVisible()
    pick(dialog.channel, Channel.POST_RECEIPT.value)
    pick(dialog.way, Way.NOTICES.value)
    dialog.go.click()
    counter.wait()
    assert dialog._objection.text.words().startswith("Z tego potwierdzenia doręczenie nie wynika.")
    counter.type(dialog.first, "16.11")
    counter.type(dialog.second, "23.11")
    counter.type(dialog.place, "skrzynka")
    counter.calendar.move_to(datetime(2026, 12, 1, 9))
    dialog.go.click()
    counter.wait()
    (delivery,) = view_of(counter, case_id).papers[0].deliveries
    assert (delivery.document_id, delivery.served_on) == (letter.id, date(2026, 11, 30))


def test_the_head_words_a_letter_anew_beside_the_letter_of_the_case(tmp_path: Path) -> None:
    counter = Counter(office_file(tmp_path), clerk=HEAD)
    try:
        case_id = annas_case(counter)
        page = counter.open("case", case_id=case_id)
        page.letters.draft("mediation_notice", {})
        window = counter.dialog(PaperWindow)
        (change,) = [button for button in window.findChildren(Button) if button.text() == "Zmień treść…"]
        change.click()
        editor = counter.dialog(LetterEditor)
        counter.wait()
        assert not editor.back.isVisible()
        added = editor.added[-1]
        added.writing.setFocus()
        type_text(added.writing, "Zapraszamy ")
        editor.field.set_value("znak sprawy")
        editor.field.changed.emit("znak sprawy")
        assert added.value() == "Zapraszamy [znak sprawy]"
        type_text(added.writing, " *")
        editor.show_page()
        counter.wait()
        assert editor.trouble.text.words().startswith("Treści pisma nie można użyć.")
        assert not editor.go.isEnabled()
        added.set_value("Zapraszamy, sprawa [znak sprawy].")
        editor.show_page()
        counter.wait()
        assert not editor.trouble.isVisible()
        editor.go.click()
        counter.wait()
        said = "Treść pisma „Zawiadomienie o możliwości mediacji” jest zapisana (wersja 1001)."
        assert counter.window.notices.text() == said
        opened = counter.ask(open_letter_text, OpenLetterText("mediation_notice"))
        assert opened.added == ("Zapraszamy, sprawa [znak sprawy].",)
    finally:
        counter.close()


def test_a_kept_letter_has_an_envelope_and_its_prints_are_logged(
    counter: Counter, case_id: RecordId, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = counter.open("case", case_id=case_id)
    more = {"addressee": answer_of("body"), "months": "październik 2026 r."}
    letter = counter.order(make_letter, MakeLetter(case_id, "zus_request", more))
    page.letters.show_paper(letter.id)
    window = counter.dialog(PaperWindow)
    (envelope,) = [button for button in window.findChildren(Button) if button.text() == "Koperta…"]
    envelope.click()
    dialog = counter.dialog(EnvelopeDialog)
    dialog.size_field.set_value("C6")
    dialog.go.click()
    counter.wait()
    assert [each.windowTitle() for each in window.findChildren(PaperWindow)] == ["Koperta"]
    monkeypatch.setattr("ui.papers.save_pdf", lambda *_: ("Zapisano.", "ok"))
    window.save()
    counter.wait()
    assert "Wydruk: Pismo do ZUS (16.11.2026)" in [line.event.text for line in view_of(counter, case_id).course]


def answer_of(kind: str) -> Any:
    return answer(Ask(name="addressee", words="urząd", kind=kind))  # type: ignore[arg-type]  # one of the kinds
