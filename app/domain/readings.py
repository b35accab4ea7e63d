"""Where the act is silent: the questions that the office answers itself, and what it has adopted from which day.

What the program can do is said here, how it is said to people in ``resources/law/readings.toml``. The first option of
each question is what holds until the head adopts another one; ``calculate`` knows no office and always takes it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.domain.problems import Refusal

_DAY = timedelta(days=1)


class Question(StrEnum):
    """What the act leaves open, in the order of its articles."""

    LOST_INCOME = "lost_income"
    DEDUCTIONS = "deductions"
    LAND = "land"
    ONE_OFF_CRITERION = "one_off_criterion"
    ARREARS = "arrears"
    RAISED_CRITERION = "raised_criterion"
    OWN_PERIODIC = "own_periodic"
    SPECIAL_LIMIT = "special_limit"
    CARE_HOME_SPOUSE = "care_home_spouse"
    CARE_HOME_SPLIT = "care_home_split"
    CARE_HOME_SURPLUS = "care_home_surplus"
    CHANGE_MONTH = "change_month"


class LostIncome(StrEnum):
    """What a loss of income is (art. 8 ust. 3)."""

    SOURCE = "source"
    LOWER_PAY = "lower_pay"


class Deductions(StrEnum):
    """Whom deductions above a revenue help (art. 8 ust. 3)."""

    PERSON = "person"
    SOURCE = "source"
    HOUSEHOLD = "household"


class Land(StrEnum):
    """Whose land is added before the limit of one converted hectare is looked at (art. 8 ust. 4 pkt 6)."""

    HOUSEHOLD = "household"
    PERSON = "person"


class OneOffCriterion(StrEnum):
    """Five times the criterion of which month (art. 8 ust. 11)."""

    BENEFIT_MONTH = "benefit_month"
    RECEIPT_MONTH = "receipt_month"


class Arrears(StrEnum):
    """From which month on arrears are counted (art. 8 ust. 12)."""

    FORWARD = "forward"
    FORWARD_NEXT = "forward_next"
    BACKWARD = "backward"


class RaisedCriterion(StrEnum):
    """What a criterion that the council has raised opens (art. 8 ust. 2)."""

    RIGHT_AND_AMOUNT = "right_and_amount"
    RIGHT_ONLY = "right_only"


class OwnPeriodic(StrEnum):
    """Whether the periodic allowance of the month before is income for the next one (art. 38)."""

    LEFT_OUT = "left_out"
    COUNTED = "counted"


class SpecialLimit(StrEnum):
    """What the limit of a special purpose allowance bounds (art. 41 pkt 1)."""

    MONTH = "month"
    GRANT = "grant"


class CareHomeSpouse(StrEnum):
    """Whether the spouse pays for a care home before the descendants (art. 61 ust. 1 pkt 2)."""

    FIRST = "first"
    BESIDE_DESCENDANTS = "beside_descendants"


class CareHomeSplit(StrEnum):
    """How relatives of one rank share what is to be paid (art. 61 ust. 2)."""

    EQUAL = "equal"
    BY_SURPLUS = "by_surplus"


class CareHomeSurplus(StrEnum):
    """What of a family's income above the threshold may be asked for (art. 61 ust. 2 pkt 2 lit. b)."""

    HOUSEHOLD = "household"
    PERSON = "person"


class ChangeMonth(StrEnum):
    """From which month a change of income or situation works (art. 106 ust. 5)."""

    AFTER = "after"
    SAME = "same"


OPTIONS: dict[Question, type[StrEnum]] = {
    Question.LOST_INCOME: LostIncome,
    Question.DEDUCTIONS: Deductions,
    Question.LAND: Land,
    Question.ONE_OFF_CRITERION: OneOffCriterion,
    Question.ARREARS: Arrears,
    Question.RAISED_CRITERION: RaisedCriterion,
    Question.OWN_PERIODIC: OwnPeriodic,
    Question.SPECIAL_LIMIT: SpecialLimit,
    Question.CARE_HOME_SPOUSE: CareHomeSpouse,
    Question.CARE_HOME_SPLIT: CareHomeSplit,
    Question.CARE_HOME_SURPLUS: CareHomeSurplus,
    Question.CHANGE_MONTH: ChangeMonth,
}
DEFAULTS: dict[str, str] = {question: next(iter(options)).value for question, options in OPTIONS.items()}


