"""What waits for the person at the keyboard this morning, the most dangerous first."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.domain.benefits import WITH_LETTER
from app.domain.cases import Case
from app.domain.claims import label_of
from app.domain.clocks import LASTING, Clock, Milestones, running
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.persons import Clerk, Person
from app.domain.records import RecordId
from app.domain.roles import Role
from app.services.exchange.standings import ListStations, StationRow, StationState, list_stations
from app.services.office import Office
from app.services.office_settings import read_profile
from app.services.ports import Listing, Reading
from app.services.signing import signers_on
from app.services.trips import Trip, trips_on

AHEAD = timedelta(days=14)
"""What ends later than this is not urgent enough for the first page; the list of cases has it."""
_PAGE = 500


@dataclass(frozen=True)
class AskToday:
    """Ask for the page of this morning."""


@dataclass(frozen=True)
class CountToday:
    """Ask for the number beside "Dzisiaj"."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """A clock of one case. ``is_mine`` when the case is in this clerk's hands."""

    case_id: RecordId
    sign: str
    person: str
    benefit: str
    clock: Clock
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A decision on its way. ``amount`` is grosze a month, 0 for a refusal; ``since_on`` the day it stands here."""

    decision_id: RecordId
    case_id: RecordId
    sign: str
    person: str
    kind: DecisionKind
    benefit: str
    amount: int
    state: DecisionState
    since_on: date
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class Today:
    """The page of one morning. ``contradictions`` wait for anybody to settle them."""

    on: date
    clerk: Clerk
    due: tuple[Due, ...]
    drafts: tuple[Draft, ...]
    trips: tuple[Trip, ...]
    stations: tuple[StationRow, ...]
    contradictions: int
    lacks_particulars: bool = False
    """Nobody has written what every letter needs: the office's name and its data officer."""
    lacks_signer: bool = False
    """Nobody is authorised to sign decisions today."""

    @property
    def waiting(self) -> int:
        """How many cases wait for this person."""
        mine = {due.case_id for due in self.due if due.is_mine}
        return len(mine | {draft.case_id for draft in self.drafts if draft.is_mine})


def ask_today(office: Office, _: AskToday) -> Today:
    """Clocks, drafts, visits of the day, and how the other workstations stand."""
    with office.reading() as file:
        due = _due(office, file)
        drafts = _drafts(office, file)
        trips = trips_on(file, office.clerk.id, office.calendar.today())
        contradictions = len(file.contradictions())
        profile = read_profile(file)
        signers = signers_on(file.find(Clerk), office.calendar.today())
    stations = tuple(row for row in list_stations(office, ListStations()) if row.state is not StationState.RETIRED)
    return Today(
        on=office.calendar.today(),
        clerk=office.clerk,
        due=due,
        drafts=drafts,
        trips=trips,
        stations=stations,
        contradictions=contradictions,
        lacks_particulars=not (profile.office_name_genitive and profile.data_officer),
        lacks_signer=not signers,
    )


def count_today(office: Office, _: CountToday) -> int:
    """How many cases wait for this person."""
    with office.reading() as file:
        due, drafts = _due(office, file), _drafts(office, file)
    mine = {each.case_id for each in due if each.is_mine}
    return len(mine | {each.case_id for each in drafts if each.is_mine})


# -- clocks ------------------------------------------------------------------------------------------------------


def _due(office: Office, file: Reading) -> tuple[Due, ...]:
    """What concerns this clerk first, then everything else; each part by risk."""
    today = office.calendar.today()
    found: list[Due] = []
    listing = Listing("running")
    keys = file.keys(listing)
    for start in range(0, len(keys), _PAGE):
        for row in file.page(listing, keys[start : start + _PAGE]):
            found += _of_case(office, row, today)
    return tuple(sorted(found, key=lambda due: (not due.is_mine, due.clock.risk(today), due.sign)))


def _of_case(office: Office, row: tuple[Any, ...], today: date) -> list[Due]:
    case_id, sign, benefit, last_name, first_name, worker_id, clerk_id, *_ = row
    me = office.clerk
    is_mine = me.id in (worker_id, clerk_id) or me.role == Role.HEAD
    return [
        Due(
            case_id=case_id,
            sign=sign or "",
            person=f"{first_name or ''} {last_name or ''}".strip(),
            benefit=label_of(benefit),
            clock=clock,
            is_mine=is_mine,
        )
        for clock in running(_milestones(row), office.law, today)
        if clock.asks_the_office and clock.ends_on - today <= AHEAD
    ]


def _milestones(row: tuple[Any, ...]) -> Milestones:
    """The days of a row of the list ``running``."""
    (_id, _sign, benefit, _last, _first, _worker, _clerk, is_urgent, known_on, claimed_on, *rest) = row
    is_complete, served_on, visited_on, issued_on, granted_to, appealed_on, forwarded_on, closed_on, on_paper_on = rest
    decided_on = issued_on or (None if benefit in WITH_LETTER else on_paper_on)
    is_given = decided_on is not None if benefit not in WITH_LETTER else granted_to is not None
    return Milestones(
        need_known_on=date.fromisoformat(known_on),
        claimed_on=date.fromisoformat(claimed_on),
        is_urgent=bool(is_urgent),
        complete_on=date.fromisoformat(claimed_on) if is_complete else None,
        summons_served_on=_day(served_on),
        interviewed_on=_day(visited_on),
        issued_on=_day(decided_on),
        appealed_on=_day(appealed_on),
        appeal_forwarded_on=_day(forwarded_on),
        update=LASTING.get(benefit) if is_given else None,
        granted_to=_day(granted_to),
        closed_on=_day(closed_on),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# -- decisions ---------------------------------------------------------------------------------------------------

_ON_THE_WAY = (DecisionState.RETURNED, DecisionState.APPROVED, DecisionState.PASSED_ON)


def _drafts(office: Office, file: Reading) -> tuple[Draft, ...]:
    """Passed on: the head's turn, seen by all. Returned or approved: the drafter's, seen by nobody else.

    The own turn comes first, then what stands longest.
    """
    me = office.clerk
    decisions = [
        decision
        for state in _ON_THE_WAY
        for decision in file.find(Decision, state=state)
        if state is DecisionState.PASSED_ON or _is_turn_of(me, decision)
    ]
    cases = file.many(Case, {decision.case_id for decision in decisions})
    persons = file.many(Person, {decision.person_id for decision in decisions})
    drafts = [
        Draft(
            decision_id=decision.id,
            case_id=decision.case_id,
            sign=cases[decision.case_id].sign,
            person=persons[decision.person_id].full_name,
            kind=decision.kind,
            benefit=label_of(decision.benefit),
            amount=decision.amount,
            state=decision.state,
            since_on=_since(decision, office.calendar.today()),
            is_mine=_is_turn_of(me, decision),
        )
        for decision in decisions
    ]
    return tuple(sorted(drafts, key=lambda draft: (not draft.is_mine, draft.since_on, draft.sign)))


def _since(decision: Decision, today: date) -> date:
    if decision.state is DecisionState.APPROVED and decision.approved_on is not None:
        return decision.approved_on
    if decision.passed_on_at is not None:
        return decision.passed_on_at.date()
    return decision.drafted_on or today


def _is_turn_of(clerk: Clerk, decision: Decision) -> bool:
    if decision.state is DecisionState.PASSED_ON:
        return clerk.role == Role.HEAD and decision.drafted_by_id != clerk.id
    return decision.drafted_by_id == clerk.id
