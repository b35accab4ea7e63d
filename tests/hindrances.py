"""What goes wrong with disks and files on real machines: full, read-only, taken by somebody else, not ours."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
DROP_FROM_BOUNDING_SET = 24  # prctl(PR_CAPBSET_DROP, …)
MAY_WRITE_ANYTHING = 1  # CAP_DAC_OVERRIDE


@contextmanager
def quota(largest: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as under a quota; not for Windows."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[bool]:
    """Mount a disk of this size at the folder; False where only root could, and we are not."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "teczka-test", str(folder)]
    try:
        is_mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        is_mounted = False
    try:
        yield is_mounted
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Leave no room on the disk."""
    path = folder / "ballast"
    try:
        with path.open("wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass
    except OSError:
        return path
    raise AssertionError("the disk has no end")


@contextmanager
def somebody_else(script: str, *words: str) -> Iterator[None]:
    """Another process runs a script until the block ends; the script must print a line when it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", f"{script}\nprint(flush=True)\ninput()", *words],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == b"\n"
    try:
        yield
    finally:
        process.communicate(b"\n", timeout=30)


HOLDS_THE_FILE = """
import sys
from pathlib import Path
from app.persistence.store import Store
store = Store.open(Path(sys.argv[1]))
"""


def without_privileges(command: Sequence[str]) -> list[str]:
    """The same Python command for somebody whom read-only files stop, also when root runs the tests."""
    script = (
        "import os, sys; from tests.hindrances import give_up_privileges; give_up_privileges(); "
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
    return [sys.executable, "-c", script, *command]


def give_up_privileges() -> None:
    """After the next exec, root obeys the rights of files; for everybody else nothing changes."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, MAY_WRITE_ANYTHING, 0, 0, 0)
