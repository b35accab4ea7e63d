"""Kept bytes of documents, by the hash of their content; written once, never changed."""

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from app.persistence.connection import Connection, Many, in_chunks
from app.persistence.own_tables import CONTENT

_BYTES = select(CONTENT.c.bytes).where(CONTENT.c.digest == bindparam("digest"))
_SIZES = select(CONTENT.c.digest, CONTENT.c.size).where(CONTENT.c.digest.in_(bindparam("digests", expanding=True)))
_KEEP = Many(insert(CONTENT).on_conflict_do_nothing(), "digest", "bytes", "size")


def kept(connection: Connection, digest: str) -> bytes | None:
    """The bytes with this hash; None where they are not here."""
    found = connection.execute(_BYTES, {"digest": digest}).scalar()
    return None if found is None else bytes(found)


def all_kept(connection: Connection, digests: Iterable[str]) -> list[bytes]:
    """Those of the wanted bytes that are here, in the order of their hashes."""
    found = (kept(connection, digest) for digest in sorted(set(digests)))
    return [content for content in found if content is not None]


def sizes(connection: Connection, digests: Iterable[str]) -> dict[str, int]:
    """Digest -> size of those of the wanted bytes that are here."""
    return {
        row[0]: row[1]
        for chunk in in_chunks(sorted(set(digests)))
        for row in connection.execute(_SIZES, {"digests": chunk})
    }


def keep(connection: Connection, contents: Mapping[str, bytes]) -> None:
    """Keep bytes under their hashes; what is there stays as it is."""
    _KEEP.run(connection, [(digest, content, len(content)) for digest, content in contents.items()])
