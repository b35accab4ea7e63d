"""Which names the texts of a letter ask for, read from the texts themselves."""

from collections.abc import Iterator

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

from app.domain.letter_templates import LetterShelf, LetterTemplate

TOOLS = {"cite", "short", "by_sex", "item", "day"}


def texts(shelf: LetterShelf, letter: LetterTemplate) -> Iterator[str]:
    """Every text of the letter that may have holes, conditions as holes, its instructions among them."""
    yield from (letter.title, letter.subtitle, letter.handled_by, *letter.recipients, *letter.attachments)
    yield from (f"{{{{ {fact.when} }}}}" for fact in letter.facts if fact.when)
    for block in letter.blocks:
        yield from (block.heading, block.paragraph, block.sign, *(block.pair or ()))
        yield from (f"{{{{ {name} }}}}" for name in (block.when, block.written, block.blocks, block.each) if name)
        if block.grid:
            yield from (f"{{{{ {block.grid.each} }}}}", *block.grid.cells)
        if block.ticks:
            yield block.ticks.label
            for text, when in block.ticks.options:
                yield from (text, f"{{{{ {when} }}}}")
        if block.box:
            yield from (block.box.label, block.box.text)
    named = {block.instruction for block in letter.blocks} | set(letter.small_print)
    yield from (text for each in shelf.instructions if each.id in named for text in each.paragraphs)


def asked(text: str) -> Iterator[str]:
    """Dotted names in ``text``: ``party.dative``, ``written``."""
    tree = SandboxedEnvironment().parse(text)
    inner = {id(node.node) for node in tree.find_all(nodes.Getattr)}
    for node in (*tree.find_all(nodes.Getattr), *tree.find_all(nodes.Name)):
        if id(node) in inner:
            continue
        names: list[str] = []
        step: nodes.Node = node
        while isinstance(step, nodes.Getattr):
            names.append(step.attr)
            step = step.node
        if isinstance(step, nodes.Name) and step.name not in TOOLS:
            yield ".".join([step.name, *reversed(names)])


def undeclared(shelf: LetterShelf, letter: LetterTemplate) -> set[str]:
    """Names that a letter uses without saying so among its facts."""
    known = {fact.name for fact in letter.facts} | set(letter.optional)
    used = {name for text in texts(shelf, letter) for name in asked(text)}
    roots = {name.split(".")[0] for name in known}
    return {name for name in used - known if "." in name or name not in roots}
