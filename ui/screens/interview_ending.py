"""The two ends of an open sheet: the person signs their part, or the worker finishes; only what is saved can end."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.interview_rules import FindingKind
from app.domain.interviews import Interview
from app.domain.problems import Problem
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interview_reading import InterviewView
from ui.forms.sheet import Sheet
from ui.screen import DeskLike
from ui.screens.interview_saving import Saver, SavingState
from ui.screens.interview_signing import SignatureDialog


class Ending(QObject):
    """``finished`` gives the interview that was sealed, ``signed`` the signed one, ``refused`` says why not."""

    finished = Signal(object)
    signed = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: DeskLike, view: InterviewView, sheet: Sheet, saver: Saver) -> None:
        super().__init__(sheet)
        self._desk, self._view, self._sheet, self._saver = desk, view, sheet, saver
        self._wanted: Callable[[], None] | None = None
        saver.changed.connect(self._look)

    def finish(self) -> None:
        """Seal the whole, once the last answers are in the file."""
        self._when_saved(self._order_finish)

    def sign(self) -> None:
        """Ask how the person's part ended, once the last answers are in the file."""
        self._when_saved(self._ask_signature)

    def _when_saved(self, act: Callable[[], None]) -> None:
        self._sheet.flush()
        self._wanted = act
        if self._saver.is_settled():
            self._go()
        else:
            self._saver.send()

    def _look(self) -> None:
        if self._saver.state is SavingState.FAILED:
            self._wanted = None
        elif self._wanted is not None and self._saver.is_settled():
            self._go()

    def _go(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def _order_finish(self) -> None:
        request = FinishInterview(self._view.interview.id, accepts_gaps=self._has_gaps())
        self._desk.order(finish_interview, request, self._tell_finished, self._refuse)

    def _ask_signature(self) -> None:
        self._sheet.refresh()
        signed = self.signed
        window, has_gaps = self._sheet.window(), self._has_gaps()
        SignatureDialog(self._desk, self._view, window, signed.emit, accepts_gaps=has_gaps).open()

    def _has_gaps(self) -> bool:
        return any(each.kind is FindingKind.MISSING for each in self._sheet.findings())

    def _tell_finished(self, interview: Interview) -> None:
        self.finished.emit(interview)

    def _refuse(self, problem: Problem) -> None:
        self.refused.emit(problem)
