"""The commands without a window, run as a person runs them: what they answer, on which channel, with which status."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
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
from tests.services.test_calculation import facts

Say = Callable[..., subprocess.CompletedProcess[str]]


def environment(**more: str) -> dict[str, str]:
    """A terminal that says nothing of its language."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return {**plain, **more}


def teczka(
    *words: str | Path, given: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``python main.py`` with these words."""
    return subprocess.run(
        [sys.executable, "main.py", *map(str, words)],
        cwd=HOUSE,
        input=given,
        capture_output=True,
        encoding="utf-8",
        env=environment(**(env or {})),
        timeout=120,
        check=False,
    )


def assert_one_sentence(answer: subprocess.CompletedProcess[str], *names: str) -> None:
    """Nothing was done, and the reason stands on the channel for reasons, in words for people."""
    assert answer.returncode == main.NOT_DONE
    assert answer.stdout == ""
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.endswith(".\n")
    assert "Traceback" not in answer.stderr
    for name in names:
        assert name in answer.stderr


# -- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("env", "usage", "told"),
    [
        ({}, "użycie:", "paczki między stanowiskami"),
        ({"LANG": "C.UTF-8"}, "użycie:", "pokaż tę pomoc"),
        ({"LANG": "pl_PL.UTF-8"}, "użycie:", "sprawdź plik urzędu"),
        ({"LANG": "en_GB.UTF-8"}, "usage:", "bundles between workstations"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "pl_PL.UTF-8"}, "usage:", "show this help"),
    ],
)
def test_help_speaks_the_language_of_the_terminal_and_polish_to_a_bare_one(
    env: dict[str, str], usage: str, told: str
) -> None:
    answer = teczka("--help", env=env)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith(usage)
    assert told in answer.stdout


@pytest.mark.parametrize("words", [["calculate"], ["doctor"], ["exchange"], ["exchange", "import"]])
def test_every_command_has_its_help(words: list[str]) -> None:
    answer = teczka(*words, "--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert f"teczka {' '.join(words)}" in answer.stdout


def test_version() -> None:
    answer = teczka("--version")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, f"{main.VERSION}\n", "")


@pytest.mark.parametrize(
    "words",
    [
        ["calculate"],
        ["exchange"],
        ["exchange", "send"],
        ["make-coffee"],
        ["--persons", "many"],
        ["--persons", "-3", "--demo"],
        ["doctor", "--deeep"],
    ],
)
def test_what_cannot_be_understood_is_answered_with_how_it_is_meant(words: list[str]) -> None:
    answer = teczka(*words)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "Tego polecenia nie da się wykonać" in answer.stderr
    assert "użycie: teczka" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_terminal_without_polish_letters_loses_letters_and_not_the_answer() -> None:
    answer = subprocess.run(
        [sys.executable, "main.py", "--help"],
        cwd=HOUSE,
        capture_output=True,
        env=environment(PYTHONIOENCODING="ascii"),
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert b"u?ycie: teczka" in answer.stdout


# -- calculate -------------------------------------------------------------------------------------------------------


def test_the_family_of_the_day_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(json.dumps(facts()) + "\n", encoding="utf-8")
    answer = teczka("calculate", path)
    assert (answer.returncode, answer.stderr) == (0, "")
    (found,) = map(json.loads, answer.stdout.splitlines())
    told = {name: found[name] for name in ("right", "income", "people", "income_per_person", "criterion")}
    assert told == {
        "right": True,
        "income": "1248.00",
        "people": 3,
        "income_per_person": "416.00",
        "criterion": "2469.00",
    }
    assert (found["lowest"], found["highest"], found["amount"]) == ("610.50", "1221.00", None)
    assert found["id"] == "wiśniewska-1"


def test_a_line_that_cannot_be_answered_keeps_its_place_and_the_others_are_answered() -> None:
    lines = [json.dumps(facts(id="a")), "to nie jest JSON", json.dumps(facts(id="c", month="1999-01"))]
    answer = teczka("calculate", "-", given="\n".join([*lines, json.dumps(facts(id="d"))]))
    assert (answer.returncode, answer.stderr) == (1, "")
    found = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [line["id"] for line in found] == ["a", None, "c", "d"]
    assert [line.get("error", {}).get("code") for line in found] == [
        None,
        "unreadable_line",
        "month_out_of_range",
        None,
    ]


def test_no_facts_need_no_answer() -> None:
    answer = teczka("calculate", "-")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


def test_facts_are_answered_as_they_come() -> None:
    """Whoever feeds line by line hears each answer before the next line is there."""
    command = [sys.executable, "main.py", "calculate", "-"]
    with subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("first", "second"):
            process.stdin.write(json.dumps(facts(id=name)).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_missing_facts_are_named(tmp_path: Path) -> None:
    assert_one_sentence(teczka("calculate", tmp_path / "gone.jsonl"), "Nie ma pliku", "gone.jsonl")


def test_facts_that_are_a_folder_are_named(tmp_path: Path) -> None:
    assert_one_sentence(teczka("calculate", tmp_path), "nie można odczytać", str(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="head is a POSIX program")
def test_nobody_reads_on(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text((json.dumps(facts()) + "\n") * 3_000, encoding="utf-8")
    answer = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' main.py calculate '{path}' | head -n 1"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(answer.stdout)["income"] == "1248.00"
    assert answer.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX systems")
def test_nobody_reads_at_all(tmp_path: Path) -> None:
    path = demo_file(tmp_path / "biuro.teczka-db")
    command = [sys.executable, "main.py", "--file", str(path), "doctor"]
    reading, writing = os.pipe()
    os.close(reading)
    answer = subprocess.run(command, cwd=HOUSE, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (1, b"")


# -- two workstations ------------------------------------------------------------------------------------------------


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


# -- without Qt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [["--help"], ["calculate", "-"], ["doctor"], ["doctor", "--file", "gone"], ["exchange", "export", "{stick}"]],
    ids=" ".join,
)
def test_commands_without_a_window_never_load_qt(words: list[str], office: Office) -> None:
    script = (
        "import sys, main\n"
        "try:\n    main.main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6')], file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, *(word.format(stick=office.stick) for word in words)],
        cwd=HOUSE,
        input="",
        capture_output=True,
        encoding="utf-8",
        env=environment(TECZKA_FILE=str(office.desk)),
        check=True,
    )
    assert answer.stderr.splitlines()[-1] == "[]"
