"""The interview as the paper form: every box in the form's own order, the unfilled ones empty, and the seal below.

Only blocks are built here; ``paper`` draws them. A form without answers prints as a blank to be filled in by hand.
Annexes that somebody wrote on follow on pages of their own.
"""

from collections.abc import Iterable
from html import escape

from app.domain.answer_words import in_words, option_in_words
from app.domain.answers import Value, is_empty, keys_of, text_of
from app.domain.blocks import Block, Grid, Heading, PageBreak, Pair, Paper, Paragraph, SignatureLine, Text, Ticks
from app.domain.interview_filling import Filling
from app.domain.interview_seal import seal
from app.domain.questionnaires import MONEY_TYPES, Field, FieldType, Group, Questionnaire, Segment

NOT_FILLED_IN = "Segmentu nie wypełniano."
DRAFT = "wersja robocza"
CROSS = "×"
WIDEST_TABLE = 7
"""Columns that fit across a page; a wider table goes on below, its first column repeated, as table A.13 of the form."""

_SHARES = {
    FieldType.ROW_NUMBER: 2,
    FieldType.YES_NO: 4,
    FieldType.DATE: 4,
    FieldType.MONEY: 4,
    FieldType.PESEL: 5,
    FieldType.LONG_TEXT: 12,
}
_SHARE_OF_OTHERS = 5
_SHORT_OPTION = 2
_FEW = 2


def interview_paper(filling: Filling, interview_id: bytes, *, is_finished: bool) -> Paper:
    """The filled-in form; unfinished ones carry no seal and say that they are a draft."""
    mark = seal(filling, interview_id) if is_finished else DRAFT
    short_id = interview_id.hex()[-8:].upper()
    footer = f"{_edition(filling.questionnaire)} · wywiad {short_id} · {'pieczęć ' if is_finished else ''}{mark}"
    return Paper(filling.questionnaire.title, (*_form(filling), *_annexes(filling)), footer)


def blank_paper(blank: Filling, annexes: Iterable[str] = (), sign: str = "") -> Paper:
    """The form to be filled in by hand, without a seal; behind it the annexes whose segments are named."""
    form = blank.questionnaire
    wanted = [segment for code in annexes if (segment := form.segment(code)) is not None]
    blocks = (*_form(blank), *(block for segment in wanted for block in (PageBreak(), *_annex(blank, segment))))
    return Paper(form.title, blocks, _foot(sign, _edition(form)), is_by_hand=True)


def blank_annex(blank: Filling, segment: Segment, sign: str = "") -> Paper:
    """One annex alone, to be filled in by hand."""
    return Paper(segment.annex, tuple(_annex(blank, segment)), _foot(sign, segment.title), is_by_hand=True)


