"""The locked window: nothing is seen, nothing typed is lost, only the right passphrase opens."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

import main
from app.domain.persons import Clerk
from app.services.sessions import ListClerks, list_clerks
from app.services.vault.keepers import GivePassphrase, give_passphrase
from tests.demo import demo_file
from tests.ui.keys import press, type_text
from tests.ui.phone_pages import SCREENS, page, running, settle
from tests.vault import FIRST, HEAD_NAME, PASSPHRASE, WORKER_NAME, locked_office, signed_in_at
from ui.application import Program
from ui.forms.fields import TextField
from ui.forms.form_dialog import FormDialog
from ui.lock import Lock, _Curtain
from ui.lock_dialog import LockDialog
from ui.parts import Text
from ui.vault_dialogs import ChangePassphraseDialog, SitDownDialog


class Wall:
    """A clock on the wall that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 25, 9, 0)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return locked_office(tmp_path)


@pytest.fixture
def program(path: Path, qtbot: QtBot) -> Iterator[Program]:
    entered = signed_in_at(path, HEAD_NAME)
    with closing(Program(main.opener(path, entered=lambda: entered), SCREENS)) as made:
        made.window.resize(1366, 768)
        made.window.show()
        made.window.activateWindow()
        qtbot.waitExposed(made.window)
        made.start()
        settle(made, qtbot)
        yield made
        if made.lock.is_locked:
            made.lock.unlock()
        settle(made, qtbot)
    made.window.deleteLater()


def front(program: Program) -> LockDialog:
    assert program.lock.dialog is not None
    return program.lock.dialog


def curtains(program: Program) -> list[_Curtain]:
    return [each for each in program.window.findChildren(_Curtain) if each.isVisible()]


