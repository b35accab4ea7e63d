"""A square code beside its words. The cells are short thick rules, so a page draws them like any other."""

from app.domain.blocks import Square
from app.services.paper_strips import MM, Rule, Strip, Style, stacked
from app.services.paper_text import BOLD

_CELL = 0.6 * MM
"""Every scanner and telephone reads a cell of 0.6 mm from an office printer; the whole is then about 25 mm wide."""
_QUIET = 4
"""White cells around the code, which its standard (ISO/IEC 18004) asks for."""
_OVERLAP = 1.03
"""Rows meet without the white hair that a viewer draws between two areas that only touch."""


def square(block: Square, style: Style) -> Strip:
    """The code at the left, its title and lines at the right of it."""
    cells = cells_of(block.text)
    side = (len(cells) + 2 * _QUIET) * _CELL
    left = style.left + side
    words = stacked([block.title], left, style.room - side, style.small, style.small_leading, BOLD)
    more = stacked(block.lines, left, style.room - side, style.small, style.small_leading)
    top = _QUIET * _CELL
    strip = Strip(max(side, top + words.height + more.height))
    strip.texts = [text._replace(down=text.down + top) for text in words.texts]
    strip.texts += [text._replace(down=text.down + top + words.height) for text in more.texts]
    for row, line in enumerate(cells):
        down = (row + _QUIET + 0.5) * _CELL
        for start, end in _runs(line):
            x = style.left + _QUIET * _CELL
            strip.rules.append(Rule(x + start * _CELL, down, x + end * _CELL, down, _CELL * _OVERLAP))
    return strip


def cells_of(text: str) -> list[list[bool]]:
    """The code as rows of cells, True for a dark one; readable with up to 15 % of it stained (level M)."""
    import segno

    code = segno.make_qr(text, error="m", boost_error=False)
    return [[bool(cell) for cell in row] for row in code.matrix]


def _runs(line: list[bool]) -> list[tuple[int, int]]:
    """Where each unbroken run of dark cells begins and ends."""
    edges = [at for at in range(len(line) + 1) if (at < len(line) and line[at]) != (at > 0 and line[at - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))
