"""A person stops the money of a decision and says why; a person lets it go again.

What is held waits with its reason and is paid once the hold is lifted, also for the months in between (social
assistance act art. 106a ust. 1-2). Only where nothing is due for these months any more they end for good.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain import polish
from app.domain.case_course import EventKind
from app.domain.cases import Case
from app.domain.decisions import Decision, DecisionState
from app.domain.payments import HoldKind, PaymentHold
from app.domain.problems import Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import clean
from app.services.office import Done, Office
from app.services.ports import Work
from app.services.registers import add_event


class HoldReasonNeeded(Refusal):
    """Who asks why the money does not come must be told."""

    code = "hold_reason_needed"


class HoldBackwards(Refusal):
    """The last month is before the first one (facts: from_month, to_month)."""

    code = "hold_backwards"


class NothingToHold(Refusal):
    """Only an issued decision that pays something can be held (facts: number)."""

    code = "nothing_to_hold"


@dataclass(frozen=True, kw_only=True)
class PlaceHold:
    """Hold what a decision grants from a month to a month (None: until it is lifted)."""

    decision_id: RecordId
    from_month: date
    reason: str
    to_month: date | None = None
    kind: HoldKind = HoldKind.SUSPENDED


@dataclass(frozen=True, kw_only=True)
class LiftHold:
    """Let the money go. ``are_due`` is false where the held months are not due: they are ended, not paid."""

    before: PaymentHold
    reason: str
    are_due: bool = True


def place_hold(office: Office, request: PlaceHold) -> Done[PaymentHold]:
    """From the next list on; what stands on an open list may no longer be closed with it."""
    office.allow(Act.PREPARE_PAYMENTS)
    reason = clean(request.reason)
    if not reason:
        raise HoldReasonNeeded
    first = request.from_month.replace(day=1)
    last = request.to_month.replace(day=1) if request.to_month is not None else None
    if last is not None and last < first:
        raise HoldBackwards(from_month=first, to_month=last)
    with office.work("Wstrzymanie wypłaty") as work:
        decision = work.get(Decision, request.decision_id)
        if not (decision.pays and decision.state is DecisionState.ISSUED):
            raise NothingToHold(number=decision.number)
        _touch(work, decision)
        hold = PaymentHold(
            id=new_id(),
            decision_id=decision.id,
            case_id=decision.case_id,
            from_month=first,
            to_month=last,
            kind=request.kind,
            reason=reason,
            noted_on=office.calendar.today(),
            noted_by_id=office.clerk.id,
        )
        work.add(hold)
        add_event(office, work, decision.case_id, EventKind.NOTE, f"Wstrzymano wypłatę {_months(hold)}: {reason}")
        return Done(hold, work.commit())


def lift_hold(office: Office, request: LiftHold) -> Done[PaymentHold]:
    """What was held may go onto the next list; the course of the case keeps both days and both reasons."""
    office.allow(Act.PREPARE_PAYMENTS)
    reason, before = clean(request.reason), request.before
    if not reason:
        raise HoldReasonNeeded
    with office.work("Koniec wstrzymania wypłaty") as work:
        _touch(work, work.get(Decision, before.decision_id))
        if request.are_due:
            work.remove(before)
            told = f"Wznowiono wypłatę {_months(before)}: {reason}"
        else:
            this_month = office.calendar.today().replace(day=1)
            last = before.to_month or max(before.from_month, this_month)
            after = replace(before, kind=HoldKind.ENDED, to_month=last, reason=reason)
            work.change(before, after)
            told = f"Zakończono wstrzymanie bez wypłaty {_months(after)}: {reason}"
        add_event(office, work, before.case_id, EventKind.NOTE, told)
        return Done(before, work.commit())


def _touch(work: Work, decision: Decision) -> None:
    work.touching(work.get(Case, decision.case_id).household_id)


def _months(hold: PaymentHold) -> str:
    """``od 1 listopada 2026 r. do …``: the months as the course of the case tells them."""
    first = f"od {polish.of_month(hold.from_month)}"
    return f"{first} do {polish.of_month(hold.to_month)}" if hold.to_month is not None else first
