"""Where screens ask and order.

One worker thread owns the office file and does one thing after another, so an answer asked for after an
order already shows what the order did. Answers, changes and problems come back on the GUI thread.
"""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal, Slot

from app.domain.problems import Problem
from app.services.office import Done, Office, OurMistake, Stopped
from ui.sweeping import Sweeper

if TYPE_CHECKING:
    from app.domain.persons import Clerk
    from app.domain.records import Record, RecordId
    from app.services.ports import Changes, Progress

Request = TypeVar("Request")
Answer = TypeVar("Answer")
Opener = Callable[["Progress"], tuple[Office, Callable[[], None]]]
"""Runs on the worker: opens the file and gives the office, and what closes it again."""

log = logging.getLogger(__name__)


class Watched:
    """Progress of the work in hand, read by the GUI thread ten times a second."""

    def __init__(self) -> None:
        self.text = ""
        self.done = -1.0
        self.is_stopping = False

    def step(self, text: str, done: float) -> None:
        """Say how far it is; this is where a person's wish to stop takes effect."""
        self.text, self.done = text, done
        if self.is_stopping:
            self.is_stopping = False
            raise Stopped

    def clear(self) -> None:
        """Nothing is being done."""
        self.text, self.done, self.is_stopping = "", -1.0, False


@dataclass
class _Job:
    """One thing for the worker to do, and who hears of it."""

    run: Callable[[], Any]
    then: Callable[[Any], None] | None
    otherwise: Callable[[Problem], None] | None
    is_order: bool = False
    answer: Any = None
    problem: Problem | None = None
    crash: Exception | None = None


