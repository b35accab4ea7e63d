"""Receipts: which bundles reached the other side, and what we have to confirm. Read from the notes of bundles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.bundles import Note
from app.services.bundling import Bundling
from app.services.exchange.reports import Receipt, report_of

REMEMBERED = 500
"""Newest notes that are looked at, of all workstations together."""
CONFIRMED_AT_ONCE = 12
_EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Ledger:
    """The bundles between this workstation and another one, newest first, and when the other one loaded ours."""

    came: tuple[Note, ...] = ()
    went: tuple[Note, ...] = ()
    accepted: Mapping[bytes, datetime] = field(default_factory=dict)

    @property
    def last_accepted(self) -> Note | None:
        """The newest of our bundles that is known to have arrived."""
        return next((note for note in self.went if note.id in self.accepted), None)

    @property
    def owes_receipt(self) -> bool:
        """Whether something came that no bundle of ours has confirmed. Bare receipts are not confirmed in turn."""
        told = self.went[0].at if self.went else ""
        return any(note.records and note.at >= told for note in self.came)


def ledgers(notes: Iterable[Note]) -> dict[int, Ledger]:
    """The ledger of each workstation."""
    by_peer: dict[int, list[Note]] = {}
    for note in notes:
        by_peer.setdefault(note.peer, []).append(note)
    return {peer: _ledger(each) for peer, each in by_peer.items()}


def _ledger(notes: Sequence[Note]) -> Ledger:
    came = tuple(note for note in notes if note.is_incoming)
    went = tuple(note for note in notes if not note.is_incoming)
    told = [receipt for note in came for receipt in report_of(note).receipts]
    return Ledger(came, went, {bytes.fromhex(receipt.id): receipt.at for receipt in told})


def receipts_for(bundling: Bundling, peer: int) -> tuple[tuple[bytes, int], ...]:
    """What a bundle for a workstation confirms: its newest bundles that were loaded here, and when, 1970 at least.

    A receipt is repeated until a bundle that carried it is known to have arrived: any of ours may be lost.
    """
    ledger = ledgers(bundling.notes(REMEMBERED)).get(peer, Ledger())
    carried = (note.at for note in ledger.went if note.id in ledger.accepted and not report_of(note).is_welcome)
    since = next(carried, "")
    return tuple(
        (note.id, max(0, (datetime.fromisoformat(note.at) - _EPOCH) // timedelta(milliseconds=1)))
        for note in ledger.came[:CONFIRMED_AT_ONCE]
        if note.at >= since
    )


def read_receipts(told: Iterable[tuple[bytes, int]]) -> tuple[Receipt, ...]:
    """Receipts as they came with a bundle; an instant that no calendar has is left out."""
    latest = (datetime.max - _EPOCH) // timedelta(milliseconds=1)
    return tuple(Receipt(each.hex(), _EPOCH + timedelta(milliseconds=at)) for each, at in told if at <= latest)
