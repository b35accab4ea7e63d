"""Which theme the window wears: the chosen one, or that of the system as it changes from day to night."""

from typing import cast

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from ui import look

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def running() -> QApplication:
    """The one QApplication."""
    return cast("QApplication", QApplication.instance())


class Wardrobe(QObject):
    """Everything that is open follows a change; nothing is built anew for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wish = ""
        running().styleHints().colorSchemeChanged.connect(self._hear_system)

    def wear(self, wish: str) -> None:
        """A theme by its name, or ``look.SYSTEM``. The frame of the window, which is the system's, is told too."""
        if wish != self._wish:
            self._wish = wish
            hints = running().styleHints()
            if wish == look.SYSTEM:
                hints.unsetColorScheme()
            else:
                hints.setColorScheme(_SCHEMES[wish])
        self._put_on()

    def _put_on(self) -> None:
        wanted = look.theme_for(self._wish)
        if wanted != look.theme():
            look.apply(running(), wanted, look.scale())

    @Slot()
    def _hear_system(self) -> None:
        if self._wish == look.SYSTEM:
            self._put_on()
