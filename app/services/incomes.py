"""Income written down line by line, each with the paper that proves it. What counts is found elsewhere."""

import re
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from app.domain.income_kinds import IncomeKind, Shape
from app.domain.income_rules import IncompleteIncome
from app.domain.income_workings import Foreign, check_workings, read_workings
from app.domain.incomes import NO_INCOME, Income
from app.domain.law import Law
from app.domain.money import HIGHEST, AbsurdAmount, Grosze, NegativeAmount, plain
from app.domain.persons import Person
from app.domain.problems import Refusal
from app.domain.records import RecordId, as_before, new_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.households import household_on
from app.services.office import Done, Office
from app.services.ports import Work

_HECTARES = re.compile(r"[0-9]{1,5}([,.][0-9]{1,4})?")
_LONGEST_ARREARS = 600


class WrongHectares(Refusal):
    """What was typed is no area in converted hectares (facts: text)."""

    code = "wrong_hectares"


class WrongMonths(Refusal):
    """Arrears cover at least one month (facts: months)."""

    code = "wrong_months"


class IncomeInFuture(Refusal):
    """Income is written down when it has been received (facts: received_on)."""

    code = "income_in_future"


@dataclass(frozen=True, kw_only=True)
class IncomeEntry:
    """One line as typed; amounts are grosze, ``hectares`` as a person writes them ("1,25").

    ``note`` may hold the figures of the paper (``income_workings``): the amount then follows from them.
    """

    kind: str
    amount: Grosze = 0
    received_on: date | None = None
    costs: Grosze = 0
    maintenance_paid: Grosze = 0
    source_lost_on: date | None = None
    hectares: str = ""
    months: int = 0
    evidence: str = ""
    evidence_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class WriteIncome:
    """A new line of one person."""

    person_id: RecordId
    income: IncomeEntry


@dataclass(frozen=True)
class ChangeIncome:
    """Correct a line."""

    before: Income
    after: Income


@dataclass(frozen=True)
class RemoveIncome:
    """Take out a line that was written down by mistake."""

    income: Income


def write_income(office: Office, request: WriteIncome) -> Done[Income]:
    """A new line; it names what its title of income needs."""
    office.allow(Act.REGISTER)
    income = _worked_out(office, tidy(Income(id=new_id(), person_id=request.person_id, **vars(request.income))))
    _demand_sound(office, income)
    with office.work("Wpisanie dochodu") as work:
        work.get(Person, income.person_id)
        _touch(office, work, income.person_id)
        work.add(income)
        return Done(income, work.commit())


def change_income(office: Office, request: ChangeIncome) -> Done[Income]:
    """Write what was changed."""
    office.allow(Act.REGISTER)
    after = _worked_out(office, tidy(as_before(request.before, request.after, "id", "person_id")))
    _demand_sound(office, after)
    with office.work("Zmiana dochodu") as work:
        _touch(office, work, after.person_id)
        work.change(request.before, after)
        return Done(work.get(Income, after.id), work.commit())


def remove_income(office: Office, request: RemoveIncome) -> Done[None]:
    """Take a line out of sight; the history keeps it."""
    office.allow(Act.REGISTER)
    with office.work("Usunięcie dochodu") as work:
        _touch(office, work, request.income.person_id)
        work.remove(request.income)
        return Done(None, work.commit())


def hectares_of(text: str) -> Fraction | None:
    """``1,25`` or ``1.25`` as an exact number; None for an empty text, a refusal for anything else."""
    bare = text.strip().removesuffix("ha").strip()
    if not bare:
        return None
    if not _HECTARES.fullmatch(bare):
        raise WrongHectares(text=text[:40])
    return Fraction(bare.replace(",", "."))


def kinds_to_choose(law: Law) -> tuple[IncomeKind, ...]:
    """Titles of income in the order of the list of choices."""
    return tuple(law.income_kinds.values())


def _worked_out(office: Office, income: Income) -> Income:
    """With the amount that its figures lead to; figures that its title of income does not have are dropped."""
    workings = read_workings(income.note)
    if workings is None:
        return income
    shape = office.law.income_kind(income.kind).shape if income.kind != NO_INCOME else None
    of_business = shape is Shape.AVERAGE
    if shape in (None, Shape.FARM) or isinstance(workings, Foreign) is of_business:
        return replace(income, note="")
    check_workings(workings, office.calendar.today())
    amount = workings.worked_out
    return income if amount is None else replace(income, amount=amount)


def _demand_sound(office: Office, income: Income) -> None:
    """Refuse a line that no rule could judge."""
    for amount in (income.amount, income.costs, income.maintenance_paid):
        if amount < 0:
            raise NegativeAmount(text=plain(amount))
        if amount > HIGHEST:
            raise AbsurdAmount(text=plain(amount), highest=HIGHEST)
    hectares = hectares_of(income.hectares)
    if not 0 <= income.months <= _LONGEST_ARREARS:
        raise WrongMonths(months=income.months)
    if income.kind == NO_INCOME:
        return
    kind = office.law.income_kind(income.kind)
    if income.received_on is not None and income.received_on > office.calendar.today():
        raise IncomeInFuture(received_on=income.received_on)
    is_timeless = kind.shape in (Shape.FARM, Shape.AVERAGE)
    if income.received_on is None and not is_timeless:
        raise IncompleteIncome(kind=kind.code, label=kind.label, field="received_on")
    if kind.shape is Shape.FARM and hectares is None:
        raise IncompleteIncome(kind=kind.code, label=kind.label, field="hectares")
    if kind.shape is Shape.ARREARS and not income.months:
        raise WrongMonths(months=income.months)


def _touch(office: Office, work: Work, person_id: RecordId) -> None:
    household = household_on(work, person_id, office.calendar.today())
    work.touching(household.id if household else None)
