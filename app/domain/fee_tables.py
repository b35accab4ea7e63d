"""Tables of a council's resolutions: fees and repayments by income, and the most that is given for independence.

The act names no share and no free threshold for care services (art. 50 ust. 6), for support centres and flats above the
criterion (art. 97 ust. 5), for relief from the fee of a short stay (art. 97a ust. 2), for repayment (art. 96 ust. 4);
prices, bands and shares are the council's.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from app.domain import money, polish
from app.domain.money import Grosze
from app.domain.problems import Refusal

_WHOLE = Fraction(1)


class FeePurpose(StrEnum):
    """What a resolution sets; the value is the name of its setting."""

    CARE_SERVICES = "care_services_fee"
    """Share of the price of an hour (art. 50 ust. 6)."""
    CENTRE = "support_centre_fee"
    """Share of the price of a day in a support centre other than for mental disorders (art. 97 ust. 5)."""
    SHELTER = "shelter_fee"
    """Share of the price of a day in a shelter (art. 97 ust. 5)."""
    FLAT = "training_flat_fee"
    """Share of the price of a month in a training or assisted flat (art. 97 ust. 5)."""
    SHORT_HOUR = "short_stay_hour_fee"
    """Price of an hour of short-term support by day, and the share that is paid of it (art. 97a ust. 1-2)."""
    SHORT_DAY = "short_stay_day_fee"
    """The same for a day of a stay round the clock."""
    REPAYMENT = "repayment_scale"
    """Share of the expenses that comes back (art. 96 ust. 4); it has no price."""
    INDEPENDENCE = "independence_highest"
    """The most that is given for economic independence (art. 43 ust. 10); it has no bands."""

    @property
    def has_price(self) -> bool:
        return self is not FeePurpose.REPAYMENT

    @property
    def has_bands(self) -> bool:
        return self is not FeePurpose.INDEPENDENCE


OF_SINGLE = frozenset({FeePurpose.SHORT_HOUR, FeePurpose.SHORT_DAY})
"""Whose bands are always shares of the criterion of a single person (art. 97a ust. 3)."""


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
    """No resolution is known that sets it on that day (facts: day; purpose, a FeePurpose)."""

    code = "no_fee_table"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeBand:
    """Up to ``limit`` of the criterion, the limit itself included; None: without an upper limit."""

    limit: Fraction | None
    single: Fraction
    family: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTable:
    """One resolution: the price of an hour, day or month (grosze, 0 without one) and the bands, the lowest first.

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
    purpose: FeePurpose = FeePurpose.CARE_SERVICES

    @property
    def act(self) -> str:
        """As the reasons name it."""
        return f"uchwała nr {self.number} z {polish.day(self.passed_on)}"

    def covers(self, day: date) -> bool:
        """Whether the resolution is in force on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def band(self, ratio: Fraction) -> FeeBand:
        """The band of an income that is ``ratio`` of the criterion."""
        return next(band for band in self.bands if band.limit is None or ratio <= band.limit)


def find_table(tables: Iterable[FeeTable], day: date, purpose: FeePurpose) -> FeeTable | None:
    """The table in force, or None: the act alone then says what it says."""
    return next((table for table in tables if table.purpose is purpose and table.covers(day)), None)


def table_on(tables: Iterable[FeeTable], day: date, purpose: FeePurpose = FeePurpose.CARE_SERVICES) -> FeeTable:
    """The table in force; refuses a day without one rather than guess a fee."""
    table = find_table(tables, day, purpose)
    if table is None:
        raise NoFeeTable(day=day, purpose=purpose.value)
    return table


def check_table(table: FeeTable) -> None:
    """Bands rise to one without a limit, shares rise from 0 to 1: who earns more never pays less."""
    fault: FeeTableFault | None = None
    if not table.number.strip():
        fault = FeeTableFault.NO_RESOLUTION
    elif table.ends_on is not None and table.ends_on < table.starts_on:
        fault = FeeTableFault.BACKWARDS
    elif table.purpose.has_price and table.price <= 0:
        fault = FeeTableFault.NO_PRICE
    elif not _are_whole(table.bands) if table.purpose.has_bands else table.bands:
        fault = FeeTableFault.BANDS
    elif table.purpose.has_bands and not all(
        _rises([getattr(band, column) for band in table.bands]) for column in ("single", "family")
    ):
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


def read_tables(text: str, purpose: FeePurpose = FeePurpose.CARE_SERVICES) -> tuple[FeeTable, ...]:
    """Read back; a table that this program cannot read raises ValueError."""
    return tuple(_table(each, purpose) for each in json.loads(text or "[]"))


def _table(given: dict[str, Any], purpose: FeePurpose) -> FeeTable:
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
        purpose=purpose,
    )
