"""A letter between its template and its paper: head, parts, signature, foot. Nothing here knows fonts or pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from app.domain.blocks import Block, Heading, Paragraph

PartName: TypeAlias = Literal["body", "law", "ruling", "reasons", "instruction"]
"""The parts of a decision as its screen shows them; a letter has only a body."""


@dataclass(frozen=True)
class LetterHead:
    """Everything above the text.

    ``sender_lines``: the first line is the authority (or the centre) and is set bold, the rest is its address.
    ``addressee_lines`` stand in the window of an envelope, so they never carry more than name and address; an
    internal paper (protocol, note) has none. ``title`` goes on paper and into the file's metadata, ``sign`` on
    every page: neither may name a person.
    """

    sender_lines: tuple[str, ...]
    place_and_date: str = ""
    sign: str = ""
    addressee_lines: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""


@dataclass(frozen=True)
class Signature:
    """Who signs, and for whom: ``z up. Burmistrza``, name, post. The line itself is signed by hand."""

    name: str
    post: str
    on_behalf: str = ""


@dataclass(frozen=True)
class LetterFoot:
    """Everything below the text; what is empty is not printed.

    ``small_print`` are paragraphs of information that every such letter carries (RODO art. 13), set small at the end.
    """

    signature: Signature | None = None
    attachments: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    handled_by: str = ""
    small_print: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A stretch of a letter. ``written`` is what a person wrote, ``generated`` what the program filled in.

    They are kept apart so that whoever approves a decision sees that somebody thought about this case.
    """

    name: PartName
    kind: Literal["generated", "written"]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Letter:
    """A filled letter, ready for paper."""

    template: str
    version: int
    head: LetterHead
    parts: tuple[Part, ...]
    foot: LetterFoot = field(default_factory=LetterFoot)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text in its order, whoever wrote it."""
        return tuple(block for part in self.parts for block in part.blocks)

    def text_of(self, *names: PartName, kind: str = "") -> str:
        """The plain words of these parts, a paragraph a line; with ``kind`` only what was written, or generated."""
        parts = [part for part in self.parts if part.name in names and kind in ("", part.kind)]
        return "\n".join(text for part in parts for text in plain_words(part.blocks))


def plain_words(blocks: Iterable[Block]) -> list[str]:
    """Headings and paragraphs without their markup."""
    return [plain_text(block.text) for block in blocks if isinstance(block, Heading | Paragraph)]


def marked(text: str) -> str:
    """Plain text made safe inside ``Paragraph.text``."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_text(text: str) -> str:
    """The words of ``Paragraph.text`` as a reader sees them."""
    bare = text.replace("<b>", "").replace("</b>", "")
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'"), ("&amp;", "&")):
        bare = bare.replace(entity, letter)
    return bare
