"""What a person waits for in the window: a case, a list of 100,000 persons, an answer that is safe on the disk."""

import atexit
import itertools
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QLineEdit, QTableView, QTextEdit
from sqlcipher3 import dbapi2

import main
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.domain.roles import Role
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.demo import DEMO_NOW, DemoPlan
from app.services.office import Office, Unwatched
from app.services.ports import Progress
from tests.bench._office import NOW, filled_store
from tests.bench._window import Opened, Opener, bare, drop, opened, turn_wheel
from tests.bench.run import Pair, bench
from tests.little_office import SHELF, WORKER
from tests.ui.keys import type_text
from tests.visits import KITCHEN, visit
from ui.forms.sheet_boxes import Box
from ui.models.rows import PAGE
from ui.parts import TableView
from ui.screens.interview import InterviewPage

PERSONS = 100_000
CASES = 30
NOTCHES = 60
LETTERS = 40


def samples(things: Sequence[Any], do: Callable[[Any], None]) -> list[float]:
    """How long each took."""
    taken = []
    for thing in things:
        begun = time.perf_counter()
        do(thing)
        taken.append(time.perf_counter() - begun)
    return taken


# -- a case ------------------------------------------------------------------------------------------------------

_OF_A_CASE = (
    "SELECT * FROM case_file WHERE id=:id",
    "SELECT p.* FROM person p JOIN case_file c ON c.person_id=p.id WHERE c.id=:id",
    "SELECT a.* FROM address a JOIN case_file c ON c.person_id=a.person_id WHERE c.id=:id",
    "SELECT a.* FROM application a JOIN case_file c ON c.application_id=a.id WHERE c.id=:id",
    "SELECT p.*,m.* FROM person p JOIN member m ON p.id=m.person_id WHERE m.household_id=:household",
    "SELECT i.* FROM income i JOIN member m ON m.person_id=i.person_id WHERE m.household_id=:household",
    "SELECT * FROM interview WHERE case_id=:id",
    "SELECT * FROM decision WHERE case_id=:id",
    "SELECT * FROM document WHERE case_id=:id",
    "SELECT * FROM delivery WHERE case_id=:id",
    "SELECT * FROM case_event WHERE case_id=:id",
    "SELECT sign FROM case_file WHERE household_id=:household",
)


@bench(
    what="a case of the demo office on the screen: people, income worked out, steps, what is missing, papers, course",
    floor="its rows by twelve bare queries into a QStandardItemModel, shown by one bare QTableView",
    goal=4.0,
)
def open_case(folder: Path) -> Iterator[Pair]:
    path, copied = folder / "biuro.teczka-db", folder / "copied.db"
    main.make_demo(path, DemoPlan(), Unwatched())
    shutil.copyfile(path, copied)
    raw = dbapi2.connect(str(copied))
    cases = raw.execute("SELECT id,household_id FROM case_file ORDER BY sign LIMIT ?", (CASES,)).fetchall()
    with opened(main.opener(path, SetCalendar(DEMO_NOW))) as opened_case:
        model, view = QStandardItemModel(), QTableView()
        view.setModel(model)
        window = bare(view)

        def ours(case: tuple[bytes, bytes]) -> None:
            opened_case.window.open("case", case_id=RecordId(case[0]))
            opened_case.settle()

        def floor(case: tuple[bytes, bytes]) -> None:
            model.clear()
            for sql in _OF_A_CASE:
                for row in raw.execute(sql, {"id": case[0], "household": case[1]}):
                    model.appendRow([QStandardItem(str(value)) for value in row if value is not None])
            QCoreApplication.processEvents()

        yield Pair(lambda: samples(cases, ours), lambda: samples(cases, floor))
        drop(window)
    raw.close()


# -- a long list -------------------------------------------------------------------------------------------------

_SHOWN = (
    "SELECT p.last_name||' '||p.first_name,p.pesel,p.born_on,a.locality||' '||a.house,p.phone,'' "
    "FROM person p LEFT JOIN address a ON a.person_id=p.id"
)

