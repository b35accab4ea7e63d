"""The named values of a decision on undue benefits: what it finds month by month, what it orders, and why."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain import money, polish
from app.domain.accounts import grouped
from app.domain.blocks import Block, Paragraph
from app.domain.decision_text import Step, written_paragraphs
from app.domain.letter_facts import Values
from app.domain.letter_parts import marked
from app.domain.sentences import Why
from app.domain.undue import Undue
from app.domain.undue_claims import ExaminedMonth, UndueClaim

_ONE_BY_ONE = frozenset({"undue_month", "undue_month_lapsed", "undue_sum"})


def undue_values(claim: UndueClaim, found: Undue) -> Values:
    """For ``facts["undue"]``: amounts in grosze, tables as lists of rows, reasons as paragraphs."""
    rows = [each for each in found.months if each.undue and not each.is_lapsed]
    months = [each.month for each in rows]
    terms = claim.terms
    return {
        "decisions": polish.listed([_named(number, on) for number, on in claim.decisions]) if claim.decisions else "",
        "is_of_several": len(claim.decisions) > 1,
        "months": tuple(
            {
                "month": polish.month(each.month),
                "paid": money.written(each.paid),
                "right": money.written(each.right),
                "undue": money.written(each.undue),
            }
            for each in rows
        ),
        "sum": found.claimed or None,
        "first": min(months) if months else None,
        "last": max(months) if len(months) > 1 else None,
        "what": written_paragraphs(claim.what),
        "warned_on": claim.warned_on,
        "why": tuple(_reasons(claim, found)),
        "relief": terms.relief.value,
        "relief_reason": written_paragraphs(terms.relief_reason),
        "asked_by": terms.asked_by,
        "remitted": terms.remitted or None,
        "to_return": claim.to_return(found.claimed) or None,
        "days": terms.days,
        "due_on": terms.due_on,
        "account": grouped(terms.account),
        "parts": tuple(
            {"number": f"{place}.", "due_on": polish.day(on), "amount": money.written(amount)}
            for place, (on, amount) in enumerate(claim.parts(found.claimed), 1)
        ),
    }


def _named(number: str, on: date | None) -> str:
    return f"nr {number} z dnia {polish.day(on)}" if on is not None else f"nr {number}"


def _reasons(claim: UndueClaim, found: Undue) -> Iterator[Block]:
    """The ground, then each stretch of months with equal reasons, what was left out as too old, and the sum."""
    yield _paragraph(each for each in found.why if each.code not in _ONE_BY_ONE)
    undue = {each.month for each in found.months if each.undue}
    for stretch in _stretches(each for each in claim.months if each.month in undue):
        told = " ".join(step.sentence for step in stretch[0].why)
        yield Paragraph(marked(f"{_when(stretch)} {told}"))
    for code in ("undue_month_lapsed", "undue_sum"):
        steps = [each for each in found.why if each.code == code]
        if steps:
            yield _paragraph(steps)


def _stretches(months: Iterable[ExaminedMonth]) -> list[list[ExaminedMonth]]:
    """Neighbouring months that were paid and are due alike, for the same reasons."""
    found: list[list[ExaminedMonth]] = []
    for each in months:
        if found and _alike(found[-1][-1], each):
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _alike(one: ExaminedMonth, other: ExaminedMonth) -> bool:
    return (one.paid, one.right, one.why) == (other.paid, other.right, other.why)


def _when(stretch: list[ExaminedMonth]) -> str:
    first, last = polish.month(stretch[0].month).capitalize(), polish.month(stretch[-1].month)
    return f"{first}:" if len(stretch) == 1 else f"{first} – {last}:"


def _paragraph(steps: Iterable[Why]) -> Paragraph:
    return Paragraph(marked(" ".join(Step(each.code, each.text, each.basis).sentence for each in steps)))
