"""Drafts of decisions: begun with what the findings propose, changed choice by choice, fitted to new findings."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.benefits import is_one_off, may_be_open_ended
from app.domain.case_course import EventKind
from app.domain.decision_changes import Change, OtherAmounts, fitted, other_months
from app.domain.decision_rules import CHOICES, demand_allowed, demand_to_choose, settled
from app.domain.decisions import Decision, DecisionKind, amounts_of, demand_editable, written_amounts
from app.domain.months import add_months
from app.domain.problems import Refusal
from app.domain.records import RecordId, derived_id
from app.domain.roles import Act
from app.domain.tidying import LONG, clean
from app.services.case_reading import CaseBasis, read_basis, reasons_of
from app.services.decision_findings import Frozen, thaw
from app.services.decision_guards import as_shown, demand_open, open_case, touch
from app.services.decision_reading import bounds_of, found_now
from app.services.office import Done, Office
from app.services.office_settings import read_profile
from app.services.ports import Changes
from app.services.registers import add_event
from app.services.undue_keeping import undue_again, written_into
from app.services.undue_writing import read_undue

PROPOSED_MONTHS = 3
"""Of help that is paid month by month."""
_POVERTY = "7.1"


class AlreadyDecided(Refusal):
    """The claim has its decision; only a further act changes it (facts: number)."""

    code = "already_decided"


class ClaimSuspended(Refusal):
    """The claim waits for a ruling and is decided once it is taken up again (art. 106 ust. 7; facts: since)."""

    code = "claim_suspended"


@dataclass(frozen=True)
class DraftDecision:
    """Begin the decision on the claim of a case."""

    case_id: RecordId


@dataclass(frozen=True)
class ChangeDraft:
    """Write the choices that differ between the draft as it was shown and as it should be."""

    before: Decision
    after: Decision


@dataclass(frozen=True)
class RefreshFindings:
    """Take over what the rules say of the case now."""

    before: Decision


def draft_decision(office: Office, request: DraftDecision) -> Done[Decision]:
    """A draft that proposes the lowest amount for three months or one payment, or a refusal where there is no right.

    A claim has one draft at a time: where one lies already, it is given back untouched. Drafts that two workstations
    begin at the same time are one record.
    """
    office.allow(Act.DRAFT_DECISION)
    with office.work("Projekt decyzji") as work:
        case = open_case(work, request.case_id)
        there = work.find(Decision, case_id=case.id)
        for decision in there:
            if decision.number:
                raise AlreadyDecided(number=decision.number)
        if there:
            return Done(there[-1], Changes())
        basis = read_basis(work, case, office.law)
        if basis.waited is not None and basis.waited.resumed_on is None:
            raise ClaimSuspended(since=basis.waited.suspended_on)
        _, frozen = found_now(basis, office.law, office.calendar.today())
        found = thaw(frozen)
        draft = _proposed(
            Decision(
                id=derived_id(case.id, "decision", "1"),
                case_id=case.id,
                person_id=case.person_id,
                benefit=case.benefit,
                reason=_main_reason(basis),
                pay_day=read_profile(work).pay_day,
                findings=frozen,
                drafted_on=office.calendar.today(),
                drafted_by_id=office.clerk.id,
            ),
            found,
        )
        draft = _with_parts(draft, found)
        work.add(draft)
        add_event(office, work, case.id, EventKind.DECISION_DRAFTED)
        return Done(work.get(Decision, draft.id), work.commit())


def change_draft(office: Office, request: ChangeDraft) -> Done[Decision]:
    """Write what a person chose; states, days and numbers cannot be written this way."""
    office.allow(Act.DRAFT_DECISION)
    before, frozen = request.before, thaw(request.before.findings)
    chosen = {name: getattr(request.after, name) for name in CHOICES}
    chosen["written_reasons"] = clean(request.after.written_reasons, LONG)
    chosen["refusal_grounds"] = clean(request.after.refusal_grounds)
    after = settled(replace(before, **chosen))
    demand_editable(before)
    letters = office.shelf.letters
    demand_to_choose(before, after, {*letters.help_reasons, *letters.needs})
    demand_allowed(before, after, bounds_of(frozen))
    if after.kind is DecisionKind.GRANT and before.kind is DecisionKind.REFUSAL:
        after = _proposed(after, frozen)
    after = _with_parts(after, frozen)
    with office.work("Zmiana projektu decyzji") as work:
        stored = work.get(Decision, before.id)
        demand_editable(stored)
        demand_open(touch(work, stored))
        work.change(before, after)
        return Done(work.get(Decision, before.id), work.commit())


def refresh_findings(office: Office, request: RefreshFindings) -> Done[Decision]:
    """Freeze today's findings into the draft; choices that they no longer allow go back to what is proposed."""
    office.allow(Act.DRAFT_DECISION)
    demand_editable(request.before)
    with office.work("Ponowne obliczenie w projekcie decyzji") as work:
        before = as_shown(work, request.before)
        case = touch(work, before)
        demand_open(case)
        undue = read_undue(before.findings)
        if undue is not None:
            work.change(before, written_into(office, before, undue_again(office, work, case, undue)))
            return Done(work.get(Decision, before.id), work.commit())
        basis = read_basis(work, case, office.law)
        kept = thaw(before.findings)
        change = kept.change if kept is not None else None
        _, frozen = found_now(basis, office.law, office.calendar.today(), change)
        now = thaw(frozen)
        after = _with_parts(_refitted(replace(before, findings=frozen), now), now, kept)
        if any(change and each.id == change.of_id and other_months(each, after) for each in basis.decisions):
            raise OtherAmounts
        work.change(before, after)
        return Done(work.get(Decision, before.id), work.commit())


