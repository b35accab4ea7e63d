"""What the file remembers of bundles that came and went, and what others said they have."""

from collections.abc import Sequence
from typing import Any

from app.domain.bundles import Note
from app.persistence.bodies import pack, unpack
from app.persistence.connection import Connection

_NOTES = "SELECT id,name,peer,is_incoming,at,made,records,size,vector,report FROM sync_bundle"


def newest(connection: Connection, limit: int) -> list[Note]:
    """Bundles that came and went, newest first."""
    rows = connection.exec_driver_sql(f"{_NOTES} ORDER BY at DESC, made DESC LIMIT ?", (limit,))
    return [_note_of(row) for row in rows]


def last(connection: Connection, peer: int, *, is_incoming: bool) -> Note | None:
    """The newest bundle from a workstation, or the newest for it."""
    sql = f"{_NOTES} WHERE peer=? AND is_incoming=? ORDER BY at DESC, made DESC LIMIT 1"
    row = connection.exec_driver_sql(sql, (peer, is_incoming)).fetchone()
    return None if row is None else _note_of(row)


def of_bundle(connection: Connection, bundle_id: bytes) -> Note | None:
    """The note of a bundle that was loaded before."""
    row = connection.exec_driver_sql(f"{_NOTES} WHERE id=? AND is_incoming=1", (bundle_id,)).fetchone()
    return None if row is None else _note_of(row)


def newest_made(connection: Connection, peer: int) -> int:
    """The sender's clock in the newest bundle that a workstation sent."""
    sql = "SELECT coalesce(max(made),-1) FROM sync_bundle WHERE peer=? AND is_incoming=1"
    return int(connection.exec_driver_sql(sql, (peer,)).scalar_one())


def believe(connection: Connection, note: Note) -> None:
    """What the newest bundle of a workstation says it has; not the most it ever had, for it may be a restored copy."""
    connection.exec_driver_sql("DELETE FROM sync_peer WHERE peer=?", (note.peer,))
    connection.exec_driver_sql(
        "INSERT INTO sync_peer(peer,author,number) VALUES(?,?,?)",
        [(note.peer, author, number) for author, number in note.vector.items()],
    )


def keep(connection: Connection, note: Note) -> None:
    """Remember a bundle."""
    connection.exec_driver_sql(
        "INSERT INTO sync_bundle(id,name,peer,is_incoming,at,made,records,size,vector,report) "
        "VALUES(?,?,?,?,?,?,?,?,?,?)",
        (note.id, note.name, note.peer, note.is_incoming, note.at, note.made, note.records, note.size,
         pack(list(note.vector.items())), note.report),
    )  # fmt: skip


def _note_of(row: Sequence[Any]) -> Note:
    values = list(row)
    values[3] = bool(values[3])
    values[8] = dict(unpack(values[8]))
    return Note(*values)
