"""The window: built from the screens it is given, it leads from one to another and says what happens.

It is painted before anything heavy is imported: pages are built on their first visit, and nothing here knows a record.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.problems import Problem, Refusal
from ui import look
from ui.i18n import _
from ui.page_holder import FootedPage, PageHolder
from ui.palette import ACTIONS, Find, Found, Palette
from ui.parts.keys_help import KeysHelp
from ui.parts.notice import NoticeBar
from ui.parts.progress import BusyPanel
from ui.parts.rail import Rail, RailEntry
from ui.parts.topbar import TopBar
from ui.screen import DeskLike, HasFoot, HearsLeaving, HearsOpening, Refreshes, Screen

NEW_SCREEN = "new-application"
"""The screen behind "+ Nowy wniosek lub zgłoszenie" and Ctrl+N; without it the button is not there."""
NARROW_BELOW = 1100
REMEMBERED_VISITS = 100
RECOUNT_AFTER_MS = 200
FRAME = 32
"""What the title of a window takes (pixels at scale 1); known only after it is shown."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WindowIdentity:
    """Whose program this is and who works at it."""

    office_name: str
    clerk_name: str
    clerk_role: str
    workstation_name: str


@dataclass(frozen=True)
class Visit:
    """One stay on a screen, to come back to."""

    screen_id: str
    args: dict[str, Any] = field(default_factory=dict)


def _hear_opening(page: object, args: dict[str, Any]) -> None:
    if isinstance(page, HearsOpening):
        page.opened(**args)


def _hear_leaving(page: object) -> None:
    if isinstance(page, HearsLeaving):
        page.leaving()


def _hear_refresh(page: object) -> None:
    if isinstance(page, Refreshes):
        page.refresh()


def crash_words() -> str:
    """What a person reads about a mistake of ours."""
    return _(
        "Program popełnił błąd i nie wykonał ostatniego polecenia. Zapisane dane są bezpieczne. "
        "Opis błędu jest w dzienniku programu — pokaż go administratorowi."
    )


