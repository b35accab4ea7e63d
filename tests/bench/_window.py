"""The program's window on an office file, and bare windows of Qt beside it; both painted into memory."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMainWindow, QWidget

from app.services.office import Office
from app.services.ports import Progress
from ui.application import application
from ui.desk import Desk
from ui.hatch import Hatch
from ui.screens import SCREENS
from ui.window import MainWindow, WindowIdentity

Opener = Callable[[Progress], tuple[Office, Callable[[], None]]]
SIZE = (1366, 768)


class Opened:
    """A desk and its window; ``settle`` returns when everything asked was answered and painted."""

    def __init__(self, opener: Opener) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application()
        self.desk = Desk(opener)
        self._hatch: Hatch | None = None
        self.desk.start(lambda _office: None)
        self.window = self.new_window()

    def new_window(self) -> MainWindow:
        """Another window on the same file; the one before it goes."""
        self.forget()
        self._hatch = Hatch(self.desk)
        self.window = MainWindow(self._hatch, SCREENS, WindowIdentity("M-GOPS", "Maria Lis", "", "Biuro"))
        show(self.window)
        self.settle()
        return self.window

    def forget(self) -> None:
        """No answer reaches the window any more."""
        if self._hatch is not None:
            self._hatch.shut()
            self.settle()
            drop(self.window)

    def settle(self) -> None:
        failures = self.desk.settle()
        if failures:
            raise failures[0]
        QCoreApplication.processEvents()

    def close(self) -> None:
        self.forget()
        self.desk.close()


@contextmanager
def opened(opener: Opener) -> Iterator[Opened]:
    """The window until the end of the block."""
    made = Opened(opener)
    try:
        yield made
    finally:
        made.close()


def bare(widget: QWidget) -> QMainWindow:
    """A window of the same size that holds nothing else; painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    window = QMainWindow()
    window.setCentralWidget(widget)
    show(window)
    return window


def show(window: QMainWindow) -> None:
    """On the screen, as large as every other, and painted."""
    window.resize(*SIZE)
    window.show()
    QCoreApplication.processEvents()


def drop(window: QWidget) -> None:
    """Now and here, not when Python thinks of it."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def turn_wheel(view: QAbstractItemView, notches: int) -> None:
    """Turn the wheel over a list; negative is down."""
    place = view.viewport().rect().center()
    event = QWheelEvent(
        QPointF(place),
        QPointF(view.viewport().mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # Qt's own signature
    )
    QApplication.sendEvent(view.viewport(), event)
