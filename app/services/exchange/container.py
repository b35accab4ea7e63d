"""The bundle as bytes: ``header | age( signature | length of manifest | manifest | sections )``.

``resources/docs/bundle-format.md`` describes it for whoever has to read one without this program. Numbers in
the header are big-endian, everything inside is MessagePack, sections are packed with Zstandard.
"""

import hashlib
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
import zstandard

from app.domain.bundles import Entry, SignedHead, seal_body
from app.domain.problems import Trouble

MAGIC = b"TECZKA"
VERSION = 1
SCHEMA = 1
"""The newest set of kinds and fields that this program writes; of newer ones it merges what it knows."""

SUFFIX = ".teczka"
LONGEST_FILE = 1 << 30
LONGEST_MANIFEST = 1 << 20
LONGEST_SECTION = 1 << 30
"""Unpacked. A bundle that claims more is refused before a byte is unpacked."""

SMALL_SECTION = 1 << 26
DENSEST = 100
"""Beyond the small size nothing that this program writes packs so many times smaller."""

JOURNAL, CONTENTS = "journal", "contents"
SIGNED = b"teczka bundle 1\0"
"""What the sender signs is this and the manifest; the manifest names the hash of each section."""

_HEADER = struct.Struct(">6sHQ16s")
_LENGTH = struct.Struct(">I")
_SIGNATURE = 64
_LEVELS = {JOURNAL: 6, CONTENTS: 1}

Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Short = Annotated[bytes, msgspec.Meta(max_length=64)]


class NotABundle(Trouble):
    """The file is something else (facts: name)."""

    code = "not_a_bundle"


class BundleTooNew(Trouble):
    """A newer program wrote it (facts: name)."""

    code = "bundle_too_new"


class BundleCut(Trouble):
    """The end is missing (facts: name)."""

    code = "bundle_cut"


class BundleDamaged(Trouble):
    """Its bytes changed on the way (facts: name)."""

    code = "bundle_damaged"


class BundleTooLarge(Trouble):
    """Larger than anything this program writes (facts: name)."""

    code = "bundle_too_large"


class Section(msgspec.Struct, array_like=True, frozen=True):
    """A packed part of the bundle: its name, bytes packed and unpacked, and the hash of the packed ones."""

    name: str
    size: Count
    unpacked: Count
    digest: Short


class Manifest(msgspec.Struct, array_like=True, frozen=True, kw_only=True):
    """Who sends what to whom, on top of what. New facts are added at the end; unknown ones are skipped.

    ``base`` is what the receiver is believed to have, ``have`` what the sender has: author -> (number, mark of
    that record). ``roster`` has the keys of every author and stands in a welcome only. ``receipts`` are bundles of
    the receiver that were loaded here, with the local time in milliseconds; ``wants`` hashes of documents' bytes that
    the sender lacks, ``left_out`` of those that were not sent along. With ``asks`` the bundle carries nothing: it asks
    for everything above ``have``, and for what it wants.
    """

    office: Short
    id: Short
    sender: Count
    recipients: tuple[Count, ...]
    made: Count
    counter: Count
    schema: Count
    base: dict[Count, Count]
    have: dict[Count, tuple[Count, Short]]
    heads: dict[Count, tuple[Count, Short]]
    sections: tuple[Section, ...]
    roster: tuple[tuple[Short, str], ...] = ()
    receipts: tuple[tuple[Short, Count], ...] = ()
    wants: tuple[Short, ...] = ()
    left_out: tuple[Short, ...] = ()
    asks: bool = False

    def signed_heads(self) -> dict[int, SignedHead]:
        """The signature of each author under his chain."""
        return {author: SignedHead(number, signature) for author, (number, signature) in self.heads.items()}


_Row = tuple[
    Count, Count, Count, Short | None, Short | None, Count, bytes | None, Short | None, Short | None, bytes | None
]  # fmt: skip
_read_manifest = msgspec.msgpack.Decoder(Manifest).decode
_read_journal = msgspec.msgpack.Decoder(list[_Row]).decode
_read_contents = msgspec.msgpack.Decoder(list[bytes]).decode


@dataclass(frozen=True)
class Inside:
    """What stood in the sealed part: the manifest as it was signed, its signature, and the packed sections."""

    manifest: Manifest
    signed: bytes
    signature: bytes
    sections: dict[str, bytes]


def enclose(sealed: bytes) -> bytes:
    """Put the header before the sealed part."""
    return _HEADER.pack(MAGIC, VERSION, len(sealed), _checksum(sealed)) + sealed


