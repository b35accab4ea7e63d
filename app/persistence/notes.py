"""What the file remembers of bundles that came and went, and what others said they have."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select

from app.domain.bundles import Note
from app.persistence.bodies import pack, unpack
from app.persistence.connection import Connection, Many
from app.persistence.own_tables import BUNDLE, PEER

_ORDER = ("id", "name", "peer", "is_incoming", "at", "made", "records", "size", "vector", "report")
"""The columns as ``Note`` takes them."""

_NEWEST_FIRST = (BUNDLE.c.at.desc(), BUNDLE.c.made.desc())
_NOTES = select(*(BUNDLE.c[name] for name in _ORDER))
_NEWEST = _NOTES.order_by(*_NEWEST_FIRST).limit(bindparam("limit"))
_LAST = (
    _NOTES.where(BUNDLE.c.peer == bindparam("peer"), BUNDLE.c.is_incoming == bindparam("is_incoming"))
    .order_by(BUNDLE.c.made.desc())  # rises with every bundle; the time of loading does not, where a clock was set back
    .limit(1)
)
_OF_BUNDLE = _NOTES.where(BUNDLE.c.id == bindparam("id"), BUNDLE.c.is_incoming == 1)
_NEWEST_MADE = select(func.coalesce(func.max(BUNDLE.c.made), -1)).where(
    BUNDLE.c.peer == bindparam("peer"), BUNDLE.c.is_incoming == 1
)
_KEEP = Many(insert(BUNDLE), *BUNDLE.c.keys())
_STATED = select(PEER.c.author, PEER.c.number).where(PEER.c.peer == bindparam("peer"))
_FORGET = delete(PEER).where(PEER.c.peer == bindparam("this"))
_BELIEVE = Many(insert(PEER), "peer", "author", "number")


def newest(connection: Connection, limit: int) -> list[Note]:
    """Bundles that came and went, newest first."""
    return [_note_of(row) for row in connection.execute(_NEWEST, {"limit": limit})]


def last(connection: Connection, peer: int, *, is_incoming: bool) -> Note | None:
    """The newest bundle from a workstation, or the newest for it."""
    row = connection.execute(_LAST, {"peer": peer, "is_incoming": int(is_incoming)}).first()
    return None if row is None else _note_of(row)


def of_bundle(connection: Connection, bundle_id: bytes) -> Note | None:
    """The note of a bundle that was loaded before."""
    row = connection.execute(_OF_BUNDLE, {"id": bundle_id}).first()
    return None if row is None else _note_of(row)


def newest_made(connection: Connection, peer: int) -> int:
    """The sender's clock in the newest bundle that a workstation sent."""
    return int(connection.execute(_NEWEST_MADE, {"peer": peer}).scalar_one())


def stated(connection: Connection, peer: int) -> dict[int, int]:
    """What a workstation had, by its own newest bundle; empty before the first."""
    return {row[0]: row[1] for row in connection.execute(_STATED, {"peer": peer})}


def believe(connection: Connection, note: Note) -> None:
    """What the newest bundle of a workstation says it has; not the most it ever had, for it may be a restored copy."""
    connection.execute(_FORGET, {"this": note.peer})
    _BELIEVE.run(connection, [(note.peer, author, number) for author, number in note.vector.items()])


def keep(connection: Connection, note: Note) -> None:
    """Remember a bundle."""
    values = {name: getattr(note, name) for name in _ORDER}
    values["is_incoming"] = int(note.is_incoming)
    values["vector"] = pack(list(note.vector.items()))
    _KEEP.run(connection, [tuple(values[name] for name in BUNDLE.c.keys())])  # noqa: SIM118 - names, not columns


def _note_of(row: Sequence[Any]) -> Note:
    values = list(row)
    values[3] = bool(values[3])
    values[8] = dict(unpack(values[8]))
    return Note(*values)
