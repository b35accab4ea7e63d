"""Payments that two workstations made without knowing of each other: said after the import that shows it.

Exactly one workstation closes payment lists, and each closing knows all before it. A backup that was put back at the
keeper from before a closing, or from before the right was handed over, breaks that, and no rule without a network can
prevent it. Closed lists never change, so nothing is put right here: it is said until somebody has looked, who asks the
bank and notes what comes back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from app.domain.benefits import is_one_off
from app.domain.decisions import Decision
from app.domain.payments import PaymentLine, PaymentList, PaymentReturn, lines_of
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.office import Done, Office
from app.services.ports import Changes, OfficeFile, Reading

_MANY = 200
_NOTED = "paid_twice"


class Twice(StrEnum):
    """What is there twice: a sign on two lists, one list closed in two places, a month of one act on two lists."""

    SIGN = "sign"
    CLOSING = "closing"
    MONTH = "month"


@dataclass(frozen=True)
class PaidTwice:
    """Closed lists that cannot all be right. ``signs`` are theirs, ``payments`` name whose month they both pay."""

    what: Twice
    list_ids: tuple[RecordId, ...]
    signs: tuple[str, ...]
    payments: tuple[tuple[str, date], ...] = ()

    @property
    def key(self) -> str:
        """By this it is remembered."""
        return " ".join((self.what.value, *(each.hex() for each in self.list_ids)))


@dataclass(frozen=True)
class AcknowledgePaidTwice:
    """Somebody has looked at the lists and will do what has to be done."""

    key: str


def note_paid_twice(office_file: OfficeFile, changes: Changes) -> tuple[PaidTwice, ...]:
    """Look whether what was just written pays what another closed list pays; remembered on this workstation."""
    lists, lines = (changes.touched.get(kind, frozenset()) for kind in (PaymentList, PaymentLine))
    if not lists and not lines:
        return ()
    with office_file.reading() as file:
        touched = {*lists, *(line.list_id for line in file.many(PaymentLine, lines).values() if line.position)}
        found = _among(file, touched)
    noted = _noted(office_file)
    new = {each.key: False for each in found if each.key not in noted}
    if new:
        _note(office_file, {**noted, **new})
    return tuple(each for each in found if each.key in new)


def acknowledge_paid_twice(office: Office, request: AcknowledgePaidTwice) -> Done[None]:
    """It is said no more on this workstation."""
    office.allow(Act.SETTLE)
    noted = _noted(office.file)
    if request.key in noted:
        _note(office.file, {**noted, request.key: True})
    return Done(None, Changes({PaymentList: frozenset(_ids_in([request.key]))}))


def paid_twice_in(office: Office, file: Reading) -> tuple[PaidTwice, ...]:
    """Those that were noted and that nobody has looked at."""
    open_ones = {key for key, is_seen in _noted(office.file).items() if not is_seen}
    return tuple(each for each in _among(file, _ids_in(open_ones)) if each.key in open_ones)


def _noted(file: OfficeFile) -> dict[str, bool]:
    """Key -> whether somebody has looked."""
    told = file.meta(_NOTED)
    return msgspec.json.decode(told, type=dict[str, bool]) if told else {}


def _note(file: OfficeFile, noted: Mapping[str, bool]) -> None:
    file.set_meta(_NOTED, msgspec.json.encode(dict(sorted(noted.items()))).decode())


def _ids_in(keys: Iterable[str]) -> set[RecordId]:
    return {RecordId(bytes.fromhex(each)) for key in keys for each in key.split()[1:]}


def _among(file: Reading, list_ids: Collection[RecordId]) -> tuple[PaidTwice, ...]:
    """What is there twice of these lists and any others."""
    closed = [each for each in file.many(PaymentList, list_ids).values() if each.is_closed]
    return (*_of_one_sign(file, closed), *_closed_twice(file, closed), *_of_one_month(file, closed))


def _of_one_sign(file: Reading, closed: Collection[PaymentList]) -> list[PaidTwice]:
    bearers: dict[tuple[RecordId, int, int], list[PaymentList]] = {}
    for register_id, year in sorted({(each.register_id, each.year) for each in closed}):
        for listed in file.find(PaymentList, register_id=register_id, year=year):
            if listed.is_closed:
                bearers.setdefault((register_id, year, listed.number), []).append(listed)
    asked = {(each.register_id, each.year, each.number) for each in closed}
    return [
        PaidTwice(Twice.SIGN, tuple(sorted(each.id for each in found)), (found[0].sign,))
        for key, found in sorted(bearers.items())
        if key in asked and len(found) > 1
    ]


def _closed_twice(file: Reading, closed: Iterable[PaymentList]) -> list[PaidTwice]:
    return [
        PaidTwice(Twice.CLOSING, (listed.id,), (listed.sign,))
        for listed in sorted(closed, key=lambda each: each.id)
        if _times(file, PaymentList, listed.id, "number") > 1  # verdicts write it again too, but no lines
        and any(_times(file, PaymentLine, line.id, "position") > 1 for line in _lines(file, listed))
    ]


def _times(file: Reading, kind: type[PaymentList | PaymentLine], record_id: RecordId, field: str) -> int:
    """How often it was written. A new identity says once more what it had written, at the time of then."""
    return len({each.at for each in file.history(kind, record_id) if each.field == field and each.value})


def _lines(file: Reading, listed: PaymentList) -> list[PaymentLine]:
    return lines_of(listed, file.find(PaymentLine, list_id=listed.id))


def _of_one_month(file: Reading, closed: Iterable[PaymentList]) -> list[PaidTwice]:
    """Months for which lists pay more than was granted, also by two acts of which one took over from the other."""
    by_lists: dict[tuple[RecordId, ...], set[tuple[str, date]]] = {}
    for lines in _too_much(file, _beside(file, [line for listed in closed for line in _lines(file, listed)])):
        ids = tuple(sorted({line.list_id for line in lines}))
        by_lists.setdefault(ids, set()).add((lines[0].payee, lines[0].month))
    lists = file.many(PaymentList, {list_id for ids in by_lists for list_id in ids})
    signs = {ids: sorted({lists[each].sign for each in ids if each in lists}) for ids in by_lists}
    return [
        PaidTwice(Twice.MONTH, ids, tuple(signs[ids]), tuple(sorted(told))) for ids, told in sorted(by_lists.items())
    ]


def _beside(file: Reading, asked: Iterable[PaymentLine]) -> list[list[PaymentLine]]:
    """What these lines pay, each time with every line of another list that pays the same."""
    wanted = {_what(line): line.case_id for line in asked}
    cases = set(wanted.values())
    if len(cases) > _MANY:  # a welcome: everything is read once rather than asked for case by case
        lines = file.find(PaymentLine)
    else:
        lines = [line for case_id in cases for line in file.find(PaymentLine, case_id=case_id)]
    together: dict[object, list[PaymentLine]] = {}
    for line in lines:
        if line.position and _what(line) in wanted:
            together.setdefault(_what(line), []).append(line)
    return [each for each in together.values() if len({line.list_id for line in each}) > 1]


def _what(line: PaymentLine) -> object:
    """What a line pays: a month of the case's benefit, one-off help, or once more what had come back."""
    if line.return_id is not None:
        return line.return_id
    return line.decision_id if is_one_off(line.benefit) else (line.case_id, line.benefit, line.month)


def _too_much(file: Reading, doubtful: Collection[list[PaymentLine]]) -> list[list[PaymentLine]]:
    """Those that pay more than the largest of their acts grants, or than came back: a rise pays the difference only."""
    lines = [line for each in doubtful for line in each]
    acts = file.many(Decision, {line.decision_id for line in lines})
    returns = file.many(PaymentReturn, {line.return_id for line in lines if line.return_id is not None})

    def granted(line: PaymentLine) -> int:
        if line.return_id is not None:
            return returns[line.return_id].amount if line.return_id in returns else 0
        return acts[line.decision_id].amount if line.decision_id in acts else 0

    return [each for each in doubtful if sum(line.amount + line.set_off for line in each) > max(map(granted, each))]
