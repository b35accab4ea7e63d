"""Family interviews as they are stored: who, when, on which form, and each answer for itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from app.domain.problems import Refusal
from app.domain.records import Record, RecordId, derived_id

FIRST_PART = "I"
"""For whoever applies for the first time; whoever comes again gets its update."""

UPDATES: Mapping[str, str] = MappingProxyType({"I": "IV", "II": "III"})
"""Part and its update (explanations 3 and 4 to annex 1; the parts that have none are filled in anew)."""

WITH_RELATIVES = frozenset({"II", "III"})
"""Parts about a spouse, descendant or ascendant of whoever applied (UPS art. 103)."""

OF_THE_FAMILY = frozenset({FIRST_PART, UPDATES[FIRST_PART]})
"""Parts that establish the situation a decision rests on; V to VIII ask for other bodies, a disaster or a ruling."""

OF_THE_COUNTY = frozenset({"V", "VI"})
"""Parts for tasks of the county: leaving care, and the integration of refugees; a commune may take them over."""


class Signing(StrEnum):
    """How the person's part ended: with a signature, or with a note why there is none.

    A refusal binds like a signature: what was said stays as it was said. For whoever cannot sign see § 6.
    """

    SIGNED = "signed"
    REFUSED = "refused"
    UNABLE = "unable"


class Layer(StrEnum):
    """Whose words a segment holds (UPS art. 107 ust. 5f-5h): the interviewed person's, or the social worker's."""

    PERSON = "person"
    WORKER = "worker"


def next_part(part: str) -> str:
    """The part of the next interview about the same thing."""
    return UPDATES.get(part, part)


def continued_parts(part: str) -> tuple[str, ...]:
    """The parts whose answers are the last word when this one is filled in: itself, and what it is the update of."""
    return (part, *(first for first, update in UPDATES.items() if update == part))


@dataclass(frozen=True, kw_only=True)
class Interview(Record):
    """One visit on one part of the questionnaire (UPS art. 107).

    ``form_version`` is fixed when the visit begins; an old interview opens and prints in its own version.
    ``seal`` is the hash of the answers at the moment of finishing, printed on the paper that is signed.
    ``signed_on`` is the day from which the person's words are fixed, also where they refused to sign (see ``Freeze``).
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

    @property
    def is_with_relative(self) -> bool:
        """Whether it is held with a relative of the person whom the case is about."""
        return self.part in WITH_RELATIVES

    @property
    def is_of_the_family(self) -> bool:
        """Whether the case goes on from it: parts I and IV, held with whom the case is about."""
        return self.part in OF_THE_FAMILY


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


@dataclass(frozen=True, kw_only=True)
class Freeze(Record):
    """What stood on the paper when the person signed it, or when the head approved the plan; never changed.

    ``way`` is a ``Signing`` of the person's layer, the head's words (an option of the box) of the worker's. ``answers``
    is JSON: [field, row, value] of every answered box then, "" where nobody kept it; ``seal`` the one on that paper.
    Answers that another workstation wrote meanwhile are told from these, so that none slips under a signature.
    """

    interview_id: RecordId
    layer: str
    frozen_on: date
    way: str = ""
    answers: str = ""
    left_out: str = ""
    seal: str = ""
    document_id: RecordId | None = None
    note: str = ""
    clerk_id: RecordId | None = None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Correction(Record):
    """One box set right after the signature or the approval, and why; the earlier answer stays readable.

    ``before`` and ``after`` are JSON of an answer. ``seal`` is that of the answers with this correction.
    """

    interview_id: RecordId
    field_id: str
    row: int = 0
    before: str
    after: str
    reason: str
    at: datetime
    clerk_id: RecordId | None = None
    seal: str = ""
    document_id: RecordId | None = None


def freeze_id(interview_id: RecordId, layer: Layer) -> RecordId:
    """The same on every workstation: two signatures under one interview meet as a contradiction."""
    return derived_id(interview_id, "freeze", layer.value)


class PartFixed(Refusal):
    """A visit that has begun stays on its part of the form (facts: part)."""

    code = "part_fixed"


class PartSwitchedOff(Refusal):
    """The centre does not hold interviews of the county (facts: part)."""

    code = "part_switched_off"


class InterviewFinished(Refusal):
    """A finished interview is not written into any more (facts: on)."""

    code = "interview_finished"
