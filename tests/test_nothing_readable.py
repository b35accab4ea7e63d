"""Names are planted in an encrypted office, the program works with them and is killed: no file of the disk has them.

Office folder, configuration, state, cache, log and temporary folder are each of the test's own, and every file left in
them is looked through, whatever it is called.
"""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.persons import Person
from app.domain.records import RecordId
from app.persistence.store import Store
from app.services.vault.converting import EncryptOffice, encrypt_file, who_may_encrypt
from app.services.vault.keyring_file import keys_beside
from tests.demo import demo_file
from tests.hindrances import HOUSE
from tests.vault import CHEAP, HEAD_NAME, PASSPHRASE, signed_in_at

SURNAME, TYPED, PAPER, CRASH = "Podrzucona-Żmijewska", "Niedopisański", "Ściśletajny list", "Wyjątkowski"
PLANTED = (SURNAME, TYPED, PAPER, CRASH, PASSPHRASE)

WORKS = """
import logging, os, signal, sys
from pathlib import Path
import main
from app.domain.persons import Person
from app.domain.records import RecordId
from app.domain.records import new_id
from app.persistence.copying import copy_aside
from app.services.office import Unwatched
from tests.vault import HEAD_NAME, PASSPHRASE, signed_in_at
from ui.application import Program, application, notice_mistakes
from ui.log_file import keep_log

path, log_folder, surname, typed, paper, crash = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]
keep_log(log_folder, "test")
logging.getLogger().handlers = [each for each in logging.getLogger().handlers if "Rotating" in type(each).__name__]
entered = None if surname == "plain" else signed_in_at(path, HEAD_NAME)
if entered is None:
    surname = typed
application()
program = Program(main.opener(path, entered=lambda: entered))
program.window.show()
program.start()
program.desk.settle()

def plant(office, _):
    with office.work(f"zapisano o {surname}") as work:
        work.add(Person(id=new_id(), first_name="Anna", last_name=surname))
        work.commit()
    office.file.set_meta("planted", paper.encode())
    copy_aside(office.file._connection, office.file.path, office.file.key, Unwatched())
    return None

def fail(_office, _):
    raise RuntimeError(f"nie udało się dla {crash}")

program.desk.ask(plant, None, lambda _: None)
program.desk.settle()
program.desk.ask(fail, None, lambda _: None)
program.desk.settle()
notice_mistakes(program)
try:
    fail(None, None)
except RuntimeError as mistake:
    sys.excepthook(type(mistake), mistake, mistake.__traceback__)
program.window.open("new-application")
program.desk.settle()
page = program.window.page("new-application")
page.person.fields.last_name.set_value(typed)
program.window.open("persons")
program.desk.settle()
program.lock.lock()
program.desk.settle()
print("ready", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A computer of one's own: every folder that the program may write to."""
    for name in ("dane", "dom", "tmp", "log"):
        (tmp_path / name).mkdir()
    return tmp_path


def work_at(place: Path, surname: str = SURNAME) -> Path:
    """An office in which names were planted, and whose program was killed."""
    path = demo_file(place / "dane" / "urzad.teczka-db")
    if surname != "plain":
        head = next(each for each in who_may_encrypt(path, Store) if each.name == HEAD_NAME)
        encrypt_file(path, Store, EncryptOffice(_id(head.id), PASSPHRASE), CHEAP)
    homes = {f"XDG_{name}_HOME": str(place / "dom" / name) for name in ("DATA", "CONFIG", "CACHE", "STATE")}
    answer = subprocess.run(
        [sys.executable, "-c", WORKS, str(path), str(place / "log"), surname, TYPED, PAPER, CRASH],
        cwd=HOUSE,
        env={**os.environ, **homes, "HOME": str(place / "dom"), "TMPDIR": str(place / "tmp"), **_OFFSCREEN},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert answer.stdout == "ready\n", answer.stderr[-2_000:]
    assert "in fail" in answer.stderr, "the way to a mistake is told"
    assert not [word for word in PLANTED if word in answer.stderr], "systems keep what a program says on its way"
    return path


_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def _id(text: str) -> RecordId:
    return RecordId(bytes.fromhex(text))


def found_in(place: Path) -> set[tuple[str, str]]:
    """Which planted words stand in which files, in the spellings that programs write."""
    found = set()
    for file in filter(Path.is_file, place.rglob("*")):
        content = file.read_bytes()
        for word in PLANTED:
            if any(word.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-16-be")):
                found.add((file.name, word))
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_nothing_of_an_encrypted_office_is_readable_anywhere(place: Path) -> None:
    path = work_at(place)
    left = {file.name for file in filter(Path.is_file, place.rglob("*"))}
    assert {"urzad.teczka-db", "urzad.teczka-db-wal", "urzad.teczka-db.before-import", "teczka.log"} <= left
    assert "RuntimeError" in (place / "log" / "teczka.log").read_text(encoding="utf-8")
    assert found_in(place) == set()
    for file in filter(Path.is_file, (place / "dane").iterdir()):
        if file != keys_beside(path):
            assert HEAD_NAME.encode() not in file.read_bytes()
    with closing(Store.open(path, signed_in_at(path, HEAD_NAME).key)) as store, store.reading() as file_:
        assert file_.find(Person, last_name=SURNAME), "it was there all the time"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_the_same_search_finds_them_in_a_plain_office(place: Path) -> None:
    """Else the test above would prove nothing."""
    work_at(place, "plain")
    found = found_in(place)
    assert {word for _name, word in found} == {TYPED, PAPER}
    assert CRASH not in {word for _name, word in found}, "the log has no words of an error, plain or not"
