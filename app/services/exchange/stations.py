"""Who takes part: founding an office, renaming and retiring workstations."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.bundles import Newcomer, StationKeys
from app.domain.offices import Setting, Workstation, setting_id
from app.domain.persons import Clerk
from app.domain.problems import Refusal
from app.domain.records import RecordId, derived_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.office import Done, Office
from app.services.ports import Changes, OfficeFile


class StationUnnamed(Refusal):
    """A workstation needs a name that no other has (facts: name)."""

    code = "station_unnamed"


class CannotRetireSelf(Refusal):
    """A workstation is retired on another one."""

    code = "cannot_retire_self"


@dataclass(frozen=True)
class FoundOffice:
    """The first workstation of an office: its name and keeper, the office's settings, who works there."""

    name: str
    keeper: str
    settings: Mapping[str, str]
    clerks: tuple[Clerk, ...]


@dataclass(frozen=True)
class RenameStation:
    """Another name or keeper for a workstation."""

    station_id: RecordId
    name: str
    keeper: str


@dataclass(frozen=True)
class RetireStation:
    """A workstation no longer takes part: given away, or lost or stolen. What it sends later is refused."""

    station_id: RecordId
    is_lost: bool = False


def make_keys() -> StationKeys:
    """New secrets for a workstation; made once, where they will be used, and never copied."""
    import pyrage
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signing, sealing = Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate()
    return StationKeys(
        signing.private_bytes_raw(), signing.public_key().public_bytes_raw(), str(sealing), str(sealing.to_public())
    )


def fingerprint(keys: Newcomer) -> str:
    """Sixteen digits that stand for the keys, short enough for the telephone: ``4821 0937 5516 2204``."""
    digest = hashlib.blake2b(keys.signing_key + keys.sealing_key.encode(), digest_size=16, person=b"teczka phone")
    digits = f"{int.from_bytes(digest.digest(), 'big') % 10**16:016d}"
    return " ".join(digits[place : place + 4] for place in range(0, 16, 4))


def station_id(author: int) -> RecordId:
    """A workstation is on the roster once."""
    return derived_id(b"workstation", str(author))


def found_office(file: OfficeFile, request: FoundOffice, now: datetime) -> Changes:
    """Write the first records of a new file, in the name of the first clerk."""
    keys, clerk = file.bundling.keys(), request.clerks[0]
    with file.work(clerk_id=clerk.id, at=now, reason="założenie biura") as work:
        work.add(new_station(request.name, request.keeper, keys.public, now.date()))
        work.add_all(request.clerks)
        work.add_all([Setting(id=setting_id(name), name=name, value=value) for name, value in request.settings.items()])
        return work.commit()


def new_station(name: str, keeper: str, keys: Newcomer, today: date) -> Workstation:
    """An entry of the roster."""
    return Workstation(
        id=station_id(keys.author),
        name=name,
        keeper=keeper,
        author=keys.author,
        signing_key=keys.signing_key,
        sealing_key=keys.sealing_key,
        joined_on=today,
    )


def rename_station(office: Office, request: RenameStation) -> Done[None]:
    """Give a workstation another name or keeper."""
    office.allow(Act.CONFIGURE)
    with office.work("nazwa stanowiska") as work:
        station = work.get(Workstation, request.station_id)
        named = tidy(replace(station, name=request.name, keeper=request.keeper))
        demand_name(work.find(Workstation), named.name, request.station_id)
        work.change(station, named)
        return Done(None, work.commit())


def retire_station(office: Office, request: RetireStation) -> Done[None]:
    """From now on nothing is sealed to a workstation and nothing that it sends is loaded; everybody hears of it.

    That it was lost is remembered: what it sends later may be somebody else's.
    """
    office.allow(Act.CONFIGURE)
    with office.work("wycofanie stanowiska") as work:
        station = work.get(Workstation, request.station_id)
        if station.author == office.file.bundling.author:
            raise CannotRetireSelf
        today = office.calendar.today()
        work.change(station, replace(station, retired_on=station.retired_on or today))
        lost = lost_setting(station.author)
        if request.is_lost and not work.many(Setting, [setting_id(lost)]):
            work.add(Setting(id=setting_id(lost), name=lost, value=today.isoformat()))
        return Done(None, work.commit())


def let_in(office: Office, authors: Collection[int]) -> Changes:
    """Tell everybody that what retired workstations wrote up to here counts: it was loaded under supervision.

    They are retired once more, on top of what has come of them; whoever hears of it takes that up as well.
    """
    with office.work("wpuszczenie zmian wycofanego stanowiska") as work:
        for station in work.find(Workstation):
            if station.author in authors and station.retired_on is not None:
                work.settle(Workstation, station.id, "retired_on", station.retired_on)
        return work.commit()


def lost_setting(author: int) -> str:
    """The name of the setting that says since when a workstation is lost."""
    return f"station_lost_{author}"


def demand_name(stations: Sequence[Workstation], name: str, own_id: RecordId | None) -> None:
    """A name that is there and that no other workstation in use has."""
    taken = {each.name.casefold() for each in stations if each.id != own_id and each.retired_on is None}
    if not name.strip() or name.strip().casefold() in taken:
        raise StationUnnamed(name=name.strip())
