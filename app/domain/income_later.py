"""On what a family lived when a later month of a benefit was paid (social assistance act art. 8 ust. 3, 106 ust. 3a).

A claim rests on the income of one month. While its benefit is paid, income may change: a line that is written down for
a later month takes the place of the earlier one of the same person and kind, a source that ended falls away. What
nobody wrote anew goes on. A change of a month works from the next one on.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.changes import first_month_after
from app.domain.income_kinds import Shape
from app.domain.income_selection import belonging, month_of
from app.domain.incomes import NO_INCOME, Income
from app.domain.law import Law
from app.domain.months import add_months, days_of
from app.domain.records import RecordId


def is_of_the_claim(written: Iterable[Income], law: Law, applied_on: date, month: date) -> bool:
    """Whether a month still rests on the income of the claim itself: no change since could work in it."""
    return _last_known(month, law) <= month_of(applied_on, written, law)


def lived_on(written: Iterable[Income], law: Law, applied_on: date, month: date) -> tuple[Income, ...]:
    """The lines on which the benefit of ``month`` (its first day) rests, as receipts of the month before it.

    Facts made of them are those of an application on the first day of ``month``.
    """
    lines = [line for line in written if line.kind != NO_INCOME]
    until, first = _last_known(month, law), month_of(applied_on, lines, law)
    monthly = [line for line in lines if _shape(line, law) is Shape.RECEIPT]
    lasting = [line for line in lines if _shape(line, law) is not Shape.RECEIPT]
    at_claim = {line.id for line in belonging(lines, law, applied_on)}
    groups: dict[tuple[RecordId, str], list[Income]] = {}
    for line in monthly:
        if line.id in at_claim or first < _month(line, first) <= until:
            groups.setdefault((line.person_id, line.kind), []).append(line)
    found = [line for group in groups.values() for line in _newest(group, first, add_months(until, 1))]
    return (*moved_to(found, law, month), *belonging(lasting, law, month))


def moved_to(lines: Iterable[Income], law: Law, month: date) -> tuple[Income, ...]:
    """The lines counted once more for the benefit of ``month``: receipts as if they had come in the month before it."""
    before = add_months(month, -1)
    return tuple(
        replace(line, received_on=_in_month(line.received_on, before), source_lost_on=None)
        if _shape(line, law) is Shape.RECEIPT
        else line
        for line in lines
    )


def _last_known(month: date, law: Law) -> date:
    """The last month of which a change works in ``month``: the one before, unless the office reads it otherwise."""
    return month if first_month_after(month, law) == month else add_months(month, -1)


def _newest(group: list[Income], first: date, end: date) -> list[Income]:
    """The lines of the last month of a source; none once it had ended before ``end`` and its last pay was over."""
    last = max(_month(line, first) for line in group)
    lost = max((line.source_lost_on for line in group if line.source_lost_on is not None), default=None)
    if lost is not None and lost < end and last <= add_months(lost.replace(day=1), 1):
        return []
    return [line for line in group if _month(line, first) == last]


def _month(line: Income, first: date) -> date:
    return line.received_on.replace(day=1) if line.received_on is not None else first


def _in_month(day: date | None, month: date) -> date:
    """The same day of another month, or its last one."""
    number = day.day if day is not None else 1
    return month.replace(day=min(number, days_of(month.year, month.month)))


def _shape(line: Income, law: Law) -> Shape:
    kind = law.income_kinds.get(line.kind)
    return kind.shape if kind is not None else Shape.RECEIPT
