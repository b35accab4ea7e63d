"""The law written down once more in a form that is read at once: ``resources/law/ready.json``.

Reading and checking the tables takes longer than everything else ``calculate`` does for one line of facts. The ready
form is made from the checked law by ``python -m tests.tools.ready_law`` and names the sum of each file it was made
from: where one was changed since, it is not believed and the tables are read (``law_files``).
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.income_kinds import Clock, Exclusion, IncomeKind, Shape
from app.domain.law import Law, Value
from app.domain.sentences import Sentence

if TYPE_CHECKING:
    from app.domain.deadlines import DeadlineKind, Rule
    from app.domain.exclusions import Meeting
    from app.domain.readings import OpenQuestion

READY = "ready.json"


def read_ready(folder: Path, *, for_findings: bool = False) -> Law | None:
    """The law as it was written down; None where that is missing, unreadable or older than a table beside it.

    ``for_findings`` leaves out what no calculation asks for: deadlines, meetings of benefits, words of open questions.
    """
    try:
        told = json.loads((folder / READY).read_text(encoding="utf-8"))
        if told["files"] != _sums(folder):
            return None
        law = _law(told)
        if for_findings:
            return law
        return replace(
            law,
            rules=_all_rules(told["rules"]),
            meetings=_meetings(told["meetings"]),
            questions=_questions(told["questions"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def ready_text(folder: Path, law: Law) -> str:
    """The ready form of a law that was read from ``folder``, one entry a line so that changes can be compared."""
    sections: dict[str, Mapping[str, object]] = {
        "files": _sums(folder),
        "values": {name: _told_series(series) for name, series in law.values.items()},
        "rules": {kind.value: _told_rules(series) for kind, series in law.rules.items()},
        "income_kinds": {code: _told_kind(kind) for code, kind in law.income_kinds.items()},
        "sentences": {code: [each.text, each.basis] for code, each in law.sentences.items()},
        "meetings": {str(at): _told_meeting(each) for at, each in enumerate(law.meetings)},
        "questions": {name: _told_question(each) for name, each in law.questions.items()},
    }
    return "{\n" + ",\n".join(f'"{name}": {{\n{_lines(told)}\n}}' for name, told in sections.items()) + "\n}\n"


def _lines(told: Mapping[str, object]) -> str:
    return ",\n".join(f'"{name}": {json.dumps(each, ensure_ascii=False)}' for name, each in told.items())


def _sums(folder: Path) -> dict[str, int]:
    """The check sum of each table, whatever its line breaks."""
    return {path.name: zlib.crc32(path.read_bytes().replace(b"\r\n", b"\n")) for path in sorted(folder.glob("*.toml"))}


def _law(told: Mapping[str, Any]) -> Law:
    return Law(
        values={name: tuple(_series(name, each)) for name, each in told["values"].items()},
        rules={},
        income_kinds={code: _kind(code, each) for code, each in told["income_kinds"].items()},
        sentences={code: Sentence(code, text, basis) for code, (text, basis) in told["sentences"].items()},
    )


def _told_series(series: tuple[Value, ...]) -> dict[str, object]:
    rows = [
        [
            each.held if isinstance(each.held, int) else str(each.held),
            _told_day(each.starts_on),
            _told_day(each.ends_on),
            each.basis,
            _told_day(each.checked_on),
        ]
        for each in series
    ]
    return {"label": series[0].label, "series": rows}


def _series(name: str, told: Mapping[str, Any]) -> Iterator[Value]:
    for held, starts_on, ends_on, basis, checked_on in told["series"]:
        yield Value(
            name=name,
            label=told["label"],
            held=held if isinstance(held, int) else Fraction(held),
            starts_on=date.fromisoformat(starts_on),
            ends_on=_day(ends_on),
            basis=basis,
            checked_on=date.fromisoformat(checked_on),
        )


def _told_rules(series: "tuple[Rule, ...]") -> dict[str, object]:
    rows = [
        [each.count, each.unit.value, each.moves, each.basis, _told_day(each.starts_on), _told_day(each.ends_on)]
        for each in series
    ]
    return {"label": series[0].label, "series": rows}


def _all_rules(told: Mapping[str, Any]) -> "dict[DeadlineKind, tuple[Rule, ...]]":
    from app.domain.deadlines import DeadlineKind, Rule, Unit

    rules: dict[DeadlineKind, tuple[Rule, ...]] = {}
    for name, each in told.items():
        kind = DeadlineKind(name)
        rules[kind] = tuple(
            Rule(
                kind=kind,
                label=each["label"],
                count=count,
                unit=Unit(unit),
                moves=moves,
                basis=basis,
                starts_on=date.fromisoformat(starts_on),
                ends_on=_day(ends_on),
            )
            for count, unit, moves, basis, starts_on, ends_on in each["series"]
        )
    return rules


def _told_kind(kind: IncomeKind) -> list[object]:
    exclusions = [
        [
            each.basis,
            _told_day(each.starts_on),
            _told_day(each.ends_on),
            each.clock.value,
            sorted(each.only_for),
            each.note,
            each.question,
        ]
        for each in kind.exclusions
    ]
    return [kind.label, kind.shape.value, kind.has_costs, kind.note, exclusions]


def _kind(code: str, told: list[Any]) -> IncomeKind:
    label, shape, has_costs, note, exclusions = told
    return IncomeKind(
        code=code,
        label=label,
        shape=Shape(shape),
        has_costs=has_costs,
        note=note,
        exclusions=tuple(
            Exclusion(
                basis=basis,
                starts_on=_day(starts_on),
                ends_on=_day(ends_on),
                clock=Clock(clock),
                only_for=frozenset(only_for),
                note=why,
                question=question,
            )
            for basis, starts_on, ends_on, clock, only_for, why, question in exclusions
        ),
    )


def _told_meeting(each: "Meeting") -> list[object]:
    days = [_told_day(each.starts_on), _told_day(each.ends_on)]
    return [each.asked, sorted(each.beside), each.effect.value, each.text, each.basis, *days]


def _meetings(told: Mapping[str, Any]) -> "tuple[Meeting, ...]":
    from app.domain.exclusions import Effect, Meeting

    return tuple(
        Meeting(
            asked=asked,
            beside=frozenset(beside),
            effect=Effect(effect),
            text=text,
            basis=basis,
            starts_on=date.fromisoformat(starts_on),
            ends_on=_day(ends_on),
        )
        for asked, beside, effect, text, basis, starts_on, ends_on in told.values()
    )


def _told_question(each: "OpenQuestion") -> list[object]:
    options = [list(option) for option in each.options]
    return [each.title, each.matter, each.basis, each.asked_on.value, sorted(each.benefits), options]


def _questions(told: Mapping[str, Any]) -> "dict[str, OpenQuestion]":
    from app.domain.readings import AskedOn, OpenQuestion, Option, Question

    return {
        name: OpenQuestion(
            question=Question(name),
            title=title,
            matter=matter,
            basis=basis,
            asked_on=AskedOn(asked_on),
            benefits=frozenset(benefits),
            options=tuple(Option(*option) for option in options),
        )
        for name, (title, matter, basis, asked_on, benefits, options) in told.items()
    }


def _told_day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
