"""The table of workstations, and the small windows to admit, rename and retire one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.services.exchange.board import Board
from app.services.exchange.joining import AdmitStation, JoinRequest, ReadRequest, admit_station, read_request
from app.services.exchange.standings import StationRow, StationState
from app.services.exchange.stations import RenameStation, RetireStation, rename_station, retire_station
from ui.forms import TextField
from ui.forms.form_dialog import FormDialog
from ui.i18n import _, moment, number
from ui.models.rows import Column, ListModel
from ui.parts import Button, Card, LinkButton, Span, TableView, Text
from ui.screen import DeskLike, Navigator


class StationsCard(Card):
    """Who takes part: last bundle from there, last one for it, what waits, how it stands."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__(_("Stanowiska"), spacing=4)
        self._desk, self._navigator = desk, navigator
        self._board: Board | None = None
        self.admit = LinkButton(_("Przyjmij stanowisko…"), self.choose_request)
        self.admit.hide()
        self.head.addWidget(self.admit)
        self.rows = ListModel(self._columns(), id_of=lambda row: row.station.id)
        self.table = TableView(self.rows, name=_("Stanowiska"), fits_rows=True)
        self.table.opened.connect(self.edit)
        self.alone = Text(
            _("To jedyne stanowisko ośrodka. Drugie dołączysz, gdy zapisze prośbę o dołączenie."),
            "body",
            "muted",
            wrap=True,
        )
        self.add(self.table, self.alone)

    def show_board(self, board: Board) -> None:
        self._board = board
        self.rows.set_rows(board.stations)
        self.table.setVisible(bool(board.stations))
        self.alone.setVisible(not board.stations)
        self.admit.setVisible(board.may_configure)

    def edit(self, row: StationRow) -> None:
        """Rename or retire; whoever may not do it only looks."""
        if self._board is not None and self._board.may_configure:
            StationDialog(self._desk, self._navigator, row, self).open()

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
            Column(_("Ostatnio do nich"), "sent_at", format=self._when, width=108),
            Column(_("Czeka"), "waiting", format=number, is_right=True, width=62),
            Column("", _state_word, tone=_state_tone, width=88),
        ]

    def _when(self, at: object) -> str:
        return "—" if at is None or self._board is None else moment(at, self._board.today)  # type: ignore[arg-type]


def _name_words(row: StationRow) -> tuple[Span, ...]:
    name = Span(row.station.name, is_strong=True)
    return (name, Span(f" — {row.station.keeper}")) if row.station.keeper else (name,)


def _state_word(row: StationRow) -> str:
    return {
        StationState.CURRENT: _("aktualne"),
        StationState.BEHIND: _("zaległe"),
        StationState.NEW: _("nowe"),
        StationState.RETIRED: _("wycofane"),
    }[row.state]


def _state_tone(row: StationRow) -> str:
    return {
        StationState.CURRENT: "ok",
        StationState.BEHIND: "warn",
        StationState.NEW: "info",
        StationState.RETIRED: "neutral",
    }[row.state]


class AdmitDialog(FormDialog):
    """The digits are compared by telephone: what the other side reads out is typed here."""

    def __init__(self, desk: DeskLike, navigator: Navigator, asked: JoinRequest, path: Path, parent: QWidget) -> None:
        note = _(
            "O dołączenie prosi „{name}” ({keeper}). Zadzwoń tam i poproś o odczytanie szesnastu cyfr z ekranu. "
            "Potem wskażesz folder na plik powitalny: będzie w nim cała baza, zaszyfrowana dla tego stanowiska."
        ).format(name=asked.name, keeper=asked.keeper or "—")
        super().__init__(_("Przyjmij nowe stanowisko"), _("Zapisz plik powitalny…"), self._choose, parent, note=note)
        self._desk, self._navigator, self._path = desk, navigator, path
        self.digits = TextField(_("Cyfry odczytane przez telefon"), placeholder="0000 0000 0000 0000")
        self.add(self.digits)
        self.digits.setFocus()

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, _("Gdzie zapisać plik powitalny"))
        if name:
            self.admit(Path(name))

    def admit(self, folder: Path) -> None:
        """Put the workstation on the roster and write its welcome."""
        request = AdmitStation(self._path, self.digits.value() or "", folder)
        self._desk.order(admit_station, request, self._admitted, self.object)

    def _admitted(self, path: Path) -> None:
        self._navigator.notice(_("Zapisano plik powitalny {name}.").format(name=path.name))
        self.accept()


class StationDialog(FormDialog):
    """Another name or keeper; or the workstation no longer takes part."""

    def __init__(self, desk: DeskLike, navigator: Navigator, row: StationRow, parent: QWidget) -> None:
        super().__init__(_("Stanowisko"), _("Zapisz"), self._save, parent)
        self._desk, self._navigator, self._about = desk, navigator, row
        self.name = TextField(_("Nazwa"))
        self.keeper = TextField(_("Opiekun"))
        self.name.set_value(row.station.name)
        self.keeper.set_value(row.station.keeper)
        self.add(self.name, self.keeper)
        if row.state is not StationState.RETIRED:
            self.add_button(Button(_("Wycofaj…"), self._ask_retire, kind="danger"))

    def _save(self) -> None:
        request = RenameStation(self._about.station.id, self.name.value() or "", self.keeper.value() or "")
        self._desk.order(rename_station, request, lambda _done: self.accept(), self.object)

    def _ask_retire(self) -> None:
        question = _(
            "Po wycofaniu stanowiska „{name}” nikt nie wczyta jego następnych paczek. To, co już przyszło, zostaje. "
            "Wycofać je?"
        ).format(name=self._about.station.name)
        answer = QMessageBox.question(self, _("Wycofanie stanowiska"), question)
        if answer == QMessageBox.StandardButton.Yes:
            self.retire(self.accept)

    def retire(self, then: Callable[[], None]) -> None:
        """From now on nothing that it sends is loaded."""
        said = _("Wycofano stanowisko {name}.").format(name=self._about.station.name)

        def done(_nothing: object) -> None:
            self._navigator.notice(said)
            then()

        self._desk.order(retire_station, RetireStation(self._about.station.id), done, self.object)
