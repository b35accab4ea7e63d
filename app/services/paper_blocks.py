"""Blocks cut into strips: which shape draws which block, and which neighbours share a row."""

from collections.abc import Sequence

from app.domain.blocks import (
    Align,
    Block,
    Grid,
    Heading,
    PageBreak,
    Pair,
    Paragraph,
    SignatureLine,
    Space,
    Square,
    Text,
    Ticks,
)
from app.services.paper_square import square
from app.services.paper_strips import MM, THIN, Rule, Strip, Style, TextAt, gap, paragraph
from app.services.paper_tables import boxes, grid, labelled, prose_box, ticks
from app.services.paper_text import BOLD, lines


def cut(blocks: Sequence[Block], style: Style) -> list[Strip]:
    """All blocks as strips, in order."""
    strips: list[Strip] = []
    place = 0
    while place < len(blocks):
        block, after = blocks[place], blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, SignatureLine):  # nobody signs on a page of its own
            for strip in strips[-2:]:
                strip.is_glued = True
        if _share_a_row(block, after, style):
            strips += _side_by_side(block, after, style)
            place += 2
        else:
            made = _strips(block, style)
            for strip in made if style.is_form and isinstance(block, Paragraph) and isinstance(after, Grid) else ():
                strip.is_glued = True  # what is said above a table stays with it
            strips += made
            place += 1
    return strips


def _share_a_row(block: Block, after: Block | None, style: Style) -> bool:
    """Two narrow boxes of a form, or the signatures of two people, stand beside each other."""
    if isinstance(block, Pair) and isinstance(after, Pair):
        return style.is_form and not block.is_wide and not after.is_wide
    is_left = isinstance(block, SignatureLine) and block.align == "left"
    return is_left and isinstance(after, SignatureLine) and after.align == "right"


def _side_by_side(block: Block, after: Block | None, style: Style) -> list[Strip]:
    if isinstance(block, Pair) and isinstance(after, Pair):
        return boxes((block, after), style)
    drawn = [_signature(each, style) for each in (block, after) if isinstance(each, SignatureLine)]
    both = Strip(drawn[0].height)
    for each in drawn:
        both.texts += each.texts
        both.rules += each.rules
        both.height = max(both.height, each.height)
    return [both]


def _strips(block: Block, style: Style) -> list[Strip]:  # noqa: C901, PLR0911 -- one line for each shape
    match block:
        case Heading():
            return _heading(block, style)
        case Paragraph():
            return paragraph(block.text, style, align=block.align)
        case Grid():
            return grid(block, style)
        case Pair():
            return boxes((block,), style) if style.is_form else [labelled(block, style)]
        case Ticks():
            return ticks(block, style)
        case Text():
            return prose_box(block, style)
        case SignatureLine():
            return [_signature(block, style)]
        case Square():
            return [square(block, style)]
        case Space():
            return [gap(block.millimetres * MM)]
        case PageBreak():
            return [Strip(0, is_break=True)]


_TITLE, _SEGMENT, _GROUP = 1, 2, 3


def _heading(heading: Heading, style: Style) -> list[Strip]:
    """Glued to what it heads. Letters centre their headings, forms rule a line above each segment."""
    level = min(max(heading.level, _TITLE), _GROUP)
    size = (13.5, 11.5 if style.is_form else style.size, style.small if style.is_form else style.size)[level - 1]
    is_centred = level == _TITLE or (level == _SEGMENT and not style.is_form)
    align: Align = "center" if is_centred else "left"
    above = gap((10.0, 9.0, 5.0)[level - 1])
    text = paragraph(heading.text, style, align=align, size=size, font=BOLD, is_plain=True)
    if style.is_form and level == _SEGMENT:
        text[0].rules.append(Rule(style.left, -2.0, style.right, -2.0, THIN))
    for strip in (above, *text):
        strip.is_glued = True
    return [above, *text]


def _signature(line: SignatureLine, style: Style) -> Strip:
    """A dotted line with room above it for a hand, and under it, small, who signs."""
    room, above = 68 * MM, style.hand_room
    left = {"left": style.left, "center": style.left + (style.room - room) / 2}.get(line.align, style.right - room)
    strip = Strip(above, rules=[Rule(left, above, left + room, above, THIN, is_dotted=True)])
    for text in lines(line.label, 8.0, room):
        strip.texts.append(TextAt(left + (room - text.width) / 2, strip.height + 9, 8.0, 0.0, text.runs))
        strip.height += 10
    strip.height += 4
    return strip
