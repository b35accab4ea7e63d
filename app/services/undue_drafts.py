"""The decision on undue benefits of a case: looked at, drafted, mended while it is a draft (art. 98, 104).

It goes the way of every decision: passed on, approved, issued, served. What it orders becomes a debt once it is final.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.case_course import EventKind
from app.domain.cases import Case, Document
from app.domain.claims import label_of
from app.domain.decisions import Decision, DecisionKind, demand_editable
from app.domain.deliveries import Delivery
from app.domain.persons import Person
from app.domain.problems import Refusal
from app.domain.records import RecordId, derived_id
from app.domain.roles import MAY, Act, Role
from app.domain.tidying import LONG, clean
from app.domain.undue import Fault, Undue
from app.domain.undue_claims import (
    ExaminedMonth,
    Terms,
    UndueClaim,
    settled_terms,
    within,
)
from app.services.decision_guards import as_shown, demand_open, open_case, touch
from app.services.office import Done, Office
from app.services.payment_registers import find_register
from app.services.ports import Reading, Work
from app.services.registers import add_event
from app.services.undue_finding import examine
from app.services.undue_keeping import settled_months, written_into
from app.services.undue_writing import read_undue


class DraftInTheWay(Refusal):
    """A case has one draft at a time; the one that lies there goes first."""

    code = "draft_in_the_way"


@dataclass(frozen=True)
class LookAtUndue:
    """Ask for the months of a case as they were paid and as they should have been."""

    case_id: RecordId


@dataclass(frozen=True, kw_only=True)
class UndueView:
    """``months`` are all that were paid; ``claim`` what a draft says already, else what a new one begins with.

    ``found`` are its limits and sentences as of today, ``draft`` the open decision, ``may_draft`` is of whoever sits
    here. ``is_settled`` marks months that an issued decision asked back already.
    """

    today: date
    case: Case
    label: str
    person: Person
    months: tuple[ExaminedMonth, ...]
    claim: UndueClaim
    found: Undue
    is_settled: frozenset[date]
    draft: Decision | None
    may_draft: bool


@dataclass(frozen=True, kw_only=True)
class UndueEntry:
    """What a clerk says of it: the ground, the months (open ends: all), how the money comes back."""

    fault: Fault
    what: str
    warned_on: date | None
    terms: Terms
    from_month: date | None = None
    to_month: date | None = None


@dataclass(frozen=True)
class DraftUndue:
    """Begin the decision on the undue benefits of a case."""

    case_id: RecordId
    entry: UndueEntry


@dataclass(frozen=True)
class ChangeUndue:
    """Write what is said of it anew into the draft as it was shown, with the months as they are now."""

    before: Decision
    entry: UndueEntry


def look_at_undue(office: Office, request: LookAtUndue) -> UndueView:
    """Nothing is written; what a list paid is told by the list, everything else by the decision."""
    today = office.calendar.today()
    with office.reading() as file:
        case = file.get(Case, request.case_id)
        months = examine(office, file, case)
        decisions = file.find(Decision, case_id=case.id)
        draft = next((each for each in decisions if each.kind is DecisionKind.UNDUE and not each.number), None)
        kept = read_undue(draft.findings) if draft is not None else None
        settled = settled_months(decisions)
        claim = kept or _proposed(file, months, decisions, settled)
        return UndueView(
            today=today,
            case=case,
            label=label_of(case.benefit),
            person=file.get(Person, case.person_id),
            months=months,
            claim=claim,
            found=claim.found(today, office.law),
            is_settled=settled,
            draft=draft,
            may_draft=Act.DRAFT_DECISION in MAY.get(Role(office.clerk.role), frozenset()),
        )


def draft_undue(office: Office, request: DraftUndue) -> Done[Decision]:
    """Refuses where nothing is undue, where the person was never warned, and beside another draft."""
    office.allow(Act.DRAFT_DECISION)
    with office.work("Projekt decyzji o świadczeniach nienależnie pobranych") as work:
        case = open_case(work, request.case_id)
        decisions = work.find(Decision, case_id=case.id)
        if any(not each.number for each in decisions):
            raise DraftInTheWay
        past = sum(each.kind is DecisionKind.UNDUE for each in decisions)
        claim = _claim(office, work, case, request.entry)
        draft = Decision(
            id=derived_id(case.id, "undue", str(past + 1)),
            case_id=case.id,
            person_id=case.person_id,
            kind=DecisionKind.UNDUE,
            benefit=case.benefit,
            drafted_on=office.calendar.today(),
            drafted_by_id=office.clerk.id,
        )
        draft = written_into(office, draft, claim)
        work.add(draft)
        add_event(office, work, case.id, EventKind.DECISION_DRAFTED, "świadczenia nienależnie pobrane")
        return Done(work.get(Decision, draft.id), work.commit())


def change_undue(office: Office, request: ChangeUndue) -> Done[Decision]:
    """Only while it is a draft; the months are looked at anew."""
    office.allow(Act.DRAFT_DECISION)
    demand_editable(request.before)
    with office.work("Zmiana projektu decyzji o świadczeniach nienależnie pobranych") as work:
        before = as_shown(work, request.before)
        case = touch(work, before)
        demand_open(case)
        work.change(before, written_into(office, before, _claim(office, work, case, request.entry)))
        return Done(work.get(Decision, before.id), work.commit())


def _claim(office: Office, work: Work, case: Case, entry: UndueEntry) -> UndueClaim:
    decisions = work.find(Decision, case_id=case.id)
    settled = settled_months(decisions)
    months = within(examine(office, work, case), entry.from_month, entry.to_month)
    months = tuple(each for each in months if each.month not in settled)
    terms = entry.terms
    return UndueClaim(
        fault=entry.fault,
        what=clean(entry.what, LONG),
        warned_on=entry.warned_on,
        decisions=_named(decisions, months),
        months=months,
        terms=settled_terms(
            replace(terms, relief_reason=clean(terms.relief_reason, LONG), account=clean(terms.account))
        ),
    )


def _named(decisions: Iterable[Decision], months: Iterable[ExaminedMonth]) -> tuple[tuple[str, date | None], ...]:
    """The decisions by which was paid, the first one first."""
    days = {each.number: each.issued_on for each in decisions}
    return tuple((number, days.get(number)) for number in dict.fromkeys(each.number for each in months))


def _proposed(
    file: Reading, months: Iterable[ExaminedMonth], decisions: list[Decision], settled: frozenset[date]
) -> UndueClaim:
    """The day of the warning is the service of the grant, whose letter carries it; the account the last one used."""
    found = tuple(each for each in within(months, None, None) if each.month not in settled)
    return UndueClaim(
        warned_on=_warned_on(file, decisions, found),
        decisions=_named(decisions, found),
        months=found,
        terms=Terms(account=_account(file)),
    )


def _warned_on(file: Reading, decisions: Iterable[Decision], months: tuple[ExaminedMonth, ...]) -> date | None:
    numbers = {each.number for each in months}
    papers = {each.document_id for each in decisions if each.number in numbers and each.document_id is not None}
    days = [
        each.served_on
        for paper in file.many(Document, papers)
        for each in file.find(Delivery, document_id=paper)
        if each.served_on is not None
    ]
    return min(days, default=None)


def _account(file: Reading) -> str:
    """Where the last such decision sent the money, else the account from which the office pays."""
    before = [read_undue(each.findings) for each in file.find(Decision, kind=DecisionKind.UNDUE)]
    known = [claim.terms.account for claim in before if claim is not None and claim.terms.account]
    register = find_register(file)
    return known[-1] if known else (register.account if register is not None else "")
