"""The commands without a window: their help, their language, facts in and findings out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from tests.demo import demo_file
from tests.hindrances import HOUSE
from tests.services.calculation_lines import facts
from tests.terminal import assert_one_sentence, environment, teczka

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
    with subprocess.Popen(
        command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()
    ) as process:
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
        env=environment(),
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
    answer = subprocess.run(command, cwd=HOUSE, stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False)
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (1, b"")


# -- without Qt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [["--help"], ["calculate", "-"], ["doctor"], ["doctor", "--file", "gone"], ["exchange", "export", "{stick}"]],
    ids=" ".join,
)
def test_commands_without_a_window_never_load_qt(words: list[str], tmp_path: Path) -> None:
    script = (
        "import sys, main\n"
        "try:\n    main.main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('PySide6', 'shiboken6')], file=sys.stderr)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, *(word.format(stick=tmp_path) for word in words)],
        cwd=HOUSE,
        input="",
        capture_output=True,
        encoding="utf-8",
        env=environment(TECZKA_FILE=str(demo_file(tmp_path / "biuro.teczka-db"))),
        check=True,
    )
    assert answer.stderr.splitlines()[-1] == "[]"
