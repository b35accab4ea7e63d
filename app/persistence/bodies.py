"""What stands inside a journal record, and inside the column that holds a row's versions.

A body is ``[reason, [[kind, is_insert, [field number, …], [row, …]], …]]``; a row is ``[id, value, …]``, and
for changed records the replaced dots follow, per field, with the authors everybody knows.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from app.domain.bundles import Newcomer
from app.domain.cases import Document
from app.domain.merging import LIFE, Dot, Writes
from app.domain.offices import Workstation
from app.persistence.tables import BY_NUMBER, BY_RECORD, Codec, Stored

pack = msgspec.msgpack.encode
unpack = msgspec.msgpack.decode

SCHEMA = 1
"""Number of the newest set of kinds and fields that this program writes."""

_ID = 16
_TYPES: dict[str, type] = {"TEXT": str, "BIGINT": int, "INTEGER": int, "BLOB": bytes}
_WORDS = {str}
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
Group = tuple[int, bool, tuple[int, ...], list[list[Any]]]


class _Body(msgspec.Struct, array_like=True):
    """``wall`` is what the author's own clock showed, in milliseconds, where the hybrid clock was ahead of it.

    Where values that were replaced years ago have been taken out, a list of them follows, see ``with_blanks``.
    """

    reason: str
    groups: list[Group]
    wall: int = 0


class _Glance(msgspec.Struct, array_like=True):
    reason: str
    groups: list[tuple[int, bool, msgspec.Raw, msgspec.Raw]]


class _Versions(msgspec.Struct, array_like=True):
    author: int
    number: int
    dots: dict[int, list[Dot]] = {}


_read = msgspec.msgpack.Decoder(_Body).decode
_glance = msgspec.msgpack.Decoder(_Glance).decode
_versions = msgspec.msgpack.Decoder(_Versions).decode


class Unreadable(Exception):
    """A body that this program cannot accept; its record is parked and shown, never lost."""


class Pending:
    """The journal record of one household that a transaction is writing."""

    def __init__(self, number: int, scope: bytes | None, wall: int = 0) -> None:
        self.number = number
        self.scope = scope
        self._wall = wall
        self._inserts: dict[tuple[int, tuple[int, ...]], list[Sequence[Any]]] = {}
        self._updates: list[tuple[int, tuple[int, ...], list[Sequence[Any]]]] = []
        self.ids: set[bytes] = set()

    def insert(self, kind: int, fields: tuple[int, ...], rows: Iterable[Sequence[Any]]) -> None:
        """Note new records: (id, values …)."""
        group = self._inserts.setdefault((kind, fields), [])
        for row in rows:
            group.append(row)
            self.ids.add(row[0])

    def update(self, kind: int, fields: tuple[int, ...], row: Sequence[Any]) -> None:
        """Note written fields: (id, values …, bases per field with global authors)."""
        if not self._updates or self._updates[-1][:2] != (kind, fields):
            self._updates.append((kind, fields, []))
        self._updates[-1][2].append(row)
        self.ids.add(row[0])

    def body(self, reason: str) -> bytes:
        """The record's content, encoded once: new records first, then writes in the order they were made.

        What would be parked elsewhere is not written here: it raises ``Unreadable``, a mistake of ours.
        """
        groups = [(kind, True, fields, rows) for (kind, fields), rows in self._inserts.items()]
        groups += [(kind, False, fields, rows) for kind, fields, rows in self._updates]
        for group in groups:
            _check(*group)
        return pack([reason, groups, self._wall] if self._wall else [reason, groups])


def read_body(body: bytes) -> tuple[str, list[Group]]:
    """Reason and groups; raises ``Unreadable`` where the shape is wrong."""
    try:
        read = _read(body)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise Unreadable("shape") from error
    return read.reason, read.groups


def with_groups(body: bytes, groups: Sequence[Any]) -> bytes:
    """A body with other groups, without the words of whoever wrote it: they may be about what was taken out."""
    wall, ids = _read(body).wall, ids_in(groups)
    dropped = sorted(each for each in dropped_in(unpack(body)[2:]) if each[0] in ids)
    if dropped:
        return pack(["", groups, wall, dropped])
    return pack(["", groups, wall] if wall else ["", groups])


def with_blanks(body: bytes, groups: Sequence[Any], dropped: Sequence[tuple[bytes, int]]) -> bytes:
    """A body in which values were taken out; ``dropped`` is added to those that were taken out before."""
    reason, _groups, *more = unpack(body)
    wall, before = more[0] if more else 0, more[1] if len(more) > 1 else []
    told = sorted({(each[0], each[1]) for each in before} | set(dropped))
    return pack([reason, groups, wall, told])


def dropped_in(more: Sequence[Any]) -> set[tuple[bytes, int]]:
    """Id and field of the values that were taken out of a body; ``more`` is what stands behind its groups."""
    try:
        return {(each[0], each[1]) for each in more[1]} if len(more) > 1 else set()
    except (TypeError, IndexError):  # not as any program writes it
        return set()


def mentions(body: bytes, kind: int) -> bool:
    """Whether a body writes to records of a kind. Skips over everything else without decoding it."""
    try:
        return any(each == kind for each, *_ in _glance(body).groups)
    except (msgspec.MsgspecError, RecursionError):
        return False


def ids_in(groups: Iterable[Group]) -> set[bytes]:
    """Which stored things a body is about."""
    return {row[0] for _kind, _is_insert, _fields, rows in groups for row in rows if row and isinstance(row[0], bytes)}


def writes_of(groups: Iterable[Group], local: Mapping[int, int]) -> tuple[Writes, ...]:
    """The writes of a body, checked; ``local`` maps authors to this file's small numbers.

    Raises ``Unreadable`` where a kind or field is unknown or a value cannot stand in its column, so that no
    reader of the row will ever stumble over it.
    """
    found = []
    for kind, is_insert, fields, rows in groups:
        _check(kind, is_insert, fields, rows)
        if is_insert:
            found.append(Writes(kind, True, fields, rows))
        else:
            found.append(Writes(kind, False, fields, [[*row[:-1], _bases(row[-1], local)] for row in rows]))
    return tuple(found)


def _bases(told: Any, local: Mapping[int, int]) -> tuple[tuple[Dot, ...], ...]:
    try:
        return tuple([tuple([(local[author], number) for author, number in base]) for base in told])
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("base") from error


def _check(kind: int, is_insert: bool, fields: tuple[int, ...], rows: Sequence[Sequence[Any]]) -> None:
    stored = BY_NUMBER.get(kind)
    if stored is None:
        raise Unreadable("kind")
    width = 1 + len(fields) + (not is_insert)
    if set(map(len, rows)) != {width}:  # also where there is none
        raise Unreadable("width")
    columns = list(zip(*rows, strict=True))
    if set(map(type, columns[0])) != {bytes} or set(map(len, columns[0])) != {_ID}:
        raise Unreadable("id")
    if len(set(fields)) != len(fields) or (is_insert and not stored.required <= _named(stored, fields)):
        raise Unreadable("field")
    for number, values in zip(fields, columns[1:], strict=False):
        if number == LIFE and not is_insert:
            _check_lives(values)
        elif not 0 < number <= len(stored.fields):
            raise Unreadable("field")
        elif not _can_stand(stored.codecs[stored.fields[number - 1]], values):
            raise Unreadable(f"{stored.name}.{stored.fields[number - 1]}")
    if not is_insert and any(not isinstance(base, list) or len(base) != len(fields) for base in columns[-1]):
        raise Unreadable("base")


def _named(stored: Stored, fields: tuple[int, ...]) -> set[str]:
    return {stored.fields[number - 1] for number in fields if 0 < number <= len(stored.fields)}


def _can_stand(codec: Codec, values: Sequence[Any]) -> bool:
    kinds = set(map(type, values))
    if kinds == _WORDS and codec.column == "TEXT" and codec.decode is None:
        return True  # as nearly all columns are
    if type(None) in kinds:
        if not codec.is_optional:
            return False
        kinds.discard(type(None))
        values = [value for value in values if value is not None]
    expected = _TYPES[codec.column]
    if any(kind is bool or not issubclass(kind, expected) for kind in kinds):
        return False
    if expected is int and kinds and not (min(values) >= _SMALLEST and max(values) <= _LARGEST):
        return False
    if codec.decode is None or codec.encode is None:
        return True
    try:
        once = list(set(values))
        return list(map(codec.encode, map(codec.decode, once))) == once
    except (ValueError, TypeError, KeyError, OverflowError):
        return False


def _check_lives(values: Iterable[Any]) -> None:
    for value in values:
        if value is not None:
            removal_in(value)


def removal_in(life: Any) -> list[tuple[int, int]]:
    """What a remover had seen: (author, number) pairs; raises ``Unreadable``."""
    try:
        return msgspec.msgpack.decode(life, type=list[tuple[int, int]])
    except (msgspec.MsgspecError, TypeError) as error:
        raise Unreadable("life") from error


def kinds_in(body: bytes) -> set[int]:
    """The kinds of records that a body writes to. Skips over everything else without decoding it."""
    try:
        return {kind for kind, *_ in _glance(body).groups}
    except (msgspec.MsgspecError, RecursionError):
        return set()


def newcomers_in(body: bytes | None) -> list[Newcomer]:
    """The workstations that a record puts on the roster. Skips over everything else without decoding it."""
    stored = BY_RECORD[Workstation]
    try:
        if body is None or not any(kind == stored.number and is_insert for kind, is_insert, *_ in _glance(body).groups):
            return []
        groups = read_body(body)[1]
        found = [writes for writes in writes_of(groups, _Everybody()) if writes.kind == stored.number]
    except (msgspec.MsgspecError, Unreadable):
        return []
    newcomers = []
    for writes in found:
        for row in writes.rows if writes.is_insert else ():
            station = dict(zip(writes.fields, row[1:], strict=True))
            newcomer = Newcomer(
                station.get(stored.numbers["signing_key"], b""), station.get(stored.numbers["sealing_key"], "")
            )
            if newcomer.author == station.get(stored.numbers["author"]):
                newcomers.append(newcomer)
    return newcomers


class _Everybody(dict[int, int]):
    """Maps every author to himself."""

    def __missing__(self, author: int) -> int:
        return author


def encode_versions(born: Dot, dots: Mapping[int, Sequence[Dot]]) -> bytes:
    """The column ``sync_v``: the dot of birth, then only the fields whose dots differ from it."""
    return pack((*born, dots)) if dots else pack(born)


def decode_versions(stored: bytes) -> tuple[Dot, dict[int, list[Dot]]]:
    """Read ``sync_v``."""
    found = _versions(stored)
    return (found.author, found.number), found.dots


def documents_in(found: Iterable[bytes | None]) -> set[str]:
    """The hashes of kept bytes that records introduce. Skips over all but documents without decoding it."""
    stored = BY_RECORD[Document]
    place = stored.numbers["content"]
    digests: set[str] = set()
    for body in found:
        if body is None:
            continue
        try:
            if all(kind != stored.number for kind, *_ in _glance(body).groups):
                continue
            groups = read_body(body)[1]
        except (msgspec.MsgspecError, Unreadable):
            continue
        for kind, _is_insert, fields, rows in groups:
            if kind == stored.number and place in fields:
                column = 1 + fields.index(place)
                digests.update(row[column] for row in rows if len(row) > column and isinstance(row[column], str))
    return digests - {""}
