"""A social worker's hands on the sheet: open it, find a box in it, hear what it says."""

from PySide6.QtWidgets import QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from app.domain.answers import Answers, Key, Value, from_json
from tests.questionnaires.family import CIRCUMSTANCES, family_table, form
from ui.forms.sheet import Sheet
from ui.forms.sheet_boxes import Box
from ui.forms.sheet_side import Previous
from ui.forms.sheet_table import AnswerTable
from ui.parts.segments import ChipButton

PREVIOUS = Previous(
    {("p1b_exp_rent", 0): 54_000, ("p1c_heating", 0): "coal", ("p1c_water", 0): ("cold",), **family_table()},
    "12 maja 2026, część I",
)


class Heard:
    """What the sheet said, as whoever stores it would hear it."""

    def __init__(self, sheet: Sheet) -> None:
        self.answers: list[tuple[str, int, str]] = []
        self.finished = 0
        sheet.answered.connect(lambda *said: self.answers.append(said))
        sheet.finished_wanted.connect(self._finish)

    def _finish(self) -> None:
        self.finished += 1

    def last(self) -> dict[Key, Value]:
        return {(field_id, row): from_json(text) for field_id, row, text in self.answers}


def opened(qtbot: QtBot, answers: Answers | None = None, *, version: str = "2026", **more: object) -> Sheet:
    """A sheet on the screen, ready for keys."""
    sheet = Sheet(form(version), answers or {}, CIRCUMSTANCES, **more)  # type: ignore[arg-type]  # named as there
    qtbot.addWidget(sheet)
    sheet.resize(1114, 620)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    return sheet


def box(sheet: Sheet, field_id: str, row: int = 0) -> Box:
    place = sheet.questionnaire.places[field_id]
    sheet.open_at(place.segment.code, field_id, row)
    for found in sheet.findChildren(Box):
        if found.key() == (field_id, row):
            return found
    raise LookupError(field_id)


def line(sheet: Sheet, field_id: str, row: int = 0) -> QLineEdit | QTextEdit:
    found = box(sheet, field_id, row).inputs()[0]
    assert isinstance(found, QLineEdit | QTextEdit)
    return found


def chip(sheet: Sheet, field_id: str, text: str) -> ChipButton:
    return next(each for each in box(sheet, field_id).findChildren(ChipButton) if each.text() == text)


def table(sheet: Sheet, segment: str, group_id: str) -> AnswerTable:
    sheet.open_at(segment)
    return next(each for each in sheet.findChildren(AnswerTable) if each.group.id == group_id)
