"""The locked window: nothing of an office is seen, nothing that was typed is lost, and a passphrase opens it again.

Forms stay as they are behind a curtain. The key of the file stays in memory meanwhile: this keeps passers-by out, not
whoever takes the running computer apart; for that it is shut down.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

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
        self._titles: dict[QWidget, str] = {}
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

    @Slot()
    def look(self) -> None:
        """Now and then: is anybody there? While locked: did a window come up that is not covered yet?"""
        if self.is_locked:
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
        self.dialog = LockDialog(self._program.desk, self._program.clerk, self._program.window)
        self.dialog.unlocked.connect(self.unlock)
        self.dialog.left.connect(self._leave)
        self._drape()
        self._timer.start(_DRAPE_EVERY_MS)
        self.dialog.show()
        self.dialog.activateWindow()

    @Slot()
    def unlock(self) -> None:
        """Everything is where it was, with the keyboard where it was."""
        dialog, self.dialog = self.dialog, None
        self._last_at = self._now()
        for window, curtain in self._curtains.items():
            curtain.take_away()
            window.setWindowTitle(self._titles.get(window, ""))
        self._curtains, self._titles = {}, {}
        self.set_minutes(self._minutes)
        if dialog is not None:
            dialog.end()
        focused, self._focused = self._focused, None
        if focused is not None and focused.isVisible():
            focused.window().activateWindow()
            focused.setFocus()

    @Slot()
    def _leave(self) -> None:
        """Close the program from behind the curtain; pages write what they hold, as ever."""
        if self.dialog is not None:
            self.dialog.hide()
        self._program.window.close()

    def _drape(self) -> None:
        for window in QApplication.topLevelWidgets():
            is_ours = window is self.dialog or window.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if window.isVisible() and not is_ours and window not in self._curtains:
                self._titles[window] = window.windowTitle()
                window.setWindowTitle(_("Teczka — zablokowana"))
                self._curtains[window] = _Curtain(window)
                window.destroyed.connect(lambda _gone=None, each=window: self._forget(each))
        if self.dialog is not None and not self.dialog.isVisible() and self._program.window.isVisible():
            self.dialog.show()  # whoever closed the program was asked to come back

    def _forget(self, window: QWidget) -> None:
        self._curtains.pop(window, None)
        self._titles.pop(window, None)

    @Slot(object)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Signs of life reach a window before its widgets; Ctrl+L works in every one of them."""
        if event.type() in _SIGNS_OF_LIFE and not self.is_locked:
            self._last_at = self._now()
            if isinstance(event, QKeyEvent) and self._minutes and _is_lock_key(event):
                self.lock()
                return True
        return super().eventFilter(watched, event)


def _is_lock_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class _Curtain(QWidget):
    """Over all of one window, as large as it becomes."""

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
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def take_away(self) -> None:
        """The window is seen again."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded, QEvent.Type.Show):
            parent = self.parentWidget()
            if parent is not None:
                self.setGeometry(parent.rect())
                self.raise_()
        return super().eventFilter(watched, event)
