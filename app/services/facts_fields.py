"""Reads the values of one JSON object: text, days, months, amounts, each refused with its code and its path."""

import json
import re
from collections.abc import Set as AbstractSet
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NoReturn, TypeVar

from app.domain.money import Grosze
from app.domain.problems import Refusal

D = TypeVar("D")
E = TypeVar("E", bound=StrEnum)

_AMOUNT = re.compile(r"[0-9]{1,10}\.[0-9]{2}")
_HECTARES = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4})?")
_HOURS = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_YEARS = range(1900, 2200)
MOST_MONTHS = 600
"""Arrears for fifty years."""
MOST_PEOPLE = 100


class WrongFacts(Refusal):
    """A line breaks a rule of the contract (facts: error, one of the contract's codes; field, its path or empty)."""

    code = "wrong_facts"


class Decimals:
    """A JSON number with a point or an exponent, as written: it is never taken for a binary fraction."""

    def __init__(self, text: str) -> None:
        self.text = text


def read_object(line: bytes) -> dict[str, object]:
    """The JSON object of a line; no number beyond JSON, no key twice, no nesting that exhausts the stack."""
    try:
        found = _DECODER.decode(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        refuse("unreadable_line", "")
    if not isinstance(found, dict):
        refuse("unreadable_line", "")
    return found


class Fields:
    """One JSON object with its path; an absent key and a null are the same."""

    def __init__(self, source: object, path: str, known: AbstractSet[str]) -> None:
        if not isinstance(source, dict):
            refuse("unreadable_line", path)
        self._source: dict[str, object] = source
        self._path = path
        if not source.keys() <= known:
            refuse("unknown_field", self.at(next(key for key in source if key not in known)))

    def at(self, key: str) -> str:
        """Path of ``key`` from the top of the line."""
        return f"{self._path}.{key}" if self._path else key

    def need(self, key: str) -> object:
        value = self._source.get(key)
        if value is None:
            refuse("missing_field", self.at(key))
        return value

    def text(self, key: str) -> str:
        value = self.need(key)
        if not isinstance(value, str):
            refuse("unreadable_line", self.at(key))
        return value

    def has(self, key: str) -> bool:
        return self._source.get(key) is not None

    def one_of(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = default if default and self._source.get(key) is None else self.text(key)
        if value not in choices:
            refuse("unknown_kind", self.at(key))
        return value

    def choice(self, key: str, kinds: type[E], default: E | None = None) -> E:
        """The same for an enumeration."""
        return kinds(self.one_of(key, tuple(kinds), default))

    def yes_no(self, key: str, default: bool) -> bool:
        value = self._source.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            refuse("unreadable_line", self.at(key))
        return value

    def list_of(self, key: str, default: list[object] | None = None) -> list[object]:
        value = default if default is not None and self._source.get(key) is None else self.need(key)
        if not isinstance(value, list):
            refuse("unreadable_line", self.at(key))
        return value

    def day(self, key: str) -> date:
        value = self.need(key)
        found = _as_date(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
        if found is None or found.year not in _YEARS:
            refuse("bad_date", self.at(key))
        return found

    def day_or(self, key: str, default: D) -> date | D:
        return default if self._source.get(key) is None else self.day(key)

    def month(self, key: str) -> date:
        value = self.need(key)
        found = _as_date(f"{value}-01") if isinstance(value, str) and _MONTH.fullmatch(value) else None
        if found is None:
            refuse("bad_date", self.at(key))
        return found

    def amount(self, key: str) -> Grosze:
        value = self.need(key)
        if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
            refuse("bad_amount", self.at(key))
        return int(value.replace(".", ""))

    def amount_or(self, key: str, default: Grosze) -> Grosze:
        return default if self._source.get(key) is None else self.amount(key)

    def hectares(self, key: str) -> Fraction:
        value = self.need(key)
        if not isinstance(value, str) or not _HECTARES.fullmatch(value):
            refuse("bad_amount", self.at(key))
        return Fraction(value)

    def count(self, key: str, most: int) -> int:
        """A whole number from 1 to ``most``."""
        value = self.need(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            refuse("bad_amount", self.at(key))
        return value

    def hours(self, key: str) -> Fraction:
        """A number or a string, two decimals at most."""
        value = self.need(key)
        if isinstance(value, Decimals):
            value = value.text
        elif isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not _HOURS.fullmatch(value):
            refuse("bad_amount", self.at(key))
        return Fraction(value)


def _as_date(text: str) -> date | None:
    """None for a day that no calendar has, as 31 February."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_without_doubles, parse_constant=_no_constant, parse_float=Decimals)


def refuse(error: str, field: str) -> NoReturn:
    """Stop at the first breach."""
    raise WrongFacts(error=error, field=field)
