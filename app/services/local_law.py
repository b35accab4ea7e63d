"""The amounts that the commune's council has set: kept as settings of the office, equal on every workstation.

Only the head writes them, with the resolution they rest on. Whoever asks the rules about a benefit takes the law from
``law_here``; what a change would do to running decisions is shown by ``recalculate`` with a ``LocalChange``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from app.domain.fee_tables import (
    FeePurpose,
    FeeTable,
    FeeTableFault,
    WrongFeeTable,
    check_table,
    read_tables,
    write_tables,
)
from app.domain.law import Law
from app.domain.local_law import LocalName, LocalValue, check_local, lay_over, read_rows, write_rows
from app.domain.offices import Setting, setting_id
from app.domain.problems import Refusal, Trouble
from app.domain.roles import MAY, Act, Role
from app.services.office import Done, Office
from app.services.office_settings import keep_setting, kept_setting
from app.services.ports import Reading

T = TypeVar("T")

PREFIX = "local_law."


class UnreadableLocalLaw(Trouble):
    """An amount of the council cannot be read; nothing is worked out without it (facts: name)."""

    code = "unreadable_local_law"


@dataclass(frozen=True)
class LocalLaw:
    """Everything that resolutions set; ``may_set``: whether the clerk at the keyboard may change it."""

    values: tuple[LocalValue, ...]
    fee_tables: tuple[FeeTable, ...]
    may_set: bool = False


@dataclass(frozen=True)
class AskLocalLaw:
    """Ask for the amounts of the council."""


@dataclass(frozen=True)
class SetLocalAmount:
    """Write one amount of a resolution; an amount of the same name that is without an end ends the day before."""

    value: LocalValue


@dataclass(frozen=True)
class TakeBackLocalAmount:
    """Take an amount out that was entered by mistake, named by what it sets and its first day."""

    name: LocalName
    starts_on: date


@dataclass(frozen=True)
class SetFeeTable:
    """Write a table of fees or repayments; one for the same purpose that is without an end ends the day before."""

    table: FeeTable


@dataclass(frozen=True)
class TakeBackFeeTable:
    """Take a table out that was entered by mistake, named by what it is for and its first day."""

    purpose: FeePurpose
    starts_on: date


def ask_local_law(office: Office, _: AskLocalLaw) -> LocalLaw:
    """What the council has set, oldest first."""
    with office.reading() as file:
        return _all(office, file)


def set_local_amount(office: Office, request: SetLocalAmount) -> Done[LocalLaw]:
    """Checked against the act and the other amounts before it is written."""
    office.allow(Act.SET_LOCAL_LAW)
    value = request.value
    with office.work("Kwota z uchwały rady") as work:
        others = [_ended(row, value) for row in _rows(work, value.name)]
        check_local(office.law, value, others)
        keep_setting(work, PREFIX + value.name.value, write_rows([*others, value]))
        return Done(_all(office, work), work.commit())


def take_back_local_amount(office: Office, request: TakeBackLocalAmount) -> Done[LocalLaw]:
    """The rest stays; findings of drafts that used it are outdated by themselves."""
    office.allow(Act.SET_LOCAL_LAW)
    with office.work("Wycofanie kwoty z uchwały rady") as work:
        kept = [row for row in _rows(work, request.name) if row.starts_on != request.starts_on]
        keep_setting(work, PREFIX + request.name.value, write_rows(kept))
        return Done(_all(office, work), work.commit())


def set_fee_table(office: Office, request: SetFeeTable) -> Done[LocalLaw]:
    """Checked to be whole before it is written; no two tables hold on one day."""
    office.allow(Act.SET_LOCAL_LAW)
    table = request.table
    check_table(table)
    with office.work("Tabela opłat z uchwały rady") as work:
        others = [
            replace(other, ends_on=_day_before(table.starts_on))
            if other.ends_on is None and other.starts_on < table.starts_on
            else other
            for other in _tables(work, table.purpose)
        ]
        if any(_meet(table, other) for other in others):
            raise WrongFeeTable(fault=FeeTableFault.OVERLAP.value)
        keep_setting(work, PREFIX + table.purpose.value, write_tables([*others, table]))
        return Done(_all(office, work), work.commit())


def take_back_fee_table(office: Office, request: TakeBackFeeTable) -> Done[LocalLaw]:
    """The rest stays as it is: a table that was ended by the mistaken one is not reopened by itself."""
    office.allow(Act.SET_LOCAL_LAW)
    with office.work("Wycofanie tabeli z uchwały rady") as work:
        kept = [table for table in _tables(work, request.purpose) if table.starts_on != request.starts_on]
        keep_setting(work, PREFIX + request.purpose.value, write_tables(kept))
        return Done(_all(office, work), work.commit())


def read_local(file: Reading) -> tuple[LocalValue, ...]:
    """The amounts, for services that are already looking; one question to the file."""
    ids = {name: setting_id(PREFIX + name.value) for name in LocalName}
    stored = file.many(Setting, ids.values())
    return tuple(
        row
        for name, record_id in ids.items()
        if record_id in stored
        for row in _understood(name.value, partial(read_rows, name), stored[record_id].value)
    )


def read_fee_tables(file: Reading) -> tuple[FeeTable, ...]:
    """The tables by what they are for, for services that are already looking; one question to the file."""
    ids = {purpose: setting_id(PREFIX + purpose.value) for purpose in FeePurpose}
    stored = file.many(Setting, ids.values())
    return tuple(
        table
        for purpose, record_id in ids.items()
        if record_id in stored
        for table in _understood(purpose.value, partial(read_tables, purpose=purpose), stored[record_id].value)
    )


def law_here(law: Law, local: Sequence[LocalValue], benefit: str) -> Law:
    """The law of one benefit in this commune."""
    return lay_over(law, local, benefit)


def _all(office: Office, file: Reading) -> LocalLaw:
    rights = MAY.get(Role(office.clerk.role), frozenset())
    return LocalLaw(read_local(file), read_fee_tables(file), may_set=Act.SET_LOCAL_LAW in rights)


def _rows(file: Reading, name: LocalName) -> tuple[LocalValue, ...]:
    return _understood(name.value, partial(read_rows, name), kept_setting(file, PREFIX + name.value))


def _tables(file: Reading, purpose: FeePurpose) -> tuple[FeeTable, ...]:
    return _understood(purpose.value, partial(read_tables, purpose=purpose), kept_setting(file, PREFIX + purpose.value))


def _understood(name: str, read: Callable[[str], tuple[T, ...]], text: str) -> tuple[T, ...]:
    """What a setting says; a newer program may have written what this one cannot read."""
    try:
        return read(text)
    except (ValueError, KeyError, TypeError, Refusal) as error:
        raise UnreadableLocalLaw(name=name) from error


def _ended(row: LocalValue, by: LocalValue) -> LocalValue:
    if row.ends_on is None and row.starts_on < by.starts_on:
        return replace(row, ends_on=_day_before(by.starts_on))
    return row


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _meet(one: FeeTable, other: FeeTable) -> bool:
    return (one.ends_on is None or other.starts_on <= one.ends_on) and (
        other.ends_on is None or one.starts_on <= other.ends_on
    )
