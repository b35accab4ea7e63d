"""Tables of this workstation's own: who writes, how far each has come, the journal, bundles, kept bytes, search.

Nothing here travels as rows. ``schema/sync.sql`` made them; a test compares the two.
"""

from sqlalchemy import Column, Integer, MetaData, Table, Text

from app.persistence.connection import Blob, Plain

OWN = MetaData()


def _whole(name: str, *, is_key: bool = False, is_required: bool = True) -> "Column[int]":
    return Column(name, Integer, primary_key=is_key, nullable=not is_required, autoincrement=False)


def _text(name: str, *, is_key: bool = False) -> "Column[str]":
    return Column(name, Text, primary_key=is_key, nullable=False)


def _bytes(name: str, *, is_key: bool = False, is_required: bool = True) -> "Column[bytes]":
    return Column(name, Blob, primary_key=is_key, nullable=not is_required)


AUTHOR = Table(
    "sync_author",
    OWN,
    _whole("local", is_key=True, is_required=False),
    _whole("author"),
    _bytes("signing_key"),
    _text("sealing_key"),
)
"""Everybody whose records are believed, with this file's small number."""

VECTOR = Table(
    "sync_vector",
    OWN,
    _whole("author", is_key=True, is_required=False),
    _whole("number"),
    _bytes("chain"),
    _whole("told"),
    _whole("head_number", is_required=False),
    _bytes("head", is_required=False),
)
"""How far each author has come here, and the author's own signature under it."""

JOURNAL = Table(
    "sync_journal",
    OWN,
    _whole("ord", is_key=True, is_required=False),
    _whole("author"),
    _whole("number"),
    _whole("at"),
    _bytes("clerk", is_required=False),
    _bytes("scope", is_required=False),
    _whole("schema"),
    _bytes("causes", is_required=False),
    _bytes("salt", is_required=False),
    _bytes("digest"),
    _bytes("body", is_required=False),
)
"""What every commit changed, in the order of its arrival."""

HISTORY = Table("sync_hist", OWN, _bytes("id", is_key=True), _whole("ord", is_key=True))
"""Which journal records are about a stored thing."""

SIBLING = Table(
    "sync_sibling",
    OWN,
    _whole("kind", is_key=True),
    _bytes("id", is_key=True),
    _whole("field", is_key=True),
    _whole("author", is_key=True),
    _whole("number", is_key=True),
    _whole("at"),
    _bytes("value", is_required=False),
)
"""Versions of a field that stand side by side."""

PEER = Table("sync_peer", OWN, _whole("peer", is_key=True), _whole("author", is_key=True), _whole("number"))
"""What a workstation had, by its own newest bundle."""

BUNDLE = Table(
    "sync_bundle",
    OWN,
    _bytes("id", is_key=True),
    _whole("peer", is_key=True),
    _whole("is_incoming", is_key=True),
    _text("name"),
    _text("at"),
    _whole("made"),
    _whole("records"),
    _whole("size"),
    _bytes("vector"),
    _text("report"),
)
"""Bundles that came and went."""

PARKED = Table("sync_parked", OWN, _whole("author", is_key=True), _whole("number", is_key=True), _text("reason"))
"""Journal records that could not be accepted, with the reason."""

ERASED = Table("sync_erased", OWN, _bytes("id", is_key=True), _text("field", is_key=True))
"""What was erased by order: by whole (field ``""``) or version by version."""

META = Table("sync_meta", OWN, _text("name", is_key=True), Column("value", Plain))
"""Local values by name."""

CONTENT = Table("content", OWN, _text("digest", is_key=True), _bytes("bytes"), _whole("size"))
"""Kept bytes of documents by the hash of their content."""

PERSON_KEY = Table(
    "person_key",
    OWN,
    _whole("key", is_key=True, is_required=False),
    _bytes("id"),
    _text("sort"),
    _text("surname"),
    _text("pesel"),
    _text("place"),
    _text("signs"),
    _text("words"),
)
"""For finding and ordering persons; worked out from the rows."""

PERSON_STALE = Table("person_stale", OWN, _bytes("id", is_key=True))
"""Persons whose ``PERSON_KEY`` is still to be brought along."""

PERSON_WORDS = Table("person_words", OWN, Column("rowid", Integer), Column("words", Text))
"""The full-text index over ``PERSON_KEY.words``, by its key."""
