"""Visits: which are to be held and until when, which are in hand, which are over."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.cases import Case
from app.domain.interviews import Interview
from app.domain.persons import Person
from app.domain.roles import MAY, Act, Role
from app.domain.visits import Precautions, VisitAttempt
from app.services.interview_blanks import ListBlanks, list_blanks
from app.services.interview_lists import (
    Closing,
    InterviewRow,
    ListInterviewRows,
    ListInterviews,
    Visits,
    list_interview_rows,
    list_interviews,
)
from app.services.interview_parts import ListParts, PartsOnOffer, list_parts
from app.services.interviews import InterruptedInterview, interrupted_interview
from app.services.lists import Keys
from app.services.ports import Changes
from app.services.sessions import AskIdentity, Identity, ask_identity
from app.services.visits import Briefing, BriefVisit, brief_visit
from ui import look
from ui.case_words import clock_tone, clock_words
from ui.forms import TextField
from ui.i18n import _, clock, ngettext, number, numeric_day
from ui.models.rows import Arrived, Column, RowsModel, signed
from ui.parts import Banner, Button, Card, EmptyState, PageTitle, SegmentTabs, Span, TableView
from ui.screen import DeskLike, Navigator
from ui.screens.interview_blank import BlankDialog
from ui.screens.interview_plan import PlanDialog, VisitDialog
from ui.screens.interview_visit import AttemptDialog, SafetyDialog, beware_words, company_words
from ui.screens.interview_words import closing_words

MINE, ALL = "mine", "all"
TYPED_MS = 70


class InterviewsPage(QWidget):
    """Filters over one table; Enter opens the chosen visit, which begins or goes on."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._edition = 0
        self._may_visit = False
        self._order = ("", False)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPED_MS)
        self._typing.timeout.connect(self.ask)
        self.model = RowsModel(_columns(), self._fetch)
        self.model.sort_wanted.connect(self._sort)
        self.table = TableView(self.model, name=_("Wywiady"))
        self.table.opened.connect(self._open)
        self.table.picked.connect(lambda _row: self._show_acts())
        self.blank = Button(_("Pusty formularz…"), self.ask_blank, icon="print")
        self.again = Button(_("Kolejna wizyta…"), self.ask_again, icon="plus")
        self.plan = Button(_("Zaplanuj…"), self.ask_plan, icon="calendar")
        self.safety = Button(_("Bezpieczeństwo…"), self.ask_safety, icon="warning")
        self.failed = Button(_("Nie doszła do skutku…"), self.ask_attempt)
        self.go = Button(_("Rozpocznij wywiad"), self._open_chosen, kind="primary")
        self.title = PageTitle(_("Wywiady"), actions=(self.blank, self.again, self.plan, self.go))
        self.beware = Banner("", "warn")
        self.beware.hide()
        self.interrupted = Banner("", "warn")
        self.interrupted.text.followed.connect(self._return_to)
        self.interrupted.hide()
        self.nothing = EmptyState(_("Żadna wizyta nie czeka"), icon="interviews")
        card = Card(spacing=8)
        card.add_layout(self._filters())
        self._pile = QStackedWidget()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.nothing)
        card.add(self._pile, stretch=1)
        card.add_layout(self._visit_acts())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        for part in (self.title, self.interrupted, self.beware):
            column.addWidget(part)
        column.addWidget(card, 1)
        desk.changed.connect(self._hear)
        desk.ask(ask_identity, AskIdentity(), self._meet)

    def opened(self, visits: str = "", **_args: Any) -> None:
        """Come back to the list as it was left; ``visits`` (planned, begun, finished) chooses another one."""
        if visits:
            self.tabs.show_segment(visits)
        self.refresh()

    def _meet(self, who: Identity) -> None:
        """Whoever visits families begins with their own visits, everybody else with all of them."""
        self._may_visit = Act.INTERVIEW in MAY[Role(who.clerk.role)]
        self._show_acts()
        if who.clerk.role != Role.SOCIAL_WORKER:
            self.whose.show_segment(ALL)

    def refresh(self) -> None:
        self.ask()
        self._ask_interrupted()

    def ask(self) -> None:
        """Read the order anew; an answer to an older question is dropped."""
        self._typing.stop()
        self._edition += 1
        edition = self._edition
        column, is_descending = self._order
        request = ListInterviews(
            visits=Visits(self.tabs.current()),
            is_mine=self.whose.current() == MINE,
            text=self.search.text(),
            column=column,
            is_descending=is_descending,
        )

        def arrived(keys: Keys) -> None:
            if edition == self._edition:
                self.model.set_keys(keys.keys, keys.first_rows)
                self._counted(len(keys.keys))

        self._desk.ask(list_interviews, request, arrived)

    def _filters(self) -> QHBoxLayout:
        self.tabs = SegmentTabs(
            [
                (Visits.PLANNED.value, _("Do przeprowadzenia")),
                (Visits.BEGUN.value, _("Rozpoczęte")),
                (Visits.FINISHED.value, _("Zakończone")),
            ]
        )
        self.whose = SegmentTabs([(MINE, _("Moje")), (ALL, _("Wszystkie"))])
        self.search = TextField("", placeholder=_("Osoba albo znak sprawy"), longest=100)
        self.search.line.setAccessibleName(_("Szukaj wywiadu"))
        self.search.line.textEdited.connect(lambda _text: self._typing.start())
        self.search.line.installEventFilter(self)
        for tabs in (self.tabs, self.whose):
            tabs.changed.connect(lambda _key: self.ask())
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.search, 3)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.whose, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _visit_acts(self) -> QHBoxLayout:
        """Below the list: what concerns the way there, not the form."""
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addWidget(self.safety)
        row.addWidget(self.failed)
        row.addStretch(1)
        row.addWidget(Button(_("Plan dnia"), lambda: self._navigator.open("day-plan"), icon="calendar"))
        return row

    def _fetch(self, keys: Any, arrived: Arrived) -> None:
        self._desk.ask(list_interview_rows, ListInterviewRows(keys), arrived)

    def _sort(self, column: str, is_descending: bool) -> None:  # a slot
        self._order = (column, is_descending)
        self.ask()

    def _counted(self, count: int) -> None:
        self._pile.setCurrentIndex(0 if count else 1)
        words = ngettext("{count} wywiad", "{count} wywiadów", count).format(count=number(count))
        self.title.set_title(_("Wywiady"), words)
        self.nothing.set(*self._nothing_words())
        if count and self.table.selected() is None:
            self.table.select(0)
        self._show_acts()

    def _nothing_words(self) -> tuple[str, str]:
        if self.search.text():
            return _("Nie ma takiego wywiadu"), _("Sprawdź pisownię albo wpisz tylko początek nazwiska.")
        wider = _("Wybierz „Wszystkie”, aby zobaczyć wywiady innych osób.") if self.whose.current() == MINE else ""
        return {
            Visits.PLANNED.value: (
                _("Żadna wizyta nie czeka"),
                wider or _("Nowa pojawi się razem z wnioskiem albo zgłoszeniem."),
            ),
            Visits.BEGUN.value: (_("Żaden wywiad nie jest rozpoczęty"), wider),
            Visits.FINISHED.value: (_("Nie ma jeszcze zakończonych wywiadów"), wider),
        }[self.tabs.current()]

    # -- the chosen visit ------------------------------------------------------------------------------------------

    def _chosen(self) -> InterviewRow | None:
        row: InterviewRow | None = self.table.selected()
        return row

    def _show_acts(self) -> None:
        row = self._chosen()
        self.go.setVisible(row is not None)
        is_to_come = row is not None and row.interview.finished_at is None
        self.plan.setVisible(is_to_come)
        self.again.setVisible(row is not None)
        is_unbegun = row is not None and is_to_come and row.interview.started_at is None
        self.safety.setVisible(is_to_come)
        self.failed.setVisible(is_unbegun and self._may_visit)
        self._brief(row if is_to_come else None)
        if row is not None:
            self.go.setText(self._go_words(row.interview))

    def _go_words(self, interview: Interview) -> str:
        if not self._may_visit:
            return _("Zobacz wywiad")
        if interview.finished_at is not None:
            return _("Otwórz wywiad")
        return _("Kontynuuj wywiad") if interview.started_at is not None else _("Rozpocznij wywiad")

    def _open(self, row: InterviewRow) -> None:
        self._navigator.open("interview", interview_id=row.interview.id)

    def _open_chosen(self) -> None:
        row = self._chosen()
        if row is not None:
            self._open(row)

    def ask_plan(self) -> None:
        """Day, hour and a note for the chosen visit."""
        row = self._chosen()
        if row is None:
            return
        self._with_parts(row, lambda offered: PlanDialog(self._desk, row, offered, self.window()).open())

    def ask_again(self) -> None:
        """One more visit in the case of the chosen one."""
        row = self._chosen()
        if row is None:
            return
        self._with_parts(row, lambda offered: VisitDialog(self._desk, row, offered, self.window()).open())

    def _brief(self, row: InterviewRow | None) -> None:
        """Before anybody goes there: who goes along, what to beware of."""
        if row is None:
            self.beware.hide()
            return
        self._desk.ask(brief_visit, BriefVisit(row.interview.id), lambda told: self._show_briefing(row, told))

    def _show_briefing(self, row: InterviewRow, told: Briefing) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.interview.id != row.interview.id:
            return
        words = " · ".join(part for part in (beware_words(told.beware), company_words(told)) if part)
        self.beware.set_words([Span(f"{row.name}. {words}")], "warn" if told.beware else "neutral")
        self.beware.setVisible(bool(words))

    def ask_safety(self) -> None:
        """Who goes along and what to beware of."""
        row = self._chosen()
        if row is not None:
            shown = row
            self._desk.ask(
                brief_visit,
                BriefVisit(row.interview.id),
                lambda told: SafetyDialog(self._desk, shown, told, self.window()).open(),
            )

    def ask_attempt(self) -> None:
        """Write down that the chosen visit came to nothing."""
        row = self._chosen()
        if row is not None:
            AttemptDialog(self._desk, self._navigator, row, self.window()).open()

    def _with_parts(self, row: InterviewRow, then: Callable[[PartsOnOffer], None]) -> None:
        self._desk.ask(list_parts, ListParts(row.interview.case_id), then)

    def ask_blank(self) -> None:
        """The form to be filled in by hand, for the day without a laptop; with a visit to come, for that visit."""
        chosen = self._chosen()
        row = chosen if chosen is not None and chosen.interview.finished_at is None else None
        request = ListBlanks(row.interview.id if row is not None else None)
        self._desk.ask(list_blanks, request, lambda blanks: BlankDialog(self._desk, row, blanks, self.window()).open())

    # -- what a crash left -----------------------------------------------------------------------------------------

    def _ask_interrupted(self) -> None:
        self._desk.ask(interrupted_interview, InterruptedInterview(), self._show_interrupted)

    def _show_interrupted(self, interview: Interview | None) -> None:
        self.interrupted.setVisible(interview is not None)
        if interview is not None:
            words = _("Program zamknął się w trakcie wywiadu. Wszystko, co zapisano, jest w pliku.")
            back = Span(_("Wróć do tego wywiadu"), link=interview.id.hex())
            self.interrupted.set_words([Span(words + " "), back], "warn")

    def _return_to(self, link: str) -> None:
        self._navigator.open("interview", interview_id=bytes.fromhex(link))

    @Slot(object)
    def _hear(self, changes: Changes) -> None:
        if changes.touches(Interview, Case, Person, Precautions, VisitAttempt):
            self.ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter leave the search for the table, so that hands stay on the keys."""
        key = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        down = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if watched is self.search.line and key in down and self.model.rowCount():
            self.table.setFocus()
            self.table.select(0)
            return True
        return super().eventFilter(watched, event)


def _columns() -> list[Column]:
    return [
        Column(_("Termin, stan"), _until, tone=_until_tone, width=170),
        Column(_("Osoba"), "name", "name", ink="strong", stretch=2, width=150),
        Column(_("Znak sprawy"), signed("sign", lambda sign: sign or _("bez znaku")), "sign", width=150),
        Column(_("Miejsce"), "place", "place", ink="muted", stretch=2, width=120, wraps=True),
        Column(_("Wizyta"), _visit, "planned_at", stretch=1, width=130),
        Column(_("Część"), lambda row: row.interview.part, width=64, gives_way=True),
        Column(_("Pracownik"), "worker", ink="muted", stretch=1, width=90, gives_way=True),
    ]


def _until(row: InterviewRow) -> str:
    if row.clock is not None:
        return clock_words(row.clock)
    return closing_words(row.closing)


def _until_tone(row: InterviewRow) -> str:
    if row.clock is not None:
        return clock_tone(row.clock)
    return "ok" if row.closing in (Closing.SIGNED, Closing.CLOSED) else "warn"


def _visit(row: InterviewRow) -> str:
    """When it was held, begun, or is to be."""
    interview = row.interview
    if interview.finished_at is not None:
        return numeric_day(interview.held_on or interview.finished_at.date())
    at = interview.started_at or interview.planned_at
    return f"{numeric_day(at.date())} {clock(at)}" if at is not None else _("nie zaplanowano")
