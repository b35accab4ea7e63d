"""The log says what went wrong and where in the code, and quotes nobody."""

import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from ui.log_file import keep_log


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    for handler in [each for each in root.handlers if isinstance(each, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.mark.logs
def test_a_mistake_is_told_without_what_somebody_typed(tmp_path: Path) -> None:
    keep_log(tmp_path / "log", "0.1.0")
    try:
        int("Kowalska, 44051401359")
    except ValueError:
        logging.getLogger("ui.desk").exception("crash")
    said = (tmp_path / "log" / "teczka.log").read_text(encoding="utf-8")
    assert "Teczka 0.1.0" in said
    assert "ERROR ui.desk: crash" in said
    assert "test_log_file.py" in said
    assert said.rstrip().endswith("ValueError")
    assert "Kowalska" not in said.replace('int("Kowalska, 44051401359")', ""), "only the line of the code itself"


@pytest.mark.logs
def test_a_folder_that_cannot_be_written_costs_only_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    no_folder = tmp_path / "plik"
    no_folder.write_text("", encoding="utf-8")
    keep_log(no_folder, "0.1.0")
    assert "no log in" in caplog.text
