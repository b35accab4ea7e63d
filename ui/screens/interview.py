"""The interview at the kitchen table: every answer in the file within a second, whatever happens to the laptop."""

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.interviews import Answer, Interview
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.interview_reading import InterviewView, Lock, OpenInterview, open_interview
from app.services.interviews import FindVisit, LeavePlace, RememberPlace, find_visit, leave_place, remember_place
from app.services.ports import Changes
from ui import look
from ui.forms.sheet import Sheet
from ui.i18n import _
from ui.parts import Banner, Button, PageTitle
from ui.screen import DeskLike, Navigator
from ui.screens.interview_closed import ClosedView
from ui.screens.interview_correcting import Correcting
from ui.screens.interview_ending import Ending
from ui.screens.interview_evidence import EvidenceDialog
from ui.screens.interview_news import News
from ui.screens.interview_pages import head_words, nothing_chosen, problem_words, show_pages
from ui.screens.interview_saved import SavedChip
from ui.screens.interview_saving import Saver, SavingState
from ui.screens.interview_sheet import sheet_of
from ui.screens.interview_words import OVER, at_whom, failure_words, locked_words, place_of
from ui.screens.phrases import PhraseBook

PLACE_MS = 200


class InterviewPage(QWidget):
    """One interview at a time; ``opened(interview_id=…)`` or ``opened(case_id=…)`` shows another."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.view: InterviewView | None = None
        self.sheet: Sheet | None = None
        self.saver: Saver | None = None
        self.correcting: Correcting | None = None
        self.ending: Ending | None = None
        self._wanted: RecordId | None = None
        self._wants_summary = False
        self.phrases = PhraseBook(desk, navigator, self)
        self._place = QTimer(self)
        self._place.setSingleShot(True)
        self._place.setInterval(PLACE_MS)
        self._place.timeout.connect(self._keep_place)
        self.saved = SavedChip()
        self.preview = Button(_("Podgląd druku"), self.show_preview)
        self.sign = Button(_("Podpis osoby…"), self._ask_signature)
        self.evidence = Button(_("Dokumenty…"), self._show_evidence)
        self.title = PageTitle(_("Wywiad"), actions=(self.saved, self.evidence, self.sign, self.preview))
        self.title.followed.connect(self._follow)
        self.news, self.trouble, self.locked = News(), Banner("", "bad"), Banner("", "neutral")
        self.news.show_wanted.connect(self._show_news)
        self.news.box_wanted.connect(self._go_to_box)
        self.news.settling_wanted.connect(lambda: navigator.open("exchange"))
        self.locked.text.followed.connect(self._follow_banner)
        self.nothing = nothing_chosen(navigator)
        self.closed = ClosedView(desk, navigator)
        self.closed.answers_wanted.connect(self._show_answers)
        self.closed.print_wanted.connect(self.show_preview)
        self.closed.correction_wanted.connect(self._correct)
        self.closed.reread_wanted.connect(self._reread)
        self._pile = QStackedWidget()
        self._pile.addWidget(self.nothing)
        self._pile.addWidget(self.closed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        for banner in (self.trouble, self.news, self.locked):
            banner.hide()
            column.addWidget(banner)
        column.addWidget(self._pile, 1)
        self._show_head()
        desk.changed.connect(self._hear)

    # -- what the window asks --------------------------------------------------------------------------------------

    def opened(self, interview_id: RecordId | None = None, case_id: RecordId | None = None, **_args: Any) -> None:
        """Show an interview, that of a case, or the one that is open already."""
        if interview_id is not None:
            self._open(interview_id)
        elif case_id is not None:
            self._desk.order(find_visit, FindVisit(case_id), self._open)
        elif self.view is not None:
            self._come_back()

    def leaving(self) -> None:
        """Everything typed goes into the file before another page comes."""
        if self.sheet is None or self.saver is None or self.view is None:
            return
        self.sheet.flush()
        self.saver.send_all()
        if self._place.isActive():
            self._keep_place()
        self._desk.ask(leave_place, LeavePlace(self.view.interview.id), lambda _done: None)

    def refresh(self) -> None:
        """Look what the file has now; what is being typed stays."""
        if self.view is not None:
            self._desk.ask(open_interview, OpenInterview(self.view.interview.id), self._look)

    # -- opening ---------------------------------------------------------------------------------------------------

    def _open(self, interview_id: RecordId) -> None:
        if self.view is not None and self.view.interview.id == interview_id:
            self._come_back()
            return
        self.leaving()
        self._wanted = interview_id
        self._desk.ask(open_interview, OpenInterview(interview_id), self._show, self._cannot_open)

    def _cannot_open(self, problem: Problem) -> None:
        """Say why where the form would stand: an interview of a part that this program does not have, for one."""
        words = problem_words(problem)
        self._drop_sheet()
        self.view = self._wanted = None
        for banner in (self.news, self.trouble, self.locked):
            banner.hide()
        self.nothing.set(words.what, f"{words.why} {words.now}")
        self._pile.setCurrentWidget(self.nothing)
        self._show_head()

    def _come_back(self) -> None:
        self.refresh()
        self._keep_place()

    def _show(self, view: InterviewView) -> None:
        """Build the sheet anew; an answer to an older question is dropped."""
        if self._wanted not in (None, view.interview.id):
            return
        self._wanted = None
        self._drop_sheet()
        self.view = view
        self.trouble.hide()
        self._show_head()
        if view.lock in OVER or view.strays or self._wants_summary:
            self._show_closed()
        else:
            self._show_sheet(view)
        self.news.tell_two_answers(view)

    def _show_head(self) -> None:
        view = self.view
        if view is None:
            for part in (self.saved, self.evidence, self.sign, self.preview):
                part.hide()
            self.title.set_title(_("Wywiad"))
            self.title.set_crumbs([(_("Wywiady"), "interviews")])
            return
        self.title.set_crumbs(head_words(view))
        self.title.set_title(at_whom(view.person))
        self.evidence.show()

    def _show_closed(self) -> None:
        self._wants_summary = False
        if self.view is None:
            return
        self._drop_sheet()
        for part in (self.saved, self.sign, self.preview, self.locked):
            part.hide()
        self.closed.show_view(self.view)
        self._pile.setCurrentWidget(self.closed)

    def _show_answers(self) -> None:
        if self.view is not None:
            self._show_sheet(self.view)

    def _show_sheet(self, view: InterviewView) -> None:
        self._drop_sheet()
        is_locked = view.lock not in (Lock.OPEN, Lock.PARTLY)
        sheet = sheet_of(view, is_locked=is_locked)
        self.locked.set_words(locked_words(view), "neutral")
        self.locked.setVisible(view.lock is not Lock.OPEN)
        self._put(sheet)
        self.preview.show()
        self.sign.setVisible(view.lock is Lock.OPEN)
        if not is_locked:
            self._listen(view, sheet)
            self.phrases.serve(sheet.ready)
        self._show_saving()
        sheet.open_position(place_of(view))
        self._remember(view.place or sheet.position())

    def _put(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._pile.addWidget(sheet)
        self._pile.setCurrentWidget(sheet)

    def _correct(self) -> None:
        """What is closed opens for a correction; nothing is written before its reason is given."""
        if self.view is None:
            return
        self._drop_sheet()
        sheet = sheet_of(self.view, is_locked=False, is_correcting=True)
        self.correcting = Correcting(self._desk, self.view, sheet, self.locked, self)
        self.correcting.done.connect(self._reread)
        self.correcting.dropped.connect(self._show_closed)
        self._put(sheet)

    def _reread(self) -> None:
        if self.view is not None:
            self._desk.ask(open_interview, OpenInterview(self.view.interview.id), self._show)

    def _follow_banner(self, link: str) -> None:
        if self.correcting is not None:
            self.correcting.follow(link)
        elif self.saver is None:
            self._show_closed()
        else:
            self.leaving()
            self._wants_summary = True
            self._reread()

    def _listen(self, view: InterviewView, sheet: Sheet) -> None:
        saver = Saver(self._desk, view.interview, view.records, sheet)
        self.saver = saver
        saver.hear(sheet)
        sheet.moved.connect(lambda _place: self._place.start())
        sheet.finished_wanted.connect(self._finish)
        saver.changed.connect(self._show_saving)
        self.ending = Ending(self._desk, view, sheet, saver)
        self.ending.finished.connect(self._finished)
        self.ending.signed.connect(self._signed)
        self.ending.refused.connect(self._refused)

    def _drop_sheet(self) -> None:
        if self.sheet is not None:
            self._pile.removeWidget(self.sheet)
            self.sheet.deleteLater()
        self.sheet = self.saver = self.correcting = self.ending = None

    # -- saving ----------------------------------------------------------------------------------------------------

    def _show_saving(self) -> None:
        if self.saver is None or self.view is None:
            self.saved.hide()
            return
        self.saved.follow(self.saver, self.view.workstation)
        is_failed = self.saver.state is SavingState.FAILED
        self.trouble.setVisible(is_failed)
        if is_failed:
            self.trouble.set_words(failure_words(self.saver), "bad")

    def _keep_place(self) -> None:
        self._place.stop()
        if self.sheet is not None:
            self._remember(self.sheet.position())

    def _remember(self, place: str) -> None:
        """Where to open again, also after a crash; only what is being written can be interrupted."""
        if self.saver is not None and self.view is not None:
            self._desk.ask(remember_place, RememberPlace(self.view.interview.id, place), lambda _done: None)

    # -- the end ---------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        """Only what the worker has seen can be sealed."""
        if self.ending is not None and not self.news.stops(self._navigator):
            self.ending.finish()

    def _ask_signature(self) -> None:
        if self.ending is not None and not self.news.stops(self._navigator):
            self.ending.sign()

    def _finished(self, interview: Interview) -> None:
        self._wanted = interview.id
        self._reread()
        is_signed = interview.signed_on is not None
        words = _("Wywiad zakończony i zapieczętowany. Przekaż go kierownikowi.") if is_signed else ""
        self._navigator.notice(words or _("Wywiad zakończony i zapieczętowany. Wydrukuj go do podpisu."))

    def _signed(self, _interview: Interview) -> None:
        self._reread()
        self._navigator.notice(_("Odpowiedzi osoby zamknięte. Część pracownika zostaje otwarta."))

    def _refused(self, problem: Problem) -> None:
        self._navigator.notice(problem_words(problem).text, "bad")

    def show_preview(self) -> None:
        """The pages as they would be printed now."""
        if self.view is None:
            return
        if self.sheet is not None and self.saver is not None:
            self.sheet.flush()
            self.saver.send_all()
        show_pages(self._desk, self.view, self.window())

    def _show_evidence(self) -> None:
        if self.view is not None:
            self.leaving()
            EvidenceDialog(self._desk, self._navigator, self.view.interview, self.window()).open()

    # -- what others change ----------------------------------------------------------------------------------------

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        """An import may have changed what is on the screen. What this form wrote itself is no news."""
        if self.view is None or not changes.touches(Answer, Interview):
            return
        touched = {*changes.touched.get(Answer, ()), *changes.touched.get(Interview, ())}
        own = self.saver.own if self.saver is not None else frozenset()
        if self.saver is not None:
            self.saver.own = frozenset()
        if touched - own:
            self.refresh()

    def _look(self, view: InterviewView) -> None:
        """Compare the file with the form: tell which boxes differ, or build anew where the whole is another."""
        if self.view is None or view.interview.id != self.view.interview.id or self.correcting is not None:
            return
        if view.lock is not self.view.lock or self.saver is None:
            if self.saver is None or self.saver.is_settled():
                self._show(view)
            return
        if changed := self.saver.differing(view.records):
            self.news.tell_changes(view, len(changed))
        else:
            self.saver.adopt(view.interview, view.records)
            self.news.tell_two_answers(view)

    def _show_news(self, view: InterviewView) -> None:
        """Put what arrived into the form."""
        if self.sheet is None or self.saver is None:
            return
        self.sheet.flush()
        changed = self.saver.differing(view.records)
        typed = {key: self.sheet.answers()[key] for key in self.saver.unsaved()}
        self.saver.adopt(view.interview, view.records)
        self.sheet.set_answers({**view.answers, **typed})
        self.view = view
        self.news.tell_boxes(view, changed)

    def _go_to_box(self, segment: str, field_id: str, row: int) -> None:
        if self.sheet is not None:
            self.sheet.open_at(segment, field_id, row)

    def _follow(self, target: str) -> None:
        if target == "case" and self.view is not None:
            self._navigator.open("case", case_id=self.view.case.id)
        else:
            self._navigator.open("interviews")
