"""Drafts of the decisions that change running ones, one for each; nothing is issued without a person.

They are written in pieces: whoever stops midway keeps the pieces that are done, and begins again where it stopped,
because a case that has an open draft of a change gets no second one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.benefits import WITH_LETTER
from app.domain.case_course import EventKind
from app.domain.cases import Case
from app.domain.changes import Cause as LegalCause
from app.domain.changes import first_month_after
from app.domain.decision_changes import Change, cause_of, fitted, other_months, work_out
from app.domain.decisions import Decision
from app.domain.problems import Refusal
from app.domain.records import RecordId, derived_id
from app.domain.roles import Act
from app.services.case_reading import CaseBasis, read_basis
from app.services.decision_findings import thaw
from app.services.decision_reading import found_now
from app.services.office import Done, Office, Stopped
from app.services.ports import Changes, Work, together
from app.services.recalculation import Cause, ClosedSource, NewAmounts, Touched
from app.services.registers import add_event

_PIECE = 50


class Left(StrEnum):
    """Why a decision got no draft of a change."""

    THERE = "there"
    """Its case has an open draft already."""
    CLOSED = "closed"
    SAME = "same"
    """The amount is the same in every month that may still be changed."""
    OVER = "over"
    """Nothing is paid any more in the first month in which the change would work."""
    NOT_TO_THE_WORSE = "not_to_the_worse"
    """An amount that the office had worked out wrongly is not lowered in this way."""
    OTHER_AMOUNTS = "other_amounts"
    """It would cover single months of which the decision says another amount."""
    TROUBLE = "trouble"
    """The facts of the case are incomplete or contradict each other."""


@dataclass(frozen=True, kw_only=True)
class DraftChanges:
    """Draft a change of each of these running decisions for the cause that was compared."""

    touched: tuple[Touched, ...]
    cause: Cause


@dataclass(frozen=True)
class DraftedChanges:
    """Ids of the drafts that were written, why others were not, and how many nobody came to because it was stopped."""

    drafts: tuple[RecordId, ...]
    left: tuple[tuple[RecordId, Left], ...]
    not_looked_at: int

    def count(self, why: Left) -> int:
        """How many got none for this reason."""
        return sum(each is why for _, each in self.left)


def draft_changes(office: Office, request: DraftChanges) -> Done[DraftedChanges]:
    """One draft for each decision that still changes; what was worked out earlier is worked out again from the file."""
    office.allow(Act.DRAFT_DECISION)
    drafts: list[RecordId] = []
    left: list[tuple[RecordId, Left]] = []
    changes, touched = Changes(), request.touched
    for at in range(0, len(touched), _PIECE):
        try:
            office.progress.step("Projekty decyzji zmieniających", at / len(touched))
        except Stopped:
            return Done(DraftedChanges(tuple(drafts), tuple(left), len(touched) - at), changes)
        with office.work("Projekty decyzji zmieniających (art. 106 ust. 5)") as work:
            written = list(_piece(office, work, touched[at : at + _PIECE], request.cause))
            left += [(each.decision_id, why) for each, why in written if isinstance(why, Left)]
            made = [draft for _, draft in written if isinstance(draft, Decision)]
            drafts += [draft.id for draft in made]
            if made:
                changes = together(changes, work.commit())
    return Done(DraftedChanges(tuple(drafts), tuple(left), not_looked_at=0), changes)


def _piece(
    office: Office, work: Work, touched: Sequence[Touched], cause: Cause
) -> Iterator[tuple[Touched, Decision | Left]]:
    for each in touched:
        try:
            yield each, _drafted(office, work, each, cause)
        except Refusal:
            yield each, Left.TROUBLE


def _drafted(office: Office, work: Work, touched: Touched, cause: Cause) -> Decision | Left:
    """The draft in the file, or why there is none."""
    case = work.get(Case, touched.case_id)
    if case.closed_on is not None:
        return Left.CLOSED
    draft_id = derived_id(touched.decision_id, "change")
    if any(not each.number or each.id == draft_id for each in work.find(Decision, case_id=case.id)):
        return Left.THERE
    decision = work.get(Decision, touched.decision_id)
    due = next((row.month for row in touched.effect.months if row.before != row.after), None)
    if due is None:
        return Left.TROUBLE if touched.trouble else Left.SAME
    basis = read_basis(work, case, office.law)
    change = _change(office, basis, decision, cause, due)
    _, frozen = found_now(basis, office.law, office.calendar.today(), change)
    draft = draft_of_change(office, decision, frozen)
    if isinstance(draft, Left):
        return draft
    work.touching(case.household_id)
    work.add(draft)
    add_event(office, work, case.id, EventKind.DECISION_DRAFTED, f"zmiana decyzji {decision.number}")
    return draft


def draft_of_change(office: Office, decision: Decision, text: str) -> Decision | Left:
    """The same choices with the new ruling; whoever began it answers for it."""
    frozen = thaw(text)
    if frozen is None or frozen.change is None:
        return Left.TROUBLE
    change = frozen.change
    amount = frozen.within(decision.amount) if frozen.right else 0
    if amount == decision.amount:
        return Left.SAME
    if change.cause is LegalCause.CORRECTION and amount < decision.amount:
        return Left.NOT_TO_THE_WORSE
    if decision.to_month is not None and change.from_month > decision.to_month:
        return Left.OVER
    begun = Decision(
        id=derived_id(decision.id, "change"),
        case_id=decision.case_id,
        person_id=decision.person_id,
        benefit=decision.benefit,
        reason=decision.reason,
        pay_by=decision.pay_by,
        pay_day=decision.pay_day,
        findings=text,
        drafted_on=office.calendar.today(),
        drafted_by_id=office.clerk.id,
    )
    draft = fitted(
        begun, has_right=frozen.right, amount=amount, from_month=change.from_month, to_month=decision.to_month
    )
    return Left.OTHER_AMOUNTS if other_months(decision, draft) else draft


def _change(office: Office, basis: CaseBasis, decision: Decision, cause: Cause, due: date) -> Change:
    """The change as the cause has it; which law binds the office is read from the amounts that are used."""
    change = Change(
        of_id=decision.id,
        number=decision.number,
        issued_on=decision.issued_on,
        was=decision.amount,
        due_month=due,
        from_month=due,
        cause=LegalCause.LAW,
    )
    if isinstance(cause, ClosedSource):
        closed = replace(change, cause=LegalCause.INCOME, closed_kind=cause.kind, closed_on=cause.closed_on)
        return replace(closed, due_month=max(due, first_month_after(cause.closed_on, basis.law_of(office.law))))
    if isinstance(cause, NewAmounts) and cause.amounts:
        return replace(change, amounts=cause.amounts, basis=cause.basis)
    today = office.calendar.today()
    kind = WITH_LETTER[decision.benefit]
    found = work_out(kind.find, basis.claim_facts(today), basis.law_of(office.law), change, today)
    return replace(change, cause=cause_of(found.findings, decision))
