"""A paper on its way out: the face of its envelope, and a line in the course for each time it was printed."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from app.domain.case_course import EventKind, PaperKind
from app.domain.case_words import paper_title
from app.domain.cases import Case, CaseEvent, Direction, Document
from app.domain.persons import Person
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.case_letters import addressee_of, office_facts
from app.services.office import Done, Office
from app.services.paper_preview import PageImage, preview
from app.services.ports import Changes, Reading, Work
from app.services.registers import add_event

EnvelopeSize: TypeAlias = Literal["DL", "C6", "C5"]


class NoAddressee(Refusal):
    """The paper goes to nobody whose address is known (facts: title)."""

    code = "no_addressee"


@dataclass(frozen=True)
class PrintEnvelope:
    """Ask for the face of an envelope without a window, for a paper that goes out."""

    document_id: RecordId
    size: EnvelopeSize = "DL"


@dataclass(frozen=True)
class Envelope:
    """Its PDF and how it looks."""

    content: bytes
    pages: tuple[PageImage, ...]


@dataclass(frozen=True)
class NotePaperPrint:
    """A kept paper was sent to a printer or saved as a file."""

    document_id: RecordId


def print_envelope(office: Office, request: PrintEnvelope) -> Envelope:
    """Sender and addressee and nothing else: neither the case nor the kind of help (act art. 100 ust. 1)."""
    from app.services.paper import render_envelope  # ReportLab, only when something is printed

    with office.reading() as file:
        document = file.get(Document, request.document_id)
        centre = office_facts(file)
        lines = _addressee(office, file, document)
    if not lines:
        raise NoAddressee(title=paper_title(document))
    content = render_envelope((centre.centre, centre.street, centre.postal), lines, request.size)
    return Envelope(content, tuple(preview(content, 110.0)))


def note_paper_print(office: Office, request: NotePaperPrint) -> Done[CaseEvent | None]:
    """The content of a reprint never differs; that it is one is said."""
    office.allow(Act.READ)
    with office.work("Wydruk pisma") as work:
        document = work.get(Document, request.document_id)
        if document.case_id is None or document.direction is Direction.IN:
            return Done(None, Changes())
        work.touching(work.get(Case, document.case_id).household_id)
        event = log_print(office, work, document, document.case_id)
        return Done(event, work.commit())


def log_print(office: Office, work: Work, document: Document, case_id: RecordId) -> CaseEvent:
    """A line in the course; from the second print of a paper on it says that it is another one."""
    is_numbered = document.kind == PaperKind.DECISION
    day = "" if is_numbered or document.dated_on is None else f" ({document.dated_on:%d.%m.%Y})"
    title = paper_title(document) + day
    first, again = f"Wydruk: {title}", f"Wydruk ponowny: {title}"
    is_again = any(event.text in (first, again) for event in work.find(CaseEvent, case_id=case_id))
    return add_event(office, work, case_id, EventKind.NOTE, again if is_again else first)


def _addressee(office: Office, file: Reading, document: Document) -> tuple[str, ...]:
    """The body that a letter was made for, else the person; a paper that came in goes to nobody."""
    if document.direction is not Direction.OUT:
        return ()
    if document.note and document.template:
        return tuple(document.note.splitlines())
    if document.person_id is None:
        return ()
    found = addressee_of(file, file.get(Person, document.person_id), office.calendar.today())
    return (found.full_name, *found.lines) if found.lines else ()
