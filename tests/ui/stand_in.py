"""A desk for tests of the window alone: it answers at once, on the same thread, from no file."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.problems import Problem


class StandInDesk(QObject):
    """Keeps the contract of ``ui.screen.DeskLike``; services get None for the office."""

    changed = Signal(object)
    problem = Signal(object)
    busy = Signal(str, float)

    def __init__(self) -> None:
        super().__init__()
        self.stops = 0

    def ask(
        self,
        service: Callable[[Any, Any], Any],
        request: Any,
        then: Callable[[Any], None],
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        try:
            answer = service(None, request)
        except Problem as problem:
            (otherwise or self.problem.emit)(problem)
            return
        then(answer)

    def order(
        self,
        service: Callable[[Any, Any], Any],
        request: Any,
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        self.ask(service, request, then or (lambda _answer: None), otherwise)
        self.changed.emit(None)

    def stop(self) -> None:
        self.stops += 1
