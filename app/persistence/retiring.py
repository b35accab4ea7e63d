"""What a retired workstation wrote waits for a person, as far as whoever retired it had not received it before.

It may be in other hands, and its records may come through a third workstation that had not heard of it yet. What was
known when it was retired counts like any other record; this is read from the causes in the journal, so nobody's clock
decides. Letting the rest in is the same verdict given once more, on top of what came since.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from app.domain.bundles import Entry
from app.domain.merging import Dot
from app.domain.offices import Workstation
from app.persistence import bodies, journal
from app.persistence.bodies import Unreadable
from app.persistence.connection import Connection
from app.persistence.own_tables import HISTORY, JOURNAL, PARKED
from app.persistence.tables import BY_RECORD
from app.services.ports import RETIRED

_STORED = BY_RECORD[Workstation]
_ROSTER = select(_STORED.table.c.id, _STORED.table.c.author, _STORED.table.c.retired_on)
_ABOUT = (
    select(*journal.COLUMNS)
    .join_from(HISTORY, JOURNAL, JOURNAL.c.ord == HISTORY.c.ord)
    .where(HISTORY.c.id == bindparam("id"))
)
_CAUSES = select(JOURNAL.c.causes).where(
    JOURNAL.c.author == bindparam("author"), JOURNAL.c.number <= bindparam("number"), JOURNAL.c.causes.is_not(None)
)
_HELD = (
    select(JOURNAL.c.author, JOURNAL.c.number, JOURNAL.c.body)
    .join(PARKED, (PARKED.c.author == JOURNAL.c.author) & (PARKED.c.number == JOURNAL.c.number))
    .where(PARKED.c.reason == RETIRED)
)
_read_causes = msgspec.msgpack.Decoder(list[tuple[int, int]]).decode


def held(connection: Connection, entries: Sequence[Entry], let_in: int | None = None) -> Set[Dot]:
    """Author and number of the arriving records that have to wait; whoever is ``let_in`` by a person is believed."""
    cuts = last_accepted(connection, {entry.author for entry in entries}, entries, let_in)
    return {(each.author, each.number) for each in entries if each.number > cuts.get(each.author, each.number)}


def last_accepted(
    connection: Connection, writers: Set[int], entries: Sequence[Entry] = (), let_in: int | None = None
) -> Mapping[int, int]:
    """Of those writers that were retired: the number of the last record that counts.

    Whom a waiting record put on the roster has none that counts.
    """
    roster = {row[0]: (row[1], row[2]) for row in connection.execute(_ROSTER)}
    cuts = {each.author: 0 for *_dot, body in connection.execute(_HELD) for each in bodies.newcomers_in(body)}
    for record_id, (author, retired_on) in roster.items():
        if retired_on is not None and author in writers:
            about = [journal.entry_of(row) for row in connection.execute(_ABOUT, {"id": record_id})]
            dots = [(each.author, each.number) for each in about if record_id in _retirements(each)[1]]
            cuts[author] = max((known_to(connection, dot, author, entries) for dot in dots), default=0)
    ids = {record_id: author for record_id, (author, _retired_on) in roster.items()}
    for entry in entries:
        if entry.author != let_in and entry.number > cuts.get(entry.author, entry.number):
            cuts |= {each.author: 0 for each in bodies.newcomers_in(entry.body)}
            continue
        added, retired = _retirements(entry)
        ids |= added
        for author in {ids[each] for each in retired if each in ids} - {entry.author}:
            known = known_to(connection, (entry.author, entry.number), author, entries)
            cuts[author] = max(cuts.get(author, 0), known)
    return {author: number for author, number in cuts.items() if author != let_in}


def has_released(connection: Connection) -> bool:
    """Whether something still waits that a person has let in, here or elsewhere."""
    waiting = [(row[0], row[1]) for row in connection.execute(_HELD)]
    cuts = last_accepted(connection, {author for author, _number in waiting}) if waiting else {}
    return any(number <= cuts.get(author, number) for author, number in waiting)


def _retirements(entry: Entry) -> tuple[dict[bytes, int], set[bytes]]:
    """The workstations that a record puts on the roster, with their authors, and those that it retires."""
    added: dict[bytes, int] = {}
    retired: set[bytes] = set()
    if entry.body is None or not bodies.mentions(entry.body, _STORED.number):
        return added, retired
    try:
        groups = bodies.read_body(entry.body)[1]
    except Unreadable:
        return added, retired
    for kind, is_insert, fields, rows in groups:
        for row in rows if kind == _STORED.number else ():
            values = dict(zip(fields, row[1:], strict=False))
            if is_insert:
                added[row[0]] = values.get(_STORED.numbers["author"], 0)
            if values.get(_STORED.numbers["retired_on"]) is not None:
                retired.add(row[0])
    return added, retired


def known_to(connection: Connection, dot: Dot, author: int, entries: Iterable[Entry]) -> int:
    """How many records of an author had reached a writer when he wrote one of his."""
    writer, number = dot
    causes: list[Any] = list(connection.execute(_CAUSES, {"author": writer, "number": number}).scalars())
    causes += [each.causes for each in entries if each.author == writer and each.number <= number and each.causes]
    return max((count for told in causes for each, count in _read_causes(told) if each == author), default=0)
