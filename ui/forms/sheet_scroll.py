"""A column that scrolls up and down and is as high as what stands in it at the width it really has."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui import look


class _Inside(QWidget):
    """Wrapped words ask for the height of their narrowest shape; only the height for the real width is true."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Scrolled(QScrollArea):
    """``column`` takes the widgets."""

    def __init__(self, *, spacing: int, right: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.inside = _Inside()
        self.inside.setObjectName("scrolled")
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, look.px(right), 0)
        self.column.setSpacing(look.px(spacing))
        self.setWidget(self.inside)
