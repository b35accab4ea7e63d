"""What can go wrong with the office file: one Trouble each, and the file as it was before."""

import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from app.domain.persons import Person
from app.domain.problems import Problem, Trouble
from app.domain.records import new_id
from app.persistence.faults import (
    DiskFailed,
    DiskFull,
    FileDamaged,
    FileInUse,
    FileMissing,
    FileReadOnly,
    FileTooNew,
    UnwritableText,
    trouble_of,
    worded,
)
from app.persistence.store import NotAnOffice, Store
from app.services.office import Office
from tests.bad_files import (
    empty_file,
    encrypted_file,
    file_of_a_browser,
    file_with_a_hole,
    folder,
    half_a_file,
    newer_file,
    newer_file_of_another_kind,
    text_file,
)
from tests.demo import create_store, demo_file, office_of
from tests.hindrances import HOLDS_THE_FILE, HOUSE, fill, quota, small_disk, somebody_else, without_privileges

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights, quotas and mounts of POSIX systems")
LONG = "x" * 60_000
"""A note that needs pages of its own."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return demo_file(tmp_path / "urzad.teczka-db")


@pytest.mark.parametrize(
    ("make", "trouble"),
    [
        (text_file, FileDamaged),
        (half_a_file, FileDamaged),
        (file_with_a_hole, FileDamaged),
        (encrypted_file, FileDamaged),
        (folder, FileDamaged),
        (newer_file, FileTooNew),
        (newer_file_of_another_kind, FileTooNew),
        (empty_file, NotAnOffice),
        (file_of_a_browser, NotAnOffice),
    ],
)
def test_a_file_that_is_not_ours_is_named_and_left_alone(
    make: Callable[[Path], None], trouble: type[Trouble], tmp_path: Path
) -> None:
    path = tmp_path / "urzad.teczka-db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(trouble) as said:
        Store.open(path)
    assert said.value.facts["name"] == path.name
    assert (path.read_bytes() if path.is_file() else b"") == before
    beside = [each for each in tmp_path.iterdir() if each != path]
    assert not [each.name for each in beside if each.stat().st_size], "an empty log at most is left beside it"


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        Store.open(tmp_path / "gone.teczka-db")
    assert not list(tmp_path.iterdir())


def test_looking_at_a_file_leaves_its_bytes(path: Path) -> None:
    before = path.read_bytes()
    with closing(Store.open(path)) as store, store.reading() as file:
        assert file.find(Person)
    assert path.read_bytes() == before


def test_a_second_program_is_told_that_the_file_is_open(path: Path) -> None:
    before = path.read_bytes()
    with somebody_else(HOLDS_THE_FILE, str(path)), pytest.raises(FileInUse):
        Store.open(path)
    with closing(Store.open(path)):
        pass  # free again
    assert path.read_bytes() == before


def test_a_second_window_of_the_same_process_is_told_too(path: Path) -> None:
    with closing(Store.open(path)), pytest.raises(FileInUse):
        Store.open(path)


OPENS_A_FILE = """
import sys
from pathlib import Path
from app.domain.problems import Problem
from app.persistence.store import Store
try:
    Store.open(Path(sys.argv[1])).close()
except Problem as problem:
    print(problem.code)
