"""Reasoning as a tree: chapters that fold, sentences that wrap, each with its article; what it rests on is followed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPalette, QStandardItem
from PySide6.QtGui import QStandardItemModel as Model
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from ui import look

_LINK = Qt.ItemDataRole.UserRole + 1
_TONE = Qt.ItemDataRole.UserRole + 2
_PAD = 5
_BASIS_WIDTH = 150


@dataclass(frozen=True)
class Ground:
    """A sentence with its article and what it rests on below it.

    ``link`` is what ``Reasoning.followed`` says when somebody goes on from here; ``ink`` colours the sentence,
    ``is_chapter`` writes it strong, ``is_open`` shows what stands below at once.
    """

    text: str
    basis: str = ""
    under: tuple["Ground", ...] = ()
    link: str = ""
    ink: str = ""
    is_chapter: bool = False
    is_open: bool = True


class Reasoning(QTreeView):
    """Arrows fold and unfold, Enter follows, Ctrl+C copies the chosen branch as text."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grounds: tuple[Ground, ...] = ()
        self._model = Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Sentences(self))
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setAnimated(False)
        self.setUniformRowHeights(False)
        self.setExpandsOnDoubleClick(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setIndentation(look.px(18))
        self.activated.connect(self._follow)
        self.header().setStretchLastSection(False)
        self.header().sectionResized.connect(lambda *_: self.scheduleDelayedItemsLayout())

    def set_grounds(self, grounds: Sequence[Ground]) -> None:
        """Show these; what was folded before is shown as they say."""
        self._grounds = tuple(grounds)
        self._model.clear()
        self._model.setColumnCount(2)
        for ground in self._grounds:
            self._model.appendRow(_row(ground))
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(1, look.px(_BASIS_WIDTH))
        self._unfold(self._grounds, QModelIndex())
        if self._grounds:
            self.setCurrentIndex(self._model.index(0, 0))

    def text(self) -> str:
        """All of it, a sentence a line, what stands below set in."""
        return "\n".join(line for ground in self._grounds for line in _lines(ground))

    def copy_all(self) -> None:
        """Into the clipboard, folded or not."""
        QGuiApplication.clipboard().setText(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            branch = _at(self._grounds, self.currentIndex())
            QGuiApplication.clipboard().setText("\n".join(_lines(branch)))
            return
        super().keyPressEvent(event)

    def _unfold(self, grounds: Sequence[Ground], parent: QModelIndex) -> None:
        for row, ground in enumerate(grounds):
            index = self._model.index(row, 0, parent)
            self.setExpanded(index, ground.is_open)
            self._unfold(ground.under, index)

    def _follow(self, index: QModelIndex) -> None:
        link = index.siblingAtColumn(0).data(_LINK)
        if link:
            self.followed.emit(str(link))


class _Sentences(QStyledItemDelegate):
    """Sentences as high as they wrap; articles in a small face at the right."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        first = index.sibling(index.row(), 0)
        tone = str(first.data(_TONE) or "")
        is_basis = index.column() == 1
        option.font = look.font("small" if is_basis else "strong" if tone == "chapter" else "note")
        ink = "muted" if is_basis else "accent" if first.data(_LINK) else "ink" if tone in ("", "chapter") else tone
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, look.color(ink))
        option.features |= QStyleOptionViewItem.ViewItemFeature.WrapText
        side = Qt.AlignmentFlag.AlignRight if is_basis else Qt.AlignmentFlag.AlignLeft
        option.displayAlignment = Qt.AlignmentFlag.AlignVCenter | side

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.initStyleOption(option, index)
        width = self._tree.columnWidth(index.column()) - look.px(2 * _PAD)
        if index.column() == 0:
            width -= self._tree.indentation() * (_depth(index) + 1)
        box = QFontMetrics(option.font).boundingRect(
            QRect(0, 0, max(width, look.px(60)), 100_000), Qt.TextFlag.TextWordWrap.value, str(index.data() or "")
        )
        return QSize(width, box.height() + look.px(2 * _PAD))


def _row(ground: Ground) -> list[QStandardItem]:
    sentence, basis = QStandardItem(ground.text), QStandardItem(ground.basis)
    sentence.setData(ground.link, _LINK)
    sentence.setData("chapter" if ground.is_chapter else ground.ink, _TONE)
    sentence.setToolTip(ground.basis)
    for under in ground.under:
        sentence.appendRow(_row(under))
    return [sentence, basis]


def _lines(ground: Ground, depth: int = 0) -> Iterator[str]:
    told = f"{ground.text} ({ground.basis})" if ground.basis else ground.text
    yield "    " * depth + told
    for under in ground.under:
        yield from _lines(under, depth + 1)


def _depth(index: QModelIndex | QPersistentModelIndex) -> int:
    depth, parent = 0, index.parent()
    while parent.isValid():
        depth, parent = depth + 1, parent.parent()
    return depth


def _at(grounds: Sequence[Ground], index: QModelIndex) -> Ground:
    """The ground that a row shows."""
    rows = []
    here = index
    while here.isValid():
        rows.append(here.row())
        here = here.parent()
    found = grounds[rows.pop()]
    while rows:
        found = found.under[rows.pop()]
    return found
