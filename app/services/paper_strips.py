"""Strips: pieces of paper with a height, which a page takes whole or not at all.

Everything is in points, measured from the top of the strip downwards and from the left edge of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.blocks import Align
from app.services.paper_text import REGULAR, Line, Run, lines, width

MM = 72 / 25.4
_LOOSEST = 0.7
"""A space wider than this beyond its own width makes holes in the page; such a line stays as it is."""

FAINT, THIN, THICK = 0.35, 0.6, 1.4


class TextAt(NamedTuple):
    """A line of text: its left edge, the distance of its base line from the top, size, extra room per space."""

    x: float
    down: float
    size: float
    stretch: float
    runs: tuple[Run, ...]


class Rule(NamedTuple):
    """A straight line; ``dash`` makes it dotted."""

    x1: float
    down1: float
    x2: float
    down2: float
    thickness: float
    is_dotted: bool = False


@dataclass(slots=True)
class Strip:
    """A piece that no page break may cut.

    ``is_glued`` ties it to the next one, ``header`` is printed again when a page begins with this strip,
    ``is_gap`` melts away at the top of a page, ``is_break`` sends what follows to a new page.
    """

    height: float
    texts: list[TextAt] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    is_glued: bool = False
    header: "Strip | None" = None
    is_gap: bool = False
    is_break: bool = False


@dataclass(frozen=True)
class Style:
    """How blocks look. ``is_form`` draws boxes and full grids, as official forms have them.

    ``between`` is the air below a paragraph in lines, ``information`` the size of what every letter carries at its
    end, ``hand_room`` the height above a name to sign in; recipients begin ``lists_down`` below the top of the
    signature, where the eye expects them. ``hand_row`` is the least height of a row and of a line of prose that are
    filled in by hand, 0 where a machine fills them in.
    """

    left: float
    right: float
    size: float = 11.0
    leading: float = 13.4
    small: float = 9.25
    small_leading: float = 11.6
    tiny: float = 7.5
    between: float = 0.4
    information: float = 8.25
    hand_room: float = 12 * MM
    lists_down: float = 14 * MM
    is_form: bool = False
    hand_row: float = 0.0

    @property
    def room(self) -> float:
        """Width of a line."""
        return self.right - self.left


def gap(height: float) -> Strip:
    """Empty height between two things; none at the top of a page."""
    return Strip(height, is_gap=True)


def paragraph(
    text: str,
    style: Style,
    *,
    align: Align = "justify",
    size: float | None = None,
    font: str = REGULAR,
    is_plain: bool = False,
    below: float | None = None,
) -> list[Strip]:
    """One strip a line; the first two and the last two lines stay together, a gap closes the paragraph."""
    size = size or style.size
    leading = style.leading * size / style.size
    broken = lines(text, size, style.room, font=font, is_marked=not is_plain)
    strips = [Strip(leading, [placed(line, style.left, style.room, size, leading, align)]) for line in broken]
    if len(strips) > 1:
        strips[0].is_glued = strips[-2].is_glued = True
    strips.append(gap(leading * style.between if below is None else below))
    return strips


def placed(line: Line, left: float, room: float, size: float, leading: float, align: Align) -> TextAt:
    """Where a line begins, and how far its spaces stretch."""
    base = leading - (leading - size * 0.72) / 2
    free = room - line.width
    if align == "right":
        return TextAt(left + free, base, size, 0.0, line.runs)
    if align == "center":
        return TextAt(left + free / 2, base, size, 0.0, line.runs)
    stretch = free / line.spaces if align == "justify" and line.spaces and not line.is_last else 0.0
    return TextAt(left, base, size, stretch if stretch < size * _LOOSEST else 0.0, line.runs)


def stacked(texts: Sequence[str], x: float, room: float, size: float, leading: float, font: str = REGULAR) -> Strip:
    """Short lines one under the other, as in an address; a line too long goes on below."""
    strip = Strip(0)
    for text in texts:
        for line in lines(text, size, room, font=font):
            strip.texts.append(TextAt(x, strip.height + leading - (leading - size * 0.72) / 2, size, 0.0, line.runs))
            strip.height += leading
    return strip


def text_width(text: str, size: float, font: str = REGULAR) -> float:
    """Width of one line of plain text."""
    return width(text, font, size)
