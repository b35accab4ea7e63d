"""The hour at the kitchen table: the sheet of a large family opened, a pasted table, the form on paper."""

import io
import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

import pypdfium2
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QScrollArea, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from app.domain.answers import Key, Value
from app.domain.blocks import Block, Grid, Heading, Text, Ticks
from app.domain.blocks import Pair as Line
from app.domain.interviews import Interview
from app.domain.questionnaires import SILENT, Field, FieldType, Group, Questionnaire
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interviews import AddVisit, add_visit
from app.services.office import Office, Unwatched
from app.services.paper import render_paper
from app.services.paper_interview import interview_paper
from app.services.paper_text import fonts
from app.services.ports import Progress
from tests.bench._window import bare, drop, opened
from tests.bench.run import Pair, bench
from tests.little_office import SHELF, WORKER
from tests.questionnaires.family import filling, form
from tests.visits import KITCHEN, answer, visit
from ui.forms.sheet_table import AnswerTable
from ui.screens.interview import InterviewPage

PERSONS = 14
ROWS = 100


def full(asked: Questionnaire) -> dict[Key, Value]:
    """Every box of the form answered: fourteen people in the family, two rows in every other table."""
    answers: dict[Key, Value] = {}
    for place in asked.places.values():
        if place.segment.annex or place.field.type in SILENT or place.field.is_later or place.field.computed:
            continue
        for row in _rows(place.group):
            if place.field.id != place.group.rows_of:
                answers[place.field.id, row] = _value(place.field, row)
    return {key: value for key, value in answers.items() if value is not None}


def _rows(group: Group) -> range:
    if group.repeats:
        return range(PERSONS if group.id == "family" else 2)
    return range(group.fixed_rows or 1)


def _value(asked: Field, row: int) -> Value:
    if asked.options:
        key = asked.options[row % len(asked.options)].key
        return (key,) if asked.type is FieldType.MULTI else key
    fixed: dict[FieldType, Value] = {
        FieldType.MONEY: 54_000 + row,
        FieldType.DATE: "1992-03-14",
        FieldType.MONTH: "2024-05",
        FieldType.INTEGER: 1,
        FieldType.DECIMAL: "48.5",
        FieldType.PERIOD: "2024-09-01/2026-06-30",
        FieldType.PESEL: "92031401242",
        FieldType.PHONE: "447812260",
        FieldType.YES_NO: True,
        FieldType.ATTACHMENT: True,
        FieldType.LONG_TEXT: "Zawilgocona ściana północna w pokoju dzieci, opał na około dwa tygodnie. " * 3,
    }
    return fixed.get(asked.type, f"Wiśniewska {row}")


@contextmanager
def large_family(folder: Path) -> Iterator[tuple[Path, list[Interview]]]:
    """An office file with a full and finished interview of a family, and two more of the same in hand."""
    with visit(folder) as (office, last):
        answers = full(form("2021"))
        answer(office, last.id, answers)
        finish_interview(office, FinishInterview(last.id, accepts_gaps=True))
        in_hand = [add_visit(office, AddVisit(last.case_id, "I")).value for _ in range(2)]
        for each in in_hand:
            answer(office, each.id, {**answers, ("p1b_exp_rent", 0): 540_000})
    yield next(folder.glob("*.teczka-db")), in_hand


def _opener(path: Path) -> Callable[[Progress], tuple[Office, Callable[[], None]]]:
    def open_file(_progress: Progress) -> tuple[Office, Callable[[], None]]:
        store = Store.open(path)
        return Office(store, SetCalendar(KITCHEN), WORKER, "Laptop", SHELF.law, SHELF, Unwatched()), store.close

    return open_file


