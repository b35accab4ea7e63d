"""``python main.py`` as a person runs it on a terminal."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import main
from tests.hindrances import HOUSE

SETTLED_ELSEWHERE = ("LC_", "LANG", "PYTHONUNBUFFERED", "PYTHONIOENCODING", "PYTHONUTF8")


def environment(**more: str) -> dict[str, str]:
    """A terminal that says nothing of its language, and a Python that keeps its answer back as it usually does."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(SETTLED_ELSEWHERE)}
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
