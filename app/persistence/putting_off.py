"""Journal records that could not be accepted when they came: listed, and tried again when something has changed.

A record that is taken up later belongs where it stood, before everything that was written on top of it. So the rows it
is about are made anew from their whole history.
"""

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from app.domain.bundles import Entry, Step
from app.domain.merging import Key, Transaction, UnknownRecord, Writes
from app.domain.records import Record, RecordId
from app.persistence import authors, bodies, entitling, erased, journal, retiring
from app.persistence.applying import FileMerger
from app.persistence.bodies import Unreadable
from app.persistence.connection import Connection, Many, in_chunks
from app.persistence.own_tables import HISTORY, JOURNAL, PARKED, SIBLING
from app.persistence.tables import BY_NUMBER
from app.persistence.work import bring_along
from app.services.ports import RETIRED, Parked, Progress

_SAME = (PARKED.c.author == JOURNAL.c.author) & (PARKED.c.number == JOURNAL.c.number)
_WAITING = select(PARKED.c.reason, JOURNAL.c.ord, *journal.COLUMNS).join(JOURNAL, _SAME).order_by(JOURNAL.c.ord)
_NUMBERS = select(PARKED.c.author, PARKED.c.number)
_ORDS = select(HISTORY.c.ord).where(HISTORY.c.id.in_(bindparam("ids", expanding=True)))
_ENTRIES = select(JOURNAL.c.ord, *journal.COLUMNS).where(JOURNAL.c.ord.in_(bindparam("ords", expanding=True)))
_TAKE_UP = Many(
    delete(PARKED).where(PARKED.c.author == bindparam("author"), PARKED.c.number == bindparam("number")),
    *("author", "number"),
)
_ABOUT = Many(insert(HISTORY), "id", "ord")
_PART = Many(
    delete(SIBLING).where(SIBLING.c.kind == bindparam("kind"), SIBLING.c.id == bindparam("id")), *("kind", "id")
)


def numbers_of(connection: Connection) -> set[tuple[int, int]]:
    """Author and number of everything that is parked."""
    return {(row[0], row[1]) for row in connection.execute(_NUMBERS)}


def parked(connection: Connection) -> list[tuple[Parked, Entry]]:
    """What is parked, in the order of its arrival, with the journal record itself."""
    return [(Parked(row[2], row[3], row[0]), journal.entry_of(row[2:])) for row in connection.execute(_WAITING)]


def retry(
    connection: Connection, progress: Progress, *, is_supervised: bool = False
) -> dict[type[Record], set[RecordId]]:
    """Take up what can be accepted by now, all or nothing; gives the records it touched. Does everything but COMMIT.

    What retired workstations wrote is taken up where a person says so, or has said so elsewhere.
    """
    local = {author: number for number, author in authors.numbers(connection).items()}
    readable = {}
    waiting = connection.execute(_WAITING).fetchall()
    cuts = {} if is_supervised else retiring.last_accepted(connection, {row[2] for row in waiting})
    for row in waiting:
        entry = journal.entry_of(row[2:])
        if row[0] == RETIRED and entry.number > cuts.get(entry.author, entry.number):
            continue
        if entitling.without_right(connection, entitling.commanding([entry])):
            continue
        read = _read(entry, local)
        if read is not None:
            readable[int(row[1])] = (entry, *read)
    about = {each for _entry, _transaction, ids in readable.values() for each in ids}
    merger = FileMerger(connection, authors.numbers(connection))
    history = {ord_: transaction for ord_, (_entry, transaction, _ids) in readable.items()}
    history |= _history(connection, about, local)
    progress.step(Step.MERGING, 0.3)
    done = in_order(merger.apply, sorted(history.items()))
    taken_up = [(ord_, readable[ord_]) for ord_ in readable if ord_ in done]
    if not taken_up:
        return {}
    progress.step(Step.WRITING, 0.7)
    touched = {key for _ord, (_entry, transaction, _ids) in taken_up for key in _keys(transaction)}
    _write(connection, merger)
    _ABOUT.run(connection, [(record_id, ord_) for ord_, (_entry, _transaction, ids) in taken_up for record_id in ids])
    _TAKE_UP.run(connection, [(entry.author, entry.number) for _ord, (entry, _transaction, _ids) in taken_up])
    found: dict[type[Record], set[RecordId]] = {}
    for kind, record_id in touched:
        found.setdefault(BY_NUMBER[kind].record, set()).add(RecordId(record_id))
    bring_along(connection, found)
    return found


