"""Says what a merge in memory would do to the file: every record by its fate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import overload

from app.domain.bundles import Entry
from app.domain.merging import LIFE, Key
from app.domain.records import Record, RecordId
from app.persistence import past
from app.persistence.applying import FileMerger
from app.persistence.bodies import encode_versions
from app.persistence.connection import Connection
from app.persistence.merges import Merge
from app.persistence.reading import instant_of
from app.persistence.tables import BY_NUMBER, BY_RECORD
from app.services.ports import Altered, Contradiction, Trial


def trial_of(connection: Connection, merge: Merge, authors: Mapping[int, int], entries: Sequence[Entry]) -> Trial:
    """Look at a finished merge of ``entries`` that nobody has written."""
    merger, merged = merge.merger, merge.merger.merged
    new: dict[type[Record], list[RecordId]] = {}
    for _place, kind, ids in merge.plain_ids():
        new.setdefault(BY_NUMBER[kind].record, []).extend(map(RecordId, ids))
    for key in merged.fresh:
        if not (merged.rows[key].dots and merger.is_gone(key)):  # nearly all are as they were born
            new.setdefault(BY_NUMBER[key[0]].record, []).append(RecordId(key[1]))
    removed, kept = [], []
    for key, numbers in merged.changed.items():
        if key in merged.fresh:
            continue
        if LIFE in numbers and merger.is_gone(key):
            removed.append((BY_NUMBER[key[0]].record, RecordId(key[1])))
        else:
            kept.append(key)

    def coming(kind: type[Record], record_id: RecordId) -> Record | None:
        stored = BY_RECORD[kind]
        row = merge.row((stored.number, record_id))
        if row is None:
            return None
        record: Record = stored.record_of((record_id, *row.values[1:], encode_versions(row.born, row.dots)))
        return record

    contradictions = _contradictions(connection, merge, authors, entries)
    return Trial(new, _Alterations(merger, kept), removed, contradictions, merge.parked, coming)


class _Alterations(Sequence[Altered]):
    """What differs in records that were here, worked out when somebody looks: a welcome is loaded unseen."""

    def __init__(self, merger: FileMerger, keys: Sequence[Key]) -> None:
        self._merger = merger
        self._keys = keys

    @cached_property
    def _all(self) -> list[Altered]:
        changed = self._merger.merged.changed
        found = (_altered(self._merger, key, changed[key]) for key in self._keys)
        return [each for each in found if each.fields]

    @overload
    def __getitem__(self, place: int) -> Altered: ...

    @overload
    def __getitem__(self, place: slice) -> list[Altered]: ...

    def __getitem__(self, place: int | slice) -> Altered | list[Altered]:
        return self._all[place]

    def __iter__(self) -> Iterator[Altered]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


def _altered(merger: FileMerger, key: Key, numbers: Iterable[int]) -> Altered:
    stored, before, after = BY_NUMBER[key[0]], merger.merged.before[key], merger.merged.rows[key].values
    differing = [number for number in sorted(numbers) if number != LIFE and before[number] != after[number]]
    fields = tuple(stored.fields[number - 1] for number in differing)
    return Altered(
        stored.record,
        RecordId(key[1]),
        fields,
        tuple(stored.decode(field, before[number]) for field, number in zip(fields, differing, strict=True)),
        tuple(stored.decode(field, after[number]) for field, number in zip(fields, differing, strict=True)),
    )


def _contradictions(
    connection: Connection, merge: Merge, authors: Mapping[int, int], entries: Sequence[Entry]
) -> list[Contradiction]:
    merger, merged = merge.merger, merge.merger.merged
    parted = [(key, number) for key, number in merged.contradictions() if number != LIFE]
    kept = [
        key
        for key, row in merged.rows.items()
        if LIFE in row.dots and any(merger.lives(key)) and not merger.is_gone(key)
    ]
    news = _News(connection, merge, entries, {key[1] for key, _number in parted} | {key[1] for key in kept})
    return [
        *(news.parted(authors, key, number) for key, number in parted),
        *(news.kept_and_removed(key) for key in kept),
    ]


class _News:
    """Finds who wrote the versions of a field, in the journal here and in what has just come."""

    def __init__(self, connection: Connection, merge: Merge, entries: Sequence[Entry], wanted: set[bytes]) -> None:
        self._connection = connection
        self._siblings = merge.merger.merged.siblings
        self._entries: dict[bytes, list[past.Written]] = {}
        for entry, ids in zip(entries, merge.ids, strict=True) if wanted else ():
            for record_id in wanted.intersection(ids):
                written = (entry.author, entry.number, entry.at, entry.clerk, entry.body)
                self._entries.setdefault(record_id, []).append(written)

    def _about(self, record_id: bytes) -> list[past.Written]:
        return [*past.entries_about(self._connection, record_id), *self._entries.get(record_id, [])]

    def parted(self, authors: Mapping[int, int], key: Key, number: int) -> Contradiction:
        """A field with several values, the one shown meanwhile first."""
        versions = {(authors[local], count): each for (local, count), each in self._siblings[key, number].items()}
        dots = sorted(versions, key=lambda dot: (versions[dot].at, dot), reverse=True)
        stored = BY_NUMBER[key[0]]
        return past.parted(stored, key[1], number, self._about(key[1]), dots, instant_of)

    def kept_and_removed(self, key: Key) -> Contradiction:
        """A record that one side removed and the other kept."""
        return past.kept_and_removed(BY_NUMBER[key[0]], key[1], self._about(key[1]), instant_of)
