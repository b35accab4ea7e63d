"""Merges journal records in memory, whether they will be written or only looked at.

Nearly all that reaches a new workstation is *plain*: records that are new here and that only one journal record names.
Nothing can meet them, so they are not merged, and no row of them is kept: what they are is read again from the journal
record when somebody asks, and when it is written. Everything else goes through ``FileMerger``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from app.domain.bundles import Entry, Step
from app.domain.merging import Dot, Key, Row, Transaction, UnknownRecord, Writes
from app.persistence import bodies
from app.persistence.applying import FileMerger, is_empty
from app.persistence.bodies import Unreadable, encode_versions
from app.persistence.connection import Connection
from app.persistence.tables import BLANKS, BY_NUMBER
from app.services.ports import RETIRED, Parked, Progress

_SLICE = 2_000
"""So many plain rows are in memory before they are written; with more it is not quicker."""
_KEPT = 10_000
"""So many plain rows stay as they were read until they are written; of more only the journal records stay."""
_Kinds = dict[int, list[bytes]]
"""Kind -> ids."""


@dataclass
class Merge:
    """An arrival merged in memory: what met something, what is plain, what each record is about, what was parked.

    ``ids`` goes by the place in ``entries``, as ``plain`` does; the latter tells ids by kind.
    """

    connection: Connection
    entries: Sequence[Entry]
    local: Mapping[int, int]
    merger: FileMerger
    ids: list[Collection[bytes]] = field(default_factory=list)
    plain: dict[int, _Kinds] = field(default_factory=dict)
    parked: list[Parked] = field(default_factory=list)
    kept: dict[int, tuple[Writes, ...]] = field(default_factory=dict)
    _places: dict[Key, int] = field(default_factory=dict)
    _opened: tuple[int, dict[Key, Row]] = (-1, {})

    # -- what is plain -----------------------------------------------------------------------------------------

    def plain_ids(self) -> Iterator[tuple[int, int, list[bytes]]]:
        """Place, kind and ids of what is plain, in the order of its arrival."""
        for place, kinds in self.plain.items():
            for kind, ids in kinds.items():
                yield place, kind, ids

    def row(self, key: Key) -> Row | None:
        """A record as it would be; None where the arrival does not touch it."""
        merged = self.merger.merged.rows.get(key)
        if merged is not None or not self.plain:
            return merged
        if not self._places:
            self._places = {(kind, each): place for place, kind, ids in self.plain_ids() for each in ids}
        place = self._places.get(key)
        if place is None:
            return None
        if place != self._opened[0]:  # who asks for many goes through them in order
            self._opened = place, self._rows(place)
        return self._opened[1][key]

    def _rows(self, place: int) -> dict[Key, Row]:
        dot = self.dot(place)
        return {
            (writes.kind, each[0]): Row(dot, {}, [None, *each[1:]])
            for writes in self.writes(place)
            for each in _whole(writes)
        }

    def writes(self, place: int) -> tuple[Writes, ...]:
        """What a plain journal record writes; it was checked when it was read first."""
        kept, body = self.kept.get(place), self.entries[place].body
        if kept is not None or body is None:
            return kept or ()
        return tuple([Writes(*group) for group in bodies.read_body(body)[1]])

    def dot(self, place: int) -> Dot:
        """The name of a journal record in this file's small numbers."""
        entry = self.entries[place]
        return self.local[entry.author], entry.number

    # -- writing -----------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write everything; of the plain rows a slice is in memory at a time."""
        self.merger.write()
        waiting: dict[int, list[tuple[Any, ...]]] = {}
        count = 0
        for place in self.plain:
            versions = encode_versions(self.dot(place), {})
            for writes in self.writes(place):
                rows = [(*each, versions) for each in _whole(writes)]
                waiting.setdefault(writes.kind, []).extend(rows)
                count += len(rows)
            if count >= _SLICE:
                self._insert(waiting)
                count = 0
        self._insert(waiting)

    def _insert(self, rows: dict[int, list[tuple[Any, ...]]]) -> None:
        for kind, each in rows.items():
            BY_NUMBER[kind].insert.run(self.connection, each)  # alive and in sight, as the table has it by itself
        rows.clear()

    def touched(self) -> dict[int, set[bytes]]:
        """Everything that is written: kind -> ids."""
        found: dict[int, set[bytes]] = {}
        for _place, kind, ids in self.plain_ids():
            found.setdefault(kind, set()).update(ids)
        merged = self.merger.merged
        for keys in (merged.fresh, merged.changed):
            for kind, record_id in keys:
                found.setdefault(kind, set()).add(record_id)
        return found


