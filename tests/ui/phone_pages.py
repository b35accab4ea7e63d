"""Pages that save a telephone number, and the program that shows them over a real office file."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.persons import Person
from app.persistence.store import Store
from app.services.office import Done, Office, Stopped
from tests.ui.opened import opener
from tests.ui.test_desk import AskPerson, SetPhone, ask_person, set_phone
from ui.application import Program
from ui.i18n import _
from ui.screen import DeskLike, Navigator, Screen


def refuse_to_save(_office: Office, _request: SetPhone) -> Done[str]:
    raise Stopped


class PhonePage(QWidget):
    """Writes the first person's number when it is left, as a page with drafts does."""

    is_refused = False

    def __init__(self, desk: DeskLike, _navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self.line = QLineEdit()
        self.title = _("Sprawy")
        self.args: list[dict[str, Any]] = []
        QVBoxLayout(self).addWidget(self.line)

    def opened(self, **args: Any) -> None:
        self.args.append(args)
        self._desk.ask(ask_person, AskPerson(), self._show)

    def _show(self, person: Person) -> None:
        self._person = person
        self.line.setText(person.phone)

    def leaving(self) -> None:
        if self._person is not None and self.line.text() != self._person.phone:
            save = refuse_to_save if PhonePage.is_refused else set_phone
            self._desk.order(save, SetPhone(self._person.id, self.line.text()))


SCREENS = (
    Screen("today", lambda: _("Dzisiaj"), "today", PhonePage),
    Screen("cases", lambda: _("Sprawy"), "cases", PhonePage),
)


def started(path: Path, qtbot: QtBot) -> Program:
    program = Program(opener(path), SCREENS)
    program.window.show()
    program.window.activateWindow()
    qtbot.waitExposed(program.window)
    program.start()
    settle(program, qtbot)
    return program


def settle(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.desk.is_idle)


@contextmanager
def running(path: Path, qtbot: QtBot) -> Iterator[Program]:
    """The program until the block ends."""
    with closing(started(path, qtbot)) as program:
        yield program
    PhonePage.is_refused = False
    program.window.deleteLater()


def phone_in(path: Path) -> str:
    with closing(Store.open(path)) as store, store.reading() as file:
        return file.find(Person)[0].phone


def page(program: Program) -> PhonePage:
    found = program.window.page(program.window.current_id())
    assert isinstance(found, PhonePage)
    return found
