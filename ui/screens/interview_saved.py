"""The chip that says what became of the last answers."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ui.parts import Chip
from ui.screens.interview_saving import Saver, SavingState
from ui.screens.interview_words import saving_words

SLOW_MS = 200
"""Saving that takes no longer is not told: nobody could read it, and the page would be laid out anew at every key."""


class SavedChip(Chip):
    """Follows one sheet's saving."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "neutral", parent)
        self._told: tuple[Saver, str] | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say)

    def follow(self, saver: Saver, workstation: str) -> None:
        """Say how the saving stands; that it is on its way only once it takes long."""
        self._told = saver, workstation
        if saver.state is SavingState.SAVING:
            self._slow.start()
        else:
            self._say()

    def _say(self) -> None:
        self._slow.stop()
        if self._told is not None:
            text, tone = saving_words(*self._told)
            self.set(text, tone)
            self.setVisible(bool(text))
