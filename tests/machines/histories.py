"""Invents histories of two to six workstations from a seed: the same seed, the same acts, on real files.

The workstations' keys are new in every run, so which of two values with one clock is shown may differ between runs.

Hypothesis (``test_workstations.py``) shrinks what it finds; this generator is for going through tens of thousands.
*Wide* histories treat every act and every person alike. *Hot* ones know two persons and two fields and send rarely, so
that versions pile up before they meet: faults that wide histories meet once in thousands are met here at once.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from app.domain.decisions import Decision, DecisionState
from app.domain.offices import Workstation
from app.domain.persons import Person
from app.domain.problems import Problem
from app.persistence import bodies
from app.persistence.bodies import Unreadable
from app.persistence.erased import DataErased
from app.persistence.store import Store
from app.services.exchange.accept import BundleGap, IdentityForked, OwnPastMissing
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.identity import TakeNewIdentity, take_new_identity
from app.services.exchange.joining import AdmitStation, admit_station, request_in
from app.services.exchange.open import AlreadyLoaded, NotForUs, RetiredSender, StrangersWelcome, UnknownSender
from app.services.exchange.pack import NoSuchStation
from app.services.exchange.parking import RetryParked, retry_parked
from app.services.exchange.resending import AnswerResend, RequestResend, answer_resend, request_resend
from app.services.exchange.stations import RetireStation, fingerprint, retire_station
from tests.machines.clerks import DECISION, INTERVIEW, NEWER, PERSONS
from tests.machines.officials import APPLICANT, LIST, Officials
from tests.stations import Station, office_of, reopened_copy

NAMES = ("Biuro", "Laptop Północ", "Kasa", "Laptop Południe", "Archiwum", "Laptop Zachód")
EXPECTED = (
    *(BundleGap, AlreadyLoaded, NotForUs, RetiredSender, UnknownSender, StrangersWelcome),
    *(IdentityForked, OwnPastMissing),
)
"""How a bundle may be refused in an honest history."""


def fast() -> str | None:
    """Memory instead of disk, where there is."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - nothing secret, invented persons


@cache
def template() -> tuple[Path, list[Station]]:
    """Six workstations that know each other, six persons and a decision; made once, copied for every history."""
    folder = Path(tempfile.mkdtemp(prefix="teczka-histories-", dir=fast()))
    stations = office_of(folder, *NAMES)
    with stations[0].office.work("początek") as work:
        work.add_all([Person(id=each, first_name="Anna", last_name=f"Zając {at}") for at, each in enumerate(PERSONS)])
        (keeper,) = work.find(Workstation, author=stations[0].author)
        work.add(APPLICANT)
        work.add(replace(LIST, keeper_id=keeper.id))
        work.add(Decision(id=DECISION, case_id=INTERVIEW, person_id=PERSONS[0], state=DecisionState.APPROVED))
        work.commit()
    for station in stations[1:]:
        station.load(stations[0].send(station))
    for station in stations:
        station.close()
    return folder, stations


def sweep() -> None:
    """Take the template away."""
    shutil.rmtree(template()[0], ignore_errors=True)
    template.cache_clear()


def knows_newer(store: Store) -> bool:
    """Whether records of a newer program are in the rows: it is what runs here."""
    waiting = {(each.author, each.number) for each, _entry in store.bundling.parked()}
    found = store._connection.exec_driver_sql("SELECT author,number,body FROM sync_journal WHERE body IS NOT NULL")
    return any((row[0], row[1]) not in waiting and bodies.read_body(row[2])[0] == NEWER for row in found)


@contextmanager
def old_program() -> Iterator[None]:
    """A program that cannot read what a newer one wrote."""
    read = bodies.read_body

    def read_old(body: bytes) -> Any:
        reason, groups = read(body)
        if reason == NEWER:
            raise Unreadable("field")
        return reason, groups

    bodies.read_body = read_old  # a record of a newer program cannot be had in another way
    try:
        yield
    finally:
        bodies.read_body = read


