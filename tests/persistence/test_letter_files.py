"""Files of letters as somebody might leave them: what is wrong is named, and no open hole reaches paper."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.persistence.letter_files import WrongLetterFile, read_letters
from app.services.letters import WrongTemplate, draft
from tests.services.letter_office import DAY, RESOURCES, values

NOTE = {
    "claim": {"genitive": "zasiłku okresowego"},
    "mediation": {"is_fit": False, "reason": "W sprawie bierze udział jedna strona."},
    "days": 7,
}

OPEN = ["{{ party.name", "{{ party.name }", "{ party.name }}", "{% if x", "kwota {amount}", "[…]"]
UNKNOWN = ["{{ nobody }}", "{{ party.secret }}", "{{ 7 | unknown }}", "{{ party.__class__ }}", "{{ days | day }}"]


@pytest.mark.parametrize("text", [f"{text} {{{{ 1 }}}}" for text in OPEN] + UNKNOWN)
def test_an_open_or_unknown_hole_is_refused(tmp_path: Path, text: str) -> None:
    folder = _changed(tmp_path, lambda toml: toml.replace("Uzasadnienie:", text))
    with pytest.raises(WrongTemplate):
        _draft_the_note(folder)


def _draft_the_note(folder: Path) -> None:
    changed = read_letters(folder)
    draft(changed, changed.letter_on("mediation_note", DAY), values(**NOTE), DAY)


def _changed(tmp_path: Path, change: Callable[[str], str]) -> Path:
    """A copy of the resources with another mediation note."""
    folder = tmp_path / "resources"
    shutil.copytree(RESOURCES / "letters", folder / "letters")
    shutil.copytree(RESOURCES / "law", folder / "law")
    path = folder / "letters" / "mediation_note.toml"
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('id = "mediation_note"', 'id = "other"', "not the name of the file"),
        ('title = "ADNOTACJA"', 'titel = "ADNOTACJA"', "unknown key 'titel'"),
        ("version = 1", 'version = "x"', "Expected `int`"),
        ("version = 1", "version = = 1", "line"),
        ("[[blocks]]\nparagraph", "[[blocks]]\nspace = 3\nparagraph", "one shape"),
        ("[[blocks]]\nparagraph", '[[blocks]]\ninstruction = "nothing"\n[[blocks]]\nparagraph', "no instruction"),
        ("kpa art. 96b", "kodeks art. 96b", "no such act"),
        ("Uzasadnienie:", "(Dz. U. z 2025 r. poz. 1691)", "gazettes belong into"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, old: str, new: str, why: str) -> None:
    folder = _changed(tmp_path, lambda toml: toml.replace(old, new, 1))
    with pytest.raises(WrongLetterFile) as trouble:
        read_letters(folder)
    assert trouble.value.facts["file"] == "mediation_note.toml"
    assert why in str(trouble.value.facts["why"])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongLetterFile) as trouble:
        read_letters(tmp_path)
    assert trouble.value.facts["file"] == "citations.toml"


def test_the_unchanged_note_is_fine(tmp_path: Path) -> None:
    _draft_the_note(_changed(tmp_path, lambda toml: toml + "\n"))


def test_citations_must_rise(tmp_path: Path) -> None:
    folder = _changed(tmp_path, lambda toml: toml + "\n")
    path = folder / "law" / "acts" / "citations.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026-07-23", "2026-05-13"), encoding="utf-8")
    with pytest.raises(WrongLetterFile) as trouble:
        read_letters(folder)
    assert trouble.value.facts == {"file": "citations.toml", "why": "act ups: its days must rise"}


def test_a_second_version_must_begin_later(tmp_path: Path) -> None:
    folder = _changed(tmp_path, lambda toml: toml + "\n")
    note = folder / "letters" / "mediation_note.toml"
    text = note.read_text(encoding="utf-8")
    second = folder / "letters" / "mediation_note-v2.toml"
    second.write_text(text.replace("version = 1", "version = 2"), encoding="utf-8")
    with pytest.raises(WrongLetterFile):
        read_letters(folder)
    second.write_text(text.replace("version = 1", "version = 2").replace("2025-07-13", "2026-11-24"), encoding="utf-8")
    shelf = read_letters(folder)
    assert shelf.letter_on("mediation_note", DAY).version == 1
    assert shelf.letter_on("mediation_note", DAY.replace(day=24)).version == 2
