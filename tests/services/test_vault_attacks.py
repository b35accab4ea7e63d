"""What an attacker can do who has the files, a bit that fell over, a program that is killed: nothing that counts."""

import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from app.domain.persons import Clerk, Person
from app.domain.problems import Problem
from app.domain.records import new_id
from app.persistence.faults import FileDamaged, FileInUse
from app.persistence.store import Store
from app.services.office import Office
from app.services.vault import keepers, keyring
from app.services.vault.entering import (
    Gate,
    KeyringOlder,
    Recover,
    names_at,
)
from app.services.vault.keepers import (
    ChangePassphrase,
    MakeRecoverySheet,
    TakePassphrase,
    change_passphrase,
    make_recovery_sheet,
    take_passphrase,
)
from app.services.vault.keyring_file import KeysMissing, keys_beside, read_keys, write_keys
from app.services.vault.proving import SignInRefused
from tests.hindrances import HOLDS_THE_FILE, HOUSE, somebody_else
from tests.vault import (
    CHEAP,
    HEAD,
    HEAD_NAME,
    OTHER,
    PASSPHRASE,
    WORKER_NAME,
    id_of,
    locked_office,
    office_at,
    signed_in_at,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return locked_office(tmp_path)


def clerks_at(office: Office) -> list[Clerk]:
    with office.reading() as file:
        return list(file.find(Clerk))


# -- attacks ---------------------------------------------------------------------------------------------------------


def test_a_stolen_copy_of_the_file_says_nothing_without_the_key(path: Path, tmp_path: Path) -> None:
    with office_at(path) as office, office.work("rejestracja") as work:
        work.add(Person(id=new_id(), first_name="Żaneta", last_name="Podrzucona"))
        work.commit()
    stolen = tmp_path / "stolen"
    stolen.mkdir()
    for each in tmp_path.glob("urzad*"):
        shutil.copy(each, stolen)
    for each in stolen.iterdir():
        assert b"Podrzucona" not in each.read_bytes()
    for key in (None, bytes(32), bytes(range(32))):
        with pytest.raises(FileDamaged):
            Store.open(stolen / path.name, key)
    keys_beside(stolen / path.name).unlink()
    with pytest.raises(KeysMissing):
        Gate(stolen / path.name, Store)


def test_flipped_bits_in_the_office_file_are_noticed_and_never_taken_for_data(path: Path) -> None:
    key, whole, chance = signed_in_at(path, HEAD_NAME).key, path.read_bytes(), random.Random(5)
    for place in [0, 5, 20, 4_000, *(chance.randrange(len(whole)) for _each in range(20))]:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(flipped))
        found: list[str] = []
        try:
            with closing(Store.open(path, key)) as store:
                found = [finding for check in store.bundling.checks(is_deep=True) for finding in check.findings]
        except FileDamaged:
            continue
        assert found, f"nobody noticed byte {place}"


def test_flipped_bits_in_the_keyring_are_noticed(path: Path) -> None:
    keys, chance = keys_beside(path), random.Random(6)
    whole = keys.read_bytes()
    for _each in range(20):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole) - 1)] ^= 1 << chance.randrange(8)
        keys.write_bytes(bytes(flipped))
        with pytest.raises(Problem):
            signed_in_at(path, HEAD_NAME)
    keys.write_bytes(whole)
    assert signed_in_at(path, HEAD_NAME).clerk_id == HEAD.id


def test_an_old_keyring_put_back_does_not_bring_an_old_passphrase_back(path: Path) -> None:
    old = keys_beside(path).read_bytes()
    with office_at(path) as office:
        change_passphrase(office, ChangePassphrase(PASSPHRASE, OTHER))
    newest = keys_beside(path).read_bytes()
    keys_beside(path).write_bytes(old)
    with pytest.raises(KeyringOlder):
        signed_in_at(path, HEAD_NAME, PASSPHRASE)
    assert keys_beside(path).read_bytes() == newest, "the newest one is put back"
    with pytest.raises(SignInRefused):
        signed_in_at(path, HEAD_NAME, PASSPHRASE)
    assert signed_in_at(path, HEAD_NAME, OTHER).clerk_id == HEAD.id


def test_an_old_keyring_does_not_bring_back_who_was_taken_off_it(path: Path) -> None:
    old = keys_beside(path).read_bytes()
    with office_at(path) as office:
        worker = next(clerk for clerk in clerks_at(office) if clerk.full_name == WORKER_NAME)
        take_passphrase(office, TakePassphrase(worker.id))
    keys_beside(path).write_bytes(old)
    with pytest.raises(KeyringOlder):
        signed_in_at(path, WORKER_NAME)
    assert [each.name for each in names_at(path)] == [HEAD_NAME]
    keys_beside(path).write_bytes(old)
    assert signed_in_at(path, HEAD_NAME).clerk_id == HEAD.id, "whose passphrase still counts notices nothing"
    assert [each.name for each in names_at(path)] == [HEAD_NAME]


