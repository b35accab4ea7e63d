"""The rules without a window: a line of facts in, a line of findings out (contract ``calculate``).

It needs no office file and no clerk, only the law, so it takes the law instead of an office.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, NamedTuple

from app.domain import money
from app.domain.benefits.care_home_fee import CareHomeFee
from app.domain.benefits.specialist_care_fee import SpecialistCareFee
from app.domain.findings import Findings, NobodyCounted, NotSingle, Outcome
from app.domain.law import Law, UnknownOn
from app.domain.money import Grosze
from app.domain.problems import Problem
from app.services.facts_fields import WrongFacts, read_object
from app.services.facts_reading import read_claim

_ENCODER = json.JSONEncoder(ensure_ascii=False)
_AWKWARD = re.compile(r"[\ud800-\udfff\x85\u2028\u2029]")

_MESSAGES = {
    "unreadable_line": "Tego nie da się odczytać: wiersz ma być obiektem JSON w UTF-8 o opisanej budowie.",
    "missing_field": "Brakuje wymaganego pola.",
    "unknown_field": "Takiego pola tutaj nie ma.",
    "unknown_benefit": "Tego świadczenia ta wersja programu nie oblicza.",
    "unknown_kind": "Takiego rodzaju nie ma na liście.",
    "unknown_member": "W gospodarstwie domowym nie ma osoby o tym identyfikatorze.",
    "member_left_out": "Pominąć osobę można tylko przy zasiłku stałym i okresowym (art. 10 ust. 1).",
    "bad_amount": "Kwota jest napisem z dwoma miejscami po kropce („610.50”), hektary mają najwyżej cztery miejsca, "
    "liczba miesięcy mieści się od 1 do 600, osób od 1 do 100, a godziny mają najwyżej dwa miejsca.",
    "bad_date": "Dzień ma postać RRRR-MM-DD, a miesiąc RRRR-MM.",
    "month_out_of_range": "Dla tego miesiąca program nie zna kwot.",
}
"""What each error code of the contract says to a person."""


class Answer(NamedTuple):
    """One line of output, without its line break; ``is_answered`` is false for an error line."""

    text: str
    is_answered: bool


def calculate(lines: Iterable[bytes], law: Law) -> Iterator[Answer]:
    """One answer for each line, in order, as soon as it is worked out; nothing is kept between lines."""
    for line in lines:
        line_id: object = None
        try:
            source = read_object(line)
            line_id = _read_id(source)
            claim = read_claim(source, law)
            findings = claim.kind.find(claim.facts, law)
        except (WrongFacts, UnknownOn, NobodyCounted, NotSingle) as problem:
            yield Answer(_as_line({"id": line_id, "error": _error(problem)}), is_answered=False)
        else:
            yield Answer(_as_line({"id": line_id, **to_json(findings)}), is_answered=True)


def answer_all(lines: Iterable[bytes], law: Law, out: IO[bytes]) -> bool:
    """Write every answer before the next line is read; gives whether all lines were answered."""
    is_all_answered = True
    for answer in calculate(lines, law):
        out.write(answer.text.encode() + b"\n")
        out.flush()
        is_all_answered &= answer.is_answered
    return is_all_answered


def to_json(found: Outcome) -> dict[str, object]:
    """The findings in the words of the contract; amounts as "610.50"."""
    answer: dict[str, object] = {"right": found.right}
    if isinstance(found, Findings):
        answer |= _household(found)
    if isinstance(found, CareHomeFee):
        answer |= {
            "resident": money.plain(found.resident),
            "relatives": {key: money.plain(part) for key, part in found.relatives.items()},
            "gmina": money.plain(found.gmina),
        }
    if isinstance(found, SpecialistCareFee):
        answer |= {"per_hour": money.plain(found.per_hour), "month": money.plain(found.fee)}
    answer["why"] = [
        {"code": step.code, "text": step.text, "value": step.value, "basis": step.basis} for step in found.why
    ]
    answer["parameters"] = {
        value.name: {"value": value.plain, "from": value.starts_on.isoformat(), "basis": value.basis}
        for value in found.parameters
    }
    answer["warnings"] = [{"code": warning.code, "text": warning.text} for warning in found.warnings]
    return answer


def _household(found: Findings) -> dict[str, object]:
    return {
        "income_month": _month(found.income_month),
        "payable_from": _month(found.payable_from),
        "people": found.people,
        "income": money.plain(found.income),
        "income_per_person": money.plain(found.per_person),
        "criterion": money.plain(found.criterion),
        "lowest": _plain(found.lowest),
        "highest": _plain(found.highest),
        "amount": _plain(found.amount),
    }


def _month(first: date) -> str:
    return first.isoformat()[:7]


def _read_id(source: dict[str, object]) -> str:
    line_id = source.get("id")
    if not isinstance(line_id, str):
        raise WrongFacts(error="missing_field" if line_id is None else "unreadable_line", field="id")
    return line_id


def _error(problem: Problem) -> dict[str, str]:
    match problem:
        case WrongFacts():
            code, field = str(problem.facts["error"]), str(problem.facts["field"])
        case UnknownOn():
            code, field = "month_out_of_range", "month"
        case NobodyCounted():
            code, field = "missing_field", "household.members"
        case _:
            code, field = "unreadable_line", "household.kind"
    return {"code": code, "field": field, "message": _MESSAGES[code]}


def _plain(amount: Grosze | None) -> str | None:
    return None if amount is None else money.plain(amount)


def _as_line(answer: dict[str, object]) -> str:
    """Polish letters as they are; what UTF-8 cannot hold or a reader could take for a line break stays escaped."""
    text = _ENCODER.encode(answer)
    return json.dumps(answer) if _AWKWARD.search(text) else text
