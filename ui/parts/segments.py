"""Chips that are pressed: one of several (segments of a text), or any of several (equipment of a flat)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.parts.chip import chip_size, paint_chip, paint_wrapped_chip, wrapped_height
from ui.parts.flow import Flow


class ChipButton(QAbstractButton):
    """A chip that stays pressed; with ``has_tick`` a ✓ says so beside the colour.

    Words that are longer than the room go on in the next line: half an option cannot be chosen.
    """

    def __init__(self, text: str, *, has_tick: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_tick = has_tick
        self.setText(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(lambda: self.updateGeometry())

    def words(self) -> str:
        return f"✓ {self.text()}" if self._has_tick and self.isChecked() else self.text()

    def sizeHint(self) -> QSize:
        face = look.font("chip")
        size = chip_size(self.words(), face)
        return QSize(size.width(), size.height() + 2)

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        return hint.height() if width >= hint.width() else wrapped_height(self.words(), look.font("chip"), width) + 2

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), look.px(60)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = look.font("chip")
        tone = "info" if self.isChecked() else "neutral"
        paint = paint_chip if self.width() >= self.sizeHint().width() else paint_wrapped_chip
        paint(painter, QRectF(self.rect()), self.words(), tone, face)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            radius = min(box.height(), self.sizeHint().height()) / 2
            painter.drawRoundedRect(box, radius, radius)


class SegmentTabs(QWidget):
    """One of several chips is on; arrows move it. ``changed`` says its key."""

    changed = Signal(str)

    def __init__(self, segments: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._flow = Flow(across=6)
        column.addWidget(self._flow)
        self._group = QButtonGroup(self)
        self._keys: dict[QAbstractButton, str] = {}
        self._group.buttonToggled.connect(self._toggled)
        for key, text in segments:
            button = ChipButton(text, has_tick=False)
            self._keys[button] = key
            self._group.addButton(button)
            self._flow.flow.addWidget(button)
        if self._keys:
            next(iter(self._keys)).setChecked(True)

    def current(self) -> str:
        button = self._group.checkedButton()
        return self._keys.get(button, "") if button is not None else ""

    def show_segment(self, key: str) -> None:
        for button, own in self._keys.items():
            if own == key:
                button.setChecked(True)

    def _toggled(self, button: QAbstractButton, is_on: bool) -> None:  # Qt's signal
        if is_on:
            self.changed.emit(self._keys[button])


_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class ChipChoices(QWidget):
    """Any of several chips; ``changed`` fires when the person presses one.

    Tab comes to them once and goes on; arrows, Home and End move among them, Space presses, as in a row of radios.
    """

    changed = Signal()

    def __init__(self, options: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._flow = Flow(across=6, down=7)
        column.addWidget(self._flow)
        self._chips: dict[str, ChipButton] = {}
        for key, text in options:
            chip = ChipButton(text, has_tick=True)
            chip.clicked.connect(self.changed)
            chip.installEventFilter(self)
            self._chips[key] = chip
            self._flow.flow.addWidget(chip)
        self._stop_at(next(iter(self._chips.values()), None))

    def value(self) -> tuple[str, ...]:
        """Keys of the pressed chips, in the order of the options."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def set_value(self, keys: Sequence[str]) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, ChipButton):
            self._stop_at(watched)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._move(watched, event.key()):
            return True
        return super().eventFilter(watched, event)

    def _move(self, chip: QObject, key: int) -> bool:
        """Bring the keyboard to another chip; gives whether the key asks for that."""
        chips = list(self._chips.values())
        here = next(place for place, each in enumerate(chips) if each is chip)
        there = (
            min(here + 1, len(chips) - 1) if key in _ON
            else max(here - 1, 0) if key in _BACK
            else 0 if key == Qt.Key.Key_Home
            else len(chips) - 1 if key == Qt.Key.Key_End
            else None
        )  # fmt: skip
        if there is None:
            return False
        chips[there].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _stop_at(self, stop: ChipButton | None) -> None:
        """Where Tab comes to; the others are reached by arrows and by the mouse."""
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)

    def set_enabled(self, is_enabled: bool) -> None:  # like Qt's own
        for chip in self._chips.values():
            chip.setEnabled(is_enabled)
