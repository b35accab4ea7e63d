"""The real window on a real file in the Wiśniewski family's kitchen, with the screens of interviews."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from app.domain.answers import Key, Value, to_json
from app.domain.interviews import Answer, Interview
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.interview_answers import AnswerQuestions, Given, answer_questions
from app.services.office import Office, Unwatched
from app.services.ports import Progress
from tests.little_office import SHELF, WORKER
from tests.visits import KITCHEN, visit
from ui.desk import Desk
from ui.forms.sheet import Sheet
from ui.screens import BY_ID
from ui.screens.interview import InterviewPage
from ui.screens.interview_saving import Saver
from ui.screens.interviews import InterviewsPage
from ui.window import MainWindow, WindowIdentity

T = TypeVar("T")
WAIT_MS = 8000
HERE = WindowIdentity("M-GOPS w Przedborzu", "Maria Lis", "pracownik socjalny", "Laptop Północ")


class Kitchen:
    """A desk, its window, and the hands that use them."""

    def __init__(self, qtbot: QtBot, path: Path, clerk: Clerk, now: datetime) -> None:
        self.qtbot, self.path = qtbot, path
        self.calendar = SetCalendar(now)

        def opener(_progress: Progress) -> tuple[Office, Callable[[], None]]:
            store = Store.open(path)
            office = Office(store, self.calendar, clerk, "Laptop Północ", SHELF.law, SHELF, Unwatched())
            return office, store.close

        self.desk = Desk(opener)
        self.window = MainWindow(self.desk, [BY_ID[each] for each in ("interviews", "interview", "day-plan")], HERE)
        self.window.resize(1366, 768)
        self.window.show()
        self.desk.start(lambda _office: None)
        self.settle()

    def come_to_front(self) -> None:
        """Only the window in front has the keyboard."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def settle(self) -> None:
        """Wait until everything asked and ordered was answered."""
        self.desk.settle()

    def ask(self, service: Callable[[Office, Any], T], request: object = None) -> T:
        """Read in the file, on the thread that owns it."""
        answers: list[T] = []
        self.desk.ask(service, request, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=WAIT_MS)
        return answers[0]

    def order(self, service: Callable[[Office, Any], Any], request: object) -> None:
        """Write, as another screen would."""
        self.desk.order(service, request)
        self.settle()

    def open(self, **args: Any) -> InterviewPage:
        """The page of one interview, settled."""
        self.window.open("interview", **args)
        self.settle()
        self.come_to_front()
        page = self.window.page("interview")
        assert isinstance(page, InterviewPage)
        return page

    def list(self, **args: Any) -> InterviewsPage:
        """The list of visits, settled."""
        self.window.open("interviews", **args)
        self.settle()
        page = self.window.page("interviews")
        assert isinstance(page, InterviewsPage)
        return page

    def dialog(self, kind: type[Any] = QDialog) -> Any:
        """The dialog that lies over the window."""
        (found,) = (each for each in self.window.findChildren(kind) if each.isVisible())
        return found

    def close(self) -> None:
        """As the window's own button does it."""
        self.window.close()
        self.desk.close()
        for each in (self.window, self.desk):  # now and here: Python might collect them on the next desk's thread
            each.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def kitchen(qtbot: QtBot, path: Path, clerk: Clerk = WORKER, now: datetime = KITCHEN) -> Iterator[Kitchen]:
    """Work in the window until the end of the block."""
    made = Kitchen(qtbot, path, clerk, now)
    try:
        yield made
    finally:
        made.close()


def prepared(folder: Path, prepare: Callable[[Office, RecordId], Any] | None = None) -> tuple[Path, Interview]:
    """A file with the visit, closed again; ``prepare`` works on it first. Gives its path and the visit."""
    with visit(folder) as (office, interview):
        if prepare is not None:
            prepare(office, interview.id)
    return folder / "office.teczka-db", interview


def sheet_of(page: InterviewPage) -> Sheet:
    assert page.sheet is not None
    return page.sheet


def saver_of(page: InterviewPage) -> Saver:
    assert page.saver is not None
    return page.saver


def text_of(field: QLineEdit | QTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def stored(room: Kitchen, interview: Interview) -> dict[Key, Any]:
    """Everything answered, as it is in the file."""

    def read(office: Office, _: object) -> dict[Key, Any]:
        with office.reading() as file:
            return {
                (each.field_id, each.row): json.loads(each.value)
                for each in file.find(Answer, interview_id=interview.id)
            }

    return room.ask(read)


def contradictions(room: Kitchen) -> int:
    def read(office: Office, _: object) -> int:
        with office.reading() as file:
            return len(file.contradictions())

    return room.ask(read)


def saved(room: Kitchen, page: InterviewPage) -> None:
    """Wait until the chip says that everything is in the file."""
    room.qtbot.waitUntil(lambda: saver_of(page).is_settled() and room.desk.is_idle, timeout=8000)


def arrives(room: Kitchen, interview: Interview, values: dict[Key, Value]) -> None:
    """As a bundle would bring answers, in one transaction of somebody else's."""
    given = tuple(Given(field_id, row, to_json(value)) for (field_id, row), value in values.items())
    room.order(answer_questions, AnswerQuestions(interview.id, given))
