"""Looks into inbox and outbox now and then: the folders beside the program's work, what lies in them at the desk."""

from __future__ import annotations  # a workstation without folders need not load what tends them

import threading
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.services.exchange.folders import AskFolders, Folders, Sights, ask_folders, sight
from app.services.exchange.tending import Fate, Seen, Tended, TendFolders, tend_folders
from ui.screen import DeskLike

EVERY_MS = 5 * 60 * 1000
STILL_ARRIVING_MS = 20_000
LONGEST_LEAVE_S = 2.0


class Idle(Protocol):
    """Says whether nobody waits for an answer."""

    @property
    def is_idle(self) -> bool:
        """Whether everything asked and ordered so far was answered."""


class FolderWatch(QObject):
    """``tended`` says what a look has found, None without folders; ``arrived`` what nobody has been told of yet.

    A folder on a slow network is looked at on a thread of its own, so neither the window nor the office file waits for
    it. While one look goes on, no other begins.
    """

    tended = Signal(object)
    arrived = Signal(object)
    _sighted = Signal(object)

    def __init__(self, desk: DeskLike, idle: Idle | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._idle = desk, idle
        self._before: tuple[Seen, ...] = ()
        self._told: frozenset[Seen] = frozenset()
        self._is_asked = False
        self._thread: threading.Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look_when_idle)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(STILL_ARRIVING_MS)
        self._soon.timeout.connect(self._look_when_idle)
        self._sighted.connect(self._hand_in)

    def start(self) -> None:
        """Look now, and then every few minutes."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more; a look that hangs on the network is left to itself."""
        self._timer.stop()
        self._soon.stop()
        if self._thread is not None:
            self._thread.join(LONGEST_LEAVE_S)
            self._thread = None

    def look(self, *, is_asked: bool = False) -> None:
        """Look now; ``is_asked`` also writes a bundle for everybody."""
        self._is_asked = self._is_asked or is_asked
        if self._thread is None:
            self._desk.ask(ask_folders, AskFolders(), self._sight)

    @Slot()
    def _look_when_idle(self) -> None:
        if self._idle is None or self._idle.is_idle:
            self.look()

    def _sight(self, folders: Folders) -> None:
        if self._thread is not None:
            return
        if not folders.is_any:
            self._before = ()
            self.tended.emit(None)
            return
        self._thread = threading.Thread(target=self._look_away, args=(folders,), name="inbox", daemon=True)
        self._thread.start()

    def _look_away(self, folders: Folders) -> None:
        self._sighted.emit(sight(folders))

    @Slot(object)
    def _hand_in(self, sights: Sights) -> None:

        if self._thread is None:
            return
        self._thread.join()
        self._thread = None
        request = TendFolders(sights, self._before, is_asked=self._is_asked)
        self._is_asked = False
        self._desk.order(tend_folders, request, self._hear)

    def _hear(self, found: Tended) -> None:

        self._before = found.seen
        if found.of(Fate.ARRIVING) and self._timer.isActive():
            self._soon.start()
        self.tended.emit(found)
        news = frozenset((*found.of(Fate.OFFERED), *found.of(Fate.LOADED)))
        if news - self._told:
            self.arrived.emit(found)
        self._told = news
