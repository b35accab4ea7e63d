"""What is registered is named, worded and tested: a registry that nobody checks forgets its newest entry."""

import ast
import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import main
from app.domain.benefits import KINDS
from app.domain.benefits.kind import BenefitKind
from app.domain.problems import Problem, Refusal, Trouble
from tests.lettered_case import LETTERS
from ui.i18n import LANGUAGES, set_language
from ui.screen import Screen
from ui.screens import SCREENS

HOUSE = Path(__file__).resolve().parents[1]
RESOURCES = HOUSE / "resources"


def modules(room: str) -> Iterator[ModuleType]:
    for path in sorted((HOUSE / room).rglob("*.py")):
        dotted = path.relative_to(HOUSE).with_suffix("").as_posix().replace("/", ".")
        yield import_module(dotted.removesuffix(".__init__"))


@cache
def said_in_tests() -> str:
    """Everything the tests say, without this file."""
    files = [*(HOUSE / "tests").rglob("*.py"), *(HOUSE / "tests").rglob("*.toml")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path != Path(__file__))


def is_tested(name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", said_in_tests()) is not None


def problems() -> dict[str, type[Problem]]:
    """Every concrete problem of app/ and ui/ by its qualified name."""
    found: dict[str, type[Problem]] = {}
    for module in (*modules("app"), *modules("ui")):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, Problem) and kind not in {Problem, Refusal, Trouble}:
                found[f"{kind.__module__}.{kind.__qualname__}"] = kind
    return found


def worded() -> set[str]:
    """Every code that has sentences in a ui/wording_<area>.py."""
    files = sorted((HOUSE / "ui").glob("wording_*.py"))
    return {code for path in files for code in import_module(f"ui.{path.stem}").WORDS}


def services() -> dict[str, Callable[..., object]]:
    """Every function `(office, request)` of app/services; helpers that take a file or a plan are none."""
    return {
        name: function
        for module in modules("app/services")
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and is_service(function)
    }


def is_service(function: Callable[..., object]) -> bool:
    names = list(inspect.signature(function).parameters)
    return len(names) == 2 and names[0].lstrip("_") == "office" and names[1] in {"request", "_"}


def in_capitals(name: str) -> str:
    """`issue_decision` -> `IssueDecision`."""
    return "".join(word.capitalize() for word in name.split("_"))


def test_every_problem_has_its_own_code() -> None:
    codes = [kind.code for kind in problems().values()]
    assert sorted(codes) == sorted(set(codes))
    assert not [code for code in codes if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", code)]
    assert not [name for name, kind in problems().items() if "code" not in vars(kind)]


def test_every_problem_is_a_refusal_or_a_trouble() -> None:
    assert not [name for name, kind in problems().items() if not issubclass(kind, Refusal | Trouble)]


def test_every_problem_is_worded() -> None:
    codes = {kind.code for kind in problems().values()}
    assert not codes - worded(), "without sentences in ui/wording_<area>.py"
    assert not worded() - codes, "worded, but no such problem"


def test_every_problem_is_provoked_in_a_test() -> None:
    assert not [name for name, kind in problems().items() if not is_tested(kind.__name__) and not is_tested(kind.code)]


def test_a_service_and_its_request_share_their_words() -> None:
    wrong = []
    for name, function in services().items():
        request = list(inspect.signature(function).parameters.values())[1].annotation
        if getattr(request, "__name__", request) != in_capitals(name):
            wrong.append(f"{function.__module__}.{name} takes {request}")
    assert not wrong


def test_every_service_is_tested() -> None:
    assert services()
    assert not [name for name in services() if not is_tested(name)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_benefit_kind_has_worked_examples(kind: BenefitKind) -> None:
    code = kind.code
    assert (HOUSE / "app/domain/benefits" / f"{code}.py").exists()
    examples = tomllib.loads((HOUSE / "tests/law" / f"{code}.toml").read_text(encoding="utf-8"))
    assert examples


def test_every_kind_on_the_shelf_is_listed() -> None:
    helpers = {"__init__", "kind"}
    files = {path.stem for path in (HOUSE / "app/domain/benefits").glob("*.py")} - helpers
    assert {kind.code for kind in KINDS} <= files
    unlisted = {stem for stem in files if hasattr(import_module(f"app.domain.benefits.{stem}"), "KIND")}
    assert unlisted == {kind.code for kind in KINDS}


def test_every_screen_file_is_listed() -> None:
    pages = {
        f"{name}:{page}"
        for name in (path.stem for path in (HOUSE / "ui/screens").glob("*.py"))
        for page, value in vars(import_module(f"ui.screens.{name}")).items()
        if isinstance(value, type) and page == f"{name.capitalize()}Page"
    }
    built = {
        f"{node.module.removeprefix('ui.screens.')}:{alias.name}"
        for node in ast.walk(ast.parse((HOUSE / "ui/screens/__init__.py").read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("ui.screens.")
        for alias in node.names
    }
    assert pages == built
    assert len(built) == len(SCREENS)


def test_screens_have_ids_shortcuts_and_homes_of_their_own() -> None:
    ids = [screen.id for screen in SCREENS]
    shortcuts = [screen.shortcut for screen in SCREENS if screen.shortcut]
    assert sorted(ids) == sorted(set(ids))
    assert sorted(shortcuts) == sorted(set(shortcuts))
    assert not [name for name in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)]
    assert not [screen.id for screen in SCREENS if screen.under and screen.under not in ids]


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.id)
def test_every_screen_is_titled_pictured_and_opened_in_a_test(screen: Screen) -> None:
    titles = set()
    for code in LANGUAGES:
        set_language(code)
        titles.add(screen.title())
    set_language("pl")
    assert all(titles)
    assert (RESOURCES / "icons" / f"{screen.icon}.svg").exists()
    assert is_tested(screen.id)


@pytest.mark.parametrize("letter", sorted((RESOURCES / "letters").glob("*.toml")), ids=lambda path: path.stem)
def test_every_letter_is_rendered_in_a_test(letter: Path) -> None:
    assert letter.stem in LETTERS or is_tested(letter.stem)  # those of the menu are rendered by test_every_letter


def test_every_icon_is_used_and_there() -> None:
    drawn = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    said = "\n".join(path.read_text(encoding="utf-8") for path in (HOUSE / "ui").rglob("*.py"))
    assert not [name for name in drawn if f'"{name}"' not in said]


def test_program_and_changelog_tell_of_this_version() -> None:
    version = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version == main.VERSION
    headings = re.findall(r"^## (\S+)", (RESOURCES / "docs/changelog.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == version


def test_design_notes_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (RESOURCES / "docs/design").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_font_has_its_licence() -> None:
    families = {path.stem.split("-")[0] for path in (RESOURCES / "fonts").glob("*.ttf")}
    assert families
    assert not [family for family in families if not list((RESOURCES / "fonts").glob(f"{family}-*.txt"))]
