"""The demo office opened by a real desk, as main.py opens a real one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.persistence.store import Store
from app.services.office import Office
from app.services.ports import Progress
from tests.demo import demo_file, office_of

Opened = tuple[Office, Callable[[], None]]


def opener(path: Path) -> Callable[[Progress], Opened]:
    """Opens a file of the demo office on the worker, with Katarzyna Nowak at the keyboard."""

    def open_file(progress: Progress) -> Opened:
        store = Store.open(path)
        return replace(office_of(store), progress=progress), store.close

    return open_file


def demo_opener(folder: Path) -> Callable[[Progress], Opened]:
    """Opens a demo office of its own."""
    return opener(demo_file(folder / "biuro.teczka-db"))
