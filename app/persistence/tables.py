"""The tables of the office file.

A synced kind of record has a number that is never reused, and fields numbered by their place in the list
below, from 1; new fields are added at the end, none is ever taken out or moved. Field 0 is ``life``. The
dataclass says what type a field has. ``gone`` is worked out from ``life``; ``sync_v`` holds the versions.
"""

import types
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import BigInteger, Column, Integer, MetaData, Select, Table, Text, bindparam, insert, select, update

from app.domain.cases import Application, Case, CaseEvent, CaseList, Document, Report
from app.domain.debts import Repayment
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.erasing import Erasure
from app.domain.households import Household, Member
from app.domain.incomes import Income
from app.domain.interviews import Answer, Correction, Freeze, Interview
from app.domain.offices import Setting, Workstation
from app.domain.payments import Debt, PaymentHold, PaymentLine, PaymentList, PaymentRegister, PaymentReturn
from app.domain.persons import Address, Clerk, PairVerdict, Person
from app.domain.records import Record
from app.domain.visits import Precautions, VisitAttempt
from app.persistence.connection import Blob, Many, Some

Encode = Callable[[Any], Any]
_SYNCED = MetaData()
_COLUMNS = {"TEXT": Text, "BIGINT": BigInteger, "INTEGER": Integer, "BLOB": Blob}


@dataclass(frozen=True)
class Codec:
    """How a field of a dataclass stands in the file, and the type of its column in SQL. None stays NULL."""

    column: str
    encode: Encode | None = None
    decode: Encode | None = None
    is_optional: bool = False


def _codec(hint: Any) -> Codec:
    if get_origin(hint) in (Union, types.UnionType):
        present = next(part for part in get_args(hint) if part is not type(None))
        return replace(_codec(present), is_optional=True)
    hint = getattr(hint, "__supertype__", hint)
    if issubclass(hint, StrEnum):
        return Codec("TEXT", str, hint)
    if issubclass(hint, bool):
        return Codec("INTEGER", int, bool)
    if issubclass(hint, datetime):
        return Codec("TEXT", lambda at: at.isoformat(sep=" ", timespec="seconds"), datetime.fromisoformat)
    if issubclass(hint, date):
        return Codec("TEXT", date.isoformat, date.fromisoformat)
    return {int: Codec("BIGINT"), bytes: Codec("BLOB"), str: Codec("TEXT")}[hint]


