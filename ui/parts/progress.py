"""How far something is: a line, and a panel that appears only when a person begins to wonder."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.i18n import _
from ui.parts.buttons import Button
from ui.parts.text import Text

PATIENCE_MS = 600
WIDTH = 380


class Bar(QWidget):
    """A line that fills; a part below 0 means that nobody knows and a piece wanders."""

    def __init__(self, token: str = "ok", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self._token = token
        self._at = 0.0
        self._clock = QTimer(self)
        self._clock.setInterval(40)
        self._clock.timeout.connect(self._wander)
        self.setFixedHeight(look.px(6))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def part(self) -> float:
        return self._part

    def set_part(self, part: float) -> None:
        """How much is done, 0 to 1; below 0: unknown."""
        self._part = min(part, 1.0)
        if part < 0:
            self._clock.start()
        else:
            self._clock.stop()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look.px(160), look.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line_soft"))
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.drawRoundedRect(whole, radius, radius)
        painter.setBrush(look.color(self._token))
        if self._part < 0:
            painter.drawRoundedRect(QRectF(whole.width() * self._at * 0.75, 0, whole.width() / 4, whole.height()), 3, 3)
        elif self._part > 0:
            painter.drawRoundedRect(QRectF(0, 0, whole.width() * self._part, whole.height()), radius, radius)

    def hideEvent(self, _event: object) -> None:
        self._clock.stop()

    def showEvent(self, _event: object) -> None:
        if self._part < 0:
            self._clock.start()

    def _wander(self) -> None:
        self._at = (self._at + 0.02) % 1.0
        self.update()


class ProgressLine(QWidget):
    """A bar with a sentence below it ("46% · zostało ok. 12 min")."""

    def __init__(self, text: str = "", part: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(7))
        self._bar = Bar()
        self._text = Text(text, "note", "muted", wrap=True)
        column.addWidget(self._bar)
        column.addWidget(self._text)
        self._bar.set_part(part)

    def set(self, text: str, part: float) -> None:
        self._text.setText(text)
        self._bar.set_part(part)


class BusyPanel(QFrame):
    """Says what takes so long, in the middle of its parent, after 600 ms and not before; may offer to stop it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("popup")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        column.setSpacing(look.px(12))
        self._text = Text("", "strong", wrap=True)
        self._bar = Bar("accent")
        self._stop = Button(_("Przerwij"))
        self._on_stop: Callable[[], object] | None = None
        self._stop.clicked.connect(self._stopped)
        column.addWidget(self._text)
        column.addWidget(self._bar)
        column.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignRight)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        parent.installEventFilter(self)
        self.hide()

    def begin(self, text: str, part: float = -1.0, on_stop: Callable[[], object] | None = None) -> None:
        """Something started or went on; the panel appears only if it lasts."""
        self._text.setText(text)
        self._bar.set_part(part)
        self._on_stop = on_stop
        self._stop.setVisible(on_stop is not None)
        self._stop.setEnabled(True)
        if self.isVisible():
            self._centre()
        elif not self._patience.isActive():
            self._patience.start()

    def end(self) -> None:
        """It is over, whether the panel was seen or not."""
        self._patience.stop()
        self.hide()

    def is_waiting(self) -> bool:
        """Whether something runs, seen or not yet."""
        return self._patience.isActive() or self.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._parent and event.type() == QEvent.Type.Resize and self.isVisible():
            self._centre()
        return super().eventFilter(watched, event)

    def _appear(self) -> None:
        self.show()
        self._centre()
        self.raise_()

    def _centre(self) -> None:
        parent = self._parent
        self.setFixedWidth(min(look.px(WIDTH), max(parent.width() - look.px(40), look.px(200))))
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, (parent.height() - self.height()) // 3)

    def _stopped(self) -> None:
        self._stop.setEnabled(False)
        if self._on_stop is not None:
            self._on_stop()
