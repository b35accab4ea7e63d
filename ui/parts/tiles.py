"""Things to choose by looking: number tiles, values side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import look
from ui.parts.text import ink_token


@dataclass(frozen=True)
class Line:
    """A line inside a tile: its words, its role in ``look.TYPE``, its ink."""

    text: str
    role: str = "note"
    ink: str = "ink"


class LinesButton(QAbstractButton):
    """A card with lines of text that can be pressed; long lines wrap, and it grows with them."""

    def __init__(self, lines: Sequence[Line], *, padding: int = 13, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = tuple(lines)
        self.edge, self.fill_token = "line", "surface"
        self._padding = padding
        self.setText("\n".join(line.text for line in lines))
        self.setAccessibleName(", ".join(line.text for line in lines))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it, as it presses every button of the program."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - 2 * look.px(self._padding)
        return sum(self._height(line, room) for line in self.lines) + 2 * look.px(self._padding - 2)

    def sizeHint(self) -> QSize:
        width = max((QFontMetrics(look.font(line.role)).horizontalAdvance(line.text) for line in self.lines), default=0)
        width = min(max(width + 2 * look.px(self._padding), look.px(120)), look.px(260))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = 0
        for line in self.lines:
            metrics = QFontMetrics(look.font(line.role))
            longest = max([longest, *(metrics.horizontalAdvance(word) for word in line.text.split())])
        return QSize(longest + 2 * look.px(self._padding), look.px(60))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self.isChecked() or self.hasFocus()
        pen = 2.0 if is_marked else 1.0
        painter.setPen(QPen(look.color("accent" if is_marked else self.edge), pen))
        ground = "accent_faint" if self.isChecked() or (self.underMouse() and self.isEnabled()) else self.fill_token
        painter.setBrush(look.color(self.fill_token if self.fill_token != "surface" else ground))
        box = QRectF(self.rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2)
        painter.drawRoundedRect(box, look.px(8), look.px(8))
        room = self.width() - 2 * look.px(self._padding)
        y = look.px(self._padding - 2)
        for line in self.lines:
            height = self._height(line, room)
            painter.setFont(look.font(line.role))
            painter.setPen(look.color(ink_token(line.ink)))
            area = QRectF(look.px(self._padding), y, room, height)
            painter.drawText(area, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter), line.text)
            y += height

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def _height(self, line: Line, room: int) -> int:
        face: QFont = look.font(line.role)
        metrics = QFontMetrics(face)
        box = metrics.boundingRect(0, 0, max(room, 1), 10_000, int(Qt.TextFlag.TextWordWrap), line.text)
        return box.height() + look.px(7 if line.role in ("number", "value") else 3)


@dataclass(frozen=True)
class Tile:
    """A number and what it counts; ``tone`` bad or warn makes it stand out. ``key`` is said when it is pressed."""

    key: str
    number: str
    text: str
    tone: str = ""


class Tiles(QWidget):
    """Number tiles of equal width in a row; pressing one says its key."""

    chosen = Signal(str)

    def __init__(self, tiles: Sequence[Tile] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(10))
        self.buttons: list[LinesButton] = []
        self.set_tiles(tiles)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(tile) for tile in tiles]
        for button in self.buttons:
            self._row.addWidget(button, 1)

    def _button(self, tile: Tile) -> LinesButton:
        ink = look.TONES[tile.tone][0] if tile.tone else ""
        lines = (Line(tile.number, "number", ink or "ink"), Line(tile.text, "note", ink or "muted"))
        button = LinesButton(lines)
        button.setAccessibleName(f"{tile.number} {tile.text}")
        if tile.tone:
            button.fill_token = look.TONES[tile.tone][1]
            button.edge = "bad_line" if tile.tone == "bad" else "line"
        button.clicked.connect(lambda: self.chosen.emit(tile.key))
        return button


@dataclass(frozen=True)
class Choice:
    """A value that may be kept: where it comes from, the value, who wrote it and how."""

    key: str
    source: str
    value: str
    notes: tuple[str, ...] = ()


class ChoiceCards(QWidget):
    """Values side by side, one of them chosen; arrows move the choice, ``chosen`` says its key."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(12))
        self._group = QButtonGroup(self)
        self._keys: dict[QAbstractButton, str] = {}
        self._group.buttonToggled.connect(self._toggled)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice], chosen: str = "") -> None:
        for old in self._keys:
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.deleteLater()
        self._keys = {}
        for choice in choices:
            lines = [Line(choice.source, "label"), Line(choice.value, "value")]
            lines += [Line(note, "note", "muted") for note in choice.notes]
            button = LinesButton(lines, padding=18)
            button.setCheckable(True)
            self._keys[button] = choice.key
            self._group.addButton(button)
            self._row.addWidget(button, 1)
        self.choose(chosen)

    def choice(self) -> str:
        """Key of the chosen value, or "" while none is."""
        button = self._group.checkedButton()
        return self._keys.get(button, "") if button is not None else ""

    def choose(self, key: str) -> None:
        for button, own in self._keys.items():
            if own == key:
                button.setChecked(True)

    def _toggled(self, button: QAbstractButton, is_on: bool) -> None:  # Qt's signal
        if is_on and button in self._keys:
            self.chosen.emit(self._keys[button])
