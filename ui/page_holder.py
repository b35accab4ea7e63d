"""What holds a page in the window: margins, a bar when there is no room, and what has the keyboard in sight."""

from typing import cast

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import look

IN_SIGHT = 36
"""So much of a thing must be seen for it to count as in sight (pixels at scale 1): the height of a field."""
AROUND = 90
"""What is brought into sight above and below it (pixels at scale 1): its label, and what is said against it."""


class PageBody(QWidget):
    """Holds a page in a scroll area: it scrolls when the page cannot be made smaller, not when it would like more."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setObjectName("page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        self._column.addWidget(page)

    def heightForWidth(self, width: int) -> int:
        return self._column.minimumHeightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), 0) if self._column.hasHeightForWidth() else hint


class FootedPage(QWidget):
    """A page in its holder, and below it what stays in sight."""

    def __init__(self, holder: "PageHolder", foot: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(holder, 1)
        column.addWidget(foot)


class PageHolder(QScrollArea):
    """Scrolls to what takes the keyboard: an objection to a field that is scrolled away is seen by nobody."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(PageBody(page))
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow(None, QApplication.focusWidget())

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isVisible() or not self.isAncestorOf(now):
            return
        if now.visibleRegion().boundingRect().height() < min(now.height(), look.px(IN_SIGHT)):
            self.ensureWidgetVisible(now, 0, look.px(AROUND))
