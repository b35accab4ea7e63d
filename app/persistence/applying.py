"""Lays merged transactions onto the rows of the file. Import and a conflicting local write go the same way."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from app.domain.merging import LIFE, Dot, Key, Merged, Merger, Row, Transaction, Version
from app.persistence.bodies import decode_versions, encode_versions, pack, removal_in, unpack
from app.persistence.connection import Connection, Many
from app.persistence.own_tables import JOURNAL, SIBLING
from app.persistence.tables import BLANKS, BY_NUMBER, SEALS

_OF_FIELD = select(SIBLING.c.author, SIBLING.c.number, SIBLING.c.at, SIBLING.c.value).where(
    SIBLING.c.kind == bindparam("kind"), SIBLING.c.id == bindparam("id"), SIBLING.c.field == bindparam("field")
)
_PART = Many(
    delete(SIBLING).where(
        SIBLING.c.kind == bindparam("kind"), SIBLING.c.id == bindparam("id"), SIBLING.c.field == bindparam("field")
    ),
    *("kind", "id", "field"),
)
_STAND = Many(insert(SIBLING), *SIBLING.c.keys())
_TIME = select(JOURNAL.c.at).where(JOURNAL.c.author == bindparam("author"), JOURNAL.c.number == bindparam("number"))


class _Stock:
    """What a merge asks of the file. A ring of merger and ``FileMerger`` would keep all rows alive, so it is apart."""

    def __init__(self, connection: Connection, authors: Mapping[int, int], own_time: int) -> None:
        self._connection = connection
        self._authors = authors
        self.local = {author: number for number, author in authors.items()}
        self._own_time = own_time
        self._stored: dict[Key, Row] = {}

    def read_ahead(self, transactions: Iterable[Transaction]) -> None:
        """Fetch the rows that the transactions name, in a few statements."""
        wanted: dict[int, set[bytes]] = {}
        for transaction in transactions:
            for writes in transaction.writes:
                wanted.setdefault(writes.kind, set()).update([row[0] for row in writes.rows])
        for kind, ids in wanted.items():
            if is_empty(self._connection, kind):
                continue  # a new workstation has nothing to meet
            for row in BY_NUMBER[kind].rows_of.fetch(self._connection, sorted(ids)):
                born, dots = decode_versions(row[-1])
                self._stored[kind, row[0]] = Row(born, dots, list(row[1:-1]))

    def load(self, key: Key) -> Row | None:
        """A row that was read ahead, once."""
        return self._stored.pop(key, None)

    def siblings_of(self, key: Key, number: int) -> dict[Dot, Version]:
        """The stored versions of a field that holds several."""
        found = self._connection.execute(_OF_FIELD, {"kind": key[0], "id": key[1], "field": number})
        return {(self.local[author], count): Version(at, unpack(value)) for author, count, at, value in found}

    def time_of(self, dot: Dot) -> int:
        """The hybrid clock of a journal record; of the one that is being written, its own."""
        at = self._connection.execute(_TIME, {"author": self._authors[dot[0]], "number": dot[1]}).scalar()
        return self._own_time if at is None else int(at)


class FileMerger:
    """A ``Merger`` that reads the rows it needs from an open connection and can write what came out."""

    def __init__(self, connection: Connection, authors: Mapping[int, int], own_time: int = 0) -> None:
        """``authors`` maps this file's small numbers to the authors everybody knows."""
        self._connection = connection
        self._authors = authors
        self._stock = stock = _Stock(connection, authors, own_time)
        self._merger = Merger(stock.load, stock.siblings_of, stock.time_of, authors.__getitem__, BLANKS, SEALS)

    @property
    def merged(self) -> Merged:
        """What came out so far."""
        return self._merger.merged

    def read_ahead(self, transactions: Iterable[Transaction]) -> None:
        """Fetch the rows that the transactions name, in a few statements."""
        self._stock.read_ahead(transactions)

    def apply(self, transaction: Transaction) -> None:
        """Merge one transaction in memory; raises ``UnknownRecord`` and then has merged nothing of it."""
        self._merger.apply(transaction)

    def is_gone(self, key: Key) -> bool:
        """Whether a merged record is out of sight."""
        row = self.merged.rows[key]
        if LIFE not in row.dots:
            return False
        return row.is_gone([None if life is None else self._removal(life) for life in self.lives(key)])

    def lives(self, key: Key) -> list[Any]:
        """Every version of a merged record's ``LIFE``."""
        row = self.merged.rows[key]
        versions = self.merged.siblings.get((key, LIFE))
        if versions is None and len(row.dots_of(LIFE)) > 1:
            versions = self._stock.siblings_of(key, LIFE)
        return [row.values[LIFE]] if versions is None else [version.value for version in versions.values()]

    def _removal(self, life: bytes) -> dict[int, int]:
        """What a remover had seen, in this file's small numbers; authors unknown here cannot be in the row."""
        local = self._stock.local
        return {local[author]: count for author, count in removal_in(life) if author in local}

    def write(self) -> None:
        """Write the rows and the versions that stand side by side."""
        self._write_siblings()
        inserts: dict[int, list[tuple[Any, ...]]] = {}
        updates: dict[tuple[int, tuple[int, ...], bool], list[tuple[Any, ...]]] = {}
        births: dict[Dot, bytes] = {}
        fresh, changed = self.merged.fresh, self.merged.changed
        for key, row in self.merged.rows.items():
            if key in fresh:
                if row.dots:
                    gone, versions = self.is_gone(key), encode_versions(row.born, row.dots)
                else:  # as nearly all are: one encoding serves a whole transaction
                    gone, versions = False, births.get(row.born) or births.setdefault(row.born, pack(row.born))
                values = row.values
                inserts.setdefault(key[0], []).append((key[1], *values[1:], values[LIFE], gone, versions))
            elif numbers := changed.get(key):
                ordered = tuple(numbers) if len(numbers) == 1 else tuple(sorted(numbers, key=_column))
                has_removal = LIFE in row.dots  # without one it was and is in sight
                written = [row.values[number] for number in ordered]
                if has_removal:
                    written.append(self.is_gone(key))
                same = updates.setdefault((key[0], ordered, has_removal), [])
                same.append((*written, encode_versions(row.born, row.dots), key[1]))
        self._insert(inserts)
        self._update(updates)

    def _insert(self, inserts: Mapping[int, list[tuple[Any, ...]]]) -> None:
        for kind, rows in inserts.items():
            BY_NUMBER[kind].insert_row.run(self._connection, rows)

    def _update(self, updates: Mapping[tuple[int, tuple[int, ...], bool], list[tuple[Any, ...]]]) -> None:
        for (kind, numbers, has_removal), rows in updates.items():
            stored = BY_NUMBER[kind]
            names = ["life" if number == LIFE else stored.fields[number - 1] for number in numbers]
            stored.update(*names, *(["gone"] if has_removal else []), "sync_v").run(self._connection, rows)

    def _write_siblings(self) -> None:
        places = list(self.merged.siblings)
        if not places:
            return
        _PART.run(self._connection, [(*key, number) for key, number in places])
        rows = [
            (*key, number, self._authors[dot[0]], dot[1], version.at, pack(version.value))
            for (key, number), versions in self.merged.siblings.items()
            if len(versions) > 1
            for dot, version in versions.items()
        ]
        _STAND.run(self._connection, rows)


def is_empty(connection: Connection, kind: int) -> bool:
    """Whether there is no record of a kind, not even a removed one."""
    return connection.execute(BY_NUMBER[kind].select_any).first() is None


def _column(number: int) -> tuple[bool, int]:
    """Fields in the order of their columns: ``life`` has the lowest number and stands behind the others."""
    return number == LIFE, number
