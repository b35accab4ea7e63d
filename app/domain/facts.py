"""What a calculation is given: people, money, days. The same for a screen, a nightly re-run and a lawyer's file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from app.domain.income_rules import IncomeLine
from app.domain.money import Grosze


class HouseholdKind(StrEnum):
    """Which criterion applies (art. 6 pkt 10 and 14). Never worked out: the office decides and gives reasons."""

    SINGLE = "single"
    FAMILY = "family"


class MealForm(StrEnum):
    """How a meal is given: money for food is a money benefit (art. 8 ust. 4a), a meal or parcel is not."""

    CASH = "cash"
    KIND = "kind"


class Rank(StrEnum):
    """Who pays for a care home after the resident, in this order (art. 61 ust. 1 pkt 2)."""

    SPOUSE = "spouse"
    DESCENDANT = "descendant"
    ASCENDANT = "ascendant"


class Surplus(StrEnum):
    """Two readings of what a family may be asked for above the threshold (art. 61 ust. 2 pkt 2 lit. b)."""

    HOUSEHOLD = "household"
    """Everything that its whole income exceeds the threshold by."""
    PERSON = "person"
    """What the income of one person exceeds it by."""


class HouseholdMember(NamedTuple):
    """One person by the key that income lines use, and the name that the reasons use.

    ``is_counted`` false leaves out the person and their income (art. 10 ust. 1). ``is_incapable`` is total
    incapacity for work (art. 6 pkt 1); incapacity by age is worked out from ``born_on`` and ``is_woman``.
    ``incapable_by`` names the paper that says so, ``incapable_until`` the last day it is valid for (None: no end),
    ``incapable_since`` the day on which it begins when the month of the facts is older (None: from before).
    """

    id: str
    name: str
    is_counted: bool = True
    born_on: date | None = None
    is_woman: bool = False
    is_incapable: bool = False
    incapable_by: str = ""
    incapable_until: date | None = None
    incapable_since: date | None = None


class Relative(NamedTuple):
    """Somebody obliged to pay for a care home; ``income`` is that of the household, without the supplementary benefit.

    ``people`` are those of a family. ``refuses``: both the contract and the interview (art. 61 ust. 2e). ``agreed`` is
    the most that a contract takes, weighing income and possibilities (art. 103 ust. 2); None: up to the act's limit.
    """

    id: str
    household: HouseholdKind
    people: int
    income: Grosze
    rank: Rank
    refuses: bool = False
    agreed: Grosze | None = None


class CareHome(NamedTuple):
    """A resident and the relatives; ``resident_income`` is the base after art. 61 ust. 4. Amounts a month."""

    cost: Grosze
    resident_income: Grosze
    relatives: tuple[Relative, ...] = ()
    surplus: Surplus | None = None
    """None: as the office reads the act."""


class SpecialistCare(NamedTuple):
    """Price of an hour (grosze) and hours a month."""

    price_hour: Grosze
    hours: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one claim. ``month`` is the first day of the month the benefit is for."""

    applied_on: date
    complete_on: date
    decided_on: date
    month: date
    household: HouseholdKind
    members: tuple[HouseholdMember, ...]
    incomes: tuple[IncomeLine, ...] = ()
    reasons: tuple[str, ...] = ()
    """Points of art. 7 as "7.4"."""
    applicant: str = ""
    """Id of a member; only the permanent allowance looks at one person's age, capacity and own income."""
    blocked_by: tuple[str, ...] = ()
    """Rights of the applicant that exclude the permanent allowance (``permanent_allowance.BLOCKING``)."""
    form: MealForm = MealForm.CASH
    care_home: CareHome | None = None
    specialist_care: SpecialistCare | None = None
    granted_this_month: Grosze = 0
    """Special purpose allowances that the office has already granted to the household for this month."""
