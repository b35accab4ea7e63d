"""Takes an arrival into the file: merged in memory, then everything written in one transaction."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import insert

from app.domain.bundles import Arrival, Entry, Note, Step
from app.domain.merging import Dot
from app.domain.records import Record, RecordId
from app.persistence import authors, contents, entitling, erased, erasing, forgetting, journal, notes, retiring
from app.persistence.connection import Connection, Many
from app.persistence.local_values import remember
from app.persistence.merges import merge
from app.persistence.own_tables import PARKED
from app.persistence.reading import clock_of
from app.persistence.tables import BY_NUMBER
from app.persistence.trial import trial_of
from app.persistence.work import bring_along
from app.services.ports import Parked, Progress, Trial

_PARK = Many(insert(PARKED), "author", "number", "reason")
_FAR_AHEAD = timedelta(days=1)
"""So far may somebody's wrong clock drag ours; it orders the display and nothing else."""


@dataclass(frozen=True)
class Sifted:
    """What waits for a person; of it what nobody may let pass; and the orders to erase that are obeyed."""

    waiting: Set[Dot]
    barred: Set[Dot]
    orders: Sequence[str]


def sift(connection: Connection, arrival: Arrival) -> Sifted:
    """Look who wrote what arrives, before anything is merged."""
    held = retiring.held(connection, arrival.entries, arrival.let_in)
    commanding = entitling.commanding(arrival.entries)
    barred = entitling.without_right(connection, commanding, arrival.entries, held)
    waiting = held | barred
    return Sifted(
        waiting, barred, erasing.orders_in(each for each in commanding if (each.author, each.number) not in waiting)
    )


def explains_rests(connection: Connection, entries: Sequence[Entry]) -> bool:
    """Whether something says why bodies arrive cut: an order to erase, or that the office keeps no old values."""
    if erased.is_any(connection) or forgetting.explains_rests(connection, entries):
        return True
    whole = entitling.commanding(each for each in entries if not each.is_rest)
    barred = entitling.without_right(connection, whole, entries)
    return bool(erasing.orders_in(each for each in whole if (each.author, each.number) not in barred))


def take_in(
    connection: Connection, arrival: Arrival, look: Callable[[Trial], Callable[[], Note]], progress: Progress
) -> dict[type[Record], set[RecordId]]:
    """Do everything but ``COMMIT``; gives the records it touched."""
    if arrival.joins:
        remember(connection, office=arrival.joins)
    for newcomer in arrival.newcomers:
        authors.enroll_one(connection, newcomer)
    numbers = authors.numbers(connection)
    sifted = sift(connection, arrival)
    orders = sifted.orders
    wiped = erasing.obey(connection, orders)
    news = erasing.cleaned(connection, arrival.entries)
    erased.add(connection, news.fresh)
    merged = merge(connection, news.entries, numbers, progress, sifted.waiting)
    merged.parked = entitling.named(merged.parked, sifted.barred)
    note = look(erasing.told(connection, trial_of(connection, merged, numbers, news.entries), news, orders))
    progress.step(Step.WRITING, 0.7)
    journal.insert_entries(connection, news.entries, merged.ids)
    merged.write()
    if erased.is_any(connection):  # also the rest of an erased thing, written again under another number, shows it
        erased.hide(connection)
    contents.keep(connection, erasing.keepable(connection, arrival.contents, news.digests))
    _park(connection, merged.parked)
    authors.arrive(connection, arrival.vector, arrival.heads)
    progress.step(Step.INDEXING, 0.85)
    touched = {BY_NUMBER[kind].record: cast(set[RecordId], ids) for kind, ids in merged.touched().items()}
    bring_along(connection, touched)
    for kind, ids in wiped.items():
        touched.setdefault(kind, set()).update(ids)
    made = note()
    if made.made > notes.newest_made(connection, made.peer):
        notes.believe(connection, made)
    _drag_clock(connection, arrival.entries, made.at)
    notes.keep(connection, made)
    progress.step(Step.WRITING, 0.98)
    return touched


def _park(connection: Connection, parked: Sequence[Parked]) -> None:
    _PARK.run(connection, [(each.author, each.number, each.reason) for each in parked])


def _drag_clock(connection: Connection, entries: Sequence[Entry], at: str) -> None:
    limit = clock_of(datetime.fromisoformat(at) + _FAR_AHEAD)
    newest = max((entry.at for entry in entries), default=0)
    authors.set_clock(connection, max(authors.clock(connection), min(newest, limit)))
