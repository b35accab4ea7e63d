"""From an empty computer to the second morning, as main.py runs it: found an office, close it, sign in, be in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

import main
from app.domain.records import RecordId
from app.services.office import Office, Unwatched
from app.services.office_files import OwnedFile
from app.services.vault.entering import Entered
from app.services.vault.keyring_file import is_locked, keys_beside
from tests.services.test_beginnings import CLASSES, HEAD, REQUEST
from tests.vault import PASSPHRASE
from ui.desk import Opener
from ui.first_start import FirstStart
from ui.opening import Opening
from ui.sign_in import SignInWindow
from ui.window import MainWindow


class Hand:
    """Does what a person would, whichever window is up, and writes down which it was."""

    def __init__(self, app: QApplication) -> None:
        self.seen: list[str] = []
        self._app = app
        self._timer = QTimer()
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def rest(self) -> list[str]:
        self._timer.stop()
        return self.seen

    def _look(self) -> None:
        for window in filter(QWidget.isVisible, self._app.topLevelWidgets()):
            if isinstance(window, FirstStart) and not window._beginning.path.exists():
                self.seen.append("first start")
                window._beginning.found(REQUEST, CLASSES, PASSPHRASE)
                window.founding.finished.emit()
            elif isinstance(window, SignInWindow) and not window._errands.is_out:
                self._sign_in(window)
            elif isinstance(window, MainWindow) and (said := self._said_by(window)):
                self.seen.append(said)
                window.close()

    def _sign_in(self, window: SignInWindow) -> None:
        wrong = f"sign-in as {window.name.name.combo.currentText()}, wrong"
        passphrase = PASSPHRASE if wrong in self.seen else "nie to hasło wcale"
        self.seen.append(wrong if passphrase != PASSPHRASE else "sign-in")
        window.name.passphrase.line.setText(passphrase)
        window.name.send()

    @staticmethod
    def _said_by(window: MainWindow) -> str:
        said = window.notices.text()
        return next((word for word in ("karty odzyskiwania", "podał złe hasło") if word in said), "")


def started(path: Path) -> int:
    def of(entered: Callable[[], Entered | None]) -> Opener:
        return main.opener(path, entered=entered)

    def office_of(file: OwnedFile, clerk_id: RecordId) -> Office:
        return main.office_of(file, Unwatched(), clerk_id=clerk_id)

    return Opening(path, main.office_files, office_of, of, main.demo_opener(100)).start()


def test_an_office_is_founded_and_signed_in_to_the_next_morning(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "dane" / "urzad.teczka-db"
    hand = Hand(qapp)
    assert started(path) == 0
    assert hand.rest() == ["first start", "karty odzyskiwania"], "a new office is told to print its sheet"
    assert is_locked(path)
    hand = Hand(qapp)
    assert started(path) == 0
    assert hand.rest() == [f"sign-in as {HEAD.full_name}, wrong", "sign-in", "podał złe hasło"]


def test_an_encrypted_file_that_lost_its_keyring_is_named(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "urzad.teczka-db"
    hand = Hand(qapp)
    assert started(path) == 0
    hand.rest()
    keys_beside(path).unlink()
    said: list[str] = []

    def heard(program: object, problem: object, _again: object) -> None:
        said.append(str(problem))
        program.window.close()  # type: ignore[attr-defined]

    monkeypatch.setattr("ui.application.Program.say_closed", heard)
    assert started(path) == 0
    assert len(said) == 1
    assert said[0].startswith("keys_missing")