class Desk(QObject):
    """The window's only way to the office. See ``ui.screen.DeskLike``."""

    changed = Signal(object)
    problem = Signal(object)
    busy = Signal(str, float)
    crashed = Signal(object)
    identity_changed = Signal(object)
    _finished = Signal(object)
    _tidied = Signal(object)

    def __init__(self, opener: Opener, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opener = opener
        self._office: Office | None = None
        self._close_file: Callable[[], None] = _nothing
        self._progress = Watched()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting = 0
        self._last: _Job | None = None  # what its callbacks hold must be let go here, not by the worker
        self._failures: list[Exception] = []
        self._told = ""
        self._finished.connect(self._deliver)
        self._is_clumsy = False
        self._found: list[Changes] = []
        self._tidied.connect(self._hear_tidied)
        self._timer = QTimer(self)
        self._timer.setInterval(100)
        self._timer.timeout.connect(self._tell_progress)
        self._sweeper = Sweeper(self)
        self._worker = threading.Thread(target=self._work, name="office-file", daemon=True)

    # -- GUI thread ------------------------------------------------------------------------------------------

    def start(self, then: Callable[[Office], None], otherwise: Callable[[Problem], None] | None = None) -> None:
        """Open the file in the background; after a problem it can be tried again."""
        if not self._worker.is_alive():
            self._sweeper.start()
            self._worker.start()
        self._put(_Job(self._open, then, otherwise))

    def ask(
        self,
        service: Callable[[Office, Request], Answer],
        request: Request,
        then: Callable[[Answer], None],
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        """Read in the background; ``then`` hears the answer."""
        self._put(_Job(lambda: service(self._require(), request), then, otherwise))

    def order(
        self,
        service: Callable[[Office, Request], Done[Answer]],
        request: Request,
        then: Callable[[Answer], None] | None = None,
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        """Write in the background; ``then`` hears the value, then ``changed`` fires once."""
        self._put(_Job(lambda: service(self._require(), request), then, otherwise, is_order=True))

    def sit_down(self, clerk: "Clerk") -> None:
        """Somebody else works here from now on."""

        def sit() -> "Clerk":
            self._office = replace(self._require(), clerk=clerk)
            return clerk

        self._put(_Job(sit, self.identity_changed.emit, None))

    def stop(self) -> None:
        """Ask the work in hand to stop at its next step."""
        self._progress.is_stopping = True

    def settle(self) -> list[Exception]:
        """Wait until everything is answered; gives what stopped an order meanwhile, also where a page took note."""
        self._failures = []
        while not self.is_idle and self._worker.is_alive():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return self._failures

    def close(self) -> None:
        """Finish what was ordered, then let go of the file."""
        if self._worker.is_alive():
            self._jobs.put(None)
            self._worker.join()
        self._timer.stop()
        self._sweeper.stop()

    @property
    def is_idle(self) -> bool:
        """Whether everything asked and ordered so far was answered."""
        return self._waiting == 0

    def _put(self, job: _Job) -> None:
        self._waiting += 1
        if not self._timer.isActive():
            self._timer.start()
        self._jobs.put(job)

    @Slot(object)
    def _deliver(self, job: _Job) -> None:
        self._last = job
        self._waiting -= 1
        if self._waiting == 0:
            self._timer.stop()
            self._tell_progress()
        failure = job.crash or job.problem
        if job.is_order and failure is not None:
            self._failures.append(failure)
        if job.crash is not None:
            self.crashed.emit(job.crash)
            if job.is_order and job.otherwise is not None:
                self._say(job.otherwise, OurMistake())
        elif job.problem is not None:
            self._say(job.otherwise or self.problem.emit, job.problem)
        else:
            is_done = isinstance(job.answer, Done)
            if job.then is not None:
                self._say(job.then, job.answer.value if is_done else job.answer)
            if is_done and job.answer.changes.touched:
                self.changed.emit(job.answer.changes)

    @Slot(object)
    def _hear_tidied(self, changes: "Changes") -> None:
        """Lists show who became findable."""
        self.changed.emit(changes)

    def _say(self, hear: Callable[[Any], None], what: object) -> None:
        """A page that fails to show an answer must not keep the others from hearing of the change."""
        try:
            hear(what)
        except Exception as crash:
            log.exception("an answer could not be shown")
            self.crashed.emit(crash)

    @Slot()
    def _tell_progress(self) -> None:
        text, done = self._progress.text, self._progress.done
        if text or self._told:
            from ui.wording_exchange import step_words  # when there is something to say

            self._told = text
            self.busy.emit(step_words(text), done)

    # -- worker ----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._next()) is not None:
            self._progress.clear()  # a wish to stop that came too late is not meant for this one
            try:
                job.answer = job.run()
            except Problem as problem:
                job.problem = problem
            except Exception as crash:  # a mistake of ours: shown once, work rolled back
                log.exception("crash")
                job.crash = crash
            self._progress.clear()
            self._finished.emit(job)
        self._close_file()

    def _next(self) -> _Job | None:
        """What is to be done next; while nothing is, the file does what it has put off, a little at a time."""
        while self._office is not None and self._jobs.empty() and not self._is_clumsy:
            try:
                if self._office.file.is_tidy():
                    self._tell_tidied()
                    break
                self._found.append(self._office.file.tidy_up())
            except Exception:  # the disk may be full; an order will say so, and what was put off is not lost
                log.exception("nothing was tidied up")
                self._is_clumsy = True
        return self._jobs.get()

    def _tell_tidied(self) -> None:
        """Once, when all of it is done: each telling makes every list read its order anew."""
        if self._found:
            from app.services.ports import Changes  # loaded with the file

            touched: dict[type[Record], frozenset[RecordId]] = {}
            for changes in self._found:
                for kind, ids in changes.touched.items():
                    touched[kind] = touched.get(kind, frozenset()) | ids
            self._found = []
            self._tidied.emit(Changes(touched))

    def _open(self) -> Office:
        self._office, self._close_file = self._opener(self._progress)
        return self._office

    def _require(self) -> Office:
        if self._office is None:
            raise RuntimeError("asked before the file was open")
        return self._office


def _nothing() -> None:
    """Nothing was opened, nothing is to be closed."""
