"""Writes bundles: everything a workstation is believed to lack, signed, sealed for it, in one file."""

import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.bundles import Head, Note, SignedHead, StationKeys, Step, head_message
from app.domain.offices import Workstation
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.bundling import Bundling
from app.services.exchange import cargo, container
from app.services.exchange.cargo import Cargo
from app.services.exchange.container import CONTENTS, JOURNAL, SCHEMA, SIGNED, SUFFIX, Manifest
from app.services.exchange.files import write_file
from app.services.exchange.identity import demand_certainty, note_told
from app.services.exchange.reports import Report, written
from app.services.exchange.rules import MEGABYTE, read_rules
from app.services.office import Done, Office
from app.services.ports import Changes

MARK = 6
"""Bytes of a record's hash that stand for it in ``have``: enough to notice a number that was used twice."""

_TAILS = str.maketrans({"ł": "l", "Ł": "L"})
_EPOCH = datetime(1970, 1, 1)


class NoSuchStation(Refusal):
    """The workstation is not on the roster, retired, or this one itself (facts: name)."""

    code = "no_such_station"


@dataclass(frozen=True)
class ExportBundle:
    """Write a bundle for one workstation into a folder, under its own name."""

    station_id: RecordId
    folder: Path


@dataclass(frozen=True)
class ExportBundles:
    """Write a bundle for every other workstation, each into a folder of that workstation's name."""

    folder: Path


@dataclass(frozen=True)
class Exported:
    """A bundle that was written: where, for whom, how large, how many journal records and documents' bytes.

    ``left_out`` counts the documents that are too much for one bundle; the other side asks for them.
    """

    path: Path
    station: Workstation
    size: int
    records: int
    contents: int = 0
    left_out: int = 0


def export_bundle(office: Office, request: ExportBundle) -> Done[Exported]:
    """Write a bundle for one workstation."""
    office.allow(Act.EXCHANGE)
    with office.reading() as file:
        station = file.get(Workstation, request.station_id)
    path = request.folder / bundle_name(office)
    return Done(write_bundle(office, station, path), Changes({Workstation: frozenset([station.id])}))


def export_bundles(office: Office, request: ExportBundles) -> Done[tuple[Exported, ...]]:
    """Write bundles for all workstations that take part; one stick or shared folder serves everybody."""
    office.allow(Act.EXCHANGE)
    stations = other_stations(office)
    written = []
    for done, station in enumerate(stations):
        office.progress.step(Step.SAVING, done / len(stations))
        folder = request.folder if len(stations) == 1 else request.folder / (slug(station.name) or f"{station.author}")
        written.append(write_bundle(office, station, folder / bundle_name(office)))
    return Done(tuple(written), Changes({Workstation: frozenset(station.id for station in stations)}))


def other_stations(office: Office) -> list[Workstation]:
    """The workstations on the roster that take part in the exchange, without this one, by name."""
    own = office.file.bundling.author
    with office.reading() as file:
        stations = [each for each in file.find(Workstation) if each.author != own and each.retired_on is None]
    return sorted((each for each in stations if each.sealing_key), key=lambda each: each.name)


def write_bundle(office: Office, station: Workstation, path: Path) -> Exported:
    """Build, write and note a bundle; what the receiver confirmed later shrinks the next one."""
    demand_receiver(office, station)
    with office.reading() as file:
        limit = read_rules(file).megabytes * MEGABYTE
    return write_cargo(office, station, path, cargo.ordinary(office.file.bundling, station.author, limit))


def demand_receiver(office: Office, station: Workstation) -> None:
    """Nothing is sealed to a workstation that does not take part."""
    if station.retired_on is not None or station.author == office.file.bundling.author or not station.sealing_key:
        raise NoSuchStation(name=station.name)


def write_cargo(office: Office, station: Workstation, path: Path, load: Cargo) -> Exported:
    """Write and note a bundle with this cargo; a bare question tells of no numbers and is always allowed."""
    if not load.asks:
        demand_certainty(office.file)
    sealed, note, head = build(office.file.bundling, station, office.now(), path.name, load)
    note_told(office.file)
    write_file(path, sealed)
    office.file.bundling.remember_sent(note, head)
    return Exported(path, station, note.size, note.records, len(load.contents), len(load.left_out))


