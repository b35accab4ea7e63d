"""The editable grid of a questionnaire: typed into like a spreadsheet, filled by copy and paste, read row by row."""

from collections.abc import Sequence
from io import StringIO

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemDelegate,
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.answers import Key, Value
from app.domain.questionnaires import FieldType, Group
from ui import look
from ui.forms.sheet_cells import AnswerCells, Heads, RowHeads, column_width
from ui.forms.sheet_table_model import MOST_ROWS, AnswerRows, IsAsked, Overwritten
from ui.forms.sheet_table_words import pasted_words
from ui.i18n import _, ngettext
from ui.parts.buttons import Button, LinkButton
from ui.parts.text import Text

ROWS_IN_SIGHT = 10


def read_lines(text: str) -> list[list[str]]:
    """Cells of a block copied from a spreadsheet: tabs between columns, lines between rows, quotes around odd cells."""
    import csv

    lines = [[cell.strip() for cell in line] for line in csv.reader(text.splitlines(keepends=True), delimiter="\t")]
    return [line for line in lines if any(line)]


def write_lines(block: Sequence[Sequence[str]]) -> str:
    """The same the other way, as a spreadsheet takes it."""
    import csv

    text = StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(block)
    return text.getvalue().removesuffix("\n")


class Grid(QTableView):
    """Cells: one press opens one, typing replaces it, Tab goes through and leaves at the end."""

    left = Signal(bool)
    overwrote = Signal(object)
    undo_wanted = Signal()

    def __init__(self, rows: AnswerRows, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.setObjectName("answers")
        self.setAccessibleName(name)
        self.setModel(rows)
        self.setItemDelegate(AnswerCells(self))
        self.setHorizontalHeader(Heads(Qt.Orientation.Horizontal, self))
        self.setVerticalHeader(RowHeads(rows, self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        for corner in self.findChildren(QAbstractButton):
            corner.installEventFilter(self)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        self.clicked.connect(self._pressed)
        self.horizontalScrollBar().valueChanged.connect(self._name_rows)
        for signal in (rows.rowsInserted, rows.rowsRemoved, rows.modelReset):
            signal.connect(self._fit)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = [column_width(column, is_key=column.id == self.rows.key) for column in self.rows.columns]
        texts = [at for at, each in enumerate(self.rows.columns) if each.type is FieldType.TEXT and not each.options]
        spare = max(self.viewport().width() - sum(widths), 0)
        for place, width in enumerate(widths):
            share = spare // len(texts) if place in texts else 0 if texts else spare // len(widths)
            self.setColumnWidth(place, width + share)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The corner between the heads is as plain as they are."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QAbstractButton):
            QPainter(watched).fillRect(watched.rect(), look.color("ground"))
            return True
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As high as its rows, up to ten; then it scrolls by itself."""
        shown = min(max(self.rows.rowCount(), 1), ROWS_IN_SIGHT)
        bar = self.horizontalScrollBar().sizeHint().height() if self.horizontalScrollBar().maximum() else 0
        self.setFixedHeight(look.px(44) + shown * look.px(look.CONTROL_HEIGHT) + bar + 2)

    def _name_rows(self, scrolled: int) -> None:
        heads = self.verticalHeader()
        is_named = scrolled > self.columnWidth(0) // 2
        if isinstance(heads, RowHeads) and heads.is_named != is_named:
            heads.is_named = is_named
            self.updateGeometries()
            heads.viewport().update()

    def _pressed(self, index: QModelIndex) -> None:
        if len(self.selectedIndexes()) == 1 and self.rows.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if (done := self.rows.clear(self.selectedIndexes())).stood:
                self.overwrote.emit(done)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._is_at_end(event.key() == Qt.Key.Key_Tab):
            QAbstractScrollArea.focusNextPrevChild(self, event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def _is_at_end(self, is_forward: bool) -> bool:  # one key or the other
        current = self.currentIndex()
        if not current.isValid():
            return True
        last = (self.rows.rowCount() - 1, self.rows.columnCount() - 1)
        return (current.row(), current.column()) == (last if is_forward else (0, 0))

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's own event
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tab in an editor goes on to the next cell, and out of the table after the last."""
        next_cell = QAbstractItemDelegate.EndEditHint.EditNextItem
        if hint == next_cell and self._is_at_end(is_forward=True):
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            QAbstractScrollArea.focusNextPrevChild(self, True)  # Qt's own signature
            return
        super().closeEditor(editor, hint)

    def copy(self) -> None:
        """The chosen cells into the clipboard, as a spreadsheet takes them."""
        chosen = self.selectedIndexes()
        if not chosen:
            return
        rows = sorted({index.row() for index in chosen})
        columns = sorted({index.column() for index in chosen})
        cells = {(index.row(), index.column()): str(index.data() or "") for index in chosen}
        block = [[cells.get((row, column), "") for column in columns] for row in rows]
        QGuiApplication.clipboard().setText(write_lines(block))

    def paste(self) -> None:
        """A block of a spreadsheet from the clipboard, into the current cell and to the right and below it."""
        lines = read_lines(QGuiApplication.clipboard().text())
        if self.rows.is_read_only:
            return
        current = self.currentIndex()
        place, column = (current.row(), current.column()) if current.isValid() else (0, 0)
        self.overwrote.emit(self.rows.paste(place, column, lines))


class AnswerTable(QWidget):
    """The grid with what can be done to its rows, and the questions about its cells in words below."""

    edited = Signal(str, int, object)
    moved = Signal()
    widening_wanted = Signal(bool)

    def __init__(self, group: Group, is_asked: IsAsked, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = group
        self.rows = AnswerRows(group, is_asked, self)
        self.grid = Grid(self.rows, group.title)
        self.rows.edited.connect(self.edited)
        self._is_many = False
        self.rows.many_begun.connect(lambda: self._go_through(is_many=True))
        self.rows.many_ended.connect(lambda: self._go_through(is_many=False))
        self.rows.edited.connect(self._typed)
        self.grid.selectionModel().currentChanged.connect(lambda *_each: self.moved.emit())
        self.grid.overwrote.connect(self._overwritten)
        self.grid.undo_wanted.connect(self._put_back)
        self._removed: dict[Key, Value] = {}
        self._overwrote: Overwritten | None = None
        self._add = Button(_("Dodaj wiersz"), self.add_row, icon="plus")
        self._remove = Button(_("Usuń wiersz"), self.remove_row)
        self._paste = Button(_("Wklej z arkusza"), self.grid.paste)
        self._undo = LinkButton("", self._put_back)
        self._undo.hide()
        self._wide = LinkButton(_("Poszerz tabelę"), lambda: self.widening_wanted.emit(not self._is_wide))
        self._wide.hide()
        self._is_wide = False
        self.grid.horizontalScrollBar().rangeChanged.connect(lambda *_range: self._offer_width())
        self._question = Text("", "label", "warn", wrap=True)
        self._question.hide()
        self._told = Text("", "label", "muted", wrap=True)
        self._told.hide()
        frame = QFrame()
        frame.setObjectName("box")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.grid)
        acts = QHBoxLayout()
        acts.setSpacing(look.px(8))
        for widget in (self._add, self._remove, self._paste, self._undo):
            acts.addWidget(widget)
        acts.addStretch(1)
        acts.addWidget(self._wide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(frame)
        column.addWidget(self._told)
        column.addWidget(self._question)
        column.addLayout(acts)

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Only look."""
        self.rows.is_read_only = is_read_only
        for button in (self._add, self._remove, self._paste):
            button.setVisible(not is_read_only)

    def set_wide(self, is_wide: bool) -> None:  # one state or the other
        """The sheet gave the table more room, or took it back."""
        self._is_wide = is_wide
        self._wide.setText(_("Zwęź tabelę") if is_wide else _("Poszerz tabelę"))
        self._offer_width()

    def _offer_width(self) -> None:
        """Only where columns are out of sight is more room worth asking for."""
        self._wide.setVisible(self._is_wide or self.grid.horizontalScrollBar().maximum() > 0)

    def set_questions(self, questions: dict[Key, str]) -> None:
        """Mark the doubtful cells and say the first three questions in words."""
        self.rows.set_questions(questions)
        asked = self.rows.questions()
        lines = [
            f"{self.rows.row_name(place) or place + 1}, {column.name}: {text}" for place, column, text in asked[:3]
        ]
        if more := len(asked) - len(lines):
            lines.append(ngettext("I jeszcze {count} pytanie.", "I jeszcze {count} pytania.", more).format(count=more))
        self._question.setText("\n".join(lines))
        self._question.setVisible(bool(lines))

    def add_row(self) -> None:
        """A new row, ready to be typed into."""
        place = self.rows.add_row()
        if place < 0:
            self._question.setText(_("Tabela ma już {count} wierszy, więcej nie przyjmie.").format(count=MOST_ROWS))
            self._question.show()
            return
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.rows.index(place, 0))
        self.grid.scrollTo(self.rows.index(place, 0))

    def remove_row(self) -> None:
        """Take away the row of the current cell; it can be brought back until the next removal or paste."""
        current = self.grid.currentIndex()
        if current.isValid():
            self._offer_undo(_("Cofnij usunięcie"), removed=self.rows.remove_row(current.row()))

    def _overwritten(self, done: Overwritten) -> None:
        """Say what a paste did, and offer to take it back; it may have gone into the wrong cell."""
        is_paste = bool(done.written)
        self._offer_undo(_("Cofnij wklejenie") if is_paste else _("Cofnij wyczyszczenie"), overwrote=done)
        words = pasted_words(done, MOST_ROWS) if is_paste or not done.stood else ""
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _offer_undo(
        self, words: str, removed: dict[Key, Value] | None = None, overwrote: Overwritten | None = None
    ) -> None:
        self._removed, self._overwrote = removed or {}, overwrote
        self._undo.setText(words)
        self._undo.setVisible(bool(removed) or (overwrote is not None and bool(overwrote.stood)))
        self._told.hide()

    def _go_through(self, *, is_many: bool) -> None:
        self._is_many = is_many

    def _typed(self) -> None:
        """A cell typed after a paste ends the offer to take it back: what was typed would go with it."""
        if not self._is_many and not self._undo.isHidden():
            self._offer_undo("")

    def _put_back(self) -> None:
        """Undo the last removal, paste or emptying; once."""
        if self._overwrote is not None:
            self.rows.take_back(self._overwrote)
        self.rows.put_back(self._removed)
        self._offer_undo("")

    def focus_cell(self, field_id: str, row: int) -> None:
        """Go to the cell of a field in the row with this stored number."""
        names = [column.id for column in self.rows.columns]
        place = self.rows.numbers.index(row) if row in self.rows.numbers else 0
        column = names.index(field_id) if field_id in names else 0
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.rows.index(place, column))

    def current(self) -> tuple[str, int]:
        """Field and stored row number of the current cell."""
        index = self.grid.currentIndex()
        if not index.isValid():
            return self.rows.columns[0].id, self.rows.numbers[0]
        return self.rows.columns[index.column()].id, self.rows.numbers[index.row()]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.rows.refresh()
