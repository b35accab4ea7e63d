"""The whole program over the demo office with the screen Ustawienia in front, and hands that use it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.services.office import Office
from app.services.sessions import ListClerks, list_clerks
from app.services.settings_views import SettingsView, ShowSettings, show_settings
from tests.demo import demo_file
from tests.ui.opened import opener
from ui import look
from ui.application import Program
from ui.forms import Field
from ui.screens.settings import SettingsPage
from ui.tour_hands import Hands

W = TypeVar("W", bound=QWidget)


class SettingsRoom:
    """Somebody at the screen; ``window`` is built anew with another language or size of text."""

    def __init__(self, program: Program) -> None:
        self.program, self.hands = program, Hands(program)

    @property
    def page(self) -> SettingsPage:
        page = self.program.window.page("settings")
        assert isinstance(page, SettingsPage)
        return page

    def open(self, section: str = "office", **more: Any) -> SettingsPage:
        self.program.window.open("settings", section=section, **more)
        self.hands.settle()
        return self.page

    def sit(self, initials: str) -> None:
        clerk = next(each for each in self.ask(list_clerks, ListClerks()) if each.initials == initials)
        self.program.sit_down(clerk)
        self.hands.settle()

    def write(self, field: Field, text: str) -> None:
        self.hands.type_into(field, text)
        self.hands.settle()

    def dialog(self, kind: type[W]) -> W:
        return self.hands.dialog(kind)

    def view(self) -> SettingsView:
        view: SettingsView = self.ask(show_settings, ShowSettings())
        return view

    def ask(self, service: Callable[[Office, Any], Any], request: Any) -> Any:
        answers: list[Any] = []
        self.program.desk.ask(service, request, answers.append)
        self.hands.settle()
        return answers[0]

    def order(self, service: Callable[[Office, Any], Any], request: Any) -> None:
        self.program.desk.order(service, request)
        self.hands.settle()

    def notice(self) -> str:
        return self.program.window.notices.text()


@contextmanager
def settings_room(folder: Path, qtbot: QtBot, initials: str = "EZ") -> Iterator[SettingsRoom]:
    """Ewa Zielińska, the head, unless somebody else is named."""
    path = demo_file(folder / "biuro.teczka-db")
    with closing(Program(opener(path))) as program:
        program.window.resize(1366, 768)
        program.window.show()
        program.window.activateWindow()
        qtbot.waitExposed(program.window)
        program.start()
        room = SettingsRoom(program)
        room.hands.settle()
        if initials != "KN":
            room.sit(initials)
        yield room
        for left in QApplication.topLevelWidgets():
            if isinstance(left, QDialog) and left.isVisible():
                left.done(0)
    program.window.deleteLater()
    app = QApplication.instance()
    if isinstance(app, QApplication) and (look.is_dark() or look.scale() != 1.0):
        look.apply(app)