class Stored:
    """A synced kind of record: its number, its table, and the way between row and dataclass."""

    def __init__(self, number: int, record: type[Record], name: str, field_names: str) -> None:
        hints = get_type_hints(record)
        names = field_names.split()
        declared = {each.name for each in fields(record)} - {"id", "seen"}
        if declared != set(names):
            raise TypeError(f"{record.__name__}: fields and columns differ: {declared ^ set(names)}")
        self.number = number
        self.record = record
        self.name = name
        self.fields = tuple(names)
        self.numbers = {field: place for place, field in enumerate(self.fields, start=1)}
        codecs = [_codec(hints[field]) for field in self.fields]
        self.codecs = dict(zip(self.fields, codecs, strict=True))
        defaults = {each.name: each.default for each in fields(record)}
        self.required = frozenset(field for field in self.fields if defaults[field] is MISSING)
        self.blank = [None] + [
            None if field in self.required else self.encode(field, defaults[field]) for field in self.fields
        ]
        self._encoders = [(place, codec.encode) for place, codec in enumerate(codecs) if codec.encode]
        self._decoders = [(place, codec.decode) for place, codec in enumerate(codecs) if codec.decode]
        self._take = attrgetter(*self.fields) if len(self.fields) > 1 else lambda it: (getattr(it, self.fields[0]),)
        self._updates: dict[tuple[str, ...], Many] = {}
        self.table = Table(
            name,
            _SYNCED,
            Column("id", Blob, primary_key=True, nullable=False),
            *(Column(field, _COLUMNS[codec.column]) for field, codec in self.codecs.items()),
            Column("life", Blob),
            Column("gone", Integer, nullable=False, server_default="0"),
            Column("sync_v", Blob, nullable=False),
        )

    # -- statements, each composed when it is first asked for --------------------------------------------------

    @cached_property
    def select(self) -> Select[Any]:
        """What ``record_of`` reads: id, fields, versions."""
        columns = self.table.c
        return select(columns.id, *(columns[field] for field in self.fields), columns.sync_v)

    @cached_property
    def select_row(self) -> Select[Any]:
        """What a merge reads: id, life, fields, versions."""
        columns = self.table.c
        return select(columns.id, columns.life, *(columns[field] for field in self.fields), columns.sync_v)

    @cached_property
    def select_any(self) -> Select[Any]:
        """One ``id``, whichever, if there is one."""
        return select(self.table.c.id).limit(1)

    @cached_property
    def select_one(self) -> Select[Any]:
        """``select`` for one ``id``."""
        return self.select.where(self.table.c.id == bindparam("id"))

    @cached_property
    def select_some(self) -> Select[Any]:
        """``select`` for a list of ``ids``."""
        return self.select.where(self.table.c.id.in_(bindparam("ids", expanding=True)))

    @cached_property
    def rows_of(self) -> Some:
        """``select_row`` for a list of ids."""
        return Some(self.select_row, self.table.c.id)

    @cached_property
    def ids_of(self) -> Some:
        """Those of a list of ids that are there."""
        return Some(select(self.table.c.id), self.table.c.id)

    @cached_property
    def select_versions(self) -> Select[Any]:
        """The versions of one ``id``."""
        return select(self.table.c.sync_v).where(self.table.c.id == bindparam("id"))

    @cached_property
    def insert(self) -> Many:
        """New records: id, fields, versions."""
        return Many(insert(self.table), "id", *self.fields, "sync_v")

    @cached_property
    def insert_row(self) -> Many:
        """Merged new records: id, fields, life, gone, versions."""
        return Many(insert(self.table), *self.table.c.keys())

    def update(self, *names: str) -> Many:
        """These columns, named in the order of the table, and last the ``id`` whose row is meant."""
        made = self._updates.get(names)
        if made is None:
            one = update(self.table).where(self.table.c.id == bindparam("this"))
            made = self._updates[names] = Many(one, *names, "this", column_keys=names)
        return made

    # -- between row and dataclass -----------------------------------------------------------------------------

    def values_of(self, record: Record) -> list[Any]:
        """The record's fields as they stand in the file, in their order."""
        values = list(self._take(record))
        for place, encode in self._encoders:
            if values[place] is not None:
                values[place] = encode(values[place])
        return values

    def encode(self, field: str, value: Any) -> Any:
        """One field's value as it stands in the file."""
        encode = self.codecs[field].encode
        return value if value is None or encode is None else encode(value)

    def record_of(self, row: Sequence[Any]) -> Any:
        """The dataclass of a row read with ``select``."""
        values = list(row[1:-1])
        for place, decode in self._decoders:
            if values[place] is not None:
                values[place] = decode(values[place])
        return self.record(id=row[0], seen=row[-1], **dict(zip(self.fields, values, strict=True)))

    def decode(self, field: str, value: Any) -> Any:
        """One field's value as a domain value; used where a contradiction shows both sides."""
        decode = self.codecs[field].decode
        return value if value is None or decode is None else decode(value)


