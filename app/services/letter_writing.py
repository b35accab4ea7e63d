"""Letters of a case: drafted from what is known, made once, kept for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import Case, Direction, Document, Report
from app.domain.letter_guard import Finding
from app.domain.letter_templates import LetterTemplate
from app.domain.problems import Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import MAY, Act, Role
from app.domain.tidying import tidy
from app.services.case_letters import case_values, office_facts, report_values, staff
from app.services.case_reading import read_basis
from app.services.documents import PDF, open_case_of
from app.services.letter_editing import letter_here
from app.services.letter_guarding import guard_letter
from app.services.letters import Draft, catalogue, draft
from app.services.office import Done, Office
from app.services.paper_preview import PageImage, count_pages, preview
from app.services.ports import Reading
from app.services.registers import add_event

_LETTER_KINDS = {
    "summons_to_complete": PaperKind.SUMMONS,
    "order_supplement": PaperKind.SUPPLEMENT,
    "appeal_forwarding": PaperKind.APPEAL_FORWARDED,
}
"""Letters whose service starts a clock are filed under a kind of their own."""


class LetterIncomplete(Refusal):
    """Facts that the letter needs are missing (facts: letter, missing, a tuple of words)."""

    code = "letter_incomplete"


class LetterStopped(Refusal):
    """Something speaks against the letter so strongly that it is not made (facts: letter, findings)."""

    code = "letter_stopped"


@dataclass(frozen=True)
class ListLetters:
    """Ask which letters can be written today."""


@dataclass(frozen=True)
class DraftLetter:
    """Ask for a letter as it would be now; ``more`` are values that only the clerk knows."""

    case_id: RecordId
    letter: str
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftedLetter:
    """The draft with a watermark, what it lacks, in words, and what speaks against it; who may edit its words may."""

    template: LetterTemplate
    missing: tuple[str, ...]
    content: bytes
    pages: tuple[PageImage, ...]
    findings: tuple[Finding, ...] = ()
    may_edit: bool = False


@dataclass(frozen=True)
class MakeLetter:
    """Write a letter of a case for good: the PDF is made once and kept."""

    case_id: RecordId
    letter: str
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class PrintReportCard:
    """Ask for the card of a report as PDF."""

    report_id: RecordId


def list_letters(office: Office, _: ListLetters) -> tuple[LetterTemplate, ...]:
    """Letters of a case by name; decisions and the report card have screens of their own."""
    own = ("decision_", "third_party_report_card", "case_contents")
    letters = catalogue(office.shelf.letters, office.calendar.today())
    return tuple(each for each in letters if not each.id.startswith(own))


def draft_letter(office: Office, request: DraftLetter) -> DraftedLetter:
    """The letter with what is known; missing values stand as dots and are named."""
    with office.reading() as file:
        template, made, findings = _drafted(office, file, request)
    may_edit = Act.CONFIGURE in MAY.get(Role(office.clerk.role), frozenset())
    content = _printed(made, "" if request.letter == "case_contents" else "PROJEKT")
    return DraftedLetter(template, made.missing, content, tuple(preview(content, 144.0)), findings, may_edit)


def make_letter(office: Office, request: MakeLetter) -> Done[Document]:
    """Render, keep, file and write into the course; a letter that lacks a fact, or that is stopped, is not made."""
    office.allow(Act.REGISTER)
    with office.work("Sporządzenie pisma") as work:
        case = open_case_of(work, request.case_id)
        template, made, findings = _drafted(office, work, request)
        if stopping := tuple(each for each in findings if each.stops):
            raise LetterStopped(letter=template.name, findings=stopping)
        if made.missing:
            raise LetterIncomplete(letter=template.name, missing=made.missing)
        content = _printed(made)
        document = tidy(
            Document(
                id=new_id(),
                case_id=case.id,
                person_id=case.person_id,
                direction=Direction.OUT if template.has_addressee else Direction.OWN,
                kind=_LETTER_KINDS.get(template.id, PaperKind.LETTER).value,
                title=template.name,
                dated_on=office.calendar.today(),
                content=work.keep(content),
                media_type=PDF,
                pages=count_pages(content),
                template=template.id,
                template_version=template.version,
                note="\n".join(made.letter.head.addressee_lines) if "addressee" in request.more else "",
            )
        )
        work.add(document)
        add_event(office, work, case.id, EventKind.PAPER_MADE, template.name)
        return Done(document, work.commit())


def print_report_card(office: Office, request: PrintReportCard) -> DraftedLetter:
    """The card of a report; it belongs to no case yet, so it is printed and not filed."""
    today = office.calendar.today()
    template = office.shelf.letters.letter_on("third_party_report_card", today)
    with office.reading() as file:
        report = file.get(Report, request.report_id)
        values = {
            "office": office_facts(file).values(),
            "clerk": staff(office.clerk).values(),
            "report": report_values(office, file, report),
        }
    made = draft(office.shelf.letters, template, values, today)
    content = _printed(made)
    return DraftedLetter(template, made.missing, content, tuple(preview(content, 144.0)))


def _drafted(
    office: Office, file: Reading, request: DraftLetter | MakeLetter
) -> tuple[LetterTemplate, Draft, tuple[Finding, ...]]:
    today, letters = office.calendar.today(), office.shelf.letters
    template = letter_here(file, letters.letter_on(request.letter, today), letters.words)
    case = file.get(Case, request.case_id)
    made = draft(office.shelf.letters, template, case_values(office, file, case, request.more), today)
    return template, made, guard_letter(office, file, read_basis(file, case, office.law), template, made, request.more)


def _printed(made: Draft, watermark: str = "") -> bytes:
    from app.services.paper import render  # ReportLab, only when something is printed

    letter = made.letter
    return render(letter.blocks, letter.head, letter.foot, watermark=watermark)
