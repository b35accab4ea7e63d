"""Carries out orders to erase: values go from rows, versions, the journal's bodies, kept bytes and search.

The journal stays whole: of a record in which something was erased the header and the salted hash remain, so chains
verify and vectors advance; its salt goes, and of its body only the rest stays. Rows are made anew from what is left,
so whoever has the same records has the same rows, whether he erased them or never got them.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, bindparam, column, delete, insert, select, table, update

from app.domain.bundles import Entry
from app.domain.cases import Document
from app.domain.erasing import Erasure, things_in, version
from app.domain.merging import Key
from app.domain.persons import Person
from app.domain.records import Record, RecordId
from app.persistence import bodies, erased, journal
from app.persistence.bodies import Group
from app.persistence.connection import Connection, Many, in_chunks
from app.persistence.erased import WHOLE
from app.persistence.hanging import Fields, groups_of, grow, grow_by_records
from app.persistence.own_tables import CONTENT, HISTORY, JOURNAL, META, PARKED, PERSON_KEY, PERSON_WORDS
from app.persistence.putting_off import make_anew
from app.persistence.tables import BY_NUMBER, BY_RECORD, Stored
from app.persistence.work import bring_along
from app.services.ports import Trial

_ORDER = BY_RECORD[Erasure]
_PAPERS = BY_RECORD[Document]
_PEOPLE = BY_RECORD[Person]
_DIGEST = re.compile("[0-9a-f]{64}")
_IDENTITY = ("pesel", "phone", "last_name")
"""By these a draft on this workstation is known to be about a person."""
_ORDS = select(HISTORY.c.ord).where(HISTORY.c.id.in_(bindparam("ids", expanding=True)))
_PUT_OFF = select(JOURNAL.c.ord).join(
    PARKED, (PARKED.c.author == JOURNAL.c.author) & (PARKED.c.number == JOURNAL.c.number)
)
_ENTRIES = (
    select(JOURNAL.c.ord, *journal.COLUMNS)
    .where(JOURNAL.c.ord.in_(bindparam("ords", expanding=True)))
    .order_by(JOURNAL.c.ord)
)
_LEAVE_REST = Many(
    update(JOURNAL).where(JOURNAL.c.ord == bindparam("this")), *("salt", "body", "this"), column_keys=("salt", "body")
)
_NAMED = select(_PAPERS.table.c.content).where(_PAPERS.table.c.content.in_(bindparam("digests", expanding=True)))
_DRAFTS = select(META.c.name, META.c.value).where(META.c.name.like("draft:%"))
_WORDS = table(PERSON_WORDS.name, column(PERSON_WORDS.name), column("rowid"), column("words"))
"""With the column by which a full-text index takes commands."""

_THINGS = select(_ORDER.table.c.things).where(_ORDER.table.c.id == bindparam("id"))

Touched = dict[type[Record], set[RecordId]]


@dataclass(frozen=True)
class Cleaned:
    """Records that arrive, without what they say of erased things.

    ``fresh`` hangs on something erased and is erased with it, ``dropped`` counts the things whose values were left out,
    ``digests`` are documents whose bytes are not to be kept.
    """

    entries: Sequence[Entry]
    fresh: Fields
    dropped: int
    digests: frozenset[str]


def orders_in(entries: Iterable[Entry]) -> list[str]:
    """What the orders among these records name."""
    place, found = _ORDER.numbers["things"], []
    for entry in entries:
        if entry.body is None or not bodies.mentions(entry.body, _ORDER.number):
            continue
        for kind, is_insert, fields, rows in groups_of(entry):
            if kind == _ORDER.number and is_insert and place in fields:
                found += [row[1 + fields.index(place)] for row in rows if len(row) > 1 + fields.index(place)]
    return [text for text in found if isinstance(text, str)]


def obey(connection: Connection, orders: Iterable[str]) -> Touched:
    """Erase what the orders name and what hangs on it, inside the open transaction; gives the records it touched."""
    wanted: Fields = {}
    for text in orders:
        for each, fields in things_in(text).items():
            wanted.setdefault(bytes(each), set()).update(fields or {WHOLE})
    known = erased.known(connection)
    fresh = {each: fields for each, fields in wanted.items() if not fields <= known.get(each, set())}
    if not fresh:
        return {}
    put_off = [int(ord_) for ord_ in connection.execute(_PUT_OFF).scalars()]
    waiting = [journal.entry_of(row[1:]) for row in _entries(connection, put_off)]
    grow(connection, fresh, waiting, known)
    return _carry_out(connection, fresh, put_off)


def clean_put_off(connection: Connection) -> Touched:
    """Take erased things out of what was put off, before it is tried again; gives the records it touched.

    A program that could not read a record could not see either that it was about something erased, nor what was
    written on top of it by somebody who did not know of the order.
    """
    known = erased.known(connection)
    put_off = [int(ord_) for ord_ in connection.execute(_PUT_OFF).scalars()] if known else []
    waiting = [journal.entry_of(row[1:]) for row in _entries(connection, put_off)]
    fresh: Fields = {}
    grow(connection, fresh, waiting, known)
    known |= fresh
    rests = [rest for each in waiting if (rest := _rest_of(each, known, fresh)) is not None]
    if not rests and not any(fresh.values()):
        return {}
    fresh |= {each: set() for rest in rests for each in rest.ids if each not in fresh}
    touched = _carry_out(connection, fresh, put_off)
    touched.setdefault(Erasure, set())  # as after an order: nothing may stay in the log or in copies beside the file
    return touched


def _carry_out(connection: Connection, fresh: Fields, put_off: Sequence[int]) -> Touched:
    erased.add(connection, fresh)
    _drop_drafts(connection, fresh)
    digests = _leave_rest(connection, fresh, put_off)
    touched = _by_kind(make_anew(connection, fresh.keys()))
    _drop_contents(connection, digests)
    bring_along(connection, touched)
    make_words_anew(connection)
    return touched


def obey_records(connection: Connection, ids: Iterable[RecordId]) -> Touched:
    """The same for orders that stand in the rows."""
    orders = [connection.execute(_THINGS, {"id": each}).scalar() for each in ids]
    return obey(connection, [text for text in orders if text])


def cleaned(connection: Connection, entries: Sequence[Entry], orders: Iterable[str] = ()) -> Cleaned:
    """What arrives, without the values of erased things; ``orders`` are some that were not obeyed yet."""
    known = erased.known(connection)
    for text in orders:
        for each, fields in things_in(text).items():
            known.setdefault(bytes(each), set()).update(fields or {WHOLE})
    if not known:
        return Cleaned(entries, {}, 0, frozenset())
    fresh: Fields = {}
    grow_by_records(fresh, entries, known)
    known |= fresh
    found, dropped, digests = [], set(), set()
    for entry in entries:
        rest = _rest_of(entry, known, fresh)
        found.append(entry if rest is None else replace(entry, salt=None, body=rest.body))
        if rest is not None:
            dropped |= rest.ids
            digests |= rest.digests
    return Cleaned(found, fresh, len(dropped), frozenset(digests))


def told(connection: Connection, trial: Trial, news: Cleaned, orders: Sequence[str]) -> Trial:
    """What a merge would do, without what is new only to be out of sight at once."""
    gone = {each for each, fields in erased.known(connection).items() if WHOLE in fields}
    gone |= {each for each, fields in news.fresh.items() if WHOLE in fields}
    new = {kind: [each for each in ids if each not in gone] for kind, ids in trial.new.items()} if gone else trial.new
    return replace(trial, new=new, dropped=news.dropped, orders=len(orders))


def keepable(connection: Connection, arriving: Mapping[str, bytes], digests: Iterable[str]) -> dict[str, bytes]:
    """Bytes that arrive, without those of erased documents; remembers ``digests`` as such."""
    if not arriving and not digests:
        return {}
    _drop_contents(connection, set(digests))
    gone = erased.among(connection, [bytes.fromhex(digest) for digest in arriving])
    return {digest: content for digest, content in arriving.items() if bytes.fromhex(digest) not in gone}


# -- what goes -------------------------------------------------------------------------------------------------


@dataclass
class _Rest:
    body: bytes
    ids: set[bytes]
    digests: set[str]


def _rest_of(entry: Entry, gone: Fields, grown: Fields) -> _Rest | None:
    """What is left of a body; None where nothing in it was erased. Of a new record the fields stay that make it one.

    Versions that were written on top of erased ones are added to ``gone`` and ``grown``.
    """
    groups = groups_of(entry)
    ids = {each for each in bodies.ids_in(groups) if each in gone}
    if not ids:
        return None
    try:
        return _cut_out(entry, groups, ids, gone, grown)
    except (IndexError, TypeError, ValueError):  # not as any program writes it: nothing of it is kept
        return _Rest(bodies.with_groups(entry.body or b"", []), ids, set())


def _cut_out(entry: Entry, groups: list[Group], ids: set[bytes], gone: Fields, grown: Fields) -> _Rest | None:
    kept: list[Any] = []
    digests: set[str] = set()
    was_cut = False
    is_order = any(kind == _ORDER.number and is_insert for kind, is_insert, *_ in groups)
    for kind, is_insert, fields, rows in groups:
        whole = [row for row in rows if row[0] not in gone]
        if whole:
            kept.append((kind, is_insert, fields, whole))
        stored = BY_NUMBER.get(kind)
        for row in rows:
            if row[0] not in gone:
                continue
            each, known = (entry.author, entry.number), gone[row[0]]
            bases = [[]] * len(fields) if is_insert or is_order else row[-1]
            if WHOLE in known:
                stays = _of_whole(stored, fields) if is_insert else []
            else:
                stays = [
                    place
                    for place, number in enumerate(fields)
                    if not _is_erased(_name(stored, number), each, bases[place], known, grown.setdefault(row[0], set()))
                ]
            was_cut |= len(stays) < len(fields)
            digests |= _papers(kind, fields, row, stays)
            if stays or is_insert:
                kept.append((kind, is_insert, tuple(fields[place] for place in stays), [_cut(row, stays, is_insert)]))
    return _Rest(bodies.with_groups(entry.body or b"", kept), ids, digests) if was_cut else None


def _of_whole(stored: Stored | None, fields: Sequence[int]) -> list[int]:
    return (
        [] if stored is None else [at for at, number in enumerate(fields) if _name(stored, number) in stored.required]
    )


def _name(stored: Stored | None, number: int) -> str:
    return stored.fields[number - 1] if stored is not None and 0 < number <= len(stored.fields) else ""


def _is_erased(name: str, dot: Sequence[int], base: Sequence[Sequence[int]], known: set[str], grown: set[str]) -> bool:
    """Whether a version of a field was erased, or was written by somebody who had seen nothing but erased ones."""
    own = version(name, *dot)
    if own not in known and base and all(version(name, *each) in known for each in base):
        known.add(own)
        grown.add(own)
    return own in known


def _cut(row: list[Any], stays: Sequence[int], is_insert: bool) -> list[Any]:
    values = [row[0], *(row[1 + place] for place in stays)]
    return values if is_insert else [*values, [row[-1][place] for place in stays]]


def _papers(kind: int, fields: Sequence[int], row: Sequence[Any], stays: Sequence[int]) -> set[str]:
    """The hash of the bytes of a document that goes."""
    number = _PAPERS.numbers["content"]
    if kind != _PAPERS.number or number not in fields or fields.index(number) in stays:
        return set()
    digest = row[1 + fields.index(number)]
    return {digest} if isinstance(digest, str) and _DIGEST.fullmatch(digest) else set()


# -- where it goes from ----------------------------------------------------------------------------------------


def _entries(connection: Connection, ords: Iterable[int]) -> list[Row[Any]]:
    wanted = sorted(set(ords))
    return [row for chunk in in_chunks(wanted) for row in connection.execute(_ENTRIES, {"ords": chunk}).fetchall()]


def _leave_rest(connection: Connection, fresh: Fields, put_off: Sequence[int]) -> set[str]:
    """Empty the journal's bodies; gives the hashes of documents' bytes that go."""
    ords = set(put_off)
    for chunk in in_chunks(sorted(fresh)):
        ords.update(connection.execute(_ORDS, {"ids": chunk}).scalars())
    gone, digests, rests = erased.known(connection), set(), []
    for row in _entries(connection, ords):
        rest = _rest_of(journal.entry_of(row[1:]), gone, fresh)
        if rest is not None:
            rests.append((None, rest.body, row[0]))
            digests |= rest.digests
    erased.add(connection, fresh)
    _LEAVE_REST.run(connection, rests)
    return digests


def _drop_contents(connection: Connection, digests: set[str]) -> None:
    """Take away the bytes of documents that no record names any more, and do not take them in again."""
    for chunk in in_chunks(sorted(digests)):
        named = set(connection.execute(_NAMED, {"digests": chunk}).scalars())
        unnamed = [digest for digest in chunk if digest not in named]
        connection.execute(delete(CONTENT).where(CONTENT.c.digest.in_(unnamed)))
        erased.add(connection, {bytes.fromhex(digest): {WHOLE} for digest in unnamed})


def _drop_drafts(connection: Connection, fresh: Fields) -> None:
    """Forms that were begun at this workstation and name the person; called while the rows still say who it is."""
    rows = _PEOPLE.table.c
    words: set[str] = set()
    for chunk in in_chunks(sorted(fresh)):
        for found in connection.execute(select(*(rows[name] for name in _IDENTITY)).where(rows.id.in_(chunk))):
            words.update(json.dumps(value)[1:-1] for value in found if value)
    words.update(each.hex() for each in fresh)
    drafts = connection.execute(_DRAFTS).fetchall()
    named = [name for name, text in drafts if any(word in str(text or "") for word in words)]
    connection.execute(delete(META).where(META.c.name.in_(named)))


def make_words_anew(connection: Connection) -> None:
    """Write the full-text index anew: rows that were taken out of it leave their words inside until then."""
    connection.execute(insert(_WORDS).values({PERSON_WORDS.name: "delete-all"}))
    connection.execute(insert(_WORDS).from_select(["rowid", "words"], select(PERSON_KEY.c.key, PERSON_KEY.c.words)))


def _by_kind(keys: Iterable[Key]) -> Touched:
    touched: Touched = {}
    for kind, record_id in keys:
        touched.setdefault(BY_NUMBER[kind].record, set()).add(RecordId(record_id))
    return touched
