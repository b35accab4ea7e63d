"""The rail on the left: where one can go, what waits there, who is at the keyboard."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.i18n import ngettext
from ui.parts.text import Elided, Text

NARROW_WIDTH = 60


@dataclass(frozen=True)
class RailEntry:
    """One place: its id, name, icon, the section it stands in ("" for the first) and its shortcut."""

    id: str
    title: str
    icon: str
    section: str = ""
    shortcut: str = ""


class RailButton(QAbstractButton):
    """A place in the rail with the number of things that wait there."""

    def __init__(self, entry: RailEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self.count = 0
        self.is_narrow = False
        self.setText(entry.title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_count(self, count: int) -> None:
        self.count = count
        self._name()
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:  # one fact, like Qt's own setters
        self.is_narrow = is_narrow
        self._name()
        self.update()

    def _name(self) -> None:
        shortcut = f" ({self.entry.shortcut})" if self.entry.shortcut else ""
        self.setToolTip(self.entry.title + shortcut if self.is_narrow else self.entry.shortcut)
        waiting = ngettext("{count} czeka", "{count} czeka", self.count).format(count=self.count)
        self.setAccessibleName(f"{self.entry.title}, {waiting}" if self.count else self.entry.title)

    def sizeHint(self) -> QSize:
        return QSize(look.px(look.RAIL_WIDTH - 20), look.px(37))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("nav_current" if self.isChecked() else "nav_hover"))
            painter.drawRoundedRect(box, look.px(7), look.px(7))
        if self.hasFocus():
            painter.setPen(QPen(look.color("nav_text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(7), look.px(7))
        token = "nav_bright" if self.isChecked() else "nav_text"
        size = look.px(18)
        look.paint_icon(painter, QRectF(look.px(10), (self.height() - size) // 2, size, size), self.entry.icon, token)
        right = self._paint_count(painter)
        if self.is_narrow:
            return
        face = look.font("nav")
        metrics = QFontMetricsF(face)
        left = look.px(38)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, right - left - look.px(4))
        painter.setFont(face)
        painter.setPen(look.color(token))
        painter.drawText(QPointF(left, box.center().y() + (metrics.ascent() - metrics.descent()) / 2), text)

    def _paint_count(self, painter: QPainter) -> float:
        """Draw the number in its pill; gives the left end of it."""
        right = float(self.width() - look.px(10))
        if not self.count:
            return right
        face = look.font("count")
        metrics = QFontMetricsF(face)
        text = str(self.count) if self.count < 1000 else "999+"
        width = metrics.horizontalAdvance(text) + look.px(14)
        height = look.px(18.5)
        top = (self.height() - height) / 2
        if self.is_narrow:
            painter.setPen(QPen(look.color("nav"), 2))
            painter.setBrush(look.color("nav_bright"))
            size = look.px(9)
            painter.drawEllipse(QRectF(look.px(10) + look.px(13), look.px(6), size, size))
            return right
        pill = QRectF(right - width, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("nav_count"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(face)
        painter.setPen(look.color("nav_bright"))
        base = pill.center().y() + (metrics.capHeight()) / 2
        painter.drawText(QPointF(pill.center().x() - metrics.horizontalAdvance(text) / 2, base), text)
        return pill.left()


class IdentityButton(QAbstractButton):
    """Who works here, at the foot of the rail; pressed, somebody else may take over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clerk = self.post = ""
        self.is_narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_identity(self, clerk: str, post: str) -> None:
        self.clerk, self.post = clerk, post
        self.setText(clerk)
        self.setAccessibleName(", ".join(part for part in (clerk, post) if part))
        self.setToolTip(self.accessibleName())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(look.px(look.RAIL_WIDTH - 20), look.px(66))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, 0, self.width(), 1, look.color("nav_line"))
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(look.color("nav_text"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("nav_hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 3, -1, -1), look.px(7), look.px(7))
        if self.is_narrow:
            size = look.px(18)
            look.paint_icon(painter, QRectF(look.px(10), look.px(22), size, size), "person", "nav_text")
            return
        face = look.font("who")
        metrics = QFontMetricsF(face)
        room = self.width() - look.px(14)
        painter.setFont(face)
        painter.setPen(look.color("nav_text"))
        name = metrics.elidedText(self.clerk, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(look.px(10), look.px(10) + metrics.ascent()), name)
        painter.setPen(look.color("nav_muted"))
        area = QRectF(look.px(10), look.px(28), room, self.height() - look.px(28))
        painter.drawText(area, int(Qt.TextFlag.TextWordWrap), self.post)


class Rail(QFrame):
    """Places under the headings of their sections; ``chosen`` says the id of the one that was pressed.

    Up and Down move between the places, Enter opens one.
    """

    chosen = Signal(str)
    identity_pressed = Signal()

    def __init__(self, entries: Sequence[RailEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.buttons: list[RailButton] = []
        self._words: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(17), 0, 0)
        column.setSpacing(0)
        self.brand = Text("", "brand", "nav_bright")
        self.office = Elided("", "office", "nav_muted")
        for words, space in ((self.brand, 4), (self.office, 14)):
            words.setContentsMargins(look.px(20), 0, look.px(8), 0)
            column.addWidget(words)
            column.addSpacing(look.px(space))
        self._places = QWidget()
        self._places.setObjectName("railbody")
        self._list = QVBoxLayout(self._places)
        self._list.setContentsMargins(look.px(10), look.px(2), look.px(10), look.px(2))
        self._list.setSpacing(look.px(1))
        self._list_entries(entries)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._places)
        column.addWidget(area, 1)
        column.addWidget(self._user_block())
        self.setFixedWidth(look.px(look.RAIL_WIDTH))
        self.light("")

    def _user_block(self) -> QWidget:
        outer = QWidget()
        around = QVBoxLayout(outer)
        around.setContentsMargins(look.px(10), 0, look.px(10), look.px(16))
        self.identity = IdentityButton()
        self.identity.clicked.connect(self.identity_pressed)
        around.addWidget(self.identity)
        self._words += [self.brand, self.office]
        return outer

    def identity_corner(self) -> QPoint:
        """Where a menu of clerks opens, on the screen."""
        return self.identity.mapToGlobal(self.identity.rect().topRight())

    def set_identity(self, brand: str, office: str, clerk: str, post: str) -> None:
        """Whose program this is and who works at it; ``post`` says role and workstation."""
        self.brand.setText(brand)
        self.office.setText(office)
        self.identity.set_identity(clerk, post)

    def _list_entries(self, entries: Sequence[RailEntry]) -> None:
        """The places, with a heading where the section changes; made before the foot, so that Tab meets them first."""
        section = ""
        for entry in entries:
            if entry.section != section:
                section = entry.section
                heading = Text(section.upper(), "section", "nav_section")
                heading.setContentsMargins(look.px(10), look.px(14), 0, look.px(9))
                self._list.addWidget(heading)
                self._words.append(heading)
            button = RailButton(entry)
            button.clicked.connect(lambda _on=False, place=entry.id: self.chosen.emit(place))
            button.installEventFilter(self)
            self.buttons.append(button)
            self._list.addWidget(button)
        self._list.addStretch(1)

    def light(self, screen_id: str) -> None:
        """Mark where we are. Tab stops in the rail once, at this place; arrows go on to the others."""
        for button in self.buttons:
            button.setChecked(button.entry.id == screen_id)
        stop = next((button for button in self.buttons if button.isChecked()), None)
        for button in self.buttons:
            is_stop = button is stop or (stop is None and button is self.buttons[0])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus)

    def set_count(self, screen_id: str, count: int) -> None:
        for button in self.buttons:
            if button.entry.id == screen_id:
                button.set_count(count)

    def set_narrow(self, is_narrow: bool) -> None:  # one fact, like Qt's own setters
        """Only icons, for small windows and large type; the names move into the tooltips."""
        self.setFixedWidth(look.px(NARROW_WIDTH if is_narrow else look.RAIL_WIDTH))
        for words in self._words:
            words.setVisible(not is_narrow)
        self.identity.is_narrow = is_narrow
        self.identity.update()
        for button in self.buttons:
            button.set_narrow(is_narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.buttons:
            place = [button is watched for button in self.buttons].index(True)
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self.buttons[min(max(place + step, 0), len(self.buttons) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.buttons[place].click()
                return True
        return super().eventFilter(watched, event)
