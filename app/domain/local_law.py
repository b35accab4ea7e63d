"""What a council's resolution raises: its dated amounts laid over the law, for the benefits that it may touch.

Art. 8 ust. 2 lets the council raise the criteria for the periodic and the purpose allowance, art. 38 ust. 6 the minimum
of the periodic one; the meals programme may go above its own share. The permanent allowance is never touched, nor help
at the place of stay (art. 101 ust. 5). A raised criterion enters right and amount alike, unless the office reads its
resolution otherwise (``readings``); the act's own series stays at hand for that.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from app.domain import money
from app.domain.law import Law, Parameter, Value
from app.domain.money import Grosze
from app.domain.problems import Refusal

_DAY = timedelta(days=1)


class LocalName(StrEnum):
    """What a resolution may set."""

    PERIODIC_SINGLE = "periodic_criterion_single"
    PERIODIC_FAMILY = "periodic_criterion_family"
    PURPOSE_SINGLE = "purpose_criterion_single"
    PURPOSE_FAMILY = "purpose_criterion_family"
    PERIODIC_SHARE = "periodic_minimum_share"
    MEAL_SHARE = "meal_programme_share"


class LocalFault(StrEnum):
    """What is wrong with an amount that somebody enters."""

    NO_RESOLUTION = "no_resolution"
    BACKWARDS = "backwards"
    OVERLAP = "overlap"
    NOT_RAISED = "not_raised"


class WrongLocalAmount(Refusal):
    """A local amount cannot be relied on (facts: fault, a LocalFault; label; act, what the act itself says)."""

    code = "wrong_local_amount"


@dataclass(frozen=True)
class Target:
    """Which value of the law an amount replaces, for which benefits."""

    parameter: str
    benefits: frozenset[str]
    basis: str


_PERIODIC = frozenset({"periodic_allowance"})
_PURPOSE = frozenset({"purpose_allowance"})
TARGETS: dict[LocalName, Target] = {
    LocalName.PERIODIC_SINGLE: Target(Parameter.CRITERION_SINGLE, _PERIODIC, "art. 8 ust. 2"),
    LocalName.PERIODIC_FAMILY: Target(Parameter.CRITERION_FAMILY, _PERIODIC, "art. 8 ust. 2"),
    LocalName.PURPOSE_SINGLE: Target(Parameter.CRITERION_SINGLE, _PURPOSE, "art. 8 ust. 2"),
    LocalName.PURPOSE_FAMILY: Target(Parameter.CRITERION_FAMILY, _PURPOSE, "art. 8 ust. 2"),
    LocalName.PERIODIC_SHARE: Target(Parameter.PERIODIC_SHARE, _PERIODIC, "art. 38 ust. 6"),
    LocalName.MEAL_SHARE: Target(Parameter.MEAL_SHARE, frozenset({"meal_programme"}), "art. 8 ust. 2"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalValue:
    """One amount (grosze) or share (Fraction) of a resolution, from a day to a day; None: until further notice."""

    name: LocalName
    held: Grosze | Fraction
    starts_on: date
    ends_on: date | None
    number: str
    passed_on: date

    def covers(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def check_local(law: Law, value: LocalValue, others: Iterable[LocalValue] = ()) -> None:
    """Refuse an amount without a resolution, backwards in time, beside another one, or not above the act's own."""
    series = law.values[TARGETS[value.name].parameter]
    label = series[0].label
    if not value.number.strip():
        raise WrongLocalAmount(fault=LocalFault.NO_RESOLUTION.value, label=label, act="")
    if value.ends_on is not None and value.ends_on < value.starts_on:
        raise WrongLocalAmount(fault=LocalFault.BACKWARDS.value, label=label, act="")
    if any(_overlap(value, other) for other in others if other.name is value.name):
        raise WrongLocalAmount(fault=LocalFault.OVERLAP.value, label=label, act="")
    own = law.value_on(TARGETS[value.name].parameter, value.starts_on)
    if type(own.held) is not type(value.held) or value.held <= own.held:
        raise WrongLocalAmount(fault=LocalFault.NOT_RAISED.value, label=label, act=_written(own.held))


