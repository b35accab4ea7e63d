"""A process that leaves as soon as something is on the screen: a bare window, our window, or our first screen.

``python -m tests.bench._leaving bare|window|today [office file]``. Ours is started as a person starts it, through
``main``, and nothing of Qt is imported before it; what watches it is put into Qt's event loop from here, so the program
itself knows nothing of it.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from PySide6.QtWidgets import QMainWindow

MORNING = datetime(2026, 11, 23, 7, 52)
"""The morning of the demo office, when its first screen has rows."""
LOOK_EVERY_MS = 2


def bare() -> None:
    """The least that shows a window."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    from tests.bench._watch import Watch

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Teczka"))
    window.resize(1366, 768)
    Watch(window, lambda: True)
    window.show()
    app.exec()


def ours(path: str, watch: "Callable[[QMainWindow], None]") -> None:
    """Our window on an office file, watched from the moment Qt's loop begins."""
    import main
    from app.services.calendars import SystemCalendar

    def morning(self: SystemCalendar) -> datetime:  # noqa: ARG001
        return MORNING

    show = main.show_window

    def watched_show(arguments: "Namespace") -> int:
        from PySide6.QtWidgets import QApplication, QMainWindow

        loop = QApplication.exec

        def watched_loop() -> int:
            watch(next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMainWindow)))
            return loop()

        QApplication.exec = staticmethod(watched_loop)  # type: ignore[method-assign]
        return show(arguments)

    SystemCalendar.now = morning  # type: ignore[method-assign]
    main.show_window = watched_show
    main.main(["--file", path])


def watch_window(window: "QMainWindow") -> None:
    """Leave with the first picture of the window."""
    from tests.bench._watch import Watch

    Watch(window, lambda: True)


def watch_today(window: "QMainWindow") -> None:
    """Leave with the first picture of "Dzisiaj" that has rows."""
    from PySide6.QtCore import QTimer

    from tests.bench._watch import Watch

    timer = QTimer(window)

    def look() -> None:
        page = window.page("today")  # type: ignore[attr-defined]
        if page is None:
            return
        timer.stop()
        viewport = page.due.table.viewport()
        Watch(viewport, lambda: page.due.model.rowCount() > 0)
        viewport.update()

    timer.timeout.connect(look)
    timer.start(LOOK_EVERY_MS)


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    if kind == "bare":
        bare()
    else:
        ours(rest[0], {"window": watch_window, "today": watch_today}[kind])
    sys.exit("left before anything was shown")
