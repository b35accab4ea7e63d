"""The list of sections of a long form: what is finished, where we are, what is required."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from ui import look
from ui.i18n import _
from ui.parts.chip import chip_size, paint_chip

PAD = 9
LINE = 20


@dataclass(frozen=True)
class Section:
    """One section: ``state`` is done, partial, open or none (does not apply); ``note`` a muted end ("6/23")."""

    key: str
    letter: str
    text: str
    state: str = "open"
    note: str = ""
    chip: str = ""
    tone: str = "warn"


class SectionButton(QAbstractButton):
    """A section with its sign ✓ ◐ ○ – drawn by us, wrapped if its name is long."""

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(f"{section.letter} {section.text}")
        # i18n: said by a screen reader after the name of a section
        said = {"done": _("gotowe"), "partial": _("w toku"), "open": _("puste"), "none": _("nie dotyczy")}
        parts = (section.letter, section.text, section.note, section.chip, said[section.state])
        self.setAccessibleName(" ".join(part for part in parts if part))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines, _chip = self._laid_out(width)
        return max(len(lines), 1) * look.px(LINE) + look.px(14)

    def sizeHint(self) -> QSize:
        return QSize(look.px(218), self.heightForWidth(max(self.width(), look.px(160))))

    def minimumSizeHint(self) -> QSize:
        return QSize(look.px(120), look.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        lines, chip_at = self._laid_out(self.width())
        ink = "accent_deep" if self.isChecked() else "muted" if self.section.state == "none" else "ink"
        top = look.px(7)
        self._paint_sign(painter, QRectF(look.px(PAD), top, look.px(12), look.px(LINE)), ink)
        for number, pieces in enumerate(lines):
            x = look.px(PAD) + (look.px(16) if number == 0 else 0)
            for text, face, token in pieces:
                metrics = QFontMetrics(face)
                painter.setFont(face)
                painter.setPen(look.color(token or ink))
                base = top + look.px(LINE) * number + (look.px(LINE) + metrics.ascent() - metrics.descent()) / 2
                painter.drawText(x, round(base), text)
                x += metrics.horizontalAdvance(text)
        if chip_at is not None:
            line, x = chip_at
            area = QRectF(x, top + look.px(LINE) * line, self.width() - x - look.px(4), look.px(LINE))
            paint_chip(painter, area, self.section.chip, self.section.tone, look.font("tiny"))

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()), look.px(6), look.px(6))
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, look.px(6), look.px(6))

    def _paint_sign(self, painter: QPainter, area: QRectF, ink: str) -> None:
        state = self.section.state
        if state in ("done", "none"):
            painter.setFont(look.font("text"))
            painter.setPen(look.color(ink))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), "✓" if state == "done" else "–")
            return
        size = float(look.px(10))
        ring = QRectF(area.left() + 1, area.center().y() - size / 2, size, size)
        painter.setPen(QPen(look.color(ink), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if state == "partial":
            painter.setBrush(look.color(ink))
            painter.drawPie(ring, 90 * 16, 180 * 16)

    def _laid_out(self, width: int) -> tuple[list[list[tuple[str, QFont, str]]], tuple[int, int] | None]:
        """Words in lines, each piece with its face and ink; and where the chip goes."""
        bold, body = look.font("text"), look.font("text")
        bold.setWeight(QFont.Weight.Bold)
        if self.isChecked():
            body.setWeight(QFont.Weight.DemiBold)
        words = [(self.section.letter, bold, "")] + [(word, body, "") for word in self.section.text.split()]
        if self.section.note:
            words.append((self.section.note, body, "muted"))
        lines: list[list[tuple[str, QFont, str]]] = [[]]
        right = width - look.px(PAD)
        x = look.px(PAD) + look.px(16)
        for word, face, token in words:
            advance = QFontMetrics(face).horizontalAdvance(word + " ")
            if lines[-1] and x + advance > right:
                lines.append([])
                x = look.px(PAD)
            lines[-1].append((word + " ", face, token))
            x += advance
        if not self.section.chip:
            return lines, None
        need = chip_size(self.section.chip, look.font("tiny")).width()
        if x + need > right + look.px(4):
            lines.append([])
            x = look.px(PAD)
        return lines, (len(lines) - 1, x)


class SectionList(QWidget):
    """Sections below each other; arrows go from one to the next, ``chosen`` says the key of the pressed one."""

    chosen = Signal(str)

    def __init__(self, sections: Sequence[Section] = (), current: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(1))
        self._buttons: list[SectionButton] = []
        self.set_sections(sections, current)

    def set_sections(self, sections: Sequence[Section], current: str) -> None:
        """Show these sections; the focus stays on the section that had it."""
        focused = next((button.section.key for button in self._buttons if button.hasFocus()), "")
        for old in self._buttons:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for section in sections:
            button = SectionButton(section, self)
            button.clicked.connect(partial(self._choose, section.key))
            button.installEventFilter(self)
            self._column.addWidget(button)
            self._buttons.append(button)
        self._mark(current)
        for button in self._buttons:
            if focused and button.section.key == focused:
                button.show()
                button.setFocus()

    def _choose(self, key: str) -> None:
        self._mark(key)
        self.chosen.emit(key)

    def _mark(self, current: str) -> None:
        """Light one section. Tab stops in the list once, there; arrows go on to the others."""
        keys = [button.section.key for button in self._buttons]
        stop = current if current in keys else next(iter(keys), "")
        for button in self._buttons:
            button.setChecked(button.section.key == current)
            is_stop = button.section.key == stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self._buttons:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            place = [button is watched for button in self._buttons].index(True) + step
            if step and 0 <= place < len(self._buttons):
                self._buttons[place].setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._buttons[place].click()
                return True
        return super().eventFilter(watched, event)
