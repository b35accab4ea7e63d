"""What clerks do at their workstations in an invented history, each act with what must hold right after it."""

import random
from dataclasses import replace
from typing import Any

from app.domain.decisions import Decision, DecisionState
from app.domain.interviews import Answer, answer_id
from app.domain.merging import LIFE
from app.domain.persons import Person
from app.domain.records import RecordId, new_id
from app.persistence.bodies import decode_versions, read_body
from app.persistence.store import Store
from app.persistence.tables import BY_RECORD
from app.services.exchange.disputes import IssuedStands, ListDisputes, SettleDispute, list_disputes, settle_dispute
from app.services.exchange.naming import Dispute
from app.services.exchange.pairs import JudgePair, NotAPair, UndoVerdict, judge_pair, undo_verdict
from tests.stations import Station

PERSONS = tuple(new_id(1_780_000_000_000 + place, bytes([place]) * 10) for place in range(6))
INTERVIEW = RecordId(b"interview-hot-01")
DECISION = RecordId(b"decision-hot--01")
FIELDS = ("phone", "email", "second_name", "note")
EVERYBODYS = "ten sam"
NEWER = "nowy program"
"""Records that were written for this reason are read only by a newer program."""


class Clerks:
    """Everything that is done at one workstation without a bundle."""

    def __init__(self, seed: int, *, is_hot: bool, has_wrong_clocks: bool, is_calm: bool) -> None:
        self.chance = random.Random(seed)
        self.is_hot = is_hot
        self.has_wrong_clocks = has_wrong_clocks
        self.persons = PERSONS[: 3 if is_hot else 6]
        self.fields = FIELDS[: 2 if is_hot else 4]
        self.stations: list[Station] = []
        self.forms: list[tuple[Station, Person]] = []
        self.said: dict[RecordId, set[str]] = {}  # words that were written about each person
        self.erased: set[RecordId] = set()
        self._words = 0
        self._same = 0.0 if is_calm else 0.2

    def somebody(self) -> Station:
        return self.chance.choice(self.stations).later(seconds=1)

    def _word(self) -> str:
        """Mostly new, sometimes one that was written before: equal values must collapse."""
        self._words += 1
        return f"slowo-{self._words:04d}" if self.chance.random() >= self._same else EVERYBODYS

    def _change(self, station: Station, shown: Person, reason: str, **fields: object) -> None:
        self.said.setdefault(shown.id, set()).update(each for each in fields.values() if isinstance(each, str))
        with station.office.work(reason) as work:
            work.touching(self.chance.choice([None, *self.persons]))
            work.change(shown, replace(shown, **fields))  # type: ignore[arg-type]  # the acts name the fields
            work.commit()

    def _read(self, station: Station) -> Person:
        with station.office.reading() as file:
            return file.get(Person, self.chance.choice(self.persons))

    def edit(self) -> None:
        self.write_at(self.somebody(), self.chance.choice(["zmiana", "zmiana", NEWER]))

    def write_at(self, station: Station, reason: str) -> None:
        """One field of somebody."""
        self._change(station, self._read(station), reason, **{self.chance.choice(self.fields): self._word()})

    def open_form(self) -> None:
        station = self.somebody()
        self.forms.append((station, self._read(station)))

    def save_stale_form(self) -> None:
        """What it replaces is what the form showed, no more and no less."""
        forms = [each for each in self.forms if each[0] in self.stations]
        if not forms:
            return
        station, shown = self.chance.choice(forms)
        field, word = self.chance.choice(self.fields), self._word()
        if getattr(shown, field) != word:
            before = live_dots(station.store, shown, field)
            self._change(station.later(seconds=1), shown, "formularz", **{field: word})
            base = last_base(station.store)
            assert base == before, f"replaced {base}, the form showed {before}"

    def remove(self) -> None:
        station = self.somebody()
        with station.office.work("usunięcie") as work:
            work.remove(work.get(Person, self.chance.choice(self.persons)))
            work.commit()

    def remove_by_stale_form(self) -> None:
        """Whoever removes takes away what the form showed; a record with something newer in it stays in sight."""
        forms = [each for each in self.forms if each[0] in self.stations]
        if not forms:
            return
        station, shown = self.chance.choice(forms)
        with station.later(seconds=1).office.work("usunięcie ze starego formularza") as work:
            current = work.get(Person, shown.id)
            was_touched = "life" in dots_by_field(station.store, current)
            has_newer = not all_dots(station.store, current) <= all_dots(station.store, shown)
            work.remove(shown)
            work.commit()
        if has_newer and not was_touched and shown.id not in self.erased:
            with station.office.reading() as file:
                assert shown.id in {each.id for each in file.find(Person)}, "removed with what nobody saw"

    def write_in_several_households(self) -> None:
        """One commit that goes back and forth between households: a thing keeps to one journal record."""
        with self.somebody().office.work("dwie rodziny") as work:
            person = self.chance.choice(self.persons)
            for household in (self.persons[0], self.persons[1], self.persons[0]):
                work.touching(household)
                shown, word = work.get(Person, person), self._word()
                self.said.setdefault(person, set()).add(word)
                work.change(shown, replace(shown, phone=word))
            work.commit()

    def revive(self) -> None:
        with self.somebody().office.work("przywrócenie") as work:
            work.settle(Person, self.chance.choice(self.persons), "life", None)
            work.commit()

    def answer(self) -> None:
        """A box of an interview has a derived id: it may be born at two workstations."""
        with self.somebody().office.work("wywiad") as work:
            box = answer_id(INTERVIEW, "A.1", 0)
            before = work.many(Answer, [box]).get(box)
            after = Answer(id=box, interview_id=INTERVIEW, field_id="A.1", value=self._word())
            if before is None:
                work.add(after)
            else:
                work.change(before, replace(after, seen=before.seen))
            work.commit()

    def issue(self) -> None:
        """Also at two workstations that do not know of each other, as after a list was taken up twice."""
        station = self.somebody()
        with station.office.work("wydanie") as work:
            shown = work.get(Decision, DECISION)
            if not shown.number:
                work.seal(shown, replace(shown, state=DecisionState.ISSUED, number=f"D{station.author}"))
                work.commit()

    def return_decision(self) -> None:
        with self.somebody().office.work("zwrot") as work:
            shown = work.get(Decision, DECISION)
            if not shown.number:
                self._words += 1
                work.change(shown, replace(shown, state=DecisionState.RETURNED, amount=self._words))
                work.commit()

    def _two(self) -> tuple[RecordId, RecordId]:
        first, second = self.chance.sample(self.persons, 2)
        return first, second

    def join_persons(self) -> None:
        try:
            judge_pair(self.somebody().office, JudgePair(*self._two(), self.chance.random() < 0.8))
        except NotAPair:
            return

    def undo_join(self) -> None:
        undo_verdict(self.somebody().office, UndoVerdict(*self._two()))

    def join_in_a_ring(self) -> None:
        """Three workstations join three records in a ring, each seeing only its own part of it."""
        station, (first, second) = self.somebody(), self._two()
        with station.office.reading() as file:
            shown = file.get(Person, first)
        self._change(station, shown, "łączenie", merged_into=second)

    def settle(self) -> None:
        station = self.somebody()
        disputes = self.disputes(station)
        if disputes:
            self.settle_one(station, self.chance.choice(disputes))

    def disputes(self, station: Station) -> list[Dispute]:
        found = list_disputes(station.office, ListDisputes())
        return sorted(found, key=lambda each: (each.id, each.field))

    def settle_one(self, station: Station, dispute: Dispute) -> None:
        """Afterwards the contradiction is closed at the workstation where a person decided."""
        sides = sorted(dispute.sides, key=lambda side: side.dot)
        self.chance.shuffle(sides)
        seen = frozenset(side.dot for side in sides)
        values: list[Any] = [True] if dispute.field == "life" else [side.value for side in sides]
        if dispute.field == "life" and self.chance.random() < 0.5:
            values = [False, True]
        for value in values:
            try:
                settle_dispute(station.office, SettleDispute(dispute.kind, dispute.id, dispute.field, value, seen))
                break
            except IssuedStands:
                assert dispute.kind is Decision
        left = {(each.id, each.field) for each in self.disputes(station)}
        assert (dispute.id, dispute.field) not in left

    def wrong_clock(self) -> None:
        station, hours = self.somebody(), self.chance.choice([-400_000, -24, 24, 600_000])
        year = station.calendar.now().year
        if self.has_wrong_clocks and (1975 < year < 2090 or (year < 1975) == (hours > 0)):
            station.later(hours=hours)


