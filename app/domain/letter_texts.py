"""A letter's paragraphs as a person edits them: named fields in square brackets where its holes are, and back again.

Nobody edits code: a hole is shown by what it is called ("[znak sprawy]"), a condition as "[warunek]", bold words
between asterisks. What is read back may use the fields of the letter and a few that every case has; anything else in
brackets is a dead field and refused. An edition belongs to one version of the file; a newer file takes its place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.letter_parts import marked, plain_text
from app.domain.letter_templates import BlockTemplate, FactNeeded, LetterTemplate
from app.domain.problems import Refusal

_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_NAMED = re.compile(r"\{\{ ([\w.]+)(?: \| \w+)? \}\}")
_ACT = re.compile(r"\{\{ (cite|short)\('(\w+)'\) \}\}")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
EDITIONS_OF_A_VERSION = 1000
"""The third edition of version 2 of a file is version 2003: later than the file, earlier than its next version."""
STANDARD = (
    "sign", "party.name", "party.genitive", "party.polite", "party.polite_genitive", "party.polite_dative",
    "party.polite_accusative", "party.pesel", "party.address", "claim.genitive", "application.received_on",
    "office.centre", "office.centre_genitive", "office.address", "office.phone", "clerk.name",
)  # fmt: skip
"""Fields that every case has; they may be put into any letter."""


class DeadField(Refusal):
    """The text has a field that nothing fills, or a condition was torn apart (facts: field)."""

    code = "dead_field"


class UnclosedBold(Refusal):
    """Asterisks come in pairs (facts: text)."""

    code = "unclosed_bold"


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The office's own wording, as the file would say it: texts by the place of their block, paragraphs added below."""

    version: int
    base: int
    texts: Mapping[int, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether anything differs from the file; an edition without texts restores it."""
        return bool(self.texts or self.added)


class Fields:
    """The named fields of one letter: by hole and by name, in the order in which they stand in it."""

    def __init__(self, template: LetterTemplate, words: Mapping[str, str]) -> None:
        own = {ask.name: ask.words for ask in template.asks} | {fact.name: fact.words for fact in template.facts}
        self._words = {**words, **own}
        self.by_hole: dict[str, str] = {}
        for place in editable(template):
            for hole in _HOLE.findall(template.blocks[place].paragraph):
                self._add(hole)
        for name in STANDARD:
            if name in words:
                self._add("{{ " + name + (" | day" if name.endswith("_on") else "") + " }}")
        self.by_name = {name: hole for hole, name in self.by_hole.items()}

    def _add(self, hole: str) -> None:
        if hole in self.by_hole:
            return
        called, taken = self._called(hole), set(self.by_hole.values())
        names = (called, *(f"{called} {number}" for number in range(2, len(taken) + 3)))
        self.by_hole[hole] = next(name for name in names if name not in taken)

    def _called(self, hole: str) -> str:
        if found := _NAMED.fullmatch(hole):
            return self._words.get(found[1], "wstawka")
        if found := _ACT.fullmatch(hole):
            return f"akt: {found[2]}" if found[1] == "short" else f"akt z publikatorem: {found[2]}"
        return "warunek" if hole.startswith("{%") else "wstawka"

    @property
    def insertable(self) -> tuple[str, ...]:
        """Fields that may be put in anywhere; conditions and other pieces of the file only stay where they are."""
        return tuple(name for hole, name in self.by_hole.items() if self._is_known(hole))

    def _is_known(self, hole: str) -> bool:
        named = _NAMED.fullmatch(hole)
        return named[1] in self._words if named else _ACT.fullmatch(hole) is not None


def editable(template: LetterTemplate) -> Iterator[int]:
    """Places of the blocks whose words may be changed: paragraphs, except those that repeat for a list."""
    for place, block in enumerate(template.blocks):
        if block.paragraph and not block.each:
            yield place


def shown(raw: str, fields: Fields) -> str:
    """A paragraph of the file as a person reads and edits it."""
    bold = raw.replace("<b>", "*").replace("</b>", "*")
    pieces = _HOLE.split(bold)
    holes = [f"[{fields.by_hole[hole]}]" for hole in _HOLE.findall(bold)]
    return "".join(plain_text(piece) + hole for piece, hole in zip(pieces, [*holes, ""], strict=True))


def read_back(text: str, fields: Fields, original: str = "") -> str:
    """What a person wrote, as the file would say it; conditions stay whole and in their order."""
    if brace := re.search(r"[{}]", text):
        raise DeadField(field=brace[0])
    pieces = marked(text.strip()).split("*")
    if len(pieces) % 2 == 0:
        raise UnclosedBold(text=text[:60])
    marks = [("<b>", "</b>")[number % 2] for number in range(len(pieces) - 1)]
    bold = "".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True))

    def filled(found: re.Match[str]) -> str:
        if found[1] not in fields.by_name:
            raise DeadField(field=found[0])
        return fields.by_name[found[1]]

    raw = _BRACKETS.sub(filled, bold)
    if _conditions(raw) != _conditions(original):
        raise DeadField(field="[warunek]")
    return raw


def edition_of(
    template: LetterTemplate, words: Mapping[str, str], number: int, texts: Mapping[int, str], added: Sequence[str]
) -> Edition:
    """What was typed, as an edition; paragraphs left as they were are not in it, empty added ones fall away."""
    fields = Fields(template, words)
    changed = {}
    for place in editable(template):
        raw = template.blocks[place].paragraph
        if place in texts and (new := read_back(texts[place], fields, raw)) != raw:
            changed[place] = new
    more = tuple(read_back(text, fields) for text in added if text.strip())
    return Edition(
        version=template.version * EDITIONS_OF_A_VERSION + number, base=template.version, texts=changed, added=more
    )


def applied(template: LetterTemplate, edition: Edition, words: Mapping[str, str]) -> LetterTemplate:
    """The letter in the office's wording; a field that the file did not need is a fact of it now."""
    blocks = [
        replace(block, paragraph=edition.texts[place]) if place in edition.texts else block
        for place, block in enumerate(template.blocks)
    ]
    blocks += [BlockTemplate(paragraph=text) for text in edition.added]
    known = {fact.name for fact in template.facts} | set(template.optional)
    used = {name for text in (*edition.texts.values(), *edition.added) for name in _NAMED.findall(text)}
    facts = tuple(FactNeeded(name=name, words=words[name]) for name in sorted(used - known) if name in words)
    return replace(template, version=edition.version, blocks=tuple(blocks), facts=template.facts + facts)


def _conditions(raw: str) -> list[str]:
    return [hole for hole in _HOLE.findall(raw) if hole.startswith("{%")]
