"""Whether whoever wrote an order to erase had the right to; an order without it is parked on every other workstation.

A role is judged as the order's author knew it: by what his workstation had received when it wrote the order, read from
the causes in the journal. So nobody's clock decides, and everybody who gets the order judges alike, in whatever order
the news reaches him: a right that was taken away elsewhere does not undo an order that was given before that was heard.
"""

from collections.abc import Iterable, Iterator, Sequence, Set

from sqlalchemy import bindparam, select

from app.domain.bundles import Entry
from app.domain.erasing import Erasure
from app.domain.merging import Dot
from app.domain.persons import Clerk
from app.domain.roles import MAY, Act, Role
from app.persistence import bodies, journal, retiring
from app.persistence.bodies import Group, Unreadable
from app.persistence.connection import Connection
from app.persistence.own_tables import HISTORY, JOURNAL
from app.persistence.tables import BY_RECORD
from app.services.ports import NO_RIGHT, Parked

_ORDER, _CLERKS = BY_RECORD[Erasure].number, BY_RECORD[Clerk].number
_ROLE = BY_RECORD[Clerk].numbers["role"]
_MAY_ERASE = {role.value for role in Role if Act.ERASE in MAY[role]}
_ABOUT = (
    select(*journal.COLUMNS)
    .join_from(HISTORY, JOURNAL, JOURNAL.c.ord == HISTORY.c.ord)
    .where(HISTORY.c.id == bindparam("id"))
)


def commanding(entries: Iterable[Entry]) -> list[Entry]:
    """The records that write orders to erase."""
    return [each for each in entries if each.body is not None and bodies.mentions(each.body, _ORDER)]


def without_right(connection: Connection, orders: Iterable[Entry], arriving: Sequence[Entry] = ()) -> Set[Dot]:
    """Author and number of those records that write orders without the right to."""
    return {(each.author, each.number) for each in orders if not _may_order(connection, each, arriving)}


def named(parked: Iterable[Parked], barred: Set[Dot]) -> list[Parked]:
    """The same with the reason that no person can let pass."""
    return [Parked(each.author, each.number, NO_RIGHT) if (each.author, each.number) in barred else each
            for each in parked]  # fmt: skip


def _may_order(connection: Connection, order: Entry, arriving: Sequence[Entry]) -> bool:
    if not any(kind == _ORDER for kind, *_ in _groups(order)):
        return True  # it only mentions the number
    if order.clerk is None:
        return False
    about = [journal.entry_of(row) for row in connection.execute(_ABOUT, {"id": order.clerk})]
    about += [each for each in arriving if each.body is not None and bodies.mentions(each.body, _CLERKS)]
    roles: dict[Dot, object] = {}
    replaced: set[Dot] = set()
    known: dict[int, int] = {order.author: order.number}
    for each in about:
        if each.author not in known:
            known[each.author] = retiring.known_to(connection, (order.author, order.number), each.author, arriving)
        if each.number <= known[each.author]:
            for role, bases in _roles_in(each, order.clerk):
                roles[each.author, each.number] = role
                replaced |= bases
    return any(role in _MAY_ERASE for dot, role in roles.items() if dot not in replaced)


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
