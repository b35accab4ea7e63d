"""The program over a real office file: it says who works here, finds, switches, speaks, saves, and closes cleanly."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.persons import Person
from app.domain.problems import Problem
from app.persistence.faults import FileMissing
from app.persistence.store import Store
from app.services.office import Done, Office, Stopped
from app.services.sessions import AskIdentity, ask_identity
from tests.demo import demo_file
from tests.hindrances import HOUSE
from tests.ui.keys import press, type_text
from tests.ui.opened import opener
from tests.ui.test_desk import AskPerson, SetPhone, ask_person, set_phone
from ui import i18n
from ui.application import Program
from ui.i18n import _
from ui.palette import Found
from ui.screen import DeskLike, Navigator, Screen


def refuse_to_save(_office: Office, _request: SetPhone) -> Done[str]:
    raise Stopped


class PhonePage(QWidget):
    """Writes the first person's number when it is left, as a page with drafts does."""

    is_refused = False

    def __init__(self, desk: DeskLike, _navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self.line = QLineEdit()
        self.title = _("Sprawy")
        self.args: list[dict[str, Any]] = []
        QVBoxLayout(self).addWidget(self.line)

    def opened(self, **args: Any) -> None:
        self.args.append(args)
        self._desk.ask(ask_person, AskPerson(), self._show)

    def _show(self, person: Person) -> None:
        self._person = person
        self.line.setText(person.phone)

    def leaving(self) -> None:
        if self._person is not None and self.line.text() != self._person.phone:
            save = refuse_to_save if PhonePage.is_refused else set_phone
            self._desk.order(save, SetPhone(self._person.id, self.line.text()))


SCREENS = (
    Screen("today", lambda: _("Dzisiaj"), "today", PhonePage),
    Screen("cases", lambda: _("Sprawy"), "cases", PhonePage),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return demo_file(tmp_path / "biuro.teczka-db")


def started(path: Path, qtbot: QtBot) -> Program:
    program = Program(opener(path), SCREENS)
    program.window.show()
    program.window.activateWindow()
    qtbot.waitExposed(program.window)
    program.start()
    settle(program, qtbot)
    return program


def settle(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: program.desk.is_idle)


@pytest.fixture
def program(path: Path, qtbot: QtBot) -> Iterator[Program]:
    with closing(started(path, qtbot)) as made:
        yield made
    PhonePage.is_refused = False
    made.window.deleteLater()


def phone_in(path: Path) -> str:
    with closing(Store.open(path)) as store, store.reading() as file:
        return file.find(Person)[0].phone


def page(program: Program) -> PhonePage:
    found = program.window.page(program.window.current_id())
    assert isinstance(found, PhonePage)
    return found


# -- who works here --------------------------------------------------------------------------------------------------


def test_the_program_opens_the_file_and_says_who_works_here(program: Program) -> None:
    assert program.window.windowTitle() == "Teczka — M-GOPS w Przedborzu"
    assert program.window.rail.identity.accessibleName().startswith("Katarzyna Nowak, referent")
    assert program.window.rail.identity.accessibleName().endswith("Biuro")
    assert program.window.current_id() == "today"


def menu_of(program: Program, qtbot: QtBot) -> QMenu:
    """Open the menu at the user block by keyboard."""
    program.window.rail.identity.setFocus()
    press(program.window.rail.identity, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.findChild(QMenu) is not None)
    menu = program.window.findChild(QMenu)
    assert isinstance(menu, QMenu)
    return menu


def texts(menu: QMenu) -> list[str]:
    return ["—" if action.isSeparator() else action.text() for action in menu.actions()]


def test_the_user_block_offers_clerks_and_languages(program: Program, qtbot: QtBot) -> None:
    menu = menu_of(program, qtbot)
    offered = texts(menu)
    assert offered[-3:] == ["—", "Polski", "English"]
    names = [text.split(" — ")[0] for text in offered[:-3]]
    assert len(names) == 6
    assert (names[0], names[-1]) == ("Paweł Gil", "Ewa Zielińska")
    assert [action.text().split(" — ")[0] for action in menu.actions() if action.isChecked()] == [
        "Katarzyna Nowak",
        "Polski",
    ]
    menu.close()


def test_somebody_else_sits_down_by_keyboard_and_is_here_after_a_restart(
    program: Program, path: Path, qtbot: QtBot
) -> None:
    menu = menu_of(program, qtbot)
    assert menu.activeAction() is menu.actions()[0]
    while menu.activeAction().text().split(" — ")[0] != "Ewa Zielińska":
        press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window.rail.identity.text() == "Ewa Zielińska")
    settle(program, qtbot)
    assert program.window.current_id() == "today"
    program.close()
    with closing(Store.open(path)) as store:
        remembered = store.meta("last_clerk")
    assert program.clerk is not None
    assert remembered == bytes(program.clerk.id)


def test_what_is_done_from_now_on_is_done_by_who_sat_down(program: Program, qtbot: QtBot, heard: list[Any]) -> None:
    clerks: list[Any] = []
    program.desk.identity_changed.connect(clerks.append)
    menu = menu_of(program, qtbot)
    next(action for action in menu.actions() if action.text().startswith("Maria Lis")).trigger()
    menu.close()
    settle(program, qtbot)
    program.desk.ask(ask_identity, AskIdentity(), heard.append)
    settle(program, qtbot)
    assert [clerk.full_name for clerk in clerks] == ["Maria Lis"]
    assert heard[0].clerk.full_name == "Maria Lis"


# -- which language --------------------------------------------------------------------------------------------------


def choose_english(program: Program, qtbot: QtBot) -> None:
    menu = menu_of(program, qtbot)
    next(action for action in menu.actions() if action.text() == "English").trigger()
    menu.close()
    qtbot.waitUntil(lambda: i18n.language() == "en")
    settle(program, qtbot)


def test_the_window_is_built_anew_in_english_where_one_was(program: Program, qtbot: QtBot) -> None:
    program.window.open("cases", case_id=7)
    settle(program, qtbot)
    old = program.window
    old.resize(1100, 700)
    choose_english(program, qtbot)
    assert program.window is not old
    assert program.window.isVisible()
    assert (program.window.width(), program.window.height()) == (1100, 700)
    assert [button.text() for button in program.window.rail.buttons] == ["Today", "Cases"]
    assert (program.window.current_id(), page(program).args) == ("cases", [{"case_id": 7}])
    assert page(program).title == "Cases"
    assert program.window.rail.identity.text() == "Katarzyna Nowak"


def test_what_was_typed_is_saved_before_the_language_changes(program: Program, qtbot: QtBot) -> None:
    page(program).line.setText("512 000 001")
    choose_english(program, qtbot)
    assert page(program).line.text() == "512 000 001"


def test_the_old_window_goes_when_nothing_is_on_its_way_to_it(program: Program, qtbot: QtBot) -> None:
    with qtbot.waitSignal(program.window.destroyed):
        choose_english(program, qtbot)


def test_the_language_is_remembered_for_the_next_start(program: Program, path: Path, qtbot: QtBot) -> None:
    choose_english(program, qtbot)
    program.close()
    i18n.set_language("pl")
    with closing(started(path, qtbot)) as again:
        assert i18n.language() == "en"
        assert [button.text() for button in again.window.rail.buttons] == ["Today", "Cases"]
        assert again.window.current_id() == "today"
        again.window.deleteLater()


def test_changes_reach_the_new_window_once(program: Program, qtbot: QtBot) -> None:
    choose_english(program, qtbot)
    seen: list[Any] = []
    program.desk.changed.connect(seen.append)
    page(program).line.setText("512 000 002")
    page(program).leaving()
    settle(program, qtbot)
    assert len(seen) == 1


# -- the field at the top --------------------------------------------------------------------------------------------


def found_for(program: Program, text: str, qtbot: QtBot) -> Sequence[Found]:
    heard: list[Sequence[Found]] = []
    program.find(text, heard.append)
    settle(program, qtbot)
    (found,) = heard
    return found


def test_the_field_finds_a_person_and_the_cases(program: Program, qtbot: QtBot) -> None:
    person, *cases = found_for(program, "wiśniewska anna", qtbot)
    assert (person.group, person.title, person.screen_id) == ("persons", "Wiśniewska Anna", "person")
    assert "92031401242" in person.note
    assert set(person.args) == {"person_id"}
    assert cases
    assert all(found.group == "cases" and set(found.args) == {"case_id"} for found in cases)
    assert any(found.title.startswith("MGOPS.") for found in cases)


def test_nothing_typed_finds_nothing(program: Program, qtbot: QtBot) -> None:
    assert found_for(program, "", qtbot) == []


def test_a_person_is_found_with_the_keyboard_alone(program: Program, qtbot: QtBot) -> None:
    press(program.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    type_text(field, "wisn")
    settle(program, qtbot)
    rows = program.window.search_list.findChildren(QWidget)
    assert rows
    assert program.window.search_list.isVisible()


# -- closing ---------------------------------------------------------------------------------------------------------


def test_closing_saves_what_the_page_in_front_holds(program: Program, path: Path) -> None:
    page(program).line.setText("512 000 003")
    program.window.close()
    assert program.is_left()
    program.close()
    assert phone_in(path) == "512 000 003"


def test_closing_twice_saves_once(program: Program, path: Path) -> None:
    page(program).line.setText("512 000 004")
    program.window.close()
    program.close()
    program.close()
    assert phone_in(path) == "512 000 004"


def press_in_box(name: str) -> None:
    """Press a button of the question that the program asks next."""

    def press_it() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(10, press_it)
            return
        said.append(box.text())
        next(button for button in box.buttons() if button.text() == name).click()

    said.clear()
    QTimer.singleShot(0, press_it)


said: list[str] = []


def test_what_could_not_be_saved_at_the_end_is_not_lost_silently(program: Program, path: Path) -> None:
    PhonePage.is_refused = True
    page(program).line.setText("512 000 005")
    program.window.close()
    press_in_box("Wróć do programu")
    assert not program.is_left()
    assert said[0].startswith("Ostatnich zmian nie udało się zapisać. Przerwano na życzenie.")
    program.window.show()
    assert page(program).line.text() == "512 000 005"

    PhonePage.is_refused = False
    program.window.close()
    assert program.is_left()
    program.close()
    assert phone_in(path) == "512 000 005"


def test_a_person_may_leave_without_what_could_not_be_saved(program: Program, path: Path) -> None:
    before = page(program).line.text()
    PhonePage.is_refused = True
    page(program).line.setText("512 000 006")
    program.window.close()
    press_in_box("Zamknij bez zapisania")
    assert program.is_left()
    PhonePage.is_refused = False
    program.desk.close()
    assert phone_in(path) == before


# -- what goes wrong -------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_opened_is_said_and_tried_again(path: Path, qtbot: QtBot, heard: list[Any]) -> None:
    away = path.rename(path.with_suffix(".away"))
    with closing(Program(opener(path), SCREENS)) as program:
        program.window.show()

        def start() -> None:
            program.start(None, failed)

        def failed(problem: Problem) -> None:
            heard.append(problem)
            program.say_closed(problem, start)

        start()
        settle(program, qtbot)
        box = program.window.findChild(QMessageBox)
        assert isinstance(box, QMessageBox)
        assert [type(problem) for problem in heard] == [FileMissing]
        assert box.text().startswith("Nie ma pliku biuro.teczka-db.")
        away.rename(path)
        press(box.defaultButton(), Qt.Key.Key_Return)
        settle(program, qtbot)
        assert program.window.rail.identity.text() == "Katarzyna Nowak"
        program.window.deleteLater()


def test_without_a_file_a_person_may_leave(tmp_path: Path, qtbot: QtBot) -> None:
    with closing(Program(opener(tmp_path / "gone.teczka-db"), SCREENS)) as program:
        program.window.show()
        program.start(None, lambda problem: program.say_closed(problem, lambda: pytest.fail("nobody asked again")))
        settle(program, qtbot)
        box = program.window.findChild(QMessageBox)
        assert isinstance(box, QMessageBox)
        next(button for button in box.buttons() if button is not box.defaultButton()).click()
        assert not program.window.isVisible()
        program.window.deleteLater()


def test_a_problem_of_a_page_is_said_at_the_bottom(program: Program, qtbot: QtBot) -> None:
    PhonePage.is_refused = True
    page(program).line.setText("512 000 007")
    program.window.open("cases")
    settle(program, qtbot)
    assert program.window.notices.text().startswith("Przerwano na życzenie.")


@pytest.mark.logs
def test_a_mistake_of_ours_is_said_and_the_program_goes_on(program: Program, qtbot: QtBot) -> None:
    def slip(_office: Office, _request: object) -> None:
        raise ZeroDivisionError

    program.desk.ask(slip, None, lambda _answer: None)
    settle(program, qtbot)
    assert program.window.notices.text().startswith("Program popełnił błąd")
    assert found_for(program, "wiśniewska", qtbot)


def test_a_clerk_with_an_ampersand_in_the_post_is_written_whole(program: Program) -> None:
    assert program.clerk is not None
    program._show_clerks([replace(program.clerk, position="kadry & płace")])
    menu = program.window.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert texts(menu)[0] == "Katarzyna Nowak — kadry && płace"
    menu.close()


# -- as main.py runs it ----------------------------------------------------------------------------------------------

RUNS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import main, ui.application
from ui.screen import Screen
from tests.ui.test_application import SCREENS
ui.application._all_screens = lambda: SCREENS
def look():
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    titles = sorted(type(window).__name__ + ": " + (window.windowTitle() or "") for window in windows)
    if any(sys.argv[1] in title for title in titles):
        print(titles)
        for window in windows:
            window.close()
    else:
        QTimer.singleShot(20, look)
real = ui.application.application
def application(*words, **more):
    app = real(*words, **more)
    QTimer.singleShot(0, look)
    return app
ui.application.application = application
sys.exit(main.main(sys.argv[2:]))
"""


def run_main(awaited: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the window until one is shown whose class and title have the awaited words, then close everything."""
    return subprocess.run(
        [sys.executable, "-c", RUNS, awaited, *words],
        cwd=HOUSE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_main_opens_the_window_on_the_users_own_office(path: Path) -> None:
    answer = run_main("M-GOPS w Przedborzu", "--file", str(path))
    assert (answer.returncode, "MainWindow: Teczka — M-GOPS w Przedborzu" in answer.stdout) == (0, True), answer


def test_main_opens_the_demo() -> None:
    answer = run_main("M-GOPS w Przedborzu", "--demo", "--persons", "100")
    assert (answer.returncode, "Teczka — M-GOPS w Przedborzu" in answer.stdout) == (0, True), answer


def test_main_begins_on_an_empty_computer(tmp_path: Path) -> None:
    answer = run_main("FirstStart", "--file", str(tmp_path / "urzad.teczka-db"))
    assert (answer.returncode, "FirstStart: Teczka" in answer.stdout) == (0, True), answer
    assert not list(tmp_path.iterdir())


def test_main_leads_who_waits_to_the_welcome(tmp_path: Path) -> None:
    from tests.services.test_beginnings import beginning_at

    path = tmp_path / "urzad.teczka-db"
    beginning_at(path).ask_to_join("Laptop", "Maria Lis", tmp_path)
    answer = run_main("FirstStart", "--file", str(path))
    assert (answer.returncode, "FirstStart: Teczka" in answer.stdout) == (0, True), answer


def test_main_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "urzad.teczka-db"
    path.write_text("To nie jest plik urzędu. " * 400, encoding="utf-8")
    answer = run_main("QMessageBox", "--file", str(path))
    assert (answer.returncode, "QMessageBox" in answer.stdout) == (0, True), answer
