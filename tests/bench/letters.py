"""A decision on paper: its template filled, its lines broken, its pages drawn."""

import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from app.domain.decision_text import decision_values
from app.domain.grammar import person_forms
from app.domain.letter_facts import letter_values, person_values
from app.services import paper
from app.services.letters import draft
from app.services.paper_text import fonts
from tests.bench.run import Pair, bench
from tests.services.letter_office import AT_HOME, CLERK, DAY, GRANT, HEAD, OFFICE, decision, shelf

DECISIONS = 40
_NAMES = ("Anna Wiśniewska", "Łucja Żeleźnicka", "Barbara Kowalczyk", "Janina Ślęzak", "Maria Ćwiklińska")


class Words(NamedTuple):
    """Words at a place of a page, as a canvas is told."""

    x: float
    y: float
    font: str
    size: float
    text: str


@bench(
    what=f"{DECISIONS} decisions of two pages, from facts to PDF: template filled, lines broken, justified, drawn",
    floor="a bare ReportLab canvas drawing the same, already broken lines: one text object a page, no rules",
    goal=1.5,
)
def decision_letter(_folder: Path) -> Iterator[Pair]:
    fonts()
    count = itertools.count()
    pages = _pages_of(_facts(next(count)))

    def ours() -> None:
        for _ in range(DECISIONS):
            _print(_facts(next(count)))

    def floor() -> None:
        for _ in range(DECISIONS):
            _draw(pages)

    yield Pair(ours, floor)


def _facts(number: int) -> dict[str, Any]:
    """A decision of its own: another person, another amount, another reason written by the clerk."""
    first, last = _NAMES[number % len(_NAMES)].split()
    written = f"Strona jest zarejestrowana jako bezrobotna od {number} dni.\n\nKwota odpowiada możliwościom ośrodka."
    more = decision_values(decision(amount=30000 + number % 30_000, written=written))
    party = person_values(person_forms(first, last, is_female=True), pesel="92031512348", address="Wola Przedborska 14")
    sign = f"MGOPS.5110.3.{number}.2026"
    return letter_values(OFFICE, sign=sign, party=party, addressee=AT_HOME, clerk=CLERK, signer=HEAD, more=more)


def _print(facts: dict[str, Any]) -> bytes:
    letter = draft(shelf(), shelf().letter_on(GRANT, DAY), facts, DAY).letter
    return paper.render(letter.blocks, letter.head, letter.foot)


def _pages_of(facts: dict[str, Any]) -> list[list[Words]]:
    """What the program draws of this decision, caught on its way to the canvas."""
    caught: list[Any] = []
    draw = paper._draw

    def catch(job: Any) -> bytes:
        caught.append(job)
        return draw(job)

    paper._draw = catch
    try:
        _print(facts)
    finally:
        paper._draw = draw
    (job,) = caught
    high = job.size[1]
    return [
        [
            Words(line.x, high - down - line.down, font, line.size, words)
            for down, strip in ([(0.0, job.head), *page] if number == 1 else page)
            for line in strip.texts
            for font, words in line.runs
        ]
        + [
            Words(70, 28, "Lato", 8, job.foot_left),
            Words(480, 28, "Lato", 8, f"Strona {number + 1} z {len(job.pages)}"),
        ]
        for number, page in enumerate(job.pages, start=1)
    ]


def _draw(pages: list[list[Words]]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=1, invariant=1)
    for page in pages:
        text = canvas.beginText()
        font = ("", 0.0)
        for words in page:
            text.setTextOrigin(words.x, words.y)
            if (words.font, words.size) != font:
                font = (words.font, words.size)
                text.setFont(*font)
            text.textOut(words.text)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()
