"""Finds records that are perhaps one human being. A person decides; this only asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.domain.persons import PairVerdict, Person
from app.domain.records import RecordId
from app.domain.spelling import have_same_words
from app.services.bundling import Bundling
from app.services.likeness import closeness
from app.services.ports import Reading

_NEARLY = 86.0  # of 100: Wiśniewska and Wiśniewski 90, Kowalczyk and Kowalski 82
_SLIP = 2  # digits in which two PESEL numbers of one person may differ; two swapped digits differ in two places


class PairReason(StrEnum):
    """Why two records are asked about."""

    PESEL = "pesel"
    NAME_AND_BIRTH = "name_and_birth"


@dataclass(frozen=True)
class Pair:
    """Two records that are perhaps one person; ``first_id`` is the smaller id and would stay."""

    first_id: RecordId
    second_id: RecordId
    why: PairReason


def settled_pairs(file: Reading) -> set[tuple[RecordId, RecordId]]:
    """Pairs of which a person has said something."""
    return {(verdict.first_id, verdict.second_id) for verdict in file.find(PairVerdict)}


def pairs_among(
    file: Reading, bundling: Bundling, persons: Iterable[Person], coming: Mapping[RecordId, Person]
) -> list[Pair]:
    """Pairs of these persons with everybody in the file; settled ones left out.

    The persons are not compared among themselves: whoever sent them has done that. ``coming`` are persons of
    the file as an import would change them.
    """
    asked = [person for person in persons if person.merged_into is None]
    days = {near for person in asked if person.born_on for near in near_days(person.born_on)}
    ids = bundling.lookalikes({person.pesel for person in asked if person.pesel}, days)
    index = _Index(coming.get(person.id, person) for person in file.many(Person, ids).values())
    found: dict[tuple[RecordId, RecordId], PairReason] = {}
    for person in asked:
        for other in index.near(person):
            why = likeness(person, other)
            if why is not None:
                first, second = sorted((person.id, other.id))
                found[first, second] = why
    settled = settled_pairs(file) if found else set()
    return [Pair(*pair, why) for pair, why in sorted(found.items()) if pair not in settled]


class _Index:
    """Persons by PESEL and by birth day, so that nobody is compared with everybody."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._by_pesel: dict[str, list[Person]] = {}
        self._by_day: dict[date, list[Person]] = {}
        for person in persons:
            if person.merged_into is not None:
                continue
            if person.pesel:
                self._by_pesel.setdefault(person.pesel, []).append(person)
            if person.born_on:
                self._by_day.setdefault(person.born_on, []).append(person)

    def near(self, person: Person) -> list[Person]:
        """Everybody who shares the PESEL or was born on a near day."""
        found = {other.id: other for other in self._by_pesel.get(person.pesel, [])} if person.pesel else {}
        for day in near_days(person.born_on) if person.born_on else ():
            found.update((other.id, other) for other in self._by_day.get(day, ()))
        found.pop(person.id, None)
        return list(found.values())


def likeness(one: Person, other: Person) -> PairReason | None:
    """Why two are perhaps the same; None where nothing speaks for it.

    PESEL numbers that differ by more than a slip speak against it: siblings are born on near days too.
    """
    if one.pesel and one.pesel == other.pesel:
        return PairReason.PESEL
    if one.pesel and other.pesel and _differ_widely(one.pesel, other.pesel):
        return None
    if one.born_on is None or other.born_on is None or other.born_on not in near_days(one.born_on):
        return None
    names = [(one.first_name, other.first_name), (one.last_name, other.last_name)]
    is_alike = have_same_words(one.full_name, other.full_name) or all(closeness(*pair) >= _NEARLY for pair in names)
    return PairReason.NAME_AND_BIRTH if is_alike else None


def _differ_widely(one: str, other: str) -> bool:
    return len(one) != len(other) or sum(a != b for a, b in zip(one, other, strict=True)) > _SLIP


def near_days(day: date) -> set[date]:
    """The day itself, and what a slip of the hand makes of it: neighbours, day and month swapped, a digit off."""
    near = {day, day - timedelta(days=1), day + timedelta(days=1)}
    for year, month, number in (
        (day.year, day.day, day.month),
        *((day.year + off, day.month, day.day) for off in (-10, -1, 1, 10)),
        *((day.year, day.month + off, day.day) for off in (-1, 1)),
        *((day.year, day.month, day.day + off) for off in (-10, 10)),
    ):
        try:
            near.add(date(year, month, number))
        except ValueError:
            continue
    return near
