"""One transaction: rows and their journal record, written together or not at all."""

from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from app.domain.bundles import content_digest
from app.domain.cases import Case
from app.domain.merging import LIFE, Dot, Transaction, Writes
from app.domain.offices import Workstation
from app.domain.persons import Address, Person
from app.domain.records import Record, RecordId
from app.persistence import authors, contents, erased, journal, searching
from app.persistence.applying import FileMerger
from app.persistence.bodies import Pending, decode_versions, encode_versions, pack
from app.persistence.connection import Connection, Some
from app.persistence.reading import FileReading
from app.persistence.tables import BY_RECORD, Stored
from app.services.ports import Changes

if TYPE_CHECKING:
    from app.persistence.store import Store

R = TypeVar("R", bound=Record)
_PERSONS = {
    kind: Some(select(table.c.person_id), table.c.id)
    for kind, table in ((kind, BY_RECORD[kind].table) for kind in (Address, Case))
}
"""Whom a thing is about, for what is found by more than the person's own row."""


class FileWork(FileReading):
    """See ``app.services.ports.Work``. Rows are written at once, the journal at ``commit``."""

    def __init__(self, store: "Store", connection: Connection, *, clerk_id: bytes | None, at: int, reason: str) -> None:
        super().__init__(connection)
        self._store = store
        self._clerk_id = clerk_id
        self._reason = reason
        self._has_erased = erased.is_any(connection)
        self._authors = authors.numbers(connection)
        self._me = store.author
        self._local = next(local for local, author in self._authors.items() if author == self._me)
        self._head = authors.own_head(connection, self._me)
        self._at = max(authors.clock(connection) + 1, at)
        self._wall = at >> 16 if self._at >> 16 != at >> 16 else 0
        """What the clock on the wall shows, in milliseconds, where the hybrid clock is ahead of it."""
        self._records: dict[bytes | None, Pending] = {}
        self._homes: dict[bytes, Pending] = {}
        self._scope: bytes | None = None
        self._touched: dict[type[Record], set[RecordId]] = {}
        self.is_done = False

    # -- writing ---------------------------------------------------------------------------------------------

    def touching(self, household_id: RecordId | None) -> None:
        """From here on the changes belong to this household, or to the office."""
        self._scope = household_id

    def _pending(self) -> Pending:
        pending = self._records.get(self._scope)
        if pending is None:
            pending = Pending(self._head.number + 1 + len(self._records), self._scope, self._wall)
            self._records[self._scope] = pending
        return pending

    def _pending_for(self, record_id: bytes) -> Pending:
        """All writes to one thing stand in one journal record, in their order; the first one chooses it."""
        return self._homes.get(record_id) or self._homes.setdefault(record_id, self._pending())

    def add(self, record: Record) -> None:
        """Write a new record."""
        self.add_all([record])

    def add_all(self, records: Sequence[Record]) -> None:
        """Write many new records of one kind at once."""
        if not records:
            return
        stored = BY_RECORD[type(records[0])]
        pending = self._pending()
        rows = [(record.id, *stored.values_of(record)) for record in records]
        if self._has_erased:
            erased.refuse_hanging(self._connection, stored, rows)
        versions = pack((self._local, pending.number))
        stored.insert.run(self._connection, [(*row, versions) for row in rows])
        pending.insert(stored.number, tuple(range(1, len(stored.fields) + 1)), rows)
        self._homes.update(dict.fromkeys((row[0] for row in rows), pending))
        self._touched.setdefault(stored.record, set()).update(record.id for record in records)

    def change(self, before: R, after: R) -> None:
        """Write the fields that differ, replacing the versions that ``before`` was read with."""
        stored = BY_RECORD[type(before)]
        old, new = stored.values_of(before), stored.values_of(after)
        changed = {place + 1: value for place, value in enumerate(new) if value != old[place]}
        if changed:
            self._update(stored, before, changed)

    def seal(self, before: R, after: R) -> None:
        """Write every field, also those that stay equal, as versions of this transaction."""
        stored = BY_RECORD[type(before)]
        self._update(stored, before, dict(enumerate(stored.values_of(after), start=1)))

    def settle(self, kind: type[Record], record_id: RecordId, field: str, value: object) -> None:
        """A person's verdict on a contradiction: replaces every version that is there, also an equal value."""
        stored = BY_RECORD[kind]
        record = self.get(kind, record_id)
        if field == "life":
            self._update(stored, record, {LIFE: None})
        else:
            self._update(stored, record, {stored.numbers[field]: stored.encode(field, value)})

    def remove(self, record: Record) -> None:
        """Take a record out of sight together with the versions that were seen."""
        stored = BY_RECORD[type(record)]
        born, dots = self._seen(record, decode_versions(self._versions_now(stored, record.id))[0])
        newest: dict[int, int] = {}
        for author, number in [born, *(dot for field, each in dots.items() if field != LIFE for dot in each)]:
            newest[self._authors[author]] = max(number, newest.get(self._authors[author], 0))
        self._update(stored, record, {LIFE: pack(sorted(newest.items()))})

    def _versions_now(self, stored: Stored, record_id: bytes) -> bytes:
        return bytes(self._connection.execute(stored.select_versions, {"id": record_id}).scalar_one())

    @staticmethod
    def _seen(shown: Record, born: Dot) -> tuple[Dot, dict[int, list[Dot]]]:
        """The versions that a record was read with; one that was never read is as its maker gave it back.

        Of such a record the birth is known and nothing that came after it, so nothing is overwritten unseen.
        """
        return decode_versions(shown.seen) if shown.seen else (born, {})

    def _update(self, stored: Stored, shown: Record, changed: dict[int, object]) -> None:
        pending = self._pending_for(shown.id)
        mine = {(self._local, record.number) for record in self._records.values()}
        born, dots = decode_versions(self._versions_now(stored, shown.id))
        seen_born, seen_dots = self._seen(shown, born)
        dot: Dot = (self._local, pending.number)
        bases: list[tuple[Dot, ...]] = []
        is_plain = True
        for number in changed:
            base = set(seen_dots.get(number) or [seen_born])
            current = dots.get(number) or [born]
            base.update(mine.intersection(current))
            bases.append(tuple(sorted(base)))
            is_plain &= len(current) == 1 and current[0] in base
        numbers = tuple(changed)
        values = tuple(changed.values())
        told = [[(self._authors[author], number) for author, number in base] for base in bases]
        if self._has_erased:
            erased.refuse_write(self._connection, stored, shown.id, numbers, told)
        pending.update(stored.number, numbers, (shown.id, *values, told))
        if is_plain and LIFE not in changed and not dots.get(LIFE):
            names = [stored.fields[number - 1] for number in numbers]
            versions = encode_versions(born, dots | {number: [dot] for number in numbers})
            stored.update(*names, "sync_v").run(self._connection, [(*values, versions, shown.id)])
        else:
            writes = Writes(stored.number, False, numbers, [(shown.id, *values, tuple(bases))])
            merger = FileMerger(self._connection, self._authors, own_time=self._at)
            transaction = Transaction(dot, self._at, (writes,))
            merger.read_ahead([transaction])
            merger.apply(transaction)
            merger.write()
        self._touched.setdefault(stored.record, set()).add(shown.id)

    def keep(self, content: bytes) -> str:
        """Keep bytes of a document for ever; gives their hash."""
        digest = content_digest(content)
        contents.keep(self._connection, {digest: content})
        return digest

    # -- ending ----------------------------------------------------------------------------------------------

    def commit(self) -> Changes:
        """Write journal and rows together and end the transaction."""
        head = self._head
        causes = authors.take_causes(self._connection, self._me) if self._records else None
        for pending in self._records.values():
            head = journal.write(
                self._connection,
                pending,
                author=self._me,
                at=self._at,
                clerk=self._clerk_id,
                reason=self._reason,
                causes=causes,
                previous=head.chain,
            )
            causes = None
        if self._records:
            authors.advance(self._connection, self._me, head, self._at)
            bring_along(self._connection, self._touched)
        self._store.finish(self, self._touched)
        return Changes({kind: frozenset(ids) for kind, ids in self._touched.items()})


def bring_along(connection: Connection, touched: Mapping[type[Record], Set[RecordId]]) -> None:
    """Bring along what is worked out from the rows: the roster of authors and the search index."""
    if Workstation in touched:
        authors.enroll(connection)
    persons: set[bytes] = set(touched.get(Person, ()))
    for kind, about in _PERSONS.items():
        persons.update(row[0] for row in about.fetch(connection, sorted(touched.get(kind, ()))))
    searching.refresh(connection, persons)
