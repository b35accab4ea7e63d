"""Lists of rows: columns are data, a hundred thousand rows cost eight bytes each and the pages in sight.

``RowsModel`` knows all keys and fetches the rows of a page only when somebody looks; ``ListModel`` holds its rows.
Neither sorts: the order comes from SQL, asked for by ``sort_wanted``.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

PAGE = 256
KEPT_PAGES = 40
ASKED_AT_ONCE = 2
WAITING = "…"

SPANS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""Words of several inks (a tuple of ``ui.parts.text.Span``) or None."""
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""Tone of a chip, or "" for plain text."""
INK_ROLE = int(Qt.ItemDataRole.UserRole) + 3
"""Ink of plain text: "", ``muted``, ``strong`` or a token."""
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 4
"""The row itself, or None while it is on its way."""

Row: TypeAlias = Any
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Arrived: TypeAlias = Callable[[Sequence[Row]], None]
FetchPage: TypeAlias = Callable[[Sequence[int], Arrived], None]
_NOWHERE = QModelIndex()


def written(value: object) -> str:
    """A value as it stands, nothing for None."""
    return "" if value is None else str(value)


def signed(name: str, format: Callable[[Any], str] = written) -> Callable[[Row], str]:  # noqa: A002 - as in a column
    """Writes a value with a sign behind it where another one stands beside it until a person decides.

    The row says so in ``parted``, the names of such values.
    """

    def get(row: Row) -> str:
        words = format(getattr(row, name))
        return f"{words} ⚠".lstrip() if name in row.parted else words

    return get


def marked(name: str, words: Callable[[Any], str]) -> Callable[[Row], str]:
    """The same behind words that are not one value of the row."""

    def get(row: Row) -> str:
        return f"{words(row)} ⚠".lstrip() if name in row.parted else words(row)

    return get


@dataclass(frozen=True)
class Column:
    """What a column shows: ``get`` takes the value from a row (a place, a name, or a function), ``format`` writes it.

    ``format`` may give a tuple of spans instead of a string. ``key`` is what ``sort_wanted`` says; without one the
    column cannot be sorted. ``tone`` makes a chip of the cell and gets the whole row. ``stretch`` shares out the room
    that is left; ``width`` is the least width in pixels at scale 1. A column that ``gives_way`` is left out where the
    others would have to be cut for it; the first of them goes first. Words of a column that ``wraps`` may stand in two
    lines of small type.
    """

    title: str
    get: int | str | Callable[[Row], Any]
    key: str = ""
    format: Callable[[Any], Any] = written
    is_right: bool = False
    tone: Callable[[Row], str] | None = None
    ink: str = ""
    stretch: int = 0
    width: int = 0
    gives_way: bool = False
    wraps: bool = False

    def value(self, row: Row) -> Any:
        """The bare value of a row in this column."""
        if isinstance(self.get, int):
            return row[self.get]
        if isinstance(self.get, str):
            return getattr(row, self.get)
        return self.get(row)


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is drawn of a cell; ``spans`` is empty for words of one ink."""

    text: str
    spans: tuple[Any, ...] = ()
    tone: str = ""
    ink: str = ""
    is_right: bool = False
    wraps: bool = False


