"""Wymiana: bundles out and in, who is how far, what a person has to settle."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.services.exchange.apply import Applied, ApplyBundle, apply_bundle
from app.services.exchange.board import Board, PairView, ShowExchange, show_exchange
from app.services.exchange.compare import InterviewNews, Preview, PreviewBundle, preview_bundle
from app.services.exchange.equal_signs import AcknowledgeEqualNumber, EqualSign, acknowledge_equal_number
from app.services.exchange.identity import Doubt
from app.services.exchange.pack import ExportBundles, Exported, export_bundles
from app.services.exchange.paid_twice import AcknowledgePaidTwice, PaidTwice, acknowledge_paid_twice
from app.services.exchange.standings import StationState
from app.services.exchange.tending import Seen, Tended
from ui import look
from ui.i18n import _, ngettext
from ui.parts import Button, PageTitle
from ui.parts.columns import ColumnsLayout
from ui.screen import DeskLike, Navigator
from ui.screens.exchange_answers import (
    GAPS,
    RETIRED,
    STRANGER,
    AnswerDialog,
    AskAgainDialog,
    StrangerDialog,
    SupervisedDialog,
)
from ui.screens.exchange_desk import DisputeDesk
from ui.screens.exchange_doubt import DoubtBar, doubt_words
from ui.screens.exchange_inbox import InboxCard
from ui.screens.exchange_loaded import LoadedCard
from ui.screens.exchange_pair import PairDialog
from ui.screens.exchange_parked import ParkedDialog
from ui.screens.exchange_preview import PreviewDialog
from ui.screens.exchange_stations import StationsCard
from ui.screens.exchange_watch import FolderWatch
from ui.wording import words_of


class ExchangePage(QWidget):
    """Workstations and the last bundle at the left, the contradictions desk at the right."""

    def __init__(self, desk: DeskLike, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.board: Board | None = None
        self.load_button = Button(_("Wczytaj paczkę…"), self.choose_bundle)
        self.save_button = Button(_("Zapisz paczki"), self.choose_folder, kind="primary")
        self.title = PageTitle(
            _("Wymiana między stanowiskami"),
            _("Paczki są zaszyfrowane i podpisane. Można je przenieść na pendrivie, folderem sieciowym albo pocztą."),
            actions=(self.load_button, self.save_button),
        )
        self.doubt = DoubtBar(desk, navigator, self.ask_for_past, self.refresh)
        self.stations = StationsCard(desk, navigator)
        self.watch = FolderWatch(desk, parent=self)
        self.watch.tended.connect(self._tended)
        self.inbox = InboxCard(
            self._show_file,
            self.watch.look,
            self.ask_for_documents,
            self.show_parked,
            self._open_equal,
            self._open_twice,
        )
        self.loaded = LoadedCard(self._picked, self.compare, self._visit)
        self.disputes = DisputeDesk(desk, self._settled)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(look.GAP))
        column.addWidget(self.stations)
        column.addWidget(self.inbox)
        column.addWidget(self.loaded, 1)
        parts = QWidget()
        columns = ColumnsLayout(parts)
        columns.add_column(left, 566, lambda: look.px(460))
        columns.add_column(self.disputes, 434, lambda: look.px(340))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(look.px(look.GAP))
        page.addWidget(self.title)
        page.addWidget(self.doubt)
        page.addWidget(parts, 1)
        desk.changed.connect(self._changed)

    def opened(self, tab: str = "", **_args: Any) -> None:
        """``tab`` is ``export`` (the bundles are about to be saved), ``contradictions`` or ``inbox``."""
        self.refresh()
        self.watch.look()
        (
            {"export": self.save_button, "contradictions": self.disputes, "inbox": self.inbox.table}.get(
                tab, self.load_button
            )
        ).setFocus()

    def refresh(self) -> None:
        self._desk.ask(show_exchange, ShowExchange(), self._show)

    @Slot(object)
    def _changed(self, _changes: object) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, board: Board) -> None:
        self.board = board
        self.doubt.show_board(board)
        self.stations.show_board(board)
        self.loaded.show_board(board)
        self.inbox.show_board(board)
        self.disputes.show_disputes(board.disputes)
        count = sum(row.state is not StationState.RETIRED and bool(row.station.sealing_key) for row in board.stations)
        words = ngettext("Zapisz paczkę dla {count} stanowiska", "Zapisz paczki dla {count} stanowisk", count)
        self.save_button.setText(words.format(count=count) if count else _("Zapisz paczki"))
        self.save_button.set_reason("" if count else _("Nie ma jeszcze innego stanowiska."))

    # -- out -----------------------------------------------------------------------------------------------------------

    def choose_folder(self) -> None:
        """Into the outbox; where there is none, pick the stick or the shared folder."""
        if self.board is not None and self.board.folders.outbox is not None:
            self.watch.look(is_asked=True)
            return
        name = QFileDialog.getExistingDirectory(self, _("Gdzie zapisać paczki"))
        if name:
            self.save_bundles(Path(name))

    @Slot(object)
    def _tended(self, found: Tended | None) -> None:
        """The folders were looked at."""
        self.inbox.show_tended(found)
        if found is None:
            return
        if found.problem is not None:
            self._desk.problem.emit(found.problem)
        elif found.written:
            self._saved(found.written)

    def save_bundles(self, folder: Path) -> None:
        """A bundle for every workstation."""
        self._desk.order(export_bundles, ExportBundles(folder), self._saved)

    def _saved(self, written: tuple[Exported, ...]) -> None:
        words = ngettext("Zapisano {count} paczkę: {names}.", "Zapisano {count} paczek: {names}.", len(written))
        names = ", ".join(each.path.name for each in written)
        said = words.format(count=len(written), names=names)
        left_out = max((each.left_out for each in written), default=0)
        if left_out:
            later = ngettext(
                "{count} załącznik się nie zmieścił i dojdzie później.",
                "{count} załączników się nie zmieściło i dojdzie później.",
                left_out,
            )
            said += " " + later.format(count=left_out)
        self._navigator.notice(said)
        self.refresh()

    # -- in ------------------------------------------------------------------------------------------------------------

    def choose_bundle(self) -> None:
        """Pick a bundle."""
        name, _filter = QFileDialog.getOpenFileName(self, _("Wczytaj paczkę"), "", _("Paczki Teczki (*.teczka)"))
        if name:
            self.preview(Path(name))

    def preview(self, path: Path, *, is_supervised: bool = False, digits: str = "") -> None:
        """Show what a bundle would do; loading it is another click."""
        self._desk.ask(
            preview_bundle,
            PreviewBundle(path, is_supervised, digits),
            lambda found: self._previewed(found, ApplyBundle(path, is_supervised, digits)),
            lambda problem: self._refused(problem, path),
        )

    def _previewed(self, found: Preview, request: ApplyBundle) -> None:
        if found.asked is not None:
            AnswerDialog(self._desk, self._navigator, found, request.path, self, self._outbox).open()
        else:
            PreviewDialog(found, lambda: self.load(request), self).open()

    def _refused(self, problem: Problem, path: Path) -> None:
        """What can be answered is answered in a small window; everything else is said below."""
        board = self.board
        if problem.code in GAPS and board is not None:
            author = int(str(problem.facts["author"]))
            self._ask_again(words_of(problem).text, author)
        elif problem.code == RETIRED and board is not None and board.may_configure:
            SupervisedDialog(problem, lambda: self.preview(path, is_supervised=True), self).open()
        elif problem.code == STRANGER:
            digits = str(problem.facts["digits"])
            StrangerDialog(digits, lambda: self.preview(path, digits=digits), self).open()
        else:
            self._desk.problem.emit(problem)

    def _ask_again(self, note: str, author: int | None) -> None:
        if self.board is not None:
            AskAgainDialog(
                self._desk, self._navigator, self.board.stations, self, note=note, author=author, outbox=self._outbox
            ).open()

    def ask_for_documents(self) -> None:
        """Write a request for documents that did not come."""
        note = _(
            "Załączniki przychodzą same, gdy się zmieszczą w paczce. Ten, o którego prosisz, dośle wszystkie naraz, "
            "także te ponad ograniczenie wielkości."
        )
        self._ask_again(note, None)

    def ask_for_past(self) -> None:
        """Write a request for the own changes that others have and this older file does not."""
        self._ask_again(doubt_words(Doubt.OLDER), None)

    def show_parked(self) -> None:
        """What could not be accepted, and why."""
        if self.board is not None:
            ParkedDialog(
                self._desk, self.board.parked, self._retried, self, may_supervise=self.board.may_configure
            ).open()

    def _retried(self, words: str, _count: int) -> None:
        self._navigator.notice(words)
        self._navigator.recount()
        self.refresh()

    @property
    def _outbox(self) -> Path | None:
        return self.board.folders.outbox if self.board is not None else None

    def _show_file(self, seen: Seen) -> None:
        if seen.problem is not None and seen.problem.code not in {*GAPS, RETIRED, STRANGER}:
            self._desk.problem.emit(seen.problem)
        else:
            self.preview(seen.path)

    def load(self, request: ApplyBundle) -> None:
        """Load a bundle; a copy of the file is made first, and it can be stopped until everything is written."""
        self._desk.order(apply_bundle, request, self._loaded)

    def _loaded(self, done: Applied) -> None:
        count = len(done.preview.contradictions)
        words = _("Wczytano paczkę {name}.").format(name=done.preview.name)
        if count:
            waiting = ngettext("{count} sprzeczność czeka na wybór.", "{count} sprzeczności czeka na wybór.", count)
            words += " " + waiting.format(count=count)
        equal, twice = done.equal_signs, sorted({sign for each in done.paid_twice for sign in each.signs})
        for told, signs in (
            (_("Być może zapłacono dwa razy, listy wypłat: {signs}."), twice),
            (_("Dwie sprawy mają ten sam znak: {signs}."), [each.sign for each in equal if not each.decision_ids]),
            (_("Dwie decyzje mają ten sam numer: {signs}."), [each.sign for each in equal if each.decision_ids]),
        ):
            if signs:
                words += " " + told.format(signs=", ".join(signs))
        self._navigator.notice(words, "warn" if count or equal or twice else "ok")
        self._navigator.recount()
        self.refresh()
        self.watch.look()

    # -- what is looked at --------------------------------------------------------------------------------------------

    def compare(self, pair: PairView) -> None:
        """Two records side by side."""
        PairDialog(self._desk, self._navigator, pair, self).open()

    def _open_equal(self, equal: EqualSign) -> None:
        """A struck registration says itself that it is settled; of decisions it is enough that somebody looks."""
        if equal.decision_ids:
            self._desk.order(acknowledge_equal_number, AcknowledgeEqualNumber(equal.sign))
        self._navigator.open("case", case_id=equal.case_ids[-1])

    def _open_twice(self, twice: PaidTwice) -> None:
        """It is enough that somebody looks: a closed list never changes, what came back is noted on it."""
        self._desk.order(acknowledge_paid_twice, AcknowledgePaidTwice(twice.key))
        if len(twice.list_ids) == 1:
            self._navigator.open("payment-list", list_id=twice.list_ids[0])
        else:
            self._navigator.open("payments")

    def _visit(self, news: InterviewNews) -> None:
        self._navigator.open("interview", interview_id=news.id)

    def _picked(self, key: str) -> None:
        if key == "disputes":
            self.disputes.setFocus()
        elif key == "persons":
            self._navigator.open("persons")
        elif key == "interviews":
            self._navigator.open("interviews")

    def _settled(self, words: str) -> None:
        self._navigator.notice(words)
        self._navigator.recount()
        self.refresh()
