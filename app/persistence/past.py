"""What stood in a field before, who wrote it, and what stands side by side now."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, func, select, union

from app.domain.merging import LIFE
from app.domain.records import RecordId
from app.persistence import bodies
from app.persistence.bodies import pack, unpack
from app.persistence.connection import Connection
from app.persistence.own_tables import HISTORY, JOURNAL, SIBLING
from app.persistence.tables import BY_NUMBER, SEALS, STORED, Stored
from app.services.ports import Contradiction, FieldVersion

_ENTRIES = (
    select(JOURNAL.c.author, JOURNAL.c.number, JOURNAL.c.at, JOURNAL.c.clerk, JOURNAL.c.body)
    .join_from(HISTORY, JOURNAL, JOURNAL.c.ord == HISTORY.c.ord)
    .where(HISTORY.c.id == bindparam("id"))
    .order_by(JOURNAL.c.ord)
)
_SIBLINGS = select(
    SIBLING.c.kind, SIBLING.c.id, SIBLING.c.field, SIBLING.c.author, SIBLING.c.number, SIBLING.c.value
).order_by(SIBLING.c.at.desc(), SIBLING.c.author.desc(), SIBLING.c.number.desc())
_PARTED = (
    select(SIBLING.c.id, SIBLING.c.field)
    .where(SIBLING.c.kind == bindparam("kind"), SIBLING.c.field != LIFE)
    .group_by(SIBLING.c.id, SIBLING.c.field)
    .having(func.count(SIBLING.c.value.distinct()) > 1)
)
_NOT_REMOVED = pack(None)
Instant = Callable[[int], datetime]
Written = Sequence[Any]
"""Of a journal record: author, number, clock, clerk, body."""
Writes = dict[tuple[int, int], tuple[FieldVersion, tuple[tuple[int, int], ...]]]
"""Global dot -> what was written, and the dots it replaced."""


def entries_about(connection: Connection, record_id: bytes) -> list[Written]:
    """The journal records that wrote to a stored thing, in the order of their arrival."""
    return list(connection.execute(_ENTRIES, {"id": record_id}).fetchall())


def writes_to(entries: Iterable[Written], stored: Stored, record_id: bytes, number: int, instant: Instant) -> Writes:
    """Every write of one field."""
    found: Writes = {}
    for author, count, at, clerk, body in entries:
        if body is None:
            continue
        reason, groups, *more = unpack(body)
        for kind, is_insert, fields, rows in groups:
            if kind != stored.number or number not in fields:
                continue
            place = fields.index(number)
            for row in rows:
                if row[0] == record_id:
                    base = () if is_insert else tuple((base[0], base[1]) for base in row[-1][place])
                    told = (instant(at), _wall(more, instant), clerk, reason)
                    version = _version(stored, number, row[1 + place], (author, count), *told)
                    if (record_id, number) in bodies.dropped_in(more):
                        version = replace(version, is_dropped=True)
                    found[author, count] = (version, base)
    return found


def _wall(more: Sequence[Any], instant: Instant) -> datetime | None:
    """The author's own time where the hybrid clock was ahead of it; an instant that no calendar has is left out."""
    try:
        return instant(int(more[0]) << 16) if more and more[0] else None
    except (OverflowError, TypeError, ValueError):
        return None


def _version(
    stored: Stored,
    number: int,
    value: Any,
    dot: tuple[int, int],
    at: datetime,
    wall_at: datetime | None,
    clerk: bytes | None,
    reason: str,
) -> FieldVersion:
    field = "life" if number == LIFE else stored.fields[number - 1]
    shown = value if number == LIFE else stored.decode(field, value)
    return FieldVersion(field, shown, at, None if clerk is None else RecordId(clerk), dot[0], reason, dot, wall_at)


def contradictions(connection: Connection, instant: Instant) -> list[Contradiction]:
    """Fields that hold different values, and records removed here and changed there; oldest first."""
    found = [
        *_side_by_side(connection, instant),
        *(each for stored in STORED for each in _removed_and_changed(connection, stored, instant)),
    ]
    return sorted(found, key=lambda each: max(version.at for version in each.versions))


def _side_by_side(connection: Connection, instant: Instant) -> list[Contradiction]:
    places: dict[tuple[int, bytes, int], list[tuple[int, int]]] = {}
    values: dict[tuple[int, bytes, int], set[bytes]] = {}
    for kind, record_id, number, author, count, value in connection.execute(_SIBLINGS).fetchall():
        places.setdefault((kind, record_id, number), []).append((author, count))
        values.setdefault((kind, record_id, number), set()).add(value)
    result = []
    for (kind, record_id, number), dots in places.items():
        if len(values[kind, record_id, number]) > 1 and number != LIFE:  # equal values agree
            stored = BY_NUMBER[kind]
            entries = entries_about(connection, record_id)
            result.append(parted(stored, record_id, number, entries, dots, instant))
    return result


