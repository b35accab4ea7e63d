"""What the doctor looks at: one line that stands for all data, and whether journal and rows agree."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, except_, func, select

from app.domain.bundles import Entry, first_link, link, seal_body
from app.domain.merging import Dot, Merger, Row, Transaction
from app.domain.persons import Person
from app.persistence import authors, bodies, journal, searching
from app.persistence.bodies import Unreadable, decode_versions, pack
from app.persistence.connection import Connection
from app.persistence.own_tables import JOURNAL, PERSON_KEY, SIBLING
from app.persistence.putting_off import in_order, numbers_of
from app.persistence.tables import BLANKS, BY_RECORD, SEALS, STORED, Stored
from app.services.ports import Check

_FEW = 5
_SIBLINGS = select(SIBLING).order_by(SIBLING.c.kind, SIBLING.c.id, SIBLING.c.field, SIBLING.c.author, SIBLING.c.number)
_CHAIN = select(*journal.COLUMNS).where(JOURNAL.c.author == bindparam("author")).order_by(JOURNAL.c.number)
_WHOLE = select(*journal.COLUMNS).order_by(JOURNAL.c.ord)
_PERSONS = BY_RECORD[Person].table.c
_UNFINDABLE = select(func.count()).select_from(
    except_(select(_PERSONS.id).where(_PERSONS.gone == 0), select(PERSON_KEY.c.id)).subquery()
)


def digest(connection: Connection) -> str:
    """A hash over every synced row with its values, life and versions, and over all versions side by side.

    Authors are named as everybody knows them and rows are taken in the order of their ids, so workstations
    that hold the same data give the same line, in whatever order it reached them. Erased records are what the rest of
    the journal makes of them, so whoever erased them and whoever never had them agree too.
    """
    numbers = authors.numbers(connection)
    whole = hashlib.blake2b(digest_size=16)
    for stored in STORED:
        for row in connection.execute(stored.select_row.order_by(stored.table.c.id)):
            born, dots = decode_versions(row[-1])
            whole.update(pack((stored.number, *row[:-1], _told(numbers, born, dots))))
    for row in connection.execute(_SIBLINGS):
        whole.update(pack(tuple(row)))
    text = whole.hexdigest()
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def _told(numbers: Mapping[int, int], born: Dot, dots: Mapping[int, Sequence[Dot]]) -> tuple[Any, ...]:
    """Versions with global authors; fields whose only dot is the birth are left out, as in a fresh row."""
    return (
        (numbers[born[0]], born[1]),
        [
            (number, sorted((numbers[author], count) for author, count in each))
            for number, each in sorted(dots.items())
            if list(each) != [born]
        ],
    )


def checks(connection: Connection, *, is_deep: bool) -> list[Check]:
    """Pages, chains, search; deep: the journal replayed against the rows."""
    looks: list[tuple[str, Callable[[Connection], Iterator[str]]]] = [
        ("pages", _pages),
        ("chains", _chains),
        ("search", _search),
    ]
    if is_deep:
        looks.append(("replay", _replay))
    return [Check(name, _first(look(connection))) for name, look in looks]


def _first(findings: Iterable[str]) -> tuple[str, ...]:
    found = list(findings)
    more = [f"… +{len(found) - _FEW}"] if len(found) > _FEW else []
    return (*found[:_FEW], *more)


def _pages(connection: Connection) -> Iterator[str]:
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)").fetchall():
        if found != "ok":
            yield str(found)


def _chains(connection: Connection) -> Iterator[str]:
    for author, newcomer in authors.known(connection).items():
        chain, expected = first_link(newcomer.signing_key), 1
        for row in connection.execute(_CHAIN, {"author": author}):
            entry = Entry(*row)
            if entry.number != expected:
                yield f"{author}: {expected} … {entry.number - 1}"
            if entry.body is not None and entry.salt is not None and seal_body(entry.body, entry.salt) != entry.digest:
                yield f"{author}/{entry.number}: body"
            chain, expected = link(chain, entry), entry.number + 1
        head = authors.own_head(connection, author)
        if (head.number, head.chain) != (expected - 1, chain):
            yield f"{author}/{head.number}: head"


def _search(connection: Connection) -> Iterator[str]:
    searching.finish(connection)
    missing = int(connection.execute(_UNFINDABLE).scalar_one())
    if missing:
        yield f"person: {missing}"


def _replay(connection: Connection) -> Iterator[str]:
    """Merge the whole journal anew, without looking at a row, and compare."""
    numbers = authors.numbers(connection)
    local = {author: number for number, author in numbers.items()}
    merger = Merger(lambda _key: None, lambda _key, _number: {}, lambda _dot: 0, numbers.__getitem__, BLANKS, SEALS)
    in_order(merger.apply, _accepted(connection, local))
    rows = merger.merged.rows
    for stored in STORED:
        yield from _differences(connection, stored, rows, numbers)
    told = {
        (*key, number, numbers[dot[0]], dot[1], version.at, pack(version.value))
        for (key, number), versions in merger.merged.siblings.items()
        if len(versions) > 1
        for dot, version in versions.items()
    }
    if told != {tuple(row) for row in connection.execute(_SIBLINGS)}:
        yield "sync_sibling"


def _accepted(connection: Connection, local: Mapping[int, int]) -> Iterator[tuple[int, Transaction]]:
    """Every journal record that the rows have; parked ones they never had."""
    put_off = numbers_of(connection)
    for place, row in enumerate(connection.execute(_WHOLE)):
        entry = Entry(*row)
        if entry.body is None or (entry.author, entry.number) in put_off:
            continue
        try:
            writes = bodies.writes_of(bodies.read_body(entry.body)[1], local)
        except Unreadable:
            continue  # a body that was altered: the chains say so
        yield place, Transaction((local[entry.author], entry.number), entry.at, writes)


def _differences(
    connection: Connection, stored: Stored, rows: Mapping[tuple[int, bytes], Row], numbers: Mapping[int, int]
) -> Iterator[str]:
    seen = 0
    for found in connection.execute(stored.select_row):
        seen += 1
        row = rows.get((stored.number, found[0]))
        born, dots = decode_versions(found[-1])
        if row is None or list(found[1:-1]) != row.values:
            yield f"{stored.name} {found[0].hex()}: values"
        elif _told(numbers, born, dots) != _told(numbers, row.born, row.dots):
            yield f"{stored.name} {found[0].hex()}: versions"
    expected = sum(kind == stored.number for kind, _id in rows)
    if seen < expected:
        yield f"{stored.name}: {expected - seen} missing"
