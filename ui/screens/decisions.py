"""All decisions: own drafts, what waits for the head, what may go out, what was issued."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.cases import Case
from app.domain.decisions import Decision, DecisionKind
from app.domain.persons import Person
from app.domain.records import RecordId
from app.domain.roles import MAY, Act, Role
from app.services.decision_lists import (
    AskDecisionFilters,
    DecisionRow,
    Shown,
    ask_decision_filters,
)
from app.services.ports import Listing
from app.services.sessions import AskIdentity, Identity, ask_identity
from ui import look
from ui.forms.search import SearchField
from ui.i18n import _, ngettext, number, numeric_day, plain_amount
from ui.models.feed import ListFeed
from ui.models.rows import Column, marked
from ui.parts import Button, Card, EmptyState, PageTitle, SegmentTabs
from ui.screen import DeskLike, Navigator
from ui.screens.decision_words import state_chip
from ui.today_words import FOLLOW_UPS, follow_up_word


class DecisionsPage(QWidget):
    """A search field and filters over a long table."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._filters: dict[Shown, dict[str, str]] = {}
        self.feed = ListFeed(
            desk,
            Listing("decisions", "drafted_on", is_descending=True),
            _columns(),
            name=_("Decyzje"),
            watches=(Decision, Case, Person),
        )
        self.recalculate = Button(_("Ponowne obliczenie…"), lambda: navigator.open("recalculation"))
        self.help = Button(_("Inna pomoc…"), lambda: navigator.open("help"))
        self.title = PageTitle(_("Decyzje"), actions=[self.help, self.recalculate])
        self.nothing = EmptyState("", "", icon="decisions")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.title)
        card = Card(spacing=8)
        card.add_layout(self._head())
        self._pile = QStackedWidget()
        self._pile.addWidget(self.feed.table)
        self._pile.addWidget(self.nothing)
        card.add(self._pile, stretch=1)
        column.addWidget(card, 1)
        self.feed.table.opened.connect(lambda row: navigator.open("decision", decision_id=row.id))
        self.feed.counted.connect(self._counted)
        self._met: RecordId | None = None

    def opened(self, tab: str = "", **_args: Any) -> None:
        """Come back to the list as it was left; ``tab`` (mine, to_approve, to_issue, issued, all) chooses a view."""
        self._desk.ask(ask_identity, AskIdentity(), lambda who: self._meet(who, is_told=bool(tab)))
        if tab:
            self.tabs.show_segment(tab)
        self._desk.ask(ask_decision_filters, AskDecisionFilters(), self._set_filters)
        self.search.setFocus()

    def _meet(self, who: Identity, *, is_told: bool) -> None:
        """Whoever approves begins with what waits for them, everybody else with their own drafts."""
        is_new, self._met = who.clerk.id != self._met, who.clerk.id
        if is_new and not is_told:
            approves = Act.APPROVE_DECISION in MAY[Role(who.clerk.role)]
            self.tabs.show_segment((Shown.TO_APPROVE if approves else Shown.MINE).value)

    def refresh(self) -> None:
        self.feed.ask()

    def _head(self) -> QHBoxLayout:
        self.tabs = SegmentTabs(
            [
                (Shown.MINE.value, _("Moje projekty")),
                (Shown.TO_APPROVE.value, _("Do zatwierdzenia")),
                (Shown.TO_ISSUE.value, _("Do wydania")),
                (Shown.ISSUED.value, _("Wydane")),
                (Shown.ALL.value, _("Wszystkie")),
            ]
        )
        self.search = SearchField(_("Szukaj decyzji"), _("Osoba albo znak sprawy"))
        self.search.searched.connect(self.feed.narrow)
        self.search.left_down.connect(lambda _is_enter: self._go_down())
        self.tabs.changed.connect(lambda _key: self._filter())
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(self.search, 2)
        row.addWidget(self.tabs, 3, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _set_filters(self, filters: dict[Shown, dict[str, str]]) -> None:
        self._filters = filters
        self._filter()

    def _filter(self) -> None:
        """Own drafts are those of whoever sits here, which the office must have said first."""
        if not self._filters:
            return
        only = tuple(self._filters[Shown(self.tabs.current())].items())
        if self.feed.listing.only == only:
            self.feed.ask()
        else:
            self.feed.only(**dict(only))

    def _counted(self, count: int) -> None:
        self._pile.setCurrentIndex(0 if count else 1)
        text = {
            Shown.MINE: _("Projekt zaczyna się w sprawie, gdy są wywiad i dochody."),
            Shown.TO_APPROVE: _("Tu trafiają projekty przekazane kierownikowi."),
            Shown.TO_ISSUE: _("Tu trafiają decyzje zatwierdzone przez kierownika."),
        }.get(Shown(self.tabs.current()), _("Zmień filtr albo szukany tekst."))
        self.nothing.set(_("Nie ma takich decyzji"), text)
        words = ngettext("{count} decyzja", "{count} decyzji", count).format(count=number(count))
        self.title.set_title(_("Decyzje"), words)

    def _go_down(self) -> None:
        if self.feed.model.rowCount():
            self.feed.table.setFocus()
            self.feed.table.select(0)


def _columns() -> list[Column]:
    return [
        Column(_("Znak"), marked("sign", _sign), "sign", ink="strong", width=150),
        Column(_("Osoba"), "name", "name", stretch=1, width=120, wraps=True),
        Column(_("Świadczenie"), _benefit, "benefit", stretch=2, width=120, wraps=True),
        Column(_("Kwota"), marked("amount", _amount), "amount", is_right=True, width=90),
        Column(_("Okres"), marked("period", _period), width=130, gives_way=True),
        Column(_("Stan"), marked("state", _state), "state", tone=lambda row: state_chip(row)[1], width=120),
        Column(_("Sporządza"), "drafter", ink="muted", width=100, gives_way=True),
        Column(_("Dzień"), lambda row: row.issued_on or row.drafted_on, "drafted_on", _day, width=90),
    ]


def _sign(row: DecisionRow) -> str:
    return row.number or row.sign or _("bez znaku")


def _benefit(row: DecisionRow) -> str:
    """A decision that follows an earlier one says what it does to it."""
    return f"{row.benefit}: {follow_up_word(row.kind).lower()}" if row.kind in FOLLOW_UPS else row.benefit


def _amount(row: DecisionRow) -> str:
    if row.kind is DecisionKind.REFUSAL:
        return _("odmowa")
    if row.kind is DecisionKind.REPEAL:
        return _("uchylenie")
    return plain_amount(row.amount)


def _period(row: DecisionRow) -> str:
    if row.kind is DecisionKind.REFUSAL or row.from_month is None:
        return ""
    first = f"{row.from_month.month:02d}.{row.from_month.year}"
    if row.to_month is None:
        return _("od {month}").format(month=first)
    last = f"{row.to_month.month:02d}.{row.to_month.year}"
    return first if first == last else f"{first} – {last}"


def _state(row: DecisionRow) -> str:
    return state_chip(row)[0]


def _day(on: Any) -> str:
    return numeric_day(on) if on is not None else ""
