"""Dated amounts with their acts, and everything else of the law that is data.

A `Law` is read once at start and never changes. Whoever needs an amount asks for its value on a day; nobody keeps
one in a constant. A decision stores the values it used, so it can be worked out again years later.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from app.domain import money
from app.domain.income_kinds import IncomeKind, UnknownIncomeKind
from app.domain.money import Grosze
from app.domain.problems import Refusal
from app.domain.readings import DEFAULTS, Adopted, Question, by_question
from app.domain.sentences import Sentence, Why

if TYPE_CHECKING:
    from app.domain.deadlines import Deadline, DeadlineKind, Rule
    from app.domain.exclusions import Meeting
    from app.domain.readings import OpenQuestion


class Parameter(StrEnum):
    """The values that rules ask for by name. The files may hold more."""

    CRITERION_SINGLE = "criterion_single"
    CRITERION_FAMILY = "criterion_family"
    INCOME_PER_HECTARE = "income_per_hectare"
    FARM_LIMIT = "farm_limit"
    ONE_OFF_MULTIPLE = "one_off_multiple"
    ONE_OFF_MONTHS = "one_off_months"
    COSTS_DEDUCTED = "costs_deducted"
    PERMANENT_SHARE = "permanent_allowance_share"
    PERMANENT_MAXIMUM = "permanent_allowance_maximum"
    PERMANENT_FLOOR = "permanent_allowance_floor"
    ADULT_AGE = "adult_age"
    RETIREMENT_AGE_WOMAN = "retirement_age_woman"
    RETIREMENT_AGE_MAN = "retirement_age_man"
    PERIODIC_SHARE = "periodic_allowance_minimum_share"
    PERIODIC_FLOOR = "periodic_allowance_floor"
    PERIODIC_CAP = "periodic_allowance_cap_single"
    MEAL_SHARE = "meal_programme_share"
    CARE_HOME_RESIDENT_SHARE = "care_home_resident_share"
    CARE_HOME_RELATIVE_SHARE = "care_home_relative_share"


class UnknownOn(Refusal):
    """No value is known for that day (facts: name, label, day)."""

    code = "law_unknown_on"


class Value(NamedTuple):
    """What one parameter amounted to between two days, and by which act.

    An amount is held in grosze (int), a share or a count exactly (Fraction); asking for one as the other is a
    mistake of ours and raises TypeError.
    """

    name: str
    label: str
    held: Grosze | Fraction
    starts_on: date
    ends_on: date | None
    basis: str
    checked_on: date

    @property
    def grosze(self) -> Grosze:
        if not isinstance(self.held, int):
            raise TypeError(self.name)
        return self.held

    @property
    def number(self) -> Fraction:
        if not isinstance(self.held, Fraction):
            raise TypeError(self.name)
        return self.held

    @property
    def plain(self) -> str:
        """For files: "823.00", "0.50", "0.1952", "12"."""
        if isinstance(self.held, int):
            return money.plain(self.held)
        if self.held.denominator == 1:
            return str(self.held)
        whole, rest = divmod(money.half_up(self.held * 10_000), 10_000)
        return f"{whole}.{rest:04d}".removesuffix("00")


@dataclass(frozen=True, kw_only=True)
class Law:
    """Everything of ``resources/law``. Series are tuples with rising days.

    Deadlines, meetings of benefits and the words of open questions are named but not loaded here: findings need none
    of them, and ``calculate`` starts for one line of facts. ``readings`` is what the office has adopted (by question,
    each series with rising days), ``unraised`` the act's own series where the council has raised one.
    """

    values: Mapping[str, tuple[Value, ...]]
    rules: "Mapping[DeadlineKind, tuple[Rule, ...]]"
    income_kinds: Mapping[str, IncomeKind]
    sentences: Mapping[str, Sentence]
    meetings: "tuple[Meeting, ...]" = ()
    questions: "Mapping[str, OpenQuestion]" = field(default_factory=dict)
    readings: Mapping[str, tuple[Adopted, ...]] = field(default_factory=dict)
    unraised: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def value_on(self, name: str, day: date) -> Value:
        """The value in force on ``day``; refuses a day for which none is known rather than guess."""
        value = self.find_on(name, day)
        if value is None:
            raise UnknownOn(name=name, label=self.values[name][0].label, day=day)
        return value

    def find_on(self, name: str, day: date) -> Value | None:
        """The same, or None: for values that the law had only for a time."""
        for value in reversed(self.values[name]):
            if value.starts_on <= day:
                return value if value.ends_on is None or day <= value.ends_on else None
        return None

    def adopting(self, rows: Iterable[Adopted]) -> "Law":
        """The law as an office reads it that has adopted these options; the law itself where there are none."""
        given = by_question(rows)
        return replace(self, readings=given) if given else self

    def unraised_on(self, name: str, day: date) -> Value | None:
        """What the act itself says that day where the council has raised it."""
        rows = self.unraised.get(name, ())
        return next((v for v in reversed(rows) if v.starts_on <= day and (v.ends_on is None or day <= v.ends_on)), None)

    def adopted_on(self, question: Question, day: date) -> Adopted | None:
        """What the office has adopted for that day where the act is silent; None where it keeps to the usual."""
        return next((row for row in self.readings.get(question, ()) if row.covers(day)), None)

    def read_on(self, question: Question, day: date) -> str:
        """The code of the option that holds on that day."""
        adopted = self.adopted_on(question, day)
        return DEFAULTS[question] if adopted is None else adopted.option.code

    def deadline(self, kind: "DeadlineKind", starts_on: date) -> "Deadline":
        """The deadline that an event on ``starts_on`` sets, by the rule in force that day."""
        from app.domain import deadlines

        for rule in reversed(self.rules[kind]):
            if rule.starts_on <= starts_on and (rule.ends_on is None or starts_on <= rule.ends_on):
                return deadlines.run(rule, starts_on)
        raise UnknownOn(name=kind.value, label=self.rules[kind][0].label, day=starts_on)

    def deadline_if_known(self, kind: "DeadlineKind", starts_on: date) -> "Deadline | None":
        """The same, or None for a day of which no rule is known, or whose end no calendar reaches.

        For pages that show many cases: one wrong day must not keep the others from being seen.
        """
        try:
            return self.deadline(kind, starts_on)
        except (UnknownOn, OverflowError):
            return None

    def first_day_of(self, kind: "DeadlineKind") -> date:
        """The first day of which a rule is known."""
        return self.rules[kind][0].starts_on

    def income_kind(self, code: str) -> IncomeKind:
        """The title of income with this code."""
        try:
            return self.income_kinds[code]
        except KeyError:
            raise UnknownIncomeKind(kind=code) from None

    def say(self, code: str, value: str = "", *, basis: str = "", **holes: str) -> Why:
        """One step of the reasons in its official wording; ``basis`` stands where the facts decide the article."""
        sentence = self.sentences[code]
        return Why(code, sentence.text.format_map(holes), value, basis or sentence.basis)


class Consulted:
    """The law on one day, remembering what was asked for, so that a decision can name every amount it used.

    It also remembers which answers of the office were asked for where the act is silent: `told` gives their steps.
    """

    def __init__(self, law: Law, day: date) -> None:
        self.law = law
        self.day = day
        self.used: dict[str, Value] = {}
        self._untold: dict[str, Adopted] = {}
        self._told: set[str] = set()

    def value(self, name: str) -> Value:
        """The value in force; see `Law.value_on`."""
        return self._remember(self.law.value_on(name, self.day))

    def find(self, name: str) -> Value | None:
        """The value if the law has one that day."""
        value = self.law.find_on(name, self.day)
        return value if value is None else self._remember(value)

    def read(self, question: Question, day: date | None = None) -> str:
        """The option that holds; asked only where it makes a difference, because what was adopted is then told."""
        adopted = self.law.adopted_on(question, day or self.day) if self.law.readings else None
        if adopted is None:
            return DEFAULTS[question]
        if question not in self._told:
            self._untold[question] = adopted
        return adopted.option.code

    def told(self, code: str) -> list[Why]:
        """The answers of the office that were asked for since the last time, each as a step with this code."""
        steps = [
            self.law.say(
                code,
                each.option.code,
                basis=each.about.basis,
                matter=each.about.matter,
                reading=each.option.says,
            )
            for each in self._untold.values()
        ]
        self._told |= self._untold.keys()
        self._untold = {}
        return steps

    def _remember(self, value: Value) -> Value:
        self.used[value.name] = value
        return value
