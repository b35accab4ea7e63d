"""The law as the program ships it, read once for all tests."""

from pathlib import Path

from app.persistence.law_files import read_law

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "law"
LAW = read_law(FOLDER)