def test_nobody_becomes_the_head_by_editing_the_keyring(path: Path) -> None:
    """Without the key nobody vouches for it, and what the file remembers counts."""
    ring = read_keys(path)
    worker = next(wrap for wrap in ring.clerks if wrap.name == WORKER_NAME)
    forged = msgspec.structs.replace(worker, who=HEAD.id.hex(), name=HEAD_NAME)
    write_keys(path, msgspec.structs.replace(ring, clerks=(forged,), number=ring.number + 9))
    with pytest.raises(KeyringOlder):
        signed_in_at(path, HEAD_NAME)
    assert sorted(each.name for each in names_at(path)) == [HEAD_NAME, WORKER_NAME]
    assert signed_in_at(path, WORKER_NAME).clerk_id != HEAD.id


def test_a_keyring_of_another_office_opens_nothing_here(path: Path) -> None:
    key, ring = keyring.new_key(), keyring.new_keyring(CHEAP)
    ring = keyring.with_clerk(ring, key, keyring.wrapped(ring, key, PASSPHRASE, HEAD.id.hex(), HEAD_NAME))
    write_keys(path, ring)
    with pytest.raises(FileDamaged):
        signed_in_at(path, HEAD_NAME)


def test_a_restored_older_file_opens_with_the_newest_keyring(path: Path) -> None:
    """A backup of the file alone is enough while the keyring of the same office is there."""
    older = path.read_bytes()
    with office_at(path) as office:
        change_passphrase(office, ChangePassphrase(PASSPHRASE, OTHER))
    path.write_bytes(older)
    assert signed_in_at(path, HEAD_NAME, OTHER).clerk_id == HEAD.id


def test_a_file_restored_with_its_keyring_of_that_day_opens_with_the_passphrases_of_that_day(path: Path) -> None:
    then = path.read_bytes(), keys_beside(path).read_bytes()
    with office_at(path) as office:
        change_passphrase(office, ChangePassphrase(PASSPHRASE, OTHER))
    path.write_bytes(then[0])
    keys_beside(path).write_bytes(then[1])
    assert signed_in_at(path, HEAD_NAME, PASSPHRASE).clerk_id == HEAD.id


def test_an_encrypted_file_that_somebody_holds_is_left_to_them(path: Path) -> None:
    key = signed_in_at(path, HEAD_NAME).key
    script = HOLDS_THE_FILE.replace("Path(sys.argv[1])", "Path(sys.argv[1]), bytes.fromhex(sys.argv[2])")
    with somebody_else(script, str(path), key.hex()), pytest.raises(FileInUse):
        signed_in_at(path, HEAD_NAME)
    assert signed_in_at(path, HEAD_NAME).key == key


# -- killed ----------------------------------------------------------------------------------------------------------

CHANGES_FOR_EVER = """
import sys
from pathlib import Path
from app.services.vault import keyring
from app.services.vault.keyring_file import read_keys, write_keys
from tests.vault import PASSPHRASE, HEAD, HEAD_NAME
path, key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
print("ready", flush=True)
while True:
    ring = read_keys(path)
    wrap = keyring.wrapped(ring, key, PASSPHRASE, HEAD.id.hex(), HEAD_NAME)
    write_keys(path, keyring.with_clerk(ring, key, wrap))
"""


def test_killed_at_any_moment_of_a_change_the_keyring_opens(path: Path) -> None:
    key, chance, numbers = signed_in_at(path, HEAD_NAME).key, random.Random(4), []
    for _turn in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", CHANGES_FOR_EVER, str(path), key.hex()], cwd=HOUSE, stdout=subprocess.PIPE
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0.02, 0.2))
            child.kill()
        assert signed_in_at(path, HEAD_NAME).key == key
        assert signed_in_at(path, WORKER_NAME).key == key
        numbers.append(read_keys(path).number)
    assert numbers[-1] > numbers[0], "nothing was ever written, so nothing was proved"


# -- a disk that is full ---------------------------------------------------------------------------------------------


def _full(*_args: object) -> None:
    raise OSError(28, "full")


@pytest.mark.parametrize("hindered", ["note", "picture"])
def test_a_new_sheet_that_could_not_be_made_leaves_the_one_in_the_safe(
    path: Path, monkeypatch: pytest.MonkeyPatch, hindered: str
) -> None:
    with office_at(path) as office:
        code = make_recovery_sheet(office, MakeRecoverySheet()).value.code
        with monkeypatch.context() as patch:
            if hindered == "note":
                patch.setattr(Store, "set_meta", _full)
            else:
                patch.setattr(keepers, "preview", _full)
            with pytest.raises(OSError, match="full"):
                make_recovery_sheet(office, MakeRecoverySheet())
    with office_at(path):
        pass
    assert Gate(path, Store).recover(Recover(id_of(path, HEAD_NAME), code, OTHER)).clerk_id == HEAD.id


def test_a_change_that_was_told_as_failed_is_not_in_force(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with office_at(path) as office, monkeypatch.context() as patch:
        patch.setattr(Store, "set_meta", _full)
        with pytest.raises(OSError, match="full"):
            change_passphrase(office, ChangePassphrase(PASSPHRASE, OTHER))
    assert signed_in_at(path, HEAD_NAME).clerk_id == HEAD.id
