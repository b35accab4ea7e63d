"""The faults that ``planted`` plants still have their places, and one of them is noticed."""

from pathlib import Path

import pytest

from tests.machines.faults import FAULTS, Fault
from tests.machines.planted import HOUSE, noticed, plant


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


def test_a_fault_whose_place_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(LookupError):
        plant(Fault("gone", "a.py", "y = 1", "y = 2"), tmp_path)
