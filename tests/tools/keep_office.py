"""An office file of this version, kept for ever: every later version must open it.

    python -m tests.tools.keep_office       write tests/old/<version>.teczka-db with one decided case

Run it for a release, never again for the same version: the file shows what that version wrote.
"""

import shutil
import sys
import tempfile
from pathlib import Path

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
    kept = OLD / f"{main.VERSION}.teczka-db"
    if kept.exists():
        sys.exit(f"{kept} is there already")
    keep_office(kept)
