"""The README can be followed: its commands, files and pictures exist, and the checks run the same test command."""

import re
import subprocess
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
README = (HOUSE / "README.md").read_text(encoding="utf-8")


def test_scripts_it_names_exist() -> None:
    named = {name.replace("\\", "/") for name in re.findall(r"\.ci[/\\](?:run\b|[\w-]+\.(?:sh|ps1))", README)}
    assert {".ci/demo.sh", ".ci/demo.ps1", ".ci/test.sh", ".ci/test.ps1", ".ci/run"} <= named
    assert not [name for name in sorted(named) if not (HOUSE / name).exists()]


def test_pictures_and_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert not [link for link in links if not (HOUSE / link).exists()]


def test_folders_of_the_map_exist() -> None:
    drawn = re.search(r"## The map\s+```(.*?)```", README, re.DOTALL)
    assert drawn is not None
    parts = re.findall(r"^(\S+)", drawn.group(1), re.MULTILINE)
    assert len(parts) > 5
    assert not [part for part in parts if not (HOUSE / part).exists()]


def test_checks_run_the_command_of_the_readme() -> None:
    assert "`bash .ci/test.sh`" in README
    assert (HOUSE / ".ci/run").read_text(encoding="utf-8").rstrip().endswith("bash .ci/test.sh")


@pytest.mark.skipif("os.name == 'nt'", reason="bash reads these scripts elsewhere")
def test_scripts_can_be_read_by_bash() -> None:
    for script in [HOUSE / ".ci/run", *(HOUSE / ".ci").glob("*.sh")]:
        assert subprocess.run(["bash", "-n", script], capture_output=True, check=False).stderr == b""
