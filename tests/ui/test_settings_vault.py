"""Ustawienia of an encrypted office: passphrases of colleagues, the recovery sheet, when the window locks."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

import main
from app.services.vault.entering import Entered
from app.services.vault.keepers import AskVault, Vault, ask_vault
from app.services.vault.locking import ChooseLockTime, UnknownLockTime, choose_lock_time
from tests.ui.settings_room import SettingsRoom
from tests.vault import HEAD, HEAD_NAME, PASSPHRASE, WORKER_NAME, locked_office, office_at, signed_in_at
from ui.application import Program
from ui.papers import PaperWindow
from ui.screens.settings_clerk import ClerkDialog
from ui.screens.settings_vault import state_words
from ui.vault_dialogs import GivePassphraseDialog, SheetDialog
from ui.vault_news import offer_encryption, tell_news


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return locked_office(tmp_path)


@pytest.fixture
def room(path: Path, qtbot: QtBot) -> Iterator[SettingsRoom]:
    entered = signed_in_at(path, HEAD_NAME)
    with closing(Program(main.opener(path, entered=lambda: entered))) as program:
        program.window.resize(1366, 768)
        program.window.show()
        program.window.activateWindow()
        qtbot.waitExposed(program.window)
        program.start(lambda: tell_news(program, entered))
        made = SettingsRoom(program)
        made.hands.settle()
        yield made
        for left in QApplication.topLevelWidgets():
            if isinstance(left, QDialog) and left.isVisible():
                left.done(0)
    program.window.deleteLater()


def vault(room: SettingsRoom) -> Vault:
    asked: Vault = room.ask(ask_vault, AskVault())
    return asked


def test_a_colleague_gets_a_first_passphrase(room: SettingsRoom, path: Path) -> None:
    page = room.open("staff")
    assert page.staff.passphrases.text() == f"Hasło na tym stanowisku mają: {WORKER_NAME}, {HEAD_NAME}."
    row = next(row for row in room.view().staff if row.clerk.full_name == WORKER_NAME)
    page.staff.edit(row)
    room.hands.press_words(room.dialog(ClerkDialog), "Hasło…")
    dialog = room.dialog(GivePassphraseDialog)
    first = dialog.first.value() or ""
    room.hands.press_words(dialog, "Nadaj hasło")
    room.hands.settle()
    assert vault(room).first == {row.clerk.id}
    assert f"{WORKER_NAME} (pierwsze, do zmiany)" in page.staff.passphrases.text()
    room.program.close()
    assert signed_in_at(path, WORKER_NAME, first, own="zupełnie inne słowa 7").clerk_id == row.clerk.id


def test_a_passphrase_is_taken_away(room: SettingsRoom) -> None:
    page = room.open("staff")
    row = next(row for row in room.view().staff if row.clerk.full_name == WORKER_NAME)
    page.staff.edit(row)
    room.hands.press_words(room.dialog(ClerkDialog), "Hasło…")
    room.hands.press_words(room.dialog(GivePassphraseDialog), "Odbierz hasło")
    room.hands.settle()
    assert vault(room).clerks == {HEAD.id}
    assert page.staff.passphrases.text().endswith(f"Nie mają: {WORKER_NAME}.")


def test_somebody_new_is_offered_a_passphrase_at_once(room: SettingsRoom) -> None:
    page = room.open("staff")
    page.staff.write_new()
    dialog = room.dialog(ClerkDialog)
    dialog.fields["first_name"].set_value("Tomasz")
    dialog.fields["last_name"].set_value("Kos")
    dialog.fields["role"].set_value("clerk")
    room.hands.press_words(dialog, "Zapisz")
    room.hands.settle()
    assert room.notice() == "Dodano: Tomasz Kos."
    room.hands.press_words(room.program.window.notices, "Nadaj hasło…")
    room.hands.press_words(room.dialog(GivePassphraseDialog), "Nadaj hasło")
    room.hands.settle()
    assert len(vault(room).clerks) == 3


def test_without_a_sheet_whoever_may_configure_is_told_and_makes_one(room: SettingsRoom) -> None:
    assert "karty odzyskiwania" in room.notice()
    page = room.open("computer")
    assert "nie ma karty odzyskiwania" in page.computer.vault.state.text.words()
    room.hands.press_words(page.computer.vault, "Karta odzyskiwania…")
    room.hands.press_words(room.dialog(SheetDialog), "Utwórz kartę")
    room.hands.settle()
    paper = room.dialog(PaperWindow)
    assert "nie pokaże go drugi raz" in paper._note.text.words()
    assert vault(room).sheet_made_on
    room.hands.settle()
    assert "powinna leżeć w sejfie" in page.computer.vault.state.text.words()


def test_the_time_of_the_lock_is_chosen_here(room: SettingsRoom) -> None:
    page = room.open("computer")
    field = page.computer.vault.lock_after
    assert field.value() == 10
    room.hands.choose(field, 5)
    room.hands.settle()
    assert vault(room).lock_minutes == 5
    assert room.program.lock._minutes == 5


def test_only_a_few_times_can_be_chosen(path: Path) -> None:
    with office_at(path) as office:
        for minutes in (0, -1, 7, 10_000):
            with pytest.raises(UnknownLockTime):
                choose_lock_time(office, ChooseLockTime(minutes))


def test_wrong_tries_of_others_are_told_at_the_next_sign_in(room: SettingsRoom) -> None:
    tell_news(room.program, Entered(bytes(32), HEAD.id, wrong_before=2))
    room.hands.settle()
    assert "2 razy podał złe hasło" in room.notice()


def test_a_plain_file_is_offered_encryption(room: SettingsRoom) -> None:
    wishes: list[str] = []
    offer_encryption(room.program, lambda: wishes.append("encrypt"))
    room.hands.press_words(room.program.window.notices, "Zaszyfruj teraz…")
    assert wishes == ["encrypt"]


def test_a_file_that_anybody_can_read_says_so_in_the_settings() -> None:
    words, tone = state_words(Vault(is_encrypted=False))
    assert "nie jest zaszyfrowany" in words
    assert tone == "warn"


def test_passphrases_never_stand_in_what_a_request_says_of_itself() -> None:
    from app.services.sessions import SitDown
    from app.services.vault.entering import Recover, SignIn
    from app.services.vault.keepers import ChangePassphrase, GivePassphrase, UnlockWindow

    requests = (
        SitDown(HEAD.id, PASSPHRASE),
        SignIn("a", PASSPHRASE, PASSPHRASE),
        Recover("a", PASSPHRASE, PASSPHRASE),
        ChangePassphrase(PASSPHRASE, PASSPHRASE),
        GivePassphrase(HEAD.id, PASSPHRASE),
        UnlockWindow(PASSPHRASE),
    )
    assert not [request for request in requests if PASSPHRASE in repr(request)]
