"""All cases: what is open, where each stands, what runs out first; reports that wait for a look."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.cases import Case, CaseList, Report
from app.domain.claims import CLAIMS
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.interviews import Interview
from app.domain.persons import Person
from app.services.lists import CaseRow
from app.services.ports import Changes, Listing
from app.services.registers import ListRegisters, NumberCases, Register, list_registers, number_cases
from app.services.reports import ListReports, ShownReport, list_reports
from ui import look
from ui.case_words import clock_tone, clock_words, reporter_words, stage_chip
from ui.forms import ChoiceField
from ui.forms.search import SearchField
from ui.i18n import _, ngettext, number, numeric_day
from ui.models.feed import ListFeed
from ui.models.rows import Column, ListModel, signed
from ui.parts import Banner, Card, EmptyState, PageTitle, SegmentTabs, Span, TableView
from ui.screen import DeskLike, Navigator

OPEN, ALL, REPORTS = "open", "all", "reports"


class CasesPage(QWidget):
    """Filters over a long table; the reports have a table of their own beside it."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        watches = (Case, Person, Interview, Decision, Delivery)
        listing = Listing("cases", "opened_on", is_descending=True, only=((OPEN, "yes"),))
        self.feed = ListFeed(desk, listing, _columns(), name=_("Sprawy"), watches=watches)
        self.reports = ListModel(_report_columns(), id_of=lambda shown: shown.report.id)
        self.report_table = TableView(self.reports, name=_("Zgłoszenia do sprawdzenia"))
        self.title = PageTitle(_("Sprawy"))
        self.waiting = Banner("", "warn")
        self.waiting.text.followed.connect(lambda _link: self._number())
        self.waiting.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        column.addWidget(self.waiting)
        card = Card(spacing=8)
        card.add_layout(self._filters())
        self._pile = QStackedWidget()
        self._pile.addWidget(self.feed.table)
        self._pile.addWidget(self.report_table)
        self.nothing = EmptyState(_("Nie ma takich spraw"), _("Zmień filtr albo przyjmij wniosek: Ctrl+N."))
        self._pile.addWidget(self.nothing)
        card.add(self._pile, stretch=1)
        column.addWidget(card, 1)
        self.feed.table.opened.connect(lambda row: navigator.open("case", case_id=row.id))
        self.report_table.opened.connect(lambda shown: navigator.open("report", report_id=shown.report.id))
        self.feed.counted.connect(self._counted)
        desk.changed.connect(self._hear)
        self.feed.ask()
        self._ask_rest()

    def opened(self, tab: str = "", benefit: str = "", **_args: Any) -> None:
        """Come back to the list as it was left; ``tab`` (open, all, reports) and ``benefit`` choose another view."""
        if benefit:
            self.benefit.set_value(benefit)
        if tab:
            self.tabs.show_segment(tab)
        if tab or benefit:
            self._filter()

    def refresh(self) -> None:
        self.feed.ask()
        self._ask_rest()

    def _filters(self) -> QHBoxLayout:
        self.tabs = SegmentTabs([(OPEN, _("W toku")), (ALL, _("Wszystkie")), (REPORTS, _("Zgłoszenia"))])
        self.benefit = ChoiceField("", [("", _("każdy rodzaj pomocy")), *((each.code, each.label) for each in CLAIMS)])
        self.benefit.combo.setAccessibleName(_("Rodzaj pomocy"))
        self.benefit.set_value("")
        self.search = SearchField(_("Szukaj sprawy"), _("Osoba albo znak sprawy"))
        self.search.searched.connect(self.feed.narrow)
        self.search.left_down.connect(self._go_down)
        self.tabs.changed.connect(lambda _key: self._filter())
        self.benefit.committed.connect(lambda _key: self._filter())
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.search, 3)
        row.addWidget(self.benefit, 2)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _filter(self) -> None:
        tab = self.tabs.current()
        is_reports = tab == REPORTS
        self.search.setEnabled(not is_reports)
        self.benefit.setEnabled(not is_reports)
        if is_reports:
            self._show_reports()
        else:
            self.feed.only(open="yes" if tab == OPEN else "", benefit=self.benefit.value() or "")
            self._counted(self.feed.model.rowCount())

    def _counted(self, count: int) -> None:
        if self.tabs.current() == REPORTS:
            return
        self._pile.setCurrentIndex(0 if count else 2)
        self.nothing.set(_("Nie ma takich spraw"), _("Zmień filtr albo przyjmij wniosek: Ctrl+N."))
        words = ngettext("{count} sprawa", "{count} spraw", count).format(count=number(count))
        self.title.set_title(_("Sprawy"), words)

    def _show_reports(self) -> None:
        count = self.reports.rowCount()
        self._pile.setCurrentIndex(1 if count else 2)
        self.nothing.set(_("Żadne zgłoszenie nie czeka"), _("Nowe przyjmiesz przez Ctrl+N, „Zgłoszenie o kimś innym”."))
        words = ngettext("{count} zgłoszenie do sprawdzenia", "{count} zgłoszeń do sprawdzenia", count)
        self.title.set_title(_("Sprawy"), words.format(count=number(count)))

    def _ask_rest(self) -> None:
        self._desk.ask(list_reports, ListReports(), self._set_reports)
        self._desk.ask(list_registers, ListRegisters(), self._set_registers)

    def _set_reports(self, reports: tuple[ShownReport, ...]) -> None:
        self.reports.set_rows(reports)
        if self.tabs.current() == REPORTS:
            self._show_reports()

    def _set_registers(self, registers: tuple[Register, ...]) -> None:
        """Cases that came without a sign wait here when their list is kept at this workstation."""
        count = sum(register.waiting for register in registers if register.is_kept_here)
        words = ngettext("{count} sprawa czeka na znak.", "{count} spraw czeka na znak.", count).format(count=count)
        self.waiting.set_words([Span(words + " "), Span(_("Nadaj znaki"), link="number")], "warn")
        self.waiting.setVisible(bool(count))

    def _number(self) -> None:
        def done(cases: tuple[Case, ...]) -> None:
            words = ngettext("Nadano {count} znak.", "Nadano {count} znaków.", len(cases)).format(count=len(cases))
            self._navigator.notice(words)

        self._desk.order(number_cases, NumberCases(), done)

    def _hear(self, changes: Changes) -> None:
        if changes.touches(Report, Case, CaseList):
            self._ask_rest()

    def _go_down(self, _is_enter: bool) -> None:
        if self.feed.model.rowCount():
            self.feed.table.setFocus()
            self.feed.table.select(0)


