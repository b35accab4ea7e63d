"""A plain office is encrypted from its window, and the program goes on with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import main
from app.domain.records import RecordId
from app.persistence.store import Store
from app.services.office import Office, Unwatched
from app.services.office_files import OwnedFile
from app.services.vault.converting import EncryptOffice, encrypt_file, who_may_encrypt
from app.services.vault.entering import Entered
from app.services.vault.keyring_file import is_locked, is_plain
from tests.demo import demo_file
from tests.vault import CHEAP, PASSPHRASE
from ui.desk import Opener
from ui.encrypting import EncryptWindow, run_encryption
from ui.opening import Opening
from ui.window import MainWindow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return demo_file(tmp_path / "urzad.teczka-db")


def window_at(path: Path, qtbot: QtBot) -> EncryptWindow:
    def encrypt(request: EncryptOffice) -> Entered:
        return encrypt_file(path, Store, request, CHEAP)

    window = EncryptWindow(who_may_encrypt(path, Store), encrypt)
    qtbot.addWidget(window)
    window.show()
    return window


def settle(window: EncryptWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window._errands.is_out, timeout=60_000)


def test_it_is_encrypted_for_whoever_was_chosen(path: Path, qtbot: QtBot, heard: list[Any]) -> None:
    window = window_at(path, qtbot)
    window.done.connect(heard.append)
    window.go.click()
    assert window.who.is_refused()
    assert is_plain(path)
    window.who.set_value(next(each.id for each in who_may_encrypt(path, Store) if each.name == "Ewa Zielińska"))
    for field in window.pair.fields:
        field.set_value("krótkie")
    window.go.click()
    settle(window, qtbot)
    assert window.pair.new.is_refused()
    assert is_plain(path)
    for field in window.pair.fields:
        field.set_value(PASSPHRASE)
    window.go.click()
    assert window.go.text() == "Szyfruję i sprawdzam…"
    assert not window.later.isEnabled()
    settle(window, qtbot)
    (entered,) = heard
    assert is_locked(path)
    office, close = main.opener(path, entered=lambda: entered)(Unwatched())
    assert office.clerk.full_name == "Ewa Zielińska"
    close()


def test_what_stands_in_the_way_is_said(path: Path, qtbot: QtBot) -> None:
    window = window_at(path, qtbot)
    window.who.set_value(who_may_encrypt(path, Store)[0].id)
    for field in window.pair.fields:
        field.set_value(PASSPHRASE)
    path.unlink()
    window.go.click()
    settle(window, qtbot)
    assert window.trouble.isVisible()
    assert "urzad.teczka-db" in window.trouble.text.text()


def test_the_window_cannot_be_closed_while_the_file_is_encrypted(path: Path, qtbot: QtBot, heard: list[Any]) -> None:
    window = window_at(path, qtbot)
    window.done.connect(heard.append)
    window.who.set_value(who_may_encrypt(path, Store)[0].id)
    for field in window.pair.fields:
        field.set_value(PASSPHRASE)
    window.go.click()
    assert not window.close()
    assert window.isVisible()
    assert "Szyfrowanie trwa" in window.trouble.text.text()
    window.wait()  # as at the end of the program
    assert len(heard) == 1
    assert is_locked(path)
    assert window.trouble.isHidden()
    assert window.close()


def test_the_end_of_the_program_waits_for_the_encryption(path: Path, qapp: QApplication) -> None:
    def press() -> None:
        (window,) = (each for each in qapp.topLevelWidgets() if isinstance(each, EncryptWindow) and each.isVisible())
        window.who.combo.setCurrentIndex(0)
        for field in window.pair.fields:
            field.set_value(PASSPHRASE)
        window.go.click()
        qapp.exit()

    QTimer.singleShot(50, press)
    entered = run_encryption(who_may_encrypt(path, Store), lambda request: encrypt_file(path, Store, request, CHEAP))
    assert entered is not None
    assert is_locked(path)


class Hand:
    """Does what a person would, whichever window is up: asks for encryption, fills in the form, closes the end."""

    def __init__(self, app: QApplication) -> None:
        self.seen: list[str] = []
        self._app = app
        self._timer = QTimer()
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def rest(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        for window in filter(QWidget.isVisible, self._app.topLevelWidgets()):
            if isinstance(window, EncryptWindow):
                self._fill_in(window)
            elif isinstance(window, MainWindow):
                self._press(window)

    def _fill_in(self, window: EncryptWindow) -> None:
        if not window._errands.is_out:
            self.seen.append("form")
            window.who.combo.setCurrentIndex(0)
            for field in window.pair.fields:
                field.set_value(PASSPHRASE)
            window.go.click()

    def _press(self, window: MainWindow) -> None:
        if "nie jest zaszyfrowany" in window.notices.text():
            self.seen.append("plain")
            window.notices._button.click()
        elif "form" in self.seen and "M-GOPS" in window.windowTitle():
            self.seen.append(window.topbar.offline.text())
            window.close()


def test_the_program_leads_from_the_plain_file_to_the_encrypted_one(path: Path, qapp: QApplication) -> None:
    """As main.py runs it: the window, the wish, the form, the window of the encrypted office."""

    def of(entered: Callable[[], Entered | None]) -> Opener:
        return main.opener(path, entered=entered)

    def office_of(file: OwnedFile, clerk_id: RecordId) -> Office:
        return main.office_of(file, Unwatched(), clerk_id=clerk_id)

    head = next(each for each in who_may_encrypt(path, Store) if each.name == "Ewa Zielińska")
    with_head(path, head.id)
    hand = Hand(qapp)
    assert Opening(path, main.office_files, office_of, of, main.demo_opener(100)).start() == 0
    hand.rest()
    assert hand.seen == ["plain", "form", "Praca bez sieci"]
    assert is_locked(path)


def with_head(path: Path, clerk_id: str) -> None:
    """The head worked here last."""
    store = Store.open(path)
    store.set_meta("last_clerk", bytes.fromhex(clerk_id))
    store.close()