def lay_over(law: Law, locals_: Sequence[LocalValue], benefit: str, *, at_place_of_stay: bool = False) -> Law:
    """The law as it stands in this commune for one benefit; the law itself where nothing is raised.

    An amount of the act that has meanwhile become higher than the raised one is the one that holds.
    """
    touching = [] if at_place_of_stay else [each for each in locals_ if benefit in TARGETS[each.name].benefits]
    if not touching:
        return law
    values, unraised = dict(law.values), {}
    for name in {TARGETS[each.name].parameter for each in touching}:
        rows = [each for each in touching if TARGETS[each.name].parameter == name]
        values[name] = _spliced(law.values[name], rows)
        unraised[name] = law.values[name]
    return replace(law, values=values, unraised=unraised)


def with_value(law: Law, name: str, held: Grosze | Fraction, starts_on: date, basis: str) -> Law:
    """The law as it would be if a value were another one from a day on: for "what would change" and new amounts."""
    series = law.values[name]
    before = tuple(
        value._replace(ends_on=min(value.ends_on or starts_on, starts_on - _DAY))
        for value in series
        if value.starts_on < starts_on
    )
    new = series[-1]._replace(held=held, starts_on=starts_on, ends_on=None, basis=basis)
    return replace(law, values={**law.values, name: (*before, new)})


def write_rows(rows: Iterable[LocalValue]) -> str:
    """The rows of one name as the setting keeps them."""
    told = [
        {
            "amount" if isinstance(row.held, int) else "share": _plain(row.held),
            "from": row.starts_on.isoformat(),
            "to": row.ends_on.isoformat() if row.ends_on else "",
            "number": row.number,
            "passed_on": row.passed_on.isoformat(),
        }
        for row in sorted(rows, key=lambda row: row.starts_on)
    ]
    return json.dumps(told, ensure_ascii=False)


def read_rows(name: LocalName, text: str) -> tuple[LocalValue, ...]:
    """The rows of one name; a row that this program cannot read raises ValueError, never a guessed amount."""
    return tuple(_row(name, each) for each in json.loads(text or "[]"))


def _row(name: LocalName, given: dict[str, Any]) -> LocalValue:
    return LocalValue(
        name=name,
        held=money.parse(given["amount"]) if "amount" in given else Fraction(given["share"]),
        starts_on=date.fromisoformat(given["from"]),
        ends_on=date.fromisoformat(given["to"]) if given["to"] else None,
        number=str(given["number"]),
        passed_on=date.fromisoformat(given["passed_on"]),
    )


def _plain(held: Grosze | Fraction) -> str:
    return money.plain(held) if isinstance(held, int) else str(held)


def _written(held: Grosze | Fraction) -> str:
    """For people: "823,00 zł", "50%"."""
    return money.with_unit(held) if isinstance(held, int) else money.percent(held)


def _overlap(one: LocalValue, other: LocalValue) -> bool:
    return (one.ends_on is None or other.starts_on <= one.ends_on) and (
        other.ends_on is None or one.starts_on <= other.ends_on
    )


def _spliced(series: Sequence[Value], rows: Sequence[LocalValue]) -> tuple[Value, ...]:
    """The series cut at every day on which a row of either begins or ends; each piece takes the higher one."""
    days = {value.starts_on for value in series} | {row.starts_on for row in rows}
    days |= {end + _DAY for end in (*(v.ends_on for v in series), *(r.ends_on for r in rows)) if end is not None}
    ordered = sorted(days)
    pieces: list[Value] = []
    for at, first in enumerate(ordered):
        last = ordered[at + 1] - _DAY if at + 1 < len(ordered) else None
        piece = _piece(series, rows, first, last)
        if piece is not None:
            pieces.append(piece)
    return tuple(pieces)


def _piece(series: Sequence[Value], rows: Sequence[LocalValue], first: date, last: date | None) -> Value | None:
    own = next(
        (v for v in reversed(series) if v.starts_on <= first and (v.ends_on is None or first <= v.ends_on)), None
    )
    if own is None:
        return None
    row = next((row for row in rows if row.covers(first)), None)
    if row is None or row.held <= own.held:
        return own._replace(starts_on=first, ends_on=last) if first > own.starts_on else own._replace(ends_on=last)
    basis = f"uchwała nr {row.number} z {row.passed_on:%d.%m.%Y}, {TARGETS[row.name].basis}"
    return own._replace(held=row.held, starts_on=first, ends_on=last, basis=basis)
