"""Keeps an office file for ever: ``python -m tests.old.keep FILE`` packs it into this folder, named by its format."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import zstandard


def keep(path: Path) -> Path:
    """Pack a closed, unencrypted office file."""
    with closing(sqlite3.connect(path)) as connection:
        number = connection.execute("PRAGMA user_version").fetchone()[0]
    kept = Path(__file__).parent / f"format-{number}{path.suffix}.zst"
    kept.write_bytes(zstandard.ZstdCompressor(level=19).compress(path.read_bytes()))
    return kept


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
