"""What others change under an open interview, and how it ends."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.domain.interviews import Interview
from app.domain.persons import Person
from app.services.interview_checking import PrintCheck, PrintVerdict
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interviews import AddVisit, add_visit
from app.services.office import Office
from tests.little_office import CLERK
from tests.ui.keys import type_text
from tests.ui.kitchen import Kitchen, arrives, contradictions, kitchen, prepared, saved, sheet_of, stored, text_of
from tests.ui.sheets import line
from tests.visits import KITCHEN, answer, complete_answers, finished, leave_out
from ui.forms.form_dialog import FormDialog
from ui.papers import PaperWindow
from ui.screens.interview_print_check import PrintCheckDialog, verdict_words
from ui.screens.interview_signing import UpdateDialog

# -- what others change --------------------------------------------------------------------------------------------


def test_what_an_exchange_changed_under_an_open_form_is_told_and_shown(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    sheet = sheet_of(page)
    type_text(line(sheet, "p1a_first_name"), "Anna")
    sheet.flush()
    saved(room, page)
    assert page.news.isHidden()
    arrives(room, interview, {("p1b_exp_gas", 0): 8000, ("p1a_first_name", 0): "Hanna"})
    assert page.news.text.words() == "Wymiana zmieniła 2 pola. Pokaż zmiany"
    assert text_of(line(sheet, "p1a_first_name")) == "Anna"
    page.news.text.followed.emit("show")
    assert text_of(line(sheet, "p1a_first_name")) == "Hanna"
    assert page.news.text.words() == "Zmienione pola: A. Imię · B. Gaz"
    page.news.text.followed.emit("B p1b_exp_gas 0")
    assert sheet.position() == "B p1b_exp_gas 0"


def test_nothing_is_sealed_that_the_worker_has_not_seen(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, complete)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        arrives(room, interview, {("p1h_needs", 0): "drewno"})
        sheet_of(page).finished_wanted.emit()
        room.settle()
        assert "Sprawdź je, zanim go zakończysz." in room.window.notices.text()
        assert text_of(line(sheet_of(page), "p1h_needs")) == "drewno"
        sheet_of(page).finished_wanted.emit()
        room.settle()
        assert page._pile.currentWidget() is page.closed


def test_an_answer_over_one_that_was_not_shown_becomes_two_answers(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    sheet = sheet_of(page)
    arrives(room, interview, {("p1h_needs", 0): "drewno"})
    type_text(line(sheet, "p1h_needs"), "węgiel")
    sheet.flush()
    saved(room, page)
    assert contradictions(room) == 1
    page.refresh()
    room.settle()
    assert page.news.text.words() == "1 pole ma dwie odpowiedzi: H. Potrzeby i oczekiwania · Rozstrzygnij w Wymianie"


def test_own_answers_are_no_news(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    for field_id in ("p1a_first_name", "p1a_last_name"):
        type_text(line(sheet_of(page), field_id), "Anna")
        sheet_of(page).flush()
        saved(room, page)
    page.refresh()
    room.settle()
    assert page.news.isHidden()


# -- the end -------------------------------------------------------------------------------------------------------


def complete(office: Office, interview_id: Any) -> None:
    answer(office, interview_id, {**complete_answers(), ("p1a_addr_phone", 0): "601224918"})
    leave_out(office, interview_id)


def test_the_end_seals_what_was_typed_last_and_offers_what_differs(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, complete)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        type_text(line(sheet_of(page), "p1a_addr_teryt"), "1012")
        sheet_of(page)._finish()
        assert sheet_of(page).findings()
        sheet_of(page)._gaps.finish_wanted.emit()
        room.settle()
        assert page._pile.currentWidget() is page.closed
        assert stored(room, interview)["p1a_addr_teryt", 0] == "1012"
        phone = next(each for each in page.closed.offers.lines if each.offer.code == "phone")
        assert (phone.offer.before, phone.offer.now, phone.tick.isChecked()) == ("44 781 22 60", "601 224 918", True)
        for each in page.closed.offers.lines:
            each.tick.setChecked(each is phone)
        assert page.closed.offers.take.text() == "Przejmij 1 zmianę"
        page.closed.offers.take.click()
        room.settle()
        assert "phone" not in {each.offer.code for each in page.closed.offers.lines}

        def phone_of(office: Office, _: object) -> str:
            with office.reading() as file:
                return file.get(Person, interview.person_id).phone

        assert room.ask(phone_of) == "601224918"


def test_an_end_that_is_refused_says_which_segments_are_empty(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    sheet_of(page).finished_wanted.emit()
    room.settle()
    assert "Segmenty bez żadnej odpowiedzi: A, B, C, D, E, F, G, H, I, J." in room.window.notices.text()
    assert page._pile.currentWidget() is page.sheet


def test_signature_and_reopening_are_asked_for_and_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, finished)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        page.closed.reopen_button.click()
        dialog = room.dialog(FormDialog)
        dialog.go.click()
        room.settle()
        assert "Brakuje słów uzasadnienia." in dialog._objection.text.words()
        dialog.findChild(QLineEdit).setText("pomyłka w dochodzie")
        dialog.go.click()
        room.settle()
        assert page._pile.currentWidget() is page.sheet
        room.order(finish_interview, FinishInterview(interview.id))
        page.closed.sign_button.click()
        room.dialog(FormDialog).go.click()
        room.settle()
        assert page.view is not None
        assert page.view.interview.signed_on == KITCHEN.date()
        assert page.closed.sign_button.isHidden()
        page.closed.answers_button.click()
        assert page.locked.text.words() == (
            "Wywiad podpisany 12 listopada 2026. Odpowiedzi można tylko czytać. Wróć do podsumowania"
        )
        assert page.saver is None
        page.locked.text.followed.emit("closed")
        assert page._pile.currentWidget() is page.closed
        page.closed.another_button.click()
        update = room.dialog(UpdateDialog)
        update.go.click()
        room.settle()
        assert update.isVisible(), "an update says why"
        update.reason.set_value("Anna znalazła pracę.")
        update.go.click()
        room.settle()
        assert page._pile.currentWidget() is page.sheet
        assert page.view.interview.id != interview.id
        assert page.view.previous is not None


def test_a_clerk_at_the_desk_reads_and_cannot_write(qtbot: QtBot, visited: tuple[Path, Interview]) -> None:
    path, interview = visited
    with kitchen(qtbot, path, CLERK) as room:
        page = room.open(interview_id=interview.id)
        assert page.locked.text.words() == "Wywiad wypełnia pracownik socjalny. Tu można go tylko czytać."
        field = line(sheet_of(page), "p1a_first_name")
        assert isinstance(field, QLineEdit)
        assert field.isReadOnly()
        assert page.saver is None


def test_a_part_that_this_program_does_not_have_is_named_on_the_page(room: Kitchen, interview: Interview) -> None:
    def add(office: Office, request: AddVisit) -> Any:
        return add_visit(office, request)

    other: list[Interview] = []
    room.desk.order(add, AddVisit(interview.case_id, "XII"), other.append)
    room.settle()
    page = room.open(interview_id=other[0].id)
    assert page.nothing.title.text() == "Program nie ma kwestionariusza części XII."
    assert page._pile.currentWidget() is page.nothing
    assert room.open(interview_id=interview.id).title.title.text() == "Wywiad u Anny Wiśniewskiej"


def test_the_draft_is_looked_at_before_the_end(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    type_text(line(sheet_of(page), "p1a_first_name"), "Anna")
    page.show_preview()
    room.settle()
    paper = room.dialog(PaperWindow)
    assert paper.windowTitle().startswith("Część I wywiad-I-")
    assert stored(room, interview) == {("p1a_first_name", 0): "Anna"}
    paper.close()


def test_crumbs_lead_back_to_the_list(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    page.title.followed.emit("interviews")
    assert room.window.current_id() == "interviews"


def test_a_print_in_the_hand_is_checked_from_the_finished_interview(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, finished)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        assert page.view is not None
        seal = page.view.interview.seal
        page.closed.check_button.click()
        dialog = room.dialog(PrintCheckDialog)
        dialog.code.set_value("ABCD")
        dialog.go.click()
        room.settle()
        assert "To nie jest kod ani pieczęć z wydruku wywiadu." in dialog._objection.text.words()
        dialog.code.set_value(seal.lower())
        dialog.go.click()
        room.settle()
        assert dialog._objection.isHidden()
        assert dialog.verdict.text.words() == "Ten wydruk zgadza się z danymi."
        assert dialog.code.line.selectedText() == seal.lower()
        dialog.code.set_value(seal[::-1])
        dialog.go.click()
        room.settle()
        assert dialog.verdict.text.words().startswith("Ten wydruk nie zgadza się z danymi: wywiad ma inną pieczęć.")


def test_each_answer_about_a_print_says_what_to_do() -> None:
    moved = verdict_words(PrintCheck(PrintVerdict.AGREES, "OPS.1.2026", "OPS.2.2026"))
    assert moved.endswith("Sprawa ma dziś znak OPS.2.2026, na wydruku stoi OPS.1.2026.")
    assert verdict_words(PrintCheck(PrintVerdict.DATA_CHANGED, "", "OPS.2.2026")).startswith("Dane zmieniono po")
    other = verdict_words(PrintCheck(PrintVerdict.OTHER_INTERVIEW, "OPS.1.2026", "OPS.2.2026"))
    assert "ze sprawy OPS.2.2026" in other
    unknown = verdict_words(PrintCheck(PrintVerdict.OTHER_INTERVIEW, "", ""))
    assert "nie ma w tym pliku" in unknown
    assert "bez znaku" in unknown
