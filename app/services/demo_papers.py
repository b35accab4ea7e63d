"""Papers of an invented case, how they reached people, and the lines of its course."""

from dataclasses import replace
from datetime import date, datetime

from app.domain.case_course import EventKind
from app.domain.cases import Case, CaseEvent, Direction, Document
from app.domain.deadlines import add_working_days
from app.domain.deliveries import Channel, Delivery
from app.domain.persons import Clerk
from app.services.demo_book import Book
from app.services.demo_office import DEMO_DESK, Staff


class Papers:
    """What the clerk at the desk does with every kind of case."""

    def __init__(self, book: Book, staff: Staff) -> None:
        self.book = book
        self.staff = staff

    def letter(self, case: Case, at: datetime, kind: str, title: str) -> Document:
        """A paper that went out; it lies in the folder, so the file holds no bytes of it."""
        return Document(
            id=self.book.id_at(at),
            case_id=case.id,
            person_id=case.person_id,
            direction=Direction.OUT,
            kind=kind,
            title=title,
            dated_on=at.date(),
        )

    def posted(self, case: Case, paper: Document, at: datetime) -> Delivery:
        """Sent with a receipt."""
        return Delivery(
            id=self.book.id_at(at),
            document_id=paper.id,
            case_id=case.id,
            person_id=case.person_id,
            channel=Channel.POST_RECEIPT,
            sent_on=at.date(),
        )

    def serve(self, case: Case, delivery: Delivery, on: date) -> None:
        """The receipt comes back on the next working day."""
        at = self.book.moment(add_working_days(on, 1), 9)
        after = replace(delivery, served_on=on, taken_by="adresat")
        self.book.change(at, self.staff.clerk, "Zwrotne potwierdzenie odbioru", case.household_id, delivery, after)
        event = self.event(case, at, EventKind.DELIVERED)
        self.book.write(at, self.staff.clerk, "Zwrotne potwierdzenie odbioru", case.household_id, event)

    def event(self, case: Case, at: datetime, kind: EventKind, text: str = "", by: Clerk | None = None) -> CaseEvent:
        """A line in the course of a case; without anybody named, the clerk wrote it."""
        return CaseEvent(
            id=self.book.id_at(at),
            case_id=case.id,
            at=at,
            kind=kind.value,
            text=text,
            clerk_id=(by or self.staff.clerk).id,
            workstation=DEMO_DESK.name,
        )
