"""What is remembered of a bundle that came or went: counts and ids, no names, so that nothing outlives its erasure."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.domain.bundles import Note
from app.domain.records import RecordId
from app.services.exchange.matching import Pair


@dataclass(frozen=True)
class Receipt:
    """A bundle (its id in hexadecimal digits) that its receiver has loaded, and when by the receiver's clock."""

    id: str
    at: datetime


@dataclass(frozen=True)
class Report:
    """Of one import: how many of what, which interviews, who is perhaps the same, how long it took.

    ``receipts`` and ``wants`` are what the sender told us: bundles of ours that he loaded, documents that he lacks.
    ``missing`` are the documents that were lacking here afterwards. Of a welcome and of
    an answer to a request only ``is_welcome`` is kept, of other bundles that went nothing.
    """

    seconds: float = 0.0
    copy: str = ""
    new_persons: int = 0
    changed_fields: int = 0
    contradictions: int = 0
    finished: int = 0
    parked: int = 0
    interviews: tuple[RecordId, ...] = ()
    pairs: tuple[Pair, ...] = ()
    made_at: datetime | None = None
    receipts: tuple[Receipt, ...] = ()
    wants: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    is_welcome: bool = False
    is_supervised: bool = False
    orders: int = 0
    dropped: int = 0


def written(report: Report) -> str:
    """The report as JSON."""
    return msgspec.json.encode(report).decode()


def report_of(note: Note) -> Report:
    """The report of a bundle; an empty one where none was kept."""
    return msgspec.json.decode(note.report, type=Report) if note.report else Report()
