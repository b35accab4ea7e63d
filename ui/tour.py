"""Walks a day of the office through the real windows of two workstations, without anybody watching.

The day is data: steps with their hour, their workstation and who sits there. The journey test walks the same steps and
looks at what they found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.domain.records import RecordId
from app.services.calendars import SetCalendar
from app.services.demo import DemoPlan, GoOn, go_on
from app.services.demo_story import ANNA, HENRYK
from app.services.documents import ReadDocument, read_document
from app.services.sessions import ListClerks, list_clerks
from ui import look
from ui.application import Program, application
from ui.desk import Opener
from ui.i18n import language, set_language
from ui.tour_hands import Hands, Stuck, spin

DESK, LAPTOP = "Biuro", "Laptop Północ"
_COMPANIONS = ("", "-wal")
"""What an office file consists of on the disk; the third one, of shared memory, is made anew."""


@dataclass(frozen=True)
class TourStation:
    """A workstation of the tour: its file, and what opens it with a clock that the tour sets."""

    name: str
    path: Path
    opener: Callable[[SetCalendar], Opener]


@dataclass(frozen=True)
class Step:
    """One thing that happens on a day; ``initials`` say who sits at the workstation.

    ``title`` is called when it is told, so that it follows the language.
    """

    at: datetime
    station: str
    initials: str
    title: Callable[[], str]
    run: Callable[["Tour"], None]


@dataclass
class _Open:
    """A workstation whose window is on the screen."""

    program: Program
    hands: Hands


@dataclass
class Tour:
    """The walk in hand.

    ``facts`` is what the steps found; ``out`` takes pictures, papers and bundles. ``plan`` is the invented office,
    which works on beside the walk; ``foreign`` a bundle of strangers.
    """

    stations: Sequence[TourStation]
    out: Path
    plan: DemoPlan
    foreign: Path
    has_pictures: bool = True
    facts: dict[str, Any] = field(default_factory=dict)
    told: Callable[[str], None] = lambda _text: None

    def __post_init__(self) -> None:
        self.calendar = SetCalendar(datetime(2026, 11, 3, 7, 30))
        self._open: dict[str, _Open] = {}
        self._here = DESK
        self.desk_name, self.laptop_name = DESK, LAPTOP
        self.stick = self.out / "paczki"
        self._pictures = 0
        self._papers = 0

    # -- walking -------------------------------------------------------------------------------------------------

    def walk(self, steps: Sequence[Step]) -> None:
        """Do the steps one after the other, and tell each in the language that was spoken when it began.

        The windows speak that of their office.
        """
        spoken = language()
        titles = [step.title() for step in steps]
        application()
        self.stick.mkdir(parents=True, exist_ok=True)
        try:
            for step, title in zip(steps, titles, strict=True):
                self.told(f"{step.at:%d.%m %H:%M} {step.station}: {title}")
                self.calendar.move_to(step.at)
                self._here = step.station
                self._sit_down(step.initials)
                self.program.window.notices.dismiss()
                step.run(self)
        finally:
            for opened in self._open.values():
                opened.program.close()
            self._open.clear()
            if language() != spoken:
                set_language(spoken)

    @property
    def hands(self) -> Hands:
        """Hands at the workstation of the step."""
        return self._opened(self._here).hands

    @property
    def program(self) -> Program:
        """The program of the workstation of the step."""
        return self._opened(self._here).program

    def at(self, hour: int, minute: int) -> None:
        """Later on the same day."""
        self.calendar.move_to(self.calendar.now().replace(hour=hour, minute=minute))

    def ask(self, service: Callable[[Any, Any], Any], request: Any) -> Any:
        """Ask the desk of this workstation, as a screen would, and wait."""
        return self.ask_at(self._here, service, request)

    def ask_at(self, name: str, service: Callable[[Any, Any], Any], request: Any) -> Any:
        """Ask the desk of a workstation."""
        answers: list[Any] = []
        opened = self._opened(name)
        opened.program.desk.ask(service, request, answers.append)
        opened.hands.settle()
        if not answers:
            raise Stuck(f"no answer to {request!r}")
        return answers[0]

    def let_others_work(self, until: date) -> None:
        """The rest of the office does what it did up to that day; whom the walk meets itself is left to it."""
        request = GoOn(plan=self.plan, until=until, without=frozenset({ANNA, HENRYK}))
        self.program.desk.order(go_on, request)
        self.hands.settle()
        self.plan = replace(self.plan, until=until)

    def _opened(self, name: str) -> _Open:
        if name not in self._open:
            station = next(station for station in self.stations if station.name == name)
            program = Program(station.opener(self.calendar))
            program.window.resize(1366, 768)
            program.window.show()
            opened = self._open[name] = _Open(program, Hands(program))
            failures: list[object] = []
            program.start(failed=failures.append)
            opened.hands.settle()
            if failures:
                raise Stuck(f"{name} did not open: {failures[0]!r}")
        opened = self._open[name]
        opened.program.window.activateWindow()
        return opened

    def _sit_down(self, initials: str) -> None:
        program, hands = self.program, self.hands
        hands.settle()
        if program.clerk is not None and program.clerk.initials == initials:
            program.window.refresh()
        else:
            clerk = next(each for each in self.ask(list_clerks, ListClerks()) if each.initials == initials)
            program.sit_down(clerk)
        hands.settle()

    def cut_power(self) -> None:
        """The battery dies: what is on the disk at this instant is all that is left.

        The window gets no chance to save, the file no chance to tidy up. The next step opens it again.
        """
        station = next(station for station in self.stations if station.name == self._here)
        files = [station.path.with_name(station.path.name + more) for more in _COMPANIONS]
        left = {path: path.read_bytes() for path in files if path.exists()}
        opened = self._open.pop(self._here)
        opened.program.window.hide()
        opened.program.desk.close()
        opened.program.window.deleteLater()
        spin(50)
        for path in (*files, station.path.with_name(station.path.name + "-shm")):
            path.unlink(missing_ok=True)
        for path, content in left.items():
            path.write_bytes(content)

    # -- what is left --------------------------------------------------------------------------------------------

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """Keep what is on the screen: the window, and over it a small one if there is one."""
        self._pictures += 1
        if not self.has_pictures:
            return
        self.hands.settle()
        spin(30)
        shown = self.program.window.grab()
        if widget is not None:
            _lay_over(shown, widget.grab())
        shown.save(str(self.out / f"{self._pictures:02d}-{name}.png"))

    def paper(self, name: str, document_id: RecordId) -> bytes:
        """A kept paper of the office; it lies beside the pictures as well."""
        content: bytes = self.ask(read_document, ReadDocument(document_id)).content
        self._papers += 1
        (self.out / f"p{self._papers:02d}-{name}.pdf").write_bytes(content)
        return content

    def note(self, **facts: Any) -> None:
        """Remember what a step found."""
        self.facts.update(facts)


def _lay_over(window: QPixmap, small: QPixmap) -> None:
    """Draw a small window over the middle of the large one, as the eye sees them."""
    painter = QPainter(window)
    painter.fillRect(window.rect(), look.color("shade"))
    left = (window.width() - small.width()) // 2
    top = max((window.height() - small.height()) // 2, 0)
    painter.fillRect(left - 1, top - 1, small.width() + 2, small.height() + 2, look.color("line"))
    painter.drawPixmap(left, top, small)
    painter.end()
