"""Evidence of an interview: what the worker's list says, which papers lie in the case, scans that are taken in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.answers import Key, Value, text_of
from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import Case, Direction, Document
from app.domain.evidence import SHRINKING, evidence_points, refuse_identity
from app.domain.interview_filling import Filling
from app.domain.interview_papers import IDENTITY, KINDS, OTHER, POINTS, group_of
from app.domain.interviews import Interview
from app.domain.problems import Missing, Refusal, Trouble
from app.domain.questionnaires import Questionnaire
from app.domain.records import RecordId, new_id
from app.domain.roles import Act, NotAllowed
from app.domain.spelling import fold
from app.domain.tidying import SHORT, clean, tidy
from app.services.documents import FileTooLarge, open_case_of
from app.services.interview_circumstances import family_on, visit_day
from app.services.interview_freezing import write_answers
from app.services.interview_reading import filling_in
from app.services.interviews import form_of
from app.services.office import Done, Office
from app.services.ports import Work
from app.services.registers import add_event
from app.services.scan_shrinking import LARGEST_SOURCE, Scan, shrink


class Held(StrEnum):
    """How a document lies in the file (options of the list of evidence); a scan is one of the copies."""

    SEEN = "original_seen"
    CERTIFIED = "certified_copy"
    ELECTRONIC = "electronic_copy"
    STATEMENT = "statement"


class FileGone(Trouble):
    """The chosen file cannot be read (facts: name)."""

    code = "file_gone"


class AlreadyAttached(Refusal):
    """The same scan lies in the case (facts: title)."""

    code = "already_attached"


@dataclass(frozen=True)
class PrepareScan:
    """Make a file ready to be kept: read from ``path``, or given as bytes from the clipboard."""

    path: Path | None = None
    content: bytes = b""


@dataclass(frozen=True)
class AttachScan:
    """Keep a prepared scan as a paper of the case and note it in the list of the interview while that is open.

    ``point`` is that of art. 107 ust. 5b. ``file_name`` is only looked at.
    """

    interview_id: RecordId
    scan: Scan
    point: str
    person_id: RecordId
    held: Held = Held.ELECTRONIC
    reference: str = ""
    file_name: str = ""


@dataclass(frozen=True)
class ReadEvidence:
    """Ask for the evidence of an interview and its case."""

    interview_id: RecordId


@dataclass(frozen=True)
class Listed:
    """A line of the worker's list: how the document lies in the file, its number, whom it is about."""

    held: str
    reference: str
    person: str


@dataclass(frozen=True)
class EvidenceLine:
    """One point of the list, with what the worker noted and the papers of the case that answer it."""

    point: str
    words: str
    listed: tuple[Listed, ...]
    papers: tuple[Document, ...]

    @property
    def is_identity(self) -> bool:
        """Shown and noted, never copied."""
        return self.point == IDENTITY


@dataclass(frozen=True)
class Evidence:
    """``lines`` in the order of the act, ``points`` what may be attached, ``people`` whom it may be about."""

    interview: Interview
    lines: tuple[EvidenceLine, ...]
    points: tuple[tuple[str, str], ...]
    people: tuple[tuple[RecordId, str], ...]
    may_attach: bool


def prepare_scan(office: Office, request: PrepareScan) -> Scan:
    """Read and shrink; nothing is written anywhere. A name that says "dowód osobisty" is refused before reading."""
    office.allow(Act.REGISTER)
    content = request.content
    if request.path is not None:
        refuse_identity("", request.path.stem)
        content = _read(request.path)
    office.progress.step(SHRINKING, 0.0)
    return shrink(content, lambda done: office.progress.step(SHRINKING, done))


def attach_scan(office: Office, request: AttachScan) -> Done[Document]:
    """The scan is kept by its hash and travels with the case; a copy of an identity document is always refused."""
    office.allow(Act.REGISTER)
    refuse_identity(request.point, request.file_name, request.reference)
    with office.work("Skan dokumentu") as work:
        interview = work.get(Interview, request.interview_id)
        case = open_case_of(work, interview.case_id)
        form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
        words = dict(evidence_points(form)).get(request.point)
        if words is None:
            raise Missing(kind="evidence")
        digest = work.keep(request.scan.content)
        for twin in work.find(Document, case_id=case.id, content=digest):
            raise AlreadyAttached(title=twin.title)
        reference = clean(request.reference, SHORT)
        document = tidy(
            Document(
                id=new_id(),
                case_id=case.id,
                person_id=request.person_id,
                direction=Direction.IN,
                kind=KINDS.get(request.point, PaperKind.OTHER),
                title=clean(words[:1].upper() + words[1:])[:SHORT],
                dated_on=office.calendar.today(),
                content=digest,
                media_type=request.scan.media_type,
                pages=request.scan.pages,
                note=reference,
            )
        )
        work.add(document)
        _note(office, work, interview, request, reference)
        add_event(office, work, case.id, EventKind.PAPER_RECEIVED, f"{document.title} (skan)")
        return Done(document, work.commit())


