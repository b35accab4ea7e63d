"""The shelf reads each kind of resource when it is first asked for, and names the file that is wrong."""

import shutil
from pathlib import Path

import pytest

from app.domain.problems import Trouble
from app.persistence.shelf import ResourceShelf
from tests.little_office import RESOURCES

KINDS = {"law": "law", "letters": "letters", "questionnaires": "questionnaires"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped resources, to be spoiled."""
    for name in KINDS.values():
        shutil.copytree(RESOURCES / name, tmp_path / name)
    shutil.copy(RESOURCES / "glossary.toml", tmp_path)
    return tmp_path


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    ResourceShelf(tmp_path / "gone")


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_read_is_kept(kind: str, folder: Path) -> None:
    shelf = ResourceShelf(folder)
    first = getattr(shelf, kind)
    shutil.rmtree(folder / KINDS[kind])
    assert getattr(shelf, kind) is first


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_file_is_named_and_spoils_no_other_kind(kind: str, folder: Path) -> None:
    wrong = min((folder / KINDS[kind]).glob("*.toml"))
    wrong.write_text("to nie jest TOML [", encoding="utf-8")
    shelf = ResourceShelf(folder)
    with pytest.raises(Trouble) as said:
        getattr(shelf, kind)
    assert wrong.name in str(said.value.facts)
    for other in KINDS:
        if other != kind:
            assert getattr(shelf, other) is not None