class AskedOn(StrEnum):
    """Which day decides about the option."""

    MONTH = "month"
    """The first day of the month that the benefit is for."""
    APPLICATION = "application"
    """The day of the application: it fixed which income is looked at, so a later option does not reach the claim."""
    CHANGE = "change"
    """The day on which the income or the situation changed."""


class Option(NamedTuple):
    """One way to read the act. ``says`` goes on after "przyjęto w ośrodku, że", ``source`` tells where it is read."""

    code: str
    label: str
    says: str
    effect: str
    source: str


class OpenQuestion(NamedTuple):
    """What the act leaves open, for people. ``matter`` goes on after "Ustawa nie mówi,".

    ``benefits`` are those that the answer touches; empty means all that look at an income.
    """

    question: Question
    title: str
    matter: str
    basis: str
    asked_on: AskedOn
    benefits: frozenset[str]
    options: tuple[Option, ...]

    @property
    def usual(self) -> Option:
        """What holds until the office adopts something."""
        return self.options[0]

    def option(self, code: str) -> Option:
        """The option with this code; ValueError for one that this program does not have."""
        for option in self.options:
            if option.code == code:
                return option
        raise ValueError(code)

    def touches(self, benefit: str) -> bool:
        """Whether the answer can change anything in this benefit."""
        return not self.benefits or benefit in self.benefits


class Adopted(NamedTuple):
    """An option that the office has adopted from the first day of a month; ``why`` is what the head wrote about it."""

    about: OpenQuestion
    option: Option
    starts_on: date
    why: str
    ends_on: date | None = None

    @property
    def question(self) -> Question:
        return self.about.question

    def covers(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class ReadingFault(StrEnum):
    """What is wrong with an option that somebody adopts."""

    NO_REASON = "no_reason"
    UNKNOWN = "unknown"
    NOT_A_MONTH = "not_a_month"
    SAME = "same"


class WrongReading(Refusal):
    """The option cannot be adopted like this (facts: fault, a ReadingFault; title)."""

    code = "wrong_reading"


def check_adopted(adopted: Adopted, others: Iterable[Adopted]) -> None:
    """Refuse an option without a reason, not from the first of a month, or one that holds there already."""
    title = adopted.about.title
    if not adopted.why.strip():
        raise WrongReading(fault=ReadingFault.NO_REASON.value, title=title)
    if adopted.starts_on.day != 1:
        raise WrongReading(fault=ReadingFault.NOT_A_MONTH.value, title=title)
    earlier = [other for other in others if other.covers(adopted.starts_on) and other.starts_on < adopted.starts_on]
    if earlier and earlier[-1].option == adopted.option:
        raise WrongReading(fault=ReadingFault.SAME.value, title=title)


def in_turn(rows: Iterable[Adopted]) -> tuple[Adopted, ...]:
    """The options of one question by their days, each ending on the day before the next one begins."""
    by_day = {row.starts_on: row for row in rows}
    days = sorted(by_day)
    ends = (later - _DAY if later is not None else None for later in (*days[1:], None))
    return tuple(by_day[day]._replace(ends_on=end) for day, end in zip(days, ends, strict=False))


def by_question(rows: Iterable[Adopted]) -> Mapping[str, tuple[Adopted, ...]]:
    """What a law keeps: the options of each question in turn; of two from one day the later one in ``rows``."""
    found: dict[str, list[Adopted]] = {}
    for row in rows:
        found.setdefault(row.question, []).append(row)
    return {question: in_turn(each) for question, each in found.items()}