def merge(
    connection: Connection,
    entries: Sequence[Entry],
    numbers: Mapping[int, int],
    progress: Progress | None,
    held: Set[Dot] = frozenset(),
) -> Merge:
    """Merge without writing; ``numbers`` maps this file's small numbers to authors, newcomers included.

    What is ``held`` by author and number waits for a person.
    """
    local = {author: number for number, author in numbers.items()}
    merged = Merge(connection, entries, local, FileMerger(connection, numbers))
    transactions = list(_to_merge(merged, held, progress))
    merged.merger.read_ahead(transaction for _place, transaction in transactions)
    for done, (place, transaction) in enumerate(transactions):
        if progress is not None and done % 64 == 0:
            progress.step(Step.MERGING, 0.5 + 0.2 * done / len(transactions))
        try:
            merged.merger.apply(transaction)
        except UnknownRecord:
            merged.parked.append(Parked(entries[place].author, entries[place].number, "record"))
            merged.ids[place] = ()
    return merged


def _to_merge(merged: Merge, held: Set[Dot], progress: Progress | None) -> Iterator[tuple[int, Transaction]]:
    """Read and check every record, set apart what is plain, and give the others in their order."""
    read: dict[int, Transaction] = {}
    rows = 0
    once: set[bytes] = set()
    again: set[bytes] = set()
    for place, entry in enumerate(merged.entries):
        merged.ids.append(())
        if (entry.author, entry.number) in held:
            merged.parked.append(Parked(entry.author, entry.number, RETIRED))
            continue
        if entry.body is None:
            continue
        if progress is not None and place % 64 == 0:
            progress.step(Step.MERGING, 0.3 + 0.2 * place / len(merged.entries))
        try:
            _reason, groups = bodies.read_body(entry.body)
            writes = bodies.writes_of(groups, merged.local)
        except Unreadable as error:
            merged.parked.append(Parked(entry.author, entry.number, str(error)))
            continue
        ids = [row[0] for each in writes for row in each.rows]
        merged.ids[place] = found = set(ids)
        again |= found & once
        once |= found
        if len(found) == len(ids) and all(each.is_insert for each in writes):
            merged.ids[place] = ids
            merged.plain[place] = _kinds(writes)
            rows += len(ids)
            if rows <= _KEPT:
                merged.kept[place] = writes
        else:
            read[place] = Transaction(merged.dot(place), entry.at, writes)
    again |= _here(merged)
    for place in [place for place in merged.plain if not again.isdisjoint(merged.ids[place])]:
        del merged.plain[place]
        read[place] = Transaction(merged.dot(place), merged.entries[place].at, merged.writes(place))
    yield from sorted(read.items())


def _kinds(writes: Iterable[Writes]) -> _Kinds:
    found: _Kinds = {}
    for each in writes:
        found.setdefault(each.kind, []).extend([row[0] for row in each.rows])
    return found


def _here(merged: Merge) -> set[bytes]:
    """What would be plain if it were not here already: made in two places under a derived id, or taken up again."""
    asked: _Kinds = {}
    for _place, kind, ids in merged.plain_ids():
        asked.setdefault(kind, []).extend(ids)
    return {
        row[0]
        for kind, ids in asked.items()
        if not is_empty(merged.connection, kind)
        for row in BY_NUMBER[kind].ids_of.fetch(merged.connection, ids)
    }


def _whole(writes: Writes) -> Iterable[Sequence[Any]]:
    """(id, value of every field): what an older program did not write stands as in a record without it."""
    blank = BLANKS[writes.kind]
    if writes.fields == tuple(range(1, len(blank))):
        return writes.rows
    rows = []
    for row in writes.rows:
        values = [row[0], *blank[1:]]
        for number, value in zip(writes.fields, row[1:], strict=True):
            values[number] = value
        rows.append(values)
    return rows
