"""Answers to a questionnaire: what a box may hold, how it is written down, and what an empty box is."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias

from app.domain.problems import Refusal

Value: TypeAlias = bool | int | str | tuple[str, ...] | None
Key: TypeAlias = tuple[str, int]
"""Field id and row; a box outside a table has row 0."""
Answers: TypeAlias = Mapping[Key, Value]

_SEAL_BYTES = 15


class UnreadableAnswer(Refusal):
    """A stored answer is not the JSON of a box (facts: value)."""

    code = "unreadable_answer"


def is_empty(value: Value) -> bool:
    """Whether a box holds nothing. "Nie" and 0,00 are answers."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()


def to_json(value: Value) -> str:
    """The one text of a value on every machine; an empty box is ``null``."""
    if is_empty(value):
        return "null"
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Value:
    """The value of a stored text; no text at all is an empty box."""
    if not text:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, or brackets without end
        raise UnreadableAnswer(value=text[:40]) from error
    if isinstance(value, list) and all(isinstance(key, str) for key in value):
        return tuple(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    raise UnreadableAnswer(value=text[:40])


def read_answers(stored: Iterable[tuple[str, int, str]]) -> dict[Key, Value]:
    """Answers as they come from the file (field id, row, JSON). Emptied boxes stay: no row number comes twice."""
    return {(field_id, row): from_json(text) for field_id, row, text in stored}


def day_of(value: Value) -> date | None:
    """The day in a date box, or the first day of a month box; None when there is none that can be read."""
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(f"{value}-01" if len(value) == len("2026-11") else value)
    except ValueError:
        return None


Period: TypeAlias = tuple[date | None, date | None]
"""First and last day; an end that nobody knows, or that is still to come, is None."""


def period_of(value: Value) -> Period | None:
    """The days in a period box (``2024-09-01/2026-06-30``); None when there are none that can be read."""
    if not isinstance(value, str) or value.count("/") != 1:
        return None
    first, last = ((day_of(text), bool(text)) for text in value.split("/"))
    if (first[1] and first[0] is None) or (last[1] and last[0] is None) or not (first[0] or last[0]):
        return None
    return first[0], last[0]


def amount_of(value: Value) -> int | None:
    """Grosze in an amount box."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def text_of(value: Value) -> str:
    """What is written in a text box, without blanks around it."""
    return value.strip() if isinstance(value, str) else ""


def keys_of(value: Value) -> tuple[str, ...]:
    """The chosen options of a box, one or many."""
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, str) and value else ()


def seal_text(lines: Iterable[object]) -> str:
    """BLAKE2b over canonical JSON, 120 bits, as six groups of four letters that can be compared on paper by eye."""
    text = json.dumps(list(lines), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.blake2b(text.encode(), digest_size=_SEAL_BYTES).digest()
    letters = base64.b32encode(digest).decode()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
