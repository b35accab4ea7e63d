"""An office that somebody wants to harm: who takes part, who was thrown out, who only pretends."""

from dataclasses import dataclass
from pathlib import Path

from app.domain.offices import Workstation
from app.domain.records import new_id
from app.services.exchange.stations import RetireStation, retire_station
from tests.stations import Station, change, founded, joined, office_and_laptop


@dataclass
class Office:
    """The workstations of the story. The laptop receives; the cash desk relays; one was retired; one is a stranger."""

    office: Station
    laptop: Station
    cash: Station
    retired: Station
    stranger: Station
    foreign: Station

    def close(self) -> None:
        """Let go of every file."""
        for each in (self.office, self.laptop, self.cash, self.retired, self.stranger, self.foreign):
            each.close()


def story(folder: Path) -> Office:
    """Everybody has something to say; the cash desk has heard the office and would carry it to the laptop."""
    office, laptop = office_and_laptop(folder)
    cash, retired = joined(folder, "Kasa", office), joined(folder, "Stary laptop", office)
    stranger = founded(folder, "Nieznajomy", office.store.bundling.office_id)
    foreign = founded(folder, "Gdzie indziej", b"office-somewhere")
    for each in (stranger, foreign):
        with each.office.work("podstęp") as work:
            work.add(roster_entry(laptop))
            work.commit()
    with office.store.reading() as file:
        (station,) = file.find(Workstation, author=retired.author)
    laptop.load(office.send(laptop))
    retire_station(laptop.office, RetireStation(station.id))
    for number in range(4):
        change(office, f"zmiana {number}", phone=f"44 781 22 {number:02}", email=f"{number}@example.org")
    change(retired, "z zewnątrz", phone="601 224 918")
    cash.load(office.send(cash))
    change(cash, "dopisek", note="widziana w kasie")
    return Office(office, laptop, cash, retired, stranger, foreign)


def roster_entry(station: Station) -> Workstation:
    """What an intruder writes into a file of his own to be able to seal for somebody."""
    keys = station.store.bundling.keys()
    return Workstation(
        id=new_id(), name="x", author=station.author, signing_key=keys.signing_key, sealing_key=keys.sealing_key
    )
