"""Before and instead of an interview: what whoever goes there should know, and visits that came to nothing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.records import Record, RecordId, derived_id


class Outcome(StrEnum):
    """Why a visit came to nothing. Only the second and third are a refusal (UPS art. 107 ust. 4a)."""

    NOBODY_HOME = "nobody_home"
    REFUSED = "refused"
    POLICE_NOT_ADMITTED = "police_not_admitted"
    PUT_OFF = "put_off"
    MOVED_AWAY = "moved_away"
    BROKEN_OFF = "broken_off"
    OTHER = "other"


REFUSALS = frozenset({Outcome.REFUSED, Outcome.POLICE_NOT_ADMITTED})
"""No consent to the interview: a ground to refuse, revoke or suspend, which the authority weighs (art. 107 ust. 4a)."""

MUST_BE_TOLD = REFUSALS | {Outcome.MOVED_AWAY, Outcome.BROKEN_OFF, Outcome.OTHER}
"""Outcomes that say nothing without a word on what happened."""


@dataclass(frozen=True, kw_only=True)
class Precautions(Record):
    """How a visit is made safe: who goes along, whether the Police assist (art. 107 ust. 3a), what to beware of."""

    interview_id: RecordId
    second_worker_id: RecordId | None = None
    is_with_police: bool = False
    warning: str = ""


@dataclass(frozen=True, kw_only=True)
class VisitAttempt(Record):
    """A visit that came to nothing: when, who went, who was met, what was said. Never changed afterwards.

    ``is_notice_left`` says whether a note with another date was left; ``danger`` is what was threatening there.
    """

    interview_id: RecordId
    case_id: RecordId
    at: datetime
    outcome: Outcome
    worker_id: RecordId | None = None
    second_worker_id: RecordId | None = None
    met: str = ""
    said: str = ""
    is_notice_left: bool = False
    danger: str = ""

    @property
    def is_refusal(self) -> bool:
        """Whether the person did not consent."""
        return self.outcome in REFUSALS


def precautions_id(interview_id: RecordId) -> RecordId:
    """A visit has its precautions once, wherever they are first written."""
    return derived_id(interview_id, "precautions")
