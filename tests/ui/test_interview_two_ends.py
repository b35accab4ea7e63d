"""The two closings on the screen: signature, the worker's part, the head, a correction, and what came late."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.domain.answers import to_json
from app.domain.interviews import Answer, Interview, Layer, answer_id
from app.domain.records import RecordId
from app.services.interview_approval import APPROVED, REJECTED, ApprovePlan, approve_plan
from app.services.interview_checking import PrintCheck, PrintVerdict
from app.services.interview_lists import Closing, ListInterviews, Visits, list_interviews
from app.services.interview_reading import InterviewView, Lock, OpenInterview, open_interview
from app.services.interview_signing import SignInterview, sign_interview
from app.services.office import Office
from tests.little_office import HEAD, at_desk
from tests.ui.keys import type_text
from tests.ui.kitchen import Kitchen, kitchen, prepared, saved, sheet_of, text_of
from tests.ui.sheets import line
from tests.visits import KITCHEN, answer, complete_answers, finished, leave_out
from ui.papers import PaperWindow
from ui.screens.interview_correcting import CorrectionDialog
from ui.screens.interview_print_check import verdict_words
from ui.screens.interview_signing import ApprovalDialog, SignatureDialog
from ui.screens.interview_words import closing_words

TODAY = KITCHEN.date()


def told_by_the_person(office: Office, interview_id: RecordId) -> None:
    answer(office, interview_id, {k: v for k, v in complete_answers().items() if k[0][:3] not in ("p1i", "p1j")})
    leave_out(office, interview_id)


def signed(office: Office, interview_id: RecordId) -> None:
    sign_interview(office, SignInterview(finished(office, interview_id), TODAY))


def approved(office: Office, interview_id: RecordId) -> None:
    over = sign_interview(office, SignInterview(finished(office, interview_id), TODAY)).value
    approve_plan(at_desk(office, HEAD), ApprovePlan(over, APPROVED, TODAY))


def late(office: Office, interview_id: RecordId) -> None:
    """As if another workstation had written it, which knew nothing of the signature."""
    signed(office, interview_id)
    with office.work("z innego stanowiska") as work:
        stored = work.get(Answer, answer_id(interview_id, "p1h_needs", 0))
        work.settle(Answer, stored.id, "value", to_json("Drewno."))
        work.commit()


def now(room: Kitchen, interview: Interview) -> InterviewView:
    return room.ask(open_interview, OpenInterview(interview.id))


def test_the_person_signs_in_the_kitchen_and_the_worker_goes_on_alone(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, told_by_the_person)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        page.sign.click()
        room.settle()
        dialog = room.dialog(SignatureDialog)
        room.settle()
        assert "Część pracownika zostaje otwarta" in dialog._note.text()
        assert dialog.note.isHidden()
        dialog.go.click()
        room.settle()
        assert now(room, interview).lock is Lock.PARTLY
        assert page.locked.text.words() == (
            "Odpowiedzi osoby podpisano 12 listopada 2026. Otwarta jest część pracownika socjalnego. "
            "Podsumowanie i sprostowania"
        )
        sheet = sheet_of(page)
        assert sheet.position().startswith("I"), "it opens where there is something to write"
        type_text(line(sheet, "p1i_diagnosis"), "Brak pracy.")
        sheet.flush()
        saved(room, page)
        assert now(room, interview).answers["p1i_diagnosis", 0] == "Brak pracy."
        sheet.open_at("H")
        assert line(sheet, "p1h_needs").isReadOnly()
        assert not [each for each in sheet.findings() if each.segment in "ABCDEFGH"]
        page.locked.text.followed.emit("closed")
        room.settle()
        assert page._pile.currentWidget() is page.closed
        page.closed.print_button.click()
        room.settle()
        paper = room.dialog(PaperWindow)
        assert paper.windowTitle().endswith("dane od osoby"), "the signed sheet, not a draft of the whole"
        paper.close()
        page.closed.continue_button.click()
        assert page._pile.currentWidget() is page.sheet


def test_a_refusal_to_sign_asks_for_its_words(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, finished)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        page.closed.sign_button.click()
        dialog = room.dialog(SignatureDialog)
        dialog.way.set_value("refused")
        dialog.way.changed.emit("refused")
        assert not dialog.note.isHidden()
        dialog.go.click()
        room.settle()
        assert "Brakuje słów uzasadnienia." in dialog._objection.text.words()
        dialog.note.set_value("Nie zgadza się z opisem mieszkania.")
        dialog.go.click()
        room.settle()
        assert now(room, interview).closed.freezes[Layer.PERSON].way == "refused"
        assert "odmowa podpisu, 12 listopada 2026: Nie zgadza" in _facts_text(page)


def _facts_text(page: object) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in page.closed._facts.findChildren(QLabel))  # type: ignore[attr-defined]


def test_the_head_rejects_and_approves_and_a_worker_cannot(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, signed)
    with kitchen(qtbot, path) as room:
        assert room.open(interview_id=interview.id).closed.approve_button.isHidden()
    with kitchen(qtbot, path, HEAD) as room:
        page = room.open(interview_id=interview.id)
        assert not page.closed.approve_button.isHidden()
        page.closed.approve_button.click()
        dialog = room.dialog(ApprovalDialog)
        assert dialog.words.isHidden()
        dialog.verdict.set_value(REJECTED)
        dialog.verdict.changed.emit(REJECTED)
        dialog.go.click()
        room.settle()
        assert "Brakuje słów uzasadnienia." in dialog._objection.text.words()
        dialog.words.set_value("Brak planu wyjścia z bezrobocia.")
        dialog.go.click()
        room.settle()
        assert now(room, interview).lock is Lock.PARTLY


def test_an_approved_interview_says_who_approved(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, approved)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        assert "zatwierdzony 12 listopada 2026, Ewa Zielińska" in _facts_text(page)
        assert page.closed.reopen_button.isHidden()
        (row,) = room.ask(list_interviews, ListInterviews(Visits.FINISHED)).first_rows
        assert closing_words(row.closing) == "zamknięty"


def test_a_correction_writes_nothing_before_its_reason(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, signed)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        page.closed.correct_button.click()
        sheet = sheet_of(page)
        sheet.open_at("H")
        field = line(sheet, "p1h_needs")
        before = text_of(field)
        type_text(field, " Opał.")
        sheet.flush()
        room.settle()
        assert now(room, interview).answers["p1h_needs", 0] == before
        assert "Zmieniono 1 pole." in page.locked.text.words()
        page.locked.text.followed.emit("save")
        dialog = room.dialog(CorrectionDialog)
        assert "H. Potrzeby i oczekiwania: " in dialog.differences.words()
        dialog.go.click()
        room.settle()
        assert "Brakuje słów uzasadnienia." in dialog._objection.text.words()
        dialog.reason.set_value("Anna dopowiedziała przez telefon.")
        dialog.go.click()
        room.settle()
        assert page._pile.currentWidget() is page.closed
        assert "Anna dopowiedziała przez telefon." in page.closed.corrections.words.words()
        page.closed.correct_button.click()
        page.locked.text.followed.emit("drop")
        assert page._pile.currentWidget() is page.closed
        assert len(now(room, interview).closed.corrections) == 1


def test_what_came_after_the_signature_waits_for_a_person(qtbot: QtBot, tmp_path: Path) -> None:
    path, interview = prepared(tmp_path, late)
    with kitchen(qtbot, path) as room:
        page = room.open(interview_id=interview.id)
        strays = page.closed.strays
        assert strays.isVisible()
        assert [tick.text() for tick in strays.ticks.values()] == ["H. Potrzeby i oczekiwania"]
        strays.take.click()
        dialog = room.dialog(CorrectionDialog)
        dialog.reject()
        strays.keep.click()
        room.settle()
        assert not now(room, interview).strays
        assert page.closed.strays.isHidden()


def test_words_for_each_closing_and_for_earlier_prints() -> None:
    assert len({closing_words(each) for each in Closing}) == len(Closing)
    corrected = verdict_words(PrintCheck(PrintVerdict.EARLIER, "", "OPS.1.2026", 1, TODAY))
    assert corrected.startswith("To wydruk sprzed sprostowania. Potem sprostowano 1 odpowiedź, 12 listopada 2026.")
    assert "część pracownika socjalnego" in verdict_words(PrintCheck(PrintVerdict.EARLIER, "", "OPS.1.2026"))