def _with_parts(decision: Decision, frozen: Frozen | None, before: Frozen | None = None) -> Decision:
    """With the amounts of the months that the right does not cover in full, where the period has them.

    Amounts of other months stay; those of the findings ``before`` go with them.
    """
    gone = {month for found in (frozen, before) if found is not None for month, _ in found.parts}
    kept = {month: amount for month, amount in amounts_of(decision.other_amounts).items() if month not in gone}
    first, last = decision.from_month, decision.to_month or date.max
    if frozen is not None and decision.kind is DecisionKind.GRANT and first is not None:
        kept |= {month: amount for month, amount in frozen.parts if first <= month <= last}
    return replace(decision, other_amounts=written_amounts(kept))


def _main_reason(basis: CaseBasis) -> str:
    """The first reason of the application that is more than poverty (art. 8 ust. 1 asks for another one)."""
    named = reasons_of(basis.application)
    return next((reason for reason in named if reason != _POVERTY), next(iter(named), ""))


def _proposed(decision: Decision, frozen: Frozen | None) -> Decision:
    """Lowest amount from the first payable month on, for three months or once; a refusal where there is no right."""
    if frozen is None or not frozen.right:
        return settled(replace(decision, kind=DecisionKind.REFUSAL))
    first = frozen.payable_from
    return replace(
        decision,
        kind=DecisionKind.GRANT,
        amount=frozen.lowest or 0,
        from_month=first,
        to_month=_proposed_end(decision, first, frozen),
    )


def _proposed_end(decision: Decision, first: date, frozen: Frozen) -> date | None:
    """The one month of one-off help; three months; of a lasting benefit the month in which its certificate ends."""
    if may_be_open_ended(decision.benefit):
        return max(frozen.proven_until.replace(day=1), first) if frozen.proven_until is not None else None
    return first if is_one_off(decision.benefit) else add_months(first, PROPOSED_MONTHS - 1)


def _refitted(decision: Decision, frozen: Frozen | None) -> Decision:
    """What a person chose stays where the new findings allow it."""
    if frozen is not None and frozen.change is not None:
        return _refitted_change(decision, frozen, frozen.change)
    if frozen is None or not frozen.right:
        return settled(replace(decision, kind=DecisionKind.REFUSAL))
    if decision.kind is DecisionKind.REFUSAL:
        return decision if decision.refusal_grounds else _proposed(decision, frozen)
    bounds = bounds_of(frozen)
    is_fine = bounds is not None and bounds.allow(decision.amount)
    amount = decision.amount if is_fine else frozen.lowest or 0
    first = max(decision.from_month or frozen.payable_from, frozen.payable_from)
    last = decision.to_month if decision.to_month and decision.to_month >= first else None
    last = last or _proposed_end(decision, first, frozen)
    return settled(replace(decision, amount=amount, from_month=first, to_month=last))


def _refitted_change(decision: Decision, frozen: Frozen, change: Change) -> Decision:
    """The same of a changing decision, which goes on to the end that the changed one has."""
    bounds = bounds_of(frozen)
    is_fine = decision.kind is DecisionKind.CHANGE and bounds is not None and bounds.allow(decision.amount)
    amount = decision.amount if is_fine else frozen.within(change.was)
    return fitted(
        decision, has_right=frozen.right, amount=amount, from_month=change.from_month, to_month=decision.to_month
    )