def make_anew(connection: Connection, about: Set[bytes]) -> Set[Key]:
    """Make the rows of these records anew from everything that the journal says of them; gives those there are."""
    numbers = authors.numbers(connection)
    local = {author: number for number, author in numbers.items()}
    merger = FileMerger(connection, numbers)
    in_order(merger.apply, sorted(_history(connection, about, local).items()))
    _write(connection, merger)
    return merger.merged.rows.keys()


def in_order(apply: Callable[[Transaction], None], transactions: Iterable[tuple[int, Transaction]]) -> set[int]:
    """Apply each one, holding what hangs on something that is not there yet until it is; gives those applied."""
    done: set[int] = set()
    held: list[tuple[int, Transaction]] = []
    for each in transactions:
        waiting = [each]
        while waiting:
            ord_, transaction = waiting.pop(0)
            try:
                apply(transaction)
            except UnknownRecord:
                held.append((ord_, transaction))
                continue
            done.add(ord_)
            if any(writes.is_insert for writes in transaction.writes):
                waiting, held = [*held, *waiting], []
    return done


def _read(entry: Entry, local: Mapping[int, int]) -> tuple[Transaction, set[bytes]] | None:
    """A record as far as this program understands it; None where it does not."""
    if entry.body is None:
        return None
    try:
        _reason, groups = bodies.read_body(entry.body)
        writes = bodies.writes_of(groups, local)
    except Unreadable:
        return None
    return Transaction((local[entry.author], entry.number), entry.at, writes), bodies.ids_in(groups)


def _history(connection: Connection, about: Set[bytes], local: Mapping[int, int]) -> dict[int, Transaction]:
    """Everything accepted so far that was written to these records, without what it wrote to others."""
    ords = {
        int(ord_) for chunk in in_chunks(sorted(about)) for ord_ in connection.execute(_ORDS, {"ids": chunk}).scalars()
    }
    found = {}
    for chunk in in_chunks(sorted(ords)):
        for row in connection.execute(_ENTRIES, {"ords": chunk}).fetchall():
            read = _read(journal.entry_of(row[1:]), local)
            if read is not None:
                found[int(row[0])] = _only(read[0], about)
    return found


def _only(transaction: Transaction, about: Set[bytes]) -> Transaction:
    kept = [(writes, [row for row in writes.rows if row[0] in about]) for writes in transaction.writes]
    writes = tuple(Writes(each.kind, each.is_insert, each.fields, rows) for each, rows in kept if rows)
    return Transaction(transaction.dot, transaction.at, writes)


def _keys(transaction: Transaction) -> set[Key]:
    return {(writes.kind, row[0]) for writes in transaction.writes for row in writes.rows}


def _write(connection: Connection, merger: FileMerger) -> None:
    """Write the rows anew; those that were erased stay out of sight."""
    _make_room(connection, merger.merged.rows)
    merger.write()
    if erased.is_any(connection):
        erased.hide(connection)


def _make_room(connection: Connection, rows: Mapping[Key, Any]) -> None:
    """Take away the rows that are written anew in the same transaction."""
    by_kind: dict[int, list[bytes]] = {}
    for kind, record_id in rows:
        by_kind.setdefault(kind, []).append(record_id)
    for kind, ids in by_kind.items():
        table = BY_NUMBER[kind].table
        for chunk in in_chunks(sorted(ids)):
            connection.execute(delete(table).where(table.c.id.in_(chunk)))
    _PART.run(connection, list(rows))