def _foot(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _edition(form: Questionnaire) -> str:
    return f"Wzór {form.version}: {form.act}"


def _form(filling: Filling) -> Iterable[Block]:
    form = filling.questionnaire
    if stamp := form.meaning("office.stamp"):
        yield Text(stamp.label, in_words(stamp, filling.value(stamp.id)), stamp.lines)
    yield Heading(form.title, 1)
    if form.subtitle:
        yield Paragraph(form.subtitle, "center")
    for segment in filling.segments:
        if segment.is_printed:
            yield from _segment(filling, segment)
    yield Paragraph(f"Wzór kwestionariusza: {form.act}.", "left")


def _annexes(filling: Filling) -> Iterable[Block]:
    """Papers of their own behind the form, each on a new page."""
    for segment in filling.segments:
        if segment.annex and filling.is_on_paper(segment):
            yield PageBreak()
            yield from _annex(filling, segment)


def _annex(filling: Filling, segment: Segment) -> Iterable[Block]:
    """An annex under its own title and act."""
    yield Heading(segment.annex, 1)
    for group in segment.groups:
        if group.title:
            yield Heading(group.title, 3)
        yield from _boxes(filling, group, group.fields)
    if segment.act:
        yield Paragraph(f"{segment.act}.", "left")


def _segment(filling: Filling, segment: Segment) -> Iterable[Block]:
    yield Heading(f"{segment.code}. {segment.title}", 2)
    if filling.is_left_out(segment):
        yield Paragraph(NOT_FILLED_IN, "left")
        return
    for group in segment.groups:
        boxes = [asked for asked in group.fields if asked.meaning != "office.stamp"]
        if not boxes:
            continue
        if group.number:
            yield Heading(f"{group.number} {group.title}", 3)
        yield from _boxes(filling, group, boxes)


def _boxes(filling: Filling, group: Group, boxes: Iterable[Field]) -> Iterable[Block]:
    if group.is_table:
        yield from _table(filling, group)
        return
    if _is_crossed(group):
        yield _crossed(filling, group)
        return
    for asked in boxes:
        yield from _box(filling, group, asked)


def _is_crossed(group: Group) -> bool:
    """Whether every box of a group offers the same choices: the form prints them as a table (item A.12)."""
    first = group.fields[0]
    return len(group.fields) > _FEW and all(
        asked.type is FieldType.MULTI and asked.options == first.options for asked in group.fields
    )


def _crossed(filling: Filling, group: Group) -> Grid:
    """A row a box, a column a choice; a cell holds a cross and the word beside it."""
    first = group.fields[0]
    whole, _, _ = first.label.partition(": ")
    rows = []
    for asked in group.fields:
        chosen = keys_of(_printed_value(filling, group, asked, 0))
        told = (_told_beside(filling, asked, o.key) if o.key in chosen else "" for o in asked.options)
        rows.append((asked.label.removeprefix(f"{whole}: "), *told))
    shares = (2 * _SHARE_OF_OTHERS, *(_SHARE_OF_OTHERS for _ in first.options))
    return Grid((f"{whole}:", *(option.label for option in first.options)), tuple(rows), shares)


def _told_beside(filling: Filling, asked: Field, key: str) -> str:
    return f"{CROSS} {text_of(filling.answers.get((asked.detail_id(key), 0)))}".strip()


def _box(filling: Filling, group: Group, asked: Field) -> Iterable[Block]:
    value = _printed_value(filling, group, asked, 0)
    if asked.type is FieldType.SIGNATURE:
        yield SignatureLine(asked.label)
    elif asked.type is FieldType.STATEMENT:
        yield Paragraph(asked.label, "left")
    elif asked.type is FieldType.ATTACHMENT:
        yield Ticks(asked.label, (("dołączono", value is True),))
    elif asked.type is FieldType.YES_NO:
        yield Ticks(asked.label, (("tak", value is True), ("nie", value is False)))
    elif asked.options:
        chosen = keys_of(value)
        words = ((option_in_words(asked, o.key, filling.answers), o.key in chosen) for o in asked.options)
        yield Ticks(asked.label, tuple(words))
    elif asked.type is FieldType.LONG_TEXT:
        yield Text(asked.label, in_words(asked, value), asked.lines)
    else:
        unit = "" if is_empty(value) or "zł" in asked.label else _unit(asked)
        yield Pair(asked.label, in_words(asked, value) + unit, asked.is_wide)


def _unit(asked: Field) -> str:
    return "\N{NO-BREAK SPACE}zł" if asked.type in MONEY_TYPES else ""


def _printed_value(filling: Filling, group: Group, asked: Field, row: int) -> Value:
    """The answer, unless its box is no longer asked: what stands behind a "nie" is not printed."""
    return filling.value(asked.id, row) if filling.is_shown(asked, group, row) else None


def _table(filling: Filling, group: Group) -> Iterable[Block]:
    """One or more grids; a change of household is a line, as the family table of the form has it."""
    household = next((asked for asked in group.fields if asked.meaning == "member.household"), None)
    columns = [asked for asked in group.fields if asked is not household]
    rows = list(range(group.fixed_rows)) if group.fixed_rows else list(filling.rows(group))
    cells = [[_cell(filling, group, asked, row, place) for asked in columns] for place, row in enumerate(rows)]
    first_empty = len(rows)
    for place in range(first_empty, group.printed_rows):
        numbered = (str(place + 1) if asked.type is FieldType.ROW_NUMBER else "" for asked in columns)
        cells.append(list(numbered))
    numbers = [filling.value(household.id, row) or 1 for row in rows] if household else []
    lines = frozenset(place for place in range(1, len(numbers)) if numbers[place] != numbers[place - 1])
    yield from (Paragraph(asked.label, "left") for asked in columns if asked.type is FieldType.ROW_NUMBER)
    for chosen in _pages(len(columns)):
        yield Grid(
            header=tuple(_head(columns[each]) for each in chosen),
            rows=tuple(tuple(row[each] for each in chosen) for row in cells),
            shares=tuple(_share(columns[each]) for each in chosen),
            right=frozenset(at for at, each in enumerate(chosen) if columns[each].type in MONEY_TYPES),
            lines_above=lines,
        )


def _head(asked: Field) -> str:
    """The official head of a column; the running number has its explanation above the table."""
    return asked.name if asked.type is FieldType.ROW_NUMBER else asked.label


def _share(asked: Field) -> int:
    if asked.options and all(len(option.label) <= _SHORT_OPTION for option in asked.options):
        return _SHARES[FieldType.ROW_NUMBER]
    return _SHARES.get(asked.type, _SHARE_OF_OTHERS)


def _cell(filling: Filling, group: Group, asked: Field, row: int, place: int) -> str:
    if asked.type is FieldType.ROW_NUMBER:
        return str(place + 1)
    value = _printed_value(filling, group, asked, row)
    return "" if is_empty(value) else in_words(asked, value, filling.answers, row)


def _pages(columns: int) -> list[list[int]]:
    """Which columns stand in each grid: the first grid full, each further one begins with the first column again."""
    step = WIDEST_TABLE - 1
    further = ([0, *range(at, min(at + step, columns))] for at in range(WIDEST_TABLE, columns, step))
    return [list(range(min(columns, WIDEST_TABLE))), *further]


def reading_copy(filling: Filling, sign: str = "") -> Paper:
    """What the person said, in large letters to be read before signing; nothing that the worker adds afterwards.

    It ends with the segment in which the person signs; boxes without an answer are not shown.
    """
    blocks: list[Block] = [Heading("Do przeczytania przed podpisem", 3)]
    for segment in _said_by_the_person(filling):
        blocks.append(Heading(f"{segment.code}. {segment.title}", 3))
        if filling.is_left_out(segment):
            blocks.append(Paragraph(NOT_FILLED_IN, "left"))
            continue
        for group in segment.groups:
            blocks += _lines(filling, group)
    return Paper("Wywiad do przeczytania", tuple(blocks), _foot(sign, "kopia do czytania, bez podpisów"), is_large=True)


def _said_by_the_person(filling: Filling) -> list[Segment]:
    """Printed segments up to the one where the person signs; all of them where the form has no such place."""
    segments = [segment for segment in filling.segments if segment.is_printed]
    signed = (at for at, segment in enumerate(segments) if any(_is_signature(asked) for asked in segment.fields))
    return segments[: next(signed, len(segments)) + 1]


def _is_signature(asked: Field) -> bool:
    return asked.type is FieldType.SIGNATURE and asked.id.endswith("client_signature")


def _lines(filling: Filling, group: Group) -> Iterable[Block]:
    """Every answer of a group in a line of its own; each row of a table below a number."""
    rows = filling.rows(group)
    for place, row in enumerate(rows, start=1):
        told = [
            f"<b>{escape(_asked(asked.name))}</b> {escape(in_words(asked, value, filling.answers, row))}{_unit(asked)}"
            for asked in group.fields
            if not is_empty(value := _printed_value(filling, group, asked, row)) and not asked.is_later
        ]
        if told and group.is_table:
            yield Heading(f"{group.title} – {place}", 3)
        yield from (Paragraph(line, "left") for line in told)


def _asked(name: str) -> str:
    """The name of a box before its answer; a question keeps its mark."""
    return name if name.endswith(("?", ":")) else f"{name}:"
