"""The rules of the house as functions from a source file to its findings; ``test_rooms.py`` runs and tries them."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

# Which of our own packages a room may import; the longest matching room counts. main.py and tests/ see everyone.
DOORS = {
    "app/domain/": ("app.domain",),
    "app/services/": ("app.services", "app.domain"),
    "app/persistence/": ("app.persistence", "app.services.ports", "app.domain"),
    "ui/": ("ui", "app.services", "app.domain"),
    "app/": (),
}
OURS = {"app", "ui", "main", "tests"}

# Libraries that live in one room only.
LODGERS = {
    "PySide6": ("ui/", "main.py"),
    "shiboken6": ("ui/", "main.py"),
    "sqlalchemy": ("app/persistence/",),
    "sqlite_utils": ("app/persistence/",),
    "sqlcipher3": ("app/persistence/",),
    "sqlite3": ("app/persistence/",),
    "reportlab": ("app/services/paper",),
    "segno": ("app/services/paper",),
}

# The domain is facts and rules: only what can be neither input, output nor clock.
# fmt: off
PURE = {
    "__future__", "abc", "array", "base64", "bisect", "calendar", "collections", "copy", "dataclasses",
    "datetime", "decimal", "enum", "fractions", "functools", "graphlib", "hashlib", "heapq", "itertools",
    "json", "math", "operator", "re", "string", "struct", "textwrap", "types", "typing", "unicodedata",
    "stdnum", "holidays", "num2words",
}
# fmt: on
# A new id carries the instant of its making and chance, so that workstations never meet on one.
MAKES_IDS = "app/domain/records.py"
# The calendar that main.py hands in.
READS_THE_CLOCK = "app/services/calendars.py"

LONGEST_FILE = 350
# path -> why it may be longer
LONG_FILES: dict[str, str] = {}
USUAL_FUNCTION = 40
LONGEST_FUNCTION = 80


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the top of the house, and what it says."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text)

    def is_in(self, *rooms: str) -> bool:
        return self.path.startswith(rooms)


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


Rule = Callable[[Source], Iterator[str]]


def imports(nodes: Iterator[ast.AST]) -> Iterator[tuple[int, str]]:
    """Line and full name of everything imported; `from app import services` counts as app.services."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module in {"app", "app.services"}:
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, node.module


def sentences(source: Source) -> Iterator[tuple[int, str]]:
    """Line and value of every string that the program uses; docstrings are not among them."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def calls(source: Source) -> Iterator[tuple[int, str]]:
    """Line and written name of every call: `date.today`, `print`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func)


def is_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def doors(source: Source) -> Iterator[str]:
    """Imports go one way: ui -> app.services -> app.domain; app.persistence -> app.services.ports, app.domain."""
    room = max((room for room in DOORS if source.is_in(room)), key=len, default=None)
    if room is None:
        return
    for line, name in imports(ast.walk(source.tree)):
        if name.split(".")[0] in OURS and not is_within(name, DOORS[room]):
            open_to = ", ".join(DOORS[room]) or "nothing of ours"
            yield f"{source.path}:{line} imports {name}; {room} may import only {open_to}"


def lodgers(source: Source) -> Iterator[str]:
    """No Qt in app/, no database outside app/persistence/, ReportLab only in app/services/paper*.py."""
    if source.is_in("tests/"):
        return
    for line, name in imports(ast.walk(source.tree)):
        library = name.split(".")[0]
        if library in LODGERS and not source.is_in(*LODGERS[library]):
            yield f"{source.path}:{line} imports {name}, which lives in {', '.join(LODGERS[library])}"


def purity(source: Source) -> Iterator[str]:
    """The domain imports nothing that could read, write or look at a clock."""
    if not source.is_in("app/domain/"):
        return
    allowed = PURE | OURS | ({"secrets", "threading", "time"} if source.path == MAKES_IDS else set())
    for line, name in imports(ast.walk(source.tree)):
        if name.split(".")[0] not in allowed:
            yield f"{source.path}:{line} imports {name}, which is not among the PURE libraries"
    for line, name in calls(source):
        if name in {"open", "input", "exec", "eval"}:
            yield f"{source.path}:{line} calls {name}()"


