"""Tables of fees for care services, as a council's resolution prints them: the share of the cost by income.

The act names no share and no free threshold (art. 50 ust. 6); price, bands and shares are the council's.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from app.domain import money
from app.domain.money import Grosze
from app.domain.problems import Refusal

_WHOLE = Fraction(1)


class FeeTableFault(StrEnum):
    """What is wrong with a table that somebody enters."""

    NO_RESOLUTION = "no_resolution"
    BACKWARDS = "backwards"
    NO_PRICE = "no_price"
    BANDS = "bands"
    SHARES = "shares"
    OVERLAP = "overlap"


class WrongFeeTable(Refusal):
    """The table cannot be relied on (facts: fault, a FeeTableFault)."""

    code = "wrong_fee_table"


class NoFeeTable(Refusal):
    """No resolution is known that sets the fee on that day (facts: day)."""

    code = "no_fee_table"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBand:
    """Up to ``limit`` of the criterion, the limit itself included; None: without an upper limit."""

    limit: Fraction | None
    single: Fraction
    family: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTable:
    """One resolution: the price of an hour (grosze) and the bands, the lowest first.

    ``of_single`` tells that the limits are shares of the criterion of a single person also for families, as the
    state's own table for specialist services has it; otherwise each household has its own criterion.
    """

    price: Grosze
    bands: tuple[FeeBand, ...]
    starts_on: date
    ends_on: date | None
    number: str
    passed_on: date
    of_single: bool = False

    def covers(self, day: date) -> bool:
        """Whether the resolution is in force on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def band(self, ratio: Fraction) -> FeeBand:
        """The band of an income that is ``ratio`` of the criterion."""
        return next(band for band in self.bands if band.limit is None or ratio <= band.limit)


def table_on(tables: Iterable[FeeTable], day: date) -> FeeTable:
    """The table in force; refuses a day without one rather than guess a fee."""
    for table in tables:
        if table.covers(day):
            return table
    raise NoFeeTable(day=day)


def check_table(table: FeeTable) -> None:
    """Bands rise to one without a limit, shares rise from 0 to 1: who earns more never pays less."""
    fault: FeeTableFault | None = None
    if not table.number.strip():
        fault = FeeTableFault.NO_RESOLUTION
    elif table.ends_on is not None and table.ends_on < table.starts_on:
        fault = FeeTableFault.BACKWARDS
    elif table.price <= 0:
        fault = FeeTableFault.NO_PRICE
    elif not _are_whole(table.bands):
        fault = FeeTableFault.BANDS
    elif not all(_rises([getattr(band, column) for band in table.bands]) for column in ("single", "family")):
        fault = FeeTableFault.SHARES
    if fault is not None:
        raise WrongFeeTable(fault=fault.value)


def _are_whole(bands: tuple[FeeBand, ...]) -> bool:
    """Every income falls into exactly one band."""
    limits = [band.limit for band in bands if band.limit is not None]
    has_end = bool(bands) and bands[-1].limit is None and len(limits) == len(bands) - 1
    return has_end and all(low < high for low, high in pairwise(limits))


def _rises(shares: list[Fraction]) -> bool:
    return shares == sorted(shares) and shares[0] >= 0 and shares[-1] <= _WHOLE


def write_tables(tables: Iterable[FeeTable]) -> str:
    """The tables as the setting keeps them; shares as exact fractions."""
    told = [
        {
            "price": money.plain(table.price),
            "bands": [
                [str(band.limit) if band.limit is not None else "", str(band.single), str(band.family)]
                for band in table.bands
            ],
            "from": table.starts_on.isoformat(),
            "to": table.ends_on.isoformat() if table.ends_on else "",
            "number": table.number,
            "passed_on": table.passed_on.isoformat(),
            "of_single": table.of_single,
        }
        for table in sorted(tables, key=lambda table: table.starts_on)
    ]
    return json.dumps(told, ensure_ascii=False)


def read_tables(text: str) -> tuple[FeeTable, ...]:
    """Read back; a table that this program cannot read raises ValueError."""
    return tuple(_table(each) for each in json.loads(text or "[]"))


def _table(given: dict[str, Any]) -> FeeTable:
    return FeeTable(
        price=money.parse(given["price"]),
        bands=tuple(
            FeeBand(limit=Fraction(limit) if limit else None, single=Fraction(single), family=Fraction(family))
            for limit, single, family in given["bands"]
        ),
        starts_on=date.fromisoformat(given["from"]),
        ends_on=date.fromisoformat(given["to"]) if given["to"] else None,
        number=str(given["number"]),
        passed_on=date.fromisoformat(given["passed_on"]),
        of_single=bool(given["of_single"]),
    )
