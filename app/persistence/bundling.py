"""The side of the office file that speaks with other workstations: slices of the journal out, arrivals in."""

import gc
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, or_, select, update

from app.domain.bundles import Arrival, Entry, Head, Newcomer, Note, SignedHead, Slice, StationKeys, seal_body
from app.domain.erasing import Erasure
from app.domain.persons import Person
from app.domain.records import Record, RecordId
from app.persistence import (
    arriving,
    authors,
    bodies,
    checking,
    contents,
    copying,
    entitling,
    erased,
    erasing,
    identity,
    journal,
    notes,
    putting_off,
    retiring,
)
from app.persistence.connection import Connection, Many, commit
from app.persistence.faults import worded, worded_throughout
from app.persistence.local_values import remember
from app.persistence.merges import merge
from app.persistence.own_tables import JOURNAL, PARKED, PERSON_KEY
from app.persistence.searching import JOINED_IDS, finish
from app.persistence.tables import BY_RECORD
from app.persistence.trial import trial_of
from app.services.ports import Changes, Check, Parked, Progress, Trial

if TYPE_CHECKING:
    from app.persistence.store import Store

_MANY = 500
_ABOVE = select(JOURNAL.c.ord, *journal.COLUMNS).where(
    JOURNAL.c.author == bindparam("author"), JOURNAL.c.number > bindparam("above")
)
_DIGESTS = select(JOURNAL.c.number, JOURNAL.c.digest).where(
    JOURNAL.c.author == bindparam("author"), JOURNAL.c.number.between(bindparam("first"), bindparam("last"))
)
_WITHHELD = select(JOURNAL.c.author, JOURNAL.c.number, JOURNAL.c.digest).where(JOURNAL.c.body.is_(None))
_FILL = Many(
    update(JOURNAL).where(JOURNAL.c.author == bindparam("this"), JOURNAL.c.number == bindparam("place")),
    *("salt", "body", "this", "place"),
    column_keys=("salt", "body"),
)
_WAIT = Many(insert(PARKED), "author", "number", "reason")
_PERSONS = BY_RECORD[Person].table.c
_ANYBODY = select(_PERSONS.id).limit(1)
_ALONE = select(_PERSONS.id, _PERSONS.pesel, _PERSONS.born_on).where(_PERSONS.gone == 0, _PERSONS.merged_into.is_(None))
_ALIKE = _ALONE.where(
    or_(
        _PERSONS.pesel.in_(bindparam("pesels", expanding=True)),
        _PERSONS.born_on.in_(bindparam("births", expanding=True)),
    )
)
_FIRST, _SECOND = PERSON_KEY.alias("a"), PERSON_KEY.alias("b")
_TWINS = (
    select(_FIRST.c.id, _SECOND.c.id)
    .join(_SECOND, (_SECOND.c.pesel == _FIRST.c.pesel) & (_FIRST.c.id < _SECOND.c.id))
    .where(
        _FIRST.c.id.not_in(JOINED_IDS),
        _SECOND.c.id.not_in(JOINED_IDS),
        _FIRST.c.pesel.in_(
            select(PERSON_KEY.c.pesel)
            .where(PERSON_KEY.c.pesel != "")
            .group_by(PERSON_KEY.c.pesel)
            .having(func.count() > 1)
        ),
    )
)


def _deliver(connection: Connection, entries: Iterable[Entry]) -> None:
    """Put delivered bodies into the journal and note that they are to be taken up."""
    here = {(row[0], row[1]): row[2] for row in connection.execute(_WITHHELD)}
    fitting = [
        each
        for each in entries
        if each.body is not None
        and each.salt is not None
        and here.get((each.author, each.number)) == seal_body(each.body, each.salt)
    ]
    news = erasing.cleaned(connection, fitting)
    erased.add(connection, news.fresh)
    _FILL.run(connection, [(each.salt, each.body, each.author, each.number) for each in news.entries])
    _WAIT.run(connection, [(each.author, each.number, "withheld") for each in news.entries])


