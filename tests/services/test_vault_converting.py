"""A plain office becomes an encrypted one, and a readable copy comes out of it: never by itself, never half."""

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import zstandard

from app.domain.passphrases import PassphraseTooShort
from app.domain.persons import Person
from app.domain.records import RecordId
from app.domain.roles import NotAllowed
from app.persistence.faults import DiskFull
from app.persistence.store import FORMAT, Store
from app.services.sessions import NobodyHere
from app.services.vault.converting import (
    EncryptedAlready,
    EncryptOffice,
    ExportDiffers,
    PlainCopyInTheWay,
    WritePlainCopy,
    encrypt_file,
    kept_plain,
    who_may_encrypt,
    write_plain_copy,
)
from app.services.vault.keyring_file import is_locked, is_plain, keys_beside
from tests.demo import demo_file
from tests.hindrances import HOUSE, small_disk
from tests.vault import CHEAP, PASSPHRASE, WORKER_NAME, locked_office, office_at, signed_in_at

HEAD_HERE = "Ewa Zielińska"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return demo_file(tmp_path / "urzad.teczka-db")


def head_of(path: Path) -> RecordId:
    return next(RecordId(bytes.fromhex(each.id)) for each in who_may_encrypt(path, Store) if each.name == HEAD_HERE)


def digest(path: Path, key: bytes | None = None) -> str:
    with closing(Store.open(path, key)) as store:
        return store.bundling.digest()


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_the_same_office_stands_there_encrypted_and_nothing_readable_is_left(plain: Path) -> None:
    before = digest(plain)
    surname = surname_in(plain)
    plain.with_name(plain.name + ".before-import").write_bytes(plain.read_bytes())
    entered = encrypt_file(plain, Store, EncryptOffice(head_of(plain), PASSPHRASE), CHEAP)
    assert names_in(plain.parent) == ["urzad.teczka-db", "urzad.teczka-keys"]
    assert not is_plain(plain)
    assert is_locked(plain)
    for each in plain.parent.iterdir():
        assert surname.encode() not in each.read_bytes()
    assert digest(plain, entered.key) == before
    assert signed_in_at(plain, HEAD_HERE).key == entered.key


def surname_in(path: Path) -> str:
    with closing(Store.open(path)) as store, store.reading() as file:
        surname = max((person.last_name for person in file.find(Person)), key=len)
    assert surname.encode() in path.read_bytes()
    return surname


def test_the_readable_file_stays_only_where_somebody_says_so(plain: Path) -> None:
    before = digest(plain)
    request = EncryptOffice(head_of(plain), PASSPHRASE, keeps_plain=True)
    kept_plain(plain).write_bytes(b"something of mine")
    encrypt_file(plain, Store, request, CHEAP)
    kept = plain.with_name("urzad-niezaszyfrowany-2.teczka-db")
    assert names_in(plain.parent) == [
        "urzad-niezaszyfrowany-2.teczka-db",
        "urzad-niezaszyfrowany.teczka-db",
        "urzad.teczka-db",
        "urzad.teczka-keys",
    ]
    assert digest(kept) == before


@pytest.mark.parametrize("kept", sorted((HOUSE / "tests" / "old").glob("format-*.zst")), ids=lambda kept: kept.stem)
def test_files_of_older_programs_are_encrypted_too(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / kept.stem
    path.write_bytes(zstandard.ZstdDecompressor().decompress(kept.read_bytes()))
    who = who_may_encrypt(path, Store)[0]
    before = digest(path)
    entered = encrypt_file(path, Store, EncryptOffice(RecordId(bytes.fromhex(who.id)), PASSPHRASE), CHEAP)
    assert digest(path, entered.key) == before
    with closing(Store.open(path, entered.key)) as store, store.transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == FORMAT


def test_what_cannot_be_done_leaves_the_plain_file_as_it_was(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    who, before = head_of(plain), digest(plain)
    with pytest.raises(PassphraseTooShort):
        encrypt_file(plain, Store, EncryptOffice(who, "krótkie"), CHEAP)
    with pytest.raises(NobodyHere):
        encrypt_file(plain, Store, EncryptOffice(RecordId(bytes(16)), PASSPHRASE), CHEAP)
    digests = iter(["one", "another"])
    monkeypatch.setattr("app.persistence.bundling.FileBundling.digest", lambda _self: next(digests))
    with pytest.raises(ExportDiffers):
        encrypt_file(plain, Store, EncryptOffice(who, PASSPHRASE), CHEAP)
    monkeypatch.undo()
    assert names_in(plain.parent) == ["urzad.teczka-db"]
    assert digest(plain) == before


def test_a_full_disk_leaves_the_plain_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "9m") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")
        plain = demo_file(tmp_path / "disk" / "urzad.teczka-db")
        who = head_of(plain)
        with pytest.raises(DiskFull):
            encrypt_file(plain, Store, EncryptOffice(who, PASSPHRASE), CHEAP)
        assert is_plain(plain)
        assert names_in(plain.parent) == ["urzad.teczka-db"]


def test_an_encrypted_file_is_not_encrypted_again(tmp_path: Path) -> None:
    path = locked_office(tmp_path)
    with pytest.raises(EncryptedAlready):
        encrypt_file(path, Store, EncryptOffice(RecordId(bytes(16)), PASSPHRASE), CHEAP)


KILLED = """
import sys
from pathlib import Path
from app.persistence.store import Store
from app.domain.records import RecordId
from app.services.vault.converting import EncryptOffice, encrypt_file
from tests.vault import CHEAP, PASSPHRASE
print("ready", flush=True)
encrypt_file(Path(sys.argv[1]), Store, EncryptOffice(RecordId(bytes.fromhex(sys.argv[2])), PASSPHRASE), CHEAP)
print("done", flush=True)
sys.stdin.readline()
"""


def test_killed_at_any_moment_there_is_an_office_that_opens(plain: Path) -> None:
    who, before, whole = head_of(plain), digest(plain), plain.read_bytes()
    chance, seen = random.Random(8), {True: 0, False: 0}
    for turn in range(5):
        for each in plain.parent.iterdir():
            each.unlink()
        plain.write_bytes(whole)
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, str(plain), who.hex()],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            if turn:
                time.sleep(chance.uniform(0.0, 1.2))
            else:
                assert child.stdout.readline() == b"done\n"
            child.kill()
        seen[is_plain(plain)] += 1
        key = None if is_plain(plain) else signed_in_at(plain, HEAD_HERE).key
        assert digest(plain, key) == before
    assert seen[False], "never let to its end"


# -- a readable copy -------------------------------------------------------------------------------------------------


def test_a_readable_copy_is_written_for_whoever_may_configure(tmp_path: Path) -> None:
    path, copy = locked_office(tmp_path), tmp_path / "kopia.sqlite"
    with office_at(path) as office:
        assert write_plain_copy(office, WritePlainCopy(copy)).value == copy
        with pytest.raises(PlainCopyInTheWay):
            write_plain_copy(office, WritePlainCopy(copy))
        said = office.file.bundling.digest()
    with closing(sqlite3.connect(copy)) as connection:
        assert {name for (name,) in connection.execute("SELECT last_name FROM clerk")} == {"Zielińska", "Lis"}
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert digest(copy) == said
    assert not keys_beside(copy).exists()


def test_nobody_else_writes_one(tmp_path: Path) -> None:
    path = locked_office(tmp_path)
    with office_at(path, WORKER_NAME) as office, pytest.raises(NotAllowed):
        write_plain_copy(office, WritePlainCopy(tmp_path / "kopia.sqlite"))
    assert not (tmp_path / "kopia.sqlite").exists()
