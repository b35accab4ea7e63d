"""Writes the law down in the form that is read at once (`app.persistence.law_ready`, ``resources/law/ready.json``).

Run ``python -m tests.tools.ready_law`` after a table of ``resources/law`` was changed; a test holds the two together.
"""

from pathlib import Path

from app.persistence.law_files import read_law
from app.persistence.law_ready import READY, ready_text

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "law"
FILE = FOLDER / READY


def text() -> str:
    """The whole file."""
    return ready_text(FOLDER, read_law(FOLDER))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