def build(
    bundling: Bundling, station: Workstation, now: datetime, name: str, load: Cargo | None = None
) -> tuple[bytes, Note, SignedHead]:
    """The bytes of a bundle, what is to be noted of it, and the own head that it carries."""
    load = load or cargo.ordinary(bundling, station.author)
    keys, vector = bundling.keys(), bundling.vector()
    own = sign_head(keys, bundling.office_id, vector[keys.author])
    heads = {author: (head.number, head.signature) for author, head in load.heads.items() if author != keys.author}
    if not load.asks and own.number > load.base.get(keys.author, 0):
        heads[keys.author] = (own.number, own.signature)
    sections = [container.pack_section(JOURNAL, container.rows_of(load.entries))]
    if load.contents:
        sections.append(container.pack_section(CONTENTS, load.contents))
    counter = bundling.next_counter()
    made = _later_than_ever(bundling, station.author, now) | counter & 0xFFFF
    manifest = Manifest(
        office=bundling.office_id,
        id=secrets.token_bytes(16),
        sender=keys.author,
        recipients=(station.author,),
        made=made,
        counter=counter,
        schema=SCHEMA,
        base=dict(load.base),
        have=marks(bundling, vector),
        heads=heads,
        sections=tuple(section for section, _packed in sections),
        roster=load.roster,
        receipts=load.receipts,
        wants=tuple(map(bytes.fromhex, load.wants)),
        left_out=tuple(map(bytes.fromhex, load.left_out)),
        asks=load.asks,
    )
    sealed = seal(manifest, [packed for _section, packed in sections], keys, [station.sealing_key])
    have = {author: head.number for author, head in vector.items()}
    note = Note(
        id=manifest.id, name=name, peer=station.author, is_incoming=False, at=now.isoformat(sep=" "), made=made,
        records=len(load.entries), size=len(sealed), vector=_carried(bundling, station.author) if load.asks else have,
        report=written(Report(is_welcome=load.is_welcome)) if load.is_welcome or load.is_answer else "",
    )  # fmt: skip
    return sealed, note, own


def _later_than_ever(bundling: Bundling, peer: int, now: datetime) -> int:
    """Rises with every bundle for a workstation, also where somebody set the clock back: it goes by the newest one."""
    sent = bundling.last_notes(peer)[1]
    before = 0 if sent is None else (sent.made >> 16) + 1
    return max(bundling.clock() >> 16, int((now - _EPOCH) / timedelta(milliseconds=1)), before) << 16


def _carried(bundling: Bundling, peer: int) -> dict[int, int]:
    """A question carries no changes: what waited still waits."""
    sent = bundling.last_notes(peer)[1]
    return {} if sent is None else dict(sent.vector)


def marks(bundling: Bundling, vector: Mapping[int, Head]) -> dict[int, tuple[int, bytes]]:
    """How far each author has come, with the mark of his newest record."""
    found = {}
    for author, head in vector.items():
        digest = bundling.entries_of(author, head.number, head.number).get(head.number, b"")
        found[author] = (head.number, digest[:MARK])
    return found


def sign_head(keys: StationKeys, office_id: bytes, head: Head) -> SignedHead:
    """Vouch for all own records so far."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = Ed25519PrivateKey.from_private_bytes(keys.signing_secret)
    return SignedHead(head.number, secret.sign(head_message(office_id, keys.author, head)))


def seal(manifest: Manifest, packed: Sequence[bytes], keys: StationKeys, sealing_keys: Sequence[str]) -> bytes:
    """Sign, then encrypt: the receivers are named inside the signature, for age does not say who sent."""
    import msgspec
    import pyrage
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    told = msgspec.msgpack.encode(manifest)
    signature = Ed25519PrivateKey.from_private_bytes(keys.signing_secret).sign(SIGNED + told)
    plain = container.join_parts(told, signature, packed)
    receivers = [pyrage.x25519.Recipient.from_str(each) for each in sealing_keys]
    return container.enclose(pyrage.encrypt(plain, receivers))


def bundle_name(office: Office) -> str:
    """``laptop-polnoc-0147.teczka``: the sender's name and the number of the bundle, no personal data."""
    return f"{slug(office.workstation) or 'stanowisko'}-{office.file.bundling.next_counter():04d}{SUFFIX}"


def slug(name: str) -> str:
    """A name that every file system and mail program takes: small letters without tails, hyphens between words."""
    plain = unicodedata.normalize("NFKD", name.translate(_TAILS)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
