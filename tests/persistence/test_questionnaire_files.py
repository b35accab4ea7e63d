import shutil
from pathlib import Path

import pytest

from app.domain.questionnaires import Condition
from app.persistence.questionnaire_files import WrongQuestionnaire, read_questionnaires
from tests.questionnaires.family import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def broken(folder: Path, name: str, old: str, new: str) -> dict[str, object]:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(WrongQuestionnaire) as trouble:
        read_questionnaires(folder)
    return trouble.value.facts


NEW = "part-I-2026.toml"
OLD = "part-I-2021.toml"
BLOCKS = "shared-blocks.toml"


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (NEW, 'code = "A"', 'code = "A', "line"),
        (NEW, 'type = "month"', 'type = "moonth"', "moonth"),
        (NEW, "is_wide = true", "is_wyde = true", "is_wyde"),
        (NEW, 'id = "p1a_first_report"', 'id = "p1a_last_help"', "p1a_last_help stands twice"),
        (NEW, 'block = "person"', 'block = "persona"', "no block 'persona'"),
        (NEW, '"parents_names"', '"parents"', "block 'person' has no box parents"),
        (BLOCKS, 'type = "pesel"', 'type = "pesell"', "pesell"),
        (BLOCKS, 'field = "g_kind"', 'field = "g_sort"', "condition on unknown field g_sort"),
        (NEW, 'equals = "other"', 'equals = "others"', "no option others"),
        (NEW, "in_force_from = 2027-03-05", 'in_force_from = "5 marca"', "in_force_from"),
        (NEW, 'shared = ["process"', 'shared = ["proces"', "shared-proces.toml"),
        (OLD, 'based_on = "2026"', 'based_on = "2027"', "part-I-2027.toml"),
        (OLD, 'without = ["p1c_minor"]', 'without = ["p1c_major"]', "p1c_major"),
        (OLD, 'version = "2021"', 'version = "2026"', "the same part and version"),
    ],
)
def test_the_file_that_is_wrong_is_named_with_the_reason(
    folder: Path, name: str, old: str, new: str, said: str
) -> None:
    facts = broken(folder, name, old, new)
    assert facts["file"] in {name, OLD, NEW} or name == BLOCKS
    assert said in str(facts["why"])


def test_a_new_version_is_a_new_file(folder: Path) -> None:
    text = (folder / OLD).read_text(encoding="utf-8")
    text = text.replace('version = "2021"', 'version = "2030"').replace(
        "in_force_from = 2021-11-15", "in_force_from = 2030-01-01"
    )
    (folder / "part-I-2030.toml").write_text(text.replace("in_force_to = 2027-03-04\n", ""), encoding="utf-8")
    versions = [form.version for form in read_questionnaires(folder).forms if form.part == "I"]
    assert versions == ["2021", "2026", "2030"]


def test_a_block_stands_under_the_names_of_each_part(folder: Path) -> None:
    forms = read_questionnaires(folder)
    names = {part: forms.version(part, "2026").places for part in ("I", "IV")}
    assert names["I"]["p1a_g_first_name"].field.when == Condition(field="p1a_g_kind", filled=True)
    assert names["IV"]["p4_g_first_name"].field.when == Condition(field="p4_g_kind", filled=True)
    assert names["I"]["p1j_plan_scope"].group.rows_of == "p1j_plan_category"


def test_a_shared_segment_adds_its_groups_to_those_of_the_part(folder: Path) -> None:
    process = read_questionnaires(folder).version("IV", "2026").segment("P")
    assert process is not None
    assert [group.id for group in process.groups] == ["update", "course", "documents"]


def test_an_empty_folder_has_no_forms(tmp_path: Path) -> None:
    assert read_questionnaires(tmp_path).parts == ()
