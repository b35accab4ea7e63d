"""How a paper reached its addressee, and the day that counts for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.deadlines import DeadlineKind, served_at_latest, served_electronically
from app.domain.law import Law
from app.domain.problems import Refusal
from app.domain.records import Record, RecordId

_FIRST_OFFER = timedelta(days=7)
"""How long the first notice offers the paper (art. 44 § 2); the second one is left when nobody came (§ 3)."""


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


_BY_HAND = (Way.ADDRESSEE, Way.HOUSEHOLD, Way.NEIGHBOUR, Way.UNSIGNED, Way.REFUSED, Way.NOTICES)
WAYS = {
    Channel.POST_RECEIPT: _BY_HAND,
    Channel.OWN_STAFF: _BY_HAND,
    Channel.AT_OFFICE: (Way.ADDRESSEE, Way.UNSIGNED, Way.REFUSED),
    Channel.ELECTRONIC: (Way.ADDRESSEE, Way.UNOPENED),
}
"""What can happen to a paper on each channel."""


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


class NoticesIncomplete(Refusal):
    """A paper that nobody took is served only when both notices and their place are on the receipt (art. 44)."""

    code = "notices_incomplete"


class NoticesMisplaced(Refusal):
    """The second notice is left after the seven days of the first and within fourteen (facts: first, second)."""

    code = "notices_misplaced"


def counted_service(
    law: Law, way: Way, first_notice_on: date | None, second_notice_on: date | None, place: str
) -> date | None:
    """The day of service that the law puts in place of taking the paper; None for a way that a person witnessed.

    Of the two readings of art. 44 § 4 the later one counts (see ``served_at_latest``).
    """
    if way is Way.UNOPENED:
        if first_notice_on is None:
            raise NoticesIncomplete
        return served_electronically(law.deadline(DeadlineKind.ELECTRONIC_STORAGE, first_notice_on))
    if way is not Way.NOTICES:
        return None
    if first_notice_on is None or second_notice_on is None or not place.strip():
        raise NoticesIncomplete
    storage = law.deadline(DeadlineKind.STORAGE, first_notice_on)
    if not first_notice_on + _FIRST_OFFER <= second_notice_on <= storage.ends_on:
        raise NoticesMisplaced(first=first_notice_on, second=second_notice_on)
    return served_at_latest(storage)
