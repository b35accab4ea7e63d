"""Buttons: at most one primary on a page; a link where an act is small."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ui import look


class Button(QPushButton):
    """A push button of kind "", ``primary``, ``danger``, ``quiet`` or ``link``; Enter presses it as Space does."""

    def __init__(
        self,
        text: str,
        clicked: Callable[[], object] | None = None,
        *,
        kind: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if icon:
            self.setIcon(look.icon(icon, "on_accent" if kind == "primary" else "ink"))
            self.setIconSize(QSize(look.px(18), look.px(18)))
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def set_reason(self, reason: str) -> None:
        """Switch the button off and say why in its tooltip; an empty reason switches it on."""
        self.setEnabled(not reason)
        self.setToolTip(reason)


class LinkButton(Button):
    """A small act that looks like a link."""

    def __init__(
        self, text: str, clicked: Callable[[], object] | None = None, *, ink: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, clicked, kind="link", parent=parent)
        self.setProperty("ink", ink)


class IconButton(QToolButton):
    """A button that shows only a sign; its words are the tooltip and what a screen reader says."""

    def __init__(
        self, icon: str, words: str, clicked: Callable[[], object] | None = None, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = icon
        self.setIcon(self._sign())
        self.setIconSize(QSize(look.px(18), look.px(18)))
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def _sign(self) -> QIcon:
        return look.icon(self.name, "muted")
