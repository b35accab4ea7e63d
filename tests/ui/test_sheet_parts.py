"""Every part of the form in the sheet: each box is there, takes an answer through its own field, shows it again."""

import pytest
from hypothesis import HealthCheck, given, seed, settings
from pytestqt.qtbot import QtBot

from app.domain.answer_words import in_words
from app.domain.answers import Key, Value, from_json, keys_of
from app.domain.interview_update import Recalled
from app.domain.questionnaires import SILENT, FieldType, Questionnaire
from tests.questionnaires.family import CIRCUMSTANCES, form, forms
from tests.questionnaires.random_answers import boxes, whole_forms
from tests.ui.sheets import Heard
from ui.forms import ChipField, ChoiceField, LineField, LongText
from ui.forms.sheet import Sheet
from ui.forms.sheet_boxes import Box
from ui.forms.sheet_side import Previous
from ui.forms.sheet_table import AnswerTable
from ui.parts.segments import ChipButton
from ui.parts.text import Rich

PARTS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]


def opened(qtbot: QtBot, part: str, answers: dict[Key, Value] | None = None, version: str = "2026") -> Sheet:
    """A sheet with every segment built, those of an electronic interview too."""
    sheet = Sheet(form(version, part), {("all_carrier", 0): "electronic", **(answers or {})}, CIRCUMSTANCES)
    qtbot.addWidget(sheet)
    for segment in sheet.questionnaire.segments:
        sheet.open_at(segment.code)
    return sheet


def boxes_of(sheet: Sheet) -> dict[Key, Box]:
    return {found.key(): found for found in sheet.findChildren(Box)}


def tables_of(sheet: Sheet) -> dict[str, AnswerTable]:
    return {column.id: found for found in sheet.findChildren(AnswerTable) for column in found.rows.columns}


