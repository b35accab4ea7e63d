"""Which of all the income ever written down about a family belongs to one claim.

Years of receipts lie in the files; the findings of one claim must name those of its month, not the whole history.
Which month that is, and which months arrears are spread over, the office may read in its own way (``law.readings``).
"""

from collections.abc import Iterable
from datetime import date

from app.domain.income_kinds import Shape
from app.domain.income_rules import first_of_arrears, lower_pay
from app.domain.incomes import NO_INCOME, Income
from app.domain.law import Law
from app.domain.months import add_months
from app.domain.readings import LostIncome, Question

_ONE_OFF_MONTHS = 12


def month_of(applied_on: date, incomes: Iterable[Income], law: Law) -> date:
    """The month whose income counts: the one before, or its own when a source was lost (art. 8 ust. 3)."""
    lines = list(incomes)
    own = applied_on.replace(day=1)
    before = add_months(own, -1)
    is_lost = any(line.source_lost_on is not None and before <= line.source_lost_on <= applied_on for line in lines)
    return own if is_lost or _lower_paid(applied_on, lines, law) else before


def belonging(incomes: Iterable[Income], law: Law, applied_on: date) -> list[Income]:
    """The lines that concern the month of income, in the order they were written.

    A receipt belongs to its own month; what chose the month is kept too: a loss of its source, or the higher pay of the
    month before. Averages and land hold until they are lost or a newer line of the same person and kind replaces them.
    One-off income and arrears belong to the months they are spread over.
    """
    lines = list(incomes)
    month = month_of(applied_on, lines, law)
    lower_paid = _lower_paid(applied_on, lines, law)
    return [line for line in lines if _belongs(line, law, month, applied_on, lines, lower_paid)]


def _lower_paid(applied_on: date, lines: list[Income], law: Law) -> str:
    """The title of which the pay fell, where the office reads that as a loss of income."""
    if law.read_on(Question.LOST_INCOME, applied_on) != LostIncome.LOWER_PAY:
        return ""
    return lower_pay(applied_on, ((line.person_id.hex(), line.kind, line.received_on, line.amount) for line in lines))


def _belongs(line: Income, law: Law, month: date, applied_on: date, lines: list[Income], lower_paid: str) -> bool:
    before = add_months(applied_on.replace(day=1), -1)
    if line.source_lost_on is not None and before <= line.source_lost_on <= applied_on:
        return True
    if lower_paid and line.kind == lower_paid and _in(line, before):
        return True
    if line.kind == NO_INCOME:
        return line.received_on is None or _in(line, month)
    kind = law.income_kinds.get(line.kind)
    shape = kind.shape if kind is not None else Shape.RECEIPT
    match shape:
        case Shape.AVERAGE | Shape.FARM:
            is_over = line.source_lost_on is not None and line.source_lost_on < month
            return not is_over and _is_newest(line, month, lines)
        case Shape.ONE_OFF:
            return line.received_on is None or _spread_reaches(line.received_on.replace(day=1), _ONE_OFF_MONTHS, month)
        case Shape.ARREARS:
            return line.received_on is None or _spread_reaches(_first_of(line, law, applied_on), line.months, month)
        case _:
            return line.received_on is None or _in(line, month)


def _in(line: Income, month: date) -> bool:
    return line.received_on is not None and line.received_on.replace(day=1) == month


def _first_of(arrears: Income, law: Law, applied_on: date) -> date:
    received_on = arrears.received_on or applied_on
    return first_of_arrears(received_on, max(arrears.months, 1), law.read_on(Question.ARREARS, applied_on))


def _spread_reaches(first: date, months: int, month: date) -> bool:
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
