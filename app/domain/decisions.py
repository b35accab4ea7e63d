"""Decisions and the moves between their states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.months import add_months
from app.domain.problems import Refusal
from app.domain.records import Record, RecordId


class DecisionKind(StrEnum):
    """What the ruling does."""

    GRANT = "grant"
    REFUSAL = "refusal"
    CHANGE = "change"
    """Another amount from a month on, in place of an earlier decision's (social assistance act art. 106 ust. 5)."""
    REPEAL = "repeal"
    """The benefit of an earlier decision ends with a month."""
    UNDUE = "undue"
    """What was paid without a right comes back (art. 98, 104); the months stay as they were granted."""


class DecisionState(StrEnum):
    """Draft → passed on → returned or approved → issued. What is issued is changed only by a further act."""

    DRAFT = "draft"
    PASSED_ON = "passed_on"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """A decision on one claim; amounts are grosze a month (of one-off help, at once), months are their first days.

    ``reason`` holds, as in an application, provisions joined by commas: a point of art. 7, then the need that one-off
    help is for ("7.6,39.fuel"). ``from_month`` and ``to_month`` of one-off help are both the month of its claim.
    ``findings`` is the frozen calculation as JSON (the answer of ``calculate``), ``written_reasons`` what the
    clerk wrote beside the generated paragraphs. ``without_reasons`` (KPA art. 107 § 4) takes the appeal away
    and makes the decision final at once (art. 127 § 1a), so the instruction follows from it. That the whole claim
    was granted is said by a person, never worked out, because clients often ask for no amount.
    ``drafted_by_id`` is whoever answers for the draft: who began it, then who passed it on.
    ``refusal_grounds`` are the provisions of a refusal that rests on something else than income.
    ``other_amounts`` are the months in which it is not ``amount`` ("2026-03=80800,2026-04=80800").
    """

    case_id: RecordId
    person_id: RecordId
    kind: DecisionKind = DecisionKind.GRANT
    state: DecisionState = DecisionState.DRAFT
    benefit: str = ""
    reason: str = ""
    amount: int = 0
    from_month: date | None = None
    to_month: date | None = None
    pay_by: str = "transfer"
    pay_day: int = 25
    findings: str = ""
    written_reasons: str = ""
    without_reasons: bool = False
    number: str = ""
    drafted_on: date | None = None
    drafted_by_id: RecordId | None = None
    passed_on_at: datetime | None = None
    remark: str = ""
    approved_on: date | None = None
    approved_by_id: RecordId | None = None
    issued_on: date | None = None
    signed_by_id: RecordId | None = None
    document_id: RecordId | None = None
    is_granted_in_full: bool = False
    refusal_grounds: str = ""
    other_amounts: str = ""

    def amount_in(self, month: date) -> int:
        """What is granted for a month (grosze): ``amount``, where ``other_amounts`` does not say something else."""
        return amounts_of(self.other_amounts).get(month, self.amount) if self.other_amounts else self.amount

    @property
    def cause(self) -> str:
        """The reason of the help, a point of art. 7; "" while none is chosen."""
        return next((each for each in self.reason.split(",") if not each.startswith(_NEED)), "")

    @property
    def need(self) -> str:
        """The need that one-off help is for; "" while none is chosen."""
        return next((each for each in self.reason.split(",") if each.startswith(_NEED)), "")

    @property
    def pays(self) -> bool:
        """Whether money is paid month by month, or once, by this decision."""
        return self.kind in (DecisionKind.GRANT, DecisionKind.CHANGE)

    @property
    def speaks_of_months(self) -> bool:
        """Whether it says what is due for its months: grants it, changes it, ends it."""
        return self.kind in (DecisionKind.GRANT, DecisionKind.CHANGE, DecisionKind.REPEAL)

    @property
    def is_on_the_claim(self) -> bool:
        """Whether it answers what was applied for; the others follow a decision that did."""
        return self.kind in (DecisionKind.GRANT, DecisionKind.REFUSAL)

    @property
    def months(self) -> int:
        """Number of calendar months granted; 0 while the period is open."""
        if self.from_month is None or self.to_month is None:
            return 0
        return (self.to_month.year - self.from_month.year) * 12 + self.to_month.month - self.from_month.month + 1


class WrongMove(Refusal):
    """The decision is not in a state from which this is possible (facts: state, move)."""

    code = "wrong_move"


class RemarkNeeded(Refusal):
    """A returned draft must say what to mend."""

    code = "remark_needed"


class OwnApproval(Refusal):
    """Whoever answers for a draft, by having passed it on, cannot approve it: four eyes."""

    code = "own_approval"


_NEED = "39."
_MONTH_LENGTH = len("2026-03")


