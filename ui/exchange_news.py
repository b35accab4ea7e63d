"""What the window says of the exchange wherever one is: how old the last one is, what has come by itself."""

from __future__ import annotations  # the window is painted before anything of the exchange is loaded

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from ui import i18n
from ui.i18n import _
from ui.window import RECOUNT_AFTER_MS

if TYPE_CHECKING:
    from app.services.exchange.standings import LastExchange
    from app.services.exchange.tending import Tended
    from ui.desk import Desk
    from ui.screens.exchange_watch import FolderWatch
    from ui.window import MainWindow

WATCH_AFTER_MS = 2_000
"""The first page comes before what others have sent."""
DAY_TURNS_MS = 10 * 60 * 1000
"""So often what is said is said anew: "dzisiaj" is another day after midnight."""


class Windowed(Protocol):
    """Has the window that is open now; it is another one after the language was changed."""

    window: MainWindow


class ExchangeNews(QObject):
    """Asks after every change, and looks into the folders of this workstation from two seconds after the start."""

    def __init__(self, desk: Desk, owner: Windowed, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._owner = desk, owner
        self._asking = _once(self, RECOUNT_AFTER_MS)
        self._asking.timeout.connect(self.ask)
        self._watching = _once(self, WATCH_AFTER_MS)
        self._watching.timeout.connect(self.watch)
        self._watch: FolderWatch | None = None
        self._turning = QTimer(self)
        self._turning.setInterval(DAY_TURNS_MS)
        self._turning.timeout.connect(self.ask)

    def start(self) -> None:
        """The file is open and the first page is there."""
        self._watching.start()
        self._turning.start()

    def ask_soon(self) -> None:
        """Something was written; several writings are asked about once."""
        self._asking.start()

    def stop(self) -> None:
        """The file is about to be closed."""
        self._asking.stop()
        self._watching.stop()
        self._turning.stop()
        if self._watch is not None:
            self._watch.stop()

    @Slot()
    def ask(self) -> None:
        """Say how old the last exchange is."""
        from app.services.exchange.standings import AskLastExchange, ask_last_exchange

        self._desk.ask(ask_last_exchange, AskLastExchange(), self._show)

    def _show(self, last: LastExchange) -> None:
        window = self._owner.window
        if last.is_doubted:
            window.set_exchange(_("Kopia pliku? Zobacz ekran Wymiana"), "bad")
        elif last.is_alone:
            window.set_exchange("")
        elif last.on is None:
            window.set_exchange(_("Jeszcze bez wymiany"), "warn")
        elif last.overdue:
            words = i18n.ngettext(
                "Dawno bez wymiany: {count} stanowisko", "Dawno bez wymiany: {count} stanowisk", last.overdue
            )
            window.set_exchange(words.format(count=last.overdue), "warn")
        else:
            window.set_exchange(_("Ostatnia wymiana: {when}").format(when=i18n.ago(last.on, last.today)), "neutral")

    @Slot()
    def watch(self) -> None:
        """Look into inbox and outbox from now on."""
        if self._watch is not None:
            return
        from ui.screens.exchange_watch import FolderWatch

        self._watch = FolderWatch(self._desk, self._desk, self)
        self._watch.arrived.connect(self._hear)
        self._watch.start()

    @Slot(object)
    def _hear(self, found: Tended) -> None:
        from ui.screens.exchange_inbox import arrival_words

        window, words = self._owner.window, arrival_words(found)
        if words and window.current_id() != "exchange":
            window.notice(words, "ok", _("Obejrzyj"), lambda: window.open("exchange", tab="inbox"))


def _once(parent: QObject, after_ms: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(after_ms)
    return timer
