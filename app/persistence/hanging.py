"""What goes with erased things because it hangs on them: by the rows, and by records that are not in the rows."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from app.domain.bundles import Entry
from app.persistence import bodies
from app.persistence.bodies import Group, Unreadable
from app.persistence.connection import Connection, in_chunks
from app.persistence.erased import OWNERS, WHOLE
from app.persistence.tables import BY_NUMBER

Fields = dict[bytes, set[str]]
"""Id of a record -> what of it is erased."""


def groups_of(entry: Entry) -> list[Group]:
    """What a record writes; nothing where it cannot be read."""
    if entry.body is None:
        return []
    try:
        return bodies.read_body(entry.body)[1]
    except Unreadable:
        return []


def grow(connection: Connection, fresh: Fields, waiting: Sequence[Entry], known: Mapping[bytes, set[str]]) -> None:
    """Both, in turns: a row may hang on something that only a record that was put off tells of."""
    count = -1
    while count != len(fresh):
        count = len(fresh)
        _grow_by_rows(connection, fresh)
        grow_by_records(fresh, waiting, known)


def _grow_by_rows(connection: Connection, fresh: Fields) -> None:
    """Add what hangs on things that go by whole, as far as it is here."""
    edge = {each for each, fields in fresh.items() if WHOLE in fields}
    while edge:
        found: set[bytes] = set()
        for kind, place in OWNERS.items():
            rows = BY_NUMBER[kind].table.c
            owner = rows[BY_NUMBER[kind].fields[place - 1]]
            for chunk in in_chunks(sorted(edge)):
                found.update(connection.execute(select(rows.id).where(owner.in_(chunk))).scalars())
        edge = {each for each in found if WHOLE not in fresh.get(each, set())}
        for each in edge:
            fresh.setdefault(each, set()).add(WHOLE)


def grow_by_records(fresh: Fields, entries: Iterable[Entry], known: Mapping[bytes, set[str]]) -> None:
    """Add what hangs on erased things by the word of records that are not in the rows."""
    hanging = [
        (row[0], row[1 + fields.index(OWNERS[kind])])
        for entry in entries
        for kind, is_insert, fields, rows in groups_of(entry)
        if is_insert and kind in OWNERS and OWNERS[kind] in fields
        for row in rows
        if len(row) > len(fields)
        and isinstance(row[0], bytes)
        and isinstance(row[1 + fields.index(OWNERS[kind])], bytes)
    ]
    is_growing = True
    while is_growing:
        found = {
            each
            for each, owner in hanging
            if WHOLE not in fresh.get(each, known.get(each, set()))
            and WHOLE in fresh.get(owner, set()) | known.get(owner, set())
        }
        for each in found:
            fresh.setdefault(each, set()).add(WHOLE)
        is_growing = bool(found)
