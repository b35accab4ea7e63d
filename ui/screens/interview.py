"""The interview at the kitchen table: every answer in the file within a second, whatever happens to the laptop."""

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.interview_rules import FindingKind
from app.domain.interviews import Answer, Interview
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interview_printing import PreviewInterview, PrintedInterview, preview_interview
from app.services.interview_reading import InterviewView, Lock, OpenInterview, open_interview
from app.services.interviews import FindVisit, LeavePlace, RememberPlace, find_visit, leave_place, remember_place
from app.services.ports import Changes
from ui import look
from ui.forms.sheet import Sheet
from ui.i18n import _
from ui.papers import PaperWindow
from ui.parts import Banner, Button, Chip, EmptyState, PageTitle, Span
from ui.screen import DeskLike, Navigator
from ui.screens.interview_closed import ClosedView
from ui.screens.interview_news import News
from ui.screens.interview_saving import Saver, SavingState
from ui.screens.interview_sheet import sheet_of
from ui.screens.interview_words import at_whom, failure_words, lock_words, part_words, saving_words
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
        self._wanted: RecordId | None = None
        self._is_finishing = False
        self.phrases = PhraseBook(desk, navigator, self)
        self._place = QTimer(self)
        self._place.setSingleShot(True)
        self._place.setInterval(PLACE_MS)
        self._place.timeout.connect(self._keep_place)
        self.saved = Chip()
        self.preview = Button(_("Podgląd druku"), self.show_preview)
        self.title = PageTitle(_("Wywiad"), actions=(self.saved, self.preview))
        self.title.followed.connect(self._follow)
        self.news, self.trouble, self.locked = News(), Banner("", "bad"), Banner("", "neutral")
        self.news.show_wanted.connect(self._show_news)
        self.news.box_wanted.connect(self._go_to_box)
        self.news.settling_wanted.connect(lambda: navigator.open("exchange"))
        self.locked.text.followed.connect(lambda _link: self._show_closed())
        self.nothing = EmptyState(
            _("Nie wybrano wywiadu"),
            _("Wybierz wywiad z listy."),
            _("Pokaż listę wywiadów"),
            lambda: navigator.open("interviews"),
            icon="interviews",
        )
        self.closed = ClosedView(desk, navigator)
        self.closed.answers_wanted.connect(self._show_answers)
        self.closed.print_wanted.connect(self.show_preview)
        self.closed.reread_wanted.connect(self.refresh)
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
        from ui.wording import words_of  # its areas are read only when there is something to say

        words = words_of(problem)
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
        self.view, self._is_finishing = view, False
        self.trouble.hide()
        self._show_head()
        if view.lock in (Lock.FINISHED, Lock.SIGNED):
            self._show_closed()
        else:
            self._show_sheet(view)
        self.news.tell_two_answers(view)

    def _show_head(self) -> None:
        view = self.view
        if view is None:
            self.saved.hide()
            self.preview.hide()
            self.title.set_title(_("Wywiad"))
            self.title.set_crumbs([(_("Wywiady"), "interviews")])
            return
        sign = view.case.sign or _("bez znaku")
        self.title.set_crumbs([(_("Wywiady"), "interviews"), (sign, "case"), (part_words(view.interview), "")])
        self.title.set_title(at_whom(view.person))

    def _show_closed(self) -> None:
        if self.view is None:
            return
        for part in (self.saved, self.preview, self.locked):
            part.hide()
        self.closed.show_view(self.view)
        self._pile.setCurrentWidget(self.closed)

    def _show_answers(self) -> None:
        """The answers of a finished interview, to be read."""
        if self.view is not None:
            self._show_sheet(self.view)

    def _show_sheet(self, view: InterviewView) -> None:
        self._drop_sheet()
        why = lock_words(view)
        sheet = sheet_of(view, is_locked=bool(why))
        is_over = view.lock in (Lock.FINISHED, Lock.SIGNED)
        back = [Span(" "), Span(_("Wróć do podsumowania"), link="closed")] if is_over else []
        self.locked.set_words([Span(why), *back], "neutral")
        self.locked.setVisible(bool(why))
        self.sheet = sheet
        self._pile.addWidget(sheet)
        self._pile.setCurrentWidget(sheet)
        self.preview.show()
        if not why:
            self._listen(view, sheet)
            self.phrases.serve(sheet.ready)
        self._show_saving()
        sheet.open_position(view.place or view.form.segments[0].code)
        self._remember(view.place or sheet.position())

    def _listen(self, view: InterviewView, sheet: Sheet) -> None:
        saver = Saver(self._desk, view.interview, view.records, sheet)
        self.saver = saver
        sheet.answered.connect(saver.answered)
        sheet.batch_begun.connect(saver.begin_batch)
        sheet.batch_ended.connect(saver.end_batch)
        sheet.note_changed.connect(saver.noted)
        sheet.segment_left_out.connect(saver.left_out)
        sheet.moved.connect(lambda _place: self._place.start())
        sheet.finished_wanted.connect(self._finish)
        saver.changed.connect(self._show_saving)

    def _drop_sheet(self) -> None:
        if self.sheet is not None:
            self._pile.removeWidget(self.sheet)
            self.sheet.deleteLater()
        self.sheet = self.saver = None

    # -- saving ----------------------------------------------------------------------------------------------------

    def _show_saving(self) -> None:
        if self.saver is None or self.view is None:
            self.saved.hide()
            return
        text, tone = saving_words(self.saver, self.view.workstation)
        self.saved.set(text, tone)
        self.saved.setVisible(bool(text))
        is_failed = self.saver.state is SavingState.FAILED
        self.trouble.setVisible(is_failed)
        if is_failed:
            self.trouble.set_words(failure_words(self.saver), "bad")
            self._is_finishing = False
        elif self._is_finishing and self.saver.is_settled():
            self._order_finish()

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
        """Only what is in the file can be sealed, so the last answers go first."""
        if self.sheet is None or self.saver is None:
            return
        if unseen := self.news.unseen():
            self._show_news(unseen)
            words = _("Wymiana zmieniła odpowiedzi w tym wywiadzie. Sprawdź je, zanim go zakończysz.")
            self._navigator.notice(words, "warn")
            return
        self.sheet.flush()
        self._is_finishing = True
        if self.saver.is_settled():
            self._order_finish()
        else:
            self.saver.send()

    def _order_finish(self) -> None:
        self._is_finishing = False
        if self.sheet is None or self.view is None:
            return
        has_gaps = any(each.kind is FindingKind.MISSING for each in self.sheet.findings())
        request = FinishInterview(self.view.interview.id, accepts_gaps=has_gaps)
        self._desk.order(finish_interview, request, self._finished, self._refused)

    def _finished(self, interview: Interview) -> None:
        self._wanted = interview.id
        self._desk.ask(open_interview, OpenInterview(interview.id), self._show)
        self._navigator.notice(_("Wywiad zakończony i zapieczętowany. Wydrukuj go do podpisu."))

    def _refused(self, problem: Problem) -> None:
        from ui.wording import words_of  # its areas are read only when there is something to say

        self._navigator.notice(words_of(problem).text, "bad")

    def show_preview(self) -> None:
        """The pages as they would be printed now."""
        if self.view is None:
            return
        if self.sheet is not None and self.saver is not None:
            self.sheet.flush()
            self.saver.send_all()
        self._desk.ask(preview_interview, PreviewInterview(self.view.interview.id), self._show_pages)

    def _show_pages(self, printed: PrintedInterview) -> None:
        if self.view is None:
            return
        is_draft = self.view.interview.finished_at is None
        note = _("Wersja robocza: pieczęć i podpis dopiero po zakończeniu wywiadu.") if is_draft else ""
        title = " ".join((part_words(self.view.interview), self.view.case.sign or printed.title))
        PaperWindow(self._desk, title, printed.pdf, printed.pages, self.window(), note=note).show()

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
        if self.view is None or view.interview.id != self.view.interview.id:
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
