"""The screens of decisions in a real window over a real office file, with its own worker."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer

from app.domain.cases import Case
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.office import Office
from tests.little_decision import DECIDED_AT, WRITTEN, changed, drafted, passed_on, ready_case
from tests.little_office import CLERK, SHELF, little_office
from ui.desk import Desk
from ui.forms.form_dialog import FormDialog
from ui.screens import BY_ID
from ui.screens.decision import DecisionPage
from ui.screens.decisions import DecisionsPage
from ui.window import MainWindow, WindowIdentity


class Deciding:
    """A window with somebody at it; ``wait`` returns when everything that was asked has been answered."""

    def __init__(self, path: Path, clerk: Clerk = CLERK, now: datetime = DECIDED_AT) -> None:
        self._path, self.calendar = path, SetCalendar(now)
        self.problems: list[Any] = []
        self.desk = Desk(lambda progress: self._open(clerk, progress))
        self.desk.problem.connect(self.problems.append)
        self.desk.crashed.connect(self.problems.append)
        screens = [BY_ID[name] for name in ("decisions", "decision")]
        self.window = MainWindow(self.desk, screens, WindowIdentity("M-GOPS", clerk.full_name, clerk.position, "Biuro"))
        self.window.resize(1366, 768)
        self.desk.start(lambda _office: None)
        self.window.show()
        self.window.activateWindow()
        self.wait()

    def _open(self, clerk: Clerk, progress: Any) -> tuple[Office, Callable[[], None]]:
        store = Store.open(self._path)
        return Office(store, self.calendar, clerk, "Biuro", SHELF.law, SHELF, progress), store.close

    def wait(self, settle_ms: int = 10) -> None:
        """Let the worker answer, also what is asked in answer to that, and what waits for a pause in typing."""
        quiet = 0
        while quiet < 3:
            loop = QEventLoop()
            QTimer.singleShot(settle_ms, loop.quit)
            loop.exec()
            is_waiting = not self.desk.is_idle or any(
                timer.isActive() and timer.isSingleShot() and timer.interval() <= 400
                for timer in self.window.findChildren(QTimer)
                if timer.parent() in (self.page, self.list)
            )
            quiet = 0 if is_waiting else quiet + 1

    def open(self, screen: str = "decision", **args: Any) -> None:
        self.window.open(screen, **args)
        self.wait()

    def sit_down(self, clerk: Clerk) -> None:
        """Somebody else takes over the keyboard."""
        self.desk.sit_down(clerk)
        self.wait()

    @property
    def page(self) -> DecisionPage:
        page = self.window.page("decision")
        assert page is None or isinstance(page, DecisionPage)
        return page  # type: ignore[return-value]  # asked for only after it was opened

    @property
    def list(self) -> DecisionsPage:
        page = self.window.page("decisions")
        assert page is None or isinstance(page, DecisionsPage)
        return page  # type: ignore[return-value]  # asked for only after it was opened

    def notice(self) -> str:
        return self.window.notices.text()

    def close(self) -> None:
        self.window.close()
        self.desk.close()
        self.window.deleteLater()  # swept when the test is over


@contextmanager
def deciding(folder: Path, prepare: Callable[[Office], None], clerk: Clerk = CLERK) -> Iterator[Deciding]:
    """Write the file first, then open it behind a window."""
    with little_office(folder) as office:
        prepare(office)
    room = Deciding(folder / "office.teczka-db", clerk)
    try:
        yield room
    finally:
        room.close()


Room = Callable[..., Deciding]


def rooms(folder: Path) -> Iterator[Room]:
    """Windows over offices that a function prepares; they are closed after the test."""
    with ExitStack() as stack:
        yield lambda prepare, clerk=CLERK: stack.enter_context(deciding(folder, prepare, clerk))


class Prepared:
    """Remembers what a preparation made, for the test that opens it."""

    def __init__(self, *steps: Callable[[Office, Case], object], benefit: str = "periodic_allowance") -> None:
        self._steps = steps
        self._benefit = benefit
        self.case_id = RecordId(b"")

    def __call__(self, office: Office) -> None:
        case = ready_case(office, benefit=self._benefit)
        self.case_id = case.id
        for step in self._steps:
            step(office, case)


def reasoned(office: Office, case: Case) -> object:
    return changed(office, drafted(office, case), written_reasons=WRITTEN)


def waiting(office: Office, case: Case) -> object:
    return passed_on(office, changed(office, drafted(office, case), written_reasons=WRITTEN))


def dialog(room: "Deciding", kind: type[FormDialog]) -> Any:
    found = [each for each in room.page.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]
