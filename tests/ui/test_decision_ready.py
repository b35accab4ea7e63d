"""From the interview into the reasons of a decision, by a press and by the keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.answers import to_json
from app.domain.cases import Case
from app.domain.interviews import Answer, Interview, answer_id
from app.services.office import Office
from tests.ui.deciding import Prepared, Room, rooms
from tests.ui.keys import press, type_text
from ui.forms.ready_texts import ReadyTexts


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from rooms(tmp_path)


def test_reasons_begin_with_the_diagnosis_of_the_interview_and_take_its_facts(room: Room) -> None:
    def held(office: Office, case: Case) -> None:
        with office.work("Odpowiedzi") as work:
            interview = work.find(Interview, case_id=case.id)[0]
            boxes = {"p1i_diagnosis": "Matka szuka pracy.", "p1c_tenure": "council"}
            for name, value in boxes.items():
                record_id = answer_id(interview.id, name, 0)
                work.add(Answer(id=record_id, interview_id=interview.id, field_id=name, value=to_json(value)))
            work.commit()

    prepared = Prepared(held)
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    text = desk.page.text
    text.show_tab("reasons")
    assert text.diagnosis.text() == "Zacznij od diagnozy z wywiadu z 12 listopada 2026"
    text.diagnosis.click()
    desk.wait()
    assert text.written.value() == "Matka szuka pracy."
    assert not text.diagnosis.isVisible(), "what a person writes is never replaced"
    press(text.written.writing, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    text.foot.link.click()
    ready = QApplication.activeModalWidget()
    assert isinstance(ready, ReadyTexts)
    type_text(ready.search, "warunki")
    press(ready.search, Qt.Key.Key_Return)
    text.written.writing.clearFocus()
    desk.wait()
    assert text.written.value() == "Matka szuka pracy. Osoba zajmuje lokal komunalny (kwaterunkowy)."
    assert desk.page.view is not None
    assert desk.page.view.decision.written_reasons == text.written.value()
