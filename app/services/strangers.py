"""People outside a case whose names or numbers stand in what was typed: text copied from somebody else's paper."""

import re
from collections.abc import Iterable

from app.services.ports import Reading

_DIGITS = re.compile(r"\b\d{11}\b")
_NAMES = re.compile(r"\b[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+(?:-[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+)?")
_MOST_NAMES = 60


def strangers_in_text(file: Reading, text: str, known: Iterable[str], pesels: Iterable[str]) -> tuple[str, ...]:
    """Surnames and PESEL numbers of people in the file, without the ``known`` words and ``pesels`` of the case.

    Only the words that were typed are looked up, each once, so the cost does not grow with the file.
    """
    own, numbers_of_case = {word.casefold() for word in known}, set(pesels)
    names = [name for name in dict.fromkeys(_NAMES.findall(text)) if name.casefold() not in own][:_MOST_NAMES]
    found = [name for name in names if _is_surname(file, name)]
    numbers = [number for number in dict.fromkeys(_DIGITS.findall(text)) if number not in numbers_of_case]
    return (*found, *(number for number in numbers if any(hit.pesel == number for hit in file.search(number, 5))))


def _is_surname(file: Reading, word: str) -> bool:
    """Hits are sorted by surname, so that of exactly this surname would be among the first."""
    return any(hit.name.casefold().startswith(f"{word.casefold()} ") for hit in file.search(word, 20))
