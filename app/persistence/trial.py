"""Says what a merge in memory would do to the file: every record by its fate."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from app.domain.bundles import Entry
from app.domain.merging import LIFE, Key
from app.domain.records import Record, RecordId
from app.persistence import past
from app.persistence.applying import FileMerger
from app.persistence.bodies import encode_versions
from app.persistence.merges import Merge
from app.persistence.reading import FileReading, instant_of
from app.persistence.tables import BY_NUMBER, BY_RECORD
from app.services.ports import Altered, Contradiction, Trial


def trial_of(connection: Connection, merge: Merge, authors: Mapping[int, int], entries: Sequence[Entry]) -> Trial:
    """Look at a finished merge of ``entries`` that nobody has written."""
    merger, merged = merge.merger, merge.merger.merged
    new: dict[type[Record], list[RecordId]] = {}
    for key in merged.fresh:
        if not merger.is_gone(key):
            new.setdefault(BY_NUMBER[key[0]].record, []).append(RecordId(key[1]))
    touched = [key for key in merged.rows if key in merged.changed and key not in merged.fresh]
    before = _before(connection, touched)
    altered, removed = [], []
    for key in touched:
        old, after = before[key], _record(merger, key)
        stored = BY_NUMBER[key[0]]
        fields = tuple(
            field
            for field, was, now in zip(stored.fields, stored.values_of(old), stored.values_of(after), strict=True)
            if was != now
        )
        if LIFE in merged.changed[key] and merger.is_gone(key):
            removed.append(old)
        elif fields:
            altered.append(Altered(old, after, fields))
    news = _News(connection, entries, merge.ids)
    contradictions = [
        news.parted(merger, authors, key, number) for key, number in merged.contradictions() if number != LIFE
    ]
    contradictions += [
        news.kept_and_removed(key)
        for key, row in merged.rows.items()
        if LIFE in row.dots and any(merger.lives(key)) and not merger.is_gone(key)
    ]

    def coming(kind: type[Record], record_id: RecordId) -> Record | None:
        key = (BY_RECORD[kind].number, bytes(record_id))
        return _record(merger, key) if key in merged.rows else None

    return Trial(new, altered, removed, contradictions, merge.parked, coming)


def _record(merger: FileMerger, key: Key) -> Record:
    row = merger.merged.rows[key]
    record: Record = BY_NUMBER[key[0]].record_of((key[1], *row.values[1:], encode_versions(row.born, row.dots)))
    return record


def _before(connection: Connection, keys: Sequence[Key]) -> dict[Key, Record]:
    reading = FileReading(connection)
    by_kind: dict[int, list[RecordId]] = {}
    for kind, record_id in keys:
        by_kind.setdefault(kind, []).append(RecordId(record_id))
    return {
        (kind, record_id): record
        for kind, ids in by_kind.items()
        for record_id, record in reading.many(BY_NUMBER[kind].record, ids).items()
    }


class _News:
    """Finds who wrote the versions of a field, in the journal here and in what has just come."""

    def __init__(self, connection: Connection, entries: Sequence[Entry], ids: Sequence[set[bytes]]) -> None:
        self._connection = connection
        self._entries: dict[bytes, list[past.Written]] = {}
        for entry, each in zip(entries, ids, strict=True):
            for record_id in each:
                written = (entry.author, entry.number, entry.at, entry.clerk, entry.body)
                self._entries.setdefault(record_id, []).append(written)

    def _about(self, record_id: bytes) -> list[past.Written]:
        return [*past.entries_about(self._connection, record_id), *self._entries.get(record_id, [])]

    def parted(self, merger: FileMerger, authors: Mapping[int, int], key: Key, number: int) -> Contradiction:
        versions = merger.merged.siblings[key, number]
        dots = [(authors[local], count) for local, count in versions]
        at = {(authors[local], count): version.at for (local, count), version in versions.items()}
        dots.sort(key=lambda dot: (at[dot], dot), reverse=True)
        stored = BY_NUMBER[key[0]]
        writes = past.writes_to(self._about(key[1]), stored, key[1], number, instant_of)
        return past.parted(stored, key[1], number, writes, dots)

    def kept_and_removed(self, key: Key) -> Contradiction:
        return past.kept_and_removed(BY_NUMBER[key[0]], key[1], self._about(key[1]), instant_of)
