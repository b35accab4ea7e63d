"""What a client is to get, month by month, and where every grosz of it is: worked out from decisions, never typed.

Of one case the decision issued last speaks for a month; a one-off benefit speaks for itself. What was paid is read from
closed lists alone. For each month: what is due and what was overpaid equals what was paid, set off, returned, held
and ready together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.decisions import Decision, age_in_case
from app.domain.money import Grosze
from app.domain.payments import HoldKind, PaymentHold, PaymentLine, PaymentReturn, ReturnReason
from app.domain.records import RecordId


class Place(StrEnum):
    """Where a part of the money is."""

    PAID = "paid"
    SET_OFF = "set_off"
    RETURNED = "returned"
    HELD = "held"
    READY = "ready"


class Because(StrEnum):
    """Why money is held. The first that holds is told; a person can do something about each.

    The last five say what became of a line since it was put on a list; ``entitlements`` knows no lists and gives none.
    """

    UNSETTLED = "unsettled"
    DIED = "died"
    SUSPENDED = "suspended"
    NOT_COLLECTED = "not_collected"
    NOT_SERVED = "not_served"
    APPEALED = "appealed"
    NOT_EXECUTABLE = "not_executable"
    PAID_ELSEWHERE = "paid_elsewhere"
    NO_ACCOUNT = "no_account"
    WRONG_ACCOUNT = "wrong_account"
    SAME_ACCOUNT = "same_account"
    GIVEN_BACK = "given_back"
    ON_A_LIST = "on_a_list"
    PAID_ALREADY = "paid_already"
    NO_LONGER_DUE = "no_longer_due"
    CHANGED_SINCE = "changed_since"
    DEBT_CHANGED = "debt_changed"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Everything that speaks about the money of one case.

    ``decisions`` are issued grants, ``executable`` maps a decision to the day from which it may be carried out (None:
    not served), ``appealed`` are those that an appeal stops (KPA art. 130 § 2), ``lines`` those of closed lists.
    ``elsewhere`` are months for which the same person got the same benefit in another case. ``account`` is the
    person's own, checked ("" where there is none; ``is_account_wrong``: its digits do not fit).
    """

    decisions: Sequence[Decision]
    executable: Mapping[RecordId, date | None]
    lines: Sequence[PaymentLine] = ()
    returns: Sequence[PaymentReturn] = ()
    holds: Sequence[PaymentHold] = ()
    appealed: frozenset[RecordId] = frozenset()
    unsettled: frozenset[RecordId] = frozenset()
    elsewhere: frozenset[date] = frozenset()
    died_on: date | None = None
    account: str = ""
    is_account_wrong: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """Grosze in one place. ``line`` is the closed line that paid, ``back`` the return that waits to be paid again."""

    place: Place
    amount: Grosze
    because: Because | None = None
    line: PaymentLine | None = None
    back: PaymentReturn | None = None


@dataclass(frozen=True, kw_only=True)
class MonthRow:
    """One month of one decision: granted by it, due of that, and the parts of what is due.

    ``ends`` says why less is due than was granted. ``overpaid`` is what went out beyond what is due.
    """

    month: date
    decision: Decision | None
    granted: Grosze
    due: Grosze
    overpaid: Grosze
    parts: tuple[Part, ...]
    ends: Because | HoldKind | None = None

    def amount(self, *places: Place) -> Grosze:
        """What lies in these places."""
        return sum(part.amount for part in self.parts if part.place in places)

    @property
    def payable(self) -> tuple[Part, ...]:
        """What may go onto a list now: what is ready, and what came back with nothing in its way."""
        return tuple(part for part in self.parts if _is_payable(part))


def _is_payable(part: Part) -> bool:
    return part.place in (Place.READY, Place.RETURNED) and part.because is None and part.amount > 0


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from one to another, both included."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(start, end + 1)]


