"""Which of all the income ever written down about a family belongs to one claim.

Years of receipts lie in the files; the findings of one claim must name those of its month, not the whole history.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from app.domain.income_kinds import IncomeKind, Shape
from app.domain.incomes import NO_INCOME, Income
from app.domain.months import add_months

_ONE_OFF_MONTHS = 12


def month_of(applied_on: date, incomes: Iterable[Income]) -> date:
    """The month whose income counts: the one before, or its own when a source was lost (art. 8 ust. 3)."""
    own = applied_on.replace(day=1)
    before = add_months(own, -1)
    is_lost = any(
        income.source_lost_on is not None and before <= income.source_lost_on <= applied_on for income in incomes
    )
    return own if is_lost else before


def belonging(incomes: Iterable[Income], kinds: Mapping[str, IncomeKind], applied_on: date) -> list[Income]:
    """The lines that concern the month of income, in the order they were written.

    A receipt belongs to its own month; a loss of its source is kept too, because it chose the month. Averages and
    land hold until they are lost or a newer line of the same person and kind replaces them. One-off income and arrears
    belong to the months they are spread over.
    """
    lines = list(incomes)
    month = month_of(applied_on, lines)
    return [line for line in lines if _belongs(line, kinds.get(line.kind), month, applied_on, lines)]


def _belongs(line: Income, kind: IncomeKind | None, month: date, applied_on: date, lines: list[Income]) -> bool:
    before = add_months(applied_on.replace(day=1), -1)
    if line.source_lost_on is not None and before <= line.source_lost_on <= applied_on:
        return True
    if line.kind == NO_INCOME:
        return line.received_on is None or _in(line, month)
    shape = kind.shape if kind is not None else Shape.RECEIPT
    match shape:
        case Shape.AVERAGE | Shape.FARM:
            is_over = line.source_lost_on is not None and line.source_lost_on < month
            return not is_over and _is_newest(line, month, lines)
        case Shape.ONE_OFF:
            return line.received_on is None or _spread_reaches(line.received_on, _ONE_OFF_MONTHS, month)
        case Shape.ARREARS:
            return line.received_on is None or _spread_reaches(line.received_on, line.months, month)
        case _:
            return line.received_on is None or _in(line, month)


def _in(line: Income, month: date) -> bool:
    return line.received_on is not None and line.received_on.replace(day=1) == month


def _spread_reaches(received_on: date, months: int, month: date) -> bool:
    first = received_on.replace(day=1)
    return first <= month < add_months(first, max(months, 1))


def _is_newest(line: Income, month: date, lines: list[Income]) -> bool:
    """Whether no later line of the same kind had replaced this one by the end of the month."""
    end = add_months(month, 1)
    since = line.received_on or date.min
    if since >= end:
        return False
    return not any(
        other.person_id == line.person_id and other.kind == line.kind and since < (other.received_on or date.min) < end
        for other in lines
    )
