"""The window before the window: by keyboard, with wrong passphrases, a first one, the sheet, and an ill keyring."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.persistence.store import Store
from app.services.clerks import ListStaff, list_staff
from app.services.vault import keyring
from app.services.vault.entering import Entered, Gate, names_at
from app.services.vault.keepers import GivePassphrase, MakeRecoverySheet, give_passphrase, make_recovery_sheet
from app.services.vault.keyring import KeyringDamaged
from app.services.vault.keyring_file import keys_beside, read_keys, write_keys
from tests.ui import drawn
from tests.ui.keys import press, type_text
from tests.ui.tabbing import focused, tab_to
from tests.vault import FIRST, HEAD, HEAD_NAME, PASSPHRASE, WORKER_NAME, locked_office, office_at, signed_in_at
from ui.sign_in import SignInWindow
from ui.sign_in_pages import SignInPage

OWN = "zupełnie inne słowa 7"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return locked_office(tmp_path)


@pytest.fixture
def window(path: Path, qtbot: QtBot, heard: list[Any]) -> Iterator[SignInWindow]:
    made = SignInWindow(names_at(path), lambda: Gate(path, Store), path.name)
    made.entered.connect(heard.append)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    yield made
    qtbot.waitUntil(lambda: not made._errands.is_out)


def sign_in(window: SignInWindow, qtbot: QtBot, name: str, passphrase: str) -> None:
    """Choose a name, type, press Enter, wait for the answer."""
    window.name.name.set_value(next(each.id for each in names_at_of(window) if each.name == name))
    window.name.passphrase.setFocus()
    window.name.passphrase.line.clear()
    type_text(window.name.passphrase.line, passphrase)
    press(window.name.passphrase.line, Qt.Key.Key_Return)
    settle(window, qtbot)


def names_at_of(window: SignInWindow) -> list[Any]:
    return names_at(window._make_gate().path)


def settle(window: SignInWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window._errands.is_out)


def said(page: SignInPage) -> str:
    return page.trouble.text.text() if page.trouble.isVisible() else ""


def test_a_person_signs_in_by_keyboard_alone(window: SignInWindow, qtbot: QtBot, heard: list[Any]) -> None:
    assert drawn.said(focused()) == "Imię i nazwisko"
    press(focused(), Qt.Key.Key_Down)
    press(focused(), Qt.Key.Key_Down)
    type_text(tab_to("Hasło na tym stanowisku"), PASSPHRASE)
    press(focused(), Qt.Key.Key_Return)
    settle(window, qtbot)
    (entered,) = heard
    assert isinstance(entered, Entered)
    assert entered.clerk_id is not None
    assert window.name.passphrase.line.text() == "", "it does not stay in the field"


def test_nothing_is_computed_until_something_was_typed(window: SignInWindow, heard: list[Any]) -> None:
    press(tab_to("Otwórz"), Qt.Key.Key_Return)
    assert not window._errands.is_out
    assert window.name.name.is_refused()
    assert window.name.passphrase.is_refused()
    assert heard == []


def test_a_wrong_passphrase_is_said_in_words_and_the_third_one_waits(
    window: SignInWindow, qtbot: QtBot, heard: list[Any]
) -> None:
    for _try in range(3):
        sign_in(window, qtbot, HEAD_NAME, "nie to hasło wcale")
        assert "Imię i nazwisko nie pasuje do hasła" in said(window.name)
        assert window.name.passphrase.line.text() == ""
    assert not window.name.act.isEnabled()
    assert window.name.act.text() == "Spróbuj za 5 s"
    press(window.name.passphrase.line, Qt.Key.Key_Return)
    assert not window._errands.is_out, "Enter does not get round the waiting"
    window._tick()
    assert window.name.act.text() == "Spróbuj za 4 s"
    for _second in range(4):
        window._tick()
    assert window.name.act.isEnabled()
    assert window.name.act.text() == "Otwórz"
    assert heard == []


def test_the_passphrase_is_hidden_until_somebody_wants_to_see_it(window: SignInWindow) -> None:
    line = window.name.passphrase.line
    assert line.echoMode() == QLineEdit.EchoMode.Password
    (eye,) = line.actions()
    eye.trigger()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    window.name.passphrase.forget()
    assert line.echoMode() == QLineEdit.EchoMode.Password


def test_blanks_at_the_ends_count(window: SignInWindow, qtbot: QtBot, heard: list[Any]) -> None:
    sign_in(window, qtbot, HEAD_NAME, f" {PASSPHRASE}")
    assert heard == []
    assert said(window.name)


def test_who_has_a_first_passphrase_sets_an_own_one(
    window: SignInWindow, path: Path, qtbot: QtBot, heard: list[Any]
) -> None:
    with office_at(path) as office:
        worker = next(row.clerk for row in list_staff(office, ListStaff()) if row.clerk.full_name == WORKER_NAME)
        give_passphrase(office, GivePassphrase(worker.id, FIRST))
    window.name.name.set_options([(each.id, each.name) for each in names_at(path)])
    sign_in(window, qtbot, WORKER_NAME, FIRST)
    assert window.pages.currentWidget() is window.own
    assert drawn.said(focused()) == "Nowe hasło"
    type_text(focused(), "krótkie")
    type_text(tab_to("Nowe hasło jeszcze raz"), "inne")
    press(focused(), Qt.Key.Key_Return)
    assert window.own.pair.again.is_refused(), "they differ"
    for field in window.own.pair.fields:
        field.set_value("krótkie")
    press(tab_to("Ustaw i otwórz"), Qt.Key.Key_Return)
    settle(window, qtbot)
    assert window.own.pair.new.is_refused()
    for field in window.own.pair.fields:
        field.set_value(OWN)
    window.own.send()
    settle(window, qtbot)
    assert heard[0].clerk_id == worker.id
    assert signed_in_at(path, WORKER_NAME, OWN).clerk_id == worker.id


def test_the_sheet_from_the_safe_sets_a_new_passphrase(
    window: SignInWindow, path: Path, qtbot: QtBot, heard: list[Any]
) -> None:
    with office_at(path) as office:
        code = make_recovery_sheet(office, MakeRecoverySheet()).value.code
    press(tab_to("Nie pamiętam hasła"), Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.recovery
    assert drawn.said(focused()) == "Kod z karty"
    wrong = ("0" if code[7] != "0" else "1").join((code[:7], code[8:]))
    window.recovery.code.set_value(wrong)
    window.recovery.name.set_value(next(each.id for each in names_at(path) if each.name == HEAD_NAME))
    for field in window.recovery.pair.fields:
        field.set_value(OWN)
    window.recovery.send()
    settle(window, qtbot)
    assert window.recovery.code.is_refused()
    assert "o numerze: 2" in window.recovery.code.message.text()
    window.recovery.code.set_value(code)
    window.recovery.send()
    settle(window, qtbot)
    assert heard[0].clerk_id == HEAD.id
    assert signed_in_at(path, HEAD_NAME, OWN).clerk_id == HEAD.id


def test_who_just_joined_says_who_they_are(window: SignInWindow, path: Path, qtbot: QtBot, heard: list[Any]) -> None:
    key, ring = signed_in_at(path, HEAD_NAME).key, read_keys(path)
    wrap = keyring.wrapped(ring, key, PASSPHRASE, "", "Marysia")
    write_keys(path, keyring.vouched(msgspec.structs.replace(ring, clerks=(wrap,)), key))
    window.name.name.set_options([(each.id, each.name) for each in names_at(path)])
    sign_in(window, qtbot, "Marysia", PASSPHRASE)
    assert window.pages.currentWidget() is window.choosing
    assert [window.choosing.clerk.combo.itemText(row) for row in range(window.choosing.clerk.combo.count())] == [
        WORKER_NAME
    ]
    window.choosing.clerk.combo.setCurrentIndex(0)
    press(tab_to("To ja"), Qt.Key.Key_Return)
    settle(window, qtbot)
    assert heard[0].clerk_id is not None
    assert [each.name for each in names_at(path)] == [WORKER_NAME]


def test_a_wrong_try_counts_although_the_gate_was_still_being_made(path: Path, qtbot: QtBot) -> None:
    """Who is quick types while what opens the file is loaded; both ask for one and the same gate."""
    begun = threading.Event()

    def slowly() -> Gate:
        made, is_first = Gate(path, Store), not begun.is_set()
        begun.set()
        time.sleep(1.0 if is_first else 0)
        return made

    heard: list[Entered] = []
    window = SignInWindow(names_at(path), slowly, path.name)
    window.entered.connect(heard.append)
    qtbot.addWidget(window)
    window.show()
    window.warm_up()
    assert begun.wait(5)
    sign_in(window, qtbot, HEAD_NAME, "nie to hasło wcale")
    window.cool_down()
    sign_in(window, qtbot, HEAD_NAME, PASSPHRASE)
    assert [each.wrong_before for each in heard] == [1]


def test_a_damaged_keyring_is_said_before_anything_is_typed(path: Path, qtbot: QtBot) -> None:
    keys_beside(path).write_bytes(b"rubbish")
    window = SignInWindow((), lambda: Gate(path, Store), path.name)
    qtbot.addWidget(window)
    with pytest.raises(KeyringDamaged) as damaged:
        names_at(path)
    window.say(damaged.value)
    window.show()
    assert "urzad.teczka-keys" in said(window.name)
    assert not window.name.passphrase.isVisible()
    assert not window.name.act.isVisible()


@pytest.mark.parametrize("page", ["name", "own", "recovery", "choosing"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (800, 480)])
def test_every_page_fits_in_small_windows(page: str, size: tuple[int, int], window: SignInWindow, qtbot: QtBot) -> None:
    window.resize(*size)
    shown = getattr(window, page)
    window._show(shown)
    qtbot.wait(1)
    assert focused().visibleRegion().boundingRect().height() == focused().height()
    assert shown.act.width() >= shown.act.sizeHint().width()