def entitlements(
    claim: Claim, since: date, until: date, on: date, is_one_off: Callable[[str], bool]
) -> tuple[MonthRow, ...]:
    """The months from ``since`` to ``until`` for which something is granted or was paid, as things stand on a day.

    Each decision of one-off help is a matter of its own; of the others the one issued last takes a month over, from the
    day on which it may be carried out.
    """
    single = [decision for decision in claim.decisions if is_one_off(decision.benefit)]
    monthly = sorted(
        (decision for decision in claim.decisions if not is_one_off(decision.benefit)),
        key=age_in_case,
    )
    apart = {decision.id for decision in single}
    rows: list[MonthRow] = []
    for decision in single:
        lines = [line for line in claim.lines if line.decision_id == decision.id]
        rows += _rows(claim, [decision], lines, since, until, on)
    rows += _rows(claim, monthly, [line for line in claim.lines if line.decision_id not in apart], since, until, on)
    return tuple(sorted(rows, key=lambda row: row.month))


def _rows(
    claim: Claim,
    decisions: Sequence[Decision],
    lines: Sequence[PaymentLine],
    since: date,
    until: date,
    on: date,
) -> list[MonthRow]:
    by_month: dict[date, list[PaymentLine]] = {}
    for line in lines:
        by_month.setdefault(line.month, []).append(line)
    months = {month for month in by_month if since <= month <= until}
    for decision in decisions:
        if decision.from_month is not None:
            last = min(decision.to_month or until, until)
            months.update(months_between(max(decision.from_month, since), last))
    return [_row(claim, _covering(decisions, month), month, by_month.get(month, []), on) for month in sorted(months)]


def _covering(decisions: Sequence[Decision], month: date) -> list[Decision]:
    """The acts that say something of a month, the oldest first."""
    return [
        each
        for each in decisions
        if each.from_month is not None
        and each.from_month <= month
        and (each.to_month is None or month <= each.to_month)
    ]


def first_covering(decisions: Iterable[Decision], month: date) -> Decision | None:
    """The act of a case that spoke of a month first; of two cases that grant the same, the one with the older pays."""
    return next(iter(_covering(sorted(decisions, key=age_in_case), month)), None)


def _row(claim: Claim, decisions: Sequence[Decision], month: date, lines: Sequence[PaymentLine], on: date) -> MonthRow:
    """A month by its newest act; one that may not be carried out yet leaves the act before it in force.

    Then what both grant is paid, and what they differ by is held (KPA art. 130: not before the time to appeal is over).
    """
    newest = decisions[-1] if decisions else None
    in_force = next((each for each in reversed(decisions) if is_executable(claim, each, on)), None)
    decision = in_force if in_force is not None else newest
    amounts = [each.amount_in(month) for each in (decision, newest) if each is not None]
    acts = frozenset(each.id for each in decisions)
    ends = _ends(claim, acts, month)
    due = 0 if ends is not None else max(amounts, default=0)
    parts = _paid_parts(lines, claim.returns)
    settled = sum(part.amount for part in parts)
    rest = max(0, due - settled)
    undisputed = max(0, min(amounts, default=0) - settled)
    for back, waiting in _waiting_returns(lines, claim.returns):
        amount = min(waiting, rest)
        if amount:
            rest, undisputed = rest - amount, max(0, undisputed - amount)
            because = _why_held(claim, decision, acts, month, on) or _why_not_again(claim, lines, back)
            parts.append(Part(place=Place.RETURNED, amount=amount, because=because, back=back))
    for amount, act in ((min(rest, undisputed), decision), (max(0, rest - undisputed), newest)):
        if amount:
            because = _why_held(claim, act, acts, month, on)
            parts.append(Part(place=Place.HELD if because else Place.READY, amount=amount, because=because))
    return MonthRow(
        month=month,
        decision=decision,
        granted=max(amounts, default=0),
        due=due,
        overpaid=max(0, settled - due),
        parts=tuple(parts),
        ends=ends,
    )


