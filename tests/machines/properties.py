"""What must hold after any history, by the names that the design of the exchange gives these properties."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from app.domain.cases import Case
from app.domain.decisions import Decision
from app.domain.erasing import Erasure, things_in
from app.domain.interviews import Answer
from app.domain.merging import LIFE
from app.domain.persons import Person
from app.persistence import searching
from app.persistence.bodies import decode_versions, read_body
from app.persistence.store import Store
from app.persistence.tables import STORED
from app.services.exchange.accept import BundleGap, OwnPastMissing
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.equal_signs import equal_signs_in
from app.services.exchange.open import RetiredSender, UnknownSender
from app.services.exchange.parking import ListParked, RetryParked, list_parked, retry_parked
from app.services.ports import RETIRED
from app.services.same_person import one_person
from tests.machines.clerks import EVERYBODYS, authors_of
from tests.machines.histories import History, load
from tests.stations import Station, reopened_copy


@dataclass(frozen=True)
class Failure(Exception):
    """A property that does not hold."""

    property: str
    told: str


def prove(history: History) -> None:
    """Everybody hears everybody, and then every property is looked at."""
    _commutativity(history)
    converge(history)
    _convergence(history)
    _nothing_of_the_erased(history)
    _signs(history)
    _idempotence_and_relaying(history)
    _nothing_lost(history)
    _health(history)
    _merge_cycles(history)
    _resolution_closes_everywhere(history)


def demand(holds: bool, name: str, told: object = "") -> None:
    if not holds:
        raise Failure(name, str(told)[:2000])


def converge(history: History) -> None:
    """All hear all; gaps are made good by asking, and a person lets in what retired workstations had to say."""
    _tell_of_newcomers(history)
    _hear_each_other(history)
    for station in history.retired:
        _hear_retired(history, station, history.stations[0])
    waiting = [each for each in history.stations if RETIRED in _reasons(each)]
    if waiting:  # one verdict is enough for the whole office
        retry_parked(waiting[0].later(seconds=1).office, RetryParked(is_supervised=True))
        demand(RETIRED not in _reasons(waiting[0]), "what a retired workstation wrote is let in", waiting[0].name)
    _hear_each_other(history)
    for station in history.stations:
        demand(RETIRED not in _reasons(station), "a verdict on a retired workstation reaches everybody", station.name)
        retry_parked(station.office, RetryParked())
        demand(not _reasons(station), "everything parked is taken up", _reasons(station))


def _hear_each_other(history: History) -> None:
    """All tell the first workstation, and it tells all, until nobody has news."""
    hub, others = history.stations[0], history.stations[1:]
    for is_last in (False, False, True):
        if all(_vector(station) == _vector(hub) for station in others):
            break
        for station in others if is_last else ():
            history.admit_stranger(hub, station)
            history.admit_stranger(station, hub)
        for station in others:
            carry(history, station, hub, may_be_unknown=not is_last)
        for station in others:
            carry(history, hub, station, may_be_unknown=not is_last)


def _vector(station: Station) -> dict[int, tuple[int, bytes]]:
    """How far it has come with whom, and the chains up to there."""
    found = station.store.bundling.vector()
    return {author: (head.number, head.chain) for author, head in found.items() if head.number}


def _reasons(station: Station) -> list[str]:
    return [each.reason for each in list_parked(station.office, ListParked())]


def _tell_of_newcomers(history: History) -> None:
    """Whoever admitted a workstation says so itself: of the newcomer nobody else would take a bundle."""
    for host in history.hosts:
        for station in history.stations:
            if host in history.retired:
                _hear_retired(history, host, station)
            elif host is not station:
                carry(history, host, station, may_be_unknown=True)


def _hear_retired(history: History, sender: Station, receiver: Station) -> None:
    """What a retired workstation had to say: where nobody has heard of it as any other, elsewhere under supervision.

    Whoever took it without having heard has given no verdict: what others have heard of waits there for a person.
    """
    path = history.write_letter(sender, receiver)
    if path is not None and isinstance(load(receiver, path), RetiredSender):
        with suppress(BundleGap, OwnPastMissing, UnknownSender):
            apply_bundle(receiver.later(seconds=1).office, ApplyBundle(path, is_supervised=True))


def carry(history: History, sender: Station, receiver: Station, *, may_be_unknown: bool = False) -> None:
    """One bundle; where it shows a gap, a request file makes it good. A new identity may not be heard of yet."""
    path = history.write_letter(sender, receiver)
    if path is None:  # they have not heard of each other; the next round
        return
    problem = load(receiver, path)
    if isinstance(problem, BundleGap | OwnPastMissing):
        history.ask_again(receiver, sender)
    elif not (may_be_unknown and isinstance(problem, UnknownSender)):
        demand(problem is None, "an honest bundle is loaded", f"{problem!r} {problem.facts if problem else ''}")


def _copies(history: History, station: Station) -> tuple[Station, Station]:
    station.store.close()
    paths = [history.folder / f"{name}.teczka-db" for name in ("first", "second")]
    for path in paths:
        shutil.copyfile(station.path, path)
    station.reopen()
    return reopened_copy(station, paths[0]), reopened_copy(station, paths[1])


def _commutativity(history: History) -> None:
    """Two bundles in either order."""
    receiver = history.chance.choice(history.stations)
    senders = [each for each in history.stations if each is not receiver]
    history.chance.shuffle(senders)
    paths = [path for each in senders[:2] if (path := history.write_letter(each, receiver)) is not None]
    paths += [path for other, path in history.mail if other is receiver][:1]
    if len(paths) < 2:
        return
    one, other = _copies(history, receiver)
    try:
        there = [load(one, path) for path in paths]
        back = [load(other, path) for path in reversed(paths)]
        # what was heard of a retirement first, and what its workstation wrote, hang together until a person decides
        if not any(there) and not any(back) and RETIRED not in {*_reasons(one), *_reasons(other)}:
            demand(one.digest() == other.digest(), "commutativity")
    finally:
        one.close()
        other.close()
        for name in ("first", "second"):
            for path in history.folder.glob(f"{name}.teczka-db*"):
                path.unlink()


def _convergence(history: History) -> None:
    """Rows, siblings and vectors, and what people are told."""
    digests = {station.digest() for station in history.stations}
    demand(len(digests) == 1, "convergence of rows and siblings", digests)
    vectors = [_vector(each) for each in history.stations]
    demand(all(each == vectors[0] for each in vectors), "convergence of vectors", vectors)
    told = [_told(history, station) for station in (history.stations[0], history.stations[-1])]
    differing = [(one, other) for one, other in zip(*told, strict=True) if one != other]
    demand(not differing, "convergence of what is told", differing)


def _told(history: History, station: Station) -> list[Any]:
    with station.office.reading() as file:
        people = [(each.id, each.phone, each.email, each.merged_into) for each in file.find(Person)]
        answers = [(each.id, each.value) for each in file.find(Answer)]
        decisions = [(each.state, each.amount, each.number) for each in file.find(Decision)]
    lets_go = history.counts.get("let_history_go", 0) > 0  # what stood before may be gone at one and not yet at another
    disputes = [
        (each.id, each.field, [(side.value, side.dot) for side in each.sides], None if lets_go else each.before)
        for each in history.disputes(station)
    ]
    return [people, answers, decisions, disputes]


def _nothing_of_the_erased(history: History) -> None:
    """Of persons whose data were erased no word is left in any file of any workstation, whenever it was written.

    An order that nobody had heard of before its workstation went back to a backup was never given.
    """
    with history.stations[0].office.reading() as file:
        orders = file.find(Erasure)
    erased = {each for order in orders for each, fields in things_in(order.things).items() if not fields}
    words = {word for person in erased for word in history.said.get(person, ())} - {EVERYBODYS}
    elsewhere = {word for person, said in history.said.items() if person not in erased for word in said}
    for station in history.stations if words else ():
        station.reopen()  # what waits in the write-ahead log belongs to nobody else
        for path in station.path.parent.glob(f"{station.path.name}*"):
            data = path.read_bytes()
            left = [word for word in words - elsewhere if word.encode() in data]
            demand(not left, "erasure leaves no bytes", (station.name, path.name, left))


def _signs(history: History) -> None:
    """A sign stands on two cases only after two took one list up, and then everybody who has both was told."""
    for station in history.stations:
        with station.office.reading() as file:
            signs = Counter(each.sign for each in file.find(Case) if each.sign)
            told = {each.sign for each in equal_signs_in(station.office, file)}
        twice = {sign for sign, count in signs.items() if count > 1}
        demand(twice <= told, "equal signs are told", (station.name, twice, told))
        were_retired = any(history.counts.get(name) for name in ("retire", "retire_a_ghost"))
        demand(not twice or were_retired, "no sign is given twice", twice)


def _idempotence_and_relaying(history: History) -> None:
    """What came by way of the first workstation is what would have come straight: a direct bundle brings nothing."""
    sender, receiver = history.chance.sample(history.stations, 2)
    before = receiver.digest()
    path = history.write_letter(sender, receiver)
    if path is None:
        return
    demand(receiver.preview(path).is_empty, "associativity of relaying", "the direct bundle brings something")
    demand(load(receiver, path) is None, "idempotence", "refused")
    demand(receiver.digest() == before, "idempotence")


def _nothing_lost(history: History) -> None:
    for station in history.stations[:2]:
        lost, ghosts = fates(station.store)
        demand(not lost, "no lost update", lost)
        demand(not ghosts, "no false conflict", ghosts)


def fates(store: Store) -> tuple[set[Any], set[Any]]:
    """Writes that are neither there nor replaced, and writes that were replaced and are still there.

    A write is (kind, id, field, author, number): every one ever made must be a live version or the base of a later one.
    """
    written: set[Any] = set()
    replaced: set[Any] = set()
    found = store._connection.exec_driver_sql("SELECT author,number,body FROM sync_journal WHERE body IS NOT NULL")
    for author, number, body in found:
        own: dict[Any, int] = {}
        for kind, is_insert, fields, rows in read_body(body)[1]:
            for row in rows:
                for place, field in enumerate((LIFE, *fields) if is_insert else fields):
                    key = (kind, bytes(row[0]), field)
                    own[key] = own.get(key, 0) + 1
                    written.add((*key, author, number))
                    if not is_insert:
                        replaced.update((*key, *base) for base in row[-1][place])
        # written twice in one record: its own dot is a base of its later write, and still the live one
        replaced.difference_update((*key, author, number) for key, times in own.items() if times > 1)
    live = set(live_versions(store))
    return written - replaced - live, live & replaced & written


def live_versions(store: Store) -> Iterator[tuple[int, bytes, int, int, int]]:
    """Every live version of every field of every row, by the authors that everybody knows."""
    authors = authors_of(store)
    for stored in STORED:
        for record_id, versions in store._connection.exec_driver_sql(f"SELECT id,sync_v FROM {stored.name}"):  # noqa: S608 - own table
            born, dots = decode_versions(versions)
            for field in range(len(stored.fields) + 1):
                for local, number in dots.get(field, [born]):
                    yield stored.number, bytes(record_id), field, authors[local], number


def _health(history: History) -> None:
    """The doctor replays the whole journal and follows every chain; the search index is as one made anew."""
    for station in [history.stations[0], history.chance.choice(history.stations)]:
        health = station.health()
        demand(health.is_well, "journal replay = tables", health)
        there = _index(station.store)
        with station.store.transaction() as connection:
            searching.rebuild(connection)
        demand(there == _index(station.store), "search index as one made anew")


def _index(store: Store) -> list[Any]:
    """What people are found by, whatever keys the rows have; then found once through the full-text index."""
    searching.finish(store._connection)
    rows = store._connection.exec_driver_sql(
        "SELECT id,sort,surname,pesel,place,signs,words FROM person_key ORDER BY id"
    )
    with store.reading() as file:
        hits = sorted(hit.id for hit in file.search("zajac"))
    return [list(map(tuple, rows)), hits]


def _merge_cycles(history: History) -> None:
    """Whoever was joined in whatever ring: each has one record that stands for all of them, the same everywhere."""
    told = []
    for station in history.stations:
        with station.office.reading() as file:
            there = {each.id for each in file.find(Person)}
            groups = {each: one_person(file, each) for each in history.persons if each in there}
        for members in groups.values():
            for each in members:
                demand(each not in groups or groups[each][0] == members[0], "merge cycles", groups)
        told.append(groups)
    demand(
        all({k: set(v) for k, v in each.items()} == {k: set(v) for k, v in told[0].items()} for each in told),
        "merge cycles",
        told,
    )


def _resolution_closes_everywhere(history: History) -> None:
    """One workstation settles everything; after the next bundles nobody is asked any more."""
    judge = history.chance.choice(history.stations)
    if not history.disputes(judge):
        return
    for _turn in range(60):
        open_ones = history.disputes(judge)
        if not open_ones:
            break
        history.settle_one(judge.later(seconds=1), open_ones[0])
    hub = history.stations[0]
    if judge is not hub:
        carry(history, judge, hub)
    for station in history.stations[1:]:
        if station is not judge:
            carry(history, hub, station)
    for station in history.stations:
        demand(not history.disputes(station), "resolution closes everywhere", history.disputes(station))
    demand(len({station.digest() for station in history.stations}) == 1, "convergence after the verdicts")
