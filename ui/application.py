"""The program with a window: paints first, opens the file behind it, says who works here."""

import logging
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.persons import Clerk
from app.domain.problems import Problem
from app.services.beginnings import Beginning
from app.services.office import Office
from app.services.ports import Hit
from app.services.searching import FindAnything, FoundCase, FoundThings, find_anything
from app.services.sessions import AskIdentity, Identity, ListClerks, SitDown, ask_identity, list_clerks, sit_down
from ui import i18n, look
from ui.desk import Desk, Opener
from ui.first_start import FirstStart
from ui.i18n import _
from ui.palette import CASES, PERSONS, Found
from ui.screen import Screen
from ui.screens import screens as all_screens
from ui.window import MainWindow, WindowIdentity

log = logging.getLogger(__name__)
FIRST_SCREEN = "today"


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

    def __init__(self, opener: Opener, screens: Sequence[Screen] | None = None) -> None:
        super().__init__()
        self.desk = Desk(opener, self)
        nobody = WindowIdentity("", "", "", "")
        self.window = MainWindow(self.desk, screens or all_screens(), nobody, find=self.find)
        self.clerk: Clerk | None = None
        self.desk.crashed.connect(self.window.crash_notice)
        self.desk.identity_changed.connect(self._hear_clerk)
        self.window.rail.identity_pressed.connect(self.offer_clerks)

    def start(self, opened: Callable[[], None] | None = None, failed: Callable[[Problem], None] | None = None) -> None:
        """Open the file in the background; the window is on the screen already."""

        def go_on(_: Office) -> None:
            self.say_who()
            self.window.open(FIRST_SCREEN)
            self.window.recount()
            if opened is not None:
                opened()

        self.desk.start(go_on, failed)

    def close(self) -> None:
        """Let the page in front save, finish what was ordered, let go of the file."""
        self.window.close()
        self.desk.close()

    # -- who works here --------------------------------------------------------------------------------------

    def say_who(self) -> None:
        """Ask whose program this is and show it."""
        self.desk.ask(ask_identity, AskIdentity(), self._show_identity)

    def _show_identity(self, who: Identity) -> None:
        self.clerk = who.clerk
        post = who.clerk.position
        self.window.set_identity(WindowIdentity(who.office_name, who.clerk.full_name, post, who.workstation))

    @Slot(object)
    def _hear_clerk(self, _clerk: object) -> None:
        self.say_who()
        self.window.open(FIRST_SCREEN)
        self.window.refresh()

    @Slot()
    def offer_clerks(self) -> None:
        """Let somebody else take over the keyboard. Passphrases come with the vault; until then it is a choice."""
        self.desk.ask(list_clerks, ListClerks(), self._show_clerks)

    def _show_clerks(self, clerks: list[Clerk]) -> None:
        menu = QMenu(self.window)
        menu.setAccessibleName(_("Kto pracuje na tym stanowisku"))
        for clerk in clerks:
            action = QAction(f"{clerk.full_name} — {clerk.position}", menu)
            action.setCheckable(True)
            action.setChecked(self.clerk is not None and clerk.id == self.clerk.id)
            action.triggered.connect(lambda _=False, chosen=clerk: self.sit_down(chosen))
            menu.addAction(action)
        menu.popup(self.window.rail.identity_corner())

    def sit_down(self, clerk: Clerk) -> None:
        """This clerk works here from now on."""
        self.desk.ask(sit_down, SitDown(clerk.id), self.desk.sit_down)

    # -- the field at the top --------------------------------------------------------------------------------

    def find(self, text: str, found: Callable[[Sequence[Found]], None]) -> None:
        """Persons and cases for the typed text."""

        def show(things: FoundThings) -> None:
            persons = [
                Found(
                    PERSONS,
                    hit.name,
                    " · ".join(part for part in (hit.pesel, hit.place) if part),
                    "person",
                    {"person_id": hit.id},
                )
                for hit in things.persons
            ]
            cases = [
                Found(
                    CASES,
                    found_case.case.sign or _("bez znaku"),
                    found_case.person,
                    "case",
                    {"case_id": found_case.case.id},
                )
                for found_case in things.cases
            ]
            found([*persons, *cases])

        self.desk.ask(find_anything, FindAnything(text), show)


def _found_person(hit: Hit) -> Found:
    note = " · ".join(part for part in (hit.pesel, hit.place) if part)
    return Found(PERSONS, hit.name, note, "person", {"person_id": hit.id})


def _found_case(found: FoundCase) -> Found:
    return Found(CASES, found.case.sign or _("bez znaku"), found.person, "case", {"case_id": found.case.id})


def run(opener: Opener, *, language: str = "pl") -> int:
    """Show the window until it is closed; gives the exit status."""
    app = application(language)
    program = Program(opener)
    program.window.show()
    QTimer.singleShot(0, program.start)
    try:
        return app.exec()
    finally:
        program.close()


def run_first_start(beginning: Beginning, office: Opener, demo: Opener) -> int:
    """Let a person found, join or look; then go on with the office they chose."""
    app = application()
    start = FirstStart(beginning, office, demo)
    chosen: list[Opener] = []

    def go_on(opener: Opener) -> None:
        chosen.append(opener)
        start.close()

    start.ready.connect(go_on)
    start.show()
    app.exec()
    return run(chosen[0]) if chosen else 0
