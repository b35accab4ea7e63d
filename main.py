"""Teczka: the window of a social-assistance centre, or one of its commands without a window.

The one place that knows everyone: it joins the file, the law, the services and the screens. Commands that
need no window never import Qt.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.persistence.store import Store
    from app.services.office import Office
    from app.services.ports import Calendar, Progress

VERSION = "0.1.0"
RESOURCES = Path(__file__).resolve().parent / "resources"
ANSWERED, NOT_ALL_ANSWERED, WRONG_USAGE = 0, 1, 2

Opener = Callable[["Progress"], tuple["Office", Callable[[], None]]]


def office_path() -> Path:
    """Where this user's office file lies; ``TECZKA_FILE`` names another one."""
    if named := os.environ.get("TECZKA_FILE"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("Teczka", appauthor=False) / "urzad.teczka-db"


def office_of(store: "Store", progress: "Progress", calendar: "Calendar | None" = None) -> "Office":
    """The office of an open file, with whoever worked here last."""
    from app.domain.persons import Clerk
    from app.persistence.shelf import ResourceShelf
    from app.services.calendars import SystemCalendar
    from app.services.office import Office
    from app.services.sessions import NobodyHere, last_clerk, workstation_of

    shelf = ResourceShelf(RESOURCES)
    with store.reading() as file:
        clerks = sorted((c for c in file.find(Clerk) if c.is_active), key=lambda c: (c.last_name, c.first_name))
        workstation = workstation_of(file, store.author)
    clerk = last_clerk(clerks, store.meta("last_clerk"))
    if clerk is None:
        raise NobodyHere
    return Office(
        file=store,
        calendar=calendar or SystemCalendar(),
        clerk=clerk,
        workstation=workstation,
        law=shelf.law,
        shelf=shelf,
        progress=progress,
    )


def opener(path: Path, calendar: "Calendar | None" = None) -> Opener:
    """What opens an office file on the worker's thread."""

    def open_file(progress: "Progress") -> tuple["Office", Callable[[], None]]:
        from app.persistence.store import Store

        store = Store.open(path)
        try:
            return office_of(store, progress, calendar), store.close
        except BaseException:
            store.close()
            raise

    return open_file


def calculate(arguments: argparse.Namespace) -> int:
    """Facts in, findings out, a line each (contract ``calculate``)."""
    from app.persistence.shelf import ResourceShelf
    from app.services.calculation import calculate as answers

    law = ResourceShelf(RESOURCES).law
    is_all_answered = True
    out = sys.stdout.buffer
    with open_lines(arguments.facts) as lines:
        for answer in answers(lines, law):
            out.write(answer.text.encode() + b"\n")
            out.flush()
            is_all_answered &= answer.is_answered
    return ANSWERED if is_all_answered else NOT_ALL_ANSWERED
