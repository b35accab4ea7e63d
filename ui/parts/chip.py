"""The chip: a word on the soft ground of its tone. Colour never speaks alone."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui import look

PADDING = 11


def chip_size(text: str, font: QFont) -> QSize:
    """How much room a chip with this word takes."""
    metrics = QFontMetricsF(font)
    return QSize(
        round(metrics.horizontalAdvance(text)) + 2 * look.px(PADDING), round(metrics.height()) + 2 * look.px(3.5)
    )


def wrapped_height(text: str, font: QFont, width: int) -> int:
    """How high a chip is whose words go on in further lines, because it may be only so wide."""
    room = QRect(0, 0, width - 2 * look.px(PADDING), 0)
    return QFontMetrics(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height() + 2 * look.px(3.5)


def paint_wrapped_chip(painter: QPainter, area: QRectF, text: str, tone: str, font: QFont) -> None:
    """Draw a chip that fills the area, with its words in as many lines as they need."""
    ink, ground = look.tone_colors(tone)
    radius = chip_size(text, font).height() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(area, radius, radius)
    painter.setFont(font)
    painter.setPen(ink)
    inner = area.adjusted(look.px(PADDING), 0, -look.px(PADDING), 0)
    painter.drawText(inner, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter), text)


def paint_chip(painter: QPainter, area: QRectF, text: str, tone: str, font: QFont) -> None:
    """Draw a chip at the left of the area, in the middle of its height, cut with "…" if the area is narrow."""
    ink, ground = look.tone_colors(tone)
    size = chip_size(text, font)
    width = min(float(size.width()), area.width())
    box = QRectF(area.left(), round(area.center().y() - size.height() / 2), width, size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    metrics = QFontMetricsF(font)
    words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 2 * look.px(PADDING) + 1)
    painter.setFont(font)
    painter.setPen(ink)
    base = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(box.left() + look.px(PADDING), base), words)


class Chip(QLabel):
    """A chip by itself. Tones: ok, warn, bad, offline, info, neutral."""

    def __init__(self, text: str = "", tone: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tone = tone
        self.setProperty("role", "chip")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set(text, tone)

    def set(self, text: str, tone: str) -> None:
        """Say another word; an empty one takes no room."""
        if tone not in look.TONES:
            raise ValueError(tone)
        if (text, tone) == (self.text(), self.tone):
            return
        self.tone = tone
        self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return chip_size(self.text(), self.font()) if self.text() else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), look.px(60)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.text():
            return
        paint_chip(QPainter(self), QRectF(self.rect()), self.text(), self.tone, self.font())
        is_cut = self.width() < self.sizeHint().width()
        if is_cut != bool(self.toolTip()):
            self.setToolTip(self.text() if is_cut else "")
