"""The files that the tour begins with: the office on the morning of 3 November, its laptop, a bundle of strangers."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

from app.domain.persons import Clerk
from app.services.demo import TOUR_BEGINS_ON, DemoPlan, build_demo
from app.services.demo_exchange import equip_laptop
from app.services.demo_office import DEMO_DESK, DEMO_LAPTOP, DEMO_OFFICE_ID
from app.services.exchange.pack import write_bundle
from app.services.exchange.stations import make_keys, new_station
from app.services.office import Office
from app.services.office_files import OfficeFiles, OwnedFile

EQUIPPED_AT = datetime(2026, 11, 2, 15, 30)
OfficeOf = Callable[[OwnedFile], Office]
"""An office around an open file; who sits there and when is set here."""


@dataclass(frozen=True)
class TourFiles:
    """Where the files lie, and how the rest of the office goes on meanwhile."""

    desk: Path
    laptop: Path
    foreign: Path
    plan: DemoPlan


def prepare_tour(folder: Path, files: OfficeFiles, office_of: OfficeOf, plan: DemoPlan | None = None) -> TourFiles:
    """Make the files in an empty folder."""
    made = TourFiles(
        desk=folder / "biuro.teczka-db",
        laptop=folder / "laptop-polnoc.teczka-db",
        foreign=folder / "obcy-osrodek.teczka",
        plan=plan or DemoPlan(until=TOUR_BEGINS_ON),
    )
    with closing(files.create(made.desk, DEMO_DESK, DEMO_OFFICE_ID)) as desk:
        clerk = build_demo(office_of(desk), made.plan).value.clerk
        desk.set_meta("last_clerk", bytes(clerk.id))
        with closing(files.create(made.laptop, DEMO_LAPTOP, b"")) as laptop:
            equip_laptop(_sitting(office_of(desk), clerk, DEMO_DESK.name), laptop)
    _write_foreign(made.foreign, files, office_of, clerk)
    return made


def _write_foreign(path: Path, files: OfficeFiles, office_of: OfficeOf, clerk: Clerk) -> None:
    """A sound bundle, sealed for our workstation, from an office that is not ours."""
    stranger = make_keys()
    with closing(files.create(path.with_suffix(".teczka-db"), stranger, token_bytes(16))) as file:
        office = _sitting(office_of(file), clerk, "Biuro")
        ours = new_station(DEMO_DESK.name, DEMO_DESK.keeper, DEMO_DESK.public, EQUIPPED_AT.date())
        with office.work("obcy ośrodek") as work:
            work.add(new_station("Obce biuro", "J. Obcy", stranger.public, EQUIPPED_AT.date()))
            work.add(ours)
            work.commit()
        write_bundle(office, ours, path)
    files.discard(path.with_suffix(".teczka-db"))


def _sitting(office: Office, clerk: Clerk, workstation: str) -> Office:
    return replace(office, clerk=clerk, workstation=workstation)