def _columns() -> list[Column]:
    return [
        Column(_("Znak sprawy"), signed("sign", lambda sign: sign or _("bez znaku")), "sign", ink="strong", width=150),
        Column(_("Rodzaj"), "benefit", "benefit", width=120, stretch=1, wraps=True),
        Column(_("Osoba"), signed("name"), "name", stretch=2, width=120, wraps=True),
        Column(_("Miejsce"), "place", "place", ink="muted", stretch=2, width=120, gives_way=True, wraps=True),
        Column(_("Wszczęto"), "opened_on", "opened_on", numeric_day, width=90, gives_way=True),
        Column(_("Etap"), _stage, tone=lambda row: stage_chip(row.stage, row.closed_as)[1], width=100),
        Column(_("Termin"), _clock, tone=lambda row: clock_tone(row.clock) if row.clock else "", width=170),
    ]


def _stage(row: CaseRow) -> str:
    return stage_chip(row.stage, row.closed_as)[0]


def _clock(row: CaseRow | ShownReport) -> str:
    return clock_words(row.clock) if row.clock is not None else ""


def _report_columns() -> list[Column]:
    kinds = dict(reporter_words())
    return [
        Column(_("Kogo dotyczy"), signed("person"), ink="strong", stretch=2, width=180),
        Column(_("Treść"), lambda shown: shown.report.facts, stretch=3, width=200),
        Column(_("Kto zgłasza"), lambda shown: kinds.get(shown.report.reporter_kind, ""), ink="muted", width=140),
        Column(_("Przyjęto"), lambda shown: shown.report.received_on, format=numeric_day, width=90),
        Column(_("Termin"), _clock, tone=lambda shown: clock_tone(shown.clock), width=170),
    ]