@worded_throughout
class FileBundling:
    """See ``app.services.bundling.Bundling``."""

    def __init__(self, store: "Store", connection: Connection) -> None:
        self._store = store
        self._connection = connection

    # -- who ---------------------------------------------------------------------------------------------------

    @property
    def author(self) -> int:
        """The number of this workstation."""
        return self._store.author

    @property
    def office_id(self) -> bytes:
        """The office that the file belongs to; empty while this workstation waits for its welcome."""
        return bytes(self._store.meta("office") or b"")

    def keys(self) -> StationKeys:
        """The secrets of this workstation."""
        mine = self.authors()[self.author]
        secret, sealing = self._store.meta("signing_secret"), self._store.meta("sealing_secret")
        return StationKeys(secret, mine.signing_key, sealing, mine.sealing_key)

    def authors(self) -> dict[int, Newcomer]:
        """Everybody whose records are believed."""
        return authors.known(self._connection)

    def take_identity(self, keys: StationKeys, kept: int, sign: Callable[[Head], SignedHead]) -> None:
        """Write under new keys from now on; records above ``kept`` are written again under them."""
        with worded(self._store.path.name), self._store.transaction() as connection:
            identity.take(connection, self.author, keys, kept, sign, lambda: secrets.token_bytes(16))
            commit(connection)
        self._store.author = keys.author

    # -- out ---------------------------------------------------------------------------------------------------

    def clock(self) -> int:
        """The newest reading of the hybrid clock; it never goes back."""
        return authors.clock(self._connection)

    def vector(self) -> dict[int, Head]:
        """How far each author has come in this file."""
        return authors.vector(self._connection)

    def heads(self) -> dict[int, SignedHead]:
        """The authors' own signatures under their chains, as far as they came with bundles."""
        return authors.signed_heads(self._connection)

    def stated(self, peer: int) -> dict[int, int]:
        """What a workstation had, by its own newest bundle; empty before the first."""
        return notes.stated(self._connection, peer)

    def slice_above(self, base: Mapping[int, int], withheld: Collection[bytes] = ()) -> Slice:
        """Everything above a vector. The order of arrival is kept: in it causes always come first.

        Of records about the ``withheld`` households only the header and the hash go along.
        """
        found: list[Any] = []
        for author, head in self.vector().items():
            above = base.get(author, 0)
            if head.number > above:
                found += self._connection.execute(_ABOVE, {"author": author, "above": above}).fetchall()
        found.sort(key=lambda row: int(row[0]))
        entries = [Entry(*row[1:]) for row in found]
        if withheld:
            entries = [replace(each, salt=None, body=None) if each.scope in withheld else each for each in entries]
        heads = {author: head for author, head in self.heads().items() if head.number > base.get(author, 0)}
        introduced = bodies.documents_in(entry.body for entry in entries)
        return Slice(entries, heads, contents.all_kept(self._connection, introduced))

    def contents_of(self, digests: Iterable[str]) -> list[bytes]:
        """Those of the wanted contents that are here."""
        return contents.all_kept(self._connection, digests)

    def sizes_of(self, digests: Iterable[str]) -> dict[str, int]:
        """Digest -> size in bytes of those of the wanted contents that are here; 0 for erased ones."""
        wanted = set(digests)
        gone = erased.among(self._connection, map(bytes.fromhex, wanted))
        return contents.sizes(self._connection, wanted) | {digest.hex(): 0 for digest in gone}

    def next_counter(self) -> int:
        """The number of the next bundle of this workstation."""
        return int(self._store.meta("bundle_counter") or 0) + 1

    def remember_sent(self, note: Note, head: SignedHead) -> None:
        """Note a bundle that was written for somebody, and the signature under my chain that it carried."""
        with worded(self._store.path.name), self._store.transaction() as connection:
            notes.keep(connection, note)
            authors.sign(connection, self.author, head)
            remember(connection, bundle_counter=self.next_counter())
            commit(connection)

    # -- in ----------------------------------------------------------------------------------------------------

    def entries_of(self, author: int, first: int, last: int) -> dict[int, bytes]:
        """Record number -> its salted hash, to notice an identity that was used twice."""
        rows = self._connection.execute(_DIGESTS, {"author": author, "first": first, "last": last})
        return {row[0]: row[1] for row in rows}

    @staticmethod
    def newcomers_in(entry: Entry) -> list[Newcomer]:
        """The workstations that a record puts on the roster."""
        return bodies.newcomers_in(entry.body)

    def explains_rests(self, entries: Sequence[Entry]) -> bool:
        """Whether an order to erase, or the office's rule, here or whole in these records, explains cut bodies."""
        return arriving.explains_rests(self._connection, entries)

    def trial(self, arrival: Arrival) -> Trial:
        """Merge in memory and say what would happen."""
        with worded(self._store.path.name):
            numbers = authors.numbers(self._connection)
            unknown = (newcomer.author for newcomer in arrival.newcomers if newcomer.author not in numbers.values())
            numbers.update(enumerate(unknown, start=max(numbers, default=0) + 1))
            sifted = arriving.sift(self._connection, arrival)
            news = erasing.cleaned(self._connection, arrival.entries, sifted.orders)
            merged = merge(self._connection, news.entries, numbers, None, sifted.waiting)
            merged.parked = entitling.named(merged.parked, sifted.barred)
            found = trial_of(self._connection, merged, numbers, news.entries)
            return erasing.told(self._connection, found, news, sifted.orders)

    def take_in(self, arrival: Arrival, look: Callable[[Trial], Callable[[], Note]], progress: Progress) -> Changes:
        """Merge and write everything in one transaction; ``look`` sees the merge before it is written."""
        with worded(self._store.path.name), _collector_paused(), self._store.transaction() as connection:
            touched = arriving.take_in(connection, arrival, look, progress)
            if retiring.has_released(connection):
                for kind, ids in self._take_up(connection, progress).items():
                    touched.setdefault(kind, set()).update(ids)
            commit(connection)
        self._store.end_erasure(touched)
        return Changes({kind: frozenset(ids) for kind, ids in touched.items()})

    def parked(self) -> list[tuple[Parked, Entry]]:
        """What could not be accepted, in the order of its arrival, with the journal record itself."""
        return putting_off.parked(self._connection)

    def retry_parked(self, progress: Progress, *, is_supervised: bool = False) -> Changes:
        """Take up what can be accepted by now; the rows it is about are made anew from their whole history."""
        with worded(self._store.path.name), self._store.transaction() as connection:
            touched = self._take_up(connection, progress, is_supervised=is_supervised)
            commit(connection)
        self._store.end_erasure(touched)
        return Changes({kind: frozenset(ids) for kind, ids in touched.items()})

    def withheld(self) -> list[tuple[int, int]]:
        """Author and number of every record whose body is not here."""
        return [(row[0], row[1]) for row in self._connection.execute(_WITHHELD)]

    def deliver(self, entries: Iterable[Entry], progress: Progress) -> Changes:
        """Take in bodies that were withheld, each where its record stands; what does not fit its hash is left out."""
        with worded(self._store.path.name), self._store.transaction() as connection:
            _deliver(connection, entries)
            touched = self._take_up(connection, progress)
            commit(connection)
        self._store.end_erasure(touched)
        return Changes({kind: frozenset(ids) for kind, ids in touched.items()})

    @staticmethod
    def _take_up(
        connection: Connection, progress: Progress, *, is_supervised: bool = False
    ) -> dict[type[Record], set[RecordId]]:
        """Also orders to erase that had been put off; what says something of erased things is taken up without it."""
        touched = erasing.clean_put_off(connection)
        for kind, ids in putting_off.retry(connection, progress, is_supervised=is_supervised).items():
            touched.setdefault(kind, set()).update(ids)
        for kind, ids in erasing.obey_records(connection, touched.get(Erasure, ())).items():
            touched.setdefault(kind, set()).update(ids)
        return touched

    # -- what is known of bundles ------------------------------------------------------------------------------

    def notes(self, limit: int = 50) -> list[Note]:
        """Bundles that came and went, newest first."""
        return notes.newest(self._connection, limit)

    def last_notes(self, peer: int) -> tuple[Note | None, Note | None]:
        """The newest bundle from a workstation, and the newest for it."""
        return (
            notes.last(self._connection, peer, is_incoming=True),
            notes.last(self._connection, peer, is_incoming=False),
        )

    def is_known_bundle(self, bundle_id: bytes) -> Note | None:
        """The note of a bundle that was loaded before."""
        return notes.of_bundle(self._connection, bundle_id)

    def waiting(self, peer: int) -> int:
        """Journal records that no bundle for this workstation has carried yet."""
        stated, sent = self.stated(peer), self.last_notes(peer)[1]
        carried = {} if sent is None else sent.vector
        return sum(
            max(0, head.number - max(stated.get(author, 0), carried.get(author, 0)))
            for author, head in self.vector().items()
            if author != peer
        )

    # -- persons who are perhaps one ---------------------------------------------------------------------------

    def has_persons(self) -> bool:
        """Whether anybody is in the files."""
        return self._connection.execute(_ANYBODY).scalar() is not None

    def lookalikes(self, pesels: Iterable[str], days: Iterable[date]) -> list[RecordId]:
        """Persons in sight, not joined to others, with one of these PESEL numbers or birth days."""
        numbers, births = set(pesels), {day.isoformat() for day in days}
        if len(numbers) + len(births) > _MANY:
            rows = self._connection.execute(_ALONE)
            return [RecordId(each) for each, pesel, born_on in rows if pesel in numbers or born_on in births]
        alike = self._connection.execute(_ALIKE, {"pesels": list(numbers), "births": list(births)})
        return [RecordId(row[0]) for row in alike]

    def twins(self) -> list[tuple[RecordId, RecordId]]:
        """Pairs of persons in sight, not joined, with the same PESEL."""
        finish(self._connection)
        return [(RecordId(first), RecordId(second)) for first, second in self._connection.execute(_TWINS)]

    # -- the whole file ----------------------------------------------------------------------------------------

    def copy_aside(self, progress: Progress) -> str:
        """Copy the whole file beside itself, keep a few older copies; gives the copy's name."""
        with worded(self._store.path.name):
            return copying.copy_aside(self._connection, self._store.path, self._store.key, progress)

    def digest(self) -> str:
        """One line that is equal on workstations that hold the same data."""
        with worded(self._store.path.name):
            return checking.digest(self._connection)

    def checks(self, *, is_deep: bool) -> list[Check]:
        """Look the whole file over: pages, chains, search; deep: the journal replayed against the rows."""
        with worded(self._store.path.name):
            return checking.checks(self._connection, is_deep=is_deep)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Loading makes many objects and drops none, so looking for garbage in between only costs time (a fifth)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
