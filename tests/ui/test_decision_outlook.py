"""A decision says what would have to change, and opens the whole reasoning with the document of each line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.little_decision import add_income
from tests.ui.deciding import Deciding, Prepared, Room, rooms
from ui.parts import Rich
from ui.screens.steps_window import StepsWindow


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from rooms(tmp_path)


def explained(desk: Deciding) -> StepsWindow:
    desk.page.counted.steps.click()
    desk.wait()
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, StepsWindow) and each.isVisible())


def test_a_refusal_says_on_its_card_what_would_have_to_change(room: Room) -> None:
    prepared = Prepared(lambda office, case: add_income(office, case, 200_000))
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    outlook = desk.page.counted.outlook
    assert outlook.isVisible()
    assert "Świadczenie przysługiwałoby, gdyby ten przychód był niższy co najmniej o 779,01" in outlook.text.words()
    window = explained(desk)
    assert [window.tree.model().index(row, 0).data() for row in (0, 1)] == ["Odmowa", "Co może zmienić wynik"]


def test_a_grant_needs_no_outlook_on_its_card_and_has_it_in_its_reasoning(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    assert desk.page.counted.outlook.isHidden()
    told = explained(desk).tree.text()
    assert told.startswith("Miesiąc i rodzina\n")
    assert "Co może zmienić wynik" in told
    assert "    " + "Dokument: " in told


def test_amounts_that_are_added_end_below_each_other(room: Room) -> None:
    prepared = Prepared()
    desk = room(prepared)
    desk.open(case_id=prepared.case_id, is_begun=True)
    facts = desk.page.counted.facts
    values = [each for each in facts.findChildren(Rich) if each.alignment() & Qt.AlignmentFlag.AlignRight]
    assert [each.words() for each in values][:2] == ["3", "823,00"]
    assert len({each.geometry().right() for each in values}) == 1
