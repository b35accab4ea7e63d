"""One long computation away from the window, before there is a desk: a passphrase is meant to take its time."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.domain.problems import Problem
from app.services.office import OurMistake
from ui.sweeping import Sweeper

log = logging.getLogger(__name__)


class Errands(QObject):
    """Runs one thing after another on a thread of its own each; answers come back on the GUI thread."""

    _came_back = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sweeper = Sweeper(self)
        self._then: Callable[[Any], None] | None = None
        self._otherwise: Callable[[Problem], None] | None = None
        self._worker: threading.Thread | None = None
        self._came_back.connect(self._hear)

    @property
    def is_out(self) -> bool:
        """Whether something is being done."""
        return self._worker is not None

    def send(self, run: Callable[[], Any], then: Callable[[Any], None], otherwise: Callable[[Problem], None]) -> None:
        """Begin; nothing else is taken until the answer is there."""
        if self._worker is not None:
            return
        self._then, self._otherwise = then, otherwise

        def work() -> None:
            answer, problem = None, None
            try:
                answer = run()
            except Problem as refused:
                problem = refused
            except Exception:  # a mistake of ours: shown as one, written down without what was typed
                log.exception("crash")
                problem = OurMistake()
            self._came_back.emit(answer, problem)

        self._sweeper.start()
        self._worker = threading.Thread(target=work, name="errand", daemon=True)
        self._worker.start()

    def wait(self) -> None:
        """Until what is being done is done, and its answer was heard: the program must not end in the middle."""
        if self._worker is not None:
            self._worker.join()
            QCoreApplication.sendPostedEvents(self)

    @Slot(object, object)
    def _hear(self, answer: object, problem: Problem | None) -> None:
        if self._worker is not None:
            self._worker.join()
        self._worker = None
        self._sweeper.stop()
        then, otherwise = self._then, self._otherwise
        self._then = self._otherwise = None
        if problem is not None and otherwise is not None:
            otherwise(problem)
        elif problem is None and then is not None:
            then(answer)
