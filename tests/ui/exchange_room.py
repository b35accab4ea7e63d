"""Biuro's window over its real file, for the tests of the screen Wymiana."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.persistence.store import Store
from app.services.office import Office
from tests.little_office import HEAD, SHELF
from tests.stations import Station
from ui.desk import Desk
from ui.screens import BY_ID
from ui.screens.exchange import ExchangePage
from ui.screens.exchange_preview import PreviewDialog
from ui.window import MainWindow, WindowIdentity

W = TypeVar("W", bound=QWidget)


class Room:
    """Biuro's window; ``laptop`` is the other workstation, without one."""

    def __init__(self, office: Station, laptop: Station) -> None:
        self.laptop, self._biuro = laptop, office
        office.store.close()
        office.calendar.move_to(datetime(2026, 11, 12, 15, 10))
        self.problems: list[Any] = []
        self.desk = Desk(self._open)
        self.desk.problem.connect(self.problems.append)
        self.desk.crashed.connect(self.problems.append)
        self.window = MainWindow(self.desk, [BY_ID["exchange"]], WindowIdentity("M-GOPS", "", "", "Biuro"))
        self.window.resize(1366, 768)
        self.desk.start(lambda _office: None)
        self.window.show()
        self.wait()
        self.window.open("exchange")
        self.wait()
        page = self.window.findChild(ExchangePage)
        assert page is not None
        self.page: ExchangePage = page

    def _open(self, progress: Any) -> tuple[Office, Callable[[], None]]:
        store = Store.open(self._biuro.path)
        return Office(store, self._biuro.calendar, HEAD, "Biuro", SHELF.law, SHELF, progress), store.close

    def wait(self) -> None:
        quiet = 0
        while quiet < 3:
            loop = QEventLoop()
            QTimer.singleShot(10, loop.quit)
            loop.exec()
            quiet = quiet + 1 if self.desk.is_idle else 0
        assert not self.problems, self.problems

    def dialog(self, kind: type[W]) -> W:
        self.wait()
        return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())

    def load(self, path: Path) -> None:
        """Look, then load."""
        self.page.preview(path)
        self.dialog(PreviewDialog).go.click()
        self.wait()

    def notice(self) -> str:
        return self.window.notices.text()

    def close(self) -> None:
        self.window.close()
        self.desk.close()
        self.window.deleteLater()  # swept when the test is over
        self.laptop.close()

    def biuro(self) -> Station:
        """Biuro without its window, to look into its file."""
        self.window.close()
        self.desk.close()
        self._biuro.reopen()
        return self._biuro
