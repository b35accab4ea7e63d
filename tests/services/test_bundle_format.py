"""A bundle read from ``resources/docs/bundle-format.md`` alone: nothing of ours is needed but the receiver's key."""

import hashlib
import struct
from pathlib import Path
from typing import Any

import msgspec
import pyrage
import pytest
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.domain.offices import Workstation
from app.services.exchange.cargo import answering
from app.services.exchange.pack import write_cargo
from app.services.exchange.resending import RequestResend, request_resend
from tests.stations import ANNA, Station, change, office_and_laptop

decode = msgspec.msgpack.decode


def blake(data: bytes, size: int, key: bytes = b"") -> bytes:
    return hashlib.blake2b(data, digest_size=size, key=key).digest()


def inside(data: bytes, identity: str) -> tuple[bytes, bytes, list[Any], dict[str, Any]]:
    """Signature, signed bytes, manifest, sections."""
    assert data[:6] == b"TECZKA"
    version, length = struct.unpack(">HQ", data[6:16])
    assert (version, length) == (1, len(data) - 32)
    assert data[16:32] == blake(data[32:], 16)
    plain = pyrage.decrypt(data[32:], [pyrage.x25519.Identity.from_str(identity)])
    (length,) = struct.unpack(">I", plain[64:68])
    manifest = decode(plain[68 : 68 + length])
    place, sections = 68 + length, {}
    for name, size, unpacked, digest in manifest[10]:
        packed = plain[place : place + size]
        assert blake(packed, 32) == digest
        whole = zstandard.ZstdDecompressor().decompress(packed)
        assert len(whole) == unpacked
        sections[name] = decode(whole)
        place += size
    assert place == len(plain)
    return plain[:64], plain[68 : 68 + length], manifest, sections


@pytest.fixture
def stations(tmp_path: Path) -> list[Station]:
    return office_and_laptop(tmp_path)


def from_the_beginning(sender: Station, receiver: Station) -> Path:
    """A bundle for a receiver who says that he has nothing; so the chain is there from its first record."""
    with sender.store.reading() as file:
        (station,) = file.find(Workstation, author=receiver.author)
    load = answering(sender.store.bundling, receiver.author, {}, ())
    return write_cargo(sender.office, station, sender.path.with_name("x.teczka"), load).path


def test_the_description_is_enough(stations: list[Station]) -> None:
    office, laptop = stations
    change(office, "z rozmowy telefonicznej", phone="44 781 22 06")
    data = from_the_beginning(office, laptop).read_bytes()
    signature, signed, manifest, sections = inside(data, laptop.store.bundling.keys().sealing_secret)
    key = office.store.bundling.keys().signing_key
    sender = Ed25519PublicKey.from_public_bytes(key)
    sender.verify(signature, b"teczka bundle 1\0" + signed)
    assert manifest[0] == office.store.bundling.office_id
    assert manifest[12:] == [[], [], [], False]
    assert (manifest[2], manifest[3]) == (office.author, [laptop.author])
    assert int.from_bytes(blake(key, 8), "big") >> 1 == office.author
    chain, number = blake(key, 32), 0
    for author, number, at, clerk, home, schema, causes, salt, digest, body in sections["journal"]:
        assert (author, digest) == (office.author, None)
        told = blake(body, 32, salt)
        parts = b"".join(
            struct.pack(">i", -1 if part is None else len(part)) + (part or b"") for part in (clerk, home, causes)
        )
        chain = blake(chain + struct.pack(">qqqi", author, number, at, schema) + parts + told, 32)
    last, word = manifest[9][office.author]
    sender.verify(word, b"teczka head 1\0" + manifest[0] + struct.pack(">qq", office.author, last) + chain)
    assert (last, manifest[8][office.author][0]) == (number, number)
    reason, groups = decode(sections["journal"][-1][9])
    assert reason == "z rozmowy telefonicznej"
    assert groups == [[4, False, [8], [[bytes(ANNA.id), "44 781 22 06", [[[office.author, 3]]]]]]]
    with pytest.raises(InvalidSignature):
        sender.verify(signature, b"teczka bundle 1\0" + signed + b"\0")
    for station in stations:
        station.close()


def test_a_request_is_a_bundle_without_records(stations: list[Station], tmp_path: Path) -> None:
    office, laptop = stations
    laptop.load(office.send(laptop))
    request = request_resend(laptop.office, RequestResend(office.author, tmp_path)).value
    _signature, _signed, manifest, sections = inside(request.read_bytes(), office.store.bundling.keys().sealing_secret)
    assert (manifest[7], manifest[9], sections) == ({}, {}, {"journal": []})
    confirmed = [each[0] for each in manifest[12]]
    assert confirmed == [note.id for note in laptop.store.bundling.notes() if note.is_incoming]
    assert manifest[13:] == [[], [], True]
    for station in stations:
        station.close()