def some_answers(part: str) -> dict[Key, Value]:
    """One random whole form, the same each time."""
    drawn: list[dict[Key, Value]] = []

    @seed(2026)
    @settings(max_examples=3, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(whole_forms(form("2026", part)))
    def draw(answers: dict[Key, Value]) -> None:
        drawn.append(answers)

    draw()
    return {**drawn[-1], ("all_carrier", 0): "electronic"}


def give(box: Box, value: Value) -> None:
    """Answer as a hand does: type the words and leave the line, press the chips, choose from the list."""
    field, asked = box.field, box.asked
    if isinstance(field, LineField):
        words = in_words(asked, value)
        field.line.setText(words)
        field.line.textEdited.emit(words)
        field.line.editingFinished.emit()
    elif isinstance(field, LongText):
        field.writing.setPlainText(str(value))
    elif isinstance(field, ChoiceField):
        field.combo.setCurrentIndex(field.combo.findData(value))
        field.combo.activated.emit(field.combo.currentIndex())
    elif isinstance(field, ChipField):
        chosen = ("tak" if value else "nie",) if isinstance(value, bool) else keys_of(value)
        names = [option.name for option in asked.options if option.key in chosen] or chosen
        for chip in field.findChildren(ChipButton):
            if chip.isChecked() != (chip.text() in names):
                chip.click()


@pytest.mark.parametrize("asked", forms().forms, ids=lambda asked: f"{asked.part}-{asked.version}")
def test_every_box_of_every_form_is_in_the_sheet(qtbot: QtBot, asked: Questionnaire) -> None:
    sheet = opened(qtbot, asked.part, version=asked.version)
    answered = {key[0] for key in boxes_of(sheet)} | set(tables_of(sheet))
    wanted = {field.id for field, _ in boxes(asked)}
    assert answered == wanted
    silent = {place.field.id for place in asked.places.values() if place.field.type in SILENT}
    fixed = {place.group.rows_of for place in asked.places.values()} - {""}
    assert set(asked.places) - answered == silent | fixed


@pytest.mark.parametrize("part", PARTS)
def test_every_box_takes_an_answer_and_shows_it_when_opened_again(qtbot: QtBot, part: str) -> None:
    sheet = opened(qtbot, part)
    heard = Heard(sheet)
    wanted = some_answers(part)
    tables, fields = tables_of(sheet), boxes_of(sheet)
    for (name, row), value in wanted.items():
        if name in tables:
            rows = tables[name].rows
            while rows.rowCount() <= row:
                rows.add_row()
            place, column = rows.index(row, [each.id for each in rows.columns].index(name)), rows.columns
            rows._put(column[place.column()], rows.numbers[row], value)
        else:
            give(fields[name, row], value)
    sheet.flush()
    told = {key: value for key, value in heard.last().items() if "." not in key[0]}
    assert {key: told.get(key, sheet.answers().get(key)) for key in wanted} == wanted
    again = opened(qtbot, part, dict(sheet.answers()))
    shown = boxes_of(again)
    assert {key: shown[key].value() for key in wanted if key in shown} == {
        key: value for key, value in wanted.items() if key in shown
    }
    columns = tables_of(again)
    for (name, row), value in wanted.items():
        if name in columns:
            assert columns[name].rows._values[name, row] == value


def test_a_period_and_a_number_with_its_unit_are_typed_as_written(qtbot: QtBot) -> None:
    sheet = opened(qtbot, "V")
    heard = Heard(sheet)
    box = boxes_of(sheet)["p5_care_period", 2]
    assert isinstance(box.field, LineField)
    for typed, stored in (("od 1.09.2019 do 6.2026", "2019-09-01/2026-06-30"), ("2019", "2019")):
        box.field.line.setText(typed)
        box.field.line.textEdited.emit(typed)
        box.field.line.editingFinished.emit()
        sheet.flush()
        assert from_json(heard.answers[-1][2]) == stored
    assert "To nie jest okres" in box.field.message.text()
    area = tables_of(sheet)["z3_flat_area"]
    area.rows.setData(area.rows.index(0, 0), "48,5")
    assert area.rows.index(0, 0).data() == "48,5\N{NO-BREAK SPACE}m²"
    sheet.flush()
    assert heard.last()["z3_flat_area", 0] == "48.5"


def test_an_update_shows_what_was_said_and_takes_no_change_with_one_press(qtbot: QtBot) -> None:
    unchanged = "Bez zmian od wywiadu z 12 maja 2026 r."
    told = {"p4_upd_housing": (Recalled("Ogrzewanie", "piece węglowe"),)}
    sheet = Sheet(
        form("2026", "IV"),
        {},
        CIRCUMSTANCES,
        previous=Previous({("p4_upd_housing", 0): unchanged, ("p4_upd_work", 0): unchanged}, "12 maja 2026", told),
    )
    qtbot.addWidget(sheet)
    heard = Heard(sheet)
    view = sheet._views["A"]
    housing = next(group for group in view.groups if group.group.id == "update_housing")
    said = [each.words() for each in housing.findChildren(Rich) if each.isVisibleTo(housing)]
    assert said == ["Poprzednio (12 maja 2026):\nOgrzewanie: piece węglowe"]
    link = next(each for each in housing._offers if each.isVisibleTo(housing))
    assert link.text() == "Przenieś bez zmian: 1 pole"
    link.click()
    sheet.flush()
    assert heard.last() == {("p4_upd_housing", 0): unchanged}
    assert [box.value() for box in housing.findChildren(Box)] == [unchanged]


def test_the_statement_on_an_electronic_interview_comes_and_goes_with_the_answer(qtbot: QtBot) -> None:
    sheet = Sheet(form(), {}, CIRCUMSTANCES)
    qtbot.addWidget(sheet)
    assert [each.code for each in sheet.filling().segments][-1] == "Z3"
    sheet.open_at("Z2")
    assert sheet.position().startswith("A"), "a segment that is not asked cannot be opened"
    sheet.open_at("P")
    give(boxes_of(sheet)["all_carrier", 0], "electronic")
    assert [each.code for each in sheet.filling().segments][-1] == "Z2"
    sheet.open_at("Z2")
    assert sheet.position() == "Z2"


def test_a_legal_basis_is_short_on_the_screen_and_whole_on_paper(qtbot: QtBot) -> None:
    sheet = opened(qtbot, "VIII")
    box = boxes_of(sheet)["p8_legal_basis", 0]
    assert box.asked.type is FieldType.MULTI
    chips = [chip.text() for chip in box.findChildren(ChipButton)]
    assert chips[0] == "świadczenie pielęgnacyjne (art. 23 ust. 4aa)"
    assert box.asked.options[0].label.startswith("art. 23 ust. 4aa ustawy z dnia 28 listopada 2003 r.")


def test_an_annex_opens_with_what_is_said_of_its_wording_in_sight(qtbot: QtBot) -> None:
    sheet = Sheet(form(), {}, CIRCUMSTANCES)
    qtbot.addWidget(sheet)
    sheet.resize(1114, 620)
    sheet.show()
    sheet.open_at("Z3")
    view = sheet._views["Z3"]
    assert "Układ odtworzono ze wzoru z 2011 r." in view._message.text()
    qtbot.wait(20)
    assert view.verticalScrollBar().maximum() > 0
    assert view.verticalScrollBar().value() == 0
