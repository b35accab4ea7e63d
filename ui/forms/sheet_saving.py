"""When what was typed leaves the sheet: soon after the last key, and never long after the first."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.domain.answers import Key, Value, to_json

PAUSE_MS = 400
LONGEST_MS = 700
"""Somebody who types without a pause is saved this often, so that a dead battery costs less than a second."""


class Pending(QObject):
    """Answers on their way out. ``give`` gets each once, as JSON, in the order they were typed."""

    def __init__(self, give: Callable[[str, int, str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._give = give
        self._waiting: dict[Key, Value] = {}
        self._first_at = 0.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.flush)

    def put(self, field_id: str, row: int, value: Value) -> None:
        """Keep the newest value of a box until the pause or the limit."""
        now = time.monotonic()
        if not self._waiting:
            self._first_at = now
        self._waiting.pop((field_id, row), None)
        self._waiting[field_id, row] = value
        spent = int((now - self._first_at) * 1000)
        if spent >= LONGEST_MS:
            self.flush()
        else:
            self._pause.start(min(PAUSE_MS, LONGEST_MS - spent))

    def flush(self) -> None:
        """Give everything out now."""
        self._pause.stop()
        waiting, self._waiting = self._waiting, {}
        for (field_id, row), value in waiting.items():
            self._give(field_id, row, to_json(value))

    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting
