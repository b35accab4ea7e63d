"""From the sheet into the file: what was typed while an order is on its way goes together with the next one.

A new answer has to name the answer that the form showed, and that is known only when the order before it was answered.
What could not be saved stays here and in its box, and is tried again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.answers import Key, to_json
from app.domain.interviews import Answer, Interview
from app.domain.problems import Problem, Refusal
from app.domain.records import RecordId
from app.services.interview_answers import AnswerQuestions, Given, answer_questions
from app.services.interviews import LeaveOutSegment, ReadClock, WriteNote, leave_out_segment, read_clock, write_note
from ui.forms.sheet import Sheet
from ui.screen import DeskLike

RETRY_MS = 3000
EMPTY = to_json(None)


class SavingState(StrEnum):
    """What the chip says."""

    IDLE = "idle"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(eq=False)
class Batch:
    """What goes into the file together, or waits to; the newest of each."""

    answers: dict[Key, str] = field(default_factory=dict)
    note: str | None = None
    left_out: dict[str, bool] = field(default_factory=dict)

    def is_empty(self) -> bool:
        return not self.answers and self.note is None and not self.left_out

    def take_back(self, older: "Batch") -> None:
        """What failed waits again, unless something newer was typed into the same box."""
        self.answers = {**older.answers, **self.answers}
        self.note = older.note if self.note is None else self.note
        self.left_out = {**older.left_out, **self.left_out}


class Saver(QObject):
    """Orders what the sheet gives out. ``changed`` says that ``state``, ``problem`` or ``saved_at`` is another.

    ``records`` and ``interview`` are what the form shows; ``own`` are the records that the last answered order wrote.
    """

    changed = Signal()

    def __init__(
        self, desk: DeskLike, interview: Interview, records: Mapping[Key, Answer], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.state = SavingState.IDLE
        self.problem: Problem | None = None
        self.saved_at: datetime | None = None
        self.interview = interview
        self.records = dict(records)
        self.own: frozenset[RecordId] = frozenset()
        self._desk = desk
        self._waiting, self._refused = Batch(), Batch()
        self._flying: list[Batch] = []
        self._is_giving = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(RETRY_MS)
        self._again.timeout.connect(self.send)

    def hear(self, sheet: Sheet) -> None:
        """Keep whatever this sheet gives out."""
        sheet.answered.connect(self.answered)
        sheet.batch_begun.connect(self.begin_batch)
        sheet.batch_ended.connect(self.end_batch)
        sheet.note_changed.connect(self.noted)
        sheet.segment_left_out.connect(self.left_out)

    # -- what the sheet says ---------------------------------------------------------------------------------------

    def answered(self, field_id: str, row: int, text: str) -> None:
        """A box holds something else."""
        self._refused.answers.pop((field_id, row), None)
        self._waiting.answers.pop((field_id, row), None)
        self._waiting.answers[field_id, row] = text
        self.send()

    def noted(self, text: str) -> None:
        """The worker's own note."""
        self._refused.note = None
        self._waiting.note = text
        self.send()

    def left_out(self, code: str, is_left_out: bool) -> None:  # a slot
        """A segment does not apply, or does."""
        self._refused.left_out.pop(code, None)
        self._waiting.left_out[code] = is_left_out
        self.send()

    def begin_batch(self) -> None:
        """Many answers follow that belong together."""
        self._is_giving = True

    def end_batch(self) -> None:
        """They are all there."""
        self._is_giving = False
        self.send()

    # -- what the page asks ----------------------------------------------------------------------------------------

    def is_settled(self) -> bool:
        """Whether everything typed is in the file."""
        return not self._flying and self._waiting.is_empty() and self._refused.is_empty()

    def unsaved(self) -> set[Key]:
        """Boxes whose newest answer is not in the file yet."""
        return {key for each in (self._waiting, self._refused, *self._flying) for key in each.answers}

    def differing(self, records: Mapping[Key, Answer]) -> list[Key]:
        """Boxes that the file holds otherwise than the form shows; what is on its way is not among them."""
        unsaved = self.unsaved()
        shown = {key: record.value for key, record in self.records.items()}
        return [key for key, record in records.items() if key not in unsaved and record.value != shown.get(key, EMPTY)]

    def adopt(self, interview: Interview, records: Mapping[Key, Answer]) -> None:
        """The form shows these from now on, except in boxes that somebody is typing into."""
        kept = {key: self.records[key] for key in self.unsaved() if key in self.records}
        self.interview = interview
        self.records = {**records, **kept}

    def send(self) -> None:
        """Order what waits, unless an order is on its way or many answers are being given."""
        if not self._flying and not self._is_giving:
            self.send_all()

    def send_all(self) -> None:
        """Order what waits at once, also beside an order on its way: the sheet is being left."""
        self._again.stop()
        if self._waiting.is_empty():
            return
        going, self._waiting = self._waiting, Batch()
        self._show(SavingState.SAVING)
        if going.answers:
            self._order_answers(going.answers)
        if going.note is not None:
            self._order_note(going.note)
        for code, is_left_out in going.left_out.items():
            request = LeaveOutSegment(self.interview.id, code, is_left_out=is_left_out)
            self._order(Batch(left_out={code: is_left_out}), leave_out_segment, request, self._heard_interview)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _order_answers(self, answers: dict[Key, str]) -> None:
        """Boxes that are on their way already are replaced as they will be, whatever the form showed before."""
        flying = {key for each in self._flying for key in each.answers}
        newer = {key: text for key, text in answers.items() if key in flying}
        others = {key: text for key, text in answers.items() if key not in flying}
        for group, shown in ((newer, None), (others, self.interview)):
            if group:
                given = tuple(
                    Given(*key, text, self.records.get(key) if shown is not None else None)
                    for key, text in group.items()
                )
                request = AnswerQuestions(self.interview.id, given, shown)
                self._order(Batch(answers=group), answer_questions, request, self._heard_answers)

    def _order_note(self, note: str) -> None:
        is_flying = any(each.note is not None for each in self._flying)
        request = WriteNote(self.interview.id, note, None if is_flying else self.interview)
        self._order(Batch(note=note), write_note, request, self._heard_interview)

    def _order(self, going: Batch, service: Any, request: Any, heard: Any) -> None:
        self._flying.append(going)

        def landed(value: Any) -> None:
            heard(value)
            self._landed(going)

        self._desk.order(service, request, landed, lambda problem: self._failed(going, problem))

    def _heard_answers(self, kept: tuple[Answer, ...]) -> None:
        self.records |= {(each.field_id, each.row): each for each in kept}
        self.own = frozenset({*(each.id for each in kept), self.interview.id})

    def _heard_interview(self, interview: Interview) -> None:
        self.interview = interview
        self.own = frozenset({interview.id})

    def _landed(self, going: Batch) -> None:
        self._flying.remove(going)
        if self._flying:
            return
        if not self._waiting.is_empty():
            self.send()
        elif self._refused.is_empty():
            self.problem = None
            self._desk.ask(read_clock, ReadClock(), self._saved)
        else:
            self._show(SavingState.FAILED)

    def _saved(self, at: datetime) -> None:
        if self.is_settled():
            self.saved_at = at
            self._show(SavingState.SAVED)

    def _failed(self, going: Batch, problem: Problem) -> None:
        """A trouble of the world is tried again by itself; what is refused waits until its box is typed into.

        One answer that cannot be kept must not hold back those that were ordered with it.
        """
        self._flying.remove(going)
        if isinstance(problem, Refusal) and len(going.answers) > 1:
            for key, text in going.answers.items():
                self._order_answers({key: text})
            return
        self.problem = problem
        if isinstance(problem, Refusal):
            self._refused.take_back(going)
        else:
            self._waiting.take_back(going)
            self._again.start()
        self._show(SavingState.FAILED)

    def _show(self, state: SavingState) -> None:
        self.state = state
        self.changed.emit()
