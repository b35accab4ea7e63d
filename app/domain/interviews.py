"""Family interviews as they are stored: who, when, on which form, and each answer for itself."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.problems import Refusal
from app.domain.records import Record, RecordId, derived_id


@dataclass(frozen=True, kw_only=True)
class Interview(Record):
    """One visit on one part of the questionnaire (UPS art. 107).

    ``form_version`` is fixed when the visit begins; an old interview opens and prints in its own version.
    ``seal`` is the hash of the answers at the moment of finishing, printed on the paper that is signed.
    """

    case_id: RecordId
    person_id: RecordId
    household_id: RecordId
    worker_id: RecordId | None = None
    part: str = "I"
    form_version: str = ""
    learned_on: date | None = None
    is_urgent: bool = False
    planned_at: datetime | None = None
    plan_note: str = ""
    started_at: datetime | None = None
    held_on: date | None = None
    finished_at: datetime | None = None
    signed_on: date | None = None
    seal: str = ""
    left_out: str = ""
    private_note: str = ""
    document_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Answer(Record):
    """What one box of one interview holds. ``value`` is JSON text, so a box has one shape on every machine."""

    interview_id: RecordId
    field_id: str
    row: int = 0
    value: str = ""


def answer_id(interview_id: RecordId, field_id: str, row: int) -> RecordId:
    """The same on every workstation, so that two answers to one box are versions of one field."""
    return derived_id(interview_id, field_id, str(row))


class InterviewFinished(Refusal):
    """A finished interview is not written into any more (facts: on)."""

    code = "interview_finished"
