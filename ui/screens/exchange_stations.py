"""The table of workstations: who has what, how old it is, what has arrived, what waits."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from app.services.exchange.board import Board
from app.services.exchange.joining import ReadRequest, read_request
from app.services.exchange.standings import StationRow, StationState
from ui.i18n import _, moment, ngettext, number
from ui.models.rows import Column, ListModel
from ui.parts import Banner, Card, LinkButton, Span, TableView, Text
from ui.screen import DeskLike, Navigator
from ui.screens.exchange_folders import FoldersDialog, RulesDialog
from ui.screens.exchange_station import AdmitDialog, StationDialog


class StationsCard(Card):
    """Who takes part: last bundle from there, last one for it, what waits, how it stands."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__(_("Stanowiska"), spacing=4)
        self._desk, self._navigator = desk, navigator
        self._board: Board | None = None
        self.boxes = LinkButton(_("Skrzynki…"), self.choose_folders)
        self.manners = LinkButton(_("Zasady…"), self.choose_rules)
        self.admit = LinkButton(_("Przyjmij stanowisko…"), self.choose_request)
        for act in (self.boxes, self.manners, self.admit):
            act.hide()
            self.head.addWidget(act)
        self.rows = ListModel(self._columns(), id_of=lambda row: row.station.id)
        self.table = TableView(self.rows, name=_("Stanowiska"), fits_rows=True)
        self.table.opened.connect(self.edit)
        self.alone = Text(
            _("To jedyne stanowisko ośrodka. Drugie dołączysz, gdy zapisze prośbę o dołączenie."),
            "body",
            "muted",
            wrap=True,
        )
        self.reminder = Banner("", "warn")
        self.reminder.hide()
        self.add(self.table, self.reminder, self.alone)

    def show_board(self, board: Board) -> None:
        self._board = board
        self.rows.set_rows(board.stations)
        self.table.setVisible(bool(board.stations))
        self.alone.setVisible(not board.stations)
        self.boxes.setVisible(bool(board.stations))
        self.manners.setVisible(board.may_configure and bool(board.stations))
        self.admit.setVisible(board.may_configure)
        overdue = [row for row in board.stations if row.is_overdue]
        self.reminder.setVisible(bool(overdue))
        self.reminder.set_words(reminder_words(overdue), "warn")

    def edit(self, row: StationRow) -> None:
        """What went both ways; rename or retire for whoever may do it."""
        if self._board is not None:
            StationDialog(self._desk, self._navigator, row, self._board, self).open()

    def choose_folders(self) -> None:
        """Inbox and outbox of this workstation."""
        if self._board is not None:
            FoldersDialog(self._desk, self._navigator, self._board.folders, self).open()

    def choose_rules(self) -> None:
        """How the office exchanges."""
        if self._board is not None:
            RulesDialog(self._desk, self._navigator, self._board, self).open()

    def choose_request(self) -> None:
        """Pick the request file of a new workstation."""
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Prośba nowego stanowiska"), "", _("Prośby stanowisk (*.teczka-join)")
        )
        if name:
            self.admit_from(Path(name))

    def admit_from(self, path: Path) -> None:
        """Look into a request and ask for the digits of the other side."""
        self._desk.ask(
            read_request,
            ReadRequest(path),
            lambda asked: AdmitDialog(self._desk, self._navigator, asked, path, self).open(),
        )

    def _columns(self) -> list[Column]:
        return [
            Column(_("Stanowisko"), lambda row: row, format=_name_words, stretch=1, width=140),
            Column(_("Ostatnio od nich"), "received_at", format=self._when, width=108),
            Column(_("Ostatnio do nich"), lambda row: row, format=self._sent, width=108),
            Column(_("Czeka"), "waiting", format=number, is_right=True, width=56),
            Column("", _state_word, tone=_state_tone, width=88),
        ]

    def _when(self, at: object) -> str:
        return "—" if at is None or self._board is None else moment(at, self._board.today)  # type: ignore[arg-type]

    def _sent(self, row: StationRow) -> tuple[Span, ...]:
        """The last one for them, with a tick where it is known to have arrived."""
        return (Span(self._when(row.sent_at)), *((Span(" ✓", "ok"),) if row.is_taken else ()))


def reminder_words(rows: Sequence[StationRow]) -> str:
    """Who was silent for too long: ``Laptop Północ: 8 dni bez wymiany w obie strony. …``."""
    silent = []
    for row in rows:
        days = ngettext("{count} dzień", "{count} dni", row.silent_days).format(count=number(row.silent_days))
        silent.append(_("{station}: {days}").format(station=row.station.name, days=days))
    if not silent:
        return ""
    return _("Dawno nie było wymiany w obie strony — {stations}. Zapisz paczki i poproś o paczkę stamtąd.").format(
        stations=", ".join(silent)
    )


def _name_words(row: StationRow) -> tuple[Span, ...]:
    name = Span(row.station.name, is_strong=True)
    return (name, Span(f" · {row.station.keeper}")) if row.station.keeper else (name,)


def _state_word(row: StationRow) -> str:
    if row.is_overdue:
        return _("dawno")
    return {
        StationState.CURRENT: _("aktualne"),
        StationState.BEHIND: _("do wysłania"),
        StationState.NEW: _("nowe"),
        StationState.RETIRED: _("wycofane") if row.lost_on is None else _("utracone"),
    }[row.state]


def _state_tone(row: StationRow) -> str:
    if row.is_overdue:
        return "warn"
    return {
        StationState.CURRENT: "ok",
        StationState.BEHIND: "info",
        StationState.NEW: "info",
        StationState.RETIRED: "neutral" if row.lost_on is None else "bad",
    }[row.state]
