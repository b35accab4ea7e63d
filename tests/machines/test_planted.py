"""The faults that ``planted`` plants still have their places, and one of them is noticed."""

from pathlib import Path

import pytest

from tests.machines.faults import FAULTS, Fault
from tests.machines.planted import HOUSE, TESTS, by_file, main, noticed, plant


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_every_fault_has_its_place(fault: Fault, tmp_path: Path) -> None:
    copy = tmp_path / fault.path
    copy.parent.mkdir(parents=True)
    copy.write_text((HOUSE / fault.path).read_text(encoding="utf-8"), encoding="utf-8")
    plant(fault, tmp_path)
    compile(copy.read_text(encoding="utf-8"), fault.path, "exec")


def test_a_planted_fault_is_noticed_and_names_the_test() -> None:
    fault = next(each for each in FAULTS if each.name == "siblings dropped")
    assert "test_merging" in noticed(fault, ("tests/domain/test_merging.py",))


def test_who_noticed_a_fault_before_is_asked_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, ...]] = []

    def notice(fault: Fault, tests: tuple[str, ...] = TESTS) -> str:
        asked.append(tests)
        return "" if fault.name == "base ignored" else f"FAILED {tests[0]}::test"

    monkeypatch.setattr("tests.machines.planted.noticed", notice)
    log = tmp_path / "log"
    log.write_text(
        f"siblings dropped: FAILED {TESTS[1]}::test_x - why\nbase ignored: FAILED {TESTS[2]}::y\n", encoding="utf-8"
    )
    assert main(["--after", str(log), "siblings dropped", "base ignored", "tie by local"]) == 1
    assert asked == [(TESTS[1],), (TESTS[2],), TESTS, TESTS]
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == "survived: 1 ['base ignored']"
    assert by_file(said)["siblings dropped"] == TESTS[1]


def test_a_fault_whose_place_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(LookupError):
        plant(Fault("gone", "a.py", "y = 1", "y = 2"), tmp_path)
