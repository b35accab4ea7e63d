"""Reads ``resources/letters`` and ``resources/law/acts`` and names the file, and the place in it, that is wrong.

``letters/*.toml`` is one letter each, ``letters/parts/*.toml`` the library of instructions. Holes are not looked
into here: a letter with an open hole is refused when it is drafted (``app.services.letters``).
"""

import re
import tomllib
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.domain.citations import Act, Citations, Publication
from app.domain.letter_templates import (
    GROUPS,
    SHAPES,
    Ask,
    BlockTemplate,
    FactNeeded,
    HelpReason,
    Instruction,
    LetterShelf,
    LetterTemplate,
    Need,
)
from app.domain.problems import Trouble
from app.persistence.letter_shorthand import UnknownFact, expanded

T = TypeVar("T")
_GAZETTE = re.compile(r"Dz\. ?U\.|\bpoz\. \d")


class WrongLetterFile(Trouble):
    """A file of letters or acts cannot be used (facts: file, why)."""

    code = "wrong_letter_file"


def read_letters(resources: Path) -> LetterShelf:
    """All letters, instructions, citations, reasons and needs under ``resources``."""
    citations = _citations(resources / "law" / "acts" / "citations.toml")
    instructions = [
        instruction
        for path in sorted((resources / "letters" / "parts").glob("*.toml"))
        for instruction in _list(path, "instruction", Instruction)
    ]
    names = {instruction.id for instruction in instructions}
    words = _parsed(resources / "letters" / "parts" / "facts.toml").get("words", {})
    letters = [_letter(path, citations, names, words) for path in sorted((resources / "letters").glob("*.toml"))]
    _demand_once(letters)
    reasons = _list(resources / "law" / "acts" / "help_reasons.toml", "reason", HelpReason)
    return LetterShelf(
        letters=tuple(letters),
        instructions=tuple(instructions),
        citations=citations,
        help_reasons={reason.id: reason for reason in reasons},
        words=words,
        needs={need.id: need for need in _list(resources / "law" / "acts" / "needs.toml", "need", Need)},
    )


def _letter(path: Path, citations: Citations, instructions: set[str], words: dict[str, str]) -> LetterTemplate:
    try:
        raw = expanded(_parsed(path), words)
    except UnknownFact as error:
        raise WrongLetterFile(file=path.name, why=f"{error.args[0]!r}: no words in parts/facts.toml") from error
    letter = replace(_made(path.name, raw, LetterTemplate), file=path.name)
    if letter.id != path.stem.split("-v")[0]:
        raise WrongLetterFile(file=path.name, why=f"its id {letter.id!r} is not the name of the file")
    for number, block in enumerate(letter.blocks, 1):
        if len(_shapes(block)) != 1:
            raise WrongLetterFile(file=path.name, why=f"block {number} must have one shape, it has {_shapes(block)}")
        if block.instruction and block.instruction not in instructions:
            raise WrongLetterFile(file=path.name, why=f"block {number}: no instruction {block.instruction!r}")
    if letter.group not in GROUPS:
        raise WrongLetterFile(file=path.name, why=f"no group {letter.group!r}")
    if unknown := set(letter.small_print) - instructions:
        raise WrongLetterFile(file=path.name, why=f"small_print: no instruction {min(unknown)!r}")
    for basis in letter.basis:
        if basis.split(" ")[0] not in citations.acts:
            raise WrongLetterFile(file=path.name, why=f"basis {basis!r}: no such act in citations.toml")
    return letter


def _shapes(block: BlockTemplate) -> list[str]:
    return [shape for shape in SHAPES if getattr(block, shape)]


def _demand_once(letters: list[LetterTemplate]) -> None:
    """A version of a letter exists once, and a later version begins later."""
    by_id: dict[str, list[LetterTemplate]] = {}
    for letter in letters:
        by_id.setdefault(letter.id, []).append(letter)
    for versions in by_id.values():
        ordered = sorted(versions, key=lambda letter: letter.version)
        for before, after in pairwise(ordered):
            if before.version == after.version or before.valid_from >= after.valid_from:
                raise WrongLetterFile(file=after.file, why=f"version and valid_from must come after {before.file}")


def _citations(path: Path) -> Citations:
    acts: dict[str, Act] = {}
    for row in _parsed(path).get("act", ()):
        name = row.get("id", "?")
        published = [{"starts_on": each.pop("from", None), **each} for each in row.pop("published", ())]
        publications = tuple(_made(path.name, each, Publication, f"act {name}") for each in published)
        days = [publication.starts_on for publication in publications]
        if not days or days != sorted(set(days)):
            raise WrongLetterFile(file=path.name, why=f"act {name}: its days must rise")
        acts[name] = replace(_made(path.name, {**row, "publications": ()}, Act), publications=publications)
    return Citations(acts)


def _list(path: Path, key: str, kind: type[T]) -> list[T]:
    rows = _parsed(path).get(key, ())
    return [_made(path.name, row, kind, f"{key} {row.get('id', number)}") for number, row in enumerate(rows, 1)]


def _parsed(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongLetterFile(file=path.name, why=str(error)) from error
    except OSError as error:
        raise WrongLetterFile(file=path.name, why=error.strerror or str(error)) from error
    if path.parent.name != "acts" and (found := _GAZETTE.search(text)):
        raise WrongLetterFile(file=path.name, why=f"{found[0]!r}: gazettes belong into citations.toml")
    return raw


def _made(file: str, raw: dict[str, Any], kind: type[T], where: str = "") -> T:
    """``raw`` as ``kind``; unknown keys are named, because a mistyped key would silently change nothing."""
    if unknown := _unknown(raw, kind):
        raise WrongLetterFile(file=file, why=f"{where} unknown key {unknown!r}".strip())
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise WrongLetterFile(file=file, why=f"{where} {error}".strip()) from error


def _unknown(raw: dict[str, Any], kind: type[Any]) -> str:
    """The first key that ``kind`` does not have, also inside the lists of blocks and facts."""
    inside = {"blocks": BlockTemplate, "facts": FactNeeded, "asks": Ask} if kind is LetterTemplate else {}
    known = {each.name for each in fields(kind)} if is_dataclass(kind) else set()
    for key, value in raw.items():
        if key not in known or (key == "file"):
            return key
        for row in value if key in inside else ():
            if found := _unknown(row, inside[key]):
                return f"{key}.{found}"
    return ""
