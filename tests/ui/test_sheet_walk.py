"""From the first field to the last by Tab alone, in every segment of every part."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.questionnaires.family import CIRCUMSTANCES, form
from tests.ui.keys import press
from ui.forms.sheet import Sheet
from ui.forms.sheet_boxes import Box
from ui.forms.sheet_table import AnswerTable

PARTS = ["II", "III", "IV", "V", "VI", "VII", "VIII"]
MOST_STEPS = 250


def walked(sheet: Sheet, code: str) -> list[str]:
    """The boxes that Tab meets, each once, until it leaves the segment."""
    view = sheet._views[code]
    met: list[str] = []
    for _step in range(MOST_STEPS):
        focused = QApplication.focusWidget()
        if focused is None or not view.isAncestorOf(focused):
            return met
        owner = view.owner_of(focused)
        if owner is not None and owner[0] not in met:
            met.append(owner[0])
        press(focused, Qt.Key.Key_Tab)
    raise AssertionError(code)


@pytest.mark.parametrize("part", PARTS)
def test_tab_meets_every_box_of_every_segment_in_the_order_of_the_form(qtbot: QtBot, part: str) -> None:
    sheet = Sheet(form(part=part), {}, CIRCUMSTANCES)
    qtbot.addWidget(sheet)
    sheet.resize(1114, 620)
    sheet.show()
    sheet.activateWindow()
    qtbot.waitUntil(sheet.isActiveWindow)
    order = list(sheet.questionnaire.places)
    for segment in sheet.filling().segments:
        sheet.open_at(segment.code)
        view = sheet._views[segment.code]
        boxes = [each.asked.id for each in view.findChildren(Box) if each.isVisibleTo(view)]
        tables = [each for each in view.findChildren(AnswerTable) if each.isVisibleTo(view)]
        cells = [column.id for each in tables for column in each.rows.columns]
        assert walked(sheet, segment.code) == sorted({*boxes, *cells}, key=order.index), segment.code