def parted_fields(connection: Connection, stored: Stored) -> dict[RecordId, frozenset[str]]:
    """The same for a whole kind, without saying what the values are: for a sign in a long list."""
    found: dict[RecordId, set[str]] = {}
    for record_id, number in connection.execute(_PARTED, {"kind": stored.number}):
        found.setdefault(RecordId(record_id), set()).add(stored.fields[number - 1])
    return {record_id: frozenset(fields) for record_id, fields in found.items()}


def parted(
    stored: Stored,
    record_id: bytes,
    number: int,
    entries: Sequence[Written],
    dots: Sequence[tuple[int, int]],
    instant: Instant,
) -> Contradiction:
    """A field with several versions, the one shown meanwhile first; ``dots`` has the one written last first."""
    writes = writes_to(entries, stored, record_id, number, instant)
    if stored.number in SEALS:
        seals = writes_to(entries, stored, record_id, SEALS[stored.number], instant)
        replaced = {base for _version, bases in seals.values() for base in bases}
        dots = sorted(dots, key=lambda dot: dot in replaced or dot not in seals or not seals[dot][0].value)
    versions = tuple(writes[dot][0] for dot in dots if dot in writes)  # a withheld body has none
    before = _before(writes, dots)
    return Contradiction(stored.record, RecordId(record_id), stored.fields[number - 1], versions, before)


def _before(writes: Writes, dots: Sequence[tuple[int, int]]) -> object:
    """What stood in the field before the versions parted: the newest value that they replaced."""
    found = [base for dot in dots if dot in writes for base in writes[dot][1] if base in writes and base not in dots]
    replaced = [base for base in found if not writes[base][0].is_dropped]
    return max((writes[dot][0] for dot in replaced), key=lambda version: version.at).value if replaced else None


def _removed_and_changed(connection: Connection, stored: Stored, instant: Instant) -> list[Contradiction]:
    ids = connection.execute(_removed_in_sight(stored.number)).scalars().all()
    return [kept_and_removed(stored, each, entries_about(connection, each), instant) for each in ids]


@cache
def _removed_in_sight(kind: int) -> CompoundSelect[Any]:
    """Records in sight with a removal among the versions of ``life``."""
    rows = BY_NUMBER[kind].table.c
    return union(
        select(rows.id).where(rows.life.is_not(None), rows.gone == 0),
        select(rows.id)
        .join(SIBLING, SIBLING.c.id == rows.id)
        .where(SIBLING.c.kind == kind, SIBLING.c.field == LIFE, SIBLING.c.value != _NOT_REMOVED, rows.gone == 0),
    )


def kept_and_removed(stored: Stored, record_id: bytes, entries: Sequence[Written], instant: Instant) -> Contradiction:
    """A record that somebody removed and somebody else changed or kept: still in sight, with both facts."""
    lives = writes_to(entries, stored, record_id, LIFE, instant)
    replaced = {base for _version, bases in lives.values() for base in bases}
    standing = [version for dot, (version, _bases) in lives.items() if dot not in replaced]
    kept = [version for version in standing if version.value is None]
    if not kept:
        written = versions_of(entries, stored, record_id, instant)
        kept = [version for version in written if version.field != "life"]
    removed = [version for version in standing if version.value is not None]
    versions = tuple(max(each, key=lambda version: (version.at, version.dot)) for each in (kept, removed) if each)
    return Contradiction(stored.record, RecordId(record_id), "life", versions, None)


def history(connection: Connection, stored: Stored, record_id: RecordId, instant: Instant) -> list[FieldVersion]:
    """Every value that was ever written to a record, newest first."""
    return versions_of(entries_about(connection, record_id), stored, record_id, instant)


def versions_of(entries: Iterable[Written], stored: Stored, record_id: bytes, instant: Instant) -> list[FieldVersion]:
    """Every value that these journal records wrote to a stored thing, newest first."""
    found: list[FieldVersion] = []
    for author, count, at, clerk, body in entries:
        if body is None:
            continue
        reason, groups, *more = unpack(body)
        dropped = bodies.dropped_in(more)
        for kind, is_insert, fields, rows in groups:
            for row in rows if kind == stored.number else ():
                if row[0] == record_id:
                    told = (instant(at), _wall(more, instant), clerk, reason)
                    values = row[1:] if is_insert else row[1:-1]
                    found += [
                        replace(version, is_dropped=True) if (record_id, number) in dropped else version
                        for number, value in zip(fields, values, strict=True)
                        if not (is_insert and value in (None, "") and (record_id, number) not in dropped)
                        for version in [_version(stored, number, value, (author, count), *told)]
                    ]
    return found[::-1]
