"""The journal: what every commit changed, by whom, on top of which versions.

One record per transaction and household, numbered without gaps per author and chained by hash. The chain
covers the header and a salted hash of the body, so a body can be withheld or erased and the chain still
verifies. Bodies are written once and never encoded again.
"""

import hashlib
import secrets
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.domain.merging import Dot, Operation, Transaction

pack = msgspec.msgpack.encode
unpack = msgspec.msgpack.decode

SCHEMA = 1
"""Number of the newest set of kinds and fields that this program writes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal record as it travels. ``body`` is None where it is withheld; ``digest`` stands for it."""

    author: int
    number: int
    at: int
    clerk: bytes | None
    scope: bytes | None
    schema: int
    causes: bytes | None
    salt: bytes
    digest: bytes
    body: bytes | None


COLUMNS = "author,number,at,clerk,scope,schema,causes,salt,digest,body"


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


def author_of(signing_key: bytes) -> int:
    """The number of a workstation: 63 bits of its public key's hash."""
    return int.from_bytes(hashlib.blake2b(signing_key, digest_size=8).digest(), "big") >> 1


class Pending:
    """The journal record of one household that a transaction is writing."""

    def __init__(self, number: int, scope: bytes | None) -> None:
        self.number = number
        self.scope = scope
        self._inserts: dict[tuple[int, tuple[int, ...]], list[Sequence[Any]]] = {}
        self._updates: list[tuple[int, tuple[int, ...], list[Sequence[Any]]]] = []
        self.ids: set[bytes] = set()

    def insert(self, kind: int, fields: tuple[int, ...], rows: Iterable[Sequence[Any]]) -> None:
        """Note new records: (id, values …)."""
        group = self._inserts.setdefault((kind, fields), [])
        for row in rows:
            group.append(row)
            self.ids.add(row[0])

    def update(self, kind: int, fields: tuple[int, ...], row: Sequence[Any]) -> None:
        """Note written fields: (id, values …, bases per field with global authors)."""
        if not self._updates or self._updates[-1][:2] != (kind, fields):
            self._updates.append((kind, fields, []))
        self._updates[-1][2].append(row)
        self.ids.add(row[0])

    def body(self, reason: str) -> bytes:
        """The record's content, encoded once: new records first, then writes in the order they were made."""
        groups: list[list[Any]] = [[kind, True, fields, rows] for (kind, fields), rows in self._inserts.items()]
        groups += [[kind, False, fields, rows] for kind, fields, rows in self._updates]
        return pack([reason, groups])


def write(connection: Connection, pending: Pending, *, author: int, at: int, clerk: bytes | None, reason: str,
          causes: bytes | None, previous: bytes) -> bytes:  # fmt: skip
    """Append a record to the journal; gives the chain's new hash."""
    body = pending.body(reason)
    salt = secrets.token_bytes(16)
    entry = Entry(author, pending.number, at, clerk, pending.scope, SCHEMA, causes, salt, seal_body(body, salt), body)
    order = insert_entries(connection, [entry])
    connection.exec_driver_sql(
        "INSERT INTO sync_hist(id, ord) VALUES(?,?)", [(record_id, order) for record_id in pending.ids]
    )
    return link(previous, entry)


def insert_entries(connection: Connection, entries: Sequence[Entry]) -> int:
    """Append records; gives the order number of the first."""
    order = int(connection.exec_driver_sql("SELECT coalesce(max(ord),0)+1 FROM sync_journal").scalar_one())
    connection.exec_driver_sql(
        f"INSERT INTO sync_journal(ord,{COLUMNS}) VALUES(?,?,?,?,?,?,?,?,?,?,?)",
        [
            (order + place, e.author, e.number, e.at, e.clerk, e.scope, e.schema, e.causes, e.salt, e.digest, e.body)
            for place, e in enumerate(entries)
        ],
    )
    return order


def reason_of(body: bytes) -> str:
    """Why the transaction was made, in the words of who ordered it."""
    return str(unpack(body)[0])


def transaction_of(entry: Entry, local: dict[int, int]) -> Transaction:
    """Decode a body; ``local`` maps authors to this file's small numbers. A withheld body has no operations."""
    dot = (local[entry.author], entry.number)
    if entry.body is None:
        return Transaction(dot, entry.at, ())
    operations: list[Operation] = []
    for kind, is_insert, numbers, rows in unpack(entry.body)[1]:
        fields = tuple(numbers)
        for row in rows:
            if is_insert:
                operations.append(Operation(kind, True, row[0], fields, tuple(row[1:]), ()))
            else:
                bases = tuple(tuple((local[author], number) for author, number in base) for base in row[-1])
                operations.append(Operation(kind, False, row[0], fields, tuple(row[1:-1]), bases))
    return Transaction(dot, entry.at, tuple(operations))


def encode_versions(born: Dot, dots: dict[int, list[Dot]]) -> bytes:
    """The column ``sync_v``: the dot of birth, then only the fields whose dots differ from it."""
    return pack((*born, dots)) if dots else pack(born)


def decode_versions(stored: bytes) -> tuple[Dot, dict[int, list[Dot]]]:
    """Read ``sync_v``."""
    parts = unpack(stored)
    born = (parts[0], parts[1])
    if len(parts) < 3:  # noqa: PLR2004 - a record that nobody changed has no third part
        return born, {}
    return born, {number: [(author, count) for author, count in dots] for number, dots in parts[2].items()}
