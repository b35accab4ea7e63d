"""What a bundle would do, by fate, before a byte is written."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.bundles import Arrival
from app.domain.interviews import Answer, Interview
from app.domain.offices import Workstation
from app.domain.persons import Clerk, Person
from app.domain.records import Record, RecordId
from app.domain.roles import Act
from app.services.exchange.accept import accept
from app.services.exchange.matching import Pair, pairs_among
from app.services.exchange.naming import Dispute, Names
from app.services.exchange.open import Opened, open_bundle
from app.services.office import Office
from app.services.ports import Parked, Reading, Trial

_EPOCH = datetime(1970, 1, 1)
_MATCHED = ("pesel", "born_on", "first_name", "last_name")


@dataclass(frozen=True)
class PreviewBundle:
    """Ask what loading a bundle would do."""

    path: Path


@dataclass(frozen=True)
class FieldChange:
    """One field of a record that is here already."""

    kind: type[Record]
    id: RecordId
    whose: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class InterviewNews:
    """A visit that the bundle brings or carries on."""

    id: RecordId
    part: str
    person: str
    finished_at: datetime | None
    answers: int


@dataclass(frozen=True)
class Face:
    """Enough of a person to compare two of them side by side."""

    person: Person
    is_here: bool


@dataclass(frozen=True)
class PairNews:
    """Two records that are perhaps one person."""

    pair: Pair
    first: Face
    second: Face


@dataclass(frozen=True)
class Preview:
    """Everything a bundle would do. ``records`` counts journal records that are new here."""

    name: str
    size: int
    sender: str
    keeper: str
    made_at: datetime
    records: int
    new: Mapping[type[Record], int]
    new_persons: tuple[str, ...]
    interviews: tuple[InterviewNews, ...]
    changes: tuple[FieldChange, ...]
    answers: int
    removed: tuple[tuple[type[Record], str], ...]
    contradictions: tuple[Dispute, ...]
    pairs: tuple[PairNews, ...]
    parked: tuple[Parked, ...]

    @property
    def finished(self) -> int:
        """Interviews that were finished."""
        return sum(each.finished_at is not None for each in self.interviews)

    @property
    def changed_fields(self) -> int:
        """Fields written: changed ones of records that are here, and answers to questions of interviews."""
        return len(self.changes) + self.answers

    @property
    def is_empty(self) -> bool:
        """Nothing that is not here already."""
        return self.records == 0


def preview_bundle(office: Office, request: PreviewBundle) -> Preview:
    """Open, check and merge in memory; the file stays as it is."""
    office.allow(Act.EXCHANGE)
    opened, arrival = receive(office, request.path)
    return preview_of(office, opened, arrival, office.file.bundling.trial(arrival))


def receive(office: Office, path: Path) -> tuple[Opened, Arrival]:
    """A bundle that is whole, meant for us, and fits on what is here."""
    office.progress.step("Sprawdzanie paczki", 0.0)
    opened = open_bundle(office, path)
    with office.reading() as file:
        names = Names(file)
    return opened, accept(office.file.bundling, opened, names.station)


def preview_of(office: Office, opened: Opened, arrival: Arrival, trial: Trial) -> Preview:
    """The fate of every record of a checked arrival, from a merge that nobody has written yet."""
    with office.reading() as file:
        names = Names(file, trial.coming, [*trial.new.get(Workstation, ()), *trial.new.get(Clerk, ())])
        open_fields = {(each.id, each.field) for each in trial.contradictions}
        changes = [each for each in _changes(trial, names) if (each.id, each.field) not in open_fields]
        keepers = [station.keeper for station in file.find(Workstation, author=opened.manifest.sender)]
        persons = _new_persons(trial)
        return Preview(
            name=opened.name,
            size=opened.size,
            sender=names.station(opened.manifest.sender),
            keeper=next(iter(keepers), ""),
            made_at=instant_of(opened.manifest.made),
            records=len(arrival.entries),
            new={kind: len(ids) for kind, ids in trial.new.items()},
            new_persons=tuple(sorted(person.full_name for person in persons)),
            interviews=tuple(_interviews(trial, names)),
            changes=tuple(changes),
            answers=len(trial.new.get(Answer, ())),
            removed=tuple((type(record), names.whose(record)) for record in trial.removed),
            contradictions=tuple(names.dispute(each) for each in trial.contradictions),
            pairs=tuple(_pairs(office, file, trial, persons)),
            parked=tuple(trial.parked),
        )


def _new_persons(trial: Trial) -> list[Person]:
    found = (trial.coming(Person, each) for each in trial.new.get(Person, ()))
    return [person for person in found if isinstance(person, Person)]


def instant_of(clock: int) -> datetime:
    """The local instant that a hybrid clock shows, to the second."""
    return (_EPOCH + timedelta(milliseconds=clock >> 16)).replace(microsecond=0)


def _changes(trial: Trial, names: Names) -> Iterable[FieldChange]:
    for altered in trial.altered:
        whose = names.whose(altered.after)
        for field in altered.fields:
            before, after = getattr(altered.before, field), getattr(altered.after, field)
            yield FieldChange(type(altered.after), altered.after.id, whose, field, before, after)


def _interviews(trial: Trial, names: Names) -> Iterable[InterviewNews]:
    new = (names.get(Answer, each) for each in trial.new.get(Answer, ()))
    written = Counter(each.interview_id for each in new if each is not None)
    written.update(each.after.interview_id for each in trial.altered if isinstance(each.after, Answer))
    touched = {*trial.new.get(Interview, ()), *written}
    touched.update(each.after.id for each in trial.altered if isinstance(each.after, Interview))
    for interview_id in sorted(touched):
        interview = names.get(Interview, interview_id)
        if interview is not None and (interview.started_at or interview.finished_at or written[interview_id]):
            yield InterviewNews(
                interview.id, interview.part, names.whose(interview), interview.finished_at, written[interview_id]
            )


def _pairs(office: Office, file: Reading, trial: Trial, new: Sequence[Person]) -> Iterable[PairNews]:
    """New persons, and those whose identity changed, against everybody who is here."""
    altered = {each.after.id: each for each in trial.altered if isinstance(each.after, Person)}
    coming = {person_id: each.after for person_id, each in altered.items() if isinstance(each.after, Person)}
    asked = [*new, *(coming[each] for each in altered if not set(altered[each].fields).isdisjoint(_MATCHED))]
    unknown = {person.id: person for person in new}
    for pair in pairs_among(file, office.file.bundling, asked, coming):
        faces = [
            unknown.get(each) or coming.get(each) or file.get(Person, each) for each in (pair.first_id, pair.second_id)
        ]
        first, second = (Face(person, person.id not in unknown) for person in faces)
        yield PairNews(pair, first, second)
