"""What a calculation is given: people, money, days. The same for a screen, a nightly re-run and a lawyer's file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.income_rules import IncomeLine


class HouseholdKind(StrEnum):
    """Which criterion applies (art. 6 pkt 10 and 14). Never worked out: the office decides and gives reasons."""

    SINGLE = "single"
    FAMILY = "family"


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMember:
    """One person by the key that income lines use, and the name that the reasons use.

    ``is_counted`` false leaves out the person and their income (art. 10 ust. 1).
    """

    id: str
    name: str
    is_counted: bool = True


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
