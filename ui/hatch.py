"""One window's way to the desk; shut when the window goes, because models of its pages may live on for a while."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.domain.problems import Problem
from ui.screen import DeskLike

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class Hatch(QObject):
    """See ``ui.screen.DeskLike``: passes everything on until it is shut, and nothing afterwards."""

    changed = Signal(object)
    problem = Signal(object)
    busy = Signal(str, float)

    def __init__(self, desk: DeskLike) -> None:
        super().__init__()
        self._desk = desk
        self._is_shut = False
        desk.changed.connect(self.changed)
        desk.problem.connect(self.problem)
        desk.busy.connect(self.busy)

    def ask(
        self,
        service: Callable[[Any, Request], Answer],
        request: Request,
        then: Callable[[Answer], None],
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        if not self._is_shut:
            self._desk.ask(service, request, then, otherwise)

    def order(
        self,
        service: Callable[[Any, Request], Any],
        request: Request,
        then: Callable[[Any], None] | None = None,
        otherwise: Callable[[Problem], None] | None = None,
    ) -> None:
        if not self._is_shut:
            self._desk.order(service, request, then, otherwise)

    def stop(self) -> None:
        self._desk.stop()

    def shut(self) -> None:
        """Whoever still holds this end hears nothing more and is not answered."""
        self._is_shut = True
        self.blockSignals(True)
