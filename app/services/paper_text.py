"""Lines of text for paper: what must stay together, how wide it is, where a line ends. Sizes are points."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from app.domain.letter_parts import plain_text
from app.domain.problems import Trouble

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
REGULAR, BOLD = "Lato", "Lato-Bold"
_FILES = {REGULAR: "Lato-Regular.ttf", BOLD: "Lato-Bold.ttf"}
_HARD_SPACE = "\u00a0"
_MANY_WORDS = 20_000

Run: TypeAlias = tuple[str, str]
"""Font and the words set in it."""


class MissingFont(Trouble):
    """A font of the program is not where it belongs (facts: file)."""

    code = "missing_font"


class Line(NamedTuple):
    """One line: its runs, its natural width, the number of spaces that justification may stretch."""

    runs: tuple[Run, ...]
    width: float
    spaces: int
    is_last: bool


@cache
def fonts() -> dict[str, Any]:
    """The fonts of paper, read once; the font file is embedded as a subset in every PDF."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    loaded = {}
    for name, file in _FILES.items():
        try:
            loaded[name] = TTFont(name, str(FONTS / file))
        except (OSError, TTFError) as error:
            raise MissingFont(file=f"resources/fonts/{file}") from error
        pdfmetrics.registerFont(loaded[name])
    return loaded


