"""With whom a person lives and keeps house (social assistance act art. 6 pkt 14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.records import Record, RecordId


class Relation(StrEnum):
    """Kinship to the person the household is named after."""

    SELF = "self"
    SPOUSE = "spouse"
    PARTNER = "partner"
    CHILD = "child"
    STEPCHILD = "stepchild"
    PARENT = "parent"
    SIBLING = "sibling"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Household(Record):
    """People who live and keep house together. ``head_id`` is who it is named after, ``region`` who visits."""

    head_id: RecordId
    region: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Member(Record):
    """One person's time in a household.

    ``is_counted`` is false where the act leaves a member out of the number (art. 10 ust. 1) or the office
    found that they do not keep house here; ``not_counted_reason`` then says why, with its article.
    """

    household_id: RecordId
    person_id: RecordId
    relation: Relation = Relation.OTHER
    from_on: date | None = None
    to_on: date | None = None
    is_counted: bool = True
    not_counted_reason: str = ""
    position: int = 0

    def is_in_on(self, day: date) -> bool:
        """Whether the person belonged to the household on ``day``; open ends are unbounded."""
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


def members_on(members: Iterable[Member], day: date) -> list[Member]:
    """Those in the household on ``day``, in the order the family was written down."""
    return sorted(
        (member for member in members if member.is_in_on(day)), key=lambda member: (member.position, member.id)
    )
