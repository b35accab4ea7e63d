"""How the office reads the act where it is silent: kept as settings of the office, equal on every workstation.

Only the head adopts a reading, with a reason and from the first day of a month. It reaches back to no decision that was
issued; what it would do to running ones is shown by ``recalculate`` with a ``ReadingChange``. Whoever asks the rules
gets it with the law of the case.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.law import Law
from app.domain.law_amounts import lay_amounts
from app.domain.months import add_months
from app.domain.offices import Setting, setting_id
from app.domain.problems import Refusal, Trouble
from app.domain.readings import (
    Adopted,
    OpenQuestion,
    Option,
    Question,
    ReadingFault,
    WrongReading,
    check_adopted,
    in_turn,
)
from app.domain.roles import MAY, Act, Role
from app.services.law_amounts import read_amounts
from app.services.office import Done, Office
from app.services.office_settings import keep_setting, kept_setting
from app.services.ports import Listing, Reading, Work

PREFIX = "reading."
_BY_ISSUE = Listing("decisions", "issued_on", is_descending=True)
_BENEFIT, _ISSUED = 4, 12
"""Columns of that listing."""
_PIECE = 500


class UnreadableReading(Trouble):
    """What the office has adopted cannot be read; nothing is worked out without it (facts: name)."""

    code = "unreadable_reading"


class ReachesBack(Refusal):
    """Decisions were already issued for months from that day on, by the reading that held (facts: title, first)."""

    code = "reading_reaches_back"


@dataclass(frozen=True)
class Answered:
    """A question with what the office has adopted, oldest first; ``adopted`` holds today, ``coming`` begins next."""

    about: OpenQuestion
    rows: tuple[Adopted, ...]
    adopted: Adopted | None
    coming: Adopted | None

    @property
    def now(self) -> Option:
        """What holds today: the usual option where nothing was adopted."""
        return self.about.usual if self.adopted is None else self.adopted.option


@dataclass(frozen=True)
class OfficeReadings:
    """Every open question in the order of the act; ``may_set``: whether the clerk at the keyboard may change it."""

    answers: tuple[Answered, ...]
    next_month: date
    may_set: bool


@dataclass(frozen=True)
class AskReadings:
    """Ask how the office reads the act."""


@dataclass(frozen=True, kw_only=True)
class AdoptReading:
    """Adopt an option from the first day of a month; ``why`` names the ruling, opinion or order it rests on."""

    question: Question
    option: str
    starts_on: date
    why: str


@dataclass(frozen=True)
class TakeBackReading:
    """Take out an option that was adopted by mistake, named by its question and its first day."""

    question: Question
    starts_on: date


def ask_readings(office: Office, _: AskReadings) -> OfficeReadings:
    """Each question with its usual option, where nothing was adopted."""
    with office.reading() as file:
        return _all(office, file)


def adopt_reading(office: Office, request: AdoptReading) -> Done[OfficeReadings]:
    """One that begins on the same day takes its place; an earlier one ends the day before."""
    office.allow(Act.SET_LOCAL_LAW)
    adopted = adopted_from(office.law, request)
    with office.work("Przyjęcie odczytania przepisu") as work:
        others = _rows(work, office.law, request.question)
        check_adopted(adopted, others)
        _demand_unused(office, work, adopted.about, adopted.starts_on)
        _write(work, request.question, in_turn([*others, adopted]))
        return Done(_all(office, work), work.commit())


def take_back_reading(office: Office, request: TakeBackReading) -> Done[OfficeReadings]:
    """Only while no decision rests on it; the one before it then goes on."""
    office.allow(Act.SET_LOCAL_LAW)
    with office.work("Wycofanie odczytania przepisu") as work:
        rows = _rows(work, office.law, request.question)
        _demand_unused(office, work, office.law.questions[request.question], request.starts_on)
        _write(work, request.question, in_turn(row for row in rows if row.starts_on != request.starts_on))
        return Done(_all(office, work), work.commit())


def adopted_from(law: Law, request: AdoptReading) -> Adopted:
    """The option with its words; refuses one that the program does not have."""
    about = law.questions[request.question]
    try:
        option = about.option(request.option)
    except ValueError as error:
        raise WrongReading(fault=ReadingFault.UNKNOWN.value, title=about.title) from error
    return Adopted(about=about, option=option, starts_on=request.starts_on, why=request.why.strip())


def read_readings(file: Reading, law: Law) -> tuple[Adopted, ...]:
    """What the office has adopted, for services that are already looking; one question to the file."""
    ids = {question: setting_id(PREFIX + question.value) for question in Question}
    stored = file.many(Setting, ids.values())
    return tuple(
        row
        for question, record_id in ids.items()
        if record_id in stored
        for row in _understood(law, question, stored[record_id].value)
    )


def law_read(file: Reading, law: Law) -> Law:
    """The law as this office reads it, with the amounts of a new regulation that it has entered."""
    return lay_amounts(law, read_amounts(file)).adopting(read_readings(file, law))


def _all(office: Office, file: Reading) -> OfficeReadings:
    today = office.calendar.today()
    law = law_read(file, office.law)
    answers = []
    for about in law.questions.values():
        rows = law.readings.get(about.question, ())
        coming = next((row for row in rows if row.starts_on > today), None)
        answers.append(Answered(about, rows, law.adopted_on(about.question, today), coming))
    rights = MAY.get(Role(office.clerk.role), frozenset())
    return OfficeReadings(tuple(answers), _next_month(office), may_set=Act.SET_LOCAL_LAW in rights)


def _rows(file: Reading, law: Law, question: Question) -> tuple[Adopted, ...]:
    return _understood(law, question, kept_setting(file, PREFIX + question.value))


def _understood(law: Law, question: Question, text: str) -> tuple[Adopted, ...]:
    """What a setting says; a newer program may have written what this one cannot read."""
    try:
        about = law.questions[question]
        return in_turn(
            Adopted(
                about=about,
                option=about.option(row["option"]),
                starts_on=date.fromisoformat(row["from"]),
                why=str(row["why"]),
            )
            for row in json.loads(text or "[]")
        )
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableReading(name=question.value) from error


def _write(work: Work, question: Question, rows: Iterable[Adopted]) -> None:
    told = [{"option": row.option.code, "from": row.starts_on.isoformat(), "why": row.why} for row in rows]
    keep_setting(work, PREFIX + question.value, json.dumps(told, ensure_ascii=False))


def _demand_unused(office: Office, file: Reading, about: OpenQuestion, starts_on: date) -> None:
    """No decision that the answer touches was issued on that day or later: it keeps the reading it was decided by."""
    keys = file.keys(_BY_ISSUE)
    for at in range(0, len(keys), _PIECE):
        for row in file.page(_BY_ISSUE, keys[at : at + _PIECE]):
            benefit, issued_on = str(row[_BENEFIT]), row[_ISSUED]
            if issued_on is None or date.fromisoformat(issued_on) < starts_on:
                return
            if about.touches(benefit):
                raise ReachesBack(title=about.title, first=_next_month(office))


def _next_month(office: Office) -> date:
    return add_months(office.calendar.today().replace(day=1), 1)
