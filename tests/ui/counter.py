"""The screens of persons and cases in a real window over a real office file, with its own worker."""

import gc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.domain.persons import Clerk
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.office import Office
from tests.little_office import BIURO, CLERK, LAPTOP, SHELF, little_office
from tests.ui.keys import press, type_text
from ui.desk import Desk
from ui.forms import Field, LineField
from ui.models.feed import TYPED_MS
from ui.screen import Screen
from ui.screens import BY_ID
from ui.window import MainWindow, WindowIdentity

W = TypeVar("W", bound=QWidget)
NOW = datetime(2026, 11, 16, 9, 30)


class Counter:
    """A window with somebody at it; ``wait`` returns when everything that was asked has been answered."""

    def __init__(self, path: Path, *, clerk: Clerk = CLERK, now: datetime = NOW) -> None:
        self._path, self.calendar, self._clerk = path, SetCalendar(now), clerk
        self._is_closed = False
        self.problems: list[Any] = []
        self.went: list[tuple[str, dict[str, Any]]] = []
        self.desk = Desk(self._open)
        self.desk.problem.connect(self.problems.append)
        self.desk.crashed.connect(self.problems.append)
        own = [BY_ID[name] for name in ("persons", "person", "cases", "case", "new-application", "report")]
        others = [self._elsewhere(name) for name in ("interview", "decision", "exchange")]
        self.window = MainWindow(
            self.desk, [*own, *others], WindowIdentity("M-GOPS", clerk.full_name, clerk.position, "Biuro")
        )
        self.window.resize(1366, 768)
        self.desk.start(lambda _office: None)
        self.window.show()
        self.window.activateWindow()
        self.wait()

    def _open(self, progress: Any) -> tuple[Office, Callable[[], None]]:
        store = Store.open(self._path)
        self.office = Office(store, self.calendar, self._clerk, "Biuro", SHELF.law, SHELF, progress)
        return self.office, store.close

    def _elsewhere(self, name: str) -> Screen:
        """A screen of somebody else: it only remembers that it was asked for, and for what."""

        def build(_desk: Any, _navigator: Any) -> QWidget:
            page = QWidget()
            page.opened = lambda **args: self.went.append((name, args))  # type: ignore[attr-defined]  # found by name
            return page

        return Screen(name, lambda: name, "cases", build, under="cases")

    def wait(self) -> None:
        """Let the worker answer, also what is asked in answer to that, and what waits for a pause in typing."""
        quiet = 0
        while quiet < 3:
            loop = QEventLoop()
            QTimer.singleShot(12, loop.quit)
            loop.exec()
            quiet = quiet + 1 if self.desk.is_idle else 0

    def pause(self) -> None:
        """Long enough for a field that waits for a pause in typing."""
        loop = QEventLoop()
        QTimer.singleShot(2 * TYPED_MS, loop.quit)
        loop.exec()
        self.wait()

    def open(self, screen: str, **args: Any) -> Any:
        self.window.open(screen, **args)
        self.wait()
        return self.page(screen)

    def page(self, screen: str) -> Any:
        """The page of a screen, as it is now."""
        return self.window.page(screen)

    def dialog(self, kind: type[W]) -> W:
        """The small window of this kind that is open."""
        self.wait()
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())

    def has_dialog(self) -> bool:
        return any(isinstance(each, QDialog) and each.isVisible() for each in QApplication.topLevelWidgets())

    def focus(self, widget: QWidget) -> None:
        """Bring its window to the front and the keyboard to it."""
        widget.activateWindow()
        widget.setFocus()
        QApplication.processEvents()
        assert widget.hasFocus()

    def type(self, field: Field, text: str) -> None:
        """Type over what stands in a field of one line, and leave it."""
        assert isinstance(field, LineField)
        self.focus(field.line)
        field.line.selectAll()
        type_text(field.line, text)
        press(field.line, Qt.Key.Key_Tab)
        self.wait()

    def ask(self, service: Callable[[Office, Any], Any], request: Any) -> Any:
        """What the office says, on the worker as everything else."""
        answers: list[Any] = []
        self.desk.ask(service, request, answers.append)
        self.wait()
        return answers[0]

    def order(self, service: Callable[[Office, Any], Any], request: Any) -> Any:
        answers: list[Any] = []
        self.desk.order(service, request, answers.append)
        self.wait()
        return answers[0]

    def close(self) -> None:
        """Close everything; a second time nothing is left to close."""
        if self._is_closed:
            return
        self._is_closed = True
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog):
                each.close()
        self.window.close()
        self.wait()
        self.desk.close()
        self.window.deleteLater()
        QApplication.processEvents()
        gc.collect()  # here, or the next worker finds the garbage and destroys Qt's objects on the wrong thread


def office_file(folder: Path, *, at_laptop: bool = False) -> Path:
    """A fresh file of the little office, closed."""
    with little_office(folder, at=LAPTOP if at_laptop else BIURO):
        pass
    return folder / "office.teczka-db"
