"""Every box of every part: answered at random, written, read, stored in the file, reopened, printed."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.answer_typing import is_readable, typed
from app.domain.answer_words import in_words
from app.domain.answers import Key, Value, is_empty, keys_of
from app.domain.blocks import Block, Grid, Pair, Text, Ticks
from app.domain.interview_filling import Filling
from app.domain.questionnaires import Field, FieldType
from app.services.interview_printing import PrintInterview, print_interview
from app.services.interview_reading import OpenInterview, open_interview
from app.services.interviews import AddVisit, add_visit
from app.services.paper import render_paper
from app.services.paper_interview import CROSS, interview_paper
from tests.questionnaires.family import filling, form, forms
from tests.questionnaires.random_answers import answer_to, boxes, whole_forms
from tests.services.test_interview_parts import for_the_county
from tests.visits import answer, visit

PARTS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
UNHURRIED = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
WRITTEN_DIFFERENTLY = {FieldType.MULTI, FieldType.LONG_TEXT, FieldType.ATTACHMENT}
"""Types that are not typed into one line, so their words are not read back."""


@cache
def of_each_type() -> dict[FieldType, list[tuple[str, str]]]:
    found: dict[FieldType, list[tuple[str, str]]] = {}
    for each in forms().forms:
        for asked, _ in boxes(each):
            found.setdefault(asked.type, []).append((each.part, asked.id))
    return found


@pytest.mark.parametrize("kind", of_each_type())
@given(data=st.data())
def test_an_answer_of_each_type_is_understood_and_read_back_from_its_words(
    kind: FieldType, data: st.DataObject
) -> None:
    part, name = data.draw(st.sampled_from(of_each_type()[kind]))
    asked = form("2026", part).places[name].field
    value = data.draw(answer_to(asked))
    words = in_words(asked, value)
    assert is_readable(asked, value)
    assert words
    if kind not in WRITTEN_DIFFERENTLY:
        assert typed(asked, words) == value


def on_paper(blocks: tuple[Block, ...]) -> set[str]:
    """Every text that stands in a box, a cell or beside a crossed box."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    found = {cell for block in grids for row in block.rows for cell in row}
    crossed = [zip(block.header, row, strict=True) for block in grids for row in block.rows if CROSS in row]
    found |= {head for cells in crossed for head, cell in cells if cell == CROSS}
    found |= {block.value.removesuffix("\N{NO-BREAK SPACE}zł") for block in blocks if isinstance(block, Pair)}
    found |= {block.text for block in blocks if isinstance(block, Text)}
    ticks = (tick for block in blocks if isinstance(block, Ticks) for tick in block.options)
    return found | {label for label, is_crossed in ticks if is_crossed}


def asked_on_paper(interview: Filling) -> Iterator[tuple[Field, int]]:
    """Every box that is printed and asked; a household is no box there but a line between rows."""
    for segment in interview.segments:
        if interview.is_on_paper(segment):
            for group in segment.groups:
                for row in interview.rows(group) if not group.fixed_rows else range(group.fixed_rows):
                    shown = (each for each in group.fields if interview.is_shown(each, group, row))
                    yield from ((each, row) for each in shown if each.meaning != "member.household")


@pytest.mark.parametrize("part", PARTS)
@UNHURRIED
@given(data=st.data())
def test_whatever_is_answered_and_asked_stands_on_the_paper(part: str, data: st.DataObject) -> None:
    answers = data.draw(whole_forms(form("2026", part)))
    interview = filling(answers, part=part)
    printed = on_paper(interview_paper(interview, bytes(16), is_finished=True).blocks)
    for asked, row in asked_on_paper(interview):
        value = answers.get((asked.id, row))
        if is_empty(value) or (value is False and asked.type is FieldType.ATTACHMENT):
            continue
        chosen = [asked.option(key) for key in keys_of(value)] if asked.options else []
        words = {option.label for option in chosen if option} or {in_words(asked, value)}
        assert words <= printed or in_words(asked, value) in printed, asked.id


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_stored_and_reopened_as_answered_and_printed(part: str, tmp_path: Path) -> None:
    with visit(tmp_path) as (office, first):
        for_the_county(office, "yes")
        interview = add_visit(office, AddVisit(first.case_id, part)).value
        asked = open_interview(office, OpenInterview(interview.id)).form

        @UNHURRIED
        @given(answers=whole_forms(asked))
        def stored_and_reopened(answers: dict[Key, Value]) -> None:
            answer(office, interview.id, answers)
            assert dict(open_interview(office, OpenInterview(interview.id)).answers) == answers
            assert print_interview(office, PrintInterview(interview.id)).startswith(b"%PDF")

        stored_and_reopened()


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_printed_blank_with_each_official_label(part: str) -> None:
    empty = filling(part=part)
    assert render_paper(interview_paper(empty, bytes(16), is_finished=False)).startswith(b"%PDF")
