"""The commands that open the office file: bundles between two workstations, the doctor, and files that are not well."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import main
from app.domain.persons import Person
from app.persistence.store import FORMAT, Store
from app.services.demo_exchange import equip_laptop
from app.services.demo_office import DEMO_LAPTOP
from app.services.exchange.stations import make_keys
from tests.bad_files import (
    empty_file,
    file_of_a_browser,
    file_with_a_hole,
    folder,
    half_a_file,
    newer_file,
    text_file,
)
from tests.demo import create_store, demo_file, demo_store, office_of
from tests.hindrances import HOLDS_THE_FILE, HOUSE, somebody_else, without_privileges
from tests.terminal import assert_one_sentence, environment, teczka


@dataclass(frozen=True)
class Office:
    """The demo office on its two workstations, each on a file of its own."""

    desk: Path
    laptop: Path
    stick: Path


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    home = tmp_path_factory.mktemp("office")
    places = Office(home / "biuro.teczka-db", home / "laptop.teczka-db", home / "stick")
    places.stick.mkdir()
    laptop = Store.create(places.laptop, DEMO_LAPTOP, b"")
    with closing(demo_store(home)) as desk, closing(laptop):
        equip_laptop(office_of(desk), laptop)
    return places


def write_phone(path: Path, initials: str, pesel: str, phone: str) -> None:
    """Somebody's day at one workstation."""
    with closing(Store.open(path)) as store, office_of(store, initials=initials).work("telefon") as work:
        (person,) = work.find(Person, pesel=pesel)
        work.change(person, replace(person, phone=phone))
        work.commit()


def digest(path: Path) -> str:
    answer = teczka("doctor", "--file", path)
    assert (answer.returncode, answer.stderr) == (0, "")
    return answer.stdout.splitlines()[-1].split(": ")[1]


def bundle(answer: subprocess.CompletedProcess[str]) -> Path:
    assert (answer.returncode, answer.stderr) == (0, "")
    (line,) = answer.stdout.splitlines()
    return Path(line.split(": ")[0])


def counts(answer: subprocess.CompletedProcess[str]) -> dict[str, int]:
    """The numbers of a preview by their names."""
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = [line.split(maxsplit=1) for line in answer.stdout.splitlines()[1:]]
    return {name: int(count) for count, name in lines}


ANNA = "92031401242"


def test_two_workstations_exchange_bundles_and_hold_the_same(office: Office) -> None:
    write_phone(office.desk, "KN", ANNA, "44 781 22 06")
    write_phone(office.laptop, "ML", "79120106042", "512 660 731")
    assert digest(office.desk) != digest(office.laptop)

    sent = bundle(teczka("exchange", "export", office.stick, "--file", office.laptop))
    before = office.desk.read_bytes()
    seen = teczka("--file", office.desk, "exchange", "preview", sent)
    assert sent.name in seen.stdout.splitlines()[0]
    assert DEMO_LAPTOP.name in seen.stdout.splitlines()[0]
    assert counts(seen)["zmienione pola"] == 1
    assert counts(seen)["sprzeczności"] == 0
    assert office.desk.read_bytes() == before, "a preview writes nothing"

    assert counts(teczka("--file", office.desk, "exchange", "import", sent)) == counts(seen)
    back = bundle(teczka("exchange", "export", office.stick, "--file", office.desk, "--station", "laptop północ"))
    teczka("--file", office.laptop, "exchange", "import", back)
    assert digest(office.desk) == digest(office.laptop)

    again = teczka("--file", office.desk, "exchange", "import", sent)
    assert_one_sentence(again, sent.name)
    assert digest(office.desk) == digest(office.laptop)


def test_the_own_key_is_written_for_any_age_program(office: Office, tmp_path: Path) -> None:
    answer = teczka("exchange", "key", tmp_path / "klucz.txt", "--file", office.laptop)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[0] == f"Klucz tego stanowiska: {tmp_path / 'klucz.txt'}"
    assert (tmp_path / "klucz.txt").read_text(encoding="utf-8").splitlines()[-1] == DEMO_LAPTOP.sealing_secret


def test_the_doctor_looks_deeper_when_asked(office: Office) -> None:
    usual = teczka("doctor", "--file", office.desk).stdout
    deep = teczka("doctor", "--file", office.desk, "--deep").stdout
    assert usual.splitlines()[-1] == deep.splitlines()[-1]
    assert usual.splitlines()[-1].startswith("Biuro: ")
    assert len(deep.splitlines()) == len(usual.splitlines()) + 1
    assert all(line.startswith("ok") for line in deep.splitlines()[:-1])


