"""Draws the cells of a table: text, words of several inks, chips; one line, cut with "…"."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui import look
from ui.models.rows import INK_ROLE, SPANS_ROLE, TONE_ROLE
from ui.parts.chip import chip_size, paint_chip
from ui.parts.text import Span, ink_token

PAD = 8
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints by itself instead of through the style sheet, which is several times slower on long lists."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self.renew()

    def renew(self) -> None:
        """Take faces anew after the look changed."""
        self._body = look.font("body")
        self._note = look.font("note")
        self._strong = look.font("strong")
        self._chip = look.font("chip")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, look.color("accent_soft"))
        elif index.row() == self.hovered_row:
            painter.fillRect(box, look.color("accent_faint"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.color("line_soft"))
        area = box.adjusted(look.px(PAD), 0, -look.px(PAD), -1)
        tone = index.data(TONE_ROLE)
        if tone:
            if self._is_last(index):
                area.setRight(box.right())
            paint_chip(painter, area, index.data(), tone, self._chip)
        else:
            is_right = bool(int(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0) & Qt.AlignmentFlag.AlignRight.value)
            self._paint_spans(painter, area, self._spans(index), is_right=is_right)
        painter.restore()

    @staticmethod
    def _is_last(index: Index) -> bool:
        """Chips in the last column reach to the edge: their soft ground is space enough."""
        return index.column() == index.model().columnCount() - 1

    def _spans(self, index: Index) -> tuple[Span, ...]:
        spans = index.data(SPANS_ROLE)
        if spans:
            return tuple(spans)
        ink = index.data(INK_ROLE) or ""
        text = (index.data() or "").replace("\n", " ")
        return (Span(text, "" if ink == "strong" else ink, is_strong=ink == "strong"),)

    def _face(self, span: Span) -> QFont:
        if span.is_strong:
            return self._strong
        return self._note if span.ink == "muted" else self._body

    def _paint_spans(self, painter: QPainter, area: QRectF, spans: tuple[Span, ...], *, is_right: bool) -> None:
        widths = [QFontMetricsF(self._face(span)).horizontalAdvance(span.text) for span in spans]
        x = max(area.right() - sum(widths), area.left()) if is_right else area.left()
        for span, width in zip(spans, widths, strict=True):
            face = self._face(span)
            metrics = QFontMetricsF(face)
            room = area.right() - x
            text = span.text
            if width > room + 0.5:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(face)
            painter.setPen(look.color(ink_token(span.ink) or "ink"))
            painter.drawText(QPointF(x, area.center().y() + (metrics.ascent() - metrics.descent()) / 2), text)
            x += width
            if x >= area.right():
                return

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(TONE_ROLE):
            width = float(chip_size(index.data(), self._chip).width()) - (look.px(PAD) if self._is_last(index) else 0)
        else:
            width = sum(QFontMetricsF(self._face(span)).horizontalAdvance(span.text) for span in self._spans(index))
        return QSize(round(width + 0.5) + 2 * look.px(PAD), look.px(look.ROW_HEIGHT))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            is_cut = self.sizeHint(option, index).width() > option.rect.width()
            QToolTip.showText(event.globalPos(), index.data() if is_cut else "", view)
            return True
        return super().helpEvent(event, view, option, index)
