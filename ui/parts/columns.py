"""Columns of a page that go below each other when the window is too narrow or the type too large for them."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from ui import look


class ColumnsLayout(QLayout):
    """Side by side in shares of the width while every column has its least width; else stacked."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = look.GAP) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._shares: list[int] = []
        self._least: list[Callable[[], int]] = []
        self._gap = look.px(gap)
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)

    def add_column(self, widget: QWidget, share: int, least: Callable[[], int]) -> None:
        """``share`` as in a ratio; ``least`` says the width below which the columns are stacked."""
        self._shares.append(share)
        self._least.append(least)
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        del self._shares[index], self._least[index]
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal | Qt.Orientation.Vertical

    def hasHeightForWidth(self) -> bool:
        return True

    def is_stacked(self, width: int) -> bool:
        """Whether so little width puts the columns below each other."""
        needs = self._needs()
        return len(needs) > 1 and sum(needs) + self._gap * (len(needs) - 1) > width

    def invalidate(self) -> None:
        """Something inside wants another size: what was worked out does not hold any more."""
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Worked out once for each width, because Qt asks dozens of times for one changed word."""
        if width not in self._heights:
            self._heights[width] = self._height_at(width)
        return self._heights[width]

    def _height_at(self, width: int) -> int:
        if self.is_stacked(width):
            heights = [_height(item, width) for item in self._items]
            return sum(heights) + self._gap * max(len(heights) - 1, 0)
        widths = self._widths(width)
        return max((_least_height(item, own) for item, own in zip(self._items, widths, strict=True)), default=0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        if self.is_stacked(rect.width()):
            top = rect.top()
            for item in self._items:
                height = _height(item, rect.width())
                item.setGeometry(QRect(rect.left(), top, rect.width(), height))
                top += height + self._gap
            return
        left = rect.left()
        for item, width in zip(self._items, self._widths(rect.width()), strict=True):
            item.setGeometry(QRect(left, rect.top(), width, rect.height()))
            left += width + self._gap

    def sizeHint(self) -> QSize:
        return QSize(sum(self._needs()) + self._gap * max(len(self._least) - 1, 0), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        hints = [item.minimumSize() for item in self._items]
        return QSize(
            max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0)
        )

    def _needs(self) -> list[int]:
        return [max(least(), item.minimumSize().width()) for least, item in zip(self._least, self._items, strict=True)]

    def _widths(self, width: int) -> list[int]:
        """Widths by share; a column that would fall below its least takes that and leaves the others less."""
        free = width - self._gap * max(len(self._items) - 1, 0)
        needs = self._needs()
        fixed: set[int] = set()
        while True:
            rest = free - sum(needs[at] for at in fixed)
            total = sum(share for at, share in enumerate(self._shares) if at not in fixed) or 1
            widths = [needs[at] if at in fixed else rest * share // total for at, share in enumerate(self._shares)]
            short = {at for at, own in enumerate(widths) if at not in fixed and own < needs[at]}
            if not short:
                return widths
            fixed |= short


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _least_height(item: QLayoutItem, width: int) -> int:
    return item.minimumHeightForWidth(width) if item.hasHeightForWidth() else item.minimumSize().height()


class Columns(QWidget):
    """A page's columns: ``add(widget, share, least)`` for one widget, ``column(share, least)`` for a pile of cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = ColumnsLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget, share: int = 1, least: int = 260) -> QWidget:
        """Put a widget into a column of its own."""
        self.columns.add_column(widget, share, lambda: look.px(least))
        return widget

    def column(self, share: int = 1, least: int = 260) -> QVBoxLayout:
        """A new column to pile cards in."""
        holder = QWidget()
        pile = QVBoxLayout(holder)
        pile.setContentsMargins(0, 0, 0, 0)
        pile.setSpacing(look.px(look.GAP))
        self.add(holder, share, least)
        return pile

    def is_stacked(self) -> bool:
        """Whether the columns stand below each other now."""
        return self.columns.is_stacked(self.width())