def age_in_case(decision: Decision) -> tuple[date, int, bytes]:
    """Rises from the first act of a case to its newest, also among those of one day, which their numbers tell apart."""
    ordinal = decision.number.rpartition("/D")[2]
    return decision.issued_on or date.min, int(ordinal) if ordinal.isdecimal() else 0, decision.id


def newest_act(decisions: Iterable[Decision]) -> Decision | None:
    """The newest issued decision of a case: what holds now; what has a number was issued, whatever its state says.

    One on undue benefits leaves what was granted as it is.
    """
    issued = (each for each in decisions if each.number and each.kind is not DecisionKind.UNDUE)
    return max(issued, key=age_in_case, default=None)


def paid_period(acts: Iterable[Decision]) -> tuple[date, date | None] | None:
    """First and last month (None: without an end) that the issued acts of one case pay; None where they pay nothing.

    The newest one says how long: a change goes on from the grant, a repeal ends it with the month before its own.
    """
    acts = [act for act in acts if act.number]
    newest = newest_act(acts)
    begun = min((act.from_month for act in acts if act.pays and act.from_month is not None), default=None)
    if newest is None or begun is None or newest.kind is DecisionKind.REFUSAL:
        return None
    if newest.kind is not DecisionKind.REPEAL:
        return begun, newest.to_month
    return (begun, add_months(newest.from_month, -1)) if newest.from_month is not None else None


def is_paid_in(acts: Iterable[Decision], first: date, last: date | None) -> bool:
    """Whether the acts of one case pay in any month from ``first`` to ``last`` (None: without an end)."""
    paid = paid_period(acts)
    if paid is None:
        return False
    begun, end = paid
    return (last is None or begun <= last) and (end is None or end >= max(first, begun))


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Issued ones by their age, then drafts: the last one is where the case stands."""
    return tuple(sorted(decisions, key=lambda each: (not each.number, *age_in_case(each))))


def amounts_of(text: str) -> dict[date, int]:
    """Months with their amounts (grosze) as a decision keeps them; what cannot be read is left out."""
    found = {}
    for part in text.split(","):
        month, _, amount = part.partition("=")
        if len(month) == _MONTH_LENGTH and amount.isdecimal():
            try:
                found[date.fromisoformat(f"{month}-01")] = int(amount)
            except ValueError:
                continue
    return found


def written_amounts(amounts: Mapping[date, int]) -> str:
    """The same as text, the first month first."""
    return ",".join(f"{month:%Y-%m}={amounts[month]}" for month in sorted(amounts))


def reason_of(cause: str, need: str) -> str:
    """What a decision keeps as its ``reason``."""
    return ",".join(each for each in (cause, need) if each)


_EDITABLE = (DecisionState.DRAFT, DecisionState.RETURNED)


def demand_editable(decision: Decision) -> None:
    """Refuse to touch the text of what was passed on or issued."""
    _demand(decision, "edit", *_EDITABLE)


def pass_on(decision: Decision, by_id: RecordId, at: datetime) -> Decision:
    """Hand the draft to the head; whoever does so has read it as it is and answers for it, whoever began it."""
    _demand(decision, "pass_on", *_EDITABLE)
    return replace(decision, state=DecisionState.PASSED_ON, passed_on_at=at, drafted_by_id=by_id)


def send_back(decision: Decision, remark: str) -> Decision:
    """Return the draft with a remark; the clerk works on and passes it on again."""
    _demand(decision, "send_back", DecisionState.PASSED_ON, DecisionState.APPROVED)
    if not remark.strip():
        raise RemarkNeeded
    return replace(decision, state=DecisionState.RETURNED, remark=remark.strip())


def approve(decision: Decision, by_id: RecordId, on: date) -> Decision:
    """The head agrees; nobody can agree with a draft that they passed on themselves."""
    _demand(decision, "approve", DecisionState.PASSED_ON)
    if decision.drafted_by_id == by_id:
        raise OwnApproval
    return replace(decision, state=DecisionState.APPROVED, approved_on=on, approved_by_id=by_id)


def demand_issuable(decision: Decision) -> None:
    """Refuse to issue what nobody approved, or what was issued already."""
    _demand(decision, "issue", DecisionState.APPROVED)


def issue(decision: Decision, *, number: str, on: date, signed_by_id: RecordId, document_id: RecordId) -> Decision:
    """The approved text becomes an act: number, day, signature, a document that never changes again."""
    demand_issuable(decision)
    return replace(
        decision,
        state=DecisionState.ISSUED,
        number=number,
        issued_on=on,
        signed_by_id=signed_by_id,
        document_id=document_id,
    )


def _demand(decision: Decision, move: str, *states: DecisionState) -> None:
    """A decision with a number was issued, whatever a workstation that did not know of it has written since."""
    if decision.number:
        raise WrongMove(state=DecisionState.ISSUED.value, move=move)
    if decision.state not in states:
        raise WrongMove(state=decision.state.value, move=move)
