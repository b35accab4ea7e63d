"""The list of decisions, and how many wait for the clerk at the keyboard."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain.claims import label_of
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.money import Grosze
from app.domain.records import RecordId
from app.domain.roles import MAY, Act, Role
from app.services.office import Office


class Shown(StrEnum):
    """Which decisions the list shows."""

    MINE = "mine"
    TO_APPROVE = "to_approve"
    TO_ISSUE = "to_issue"
    ISSUED = "issued"
    ALL = "all"


_NARROWED: Mapping[Shown, Mapping[str, str]] = {
    Shown.MINE: {"editable": "yes"},
    Shown.TO_APPROVE: {"state": DecisionState.PASSED_ON.value},
    Shown.TO_ISSUE: {"state": DecisionState.APPROVED.value},
    Shown.ISSUED: {"state": DecisionState.ISSUED.value},
    Shown.ALL: {},
}


@dataclass(frozen=True)
class DecisionRow:
    """A line of the list; months are their first days.

    ``parted`` names the columns that show one of several values side by side; ``sign`` where it is none of them.
    """

    id: RecordId
    sign: str
    number: str
    kind: DecisionKind
    benefit: str
    name: str
    amount: Grosze
    from_month: date | None
    to_month: date | None
    state: DecisionState
    drafted_on: date | None
    issued_on: date | None
    drafter: str
    parted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AskDecisionFilters:
    """Ask how the list ``decisions`` is narrowed for the clerk at the keyboard."""


@dataclass(frozen=True)
class CountWaitingDecisions:
    """Ask how many decisions wait for the clerk at the keyboard."""


def ask_decision_filters(office: Office, _: AskDecisionFilters) -> dict[Shown, dict[str, str]]:
    """Filters of the listing by what is to be shown; own drafts are those of this clerk."""
    filters = {shown: dict(only) for shown, only in _NARROWED.items()}
    filters[Shown.MINE]["drafter"] = office.clerk.id.hex()
    return filters


def count_waiting_decisions(office: Office, _: CountWaitingDecisions) -> int:
    """Own drafts, what somebody else drafted and this clerk may approve, and what may be issued."""
    rights = MAY.get(Role(office.clerk.role), frozenset())
    count = 0
    with office.reading() as file:
        if Act.DRAFT_DECISION in rights:
            for state in (DecisionState.DRAFT, DecisionState.RETURNED):
                count += file.count(Decision, state=state, drafted_by_id=office.clerk.id)
        if Act.APPROVE_DECISION in rights:
            count += file.count(Decision, state=DecisionState.PASSED_ON)
            count -= file.count(Decision, state=DecisionState.PASSED_ON, drafted_by_id=office.clerk.id)
        if Act.ISSUE_DECISION in rights:
            count += file.count(Decision, state=DecisionState.APPROVED)
    return count


def decision_row(row: tuple[Any, ...]) -> DecisionRow:
    """A row of the listing ``decisions`` as its columns show it."""
    (
        decision_id, sign, number, kind, benefit, last, first, amount, from_month, to_month, state, drafted, issued,
        drafter,
    ) = row  # fmt: skip
    return DecisionRow(
        id=decision_id,
        sign=sign or "",
        number=number or "",
        kind=DecisionKind(kind),
        benefit=label_of(benefit),
        name=f"{last or ''} {first or ''}".strip(),
        amount=amount or 0,
        from_month=_day(from_month),
        to_month=_day(to_month),
        state=DecisionState(state),
        drafted_on=_day(drafted),
        issued_on=_day(issued),
        drafter=drafter or "",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
