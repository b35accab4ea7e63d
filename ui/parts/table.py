"""The table of all lists: rows 37 px, no vertical lines, columns that share the room, one row chosen at a time."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import look
from ui.models.rows import Column, ListModel, Row, RowsModel
from ui.parts.cells import PAD, CellDelegate
from ui.parts.table_header import MARK, Header

MEASURED = 60
WRAPPED, CUT = 120, 90
"""What a column keeps, in pixels at scale 1, if its words can stand in two lines, and if they must be cut."""
Model = RowsModel | ListModel


def _level(widths: list[int], which: list[int], least: int, missing: int) -> None:
    """Take ``missing`` pixels from these columns, from the widest first, so that those that are cut end alike."""
    which = sorted(which, key=lambda number: widths[number])
    while which and missing > 0:
        widest = widths[which[-1]]
        peers = [number for number in which if widths[number] == widest]
        below = max((widths[number] for number in which if widths[number] < widest), default=least)
        give = min(widest - below, -(-missing // len(peers)))
        for number in peers:
            widths[number] -= min(give, missing)
            missing -= min(give, missing)
        which = sorted((number for number in which if widths[number] > least), key=lambda number: widths[number])


class TableView(QTableView):
    """Shows a ``RowsModel`` or a ``ListModel``.

    ``opened`` says the row that was double-clicked or opened with Enter, ``picked`` the one that the cursor came to.
    With ``fits_rows`` the table is as high as its rows and never scrolls, for short lists inside a card.
    """

    opened = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        model: Model,
        *,
        name: str,
        fits_rows: bool = False,
        has_header: bool = True,
        is_chosen: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("table")
        self.setAccessibleName(name)
        self._rows = model
        self._fits_rows = fits_rows
        self._is_sized_by_hand = False
        self._chosen_key: object = None
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(Header(self))
        self._set_manners(has_header=has_header, is_chosen=is_chosen)
        self.setModel(model)
        self._watch(model)
        self.share_room()

    def _set_manners(self, *, has_header: bool, is_chosen: bool) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setAlternatingRowColors(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(look.ROW_HEIGHT))
        self.verticalHeader().setMinimumSectionSize(look.px(20))
        self.horizontalHeader().setVisible(has_header)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(look.px(look.ROW_HEIGHT))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.SingleSelection if is_chosen else mode.NoSelection)
        if not is_chosen:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self._fits_rows:
            self.setVerticalScrollBarPolicy(off)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(off if self._fits_rows else Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _watch(self, model: Model) -> None:
        header = self.horizontalHeader()
        is_sortable = any(column.key for column in model.columns)
        header.setSectionsClickable(is_sortable)
        header.setSortIndicatorShown(False)
        header.sectionClicked.connect(self._order_by)
        header.sectionResized.connect(self._resized_by_hand)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._renew)
        model.dataChanged.connect(lambda *_: None if self._is_sized_by_hand else self.share_room())
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self._span_total()

    def selected(self) -> Row | None:
        """The chosen row, or None."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() and self.selectionModel().hasSelection() else None

    def select(self, number: int) -> None:
        """Choose a row and bring it into sight."""
        self.selectRow(number)
        self.scrollTo(self._rows.index(number, 0))

    def show_order(self, key: str, *, is_descending: bool) -> None:
        """Mark the column that the list is ordered by."""
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        for number, column in enumerate(self._rows.columns):
            if column.key == key:
                self.horizontalHeader().setSortIndicatorShown(True)
                self.horizontalHeader().setSortIndicator(number, order)
        if not self._is_sized_by_hand:
            self.share_room()

    def _ordered(self) -> int:
        """The column that the list is ordered by, -1 for none."""
        header = self.horizontalHeader()
        return header.sortIndicatorSection() if header.isSortIndicatorShown() else -1

    def share_room(self) -> None:
        """Give every column what its words need and share out the rest by ``stretch``."""
        room = self.viewport().width()
        needs = [self._need(number, column) for number, column in enumerate(self._rows.columns)]
        shown = self._shown(needs, room)
        widths = [need if number in shown else 0 for number, need in enumerate(needs)]
        shares = [column.stretch if number in shown else 0 for number, column in enumerate(self._rows.columns)]
        left = room - sum(widths)
        if left > 0:
            weights = shares if any(shares) else widths
            total = sum(weights) or 1
            widths = [width + left * weight // total for width, weight in zip(widths, weights, strict=True)]
            widths[max(shown)] += room - sum(widths) if not any(shares) else 0
        elif left < 0:
            self._narrow(widths, shown)
        self.horizontalHeader().blockSignals(True)  # Qt's own signature
        for number, width in enumerate(widths):
            self.setColumnHidden(number, number not in shown)
            if number in shown:
                self.setColumnWidth(number, width)
        self.horizontalHeader().blockSignals(False)  # Qt's own signature
        self.updateGeometries()
        self.viewport().update()

    def _shown(self, needs: list[int], room: int) -> set[int]:
        """All columns, or without those that give way to the words of the others.

        The column that the list is ordered by stays: without it nobody sees why the rows stand as they do.
        """
        columns = self._rows.columns
        wrapped = look.px(WRAPPED)
        least = [min(need, wrapped) if columns[number].wraps else need for number, need in enumerate(needs)]
        shown = set(range(len(needs)))
        for number, column in enumerate(columns):
            if column.gives_way and number != self._ordered() and sum(least[each] for each in shown) > room:
                shown.discard(number)
        return shown

    def _narrow(self, widths: list[int], shown: set[int]) -> None:
        """Take what is missing from the columns that wrap, then from those that stretch, but leave readable pieces."""
        columns = self._rows.columns
        wrapping = [number for number in shown if columns[number].wraps]
        stretching = [number for number in shown if columns[number].stretch]
        for which, least in ((wrapping, look.px(WRAPPED)), (stretching, look.px(CUT))):
            missing = sum(widths) - self.viewport().width()
            _level(widths, [number for number in which if widths[number] > least], least, missing)

    def _need(self, number: int, column: Column) -> int:
        metrics = QFontMetrics(look.font("header"))
        mark = look.px(MARK) if number == self._ordered() else 0
        need = metrics.horizontalAdvance(column.title) + mark + 2 * look.px(PAD)
        option = self._option()
        for row in range(min(self._rows.rowCount(), MEASURED)):
            if self.columnSpan(row, number) > 1:
                continue
            need = max(need, self._cells.sizeHint(option, self._rows.index(row, number)).width())
        return max(min(need, look.px(420)), look.px(column.width))

    def _option(self) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option

    def _resized_by_hand(self) -> None:
        self._is_sized_by_hand = True

    def _order_by(self, section: int) -> None:
        key = self._rows.columns[section].key
        if not key:
            return
        header = self.horizontalHeader()
        was_rising = (
            header.isSortIndicatorShown()
            and header.sortIndicatorSection() == section
            and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        )
        self.show_order(key, is_descending=was_rising)
        self._rows.sort(section, Qt.SortOrder.DescendingOrder if was_rising else Qt.SortOrder.AscendingOrder)

    def _remember(self) -> None:
        index = self.currentIndex()
        is_known = index.isValid() and self.selectionModel().hasSelection() and index.row() < self._rows.rowCount()
        self._chosen_key = self._rows.key_at(index.row()) if is_known else None

    def _renew(self) -> None:
        """After new rows: the same row stays chosen if it is still there, and columns fit their words again."""
        self._span_total()
        if not self._is_sized_by_hand:
            self.share_room()
        self.updateGeometry()
        if self._chosen_key is None:
            self._begin_at_top()
            return
        number = self._rows.number_of(self._chosen_key)
        if number >= 0:
            self.blockSignals(True)  # Qt's own signature
            self.select(number)
            self.blockSignals(False)  # Qt's own signature

    def _begin_at_top(self) -> None:
        """A table that had the keyboard before its rows came shows where the arrows begin; nothing is chosen yet."""
        if self.hasFocus() and self._rows.rowCount():
            top = self._rows.index(0, 0)
            self.selectionModel().setCurrentIndex(top, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _span_total(self) -> None:
        """Let the first words of the line of sums run over the empty cells beside them."""
        self.clearSpans()
        last = self._rows.rowCount() - 1
        if not isinstance(self._rows, ListModel) or not self._rows.is_total(last):
            return
        wide = 1
        while wide < len(self._rows.columns) and not self._rows.index(last, wide).data():
            wide += 1
        if wide > 1:
            self.setSpan(last, 0, 1, wide)

    def _open(self, number: int) -> None:
        row = self._rows.row_at(number)
        if row is not None:
            self.opened.emit(row)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            row = self._rows.row_at(current.row())
            if row is not None:
                self.picked.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        index = self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index.row())
        elif key == Qt.Key.Key_Home and self._rows.rowCount():
            self.select(0)
        elif key == Qt.Key.Key_End and self._rows.rowCount():
            self.select(self._rows.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self._full_height()) if self._fits_rows else hint

    def minimumSizeHint(self) -> QSize:
        height = self._full_height() if self._fits_rows else look.px(33 + 2 * look.ROW_HEIGHT)
        return QSize(look.px(160), height)

    def _full_height(self) -> int:
        header = self.horizontalHeader()
        top = header.sizeHint().height() if not header.isHidden() else 0
        return top + self._rows.rowCount() * look.px(look.ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_sized_by_hand:
            self.share_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_cells"):
            self._cells.renew()
            self.verticalHeader().setDefaultSectionSize(look.px(look.ROW_HEIGHT))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._cells.hovered_row:
            self._cells.hovered_row = row
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not self.hasFocus() or not index.isValid():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(look.color("accent"), 2))
        row = QRect(0, self.rowViewportPosition(index.row()), self.viewport().width(), self.rowHeight(index.row()))
        painter.drawRect(row.adjusted(1, 1, -1, -1))
