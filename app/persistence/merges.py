"""Merges journal records in memory, whether they will be written or only looked at."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from app.domain.bundles import Entry, Step
from app.domain.merging import Dot, Transaction, UnknownRecord
from app.persistence import bodies
from app.persistence.applying import FileMerger
from app.persistence.bodies import Unreadable
from app.persistence.connection import Connection
from app.services.ports import RETIRED, Parked, Progress


@dataclass(frozen=True)
class Merge:
    """An arrival merged in memory: the rows, which things each record is about, what was parked."""

    merger: FileMerger
    ids: list[set[bytes]]
    parked: list[Parked]


def merge(
    connection: Connection,
    entries: Sequence[Entry],
    numbers: Mapping[int, int],
    progress: Progress | None,
    held: Set[Dot] = frozenset(),
) -> Merge:
    """Merge without writing; ``numbers`` maps this file's small numbers to authors, newcomers included.

    What is ``held`` by author and number waits for a person.
    """
    local = {author: number for number, author in numbers.items()}
    ids: list[set[bytes]] = []
    parked: list[Parked] = []
    transactions: list[tuple[int, Transaction]] = []
    for place, entry in enumerate(entries):
        ids.append(set())
        if (entry.author, entry.number) in held:
            parked.append(Parked(entry.author, entry.number, RETIRED))
            continue
        if entry.body is None:
            continue
        try:
            _reason, groups = bodies.read_body(entry.body)
            writes = bodies.writes_of(groups, local)
        except Unreadable as error:
            parked.append(Parked(entry.author, entry.number, str(error)))
            continue
        ids[place] = bodies.ids_in(groups)
        transactions.append((place, Transaction((local[entry.author], entry.number), entry.at, writes)))
    merger = FileMerger(connection, numbers)
    merger.read_ahead(transaction for _place, transaction in transactions)
    for done, (place, transaction) in enumerate(transactions):
        if progress is not None and done % 64 == 0:
            progress.step(Step.MERGING, 0.3 + 0.4 * done / len(transactions))
        try:
            merger.apply(transaction)
        except UnknownRecord:
            parked.append(Parked(entries[place].author, entries[place].number, "record"))
            ids[place] = set()
    return Merge(merger, ids, parked)
