"""The locked window: nothing of an office is seen, nothing that was typed is lost, and a passphrase opens it again.

Forms stay as they are behind a curtain. The key of the file stays in memory meanwhile: this keeps passers-by out, not
whoever takes the running computer apart; for that it is shut down.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.services.calendars import SystemCalendar
from ui import look
from ui.i18n import _
from ui.parts import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.application import Program
    from ui.lock_dialog import LockDialog

_LOOK_EVERY_MS = 5_000
_DRAPE_EVERY_MS = 250
_SIGNS_OF_LIFE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}


class Lock(QObject):
    """Watches whether anybody is there, and hides everything when nobody is, or when told to.

    The time is that of the wall, so that a laptop that slept is locked when it wakes.
    """

    def __init__(self, program: Program, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(program)
        self._program = program
        self._now = now or SystemCalendar().now
        self._minutes = 0
        self._last_at = self._now()
        self.dialog: LockDialog | None = None
        self._focused: QWidget | None = None
        self._curtains: dict[QWidget, _Curtain] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        app = cast("QGuiApplication", QGuiApplication.instance())
        app.focusWindowChanged.connect(self._watch)

    @property
    def is_locked(self) -> bool:
        """Whether the curtains are drawn."""
        return self.dialog is not None

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes without anybody; 0 where there is no passphrase that could unlock."""
        self._minutes = minutes
        if not minutes:
            self._timer.stop()
        elif not self.is_locked:
            self._timer.start(_LOOK_EVERY_MS)

    def stop(self) -> None:
        """Nobody sits at a program that was closed: nothing is locked any more, nor ever after."""
        self._minutes = 0
        self._timer.stop()
        dialog, self.dialog, self._focused, self._curtains = self.dialog, None, None, {}
        if dialog is not None and shiboken6.isValid(dialog):
            dialog.end()

    @Slot()
    def look(self) -> None:
        """Now and then: is anybody there? While locked: did a window come up that is not covered yet?"""
        if self.is_locked:
            if self._stands_in_front():
                self._drape()
            return
        away = self._now() - self._last_at
        if away < timedelta(0):  # the clock was put back
            self._last_at = self._now()
        elif self._minutes and away >= timedelta(minutes=self._minutes):
            self.lock()

    @Slot()
    def lock(self) -> None:
        """Hide everything until the passphrase of whoever is at the keyboard was typed."""
        if self.is_locked:
            return
        if not self._minutes or self._program.clerk is None:
            words = _("Ten plik nie jest zaszyfrowany, więc nie ma hasła, które odblokowałoby okno.")
            self._program.window.notice(words, "warn")
            return
        from ui.lock_dialog import LockDialog

        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._focused = QApplication.focusWidget()
        self._show_dialog(LockDialog(self._program.desk, self._program.clerk, self._program.window))
        self._timer.start(_DRAPE_EVERY_MS)

    def _show_dialog(self, dialog: LockDialog) -> None:
        self.dialog = dialog
        dialog.unlocked.connect(self.unlock)
        dialog.left.connect(self._leave)
        self._drape()
        dialog.show()
        dialog.activateWindow()

    def _stands_in_front(self) -> bool:
        """The dialog goes with the window: to the one in its place, or for good with the last one."""
        window, dialog, clerk = self._program.window, self.dialog, self._program.clerk
        if not shiboken6.isValid(window):
            self._timer.stop()
            self.dialog, self._focused, self._curtains = None, None, {}
            return False
        if dialog is None or not shiboken6.isValid(dialog):
            from ui.lock_dialog import LockDialog

            if clerk is not None:
                self._show_dialog(LockDialog(self._program.desk, clerk, window))
        elif dialog.parentWidget() is not window:
            dialog.setParent(window, dialog.windowFlags())
            dialog.show()
        return True

    @Slot()
    def unlock(self) -> None:
        """Everything is where it was, with the keyboard where it was."""
        dialog, self.dialog = self.dialog, None
        self._last_at = self._now()
        for curtain in self._curtains.values():
            if shiboken6.isValid(curtain):
                curtain.take_away()
        self._curtains = {}
        self.set_minutes(self._minutes)
        if dialog is not None and shiboken6.isValid(dialog):
            dialog.end()
        focused, self._focused = self._focused, None
        if focused is not None and shiboken6.isValid(focused) and focused.isVisible():
            focused.window().activateWindow()
            focused.setFocus()

    @Slot()
    def _leave(self) -> None:
        """Close the program from behind the curtain; pages write what they hold, as ever."""
        if self.dialog is not None:
            self.dialog.hide()
        self._program.window.close()

    def _drape(self) -> None:
        is_new = False
        for window in QApplication.topLevelWidgets():
            is_ours = window is self.dialog or window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if window.isVisible() and not is_ours and window not in self._curtains:
                self._curtains[window] = _Curtain(window)
                is_new = True
                window.destroyed.connect(lambda _gone=None, each=window: self._forget(each))
        if self.dialog is not None and not self.dialog.isVisible() and self._program.window.isVisible():
            self.dialog.show()  # whoever closed the program was asked to come back
        elif is_new and self.dialog is not None and self.dialog.isVisible():
            self.dialog.hide()  # shown anew it is the topmost of what holds the keyboard
            self.dialog.show()
            self.dialog.raise_()
            self.dialog.activateWindow()

    def _is_in_the_way(self, window: QWindow) -> bool:
        """Whether this window wants keys that belong to the lock."""
        dialog = self.dialog
        if dialog is None or not shiboken6.isValid(dialog) or not dialog.isVisible():
            return False
        return window is not dialog.windowHandle() and window.type() is not Qt.WindowType.Popup

    def _forget(self, window: QWidget) -> None:
        self._curtains.pop(window, None)

    @Slot(object)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)
            if self.is_locked and self._is_in_the_way(window):
                QTimer.singleShot(0, self, self.look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Signs of life reach a window before its widgets; Ctrl+L works in every one of them.

        While locked no key reaches what is behind the curtain.
        """
        if event.type() in _KEYS and isinstance(watched, QWindow) and self._is_in_the_way(watched):
            return True
        if event.type() in _SIGNS_OF_LIFE and not self.is_locked:
            self._last_at = self._now()
            if isinstance(event, QKeyEvent) and self._minutes and _is_lock_key(event):
                self.lock()
                return True
        return super().eventFilter(watched, event)


def _is_lock_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class _Curtain(QWidget):
    """Over all of one window, as large as it becomes, and over its title, whatever that becomes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(48), 0, 0)
        column.setSpacing(look.px(10))
        sign = QLabel()
        sign.setPixmap(look.icon("lock", "muted").pixmap(look.px(36), look.px(36)))
        column.addWidget(sign, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Text(_("Teczka jest zablokowana"), "card", "muted"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._window, self._title = window, window.windowTitle()
        window.setWindowTitle(_("Teczka — zablokowana"))
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def take_away(self) -> None:
        """The window is seen again."""
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded, QEvent.Type.Show):
            parent = self.parentWidget()
            if parent is not None:
                self.setGeometry(parent.rect())
                self.raise_()
        elif event.type() is QEvent.Type.WindowTitleChange and watched is self._window:
            said, locked = self._window.windowTitle(), _("Teczka — zablokowana")
            if said != locked:
                self._title = said
                self._window.setWindowTitle(locked)
        return super().eventFilter(watched, event)
