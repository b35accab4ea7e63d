"""What a person types, or pastes from a spreadsheet, as the value of a box.

Nothing typed is ever lost: what cannot be read as the box wants it stays as the text it is, is shown as typed and
counts as missing (``is_readable``) until somebody sets it right.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from app.domain import money
from app.domain.answers import Value, amount_of, day_of, is_empty, period_of
from app.domain.money import AbsurdAmount, NegativeAmount, WrongAmount
from app.domain.months import add_months
from app.domain.questionnaires import MONEY_TYPES, Field, FieldType, Option

_DAY = re.compile(r"([0-9]{1,2})[.\-/ ]+([0-9]{1,2})[.\-/ ]+([0-9]{4}|[0-9]{2})(?:\s*r\.?)?")
_DAY_DIGITS = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_MONTH = re.compile(r"([0-9]{1,2})[.\-/ ]+([0-9]{4})(?:\s*r\.?)?")
_ISO_MONTH = re.compile(r"([0-9]{4})[-.]([0-9]{1,2})")
_DECIMAL = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,4})?")
_BLANKS = re.compile(r"\s")
_BETWEEN = re.compile(r"\s*(?:–|—|\bdo\b|(?<=\s)-(?=\s)|(?<=[0-9]{4})-(?=[0-9]{1,2}\.))\s*")
_CENTURY_TURNS = 30
"""A year of two digits up to 30 is in this century, above it in the last: birth dates go back, cases do not."""

YES = frozenset({"tak", "t", "1", "x", "+", "✓"})
NO = frozenset({"nie", "n", "0", "-", "–"})


def typed(asked: Field, text: str) -> Value:
    """The value of what was typed into a box; None when it was emptied, the text itself when it cannot be read."""
    bare = text.strip() if asked.type is not FieldType.LONG_TEXT else text
    if not bare.strip():
        return None
    read = _READERS.get(asked.type)
    value = read(asked, bare) if read is not None else bare
    return bare if value is None else value


def is_readable(asked: Field, value: Value) -> bool:
    """Whether a value is of the shape its box wants; an empty box is."""
    if is_empty(value):
        return True
    if asked.type in MONEY_TYPES or asked.type is FieldType.INTEGER:
        return amount_of(value) is not None
    if asked.type in (FieldType.DATE, FieldType.MONTH):
        return day_of(value) is not None
    if asked.type is FieldType.PERIOD:
        return period_of(value) is not None
    if asked.type is FieldType.DECIMAL:
        return isinstance(value, str) and _DECIMAL.fullmatch(value) is not None
    if asked.type in (FieldType.YES_NO, FieldType.ATTACHMENT):
        return isinstance(value, bool)
    if asked.type is FieldType.SINGLE:
        return isinstance(value, str) and asked.option(value) is not None
    return True


def _money(_asked: Field, text: str) -> Value:
    try:
        return money.parse(text)
    except (WrongAmount, NegativeAmount, AbsurdAmount):
        return None


def _day(_asked: Field, text: str) -> Value:
    return _day_text(text)


def _day_text(text: str) -> str | None:
    if found := _ISO_DAY.fullmatch(text):
        return _iso(found[1], found[2], found[3])
    if found := _DAY.fullmatch(text) or _DAY_DIGITS.fullmatch(text):
        return _iso(_whole_year(found[3]), found[2], found[1])
    return None


def _month(_asked: Field, text: str) -> Value:
    return _month_text(text)


def _month_text(text: str) -> str | None:
    if found := _ISO_MONTH.fullmatch(text):
        day = _iso(found[1], found[2], "1")
    elif found := _MONTH.fullmatch(text):
        day = _iso(found[2], found[1], "1")
    else:
        day = None
    return day[: len("2026-11")] if day else None


def _period(_asked: Field, text: str) -> Value:
    return typed_period(text)


def typed_period(text: str) -> str | None:
    """``1.09.2024 – 30.06.2026``, ``od 9.2024``, ``do 30.06.2026``: days or months, either end open.

    None when it cannot be read, or ends before it begins.
    """
    bare = text.strip().casefold()
    if (stored := period_of(bare)) is not None:
        first, last = stored
    else:
        ends = [end.removeprefix("od ").strip() for end in _BETWEEN.split(bare, maxsplit=1)]
        begins, closes = ends if len(ends) > 1 else (ends[0], "")
        first, last = _begin(begins), _end(closes)
        if (begins and first is None) or (closes and last is None) or (first is None and last is None):
            return None
    if first is not None and last is not None and last < first:
        return None
    return "/".join(day.isoformat() if day else "" for day in (first, last))


def _begin(text: str) -> date | None:
    return day_of(_day_text(text) or _month_text(text))


def _end(text: str) -> date | None:
    """The day, or the last one of the month."""
    if day := day_of(_day_text(text)):
        return day
    month = day_of(_month_text(text))
    return add_months(month, 1) - timedelta(days=1) if month else None


def _decimal(asked: Field, text: str) -> Value:
    bare = _BLANKS.sub("", text).removesuffix(_BLANKS.sub("", asked.unit))
    return f"{Decimal(bare.replace(',', '.')):f}" if _DECIMAL.fullmatch(bare) else None


def _whole_year(digits: str) -> str:
    if len(digits) > len("26"):
        return digits
    return f"20{digits}" if int(digits) <= _CENTURY_TURNS else f"19{digits}"


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _whole(_asked: Field, text: str) -> Value:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None


def _yes_no(_asked: Field, text: str) -> Value:
    word = text.casefold()
    return True if word in YES else False if word in NO else None


def _one(asked: Field, text: str) -> Value:
    """An option by its key or label, or by the only label that begins so."""
    word = text.casefold()
    exact = [option.key for option in asked.options if word in _words(option)]
    begun = [option.key for option in asked.options if any(each.startswith(word) for each in _words(option)[1:])]
    for found in (exact, begun):
        if len(found) == 1:
            return found[0]
    return None


def _words(option: Option) -> tuple[str, str, str]:
    return option.key.casefold(), option.label.casefold(), option.name.casefold()


def _pesel(_asked: Field, text: str) -> Value:
    return re.sub(r"[\s-]", "", text)


def _phone(_asked: Field, text: str) -> Value:
    """Digits, with a leading + for another country; anything else stays as typed."""
    bare = re.sub(r"[\s()\-./]", "", text)
    return bare if re.fullmatch(r"\+?[0-9]+", bare) else None


_READERS: dict[FieldType, Callable[[Field, str], Value]] = {
    FieldType.MONEY: _money,
    FieldType.COMPUTED_MONEY: _money,
    FieldType.DATE: _day,
    FieldType.MONTH: _month,
    FieldType.INTEGER: _whole,
    FieldType.DECIMAL: _decimal,
    FieldType.PERIOD: _period,
    FieldType.YES_NO: _yes_no,
    FieldType.ATTACHMENT: _yes_no,
    FieldType.SINGLE: _one,
    FieldType.PESEL: _pesel,
    FieldType.PHONE: _phone,
}