def test_the_doctor_finds_what_was_written_past_the_journal(tmp_path: Path) -> None:
    path = demo_file(tmp_path / "biuro.teczka-db")
    with closing(Store.open(path)) as store, store.transaction() as connection:
        connection.exec_driver_sql("UPDATE person SET phone='1' WHERE pesel<>''")
        connection.exec_driver_sql("COMMIT")
    answer = teczka("doctor", "--deep", "--file", path)
    assert (answer.returncode, answer.stderr) == (main.NOT_ALL_ANSWERED, "")
    assert "!!" in answer.stdout


def test_a_bundle_for_nobody_is_refused_in_words(office: Office) -> None:
    answer = teczka("exchange", "export", office.stick, "--station", "Piwnica", "--file", office.desk)
    assert_one_sentence(answer, "Piwnica")


@pytest.mark.parametrize("act", ["preview", "import"])
def test_what_is_no_bundle_is_refused_in_words(act: str, office: Office, tmp_path: Path) -> None:
    wrong = tmp_path / "list.teczka"
    wrong.write_text("Szanowni Państwo, " * 99, encoding="utf-8")
    before = digest(office.desk)
    for path in (wrong, tmp_path / "gone.teczka", tmp_path):
        assert_one_sentence(teczka("exchange", act, path, "--file", office.desk))
    assert digest(office.desk) == before


# -- files that are not well -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (half_a_file, "uszkodzony"),
        (file_with_a_hole, "uszkodzony"),
        (text_file, "To nie jest plik urzędu"),
        (folder, "To nie jest plik urzędu"),
        (empty_file, "nie ma urzędu"),
        (file_of_a_browser, "innego programu"),
        (newer_file, "nowszy program"),
    ],
)
def test_the_doctor_says_in_one_sentence_what_is_wrong_with_a_file(
    make: Callable[[Path], None], word: str, tmp_path: Path
) -> None:
    path = tmp_path / "urzad.teczka-db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    assert_one_sentence(teczka("doctor", "--file", path), path.name, word)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_page_that_went_bad_later_is_found(tmp_path: Path) -> None:
    """The file opens, and only a look at everything meets the damage."""
    path = demo_file(tmp_path / "urzad.teczka-db")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 4096 * 4096)
        file.write(b"\xff" * 4096)
    before = path.read_bytes()
    answer = teczka("doctor", "--file", path)
    assert answer.returncode in {main.NOT_ALL_ANSWERED, main.NOT_DONE}
    assert "!!" in answer.stdout or "uszkodzony" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert path.read_bytes() == before


def test_a_file_in_use_is_left_to_who_uses_it(tmp_path: Path) -> None:
    path = demo_file(tmp_path / "urzad.teczka-db")
    before = path.read_bytes()
    with somebody_else(HOLDS_THE_FILE, str(path)):
        assert_one_sentence(teczka("doctor", "--file", path), path.name, "jest już otwarty")
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX systems")
def test_a_read_only_file_is_named(tmp_path: Path) -> None:
    path = demo_file(tmp_path / "urzad.teczka-db")
    path.chmod(0o444)
    command = without_privileges([str(HOUSE / "main.py"), "doctor", "--file", str(path)])
    answer = subprocess.run(command, cwd=HOUSE, capture_output=True, encoding="utf-8", env=environment(), check=False)
    assert_one_sentence(answer, "tylko do odczytu")


def test_a_missing_file_is_named_and_not_made(tmp_path: Path) -> None:
    assert_one_sentence(teczka("doctor", "--file", tmp_path / "gone.teczka-db"), "gone.teczka-db")
    assert not list(tmp_path.iterdir())


def test_the_file_may_be_named_by_the_environment(tmp_path: Path) -> None:
    path = demo_file(tmp_path / "inny.teczka-db")
    answer = teczka("doctor", env={"TECZKA_FILE": str(path)})
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[-1].startswith("Biuro: ")


def test_a_workstation_that_waits_for_its_welcome_says_so(tmp_path: Path) -> None:
    path = tmp_path / "urzad.teczka-db"
    Store.create(path, make_keys(), b"").close()
    assert_one_sentence(teczka("doctor", "--file", path), "czeka na przyjęcie")


def test_an_office_without_people_says_so(tmp_path: Path) -> None:
    path = tmp_path / "urzad.teczka-db"
    create_store(path).close()
    assert_one_sentence(teczka("doctor", "--file", path), "nie ma nikogo")


def test_problems_speak_english_too(tmp_path: Path) -> None:
    answer = teczka("doctor", "--file", tmp_path / "gone.teczka-db", env={"LANG": "en_GB.UTF-8"})
    assert "There is no file gone.teczka-db." in answer.stderr


def test_a_file_of_this_release_is_of_the_newest_shape(tmp_path: Path) -> None:
    """What the doctor calls newer is one more than what this program writes."""
    with closing(demo_store(tmp_path)) as store, store.transaction() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == FORMAT
