"""The questionnaire on paper: a draft while it is being filled in, afterwards always the sheet that was sealed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.blocks import Block, Paper, Space, Square
from app.domain.cases import Case, Document
from app.domain.interview_filling import Filling
from app.domain.interview_seal import seal, still_sealed
from app.domain.interviews import Interview
from app.domain.print_code import code_of
from app.domain.records import RecordId
from app.services.interview_reading import corrected_in, filling_in
from app.services.office import Office
from app.services.paper import render_paper
from app.services.paper_corrections import Corrected, corrections_on_paper
from app.services.paper_interview import DRAFT, interview_paper, reading_copy
from app.services.paper_preview import PageImage, preview

PDF = "application/pdf"


@dataclass(frozen=True)
class PrintInterview:
    """Ask for the form of one interview as PDF."""

    interview_id: RecordId


@dataclass(frozen=True)
class PreviewInterview:
    """Ask for the same as pictures of its pages."""

    interview_id: RecordId
    dots_per_inch: float = 96.0


@dataclass(frozen=True)
class PrintReadingCopy:
    """Ask for what the person said in large print."""

    interview_id: RecordId


@dataclass(frozen=True)
class PrintedInterview:
    """A PDF and its pages; ``title`` names the file it is saved as."""

    pdf: bytes
    pages: tuple[PageImage, ...]
    title: str


def print_interview(office: Office, request: PrintInterview) -> bytes:
    """The kept paper of a finished interview, byte for byte; else a draft without a seal."""
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        filling, corrections = corrected_in(office, file, interview)
        kept = file.many(Document, _kept_papers(filling, interview, corrections))
        for document in kept.values():
            return file.content(document.content)
        sign = file.get(Case, interview.case_id).sign
        if interview.finished_at is not None:
            return sealed_pdf(filling, interview.id, sign, corrections)
    return render_paper(_marked(interview_paper(filling, interview.id, is_finished=False), filling, sign, DRAFT))


def _kept_papers(filling: Filling, interview: Interview, corrections: Sequence[Corrected]) -> list[RecordId]:
    """The paper that says what the interview says now; none where corrections of two workstations met."""
    if interview.finished_at is None:
        return []
    newest = [each.correction for each in corrections]
    candidates = [(interview.document_id, interview.seal), *((each.document_id, each.seal) for each in newest[-1:])]
    return [
        paper
        for paper, mark in candidates
        if paper is not None and (not newest or still_sealed(filling, interview.id, mark, newest))
    ][-1:]


def preview_interview(office: Office, request: PreviewInterview) -> PrintedInterview:
    """Pages to look at, and the PDF that is printed or saved."""
    pdf = print_interview(office, PrintInterview(request.interview_id))
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
    title = f"wywiad-{interview.part}-{interview.id.hex()[-8:]}"
    return PrintedInterview(pdf, tuple(preview(pdf, request.dots_per_inch)), title)


def print_reading_copy(office: Office, request: PrintReadingCopy) -> PrintedInterview:
    """What the person said so far, in large letters; it is read before the signature and kept nowhere."""
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        sign = file.get(Case, interview.case_id).sign
        pdf = render_paper(reading_copy(filling_in(office, file, interview), sign))
    return PrintedInterview(pdf, tuple(preview(pdf, 96.0)), f"wywiad-do-przeczytania-{interview.id.hex()[-8:]}")


def sealed_pdf(filling: Filling, interview_id: bytes, sign: str, corrections: Sequence[Corrected] = ()) -> bytes:
    """The paper that is signed: case sign, version and seal at the foot of every page, the code below the last box."""
    mark = seal(filling, interview_id, [each.correction for each in corrections])
    paper = interview_paper(filling, interview_id, is_finished=True)
    added = (*corrections_on_paper(filling, corrections), *_bound(sign, interview_id, mark))
    paper = replace(paper, blocks=(*paper.blocks, *added))
    return render_paper(_marked(paper, filling, sign, f"pieczęć {mark}"))


def _bound(sign: str, interview_id: bytes, mark: str) -> tuple[Block, ...]:
    """What ties the paper to the answers: a code to scan, and the same in letters; no name of a person in it."""
    lines = (
        f"Pieczęć: {mark}",
        f"Sprawa: {sign}" if sign else "",
        "Zeskanowany kod albo przepisana pieczęć pokaże w programie, czy wydruk zgadza się z danymi.",
    )
    shown = tuple(line for line in lines if line)
    return (Space(6), Square(code_of(sign, interview_id, mark), "Wydruk i dane", shown))


def _marked(paper: Paper, filling: Filling, sign: str, mark: str) -> Paper:
    """The foot has room for sign, version and seal; the act of the form stands whole below its last box."""
    footer = " · ".join(part for part in (sign, f"wzór {filling.questionnaire.version}", mark) if part)
    return replace(paper, footer=footer)
