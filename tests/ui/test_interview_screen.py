"""An interview through the real window: nothing typed is lost, nothing is overwritten unseen, the end is one press."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from app.domain.interviews import Interview
from app.services.office import Office
from tests.ui.keys import type_text
from tests.ui.kitchen import WAIT_MS, Kitchen, contradictions, kitchen, saved, saver_of, sheet_of, stored, text_of
from tests.ui.sheets import line
from tests.visits import KITCHEN
from ui.screens.interview_saving import SavingState

# -- opening and saving --------------------------------------------------------------------------------------------


def test_the_visit_of_a_case_opens_with_its_name_and_place(room: Kitchen, interview: Interview) -> None:
    page = room.open(case_id=interview.case_id)
    assert page.title.title.text() == "Wywiad u Anny Wiśniewskiej"
    assert page.title.crumbs.words() == "Wywiady › bez znaku › Część I"
    assert page.saved.text() == "Zapisuje się samo"
    assert sheet_of(page).position() == "A p1_entity_stamp 0"


def test_what_is_typed_is_in_the_file_soon_after_the_last_key(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    type_text(line(sheet_of(page), "p1a_last_name"), "Wiśniewska-Żółć")
    room.qtbot.waitUntil(lambda: saver_of(page).state is SavingState.SAVED, timeout=1000)
    assert stored(room, interview) == {("p1a_last_name", 0): "Wiśniewska-Żółć"}
    assert (page.saved.text(), page.saved.tone) == ("Zapisano na tym laptopie 10:00", "ok")
    room.calendar.move_to(KITCHEN + timedelta(minutes=31))
    type_text(line(sheet_of(page), "p1a_first_name"), "Anna")
    sheet_of(page).flush()
    saved(room, page)
    assert page.saved.text() == "Zapisano na tym laptopie 10:31"


def test_typing_on_while_an_answer_is_on_its_way_never_contradicts_itself(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    field = line(sheet_of(page), "p1h_needs")
    for letter in "Opał i żywność":
        type_text(field, letter)
        sheet_of(page).flush()
    saved(room, page)
    assert stored(room, interview)["p1h_needs", 0] == "Opał i żywność"
    assert contradictions(room) == 0


def test_closing_the_window_in_the_middle_of_a_word_keeps_the_word(
    qtbot: QtBot, visited: tuple[Path, Interview]
) -> None:
    path, interview = visited
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        field = line(sheet_of(page), "p1h_needs")
        type_text(field, "Opa")
        sheet_of(page).flush()  # on its way while the rest is typed
        type_text(field, "ł")
        page.sheet._side.note.writing.setPlainText("Zapytać o węgiel.")  # type: ignore[union-attr]  # opened above
        sheet_of(page).leave_out("G", is_left_out=True)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        assert text_of(line(sheet_of(page), "p1h_needs")) == "Opał"
        assert contradictions(room) == 0
        assert page.view is not None
        assert (page.view.interview.private_note, page.view.interview.left_out) == ("Zapytać o węgiel.", "G")


def test_the_sheet_opens_again_where_it_was_left(qtbot: QtBot, visited: tuple[Path, Interview]) -> None:
    path, interview = visited
    with kitchen(qtbot, path) as room:
        sheet_of(room.open(interview_id=interview.id)).open_at("B", "p1b_exp_gas")
    with kitchen(qtbot, path) as room:
        assert sheet_of(room.open(interview_id=interview.id)).position() == "B p1b_exp_gas 0"


def test_note_and_left_out_segment_are_saved(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    sheet = sheet_of(page)
    for code in "DG":
        sheet.leave_out(code, is_left_out=True)
    type_text(sheet._side.note.writing, "pies")
    sheet.flush()
    saved(room, page)
    assert (saver_of(page).interview.left_out, saver_of(page).interview.private_note) == ("D G", "pies")


# -- when saving fails ---------------------------------------------------------------------------------------------


def fill_disk(office: Office, is_full: bool) -> None:
    """SQLite itself says that there is no room, as on a full stick."""
    connection = office.file._connection  # type: ignore[attr-defined]  # the store's own
    now = connection.exec_driver_sql("PRAGMA page_count").scalar()
    connection.exec_driver_sql(f"PRAGMA max_page_count={now if is_full else 2**30}")


def test_a_full_disk_is_said_in_red_and_what_was_typed_stays_and_is_saved_later(
    room: Kitchen, interview: Interview
) -> None:
    page = room.open(interview_id=interview.id)
    saver_of(page)._again.setInterval(50)
    room.ask(fill_disk, True)
    long = "Opał. " * 3000
    field = line(sheet_of(page), "p1h_needs")
    assert isinstance(field, QTextEdit)
    field.setPlainText(long)
    sheet_of(page).flush()
    room.qtbot.waitUntil(lambda: saver_of(page).state is SavingState.FAILED, timeout=8000)
    assert (page.saved.text(), page.saved.tone) == ("Nie zapisano ostatnich odpowiedzi", "bad")
    assert "Na dysku nie ma miejsca" in page.trouble.text.words()
    assert text_of(field) == long
    room.ask(fill_disk, False)
    room.qtbot.waitUntil(lambda: saver_of(page).state is SavingState.SAVED, timeout=8000)
    assert page.trouble.isHidden()
    assert stored(room, interview)["p1h_needs", 0] == long.strip()


def test_an_answer_that_is_refused_does_not_hold_back_the_others(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    saver = saver_of(page)
    saver.begin_batch()
    saver.answered("p1a_first_name", 0, '"Anna"')
    saver.answered("p1a_last_name", 0, "{")
    saver.answered("p1a_citizenship", 0, '"polskie"')
    saver.end_batch()
    room.qtbot.waitUntil(lambda: saver.state is SavingState.FAILED and room.desk.is_idle, timeout=8000)
    assert stored(room, interview) == {("p1a_first_name", 0): "Anna", ("p1a_citizenship", 0): "polskie"}
    assert saver.unsaved() == {("p1a_last_name", 0)}
    saver.answered("p1a_last_name", 0, '"Wiśniewska"')
    saved(room, page)
    assert saver.state is SavingState.SAVED
    assert page.trouble.isHidden()


@pytest.mark.logs
def test_an_order_that_our_own_mistake_swallowed_is_not_waited_for(
    room: Kitchen, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = room.open(interview_id=interview.id)
    saver_of(page)._again.setInterval(1500)  # long enough to be seen on a busy machine

    def mistake(_office: Office, _request: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("ui.screens.interview_saving.answer_questions", mistake)
        saver_of(page).answered("p1a_first_name", 0, '"Anna"')
    room.qtbot.waitUntil(lambda: saver_of(page).state is SavingState.FAILED, timeout=8000)
    room.qtbot.waitUntil(lambda: saver_of(page).state is SavingState.SAVED, timeout=8000)
    assert stored(room, interview) == {("p1a_first_name", 0): "Anna"}


def test_saving_is_told_only_when_it_takes_long(room: Kitchen, interview: Interview) -> None:
    page = room.open(interview_id=interview.id)
    saver, before = saver_of(page), page.saved.text()
    saver.state = SavingState.SAVING
    saver.changed.emit()
    assert page.saved.text() == before, "nobody can read a word of ten milliseconds"
    room.qtbot.waitUntil(lambda: page.saved.text() == "Zapisywanie…", timeout=WAIT_MS)
    saver.state = SavingState.SAVED
    saver.changed.emit()
    assert page.saved.text() == before
