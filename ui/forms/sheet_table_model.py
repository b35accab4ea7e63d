"""The rows of one table of a questionnaire, as Qt sees them: cells hold answers, rows keep their numbers for ever."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.domain.answer_typing import is_readable, typed
from app.domain.answer_words import in_words
from app.domain.answers import Key, Value, is_empty
from app.domain.questionnaires import MONEY_TYPES, Field, FieldType, Group

MOST_ROWS = 200
"""More than any family or list of documents; a slip with the clipboard must not make a million rows."""

QUESTION_ROLE = int(Qt.ItemDataRole.UserRole) + 20
"""The question about a cell, or ""."""
ASKED_ROLE = int(Qt.ItemDataRole.UserRole) + 21
"""Whether the cell is asked at all; what hangs on a "nie" beside it is not."""

Index = QModelIndex | QPersistentModelIndex
IsAsked = Callable[[Field, int], bool]
_NOWHERE = QModelIndex()


@dataclass(eq=False)
class Overwritten:
    """What one act replaced in a table, so that it can be taken back: answers as they stood, rows that it added.

    A paste also says what did not go in as it was: ``written`` rows are in the table, ``left_out`` found no room,
    ``too_wide`` had more cells than columns, ``unreadable`` are places and columns of what nobody can read.
    """

    stood: dict[Key, Value] = field(default_factory=dict)
    added: list[int] = field(default_factory=list)
    written: int = 0
    left_out: int = 0
    too_wide: int = 0
    unreadable: list[tuple[int, Field]] = field(default_factory=list)


class AnswerRows(QAbstractTableModel):
    """Answers of a repeating group. ``edited`` says each cell that a person changed; empty new rows live only here.

    ``many_begun`` and ``many_ended`` stand around what changes many cells at once.
    """

    edited = Signal(str, int, object)
    many_begun = Signal()
    many_ended = Signal()

    def __init__(self, group: Group, is_asked: IsAsked, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Field, ...] = tuple(each for each in group.fields if each.type is not FieldType.ROW_NUMBER)
        self.is_read_only = False
        self.key = group.key
        self._is_asked = is_asked
        self._values: dict[Key, Value] = {}
        self._questions: dict[Key, str] = {}
        self._rows: list[int] = []
        self._highest = -1

    def set_answers(self, answers: Mapping[Key, Value]) -> None:
        """Show these answers; a table without any begins with one empty row."""
        self.beginResetModel()
        names = {column.id for column in self.columns}
        mine = {key: value for key, value in answers.items() if key[0] in names}
        self._values = {key: value for key, value in mine.items() if not is_empty(value)}
        self._highest = max((row for _, row in mine), default=-1)
        self._rows = sorted({row for _, row in self._values}) or [self._next_number()]
        self.endResetModel()

    def set_questions(self, questions: Mapping[Key, str]) -> None:
        """Mark the doubtful cells."""
        if questions != self._questions:
            self._questions = dict(questions)
            self.refresh()

    def refresh(self) -> None:
        """Draw anew, because an answer elsewhere may open or close cells."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The stored number of each shown row."""
        return tuple(self._rows)

    def questions(self) -> list[tuple[int, Field, str]]:
        """Place in the table, column and question of every doubtful cell."""
        return [
            (place, column, self._questions[column.id, number])
            for place, number in enumerate(self._rows)
            for column in self.columns
            if (column.id, number) in self._questions
        ]

    def row_name(self, place: int) -> str:
        """What the row is about: the answer in its key column."""
        key = next((column for column in self.columns if column.id == self.key), None)
        return in_words(key, self._values.get((key.id, self._rows[place]))) if key else ""

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def value(self, index: Index) -> Value:
        """The answer in a cell."""
        return self._values.get((self.columns[index.column()].id, self._rows[index.row()]))

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        column, number = self.columns[index.column()], self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return in_words(column, self.value(index))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.type in MONEY_TYPES else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role in (QUESTION_ROLE, Qt.ItemDataRole.ToolTipRole):
            return self._questions.get((column.id, number), "") or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.name}: {in_words(column, self.value(index))}"
        return self._is_asked(column, number) if role == ASKED_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        return column.label if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.is_read_only or not index.data(ASKED_ROLE):
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        column, number = self.columns[index.column()], self._rows[index.row()]
        self._put(column, number, typed(column, value) if isinstance(value, str) else value)
        self.dataChanged.emit(self.index(index.row(), 0), self.index(index.row(), len(self.columns) - 1))
        return True

    def is_understood(self, index: Index) -> bool:
        """Whether the cell holds what its column wants."""
        return is_readable(self.columns[index.column()], self.value(index))

    def add_row(self) -> int:
        """One more empty row at the end, with what every new row begins with; its place, -1 when there are too many."""
        if len(self._rows) >= MOST_ROWS:
            return -1
        place, number = len(self._rows), self._next_number()
        self.beginInsertRows(_NOWHERE, place, place)
        self._rows.append(number)
        self.endInsertRows()
        return place

    def remove_row(self, place: int) -> dict[Key, Value]:
        """Empty a row and take it away; gives what stood in it, so that it can come back."""
        number = self._rows[place]
        stood = {(column.id, number): self._values.get((column.id, number)) for column in self.columns}
        self.beginRemoveRows(_NOWHERE, place, place)
        del self._rows[place]
        self.endRemoveRows()
        self.many_begun.emit()
        for (name, _), value in stood.items():
            if not is_empty(value):
                self._values.pop((name, number))
                self.edited.emit(name, number, None)
        self.many_ended.emit()
        if not self._rows:
            self.add_row()
        return {key: value for key, value in stood.items() if not is_empty(value)}

    def put_back(self, stood: Mapping[Key, Value]) -> None:
        """Undo ``remove_row``."""
        if not stood:
            return
        number = next(iter(stood))[1]
        place = sum(each < number for each in self._rows)
        self.beginInsertRows(_NOWHERE, place, place)
        self._rows.insert(place, number)
        self.endInsertRows()
        self.many_begun.emit()
        for (name, _), value in stood.items():
            self._values[name, number] = value
            self.edited.emit(name, number, value)
        self.many_ended.emit()
        self.refresh()

    def paste(self, place: int, column: int, lines: Sequence[Sequence[str]]) -> Overwritten:
        """Put a block of a spreadsheet in from this cell on, passing over column heads."""
        if lines and [cell.casefold() for cell in lines[0]] == self._heads(column, len(lines[0])):
            lines = lines[1:]
        room, columns = lines[: MOST_ROWS - place], self.columns[column:]
        done = Overwritten(written=len(room), left_out=len(lines) - len(room))
        self.many_begun.emit()
        for offset, cells in enumerate(room):
            if place + offset >= len(self._rows):
                self.add_row()
                done.added.append(self._rows[-1])
            number = self._rows[place + offset]
            done.stood |= {(each.id, number): self._values.get((each.id, number)) for each in self.columns}
            done.too_wide += any(cells[len(columns) :])
            for asked, cell in zip(columns, cells, strict=False):
                self._put(asked, number, value := typed(asked, cell))
                if not is_readable(asked, value):
                    done.unreadable.append((place + offset, asked))
        self.many_ended.emit()
        self.refresh()
        return done

    def clear(self, indexes: Sequence[Index]) -> Overwritten:
        """Empty the cells that may be typed into."""
        done = Overwritten()
        self.many_begun.emit()
        for index in indexes:
            key = (self.columns[index.column()].id, self._rows[index.row()])
            stood = self._values.get(key)
            if not is_empty(stood) and self.setData(index, ""):
                done.stood[key] = stood
        self.many_ended.emit()
        return done

    def take_back(self, done: Overwritten) -> None:
        """Undo ``paste`` or ``clear``: what stood there stands there again, rows that came with it go."""
        self.many_begun.emit()
        by_id = {each.id: each for each in self.columns}
        for (name, number), value in done.stood.items():
            if value != self._values.get((name, number)):
                self._set(by_id[name], number, value)
        self.many_ended.emit()
        for number in reversed(done.added):
            if number in self._rows:
                self.remove_row(self._rows.index(number))
        self.refresh()

    def _heads(self, column: int, count: int) -> list[str]:
        return [each.name.casefold() for each in self.columns[column : column + count]]

    def _next_number(self) -> int:
        self._highest += 1
        return self._highest

    def _put(self, column: Field, number: int, value: Value) -> None:
        if value == self._values.get((column.id, number)) or (
            is_empty(value) and (column.id, number) not in self._values
        ):
            return
        is_new = not any((each.id, number) in self._values for each in self.columns)
        self._set(column, number, value)
        for each in self.columns:
            if is_new and each.initial is not None and each is not column:
                self._set(each, number, each.initial)

    def _set(self, column: Field, number: int, value: Value) -> None:
        if is_empty(value):
            self._values.pop((column.id, number), None)
        else:
            self._values[column.id, number] = value
        self.edited.emit(column.id, number, value)
