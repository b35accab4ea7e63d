"""The window before the window: who is here, and their passphrase."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.domain.problems import Problem
from ui import look
from ui.application import application
from ui.errand import Errands
from ui.i18n import _
from ui.page_holder import AROUND
from ui.parts import Text
from ui.sign_in_pages import ChoosingPage, NamePage, OwnPage, RecoveryPage, SignInPage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from app.domain.records import RecordId
    from app.services.vault.entering import Entered, Gate, Name, SignIn

WIDTH = 440


class SignInWindow(QWidget):
    """``entered`` says that the way is free. One page in sight: name and passphrase, and what that may lead to."""

    entered = Signal(object)

    def __init__(self, names: Sequence[Name], gate: Callable[[], Gate], file_name: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle(_("Teczka — logowanie"))
        self.resize(look.px(980), look.px(700))
        self._make_gate = gate
        self._gate: Gate | None = None
        self._errands, self._warming = Errands(self), Errands(self)
        self._making = Lock()
        self._typed: SignIn | None = None
        self.pages = QStackedWidget()
        self.name = NamePage(names, file_name)
        self.own, self.recovery, self.choosing = OwnPage(), RecoveryPage(names), ChoosingPage()
        for page in (self.name, self.own, self.recovery, self.choosing):
            self.pages.addWidget(page)
            page.sent.connect(self._send)
            page.left.connect(self._go_back)
        self.name.forgot.connect(lambda: self._show(self.recovery))
        self._lay_out()
        self._waiting = QTimer(self)
        self._waiting.setInterval(1_000)
        self._waiting.timeout.connect(self._tick)
        self._wait_s = 0
        self._show(self.name)

    def _lay_out(self) -> None:
        """In the middle of the window; it scrolls where the window is lower than a page."""
        middle = QWidget()
        middle.setObjectName("page")
        row = QHBoxLayout(middle)
        row.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(Text(_("Teczka"), "title"))
        column.addSpacing(look.px(10))
        self.pages.setFixedWidth(look.px(WIDTH))
        column.addWidget(self.pages)
        column.addStretch(2)
        row.addLayout(column)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(middle)
        self._area = area
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, look.px(12), 0, look.px(12))
        whole.addWidget(area)

    def say(self, problem: Problem) -> None:
        """Say what stands in the way before anything can be typed."""
        self.name.say(problem)
        self.name.close_up()

    def warm_up(self) -> None:
        """Load what opens the file while somebody types; a hindrance is said when they are done."""
        self._warming.send(self._at_gate, lambda _gate: None, lambda _problem: None)

    def cool_down(self) -> None:
        """Wait for what was begun: a thread must not outlive its window."""
        for errands in (self._warming, self._errands):
            while errands.is_out:
                QCoreApplication.processEvents()

    # -- from page to page -----------------------------------------------------------------------------------------

    def _show(self, page: SignInPage) -> None:
        for each in (self.name, self.own, self.recovery, self.choosing):
            height = QSizePolicy.Policy.Preferred if each is page else QSizePolicy.Policy.Ignored
            each.setSizePolicy(QSizePolicy.Policy.Preferred, height)  # as high as the page that is seen
        self.pages.setCurrentWidget(page)
        page.begin(self.name.who())
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(page.entry, 0, look.px(AROUND)))

    @Slot()
    def _go_back(self) -> None:
        self._typed = None
        self._show(self.name)

    @Slot(object)
    def _send(self, page: SignInPage) -> None:
        """Compute away from the window; the page stays as it was typed until the answer is there."""
        if self._errands.is_out or self._wait_s:
            return
        from dataclasses import replace

        from app.services.vault.entering import Recover, SignIn

        if page is self.recovery:
            recover = Recover(page.who(), self.recovery.code_typed(), page.secret())
            run: Callable[[], Entered] = lambda: self._at_gate().recover(recover)  # noqa: E731 - said once
        else:
            if page is self.name:
                self._typed = SignIn(page.who(), page.secret())
            elif page is self.own and self._typed is not None:
                self._typed = replace(self._typed, own=page.secret())
            elif self._typed is not None:
                self._typed = replace(self._typed, clerk_id=self.choosing.chosen())
            typed = self._typed
            if typed is None:
                return
            run = lambda: self._at_gate().enter(typed)  # noqa: E731 - said once
        page.set_busy(is_busy=True)
        self._errands.send(run, lambda answer: self._enter(page, answer), lambda problem: self._refuse(page, problem))

    def _at_gate(self) -> Gate:
        """On the thread of the errand: the libraries of the file are loaded there, behind the first picture.

        There is one gate, whoever asks first: a second one would know nothing of what was wrong at the other.
        """
        with self._making:
            if self._gate is None:
                self._gate = self._make_gate()
            return self._gate

    def _enter(self, page: SignInPage, answer: Entered) -> None:
        page.set_busy(is_busy=False)
        self._typed = None
        for each in (self.name, self.own, self.recovery):
            each.forget()
        self.entered.emit(answer)

    def _refuse(self, page: SignInPage, problem: Problem) -> None:
        page.set_busy(is_busy=False)
        if problem.code == "first_passphrase":
            self._show(self.own)
        elif problem.code == "keeper_unknown":
            self.choosing.offer(_offered(problem))
            self._show(self.choosing)
        else:
            page.say(problem)
            self._wait(int(str(problem.facts.get("wait_s", 0))), page)

    # -- waiting after wrong tries -----------------------------------------------------------------------------------

    def _wait(self, seconds: int, page: SignInPage) -> None:
        self._wait_s = seconds
        self._waited_for = page
        if seconds:
            self._waiting.start()
            page.set_wait(seconds)

    @Slot()
    def _tick(self) -> None:
        self._wait_s = max(0, self._wait_s - 1)
        self._waited_for.set_wait(self._wait_s)
        if not self._wait_s:
            self._waiting.stop()


def _offered(problem: Problem) -> list[tuple[RecordId, str]]:
    clerks = problem.facts["clerks"]
    return list(clerks) if isinstance(clerks, tuple) else []


def run_sign_in(path: Path, names_at: Callable[[Path], Sequence[Name]], gate: Callable[[], Gate]) -> Entered | None:
    """Show it until somebody is in or gives up; None where it was closed."""
    app = application()
    trouble: Problem | None = None
    names: Sequence[Name] = ()
    try:
        names = names_at(path)
    except Problem as problem:
        trouble = problem
    window = SignInWindow(names, gate, path.name)
    if trouble is not None:
        window.say(trouble)
    found: list[Entered] = []

    def go_on(entered: Entered) -> None:
        found.append(entered)
        window.close()

    window.entered.connect(go_on)
    window.show()
    QTimer.singleShot(0, window, window.warm_up)
    app.exec()
    window.cool_down()
    return found[0] if found else None
