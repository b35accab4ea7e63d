"""When the acts of a case reached their party, and which of them an open appeal stops."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.decisions import Decision, age_in_case
from app.domain.deliveries import Delivery
from app.domain.records import RecordId
from app.services.ports import Reading


def appealed_acts(file: Reading, case_id: RecordId, issued: Sequence[Decision]) -> frozenset[RecordId]:
    """The acts against which an appeal is open."""
    return _appealed(issued, _open_appeals(file, case_id)) if issued else frozenset()


def _open_appeals(file: Reading, case_id: RecordId) -> list[date]:
    """The days of appeals that were not settled yet; a decision issued after an appeal is not stopped by it."""
    settled = max(_days_of(file, case_id, PaperKind.APPEAL_SETTLED), default=date.min)
    return [day for day in _days_of(file, case_id, PaperKind.APPEAL) if day > settled]


def _appealed(issued: Sequence[Decision], days: Iterable[date]) -> frozenset[RecordId]:
    """The acts that appeals are against: each is against the newest that was there on its day."""
    found = set()
    for day in days:
        before = [each for each in issued if (each.issued_on or date.min) <= day]
        if before:
            found.add(max(before, key=age_in_case).id)
    return frozenset(found)


def _days_of(file: Reading, case_id: RecordId, kind: PaperKind) -> list[date]:
    return [each.dated_on or date.max for each in file.find(Document, case_id=case_id, kind=kind.value)]


def served_days(deliveries: Iterable[Delivery]) -> dict[RecordId, date]:
    """The first day on which each paper of a case reached somebody."""
    found: dict[RecordId, date] = {}
    for delivery in deliveries:
        day = delivery.served_on
        if day is not None:
            found[delivery.document_id] = min(day, found.get(delivery.document_id, day))
    return found
