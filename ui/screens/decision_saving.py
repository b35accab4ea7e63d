"""Choices of a draft on their way into the file: one after the other, each on top of what the one before it left."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.decisions import Decision
from app.domain.problems import Problem
from app.services.decision_drafts import ChangeDraft, change_draft
from ui.screen import DeskLike


class DraftSaver(QObject):
    """Keeps the draft as it was last written, and writes what is put into it.

    A form that wrote the same field twice without waiting would contradict itself, so one order is on its way at a
    time. ``saved`` says the decision as it is in the file now, ``refused`` the field and why it was not written.
    """

    saved = Signal(object)
    refused = Signal(str, object)
    stopped = Signal(str)
    """Something was to be done after writing, and this field stands in its way."""

    def __init__(self, desk: DeskLike, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting: dict[str, Any] = {}
        self._is_busy = False
        self._afterwards: Callable[[], None] | None = None
        self.decision: Decision | None = None
        self._under: dict[str, Decision] = {}
        """What a field was typed over, where others have written it since."""

    def begin(self, decision: Decision, typed: Mapping[str, object]) -> bool:
        """What follows is written on top of this; an answer to an earlier order may not bring back an older one.

        What is being ``typed`` stays on top of what it was typed over, so that it contradicts what came meanwhile
        instead of overwriting it; gives whether that has just happened.
        """
        shown = self.decision
        if shown is None or shown.id != decision.id:
            self.decision, self._under = decision, {}
            return False
        if self.is_writing():
            return False
        overtaken = [
            name
            for name, value in typed.items()
            if getattr(decision, name) not in (value, getattr(shown, name)) and name not in self._under
        ]
        self._under |= dict.fromkeys(overtaken, shown)
        self.decision = decision
        return bool(overtaken)

    def is_writing(self) -> bool:
        """Whether something is on its way."""
        return self._is_busy or bool(self._waiting)

    def put(self, field: str, value: object) -> None:
        """Write a choice, as soon as the ones before it are written."""
        self._waiting.pop(field, None)
        self._waiting[field] = value
        self._go_on()

    def after_writing(self, act: Callable[[], None]) -> None:
        """Do something once nothing is on its way any more; what could not be written stops it."""
        self._afterwards = act
        self._go_on()

    def _go_on(self) -> None:
        if self._is_busy:
            return
        if not self._waiting or self.decision is None:
            act, self._afterwards = self._afterwards, None
            if act is not None:
                act()
            return
        field = next(iter(self._waiting))
        value = self._waiting.pop(field)
        before = self._under.pop(field, self.decision)
        after = replace(before, **{field: value})
        if after == before:
            self._go_on()
            return
        self._is_busy = True

        def done(written: Decision) -> None:
            self._is_busy = False
            self.decision = written
            self.saved.emit(written)
            self._go_on()

        def not_done(problem: Problem) -> None:
            self._is_busy = False
            is_stopped, self._afterwards = self._afterwards is not None, None
            self.refused.emit(field, problem)
            if is_stopped:
                self.stopped.emit(field)
            self._go_on()

        self._desk.order(change_draft, ChangeDraft(before, after), done, not_done)
