"""Corrections at the end of a printed interview: what was there, what is there now, why, and who wrote it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby

from app.domain.answer_words import in_words
from app.domain.answers import Value, is_empty
from app.domain.blocks import Block, Heading, Paragraph, SignatureLine
from app.domain.interview_filling import Filling
from app.domain.interview_layers import readable
from app.domain.interviews import Correction
from app.domain.polish import day as written_day

EMPTY = "(puste)"


@dataclass(frozen=True)
class Corrected:
    """A correction and the name of whoever wrote it."""

    correction: Correction
    clerk: str


def corrections_on_paper(filling: Filling, corrections: Sequence[Corrected]) -> Iterator[Block]:
    """Nothing where nothing was corrected."""
    if not corrections:
        return
    yield Heading("Sprostowania", 2)
    for (at, reason, clerk), together in groupby(corrections, key=_occasion):
        said = f"Sprostowano dnia {written_day(at.date())} z powodu: {reason.rstrip('.')}."
        yield Paragraph(escape(f"{said} Wpis: {clerk}." if clerk else said), "left")
        for each in together:
            yield Paragraph(escape(_line(filling, each.correction)), "left")
        yield SignatureLine("(podpis i pieczęć pracownika socjalnego)")


def box_name(filling: Filling, field_id: str, row: int) -> str:
    """``A. Imię``, with the number of its row inside a table."""
    place = filling.questionnaire.places.get(field_id.split(".", maxsplit=1)[0])
    if place is None:
        return field_id
    name = f"{place.segment.code}. {place.field.name}"
    rows = filling.rows(place.group)
    return f"{name} (wiersz {rows.index(row) + 1})" if place.group.is_table and row in rows else name


def answer_text(filling: Filling, field_id: str, value: Value) -> str:
    """An answer as the form writes it, ``(puste)`` for none."""
    place = filling.questionnaire.places.get(field_id)
    if is_empty(value):
        return EMPTY
    return in_words(place.field, value) if place is not None else str(value)


def _occasion(each: Corrected) -> tuple[datetime, str, str]:
    return each.correction.at, each.correction.reason, each.clerk


def _line(filling: Filling, each: Correction) -> str:
    before, after = (answer_text(filling, each.field_id, readable(text)) for text in (each.before, each.after))
    return f"{box_name(filling, each.field_id, each.row)}: było „{before}”, jest „{after}”."
