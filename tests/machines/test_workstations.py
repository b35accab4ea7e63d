"""Hypothesis invents the days of several workstations; whatever they do, nothing is lost and all end the same.

Two persons, two fields, one box of one interview and one decision: so hot that faults which random histories meet once
in thousands are met here at once. Real files, real services; bundles are lost, repeated, late and out of order.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple, rule

from app.domain.decisions import Decision, DecisionState
from app.domain.interviews import Answer, answer_id
from app.domain.merging import LIFE
from app.domain.persons import Person
from app.domain.records import RecordId, new_id
from app.persistence.bodies import decode_versions, read_body
from app.persistence.store import Store
from app.persistence.tables import BY_RECORD
from app.services.exchange.accept import BundleGap
from app.services.exchange.disputes import IssuedStands, ListDisputes, SettleDispute, list_disputes, settle_dispute
from app.services.exchange.open import AlreadyLoaded
from tests.stations import Station, office_of, reopened_copy

NAMES = ("Biuro", "Laptop Północ", "Kasa", "Laptop Południe")
PERSONS = tuple(new_id(1_780_000_000_000 + place, bytes([place]) * 10) for place in range(2))
INTERVIEW = RecordId(b"interview-hot-01")
DECISION = RecordId(b"decision-hot--01")
WORDS = st.sampled_from(["", "a", "b", "c"])
FIELDS = st.sampled_from(["phone", "email"])
PLACES = st.integers(0, 3)


@cache
def template() -> tuple[Path, list[Station]]:
    """Workstations that know each other and two persons; made once, copied for every history."""
    folder = Path(tempfile.mkdtemp(prefix="teczka-machine-", dir=_fast()))
    stations = office_of(folder, *NAMES)
    with stations[0].office.work("początek") as work:
        work.add_all([Person(id=each, first_name="Anna") for each in PERSONS])
        work.add(Decision(id=DECISION, case_id=INTERVIEW, person_id=PERSONS[0], state=DecisionState.APPROVED))
        work.commit()
    for station in stations[1:]:
        station.load(stations[0].send(station))
    for station in stations:
        station.store.close()
    return folder, stations


def _fast() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory instead of disk, where there is


def teardown_module() -> None:
    shutil.rmtree(template()[0], ignore_errors=True)


class Workstations(RuleBasedStateMachine):
    """What clerks do on up to four workstations."""

    mail = Bundle("mail")
    forms = Bundle("forms")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="teczka-history-", dir=_fast()))
        self.stations: list[Station] = []

    @initialize(count=st.integers(2, 4))
    def open_offices(self, count: int) -> None:
        for made in template()[1][:count]:
            path = self.folder / f"{made.author}.teczka-db"
            shutil.copyfile(made.path, path)
            self.stations.append(reopened_copy(made, path))

    def at(self, place: int) -> Station:
        return self.stations[place % len(self.stations)]

    # -- writing -----------------------------------------------------------------------------------------------

    @rule(place=PLACES, person=st.sampled_from(PERSONS), field=FIELDS, word=WORDS)
    def edit(self, place: int, person: RecordId, field: str, word: str) -> None:
        with self.at(place).later(seconds=1).office.work("zmiana") as work:
            shown = work.get(Person, person)
            work.change(shown, _with(shown, field, word))
            work.commit()

    @rule(target=forms, place=PLACES, person=st.sampled_from(PERSONS))
    def open_form(self, place: int, person: RecordId) -> Any:
        with self.at(place).office.reading() as file:
            return multiple((place, file.get(Person, person)))

    @rule(form=forms, field=FIELDS, word=st.sampled_from(["stale-1", "stale-2"]))
    def save_stale_form(self, form: tuple[int, Person], field: str, word: str) -> None:
        place, shown = form
        with self.at(place).later(seconds=1).office.work("formularz") as work:
            is_written = getattr(shown, field) != word
            work.change(shown, _with(shown, field, word))
            work.commit()
        if is_written:
            assert _last_base(self.at(place).store) == _seen(self.at(place).store, shown, field)

    @rule(place=PLACES, word=st.sampled_from(["tak", "nie"]))
    def answer(self, place: int, word: str) -> None:
        box = answer_id(INTERVIEW, "A.1", 0)
        with self.at(place).later(seconds=1).office.work("wywiad") as work:
            before = work.many(Answer, [box]).get(box)
            after = Answer(id=box, interview_id=INTERVIEW, field_id="A.1", value=word)
            if before is None:
                work.add(after)
            else:
                work.change(before, replace(after, seen=before.seen))
            work.commit()

    @rule(place=PLACES, amount=st.integers(1, 3))
    def return_and_rewrite(self, place: int, amount: int) -> None:
        with self.at(place).later(seconds=1).office.work("zwrot i poprawa") as work:
            shown = work.get(Decision, DECISION)
            work.change(shown, replace(shown, state=DecisionState.RETURNED, amount=amount))
            work.commit()

    @rule(place=PLACES)
    def issue(self, place: int) -> None:
        """Also at two workstations that do not know of each other, as after a list was taken up twice."""
        with self.at(place).later(seconds=1).office.work("wydanie") as work:
            shown = work.get(Decision, DECISION)
            if not shown.number:
                number = f"D{self.at(place).author}"
                work.seal(shown, replace(shown, state=DecisionState.ISSUED, number=number))
                work.commit()

    @rule(place=PLACES, person=st.sampled_from(PERSONS), word=WORDS)
    def write_in_several_households(self, place: int, person: RecordId, word: str) -> None:
        with self.at(place).later(seconds=1).office.work("dwie rodziny") as work:
            for household in (PERSONS[0], PERSONS[1], PERSONS[0]):
                work.touching(household)
                shown = work.get(Person, person)
                work.change(shown, _with(shown, "phone", word + household.hex()[-1]))
            work.add(Person(id=new_id(), last_name=word))
            work.commit()

    @rule(place=PLACES, person=st.sampled_from(PERSONS))
    def remove(self, place: int, person: RecordId) -> None:
        with self.at(place).later(seconds=1).office.work("usunięcie") as work:
            work.remove(work.get(Person, person))
            work.commit()

    @rule(place=PLACES, person=st.sampled_from(PERSONS))
    def restore(self, place: int, person: RecordId) -> None:
        with self.at(place).later(seconds=1).office.work("przywrócenie") as work:
            work.settle(Person, person, "life", None)
            work.commit()

    @rule(place=PLACES, choice=st.integers(0, 9))
    def settle(self, place: int, choice: int) -> None:
        station = self.at(place).later(seconds=1)
        disputes = list_disputes(station.office, ListDisputes())
        if disputes:
            dispute = disputes[choice % len(disputes)]
            value: Any = bool(choice % 2) if dispute.field == "life" else dispute.sides[-1].value
            seen = frozenset(side.dot for side in dispute.sides)
            try:
                settle_dispute(station.office, SettleDispute(dispute.kind, dispute.id, dispute.field, value, seen))
            except IssuedStands:
                assert dispute.kind is Decision
                return
            left = {(each.id, each.field) for each in list_disputes(station.office, ListDisputes())}
            assert (dispute.id, dispute.field) not in left

    @rule(place=PLACES, hours=st.sampled_from([-400_000, -24, 24, 600_000]))
    def wrong_clock(self, place: int, hours: int) -> None:
        calendar = self.at(place).calendar
        if 1975 < calendar.now().year < 2090 or (calendar.now().year < 1975) == (hours > 0):
            self.at(place).later(hours=hours)

    # -- exchanging --------------------------------------------------------------------------------------------

    @rule(target=mail, sender=PLACES, receiver=PLACES)
    def send(self, sender: int, receiver: int) -> Any:
        if self.at(sender) is self.at(receiver):
            return multiple()
        return (receiver, self.at(sender).send(self.at(receiver)))

    @rule(letter=mail)
    def receive(self, letter: tuple[int, Path]) -> None:
        receiver = self.at(letter[0])
        before = receiver.digest()
        try:
            receiver.load(letter[1])
        except (BundleGap, AlreadyLoaded):
            assert receiver.digest() == before
            return
        after = receiver.digest()
        try:
            receiver.load(letter[1])
        except AlreadyLoaded:
            assert receiver.digest() == after

    # -- what must hold ----------------------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            if not self.stations:
                return
            self.converge()
            digests = {station.digest() for station in self.stations}
            assert len(digests) == 1, "the workstations differ"
            for station in self.stations:
                health = station.health()
                assert health.is_well, health
            lost, ghosts = fates(self.stations[0].store)
            assert not lost, f"written and gone: {lost}"
            assert not ghosts, f"replaced and still there: {ghosts}"
            told = [_told(station) for station in self.stations]
            assert all(each == told[0] for each in told)
        finally:
            for station in self.stations:
                station.store.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def converge(self) -> None:
        for _round in range(2):
            for sender in self.stations:
                for receiver in self.stations:
                    if sender is not receiver:
                        try:
                            receiver.load(sender.send(receiver))
                        except BundleGap:  # the receiver's own next bundle says what it has
                            sender.load(receiver.send(sender))
                            receiver.load(sender.send(receiver))


def _with(person: Person, field: str, word: str) -> Person:
    return replace(person, phone=word) if field == "phone" else replace(person, email=word)


def _seen(store: Store, shown: Person, field: str) -> set[tuple[int, int]]:
    """The versions that a form showed, as everybody names them."""
    assert shown.seen is not None
    born, dots = decode_versions(shown.seen)
    authors = _authors(store)
    return {(authors[local], number) for local, number in dots.get(BY_RECORD[Person].numbers[field], [born])}


def _last_base(store: Store) -> set[tuple[int, int]]:
    """What the newest record of this workstation says that it replaced."""
    body = store._connection.exec_driver_sql(
        "SELECT body FROM sync_journal WHERE author=? ORDER BY number DESC LIMIT 1", (store.author,)
    ).scalar_one()
    return {tuple(base) for base in read_body(body)[1][0][3][0][-1][0]}


def _authors(store: Store) -> dict[int, int]:
    return dict(map(tuple, store._connection.exec_driver_sql("SELECT local,author FROM sync_author")))


def _told(station: Station) -> list[Any]:
    """What the clerk of a workstation sees."""
    with station.office.reading() as file:
        people = [(each.id, each.phone, each.email) for each in file.find(Person)]
        answers = [(each.id, each.value) for each in file.find(Answer)]
        decisions = [(each.state, each.amount, each.number) for each in file.find(Decision)]
    disputes = [
        (each.id, each.field, [(side.value, side.dot) for side in each.sides], each.before)
        for each in list_disputes(station.office, ListDisputes())
    ]
    return [people, answers, decisions, sorted(disputes, key=lambda each: (each[0], each[1]))]


def fates(store: Store) -> tuple[set[Any], set[Any]]:
    """Writes that are neither there nor replaced, and writes that were replaced and are still there.

    A write is (id, field, author, number): every one ever made must be a live version or the base of a later one.
    """
    connection = store._connection
    written: set[Any] = set()
    replaced: set[Any] = set()
    for author, number, body in connection.exec_driver_sql("SELECT author,number,body FROM sync_journal"):
        own: dict[tuple[bytes, int], int] = {}
        for kind, is_insert, fields, rows in read_body(body)[1]:
            if kind not in (4, 17, 18):
                continue
            for row in rows:
                for place, field in enumerate((LIFE, *fields) if is_insert else fields):
                    own[row[0], field] = own.get((row[0], field), 0) + 1
                    written.add((row[0], field, author, number))
                    if not is_insert:
                        replaced.update((row[0], field, *base) for base in row[-1][place])
        # written twice in one record: its own dot is a base of its later write, and still the live one
        replaced.difference_update((*key, author, number) for key, times in own.items() if times > 1)
    live = set(_live(store))
    return written - replaced - live, live & replaced & written


def _live(store: Store) -> Iterator[tuple[bytes, int, int, int]]:
    connection, authors = store._connection, _authors(store)
    for kind in (Person, Answer, Decision):
        stored = BY_RECORD[kind]
        for record_id, versions in connection.exec_driver_sql(f"SELECT id,sync_v FROM {stored.name}"):  # noqa: S608 - own table
            born, dots = decode_versions(versions)
            for field in range(len(stored.fields) + 1):
                for local, number in dots.get(field, [born]):
                    yield record_id, field, authors[local], number


TestWorkstations = Workstations.TestCase
TestWorkstations.settings = settings(max_examples=50, stateful_step_count=40)
