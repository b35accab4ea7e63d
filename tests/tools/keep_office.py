"""An office file of this version, kept for ever: every later version must open it.

    python -m tests.tools.keep_office       write tests/old/<version>.teczka-db.zst with one decided case

Run it for a release, never again for the same version: the file shows what that version wrote.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import zstandard

import main
from tests.little_decision import issued, ready_case
from tests.little_office import little_office

OLD = Path(__file__).resolve().parents[1] / "old"


def keep_office(path: Path) -> None:
    """One case from the application to the issued decision, its paper included."""
    with tempfile.TemporaryDirectory() as folder:
        with little_office(Path(folder)) as office:
            issued(office, ready_case(office))
        shutil.copyfile(Path(folder) / "office.teczka-db", path)


if __name__ == "__main__":
    kept = OLD / f"{main.VERSION}.teczka-db.zst"
    if kept.exists():
        sys.exit(f"{kept} is there already")
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "fresh.teczka-db"
        keep_office(fresh)
        kept.write_bytes(zstandard.ZstdCompressor(level=19).compress(fresh.read_bytes()))