class _Widths(dict[str, float]):
    """Width of a word in thousandths of the type size, worked out once."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._letters: dict[int, float] = face.charWidths
        self._other: float = face.defaultWidth

    def __missing__(self, word: str) -> float:
        if len(self) > _MANY_WORDS:
            self.clear()
        letters, other = self._letters, self._other
        width = sum([letters.get(code, other) for code in map(ord, word)])
        self[word] = width
        return width


@cache
def _widths(font: str) -> _Widths:
    return _Widths(fonts()[font].face)


def width(text: str, font: str, size: float) -> float:
    """How much room ``text`` takes on one line."""
    return _widths(font)[text] * size / 1000


_SMALLEST, _SURE = 0.8, 0.998
"""To so much of its size a text is made smaller before its words are cut."""


def width_of_words(text: str, size: float, font: str = REGULAR) -> float:
    """How wide the longest word of ``text`` is, with what is tied to it."""
    return max((width(word, font, size) for word in re.split("[ \\n]+", typeset(text))), default=0.0)


@lru_cache(maxsize=512)  # the words of tables are few
def size_of_words(text: str, size: float, room: float, font: str = REGULAR) -> float:
    """The size at which the longest word still fits into ``room``, within reason; ``size`` where all of them do."""
    longest = width_of_words(text, size, font)
    return size if longest <= room or longest * _SMALLEST > room else size * room / longest * _SURE


_MONTHS = (
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia|"
    "styczeń|luty|marzec|kwiecień|maj|czerwiec|lipiec|sierpień|wrzesień|październik|listopad|grudzień"
)
_BOUND = re.compile(
    r"(?<!\w)(?:"
    r"[AaIiOoUuWwZz]|"  # a one-letter word never ends a line
    r"[Aa]rt\.|[Uu]st\.|[Pp]kt|[Ll]it\.|§§?|[Nn]r|[Pp]oz\.|[Ss]tr\.|[Uu]l\.|[Tt]el\.|m\.|"
    r"\d+[a-z]?(?= (?:ust\.|pkt|lit\.|§|zł|gr\b|%|r\.|m\.|godz\.|dni\b|\d{3}(?!\d)))|"
    r"\d{2,3}(?= \d{2}(?!\d))|"  # a telephone number
    r"\d{2}-\d{3}|"  # a postal code and its town
    rf"\d+(?:[.,]\d+)?(?= (?:zł|{_MONTHS}))|"
    rf"(?<!\d[ \u00a0])(?:{_MONTHS})(?= \d{{4}})"  # a whole day may end its line before the year
    r") (?=\S)"
)
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]+")


def typeset(text: str) -> str:
    """Tie together what a reader must find on one line: one-letter words, dates, amounts, ``art. 8 ust. 3``."""
    return _BOUND.sub(lambda found: found[0][:-1] + _HARD_SPACE, _CONTROLS.sub(" ", text))


def lines(text: str, size: float, room: float, *, font: str = REGULAR, is_marked: bool = False) -> list[Line]:
    """Break ``text`` into lines at most ``room`` points wide; a newline begins a new line.

    With ``is_marked`` the text is that of a ``Paragraph``: ``<b>`` and the few entities are understood.
    """
    found: list[Line] = []
    for piece in text.split("\n"):
        found += _broken(piece, size, room, font, is_marked)
    return found


@lru_cache(maxsize=512)  # instructions and legal bases are the same in letter after letter
def _broken(text: str, size: float, room: float, font: str, is_marked: bool) -> tuple[Line, ...]:
    if is_marked and "<b>" in text:
        runs = list(_bold_runs(text, font))
        if all(width(word, each, size) <= room for each, run in runs for word in run.split(" ")):
            return tuple(_mixed_lines(runs, size, room))
    words = typeset(plain_text(text) if is_marked else text).split(" ")
    return tuple(_plain_lines([word for word in words if word], size, room, font))


def _plain_lines(words: list[str], size: float, room: float, font: str) -> Iterator[Line]:
    """Greedy lines in one font: the common case, kept short because every letter is full of it."""
    widths = _widths(font)
    limit, space = room * 1000 / size, widths[" "]
    line: list[str] = []
    taken = 0.0
    for word in _fitting(words, limit, widths):
        more = widths[word]
        if line and taken + space + more > limit:
            yield Line(((font, " ".join(line)),), taken * size / 1000, _stretchable(line), is_last=False)
            line, taken = [word], more
        else:
            taken += more + (space if line else 0)
            line.append(word)
    yield Line(((font, " ".join(line)),), taken * size / 1000, _stretchable(line), is_last=True)


def _stretchable(line: list[str]) -> int:
    """Spaces that a viewer widens; a no-break space is drawn as a space too."""
    return max(len(line) - 1, 0) + sum(word.count(_HARD_SPACE) for word in line)


def _fitting(words: list[str], limit: float, widths: _Widths) -> Iterator[str]:
    """The words; one that is longer than a line is cut after a hyphen (double surnames), else where it must be."""
    for word in words:
        if widths[word] <= limit:
            yield word
            continue
        begun = 0
        while begun < len(word):
            end = _as_far_as(word, begun, limit, widths)
            if end < len(word):
                end = word.rfind("-", begun, end) + 1 or end
            yield word[begun:end]
            begun = end


def _as_far_as(word: str, begun: int, limit: float, widths: _Widths) -> int:
    """Where a line that starts at ``begun`` is full, found letter by letter: a word may be as long as a page."""
    taken = 0.0
    for place in range(begun, len(word)):
        taken += widths[word[place]]
        if taken > limit and place > begun:
            return place
    return len(word)


def _bold_runs(text: str, font: str) -> Iterator[Run]:
    """``a <b>b</b> c`` as runs in alternating fonts; text that was escaped is unescaped only here."""
    for number, piece in enumerate(re.split(r"</?b>", typeset(text))):
        if piece:
            yield (BOLD if number % 2 else font), plain_text(piece)


def _mixed_lines(runs: list[Run], size: float, room: float) -> Iterator[Line]:
    """Lines whose words change font, also in the middle of a word (``<b>610,50</b>,``)."""
    limit = room * 1000 / size
    space = _widths(REGULAR)[" "]
    line: list[list[Run]] = []
    taken = 0.0
    for word in _words_of(runs):
        more = sum(_widths(font)[text] for font, text in word)
        if line and taken + space + more > limit:
            yield _joined(line, taken * size / 1000, is_last=False)
            line, taken = [word], more
        else:
            taken += more + (space if line else 0)
            line.append(word)
    yield _joined(line, taken * size / 1000, is_last=True)


def _words_of(runs: list[Run]) -> Iterator[list[Run]]:
    """Words as lists of runs: a space ends a word, a change of font does not."""
    word: list[Run] = []
    for font, text in runs:
        pieces = text.split(" ")
        for number, piece in enumerate(pieces):
            if number and word:
                yield word
                word = []
            if piece:
                word.append((font, piece))
    if word:
        yield word


def _joined(words: list[list[Run]], natural: float, *, is_last: bool) -> Line:
    """One line from its words, neighbours in the same font drawn at once."""
    runs: list[Run] = []
    for number, word in enumerate(words):
        for place, (font, text) in enumerate(word):
            lead = " " if number and not place else ""
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + lead + text)
            else:
                if lead:
                    runs[-1] = (runs[-1][0], runs[-1][1] + lead)
                runs.append((font, text))
    text = "".join(text for _, text in runs)
    return Line(tuple(runs), natural, text.count(" ") + text.count(_HARD_SPACE), is_last)
