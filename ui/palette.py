"""Ctrl+K: type a few letters, go to a person, a case or a screen.

The field in the top bar keeps the keyboard; the list below it follows the arrows. Each typed letter asks at once, and
an answer to anything but the last letter is dropped.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui import look
from ui.i18n import _
from ui.models.rows import Index
from ui.parts.text import Text

FOUND_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PERSONS, CASES, ACTIONS = "persons", "cases", "actions"
MOST = 40


@dataclass(frozen=True)
class Found:
    """One place to go: its group, what it is called, what tells it from others, and the screen that opens."""

    group: str
    title: str
    note: str = ""
    screen_id: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
    run: Callable[[], None] | None = None


Find = Callable[[str, Callable[[Sequence[Found]], None]], None]
"""Asked with every letter; must call the second argument with what was found, now or later, on the GUI thread."""


def folded(text: str) -> str:
    """Small letters without tails and dots: ``Łuczak`` is found by ``luczak``."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def heading(group: str) -> str:
    """What stands above a group."""
    return {PERSONS: _("Osoby"), CASES: _("Sprawy"), ACTIONS: _("Czynności")}.get(group, group)


class _Entries(QStyledItemDelegate):
    """A heading in small muted letters, or a title with its note."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        found = index.data(FOUND_ROLE)
        area = QRectF(option.rect)
        if found is None:
            self._write(painter, area.adjusted(look.px(12), look.px(4), 0, 0), index.data(), "header", "muted")
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft"))
            painter.drawRoundedRect(area.adjusted(4, 1, -4, -1), look.px(6), look.px(6))
        inner = area.adjusted(look.px(14), 0, -look.px(14), 0)
        x = self._write(painter, inner, found.title, "strong" if found.group != ACTIONS else "body", "ink")
        if found.note and x + look.px(30) < inner.right():
            self._write(
                painter,
                QRectF(x + look.px(8), inner.top(), inner.right() - x - look.px(8), inner.height()),
                found.note,
                "note",
                "muted",
            )
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, area: QRectF, text: str, role: str, ink: str) -> float:
        """One line in the middle of the area's height; gives where it ends."""
        metrics = QFontMetricsF(look.font(role))
        line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(look.font(role))
        painter.setPen(look.color(ink))
        painter.drawText(QPointF(area.left(), area.center().y() + (metrics.ascent() - metrics.descent()) / 2), line)
        return area.left() + metrics.horizontalAdvance(line)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look.px(200), look.px(34 if index.data(FOUND_ROLE) is not None else 28))


class Palette(QFrame):
    """The list under the search field; ``chosen`` says what was picked.

    ``given_up`` fires when the person leaves the search and the keyboard has nowhere to go back to.
    """

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, search: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._search, self._parent = search, parent
        self._find: Find | None = None
        self._actions: list[Found] = []
        self._question = 0
        self._came_from: QWidget | None = None
        self._list = QListWidget()
        self._list.setItemDelegate(_Entries(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_("Wyniki wyszukiwania"))
        self._list.itemClicked.connect(lambda _item: self._pick())
        self._nothing = Text("", "note", "muted", wrap=True)
        self._nothing.setContentsMargins(look.px(14), look.px(8), look.px(14), look.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(2), look.px(6), look.px(2), look.px(6))
        column.setSpacing(0)
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        search.textEdited.connect(self._typed)
        search.installEventFilter(self)
        parent.installEventFilter(self)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._remember)
        self.hide()

    def set_find(self, find: Find | None) -> None:
        """Who finds persons and cases."""
        self._find = find

    def set_actions(self, actions: Sequence[Found]) -> None:
        """Screens and acts that are found by their names, without asking anybody."""
        self._actions = list(actions)

    def open(self) -> None:
        """Put the cursor into the field and show what can be done."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()
        self._typed(self._search.text())

    @Slot(QWidget, QWidget)
    def _remember(self, old: QWidget | None, now: QWidget | None) -> None:
        """Where the keyboard was before it came here."""
        if now is self._search and old is not None:
            self._came_from = old

    def _give_back(self) -> None:
        """The keyboard goes back to where it was; where that is gone, the window says where."""
        last, self._came_from = self._came_from, None
        if last is not None and isValid(last) and last.isVisible() and last.isEnabled():
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._search.clearFocus()
            self.given_up.emit()

    def close_list(self) -> None:
        """Fold the list away; what was typed stays."""
        self._question += 1
        self.hide()

    def shown(self) -> list[str]:
        """The list as text, headings with a colon; for tests and for reading out."""
        lines = []
        for number in range(self._list.count()):
            item = self._list.item(number)
            found = item.data(FOUND_ROLE)
            lines.append(f"{item.text()}:" if found is None else f"{found.title} {found.note}".strip())
        return lines

    def current(self) -> Found | None:
        """What Enter would choose."""
        row = self._list.currentRow()
        found = self._list.item(row).data(FOUND_ROLE) if row >= 0 else None
        return found if isinstance(found, Found) else None

    def _typed(self, text: str) -> None:
        self._question += 1
        question = self._question
        words = folded(text).split()
        acts = [act for act in self._actions if all(word in folded(act.title) for word in words)]
        if not words or self._find is None:
            self._show(text, acts)
            return
        if not self.isVisible():
            self._show(text, acts)

        def arrived(found: Sequence[Found]) -> None:
            if question == self._question:
                self._show(text, [*found, *acts])

        self._find(text, arrived)

    def _show(self, text: str, found: Sequence[Found]) -> None:
        self._list.clear()
        group = ""
        for entry in found[:MOST]:
            if entry.group != group:
                group = entry.group
                title = QListWidgetItem(heading(group), self._list)
                title.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(f"{entry.title} {entry.note}".strip(), self._list)
            item.setData(FOUND_ROLE, entry)
        self._nothing.setText(_("Nic takiego nie ma. Spróbuj początku nazwiska, PESEL albo znaku sprawy."))
        self._nothing.setVisible(not found and bool(text.strip()))
        self._list.setVisible(bool(found))
        self._move_to(0, 1)
        if not found and not text.strip():
            self.hide()
            return
        self.show()
        self._settle()
        self.raise_()

    def _settle(self) -> None:
        parent = self._parent
        corner = self._search.mapTo(parent, QPoint(0, self._search.height() + look.px(4)))
        width = max(self._search.width(), min(look.px(470), parent.width() - corner.x() - look.px(20)))
        rows = sum(self._list.sizeHintForRow(number) for number in range(self._list.count()))
        height = (rows or self._nothing.heightForWidth(width - look.px(4))) + look.px(14)
        self.setGeometry(QRect(corner, QSize(width, min(height, parent.height() - corner.y() - look.px(20)))))

    def _move_to(self, number: int, step: int) -> None:
        while 0 <= number < self._list.count():
            if self._list.item(number).data(FOUND_ROLE) is not None:
                self._list.setCurrentRow(number)
                return
            number += step

    def _pick(self) -> None:
        found = self.current()
        if found is None:
            return
        self.close_list()
        self._search.clear()
        self.chosen.emit(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
            if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                self.close_list()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Arrows, Enter and Escape belong to the list; everything else to the field."""
        key = Qt.Key(event.key())
        row = self._list.currentRow()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not self.isVisible():
                self._typed(self._search.text())
            else:
                step = 1 if key == Qt.Key.Key_Down else -1
                self._move_to(row + step, step)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.isVisible():
                self._pick()
            return True
        if key == Qt.Key.Key_Escape:
            if self.isVisible():
                self.close_list()
            else:
                self._search.clear()
                self._give_back()
            return True
        return False
