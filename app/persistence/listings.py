"""Long lists: the order comes from SQL as row keys, rows are read a page at a time."""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.persistence.connection import Connection
from app.persistence.searching import match_of, words_of
from app.services.ports import Listing


@dataclass(frozen=True)
class Query:
    """One list: where its rows come from, their columns (the first is the record id), how it is ordered.

    Other tables are joined with LEFT JOIN on their key: SQLite leaves out a join whose columns nobody asks for, so the
    order of a hundred thousand rows comes from one index.

    ``orders`` maps a column to an SQL expression, ``filters`` a name to a condition with one hole. ``person``
    is the expression of the person id that typed words narrow by, ``sign`` that of a case sign: a typed piece of
    a sign ("5110.3.2") means that case and not every other case of the same person.
    """

    source: str
    key: str
    columns: str
    orders: dict[str, str]
    default: str
    filters: dict[str, str]
    person: str
    base: str = "1"
    sign: str = ""


# A plus keeps SQLite from the index of that column: few rows of one case are read, not all issued decisions.
_STAGE = """CASE WHEN c.closed_on IS NOT NULL THEN 'closed'
 WHEN EXISTS(SELECT 1 FROM decision d WHERE d.case_id=c.id AND d.gone=0 AND +d.state='issued') THEN
   CASE WHEN EXISTS(SELECT 1 FROM delivery v JOIN decision d ON d.document_id=v.document_id
     WHERE d.case_id=c.id AND v.gone=0 AND v.served_on IS NOT NULL) THEN 'payment' ELSE 'delivery' END
 WHEN EXISTS(SELECT 1 FROM decision d WHERE d.case_id=c.id AND d.gone=0) THEN 'decision'
 WHEN EXISTS(SELECT 1 FROM interview i WHERE i.case_id=c.id AND i.gone=0 AND +i.finished_at IS NOT NULL) THEN 'findings'
 ELSE 'interview' END"""

_SIGN = re.compile(r"(?:[A-Za-z0-9-]+\.)*[0-9]+\.[0-9]+[0-9.]*")

_VISIT = """CASE WHEN i.finished_at IS NOT NULL THEN 'finished' WHEN c.closed_on IS NOT NULL THEN 'dropped'
 WHEN i.started_at IS NOT NULL THEN 'begun' ELSE 'planned' END"""

_DAYS = """a.complete_on IS NOT NULL OR a.id IS NULL,
 (SELECT max(v.served_on) FROM document x JOIN delivery v ON v.document_id=x.id
   WHERE x.case_id=c.id AND x.kind='summons' AND x.gone=0 AND v.gone=0),
 (SELECT max(coalesce(i.held_on, substr(i.finished_at,1,10))) FROM interview i
   WHERE i.case_id=c.id AND i.gone=0 AND +i.finished_at IS NOT NULL),
 (SELECT max(d.issued_on) FROM decision d WHERE d.case_id=c.id AND d.gone=0 AND +d.state='issued'),
 (SELECT max(coalesce(d.to_month,'9999-12-01')) FROM decision d
   WHERE d.case_id=c.id AND d.gone=0 AND +d.state='issued' AND d.kind='grant'),
 (SELECT max(x.dated_on) FROM document x WHERE x.case_id=c.id AND x.gone=0 AND x.kind='appeal'),
 (SELECT max(x.dated_on) FROM document x WHERE x.case_id=c.id AND x.gone=0 AND x.kind='appeal_forwarded')"""
"""The days that start and stop the clocks of a case, besides those of the case itself."""

_IS_RUNNING = """c.gone=0 AND c.closed_on IS NULL AND (c.benefit='permanent_allowance'
 OR NOT EXISTS(SELECT 1 FROM decision d WHERE d.case_id=c.id AND d.gone=0 AND +d.state='issued')
 OR EXISTS(SELECT 1 FROM document x WHERE x.case_id=c.id AND x.gone=0 AND x.kind='appeal'))"""
"""Cases in which the office may still have something to do before a day; paid and served ones are not among them."""

