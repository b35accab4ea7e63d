"""A claim for the permanent allowance that waited for a ruling, as the papers of its case tell it (art. 106 ust. 7-11).

Three papers carry it: the proof that a ruling was applied for, the order that suspended the proceeding, and the note
that it goes on, which says when the person got the ruling. Months and amounts are the business of ``awaiting_ruling``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from app.domain import money
from app.domain.awaiting_ruling import Followed, Step, Waiting, follow
from app.domain.case_course import PaperKind
from app.domain.cases import Document
from app.domain.facts import Facts
from app.domain.findings import Findings
from app.domain.law import Law
from app.domain.money import Grosze
from app.domain.records import RecordId, derived_id

Find = Callable[[Facts, Law], Findings]

_RECEIVED = re.compile(r"otrzymane (\d\d)\.(\d\d)\.(\d{4})")


@dataclass(frozen=True, kw_only=True)
class Waited:
    """The days of a wait. ``periodic`` is what was granted ex officio by month (grosze).

    ``resumed_on`` is the day on which the ruling came to the centre, or on which the office went on by itself;
    ``received_on`` when the person got it, None where nobody brought one.
    """

    confirmed_on: date
    suspended_on: date
    resumed_on: date | None = None
    received_on: date | None = None
    periodic: Mapping[date, Grosze] = field(default_factory=dict)


def periodic_case_id(case_id: RecordId) -> RecordId:
    """The case of the periodic allowance that a suspended claim brings: one record, wherever it is opened."""
    return derived_id(case_id, "awaiting")


def received_note(received_on: date) -> str:
    """What the note of a resumption keeps."""
    return f"otrzymane {received_on:%d.%m.%Y}"


def waited_of(papers: Iterable[Document]) -> Waited | None:
    """The wait that the papers of a case tell; None where its proceeding was not suspended in this way."""
    papers = list(papers)
    suspended = _last(papers, PaperKind.SUSPENSION)
    if suspended is None or suspended.dated_on is None:
        return None
    confirmed = _last(papers, PaperKind.RULING_REQUEST)
    resumed = _last(papers, PaperKind.RESUMPTION)
    found = _RECEIVED.search(resumed.note) if resumed is not None else None
    return Waited(
        confirmed_on=(confirmed.dated_on if confirmed is not None else None) or suspended.dated_on,
        suspended_on=suspended.dated_on,
        resumed_on=resumed.dated_on if resumed is not None else None,
        received_on=date(int(found[3]), int(found[2]), int(found[1])) if found is not None else None,
    )


def as_if_incapable(facts: Facts) -> Facts:
    """The same claim with the one condition met that the ruling is to show."""
    members = tuple(
        each._replace(is_incapable=True) if each.id == facts.applicant and not each.is_incapable else each
        for each in facts.members
    )
    return replace(facts, members=members)


def follow_up(find: Find, facts: Facts, law: Law, waited: Waited, today: date) -> Followed:
    """What follows on a day; the right is tested without the periodic allowance, which ``find`` leaves out."""
    findings = find(as_if_incapable(facts), law)
    is_incapable = any(each.id == facts.applicant and each.is_incapable for each in facts.members)
    own = sum(line.added for line in findings.lines if line.line.member == facts.applicant)
    has_ruling = waited.resumed_on is not None and waited.received_on is not None
    return follow(
        Waiting(
            household=facts.household,
            people=findings.people,
            income=findings.income,
            own_income=max(own, 0),
            is_blocked=not findings.right,
            applied_on=max(facts.applied_on, facts.complete_on, waited.confirmed_on),
            suspended_on=waited.suspended_on,
            received_on=waited.received_on,
            delivered_on=waited.resumed_on if has_ruling else None,
            is_incapable=is_incapable,
            learned_on=waited.resumed_on if not has_ruling else None,
            periodic=waited.periodic,
        ),
        today,
        law,
    )


def settle(find: Find, facts: Facts, law: Law, waited: Waited, today: date) -> tuple[Findings, Facts]:
    """The findings for the first month of the right, with the months in which the periodic allowance counts.

    The facts are those they rest on. A first month that is not covered in full pays its part of the lower amount.
    """
    followed = follow_up(find, facts, law, waited, today)
    if followed.step not in (Step.RESUMED_IN_TIME, Step.RESUMED_LATE) or followed.from_month is None:
        findings = find(facts, law)
        return replace(findings, why=(*findings.why[:-1], *followed.why, findings.why[-1])), facts
    first = followed.from_month
    after = replace(facts, complete_on=max(facts.complete_on, first), month=first)
    findings = find(after, law)
    full, parts = findings.amount or 0, dict(findings.parts)
    for each in followed.months:
        if each.counted and full:
            part = parts.get(each.month, full)
            parts[each.month] = money.half_up(Fraction(each.amount * part, full))
    told = (*findings.why, *followed.why)
    return replace(findings, payable_from=first, why=told, parts=tuple(sorted(parts.items()))), after


def _last(papers: Iterable[Document], kind: PaperKind) -> Document | None:
    return max((each for each in papers if each.kind == kind), key=lambda each: each.dated_on or date.min, default=None)
