"""While a plain office is encrypted nobody saves into it; what it leaves readable goes, also after a stop."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Never

import pytest
from sqlcipher3 import dbapi2

from app.domain.persons import Person
from app.domain.records import RecordId
from app.persistence.faults import FileInUse
from app.persistence.store import Store
from app.services.vault import converting, keyring_file, wiping
from app.services.vault.converting import EncryptOffice, PlaceNotTaken, encrypt_file, kept_plain, who_may_encrypt
from app.services.vault.entering import Entered
from app.services.vault.keyring_file import is_plain
from tests.demo import demo_file
from tests.hindrances import HOUSE
from tests.vault import CHEAP, PASSPHRASE, signed_in_at

HEAD_HERE = "Ewa Zielińska"
SECOND = """
import sys
from pathlib import Path
from app.domain.problems import Problem
from app.persistence.store import Store
try:
    Store.open(Path(sys.argv[1])).close()
    print("opened")
except Problem as problem:
    print(problem.code)
"""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return demo_file(tmp_path / "urzad.teczka-db")


def encrypted(path: Path, *, keeps_plain: bool = False) -> Entered:
    who = next(RecordId(bytes.fromhex(each.id)) for each in who_may_encrypt(path, Store) if each.name == HEAD_HERE)
    return encrypt_file(path, Store, EncryptOffice(who, PASSPHRASE, keeps_plain=keeps_plain), CHEAP)


def second_start(path: Path) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", SECOND, str(path)], cwd=HOUSE, capture_output=True, encoding="utf-8", check=True
    )
    return answer.stdout.strip()


def names_in(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def readable_in(folder: Path) -> list[str]:
    return [each.name for each in sorted(folder.iterdir()) if is_plain(each)]


def digest(path: Path, key: bytes | None = None) -> str:
    with closing(Store.open(path, key)) as store:
        return store.bundling.digest()


def stop(*_args: object, **_named: object) -> Never:
    raise KeyboardInterrupt


# -- nobody saves in between -----------------------------------------------------------------------------------------


def test_a_second_start_is_refused_until_the_encrypted_file_stands_there(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    beside: list[str] = []

    class Watching(Store):
        @classmethod
        def open(cls, path: Path, key: bytes | None = None) -> Store:
            if path.name.endswith(".sealed"):
                told.append(second_start(plain))
            return Store.open(path, key)

    synced = keyring_file.sync_folder

    def look(folder: Path) -> None:
        """Right after the swap."""
        beside.extend(name for name in names_in(folder) if name.endswith(("-wal", "-shm", "-journal")))
        assert not is_plain(plain)
        synced(folder)

    monkeypatch.setattr(converting, "sync_folder", look)
    who = RecordId(bytes.fromhex(who_may_encrypt(plain, Store)[0].id))
    entered = encrypt_file(plain, Watching, EncryptOffice(who, PASSPHRASE), CHEAP)
    assert told == ["file_in_use"]
    assert beside == []
    assert digest(plain, entered.key)


def test_who_waited_for_the_lock_gets_no_file_that_was_replaced(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second start that has the plain file in its hand, and is let in only after the swap."""
    other = demo_file(plain.with_name("inny.teczka-db"))
    connect = dbapi2.connect

    class Late:
        @staticmethod
        def connect(*args: object, **named: object) -> object:
            found = connect(*args, **named)
            other.replace(plain)
            return found

        def __getattr__(self, name: str) -> object:
            return getattr(dbapi2, name)

    monkeypatch.setattr("app.persistence.store.dbapi2", Late())
    with pytest.raises(FileInUse):
        Store.open(plain)


def test_an_encrypted_file_opens_although_a_plain_log_was_left_beside_it(plain: Path) -> None:
    store = Store.open(plain)
    with store.work(clerk_id=None, at=datetime(2026, 11, 3, 12, 0), reason="zapis") as work:
        work.add(Person(id=RecordId(b"lost-person-0001"), first_name="Zgubiona", last_name="Osobliwa"))
        work.commit()
    log = plain.with_name(plain.name + "-wal")
    left = log.read_bytes()
    assert b"Osobliwa" in left
    store.close()
    before = digest(plain)
    entered = encrypted(plain)
    log.write_bytes(left)
    assert signed_in_at(plain, HEAD_HERE).key == entered.key
    assert not log.exists()
    assert digest(plain, entered.key) == before