LISTINGS: dict[str, Query] = {
    "persons": Query(
        source="person_key k LEFT JOIN person p ON p.id=k.id",
        key="k.key",
        columns="p.id, p.last_name, p.first_name, p.pesel, p.born_on, k.place, p.phone, k.signs",
        orders={
            "name": "k.sort",
            "pesel": "k.pesel",
            "born_on": "p.born_on",
            "place": "k.place",
        },
        default="name",
        filters={},
        person="k.id",
    ),
    "cases": Query(
        source="case_file c LEFT JOIN person p ON p.id=c.person_id LEFT JOIN person_key k ON k.id=c.person_id "
        "LEFT JOIN application a ON a.id=c.application_id",
        key="c.rowid",
        columns=f"c.id, c.sign, c.benefit, p.last_name, p.first_name, k.place, c.opened_on, c.is_urgent, {_STAGE}, "
        "c.need_known_on, coalesce(a.received_on, c.opened_on), c.closed_as",
        orders={
            "sign": "c.list_id, c.number",
            "name": "k.sort",
            "place": "k.place",
            "opened_on": "c.opened_on",
            "benefit": "c.benefit",
        },
        default="opened_on",
        filters={
            "open": "(c.closed_on IS NULL) = (? = 'yes')",
            "benefit": "c.benefit = ?",
            "region": "c.region = ?",
            "household": "c.household_id = unhex(?)",
            "person": "c.person_id = unhex(?)",
            "list": "c.list_id = unhex(?)",
        },
        person="c.person_id",
        base="c.gone=0",
        sign="c.sign",
    ),
    "running": Query(
        source="case_file c LEFT JOIN person p ON p.id=c.person_id LEFT JOIN application a ON a.id=c.application_id",
        key="c.rowid",
        columns="c.id, c.sign, c.benefit, p.last_name, p.first_name, c.worker_id, c.clerk_id, c.is_urgent, "
        f"c.need_known_on, coalesce(a.received_on, c.opened_on), {_DAYS}",
        orders={"opened_on": "c.opened_on"},
        default="opened_on",
        filters={},
        person="c.person_id",
        base=_IS_RUNNING,
    ),
    "interviews": Query(
        source="interview i JOIN person p ON p.id=i.person_id JOIN case_file c ON c.id=i.case_id "
        "LEFT JOIN person_key k ON k.id=i.person_id LEFT JOIN clerk w ON w.id=i.worker_id",
        key="i.rowid",
        columns="i.id, c.sign, p.last_name, p.first_name, k.place, i.part, i.learned_on, i.is_urgent, i.planned_at, "
        "i.started_at, i.finished_at, w.last_name",
        orders={
            "sign": "c.list_id, c.number",
            "name": "k.sort",
            "place": "k.place",
            "learned_on": "i.learned_on",
            "planned_at": "i.planned_at",
            "finished_at": "i.finished_at",
        },
        default="learned_on",
        filters={
            "open": "(i.finished_at IS NULL) = (? = 'yes')",
            "worker": "hex(i.worker_id) = upper(?)",
            "state": f"{_VISIT} = ?",
        },
        person="i.person_id",
        base="i.gone=0",
        sign="c.sign",
    ),
    "decisions": Query(
        source="decision d JOIN case_file c ON c.id=d.case_id JOIN person p ON p.id=d.person_id "
        "LEFT JOIN person_key k ON k.id=d.person_id LEFT JOIN clerk w ON w.id=d.drafted_by_id",
        key="d.rowid",
        columns="d.id, c.sign, d.number, d.kind, d.benefit, p.last_name, p.first_name, d.amount, d.from_month, "
        "d.to_month, d.state, d.drafted_on, d.issued_on, w.last_name",
        orders={
            "sign": "c.list_id, c.number",
            "name": "k.sort",
            "amount": "d.amount",
            "drafted_on": "d.drafted_on",
            "issued_on": "d.issued_on",
            "state": "d.state",
        },
        default="drafted_on",
        filters={
            "open": "(d.state <> 'issued') = (? = 'yes')",
            "editable": "(d.state IN ('draft', 'returned')) = (? = 'yes')",
            "state": "d.state = ?",
            "drafter": "d.drafted_by_id = unhex(?)",
        },
        person="d.person_id",
        base="d.gone=0",
        sign="c.sign",
    ),
}


def keys(connection: Connection, listing: Listing) -> "array[int]":
    """Row keys of the whole list in the wanted order."""
    query = LISTINGS[listing.name]
    where = [query.base]
    values: list[Any] = []
    for name, value in listing.only:
        where.append(query.filters[name])
        values.append(value)
    pieces = _SIGN.findall(listing.text) if query.sign else []
    for piece in pieces:
        where.append(f"{query.sign} LIKE ?")
        values.append(f"%{piece}%")
    words = words_of(_SIGN.sub(" ", listing.text) if pieces else listing.text)
    if words:
        where.append(
            f"{query.person} IN (SELECT id FROM person_key WHERE key IN "
            "(SELECT rowid FROM person_words WHERE person_words MATCH ?))"
        )
        values.append(match_of(words))
    order = query.orders.get(listing.column) or query.orders[query.default]
    if listing.is_descending:
        order = ", ".join(f"{part.strip()} DESC" for part in order.split(","))
    sql = f"SELECT {query.key} FROM {query.source} WHERE {' AND '.join(where)} ORDER BY {order}, {query.key}"
    found = array("q")
    found.extend(connection.exec_driver_sql(sql, tuple(values)).scalars())
    return found


def page(connection: Connection, listing: Listing, wanted: Sequence[int]) -> list[tuple[Any, ...]]:
    """The rows with these keys, in the order of the keys; rows that vanished meanwhile are left out."""
    query = LISTINGS[listing.name]
    if not wanted:
        return []
    holes = ",".join("?" * len(wanted))
    sql = f"SELECT {query.key}, {query.columns} FROM {query.source} WHERE {query.key} IN ({holes})"
    rows = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(sql, tuple(wanted))}
    return [rows[key] for key in wanted if key in rows]
