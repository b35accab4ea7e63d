"""What travels between workstations: journal records, the chain of each author, and the signed head of a chain.

A chain covers the header of a record and a salted hash of its body. So nobody who relays records can alter
them, and a body may be withheld or erased while the chain still verifies.
"""

import hashlib
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal record as it travels. ``body`` is None where it is withheld; ``digest`` stands for it.

    Where something in it was erased, ``body`` is the rest and ``salt`` is None: nobody can guess by ``digest`` any more
    what stood there, and the chain still holds.

    ``at`` is the hybrid clock, ``scope`` the household it is about, ``causes`` what its author had newly
    received from others before writing it.
    """

    author: int
    number: int
    at: int
    clerk: bytes | None
    scope: bytes | None
    schema: int
    causes: bytes | None
    salt: bytes | None
    digest: bytes
    body: bytes | None

    @property
    def is_rest(self) -> bool:
        """Whether something in it was erased, so that its hash proves nothing of what is left."""
        return self.body is not None and self.salt is None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest record of an author that a file has, and the hash of the chain up to it."""

    number: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class SignedHead:
    """An author's own signature under his chain up to ``number``."""

    number: int
    signature: bytes


@dataclass(frozen=True, slots=True)
class Newcomer:
    """The public keys of a workstation."""

    signing_key: bytes
    sealing_key: str

    @property
    def author(self) -> int:
        """The number that its records carry."""
        return author_of(self.signing_key)


@dataclass(frozen=True)
class StationKeys:
    """The secrets of one workstation: Ed25519 for signing, an age identity for sealing."""

    signing_secret: bytes = field(repr=False)
    signing_key: bytes
    sealing_secret: str = field(repr=False)
    sealing_key: str

    @property
    def author(self) -> int:
        """The number that this workstation's records carry."""
        return author_of(self.signing_key)

    @property
    def public(self) -> Newcomer:
        """What the others may know."""
        return Newcomer(self.signing_key, self.sealing_key)


@dataclass(frozen=True)
class Slice:
    """Everything of a file above a vector: records in an order in which causes come first, heads, documents."""

    entries: Sequence[Entry]
    heads: Mapping[int, SignedHead]
    contents: Sequence[bytes]


@dataclass(frozen=True)
class Arrival:
    """Checked news: records that continue this file's chains, ready to be merged.

    ``vector`` has the new head of every author in ``entries``; ``newcomers`` are authors that the records
    themselves put on the roster. ``joins`` is the office that a file without one enters by it, ``let_in`` a retired
    author whom a person listens to once more.
    """

    entries: Sequence[Entry]
    vector: Mapping[int, Head]
    heads: Mapping[int, SignedHead]
    newcomers: Sequence[Newcomer]
    contents: Mapping[str, bytes]
    joins: bytes = b""
    let_in: int | None = None


@dataclass(frozen=True)
class Note:
    """What a file remembers of a bundle that came or went. ``made`` is the sender's hybrid clock.

    ``vector`` is what the sender had when it was made; ``report`` is JSON of what loading it did.
    """

    id: bytes
    name: str
    peer: int
    is_incoming: bool
    at: str
    made: int
    records: int
    size: int
    vector: Mapping[int, int]
    report: str = ""


class Step(StrEnum):
    """What is being done while bundles are saved or loaded, in the words of ``Progress``."""

    CHECKING = "Sprawdzanie paczki"
    COPYING = "Kopia pliku sprzed wczytania"
    MERGING = "Łączenie zmian"
    WRITING = "Zapisywanie zmian"
    INDEXING = "Odświeżanie wyszukiwania"
    SAVING = "Zapisywanie paczek"


def author_of(signing_key: bytes) -> int:
    """The number of a workstation: 63 bits of its public key's hash."""
    return int.from_bytes(hashlib.blake2b(signing_key, digest_size=8).digest(), "big") >> 1


def content_digest(content: bytes) -> str:
    """The name of a document's kept bytes."""
    return hashlib.blake2b(content, digest_size=32).hexdigest()


def seal_body(body: bytes, salt: bytes) -> bytes:
    """The hash that stands for a body in the chain."""
    return hashlib.blake2b(body, digest_size=32, key=salt).digest()


def first_link(signing_key: bytes) -> bytes:
    """Where an author's chain begins."""
    return hashlib.blake2b(signing_key, digest_size=32).digest()


def link(previous: bytes, entry: Entry) -> bytes:
    """The chain's hash after ``entry``."""
    chain = hashlib.blake2b(previous, digest_size=32)
    chain.update(struct.pack(">qqqi", entry.author, entry.number, entry.at, entry.schema))
    for part in (entry.clerk, entry.scope, entry.causes):
        chain.update(struct.pack(">i", -1 if part is None else len(part)))
        chain.update(part or b"")
    chain.update(entry.digest)
    return chain.digest()


def head_message(office_id: bytes, author: int, head: Head) -> bytes:
    """What an author signs to vouch for all his records up to a number."""
    return b"teczka head 1\0" + office_id + struct.pack(">qq", author, head.number) + head.chain
