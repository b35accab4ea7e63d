"""A window with the screens about all decisions at once: the list, the recalculation, the council's resolutions."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from app.domain.persons import Clerk
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.office import Office
from tests.little_decision import DECIDED_AT, issued, ready_case
from tests.little_office import SHELF, little_office
from ui.desk import Desk
from ui.screens import BY_ID
from ui.window import MainWindow, WindowIdentity

D = TypeVar("D", bound=QDialog)


def decided(office: Office) -> None:
    """One decision that runs: 700 zł of the periodic allowance."""
    issued(office, ready_case(office), amount=700_00)


class Room:
    """Somebody at a window over a file that was prepared before."""

    def __init__(
        self,
        folder: Path,
        prepare: Callable[[Office], object],
        clerk: Clerk,
        names: Sequence[str] = ("decisions", "recalculation", "law-amounts", "resolutions", "readings", "help"),
        now: datetime = DECIDED_AT,
    ) -> None:
        with little_office(folder) as office:
            prepare(office)
        self._path, self._clerk, self._now = folder / "office.teczka-db", clerk, now
        self.problems: list[Any] = []
        self.desk = Desk(self._open)
        self.desk.problem.connect(self.problems.append)
        self.desk.crashed.connect(self.problems.append)
        screens = [BY_ID[name] for name in names]
        self.window = MainWindow(self.desk, screens, WindowIdentity("M-GOPS", clerk.full_name, clerk.position, "Biuro"))
        self.window.resize(1366, 768)
        self.desk.start(lambda _office: None)
        self.window.show()
        self.wait()

    def _open(self, progress: Any) -> tuple[Office, Callable[[], None]]:
        store = Store.open(self._path)
        return Office(store, SetCalendar(self._now), self._clerk, "Biuro", SHELF.law, SHELF, progress), store.close

    def wait(self) -> None:
        """Until everything asked is answered."""
        quiet = 0
        while quiet < 3:
            loop = QEventLoop()
            QTimer.singleShot(10, loop.quit)
            loop.exec()
            quiet = quiet + 1 if self.desk.is_idle else 0

    def sit(self, clerk: Clerk) -> None:
        """Somebody else takes the keyboard."""
        self.desk.sit_down(clerk)
        self.wait()

    def dialog(self, kind: type[D]) -> D:
        """The form that is open."""
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())

    def open(self, screen: str, **args: Any) -> Any:
        self.window.open(screen, **args)
        self.wait()
        return self.window.page(screen)

    def has_dialog(self, kind: type[D]) -> bool:
        return any(isinstance(each, kind) and each.isVisible() for each in QApplication.topLevelWidgets())

    def notice(self) -> str:
        return self.window.notices.text()

    def find(self, kind: type[Any]) -> list[Any]:
        """What the open file holds."""

        def find_all(office: Office, _: None) -> list[Any]:
            with office.reading() as file:
                return list(file.find(kind))

        answers: list[list[Any]] = []
        self.desk.ask(find_all, None, answers.append)
        self.wait()
        return answers[0]

    def read(self, kind: type[Any]) -> list[Any]:
        """What the closed file holds."""
        with closing(Store.open(self._path)) as store, store.reading() as file:
            return list(file.find(kind))

    def close(self) -> None:
        self.window.close()
        self.desk.close()
        self.window.deleteLater()
