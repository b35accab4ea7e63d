"""A template filled from a case: the letter, and in words what is still missing.

Facts are a nested mapping of named values. A hole that has no value is printed as dots, so that a draft can always
be looked at; it is named in ``Draft.missing``, and nothing with a missing fact may be issued.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from app.domain import money, polish
from app.domain.blocks import Block, Grid, Heading, PageBreak, Pair, Paragraph, SignatureLine, Space, Text, Ticks
from app.domain.citations import cite
from app.domain.grammar import of_people
from app.domain.letter_parts import Letter, LetterFoot, LetterHead, Part, PartName, Signature, marked, plain_text
from app.domain.letter_templates import BlockTemplate, LetterShelf, LetterTemplate, TooLittle
from app.domain.problems import Refusal

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

Facts: TypeAlias = Mapping[str, Any]
"""Named values of a letter: texts, days, amounts in grosze, lists and mappings of these, blocks."""

DOTS = "…………"


class WrongTemplate(Refusal):
    """The text of a letter has a hole that is not closed or asks for what no letter knows (facts: letter, text)."""

    code = "wrong_template"


class Blank(str):
    """Dots in place of a missing value; they survive filters that expect a day or an amount."""

    __slots__ = ()


@dataclass(frozen=True)
class Draft:
    """A filled letter and what it lacks, in words; ``is_complete`` letters may be issued."""

    letter: Letter
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every hole is filled."""
        return not self.missing


def catalogue(shelf: LetterShelf, day: date) -> list[LetterTemplate]:
    """The letters that may be written on ``day``, by name: what the menu shows."""
    return shelf.letters_on(day)


def draft(shelf: LetterShelf, template: LetterTemplate, facts: Facts, day: date) -> Draft:
    """Fill ``template`` for a letter of ``day``; the citations are those of that day."""
    return _Filler(shelf, template, facts, day).draft()


