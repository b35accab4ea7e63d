"""A sentence at the bottom of the window that goes away by itself, with at most one thing to do about it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui import look
from ui.i18n import _
from ui.parts.buttons import IconButton
from ui.parts.empty import Sign
from ui.parts.text import Text

BELOW = 16
"""What is left below it (pixels at scale 1)."""
STAYS_MS = 6000
STAYS_WITH_ACTION_MS = 12_000
SIGNS = {"ok": "check", "info": "info", "warn": "warning", "bad": "warning", "neutral": "info", "offline": "info"}


class NoticeBar(QFrame):
    """Lies over its parent. A notice of tone ``bad`` stays until it is closed, because it may be all that is left.

    ``takes_room`` says how much of the bottom it lies over, so that nothing that is needed is below it.
    """

    takes_room = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("notice")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), look.px(5), look.px(6), look.px(5))
        row.setSpacing(look.px(10))
        self._sign = Sign("check", "on_banner", 18)
        self._text = Text("", "text", wrap=True)
        self._button = QPushButton()
        self._close = IconButton("close", _("Zamknij komunikat"), self.dismiss)
        self._close.setIcon(look.icon("close", "on_banner"))
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._on_action: Callable[[], object] | None = None
        self._must_be_answered = False
        self._button.clicked.connect(self._act)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.dismiss)
        parent.installEventFilter(self)
        self.hide()

    def say(
        self,
        text: str,
        tone: str = "ok",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        goes_along: bool = True,
    ) -> None:
        """Show the sentence instead of the one before.

        What must be answered goes along to the next screen, unless it concerns only this one (``goes_along``).
        """
        self._text.setText(text)
        self._sign.set(SIGNS[tone], "on_banner")
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._on_action = on_action
        self._must_be_answered = goes_along and (tone == "bad" or (tone == "warn" and bool(action)))
        self._clock.stop()
        if tone != "bad":
            self._clock.start(STAYS_WITH_ACTION_MS if action else STAYS_MS)
        self.show()
        self._settle()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def text(self) -> str:
        """What is being said, or "" when nothing is."""
        return self._text.text() if self.isVisible() else ""

    def dismiss(self) -> None:
        self._clock.stop()
        self.hide()
        self.takes_room.emit(0)

    def move_on(self) -> None:
        """Another screen comes: what was said about the one before goes, unless somebody must answer it."""
        if not self._must_be_answered:
            self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._parent and event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        parent = self._parent
        room = parent.width() - look.px(40)
        self.setFixedWidth(max(min(room, look.px(680)), look.px(160)))
        self._row.activate()
        height = max(self._row.totalHeightForWidth(self.width()), look.px(44))
        self.setFixedHeight(min(height, parent.height()))
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - look.px(BELOW))
        self.takes_room.emit(self.height() + look.px(BELOW))

    def _act(self) -> None:
        self.dismiss()
        if self._on_action is not None:
            self._on_action()