def test_the_log_of_the_encrypted_file_itself_is_kept(plain: Path) -> None:
    entered = encrypted(plain)
    store = Store.open(plain, entered.key)
    with store.work(clerk_id=None, at=datetime(2026, 11, 3, 12, 0), reason="zapis") as work:
        work.add(Person(id=RecordId(b"kept-person-0001"), first_name="Zachowana", last_name="Osobliwa"))
        work.commit()
    copy = plain.parent / "kopia"
    copy.mkdir()
    for each in list(plain.parent.iterdir()):  # as after a kill
        if each.is_file():
            (copy / each.name).write_bytes(each.read_bytes())
    store.close()
    killed = copy / plain.name
    assert killed.with_name(plain.name + "-wal").stat().st_size
    key = signed_in_at(killed, HEAD_HERE).key
    with closing(Store.open(killed, key)) as again, again.reading() as file:
        assert file.get(Person, RecordId(b"kept-person-0001")).last_name == "Osobliwa"


# -- what stays readable goes ----------------------------------------------------------------------------------------


def with_copies(plain: Path) -> list[Path]:
    copies = [plain.with_name(f"{plain.name}.before-import{end}") for end in ("", "-2", ".part")]
    for copy in copies:
        copy.write_bytes(plain.read_bytes())
    return copies


def test_a_stop_between_swap_and_wiping_is_made_good_at_the_next_sign_in(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_copies(plain)
    monkeypatch.setattr(wiping, "wipe", stop)
    with pytest.raises(KeyboardInterrupt):
        encrypted(plain)
    monkeypatch.undo()
    assert len(readable_in(plain.parent)) == 4
    entered = signed_in_at(plain, HEAD_HERE)
    assert entered.plain_left == ()
    assert names_in(plain.parent) == ["urzad.teczka-db", "urzad.teczka-keys"]
    assert digest(plain, entered.key)


def test_copies_are_overwritten_before_they_go(plain: Path, tmp_path: Path) -> None:
    copies = with_copies(plain)
    second_names = []
    for copy in copies:
        second = tmp_path / f"second-{copy.name}"
        os.link(copy, second)
        second_names.append(second)
    encrypted(plain)
    for second in second_names:
        assert not any(second.read_bytes())


def no_links(*_args: object, **_named: object) -> Never:
    raise PermissionError(1, "no hard links here")


def test_without_hard_links_the_plain_file_is_overwritten_too(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    with plain.open("rb") as held:
        encrypted(plain)
        held.seek(0)
        assert not any(held.read())
    assert names_in(plain.parent) == ["urzad.teczka-db", "urzad.teczka-keys"]


def test_a_stop_between_the_two_names_is_made_good_at_the_next_start(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_links)
    usual = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name.endswith(".sealed"):
            raise KeyboardInterrupt
        return usual(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    before = digest(plain)
    with pytest.raises(KeyboardInterrupt):
        encrypted(plain)
    monkeypatch.undo()
    assert not plain.exists()
    wiping.finish_swap(plain)
    entered = signed_in_at(plain, HEAD_HERE)
    assert digest(plain, entered.key) == before
    assert names_in(plain.parent) == ["urzad.teczka-db", "urzad.teczka-keys"]


def test_an_error_while_wiping_is_told_as_such_and_tried_again(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_path: Path) -> Never:
        raise OSError(5, "worn out")

    monkeypatch.setattr(wiping, "wipe", fail)
    entered = encrypted(plain)
    assert entered.plain_left == ("urzad.teczka-db.plain",)
    assert signed_in_at(plain, HEAD_HERE).plain_left == entered.plain_left
    monkeypatch.undo()
    assert signed_in_at(plain, HEAD_HERE).plain_left == ()
    assert readable_in(plain.parent) == []


def test_an_encrypted_copy_is_not_wiped_by_a_late_wiping(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiping, "wipe", stop)
    with pytest.raises(KeyboardInterrupt):
        encrypted(plain)
    monkeypatch.undo()
    copy = plain.with_name(f"{plain.name}.before-import")
    copy.write_bytes(plain.read_bytes())
    signed_in_at(plain, HEAD_HERE)
    assert copy.exists()


def test_a_swap_that_fails_leaves_the_plain_file_and_says_so(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if self.name.endswith(".sealed"):
            raise PermissionError(13, "held by a scanner")
        return usual(self, target)

    before = digest(plain)
    for has_links in (True, False):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            if not has_links:
                patch.setattr(os, "link", no_links)
            with pytest.raises(PlaceNotTaken):
                encrypted(plain)
        assert [name for name in names_in(plain.parent) if "keys" not in name] == ["urzad.teczka-db"]
        assert digest(plain) == before


def test_a_second_name_from_an_earlier_stop_does_not_cost_the_office(plain: Path) -> None:
    before = digest(plain)
    os.link(plain, wiping.plain_beside(plain))
    entered = encrypted(plain)
    assert digest(plain, entered.key) == before
    assert readable_in(plain.parent) == []


def test_a_kept_plain_file_and_its_copies_stay(plain: Path) -> None:
    with_copies(plain)
    encrypted(plain, keeps_plain=True)
    signed_in_at(plain, HEAD_HERE)
    assert len(readable_in(plain.parent)) == 4
    with closing(sqlite3.connect(kept_plain(plain))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
