"""Amounts of a new regulation, entered in the office before a newer program brings them (art. 9 of the act).

The criteria and what hangs on them are verified every three years. The regulation is out in summer and binds from
January; an office that has read it need not wait for an update. What the program's own law says from the same day or
later always goes before what was typed.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.domain import money
from app.domain.law import Law, Parameter
from app.domain.money import Grosze
from app.domain.problems import Refusal

VERIFIED: tuple[str, ...] = (
    Parameter.CRITERION_SINGLE,
    Parameter.CRITERION_FAMILY,
    Parameter.INCOME_PER_HECTARE,
    Parameter.PERMANENT_MAXIMUM,
    "independence_base",
    "integration_minimum",
    "integration_maximum",
)
"""What art. 9 ust. 1 has verified, in the order in which the regulation lists it."""
_DAY = timedelta(days=1)
_FURTHEST = 3
"""A new amount beyond so many times the old one, or below that part of it, is a slip of the hand."""


class AmountFault(StrEnum):
    """What is wrong with an amount that somebody enters."""

    NO_ACT = "no_act"
    NOT_VERIFIED = "not_verified"
    NOT_A_MONTH = "not_a_month"
    KNOWN = "known"
    SLIP = "slip"
    NOTHING = "nothing"


class WrongLawAmount(Refusal):
    """An amount of a regulation cannot be relied on (facts: fault, an AmountFault; label; held, what holds before)."""

    code = "wrong_law_amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAmount:
    """One amount (grosze) from the first day of a month on; ``basis`` names the regulation, ``noted_on`` the typing."""

    name: str
    amount: Grosze
    starts_on: date
    basis: str
    noted_on: date


def check_amount(law: Law, new: NewAmount) -> None:
    """Refuse an amount without its act, of a thing that is not verified, or that the program itself knows."""
    if new.name not in VERIFIED:
        raise WrongLawAmount(fault=AmountFault.NOT_VERIFIED.value, label=new.name, held="")
    last = law.values[new.name][-1]
    told = {"label": last.label, "held": money.with_unit(last.grosze)}
    if not new.basis.strip():
        raise WrongLawAmount(fault=AmountFault.NO_ACT.value, **told)
    if new.starts_on.day != 1:
        raise WrongLawAmount(fault=AmountFault.NOT_A_MONTH.value, **told)
    if last.starts_on >= new.starts_on:
        raise WrongLawAmount(fault=AmountFault.KNOWN.value, **told)
    if not last.grosze <= new.amount * _FURTHEST <= last.grosze * _FURTHEST * _FURTHEST:
        raise WrongLawAmount(fault=AmountFault.SLIP.value, **told)


def lay_amounts(law: Law, rows: Sequence[NewAmount]) -> Law:
    """The law with what was typed after its own last word on each amount; the law itself where there is nothing."""
    if not rows:
        return law
    values = dict(law.values)
    for row in sorted(rows, key=lambda row: row.starts_on):
        series = values[row.name]
        if series[-1].starts_on >= row.starts_on:
            continue
        before = series[-1]._replace(ends_on=row.starts_on - _DAY)
        new = before._replace(
            held=row.amount, starts_on=row.starts_on, ends_on=None, basis=row.basis, checked_on=row.noted_on
        )
        values[row.name] = (*series[:-1], before, new)
    return replace(law, values=values)


def write_amounts(rows: Iterable[NewAmount]) -> str:
    """The rows of one name as the setting keeps them."""
    told = [
        {
            "amount": money.plain(row.amount),
            "from": row.starts_on.isoformat(),
            "basis": row.basis,
            "noted_on": row.noted_on.isoformat(),
        }
        for row in sorted(rows, key=lambda row: row.starts_on)
    ]
    return json.dumps(told, ensure_ascii=False)


def read_amounts_of(name: str, text: str) -> tuple[NewAmount, ...]:
    """The rows of one name; a row that this program cannot read raises ValueError, never a guessed amount."""
    return tuple(_row(name, each) for each in json.loads(text or "[]"))


def _row(name: str, given: dict[str, Any]) -> NewAmount:
    return NewAmount(
        name=name,
        amount=money.parse(given["amount"]),
        starts_on=date.fromisoformat(given["from"]),
        basis=str(given["basis"]),
        noted_on=date.fromisoformat(given["noted_on"]),
    )
