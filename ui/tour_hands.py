"""Hands for a window that nobody sits at: they type letter by letter, press buttons, wait for the answer.

They reach only what a person could reach: a field that is locked cannot be typed into, a button that is off or hidden
cannot be pressed.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QTextEdit, QWidget

from app.domain.problems import Problem
from ui.application import Program
from ui.forms import ChipField, ChoiceField, Field, LineField, LongText
from ui.parts.segments import ChipButton

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")

PAUSE_MS = 500
"""Timers shorter than this wait for the end of typing; longer ones (notices) are nothing to wait for."""
PATIENCE_S = 30.0
"""Longer than anything takes, also on a slow machine."""
_NO_KEYS = Qt.KeyboardModifier.NoModifier


class Stuck(Exception):
    """The window did not come to what the tour waits for, or lacks what it wants to use."""


def spin(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Hands:
    """Works at one window."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.problems: list[Problem] = []
        self._crashes: list[object] = []
        program.desk.problem.connect(self.problems.append)
        program.desk.crashed.connect(self._crashes.append)

    # -- waiting -------------------------------------------------------------------------------------------------

    def settle(self, *, waits_for_pauses: bool = True) -> None:
        """Until everything asked and ordered was answered, and what follows from it as well.

        While somebody types on, what waits for a pause in typing is not waited for.
        """
        calm = 0
        end = monotonic() + PATIENCE_S
        while calm < 3:
            spin(5)
            is_calm = self.program.desk.is_idle and not (waits_for_pauses and self._is_about_to_ask())
            calm = calm + 1 if is_calm else 0
            if self._crashes:
                raise Stuck(f"the program made a mistake: {self._crashes[0]!r}")
            if monotonic() > end:
                raise Stuck("the desk does not come to rest")

    def _is_about_to_ask(self) -> bool:
        """Whether something waits for a pause in typing."""
        timers = (timer for timer in self.program.window.findChildren(QTimer) if timer.isSingleShot())
        return any(timer.isActive() and timer.interval() <= PAUSE_MS for timer in timers)

    def wait_for(self, what: str, found: Callable[[], T | None]) -> T:
        """Until something is there."""
        end = monotonic() + PATIENCE_S
        while True:
            self.settle()
            thing = found()
            if thing is not None:
                return thing
            if monotonic() > end:
                raise Stuck(f"waited in vain for {what}")

    # -- finding -------------------------------------------------------------------------------------------------

    def open(self, screen_id: str, kind: type[W], /, **args: Any) -> W:
        """Go to a screen as the menu, a link or the palette would."""
        self.program.window.open(screen_id, **args)
        return self.page(screen_id, kind)

    def page(self, screen_id: str, kind: type[W]) -> W:
        """The page in front, once it is there."""

        def shown() -> W | None:
            page = self.program.window.page(screen_id)
            if self.program.window.current_id() == screen_id and isinstance(page, kind):
                return page
            return None

        return self.wait_for(f"the screen {screen_id}", shown)

    def dialog(self, kind: type[W]) -> W:
        """The small window of this kind that is open."""
        return self.wait_for(kind.__name__, lambda: _open_dialog(kind))

    @staticmethod
    def button(inside: QWidget, words: str) -> QAbstractButton:
        """The button with these words; the beginning is enough."""
        for button in inside.findChildren(QAbstractButton):
            if button.text().startswith(words) and button.isVisible():
                return button
        raise Stuck(f"there is no button {words!r}")

    # -- doing ---------------------------------------------------------------------------------------------------

    def press(self, button: QAbstractButton) -> None:
        """Press a button that is there and on."""
        if not button.isVisible() or not button.isEnabled():
            raise Stuck(f"the button {button.text()!r} cannot be pressed: {button.toolTip()}")
        button.click()
        self.settle()

    def press_words(self, inside: QWidget, words: str) -> None:
        """Press the button with these words."""
        self.press(self.button(inside, words))

    def type_into(self, field: Field, text: str) -> None:
        """Type over what stands in a field and leave it."""
        if isinstance(field, LongText):
            line: QLineEdit | QTextEdit = field.writing
        elif isinstance(field, LineField):
            line = field.line
        else:
            raise Stuck(f"{field.label.text()!r} is not typed into")
        self._come_to_front(line)
        line.setFocus()
        if not line.hasFocus() or line.isReadOnly():
            raise Stuck(f"{field.label.text()!r} cannot be typed into")
        line.selectAll()
        type_letters(line, text)
        line.clearFocus()
        self.settle(waits_for_pauses=False)

    @staticmethod
    def _come_to_front(widget: QWidget) -> None:
        """Only the window in front has the keyboard; window systems need a moment for that."""
        end = monotonic() + PATIENCE_S
        while not widget.isActiveWindow():
            widget.activateWindow()
            spin(10)
            if monotonic() > end:
                raise Stuck("the window does not come to the front")

    def choose(self, field: ChoiceField, key: object) -> None:
        """Choose from a list."""
        place = field.combo.findData(key)
        if place < 0:
            raise Stuck(f"{field.label.text()!r} does not offer {key!r}")
        field.combo.setCurrentIndex(place)
        field.combo.activated.emit(place)
        self.settle()

    def tick(self, field: ChipField, *words: str) -> None:
        """Press chips by their words."""
        for word in words:
            self.press(chip(field, word))


def chip(inside: QWidget, words: str) -> ChipButton:
    """The chip with these words."""
    for button in inside.findChildren(ChipButton):
        if button.words() == words:
            return button
    raise Stuck(f"there is no chip {words!r}")


def type_letters(widget: QWidget, text: str) -> None:
    """Every letter as a key, also those that no ASCII keyboard has; an empty text deletes what is selected."""
    if not text:
        press_key(widget, Qt.Key.Key_Delete)
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, _NO_KEYS, letter))


def press_key(widget: QWidget, key: Qt.Key) -> None:
    """One key that is not a letter."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, _NO_KEYS))


def _open_dialog(kind: type[W]) -> W | None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and isinstance(widget, kind) and widget.isVisible():
            return widget
    return None
