"""Whether whoever wrote an order to erase, or gave somebody a role, had the right to; else every other one parks it.

A role is judged as the author knew it: by what his workstation had received before it wrote the record, read from the
causes in the journal. So nobody's clock decides, and everybody who gets the record judges alike, in whatever order the
news reaches him: a right that was taken away elsewhere does not undo an order that was given before that was heard.
Whoever founded the office gave the first roles, in the record with which every file of the office begins; nobody else
can give himself one. The clerk is the one whom the record names: a workstation with an altered program could name
another, since keys belong to workstations (design note 0015).
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain

from sqlalchemy import bindparam, select

from app.domain.bundles import Entry
from app.domain.erasing import Erasure
from app.domain.merging import Dot
from app.domain.persons import Clerk
from app.domain.roles import MAY, Act
from app.persistence import bodies, journal, retiring
from app.persistence.bodies import Group, Unreadable
from app.persistence.connection import Connection
from app.persistence.own_tables import HISTORY, JOURNAL
from app.persistence.tables import BY_RECORD
from app.services.ports import NO_RIGHT, Parked

_ORDER, _CLERKS = BY_RECORD[Erasure].number, BY_RECORD[Clerk].number
_ROLE = BY_RECORD[Clerk].numbers["role"]
_COMMANDS = {_ORDER, _CLERKS}
_FIRSTS = select(*journal.COLUMNS).where(JOURNAL.c.number == 1).order_by(JOURNAL.c.ord)
_ABOUT = (
    select(*journal.COLUMNS)
    .join_from(HISTORY, JOURNAL, JOURNAL.c.ord == HISTORY.c.ord)
    .where(HISTORY.c.id == bindparam("id"))
)


def commanding(entries: Iterable[Entry]) -> list[Entry]:
    """The records that write orders to erase or people's roles, as far as a glance tells."""
    return [each for each in entries if each.body is not None and not _COMMANDS.isdisjoint(bodies.kinds_in(each.body))]


def without_right(
    connection: Connection, orders: Iterable[Entry], arriving: Sequence[Entry] = (), held: Set[Dot] = frozenset()
) -> Set[Dot]:
    """Author and number of those among ``orders``, in the order of their arrival, that were written without a right.

    What is ``held`` for a person gives nobody a role; but it tells what its author knew, so that a held order is not
    taken for one without a right.
    """
    barred: set[Dot] = set()
    for each in orders:
        if not _may(connection, each, arriving, barred | held):
            barred.add((each.author, each.number))
    return barred


def named(parked: Iterable[Parked], barred: Set[Dot]) -> list[Parked]:
    """The same with the reason that no person can let pass."""
    return [Parked(each.author, each.number, NO_RIGHT) if (each.author, each.number) in barred else each
            for each in parked]  # fmt: skip


def _may(connection: Connection, order: Entry, arriving: Sequence[Entry], silent: Set[Dot]) -> bool:
    acts = _acts_of(order)
    if not acts or (acts == {Act.CONFIGURE} and _founds(connection, order, arriving)):
        return True
    if order.clerk is None:
        return False
    about = [journal.entry_of(row) for row in connection.execute(_ABOUT, {"id": order.clerk})]
    about += [each for each in arriving if (each.author, each.number) not in silent and _CLERKS in _kinds(each)]
    roles: dict[Dot, object] = {}
    replaced: set[Dot] = set()
    known: dict[int, int] = {order.author: order.number - 1}  # what it gives to itself does not count
    for each in about:
        if each.author not in known:
            known[each.author] = retiring.known_to(connection, (order.author, order.number), each.author, arriving)
        if each.number <= known[each.author]:
            for role, bases in _roles_in(each, order.clerk):
                roles[each.author, each.number] = role
                replaced |= bases
    return any(acts <= _may_do(role) for dot, role in roles.items() if dot not in replaced)


def _may_do(role: object) -> Set[Act]:
    """Nothing where a newer program made the role."""
    return next((acts for each, acts in MAY.items() if each == role), frozenset())


def _acts_of(order: Entry) -> set[Act]:
    """What its author must be allowed to."""
    acts = set()
    for kind, _is_insert, fields, _rows in _groups(order):
        if kind == _ORDER:
            acts.add(Act.ERASE)
        elif kind == _CLERKS and _ROLE in fields:
            acts.add(Act.CONFIGURE)
    return acts


def _founds(connection: Connection, order: Entry, arriving: Sequence[Entry]) -> bool:
    """Whether the office began with this record: the first one in the file by which a workstation enters itself.

    The founder's stands before everybody else's in every file, for a welcome carries the journal in the order in which
    it grew, and all that comes later comes behind it. So nobody founds the office a second time who was admitted to it,
    wherever the record that admitted him stands, and no later entry takes the founding from him who has it.
    """
    if not _enters_itself(order):
        return False
    here = map(journal.entry_of, connection.execute(_FIRSTS))
    return next(each.author for each in chain(here, arriving, (order,)) if _enters_itself(each)) == order.author


def _enters_itself(entry: Entry) -> bool:
    """The first record of a workstation, which puts that workstation itself on the roster."""
    return entry.number == 1 and any(each.author == entry.author for each in bodies.newcomers_in(entry.body))


def _kinds(entry: Entry) -> Set[int]:
    return frozenset() if entry.body is None else bodies.kinds_in(entry.body)


def _roles_in(entry: Entry, clerk: bytes) -> Iterator[tuple[object, set[Dot]]]:
    """The roles that a record gives a clerk, each with the versions that it replaces."""
    for kind, is_insert, fields, rows in _groups(entry):
        if kind == _CLERKS and _ROLE in fields:
            place = fields.index(_ROLE)
            for row in rows:
                if row[0] == clerk and len(row) > 1 + place:
                    bases = [] if is_insert else row[-1][place]
                    yield row[1 + place], {(author, number) for author, number in bases}


def _groups(entry: Entry) -> list[Group]:
    try:
        return [] if entry.body is None else bodies.read_body(entry.body)[1]
    except Unreadable:
        return []
