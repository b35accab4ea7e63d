"""Everything that the screen Wymiana shows, in one look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.cases import Case, Document
from app.domain.interviews import Answer, Interview
from app.domain.offices import Workstation
from app.domain.persons import Address, Person
from app.domain.records import RecordId
from app.domain.roles import MAY, Act, Role
from app.services.exchange.cargo import missing_contents
from app.services.exchange.compare import InterviewNews
from app.services.exchange.disputes import ListDisputes, list_disputes
from app.services.exchange.equal_signs import EqualSign, equal_signs_in
from app.services.exchange.folders import AskFolders, Folders, ask_folders
from app.services.exchange.identity import Doubt, doubt_of
from app.services.exchange.matching import Pair
from app.services.exchange.naming import Dispute, Names
from app.services.exchange.paid_twice import PaidTwice, paid_twice_in
from app.services.exchange.pairs import ListPairs, list_pairs
from app.services.exchange.parking import PutOff, parked_in
from app.services.exchange.reports import Report, report_of
from app.services.exchange.rules import ExchangeRules, read_rules
from app.services.exchange.standings import ListStations, StationRow, list_stations
from app.services.interview_standing import late_answers
from app.services.office import Office
from app.services.ports import Reading

_SHOWN = 20


@dataclass(frozen=True)
class ShowExchange:
    """Ask for the state of the exchange."""


@dataclass(frozen=True)
class Loaded:
    """The bundle that brought something last: from whom, when, what it did."""

    name: str
    size: int
    at: datetime
    sender: str
    keeper: str
    report: Report
    interviews: tuple[InterviewNews, ...]


@dataclass(frozen=True)
class Lacking:
    """A document whose record is here and whose bytes are not: what it is and whom it is about."""

    title: str
    whose: str


@dataclass(frozen=True)
class Face:
    """A person as far as two of them are compared: the record, the address, the signs of the cases."""

    person: Person
    place: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class PairView:
    """Two records that are perhaps one person, side by side; the first one would stay."""

    pair: Pair
    first: Face
    second: Face


@dataclass(frozen=True)
class Board:
    """The screen's content. ``may_configure`` says whether the clerk may admit and retire workstations.

    ``lacking`` are documents whose bytes have not come yet, ``folders`` the inbox and outbox of this workstation,
    ``equal_signs`` what two cases bear since an import, ``paid_twice`` what two closed lists pay.
    """

    today: date
    stations: tuple[StationRow, ...]
    loaded: Loaded | None
    disputes: tuple[Dispute, ...]
    pairs: tuple[PairView, ...]
    may_configure: bool
    rules: ExchangeRules
    folders: Folders
    lacking: tuple[Lacking, ...] = ()
    parked: tuple[PutOff, ...] = ()
    doubt: Doubt | None = None
    equal_signs: tuple[EqualSign, ...] = ()
    paid_twice: tuple[PaidTwice, ...] = ()


def show_exchange(office: Office, _: ShowExchange) -> Board:
    """Workstations, the last bundle, contradictions, persons that are perhaps one."""
    pairs = list_pairs(office, ListPairs())
    with office.reading() as file:
        faces = _faces(file, [each for pair in pairs for each in (pair.first_id, pair.second_id)])
        loaded = _loaded(office, file)
        lacking = tuple(_lacking(office, file))
        rules = read_rules(file)
        parked = parked_in(office, file)
        equal_signs = equal_signs_in(office, file)
        paid_twice = paid_twice_in(office, file)
    return Board(
        today=office.calendar.today(),
        stations=list_stations(office, ListStations()),
        loaded=loaded,
        disputes=list_disputes(office, ListDisputes()),
        pairs=tuple(PairView(pair, faces[pair.first_id], faces[pair.second_id]) for pair in pairs),
        may_configure=Act.CONFIGURE in MAY[Role(office.clerk.role)],
        rules=rules,
        folders=ask_folders(office, AskFolders()),
        lacking=lacking,
        parked=parked,
        doubt=doubt_of(office.file),
        equal_signs=equal_signs,
        paid_twice=paid_twice,
    )


def _loaded(office: Office, file: Reading) -> Loaded | None:
    came = [note for note in office.file.bundling.notes() if note.is_incoming]
    note = next((note for note in came if note.records), came[0] if came else None)  # rather than a bare receipt
    if note is None:
        return None
    report, names = report_of(note), Names(file)
    keeper = next((station.keeper for station in file.find(Workstation, author=note.peer)), "")
    interviews = tuple(_interviews(office, file, names, report.interviews[:_SHOWN]))
    at = datetime.fromisoformat(note.at)
    return Loaded(note.name, note.size, at, names.station(note.peer), keeper, report, interviews)


def _lacking(office: Office, file: Reading) -> Iterable[Lacking]:
    digests = missing_contents(office.file.bundling)
    names = Names(file) if digests else None
    for digest in digests if names is not None else ():
        document = next(iter(file.find(Document, content=digest)), None)
        yield Lacking(document.title if document else "", names.whose(document) if document and names else "")


def _interviews(office: Office, file: Reading, names: Names, ids: Iterable[RecordId]) -> Iterable[InterviewNews]:
    for interview_id in ids:
        interview = names.get(Interview, interview_id)
        if interview is not None:
            answers, late = file.count(Answer, interview_id=interview_id), late_answers(office, file, interview)
            whose = names.whose(interview)
            yield InterviewNews(interview_id, interview.part, whose, interview.finished_at, answers, late)


def _faces(file: Reading, ids: Iterable[RecordId]) -> dict[RecordId, Face]:
    found = {}
    for person_id, person in file.many(Person, ids).items():
        addresses = [each for each in file.find(Address, person_id=person_id) if each.to_on is None]
        cases = file.find(Case, person_id=person_id)
        place = addresses[0].short if addresses else ""
        found[person_id] = Face(person, place, tuple(case.sign for case in cases if case.sign))
    return found
