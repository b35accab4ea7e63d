"""How far each workstation is: what came and went, what arrived there, what waits, and who was silent too long."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.bundles import Note
from app.domain.interviews import Interview
from app.domain.offices import Setting, Workstation, setting_id
from app.domain.persons import Clerk
from app.domain.records import RecordId
from app.services.bundling import Bundling
from app.services.exchange.identity import doubt_of
from app.services.exchange.receipts import REMEMBERED, Ledger, ledgers
from app.services.exchange.reports import report_of
from app.services.exchange.rules import ExchangeRules, read_rules
from app.services.exchange.stations import lost_setting
from app.services.office import Office
from app.services.ports import Reading

_PASSAGES = 40


@dataclass(frozen=True)
class ListStations:
    """Ask who takes part and how far each one is."""


class StationState(StrEnum):
    """How a workstation stands to this one."""

    CURRENT = "current"
    BEHIND = "behind"
    NEW = "new"
    RETIRED = "retired"


@dataclass(frozen=True)
class StationRow:
    """A line of the table: last bundle from there, last one for it, changes that wait, the state.

    ``taken_at`` is when they loaded the newest of our bundles that is known to have arrived; ``is_taken`` says that it
    was the last one. ``owes_receipt``: something came that we have not confirmed yet. ``silent_days`` count from the
    older direction; ``is_overdue`` where they are more than the office allows. ``lost_on`` is the day it was lost.
    """

    station: Workstation
    received_at: datetime | None
    sent_at: datetime | None
    waiting: int
    state: StationState
    taken_at: datetime | None = None
    is_taken: bool = False
    owes_receipt: bool = False
    silent_days: int = 0
    is_overdue: bool = False
    lost_on: date | None = None


def list_stations(office: Office, _: ListStations) -> tuple[StationRow, ...]:
    """The other workstations by name, retired ones last."""
    bundling, today = office.file.bundling, office.calendar.today()
    by_peer = ledgers(bundling.notes(REMEMBERED))
    with office.reading() as file:
        rules = read_rules(file)
        stations = [each for each in file.find(Workstation) if each.author != bundling.author]
        rows = [_row(file, bundling, each, by_peer.get(each.author, Ledger()), rules, today) for each in stations]
    return tuple(sorted(rows, key=lambda row: (row.state is StationState.RETIRED, row.station.name)))


def _row(
    file: Reading, bundling: Bundling, station: Workstation, ledger: Ledger, rules: ExchangeRules, today: date
) -> StationRow:
    received, sent = bundling.last_notes(station.author)
    waiting = bundling.waiting(station.author)
    taken = ledger.last_accepted
    silent_days = (today - min(_day(received, station, today), _day(sent, station, today))).days
    if station.retired_on is not None:
        state = StationState.RETIRED
    elif received is None and sent is None:
        state = StationState.NEW
    else:
        state = StationState.BEHIND if waiting else StationState.CURRENT
    return StationRow(
        station,
        _at(received),
        _at(sent),
        waiting,
        state,
        taken_at=None if taken is None else ledger.accepted[taken.id],
        is_taken=taken is not None and sent is not None and taken.id == sent.id,
        owes_receipt=ledger.owes_receipt,
        silent_days=silent_days,
        is_overdue=state is not StationState.RETIRED and _is_too_long(file, station, silent_days, rules, today),
        lost_on=_lost_on(file, station) if state is StationState.RETIRED else None,
    )


def _day(note: Note | None, station: Workstation, today: date) -> date:
    """The day of a bundle; before the first one, the day on which the workstation joined."""
    at = _at(note)
    return at.date() if at is not None else station.joined_on or today


def _at(note: Note | None) -> datetime | None:
    return None if note is None else datetime.fromisoformat(note.at)


def _is_too_long(file: Reading, station: Workstation, days: int, rules: ExchangeRules, today: date) -> bool:
    if days >= max(rules.days, rules.days_with_visits):
        return True
    if days < min(rules.days, rules.days_with_visits):
        return False
    return days >= (rules.days_with_visits if _has_visits(file, station, today) else rules.days)


def _has_visits(file: Reading, station: Workstation, today: date) -> bool:
    """Whether the keeper of a workstation, known by name, has visits planned from today on."""
    keepers = [each for each in file.find(Clerk) if station.keeper in (each.short_name, each.full_name)]
    planned = (
        visit.planned_at for each in keepers for visit in file.find(Interview, worker_id=each.id, finished_at=None)
    )
    return any(at is not None and at.date() >= today for at in planned)


def _lost_on(file: Reading, station: Workstation) -> date | None:
    record_id = setting_id(lost_setting(station.author))
    stored = file.many(Setting, [record_id]).get(record_id)
    return None if stored is None else date.fromisoformat(stored.value)


@dataclass(frozen=True)
class AskLastExchange:
    """Ask when a bundle last came or went."""


@dataclass(frozen=True)
class LastExchange:
    """The day of the newest bundle, None while there was none; ``is_alone`` where nobody else takes part.

    ``overdue`` counts the workstations that were silent for longer than the office allows; ``is_doubted`` where this
    file may not be the only or the newest copy.
    """

    on: date | None
    today: date
    is_alone: bool
    overdue: int = 0
    is_doubted: bool = False


def ask_last_exchange(office: Office, _: AskLastExchange) -> LastExchange:
    """How old the newest bundle is that came here or went from here."""
    rows = [row for row in list_stations(office, ListStations()) if row.state is not StationState.RETIRED]
    moments = [at for row in rows for at in (row.received_at, row.sent_at) if at is not None]
    newest = max(moments).date() if moments else None
    overdue = sum(row.is_overdue for row in rows)
    is_doubted = doubt_of(office.file) is not None
    return LastExchange(newest, office.calendar.today(), is_alone=not rows, overdue=overdue, is_doubted=is_doubted)


@dataclass(frozen=True)
class ShowPassages:
    """Ask for the bundles between this workstation and another one."""

    station_id: RecordId


@dataclass(frozen=True)
class Passage:
    """A bundle that came or went. ``taken_at``: when the other side loaded it, None where nobody said so yet."""

    name: str
    at: datetime
    is_incoming: bool
    records: int
    size: int
    taken_at: datetime | None
    is_supervised: bool = False


def show_passages(office: Office, request: ShowPassages) -> tuple[Passage, ...]:
    """The newest bundles both ways, newest first, with the receipts that came for ours."""
    with office.reading() as file:
        station = file.get(Workstation, request.station_id)
    ledger = ledgers(office.file.bundling.notes(REMEMBERED)).get(station.author, Ledger())
    notes: Sequence[Note] = sorted((*ledger.came, *ledger.went), key=lambda note: (note.at, note.made), reverse=True)
    return tuple(
        Passage(
            note.name,
            datetime.fromisoformat(note.at),
            note.is_incoming,
            note.records,
            note.size,
            ledger.accepted.get(note.id),
            report_of(note).is_supervised,
        )
        for note in notes[:_PASSAGES]
    )
