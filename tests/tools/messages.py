"""The sentences of the screens: taken from ui/, kept in locale/, checked.

    python -m tests.tools.messages update     bring locale/ in step with the code; translations stay, the unused leave
    python -m tests.tools.messages missing    print what still has no translation

The message id is the Polish sentence. English needs every one of them; Polish only the three forms of each count.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

HOUSE = Path(__file__).resolve().parents[2]
LANGUAGES = ("pl", "en")
KEYWORDS = {"_": None, "ngettext": (1, 2)}
NOTE = "i18n:"
WIDTH = 120


def catalogue_path(language: str) -> Path:
    return HOUSE / "locale" / language / "LC_MESSAGES" / "teczka.po"


def needs(language: str, message_id: str | tuple[str, ...]) -> bool:
    """Whether the language needs an entry for this message."""
    return language != "pl" or isinstance(message_id, tuple)


def extracted(language: str) -> Catalog:
    """What the language must have, in the order of the code."""
    catalogue = Catalog(locale=language, fuzzy=False)
    found = extract_from_dir(HOUSE / "ui", keywords=KEYWORDS, comment_tags=(NOTE,), strip_comment_tags=True)
    for file, line, message_id, notes, context in sorted(found, key=lambda entry: entry[:2]):
        if needs(language, message_id):
            catalogue.add(message_id, locations=[(f"ui/{file}", line)], auto_comments=notes, context=context)
    return catalogue


def stored(language: str) -> Catalog:
    """What locale/ has now."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def message_ids(catalogue: Catalog) -> list[str | tuple[str, ...]]:
    return [_key(message) for message in catalogue if message.id]


def _key(message: Message) -> str | tuple[str, ...]:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _forms(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts) if isinstance(texts, list | tuple) else ()


def untranslated(catalogue: Catalog) -> list[str | tuple[str, ...]]:
    """Messages without a text, with one form missing, or only guessed at."""
    wanted = {False: 1, True: catalogue.num_plurals}
    return [
        _key(message)
        for message in catalogue
        if message.id and (message.fuzzy or sum(map(bool, _forms(message.string))) != wanted[message.pluralizable])
    ]


def holes(text: str) -> set[str]:
    """Names of the `{holes}` in a sentence."""
    return {name for _text, name, _format, _conversion in Formatter().parse(text) if name is not None}


def broken_holes(catalogue: Catalog) -> Iterator[str]:
    """Translations that ask for a hole which the code does not fill, or drop one that says something.

    Of a count each form may leave the number out ("one case"), so only unknown holes are wrong there.
    """
    for message in catalogue:
        if not message.id:
            continue
        known = set().union(*map(holes, _forms(_key(message))))
        for text in filter(None, _forms(message.string)):
            if holes(text) - known or (not message.pluralizable and holes(text) != known):
                yield f"{text!r} has {sorted(holes(text))}, the sentence has {sorted(known)}"


def unextractable(path: str, text: str) -> Iterator[str]:
    """Calls of `_` and `ngettext` whose sentence is not written out, so nobody could translate it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            spoken = node.args[: 2 if node.func.id == "ngettext" else 1]
            if not all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in spoken):
                yield f"{path}:{node.lineno} {ast.unparse(node)}"


def update(language: str) -> None:
    path = catalogue_path(language)
    header = path.read_text(encoding="utf-8").split("\n\n")[0]
    catalogue = stored(language)
    catalogue.update(extracted(language), no_fuzzy_matching=True)
    body = io.BytesIO()
    write_po(body, catalogue, width=WIDTH, omit_header=True, ignore_obsolete=True, include_lineno=False)
    path.write_text(f"{header}\n\n{body.getvalue().decode().strip()}\n", encoding="utf-8", newline="\n")


def main(command: str) -> int:
    if command not in {"update", "missing"}:
        print(__doc__)
        return 2
    for language in LANGUAGES:
        if command == "update":
            update(language)
        lacking = untranslated(stored(language))
        print(f"{language}: {len(message_ids(stored(language)))} messages, {len(lacking)} without a translation")
        if command == "missing":
            print("\n".join(map(repr, lacking)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
