"""Brings the demo's laptop into the office, and lets the two find out that they were told different things."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.offices import Workstation
from app.domain.persons import Clerk, Person
from app.services.calendars import SetCalendar
from app.services.demo_office import DEMO_LAPTOP
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.joining import accept_welcome, open_welcome, write_welcome
from app.services.exchange.pack import write_bundle
from app.services.office import Office
from app.services.ports import OfficeFile

_FRIDAY_NOON, _FRIDAY_EVENING = datetime(2026, 11, 20, 12, 20), datetime(2026, 11, 20, 15, 4)
_MONDAY = datetime(2026, 11, 23, 7, 42)


@dataclass(frozen=True)
class Disagreement:
    """A person whose telephone number both sides heard, each another one."""

    pesel: str
    at_the_desk: str
    on_the_way: str


DISAGREEMENTS = (
    Disagreement("79120106042", "44 781 40 21", "512 660 731"),
    Disagreement("74103005778", "665 402 181", "665 402 811"),
)
"""Barbara Źrebiec and Stanisław Ćwik of the story."""


def equip_laptop(office: Office, laptop: OfficeFile) -> None:
    """Fill the laptop's new file with everything that the desk has, and let the desk hear that it arrived.

    ``laptop`` is a file made with the demo laptop's keys that waits for its office. Afterwards both files hold the
    same, and the next bundle brings only what is new.
    """
    with TemporaryDirectory() as name:
        welcome = open_welcome(laptop.bundling, write_welcome(office, _station(office, DEMO_LAPTOP.author), Path(name)))
        accept_welcome(laptop, welcome, office.now(), office.progress)
        _carry(replace(office, file=laptop, workstation=DEMO_LAPTOP.name), office, Path(name))


def disagree(office: Office, laptop: OfficeFile) -> None:
    """Friday's work on both sides and Monday's bundle: what they heard differently waits to be settled."""
    away = replace(office, file=laptop, workstation=DEMO_LAPTOP.name, clerk=_clerk(office, "ML"))
    here = replace(office, clerk=_clerk(office, "KN"))
    for told in DISAGREEMENTS:
        _write_phone(_at(here, _FRIDAY_NOON), told.pesel, told.at_the_desk, "z rozmowy telefonicznej")
        _write_phone(_at(away, _FRIDAY_EVENING), told.pesel, told.on_the_way, "podczas wizyty")
    with TemporaryDirectory() as name:
        _carry(_at(away, _FRIDAY_EVENING), _at(here, _MONDAY), Path(name))


def _carry(sender: Office, receiver: Office, folder: Path) -> None:
    path = folder / "paczka.teczka"
    write_bundle(sender, _station(receiver, receiver.file.bundling.author), path)
    apply_bundle(receiver, ApplyBundle(path))


def _station(office: Office, author: int) -> Workstation:
    with office.reading() as file:
        return file.find(Workstation, author=author)[0]


def _clerk(office: Office, initials: str) -> Clerk:
    with office.reading() as file:
        return file.find(Clerk, initials=initials)[0]


def _write_phone(office: Office, pesel: str, phone: str, reason: str) -> None:
    with office.work(reason) as work:
        for person in work.find(Person, pesel=pesel):
            work.change(person, replace(person, phone=phone))
        work.commit()


def _at(office: Office, now: datetime) -> Office:
    return replace(office, calendar=SetCalendar(now))