def is_executable(claim: Claim, decision: Decision, on: date) -> bool:
    """Whether an act may be carried out on a day: served, its time to appeal over or waived, and no appeal open."""
    from_on = claim.executable.get(decision.id)
    return from_on is not None and from_on <= on and decision.id not in claim.appealed


def _paid_parts(lines: Sequence[PaymentLine], returns: Sequence[PaymentReturn]) -> list[Part]:
    """What stayed with the client, line by line, and what was kept back from it."""
    back = {each.line_id: each.amount for each in returns}
    parts = []
    for line in lines:
        kept = line.amount - min(line.amount, back.get(line.id, 0))
        if kept:
            parts.append(Part(place=Place.PAID, amount=kept, line=line))
        if line.set_off:
            parts.append(Part(place=Place.SET_OFF, amount=line.set_off, line=line))
    return parts


def _waiting_returns(
    lines: Sequence[PaymentLine], returns: Sequence[PaymentReturn]
) -> list[tuple[PaymentReturn, Grosze]]:
    """What came back and was not paid again yet, oldest line first."""
    again: dict[RecordId, Grosze] = {}
    for line in lines:
        if line.return_id is not None:
            again[line.return_id] = again.get(line.return_id, 0) + line.amount
    sent = {line.id: line.amount for line in lines}
    waiting = [
        (each, min(each.amount, sent[each.line_id]) - again.get(each.id, 0)) for each in returns if each.line_id in sent
    ]
    return [(each, amount) for each, amount in waiting if amount > 0]


def _ends(claim: Claim, acts: frozenset[RecordId], month: date) -> Because | HoldKind | None:
    """Why nothing is due for the month although it was granted."""
    if not acts:
        return None
    if any(each.kind is HoldKind.ENDED for each in _holds(claim, acts, month)):
        return HoldKind.ENDED
    return Because.DIED if claim.died_on is not None and claim.died_on < month else None


def _holds(claim: Claim, acts: frozenset[RecordId], month: date) -> list[PaymentHold]:
    """The holds of a month, whichever of its acts they were noted at: a change of the amount does not lift one."""
    return [
        each
        for each in claim.holds
        if each.decision_id in acts and each.from_month <= month and (each.to_month is None or month <= each.to_month)
    ]


def _why_held(
    claim: Claim, decision: Decision | None, acts: frozenset[RecordId], month: date, on: date
) -> Because | None:
    """The first thing in the way of a payment of this month on a day."""
    if decision is None or decision.id in claim.unsettled or decision.person_id in claim.unsettled:
        return Because.UNSETTLED
    if claim.died_on is not None:
        return Because.DIED
    holds = {each.kind for each in _holds(claim, acts, month)}
    from_on = claim.executable.get(decision.id)
    checks = (
        (HoldKind.SUSPENDED in holds, Because.SUSPENDED),
        (HoldKind.NOT_COLLECTED in holds, Because.NOT_COLLECTED),
        (from_on is None, Because.NOT_SERVED),
        (decision.id in claim.appealed, Because.APPEALED),
        (from_on is not None and on < from_on, Because.NOT_EXECUTABLE),
        (month in claim.elsewhere, Because.PAID_ELSEWHERE),
        (decision.pay_by == "transfer" and claim.is_account_wrong, Because.WRONG_ACCOUNT),
        (decision.pay_by == "transfer" and not claim.account, Because.NO_ACCOUNT),
    )
    return next((because for is_so, because in checks if is_so), None)


_OF_ACCOUNT = (ReturnReason.WRONG_ACCOUNT, ReturnReason.CLOSED_ACCOUNT)


def _why_not_again(claim: Claim, lines: Sequence[PaymentLine], back: PaymentReturn) -> Because | None:
    """What came back because of its account is not sent there again; what was given back is not pressed on anybody."""
    if back.reason is ReturnReason.GIVEN_BACK:
        return Because.GIVEN_BACK
    sent_to = next((line.account for line in lines if line.id == back.line_id), "")
    if back.reason in _OF_ACCOUNT and sent_to and sent_to == claim.account:
        return Because.SAME_ACCOUNT
    return None
