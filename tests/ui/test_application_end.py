"""How the program closes, what it says when something goes wrong, and how main.py starts it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from app.domain.problems import Problem
from app.persistence.faults import FileMissing
from app.services.office import Office
from app.services.searching import FindAnything, find_anything
from tests.demo import demo_file
from tests.hindrances import HOUSE
from tests.services.test_beginnings import beginning_at
from tests.ui.keys import press
from tests.ui.opened import opener
from tests.ui.phone_pages import SCREENS, PhonePage, page, phone_in, running, settle
from tests.vault import PASSPHRASE
from ui.application import Program, notice_mistakes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return demo_file(tmp_path / "biuro.teczka-db")


@pytest.fixture
def program(path: Path, qtbot: QtBot) -> Iterator[Program]:
    with running(path, qtbot) as made:
        yield made


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
def test_a_mistake_of_ours_is_said_and_the_program_goes_on(program: Program, qtbot: QtBot, heard: list[Any]) -> None:
    def slip(_office: Office, _request: object) -> None:
        raise ZeroDivisionError

    program.desk.ask(slip, None, lambda _answer: None)
    settle(program, qtbot)
    assert program.window.notices.text().startswith("Program popełnił błąd")
    program.desk.ask(find_anything, FindAnything("wiśniewska"), heard.append)
    settle(program, qtbot)
    assert heard[0].persons


@pytest.mark.logs
def test_a_mistake_in_a_page_is_kept_in_the_log_and_said(
    program: Program, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # given back after the test
    notice_mistakes(program)
    sys.excepthook(ValueError, ValueError("Kowalska"), None)
    assert program.window.notices.text().startswith("Program popełnił błąd")
    assert (
        next(record.getMessage() for record in caplog.records if record.levelname == "ERROR") == "crash in the window"
    )


# -- as main.py runs it ----------------------------------------------------------------------------------------------

RUNS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import main, ui.application
from ui.screen import Screen
from tests.ui.phone_pages import SCREENS
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


def test_main_asks_who_is_there_before_an_encrypted_file_opens(tmp_path: Path) -> None:
    path = tmp_path / "urzad.teczka-db"
    beginning_at(path).ask_to_join("Laptop", "Maria Lis", tmp_path, PASSPHRASE)
    answer = run_main("SignInWindow", "--file", str(path))
    assert (answer.returncode, "SignInWindow: Teczka" in answer.stdout) == (0, True), answer


def test_main_says_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "urzad.teczka-db"
    path.write_text("To nie jest plik urzędu. " * 400, encoding="utf-8")
    answer = run_main("QMessageBox", "--file", str(path))
    assert (answer.returncode, "QMessageBox" in answer.stdout) == (0, True), answer
