"""Reads ``resources/law`` once at start: dated values, deadlines, titles of income, meetings of benefits, sentences.

A file may hold any of the sections; a mistake is named with its file and place, and the program does not start on
half a law.
"""

import string
import tomllib
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from app.domain import money
from app.domain.deadlines import DeadlineKind, Rule, Unit
from app.domain.exclusions import Effect, Meeting
from app.domain.further_law import FURTHER_SENTENCES, FurtherParameter
from app.domain.income_kinds import Clock, Exclusion, IncomeKind, Shape
from app.domain.law import Law, Parameter, Value
from app.domain.money import Grosze
from app.domain.problems import Problem, Trouble
from app.domain.readings import OPTIONS, AskedOn, OpenQuestion, Option, Question
from app.domain.sentences import SENTENCES, Sentence

T = TypeVar("T")

_HOLES = SENTENCES | FURTHER_SENTENCES
_DAY = timedelta(days=1)


class WrongLawFile(Trouble):
    """A file of the law cannot be relied on (facts: file, place, why in English for whoever edits it)."""

    code = "wrong_law_file"


class _Mistake(Exception):
    """Something in the table being read; its file and place are added further up."""


class _Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What every dated row has."""

    starts_on: date = msgspec.field(name="from")
    ends_on: date | None = msgspec.field(name="to", default=None)
    basis: str


class _ValueRow(_Row, kw_only=True, forbid_unknown_fields=True):
    amount: str | None = None
    percent: str | None = None
    number: str | None = None
    checked_on: date | None = None


class _ValueTable(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    series: list[_ValueRow]


class _RuleRow(_Row, kw_only=True, forbid_unknown_fields=True):
    count: int
    unit: Unit
    moves: bool


class _RuleTable(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    series: list[_RuleRow]


class _ExclusionRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    basis: str
    starts_on: date | None = msgspec.field(name="from", default=None)
    ends_on: date | None = msgspec.field(name="to", default=None)
    clock: Clock = Clock.MONTH
    only_for: frozenset[str] = frozenset()
    note: str = ""
    question: Question | None = None


class _IncomeKindTable(msgspec.Struct, forbid_unknown_fields=True):
    label: str
    shape: Shape = Shape.RECEIPT
    costs: bool = False
    note: str = ""
    left_out: list[_ExclusionRow] = []


class _SentenceTable(msgspec.Struct, forbid_unknown_fields=True):
    text: str
    basis: str = ""


class _MeetingTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    asked: str
    beside: list[str]
    effect: Effect
    text: str
    basis: str
    starts_on: date = msgspec.field(name="from")
    ends_on: date | None = msgspec.field(name="to", default=None)


class _OptionRow(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    code: str
    label: str
    says: str
    effect: str
    source: str


class _QuestionTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    title: str
    matter: str
    basis: str
    asked_on: AskedOn = AskedOn.MONTH
    benefits: frozenset[str] = frozenset()
    options: list[_OptionRow]


class _File(msgspec.Struct, forbid_unknown_fields=True):
    checked_on: date | None = None
    values: dict[str, object] = {}
    deadlines: dict[str, object] = {}
    income_kinds: dict[str, object] = {}
    sentences: dict[str, object] = {}
    meetings: dict[str, object] = {}
    questions: dict[str, object] = {}


def read_law(folder: Path) -> Law:
    """Everything in ``folder``; refuses a missing name, days out of order, a value without its act."""
    values: dict[str, tuple[Value, ...]] = {}
    rules: dict[str, tuple[Rule, ...]] = {}
    income_kinds: dict[str, IncomeKind] = {}
    sentences: dict[str, Sentence] = {}
    meetings: dict[str, Meeting] = {}
    questions: dict[str, OpenQuestion] = {}
    for path in sorted(folder.glob("*.toml")):
        file = _parsed(path)
        _add(path, "values", file.values, values, partial(_values, checked_on=file.checked_on))
        _add(path, "deadlines", file.deadlines, rules, _rules)
        _add(path, "income_kinds", file.income_kinds, income_kinds, _income_kind)
        _add(path, "sentences", file.sentences, sentences, _sentence)
        _add(path, "meetings", file.meetings, meetings, _meeting)
        _add(path, "questions", file.questions, questions, _question)
    _demand(folder, "values", (*Parameter, *FurtherParameter), values)
    _demand(folder, "deadlines", DeadlineKind, rules)
    _demand(folder, "sentences", _HOLES, sentences)
    _demand(folder, "questions", Question, questions)
    by_kind = {DeadlineKind(name): series for name, series in rules.items()}
    return Law(
        values=values,
        rules=by_kind,
        income_kinds=income_kinds,
        sentences=sentences,
        meetings=tuple(meetings.values()),
        questions={question: questions[question] for question in Question},
    )


def _parsed(path: Path) -> _File:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except (OSError, ValueError) as error:  # not UTF-8, not TOML, no such section: all of them ValueErrors
        raise WrongLawFile(file=path.name, place="", why=str(error)) from error


def _add(
    path: Path, section: str, tables: dict[str, object], known: dict[str, T], read: Callable[[str, object], T]
) -> None:
    """Read the tables of one section into ``known``; a name belongs to one file only."""
    for name, table in tables.items():
        try:
            if name in known:
                raise _Mistake("given twice")
            known[name] = read(name, table)
        except (_Mistake, Problem, msgspec.ValidationError) as error:
            raise WrongLawFile(file=path.name, place=f"{section}.{name}", why=str(error)) from error


def _demand(folder: Path, section: str, names: Iterable[str], known: Container[str]) -> None:
    """Every name that a rule asks for is there."""
    for name in names:
        if name not in known:
            raise WrongLawFile(file=folder.name, place=f"{section}.{name}", why="missing")


def _deadline_kind(name: str) -> DeadlineKind:
    try:
        return DeadlineKind(name)
    except ValueError:
        raise _Mistake("no deadline of this name") from None


def _values(name: str, table: object, checked_on: date | None) -> tuple[Value, ...]:
    if checked_on is None:
        raise _Mistake("the file does not say checked_on")
    given = msgspec.convert(table, _ValueTable)
    return tuple(
        Value(
            name=name,
            label=_filled(given.label, "label"),
            held=_held(row),
            starts_on=row.starts_on,
            ends_on=ends_on,
            basis=row.basis,
            checked_on=row.checked_on or checked_on,
        )
        for row, ends_on in zip(given.series, _ends(given.series), strict=True)
    )


def _rules(name: str, table: object) -> tuple[Rule, ...]:
    kind = _deadline_kind(name)
    given = msgspec.convert(table, _RuleTable)
    return tuple(
        Rule(
            kind=kind,
            label=_filled(given.label, "label"),
            count=row.count,
            unit=row.unit,
            moves=row.moves,
            basis=row.basis,
            starts_on=row.starts_on,
            ends_on=ends_on,
        )
        for row, ends_on in zip(given.series, _ends(given.series), strict=True)
    )


def _ends(series: Sequence[_Row]) -> list[date | None]:
    """The last day of each row: its own ``to``, else the day before the next row begins."""
    if not series:
        raise _Mistake("no row")
    ends = []
    for row, later in zip(series, [*series[1:], None], strict=True):
        _filled(row.basis, "basis")
        ends_on = row.ends_on if row.ends_on or later is None else later.starts_on - _DAY
        is_empty = ends_on is not None and ends_on < row.starts_on
        is_overrun = later is not None and ends_on is not None and later.starts_on <= ends_on
        if is_empty or is_overrun:
            raise _Mistake(f"days do not rise at {row.starts_on}")
        ends.append(ends_on)
    return ends


def _held(row: _ValueRow) -> Grosze | Fraction:
    """Exactly one of amount (złoty), percent, number."""
    given = [kind for kind in (row.amount, row.percent, row.number) if kind is not None]
    if len(given) != 1:
        raise _Mistake(f"{row.starts_on} needs one of amount, percent, number")
    if row.amount is not None:
        return money.parse(row.amount)
    number = row.percent or row.number or ""
    if not number.isascii() or not number.replace(".", "", 1).isdigit():
        raise _Mistake(f"{number!r} is not a number")
    return Fraction(number) / 100 if row.percent else Fraction(number)


def _income_kind(code: str, table: object) -> IncomeKind:
    given = msgspec.convert(table, _IncomeKindTable)
    exclusions = [
        Exclusion(
            basis=_filled(row.basis, "basis"),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            clock=row.clock,
            only_for=row.only_for,
            note=row.note,
            question=row.question.value if row.question is not None else "",
        )
        for row in given.left_out
    ]
    return IncomeKind(
        code=code,
        label=_filled(given.label, "label"),
        shape=given.shape,
        has_costs=given.costs,
        note=given.note,
        exclusions=tuple(exclusions),
    )


def _meeting(_: str, table: object) -> Meeting:
    given = msgspec.convert(table, _MeetingTable)
    if not given.beside:
        raise _Mistake("beside names nothing")
    if given.ends_on is not None and given.ends_on < given.starts_on:
        raise _Mistake(f"days do not rise at {given.starts_on}")
    return Meeting(
        asked=_filled(given.asked, "asked"),
        beside=frozenset(given.beside),
        effect=given.effect,
        text=_filled(given.text, "text"),
        basis=_filled(given.basis, "basis"),
        starts_on=given.starts_on,
        ends_on=given.ends_on,
    )


def _question(name: str, table: object) -> OpenQuestion:
    """The words of an open question; its options are those that the rules know, in the same order."""
    given = msgspec.convert(table, _QuestionTable)
    try:
        question = Question(name)
    except ValueError:
        raise _Mistake("no open question of this name") from None
    known = [option.value for option in OPTIONS[question]]
    if [row.code for row in given.options] != known:
        raise _Mistake(f"the options must be {', '.join(known)}, in this order")
    return OpenQuestion(
        question=question,
        title=_filled(given.title, "title"),
        matter=_filled(given.matter, "matter"),
        basis=_filled(given.basis, "basis"),
        asked_on=given.asked_on,
        benefits=given.benefits,
        options=tuple(Option(*(_filled(getattr(row, name), name) for name in Option._fields)) for row in given.options),
    )


def _sentence(code: str, table: object) -> Sentence:
    given = msgspec.convert(table, _SentenceTable)
    if code not in _HOLES:
        raise _Mistake("no step of the reasons has this name")
    try:
        holes = list(string.Formatter().parse(given.text))
    except ValueError as error:
        raise _Mistake(str(error)) from error
    offered = _HOLES[code].split()
    for _, hole, style, conversion in holes:
        if hole is not None and (hole not in offered or style or conversion):
            raise _Mistake(f"{{{hole}}} is not offered; it may use {', '.join(offered) or 'no hole'}")
    return Sentence(code, _filled(given.text, "text"), given.basis)


def _filled(text: str, what: str) -> str:
    if not text.strip():
        raise _Mistake(f"{what} is empty")
    return text
