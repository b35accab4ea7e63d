"""The few pieces of Polish grammar that a sentence with a number or a date in it needs, and the Polish alphabet."""

from datetime import date
from typing import TypeAlias

Forms: TypeAlias = tuple[str, str, str]
"""The word beside 1, beside 2-4, beside everything else: ``("osoba", "osoby", "osób")``."""

_OF_MONTH = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)
_MONTH = (
    *("styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec"),
    *("lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"),
)

_ALPHABET = "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_ORDER = {letter: chr(0x60 + place) for place, letter in enumerate(_ALPHABET, start=1)}


class _Ordered(dict[int, str]):
    """Letter -> what stands for it in a sort key."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = _ORDER.get(letter, letter if letter < "a" else "\u00ff" + letter)
        return self[code]


_ordered = _Ordered()


def sort_key(text: str) -> str:
    """A string whose plain order is that of the Polish alphabet; letters outside it sort by themselves."""
    return text.lower().translate(_ordered)


def choose(number: int, forms: Forms) -> str:
    """The form of a noun that stands beside ``number``: 1 złoty, 22 złote, 12 złotych."""
    if number == 1:
        return forms[0]
    return forms[1] if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else forms[2]


def counted(number: int, forms: Forms) -> str:
    """Number and noun, kept on one line."""
    return f"{number}\u00a0{choose(number, forms)}"


def day(on: date) -> str:
    """A day in full: "16 listopada 2026 r."."""
    return f"{on.day}\u00a0{_OF_MONTH[on.month - 1]} {on.year}\u00a0r."


def month(first: date) -> str:
    """A month after "za" or "na": "październik 2026 r."."""
    return f"{_MONTH[first.month - 1]} {first.year}\u00a0r."


def of_month(first: date) -> str:
    """A month after "od" or "do": "października 2026 r."."""
    return f"{_OF_MONTH[first.month - 1]} {first.year}\u00a0r."


def listed(items: list[str]) -> str:
    """Several things in one sentence: "A, B i C"."""
    return " i ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
