"""Pages of paper on the desk: what will be printed, before it is."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import look
from ui.i18n import _
from ui.parts.buttons import IconButton
from ui.parts.text import Text

EDGE = 12
STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)


class _Sheets(QWidget):
    """The pages below each other, drawn as wide as ``zoom`` times the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: list[QImage] = []
        self.zoom = 1.0
        self.room = 300

    def lay_out(self) -> None:
        boxes = self.boxes()
        width = max((box.right() for box in boxes), default=0) + look.px(EDGE)
        height = max((box.bottom() for box in boxes), default=0) + look.px(EDGE)
        self.setFixedSize(max(width, self.room), height)
        self.update()

    def boxes(self) -> list[QRect]:
        """Where each page lies."""
        width = round((self.room - 2 * look.px(EDGE)) * self.zoom)
        boxes, top = [], look.px(EDGE)
        for page in self.pages:
            height = round(width * page.height() / max(page.width(), 1))
            left = max((self.room - width) // 2, look.px(EDGE))
            boxes.append(QRect(left, top, width, height))
            top += height + look.px(EDGE)
        return boxes

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for page, box in zip(self.pages, self.boxes(), strict=True):
            if not box.intersects(event.rect().adjusted(0, -8, 0, 8)):
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            for spread in (3, 2, 1):
                shade = look.color("shade")
                shade.setAlpha(shade.alpha() // (spread + 1))
                painter.setBrush(shade)
                painter.drawRoundedRect(QRectF(box).adjusted(-spread, 1 - spread, spread, spread + 1), 3, 3)
            painter.fillRect(box, look.color("paper"))
            painter.drawImage(box, page)


class _Area(QScrollArea):
    """Scrolls the sheets and says when its room changes."""

    def __init__(self, fit: Callable[[], None]) -> None:
        super().__init__()
        self._fit = fit

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class PagePreview(QFrame):
    """Pages as pictures. Page Up and Page Down turn pages, Ctrl with + − 0 changes the size."""

    page_changed = Signal(int)

    def __init__(self, pages: Sequence[QImage] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setProperty("kind", "desk")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Podgląd stron"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        self._sheets = _Sheets()
        self._area = _Area(self._fit)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(self._sheets)
        self._sheets.setObjectName("scrolled")
        self._area.verticalScrollBar().valueChanged.connect(self._scrolled)
        column.addWidget(self._area, 1)
        column.addWidget(self._tools())
        self._at = 0
        self.set_pages(pages)

    def _tools(self) -> QWidget:
        self._bar = QWidget()
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(look.px(8), look.px(2), look.px(8), look.px(6))
        row.setSpacing(look.px(4))
        self._count = Text("", "small", "muted")
        row.addWidget(IconButton("back", _("Poprzednia strona"), lambda: self.turn(-1)))
        row.addWidget(self._count)
        row.addWidget(IconButton("forward", _("Następna strona"), lambda: self.turn(1)))
        row.addStretch(1)
        row.addWidget(IconButton("minus", _("Pomniejsz"), lambda: self.zoom_by(-1)))
        row.addWidget(IconButton("plus", _("Powiększ"), lambda: self.zoom_by(1)))
        return self._bar

    def set_pages(self, pages: Sequence[QImage]) -> None:
        """Show these pages; the place and the size stay when the pages are a new print of the same paper."""
        self._sheets.pages = list(pages)
        self._bar.setVisible(bool(pages))
        self._at = min(self._at, max(len(pages) - 1, 0))
        self._fit()
        self._say()

    def page(self) -> int:
        """Which page is in front, from 0."""
        return self._at

    def zoom(self) -> float:
        """Width of a page against the width of the preview."""
        return self._sheets.zoom

    def turn(self, step: int) -> None:
        boxes = self._sheets.boxes()
        if boxes:
            self._at = min(max(self._at + step, 0), len(boxes) - 1)
            at = self._at
            self._area.verticalScrollBar().setValue(boxes[at].top() - look.px(EDGE))
            self._at = at
            self._say()

    def zoom_by(self, step: int) -> None:
        nearest = min(range(len(STEPS)), key=lambda number: abs(STEPS[number] - self._sheets.zoom))
        self._sheets.zoom = STEPS[min(max(nearest + step, 0), len(STEPS) - 1)]
        self._fit()
        self.turn(0)

    def sizeHint(self) -> QSize:
        return QSize(look.px(330), look.px(460))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(160), look.px(160))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._area.verticalScrollBar()
        last = len(self._sheets.pages)
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Home: -last, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
                self.zoom_by(1)
            elif key == Qt.Key.Key_Minus:
                self.zoom_by(-1)
            elif key == Qt.Key.Key_0:
                self._sheets.zoom = 1.0
                self._fit()
            else:
                super().keyPressEvent(event)
        elif key in turns:
            self.turn(turns[key])
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + (look.px(40) if key == Qt.Key.Key_Down else -look.px(40)))
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        self._sheets.room = self._area.viewport().width()
        self._sheets.lay_out()

    def _scrolled(self, value: int) -> None:
        middle = value + self._area.viewport().height() // 3
        for number, box in enumerate(self._sheets.boxes()):
            if box.top() <= middle:
                self._at = number
        self._say()

    def _say(self) -> None:
        written = _("{page} z {pages}").format(page=self._at + 1, pages=len(self._sheets.pages))
        if written != self._count.text():
            self._count.setText(written)
            self.setAccessibleDescription(written)
            self.page_changed.emit(self._at)
