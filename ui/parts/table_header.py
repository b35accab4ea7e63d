"""The head of a table: titles of columns, and the mark of the order."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from ui import look
from ui.parts.cells import PAD

MARK = 12
"""What the mark of the order takes beside a title (pixels at scale 1)."""


class Header(QHeaderView):
    """Titles in muted semibold; the column that the list is ordered by has a small triangle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(look.px(24))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.px(33))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  # named by Qt
        painter.save()
        painter.fillRect(rect, look.color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        face = look.font("header")
        metrics = QFontMetricsF(face)
        area = QRectF(rect).adjusted(look.px(PAD), 0, -look.px(PAD), 0)
        model = self.model()
        text = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        alignment = model.headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) or 0
        is_ordered = self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex
        mark = look.px(MARK) if is_ordered else 0
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - mark)
        width = metrics.horizontalAdvance(text)
        is_right = bool(int(alignment) & Qt.AlignmentFlag.AlignRight.value)
        x = area.right() - width - mark if is_right else area.left()
        painter.setFont(face)
        painter.setPen(look.color("ink" if is_ordered else "muted"))
        painter.drawText(QPointF(x, area.center().y() + (metrics.ascent() - metrics.descent()) / 2), text)
        if is_ordered:
            self._paint_mark(painter, QPointF(x + width + look.px(8), area.center().y()))
        painter.restore()

    def _paint_mark(self, painter: QPainter, middle: QPointF) -> None:
        size = look.px(3.5)
        turn = 1 if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder else -1
        points = [QPointF(-size, -turn * size / 2), QPointF(size, -turn * size / 2), QPointF(0, turn * size)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("ink"))
        painter.drawPolygon(QPolygonF([middle + point for point in points]))