STORED = (
    Stored(1, Setting, "setting", "name value"),
    Stored(2, Workstation, "workstation", "name keeper author signing_key sealing_key joined_on retired_on"),
    Stored(
        3,
        Clerk,
        "clerk",
        "first_name last_name first_name_vocative position role initials phone card_number region signs_for "
        "authorised_from_on authorised_to_on authorisation_number is_active",
    ),
    Stored(
        4,
        Person,
        "person",
        "first_name second_name last_name birth_name pesel born_on sex phone email citizenship identity_document "
        "marital_status occupation bank_account died_on name_genitive name_dative name_accusative "
        "name_instrumental note merged_into",
    ),
    Stored(
        5,
        Address,
        "address",
        "person_id kind locality street house flat postal_code post_town directions from_on to_on",
    ),
    Stored(6, PairVerdict, "pair_verdict", "first_id second_id is_same said_on reason"),
    Stored(7, Household, "household", "head_id region note"),
    Stored(
        8,
        Member,
        "member",
        "household_id person_id relation from_on to_on is_counted not_counted_reason position",
    ),
    Stored(
        9,
        Income,
        "income",
        "person_id kind amount received_on costs maintenance_paid source_lost_on hectares months evidence "
        "evidence_on note",
    ),
    Stored(10, CaseList, "case_list", "cell class_symbol group_number year title benefit keeper_id"),
    Stored(
        11,
        Application,
        "application",
        "person_id form received_on complete_on claim reasons applies_as consent_of is_signed missing "
        "taken_by_id document_id",
    ),
    Stored(
        12,
        Report,
        "report",
        "person_id about reporter_kind reporter is_reporter_withheld facts is_urgent received_on received_at "
        "outcome closed_on case_id",
    ),
    Stored(
        13,
        Case,
        "case_file",
        "person_id household_id application_id benefit list_id number sign opened_on need_known_on is_urgent "
        "region clerk_id worker_id title mediation_note mediation_noted_on closed_on closed_as",
    ),
    Stored(14, CaseEvent, "case_event", "case_id at kind text clerk_id workstation"),
    Stored(
        15,
        Document,
        "document",
        "case_id person_id direction kind title dated_on content media_type pages template template_version note",
    ),
    Stored(
        16,
        Interview,
        "interview",
        "case_id person_id household_id worker_id part form_version learned_on is_urgent planned_at plan_note "
        "started_at held_on finished_at signed_on seal left_out private_note document_id",
    ),
    Stored(17, Answer, "answer", "interview_id field_id row value"),
    Stored(
        18,
        Decision,
        "decision",
        "case_id person_id kind state benefit reason amount from_month to_month pay_by pay_day findings "
        "written_reasons without_reasons number drafted_on drafted_by_id passed_on_at remark approved_on "
        "approved_by_id issued_on signed_by_id document_id is_granted_in_full refusal_grounds other_amounts",
    ),
    Stored(
        19,
        Delivery,
        "delivery",
        "document_id case_id person_id channel sent_on served_on taken_by note way first_notice_on second_notice_on "
        "notice_place",
    ),
    Stored(20, Erasure, "erasure", "person_id ordered_on reason things kept"),
    Stored(
        21, PaymentRegister, "payment_register", "budget keeper_id account sender encoding transfer_title from_month"
    ),
    Stored(
        22,
        PaymentList,
        "payment_list",
        "register_id month benefit pay_by pay_on title state made_on made_by_id remark checked_on checked_by_id "
        "approved_on approved_by_id digest corrects_id number year closed_on closed_by_id total count account sender "
        "encoding transfer_title bank_file_id print_id",
    ),
    Stored(
        23,
        PaymentLine,
        "payment_line",
        "list_id decision_id case_id person_id month amount set_off debt_id return_id benefit decision_number "
        "case_sign payee payee_address account position",
    ),
    Stored(24, PaymentReturn, "payment_return", "line_id amount returned_on reason note noted_by_id"),
    Stored(25, PaymentHold, "payment_hold", "decision_id case_id from_month to_month kind reason noted_on noted_by_id"),
    Stored(26, Debt, "debt", "person_id total monthly from_month basis ended_on noted_by_id"),
    Stored(27, Precautions, "precautions", "interview_id second_worker_id is_with_police warning"),
    Stored(
        28,
        VisitAttempt,
        "visit_attempt",
        "interview_id case_id at outcome worker_id second_worker_id met said is_notice_left danger",
    ),
    Stored(
        29,
        Freeze,
        "interview_freeze",
        "interview_id layer frozen_on way answers left_out seal document_id note clerk_id at",
    ),
    Stored(
        30,
        Correction,
        "correction",
        "interview_id field_id row before after reason at clerk_id seal document_id",
    ),
    Stored(31, Repayment, "repayment", "debt_id person_id amount settled_on kind note noted_by_id"),
)
BY_RECORD: dict[type[Record], Stored] = {stored.record: stored for stored in STORED}
BY_NUMBER: dict[int, Stored] = {stored.number: stored for stored in STORED}
BLANKS = {stored.number: stored.blank for stored in STORED}
"""Per kind the values of a record of which nobody said anything, by field number."""
SEALS = {
    BY_RECORD[kind].number: BY_RECORD[kind].numbers[field]
    for kind, field in ((Decision, "number"), (PaymentList, "number"), (PaymentLine, "position"))
}
"""The field that seals a record: a decision has its number from the transaction that issues it, a payment list and its
lines theirs from the one that closes the list."""
