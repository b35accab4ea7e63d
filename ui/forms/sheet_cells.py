"""Cells and heads of the editable grid: how they are drawn, and which editor opens in which cell."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.questionnaires import Field, FieldType
from ui import look
from ui.forms.sheet_table_model import ASKED_ROLE, QUESTION_ROLE, AnswerRows
from ui.i18n import _

Index = QModelIndex | QPersistentModelIndex
PAD = 8
MOST_HEAD_LINES = 2
KEY_WIDTH = 156
WIDTHS = {
    FieldType.MONEY: 104,
    FieldType.DATE: 104,
    FieldType.MONTH: 92,
    FieldType.PESEL: 116,
    FieldType.YES_NO: 92,
    FieldType.INTEGER: 92,
    FieldType.PHONE: 120,
}
_SELECTED = QStyle.StateFlag.State_Selected


class AnswerCells(QStyledItemDelegate):
    """Paints cells and opens the editor that fits the column: a list for choices, a line with proposals for words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        box = QRectF(option.rect)
        is_asked, question = bool(index.data(ASKED_ROLE)), index.data(QUESTION_ROLE)
        ground = "accent_soft" if option.state & _SELECTED else "warn_soft" if question else "surface"
        painter.fillRect(box, look.color(ground if is_asked else "ground"))
        painter.setPen(look.color("line_soft"))
        painter.drawLine(box.bottomLeft() - QPoint(0, 1), box.bottomRight() - QPoint(0, 1))
        painter.drawLine(box.topRight() - QPoint(1, 0), box.bottomRight() - QPoint(1, 0))
        model = index.model()
        is_understood = not isinstance(model, AnswerRows) or model.is_understood(index)
        if is_asked:
            painter.setFont(look.font("text"))
            painter.setPen(look.color("warn" if question else "ink" if is_understood else "bad"))
            area = option.rect.adjusted(look.px(PAD), 0, -look.px(PAD), 0)
            words = QFontMetrics(look.font("text")).elidedText(
                str(index.data() or "").replace("\n", " "), Qt.TextElideMode.ElideRight, area.width()
            )
            painter.drawText(area, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = _column(index)
        if column.options or column.type is FieldType.YES_NO:
            return self._list(parent, column)
        line = QLineEdit(parent)
        line.setObjectName("cell")
        line.setAccessibleName(column.name)
        if column.suggestions:
            words = QCompleter(list(column.suggestions), line)
            words.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            words.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(words)
        return line

    def _list(self, parent: QWidget, column: Field) -> QComboBox:
        box = QComboBox(parent)
        box.setObjectName("cell")
        box.setAccessibleName(column.name)
        box.addItem("", None)
        # i18n: answers of the official form are shown as the form prints them
        pairs: list[tuple[str, object]] = [(each.label, each.key) for each in column.options] or [
            (_("tak"), True),
            (_("nie"), False),
        ]
        for label, key in pairs:
            box.addItem(label, key)
        box.activated.connect(lambda _at: self._done(box))
        return box

    def _done(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = index.model()
        if isinstance(editor, QComboBox) and isinstance(model, AnswerRows):
            editor.setCurrentIndex(max(editor.findData(model.value(index)), 0))
            editor.showPopup()
        elif isinstance(editor, QLineEdit):
            editor.setText(str(index.data() or ""))

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if not isinstance(model, AnswerRows):
            return
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        area = QRect(option.rect)
        if isinstance(editor, QComboBox):
            area.setWidth(max(area.width(), look.px(150)))
        editor.setGeometry(area)


def _column(index: Index) -> Field:
    model = index.model()
    if not isinstance(model, AnswerRows):
        raise TypeError(type(model))
    return model.columns[index.column()]


class Heads(QHeaderView):
    """Column heads of two lines at most."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look.px(44))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, look.color("ground"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(look.font("label"))
        painter.setPen(look.color("muted"))
        area = rect.adjusted(look.px(PAD), look.px(3), -look.px(4), -look.px(3))
        flags = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignVCenter.value
        model = self.model()
        painter.drawText(area, flags, str(model.headerData(section, Qt.Orientation.Horizontal)))
        painter.restore()


class RowHeads(QHeaderView):
    """Row numbers; the name of the row stands beside its number once the first column is scrolled out of sight."""

    def __init__(self, rows: AnswerRows, table: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._rows = rows
        self.is_named = False
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(look.px(look.CONTROL_HEIGHT))

    def sizeHint(self) -> QSize:
        return QSize(look.px(150 if self.is_named else 34), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, look.color("ground"))
        painter.setPen(look.color("line_soft"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        name = self._rows.row_name(section) if self.is_named else ""
        face = look.font("label")
        area = rect.adjusted(look.px(PAD), 0, -look.px(4), 0)
        words = QFontMetrics(face).elidedText(
            f"{section + 1} {name}".strip(), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.setFont(face)
        painter.setPen(look.color("muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


def column_width(column: Field, *, is_key: bool) -> int:
    """What a column needs at least: for its values, and for its head in two lines; a name is seen whole."""
    if is_key and not column.options:
        return look.px(KEY_WIDTH)
    longest = max((len(option.label) for option in column.options), default=0)
    usual = min(max(72, 9 * longest + 24), 190) if longest else 118
    width = look.px(WIDTHS.get(column.type, usual))
    metrics = QFontMetrics(look.font("label"))
    while width < look.px(200) and _lines(metrics, column.name, width - look.px(14)) > MOST_HEAD_LINES:
        width += look.px(8)
    return width


def _lines(metrics: QFontMetrics, text: str, width: int) -> int:
    """How many lines a head takes; a word that is too long for the column counts as too many."""
    if any(metrics.horizontalAdvance(word) > width for word in text.split()):
        return MOST_HEAD_LINES + 1
    flags = Qt.TextFlag.TextWordWrap.value
    return metrics.boundingRect(QRect(0, 0, width, 1000), flags, text).height() // metrics.lineSpacing()
