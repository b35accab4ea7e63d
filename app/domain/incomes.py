"""Income as it is written down. What of it counts is the business of ``income_rules``."""

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record, RecordId


@dataclass(frozen=True, kw_only=True)
class Income(Record):
    """One receipt of one person; amounts are grosze.

    ``kind`` is a code of ``resources/law/income_kinds.toml``. ``amount`` is the net pay-out, ``costs`` the
    costs of obtaining revenue from the certificate, ``maintenance_paid`` what was paid to people outside the
    household. ``evidence`` names the document that proves the line. ``hectares`` is converted hectares as
    typed, ``months`` the number of months that arrears were due for.
    """

    person_id: RecordId
    kind: str = ""
    amount: int = 0
    received_on: date | None = None
    costs: int = 0
    maintenance_paid: int = 0
    source_lost_on: date | None = None
    hectares: str = ""
    months: int = 0
    evidence: str = ""
    evidence_on: date | None = None
    note: str = ""


NO_INCOME = "none"
"""Kind of a line that says a person has no income, so that the proof of it has a place."""
