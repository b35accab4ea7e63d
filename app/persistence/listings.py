"""Long lists: the order comes from SQL as row keys, rows are read a page at a time."""

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    and_,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op

from app.domain.cases import Application, Case, Document
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.interviews import OF_THE_FAMILY, Interview
from app.domain.persons import Clerk, Person
from app.persistence.connection import Connection
from app.persistence.own_tables import PERSON_KEY, PERSON_WORDS
from app.persistence.searching import JOINED_IDS, finish, match_of, words_of
from app.persistence.tables import BY_RECORD
from app.services.ports import Listing

Column = ColumnElement[Any]
Condition = ColumnElement[bool]
Filter = Callable[[str], Condition]


@dataclass(frozen=True, kw_only=True)
class Query:
    """One list: where its rows come from, their columns (the first is the record id), how it is ordered.

    Other tables are joined with LEFT JOIN on their key: SQLite leaves out a join whose columns nobody asks for, so the
    order of a hundred thousand rows comes from one index.

    ``orders`` maps a column to what it is sorted by, ``filters`` a name to a condition on a wanted value. ``person``
    is the person that typed words narrow by, ``sign`` the case sign: a typed piece of a sign ("5110.3.2") means that
    case and not every other case of the same person. ``hidden`` are the keys of the few rows that another one stands
    for: asked for on their own, because looking each of a hundred thousand rows up costs more than the list itself.
    """

    source: FromClause
    key: Column
    columns: Sequence[Column]
    orders: Mapping[str, Sequence[Column]]
    default: str
    filters: Mapping[str, Filter]
    person: Column
    base: Condition
    sign: Column | None = None
    hidden: Select[Any] | None = None


_PERSON = BY_RECORD[Person].table.alias("p")
_CASE = BY_RECORD[Case].table.alias("c")
_APPLICATION = BY_RECORD[Application].table.alias("a")
_INTERVIEW = BY_RECORD[Interview].table.alias("i")
_DECISION = BY_RECORD[Decision].table.alias("d")
_DELIVERY = BY_RECORD[Delivery].table.alias("v")
_DOCUMENT = BY_RECORD[Document].table.alias("x")
_CLERK = BY_RECORD[Clerk].table.alias("w")
_KEY = PERSON_KEY.alias("k")
_P, _C, _A, _I, _D, _V, _X, _W, _K = (
    each.c for each in (_PERSON, _CASE, _APPLICATION, _INTERVIEW, _DECISION, _DELIVERY, _DOCUMENT, _CLERK, _KEY)
)
_FIRST = itemgetter(0)
_SIGN = re.compile(r"(?:[A-Za-z0-9-]+\.)*[0-9]+\.[0-9]+[0-9.]*")


def _row_of(name: str) -> Column:
    return literal_column(f"{name}.rowid", BigInteger)


def _unindexed(column: Column) -> Column:
    """Keeps SQLite from the index of that column: few rows of one case are read, not all issued decisions."""
    return UnaryExpression(column, operator=custom_op("+"))


def _is(column: Column) -> Filter:
    return lambda value: column == value


def _is_record(column: Column) -> Filter:
    """The id as hexadecimal digits, or several with commas between them."""
    return lambda value: column.in_([func.unhex(each) for each in value.split(",")])


def _yes(condition: Condition) -> Filter:
    return lambda value: condition if value == "yes" else ~condition


_IS_HELD = (
    *(_I.case_id == _C.id, _I.gone == 0, _unindexed(_I.finished_at).is_not(None)),
    _I.part.in_(sorted(OF_THE_FAMILY)),
)
_OF_CASE = (_D.case_id == _C.id, _D.gone == 0)
_IS_ISSUED = _unindexed(_D.state) == "issued"
_SERVED = (
    select(_V.id)
    .join_from(_DELIVERY, _DECISION, _D.document_id == _V.document_id)
    .where(_D.case_id == _C.id, _V.gone == 0, _V.served_on.is_not(None))
)
_STAGE = case(
    (_C.closed_on.is_not(None), "closed"),
    (exists().where(*_OF_CASE, _IS_ISSUED), case((_SERVED.exists(), "payment"), else_="delivery")),
    (exists().where(*_OF_CASE), "decision"),
    (exists().where(*_IS_HELD), "findings"),
    else_="interview",
)
_VISIT = case(
    (_I.finished_at.is_not(None), "finished"),
    (_C.closed_on.is_not(None), "dropped"),
    (_I.started_at.is_not(None), "begun"),
    else_="planned",
)


