"""The code on a finished print, scanned from its square or typed from its letters: which interview, under which seal.

It names no person: the interview by its number, the case by its sign, the answers by their seal.
"""

import re
from dataclasses import dataclass

from app.domain.problems import Refusal

_MARK = "TECZKA1"
_LETTERS = 24
_ID_DIGITS = 32
_MISREAD = str.maketrans("018", "OIB")
"""Digits that a seal never holds, and the letters they are taken for on paper."""


class UnreadablePrintCode(Refusal):
    """What was scanned or typed is no code of a print."""

    code = "unreadable_print_code"


@dataclass(frozen=True)
class PrintCode:
    """What a print says of itself. ``interview`` (hexadecimal) and ``sign`` are empty where only a seal was typed."""

    seal: str
    interview: str = ""
    sign: str = ""


def code_of(sign: str, interview_id: bytes, seal: str) -> str:
    """What the square on a print holds; capitals and digits, so that the square stays small."""
    return ":".join((_MARK, interview_id.hex().upper(), seal, sign))


def read_print_code(text: str) -> PrintCode:
    """A scanned code, or a seal typed with or without its dashes, in any letters."""
    mark, *parts = text.strip().split(":", 3)
    if mark.upper() != _MARK:
        return PrintCode(_seal(text))
    if len(parts) != 3 or not re.fullmatch(rf"[0-9a-fA-F]{{{_ID_DIGITS}}}", parts[0]):  # noqa: PLR2004 -- as joined above
        raise UnreadablePrintCode
    return PrintCode(_seal(parts[1]), parts[0].lower(), parts[2].strip())


def _seal(text: str) -> str:
    letters = re.sub(r"[\s\-‐–—]", "", text).upper().translate(_MISREAD)
    if not re.fullmatch(rf"[A-Z2-7]{{{_LETTERS}}}", letters):
        raise UnreadablePrintCode
    return "-".join(letters[start : start + 4] for start in range(0, _LETTERS, 4))
