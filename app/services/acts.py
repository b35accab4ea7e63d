"""When the acts of a case reached their party, when they are final, and which of them an open appeal stops."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.deliveries import Delivery
from app.domain.finality import NOTHING_LATER, Finality, Later, finality, is_final_at_once
from app.domain.law import Law
from app.domain.records import RecordId
from app.services.ports import Reading

LATER_PAPERS = (PaperKind.WAIVER.value, PaperKind.SUPPLEMENT.value)
"""Papers that move the day from which an act is carried out."""


POSTAL_CUSHION = timedelta(days=7)
"""How long an appeal that was posted on its last day may still be on its way (KPA art. 57 § 5)."""

_MAY_BE_MEANT = timedelta(days=31)
"""Longer than any time to appeal: an act that was served so lately may be the one that a waiver means."""


def appealed_acts(file: Reading, law: Law, case_id: RecordId, issued: Sequence[Decision]) -> frozenset[RecordId]:
    """The acts that an open appeal stops."""
    papers = {
        kind: file.find(Document, case_id=case_id, kind=kind.value) if issued else ()
        for kind in (PaperKind.APPEAL, PaperKind.APPEAL_SETTLED, PaperKind.SUPPLEMENT)
    }
    if not papers[PaperKind.APPEAL]:
        return frozenset()
    deliveries = file.find(Delivery, case_id=case_id)
    until = {each.id: _appealable_until(each, issued, papers[PaperKind.SUPPLEMENT], deliveries, law) for each in issued}
    return frozenset(
        act.id
        for paper in papers[PaperKind.APPEAL]
        for act in _against(paper, issued, until)
        if not any(_settles(each, paper, act, issued) for each in papers[PaperKind.APPEAL_SETTLED])
    )


def _against(paper: Document, issued: Iterable[Decision], until: Mapping[RecordId, date]) -> list[Decision]:
    """The act that an appeal names, else those of the newest day and every other whose time to appeal was open.

    Of an older day only what may take something away is stopped: an appeal against a change leaves the grant paying. An
    act issued later is not stopped by it.
    """
    before = _there_on(paper, issued)
    newest = _of_the_newest_day(before)
    older = [each for each in before if each not in newest and each.kind is not DecisionKind.GRANT]
    return _named(paper, before) or newest + [each for each in older if _day(paper) <= until[each.id]]


def _appealable_until(
    act: Decision, acts: Iterable[Decision], supplements: Iterable[Document], deliveries: Sequence[Delivery], law: Law
) -> date:
    """The last day on which an appeal that was sent in time can come; without an end before service."""
    if not is_appealable(act):
        return date.min
    served = served_days(deliveries).get(act.document_id) if act.document_id is not None else None
    days = finality_of(act, served, law, later_of(act, acts, supplements, deliveries))
    return days.appeal.ends_on + POSTAL_CUSHION if days is not None and days.appeal is not None else date.max


def _settles(settled: Document, appeal: Document, act: Decision, issued: Iterable[Decision]) -> bool:
    """Whether a paper ends an appeal against an act: it is not older and names this act, or none."""
    named = _named(settled, issued)
    return _day(settled) >= _day(appeal) and (not named or act in named)


def _named(paper: Document, acts: Iterable[Decision]) -> list[Decision]:
    """The acts whose whole sign stands in the title or the note of a paper."""
    text = f"{paper.title} {paper.note}"
    return [each for each in acts if each.number and re.search(rf"(?<!\w){re.escape(each.number)}(?!\w)", text)]


def _there_on(paper: Document, acts: Iterable[Decision]) -> list[Decision]:
    return [each for each in acts if (each.issued_on or date.min) <= _day(paper)]


def _of_the_newest_day(acts: Sequence[Decision]) -> list[Decision]:
    newest = max((each.issued_on or date.min for each in acts), default=date.min)
    return [each for each in acts if (each.issued_on or date.min) == newest]


def _day(paper: Document) -> date:
    return paper.dated_on or date.max


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
    """Supplements and waivers of a decision: of the one that they name, else of every one that they may mean.

    A supplement then is of the acts of the newest day. A waiver is of every act that was served; it makes no debt final
    (``DecisionKind.UNDUE``) where another act may be meant.
    """
    issued = [each for each in decisions if each.issued_on is not None]
    served = served_days(deliveries := tuple(deliveries))

    def served_on(act: Decision) -> date:
        return served.get(act.document_id, date.max) if act.document_id is not None else date.max

    def is_about(paper: Document) -> bool:
        if paper.dated_on is None:
            return False
        before = _there_on(paper, issued)
        if named := _named(paper, before):
            return decision in named
        if paper.kind == PaperKind.SUPPLEMENT:
            return decision in _of_the_newest_day(before)
        lately = paper.dated_on - _MAY_BE_MEANT
        meant = [each for each in before if lately <= served_on(each) <= paper.dated_on and is_appealable(each)]
        return decision in meant and (decision.kind is not DecisionKind.UNDUE or len(meant) == 1)

    papers = [
        paper for paper in documents if paper.kind in (PaperKind.WAIVER, PaperKind.SUPPLEMENT) and is_about(paper)
    ]
    supplements = {paper.id for paper in papers if paper.kind == PaperKind.SUPPLEMENT}
    arrived = [each.served_on for each in deliveries if each.document_id in supplements and each.served_on is not None]
    waived = [paper.dated_on for paper in papers if paper.kind == PaperKind.WAIVER and paper.dated_on is not None]
    return Later(supplemented_on=max(arrived, default=None), waived_on=min(waived, default=None))


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