def read_evidence(office: Office, request: ReadEvidence) -> Evidence:
    """The points that the list or a paper of the case speaks of."""
    with office.reading() as file:
        interview = file.get(Interview, request.interview_id)
        case = file.get(Case, interview.case_id)
        filling = filling_in(office, file, interview)
        papers = [each for each in file.find(Document, case_id=case.id) if each.direction is Direction.IN]
        family = [person for person, _ in family_on(file, interview, visit_day(interview, office.calendar.today()))]
    form = filling.questionnaire
    listed, kept = _listed(filling), _by_point(form, papers)
    asked = form.meaning("document.kind")
    lines = tuple(
        EvidenceLine(option.key, option.name, listed.get(option.key, ()), kept.get(option.key, ()))
        for option in (asked.options if asked is not None else ())
        if option.key in listed or option.key in kept
    )
    people = tuple((person.id, person.full_name) for person in family)
    return Evidence(interview, lines, evidence_points(form), people, _may(office) and case.closed_on is None)


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_SOURCE:
            raise FileTooLarge(size=size, largest=LARGEST_SOURCE)
        return path.read_bytes()
    except OSError as error:
        raise FileGone(name=path.name) from error


def _note(office: Office, work: Work, interview: Interview, request: AttachScan, reference: str) -> None:
    """A line in the list of the interview while it is being written; a line that says the same already is enough."""
    if interview.started_at is None or interview.finished_at is not None or not _may(office, Act.INTERVIEW):
        return
    filling = filling_in(office, work, interview)
    group = group_of(filling, "document.kind")
    if group is None:
        return
    names = {person.id: person.full_name for person, _ in family_on(work, interview, office.calendar.today())}
    said = {
        "all_doc_type": request.point,
        "all_doc_form": request.held.value,
        "all_doc_reference": reference,
        "all_doc_person": names.get(request.person_id, ""),
        "all_doc_certified_by": office.clerk.full_name if request.held is Held.CERTIFIED else "",
    }
    used = [row for (field_id, row) in filling.answers if field_id in said]
    rows: dict[Key, Value] = {(name, max(used, default=-1) + 1): value for name, value in said.items() if value}
    there = [{name: text_of(filling.answers.get((name, row))) for name in said} for row in filling.rows(group)]
    telling = ("all_doc_type", "all_doc_form", "all_doc_person", "all_doc_reference")
    if not any(all(line[name] == said[name] for name in telling) for line in there):
        write_answers(work, interview, rows)


def _listed(filling: Filling) -> dict[str, tuple[Listed, ...]]:
    group = group_of(filling, "document.kind")
    found: dict[str, tuple[Listed, ...]] = {}
    for row in filling.rows(group) if group is not None else ():
        point, held, reference, person = (
            text_of(filling.answers.get((f"all_doc_{name}", row))) for name in ("type", "form", "reference", "person")
        )
        if point:
            found[point] = (*found.get(point, ()), Listed(held, reference, person))
    return found


def _by_point(form: Questionnaire, papers: Sequence[Document]) -> dict[str, tuple[Document, ...]]:
    """Papers that prove something, under the point that they answer; others are no evidence."""
    named = {fold(words): point for point, words in evidence_points(form)}
    found: dict[str, tuple[Document, ...]] = {}
    for paper in papers:
        point = named.get(fold(paper.title)) or POINTS.get(paper.kind, OTHER if paper.kind == PaperKind.OTHER else "")
        if point:
            found[point] = (*found.get(point, ()), paper)
    return found


def _may(office: Office, act: Act = Act.REGISTER) -> bool:
    try:
        office.allow(act)
    except NotAllowed:
        return False
    return True
