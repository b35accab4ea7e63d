"""What happens behind the curtain of a locked window: dialogs come up, fields and windows go, titles change."""

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_lock import front, path, program, unlock
from ui.application import Program

__all__ = ["path", "program"]


def test_a_dialog_that_opens_while_locked_gets_no_keyboard(program: Program, qtbot: QtBot) -> None:
    pressed: list[bool] = []
    program.lock.lock()
    late = QDialog(program.window)
    button = QPushButton("OK", late)
    button.setDefault(True)
    button.clicked.connect(lambda: pressed.append(True))
    late.open()
    program.lock.look()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is front(program))
    qtbot.waitUntil(lambda: QApplication.activeWindow() is front(program))
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert program.lock.eventFilter(late.windowHandle(), key)
    assert not program.lock.eventFilter(front(program).windowHandle(), key)
    assert pressed == []
    late.close()


def test_a_field_that_went_meanwhile_does_not_stop_unlocking(program: Program, qtbot: QtBot) -> None:
    dialog = QDialog(program.window)
    line = QLineEdit(dialog)
    dialog.show()
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    program.lock.lock()
    shiboken6.delete(line)
    program.lock.unlock()
    assert not program.lock.is_locked
    dialog.close()


def test_a_title_that_is_set_while_locked_is_seen_after_it(program: Program) -> None:
    program.lock.lock()
    program.window.setWindowTitle("Teczka — Anna Wiśniewska")
    assert program.window.windowTitle() == "Teczka — zablokowana"
    program.lock.unlock()
    assert program.window.windowTitle() == "Teczka — Anna Wiśniewska"


def test_another_window_in_the_place_of_a_locked_one_is_locked(program: Program, qtbot: QtBot) -> None:
    program.lock.lock()
    program._renew()
    assert front(program).parentWidget() is program.window
    qtbot.wait(200)
    program.lock.look()
    assert front(program).isVisible()
    unlock(program, qtbot)
    assert not program.lock.is_locked


def test_with_the_window_goes_the_lock(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that went is made anew; where the window went there is nothing to hide."""
    program.lock.lock()
    shiboken6.delete(front(program))
    program.lock.look()
    assert front(program).isVisible()
    with monkeypatch.context() as patch:
        gone = QDialog()
        shiboken6.delete(gone)
        patch.setattr(program, "window", gone)
        program.lock.look()
    assert not program.lock.is_locked
    assert not program.lock._timer.isActive()
