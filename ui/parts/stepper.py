"""The course of a matter from left to right: what is done, where we are, what is still to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import look
from ui.i18n import _
from ui.parts.chip import Chip
from ui.parts.text import Rich, Span

MARGIN = 18
LINE = 24


@dataclass(frozen=True)
class Step:
    """One station: ``state`` is done, current or next; ``day`` stands beside its name, ``chip`` after it."""

    text: str
    state: str = "next"
    day: str = ""
    chip: str = ""
    tone: str = "warn"


class StepMark(QWidget):
    """Full green: done. Ring with a core: here. Empty ring: to come."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedSize(look.px(10), look.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = {"done": "ok", "current": "accent"}.get(self._state, "muted")
        size = float(self.width())
        painter.setPen(QPen(look.color(token), 1.3))
        painter.setBrush(look.color(token) if self._state == "done" else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(0.8, 0.8, size - 1.6, size - 1.6))
        if self._state == "current":
            painter.setBrush(look.color(token))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(size / 2, size / 2), size / 3.6, size / 3.6)


class Stepper(QFrame):
    """Steps joined by lines; the lines stretch, and what does not fit goes on in the next line."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._groups: list[QWidget] = []
        self._states: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        for group in self._groups:
            group.hide()
            group.deleteLater()
        self._groups = [self._group(step) for step in steps]
        self._states = [step.state for step in steps]
        for group in self._groups:
            group.show()
        self._place()
        self.updateGeometry()

    def _group(self, step: Step) -> QWidget:
        group = QWidget(self)
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(4))
        ink = {"done": "ok", "current": "accent_deep"}.get(step.state, "muted")
        words = [Span(step.text, ink, is_strong=step.state != "next")]
        if step.day:
            words.append(Span(" " + step.day, "muted"))
        label = Rich(words, "text", wrap=False)
        # i18n: said by a screen reader after the name of a step
        said = {"done": _("zrobione"), "current": _("w toku")}.get(step.state, _("jeszcze nie"))
        label.setAccessibleName(" ".join(part for part in (f"{step.text}:", said, step.day, step.chip) if part))
        row.addWidget(StepMark(step.state))
        row.addWidget(label)
        if step.chip:
            row.addWidget(Chip(step.chip, step.tone))
        return group

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return max(len(lines), 1) * look.px(33) + look.px(12)

    def sizeHint(self) -> QSize:
        return QSize(look.px(600), self.heightForWidth(self.width() or look.px(1000)))

    def minimumSizeHint(self) -> QSize:
        widest = max((group.sizeHint().width() for group in self._groups), default=0)
        return QSize(widest + 2 * look.px(MARGIN), look.px(45))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _lines(self, width: int) -> list[list[QWidget]]:
        room = width - 2 * look.px(MARGIN)
        lines: list[list[QWidget]] = [[]]
        used = 0
        for group in self._groups:
            need = group.sizeHint().width() + look.px(LINE) + look.px(20)
            if lines[-1] and used + need > room + look.px(LINE):
                lines.append([])
                used = 0
            lines[-1].append(group)
            used += need
        return lines

    def _place(self) -> None:
        for number, line in enumerate(self._lines(self.width())):
            middle = look.px(6) + look.px(33) * number + look.px(33) // 2
            free = self.width() - 2 * look.px(MARGIN) - sum(group.sizeHint().width() for group in line)
            is_full = len(self._lines(self.width())) == 1
            gap = free / max(len(line) - 1, 1) if is_full else look.px(LINE) + look.px(20)
            x = float(look.px(MARGIN))
            for group in line:
                size = group.sizeHint()
                group.setGeometry(QRect(QPoint(round(x), middle - size.height() // 2), size))
                x += size.width() + gap

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        space = look.px(10)
        for left, right, state in zip(self._groups, self._groups[1:], self._states[1:], strict=False):
            if right.x() < left.x():
                continue
            painter.setPen(QPen(look.color("line" if state == "next" else "ok"), look.px(2)))
            y = left.geometry().center().y() + 1
            painter.drawLine(left.geometry().right() + space, y, right.x() - space, y)
