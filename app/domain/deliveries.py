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


class Way(StrEnum):
    """Who took the paper, or what stands in place of taking it."""

    ADDRESSEE = "addressee"
    HOUSEHOLD = "household"
    NEIGHBOUR = "neighbour"
    UNSIGNED = "unsigned"
    REFUSED = "refused"
    NOTICES = "notices"
    UNOPENED = "unopened"


BASIS = {
    Way.ADDRESSEE: "art. 42 i art. 46 § 1 KPA",
    Way.HOUSEHOLD: "art. 43 KPA",
    Way.NEIGHBOUR: "art. 43 KPA",
    Way.UNSIGNED: "art. 46 § 2 KPA",
    Way.REFUSED: "art. 47 KPA",
    Way.NOTICES: "art. 44 KPA",
    Way.UNOPENED: "art. 42 ustawy o doręczeniach elektronicznych",
}
"""The provision of each way."""


@dataclass(frozen=True, kw_only=True)
class Delivery(Record):
    """One paper to one person.

    ``served_on`` is the day written by the recipient (art. 46 § 1), or the one that counts instead of it: of ``way``
    NOTICES (two notices, art. 44) and UNOPENED (an electronic letter that arrived on ``first_notice_on``) it is worked
    out, never typed. ``notice_place`` is where the notices were left.
    """

    document_id: RecordId
    case_id: RecordId
    person_id: RecordId
    channel: Channel = Channel.POST_RECEIPT
    sent_on: date | None = None
    served_on: date | None = None
    taken_by: str = ""
    note: str = ""
    way: Way = Way.ADDRESSEE
    first_notice_on: date | None = None
    second_notice_on: date | None = None
    notice_place: str = ""
