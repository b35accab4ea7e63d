"""Prints what went out of the demo office in its last months, as an office keeps it; older paper lies in folders.

What is printed is worked out from the file as it stood on that day, so an office that went on has the same papers
as one that was built later.
"""

from dataclasses import replace
from datetime import date, datetime

from app.domain.case_course import PaperKind
from app.domain.cases import Case, Document
from app.domain.decisions import Decision
from app.domain.letter_templates import UnknownLetter
from app.domain.records import Record, RecordId
from app.services.calendars import SetCalendar
from app.services.case_letters import case_values
from app.services.decision_letter import write_letter
from app.services.decision_reading import read_matter
from app.services.demo_book import Act
from app.services.documents import PDF
from app.services.letters import Draft, draft
from app.services.office import Office
from app.services.paper_preview import preview
from app.services.ports import Reading, Work

PRINTED_SINCE = date(2026, 8, 1)
"""Some tens of papers; those of two years would take longer to print than all the rest to invent."""
_NOTICE = "notice_of_proceedings"


class Press:
    """Gives papers their bytes while they are written into the file."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._notice = office.shelf.letters.letter_on(_NOTICE, PRINTED_SINCE).name

    def printed(self, work: Work, acts: list[Act]) -> dict[RecordId, Record]:
        """The papers among the new records that are printed, by id; ``acts`` belong to one transaction."""
        issued = {after.document_id: after for act in acts for _, after in act.changed if isinstance(after, Decision)}
        found: dict[RecordId, Record] = {}
        for act in acts:
            for paper in act.new:
                if isinstance(paper, Document) and act.at.date() >= PRINTED_SINCE:
                    made = self._made(work, paper, issued.get(paper.id), act.at)
                    if made is not None and made.is_complete:
                        found[paper.id] = _kept(work, paper, made)
        return found

    def _made(self, work: Reading, paper: Document, decision: Decision | None, at: datetime) -> Draft | None:
        """The letter as it was on its day; None for what the office writes without the program."""
        office = replace(self._office, calendar=SetCalendar(at))
        letters, on = office.shelf.letters, at.date()
        if decision is not None:
            try:
                return write_letter(letters, read_matter(office, work, decision), on)
            except UnknownLetter:
                return None
        if paper.kind == PaperKind.LETTER.value and paper.title == self._notice and paper.case_id is not None:
            values = case_values(office, work, work.get(Case, paper.case_id))
            return draft(letters, letters.letter_on(_NOTICE, on), values, on)
        return None


def _kept(work: Work, paper: Document, made: Draft) -> Document:
    from app.services.paper import render  # ReportLab, only when something is printed

    letter = made.letter
    content = render(letter.blocks, letter.head, letter.foot)
    return replace(
        paper,
        content=work.keep(content),
        media_type=PDF,
        pages=len(preview(content, 8.0)),
        template=letter.template,
        template_version=letter.version,
    )