def live_dots(store: Store, shown: Person, field: str) -> set[tuple[int, int]]:
    """The versions that a form showed, as everybody names them."""
    assert shown.seen is not None
    born, dots = decode_versions(shown.seen)
    authors = authors_of(store)
    return {(authors[local], number) for local, number in dots.get(BY_RECORD[Person].numbers[field], [born])}


def dots_by_field(store: Store, shown: Person) -> dict[str, set[tuple[int, int]]]:
    """Fields whose versions are not those of the birth, and ``life`` where it was ever written."""
    assert shown.seen is not None
    _born, dots = decode_versions(shown.seen)
    authors = authors_of(store)
    names = {number: name for name, number in BY_RECORD[Person].numbers.items()} | {LIFE: "life"}
    return {names[field]: {(authors[local], number) for local, number in each} for field, each in dots.items()}


def all_dots(store: Store, shown: Person) -> set[tuple[int, int]]:
    """Every version in any field but the removal."""
    return {dot for field, each in dots_by_field(store, shown).items() if field != "life" for dot in each}


def last_base(store: Store) -> set[tuple[int, int]]:
    """What the newest record of this workstation says that it replaced."""
    body = store._connection.exec_driver_sql(
        "SELECT body FROM sync_journal WHERE author=? ORDER BY number DESC LIMIT 1", (store.author,)
    ).scalar_one()
    return {tuple(base) for base in read_body(body)[1][0][3][0][-1][0]}


def authors_of(store: Store) -> dict[int, int]:
    return dict(map(tuple, store._connection.exec_driver_sql("SELECT local,author FROM sync_author")))
