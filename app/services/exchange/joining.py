"""Joining an office by two files and a telephone call.

A new workstation writes a request file with its public keys. The administrator compares its fingerprint by
telephone and answers with a welcome file: the whole journal, sealed for the new key. No network is needed and no
secret leaves the workstation it belongs to.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from app.domain.bundles import Newcomer, StationKeys
from app.domain.offices import Workstation
from app.domain.problems import Refusal, Trouble
from app.domain.roles import Act
from app.services.bundling import Bundling
from app.services.exchange import container
from app.services.exchange.accept import accept
from app.services.exchange.apply import note_of
from app.services.exchange.cargo import welcoming
from app.services.exchange.compare import instant_of
from app.services.exchange.container import Inside, Short
from app.services.exchange.equal_signs import note_equal_signs
from app.services.exchange.files import write_file
from app.services.exchange.open import NotForUs, Opened, is_signed, read_file, roster_in, unseal, verify
from app.services.exchange.pack import slug, write_cargo
from app.services.exchange.paid_twice import note_paid_twice
from app.services.exchange.reports import Report
from app.services.exchange.stations import demand_name, fingerprint, new_station
from app.services.office import Done, Office
from app.services.ports import Changes, OfficeFile, Progress

REQUEST_SUFFIX = ".teczka-join"
_MAGIC = b"TECZKA-JOIN\x01"
_SIGNED = b"teczka join 1\0"
_LONGEST_REQUEST = 1 << 16
_LONGEST_NAME = 60


class NotARequest(Trouble):
    """The file is no request to join, or was damaged (facts: name)."""

    code = "not_a_join_request"


class NotAWelcome(Refusal):
    """An ordinary bundle where a welcome is awaited (facts: name)."""

    code = "not_a_welcome"


class AlreadyJoined(Refusal):
    """The file has an office already (facts: name)."""

    code = "already_joined"


class FingerprintDiffers(Refusal):
    """What was read out by telephone is not what the file says: somebody may have exchanged it."""

    code = "fingerprint_differs"


class WelcomeExchanged(Refusal):
    """Another workstation wrote the file than the one whose fingerprint was compared (facts: name)."""

    code = "welcome_exchanged"


class _Request(msgspec.Struct, array_like=True, frozen=True):
    """What a request file says: names for people, the public keys."""

    name: str
    keeper: str
    signing_key: Short
    sealing_key: str


@dataclass(frozen=True)
class JoinRequest:
    """A workstation asks to take part. ``fingerprint`` is compared by telephone."""

    name: str
    keeper: str
    keys: Newcomer

    @property
    def fingerprint(self) -> str:
        """Four groups of four digits."""
        return fingerprint(self.keys)


@dataclass(frozen=True)
class ReadRequest:
    """Look into a request file."""

    path: Path


@dataclass(frozen=True)
class AdmitStation:
    """Let a workstation take part and write its welcome file into a folder.

    ``fingerprint`` is what the other side read out; spaces do not matter.
    """

    path: Path
    fingerprint: str
    folder: Path


@dataclass(frozen=True)
class Welcome:
    """A welcome that is whole and signed by the workstation whose fingerprint is to be compared by telephone.

    What it carries is still packed: nobody vouches for that workstation before a person has compared.
    """

    name: str
    size: int
    inside: Inside
    roster: tuple[Newcomer, ...]
    sender_fingerprint: str


def write_request(keys: StationKeys, name: str, keeper: str, folder: Path) -> Path:
    """Write the request of a workstation that has no office yet; gives the file."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    told = msgspec.msgpack.encode(_Request(name, keeper, keys.signing_key, keys.sealing_key))
    signature = Ed25519PrivateKey.from_private_bytes(keys.signing_secret).sign(_SIGNED + told)
    path = folder / f"{slug(name) or 'stanowisko'}{REQUEST_SUFFIX}"
    write_file(path, _MAGIC + signature + told)
    return path


