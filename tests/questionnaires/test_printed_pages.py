"""Pages of every part in both versions: nothing leaves the paper, tables go on under their heads."""

import itertools
from collections.abc import Iterator

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.answers import Key, Value
from app.domain.questionnaires import FieldType
from app.services.paper import render_paper
from app.services.paper_interview import blank_paper, interview_paper, reading_copy
from tests.questionnaires.family import filling, form, forms
from tests.questionnaires.random_answers import boxes

MARGIN, LOWEST = 36.0, 15.0
"""Points at the sides and at the foot that stay white; printers reach nearer."""
PROSE = {FieldType.TEXT, FieldType.LONG_TEXT}
ODD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=40)
LONG = st.builds(
    lambda word, between, times: between.join([word] * times),
    ODD,
    st.sampled_from([" ", "", "\n", "-"]),
    st.integers(1, 90),
)
every_form = pytest.mark.parametrize(("part", "version"), [(each.part, each.version) for each in forms().forms])


def pages(pdf: bytes) -> Iterator[tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page, page.get_textpage()
    document.close()


def outside(pdf: bytes) -> list[tuple[float, ...]]:
    """Where text stands beyond the margins."""
    found: list[tuple[float, ...]] = []
    for page, text in pages(pdf):
        wide, high = page.get_size()
        for at in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(at)
            if left < MARGIN or right > wide - MARGIN or bottom < LOWEST or top > high - MARGIN / 2:
                found.append((left, bottom, right, top))
    return found


@every_form
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(LONG, min_size=1, max_size=7))
def test_long_texts_and_odd_characters_stay_on_the_page(part: str, version: str, texts: list[str]) -> None:
    prose = [(field.id, row) for field, row in boxes(form(version, part)) if field.type in PROSE]
    answers: dict[Key, Value] = dict(zip(prose, itertools.cycle(texts), strict=False))
    interview = filling(answers, version=version, part=part)
    for paper in (interview_paper(interview, bytes(16), is_finished=True), reading_copy(interview, "OPS.5121.7.2026")):
        assert outside(render_paper(paper)) == []


@every_form
def test_a_blank_stays_on_its_pages(part: str, version: str) -> None:
    assert outside(render_paper(blank_paper(filling(version=version, part=part), ("Z3", "Z2")))) == []


@pytest.mark.parametrize("part", ["I", "VI"])
def test_a_hundred_rows_go_on_under_their_head_and_each_stands_whole_on_one_page(part: str) -> None:
    asked = form("2026", part)
    family = next(group for segment in asked.segments for group in segment.groups if group.id == "family")
    name, income = (
        next(each for each in family.fields if each.meaning == f"member.{each_name}")
        for each_name in ("name", "income")
    )
    answers: dict[Key, Value] = {(name.id, row): f"Osoba{row} Wielodzietna-Bardzo{row}" for row in range(100)}
    answers |= {(income.id, row): 100 + row for row in range(100)}
    words = [
        text.get_text_range()
        for _page, text in pages(
            render_paper(interview_paper(filling(answers, part=part), bytes(16), is_finished=True))
        )
    ]
    for row in range(100):
        on = [page for page in words if f"Osoba{row} " in page.replace("\r\n", " ").replace("\n", " ")]
        assert len(on) == 1
        assert f"Bardzo{row}" in on[0]
        assert name.label in on[0]


def test_a_text_as_long_as_a_book_page_without_a_blank_is_set_at_once() -> None:
    interview = filling({("p1a_first_name", 0): "x" * 20_000, ("p1i_diagnosis", 0): "y" * 20_000})
    assert outside(render_paper(interview_paper(interview, bytes(16), is_finished=True))) == []
