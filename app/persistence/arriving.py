"""Takes an arrival into the file: merged in memory, then everything written in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from app.domain.bundles import Arrival, Entry, Note
from app.domain.merging import Key, Transaction, UnknownRecord
from app.domain.records import Record, RecordId
from app.persistence import authors, bodies, journal, notes
from app.persistence.applying import FileMerger
from app.persistence.bodies import Unreadable
from app.persistence.reading import clock_of
from app.persistence.tables import BY_NUMBER
from app.persistence.work import bring_along
from app.services.ports import Parked, Progress

MERGING, WRITING, INDEXING = "Łączenie zmian", "Zapisywanie zmian", "Odświeżanie wyszukiwania"
"""Steps as ``Progress`` hears them; ``ui/wording_exchange.py`` says them in the chosen language."""

_FAR_AHEAD = timedelta(days=1)
"""So far may somebody's wrong clock drag ours; it orders the display and nothing else."""


@dataclass(frozen=True)
class Merge:
    """An arrival merged in memory: the rows, which things each record is about, what was parked."""

    merger: FileMerger
    ids: list[set[bytes]]
    parked: list[Parked]


def take_in(
    connection: Connection, arrival: Arrival, note: Note, progress: Progress
) -> tuple[dict[type[Record], set[RecordId]], list[Parked]]:
    """Do everything but ``COMMIT``; gives the records it touched and what it parked."""
    for newcomer in arrival.newcomers:
        authors.enroll_one(connection, newcomer)
    merged = merge(connection, arrival.entries, authors.numbers(connection), progress)
    progress.step(WRITING, 0.7)
    journal.insert_entries(connection, arrival.entries, merged.ids)
    merged.merger.write()
    _keep_contents(connection, arrival.contents)
    _park(connection, merged.parked)
    _advance(connection, arrival)
    if note.made > notes.newest_made(connection, note.peer):
        notes.believe(connection, note)
    _drag_clock(connection, arrival.entries, note.at)
    touched = _touched_by(merged.merger.merged.fresh | merged.merger.merged.changed.keys())
    progress.step(INDEXING, 0.85)
    bring_along(connection, touched)
    notes.keep(connection, note)
    progress.step(WRITING, 0.98)
    return touched, merged.parked


def merge(
    connection: Connection, entries: Sequence[Entry], numbers: Mapping[int, int], progress: Progress | None
) -> Merge:
    """Merge without writing; ``numbers`` maps this file's small numbers to authors, newcomers included."""
    local = {author: number for number, author in numbers.items()}
    ids: list[set[bytes]] = []
    parked: list[Parked] = []
    transactions: list[tuple[int, Transaction]] = []
    for place, entry in enumerate(entries):
        ids.append(set())
        if entry.body is None:
            continue
        try:
            _reason, groups = bodies.read_body(entry.body)
            writes = bodies.writes_of(groups, local)
        except Unreadable as error:
            parked.append(Parked(entry.author, entry.number, str(error)))
            continue
        ids[place] = bodies.ids_in(groups)
        transactions.append((place, Transaction((local[entry.author], entry.number), entry.at, writes)))
    merger = FileMerger(connection, numbers)
    merger.read_ahead(transaction for _place, transaction in transactions)
    for done, (place, transaction) in enumerate(transactions):
        if progress is not None and done % 64 == 0:
            progress.step(MERGING, 0.3 + 0.4 * done / len(transactions))
        try:
            merger.apply(transaction)
        except UnknownRecord:
            parked.append(Parked(entries[place].author, entries[place].number, "record"))
            ids[place] = set()
    return Merge(merger, ids, parked)


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