"""


@ON_POSIX
@pytest.mark.parametrize("is_folder", [False, True], ids=["file", "folder"])
def test_a_read_only_file_is_refused_at_once(path: Path, is_folder: bool) -> None:
    barred = path.parent if is_folder else path
    mode = barred.stat().st_mode
    before = path.read_bytes()
    barred.chmod(0o555 if is_folder else 0o444)
    try:
        said = subprocess.run(
            without_privileges(["-c", OPENS_A_FILE, str(path)]), cwd=HOUSE, capture_output=True, text=True, check=True
        )
    finally:
        barred.chmod(mode)
    assert said.stdout.strip() == FileReadOnly.code
    assert path.read_bytes() == before


def write_much(store: Store) -> None:
    """A change that needs room: refuse to be silent about it."""
    office = office_of(store)
    with office.work("próba") as work:
        work.add_all([Person(id=new_id(), last_name="Próbny", note=LONG) for _ in range(40)])
        work.commit()


@pytest.fixture
def opened(path: Path) -> Iterator[Store]:
    with closing(Store.open(path)) as store:
        yield store


@ON_POSIX
def test_a_used_up_quota_takes_the_change_back_and_keeps_the_rest(opened: Store) -> None:
    before = opened.bundling.digest()
    with quota(1 << 20), pytest.raises(DiskFailed):  # the log of what is being written grows beyond it
        write_much(opened)
    assert opened.bundling.digest() == before
    write_much(opened)
    assert opened.bundling.digest() != before
    assert not [check for check in opened.bundling.checks(is_deep=True) if check.findings]


@ON_POSIX
def test_a_full_disk_takes_the_change_back_and_keeps_the_rest(path: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "24m") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")
        small = tmp_path / "disk" / path.name
        shutil.copyfile(path, small)
        with closing(Store.open(small)) as store:
            before = store.bundling.digest()
            ballast = fill(small.parent)
            with pytest.raises(DiskFull) as said:
                write_much(store)
            assert said.value.facts == {"name": path.name}
            assert store.bundling.digest() == before
            ballast.unlink()
            write_much(store)
            after = store.bundling.digest()
        with closing(Store.open(small)) as store:
            assert store.bundling.digest() == after != before


@ON_POSIX
def test_a_full_disk_leaves_no_half_made_file(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "64k") as is_mounted:
        if not is_mounted:
            pytest.skip("only root may mount a small disk")
        with pytest.raises(DiskFull):
            create_store(tmp_path / "disk" / "urzad.teczka-db")
        assert not list((tmp_path / "disk").iterdir())


def test_a_new_file_never_takes_the_place_of_another(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        create_store(path)
    assert path.read_bytes() == before


def test_a_failed_write_inside_a_work_is_taken_back(opened: Store) -> None:
    """The block is left by an exception of ours, not of the disk."""
    before = opened.bundling.digest()
    office = office_of(opened)

    def fail_halfway() -> None:
        with office.work("próba") as work:
            (person, *_rest) = work.find(Person)
            work.change(person, replace(person, phone="1"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert opened.bundling.digest() == before


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (OSError(28, os.strerror(28)), DiskFull),
        (PermissionError(13, "denied"), FileReadOnly),
        (OSError(30, "read-only file system"), FileReadOnly),
    ],
)
def test_errors_of_the_system_have_our_names(error: OSError, trouble: type[Problem]) -> None:
    with pytest.raises(trouble), worded("urzad.teczka-db"):
        raise error


def test_a_mistake_of_ours_stays_a_mistake() -> None:
    connection = dbapi2.connect(":memory:")
    with closing(connection), pytest.raises(dbapi2.OperationalError) as said, worded("urzad.teczka-db"):
        connection.execute("SELECT nothing FROM nowhere")
    assert trouble_of(said.value, "urzad.teczka-db") is None


def test_half_a_letter_is_said_in_words_and_nothing_is_written(path: Path) -> None:
    store = Store.open(path)
    office = office_of(store)
    with office.reading() as file:
        shown = file.find(Person)[0]
    broken = replace(shown, note="\ud800")
    with pytest.raises(UnwritableText):
        _write(office, shown, broken)
    with office.reading() as file:
        assert file.get(Person, shown.id) == shown
    store.close()


def _write(office: Office, before: Person, after: Person) -> None:
    with office.work("pół litery") as work:
        work.change(before, after)
        work.commit()


def test_a_text_of_broken_bytes_is_damage_and_is_quoted_nowhere(path: Path) -> None:
    with closing(Store.open(path)) as store:
        with store.transaction() as connection:
            connection.exec_driver_sql("UPDATE person SET note=CAST(x'416e6e61ff' AS TEXT)")
            connection.exec_driver_sql("COMMIT")
        with pytest.raises(FileDamaged) as said:
            store.bundling.digest()
    assert "Anna" not in "".join(traceback.format_exception(said.value))
