"""Every sentence of the screens is there in both languages, and none can slip past the translator."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.tools.messages import (
    HOUSE,
    KEYWORDS,
    LANGUAGES,
    broken_holes,
    extracted,
    message_ids,
    stored,
    unextractable,
    untranslated,
)

POLISH = re.compile("[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")

IN_A_POLISH_OFFICE = "what the tour types, presses and names in the demo office, whose records are Polish"

# Files whose Polish is not a sentence of the screens, and why.
NOT_SPOKEN = {
    "ui/speech.py": "writes amounts: zł",
    "ui/tour.py": IN_A_POLISH_OFFICE,
    "ui/tour_decision.py": IN_A_POLISH_OFFICE,
    "ui/tour_desk.py": IN_A_POLISH_OFFICE,
    "ui/tour_exchange.py": IN_A_POLISH_OFFICE,
    "ui/tour_field.py": IN_A_POLISH_OFFICE,
}


def ui_files() -> list[tuple[str, str]]:
    files = sorted((HOUSE / "ui").rglob("*.py"))
    return [(path.relative_to(HOUSE).as_posix(), path.read_text(encoding="utf-8")) for path in files]


def unmarked(path: str, text: str) -> list[str]:
    """Strings with Polish letters that are neither docstrings nor inside `_` or `ngettext`."""
    tree = ast.parse(text)
    spoken: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            spoken |= set(ast.walk(node))
        if isinstance(node, ast.Expr):  # docstrings, also those under an attribute
            spoken.add(node.value)
    return [
        f"{path}:{node.lineno} {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) > 1  # a single letter is folded or sorted, not said
        and node not in spoken
        and POLISH.search(node.value)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_in_step_with_the_code(language: str) -> None:
    advice = "run: python -m tests.tools.messages update"
    assert sorted(map(str, message_ids(stored(language)))) == sorted(map(str, message_ids(extracted(language)))), advice


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    assert not untranslated(stored(language)), "run: python -m tests.tools.messages missing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_the_same_holes(language: str) -> None:
    assert not list(broken_holes(stored(language)))


def test_polish_has_three_forms() -> None:
    assert stored("pl").num_plurals == 3


def test_sentences_are_written_out() -> None:
    assert not [finding for file in ui_files() for finding in unextractable(*file)]


def test_no_polish_escapes_the_translator() -> None:
    assert not [finding for file in ui_files() if file[0] not in NOT_SPOKEN for finding in unmarked(*file)]


@pytest.mark.parametrize(
    ("language", "one", "forms"),
    [("en", "{n} sprawa", ("{n} case", "{n} cases")), ("pl", "{n} sprawa", ("{n} sprawa", "{n} sprawy", "{n} spraw"))],
)
def test_a_missing_form_is_noticed(language: str, one: str, forms: tuple[str, ...]) -> None:
    catalogue = Catalog(locale=language)
    catalogue.add((one, "{n} spraw"), forms)
    assert not untranslated(catalogue)
    catalogue[one].string = (*forms[:-1], "")
    assert untranslated(catalogue) == [(one, "{n} spraw")]


def test_a_wrong_hole_is_noticed() -> None:
    catalogue = Catalog(locale="en")
    catalogue.add("Termin mija {day}.", "The deadline is {date}.")
    catalogue.add("Zapisano {count} z {all}.", "Saved {count}.")
    catalogue.add(("{n} sprawa", "{n} spraw"), ("one case", "{n} cases"))
    assert len(list(broken_holes(catalogue))) == 2


def test_what_escapes_is_noticed() -> None:
    assert list(unextractable("ui/a.py", '_(f"Termin {day}")'))
    assert list(unextractable("ui/a.py", "ngettext(one, many, 3)"))
    assert not list(unextractable("ui/a.py", '_("Termin {day}").format(day=day)'))
    assert unmarked("ui/a.py", 'label.setText("Świadczenie")')
    assert not unmarked("ui/a.py", '"""Świadczenie."""\nlabel.setText(_("Świadczenie"))')


def test_files_that_are_not_spoken_exist() -> None:
    assert all(Path(HOUSE, path).exists() for path in NOT_SPOKEN)
