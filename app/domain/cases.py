"""From an application to a case, its papers and its course."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.problems import Refusal
from app.domain.records import Record, RecordId


class ApplicationForm(StrEnum):
    """How the claim was made (administrative procedure code art. 63 § 1, UPS art. 102)."""

    PAPER = "paper"
    ORAL = "oral"
    EX_OFFICIO = "ex_officio"


class Urgency(StrEnum):
    """Which of the two interview clocks runs."""

    ORDINARY = "ordinary"
    URGENT = "urgent"


@dataclass(frozen=True, kw_only=True)
class CaseList(Record):
    """A list of cases (spis spraw) of one year. Exactly one workstation numbers it.

    ``group_number`` is the separated group (wydzielenie), 0 where there is none.
    """

    cell: str
    class_symbol: str
    group_number: int = 0
    year: int
    title: str = ""
    benefit: str = ""
    keeper_id: RecordId

    @property
    def name(self) -> str:
        """The fixed part of its signs, without number and year: ``MGOPS.5110.3``."""
        return ".".join([self.cell, self.class_symbol, *([str(self.group_number)] if self.group_number else [])])

    def sign(self, number: int) -> str:
        """The case sign of the list's ``number``-th case."""
        return f"{self.name}.{number}.{self.year}"


@dataclass(frozen=True, kw_only=True)
class Application(Record):
    """A claim as it was made.

    ``received_on`` fixes the month of income (art. 8 ust. 3), ``complete_on``, the day the last required
    document came, the first month of payment (art. 106 ust. 3); None while something is missing.
    """

    person_id: RecordId
    form: ApplicationForm = ApplicationForm.PAPER
    received_on: date
    complete_on: date | None = None
    claim: str = ""
    reasons: str = ""
    applies_as: str = ""
    consent_of: str = ""
    is_signed: bool = False
    missing: str = ""
    taken_by_id: RecordId | None = None
    document_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Report(Record):
    """Somebody says that somebody else needs help. Not an application (UPS art. 102)."""

    person_id: RecordId | None = None
    about: str = ""
    reporter_kind: str = ""
    reporter: str = ""
    is_reporter_withheld: bool = False
    facts: str = ""
    is_urgent: bool = False
    received_on: date
    received_at: datetime | None = None
    outcome: str = ""
    closed_on: date | None = None
    case_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """One matter with a sign. ``number`` is 0 and ``sign`` empty until the keeper of the list gives them."""

    person_id: RecordId
    household_id: RecordId
    application_id: RecordId | None = None
    benefit: str
    list_id: RecordId | None = None
    number: int = 0
    sign: str = ""
    opened_on: date
    need_known_on: date
    is_urgent: bool = False
    region: str = ""
    clerk_id: RecordId | None = None
    worker_id: RecordId | None = None
    title: str = ""
    mediation_note: str = ""
    mediation_noted_on: date | None = None
    closed_on: date | None = None
    closed_as: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Record):
    """A line in the course of a case: what happened and who did it. Never changed afterwards."""

    case_id: RecordId
    at: datetime
    kind: str
    text: str = ""
    clerk_id: RecordId | None = None
    workstation: str = ""


class Direction(StrEnum):
    """Whose paper it is."""

    IN = "in"
    OUT = "out"
    OWN = "own"


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """A paper of a case. ``content`` is the hash of the kept bytes, empty for paper that lies in the folder."""

    case_id: RecordId | None = None
    person_id: RecordId | None = None
    direction: Direction = Direction.IN
    kind: str = ""
    title: str = ""
    dated_on: date | None = None
    content: str = ""
    media_type: str = ""
    pages: int = 0
    template: str = ""
    template_version: int = 0
    note: str = ""


class AlreadyClosed(Refusal):
    """The case has ended; nothing more is written into it (facts: sign)."""

    code = "case_closed"


class Stage(StrEnum):
    """Where a case stands. Derived from what lies in it, never typed."""

    APPLICATION = "application"
    INTERVIEW = "interview"
    FINDINGS = "findings"
    DECISION = "decision"
    DELIVERY = "delivery"
    PAYMENT = "payment"
    CLOSED = "closed"


STAGES = tuple(Stage)[:-1]
"""The six steps that the picture of a case shows."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the stage of a case is read from; a missing day means "not yet"."""

    complete_on: date | None = None
    interviewed_on: date | None = None
    drafted_on: date | None = None
    issued_on: date | None = None
    served_on: date | None = None
    closed_on: date | None = None


def stage_of(facts: Facts) -> Stage:
    """The first step that is not finished.

    An interview may be held before the last document comes, so the application step counts as finished once
    the interview is there.
    """
    if facts.closed_on:
        return Stage.CLOSED
    if facts.issued_on:
        return Stage.PAYMENT if facts.served_on else Stage.DELIVERY
    if facts.drafted_on:
        return Stage.DECISION
    if facts.interviewed_on:
        return Stage.FINDINGS
    return Stage.INTERVIEW
