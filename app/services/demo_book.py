"""What will be written into the invented office, act by act, and how it gets into the file.

Everything is invented first and written afterwards in the order of the days, so that the journal, the numbers of the
case lists and the course of each case agree, and so that an office can be built as it stood on any day.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Protocol, TypeVar

from app.domain.persons import Clerk
from app.domain.records import Record, RecordId, new_id
from app.services.ports import OfficeFile, Progress, Work

R = TypeVar("R", bound=Record)
Chance = random.Random
"""What every invention draws from."""

_EPOCH = datetime(1970, 1, 1)
_MANY = 5_000
"""So many rows go into one transaction at most; a day of a small office has far fewer."""
_TAKEN_OVER = 8_000
"""Rows of one transaction when old files are taken over: below 2,000 persons, from which the index is built anew."""
TAKEN_OVER_AT = datetime(2024, 11, 4, 7)


def happens(chance: Chance, percent: int) -> bool:
    """Whether something that happens in ``percent`` of cases happens now."""
    return chance.randrange(100) < percent


@dataclass(frozen=True)
class Act:
    """One thing somebody did: new records, and records that became others; ``story`` names a family of the story."""

    at: datetime
    by: Clerk
    reason: str
    household_id: RecordId | None
    new: tuple[Record, ...] = ()
    changed: tuple[tuple[Record, Record], ...] = ()
    story: str = ""


class Book:
    """Collects acts. Chance comes from one seed, so two books of equal plans are equal to the last byte."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - invents people, guards nothing
        self.story = ""
        self._acts: list[Act] = []

    def id_at(self, at: datetime) -> RecordId:
        """An id as it would have been made at that instant."""
        return new_id((at - _EPOCH) // timedelta(milliseconds=1), self.chance.randbytes(10))

    def moment(self, day: date, hour: int) -> datetime:
        """Some minute of that hour; what is done for one reason has an hour of its own, so it is written together."""
        return datetime(day.year, day.month, day.day, hour, self.chance.randrange(60))

    def write(self, at: datetime, by: Clerk, reason: str, household_id: RecordId | None, *records: Record) -> None:
        """Somebody wrote new records."""
        self._acts.append(Act(at, by, reason, household_id, new=records, story=self.story))

    def change(
        self, at: datetime, by: Clerk, reason: str, household_id: RecordId | None, before: Record, after: Record
    ) -> None:
        """Somebody changed a record."""
        self._acts.append(Act(at, by, reason, household_id, changed=((before, after),), story=self.story))

    def standing(self, kind: type[R], at: datetime) -> dict[RecordId, R]:
        """Records of a kind as they stood at an instant, without those of families of the story, who may stay away."""
        found: dict[RecordId, R] = {}
        for act in sorted((act for act in self._acts if act.at < at and not act.story), key=lambda act: act.at):
            for record in (*act.new, *(after for _, after in act.changed)):
                if isinstance(record, kind):
                    found[record.id] = record
        return found

    def acts(self, since: date, until: date, without: frozenset[str] = frozenset()) -> list[Act]:
        """What happened from ``since`` on and before ``until``, in its order, without some families of the story."""
        chosen = (act for act in self._acts if since <= act.at.date() < until and act.story not in without)
        return sorted(chosen, key=lambda act: act.at)


class Printer(Protocol):
    """Whoever gives papers their bytes."""

    def printed(self, work: Work, acts: list[Act]) -> dict[RecordId, Record]:
        """The papers among the new records of ``acts`` that are printed, by id."""


def write_acts(file: OfficeFile, acts: list[Act], progress: Progress, printer: Printer) -> int:
    """Write acts as they happened, a transaction for each clerk, day and reason; gives how many records were made."""
    made = 0
    for group in _transactions(acts):
        progress.step("", made / (made + len(acts)))
        with file.work(clerk_id=group[0].by.id, at=group[-1].at, reason=group[0].reason) as work:
            made += sum(_write(work, household_id, part, printer) for household_id, part in _by_household(group))
            work.commit()
    return made


def take_over(file: OfficeFile, acts: list[Act], progress: Progress) -> int:
    """Write only how everything stood at last, in large transactions and without households.

    So an old register is taken over. Only very large offices do that; the journal then tells less.
    """
    return sum(_take_over(file, chunk, progress) for chunk in _chunks(_as_it_stood(acts)))


def _as_it_stood(acts: list[Act]) -> list[Record]:
    """The records that acts left behind, each once, in the order of their making."""
    records: dict[RecordId, Record] = {}
    for act in acts:
        records.update((record.id, record) for record in act.new)
        records.update((after.id, after) for _, after in act.changed)
    return list(records.values())


def _chunks(records: list[Record]) -> Iterable[list[Record]]:
    for start in range(0, len(records), _TAKEN_OVER):
        yield records[start : start + _TAKEN_OVER]


def _take_over(file: OfficeFile, records: list[Record], progress: Progress) -> int:
    progress.step("", 0.0)
    with file.work(clerk_id=None, at=TAKEN_OVER_AT, reason="Przeniesienie starszych akt") as work:
        _add(work, records)
        work.commit()
    return len(records)


def _add(work: Work, records: Iterable[Record]) -> int:
    kinds: dict[type[Record], list[Record]] = {}
    for record in records:
        kinds.setdefault(type(record), []).append(record)
    for same in kinds.values():
        work.add_all(same)
    return sum(map(len, kinds.values()))


def _transactions(acts: list[Act]) -> Iterable[list[Act]]:
    """Acts of one day by one clerk for one reason that follow each other, cut where they grow long."""
    for _, same in groupby(acts, key=lambda act: (act.at.date(), act.by.id, act.reason)):
        group: list[Act] = []
        rows = 0
        for act in same:
            group.append(act)
            rows += len(act.new)
            if rows > _MANY:
                yield group
                group, rows = [], 0
        if group:
            yield group


def _by_household(acts: list[Act]) -> list[tuple[RecordId | None, list[Act]]]:
    found: dict[RecordId | None, list[Act]] = {}
    for act in acts:
        found.setdefault(act.household_id, []).append(act)
    return list(found.items())


def _write(work: Work, household_id: RecordId | None, acts: list[Act], printer: Printer) -> int:
    work.touching(household_id)
    printed = printer.printed(work, acts)
    made = _add(work, (printed.get(record.id, record) for act in acts for record in act.new))
    for act in acts:
        for before, after in act.changed:
            shown = replace(before, seen=work.get(type(before), before.id).seen)  # read just now, as a form is
            work.change(shown, after)
    return made
