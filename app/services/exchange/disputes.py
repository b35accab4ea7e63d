"""Contradictions: shown with both sides, settled by a person. A verdict is an ordinary change and travels on."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.cases import CaseList
from app.domain.debts import Repayment
from app.domain.decisions import Decision
from app.domain.interviews import Answer, Interview
from app.domain.offices import Setting, Workstation
from app.domain.payments import Debt, PaymentHold, PaymentLine, PaymentList, PaymentRegister, PaymentReturn
from app.domain.persons import Clerk
from app.domain.problems import Refusal
from app.domain.records import Record, RecordId
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.exchange.naming import Dispute, Names
from app.services.local_law import PREFIX as LOCAL_LAW
from app.services.office import Done, Office
from app.services.ports import Contradiction, Reading, Work

LIFE = "life"
"""The field of a removal."""


class AlreadySettled(Refusal):
    """The contradiction is gone, or has other values by now; look again."""

    code = "already_settled"


class NotAValue(Refusal):
    """What was chosen cannot stand in this field (facts: field)."""

    code = "not_a_value"


class IssuedStands(Refusal):
    """An issued decision is what its paper says; nothing written beside it can stand (facts: number)."""

    code = "issued_stands"


class ClosedStands(Refusal):
    """A closed payment list is what was paid by it; nothing written beside it can stand (facts: sign)."""

    code = "closed_stands"


@dataclass(frozen=True)
class ListDisputes:
    """Ask for everything that waits for a person's decision, oldest first."""


@dataclass(frozen=True)
class SettleDispute:
    """Keep a value, or write another one. ``seen`` names the sides that the person saw.

    For a removal (field ``life``) the value says whether the record stays.
    """

    kind: type[Record]
    id: RecordId
    field: str
    value: Any
    seen: frozenset[tuple[int, int]]


def list_disputes(office: Office, _: ListDisputes) -> tuple[Dispute, ...]:
    """Every open contradiction, in words. Of an issued decision or a closed list it says which values can stand."""
    with office.reading() as file:
        names = Names(file)
        return tuple(_with_what_stands(file, names.dispute(each)) for each in file.contradictions())


def _with_what_stands(file: Reading, dispute: Dispute) -> Dispute:
    record = _sealed(file, dispute)
    if record is None:
        return dispute
    sealing = _sealing(file, record)
    stands = {side.dot: side.dot in sealing for side in dispute.sides}
    if dispute.field == LIFE:  # whoever did not remove it is right
        stands = {side.dot: side.field != LIFE or side.value is None for side in dispute.sides}
    told = replace(dispute, sides=tuple(replace(side, may_stand=stands[side.dot]) for side in dispute.sides))
    if isinstance(record, Decision):
        return replace(told, issued_as=record.number)
    return replace(told, closed_as=record.sign, whose=record.sign)


def _sealed(file: Reading, dispute: Dispute) -> Decision | PaymentList | None:
    """What it is about, if that is an issued decision or a closed list: of these only what was sealed can stand."""
    if dispute.kind is Decision:
        decision = file.many(Decision, [dispute.id]).get(dispute.id)
        return decision if decision is not None and decision.number else None
    listed = file.many(PaymentList, [dispute.id]).get(dispute.id) if dispute.kind is PaymentList else None
    return listed if listed is not None and listed.is_closed else None


def _sealing(file: Reading, record: Decision | PaymentList) -> Set[tuple[int, int]]:
    """The transactions that gave the record its number, or said once more what it was sealed with."""
    written = file.history(type(record), record.id)
    return {version.dot for version in written if version.field == "number" and version.value}


def settle_dispute(office: Office, request: SettleDispute) -> Done[None]:
    """Replace all sides by the value that a person chose, who may also write that kind of record otherwise.

    Of a decision that was issued, and of a list that was closed, only that can stand; with one field all others are
    settled so.
    """
    office.allow(Act.SETTLE)
    office.allow(_owner(request.kind))
    with office.work("rozstrzygnięcie sprzeczności") as work:
        open_ones = [each for each in work.contradictions() if (each.kind, each.id) == (request.kind, request.id)]
        asked = [each for each in open_ones if each.field == request.field]
        sides = frozenset(version.dot for each in asked for version in each.versions)
        if not asked or sides != request.seen:
            raise AlreadySettled
        record = work.get(request.kind, request.id)
        if isinstance(record, Setting) and record.name.startswith(LOCAL_LAW):
            office.allow(Act.SET_LOCAL_LAW)
        if isinstance(record, Decision | PaymentList) and record.number:
            _let_stand_what_was_sealed(work, record, open_ones, request)
        elif request.field == LIFE:
            if request.value:
                work.settle(request.kind, request.id, LIFE, None)
            else:
                work.remove(record)
        else:
            work.settle(request.kind, request.id, request.field, _chosen(record, asked[0], request.value))
        return Done(None, work.commit())


def _owner(kind: type[Record]) -> Act:
    """What somebody must be allowed to who writes this kind of record anyway."""
    if kind in (Interview, Answer):
        return Act.INTERVIEW
    if kind is Decision:
        return Act.DRAFT_DECISION
    if kind in (PaymentList, PaymentLine, PaymentReturn, PaymentHold, Debt, Repayment):
        return Act.PREPARE_PAYMENTS
    return Act.CONFIGURE if kind in (Setting, Workstation, Clerk, CaseList, PaymentRegister) else Act.REGISTER


def _chosen(record: Record, found: Contradiction, value: object) -> object:
    """One of the values that stand side by side, or another one of their kind, cleaned like any typed text."""
    sides = [version.value for version in found.versions]
    if any(value == side and type(value) is type(side) for side in sides):
        return value
    is_emptied = value is None and isinstance(found.before, date | None) and isinstance(sides[0], date | None)
    if not is_emptied and type(value) not in {type(side) for side in sides if type(side) in (str, date)}:
        raise NotAValue(field=found.field)
    return getattr(tidy(replace(record, **{found.field: value})), found.field)  # type: ignore[arg-type]  # just checked


def _let_stand_what_was_sealed(
    work: Work, record: Decision | PaymentList, found: list[Contradiction], request: SettleDispute
) -> None:
    """Every field gets the value of the transaction that gave the number; two of them where two workstations did.

    The verdict is sealed again: what somebody wrote who has heard neither of that nor of the verdict finds a side
    that may stand, and does not show itself in its place.
    """
    sealing = _sealing(work, record)
    asked = next(each for each in found if each.field == request.field)
    if request.field == LIFE:
        if not request.value:
            raise _stands(record)
        work.settle(type(record), record.id, LIFE, None)
        return
    chosen = next((side for side in asked.versions if side.dot in sealing and side.value == request.value), None)
    if chosen is None:
        raise _stands(record)
    sealed = {each.field: side.value for each in found for side in each.versions if side.dot == chosen.dot}
    work.seal(record, replace(record, **sealed))


def _stands(record: Decision | PaymentList) -> Refusal:
    return IssuedStands(number=record.number) if isinstance(record, Decision) else ClosedStands(sign=record.sign)
