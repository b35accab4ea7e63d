"""A finished PDF as pictures of its pages, for the screen. Nothing of Qt: bytes, width and height."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.problems import Trouble

if TYPE_CHECKING:
    import pypdfium2


class UnreadablePdf(Trouble):
    """The kept bytes are not a PDF that can be shown."""

    code = "unreadable_pdf"


@dataclass(frozen=True)
class PageImage:
    """One page: ``rgba`` holds 4 bytes a pixel, row by row, without padding."""

    rgba: bytes
    width: int
    height: int


MOST_SHOWN = 40
"""Pages on the screen at once; a longer paper is read after it was saved."""

_MOST_DOTS = 120_000_000
"""Of all pages together, 4 bytes each: forty pages at 144 dots per inch, thirteen as a printer has them."""


def count_pages(pdf: bytes) -> int:
    """How many sheets a PDF has; none is drawn for it."""
    with _opened(pdf) as document:
        return len(document)


def preview(pdf: bytes, dots_per_inch: float = 96.0, most: int | None = None) -> list[PageImage]:
    """The pages in order, on white, at ``most`` so many from the first on.

    Huge or very many pages are drawn less sharp, so that a small file cannot fill the memory.
    """
    with _opened(pdf) as document:
        count = len(document) if most is None else min(most, len(document))
        area = sum(width * height for width, height in map(document.get_page_size, range(count)))
        scale = min(dots_per_inch / 72, math.sqrt(_MOST_DOTS / max(area, 1)))
        pages = []
        for number in range(count):
            page = document[number]
            bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            stride, row = bitmap.stride, bitmap.width * bitmap.n_channels
            raw = bytes(bitmap.buffer)
            if stride != row:
                raw = b"".join(raw[line * stride : line * stride + row] for line in range(bitmap.height))
            pages.append(PageImage(_opaque(raw), bitmap.width, bitmap.height))
            bitmap.close()
            page.close()
        return pages


@contextmanager
def _opened(pdf: bytes) -> "Iterator[pypdfium2.PdfDocument]":
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise UnreadablePdf from error
    finally:
        document.close()


def _opaque(pixels: bytes) -> bytes:
    """The fourth byte is unused by the renderer; a screen reads it as opacity."""
    filled = bytearray(pixels)
    filled[3::4] = b"\xff" * (len(filled) // 4)
    return bytes(filled)
