"""The few shapes that paper is made of: official forms and letters are lists of these, a renderer draws them.

Text is plain text, except `Paragraph.text`, which may carry `<b>…</b>`. Nothing here knows fonts, pages or PDF.
An empty value is an empty box on paper: a form is printed with its unfilled boxes, not without them.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Align: TypeAlias = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the paper, 2 a segment of a form, 3 a group inside a segment."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text of a letter; `<b>` is the only markup allowed."""

    text: str
    align: Align = "justify"


@dataclass(frozen=True)
class Pair:
    """One labelled box of a form. `is_wide` takes the whole line, otherwise two neighbours may share one."""

    label: str
    value: str
    is_wide: bool = False


@dataclass(frozen=True)
class Grid:
    """A ruled table; `right` names right-aligned columns.

    `shares` are relative column widths; empty, columns of a form are equal and those of a letter fit their words.

    `lines_above` holds the indices of rows that a thicker line parts from the row above: the official family
    table parts separate households that way.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...] = ()
    right: frozenset[int] = frozenset()
    lines_above: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Ticks:
    """Options with a box before each; True prints the box crossed."""

    label: str
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Text:
    """A large box for prose; left empty it keeps the height of `lines` lines for writing by hand."""

    label: str
    text: str
    lines: int = 4


@dataclass(frozen=True)
class SignatureLine:
    """A dotted line for a signature made by hand, with what is signed written small below it."""

    label: str
    align: Align = "right"


@dataclass(frozen=True)
class Square:
    """A square code (QR) holding ``text``, and beside it in words what it is for."""

    text: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Space:
    """Empty height, in millimetres."""

    millimetres: int = 4


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Heading | Paragraph | Pair | Grid | Ticks | Text | SignatureLine | Square | Space | PageBreak


@dataclass(frozen=True)
class Paper:
    """A whole paper: `footer` is repeated small at the foot of every page, beside the page number.

    ``is_large`` sets everything in large letters, for whoever cannot read small ones. ``is_by_hand`` gives boxes and
    rows the height that handwriting needs.
    """

    title: str
    blocks: tuple[Block, ...]
    footer: str = ""
    is_landscape: bool = False
    is_large: bool = False
    is_by_hand: bool = False