def disclose(data: bytes, name: str) -> bytes:
    """Take the header off; says exactly what is wrong with a file that is no whole bundle."""
    if len(data) < _HEADER.size or not data.startswith(MAGIC):
        if data and MAGIC.startswith(data[: len(MAGIC)]):
            raise BundleCut(name=name)
        raise NotABundle(name=name)
    _magic, version, length, checksum = _HEADER.unpack_from(data)
    if version != VERSION:
        raise BundleTooNew(name=name)
    sealed = data[_HEADER.size :]
    if len(sealed) < length:
        raise BundleCut(name=name)
    if len(sealed) > length or _checksum(sealed) != checksum:
        raise BundleDamaged(name=name)
    return sealed


def _checksum(sealed: bytes) -> bytes:
    return hashlib.blake2b(sealed, digest_size=16).digest()


def join_parts(manifest: bytes, signature: bytes, sections: Iterable[bytes]) -> bytes:
    """What gets sealed."""
    return b"".join([signature, _LENGTH.pack(len(manifest)), manifest, *sections])


def part(plain: bytes, name: str) -> Inside:
    """Take the unsealed part to pieces; every length is checked against the manifest."""
    start = _SIGNATURE + _LENGTH.size
    if len(plain) < start:
        raise BundleDamaged(name=name)
    (length,) = _LENGTH.unpack_from(plain, _SIGNATURE)
    if length > LONGEST_MANIFEST or len(plain) < start + length:
        raise BundleDamaged(name=name)
    signed = plain[start : start + length]
    try:
        manifest = _read_manifest(signed)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BundleDamaged(name=name) from error
    sections, place = {}, start + length
    for section in manifest.sections:
        sections[section.name] = plain[place : place + section.size]
        place += section.size
    if place != len(plain):
        raise BundleDamaged(name=name)
    return Inside(manifest, signed, plain[:_SIGNATURE], sections)


def pack_section(name: str, value: Any) -> tuple[Section, bytes]:
    """A section and what the manifest says of it."""
    plain = msgspec.msgpack.encode(value)
    packed = zstandard.ZstdCompressor(level=_LEVELS[name], write_content_size=True).compress(plain)
    return Section(name, len(packed), len(plain), _section_digest(packed)), packed


def _unpack_section(inside: Inside, name: str, file_name: str) -> bytes:
    """Unpack within the declared size and not a byte more; nothing is unpacked before its hash was checked."""
    section = next((each for each in inside.manifest.sections if each.name == name), None)
    if section is None:
        return msgspec.msgpack.encode([])
    packed = inside.sections[name]
    if section.unpacked > min(LONGEST_SECTION, max(SMALL_SECTION, DENSEST * len(packed))):
        raise BundleTooLarge(name=file_name)
    try:
        if _section_digest(packed) != section.digest or zstandard.frame_content_size(packed) != section.unpacked:
            raise BundleDamaged(name=file_name)
        return zstandard.ZstdDecompressor().decompress(packed, max_output_size=section.unpacked)
    except zstandard.ZstdError as error:
        raise BundleDamaged(name=file_name) from error


def _section_digest(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=32).digest()


def rows_of(entries: Sequence[Entry]) -> list[tuple[Any, ...]]:
    """Journal records as they travel: the hash of a body only where the body is withheld or a rest."""
    return [
        (e.author, e.number, e.at, e.clerk, e.scope, e.schema, e.causes, e.salt,
         e.digest if e.body is None or e.salt is None else None, e.body)
        for e in entries
    ]  # fmt: skip


def entries_in(inside: Inside, name: str) -> list[Entry]:
    """The journal records of an opened bundle."""
    try:
        rows = _read_journal(_unpack_section(inside, JOURNAL, name))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BundleDamaged(name=name) from error
    entries = []
    for author, number, at, clerk, scope, schema, causes, salt, told, body in rows:
        digest = told if body is None or salt is None else seal_body(body, salt)
        if digest is None:
            raise BundleDamaged(name=name)
        entries.append(Entry(author, number, at, clerk, scope, schema, causes, salt, digest, body))
    return entries


def contents_in(inside: Inside, name: str) -> list[bytes]:
    """The kept bytes of documents of an opened bundle."""
    try:
        return _read_contents(_unpack_section(inside, CONTENTS, name))
    except (msgspec.MsgspecError, RecursionError) as error:
        raise BundleDamaged(name=name) from error
