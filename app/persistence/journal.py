"""The journal: what every commit changed, by whom, on top of which versions.

One record per transaction and household, numbered without gaps per author and chained by hash (see
``app.domain.bundles``). Bodies are written once and never encoded again.
"""

import secrets
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, insert, select

from app.domain.bundles import Entry, Head, link, seal_body
from app.persistence.bodies import SCHEMA, Pending
from app.persistence.connection import Connection, Many
from app.persistence.own_tables import HISTORY, JOURNAL

_NAMES = ("author", "number", "at", "clerk", "scope", "schema", "causes", "salt", "digest", "body")
COLUMNS = tuple(JOURNAL.c[name] for name in _NAMES)
"""What ``entry_of`` reads."""

_NEXT = select(func.coalesce(func.max(JOURNAL.c.ord), 0) + 1)
_APPEND = Many(insert(JOURNAL), "ord", *_NAMES)
_ABOUT = Many(insert(HISTORY), "id", "ord")


def write(connection: Connection, pending: Pending, *, author: int, at: int, clerk: bytes | None, reason: str,
          causes: bytes | None, previous: bytes) -> Head:  # fmt: skip
    """Append a record of this workstation to the journal; gives the chain's new head."""
    body = pending.body(reason)
    salt = secrets.token_bytes(16)
    entry = Entry(author, pending.number, at, clerk, pending.scope, SCHEMA, causes, salt, seal_body(body, salt), body)
    insert_entries(connection, [entry], [pending.ids])
    return Head(pending.number, link(previous, entry))


def insert_entries(connection: Connection, entries: Sequence[Entry], ids: Sequence[Iterable[bytes]]) -> None:
    """Append records, and remember which stored things each of them is about."""
    if not entries:
        return
    order = int(connection.execute(_NEXT).scalar_one())
    _APPEND.run(
        connection,
        [
            (order + place, e.author, e.number, e.at, e.clerk, e.scope, e.schema, e.causes, e.salt, e.digest, e.body)
            for place, e in enumerate(entries)
        ],
    )
    # In the order of their ids, which is nearly that of the tree they go into.
    _ABOUT.run(connection, [(record_id, order + place) for place, each in enumerate(ids) for record_id in sorted(each)])


def entry_of(row: Sequence[Any]) -> Entry:
    """A journal record read with ``COLUMNS``."""
    return Entry(*row)
