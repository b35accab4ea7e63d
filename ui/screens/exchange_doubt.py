"""Above everything else: this file may not be the only one, or not the newest one; a person decides."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from app.services.exchange.board import Board
from app.services.exchange.identity import (
    ConfirmIdentity,
    Doubt,
    TakeNewIdentity,
    confirm_identity,
    take_new_identity,
)
from ui import look
from ui.i18n import _
from ui.parts import Banner, Button
from ui.screen import DeskLike, Navigator


class DoubtBar(QWidget):
    """Loud while it is not decided; ``ask`` opens the request to send again."""

    def __init__(
        self, desk: DeskLike, navigator: Navigator, ask: Callable[[], None], decided: Callable[[], None]
    ) -> None:
        super().__init__()
        self._desk, self._navigator, self._decided = desk, navigator, decided
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        self.banner = Banner("", "bad")
        self.ask = Button(_("Zapisz prośbę o dosłanie…"), ask)
        self.only = Button(_("To jedyna kopia"), self.confirm)
        self.new = Button(_("Weź nową tożsamość…"), self.choose_folder, kind="danger")
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        for button in (self.ask, self.only, self.new):
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self.banner)
        column.addLayout(row)
        self.hide()

    def show_board(self, board: Board) -> None:
        self.setVisible(board.doubt is not None)
        self.banner.set_words(doubt_words(board.doubt), "bad")
        self.ask.setVisible(board.doubt is Doubt.OLDER)
        self.only.setVisible(board.doubt is Doubt.COPIED and board.may_configure)

    def confirm(self) -> None:
        """No other copy is in use, and none will be."""
        self._desk.order(confirm_identity, ConfirmIdentity(), self._confirmed)

    def _confirmed(self, _nothing: object) -> None:
        self._navigator.notice(_("Zapamiętano: to jedyna kopia pliku tego stanowiska."))
        self._decided()

    def choose_folder(self) -> None:
        """The request for the new identity needs a place."""
        question = _(
            "To stanowisko dostanie nowe klucze i trzeba je będzie przyjąć jak nowe: zapiszesz prośbę, a administrator "
            "odda plik powitalny. Wszystko, co tu wpisano, zostaje. Wziąć nową tożsamość?"
        )
        if QMessageBox.question(self, _("Nowa tożsamość"), question) == QMessageBox.StandardButton.Yes:
            name = QFileDialog.getExistingDirectory(self, _("Gdzie zapisać prośbę"))
            if name:
                self.take(Path(name))

    def take(self, folder: Path) -> None:
        """Go on as another workstation."""
        self._desk.order(take_new_identity, TakeNewIdentity(folder), self._taken)

    def _taken(self, path: Path) -> None:
        words = _("To stanowisko ma nową tożsamość. Daj administratorowi plik {name}, a potem wczytaj plik powitalny.")
        self._navigator.notice(words.format(name=path.name), "warn")
        self._decided()


def doubt_words(doubt: Doubt | None) -> str:
    """What is not certain, and what may be done."""
    if doubt is Doubt.OLDER:
        return _(
            "To starszy plik tego stanowiska, na przykład z kopii zapasowej. Inni mają jego zmiany, których tu nie ma. "
            "Nic tu jeszcze nie wpisuj: poproś o dosłanie i wczytaj odpowiedź. Jeżeli coś już wpisano, weź nową "
            "tożsamość."
        )
    if doubt is Doubt.COPIED:
        return _(
            "Ten plik skopiowano albo przeniesiono na inny komputer. Gdyby dwie kopie pracowały pod jedną nazwą, ich "
            "zmiany by się pomieszały. Jeżeli druga kopia istnieje, jedna z nich musi wziąć nową tożsamość."
        )
    return ""
