"""The program with a window: paints first, opens the file behind it, says who works here and in which language.

Services are imported where they are asked: the window is painted before the first of them is needed.
"""

from __future__ import annotations

import logging
import sys
import traceback
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox

from app.domain.problems import Problem
from ui import i18n, look
from ui.desk import Desk
from ui.exchange_news import ExchangeNews
from ui.finding import written_out
from ui.hatch import Hatch
from ui.i18n import LANGUAGES, _
from ui.lock import Lock
from ui.palette import Found
from ui.parts.menu import add_act, add_choice
from ui.wardrobe import Wardrobe, running
from ui.window import MainWindow, WindowIdentity, crash_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from app.domain.persons import Clerk
    from app.services.office import Office
    from app.services.ports import Changes
    from app.services.searching import FoundThings
    from app.services.sessions import Identity
    from ui.desk import Opener
    from ui.screen import Screen

log = logging.getLogger(__name__)
FIRST_SCREEN = "today"
LOOK_AGAIN_MS = 50


def application(language: str = "pl", theme: str = "light") -> QApplication:
    """The one QApplication, with our look and our language."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    i18n.set_language(language)
    look.apply(app, theme)
    app.setApplicationName("Teczka")
    return app


class Program(QObject):
    """A desk and its window, from the first paint to the last order."""

    def __init__(self, opener: Opener, screens: Sequence[Screen] | None = None, *, is_demo: bool = False) -> None:
        super().__init__()
        self.desk = Desk(opener, self)
        self.clerk: Clerk | None = None
        self._who: Identity | None = None
        self._is_demo = is_demo
        self._screens = _all_screens() if screens is None else screens
        self.lock = Lock(self)
        self.window = self._made_window()
        self.desk.crashed.connect(self._hear_crash)
        self.desk.identity_changed.connect(self._hear_clerk)
        self.exchange = ExchangeNews(self.desk, self, self)
        self.desk.changed.connect(self._hear_changes)
        self._wardrobe = Wardrobe(self)

    def _made_window(self) -> MainWindow:
        self._hatch = Hatch(self.desk)
        nobody = WindowIdentity("", "", "", "")
        window = MainWindow(self._hatch, self._screens, nobody, find=self.find, lock=self.lock.lock)
        window.rail.identity_pressed.connect(self.offer_clerks)
        return window

    # -- from the first paint to the last order ------------------------------------------------------------------

    def start(self, opened: Callable[[], None] | None = None, failed: Callable[[Problem], None] | None = None) -> None:
        """Open the file in the background; the window is on the screen already."""

        def arrive(who: Identity) -> None:
            self._show_identity(who)
            self.window.open(FIRST_SCREEN)
            self.exchange.start()
            if opened is not None:
                opened()

        def ask_who(_office: Office) -> None:
            from app.services.sessions import AskIdentity, ask_identity

            self.desk.ask(ask_identity, AskIdentity(), arrive, failed)

        self.desk.start(ask_who, failed)

    def say_closed(self, problem: Problem, again: Callable[[], None]) -> None:
        """Say why the file cannot be opened; without it there is nothing to do but to try again or to leave."""
        box = QMessageBox(QMessageBox.Icon.Warning, _("Teczka"), _words(problem), parent=self.window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        retry = box.addButton(_("Spróbuj jeszcze raz"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Zamknij program"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(retry)
        box.buttonClicked.connect(lambda button: again() if button is retry else self.window.close())
        box.open()

    def is_left(self) -> bool:
        """Wait for the last orders of a closed window; where one failed, ask whether its page is to come back."""
        failures = self.desk.settle()
        if not failures:
            return True
        said = _("Ostatnich zmian nie udało się zapisać. {reason}").format(reason=_words(failures[0]))
        box = QMessageBox(QMessageBox.Icon.Warning, _("Teczka"), said)
        back = box.addButton(_("Wróć do programu"), QMessageBox.ButtonRole.RejectRole)
        box.addButton(_("Zamknij bez zapisania"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(back)
        box.setEscapeButton(back)
        box.exec()
        return box.clickedButton() is not back

    def close(self) -> None:
        """Let the page in front save, finish what was ordered, let go of the file."""
        self.window.close()
        self.exchange.stop()
        self.desk.close()
        self.lock.stop()

    # -- who works here ------------------------------------------------------------------------------------------

    def say_who(self) -> None:
        """Ask whose program this is and show it."""
        from app.services.sessions import AskIdentity, ask_identity

        self.desk.ask(ask_identity, AskIdentity(), self._show_identity)

    def _show_identity(self, who: Identity) -> None:
        self.clerk, self._who = who.clerk, who
        self.lock.set_minutes(who.lock_minutes)
        self._wardrobe.wear(who.look.theme)
        self._turn(who.language if who.language in LANGUAGES else i18n.language(), who.look.text_size / 100)
        post = who.clerk.position
        self.window.topbar.set_plain(self._plain_words())
        self.window.set_identity(WindowIdentity(who.office_name, who.clerk.full_name, post, who.workstation))
        self.exchange.ask()

    def _plain_words(self) -> str:
        """What the bar says of a file that anybody can read."""
        if self._who is None or self._who.is_encrypted:
            return ""
        return _("Plik pokazowy, niezaszyfrowany") if self._is_demo else _("Plik niezaszyfrowany")

    @Slot(object)
    def _hear_changes(self, changes: Changes) -> None:
        self.exchange.ask_soon()
        from app.domain.offices import Setting, Workstation
        from app.domain.persons import Clerk

        if changes.touches(Clerk) and self.clerk is not None:
            self.sit_down(self.clerk)  # with what is written of them now, rights above all
        elif changes.touches(Setting, Workstation):
            self.say_who()

    @Slot(object)
    def _hear_clerk(self, clerk: Clerk) -> None:
        before = self.clerk
        if before is not None and clerk.id != before.id:
            self._renew()  # no page keeps what the other one typed, or rights that the new one has not
        self.say_who()
        if before is None or clerk.id != before.id:
            self.window.open(FIRST_SCREEN)
        self.window.refresh()

    @Slot(object)
    def _hear_crash(self, crash: object) -> None:
        self.window.crash_notice(crash)

    @Slot()
    def offer_clerks(self) -> None:
        """Let somebody else take over the keyboard; in an encrypted file with their passphrase."""
        from app.services.sessions import ListClerks, list_clerks

        self.desk.ask(list_clerks, ListClerks(), self._show_clerks)

    def _show_clerks(self, clerks: list[Clerk]) -> None:
        menu = QMenu(self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Kto pracuje na tym stanowisku"))
        for clerk in clerks:
            name = " — ".join(part for part in (clerk.full_name, clerk.position) if part)
            is_here = self.clerk is not None and clerk.id == self.clerk.id
            add_choice(menu, name, partial(self.sit_down, clerk), is_chosen=is_here)
        menu.addSeparator()
        if self._who is not None and self._who.is_encrypted:
            add_act(menu, _("Zmień swoje hasło…"), self.change_passphrase)
            add_act(menu, _("Zablokuj okno"), self.lock.lock, keys="Ctrl+L")
            menu.addSeparator()
        for code, name in LANGUAGES.items():
            add_choice(menu, name, partial(self.speak, code), is_chosen=code == i18n.language())
        menu.popup(self.window.rail.identity_corner())
        menu.setActiveAction(menu.actions()[0])

    def sit_down(self, clerk: Clerk) -> None:
        """This clerk works here from now on. What the page in front holds is saved first, by whoever typed it."""
        is_other = self.clerk is not None and clerk.id != self.clerk.id
        if is_other and self._who is not None and self._who.is_encrypted:
            from ui.vault_dialogs import SitDownDialog

            dialog = SitDownDialog(self.desk, clerk, self.window)
            dialog.proved.connect(self._take_over)
            dialog.open()
            return
        if is_other:
            self.window.leave()
        from app.services.sessions import SitDown, sit_down

        self.desk.ask(sit_down, SitDown(clerk.id), self.desk.sit_down)

    @Slot(object)
    def _take_over(self, clerk: Clerk) -> None:
        """It was proved who they are."""
        self.window.leave()
        self.desk.sit_down(clerk)

    def change_passphrase(self) -> None:
        """One's own, from the menu at the name."""
        from ui.vault_dialogs import ChangePassphraseDialog

        dialog = ChangePassphraseDialog(self.desk, self.window)
        dialog.changed.connect(lambda: self.window.notice(_("Hasło zmienione. Od teraz działa tylko nowe.")))
        dialog.open()

    # -- in which language and look ------------------------------------------------------------------------------

    def speak(self, code: str) -> None:
        """Speak Polish or English from now on, also after the next start."""
        from app.services.sessions import ChooseLanguage, choose_language

        self.desk.order(choose_language, ChooseLanguage(code))

    def _turn(self, code: str, scale: float) -> None:
        """Build the window anew for another language or size of text; what the page in front holds is saved first."""
        if code == i18n.language() and scale == look.scale():
            return
        if code != i18n.language():
            i18n.set_language(code)
        if scale != look.scale():
            look.apply(running(), look.theme(), scale)
        visit = self.window.visit()
        self._renew()
        if visit is not None:
            self.window.open(visit.screen_id, **visit.args)
            self.window.recount()

    def _renew(self) -> None:
        """Another window with new pages in the place of this one."""
        old, hatch = self.window, self._hatch
        self.window = self._made_window()
        self.window.setGeometry(old.normalGeometry() if old.isMaximized() or old.isFullScreen() else old.geometry())
        self.window.setWindowState(old.windowState())
        self.window.setVisible(old.isVisible())
        self.lock.look()
        old.close()
        self._retire(old, hatch)

    def _retire(self, window: MainWindow, hatch: Hatch) -> None:
        """A window goes when no answer can be on its way to one of its pages."""
        if self.desk.is_idle:
            hatch.shut()
            hatch.deleteLater()
            window.deleteLater()
        else:
            QTimer.singleShot(LOOK_AGAIN_MS, self, lambda: self._retire(window, hatch))

    # -- the field at the top ------------------------------------------------------------------------------------

    def find(self, text: str, found: Callable[[Sequence[Found]], None]) -> None:
        """Persons and cases for the typed text."""
        from app.services.searching import FindAnything, find_anything

        def show(things: FoundThings) -> None:
            found(written_out(things))

        self.desk.ask(find_anything, FindAnything(text), show)


def _all_screens() -> Sequence[Screen]:
    from ui.screens import SCREENS

    return SCREENS


def _words(failure: Exception) -> str:
    if not isinstance(failure, Problem):
        return crash_words()
    from ui.wording import words_of  # its areas are read only when there is something to say

    return words_of(failure).text


def notice_mistakes(program: Program) -> None:
    """What goes wrong in a page itself is kept in the log and said, like what goes wrong on the worker."""

    def hear(kind: type[BaseException], mistake: BaseException, trace: TracebackType | None) -> None:
        log.error("crash in the window", exc_info=(kind, mistake, trace))
        traceback.print_tb(trace)  # systems keep what a program says here; its message may quote a client
        program.window.crash_notice(mistake)

    sys.excepthook = hear