@bench(
    what=f"part I of a family of {PERSONS} with a previous interview: read, judged, compared, on the screen, usable",
    floor="a QScrollArea of as many plain line edits as the form has boxes, filled and painted",
    goal=1.0,
    why="the sheet reads two interviews of a thousand answers, works out gaps, doubts and differences and builds one "
    "segment with its tables; the floor reads and judges nothing",
)
def open_interview_sheet(folder: Path) -> Iterator[Pair]:
    with large_family(folder) as (path, in_hand), opened(_opener(path)) as window:
        boxes = len(full(form("2021")))
        turn = itertools.cycle(each.id for each in in_hand)

        def ours() -> None:
            window.window.open("interview", interview_id=(wanted := next(turn)))
            window.settle()
            page = window.window.page("interview")
            if not isinstance(page, InterviewPage) or page.view is None or page.view.interview.id != wanted:
                raise LookupError("another interview")

        def floor() -> None:
            inside, area = QWidget(), QScrollArea()
            column = QVBoxLayout(inside)
            for number in range(boxes):
                column.addWidget(QLineEdit(f"odpowiedź {number}"))
            area.setWidget(inside)
            area.setWidgetResizable(True)
            drop(bare(area))

        yield Pair(ours, floor)


# -- a table -----------------------------------------------------------------------------------------------------


@bench(
    what=f"{ROWS} rows of the family table pasted from a spreadsheet: read cell by cell, kept, painted",
    floor="the same cells put into a bare QTableWidget and painted",
    goal=2.0,
)
def paste_table(_folder: Path) -> Iterator[Pair]:
    family = next(group for segment in form().segments for group in segment.groups if group.id == "family")
    line = ["Anna Wiśniewska", "K", "14.03.1992", "92031401242", "panna", "córka", "średnie", "", "pracuje", "dobra"]
    block = [[*line, "wynagrodzenie", f"{1200 + row},50", "1"] for row in range(ROWS)]
    table = AnswerTable(family, lambda _asked, _row: True)
    plain = QTableWidget(0, len(line))
    windows = [bare(table), bare(plain)]

    def ours() -> None:
        table.rows.set_answers({})
        if table.rows.paste(0, 0, block).written != ROWS:
            raise LookupError("rows are missing")
        QCoreApplication.processEvents()

    def floor() -> None:
        plain.clear()
        plain.setRowCount(ROWS)
        plain.setColumnCount(len(block[0]))
        for row, cells in enumerate(block):
            for column, cell in enumerate(cells):
                plain.setItem(row, column, QTableWidgetItem(cell))
        QCoreApplication.processEvents()

    yield Pair(ours, floor)
    for window in windows:
        drop(window)


# -- on paper ----------------------------------------------------------------------------------------------------

LONGEST_PLAIN = 40
"""Letters of a cell that stand in one line of a bare table."""


@bench(
    what=f"a page of part I of a family of {PERSONS}, every box filled, in the official order and wording",
    floor="a page of bare ReportLab tables of the same cells: one a block, long cells as paragraphs",
    goal=1.5,
)
def print_part_one(_folder: Path) -> Iterator[Pair]:
    fonts()
    blocks = interview_paper(filling(full(form())), bytes(16), is_finished=True).blocks

    def ours() -> list[float]:
        return _time_of_a_page(
            lambda: render_paper(interview_paper(filling(full(form())), bytes(16), is_finished=True))
        )

    yield Pair(ours, lambda: _time_of_a_page(lambda: _bare_tables(blocks)))


def _time_of_a_page(make: Callable[[], bytes]) -> list[float]:
    begun = time.perf_counter()
    pdf = make()
    taken = time.perf_counter() - begun
    document = pypdfium2.PdfDocument(pdf)
    pages = len(document)
    document.close()
    return [taken / pages]


def _bare_tables(blocks: tuple[Block, ...]) -> bytes:
    style = ParagraphStyle("cell", fontName=next(iter(fonts())), fontSize=9, leading=11)
    ruled = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), style.fontName)])
    made = io.BytesIO()
    tables: list[Flowable] = [
        Table([[_cell(cell, style) for cell in row] for row in rows], style=ruled)
        for block in blocks
        if (rows := _cells(block))
    ]
    SimpleDocTemplate(made, pagesize=A4).build(tables)
    return made.getvalue()


def _cell(text: str, style: ParagraphStyle) -> object:
    return Paragraph(escape(text), style) if len(text) > LONGEST_PLAIN else text


def _cells(block: Block) -> list[tuple[str, ...]]:
    match block:
        case Grid():
            return [block.header, *block.rows]
        case Line():
            return [(block.label, block.value)]
        case Ticks():
            return [(block.label, ", ".join(label for label, is_on in block.options if is_on))]
        case Text():
            return [(block.label, block.text)]
        case Heading():
            return [(block.text,)]
        case _:
            return []
