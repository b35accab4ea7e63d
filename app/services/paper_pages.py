"""Strips onto pages: nothing is cut, no heading is left behind, a table goes on under its own header."""

from collections.abc import Sequence
from typing import TypeAlias

from app.services.paper_strips import Strip

Page: TypeAlias = list[tuple[float, Strip]]
"""Strips with the distance of their top from the top of the paper."""


def paginate(strips: Sequence[Strip], first_top: float, top: float, bottom: float) -> list[Page]:
    """Fill pages from ``top`` (the first from ``first_top``) down to ``bottom``, distances from the paper's top.

    What is glued moves to the next page together, unless it would not fit on any page.
    """
    pages: list[Page] = [[]]
    down = first_top
    place = 0
    while place < len(strips):
        chain = _chain(strips, place)
        height = sum(strip.height for strip in chain)
        is_fresh = not pages[-1]
        if chain[0].is_break:
            if not is_fresh:
                pages.append([])
                down = top
            place += 1
            continue
        is_at_top = is_fresh and down <= top
        if down + _needed(chain) > bottom and not is_at_top and height <= bottom - top:
            pages.append([])
            down = top
        for strip in chain:
            down = _put(strip, pages, down, top, bottom)
        place += len(chain)
    while len(pages) > 1 and not pages[-1]:
        pages.pop()
    return pages


def _chain(strips: Sequence[Strip], place: int) -> Sequence[Strip]:
    """The strip at ``place`` with all it is glued to."""
    end = place
    while strips[end].is_glued and end + 1 < len(strips) and not strips[end + 1].is_break:
        end += 1
    return strips[place : end + 1]


def _needed(chain: Sequence[Strip]) -> float:
    """Height that must be free: a gap at the end may hang over the edge of the page."""
    return sum(strip.height for strip in chain if not (strip is chain[-1] and strip.is_gap))


def _put(strip: Strip, pages: list[Page], down: float, top: float, bottom: float) -> float:
    """Set one strip, on a new page where it does not fit; gives the place below it."""
    if strip.is_gap:
        return down + strip.height if pages[-1] else down
    if pages[-1] and down + strip.height > bottom:
        pages.append([])
        down = top
    if not pages[-1] and strip.header is not None and len(pages) > 1:
        pages[-1].append((down, strip.header))
        down += strip.header.height
    pages[-1].append((down, strip))
    return down + strip.height
