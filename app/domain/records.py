"""What every stored thing has: an id that is unique on all workstations, and the versions it was read with."""

import hashlib
import secrets
import time
from dataclasses import dataclass, field
from typing import NewType

RecordId = NewType("RecordId", bytes)
"""16 bytes of a UUID. Version 7 for new things (sorted by time of making), version 8 for derived ones."""


def new_id(milliseconds: int | None = None, randomness: bytes | None = None) -> RecordId:
    """A UUIDv7 (RFC 9562). Both arguments exist for the demo office, which must come out equal each time."""
    instant = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    noise = secrets.token_bytes(10) if randomness is None else randomness
    body = bytearray(instant.to_bytes(6, "big") + noise[:10])
    body[6] = 0x70 | (body[6] & 0x0F)
    body[8] = 0x80 | (body[8] & 0x3F)
    return RecordId(bytes(body))


def derived_id(owner: bytes, *names: str) -> RecordId:
    """The one id of a thing that its owner can have only once, equal wherever it is made.

    Two workstations that answer the same box of an interview write the same record, so their answers
    meet as versions of one field instead of becoming two rows.
    """
    digest = hashlib.blake2b("\0".join(names).encode(), digest_size=16, key=owner[:64]).digest()
    body = bytearray(digest)
    body[6] = 0x80 | (body[6] & 0x0F)
    body[8] = 0x80 | (body[8] & 0x3F)
    return RecordId(bytes(body))


@dataclass(frozen=True, kw_only=True)
class Record:
    """A stored thing. ``seen`` holds the versions of its fields as they were read.

    A form keeps the record it showed; when it is saved, the fields that the person changed replace exactly
    the versions in ``seen``. Whatever arrived in between stays beside them as a contradiction. Nobody but
    the persistence layer looks inside ``seen``.
    """

    id: RecordId
    seen: bytes | None = field(default=None, compare=False, repr=False)
