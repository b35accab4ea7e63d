"""Total incapacity for work as the papers of a person show it (social assistance act art. 6 pkt 1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain import polish
from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.interview_papers import Certificate, read_certificate


@dataclass(frozen=True)
class Incapacity:
    """What proves it, in the words of the reasons, and the last day of the proof (None: no end)."""

    paper: str
    until: date | None


def incapacity_of(papers: Iterable[Document], day: date) -> Incapacity | None:
    """The certificate valid on ``day`` that lasts longest; None where no paper shows total incapacity then."""
    certificates = [read_certificate(paper.title, paper.note) for paper in papers if paper.kind == PaperKind.DISABILITY]
    valid = [each for each in certificates if each.is_incapacity and each.is_valid_on(day)]
    best = max(valid, key=lambda each: each.until or date.max, default=None)
    return Incapacity(_words(best), best.until) if best is not None else None


def _words(certificate: Certificate) -> str:
    parts = [f"orzeczenie: {certificate.degree}"]
    parts += [f"wydane przez: {certificate.issuer}"] if certificate.issuer else []
    parts += [f"nr {certificate.number}"] if certificate.number else []
    parts.append(f"ważne do {polish.day(certificate.until)}" if certificate.until else "bez daty końcowej")
    return ", ".join(parts)
