"""A write that fails, wherever it is: the file is as before or as after, and on the stick lies no half bundle.

Here a few of the calls fail in every way; ``python -m tests.machines.failing`` lets each one fail.
"""

import subprocess
import sys

import pytest

from tests.failing_calls import CAN
from tests.hindrances import HOUSE


@pytest.mark.skipif(not CAN, reason="system calls are made to fail on Linux with an x86-64 processor")
@pytest.mark.parametrize(("scene", "every"), [("import", 61), ("export", 1), ("attachment", 53)])
def test_whichever_write_fails_nothing_is_left_half(scene: str, every: int) -> None:
    command = [sys.executable, "-m", "tests.machines.failing", "--scene", scene, "--every", str(every)]
    told = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    lines = told.stdout.splitlines()
    assert len(lines) == 5
    assert all(" 0 wrong" in line and "disk_" in line for line in lines), told.stdout
