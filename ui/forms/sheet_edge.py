"""The left edge of the sheet. In a narrow window it holds the right column too, and one of the two is shown."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui import look
from ui.forms.sheet_left import Left
from ui.forms.sheet_side import Side
from ui.i18n import _
from ui.parts.segments import SegmentTabs

_SEGMENTS, _HINTS = "segments", "hints"


class Edge(QWidget):
    """Segments on the left of ``row``, hints on its right; with little room both on the left, under two tabs."""

    def __init__(self, row: QBoxLayout, left: Left, side: Side) -> None:
        super().__init__()
        self._row, self._left, self._side = row, left, side
        self.tabs = SegmentTabs([(_SEGMENTS, _("Segmenty")), (_HINTS, _("Podpowiedzi"))])
        self.tabs.changed.connect(lambda _key: self._show())
        self.tabs.hide()
        self._is_tight = self.is_wide = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))
        self._column.addWidget(self.tabs)
        self._column.addWidget(left, 1)

    def set_tight(self, is_tight: bool) -> None:
        """Follow the width of the window; what was said last time and the note are never out of reach."""
        self._is_tight = is_tight
        if is_tight:
            self._column.addWidget(self._side, 1)
        else:
            self._row.addWidget(self._side)
        self.tabs.setVisible(is_tight)
        self._show()

    def set_wide(self, is_wide: bool) -> None:  # one state or the other
        """Give both edges to the form: a table of fourteen columns needs the room while it is being filled in."""
        self.is_wide = is_wide
        self.setVisible(not is_wide)
        self._show()

    def _show(self) -> None:
        is_hints = self._is_tight and self.tabs.current() == _HINTS
        self._left.setVisible(not is_hints)
        self._side.setVisible(not self.is_wide and (is_hints or not self._is_tight))