def _last_issued(day: Column) -> Column:
    return select(func.max(day)).where(*_OF_CASE, _IS_ISSUED).scalar_subquery()


def _last_document(kind: str) -> Column:
    found = select(func.max(_X.dated_on)).where(_X.case_id == _C.id, _X.gone == 0, _X.kind == kind)
    return found.scalar_subquery()


_LAST_MONTH = func.coalesce(_D.to_month, "9999-12-01")
_DAYS = (
    or_(_A.complete_on.is_not(None), _A.id.is_(None)),
    select(func.max(_V.served_on))
    .join_from(_DOCUMENT, _DELIVERY, _V.document_id == _X.id)
    .where(_X.case_id == _C.id, _X.kind == "summons", _X.gone == 0, _V.gone == 0)
    .scalar_subquery(),
    select(func.max(func.coalesce(_I.held_on, func.substr(_I.finished_at, 1, 10)))).where(*_IS_HELD).scalar_subquery(),
    _last_issued(_D.issued_on),
    select(case((_D.kind == "repeal", func.date(_D.from_month, "-1 month")), else_=_LAST_MONTH))
    .where(*_OF_CASE, _IS_ISSUED, _D.kind != "refusal")
    .order_by(_D.issued_on.desc(), func.length(_D.number).desc(), _D.number.desc())
    .limit(1)
    .scalar_subquery(),
    _last_document("appeal"),
    _last_document("appeal_forwarded"),
    _C.closed_on,
)
"""The days that start and stop the clocks of a case, besides those of the case itself.

The last month that is paid is told by the newest act of the case: a repeal ends with the month before its own.
"""

_IS_RUNNING = and_(
    _C.gone == 0,
    or_(
        and_(
            _C.closed_on.is_(None),
            or_(_C.benefit == "permanent_allowance", ~exists().where(*_OF_CASE, _IS_ISSUED)),
        ),
        _C.id.in_(select(_X.case_id).where(_X.kind == literal_column("'appeal'"), _X.gone == 0)),  # a partial index
    ),
)
"""Cases in which the office may still have something to do before a day; paid and served ones are not among them.

An appeal is handed on also from a case that was closed before it came.
"""

_BY_SIGN = (_C.list_id, _C.number)
_CASES = _CASE.outerjoin(_PERSON, _P.id == _C.person_id)
_RECEIVED_ON = func.coalesce(_A.received_on, _C.opened_on)