def unlock(program: Program, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    dialog = front(program)
    type_text(dialog.passphrase.line, passphrase)
    press(dialog.passphrase.line, Qt.Key.Key_Return)
    settle(program, qtbot)


def test_it_locks_by_key_and_hides_everything(program: Program) -> None:
    press(program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert program.lock.is_locked
    (curtain,) = curtains(program)
    assert curtain.geometry() == program.window.rect()
    assert program.window.windowTitle() == "Teczka — zablokowana"
    assert HEAD_NAME in "".join(label.text() for label in front(program).findChildren(Text))
    program.window.resize(1024, 640)
    QApplication.processEvents()
    assert curtain.geometry() == program.window.rect()


def test_what_was_typed_waits_behind_the_curtain_with_the_keyboard_in_it(program: Program, qtbot: QtBot) -> None:
    line = page(program).line
    line.setFocus()
    type_text(line, "44 781 22")
    program.lock.lock()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is front(program).passphrase.line)
    unlock(program, qtbot)
    assert not program.lock.is_locked
    assert curtains(program) == []
    assert line.text().endswith("44 781 22")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    assert program.window.windowTitle().startswith("Teczka — M-GOPS")


def test_an_open_form_waits_too(program: Program, qtbot: QtBot) -> None:
    dialog = FormDialog("Formularz", "Zapisz", lambda: None, program.window)
    field = TextField("Pole")
    dialog.add(field)
    dialog.open()
    field.line.setText("wpisane do połowy")
    program.lock.lock()
    assert [each.isVisible() for each in dialog.findChildren(_Curtain)] == [True]
    assert dialog.windowTitle() == "Teczka — zablokowana"
    unlock(program, qtbot)
    assert dialog.isVisible()
    assert field.line.text() == "wpisane do połowy"
    assert dialog.windowTitle() == "Formularz"
    dialog.reject()


def test_a_window_that_comes_up_meanwhile_is_covered(program: Program) -> None:
    program.lock.lock()
    late = FormDialog("Późny formularz", "Zapisz", lambda: None, program.window)
    late.show()
    program.lock.look()
    assert [each.isVisible() for each in late.findChildren(_Curtain)] == [True]
    late.reject()


def test_a_list_that_hangs_open_is_closed(program: Program) -> None:
    menu = QMenu(program.window)
    menu.addAction("Anna Wiśniewska")
    menu.popup(program.window.rect().center())
    program.lock.lock()
    assert not menu.isVisible()


@pytest.mark.parametrize("wrong", ["nie to hasło wcale", PASSPHRASE.upper()])
def test_a_wrong_passphrase_opens_nothing(wrong: str, program: Program, qtbot: QtBot) -> None:
    program.lock.lock()
    unlock(program, qtbot, wrong)
    assert program.lock.is_locked
    assert "nie pasuje" in front(program).trouble.text.text()
    assert front(program).passphrase.line.text() == ""
    unlock(program, qtbot)
    assert not program.lock.is_locked


def test_escape_the_cross_and_an_empty_field_open_nothing(program: Program) -> None:
    program.lock.lock()
    dialog = front(program)
    press(dialog, Qt.Key.Key_Escape)
    dialog.close()
    press(dialog.passphrase.line, Qt.Key.Key_Return)
    assert program.lock.is_locked
    assert dialog.isVisible()


def test_wrong_tries_wait_at_the_lock_as_at_the_sign_in(program: Program, qtbot: QtBot) -> None:
    program.lock.lock()
    for _try in range(3):
        unlock(program, qtbot, "nie to hasło wcale")
    dialog = front(program)
    assert not dialog.go.isEnabled()
    assert dialog.go.text() == "Spróbuj za 5 s"
    for _second in range(5):
        dialog._tick()
    assert dialog.go.isEnabled()


def test_the_program_can_be_closed_from_the_lock_and_pages_write_what_they_hold(program: Program, qtbot: QtBot) -> None:
    program.lock.lock()
    front(program).close_program.click()
    settle(program, qtbot)
    assert not program.window.isVisible()
    program.window.show()
    program.lock.look()
    assert front(program).isVisible(), "whoever comes back is in front of the lock"
    assert curtains(program)


def test_nobody_there_for_ten_minutes_locks_and_every_key_begins_anew(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = Wall()
    monkeypatch.setattr(program.lock, "_now", wall.now)
    handle = program.window.windowHandle()
    program.lock._watch(handle)
    _a_key(program)
    wall.at += timedelta(minutes=9, seconds=59)
    program.lock.look()
    assert not program.lock.is_locked
    _a_key(program)
    wall.at += timedelta(minutes=9)
    program.lock.look()
    assert not program.lock.is_locked
    wall.at -= timedelta(days=3)
    program.lock.look()
    assert not program.lock.is_locked, "a clock that was put back"
    wall.at += timedelta(hours=8)
    program.lock.look()
    assert program.lock.is_locked, "the laptop slept"


def _a_key(program: Program) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    program.lock.eventFilter(program.window.windowHandle(), event)


def test_the_key_works_in_dialogs_too(program: Program) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier, "")
    assert program.lock.eventFilter(program.window.windowHandle(), event)
    assert program.lock.is_locked


def test_a_plain_file_has_nothing_to_unlock_with_and_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with running(demo_file(tmp_path / "biuro.teczka-db"), qtbot) as program:
        assert program.window.topbar.offline.text() == "Plik niezaszyfrowany"
        program.lock.lock()
        assert not program.lock.is_locked
        assert "nie jest zaszyfrowany" in program.window.notices.text()


# -- who sits there --------------------------------------------------------------------------------------------------


def test_somebody_else_sits_down_with_their_passphrase(program: Program, qtbot: QtBot) -> None:
    found: list[list[Clerk]] = []
    program.desk.ask(list_clerks, ListClerks(), found.append)
    settle(program, qtbot)
    program.sit_down(next(clerk for clerk in found[0] if clerk.full_name == WORKER_NAME))
    dialog = next(each for each in program.window.findChildren(SitDownDialog))
    dialog.passphrase.line.setText("nie to hasło wcale")
    dialog._run()
    settle(program, qtbot)
    assert program.clerk is not None
    assert program.clerk.full_name == HEAD_NAME
    assert dialog.passphrase.line.text() == ""
    dialog.passphrase.line.setText(PASSPHRASE)
    dialog._run()
    settle(program, qtbot)
    qtbot.waitUntil(lambda: program.clerk is not None and program.clerk.full_name == WORKER_NAME)
    settle(program, qtbot)
    program.lock.lock()
    unlock(program, qtbot)
    assert not program.lock.is_locked


def test_who_sits_down_with_a_first_passphrase_sets_an_own_one(program: Program, qtbot: QtBot) -> None:
    found: list[list[Clerk]] = []
    program.desk.ask(list_clerks, ListClerks(), found.append)
    settle(program, qtbot)
    worker = next(clerk for clerk in found[0] if clerk.full_name == WORKER_NAME)
    program.desk.order(give_passphrase, GivePassphrase(worker.id, FIRST))
    settle(program, qtbot)
    program.sit_down(worker)
    dialog = next(each for each in program.window.findChildren(SitDownDialog))
    dialog.passphrase.line.setText(FIRST)
    dialog._run()
    settle(program, qtbot)
    assert program.clerk is not None
    assert program.clerk.full_name == HEAD_NAME
    assert all(field.isVisible() for field in dialog.pair.fields)
    for field in dialog.pair.fields:
        field.line.setText("zupełnie inne słowa 7")
    dialog._run()
    settle(program, qtbot)
    qtbot.waitUntil(lambda: program.clerk is not None and program.clerk.full_name == WORKER_NAME)


def test_ones_own_passphrase_is_changed_from_the_menu(program: Program, path: Path, qtbot: QtBot) -> None:
    program.offer_clerks()
    qtbot.waitUntil(lambda: program.window.findChild(QMenu) is not None)
    menu = program.window.findChild(QMenu)
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Zmień swoje hasło…").trigger()
    menu.close()
    dialog = program.window.findChild(ChangePassphraseDialog)
    assert isinstance(dialog, ChangePassphraseDialog)
    assert all(line.echoMode() == QLineEdit.EchoMode.Password for line in dialog.findChildren(QLineEdit))
    dialog.old.line.setText("nie to hasło wcale")
    for field in dialog.pair.fields:
        field.line.setText("zupełnie inne słowa 7")
    dialog._run()
    settle(program, qtbot)
    assert dialog.isVisible()
    dialog.old.line.setText(PASSPHRASE)
    dialog._run()
    settle(program, qtbot)
    assert "Hasło zmienione" in program.window.notices.text()
    program.close()
    assert signed_in_at(path, HEAD_NAME, "zupełnie inne słowa 7").clerk_id is not None


def test_a_lock_without_a_clock_of_its_own_reads_the_wall(program: Program) -> None:
    assert isinstance(Lock(program)._now(), datetime)


def test_a_closed_program_locks_nothing_any_more(program: Program, qtbot: QtBot) -> None:
    """Its window may live on for a while; hours later no dialog comes up beside another one."""
    program.lock.lock()
    settle(program, qtbot)
    program.close()
    program.lock._last_at -= timedelta(hours=2)
    program.lock.look()
    assert not program.lock.is_locked
    assert not program.lock._timer.isActive()
