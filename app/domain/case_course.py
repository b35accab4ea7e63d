"""Words of the course of a case: what may happen to it, how it may end, which papers lie in it.

Stored as codes; the screens and the printed course say them. ``CaseEvent.text`` adds what only this event knows
(the name of a letter, a day, a reason).
"""

from enum import StrEnum

from app.domain import clocks


class EventKind(StrEnum):
    """What happened to a case."""

    ORAL_APPLICATION = "oral_application"
    WRITTEN_APPLICATION = "written_application"
    OPENED_EX_OFFICIO = "opened_ex_officio"
    REPORT_TAKEN = "report_taken"
    SIGN_GIVEN = "sign_given"
    APPLICATION_SIGNED = "application_signed"
    APPLICATION_COMPLETED = "application_completed"
    PAPER_RECEIVED = "paper_received"
    PAPER_MADE = "paper_made"
    DELIVERED = "delivered"
    INTERVIEW_FINISHED = "interview_finished"
    DECISION_DRAFTED = "decision_drafted"
    DECISION_PASSED_ON = "decision_passed_on"
    DECISION_RETURNED = "decision_returned"
    DECISION_APPROVED = "decision_approved"
    DECISION_ISSUED = "decision_issued"
    MEDIATION_NOTED = "mediation_noted"
    NOTE = "note"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    REOPENED = "reopened"


class Closing(StrEnum):
    """How a case ended."""

    SETTLED = "settled"
    WITHDRAWN = "withdrawn"
    UNEXAMINED = "unexamined"
    TRANSFERRED = "transferred"
    DISCONTINUED = "discontinued"
    DIED = "died"
    CANCELLED = "cancelled"


class PaperKind(StrEnum):
    """What a paper is to a case; some are asked for by name before a decision."""

    APPLICATION = "application"
    INCOME_CERTIFICATE = "income_certificate"
    ASSETS_STATEMENT = "assets_statement"
    LABOUR_OFFICE = "labour_office"
    MEDICAL = "medical"
    DISABILITY = "disability"
    COURT = "court"
    STATEMENT = "statement"
    LETTER = "letter"
    DECISION = "decision"
    INTERVIEW = "interview"
    RECEIPT = "receipt"
    SUMMONS = clocks.SUMMONS
    APPEAL = clocks.APPEAL
    APPEAL_FORWARDED = clocks.APPEAL_FORWARDED
    APPEAL_SETTLED = clocks.APPEAL_SETTLED
    WAIVER = clocks.WAIVER
    SUPPLEMENT = clocks.SUPPLEMENT
    RULING_REQUEST = "ruling_request"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    OTHER = "other"
