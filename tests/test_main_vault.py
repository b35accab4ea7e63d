"""Commands on an encrypted office: where the passphrase comes from, what is said without it, encrypting, copying."""

import argparse
from contextlib import closing
from pathlib import Path

import pytest

from app.persistence.store import Store
from app.services.vault.entering import Name
from app.services.vault.keyring_file import is_locked, is_plain, keys_beside
from tests.demo import demo_file
from tests.terminal import assert_one_sentence, teczka
from tests.vault import FIRST, HEAD_NAME, PASSPHRASE, WORKER_NAME, locked_office, signed_in_at
from ui.vault_commands import PassphraseFileUnread, PassphraseUntold, WhichClerk, clerk_for, passphrase_for

HEAD_HERE = {"TECZKA_CLERK": HEAD_NAME, "TECZKA_PASSPHRASE": PASSPHRASE}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return locked_office(tmp_path)


def told(**words: object) -> argparse.Namespace:
    return argparse.Namespace(**words)


def test_the_doctor_looks_at_an_encrypted_file_with_a_passphrase_from_the_environment(path: Path) -> None:
    answer = teczka("doctor", "--file", path, env=HEAD_HERE)
    assert (answer.returncode, answer.stderr) == (0, "")
    key = signed_in_at(path, HEAD_NAME).key
    with closing(Store.open(path, key)) as store:
        assert answer.stdout.splitlines()[-1] == f"Biuro: {store.bundling.digest()}"


def test_or_from_a_file_and_for_a_named_clerk(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "haslo.txt"
    secret.write_text(f"{PASSPHRASE}\r\n", encoding="utf-8")
    answer = teczka("--file", path, "doctor", "--clerk", WORKER_NAME.upper(), "--passphrase-file", secret)
    assert (answer.returncode, answer.stderr) == (0, "")


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({}, ("kto wykonuje polecenie", HEAD_NAME, WORKER_NAME)),
        ({"TECZKA_CLERK": HEAD_NAME}, ("nie dostało hasła", "--passphrase-file")),
        ({**HEAD_HERE, "TECZKA_PASSPHRASE": "nie to hasło wcale"}, ("Nie udało się zalogować",)),
        ({**HEAD_HERE, "TECZKA_PASSPHRASE": ""}, ("Nie udało się zalogować",)),
    ],
)
def test_without_the_right_one_nothing_is_done(env: dict[str, str], words: tuple[str, ...], path: Path) -> None:
    before = path.read_bytes()
    assert_one_sentence(teczka("doctor", "--file", path, env=env), *words)
    assert path.read_bytes() == before


def test_an_encrypted_file_without_its_keyring_is_named(path: Path) -> None:
    keys_beside(path).unlink()
    assert_one_sentence(teczka("doctor", "--file", path, env=HEAD_HERE), "urzad.teczka-keys")


def test_a_plain_file_is_encrypted_and_a_readable_copy_comes_out_of_it(tmp_path: Path) -> None:
    path = demo_file(tmp_path / "urzad.teczka-db")
    digest = teczka("doctor", "--file", path).stdout.splitlines()[-1]
    answer = teczka("vault", "encrypt", "--file", path, env={"TECZKA_CLERK": HEAD_NAME, "TECZKA_PASSPHRASE": FIRST})
    assert (answer.returncode, answer.stderr) == (0, "")
    assert is_locked(path)
    env = {"TECZKA_CLERK": HEAD_NAME, "TECZKA_PASSPHRASE": FIRST}
    assert teczka("doctor", "--file", path, env=env).stdout.splitlines()[-1] == digest
    copy = tmp_path / "kopia.sqlite"
    answer = teczka("vault", "plain-copy", copy, "--file", path, env=env)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "nie jest zaszyfrowana" in answer.stdout
    assert is_plain(copy)
    assert_one_sentence(teczka("vault", "plain-copy", copy, "--file", path, env=env), "kopia.sqlite", "już istnieje")
    assert_one_sentence(teczka("vault", "encrypt", "--file", path, env=env), "już zaszyfrowany")


def test_the_passphrase_of_a_file_is_one_line(tmp_path: Path) -> None:
    secret = tmp_path / "haslo.txt"
    for content, said in ((b"  z blankami  \n", "  z blankami  "), ("\ufeffzażółć gęślą".encode(), "zażółć gęślą")):
        secret.write_bytes(content)
        assert passphrase_for("Ewa", told(passphrase_file=secret), {}) == said
    for content in (b"", b"\n", b"jeden\ndwa", b"\xff\xfe\x00", b"x" * 10_000_000):
        secret.write_bytes(content)
        with pytest.raises(PassphraseFileUnread):
            passphrase_for("Ewa", told(passphrase_file=secret), {"TECZKA_PASSPHRASE": PASSPHRASE})
    with pytest.raises(PassphraseFileUnread):
        passphrase_for("Ewa", told(passphrase_file=tmp_path), {})
    with pytest.raises(PassphraseUntold):
        passphrase_for("Ewa", told(), {})


def test_the_only_person_need_not_be_named() -> None:
    ewa, jan = Name("1", "Ewa Zielińska"), Name("2", "Jan Łoś")
    assert clerk_for([ewa], told(), {}) == ewa
    assert clerk_for([ewa, jan], told(clerk="jan łoś "), {"TECZKA_CLERK": "ewa zielińska"}) == jan
    for names, arguments in (([ewa, jan], told()), ([ewa], told(clerk="Jan Łoś")), ([], told())):
        with pytest.raises(WhichClerk):
            clerk_for(names, arguments, {})


def test_help_says_where_a_passphrase_comes_from() -> None:
    answer = teczka("doctor", "--help")
    assert "TECZKA_PASSPHRASE" in answer.stdout
    assert "TECZKA_CLERK" in answer.stdout
    assert "plain-copy" in teczka("vault", "--help").stdout