class _Rows(QAbstractTableModel):
    """What both models share: a cell is a column's view of a row."""

    sort_wanted = Signal(str, bool)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    def row_at(self, number: int) -> Row | None:
        """The row with this number, or None while it is not here."""
        raise NotImplementedError

    def key_at(self, number: int) -> object:
        """What the row with this number is known by, also when the order changes."""
        raise NotImplementedError

    def number_of(self, key: object) -> int:
        """Where the row known by this stands, -1 if it is not here."""
        raise NotImplementedError

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def cell(self, number: int, place: int) -> Cell:
        """What is drawn at a place; asked directly by our delegate, which saves a long list half of its time."""
        column, row = self.columns[place], self.row_at(number)
        if row is None:
            return Cell(WAITING, ink="muted")
        shown = column.format(column.value(row))
        tone = column.tone(row) if column.tone is not None else ""
        if isinstance(shown, str):
            return Cell(shown, (), tone, column.ink, column.is_right, column.wraps)
        return Cell("".join(span.text for span in shown), tuple(shown), tone, column.ink, column.is_right, column.wraps)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not self.checkIndex(index, QAbstractTableModel.CheckIndexOption.IndexIsValid):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[index.column()])
        if role == ROW_ROLE:
            return self.row_at(index.row())
        reading = _READ.get(role)
        return reading(self.cell(index.row(), index.column())) if reading is not None else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Pass the wish on; whoever answers it sets the keys in the new order."""
        if 0 <= column < len(self.columns) and self.columns[column].key:
            self.sort_wanted.emit(self.columns[column].key, order == Qt.SortOrder.DescendingOrder)


_READ: dict[int, Callable[[Cell], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): attrgetter("text"),
    SPANS_ROLE: lambda cell: cell.spans or None,
    TONE_ROLE: attrgetter("tone"),
    INK_ROLE: attrgetter("ink"),
}


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.is_right else Qt.AlignmentFlag.AlignLeft
    return int((side | Qt.AlignmentFlag.AlignVCenter).value)


class RowsModel(_Rows):
    """All keys in an array, rows in pages of 256 that arrive when they are looked at.

    ``fetch_page(keys, arrived)`` must call ``arrived(rows)`` with one row for each key, now or later, on the GUI
    thread; answers to a list that was replaced meanwhile are dropped. While the person drags the scroll bar only the
    pages that were looked at last are asked for.
    """

    def __init__(self, columns: Sequence[Column], fetch_page: FetchPage, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._fetch_page = fetch_page
        self._keys: array[int] = array("q")
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._old_pages: set[int] = set()
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._edition = 0
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask)

    def set_keys(self, keys: Sequence[int], first_rows: Sequence[Row] = ()) -> None:
        """Show these rows in this order. With ``first_rows`` (those of the first page) nothing blinks.

        The same keys again mean that something inside changed: rows stay in sight until their successors arrive.
        """
        fresh = keys if isinstance(keys, array) and keys.typecode == "q" else array("q", keys)
        self._edition += 1
        self._asked.clear()
        self._wanted.clear()
        if fresh == self._keys and len(fresh):
            self._old_pages = set(self._pages)
            self._put_first(first_rows)
            self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._keys = fresh
        self._pages.clear()
        self._old_pages.clear()
        self._put_first(first_rows)
        self.endResetModel()

    def _put_first(self, rows: Sequence[Row]) -> None:
        if rows and len(rows) == min(PAGE, len(self._keys)):
            self._pages[0] = rows
            self._old_pages.discard(0)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def key_at(self, number: int) -> object:
        """Key of a row, known even while the row is not here."""
        return self._keys[number]

    def number_of(self, key: object) -> int:
        """Where the row with this key stands, -1 if it is not in the list."""
        return self._keys.index(key) if isinstance(key, int) and key in self._keys else -1

    def row_at(self, number: int) -> Row | None:
        page = number // PAGE
        rows = self._pages.get(page)
        if rows is None or page in self._old_pages:
            self._want(page)
        if rows is None:
            return None
        self._pages.move_to_end(page)
        return rows[number % PAGE]

    def _want(self, page: int) -> None:
        if page in self._asked:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        if not self._asking.isActive():
            self._asking.start()

    def _ask(self) -> None:
        """Ask for the pages looked at last; what was only passed by is forgotten."""
        while self._wanted and len(self._asked) < ASKED_AT_ONCE:
            page = self._wanted.pop()
            self._asked.add(page)
            keys = self._keys[page * PAGE : (page + 1) * PAGE]
            self._fetch_page(keys, partial(self._arrived, page, self._edition))
        del self._wanted[:-ASKED_AT_ONCE]

    def _arrived(self, page: int, edition: int, rows: Sequence[Row]) -> None:
        """The rows of a page; those of an older edition of the list are dropped."""
        if edition != self._edition:
            return
        self._asked.discard(page)
        if len(rows) == len(self._keys[page * PAGE : (page + 1) * PAGE]):
            self._pages[page] = rows
            self._pages.move_to_end(page)
            self._old_pages.discard(page)
            while len(self._pages) > KEPT_PAGES:
                self._old_pages.discard(self._pages.popitem(last=False)[0])
            last = min((page + 1) * PAGE, len(self._keys)) - 1
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))
        if self._wanted and not self._asking.isActive():
            self._asking.start()


class ListModel(_Rows):
    """A short list whose rows are all here, with an optional last line of sums.

    ``total`` has one text for each column, "" where nothing is summed; it is shown strong below the rows. With
    ``id_of`` the chosen row stays chosen when the rows are set anew.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row] = (),
        total: Sequence[str] = (),
        *,
        id_of: Callable[[Row], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, parent)
        self._id_of = id_of
        self._rows = list(rows)
        self._total = tuple(total)

    def set_rows(self, rows: Sequence[Row], total: Sequence[str] = ()) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._total = tuple(total)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) + bool(self._total)

    def row_at(self, number: int) -> Row | None:
        return self._rows[number] if number < len(self._rows) else None

    def key_at(self, number: int) -> object:
        """What a row is known by."""
        if self._id_of is None or number >= len(self._rows):
            return number
        return self._id_of(self._rows[number])

    def number_of(self, key: object) -> int:
        """Where the row known by this stands now, -1 if it is gone."""
        return next((number for number in range(len(self._rows)) if self.key_at(number) == key), -1)

    def is_total(self, number: int) -> bool:
        """Whether this line is the sum."""
        return bool(self._total) and number == len(self._rows)

    def cell(self, number: int, place: int) -> Cell:
        if self.is_total(number):
            return Cell(self._total[place], ink="strong", is_right=self.columns[place].is_right)
        return super().cell(number, place)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.is_total(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)
