"""What happened, newest first: when, what, who."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import look
from ui.parts.text import Rich, Span, Text, Words, spans


@dataclass(frozen=True)
class Event:
    """One line. ``what`` may carry inks and links; ``who`` is muted after a dash."""

    when: str
    what: Words
    who: str = ""


class Timeline(QWidget):
    """The lines in two columns; links in them are said by ``followed``."""

    followed = Signal(str)

    def __init__(self, events: Sequence[Event] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(7))
        self._grid.setColumnMinimumWidth(0, look.px(98))
        self._grid.setColumnStretch(1, 1)
        self._labels: list[QWidget] = []
        self.set_events(events)

    def set_events(self, events: Sequence[Event]) -> None:
        for label in self._labels:
            self._grid.removeWidget(label)
            label.deleteLater()
        self._labels = []
        for row, event in enumerate(events):
            when = Text(event.when, "note", "muted")
            what = Rich((*spans(event.what), *self._who(event)), "text")
            what.followed.connect(self.followed)
            self._grid.addWidget(when, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(what, row, 1)
            self._labels += [when, what]

    @staticmethod
    def _who(event: Event) -> tuple[Span, ...]:
        return (Span(f" — {event.who}", "muted"),) if event.who else ()
