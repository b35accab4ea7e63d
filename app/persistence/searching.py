"""Finding persons while typing.

``fold`` makes one spelling of what people type and of what is stored: small letters without tails, ``ł``
too (the tokenizer of SQLite leaves it alone). The order of the alphabet is stored beside it and indexed.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from app.domain.cases import Case
from app.domain.persons import Address, Person
from app.domain.polish import sort_key
from app.persistence.connection import Connection, Many, begin, commit, driver_of, in_chunks, take_back
from app.persistence.own_tables import PERSON_KEY, PERSON_STALE, PERSON_WORDS
from app.persistence.tables import BY_RECORD
from app.services.ports import Hit

_UNLIKE = {"ł": "l", "Ł": "l", "ß": "ss", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"}
_WORD = re.compile(r"[0-9a-z]+")
_MANY = 500
"""More persons than these are not indexed in the transaction that wrote them."""
_AT_ONCE = 100
"""So many are then indexed in one go: some hundredths of a second, which nobody notices who asks meanwhile."""


class _Tailless(dict[int, str]):
    """Letter -> the same without its tail, found once per letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = unicodedata.normalize("NFKD", _UNLIKE.get(letter, letter))
        self[code] = "".join(part for part in plain if not unicodedata.combining(part)).lower()
        return self[code]


_tailless = _Tailless()


def fold(text: str) -> str:
    """Small letters without diacritics: ``Łukasz Żółć`` → ``lukasz zolc``."""
    return text.lower() if text.isascii() else text.translate(_tailless)


def words_of(text: str) -> list[str]:
    """The folded words of what was typed."""
    return _WORD.findall(fold(text))


_PERSON = BY_RECORD[Person].table
_ADDRESS = BY_RECORD[Address].table
_CASE = BY_RECORD[Case].table
_APART = "\x1f"
"""Stands between the places of a person: nobody types it."""


def _facts() -> Select[Any]:
    """Of every person in sight: what they are found by. Places begin with the one where they live now.

    A joined record keeps its own words: whoever types the sign of its case is shown the record that stands for it.
    """
    person, address, cases = _PERSON.c, _ADDRESS.c, _CASE.c
    at_home = address.locality + " " + address.house
    in_street = address.locality + ", " + address.street + " " + address.house
    flat = case((address.flat == "", ""), else_="/" + address.flat)
    place = case((or_(address.street == "", address.street.is_(None)), at_home), else_=in_street + flat)
    places = (
        select(
            func.group_concat(place, _APART).aggregate_order_by(
                address.to_on.is_not(None), address.kind != "residence", address.from_on.desc(), address.id
            )
        )
        .where(address.person_id == person.id, address.gone == 0)
        .scalar_subquery()
    )
    signs = (
        select(func.group_concat(cases.sign, " ").aggregate_order_by(cases.opened_on.desc(), cases.id))
        .where(cases.person_id == person.id, cases.gone == 0, cases.sign != "")
        .scalar_subquery()
    )
    names = (person.last_name, person.first_name, person.second_name, person.birth_name)
    return select(person.id, *names, person.pesel, person.phone, places, signs).where(person.gone == 0)


JOINED_IDS = select(_PERSON.c.id).where(_PERSON.c.merged_into.is_not(None))
"""Records that another one stands for; few, and found by an index of their own."""

