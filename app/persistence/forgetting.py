"""Takes values that were replaced long ago out of the journal, where the office has said after how many years.

Only what every workstation has, with the record that replaced it, and only of persons and what hangs on them directly:
papers, decisions and the roster keep their whole past. A write stays a write: its number, clock, bases and hash stay,
a blank stands where the value stood, and a list beside it says so. Rows and versions are therefore made of the
journal as before, here and wherever it is sent to, and no late bundle finds anything missing. The salt goes with the
value, as in erasing: nobody can try out values against the hash.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update

from app.domain.bundles import Entry
from app.domain.incomes import Income
from app.domain.merging import LIFE, Dot
from app.domain.offices import HISTORY_YEARS, Setting, setting_id
from app.domain.persons import Address, Person
from app.persistence import authors, bodies, journal
from app.persistence.bodies import Group, Unreadable, decode_versions
from app.persistence.connection import Connection, Many
from app.persistence.own_tables import HISTORY, JOURNAL
from app.persistence.tables import BY_RECORD, Stored

FORGETS = (Person, Address, Income)
_SETTINGS = BY_RECORD[Setting]
_RULE = setting_id(HISTORY_YEARS)
_ABOUT = (
    select(JOURNAL.c.ord, *journal.COLUMNS)
    .join_from(HISTORY, JOURNAL, JOURNAL.c.ord == HISTORY.c.ord)
    .where(HISTORY.c.id == bindparam("id"))
    .order_by(JOURNAL.c.ord)
)
_LEAVE_REST = Many(
    update(JOURNAL).where(JOURNAL.c.ord == bindparam("this")), *("salt", "body", "this"), column_keys=("salt", "body")
)
Place = tuple[bytes, int]
"""Id of a record and number of a field."""


def explains_rests(connection: Connection, entries: Iterable[Entry]) -> bool:
    """Whether the office has ever said that replaced values go, here or in whole records that arrive."""
    here = [journal.entry_of(row[1:]) for row in connection.execute(_ABOUT, {"id": _RULE})]
    return any(_sets_rule(each) for each in [*here, *entries] if not each.is_rest)


def _sets_rule(entry: Entry) -> bool:
    if entry.body is None or not bodies.mentions(entry.body, _SETTINGS.number):
        return False
    place = _SETTINGS.numbers["value"]
    return any(
        row[0] == _RULE and place in fields and row[1 + fields.index(place)] not in ("", "0")
        for kind, _is_insert, fields, rows in _groups(entry)
        if kind == _SETTINGS.number
        for row in rows
        if len(row) > len(fields)
    )


def forget(connection: Connection, known: Mapping[int, int], before: int) -> int:
    """Take out what was replaced ``before`` a reading of the clock; ``known`` is how far every workstation has come.

    Does everything but COMMIT; gives how many values went.
    """
    numbers = authors.numbers(connection)
    entries: dict[int, Entry] = {}
    gone: dict[int, set[Place]] = {}
    for kind in FORGETS:
        stored = BY_RECORD[kind]
        for record_id, versions in connection.execute(select(stored.table.c.id, stored.table.c.sync_v)).fetchall():
            born, dots = decode_versions(versions)
            if not dots:
                continue  # nobody ever changed it
            about = connection.execute(_ABOUT, {"id": record_id}).fetchall()
            entries |= {int(row[0]): journal.entry_of(row[1:]) for row in about}
            current = {
                number: {(numbers[author], count) for author, count in dots.get(number, [born])}
                for number in stored.numbers.values()
            }
            for ord_, number in _replaced(stored, record_id, about, current, known, before):
                gone.setdefault(ord_, set()).add((record_id, number))
    rests = [(None, _without(entries[ord_], places), ord_) for ord_, places in gone.items()]
    _LEAVE_REST.run(connection, [rest for rest in rests if rest[1] is not None])
    return sum(len(gone[ord_]) for _salt, body, ord_ in rests if body is not None)


def _replaced(
    stored: Stored,
    record_id: bytes,
    about: Sequence[Any],
    current: Mapping[int, set[Dot]],
    known: Mapping[int, int],
    before: int,
) -> Iterable[tuple[int, int]]:
    """(place in the journal, field) of every value that goes."""
    written: dict[tuple[int, Dot], int] = {}
    replaced: set[tuple[int, Dot]] = set()
    for row in about:
        entry = journal.entry_of(row[1:])
        dot = (entry.author, entry.number)
        for kind, is_insert, fields, rows in _groups(entry):
            for each in rows if kind == stored.number else ():
                if each[0] != record_id or entry.number > known.get(entry.author, 0):
                    continue
                for place, number in enumerate(fields):
                    if not is_insert and entry.at < before:
                        replaced |= {(number, (author, count)) for author, count in each[-1][place]}
                    if number != LIFE and _can_go(stored, number, each[1 + place]):
                        written[number, dot] = int(row[0])
    for (number, dot), ord_ in written.items():  # whatever bases say, what a row shows stays
        if (number, dot) in replaced and dot not in current[number]:
            yield ord_, number


def _can_go(stored: Stored, number: int, value: object) -> bool:
    if not 0 < number <= len(stored.fields):
        return False  # of a newer program
    return stored.fields[number - 1] not in stored.required and value != stored.blank[number]


def _without(entry: Entry, places: set[Place]) -> bytes | None:
    """The body with blanks in these places, and a list of them."""
    blanks = {BY_RECORD[kind].number: BY_RECORD[kind].blank for kind in FORGETS}
    groups = _groups(entry)
    for kind, _is_insert, fields, rows in groups:
        for row in rows if kind in blanks else ():
            for place, number in enumerate(fields):
                if (row[0], number) in places:
                    row[1 + place] = blanks[kind][number]
    return None if entry.body is None else bodies.with_blanks(entry.body, groups, sorted(places))


def _groups(entry: Entry) -> list[Group]:
    try:
        return [] if entry.body is None else bodies.read_body(entry.body)[1]
    except Unreadable:
        return []
