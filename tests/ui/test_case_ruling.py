"""The wait for a ruling at the case: offered in its banner, suspended with help, taken up again with the ruling."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.cases import Case
from app.domain.decisions import Decision
from app.services.office import Office
from tests.little_office import CLERK
from tests.services.test_permanent_allowance import case_of
from tests.ui.keys import press
from tests.ui.resolutions_room import Room
from ui.screens.case import CasePage
from ui.screens.case_ruling import GoOnDialog, ResumeDialog, SuspendDialog
from ui.screens.decision import DecisionPage

NOW = datetime(2026, 11, 23, 10, 15)


def without_ruling(office: Office) -> None:
    case_of(office, certificate=None)


@pytest.fixture
def rooms() -> Iterator[list[Room]]:
    opened: list[Room] = []
    yield opened
    for room in opened:
        room.close()


def page_of(rooms: list[Room], folder: Path) -> tuple[Room, CasePage, Case]:
    room = Room(folder, without_ruling, CLERK, ("cases", "case", "decisions", "decision", "exchange"), NOW)
    rooms.append(room)
    (case,) = room.find(Case)
    page = room.open("case", case_id=case.id)
    assert isinstance(page, CasePage)
    return room, page, case


def test_from_the_banner_to_both_decisions(rooms: list[Room], tmp_path: Path) -> None:
    room, page, case = page_of(rooms, tmp_path)
    assert "Brakuje tylko orzeczenia." in page.warning.text.words()
    page.warning.text.followed.emit("suspend")
    dialog = room.dialog(SuspendDialog)
    dialog.where.set_text("Powiatowy Zespół w Radomsku")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    decision = room.window.page("decision")
    assert isinstance(decision, DecisionPage)
    (draft,) = room.find(Decision)
    assert (draft.benefit, draft.amount) == ("periodic_allowance", 505_00)
    page = room.open("case", case_id=case.id)
    said = page.warning.text.words()
    assert "Zawieszone od 23 listopada 2026 do dostarczenia orzeczenia" in said.replace("\u00a0", " ")
    assert "Zasiłek okresowy: MGOPS.5110.3.1.2026" in said
    assert page.primary.toolTip() == "Sprawa czeka na orzeczenie (art. 106 ust. 7)."
    page.warning.text.followed.emit("resume")
    resume = room.dialog(ResumeDialog)
    press(resume.go, Qt.Key.Key_Return)
    assert resume.certificate.degree.message.text() == "To pole jest potrzebne."
    resume.certificate.degree.set_value("moderate")
    resume.received_on.set_text("20.11.2026")
    press(resume.go, Qt.Key.Key_Return)
    room.wait()
    permanent = [each for each in room.find(Decision) if each.benefit == "permanent_allowance"]
    assert [each.amount for each in permanent] == [1229_00]


def test_going_on_without_a_ruling_needs_a_reason(rooms: list[Room], tmp_path: Path) -> None:
    room, page, case = page_of(rooms, tmp_path)
    page.warning.text.followed.emit("suspend")
    press(room.dialog(SuspendDialog).go, Qt.Key.Key_Return)
    room.wait()
    page = room.open("case", case_id=case.id)
    page.warning.text.followed.emit("go-on")
    dialog = room.dialog(GoOnDialog)
    press(dialog.go, Qt.Key.Key_Return)
    assert dialog.reason.message.text() == "To pole jest potrzebne."
    dialog.reason.set_value("Powiatowy Zespół zawiadomił o wydaniu orzeczenia.")
    press(dialog.go, Qt.Key.Key_Return)
    room.wait()
    assert "wydano" in page.warning.text.words()