_JOINED = select(_PERSON.c.id, _PERSON.c.merged_into).where(_PERSON.c.merged_into.is_not(None))
_FACTS = _facts()
_FACTS_OF = _FACTS.where(_PERSON.c.id.in_(bindparam("ids", expanding=True)))
_INDEXED = select(PERSON_KEY).where(PERSON_KEY.c.id.in_(bindparam("ids", expanding=True)))
_DROP_WORDS = Many(delete(PERSON_WORDS).where(PERSON_WORDS.c.rowid == bindparam("this")), "this")
_DROP_KEYS = Many(delete(PERSON_KEY).where(PERSON_KEY.c.key == bindparam("this")), "this")
_WRITTEN = ("sort", "surname", "pesel", "place", "signs", "words")
_WRITE_KEYS = Many(
    update(PERSON_KEY).where(PERSON_KEY.c.key == bindparam("this")), *_WRITTEN, "this", column_keys=_WRITTEN
)
_WRITE_WORDS = Many(
    update(PERSON_WORDS).where(PERSON_WORDS.c.rowid == bindparam("this")), "words", "this", column_keys=("words",)
)
_COUNT = select(func.count()).select_from(PERSON_KEY)
_NEXT = select(func.coalesce(func.max(PERSON_KEY.c.key), 0) + 1)
_ADD_KEYS = Many(insert(PERSON_KEY), *PERSON_KEY.c.keys())
_ADD_WORDS = Many(insert(PERSON_WORDS), "rowid", "words")
_PUT_OFF = Many(insert_or(PERSON_STALE).on_conflict_do_nothing(), "id")
_PUT_OFF_ALL = (
    insert_or(PERSON_STALE)
    .from_select(["id"], select(_PERSON.c.id).where(_PERSON.c.gone == 0).order_by(_PERSON.c.id))
    .on_conflict_do_nothing()
)
"""On a new workstation nobody is indexed yet; SQLite finds them all by itself."""
_ANY_KEY = select(PERSON_KEY.c.key).limit(1)
_STALE = select(PERSON_STALE.c.id)
_SOME_STALE = _STALE.order_by(PERSON_STALE.c.id).limit(_AT_ONCE)
_COUNT_STALE = select(func.count()).select_from(PERSON_STALE)
_DONE = Many(delete(PERSON_STALE).where(PERSON_STALE.c.id == bindparam("this")), "this")


def _key_row(facts: Sequence[Any]) -> tuple[Any, ...]:
    person_id, last, first, second, birth, pesel, phone, places, signs = facts
    place = (places or "").split(_APART)[0].strip()
    every = " ".join(part for part in (last, first, second, birth, pesel, places, signs) if part)
    words = words_of(every.replace(_APART, " "))
    digits = "".join(ch for ch in phone or "" if ch.isdigit())
    if digits:
        words.append(digits)
    surname = fold(last or "")
    sort = sort_key(f"{last or ''} {first or ''}")
    return person_id, sort, surname, pesel or "", place, signs or "", " ".join(words)


def refresh(connection: Connection, person_ids: Iterable[bytes]) -> None:
    """Bring the index up to date for these persons; for very many only note that it is to be done.

    They are found all the same: whoever looks while some are stale has them indexed first (``finish``).
    """
    ids = list(person_ids)
    if len(ids) > _MANY:
        if connection.execute(_ANY_KEY).first() is None:
            connection.execute(_PUT_OFF_ALL)
        else:
            _PUT_OFF.run(connection, [(each,) for each in sorted(ids)])
        return
    for chunk in in_chunks(ids):
        _bring(connection, chunk)


def is_stale(connection: Connection) -> bool:
    """Whether somebody's row is still to be brought along."""
    return connection.execute(_SOME_STALE.limit(1)).first() is not None


def bring_some(connection: Connection) -> list[bytes]:
    """Bring a few of the stale rows along inside the open transaction; gives whose."""
    ids = list(connection.execute(_SOME_STALE).scalars())
    _bring(connection, ids)
    _DONE.run(connection, [(each,) for each in ids])
    return ids


def finish(connection: Connection) -> None:
    """Bring all stale rows along, in a transaction of its own where none is open."""
    if not is_stale(connection):
        return
    is_own = not driver_of(connection).in_transaction
    if is_own:
        begin(connection)
    try:
        _finish(connection)
        if is_own:
            commit(connection)
    finally:
        if is_own:
            take_back(connection)


def _finish(connection: Connection) -> None:
    stale = connection.execute(_COUNT_STALE).scalar_one()
    if stale * 2 > connection.execute(_COUNT).scalar_one():
        rebuild(connection)
        return
    for chunk in in_chunks(list(connection.execute(_STALE).scalars())):
        _bring(connection, chunk)
    connection.execute(delete(PERSON_STALE))


