"""What an import did, as it is remembered: counts and ids, no names, so that nothing outlives its erasure."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from app.domain.bundles import Note
from app.domain.records import RecordId
from app.services.exchange.matching import Pair


@dataclass(frozen=True)
class Report:
    """Of one import: how many of what, which interviews, who is perhaps the same, how long it took."""

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


def written(report: Report) -> str:
    """The report as JSON."""
    return msgspec.json.encode(report).decode()


def report_of(note: Note) -> Report:
    """The report of a bundle that was loaded; an empty one for bundles that went."""
    return msgspec.json.decode(note.report, type=Report) if note.report else Report()
