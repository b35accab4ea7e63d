"""One difference between an interview and the files, and what the files say that it is found from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.cases import Document
from app.domain.households import Member
from app.domain.income_kinds import IncomeKind
from app.domain.incomes import Income
from app.domain.persons import Address, AddressKind, Person
from app.domain.records import Record, RecordId
from app.services.households import MemberEntry


class OfferCode(StrEnum):
    """What would change."""

    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    PESEL = "pesel"
    BORN_ON = "born_on"
    SEX = "sex"
    PHONE = "phone"
    CITIZENSHIP = "citizenship"
    IDENTITY_DOCUMENT = "identity_document"
    MARITAL_STATUS = "marital_status"
    OCCUPATION = "occupation"
    ADDRESS = "address"
    CORRESPONDENCE = "correspondence"
    STAY = "stay"
    INCOME = "income"
    MEMBER = "member"
    MEMBER_GONE = "member_gone"
    DISABILITY = "disability"
    DOCUMENT = "document"


class Obstacle(StrEnum):
    """Why a difference is only told."""

    NONE = ""
    DOCUMENTED = "documented"
    SEVERAL = "several"
    UNKNOWN_KIND = "unknown_kind"
    NEEDS_MORE = "needs_more"
    ASK = "ask"
    UNREAD = "unread"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One difference: whose, what stands in the files, what was answered.

    ``changes`` are records as they were read and as they would be (None before a new one), ``member`` somebody who
    would join the household.
    """

    code: OfferCode
    name: str
    before: str
    now: str
    obstacle: Obstacle = Obstacle.NONE
    changes: tuple[tuple[Record | None, Record], ...] = ()
    member: MemberEntry | None = None

    @property
    def can_be_taken(self) -> bool:
        """Whether it may be taken over with one press."""
        return self.obstacle is Obstacle.NONE


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """What the files say about the people of an interview; the interviewed person first.

    ``income_day`` is the day that a receipt of the month of income is written on, ``known`` people of the office by
    the PESEL of somebody whom the household does not have. ``address`` is the residence, ``others`` the addresses of
    other kinds, ``papers`` what came into the case ``case_id`` and certificates of the family.
    """

    family: tuple[tuple[Person, Member | None], ...]
    address: Address | None
    incomes: tuple[Income, ...]
    income_day: date
    kinds: Mapping[str, IncomeKind]
    known: Mapping[str, RecordId]
    case_id: RecordId
    others: Mapping[AddressKind, Address]
    papers: tuple[Document, ...]
