"""Draws the cells of a table: text, words of several inks, chips; one line, or two small ones, cut with "…"."""

from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui import look
from ui.models.rows import Cell, ListModel
from ui.parts.chip import chip_size, paint_chip
from ui.parts.text import Span, ink_token

PAD = 8
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints by itself instead of through the style sheet, which is several times slower on long lists.

    Works only on our own models, whose cells it asks for directly.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._colors: dict[str, QColor] = {}
        self.renew()

    def renew(self) -> None:
        """Take faces and colours anew after the look changed."""
        self._colors.clear()
        self._faces = {role: look.font(role) for role in ("body", "note", "strong", "small")}
        self._metrics = {role: QFontMetricsF(face) for role, face in self._faces.items()}
        self._chip: QFont = look.font("chip")
        self._pad = look.px(PAD)

    def _color(self, token: str) -> QColor:
        if token not in self._colors:
            self._colors[token] = look.color(token)
        return self._colors[token]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, self._color("accent_soft"))
        elif index.row() == self.hovered_row:
            painter.fillRect(box, self._color("accent_faint"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), self._color("line_soft"))
        area = box.adjusted(self._pad, 0, -self._pad, -1)
        cell = self._cell(index)
        if cell.tone:
            if self._is_last(index):
                area.setRight(box.right())
            paint_chip(painter, area, cell.text, cell.tone, self._chip)
        else:
            spans = self._spans(cell)
            if cell.wraps and self._width(spans) > area.width() + 0.5:
                self._paint_two_lines(painter, area, cell.text.replace("\n", " "), spans[0].ink)
            else:
                self._paint_spans(painter, area, spans, is_right=cell.is_right)

    @staticmethod
    def _cell(index: Index) -> Cell:
        return cast(ListModel, index.model()).cell(index.row(), index.column())

    @staticmethod
    def _is_last(index: Index) -> bool:
        """Chips in the last column reach to the edge: their soft ground is space enough."""
        return index.column() == index.model().columnCount() - 1

    @staticmethod
    def _spans(cell: Cell) -> tuple[Span, ...]:
        if cell.spans:
            return cell.spans
        is_strong = cell.ink == "strong"
        return (Span(cell.text.replace("\n", " "), "" if is_strong else cell.ink, is_strong=is_strong),)

    @staticmethod
    def _role(span: Span) -> str:
        if span.is_strong:
            return "strong"
        return "note" if span.ink == "muted" else "body"

    def _paint_spans(self, painter: QPainter, area: QRectF, spans: tuple[Span, ...], *, is_right: bool) -> None:
        roles = [self._role(span) for span in spans]
        widths = [self._metrics[role].horizontalAdvance(span.text) for role, span in zip(roles, spans, strict=True)]
        x = max(area.right() - sum(widths), area.left()) if is_right else area.left()
        for span, role, width in zip(spans, roles, widths, strict=True):
            metrics = self._metrics[role]
            room = area.right() - x
            text = span.text
            if width > room + 0.5:
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(self._faces[role])
            painter.setPen(self._color(ink_token(span.ink) or "ink"))
            painter.drawText(QPointF(x, area.center().y() + (metrics.ascent() - metrics.descent()) / 2), text)
            x += width
            if x >= area.right():
                return

    def _paint_two_lines(self, painter: QPainter, area: QRectF, text: str, ink: str) -> None:
        """What does not fit into one line: as many whole words as fit above, the rest below."""
        metrics = self._metrics["small"]
        words = text.split(" ")
        taken = 1
        while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= area.width():
            taken += 1
        painter.setFont(self._faces["small"])
        painter.setPen(self._color(ink_token(ink) or "ink"))
        lines = [line for line in (" ".join(words[:taken]), " ".join(words[taken:])) if line]
        y = area.center().y() - len(lines) * metrics.height() / 2 + metrics.ascent()
        for line in lines:
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QPointF(area.left(), y), shown)
            y += metrics.height()

    def _width(self, spans: tuple[Span, ...]) -> float:
        return sum(self._metrics[self._role(span)].horizontalAdvance(span.text) for span in spans)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = self._cell(index)
        if cell.tone:
            width = float(chip_size(cell.text, self._chip).width()) - (self._pad if self._is_last(index) else 0)
        else:
            width = self._width(self._spans(cell))
        return QSize(round(width + 0.5) + 2 * self._pad, look.px(look.ROW_HEIGHT))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            is_cut = self.sizeHint(option, index).width() > option.rect.width()
            QToolTip.showText(event.globalPos(), self._cell(index).text if is_cut else "", view)
            return True
        return super().helpEvent(event, view, option, index)
