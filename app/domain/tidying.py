"""Text as it may be stored: one way of writing each letter, nothing invisible, and not a whole book.

Pasted text brings control characters, halves of letters and sometimes megabytes; the office file and every
workstation after it must get only what a person can read.
"""

import unicodedata
from dataclasses import fields, replace
from typing import Any, TypeVar

from app.domain.problems import Refusal
from app.domain.records import Record

R = TypeVar("R", bound=Record)

SHORT = 200
LONG = 20_000
"""Characters: twelve pages of typescript, more than any note or claim has."""

_PROSE = frozenset({"note", "claim", "facts", "text", "directions", "outcome", "missing", "mediation_note", "value"})


_TURNING = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
"""Marks without width that turn or split a text: a name written with one looks like another."""


class TextTooLong(Refusal):
    """More was typed or pasted than a field keeps (facts: length, limit)."""

    code = "text_too_long"


def tidy(record: R) -> R:
    """The record with its texts cleaned; refuses a text that is too long for its field."""
    cleaned: dict[str, Any] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if type(value) is str:
            fresh = clean(value, LONG if field.name in _PROSE else SHORT)
            if fresh != value:
                cleaned[field.name] = fresh
    return replace(record, **cleaned) if cleaned else record


def clean(text: str, limit: int = SHORT) -> str:
    """One text: composed letters, no control characters but line breaks and tabs, no blanks around it."""
    if len(text) > limit * 4:
        raise TextTooLong(length=len(text), limit=limit)
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
        text = "".join(letter for letter in text if letter in "\n\t" or not _is_invisible(letter))
    text = text.strip()
    if len(text) > limit:
        raise TextTooLong(length=len(text), limit=limit)
    return text


def _is_invisible(letter: str) -> bool:
    """Control characters, halves of surrogate pairs, unassigned, private and turning ones; joiners of scripts stay."""
    return letter in _TURNING or unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Co"}
