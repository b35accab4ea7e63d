"""Kept bytes of documents, by the hash of their content; written once, never changed."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from app.persistence.connection import Connection, Many
from app.persistence.own_tables import CONTENT

_BYTES = select(CONTENT.c.bytes).where(CONTENT.c.digest == bindparam("digest"))
_KEEP = Many(insert(CONTENT).on_conflict_do_nothing(), "digest", "bytes", "size")


def kept(connection: Connection, digest: str) -> bytes | None:
    """The bytes with this hash; None where they are not here."""
    found = connection.execute(_BYTES, {"digest": digest}).scalar()
    return None if found is None else bytes(found)


def all_kept(connection: Connection, digests: Iterable[str]) -> list[bytes]:
    """Those of the wanted bytes that are here, in the order of their hashes."""
    found = (kept(connection, digest) for digest in sorted(set(digests)))
    return [content for content in found if content is not None]


def keep(connection: Connection, contents: Mapping[str, bytes]) -> None:
    """Keep bytes under their hashes; what is there stays as it is."""
    _KEEP.run(connection, [(digest, content, len(content)) for digest, content in contents.items()])
