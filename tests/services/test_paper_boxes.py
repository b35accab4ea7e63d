"""Boxes for prose on paper: long texts cross pages, boxes with room left in them do not."""

import pytest

from app.domain.blocks import Text
from app.services.paper_strips import Style
from app.services.paper_tables import prose_box
from app.services.paper_text import fonts

FORM = Style(left=40, right=550, is_form=True)


@pytest.mark.parametrize(
    ("text", "lines", "is_kept_together"), [("Jedno zdanie.", 8, True), ("", 5, True), ("słowo " * 400, 4, False)]
)
def test_a_box_with_room_left_in_it_moves_to_the_next_page_whole(text: str, lines: int, is_kept_together: bool) -> None:
    fonts()
    *box, last, _gap = prose_box(Text("Diagnoza", text, lines), FORM)
    assert all(strip.is_glued for strip in box) == is_kept_together
    assert not last.is_glued
