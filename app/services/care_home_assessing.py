"""The fees of a stay in a care home, worked out from what a person types, and the same on paper.

Nothing is stored: the contract with relatives and the decision on the resident's fee are papers outside the program.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain import polish
from app.domain.blocks import Block, Grid, Heading, Paper, Paragraph, SignatureLine, Space
from app.domain.care_home_stay import StayFacts, StayFees, assess_stay
from app.domain.facts import Surplus
from app.domain.money import written
from app.domain.sentences import Why
from app.services.office import Office
from app.services.office_readings import law_read
from app.services.office_settings import read_profile
from app.services.paper import render_paper
from app.services.paper_preview import MOST_SHOWN, PageImage, count_pages, preview

READINGS = {
    Surplus.HOUSEHOLD: "granicą jest nadwyżka dochodu całej rodziny",
    Surplus.PERSON: "granicą jest nadwyżka dochodu na jedną osobę",
}
"""The two readings of art. 61 ust. 2 pkt 2 lit. b, on paper."""


@dataclass(frozen=True)
class AssessCareHome:
    """Ask for the fees of one month."""

    facts: StayFacts


@dataclass(frozen=True)
class PrintCareHome:
    """The same on paper; ``resident`` is how the paper names the person, "" for nobody by name."""

    facts: StayFacts
    resident: str = ""
    dots_per_inch: float = 96.0


@dataclass(frozen=True)
class PrintedFees:
    """A PDF, pictures of its first pages, how many it has, and the name of its file, which names nobody."""

    title: str
    content: bytes
    pages: tuple[PageImage, ...]
    page_count: int


def assess_care_home(office: Office, request: AssessCareHome) -> StayFees:
    """Who pays how much, step by step, by the law of the month and the office's readings of it."""
    with office.reading() as file:
        return assess_stay(request.facts, law_read(file, office.law))


def print_care_home(office: Office, request: PrintCareHome) -> PrintedFees:
    """An explanation for the file and for the payers; it is no decision and says so."""
    with office.reading() as file:
        office_name, law = read_profile(file).office_name, law_read(file, office.law)
    title = "Opłata za pobyt w domu pomocy społecznej – wyliczenie"
    found = assess_stay(request.facts, law)
    footer = " · ".join(part for part in (office_name, "wyliczenie, nie jest decyzją") if part)
    paper = Paper(title=title, blocks=tuple(_blocks(request, found, title)), footer=footer)
    content = render_paper(paper)
    pages = tuple(preview(content, request.dots_per_inch, MOST_SHOWN))
    return PrintedFees(title, content, pages, count_pages(content))


def _blocks(request: PrintCareHome, found: StayFees, title: str) -> Iterator[Block]:
    facts = request.facts
    told = [f"Mieszkaniec: {request.resident}" if request.resident else "", f"za {polish.month(facts.month)}"]
    yield Heading(title, 1)
    yield Paragraph(", ".join(part for part in told if part), "left")
    yield Space(3)
    yield _grid(found)
    if found.other is not None:
        other = next(words for surplus, words in READINGS.items() if surplus is not found.surplus)
        yield Space(2)
        yield Paragraph(
            f"Przyjęto, że {READINGS[found.surplus]}; ostatnia kolumna pokazuje pełny miesiąc przy drugim odczytaniu "
            f"przepisu: {other} (art. 61 ust. 2 pkt 2 lit. b ustawy o pomocy społecznej).",
            "left",
        )
    yield Space(3)
    yield Heading("Jak policzono", 3)
    yield from (Paragraph(text, "left") for text in _sentences(found.why))
    if found.cautions:
        yield Heading("Do sprawdzenia", 3)
        yield from (Paragraph(caution.text, "left") for caution in found.cautions)
    yield Space(8)
    yield SignatureLine("data i podpis pracownika")


def _grid(found: StayFees) -> Grid:
    """A line for each payer and the sum, which is the cost."""
    header = ["Kto płaci", "Pełny miesiąc", "Ten miesiąc", *(["Inne odczytanie"] if found.other else [])]
    rows = [
        (name, *(written(amount) for amount in amounts))
        for name, amounts in payers(found, resident="mieszkaniec", gmina="gmina", total="razem")
    ]
    shares = (46, 22, 22, 26)[: len(header)]
    return Grid(tuple(header), tuple(rows), shares, frozenset(range(1, len(header))), frozenset({len(rows) - 1}))


def payers(found: StayFees, *, resident: str, gmina: str, total: str) -> list[tuple[str, tuple[int, ...]]]:
    """Everybody with the parts of a full month, of this one, and of the other reading if there is one; the sum last."""
    columns = [found.full, found.due, *([found.other] if found.other is not None else [])]
    rows = [(resident, tuple(parts.resident for parts in columns))]
    rows += [(name, tuple(parts.relatives[name] for parts in columns)) for name in found.full.relatives]
    rows.append((gmina, tuple(parts.gmina for parts in columns)))
    return [*rows, (total, tuple(parts.total for parts in columns))]


def _sentences(steps: Iterable[Why]) -> Iterator[str]:
    """Each step with its article; a date's "r." keeps its full stop."""
    for step in steps:
        yield f"{step.text.rstrip('.') if not step.text.endswith('r.') else step.text} ({step.basis})."