def _bring(connection: Connection, ids: list[bytes]) -> None:
    """Write what differs: most changes of a person are not about what people are found by."""
    indexed = {row.id: row for row in connection.execute(_INDEXED, {"ids": ids})}
    added, changed = [], []
    for facts in connection.execute(_FACTS_OF, {"ids": ids}).fetchall():
        row = _key_row(facts)
        there = indexed.pop(row[0], None)
        if there is None:
            added.append(row)
        elif tuple(there[2:]) != row[1:]:
            changed.append((*row[1:], there.key))
    _WRITE_KEYS.run(connection, changed)
    _WRITE_WORDS.run(connection, [(row[-2], row[-1]) for row in changed])
    gone = [(row.key,) for row in indexed.values()]
    _DROP_WORDS.run(connection, gone)
    _DROP_KEYS.run(connection, gone)
    _insert(connection, added)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the rows."""
    connection.execute(delete(PERSON_WORDS))
    connection.execute(delete(PERSON_KEY))
    connection.execute(delete(PERSON_STALE))
    _insert(connection, [_key_row(facts) for facts in connection.execute(_FACTS)])


def _insert(connection: Connection, rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    start = int(connection.execute(_NEXT).scalar_one())
    numbered = [(start + place, *row) for place, row in enumerate(rows)]
    _ADD_KEYS.run(connection, numbered)
    _ADD_WORDS.run(connection, [(row[0], row[-1]) for row in numbered])


def match_of(words: Sequence[str]) -> str:
    """A full-text question: every word as a prefix; groups of digits also as one number, as phones are written."""
    every = " ".join(f'"{word}"*' for word in words)
    is_number = len(words) > 1 and all(word.isdigit() for word in words)
    return f'({every}) OR "{"".join(words)}"*' if is_number else every


_MATCHING = select(PERSON_WORDS.c.rowid).where(PERSON_WORDS.c.words.match(bindparam("words")))
_SHOWN = select(
    PERSON_KEY.c.id,
    _PERSON.c.last_name + " " + _PERSON.c.first_name,
    _PERSON.c.pesel,
    _PERSON.c.born_on,
    PERSON_KEY.c.place,
    PERSON_KEY.c.signs,
).join_from(PERSON_KEY, _PERSON, _PERSON.c.id == PERSON_KEY.c.id)
_BEGINNING = (
    _SHOWN.where(PERSON_KEY.c.surname >= bindparam("first"), PERSON_KEY.c.surname < bindparam("beyond"))
    .order_by(PERSON_KEY.c.surname, PERSON_KEY.c.sort)
    .limit(bindparam("limit"))
)
_BEGINNING_AND_MATCHING = _BEGINNING.where(PERSON_KEY.c.key.in_(_MATCHING))
_SHOWN_ONE = _SHOWN.where(PERSON_KEY.c.id == bindparam("this"))
_ANYWHERE = _SHOWN.where(PERSON_KEY.c.key.in_(_MATCHING.limit(bindparam("limit"))))


def search(connection: Connection, text: str, limit: int) -> list[Hit]:
    """Persons for the typed words: first by beginning of the surname, sorted, then anywhere else."""
    words = words_of(text)
    if not words:
        return []
    finish(connection)
    first, rest = words[0], words[1:]
    found: dict[bytes, Hit] = {}
    joined = {row[0]: row[1] for row in connection.execute(_JOINED)}
    values: dict[str, Any] = {"words": match_of(words), "limit": limit}
    if not first.isdigit():
        values |= {"first": first, "beyond": first + "\uffff"}
        for row in connection.execute(_BEGINNING_AND_MATCHING if rest else _BEGINNING, values):
            _take(connection, found, row, joined)
    if len(found) < limit:
        for row in connection.execute(_ANYWHERE, values):
            if len(found) >= limit:
                break
            _take(connection, found, row, joined)
    return list(found.values())


def _take(connection: Connection, found: dict[bytes, Hit], row: Sequence[Any], joined: Mapping[bytes, bytes]) -> None:
    """Put a hit behind the others; a joined record gives way to the one that stands for it."""
    shown, ring = row[0], set()
    while shown in joined and shown not in ring:
        ring.add(shown)
        shown = joined[shown]
    shown = min(ring) if shown in ring else shown
    if shown in found:
        return
    standing = row if shown == row[0] else connection.execute(_SHOWN_ONE, {"this": shown}).first()
    if standing is not None:
        found[shown] = _hit(standing)


def _hit(row: Sequence[Any]) -> Hit:
    return Hit(row[0], row[1].strip(), row[2] or "", row[3] or "", row[4], row[5])
