"""One decision: how it was worked out, its text, its page; and the next act of whoever sits here."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.domain.cases import Application, Case, Document
from app.domain.decision_rules import settled
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.households import Household, Member
from app.domain.incomes import Income
from app.domain.interviews import Interview
from app.domain.offices import Setting
from app.domain.persons import Address, Clerk, Person
from app.domain.problems import Problem
from app.domain.records import RecordId
from app.services.decision_drafts import DraftDecision, RefreshFindings, draft_decision, refresh_findings
from app.services.decision_views import (
    DecisionView,
    LookAtDecision,
    OpenDecision,
    Sight,
    look_at_decision,
    open_decision,
)
from app.services.ports import Changes
from ui import look
from ui.i18n import _
from ui.parts import Columns, EmptyState, PagePreview
from ui.parts.printing import image_of
from ui.screen import DeskLike, Navigator
from ui.screens.decision_acts import DecisionActs
from ui.screens.decision_counted import CountedCard
from ui.screens.decision_head import DecisionHead
from ui.screens.decision_outlook import DecisionOutlook
from ui.screens.decision_ready import ReasonsShelf
from ui.screens.decision_saving import DraftSaver
from ui.screens.decision_text import REASONS, RULING, TextCard
from ui.screens.phrases import PhraseBook
from ui.wording import words_of

LOOK_AFTER_MS = 300
"""So long after the last key the page is drawn anew."""
READ_AFTER_MS = 50
WATCHED = (
    *(Decision, Case, Document, Delivery, Application, Interview),
    *(Person, Address, Household, Member, Income, Clerk, Setting),
)


class DecisionPage(QWidget):
    """Three columns over one draft: what is chosen is written when its field is left, the page follows while typing."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.view: DecisionView | None = None
        self.sight = Sight()
        self._decision_id: RecordId | None = None
        self._case_id: RecordId | None = None
        self._is_begun = False
        self._next: Callable[[], None] = self._go_to_case
        self._typed: dict[str, Any] = {}
        self._edition = 0
        self._saver = DraftSaver(desk, self)
        self.acts = DecisionActs(desk, navigator, self)
        self._build()
        self._looking = _timer(self, LOOK_AFTER_MS, self._look)
        self._reading = _timer(self, READ_AFTER_MS, self._read)
        desk.changed.connect(self._hear)

    # -- what the window may ask ---------------------------------------------------------------------------------

    def opened(
        self,
        decision_id: RecordId | None = None,
        case_id: RecordId | None = None,
        *,
        is_begun: bool = False,
        **_args: Any,
    ) -> None:
        """Show a decision, or the newest one of a case; a case without one gets its draft where it ``is_begun``."""
        self._is_begun = is_begun
        is_other = (decision_id or case_id) not in (None, self._decision_id, self._case_id)
        if is_other:
            self._begin(decision_id, case_id)
        if self._decision_id is not None or self._case_id is not None:
            self._read()
        else:
            self._show_nothing(_("Nie wybrano decyzji"), _("Otwórz ją z listy decyzji albo ze sprawy."))

    def leaving(self) -> None:
        """What was typed is written, also where the field still has the keyboard."""
        focused = self.focusWidget()
        if focused is not None:
            focused.clearFocus()
        if self.view is not None and self.view.is_editable:
            for name, value in list(self._typed.items()):
                self._saver.put(name, value)

    def refresh(self) -> None:
        self._read()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head = DecisionHead(
            lambda: self.acts.print_out(self.view, self.sight.pdf), lambda: self.acts.save(self.view, self.sight.pdf)
        )
        self.head.moved.connect(self.acts.do)
        self.head.followed.connect(self._follow)
        self.counted = CountedCard(self._recount)
        self.outlook = DecisionOutlook(self._desk, self._navigator, self.counted, self)
        self.text = TextCard()
        self.ready = ReasonsShelf(self._desk, self.text, self)
        PhraseBook(self._desk, self._navigator, self).serve(self.ready)
        self.preview = PagePreview()
        columns = Columns()
        columns.add(self.counted, 318, 270)
        columns.add(self.text, 438, 320)
        columns.add(self.preview, 330, 230)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.head)
        column.addWidget(columns, 1)
        self.nothing = EmptyState(
            _("Decyzja"), button=_("Przejdź do sprawy"), clicked=lambda: self._next(), icon="decisions"
        )
        self._pile = QStackedLayout(self)
        self._pile.setContentsMargins(0, 0, 0, 0)
        self._pile.addWidget(inside)
        self._pile.addWidget(self.nothing)
        self._connect()

    def _connect(self) -> None:
        for card in (self.counted, self.text):
            card.typed.connect(self._type)
            card.chosen.connect(self._choose)
        self.counted.explain.connect(self.outlook.explain)
        self.text.sought.connect(self._seek)
        self.text.checks.followed.connect(self._mend)

    # -- reading -------------------------------------------------------------------------------------------------

    def _begin(self, decision_id: RecordId | None, case_id: RecordId | None) -> None:
        """Another decision: what is being written about the one before it goes on by itself."""
        self._decision_id, self._case_id = decision_id, case_id
        self.view, self.sight = None, Sight()
        self._typed.clear()
        self._saver.blockSignals(True)  # Qt's own signature
        self._saver = DraftSaver(self._desk, self)
        self._saver.saved.connect(self._saved)
        self._saver.refused.connect(self._refused)
        self._saver.stopped.connect(self._seek)
        self.preview.set_pages([])
        self.text.show_tab(RULING)

    def _read(self) -> None:
        self._reading.stop()
        wanted = (self._decision_id, self._case_id)

        def arrived(view: DecisionView | None) -> None:
            if wanted != (self._decision_id, self._case_id):
                return
            if view is not None:
                self._show(view)
            elif self._is_begun:
                self.begin_draft()
            else:
                self._offer_draft()

        request = OpenDecision(self._decision_id, None if self._decision_id is not None else self._case_id)
        self._desk.ask(open_decision, request, arrived, self._not_drafted)

    def begin_draft(self) -> None:
        """Somebody wants the decision written; only looking at a case writes nothing."""
        self._is_begun = False
        if self._case_id is not None:
            self._desk.order(draft_decision, DraftDecision(self._case_id), self._drafted, self._not_drafted)

    def _offer_draft(self) -> None:
        self._show_nothing(
            _("W tej sprawie nie ma jeszcze decyzji"),
            _("Projekt powstanie dopiero wtedy, gdy go rozpoczniesz: z dochodem i wywiadem, które są w sprawie."),
        )
        self.nothing.button.setText(_("Przygotuj projekt decyzji"))
        self._next = self.begin_draft

    def _drafted(self, decision: Decision) -> None:
        """The desk tells of the change next, and the page reads."""
        if decision.case_id == self._case_id:
            self._read()

    def _not_drafted(self, problem: Problem) -> None:
        words = words_of(problem)
        self._show_nothing(words.what, f"{words.why} {words.now}")

    def _show_nothing(self, title: str, text: str) -> None:
        self.nothing.set(title, text)
        self.nothing.button.setText(_("Przejdź do sprawy"))
        self._next = self._go_to_case
        self.nothing.button.setVisible(self._case_id is not None)
        self._pile.setCurrentIndex(1)

    def _show(self, view: DecisionView) -> None:
        self.view = view
        self._decision_id, self._case_id = view.decision.id, view.case.id
        if self._saver.begin(view.decision, self._typed):
            words = _("W czasie pisania ktoś zmienił to samo miejsce projektu. Obie wersje staną obok siebie.")
            self._navigator.notice(words, "warn")
        self.counted.show_view(view)
        self.text.show_view(view)
        self.head.show_view(view)
        self.outlook.show_view(view)
        if view.is_editable:
            self.ready.open_case(view.case.id)
        self._pile.setCurrentIndex(0)
        self._look()

    # -- choosing ------------------------------------------------------------------------------------------------

    def _type(self, name: str, value: object) -> None:
        self._typed[name] = _written(name, value)
        field = self.counted.fields.get(name)
        if field is not None:
            field.set_refused("")
        self._looking.start()

    def _choose(self, name: str, value: object) -> None:
        self._typed[name] = _written(name, value)
        self._saver.put(name, self._typed[name])

    def _saved(self, decision: Decision) -> None:
        """The desk tells of the change next, and the page reads."""
        for name in [name for name, value in self._typed.items() if getattr(decision, name) == value]:
            del self._typed[name]

    def _refused(self, name: str, problem: Problem) -> None:
        words = words_of(problem)
        self._typed.pop(name, None)
        field = self.counted.fields.get(name)
        if field is not None:
            field.set_refused(f"{words.what} {words.why}")
        else:
            self._navigator.notice(words.text, "bad")
        self._looking.start()

    def _recount(self) -> None:
        if self._saver.decision is not None:
            self._desk.order(refresh_findings, RefreshFindings(self._saver.decision))

    def _seek(self, choice: str) -> None:
        field = self.counted.fields.get(choice)
        if field is not None:
            field.setFocus()

    def _mend(self, element: str) -> None:
        """Lead to where a missing element is put right."""
        if self.view is None:
            return
        if element in ("reasons", "strangers"):
            self.text.show_tab(REASONS)
            self.text.written.setFocus()
        elif element == "mediation":
            self.acts.note_mediation(self.view.case.id)
        elif element in ("party", "account", "name_forms"):
            self._navigator.open("person", person_id=self.view.person.id)
        else:
            self.text.show_tab(RULING)
            self.counted.amount.setFocus()

    def when_written(self, act: Callable[[DecisionView], None]) -> None:
        """Do something with the decision as it is in the file, after everything typed has been written."""
        wanted = self._decision_id

        def arrived(view: DecisionView | None) -> None:
            if view is not None and wanted == self._decision_id:
                act(view)

        if wanted is not None:
            self._saver.after_writing(lambda: self._desk.ask(open_decision, OpenDecision(wanted), arrived))

    # -- looking -------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Ask for the text and the pages as they stand in the form; an answer to an older question is dropped."""
        self._looking.stop()
        if self.view is None:
            return
        self._edition += 1
        edition = self._edition
        decision = self.view.decision
        if self._typed and self.view.is_editable:
            decision = settled(replace(decision, **self._typed))

        def arrived(sight: Sight) -> None:
            if edition == self._edition and self.view is not None:
                self.sight = sight
                self.text.show_sight(sight)
                self.preview.set_pages([image_of(page) for page in sight.pages])
                self.head.set_printable("" if sight.pdf else _("Treść tej decyzji leży tylko w aktach."))

        self._desk.ask(look_at_decision, LookAtDecision(decision), arrived)

    def _hear(self, changes: Changes) -> None:
        if self._decision_id is not None and changes.touches(*WATCHED):
            self._reading.start()

    def _follow(self, target: str) -> None:
        if target == "case":
            self._go_to_case()
        else:
            self._navigator.open(target)

    def _go_to_case(self) -> None:
        if self._case_id is not None:
            self._navigator.open("case", case_id=self._case_id)


def _written(name: str, value: object) -> object:
    """A field that was emptied as the decision holds it."""
    if value is None:
        return {"amount": 0, "written_reasons": ""}.get(name)
    return value


def _timer(parent: QWidget, after_ms: int, run: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    timer.timeout.connect(run)
    return timer
