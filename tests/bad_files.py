"""Files that lie where an office file is expected, each made at a path."""

import sqlite3
from contextlib import closing
from pathlib import Path

from app.persistence.store import FORMAT, Store
from tests.demo import demo_file
from tests.little_office import new_keys


def text_file(path: Path) -> None:
    path.write_text("To nie jest plik urzędu. " * 400, encoding="utf-8")


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def half_a_file(path: Path) -> None:
    demo_file(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def file_with_a_hole(path: Path) -> None:
    """The page that every table is found by is gone; the header is whole."""
    demo_file(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(3996))


def newer_file(path: Path) -> None:
    demo_file(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={FORMAT + 1}")


def newer_file_of_another_kind(path: Path) -> None:
    """A later program may have left the write-ahead log."""
    newer_file(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def file_of_a_browser(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places(id INTEGER PRIMARY KEY, url TEXT)")
        connection.execute("INSERT INTO moz_places(url) VALUES('https://example.org')")
        connection.commit()


def encrypted_file(path: Path) -> None:
    Store.create(path, new_keys(), b"office", bytes(range(32))).close()


def folder(path: Path) -> None:
    path.mkdir()