def read_request(_office: Office, request: ReadRequest) -> JoinRequest:
    """What a request file says; it proves only that its writer has the keys, the telephone proves who it is."""
    return request_in(request.path)


def request_in(path: Path) -> JoinRequest:
    """The request in a file."""
    try:
        data = read_file(path, _LONGEST_REQUEST)
    except container.BundleTooLarge as error:
        raise NotARequest(name=path.name) from error
    signature, told = data[len(_MAGIC) : len(_MAGIC) + 64], data[len(_MAGIC) + 64 :]
    if not data.startswith(_MAGIC):
        raise NotARequest(name=path.name)
    try:
        asked = msgspec.msgpack.decode(told, type=_Request)
    except msgspec.MsgspecError as error:
        raise NotARequest(name=path.name) from error
    if not is_signed(asked.signing_key, _SIGNED + told, signature) or not _is_sealing_key(asked.sealing_key):
        raise NotARequest(name=path.name)
    name, keeper = asked.name.strip()[:_LONGEST_NAME], asked.keeper.strip()[:_LONGEST_NAME]
    return JoinRequest(name, keeper, Newcomer(asked.signing_key, asked.sealing_key))


def _is_sealing_key(text: str) -> bool:
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True


def admit_station(office: Office, request: AdmitStation) -> Done[Path]:
    """Put a workstation on the roster and write its welcome; gives the file."""
    office.allow(Act.CONFIGURE)
    asked = request_in(request.path)
    if "".join(request.fingerprint.split()) != "".join(asked.fingerprint.split()):
        raise FingerprintDiffers
    with office.work("nowe stanowisko") as work:
        found = work.find(Workstation, author=asked.keys.author)
        if found:
            station, changes = found[0], Changes()
        else:
            demand_name(work.find(Workstation), asked.name, None)
            station = new_station(asked.name, asked.keeper, asked.keys, office.calendar.today())
            work.add(station)
            changes = work.commit()
    return Done(write_welcome(office, station, request.folder), changes)


def write_welcome(office: Office, station: Workstation, folder: Path) -> Path:
    """The whole journal, and the keys of everybody, for a workstation that knows nobody yet."""
    path = folder / f"{slug(station.name) or 'stanowisko'}-witamy{container.SUFFIX}"
    return write_cargo(office, station, path, welcoming(office.file.bundling)).path


def open_welcome(bundling: Bundling, path: Path) -> Welcome:
    """Read a welcome on a workstation that waits for one; writes nothing."""
    if bundling.office_id:
        raise AlreadyJoined(name=path.name)
    data = read_file(path)
    inside = unseal(data, path.name, bundling.keys().sealing_secret)
    manifest = inside.manifest
    roster = roster_in(manifest)
    sender = next((each for each in roster if each.author == manifest.sender), None)
    if sender is None:
        raise NotAWelcome(name=path.name)
    verify(inside, sender, path.name)
    if bundling.author not in manifest.recipients:
        raise NotForUs(name=path.name)
    return Welcome(path.name, len(data), inside, roster, fingerprint(sender))


def accept_welcome(file: OfficeFile, welcome: Welcome, now: datetime, progress: Progress) -> Changes:
    """Take part from now on: believe the roster and load everything that the office has, all or nothing."""
    bundling, inside, name = file.bundling, welcome.inside, welcome.name
    entries, contents = container.entries_in(inside, name), container.contents_in(inside, name)
    opened = Opened(name, welcome.size, inside.manifest, entries, contents, welcome.roster)
    arrival = accept(bundling, opened, lambda _author: "")
    left_out = tuple(digest.hex() for digest in opened.manifest.left_out)
    report = Report(made_at=instant_of(opened.manifest.made), missing=left_out)
    note = note_of(opened, len(arrival.entries), now, report)
    changes = bundling.take_in(arrival, lambda _trial: lambda: note, progress)
    note_equal_signs(file, changes)
    note_paid_twice(file, changes)
    return changes
