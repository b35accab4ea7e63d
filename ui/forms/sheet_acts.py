"""The row below the form: back, on, and "this segment does not apply"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.interview_filling import Filling
from app.domain.questionnaires import Segment
from ui import look
from ui.i18n import _
from ui.parts.buttons import Button, LinkButton


@dataclass(frozen=True)
class Closing:
    """Segments that were signed or approved, with the words that say so.

    A sheet that ``is_correcting`` them looks for no gaps: whoever sets something right says why at the end.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    is_correcting: bool = False


OPEN = Closing()


class Acts(QWidget):
    """``stepped`` says one segment back (-1) or on (1); after the last, on means the end."""

    stepped = Signal(int)
    left_out = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(14))
        self._is_left_out = False
        self._back = Button("", lambda: self.stepped.emit(-1))
        self._leave = LinkButton("", lambda: self.left_out.emit(not self._is_left_out))
        self.next = Button("", lambda: self.stepped.emit(1), kind="primary")
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self.next)

    def show_segment(self, filling: Filling, segment: Segment, *, may_write: bool, end: str, is_tight: bool) -> None:
        """Word the buttons for the open segment; ``is_tight`` leaves only letters, ``end`` is the act of the last."""
        segments = filling.segments
        place = segments.index(segment)
        before = segments[place - 1] if place else None
        after = segments[place + 1] if place + 1 < len(segments) else None
        self._back.setVisible(before is not None)
        if before is not None:
            self._back.setText(f"‹ {before.code}" if before.is_printed else "‹")
            self._back.setToolTip(named(before))
            self._back.setAccessibleName(_("Wstecz: {segment}").format(segment=named(before)))
        self.next.setEnabled(after is not None or bool(end))
        if after is not None:
            self.next.setText(_("Dalej: {segment} ›").format(segment=after.code if is_tight else named(after)))
            self.next.setToolTip(named(after))
        else:
            self.next.setText(end or _("Zakończ wywiad"))
            self.next.setToolTip("")
        self._is_left_out = segment.code in filling.left_out
        self._leave.setVisible(may_write and segment.is_printed and not filling.must_be_filled(segment))
        self._leave.setText(_("Segment dotyczy: wypełnij") if self._is_left_out else _("Zaznacz segment: nie dotyczy"))


def named(segment: Segment) -> str:
    """``B Sytuacja materialna``; what surrounds the form has no letter."""
    return f"{segment.code} {segment.short}" if segment.is_printed else segment.short


def step_by_keys(sheet: QWidget, step: Callable[[int], None]) -> None:
    """Ctrl+PageDown and Ctrl+PageUp turn to the next segment and back."""
    for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
        shortcut = QShortcut(QKeySequence(keys), sheet)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda by=by: step(by))
