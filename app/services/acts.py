"""When the acts of a case reached their party, when they are final, and which of them an open appeal stops."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.decisions import Decision, DecisionKind, DecisionState, age_in_case
from app.domain.deliveries import Delivery
from app.domain.finality import NOTHING_LATER, Finality, Later, finality, is_final_at_once
from app.domain.law import Law
from app.domain.records import RecordId
from app.services.ports import Reading

LATER_PAPERS = (PaperKind.WAIVER.value, PaperKind.SUPPLEMENT.value)
"""Papers that move the day from which an act is carried out."""


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


def is_appealable(decision: Decision) -> bool:
    """Whether an appeal lies against a decision; where none does, it is final at once."""
    return not is_final_at_once(
        is_grant=decision.kind is not DecisionKind.REFUSAL,  # a change and a repeal are carried out as well
        is_granted_in_full=decision.is_granted_in_full,
        without_reasons=decision.without_reasons,
    )


def later_of(
    decision: Decision, decisions: Iterable[Decision], documents: Iterable[Document], deliveries: Iterable[Delivery]
) -> Later:
    """Supplements and waivers of a decision: each is about the newest one that was there on its day."""
    issued = [each for each in decisions if each.issued_on is not None]

    def is_about(paper: Document) -> bool:
        before = [each for each in issued if (each.issued_on or date.min) <= (paper.dated_on or date.min)]
        return bool(before) and max(before, key=age_in_case).id == decision.id

    papers = [
        paper for paper in documents if paper.kind in (PaperKind.WAIVER, PaperKind.SUPPLEMENT) and is_about(paper)
    ]
    supplements = {paper.id for paper in papers if paper.kind == PaperKind.SUPPLEMENT}
    served = [each.served_on for each in deliveries if each.document_id in supplements and each.served_on is not None]
    waived = [paper.dated_on for paper in papers if paper.kind == PaperKind.WAIVER and paper.dated_on is not None]
    return Later(supplemented_on=max(served, default=None), waived_on=min(waived, default=None))


def finality_of(
    decision: Decision | None, served_on: date | None, law: Law, later: Later = NOTHING_LATER
) -> Finality | None:
    """The days that the service of an issued decision sets; None before it."""
    if decision is None or served_on is None or decision.state is not DecisionState.ISSUED:
        return None
    return finality(
        served_on,
        law,
        is_grant=decision.kind is not DecisionKind.REFUSAL,  # a change and a repeal are carried out as well
        is_granted_in_full=decision.is_granted_in_full,
        without_reasons=decision.without_reasons,
        later=later,
    )