LISTINGS: dict[str, Query] = {
    "persons": Query(
        source=_KEY.outerjoin(_PERSON, _P.id == _K.id),
        key=_K.key,
        columns=(_P.id, _P.last_name, _P.first_name, _P.pesel, _P.born_on, _K.place, _P.phone, _K.signs),
        orders={"name": (_K.sort,), "pesel": (_K.pesel,), "born_on": (_P.born_on,), "place": (_K.place,)},
        default="name",
        filters={},
        person=_K.id,
        base=true(),
        hidden=select(PERSON_KEY.c.key).where(PERSON_KEY.c.id.in_(JOINED_IDS)),
    ),
    "cases": Query(
        source=_CASES.outerjoin(_KEY, _K.id == _C.person_id).outerjoin(_APPLICATION, _A.id == _C.application_id),
        key=_row_of("c"),
        columns=(
            *(_C.id, _C.sign, _C.benefit, _P.last_name, _P.first_name, _K.place, _C.opened_on, _C.is_urgent, _STAGE),
            *(_C.need_known_on, _RECEIVED_ON, _C.closed_as),
        ),
        orders={
            "sign": _BY_SIGN,
            "name": (_K.sort,),
            "place": (_K.place,),
            "opened_on": (_C.opened_on,),
            "benefit": (_C.benefit,),
        },
        default="opened_on",
        filters={
            "open": _yes(_C.closed_on.is_(None)),
            "benefit": _is(_C.benefit),
            "region": _is(_C.region),
            "household": _is_record(_C.household_id),
            "person": _is_record(_C.person_id),
            "list": _is_record(_C.list_id),
        },
        person=_C.person_id,
        base=_C.gone == 0,
        sign=_C.sign,
    ),
    "running": Query(
        source=_CASES.outerjoin(_APPLICATION, _A.id == _C.application_id),
        key=_row_of("c"),
        columns=(
            *(_C.id, _C.sign, _C.benefit, _P.last_name, _P.first_name, _C.worker_id, _C.clerk_id, _C.is_urgent),
            *(_C.need_known_on, _RECEIVED_ON, *_DAYS, _last_document("decision")),
        ),
        orders={"opened_on": (_C.opened_on,)},
        default="opened_on",
        filters={},
        person=_C.person_id,
        base=_IS_RUNNING,
    ),
    "interviews": Query(
        source=_INTERVIEW.join(_PERSON, _P.id == _I.person_id)
        .join(_CASE, _C.id == _I.case_id)
        .outerjoin(_KEY, _K.id == _I.person_id)
        .outerjoin(_CLERK, _W.id == _I.worker_id),
        key=_row_of("i"),
        columns=(
            *(_I.id, _C.sign, _P.last_name, _P.first_name, _K.place, _I.part, _I.learned_on, _I.is_urgent),
            *(_I.planned_at, _I.started_at, _I.finished_at, _W.last_name),
        ),
        orders={
            "sign": _BY_SIGN,
            "name": (_K.sort,),
            "place": (_K.place,),
            "learned_on": (_I.learned_on,),
            "planned_at": (_I.planned_at,),
            "finished_at": (_I.finished_at,),
        },
        default="learned_on",
        filters={
            "open": _yes(_I.finished_at.is_(None)),
            "worker": lambda value: func.hex(_I.worker_id) == func.upper(value),
            "state": _is(_VISIT),
        },
        person=_I.person_id,
        base=_I.gone == 0,
        sign=_C.sign,
    ),
    "decisions": Query(
        source=_DECISION.join(_CASE, _C.id == _D.case_id)
        .join(_PERSON, _P.id == _D.person_id)
        .outerjoin(_KEY, _K.id == _D.person_id)
        .outerjoin(_CLERK, _W.id == _D.drafted_by_id),
        key=_row_of("d"),
        columns=(
            *(_D.id, _C.sign, _D.number, _D.kind, _D.benefit, _P.last_name, _P.first_name, _D.amount, _D.from_month),
            *(_D.to_month, _D.state, _D.drafted_on, _D.issued_on, _W.last_name),
        ),
        orders={
            "sign": _BY_SIGN,
            "name": (_K.sort,),
            "amount": (_D.amount,),
            "drafted_on": (_D.drafted_on,),
            "issued_on": (_D.issued_on,),
            "state": (_D.state,),
        },
        default="drafted_on",
        filters={
            "open": _yes(_D.state != "issued"),
            "editable": _yes(_D.state.in_(("draft", "returned"))),
            "state": _is(_D.state),
            "drafter": _is_record(_D.drafted_by_id),
        },
        person=_D.person_id,
        base=_D.gone == 0,
        sign=_C.sign,
    ),
}


def keys(connection: Connection, listing: Listing) -> "array[int]":
    """Row keys of the whole list in the wanted order."""
    query = LISTINGS[listing.name]
    finish(connection)
    found = select(query.key).select_from(query.source).where(query.base)
    hidden = [] if query.hidden is None else connection.execute(query.hidden).scalars().all()
    if hidden:
        found = found.where(query.key.not_in(hidden))
    for name, value in listing.only:
        found = found.where(query.filters[name](value))
    pieces = [] if query.sign is None else _SIGN.findall(listing.text)
    for piece in pieces:
        assert query.sign is not None  # noqa: S101 - for the type checker: else there are no pieces
        found = found.where(query.sign.like(f"%{piece}%"))
    words = words_of(_SIGN.sub(" ", listing.text) if pieces else listing.text)
    if words:
        rows = select(PERSON_WORDS.c.rowid).where(PERSON_WORDS.c.words.match(match_of(words)))
        found = found.where(query.person.in_(select(PERSON_KEY.c.id).where(PERSON_KEY.c.key.in_(rows))))
    order = query.orders.get(listing.column) or query.orders[query.default]
    found = found.order_by(*(part.desc() if listing.is_descending else part for part in order), query.key)
    # From the driver's cursor behind the result: half the time for a hundred thousand single numbers.
    with connection.execute(found) as result:
        return array("q", map(_FIRST, cast(Iterable[tuple[int]], result.cursor)))


def page(connection: Connection, listing: Listing, wanted: Sequence[int]) -> list[tuple[Any, ...]]:
    """The rows with these keys, in the order of the keys; rows that vanished meanwhile are left out."""
    query = LISTINGS[listing.name]
    if not wanted:
        return []
    found = select(query.key, *query.columns).select_from(query.source).where(query.key.in_(wanted))
    rows = {row[0]: tuple(row[1:]) for row in connection.execute(found)}
    return [rows[key] for key in wanted if key in rows]