class MainWindow(QMainWindow):
    """Rail, top bar and pages; also the ``Navigator`` of all screens.

    Nothing is open at first: whoever makes the window shows it, lets the desk open the file, then calls ``open``.
    """

    def __init__(
        self,
        desk: DeskLike,
        screens: Sequence[Screen],
        identity: WindowIdentity,
        *,
        find: Find | None = None,
        lock: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.screens = {screen.id: screen for screen in screens}
        self._pages: dict[str, QWidget] = {}
        self._holders: dict[str, QWidget] = {}
        self._shown = ""
        self._visits: list[Visit] = []
        self._keys: list[tuple[str, str]] = []
        self.rail, self.topbar, self._stack = Rail(self._entries(screens)), TopBar(), QStackedWidget()
        self._frame = self._framed()
        self.setCentralWidget(self._frame)
        self.search_list = Palette(self.topbar.search, self._frame)
        self.notices = NoticeBar(self._frame)
        self.busy_panel = BusyPanel(self._frame)
        self._help: KeysHelp | None = None
        self._recounting = QTimer(self)
        self._recounting.setSingleShot(True)
        self._recounting.setInterval(RECOUNT_AFTER_MS)
        self._recounting.timeout.connect(self.recount)
        self.set_identity(identity)
        self._bind_keys()
        if lock is not None:
            self._key("Ctrl+L", _("Zablokuj okno"), lock)
        self._listen(find)
        self.setMinimumSize(640, 380)
        self.resize(self._first_size())

    # -- what screens may ask (Navigator) ------------------------------------------------------------------------

    def open(self, screen_id: str, **args: Any) -> None:
        """Show a screen, building it on the first visit; an id that nobody registered is a mistake of ours."""
        if screen_id not in self.screens:
            raise LookupError(screen_id)
        visit = Visit(screen_id, args)
        if not self._visits or self._visits[-1] != visit:
            self._visits = [*self._visits[-REMEMBERED_VISITS:], visit]
            self.notices.move_on()
        self._show(visit)

    def back(self) -> None:
        """Show what was shown before; at the first page nothing happens."""
        if len(self._visits) > 1:
            self._visits.pop()
            self.notices.move_on()
            self._show(self._visits[-1])

    def notice(
        self, text: str, tone: str = "ok", action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        self.notices.say(text, tone, action, on_action)

    def recount(self) -> None:
        for screen in self.screens.values():
            if screen.badge is not None:
                screen.badge(self.desk, partial(self.rail.set_count, screen.id))

    def refresh(self) -> None:
        """Read the page in front anew, and the numbers in the rail (F5)."""
        if self._shown:
            _hear_refresh(self._pages[self._shown])
        self.recount()

    # -- what main.py may ask ------------------------------------------------------------------------------------

    def set_identity(self, identity: WindowIdentity) -> None:
        """Say who works here."""
        # i18n: the name of the program, then that of the office
        self.setWindowTitle(_("Teczka — {office}").format(office=identity.office_name))
        post = " · ".join(part for part in (identity.clerk_role, identity.workstation_name) if part)
        self.rail.set_identity(_("Teczka"), identity.office_name, identity.clerk_name, post)

    def set_exchange(self, text: str, tone: str = "neutral") -> None:
        """Say how old the last exchange is, in the top bar."""
        self.topbar.set_exchange(text, tone)

    def page(self, screen_id: str) -> QWidget | None:
        """The page of a screen, if it was built."""
        return self._pages.get(screen_id)

    def visit(self) -> Visit | None:
        """What is in front; None before the first screen."""
        return self._visits[-1] if self._visits else None

    def current_id(self) -> str:
        """Id of the screen in front, "" before the first."""
        return self._visits[-1].screen_id if self._visits else ""

    @Slot(object)
    def crash_notice(self, crash: object) -> None:
        """Say once that we made a mistake and that nothing was written by what failed."""
        log.error("shown to the clerk: %s", type(crash).__name__)
        self.notices.say(crash_words(), "bad")

    # -- inside ----------------------------------------------------------------------------------------------------

    def _first_size(self) -> QSize:
        """As in the pictures, or what the screen has room for beside its bars and the frame of the window."""
        room = self.screen().availableSize() - QSize(0, look.px(FRAME))
        return QSize(1366, 768).boundedTo(room).expandedTo(self.minimumSize())

    def _framed(self) -> QWidget:
        frame = QWidget()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._column = column = QVBoxLayout()
        column.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        column.addWidget(self.topbar)
        column.addWidget(self._stack, 1)
        return frame

    def _entries(self, screens: Sequence[Screen]) -> list[RailEntry]:
        """What stands in the rail; each place gets its own shortcut, or Alt and its number."""
        entries = []
        for number, screen in enumerate((screen for screen in screens if not screen.under), start=1):
            shortcut = screen.shortcut or (f"Alt+{number}" if number <= 9 else "")
            section = screen.section() if screen.section is not None else ""
            entries.append(RailEntry(screen.id, screen.title(), screen.icon, section, shortcut))
            if shortcut:
                self._key(shortcut, screen.title(), partial(self.open, screen.id))
        return entries

    def _bind_keys(self) -> None:
        self._key("Ctrl+K", _("Szukaj osoby, sprawy albo czynności"), self.search_list.open)
        self.topbar.new.setVisible(NEW_SCREEN in self.screens)
        if NEW_SCREEN in self.screens:
            self.topbar.new.clicked.connect(lambda: self.open(NEW_SCREEN))
            self._key("Ctrl+N", _("Nowy wniosek lub zgłoszenie"), lambda: self.open(NEW_SCREEN))
        self._key("F5", _("Odczytaj ekran jeszcze raz"), self.refresh)
        self._key("Alt+Left", _("Wróć do poprzedniego ekranu"), self.back)
        self._key("F1", _("Ta lista klawiszy"), self.show_keys)

    def _key(self, keys: str, what: str, run: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.activated.connect(lambda: run())
        self._keys.append((keys, what))

    def _listen(self, find: Find | None) -> None:
        acts = [Found(ACTIONS, button.entry.title, "", button.entry.id) for button in self.rail.buttons]
        if NEW_SCREEN in self.screens:
            acts.insert(0, Found(ACTIONS, self.screens[NEW_SCREEN].title(), "Ctrl+N", NEW_SCREEN))
        self.rail.chosen.connect(self.open)
        self.search_list.set_actions(acts)
        self.search_list.set_find(find)
        self.search_list.chosen.connect(self._go_to)
        self.search_list.given_up.connect(self._return_to_page)
        self.notices.takes_room.connect(self._leave_room)
        self.desk.changed.connect(self._hear_changes)
        self.desk.problem.connect(self._hear_problem)
        self.desk.busy.connect(self._hear_busy)

    def leave(self) -> None:
        """The page in front saves what it holds; it is heard no more until a page is opened."""
        if self._shown:
            _hear_leaving(self._pages[self._shown])
            self._shown = ""

    def _show(self, visit: Visit) -> None:
        self.leave()
        screen = self.screens[visit.screen_id]
        page = self._pages.get(screen.id)
        if page is None:
            page = screen.build(self.desk, self)
            self._pages[screen.id] = page
            self._holders[screen.id] = self._held(page, screen)
            self._stack.addWidget(self._holders[screen.id])
            self._recounting.start()
        self._stack.setCurrentWidget(self._holders[screen.id])
        self._shown = screen.id
        self.topbar.search.clear()
        self.rail.light(screen.under or screen.id)
        _hear_opening(page, visit.args)
        self._focus_into(page)

    def _held(self, page: QWidget, screen: Screen) -> QWidget:
        """The page with its margins; it scrolls when the window is smaller than the page needs."""
        holder = PageHolder(page)
        holder.setObjectName(screen.id)
        page.setAccessibleName(screen.title())
        return FootedPage(holder, page.foot) if isinstance(page, HasFoot) else holder

    @staticmethod
    def _focus_into(page: QWidget) -> None:
        """Where the person was on this page, else the first thing that takes the keyboard."""
        last = cast("QWidget | None", page.focusWidget())  # the stubs leave out that there may be none
        if last is not None and last.isVisibleTo(page) and last.isEnabled():
            last.setFocus()
            return
        step = page.nextInFocusChain()
        while step is not None and step is not page:
            takes_tab = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
            if page.isAncestorOf(step) and takes_tab and step.isEnabled() and step.isVisibleTo(page):
                step.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            step = step.nextInFocusChain()

    def show_keys(self) -> None:
        """The list of keys, beside the window and not in its way."""
        if self._help is None:
            self._help = KeysHelp(self._keys, self)
        self._help.show()
        self._help.raise_()

    @Slot(object)
    def _go_to(self, found: Found) -> None:
        if found.run is not None:
            found.run()
        else:
            self.open(found.screen_id, **found.args)

    @Slot()
    def _return_to_page(self) -> None:
        if self._shown:
            self._focus_into(self._pages[self._shown])

    @Slot(int)
    def _leave_room(self, height: int) -> None:
        """The page ends above what is said at the bottom, so that its last line and button stay in sight."""
        self._column.setContentsMargins(0, 0, 0, height)

    @Slot(object)
    def _hear_changes(self, _changes: object) -> None:
        self._recounting.start()

    @Slot(object)
    def _hear_problem(self, problem: Problem) -> None:
        from ui.wording import words_of  # its areas are read only when there is something to say

        is_lost = not isinstance(problem, Refusal)  # a refused act can be seen undone where it was tried
        self.notices.say(words_of(problem).text, "bad", goes_along=is_lost)

    @Slot(str, float)
    def _hear_busy(self, text: str, part: float) -> None:
        if text:
            self.busy_panel.begin(text, part, self.desk.stop)
        else:
            self.busy_panel.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < look.px(NARROW_BELOW)
        self.rail.set_narrow(is_narrow)
        self.topbar.set_room(is_narrow)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._shown:
            _hear_leaving(self._pages[self._shown])  # the person may still come back to it
        super().closeEvent(event)
