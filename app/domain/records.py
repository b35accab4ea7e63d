"""What every stored thing has: an id that is unique on all workstations, and the versions it was read with."""

import hashlib
import secrets
import threading
import time
from dataclasses import dataclass, field, replace
from typing import NewType, TypeVar

R = TypeVar("R", bound="Record")
RecordId = NewType("RecordId", bytes)
"""16 bytes of a UUID. Version 7 for new things (sorted by time of making), version 8 for derived ones."""


_COUNTER_BITS = 26
"""The first bits after the instant count up within a millisecond; 48 bits of chance follow them."""


class _Rising:
    """Instant and counter of the last id of this process: method 1 of RFC 9562, section 6.2.

    The counter begins anew at random each millisecond, its highest bit free, so that it can rise. When the machine's
    clock stands still or is put back, the last instant stays.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        """Milliseconds since 1970 and the counter in one number, higher than any before."""
        with self._lock:
            instant = time.time_ns() // 1_000_000
            fresh = instant << _COUNTER_BITS | secrets.randbits(_COUNTER_BITS - 1)
            is_later = instant > self._last >> _COUNTER_BITS
            self._last = fresh if is_later else self._last + 1  # a full counter carries into the instant
            return self._last


_rising = _Rising()


def new_id(milliseconds: int | None = None, randomness: bytes | None = None) -> RecordId:
    """A UUIDv7 (RFC 9562), higher than every other that this process made, from any thread.

    Both arguments exist for the demo office, which must come out equal each time; with them nothing is counted.
    """
    if milliseconds is None or randomness is None:
        milliseconds, count = divmod(_rising.next(), 1 << _COUNTER_BITS)
        before, after = divmod(count, 1 << 14)  # 12 bits stand before the variant
        randomness = (before << 64 | after << 48 | secrets.randbits(48)).to_bytes(10, "big")
    body = bytearray(milliseconds.to_bytes(6, "big") + randomness[:10])
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


def as_before(before: R, after: R, *names: str) -> R:
    """``after``, with these fields as they were: what a form may not write, whatever it sends."""
    return replace(after, **{name: getattr(before, name) for name in names})


@dataclass(frozen=True, kw_only=True)
class Record:
    """A stored thing. ``seen`` holds the versions of its fields as they were read.

    A form keeps the record it showed; when it is saved, the fields that the person changed replace exactly
    the versions in ``seen``. Whatever arrived in between stays beside them as a contradiction. Without
    ``seen`` a record is taken to be as it was made, so nothing newer is replaced. Nobody but the
    persistence layer looks inside ``seen``.
    """

    id: RecordId
    seen: bytes | None = field(default=None, compare=False, repr=False)