def absolute(source: Source) -> Iterator[str]:
    """Imports are absolute and written out: a door that is opened by a string cannot be guarded."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield f"{source.path}:{node.lineno} has a relative import"
    if source.is_in("app/", "ui/"):
        for line, name in calls(source):
            if name.split(".")[-1] in {"import_module", "__import__"}:
                yield f"{source.path}:{line} imports by {name}()"


def clock(source: Source) -> Iterator[str]:
    """The office has one calendar, handed in by main.py; nobody else asks the machine what day it is."""
    if not source.is_in("app/", "ui/") or source.path in {MAKES_IDS, READS_THE_CLOCK}:
        return
    asked = re.compile(
        r"\b(date\.today|datetime\.(now|today|utcnow)|time\.(time|time_ns|localtime)|current(Date|DateTime|Time))$"
    )
    for line, name in calls(source):
        if asked.search(name):
            yield f"{source.path}:{line} asks the machine's clock: {name}()"


def late_qt(source: Source) -> Iterator[str]:
    """main.py meets Qt, the screens and the heavy libraries only inside the command that needs them."""
    if source.path != "main.py":
        return
    for line, name in imports(iter(source.tree.body)):
        if name.split(".")[0] in {*LODGERS, "ui"} or is_within(name, ("app.persistence",)):
            yield f"{source.path}:{line} imports {name} before it knows whether a window is wanted"


def exact_money(source: Source) -> Iterator[str]:
    """Grosze are whole and quotients are fractions: no float in the domain."""
    if not source.is_in("app/domain/"):
        return
    for node in ast.walk(source.tree):
        is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
        if is_float or (isinstance(node, ast.Name) and node.id == "float"):
            yield f"{source.path}:{getattr(node, 'lineno', 0)} uses a float"


def law_in_resources(source: Source) -> Iterator[str]:
    """Acts and their gazettes are data in resources/law; code names them only in docstrings."""
    if source.is_in("app/", "ui/"):
        for line, text in sentences(source):
            if re.search(r"Dz\. ?U\.", text):
                yield f"{source.path}:{line} quotes a gazette: {text[:40]!r}"


def sql_in_persistence(source: Source) -> Iterator[str]:
    """SQL lives in app/persistence and nowhere else."""
    sql = re.compile(
        r"^\s*(SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+TABLE\s|PRAGMA\s)",
        re.DOTALL,
    )
    if source.is_in("app/", "ui/", "main.py") and not source.is_in("app/persistence/"):
        for line, text in sentences(source):
            if sql.search(text):
                yield f"{source.path}:{line} speaks SQL: {text.strip()[:40]!r}"


def statements_are_composed(source: Source) -> Iterator[str]:
    """Inside app/persistence rows are read and written by statements of SQLAlchemy Core, never by text."""
    sql = re.compile(r"^\s*(SELECT\s|INSERT\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|REPLACE\s+INTO\s)", re.DOTALL)
    if source.is_in("app/persistence/"):
        for line, text in sentences(source):
            if sql.search(text):
                yield f"{source.path}:{line} writes a statement out: {text.strip()[:40]!r}"


def colours_in_look(source: Source) -> Iterator[str]:
    """ui/look.py is the only place with a colour in it."""
    if not source.is_in("ui/") or source.path == "ui/look.py":
        return
    for line, text in sentences(source):
        if re.search(r"(?<![\w&])#([0-9a-fA-F]{6}|[0-9a-fA-F]{8}|[0-9a-fA-F]{3})\b|\brgba?\(", text):
            yield f"{source.path}:{line} names a colour: {text.strip()[:40]!r}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("Qt.GlobalColor."):
            yield f"{source.path}:{node.lineno} names a colour: {ast.unparse(node)}"
        if isinstance(node, ast.Call) and _is_plain_colour(node):
            yield f"{source.path}:{node.lineno} makes a colour: {ast.unparse(node)}"


def _is_plain_colour(call: ast.Call) -> bool:
    values = [isinstance(argument, ast.Constant) for argument in call.args]
    return ast.unparse(call.func).endswith("QColor") and bool(values) and all(values)


def errors_are_heard(source: Source) -> Iterator[str]:
    """No bare except, and nothing broad that is caught only to be forgotten."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler):
            caught = "everything" if node.type is None else ast.unparse(node.type)
            is_broad = caught in {"everything", "BaseException", "Exception"}
            is_silent = all(isinstance(step, ast.Pass | ast.Continue) for step in node.body)
            if node.type is None or (is_broad and is_silent):
                yield f"{source.path}:{node.lineno} swallows {caught}"
        if isinstance(node, ast.Call) and ast.unparse(node) in {
            "suppress(Exception)",
            "contextlib.suppress(Exception)",
        }:
            yield f"{source.path}:{node.lineno} swallows Exception"


def no_print(source: Source) -> Iterator[str]:
    """Only main.py speaks to a terminal."""
    if source.is_in("app/", "ui/"):
        for line, name in calls(source):
            if name in {"print", "sys.stdout.write", "sys.stderr.write"}:
                yield f"{source.path}:{line} calls {name}()"


def short_files(source: Source) -> Iterator[str]:
    """Small because subjects are small."""
    lines = source.text.count("\n")
    if lines > LONGEST_FILE and source.path not in LONG_FILES:
        yield f"{source.path} has {lines} lines; part it by subject, or say in LONG_FILES why not"


def short_functions(source: Source) -> Iterator[str]:
    """A function is read at one glance."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{source.path}:{node.lineno} {node.name} has {length} lines"
