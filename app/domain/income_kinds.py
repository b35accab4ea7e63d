"""Titles of income: what they are called, how they arrive, and when the act leaves them out (art. 8 ust. 4)."""

from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.domain.problems import Refusal


class Shape(StrEnum):
    """How income arrives, which decides the months it counts in."""

    RECEIPT = "receipt"
    """Received on a day; counts in the month of that day (art. 8 ust. 3)."""
    AVERAGE = "average"
    """A monthly average of a business; counts in every month (art. 8 ust. 5)."""
    FARM = "farm"
    """Converted hectares at a flat rate; counts in every month (art. 8 ust. 9)."""
    ONE_OFF = "one_off"
    """Spread over twelve months when high (art. 8 ust. 11)."""
    ARREARS = "arrears"
    """Paid at once for several months (art. 8 ust. 12)."""


class Clock(StrEnum):
    """Which day decides whether an exclusion is in force."""

    MONTH = "month"
    """The first day of the month the benefit is for."""
    DECISION = "decision"
    """The day of the decision: the change also reaches cases that it found unfinished."""


class Exclusion(NamedTuple):
    """A provision by which a title is not income, while it is in force.

    ``only_for`` limits it to benefits with one of these marks (their code, or ``money``); empty means all.
    ``note`` tells on which reading of the act it rests where the act itself is silent; ``question`` names the open
    question by whose usual answer it holds, so that an office with another answer counts the title.
    """

    basis: str
    starts_on: date | None = None
    ends_on: date | None = None
    clock: Clock = Clock.MONTH
    only_for: frozenset[str] = frozenset()
    note: str = ""
    question: str = ""

    def reaches(self, marks: AbstractSet[str], month: date, decided_on: date) -> bool:
        """Whether the title is left out for a benefit with these marks, month and day of decision."""
        if self.only_for and not self.only_for & marks:
            return False
        day = decided_on if self.clock is Clock.DECISION else month
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


class IncomeKind(NamedTuple):
    """One title of income. ``label`` is what clerk and client read; ``note`` says what people get wrong about it."""

    code: str
    label: str
    shape: Shape = Shape.RECEIPT
    has_costs: bool = False
    note: str = ""
    exclusions: tuple[Exclusion, ...] = ()


class UnknownIncomeKind(Refusal):
    """No such title of income (facts: kind)."""

    code = "unknown_income_kind"
