"""A workstation takes a new identity: new keys, and what nobody else has seen is written again under its new number."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import bindparam, delete, select

from app.domain.bundles import Entry, Head, SignedHead, StationKeys, first_link, link, seal_body
from app.domain.merging import LIFE
from app.persistence import authors, bodies, journal
from app.persistence.bodies import pack, unpack
from app.persistence.connection import Connection, in_chunks
from app.persistence.local_values import remember
from app.persistence.own_tables import HISTORY, JOURNAL
from app.persistence.putting_off import make_anew

_OWN = select(JOURNAL.c.ord, *journal.COLUMNS).where(JOURNAL.c.author == bindparam("author")).order_by(JOURNAL.c.number)


def take(
    connection: Connection,
    me: int,
    keys: StationKeys,
    kept: int,
    sign: Callable[[Head], SignedHead],
    salt: Callable[[], bytes],
) -> None:
    """Do everything but COMMIT. The old number keeps its records up to ``kept``; ``sign`` vouches for them.

    What follows is written again by the new one, with the same content, times and clerks. Where it was known elsewhere
    under the old number after all, equal values meet equal values and nobody is asked. The first record of the new one
    names everything that the old one had received, so that it is known to have known it.
    """
    own = connection.execute(_OWN, {"author": me}).fetchall()
    chain = first_link(authors.known(connection)[me].signing_key)
    for row in own[:kept]:
        chain = link(chain, journal.entry_of(row[1:]))
    head = Head(min(kept, len(own)), chain)
    authors.arrive(connection, {me: head}, {me: sign(head)})
    authors.enroll_one(connection, keys.public)
    again = [_moved(journal.entry_of(row[1:]), keys.author, kept, salt()) for row in own[kept:]]
    known = _causes_up_to([journal.entry_of(row[1:]) for row in own[: kept + 1]])
    if again:
        again[0] = replace(again[0], causes=pack(sorted((known | {me: head.number}).items())))
    else:
        authors.tell_all(connection)
    _forget(connection, [int(row[0]) for row in own[kept:]])
    about = [bodies.ids_in(bodies.read_body(entry.body)[1]) for entry in again if entry.body is not None]
    journal.insert_entries(connection, again, about)
    chain = first_link(keys.signing_key)
    for entry in again:
        chain = link(chain, entry)
    authors.advance(connection, keys.author, Head(len(again), chain), authors.clock(connection))
    make_anew(connection, set().union(*about))
    remember(connection, author=keys.author, signing_secret=keys.signing_secret, sealing_secret=keys.sealing_secret)


def _causes_up_to(entries: Sequence[Entry]) -> dict[int, int]:
    """What their author had received from others by the last of these records."""
    known: dict[int, int] = {}
    for entry in entries:
        known.update(unpack(entry.causes) if entry.causes is not None else ())
    return known


def _forget(connection: Connection, ords: Sequence[int]) -> None:
    for chunk in in_chunks(ords):
        connection.execute(delete(HISTORY).where(HISTORY.c.ord.in_(chunk)))
        connection.execute(delete(JOURNAL).where(JOURNAL.c.ord.in_(chunk)))


def _moved(entry: Entry, author: int, kept: int, salt: bytes) -> Entry:
    """The same record by another author, numbered from ``kept`` on anew, also where it names its own past."""
    body = None if entry.body is None else _told_anew(entry.body, entry.author, author, kept)
    digest = entry.digest if body is None else seal_body(body, salt)
    return Entry(
        author,
        entry.number - kept,
        entry.at,
        entry.clerk,
        entry.scope,
        entry.schema,
        entry.causes,
        entry.salt if body is None else salt,
        digest,
        body,
    )


def _told_anew(body: bytes, old: int, new: int, kept: int) -> bytes:
    reason, groups, *more = unpack(body)
    for _kind, is_insert, numbers, rows in groups:
        for row in () if is_insert else rows:
            row[-1] = [[_dot(author, count, old, new, kept) for author, count in base] for base in row[-1]]
            for place, number in enumerate(numbers, start=1):
                if number == LIFE and row[place] is not None:
                    row[place] = _seen(row[place], old, new, kept)
    return bytes(pack([reason, groups, *more]))


def _dot(author: int, count: int, old: int, new: int, kept: int) -> tuple[int, int]:
    return (new, count - kept) if author == old and count > kept else (author, count)


def _seen(life: bytes, old: int, new: int, kept: int) -> bytes:
    """What a remover had seen: of the old number as much as it keeps, of the new one the rest."""
    seen: dict[int, int] = dict(bodies.removal_in(life))
    if seen.get(old, 0) > kept:
        seen[new] = seen[old] - kept
        seen[old] = kept
    return bytes(pack(sorted(seen.items())))
