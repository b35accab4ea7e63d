"""One case: where it stands, on what the family lives, what is missing, what lies in the folder, what happened."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.case_course import Closing
from app.domain.cases import Application, Case, CaseEvent, Document, Report
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.households import Household, Member
from app.domain.incomes import Income
from app.domain.interviews import Interview
from app.domain.persons import Address, Person
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.case_checks import NextAct
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.ports import Changes
from app.services.ruling_waits import WaitState
from ui import look
from ui.case_words import stage_chip
from ui.i18n import _
from ui.parts import Banner, Button, Chip, Columns, EmptyState, NextCard, PageTitle, Span, Step, Stepper
from ui.screen import DeskLike, Navigator
from ui.screens.case_acts import CaseActs
from ui.screens.case_cards import CourseCard, FamilyCasesCard, PapersCard
from ui.screens.case_income import IncomeCard
from ui.screens.case_letters import FOLDER, CaseLetters
from ui.screens.case_next import act_words, checks_of, next_words, steps_of
from ui.screens.case_ruling import wait_words
from ui.screens.steps_tree import excluded

_WATCHED = (
    Address, Application, Case, CaseEvent, Decision, Delivery, Document, Household, Income, Interview, Member, Person,
    Report,
)  # fmt: skip


class CasePage(QWidget):
    """Reads the case when it is opened and whenever something of it changed; orders, and draws what comes back."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._case_id: RecordId | None = None
        self._view: CaseView | None = None
        self._edition = 0
        self.letters = CaseLetters(desk, navigator, self)
        self.acts = CaseActs(desk, navigator, self)
        self.title = PageTitle("")
        self.warning = Banner("", "bad")
        self.steps = Stepper()
        self.steps_shown: list[Step] = []
        self.income, self.course = IncomeCard(), CourseCard()
        self.next_card, self.papers, self.family_cases = NextCard(), PapersCard(), FamilyCasesCard()
        self._build()
        self._wire()
        desk.changed.connect(self._hear)

    # -- what the window asks ------------------------------------------------------------------------------------

    def opened(self, case_id: RecordId | None = None, show_paper: RecordId | None = None, **_args: Any) -> None:
        """Show a case; with ``show_paper`` one of its papers is opened at once."""
        if case_id is not None and case_id != self._case_id:
            self._case_id, self._view = case_id, None
            self._body.hide()
        self._ask()
        if show_paper is not None:
            self.letters.show_paper(show_paper)

    def refresh(self) -> None:
        self._ask()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.urgent = Chip(_("pilna"), "bad")
        self.write = Button(_("Pismo…"), self._show_letters)
        self.folder = Button(_("Drukuj teczkę"), lambda: self.letters.draft(FOLDER, {}))
        self.more = Button(_("Więcej…"), self._show_more)
        self.primary = Button("", self.acts.go_on, kind="primary")
        self.title.add_actions(self.urgent, self.more, self.write, self.folder, self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(look.px(look.GAP))
        columns = Columns()
        left, right = columns.column(66, 560), columns.column(34, 280)
        left.addWidget(self.income)
        left.addWidget(self.course, 1)
        right.addWidget(self.next_card)
        right.addWidget(self.papers)
        right.addWidget(self.family_cases, 1)
        for part in (self.title, self.warning, self.steps):
            body.addWidget(part)
        body.addWidget(columns, 1)
        self.missing = EmptyState(_("Nie wybrano sprawy"), _("Otwórz sprawę z listy albo znajdź ją: Ctrl+K."))
        self._body.hide()
        column.addWidget(self._body, 1)
        column.addWidget(self.missing, 1)

    def _wire(self) -> None:
        self.title.followed.connect(self._follow_crumb)
        self.warning.text.followed.connect(self.acts.follow_warning)
        self.next_card.followed.connect(self.acts.mend)
        self.income.edit.connect(self.acts.edit_income)
        self.income.add_wanted.connect(self.acts.add_income)
        self.income.remove.connect(self.acts.remove_income)
        self.income.explain.connect(self.acts.explain)
        self.papers.opened.connect(lambda paper: self.letters.show_paper(paper.document.id))
        self.papers.report_wanted.connect(lambda report: self._navigator.open("report", report_id=report.id))
        self.papers.deliver.connect(self.acts.deliver)
        self.papers.add_wanted.connect(lambda: self.acts.add_paper(None))
        self.family_cases.opened.connect(lambda case_id: self._navigator.open("case", case_id=case_id))

    # -- reading -------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._case_id is None:
            return
        self._edition += 1
        edition = self._edition

        def arrived(view: CaseView) -> None:
            if edition == self._edition:
                self._show(view)

        self._desk.ask(open_case, OpenCase(self._case_id), arrived, self._not_there)

    def _hear(self, changes: Changes) -> None:
        if self._view is not None and self.isVisible() and changes.touches(*_WATCHED):
            self._ask()

    def _not_there(self, problem: Problem) -> None:
        self.missing.explain(problem)
        self._body.hide()
        self.missing.show()

    def _show(self, view: CaseView) -> None:
        self._view = self.acts.view = view
        self.letters.case_id = view.case.id
        self.missing.hide()
        sign = view.case.sign or _("bez znaku")
        self.title.set_crumbs([(_("Sprawy"), "cases"), (_capital(view.label), "benefit"), (sign, "")])
        # i18n: the party of the case, then the kind of help
        self.title.set_title(_("{person} — {benefit}").format(person=view.person.full_name, benefit=view.label))
        self._show_warning(view)
        self.steps_shown = steps_of(view)
        self.steps.set_steps(self.steps_shown)
        self.income.show_view(view)
        self.course.show_view(view)
        self.next_card.set(next_words(view), checks_of(view))
        self.papers.show_view(view)
        self.family_cases.show_view(view)
        self._show_buttons(view)
        is_first = self._body.isHidden()
        self._body.show()
        if is_first and self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            (self.primary if self.primary.isVisible() else self.folder).setFocus()

    def _show_warning(self, view: CaseView) -> None:
        """What must be known before anything else is read."""
        if view.contradictions:
            told = _(
                "⚠ W tej sprawie są dane zmienione w dwóch miejscach. Pokazano nowsze, dopóki ktoś nie rozstrzygnie. "
            )
            self.warning.set_words([Span(told), Span(_("Rozstrzygnij"), link="exchange")], "bad")
        elif view.case.closed_as == Closing.CANCELLED:
            self.warning.set_words(_("Sprawa anulowana jako błędna rejestracja. Numer zostaje w spisie."), "neutral")
        elif view.case.closed_on is not None:
            chip, _tone = stage_chip(view.stage, view.case.closed_as)
            self.warning.set_words(_("Sprawa {chip}: niczego już się w niej nie zmienia.").format(chip=chip), "neutral")
        elif taken_away := excluded(view.met):
            self.warning.set_words("\n".join(taken_away), "bad")
        waits, tone = wait_words(view)
        is_said = bool(view.contradictions or excluded(view.met)) or view.case.closed_on is not None
        if waits and not is_said:
            self.warning.set_words(waits, tone)
        self.warning.setVisible(is_said or bool(waits))

    def _show_buttons(self, view: CaseView) -> None:
        is_open = view.case.closed_on is None
        self.urgent.setVisible(view.case.is_urgent and is_open)
        text = act_words(view)
        self.primary.setText(text)
        self.primary.setVisible(is_open and bool(text))
        is_mine = view.next_act is NextAct.FINDINGS and view.turn.is_mine
        is_on_paper = is_mine and view.claim is not None and not view.claim.is_calculable
        reason = _("Tej pomocy program jeszcze nie wylicza.") if is_on_paper else ""
        if view.wait.state is WaitState.SUSPENDED and view.next_act is NextAct.FINDINGS:
            reason = _("Sprawa czeka na orzeczenie (art. 106 ust. 7).")
        self.primary.set_reason(reason)
        self.write.setVisible(is_open)

    # -- acting --------------------------------------------------------------------------------------------------

    def _show_letters(self) -> None:
        self.letters.menu.popup(self.write.mapToGlobal(QPoint(0, self.write.height())))

    def _show_more(self) -> None:
        self.acts.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _follow_crumb(self, target: str) -> None:
        if target == "benefit" and self._view is not None:
            self._navigator.open("cases", benefit=self._view.case.benefit)
        else:
            self._navigator.open("cases")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