class _Filler:
    """One letter being filled."""

    def __init__(self, shelf: LetterShelf, template: LetterTemplate, facts: Facts, day: date) -> None:
        self._shelf, self._template, self._day = shelf, template, day
        self._facts: dict[str, Any] = {**facts, "day": day}
        for name in template.optional:
            if _at(self._facts, name.split(".")) is None:
                self._facts = _with(self._facts, name.split("."), "")
        self._tools: dict[str, Any] = {
            "cite": lambda act: cite(shelf.citations, act, day),
            "short": shelf.citations.short,
        }

    def draft(self) -> Draft:
        missing = self._missing()
        for name, _ in missing:
            self._facts = _with(self._facts, name.split("."), Blank(DOTS))
        parts = self._parts()
        letter = Letter(self._template.id, self._template.version, self._head(), parts, self._foot())
        return Draft(letter, tuple(dict.fromkeys(words for _, words in missing)))

    def _missing(self) -> list[tuple[str, str]]:
        """Needed facts without a value, as (name, words). Conditions are asked with the facts as they are."""
        found: list[tuple[str, str]] = []
        for fact in self._template.facts:
            value = _at(self._facts, fact.name.split("."))
            if value in (None, "", (), []) and (not fact.when or self._holds(fact.when)):
                found.append((fact.name, fact.words))
            elif fact.least and isinstance(value, int) and value < fact.least:
                raise TooLittle(what=fact.words, given=value, least=fact.least)
        return found

    def _holds(self, condition: str) -> bool:
        """Whether a condition is true; one that asks about a missing fact is not."""
        return self._filled("{{ 1 if (" + condition + ") else '' }}", is_lenient=True) == "1"

    def _filled(self, text: str, item: object = None, *, is_lenient: bool = False) -> str:
        """The text with its holes filled and the values escaped; markup of the template itself stays."""
        from jinja2 import TemplateError, UndefinedError

        _demand_closed(text, self._template.name)
        try:
            return _TWO_STOPS.sub(r".\1", str(_compiled(text).render(self._facts, item=item, **self._tools)))
        except UndefinedError as error:
            if is_lenient:
                return ""
            raise WrongTemplate(letter=self._template.name, text=text) from error
        except (TemplateError, AttributeError, TypeError, ValueError) as error:
            raise WrongTemplate(letter=self._template.name, text=text) from error

    def _plain(self, text: str, item: object = None) -> str:
        """For everything that is not running text: filled, without markup."""
        return plain_text(self._filled(text, item)) if "{" in text or "&" in text else text

    def _parts(self) -> tuple[Part, ...]:
        """Neighbouring blocks of the same part, written or generated, are one part."""
        parts: list[Part] = []
        name: PartName = "body"
        for template in self._template.blocks:
            name = template.part or name
            blocks = tuple(self._blocks(template)) if not template.when or self._holds(template.when) else ()
            if not blocks:
                continue
            kind: Any = "written" if template.written else "generated"
            if parts and (parts[-1].name, parts[-1].kind) == (name, kind):
                parts[-1] = Part(name, kind, parts[-1].blocks + blocks)
            else:
                parts.append(Part(name, kind, blocks))
        return tuple(parts)

    def _blocks(self, template: BlockTemplate) -> Iterator[Block]:
        if template.written:
            yield from (Paragraph(marked(text.strip())) for text in self._list(template.written) if text.strip())
        elif template.blocks:
            yield from self._list(template.blocks)
        elif template.instruction:
            yield from (Paragraph(text) for text in self._instruction(template.instruction))
        else:
            for item in self._list(template.each) if template.each else [None]:
                yield self._block(template, item)

    def _instruction(self, name: str) -> list[str]:
        return [self._filled(text) for text in self._shelf.instruction_on(name, self._day).paragraphs]

    def _block(self, template: BlockTemplate, item: object) -> Block:
        if template.heading:
            return Heading(self._plain(template.heading, item), template.level)
        if template.paragraph:
            return Paragraph(self._filled(template.paragraph, item), template.align)
        if template.pair:
            return Pair(self._plain(template.pair[0], item), self._plain(template.pair[1], item))
        if template.sign:
            align = "right" if template.align == "justify" else template.align
            return SignatureLine(self._plain(template.sign, item), align)
        if template.space:
            return Space(template.space)
        return self._table_or_box(template)

    def _table_or_box(self, template: BlockTemplate) -> Block:
        if template.grid:
            grid = template.grid
            rows = tuple(tuple(self._plain(cell, item) for cell in grid.cells) for item in self._list(grid.each))
            return Grid(grid.header, rows, grid.shares, grid.right)
        if template.ticks:
            options = tuple((self._plain(text), self._holds(when)) for text, when in template.ticks.options)
            return Ticks(self._plain(template.ticks.label), options)
        if template.box:
            return Text(self._plain(template.box.label), self._plain(template.box.text), template.box.lines)
        return PageBreak()

    def _list(self, name: str) -> Sequence[Any]:
        value = _at(self._facts, name.split("."))
        return () if value is None or isinstance(value, str) else value

    def _head(self) -> LetterHead:
        office = self._facts.get("office", {})
        lines = office.get("authority_lines" if self._template.sender == "authority" else "centre_lines", ())
        addressee = self._facts.get("addressee", {}).get("lines", ()) if self._template.has_addressee else ()
        return LetterHead(
            sender_lines=(lines,) if isinstance(lines, str) else tuple(lines),
            place_and_date=f"{office.get('town', '')}, {polish.day(self._day)}".lstrip(", "),
            sign=str(self._facts.get("sign") or ""),
            addressee_lines=(addressee,) if isinstance(addressee, str) else tuple(addressee),
            title=self._plain(self._template.title),
            subtitle=self._plain(self._template.subtitle),
        )

    def _foot(self) -> LetterFoot:
        template = self._template
        return LetterFoot(
            signature=self._signature(),
            attachments=self._lines(template.attachments),
            recipients=self._lines(template.recipients),
            handled_by=self._plain(template.handled_by),
            small_print=tuple(text for name in template.small_print for text in self._instruction(name)),
        )

    def _lines(self, texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(line for text in texts if (line := self._plain(text).strip()))

    def _signature(self) -> Signature | None:
        if self._template.signed == "nobody":
            return None
        who = self._facts.get("signer" if self._template.signed == "authority" else "clerk", {})
        is_of_authority = self._template.signed == self._template.sender == "authority"
        on_behalf = str(who.get("on_behalf", "")) if is_of_authority else ""  # the centre's head signs as its head
        return Signature(str(who.get("name", DOTS)), str(who.get("post", "")), on_behalf)


def ruling_sentence(letter: Letter) -> str:
    """The ruling as one sentence for the screen: "Przyznaję Pani Annie … zasiłek okresowy …"."""
    blocks = [block for part in letter.parts if part.name == "ruling" for block in part.blocks]
    words = " ".join(plain_text(block.text) for block in blocks if isinstance(block, Heading | Paragraph))
    return words[:1].upper() + words[1:]


_TWO_STOPS = re.compile(r"(?<!\.)\.(</b>)?\.(?!\.)")
"""A value that ends with a full stop ("2026 r.") before the full stop of its sentence."""
_HOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_OPEN = re.compile(r"\{\{|\}\}|\{%|%\}|\{[\w. ]*\}?|\[(?:…|\.\.\.|uzupełnić|do uzupełnienia)\]|…{2,}|\.{5,}|_{4,}")


def _demand_closed(text: str, letter: str) -> None:
    """A hole that does not close would be printed as it stands; better no letter at all."""
    if "{" in text or "}" in text:
        rest = _HOLE.sub("", text)
        if found := _OPEN.search(rest):
            raise WrongTemplate(letter=letter, text=rest[max(found.start() - 20, 0) : found.end() + 40])


def open_places(text: str) -> list[str]:
    """What somebody meant to fill in and forgot, in a text written by a person: ``[…]``, ``{{``, a row of dots."""
    return [found[0] for found in _OPEN.finditer(text)]


def _at(facts: Any, names: Sequence[str]) -> Any:
    for name in names:
        if not isinstance(facts, Mapping) or name not in facts:
            return None
        facts = facts[name]
    return facts


def _with(facts: Mapping[str, Any], names: Sequence[str], value: str) -> dict[str, Any]:
    """A copy with ``value`` at the dotted name; lists stay empty, because nothing is repeated for them."""
    first, *rest = names
    inner = facts.get(first)
    if not rest:
        return {**facts, first: inner if isinstance(inner, tuple | list) else value}
    return {**facts, first: _with(inner if isinstance(inner, Mapping) else {}, rest, value)}


@cache
def _environment() -> "SandboxedEnvironment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    environment.globals["by_sex"] = _by_sex
    environment.filters.clear()
    environment.filters |= {
        "day": _unless_blank(polish.day),
        "month": _unless_blank(polish.month),
        "of_month": _unless_blank(polish.of_month),
        "money": _unless_blank(money.with_unit),
        "in_words": _unless_blank(money.in_words),
        "of_people": _unless_blank(of_people),
        "listed": _unless_blank(polish.listed),
        "days_long": _unless_blank(lambda count: polish.counted(count, ("dnia", "dni", "dni"))),
    }
    return environment


def _unless_blank(made: Any) -> Any:
    """A filter that lets dots through; what it was not made for is reported as a wrong template."""
    return lambda value: value if isinstance(value, Blank) else made(value)


def _by_sex(person: Mapping[str, Any], masculine: str, feminine: str) -> str:
    """The word that agrees with the person; both when the sex is not known."""
    is_female = person.get("is_female")
    if not isinstance(is_female, bool):
        return f"{masculine}/{feminine}"
    return feminine if is_female else masculine


@lru_cache(maxsize=2048)  # the texts of all letters; a person's text is never compiled
def _compiled(text: str) -> Any:
    return _environment().from_string(text)
