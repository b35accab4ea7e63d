"""One name in several spellings: Polish, as a Ukrainian passport writes it, and in Cyrillic letters.

A clerk writes down what the person says or what the document shows: Szewczenko, Shevchenko and Шевченко are one
surname. Which letters stand for which sound depends on who wrote (``ch`` is one sound in Chmielewska and another in
Shevchenko), so a name has up to two readings, and two names sound alike where any of their readings do.
"""

import unicodedata
from functools import lru_cache

_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдезиійклмнопрстуфхцыэ", "abwhgdeziiiklmnoprstufhcie", strict=True)),
        "є": "ie",
        "ж": "ž",
        "ї": "i",
        "ч": "č",
        "ш": "š",
        "щ": "šč",
        "ю": "iu",
        "я": "ia",
        "ё": "e",
        **dict.fromkeys("ьъ'’ʼ", ""),
    }
)
_BOTH = (("szcz", "šč"), ("shch", "šč"), ("sz", "š"), ("sh", "š"), ("zh", "ž"), ("rz", "ž"), ("kh", "h"))
_POLISH = (*_BOTH, ("cz", "č"), ("ch", "h"))
_PASSPORT = (*_BOTH, ("ch", "č"), ("cz", "č"), ("ts", "c"), ("g", "h"))
"""The transliteration of Ukrainian passports, and of Russian ones where these differ (Halyna, Galina)."""

_LETTERS = str.maketrans({"v": "w", "y": "i", "j": "i", "q": "k", "ż": "ž"})
_TO_POLISH = (("shch", "szcz"), ("sh", "sz"), ("ch", "cz"), ("zh", "z"), ("kh", "ch"), ("v", "w"), ("y", "j"))
_TO_PASSPORT = (("szcz", "shch"), ("sz", "sh"), ("ch", "kh"), ("cz", "ch"), ("w", "v"), ("j", "y"))


def fold(text: str) -> str:
    """Small letters without tails and without blanks around: ``Łukasz`` → ``lukasz``."""
    plain = unicodedata.normalize("NFKD", text.strip().lower().replace("ł", "l"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def in_latin(text: str) -> str:
    """Cyrillic letters as Polish ones, the rest as it is: ``Шевченко`` → ``Szewczenko``; a bank knows no others."""
    return "".join(_letter(each) for each in text)


def _letter(letter: str) -> str:
    small = letter.lower()
    if small.translate(_CYRILLIC) == small:
        return letter
    found = small.translate(_CYRILLIC)
    for mark, polish in (("šč", "szcz"), ("š", "sz"), ("č", "cz"), ("ž", "ż")):
        found = found.replace(mark, polish)
    return found if letter == small else found.capitalize()


@lru_cache(4_096)
def sounds(text: str) -> tuple[str, ...]:
    """What a name may sound like, one or two ways: letters for sounds, to be compared and never shown."""
    plain = _latin(text)
    return tuple(
        dict.fromkeys(_squeezed(_replaced(plain, rules).translate(_LETTERS)) for rules in (_POLISH, _PASSPORT))
    )


def have_same_words(one: str, other: str) -> bool:
    """Whether two names sound the same word for word, in any order: ``Ćwik Jan`` and ``Jan Cwik``."""
    return not _sorted_sounds(one).isdisjoint(_sorted_sounds(other))


def _sorted_sounds(text: str) -> set[tuple[str, ...]]:
    words = [sounds(word) for word in text.split()]
    return {tuple(sorted(each[reading] for each in words)) for reading in (0, -1)}


def spellings(text: str) -> tuple[str, ...]:
    """The folded name, and how somebody else may have begun to write it."""
    plain = fold(text)
    latin = _latin(text).replace("š", "sz").replace("č", "cz").replace("ž", "z") if _is_foreign(plain) else plain
    return tuple(dict.fromkeys((plain, latin, _replaced(latin, _TO_POLISH), _replaced(latin, _TO_PASSPORT))))


def _latin(text: str) -> str:
    """Cyrillic letters as sounds; Latin ones folded, ``ż`` kept, because it is a sound of its own."""
    small = text.strip().lower()
    return small.translate(_CYRILLIC) if _is_foreign(small) else "ž".join(fold(part) for part in small.split("ż"))


def _is_foreign(text: str) -> bool:
    return any("а" <= letter <= "ґ" for letter in text)


def _replaced(text: str, rules: tuple[tuple[str, str], ...]) -> str:
    """Each place once, the longest rule that fits there first."""
    found, place = [], 0
    while place < len(text):
        old, new = next((rule for rule in rules if text.startswith(rule[0], place)), (text[place], text[place]))
        found.append(new)
        place += len(old)
    return "".join(found)


def _squeezed(text: str) -> str:
    """Every letter once where it stands twice: ``iia`` and ``ia``, ``Anna`` and ``Ana``."""
    return "".join(letter for place, letter in enumerate(text) if place == 0 or text[place - 1] != letter)
