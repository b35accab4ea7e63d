"""Tables of letters: columns fit their words, a long one goes on under its header."""

import re

from app.domain.blocks import Grid, Paragraph
from app.services.paper import render
from app.services.paper_strips import Style
from app.services.paper_tables import grid
from tests.services.test_paper import FOOT, HEAD, WORDS, pages_of, texts

HEADER = ("Osoba", "Źródło", "Dowód", "Kwota", "Liczy się")


def test_a_family_of_fourteen_goes_on_under_the_header() -> None:
    rows = tuple(
        (f"Osoba {number}", "zasiłek rodzinny z dodatkami na dzieci", "decyzja o zasiłku rodzinnym", "1 248,00", "tak")
        for number in range(1, 15)
    )
    table = Grid(HEADER, rows, right=frozenset({3}))
    found = pages_of(Paragraph(WORDS * 18), table)
    assert len(found) == 2
    assert ["Źródło Dowód Kwota Liczy się" in text for text in found] == [True, True]
    assert [len(re.findall(r"Osoba \d", text)) for text in found][1] >= 2
    assert [number for text in found for number in re.findall(r"Osoba (\d+)", text)] == [str(n) for n in range(1, 15)]


def test_columns_of_a_letter_fit_what_stands_in_them() -> None:
    """Every cell stands on one line as long as the row has room for it, whatever its neighbours hold."""
    said = ("Zofia", "fundusz alimentacyjny", "decyzja o zasiłku rodzinnym z dodatkami", "500,00", "tak")
    style = Style(left=0, right=460, size=10, leading=13)
    rows = grid(Grid(HEADER, (said,), right=frozenset({3})), style)
    assert len({strip.height for strip in rows[:2]}) == 1


def test_a_cell_without_end_leaves_its_neighbours_whole_words() -> None:
    endless = ("Brzęczyszczykiewiczowska", "x" * 400, "zaświadczenie", "1 234,56", "tak")
    (found,) = pages_of(Grid(HEADER, (endless,), right=frozenset({3})))
    assert "Brzęczyszczykiewiczowska" in found
    assert "zaświadczenie" in found


def test_a_word_too_long_for_its_column_is_set_smaller_not_cut() -> None:
    narrow = Grid(("a", "b", "c"), (("szkoły ponadpodstawowej", "29 września 2017 r.", "x"),), (20, 24, 88))
    (text,) = texts(render([narrow], HEAD, FOOT))
    assert "ponadpodstawowej" in text
    assert "29 września 2017 r." in text
