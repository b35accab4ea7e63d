"""Versions of a field and how they meet: replaced, side by side, settled.

A *dot* names one journal record: (author, number). A field holds the dots whose values nobody has replaced
yet, normally one. A write names its *base*: the dots that the form showed. Merging removes the base and adds
the new dot. One dot left: done. More: a contradiction; every value is kept and the one written last by the
hybrid clock is shown meanwhile. The clock orders the display and decides nothing else, so wrong clocks cost
no data. A person's verdict is an ordinary write whose base is all the dots.

A record may be *sealed*: one transaction wrote all of it because from then on it stood on paper. Of values side by
side the sealed one is shown, whatever the clocks say.

Authors are small local numbers here; ``rank`` orders two of them the same way on every workstation.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Dot = tuple[int, int]
Key = tuple[int, bytes]
"""(number of the kind of record, id)"""

LIFE = 0
"""Field 0: None while the record lives, else the dots that whoever removed it had seen."""


@dataclass(slots=True)
class Version:
    """One value of a field and when it was written (hybrid clock)."""

    at: int
    value: Any


@dataclass(slots=True)
class Row:
    """A stored record: the dot of its birth, fields whose dots differ from it, and its values by field."""

    born: Dot
    dots: dict[int, list[Dot]]
    values: list[Any]

    def dots_of(self, number: int) -> list[Dot]:
        """The live dots of a field."""
        return self.dots.get(number) or [self.born]

    def seen(self) -> dict[int, int]:
        """Per author the newest dot in any field but ``LIFE``: what somebody who saw the record knows."""
        newest = {self.born[0]: self.born[1]}
        for number, dots in self.dots.items():
            if number != LIFE:
                for author, count in dots:
                    newest[author] = max(count, newest.get(author, 0))
        return newest

    def is_gone(self, lives: Iterable[Mapping[int, int] | None]) -> bool:
        """Every version of ``LIFE`` is a removal, and nothing in the record is newer than the removers saw.

        A version that says "alive", standing beside a removal, keeps the record until a person decides.
        """
        covered: dict[int, int] = {}
        for life in lives:
            if life is None:
                return False
            for author, count in life.items():
                covered[author] = max(count, covered.get(author, 0))
        return all(count <= covered.get(author, 0) for author, count in self.seen().items())


@dataclass(frozen=True, slots=True)
class Writes:
    """Like writes to records of one kind.

    A row is ``(id, value, …)`` for new records; for changed ones the bases follow as its last part: for each
    field the dots that the value replaces.
    """

    kind: int
    is_insert: bool
    fields: tuple[int, ...]
    rows: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Transaction:
    """What one journal record wrote."""

    dot: Dot
    at: int
    writes: tuple[Writes, ...]


@dataclass(slots=True)
class Merged:
    """What the transactions make of the file; nothing is written yet. ``before`` has the values of changed rows."""

    rows: dict[Key, Row] = field(default_factory=dict)
    fresh: set[Key] = field(default_factory=set)
    changed: dict[Key, set[int]] = field(default_factory=dict)
    before: dict[Key, tuple[Any, ...]] = field(default_factory=dict)
    siblings: dict[tuple[Key, int], dict[Dot, Version]] = field(default_factory=dict)

    def contradictions(self) -> list[tuple[Key, int]]:
        """Fields that hold different values side by side after the merge."""
        return [place for place, versions in self.siblings.items() if differ(versions.values())]


class UnknownRecord(Exception):
    """A write names a record that neither the file nor an earlier transaction has; nothing was merged."""


def differ(versions: Iterable[Version]) -> bool:
    """Whether there is anything for a person to settle: equal values written twice are no contradiction."""
    values = [version.value for version in versions]
    return any(value != values[0] for value in values[1:])


class Merger:
    """Applies transactions to rows in memory.

    ``load`` gives a stored row or None and is asked once per row, ``siblings_of`` the versions of a field
    that holds several, ``time_of`` the clock of a dot, ``rank`` the order of authors that all workstations
    share, ``blanks`` per kind what stands in fields that a new record does not name (an older program made it),
    ``seals`` per kind the field that is written when a record is sealed and empty before.
    """

    def __init__(
        self,
        load: Callable[[Key], Row | None],
        siblings_of: Callable[[Key, int], dict[Dot, Version]],
        time_of: Callable[[Dot], int],
        rank: Callable[[int], int],
        blanks: Mapping[int, Sequence[Any]],
        seals: Mapping[int, int] | None = None,
    ) -> None:
        self._load = load
        self._siblings_of = siblings_of
        self._time_of = time_of
        self._rank = rank
        self._blanks = blanks
        self._seals = seals or {}
        self._times: dict[Dot, int] = {}
        self.merged = Merged()

    def apply(self, transaction: Transaction) -> None:
        """Merge one transaction, all of it or, where it names a record that is not there, nothing."""
        self._require_rows(transaction)
        self._times[transaction.dot] = transaction.at
        for writes in transaction.writes:
            if writes.is_insert:
                self._insert_all(writes, transaction)
            else:
                for row in writes.rows:
                    key = (writes.kind, row[0])
                    self._write(key, writes.fields, row[1:-1], row[-1], transaction)
            if writes.kind in self._seals:
                for row in writes.rows:
                    self._show_sealed((writes.kind, row[0]))

    def _require_rows(self, transaction: Transaction) -> None:
        made: set[Key] = set()
        for writes in transaction.writes:
            if writes.is_insert:
                made.update((writes.kind, row[0]) for row in writes.rows)
                continue
            for row in writes.rows:
                key = (writes.kind, row[0])
                if key not in made and self._row(key) is None:
                    raise UnknownRecord(key)

    def _row(self, key: Key) -> Row | None:
        row = self.merged.rows.get(key)
        if row is None:
            row = self._load(key)
            if row is not None:
                self.merged.rows[key] = row
        return row

    def _insert_all(self, writes: Writes, transaction: Transaction) -> None:
        blank = self._blanks[writes.kind]
        rows, fresh, dot = self.merged.rows, self.merged.fresh, transaction.dot
        is_whole = writes.fields == tuple(range(1, len(blank)))
        for row in writes.rows:
            key = (writes.kind, row[0])
            if is_whole:
                values = [None, *row[1:]]
            else:
                values = list(blank)
                for number, value in zip(writes.fields, row[1:], strict=True):
                    values[number] = value
            if self._row(key) is None:
                rows[key] = Row(dot, {}, values)
                fresh.add(key)
            else:
                self._meet(key, values, transaction)

    def _meet(self, key: Key, values: list[Any], transaction: Transaction) -> None:
        """A record with a derived id was made in two places: every field, ``LIFE`` too, has both births."""
        numbers = tuple(range(len(values)))
        self._write(key, numbers, values, ((),) * len(values), transaction)
        row = self.merged.rows[key]
        row.born = min(row.born, transaction.dot, key=lambda dot: (self._rank(dot[0]), dot[1]))

    def _write(
        self,
        key: Key,
        fields: Sequence[int],
        values: Sequence[Any],
        bases: Sequence[Sequence[Dot]],
        transaction: Transaction,
    ) -> None:
        row, dot = self.merged.rows[key], transaction.dot
        changed = self.merged.changed.get(key)
        if changed is None:
            changed = self.merged.changed[key] = set()
            self.merged.before[key] = tuple(row.values)
        changed.update(fields)
        for number, value, base in zip(fields, values, bases, strict=True):
            current = row.dots_of(number)
            if len(current) == 1 and (current[0] in base or current[0] == dot):
                row.dots[number] = [dot]
                row.values[number] = value
                if (key, number) in self.merged.siblings:
                    self.merged.siblings[key, number] = {dot: Version(transaction.at, value)}
                continue
            versions = self._versions(key, row, number)
            kept = {old: versions[old] for old in current if old not in base and old != dot}
            kept[dot] = Version(transaction.at, value)
            self.merged.siblings[key, number] = kept
            row.dots[number] = sorted(kept)
            row.values[number] = kept[self.winner(kept)].value

    def _show_sealed(self, key: Key) -> None:
        """Show the sealed one of several values in every field, also in those that this transaction left alone."""
        row = self.merged.rows[key]
        parted = [number for number, dots in row.dots.items() if len(dots) > 1 and number != LIFE]
        if not parted:
            return
        sealed = self._sealed(key, row)
        for number in parted:
            versions = self._versions(key, row, number)
            value = versions[self.winner(versions, sealed)].value
            if value != row.values[number]:
                row.values[number] = value
                self.merged.changed.setdefault(key, set()).add(number)

    def _sealed(self, key: Key, row: Row) -> set[Dot]:
        """The dots of the transactions that sealed a record; more than one where two workstations did."""
        versions = self._versions(key, row, self._seals[key[0]])
        return {dot for dot, version in versions.items() if version.value}

    def _versions(self, key: Key, row: Row, number: int) -> dict[Dot, Version]:
        known = self.merged.siblings.get((key, number))
        if known is not None:
            return known
        current = row.dots_of(number)
        if len(current) > 1:
            return self._siblings_of(key, number)
        dot = current[0]
        at = self._times[dot] if dot in self._times else self._time_of(dot)
        return {dot: Version(at, row.values[number])}

    def winner(self, versions: Mapping[Dot, Version], sealed: Collection[Dot] = ()) -> Dot:
        """The dot whose value is shown until a person decides: sealed, latest clock, then the author's rank."""
        return max(versions, key=lambda dot: (dot in sealed, versions[dot].at, self._rank(dot[0]), dot[1]))
