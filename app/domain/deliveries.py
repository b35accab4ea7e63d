"""How a paper reached its addressee, and the day that counts for it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.records import Record, RecordId


class Channel(StrEnum):
    """Ways of service (administrative procedure code art. 39)."""

    POST_RECEIPT = "post_receipt"
    OWN_STAFF = "own_staff"
    AT_OFFICE = "at_office"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, kw_only=True)
class Delivery(Record):
    """One paper to one person. ``served_on`` is the day written by the recipient (art. 46 § 1)."""

    document_id: RecordId
    case_id: RecordId
    person_id: RecordId
    channel: Channel = Channel.POST_RECEIPT
    sent_on: date | None = None
    served_on: date | None = None
    taken_by: str = ""
    note: str = ""
