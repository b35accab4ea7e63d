"""Amounts of a new regulation as the office keeps them: settings, equal on every workstation, written by the head.

What they would do to running decisions is shown by ``recalculate`` with ``NewAmounts`` before they are entered.
Decisions that were issued keep the amounts they were worked out with.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.law import Law, UnknownOn, Value
from app.domain.law_amounts import (
    VERIFIED,
    AmountFault,
    NewAmount,
    WrongLawAmount,
    check_amount,
    lay_amounts,
    read_amounts_of,
    write_amounts,
)
from app.domain.money import Grosze
from app.domain.months import add_months
from app.domain.offices import Setting, setting_id
from app.domain.problems import Refusal, Trouble
from app.domain.roles import MAY, Act, Role
from app.services.office import Done, Office
from app.services.office_settings import keep_setting, kept_setting
from app.services.ports import Reading

PREFIX = "law_amount."


class UnreadableLawAmount(Trouble):
    """An amount of a regulation cannot be read; nothing is worked out without it (facts: name)."""

    code = "unreadable_law_amount"


@dataclass(frozen=True, kw_only=True)
class AmountNow:
    """One verified amount: what holds today, what holds next, and what was typed; ``passed_over`` speaks no more.

    What was typed is passed over once the program's own law knows the amount from that day or a later one.
    """

    name: str
    label: str
    now: Value
    coming: Value | None
    entered: tuple[NewAmount, ...]
    passed_over: tuple[NewAmount, ...]


@dataclass(frozen=True)
class LawAmounts:
    """Every verified amount; ``may_set``: whether the clerk at the keyboard may enter one."""

    amounts: tuple[AmountNow, ...]
    next_month: date
    may_set: bool


@dataclass(frozen=True)
class AskLawAmounts:
    """Ask for the amounts of the act that regulations verify."""


@dataclass(frozen=True, kw_only=True)
class EnterLawAmounts:
    """Enter the amounts of one regulation (name → grosze) from the first day of a month; all of them or none."""

    amounts: tuple[tuple[str, Grosze], ...]
    starts_on: date
    basis: str


@dataclass(frozen=True)
class TakeBackLawAmounts:
    """Take out what was entered for that day."""

    starts_on: date


def ask_law_amounts(office: Office, _: AskLawAmounts) -> LawAmounts:
    """In the order of the regulation."""
    with office.reading() as file:
        return _all(office, file)


def enter_law_amounts(office: Office, request: EnterLawAmounts) -> Done[LawAmounts]:
    """What was entered for the same day before is replaced; drafts that used it are outdated by themselves."""
    office.allow(Act.SET_LOCAL_LAW)
    today = office.calendar.today()
    if not request.amounts:
        raise WrongLawAmount(fault=AmountFault.NOTHING.value, label="", held="")
    with office.work("Kwoty z rozporządzenia") as work:
        for name, amount in request.amounts:
            new = NewAmount(
                name=name, amount=amount, starts_on=request.starts_on, basis=request.basis.strip(), noted_on=today
            )
            others = [row for row in _rows(work, name) if row.starts_on != new.starts_on]
            earlier = [row for row in others if row.starts_on < new.starts_on]
            check_amount(lay_amounts(office.law, earlier), new)
            keep_setting(work, PREFIX + name, write_amounts([*others, new]))
        return Done(_all(office, work), work.commit())


def take_back_law_amounts(office: Office, request: TakeBackLawAmounts) -> Done[LawAmounts]:
    """Entered by mistake; decisions that were issued by them are found by a recalculation."""
    office.allow(Act.SET_LOCAL_LAW)
    with office.work("Wycofanie kwot z rozporządzenia") as work:
        for name in VERIFIED:
            rows = _rows(work, name)
            kept = [row for row in rows if row.starts_on != request.starts_on]
            if len(kept) < len(rows):
                keep_setting(work, PREFIX + name, write_amounts(kept))
        return Done(_all(office, work), work.commit())


def read_amounts(file: Reading) -> tuple[NewAmount, ...]:
    """What was entered, for services that are already looking; one question to the file."""
    ids = {name: setting_id(PREFIX + name) for name in VERIFIED}
    stored = file.many(Setting, ids.values())
    return tuple(
        row
        for name, record_id in ids.items()
        if record_id in stored
        for row in _understood(name, stored[record_id].value)
    )


def _all(office: Office, file: Reading) -> LawAmounts:
    today = office.calendar.today()
    rows = read_amounts(file)
    law = lay_amounts(office.law, rows)
    rights = MAY.get(Role(office.clerk.role), frozenset())
    return LawAmounts(
        tuple(_now(office.law, law, name, rows, today) for name in VERIFIED),
        add_months(today.replace(day=1), 1),
        may_set=Act.SET_LOCAL_LAW in rights,
    )


def _now(own: Law, law: Law, name: str, rows: Iterable[NewAmount], today: date) -> AmountNow:
    series = law.values[name]
    now = law.find_on(name, today)
    if now is None:
        raise UnknownOn(name=name, label=series[0].label, day=today)
    last = own.values[name][-1].starts_on
    entered = [row for row in rows if row.name == name]
    return AmountNow(
        name=name,
        label=series[0].label,
        now=now,
        coming=next((value for value in series if value.starts_on > today), None),
        entered=tuple(row for row in entered if row.starts_on > last),
        passed_over=tuple(row for row in entered if row.starts_on <= last),
    )


def _rows(file: Reading, name: str) -> tuple[NewAmount, ...]:
    return _understood(name, kept_setting(file, PREFIX + name))


def _understood(name: str, text: str) -> tuple[NewAmount, ...]:
    """What a setting says; a newer program may have written what this one cannot read."""
    try:
        return read_amounts_of(name, text)
    except (ValueError, KeyError, TypeError, Refusal) as error:
        raise UnreadableLawAmount(name=name) from error
