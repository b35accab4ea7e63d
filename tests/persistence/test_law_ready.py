"""The law in its ready form is the law of the tables; a table that was changed since is read itself."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from app.persistence.law_files import read_law
from app.persistence.law_ready import READY, read_ready
from app.persistence.shelf import ResourceShelf
from tests.the_law import FOLDER, LAW
from tests.tools import ready_law


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(FOLDER, tmp_path / "law"))


def test_what_is_written_down_is_what_the_tables_say() -> None:
    assert ready_law.FILE.read_text(encoding="utf-8") == ready_law.text(), "run: python -m tests.tools.ready_law"


def test_nothing_is_lost_on_the_way() -> None:
    assert read_ready(FOLDER) == LAW


def test_findings_are_given_all_but_deadlines_and_meetings() -> None:
    law = read_ready(FOLDER, for_findings=True)
    assert law is not None
    assert (law.values, law.income_kinds, law.sentences) == (LAW.values, LAW.income_kinds, LAW.sentences)
    assert not law.rules
    assert not law.meetings


def test_a_changed_table_is_read_itself(folder: Path) -> None:
    table = folder / "criteria.toml"
    table.write_text(table.read_text(encoding="utf-8").replace('"823.00"', '"900.00"'), encoding="utf-8")
    assert read_ready(folder) is None
    shelf = ResourceShelf(folder.parent)
    assert shelf.law == shelf.findings_law == read_law(folder)
    assert shelf.law.values["criterion_family"][-1].grosze == 90000


def test_a_table_that_came_later_is_not_forgotten(folder: Path) -> None:
    (folder / "later.toml").write_text("checked_on = 2026-11-25\n", encoding="utf-8")
    assert read_ready(folder) is None


def test_line_breaks_of_another_system_change_nothing(folder: Path) -> None:
    table = folder / "criteria.toml"
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n"))
    assert read_ready(folder) == LAW


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "null", '{"files": 1}'])
def test_what_cannot_be_read_is_no_law(folder: Path, spoilt: str) -> None:
    (folder / READY).write_text(spoilt, encoding="utf-8")
    assert read_ready(folder) is None
    assert ResourceShelf(folder.parent).law == LAW


def test_half_a_law_is_no_law(folder: Path) -> None:
    told = json.loads((folder / READY).read_text(encoding="utf-8"))
    del told["values"]["criterion_single"]["series"]
    (folder / READY).write_text(json.dumps(told), encoding="utf-8")
    assert read_ready(folder) is None
