"""Looks after inbox and outbox: what came is offered or loaded, what waits is written. A person is asked the rest."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from app.domain.bundles import Arrival
from app.domain.problems import Problem
from app.domain.roles import Act
from app.services.exchange.apply import ApplyBundle, apply_bundle
from app.services.exchange.compare import instant_of, preview_of, receive
from app.services.exchange.container import BundleCut, BundleDamaged, NotABundle
from app.services.exchange.folders import AskFolders, Sighting, Sights, ask_folders, lay_aside
from app.services.exchange.identity import doubt_of
from app.services.exchange.naming import Names
from app.services.exchange.open import AlreadyLoaded, CannotRead, NotForUs, Opened
from app.services.exchange.pack import Exported, bundle_name, other_stations, slug, write_bundle
from app.services.exchange.receipts import REMEMBERED, Ledger, ledgers
from app.services.exchange.rules import read_rules
from app.services.office import Done, Office
from app.services.ports import Changes, together

QUIET = timedelta(minutes=30)
"""So long nothing is written unasked after the last bundle: a day of work makes a few bundles, not a hundred."""

_ARRIVING = (BundleCut, BundleDamaged, NotABundle, CannotRead)
"""So a file looks while it is being copied."""
_SUPERSEDED = 20


class Fate(StrEnum):
    """What became of a file in the inbox."""

    OFFERED = "offered"
    LOADED = "loaded"
    KNOWN = "known"
    ARRIVING = "arriving"
    FOR_OTHERS = "for_others"
    REFUSED = "refused"


@dataclass(frozen=True)
class Seen:
    """A file of the inbox: its fate; of an offered one who sent it, when, how many changes are new here.

    ``asks``: it is a request to send again. ``problem`` says why a refused one cannot be loaded.
    """

    sighting: Sighting
    fate: Fate
    sender: str = ""
    made_at: datetime | None = None
    records: int = 0
    asks: bool = False
    problem: Problem | None = field(default=None, compare=False)
    is_moved: bool = False

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.sighting.path


@dataclass(frozen=True)
class TendFolders:
    """Look after what was ``seen``; ``before`` is what came out the last time, ``is_asked`` that a person wants it."""

    sights: Sights
    before: tuple[Seen, ...] = ()
    is_asked: bool = False


@dataclass(frozen=True)
class Tended:
    """What lies in the inbox now, what was written into the outbox, and why something could not be written."""

    seen: tuple[Seen, ...]
    written: tuple[Exported, ...]
    has_inbox: bool
    has_outbox: bool
    problem: Problem | None = None

    def of(self, fate: Fate) -> tuple[Seen, ...]:
        """The files with one fate."""
        return tuple(each for each in self.seen if each.fate is fate)


def tend_folders(office: Office, request: TendFolders) -> Done[Tended]:
    """Look into what was sighted, in the order in which it came, and write what waits for others.

    Without the office's leave nothing is loaded that changes a record; a bundle that only confirms ours, or brings
    bytes of documents that were asked for, is taken in at once.
    """
    office.allow(Act.EXCHANGE)
    folders, sights = ask_folders(office, AskFolders()), request.sights
    before = {each.sighting: each for each in request.before}
    inbox, changes = _Inbox(office, before), Changes()
    for sighting in sights.files if folders.inbox is not None else ():
        changes = together(changes, inbox.look(sighting))
    written: tuple[Exported, ...] = ()
    problem: Problem | None = None
    if sights.has_outbox and folders.outbox is not None:
        written, problem = _fill(office, folders.outbox, is_asked=request.is_asked)
    return Done(Tended(tuple(inbox.seen), written, sights.has_inbox, sights.has_outbox, problem), changes)


class _Inbox:
    """One round through the inbox."""

    def __init__(self, office: Office, before: Mapping[Sighting, Seen]) -> None:
        self._office = office
        self._before = before
        self.seen: list[Seen] = []
        with office.reading() as file:
            self._loads_alone = read_rules(file).loads_alone

    def look(self, sighting: Sighting) -> Changes:
        """Find out what a file is; gives what loading it changed."""
        known = self._before.get(sighting)
        if known is not None and known.fate is Fate.FOR_OTHERS:
            self.seen.append(known)
            return Changes()
        try:
            opened, arrival = receive(sighting.path, self._office)
        except AlreadyLoaded:
            self.seen.append(Seen(sighting, Fate.KNOWN, is_moved=lay_aside(sighting.path)))
        except NotForUs:
            self.seen.append(Seen(sighting, Fate.FOR_OTHERS))
        except _ARRIVING as problem:
            fate = Fate.REFUSED if known is not None else Fate.ARRIVING  # untouched since the last round: it is so
            self.seen.append(Seen(sighting, fate, problem=problem))
        except Problem as problem:
            self.seen.append(Seen(sighting, Fate.REFUSED, problem=problem))
        else:
            return self._take(sighting, opened, arrival)
        return Changes()

    def _take(self, sighting: Sighting, opened: Opened, arrival: Arrival) -> Changes:
        with self._office.reading() as file:
            sender = Names(file).station(opened.manifest.sender)
        found = Seen(
            sighting,
            Fate.OFFERED,
            sender,
            instant_of(opened.manifest.made),
            len(arrival.entries),
            opened.manifest.asks,
        )
        if found.asks or not self._may_load(opened, arrival):
            self.seen.append(found)
            return Changes()
        done = apply_bundle(self._office, ApplyBundle(sighting.path))
        moved = lay_aside(sighting.path)
        self.seen.append(Seen(sighting, Fate.LOADED, sender, found.made_at, found.records, is_moved=moved))
        return done.changes

    def _may_load(self, opened: Opened, arrival: Arrival) -> bool:
        if not arrival.entries:
            return True
        if not self._loads_alone:
            return False
        preview = preview_of(self._office, opened, arrival, self._office.file.bundling.trial(arrival))
        return not preview.contradictions and not preview.pairs and not preview.parked


def _fill(office: Office, outbox: Path, *, is_asked: bool) -> tuple[tuple[Exported, ...], Problem | None]:
    """A bundle for each workstation for which something waits; asked for by a person, one for each of them."""
    if doubt_of(office.file) is not None and not is_asked:
        return (), None  # the window says so already, and says it once
    stations = other_stations(office)
    by_peer = ledgers(office.file.bundling.notes(REMEMBERED))
    written = []
    for station in stations:
        ledger = by_peer.get(station.author, Ledger())
        waits = office.file.bundling.waiting(station.author) > 0 or ledger.owes_receipt
        if not is_asked and not (waits and _is_quiet(ledger, office.now())):
            continue
        folder = outbox if len(stations) == 1 else outbox / (slug(station.name) or f"{station.author}")
        try:
            written.append(write_bundle(office, station, folder / bundle_name(office)))
        except Problem as problem:
            return tuple(written), problem
        _clear(folder, ledger)
    return tuple(written), None


def _is_quiet(ledger: Ledger, now: datetime) -> bool:
    return not ledger.went or now - datetime.fromisoformat(ledger.went[0].at) >= QUIET


def _clear(folder: Path, ledger: Ledger) -> None:
    """Our older bundles that nobody has fetched say nothing that the newest one does not say.

    Welcomes stay, and answers to requests: these may bring documents that are too large for an ordinary bundle.
    """
    ordinary = [note for note in ledger.went[:_SUPERSEDED] if not note.report]
    for note in ordinary:
        with suppress(OSError):  # somebody is reading it just now
            (folder / note.name).unlink(missing_ok=True)
