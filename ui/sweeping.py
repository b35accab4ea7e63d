"""Python's garbage is collected on the GUI thread only.

Objects of Qt that lie in a reference cycle die where the collector happens to run. On the worker of the desk that would
destroy windows, models and timers on a foreign thread, and Qt answers with a crash some events later. So while a worker
runs, the automatic collector is off and a timer of the GUI thread does its work.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 500


class Sweeper(QObject):
    """Collects what Python's own thresholds would, young objects often and old ones seldom."""

    _running = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.sweep)

    def start(self) -> None:
        """Take over from Python; with several desks the first one does and the last one gives back."""
        if self._timer.isActive():
            return
        self._timer.start()
        Sweeper._running += 1
        gc.disable()

    def stop(self) -> None:
        """Sweep once more and give back."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        Sweeper._running -= 1
        gc.collect()
        if not Sweeper._running:
            gc.enable()

    @Slot()
    def sweep(self) -> None:
        """The oldest generation that is due, as the collector itself decides."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
