"""Total incapacity for work as the papers of a person show it (social assistance act art. 6 pkt 1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain import polish
from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.interview_papers import Certificate, read_certificate
from app.domain.months import add_months


@dataclass(frozen=True)
class Incapacity:
    """What proves it, in the words of the reasons, and the last day of the proof (None: no end).

    ``since`` is the day of the month on which it begins; None where the whole month is covered.
    """

    paper: str
    until: date | None
    since: date | None = None


def incapacity_of(papers: Iterable[Document], day: date) -> Incapacity | None:
    """The certificate of the month that begins on ``day``: one that covers it from then on, the longest of those.

    None where no paper shows total incapacity in that month.
    """
    following = add_months(day, 1)
    certificates = [read_certificate(paper.title, paper.note) for paper in papers if paper.kind == PaperKind.DISABILITY]
    valid = [
        each
        for each in certificates
        if each.is_incapacity and each.is_valid_on(day) and (each.since is None or each.since < following)
    ]
    best = max(valid, key=lambda each: (_begins(each, day) is None, each.until or date.max), default=None)
    return Incapacity(_words(best), best.until, _begins(best, day)) if best is not None else None


def _begins(certificate: Certificate, day: date) -> date | None:
    return certificate.since if certificate.since is not None and certificate.since > day else None


def _words(certificate: Certificate) -> str:
    parts = [f"orzeczenie: {certificate.degree}"]
    parts += [f"wydane przez: {certificate.issuer}"] if certificate.issuer else []
    parts += [f"nr {certificate.number}"] if certificate.number else []
    parts += [f"od {polish.day(certificate.since)}"] if certificate.since else []
    parts.append(f"ważne do {polish.day(certificate.until)}" if certificate.until else "bez daty końcowej")
    return ", ".join(parts)