class History(Officials):
    """One history; ``run`` lives it, ``tests.machines.properties`` says what must hold afterwards."""

    def __init__(self, seed: int, *, is_hot: bool, has_wrong_clocks: bool = True, is_calm: bool = False) -> None:
        """``is_calm``: only acts whose outcome cannot hang on what is shown meanwhile."""
        super().__init__(seed, is_hot=is_hot, has_wrong_clocks=has_wrong_clocks, is_calm=is_calm)
        self.folder = Path(tempfile.mkdtemp(prefix="teczka-history-", dir=fast()))
        self.mail: list[tuple[Station, Path]] = []
        self.backups: dict[str, Path] = {}
        self.retired: list[Station] = []
        self.hosts: list[Station] = []  # who admitted somebody, and must say so to the others itself
        self.requests: dict[int, Path] = {}  # by which a new identity asked to be admitted
        self.counts: dict[str, int] = {}
        self._letters = 0
        self.stations = [
            self._copied(made) for made in template()[1][: self.chance.choice((2, 2, 3, 3, 3, 4, 4, 5, 6))]
        ]
        self.acts = self._acts(is_calm)

    def _acts(self, is_calm: bool) -> dict[Callable[[], None], int]:
        """Each act and its weight; hot histories write much and send little."""
        often, seldom = (6, 2) if self.is_hot else (3, 3)
        acts: dict[Callable[[], None], int] = {
            self.edit: often,
            self.open_form: often // 2,
            self.save_stale_form: often,
            self.remove: seldom,
            self.send: seldom,
            self.receive: seldom + 1,
            self.lose: 1,
            self.wrong_clock: 2,
        }
        if is_calm:
            return acts
        return acts | {
            self.remove_by_stale_form: seldom,
            self.write_in_several_households: 1,
            self.revive: 1,
            self.answer: seldom,
            self.issue: 1,
            self.return_decision: 1,
            self.join_persons: 1,
            self.undo_join: 1,
            self.join_in_a_ring: 1,
            self.settle: seldom,
            self.receive_with_an_old_program: 1,
            self.retry: 1,
            self.ask_for_missing: 1,
            self.back_up: 1,
            self.restore: 1,
            self.retire: 1,
            self.retire_a_ghost: 1,
            self.begin_case: 1,
            self.number: 1,
            self.hand_over: 1,
            self.erase: 1,
            self.let_history_go: 1,
        }

    def _copied(self, made: Station) -> Station:
        path = self.folder / f"{made.author}" / "urzad.teczka-db"
        path.parent.mkdir()
        shutil.copyfile(made.path, path)
        calendar = replace_calendar(made)
        return reopened_copy(replace(made, calendar=calendar, office=replace(made.office, calendar=calendar)), path)

    def run(self, steps: int) -> None:
        """Live it."""
        acts, weights = list(self.acts), list(self.acts.values())
        for _step in range(steps):
            act = self.chance.choices(acts, weights)[0]
            self.counts[act.__name__] = self.counts.get(act.__name__, 0) + 1
            with suppress(DataErased):  # whoever knows of the order is refused
                act()

    def close(self) -> None:
        for station in [*self.stations, *self.retired]:
            station.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- exchanging ------------------------------------------------------------------------------------------------

    def write_letter(self, sender: Station, receiver: Station) -> Path | None:
        """A bundle; None where the sender has not heard of the receiver yet, or heard that it was retired."""
        self._letters += 1
        try:
            return sender.send(receiver, self.folder / f"{self._letters:04d}.teczka")
        except (NoSuchStation, ValueError):  # retired, or not on the sender's roster yet
            return None

    def send(self) -> None:
        sender, receiver = self.chance.sample(self.stations, 2)
        path = self.write_letter(sender, receiver)
        if path is not None:
            self.mail.append((receiver, path))

    def lose(self) -> None:
        if self.mail:
            self.mail.pop(self.chance.randrange(len(self.mail)))

    def receive(self) -> None:
        """Any letter, in any order, also again; a refused one leaves the data as they were."""
        letters = [each for each in self.mail if each[0] in self.stations]
        if letters:
            receiver, path = self.chance.choice(letters)
            self.take(receiver, path)

    def take(self, receiver: Station, path: Path) -> Problem | None:
        """Load; twice, because the second time must change nothing."""
        before = receiver.digest()
        problem = load(receiver, path)
        if problem is not None:
            assert receiver.digest() == before
            return problem
        after = receiver.digest()
        again = load(receiver, path)
        assert again is None or isinstance(again, AlreadyLoaded | RetiredSender), again
        assert receiver.digest() == after
        return None

    def receive_with_an_old_program(self) -> None:
        """Nobody goes back to an older program once a newer one wrote into the file: it refuses to open such a file."""
        letters = [each for each in self.mail if each[0] in self.stations]
        if letters:
            receiver, path = self.chance.choice(letters)
            if not knows_newer(receiver.store):
                with old_program():
                    self.take(receiver, path)

    def take_with_an_old_program(self, sender: Station, receiver: Station) -> None:
        """What the one has just written, at the other, which was not updated yet."""
        path = self.write_letter(sender.later(seconds=1), receiver)
        assert path is not None
        assert not knows_newer(receiver.store)
        with old_program():
            assert self.take(receiver, path) is None

    def retry(self) -> None:
        retry_parked(self.somebody().office, RetryParked())

    def ask_again(self, receiver: Station, sender: Station) -> None:
        """A request file and its answer."""
        self._letters += 1
        folder = self.folder / f"asked-{self._letters}"
        folder.mkdir()
        asked = request_resend(receiver.later(seconds=1).office, RequestResend(sender.author, folder)).value
        answer = answer_resend(sender.later(seconds=1).office, AnswerResend(asked, folder)).value.path
        problem = load(receiver, answer)
        assert problem is None, problem

    def ask_for_missing(self) -> None:
        """Whoever is not known, or was retired, is neither asked nor answered."""
        receiver, sender = self.chance.sample(self.stations, 2)
        with suppress(NoSuchStation, *EXPECTED):
            self.ask_again(receiver, sender)

    def back_up(self) -> None:
        station = self.somebody()
        path = self.folder / f"{station.name}.kopia"
        station.store.close()
        shutil.copyfile(station.path, path)
        station.reopen()
        self.backups[station.name] = path

    def restore(self) -> None:
        """Go back to a backup under a new identity, admitted by another workstation as any newcomer."""
        found = [each for each in self.stations if each.name in self.backups]
        if not found:
            return
        station = self.chance.choice(found)
        station.store.close()
        for path in station.path.parent.glob(station.path.name + "-*"):
            path.unlink()
        shutil.copyfile(self.backups.pop(station.name), station.path)
        station.reopen()
        self.forms = [each for each in self.forms if each[0] is not station]
        host = self.chance.choice([each for each in self.stations if each is not station])
        folder = station.path.parent / f"new-{len(list(station.path.parent.iterdir()))}"
        folder.mkdir()
        asked = take_new_identity(station.office, TakeNewIdentity(folder)).value
        self.requests[station.author] = asked
        answer = AdmitStation(asked, request_in(asked).fingerprint, folder)
        try:
            welcome = admit_station(host.later(minutes=1).office, answer).value
        except Problem as problem:
            raise AssertionError(f"not admitted: {problem!r} {problem.facts}") from problem
        self.hosts.append(host)
        problem_met = load(station, welcome)
        if isinstance(problem_met, StrangersWelcome):  # the host came after the backup was made
            told = fingerprint(host.store.bundling.keys().public)
            apply_bundle(station.later(seconds=1).office, ApplyBundle(welcome, digits=told))
        else:
            assert problem_met is None, problem_met

    def admit_stranger(self, host: Station, station: Station) -> None:
        """Where nobody that is believed tells of a newcomer, as after two restored ones admitted each other."""
        with host.office.reading() as file:
            is_known = bool(file.find(Workstation, author=station.author))
        if not is_known:
            asked = self.requests[station.author]
            answer = AdmitStation(asked, request_in(asked).fingerprint, asked.parent)
            admit_station(host.later(minutes=1).office, answer)

    def retire(self) -> None:
        """One that is lost says no more; what it had said before stays."""
        if len(self.stations) < 4 or self.retired:
            return
        host, station = self.chance.sample(self.stations, 2)
        with host.office.reading() as file:
            found = file.find(Workstation, author=station.author)
        if found:
            retire_station(host.later(seconds=1).office, RetireStation(found[0].id, self.chance.random() < 0.5))
            self.stations.remove(station)
            self.retired.append(station)


def replace_calendar(made: Station) -> Any:
    """A clock of its own for every copy."""
    return type(made.calendar)(made.calendar.now())


def load(receiver: Station, path: Path) -> Problem | None:
    """Load a bundle; gives the problem with which an honest history may be refused."""
    try:
        receiver.load(path)
    except EXPECTED as problem:
        return problem
    return None
