"""Letters as data: what a file of ``resources/letters`` says. The field names are the keys of those files.

A template is never code: texts may have holes (``{{ party.dative }}``) and conditions, nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from app.domain.blocks import Align
from app.domain.citations import Citations
from app.domain.letter_parts import PartName
from app.domain.problems import Refusal

Sender: TypeAlias = Literal["authority", "centre"]
Signed: TypeAlias = Literal["authority", "clerk", "nobody"]
AskKind: TypeAlias = Literal["text", "words", "lines", "entries", "number", "day", "money", "body", "choice"]
"""What a person enters: a line, prose, a list of lines, lines with a provision each (``what``, ``basis``), a number,
a day, grosze, a body with its address (it becomes the addressee), one of the ``options``."""

GROUPS = (
    *("start", "evidence", "institutions", "course", "orders", "decisions", "appeal"),
    *("payment", "certificates", "services", "others", "file"),
)
"""Groups of the letter menu in its order, the way a case goes."""


class UnknownLetter(Refusal):
    """No letter of this id is in force on that day (facts: letter, day)."""

    code = "unknown_letter"


class TooLittle(Refusal):
    """A number below what the law demands, such as a time limit that is too short (facts: what, given, least)."""

    code = "too_little"


@dataclass(frozen=True, kw_only=True)
class FactNeeded:
    """A hole that must be filled: its dotted name, what a person calls it, and when it is needed at all.

    ``least`` is the smallest number the law allows (days to mend an application: 7).
    """

    name: str
    words: str
    when: str = ""
    least: int = 0


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What only the clerk knows, asked before the letter is drafted; ``words`` stand above the box.

    An ask is needed like any fact, unless it is ``optional``. ``default`` stands in the box already.
    """

    name: str
    words: str
    kind: AskKind = "text"
    hint: str = ""
    optional: bool = False
    default: str = ""
    least: int = 0
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class GridTemplate:
    """A table with one row for each entry of the list ``each``; a cell sees its entry as ``item``."""

    header: tuple[str, ...]
    each: str
    cells: tuple[str, ...]
    shares: tuple[int, ...] = ()
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class TicksTemplate:
    """Options with the condition under which each is crossed."""

    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class BoxTemplate:
    """A box for prose."""

    label: str
    text: str = ""
    lines: int = 4


@dataclass(frozen=True, kw_only=True)
class BlockTemplate:
    """One block: exactly one shape is given. ``when`` leaves it out, ``each`` repeats it for a list (``item``).

    ``written`` names a list of paragraphs that a person wrote, ``blocks`` a list of ready blocks (a table of the
    calculation), ``instruction`` an entry of the library of instructions.
    """

    part: PartName | None = None
    when: str = ""
    each: str = ""
    heading: str = ""
    level: int = 2
    paragraph: str = ""
    align: Align = "justify"
    pair: tuple[str, str] | None = None
    grid: GridTemplate | None = None
    ticks: TicksTemplate | None = None
    box: BoxTemplate | None = None
    sign: str = ""
    space: int = 0
    page_break: bool = False
    written: str = ""
    blocks: str = ""
    instruction: str = ""


SHAPES = (
    "heading", "paragraph", "pair", "grid", "ticks", "box", "sign", "space", "page_break", "written", "blocks",
    "instruction",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """One pouczenie in its wording from a day on; ``basis`` says which provisions it tells about."""

    id: str
    valid_from: date
    paragraphs: tuple[str, ...]
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class LetterTemplate:
    """One letter in one version. ``name`` stands in the menu, ``title`` on paper.

    ``basis`` lists the provisions it rests on (``kpa art. 61 § 4``), ``facts`` the holes that must be filled,
    ``optional`` those that may stay empty. With ``needs_receipt`` it must reach its addressee against receipt.
    ``small_print`` names instructions that are set small below everything. ``group`` is its place in the menu, ``asks``
    what a person enters for it. ``file`` is where it was read.
    """

    id: str
    version: int
    valid_from: date
    name: str
    title: str
    blocks: tuple[BlockTemplate, ...]
    subtitle: str = ""
    basis: tuple[str, ...] = ()
    facts: tuple[FactNeeded, ...] = ()
    optional: tuple[str, ...] = ()
    sender: Sender = "authority"
    signed: Signed = "authority"
    has_addressee: bool = True
    needs_receipt: bool = False
    attachments: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    handled_by: str = ""
    small_print: tuple[str, ...] = ()
    group: str = "others"
    asks: tuple[Ask, ...] = ()
    file: str = ""


@dataclass(frozen=True, kw_only=True)
class HelpReason:
    """A reason of art. 7, keyed by its point in the act; ``genitive`` follows "z powodu"."""

    id: str
    name: str
    genitive: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Need:
    """What one-off help is for, by its key ("39.fuel"); ``accusative`` follows "na"."""

    id: str
    name: str
    accusative: str


@dataclass(frozen=True, kw_only=True)
class LetterShelf:
    """Everything of ``resources`` that letters are made from."""

    letters: tuple[LetterTemplate, ...]
    instructions: tuple[Instruction, ...]
    citations: Citations
    help_reasons: Mapping[str, HelpReason] = field(default_factory=dict)
    needs: Mapping[str, Need] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    """What the facts of letters are called, by their dotted names."""

    def letter_on(self, letter_id: str, day: date) -> LetterTemplate:
        """The version in force on ``day``."""
        found = [letter for letter in self.letters_on(day) if letter.id == letter_id]
        if not found:
            raise UnknownLetter(letter=letter_id, day=day)
        return found[0]

    def letters_on(self, day: date) -> list[LetterTemplate]:
        """Each letter once, in its version of that day, by name."""
        newest: dict[str, LetterTemplate] = {}
        for letter in sorted(self.letters, key=lambda letter: (letter.valid_from, letter.version)):
            if letter.valid_from <= day:
                newest[letter.id] = letter
        return sorted(newest.values(), key=lambda letter: letter.name)

    def instruction_on(self, instruction_id: str, day: date) -> Instruction:
        """The wording in force on ``day``."""
        return _latest(instruction_id, (each for each in self.instructions if each.id == instruction_id), day)


def _latest(instruction_id: str, rows: Iterable[Instruction], day: date) -> Instruction:
    known = sorted((row for row in rows if row.valid_from <= day), key=lambda row: row.valid_from)
    if not known:
        raise UnknownLetter(letter=instruction_id, day=day)
    return known[-1]
