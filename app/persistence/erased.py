"""Which stored things were erased here: by whole (field ``""``) or version by version; bytes of documents by hash."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.erasing import HANGS, version
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.persistence.connection import Connection, Many, in_chunks
from app.persistence.own_tables import ERASED
from app.persistence.tables import BY_RECORD, STORED, Stored

WHOLE = ""
_KNOWN = select(ERASED.c.id, ERASED.c.field)
_ANY = select(ERASED.c.id).limit(1)
_FIELDS = select(ERASED.c.field).where(ERASED.c.id == bindparam("id"))
_SOME = select(ERASED.c.id).where(ERASED.c.id.in_(bindparam("ids", expanding=True)))
_ADD = Many(insert(ERASED).on_conflict_do_nothing(), "id", "field")
WHOLE_IDS = select(ERASED.c.id).where(ERASED.c.field == WHOLE)
"""Everything that was erased by whole."""
OWNERS: Mapping[int, int] = {BY_RECORD[kind].number: BY_RECORD[kind].numbers[field] for kind, field in HANGS.items()}
"""Kind -> the field that names what a record hangs on."""


class DataErased(Refusal):
    """The record was erased by order; nothing is written into it any more."""

    code = "data_erased"


def is_any(connection: Connection) -> bool:
    """Whether anything was ever erased."""
    return connection.execute(_ANY).first() is not None


def known(connection: Connection) -> dict[bytes, set[str]]:
    """Everything that was erased: id -> fields."""
    found: dict[bytes, set[str]] = {}
    for each, field in connection.execute(_KNOWN):
        found.setdefault(each, set()).add(field)
    return found


def among(connection: Connection, ids: Iterable[bytes]) -> set[bytes]:
    """Those of the ids that were erased, by whole or in part."""
    return {each for chunk in in_chunks(list(ids)) for each in connection.execute(_SOME, {"ids": chunk}).scalars()}


def add(connection: Connection, things: Mapping[bytes, Iterable[str]]) -> None:
    """Know from now on that these were erased."""
    _ADD.run(connection, [(each, field) for each, fields in things.items() for field in fields])


def refuse_write(
    connection: Connection,
    stored: Stored,
    record_id: RecordId,
    numbers: Sequence[int],
    bases: Sequence[Sequence[tuple[int, int]]],
) -> None:
    """A form that was opened before the order came writes nothing back."""
    known = set(connection.execute(_FIELDS, {"id": record_id}).scalars())
    if not known:
        return
    names = [stored.fields[number - 1] if number else "" for number in numbers]
    told = [{version(name, *dot) for dot in base} for name, base in zip(names, bases, strict=True)]
    if WHOLE in known or any(each and each <= known for each in told):
        raise DataErased


def refuse_hanging(connection: Connection, stored: Stored, rows: Iterable[Any]) -> None:
    """Nothing new is hung on what was erased by whole; rows are (id, value, …)."""
    place = OWNERS.get(stored.number)
    if place is None:
        return
    for owner in {row[place] for row in rows}:
        if WHOLE in connection.execute(_FIELDS, {"id": owner}).scalars():
            raise DataErased


def hide(connection: Connection) -> None:
    """Rows that were erased by whole are out of sight, whatever else is written to them."""
    for stored in STORED:
        rows = stored.table
        connection.execute(update(rows).where(rows.c.id.in_(WHOLE_IDS), rows.c.gone == 0).values(gone=1))
