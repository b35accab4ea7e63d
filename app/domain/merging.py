"""Versions of a field and how they meet: replaced, side by side, settled.

A *dot* names one journal record: (author, number). A field holds the dots whose values nobody has replaced
yet, normally one. A write names its *base*: the dots that the form showed. Merging removes the base and adds
the new dot. One dot left: done. More: a contradiction; every value is kept and the one written last by the
hybrid clock is shown meanwhile. The clock orders the display and decides nothing else, so wrong clocks cost
no data. A person's verdict is an ordinary write whose base is all the dots.

Authors are small local numbers here; ``rank`` orders two of them the same way on every workstation.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Dot = tuple[int, int]
Key = tuple[int, bytes]
"""(number of the kind of record, id)"""

LIFE = 0
"""Field 0: None while the record lives, else the dots that whoever removed it had seen."""

INSERT = 0
UPDATE = 1


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

    def is_gone(self, removals: Iterable[Mapping[int, int]]) -> bool:
        """Removed, and nothing in it is newer than what the removers had seen."""
        covered: dict[int, int] = {}
        for removal in removals:
            for author, count in removal.items():
                covered[author] = max(count, covered.get(author, 0))
        return bool(covered) and all(count <= covered.get(author, 0) for author, count in self.seen().items())


@dataclass(frozen=True, slots=True)
class Operation:
    """Values written to one record; ``bases`` has the replaced dots per field, empty for a new record."""

    kind: int
    is_insert: bool
    id: bytes
    fields: tuple[int, ...]
    values: tuple[Any, ...]
    bases: tuple[tuple[Dot, ...], ...]


@dataclass(frozen=True, slots=True)
class Transaction:
    """What one journal record wrote."""

    dot: Dot
    at: int
    operations: tuple[Operation, ...]


@dataclass(slots=True)
class Merged:
    """What the transactions make of the file; nothing is written yet."""

    rows: dict[Key, Row] = field(default_factory=dict)
    fresh: set[Key] = field(default_factory=set)
    changed: dict[Key, set[int]] = field(default_factory=dict)
    siblings: dict[tuple[Key, int], dict[Dot, Version]] = field(default_factory=dict)

    def contradictions(self) -> list[tuple[Key, int]]:
        """Fields that hold different values side by side after the merge."""
        return [place for place, versions in self.siblings.items() if differ(versions.values())]


class UnknownRecord(Exception):
    """A write names a record that neither the file nor an earlier transaction has."""


def differ(versions: Iterable[Version]) -> bool:
    """Whether there is anything for a person to settle: equal values written twice are no contradiction."""
    values = [version.value for version in versions]
    return any(value != values[0] for value in values[1:])


class Merger:
    """Applies transactions to rows in memory.

    ``load`` gives a stored row or None, ``siblings_of`` the versions of a field that holds several,
    ``time_of`` the clock of a dot, ``rank`` the order of authors that all workstations share.
    """

    def __init__(
        self,
        load: Callable[[Key], Row | None],
        siblings_of: Callable[[Key, int], dict[Dot, Version]],
        time_of: Callable[[Dot], int],
        rank: Callable[[int], int],
    ) -> None:
        self._load = load
        self._siblings_of = siblings_of
        self._time_of = time_of
        self._rank = rank
        self._times: dict[Dot, int] = {}
        self.merged = Merged()

    def apply(self, transaction: Transaction, widths: Mapping[int, int]) -> None:
        """Merge one transaction; ``widths`` has the number of fields of each kind, ``LIFE`` included."""
        self._times[transaction.dot] = transaction.at
        for operation in transaction.operations:
            key = (operation.kind, operation.id)
            row = self.merged.rows.get(key)
            if row is None:
                row = self._load(key)
                if row is None:
                    if not operation.is_insert:
                        raise UnknownRecord(key)
                    self._insert(key, operation, transaction.dot, widths[operation.kind])
                    continue
                self.merged.rows[key] = row
            self._write(key, row, operation, transaction)

    def _insert(self, key: Key, operation: Operation, dot: Dot, width: int) -> None:
        values: list[Any] = [None] * width
        for number, value in zip(operation.fields, operation.values, strict=True):
            values[number] = value
        self.merged.rows[key] = Row(dot, {}, values)
        self.merged.fresh.add(key)

    def _write(self, key: Key, row: Row, operation: Operation, transaction: Transaction) -> None:
        dot = transaction.dot
        changed = self.merged.changed.setdefault(key, set())
        bases = operation.bases or ((),) * len(operation.fields)
        for number, value, base in zip(operation.fields, operation.values, bases, strict=True):
            changed.add(number)
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

    def winner(self, versions: Mapping[Dot, Version]) -> Dot:
        """The dot whose value is shown until a person decides: latest clock, then the author's rank."""
        return max(versions, key=lambda dot: (versions[dot].at, self._rank(dot[0]), dot[1]))
