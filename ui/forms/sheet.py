"""The questionnaire as it is filled in at the client's table: one segment at a time, nothing typed ever lost.

The sheet knows no desk. It is given a form, answers and circumstances, and says by signals what a person did; whoever
opened it stores each answer at once. After a crash the same place is opened again with ``open_position``.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from app.domain.answers import Answers, Key, Value
from app.domain.interview_comparison import carried, compare, proposals
from app.domain.interview_doubts import doubts
from app.domain.interview_facts import Circumstances
from app.domain.interview_filling import Filling
from app.domain.interview_rules import Finding, missing
from app.domain.questionnaires import Questionnaire, Segment
from ui import look
from ui.forms.fields import lock_line
from ui.forms.sheet_acts import OPEN, Acts, Closing, step_by_keys
from ui.forms.sheet_edge import Edge
from ui.forms.sheet_gaps import GapsPage
from ui.forms.sheet_left import Left
from ui.forms.sheet_ready import SheetShelf
from ui.forms.sheet_saving import PAUSE_MS, Pending
from ui.forms.sheet_segment import SegmentView
from ui.forms.sheet_side import Previous, Side
from ui.forms.sheet_table import AnswerTable
from ui.i18n import _
from ui.parts.card import Card

RIGHT_WIDTH = 262
NARROW = 980
"""Below this width the right column gives its room to the form and shares the left edge."""

NOTE = ("", -1)


class Sheet(QWidget):
    """A form being filled in.

    ``answered`` gives field id, row and JSON ("null" for an emptied box) within 400 ms of the last key and at once
    when the focus, the segment or the sheet is left. ``batch_begun`` and ``batch_ended`` surround many at once (a
    paste, a block taken over), so that the caller may store them in one transaction; listening to them is optional.
    ``moved`` says where to open again ("C p1c_heating 0").
    """

    answered = Signal(str, int, str)
    batch_begun = Signal()
    batch_ended = Signal()
    note_changed = Signal(str)
    segment_left_out = Signal(str, bool)
    moved = Signal(str)
    finished_wanted = Signal()

    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Answers,
        circumstances: Circumstances,
        *,
        previous: Previous | None = None,
        left_out: frozenset[str] = frozenset(),
        note: str = "",
        read_only: str = "",
        closing: Closing = OPEN,
    ) -> None:
        super().__init__()
        self.questionnaire = questionnaire
        self._answers: dict[Key, Value] = dict(answers)
        self._circumstances = circumstances
        self._last = previous or Previous({}, "")
        self._previous = self._last.answers
        self._left_out = left_out
        self._read_only, self._closed, self._is_correcting = read_only, closing.words, closing.is_correcting
        self._segment = questionnaire.segments[0]
        self._place: tuple[str, int] | tuple[()] = ()
        self._is_tight = False
        self._filling: Filling | None = None
        self._views: dict[str, SegmentView] = {}
        self._findings: tuple[Finding, ...] = ()
        self.ready = SheetShelf(self.filling, self._last, self)
        self._pending = Pending(self._give, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self.refresh)
        self._build(self._last.heading, note)
        step_by_keys(self, self._step)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self._open(self._segment)

    def filling(self) -> Filling:
        """The interview as it stands on the screen; worked out once until something changes."""
        if self._filling is None:
            self._filling = Filling(self.questionnaire, dict(self._answers), self._circumstances, self._left_out)
        return self._filling

    def answers(self) -> Mapping[Key, Value]:
        """Every answer, those that are still on their way out included."""
        return self._answers

    def findings(self) -> tuple[Finding, ...]:
        """Gaps and doubts as last worked out."""
        return self._findings

    def flush(self) -> None:
        """Give out what was typed and is still waiting."""
        self._pending.flush()

    def position(self) -> str:
        """Segment, field and row where the cursor stands, as text for the interview's record."""
        return " ".join((self._segment.code, *(str(part) for part in self._place)))

    def open_position(self, text: str) -> None:
        """Open where ``position`` was; a place that no longer exists opens the first segment."""
        code, field_id, row = [*text.split(), "", "", ""][:3]
        self.open_at(code, field_id, int(row) if row.isdigit() else 0)

    def open_at(self, code: str, field_id: str = "", row: int = 0) -> None:
        """Show a segment and put the cursor into a box of it."""
        segments = self.filling().segments
        segment = next((each for each in segments if each.code == code), segments[0])
        self._open(segment)
        view = self._views[segment.code]
        if not (field_id and view.focus_field(field_id, row)):
            view.focus_first()

    def leave_out(self, code: str, *, is_left_out: bool) -> None:
        """Mark a segment as not applying, or take the mark back."""
        segment = self.questionnaire.segment(code)
        if segment is None or self._locked(segment) or self.filling().must_be_filled(segment):
            return
        self._left_out = self._left_out | {code} if is_left_out else self._left_out - {code}
        self._filling = None
        self.segment_left_out.emit(code, is_left_out)
        self.refresh()

    def set_answers(self, answers: Answers) -> None:
        """Show answers that came from elsewhere (another workstation); what waits here goes out first."""
        self.flush()
        self._answers, self._filling = dict(answers), None
        for view in self._views.values():
            view.reload_tables(self._answers)
        self.refresh()

    def _build(self, previous_heading: str, note: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(look.GAP))
        self._left = Left(self.questionnaire)
        self._left.chosen.connect(lambda code: self.open_at(code))
        self._side = Side(previous_heading, note)
        self._edge = Edge(row, self._left, self._side)
        row.addWidget(self._edge)
        row.addWidget(self._middle(), 1)
        self._side.setFixedWidth(look.px(RIGHT_WIDTH))
        self._side.previous.carry_wanted.connect(self._carry_segment)
        self._side.known.take_wanted.connect(lambda: self._take(self._offered()))
        self._side.gaps.followed.connect(self._follow)
        self._side.note.edited.connect(lambda text: self._pending.put(*NOTE, text))
        is_read = bool(self._read_only) or self._is_correcting
        lock_line(self._side.note.writing, is_locked=is_read)
        self._side.note.setVisible(bool(note) or not is_read)
        row.addWidget(self._side)

    def _middle(self) -> QWidget:
        self._card = Card(" ", spacing=12)
        self._stack = QStackedWidget()
        self._gaps = GapsPage()
        self._gaps.followed.connect(self._follow)
        self._gaps.back_wanted.connect(lambda: self.open_at(self._segment.code))
        self._gaps.finish_wanted.connect(self.finished_wanted)
        self._stack.addWidget(self._gaps)
        self._card.add(self._stack, stretch=1)
        self._acts = Acts()
        self._acts.stepped.connect(self._step)
        self._acts.left_out.connect(lambda is_out: self.leave_out(self._segment.code, is_left_out=is_out))
        self._card.add(self._acts)
        return self._card

    def _locked(self, segment: Segment) -> str:
        """Why a segment can only be read; "" where it is typed into."""
        return self._read_only or self._closed.get(segment.code, "")

    def _open(self, segment: Segment) -> None:
        self.flush()
        if self._edge.is_wide and segment is not self._segment:
            self._widen(False)
        self._segment, self._place = segment, ()
        view = self._views.get(segment.code)
        if view is None:
            view = SegmentView(segment, self.filling)
            view.edited.connect(self._edited)
            view.settled.connect(self.refresh)
            view.taken.connect(self._take)
            view.moved.connect(self._cell_moved)
            view.many_begun.connect(self._begin_many)
            view.many_ended.connect(self._end_many)
            self.ready.serve_segment(view)
            for table in view.findChildren(AnswerTable):
                table.widening_wanted.connect(self._widen)
            for group in view.groups:
                if self._locked(segment):
                    group.lock()
                told = [each for asked in group.group.fields for each in self._last.recalled.get(asked.id, ())]
                group.recall(self._last.heading, told)
            self._views[segment.code] = view
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self._acts.show()
        self._card.set_note(self._locked(segment))
        self._card.set_title(f"{segment.code}. {segment.title}" if segment.is_printed else segment.title)
        self.refresh()

    def refresh(self) -> None:
        """Work out gaps, doubts, progress and what is asked, and show it."""
        self._soon.stop()
        filling = self.filling()
        found = () if self._read_only else missing(filling) + doubts(filling, self._previous)
        self._findings = tuple(each for each in found if each.segment not in self._closed)
        self._left.show_filling(filling, self._segment.code, is_read=bool(self._read_only))
        offered = self._offered()
        view = self._views[self._segment.code]
        view.show_answers(filling, self._findings, offered)
        previous = {} if self._locked(self._segment) or self._is_correcting else self._previous
        carries = view.show_offers(filling, previous, offered)
        self._side.known.show_count(len(offered))
        differences = compare(filling, self._previous, self._segment) if self._previous else ()
        self._side.show_segment(filling, self._segment, differences, carries, self._findings)
        self._show_acts()

    def _offered(self) -> dict[Key, Value]:
        """What the office knows for boxes that may be typed into."""
        places = self.questionnaire.places
        offered = {} if self._read_only or self._is_correcting else proposals(self.filling())
        return {key: value for key, value in offered.items() if not self._locked(places[key[0]].segment)}

    def _show_acts(self) -> None:
        may_write = not self._locked(self._segment) and not self._is_correcting
        end = "" if self._read_only else _("Zakończ wywiad")
        end = _("Zapisz sprostowanie…") if self._is_correcting else end
        self._acts.show_segment(self.filling(), self._segment, may_write=may_write, end=end, is_tight=self._is_tight)

    def _step(self, by: int) -> None:
        segments = self.filling().segments
        place = segments.index(self._segment) + by
        if 0 <= place < len(segments):
            self.open_at(segments[place].code)
        elif by > 0 and not self._read_only:
            self._finish()

    def _finish(self) -> None:
        """Nothing missing and nothing doubtful: the wish goes on at once; else everything is listed first."""
        self.flush()
        self.refresh()
        if not self._findings or self._is_correcting:
            self.finished_wanted.emit()
            return
        self._gaps.show_findings(self.filling(), self._findings)
        self._card.set_title(_("Zanim zakończysz"))
        self._stack.setCurrentWidget(self._gaps)
        self._acts.hide()

    def _follow(self, finding: Any) -> None:
        if isinstance(finding, Finding):
            self.open_at(finding.segment, finding.field_id, finding.row)

    def _edited(self, field_id: str, row: int, value: Any) -> None:
        self._keep(field_id, row, value)
        self._soon.start()

    def _keep(self, field_id: str, row: int, value: Value) -> None:
        self._answers[field_id, row], self._filling = value, None
        self._pending.put(field_id, row, value)

    def _take(self, offer: Any) -> None:
        """Accept proposed or carried answers: they are answers from now on."""
        self._begin_many()
        for (field_id, row), value in dict(offer).items():
            self._keep(field_id, row, value)
        self._end_many()
        for view in self._views.values():
            view.reload_tables(self._answers)
        self.refresh()

    def _begin_many(self) -> None:
        self.flush()
        self.batch_begun.emit()

    def _end_many(self) -> None:
        self.flush()
        self.batch_ended.emit()

    def _carry_segment(self) -> None:
        filling, offer = self.filling(), dict[Key, Value]()
        for group in self._segment.groups:
            offer |= carried(filling, self._previous, group)
        self._take(offer)

    def _give(self, field_id: str, row: int, text: str) -> None:
        if (field_id, row) == NOTE:
            self.note_changed.emit(self._side.note.writing.toPlainText())
        else:
            self.answered.emit(field_id, row, text)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and self.isAncestorOf(old):
            self.flush()
        if new is not None and self.isAncestorOf(new):
            view = self._views[self._segment.code]
            if view.isAncestorOf(new):
                view.bring_focused(new)
                self._stand(view.owner_of(new))

    def _cell_moved(self) -> None:
        self._stand(self._views[self._segment.code].owner_of(self.window().focusWidget()))

    def _stand(self, place: tuple[str, int] | None) -> None:
        if place is not None and place != self._place:
            self._place = place
            self.moved.emit(self.position())

    def _widen(self, is_wide: bool) -> None:  # a slot
        self._edge.set_wide(is_wide)
        if (view := self._views.get(self._segment.code)) is not None:
            for table in view.findChildren(AnswerTable):
                table.set_wide(is_wide)
            QTimer.singleShot(0, view, view.bring_current)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        is_tight = self.width() < look.px(NARROW)
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._edge.set_tight(is_tight)
            self._show_acts()

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.flush()
        super().closeEvent(event)
