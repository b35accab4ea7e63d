"""Takes an arrival into the file: merged in memory, then everything written in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from app.domain.bundles import Arrival, Entry, Note, Step
from app.domain.merging import Key
from app.domain.records import Record, RecordId
from app.persistence import authors, journal, notes
from app.persistence.connection import Connection
from app.persistence.merges import merge
from app.persistence.reading import clock_of
from app.persistence.tables import BY_NUMBER
from app.persistence.trial import trial_of
from app.persistence.work import bring_along
from app.services.ports import Parked, Progress, Trial

_FAR_AHEAD = timedelta(days=1)
"""So far may somebody's wrong clock drag ours; it orders the display and nothing else."""


def take_in(
    connection: Connection, arrival: Arrival, look: Callable[[Trial], Callable[[], Note]], progress: Progress
) -> dict[type[Record], set[RecordId]]:
    """Do everything but ``COMMIT``; gives the records it touched."""
    if arrival.joins:
        connection.exec_driver_sql("UPDATE sync_meta SET value=? WHERE name='office'", (arrival.joins,))
    for newcomer in arrival.newcomers:
        authors.enroll_one(connection, newcomer)
    numbers = authors.numbers(connection)
    merged = merge(connection, arrival.entries, numbers, progress)
    note = look(trial_of(connection, merged, numbers, arrival.entries))
    progress.step(Step.WRITING, 0.7)
    journal.insert_entries(connection, arrival.entries, merged.ids)
    merged.merger.write()
    _keep_contents(connection, arrival.contents)
    _park(connection, merged.parked)
    _advance(connection, arrival)
    progress.step(Step.INDEXING, 0.85)
    touched = _touched_by(merged.merger.merged.fresh | merged.merger.merged.changed.keys())
    bring_along(connection, touched)
    made = note()
    if made.made > notes.newest_made(connection, made.peer):
        notes.believe(connection, made)
    _drag_clock(connection, arrival.entries, made.at)
    notes.keep(connection, made)
    progress.step(Step.WRITING, 0.98)
    return touched


def _touched_by(keys: Iterable[Key]) -> dict[type[Record], set[RecordId]]:
    """The records behind the keys, by kind."""
    touched: dict[type[Record], set[RecordId]] = {}
    for kind, record_id in keys:
        touched.setdefault(BY_NUMBER[kind].record, set()).add(RecordId(record_id))
    return touched


def _keep_contents(connection: Connection, contents: Mapping[str, bytes]) -> None:
    if contents:
        connection.exec_driver_sql(
            "INSERT INTO content(digest,bytes,size) VALUES(?,?,?) ON CONFLICT DO NOTHING",
            [(digest, content, len(content)) for digest, content in contents.items()],
        )


def _park(connection: Connection, parked: Sequence[Parked]) -> None:
    if parked:
        connection.exec_driver_sql(
            "INSERT INTO sync_parked(author,number,reason) VALUES(?,?,?)",
            [(each.author, each.number, each.reason) for each in parked],
        )


def _advance(connection: Connection, arrival: Arrival) -> None:
    rows = [
        (head.number, head.chain, arrival.heads[author].number, arrival.heads[author].signature, author)
        for author, head in arrival.vector.items()
    ]
    if rows:
        connection.exec_driver_sql("UPDATE sync_vector SET number=?,chain=?,head_number=?,head=? WHERE author=?", rows)


def _drag_clock(connection: Connection, entries: Sequence[Entry], at: str) -> None:
    limit = clock_of(datetime.fromisoformat(at) + _FAR_AHEAD)
    newest = max((entry.at for entry in entries), default=0)
    authors.set_clock(connection, max(authors.clock(connection), min(newest, limit)))
