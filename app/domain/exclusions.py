"""What happens where one benefit meets another: excluded, left out of the income, counted, or nothing at all.

The pairs are dated data (``resources/law/exclusions.toml``); an answer names its article, so that a clerk sees why.
"""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Effect(StrEnum):
    """What the one does to the other."""

    EXCLUDED = "excluded"
    """The benefit asked for is not due to that person."""
    LEFT_OUT = "left_out"
    """Both are due; the other one is not income."""
    COUNTED = "counted"
    """Both may be due; the other one is income."""
    BESIDE = "beside"
    """Neither touches the other."""
    EXPLAINED = "explained"
    """Both may be granted, but the reasons of the decision must say why the one is needed beside the other."""


class Meeting(NamedTuple):
    """One provision about a benefit that is ``asked`` for ``beside`` others, while the provision is in force.

    Codes are those of benefits and of titles of income; "granted:" and "family:" before a benefit mean that the office
    pays it to the same person, or to somebody else of the household, in the same months.
    ``text`` is a whole sentence for clerk and client.
    """

    asked: str
    beside: frozenset[str]
    effect: Effect
    text: str
    basis: str
    starts_on: date
    ends_on: date | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether the provision was law on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Met(NamedTuple):
    """One right that a person already has and what it does to the benefit asked for."""

    beside: str
    effect: Effect
    text: str
    basis: str


def meet(meetings: Iterable[Meeting], asked: str, beside: AbstractSet[str], day: date) -> tuple[Met, ...]:
    """Every provision that is touched, the exclusions first; rights that no provision names are not mentioned."""
    found = [
        Met(beside=code, effect=each.effect, text=each.text, basis=each.basis)
        for each in meetings
        if each.asked == asked and each.is_in_force(day)
        for code in sorted(each.beside & beside)
    ]
    return tuple(sorted(found, key=lambda met: met.effect is not Effect.EXCLUDED))


def excluding(meetings: Iterable[Meeting], asked: str, beside: AbstractSet[str], day: date) -> tuple[Met, ...]:
    """Only what takes the right away."""
    return tuple(met for met in meet(meetings, asked, beside, day) if met.effect is Effect.EXCLUDED)