_ORDERED = ("SELECT key FROM person_key ORDER BY sort, key", "SELECT key FROM person_key ORDER BY pesel, key")


@cache
def _crowd() -> tuple[Path, Path]:
    """An office file with many persons, and what its list shows as one table of a plain SQLite file with indexes."""
    folder = Path(tempfile.mkdtemp(prefix="teczka-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = filled_store(folder, PERSONS)
    plain = sqlite3.connect(folder / "plain.db")
    plain.execute("CREATE TABLE person(name TEXT, pesel TEXT, born_on TEXT, place TEXT, phone TEXT, signs TEXT)")
    with store.transaction() as connection:
        plain.executemany("INSERT INTO person VALUES(?,?,?,?,?,?)", connection.exec_driver_sql(_SHOWN).fetchall())
    for column in ("name", "pesel"):
        plain.execute(f"CREATE INDEX by_{column} ON person({column})")
    plain.commit()
    plain.close()
    path = store.path
    store.close()
    return path, folder / "plain.db"


def _crowd_opener(path: Path) -> Opener:
    nobody = Clerk(id=RecordId(bytes(16)), role=Role.HEAD)

    def open_file(_progress: Progress) -> tuple[Office, Callable[[], None]]:
        store = Store.open(path)
        return Office(store, SetCalendar(NOW), nobody, "", SHELF.law, SHELF, Unwatched()), store.close

    return open_file


_NUMBER = itertools.count()


@contextmanager
def _database() -> Iterator[QSqlDatabase]:
    name = f"plain-{next(_NUMBER)}"
    database = QSqlDatabase.addDatabase("QSQLITE", name)
    database.setDatabaseName(str(_crowd()[1]))
    if not database.open():
        raise OSError(database.lastError().text())
    yield database
    database.close()


def _plain_model(database: QSqlDatabase) -> QSqlTableModel:
    model = QSqlTableModel(None, database)
    model.setTable("person")
    model.setSort(0, Qt.SortOrder.AscendingOrder)
    model.select()
    return model


def _plain_view(database: QSqlDatabase) -> tuple[QTableView, QSqlTableModel]:
    view, model = QTableView(), _plain_model(database)
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.setModel(model)
    return view, model


@contextmanager
def _lists() -> Iterator[tuple[Opened, TableView, QTableView, QSqlTableModel]]:
    """Our list of persons and Qt's, both on the screen."""
    with opened(_crowd_opener(_crowd()[0])) as ours, _database() as database:
        view, model = _plain_view(database)
        window = bare(view)
        ours.window.open("persons")
        ours.settle()
        table = ours.window.page("persons").feed.table  # type: ignore[union-attr]
        yield ours, table, view, model
        drop(window)


@bench(
    what=f"the list of {PERSONS:,} persons for the first time: page built, order read, first rows painted",
    floor="QSqlTableModel (C++) on one indexed table of the same words in a plain SQLite file, in a bare QTableView",
    goal=2.0,
)
def long_list_first(_folder: Path) -> Iterator[Pair]:
    with opened(_crowd_opener(_crowd()[0])) as opened_list, _database() as database:

        def ours() -> list[float]:
            opened_list.new_window()
            begun = time.perf_counter()
            opened_list.window.open("persons")
            opened_list.settle()
            taken = time.perf_counter() - begun
            if opened_list.window.page("persons").feed.model.row_at(0) is None:  # type: ignore[union-attr]
                raise LookupError("no rows")
            return [taken]

        def floor() -> list[float]:
            begun = time.perf_counter()
            view, _model = _plain_view(database)
            window = bare(view)
            taken = time.perf_counter() - begun
            drop(window)
            return [taken]

        yield Pair(ours, floor)


@bench(
    what=f"another order of {PERSONS:,} persons, by PESEL and by name in turn, first rows painted",
    floor="the bare query for all keys in that order through the same driver, its first rows read and put into a "
    "QStandardItemModel, painted by a bare QTableView",
    goal=1.5,
)
def long_list_sort(folder: Path) -> Iterator[Pair]:
    with _lists() as (opened_list, table, view, _model):
        copied = folder / "copied.db"
        shutil.copyfile(_crowd()[0], copied)
        raw, model = dbapi2.connect(str(copied)), QStandardItemModel()
        view.setModel(model)

        def ours(column: int) -> None:
            table.model().sort(column, Qt.SortOrder.AscendingOrder)
            opened_list.settle()

        def floor(column: int) -> None:
            keys = [row[0] for row in raw.execute(_ORDERED[column])]
            holes = ",".join("?" * PAGE)
            model.clear()
            for row in raw.execute(f"{_SHOWN} JOIN person_key k ON k.id=p.id WHERE k.key IN ({holes})", keys[:PAGE]):
                model.appendRow([QStandardItem(value) for value in row])
            QCoreApplication.processEvents()

        yield Pair(lambda: samples((1, 0), ours), lambda: samples((1, 0), floor))
        raw.close()


@bench(
    what=f"three notches of the wheel over {PERSONS:,} persons, rows fetched and painted (95th percentile)",
    floor="the same over QSqlTableModel in a bare QTableView",
    goal=2.0,
    quantile=0.95,
)
def long_list_wheel(_folder: Path) -> Iterator[Pair]:
    with _lists() as (opened_list, table, view, _model):

        def ours(_number: int) -> None:
            turn_wheel(table, -3)
            opened_list.settle()

        def floor(_number: int) -> None:
            turn_wheel(view, -3)
            QCoreApplication.processEvents()

        def turned(list_view: QTableView, do: Callable[[int], None]) -> list[float]:
            list_view.scrollToTop()
            opened_list.settle()
            return samples(range(NOTCHES), do)

        yield Pair(lambda: turned(table, ours), lambda: turned(view, floor))


# -- an answer ---------------------------------------------------------------------------------------------------


@bench(
    what="a letter typed into an interview and its box left: read, checked, journalled and durable, the chip says so "
    "(without the pause of 400 ms that somebody who types on is given)",
    floor="the letter typed into a bare QTextEdit and painted, its text put into one row by the same driver and "
    "committed with synchronous=FULL",
    goal=5.0,
    why="an answer is checked against the questionnaire, goes to the worker and back, and carries a journal record, "
    "its link of the chain and versions; a person waits less than 10 ms",
)
def save_answer(folder: Path) -> Iterator[Pair]:
    with visit(folder) as (_office, interview):
        pass
    path = next(folder.glob("*.teczka-db"))
    raw = dbapi2.connect(str(folder / "raw.db"), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE answer(id INTEGER PRIMARY KEY, value TEXT)")
    raw.execute("INSERT INTO answer VALUES(1,'')")

    def open_file(_progress: Progress) -> tuple[Office, Callable[[], None]]:
        store = Store.open(path)
        return Office(store, SetCalendar(KITCHEN), WORKER, "Laptop", SHELF.law, SHELF, Unwatched()), store.close

    with opened(open_file) as window:
        window.window.open("interview", interview_id=interview.id)
        window.settle()
        page = window.window.page("interview")
        if not isinstance(page, InterviewPage) or page.sheet is None:
            raise LookupError("no sheet")
        sheet = page.sheet
        sheet.open_at(sheet.questionnaire.places["p1h_needs"].segment.code, "p1h_needs")
        window.settle()
        box = next(each for each in sheet.findChildren(Box) if each.key() == ("p1h_needs", 0))
        (text,) = (each for each in box.inputs() if isinstance(each, QLineEdit | QTextEdit))

        def ours(_number: int) -> None:
            type_text(text, "ż")
            sheet.flush()
            window.settle()

        plain = QTextEdit()
        beside = bare(plain)

        def floor(_number: int) -> None:
            type_text(plain, "ż")
            QCoreApplication.processEvents()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE answer SET value=? WHERE id=1", (plain.toPlainText(),))
            raw.execute("COMMIT")

        yield Pair(lambda: samples(range(LETTERS), ours), lambda: samples(range(LETTERS), floor))
        drop(beside)
    raw.close()
