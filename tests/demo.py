"""The demo office for tests: invented once for each plan, then copied, so that every test has a file of its own."""

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.persistence.shelf import ResourceShelf
from app.persistence.store import Store
from app.services.calendars import SetCalendar
from app.services.demo import DEMO_NOW, DemoPlan, build_demo
from app.services.demo_office import DEMO_DESK, DEMO_OFFICE_ID, DemoKeys
from app.services.office import Office, Unwatched
from app.services.ports import OfficeFile

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
SMALL = DemoPlan(persons=200)
"""Sixty families with every case of the story; made in a second."""


@cache
def shelf() -> ResourceShelf:
    """What lies in resources/, read once."""
    return ResourceShelf(RESOURCES)


def create_store(path: Path, keys: DemoKeys = DEMO_DESK) -> Store:
    """An empty file of the demo office for the workstation with these keys."""
    return Store.create(path, keys, DEMO_OFFICE_ID)


def office_of(store: Store, at: datetime = DEMO_NOW, initials: str = "KN", workstation: str = "Biuro") -> Office:
    """The office of an open file with one of its clerks at the keyboard, by initials (KN, EZ, ML, TK, HP, PG)."""
    with store.reading() as file:
        clerk = next(clerk for clerk in file.find(Clerk) if clerk.initials == initials)
    return Office(
        file=store,
        calendar=SetCalendar(at),
        clerk=clerk,
        workstation=workstation,
        law=shelf().law,
        shelf=shelf(),
        progress=Unwatched(),
    )


def bare_office(file: OfficeFile, at: datetime = DEMO_NOW) -> Office:
    """An office around a file in which nobody works yet."""
    nobody = Clerk(id=RecordId(bytes(16)))
    return Office(file, SetCalendar(at), nobody, "", shelf().law, shelf(), Unwatched())


def clerk_of(office: Office, initials: str) -> Office:
    """The same office with somebody else at the keyboard."""
    with office.reading() as file:
        clerk = next(clerk for clerk in file.find(Clerk) if clerk.initials == initials)
    return replace(office, clerk=clerk)


@cache
def _built(plan: DemoPlan) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.teczka-db"
        with closing(create_store(path)) as store:
            build_demo(bare_office(store), plan)
        return path.read_bytes()


def demo_file(path: Path, plan: DemoPlan = SMALL) -> Path:
    """Write the demo office of this plan to ``path``; Biuro's file."""
    path.write_bytes(_built(plan))
    return path


def demo_store(folder: Path, plan: DemoPlan = SMALL) -> Store:
    """Biuro's open file; the test closes it."""
    return Store.open(demo_file(folder / "biuro.teczka-db", plan))
