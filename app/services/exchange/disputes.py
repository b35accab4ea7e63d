"""Contradictions: shown with both sides, settled by a person. A verdict is an ordinary change and travels on."""

from dataclasses import dataclass
from typing import Any

from app.domain.problems import Refusal
from app.domain.records import Record, RecordId
from app.domain.roles import Act
from app.services.exchange.naming import Dispute, Names
from app.services.office import Done, Office


class AlreadySettled(Refusal):
    """The contradiction is gone, or has other values by now; look again."""

    code = "already_settled"


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
    """Every open contradiction, in words."""
    with office.reading() as file:
        names = Names(file)
        return tuple(names.dispute(each) for each in file.contradictions())


def settle_dispute(office: Office, request: SettleDispute) -> Done[None]:
    """Replace all sides by the value that a person chose."""
    office.allow(Act.SETTLE)
    with office.work("rozstrzygnięcie sprzeczności") as work:
        open_ones = [each for each in work.contradictions() if (each.id, each.field) == (request.id, request.field)]
        sides = frozenset(version.dot for each in open_ones for version in each.versions)
        if not open_ones or sides != request.seen:
            raise AlreadySettled
        if request.field == "life" and not request.value:
            work.remove(work.get(request.kind, request.id))
        else:
            work.settle(request.kind, request.id, request.field, None if request.field == "life" else request.value)
        return Done(None, work.commit())
