"""What a bundle would do, by fate, before a byte is written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.bundles import Arrival, Step
from app.domain.interviews import Answer, Interview
from app.domain.offices import Workstation
from app.domain.persons import Clerk, Person
from app.domain.records import Record, RecordId
from app.domain.roles import Act
from app.services.bundling import Bundling
from app.services.exchange.accept import accept
from app.services.exchange.cargo import missing_contents
from app.services.exchange.matching import Pair, pairs_among
from app.services.exchange.naming import Dispute, Names
from app.services.exchange.open import Opened, open_bundle
from app.services.office import Office
from app.services.ports import Altered, Parked, Reading, Trial

SHOWN = 200

_EPOCH = datetime(1970, 1, 1)
_MATCHED = ("pesel", "born_on", "first_name", "last_name")


@dataclass(frozen=True)
class PreviewBundle:
    """Ask what loading a bundle would do; ``is_supervised`` also looks into one of a retired workstation.

    ``digits`` are those of the stranger that wrote a welcome, as they were compared by telephone.
    """

    path: Path
    is_supervised: bool = False
    digits: str = ""


@dataclass(frozen=True)
class FieldChange:
    """One field of a record that is here already; a reference is told as the name of what it leads to."""

    kind: type[Record]
    id: RecordId
    whose: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class InterviewNews:
    """A visit that the bundle brings or carries on; ``late`` answers came after its signature and wait for a person."""

    id: RecordId
    part: str
    person: str
    finished_at: datetime | None
    answers: int
    late: int = 0


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
class Asked:
    """What a workstation asks to be sent: journal records it lacks, documents, how large these are, in bytes."""

    records: int
    contents: int
    size: int


@dataclass(frozen=True)
class Preview:
    """Everything a bundle would do. ``records`` counts journal records that are new here.

    ``missing`` counts documents whose bytes come later; ``asked`` is there where the bundle only asks for more.
    ``changed_fields`` counts fields written in records that are here, and answers to questions of interviews; of
    changes, new persons and removals only the first ``SHOWN`` are told one by one.
    """

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
    changed_fields: int
    removed: tuple[tuple[type[Record], str], ...]
    contradictions: tuple[Dispute, ...]
    pairs: tuple[PairNews, ...]
    parked: tuple[Parked, ...]
    missing: int = 0
    asked: Asked | None = None
    orders: int = 0
    dropped: int = 0

    @property
    def finished(self) -> int:
        """Interviews that were finished."""
        return sum(each.finished_at is not None for each in self.interviews)

    @property
    def is_empty(self) -> bool:
        """Nothing that is not here already."""
        return self.records == 0


def preview_bundle(office: Office, request: PreviewBundle) -> Preview:
    """Open, check and merge in memory; the file stays as it is."""
    office.allow(Act.EXCHANGE)
    opened, arrival = receive(request.path, office, is_supervised=request.is_supervised, digits=request.digits)
    return preview_of(office, opened, arrival, office.file.bundling.trial(arrival))


def receive(path: Path, office: Office, *, is_supervised: bool = False, digits: str = "") -> tuple[Opened, Arrival]:
    """A bundle that is whole, meant for us, and fits on what is here."""
    office.progress.step(Step.CHECKING, 0.0)
    opened = open_bundle(path, office, is_supervised=is_supervised, digits=digits)
    with office.reading() as file:
        names = Names(file)
    arrival = accept(office.file.bundling, opened, names.station)
    return opened, replace(arrival, let_in=opened.manifest.sender) if is_supervised else arrival


def preview_of(office: Office, opened: Opened, arrival: Arrival, trial: Trial) -> Preview:
    """The fate of every record of a checked arrival, from a merge that nobody has written yet."""
    with office.reading() as file:
        names = Names(file, trial.coming, [*trial.new.get(Workstation, ()), *trial.new.get(Clerk, ())])
        open_fields = {(each.id, each.field) for each in trial.contradictions}
        changed = [
            (each, place)
            for each in trial.altered
            for place, field in enumerate(each.fields)
            if (each.id, field) not in open_fields
        ]
        keepers = [station.keeper for station in file.find(Workstation, author=opened.manifest.sender)]
        return Preview(
            name=opened.name,
            size=opened.size,
            sender=names.station(opened.manifest.sender),
            keeper=next(iter(keepers), ""),
            made_at=instant_of(opened.manifest.made),
            records=len(arrival.entries),
            new={kind: len(ids) for kind, ids in trial.new.items()},
            new_persons=tuple(names.whose(each) for each in _persons(trial, trial.new.get(Person, ())[:SHOWN])),
            interviews=tuple(_interviews(trial, names)),
            changes=tuple(_change(each, place, names) for each, place in changed[:SHOWN]),
            changed_fields=len(changed) + len(trial.new.get(Answer, ())),
            removed=tuple((kind, names.whose(names.get(kind, each))) for kind, each in trial.removed[:SHOWN]),
            contradictions=tuple(names.dispute(each) for each in trial.contradictions),
            pairs=tuple(_pairs(office, file, trial)),
            parked=tuple(trial.parked),
            missing=len(lacking_after(office.file.bundling, opened, arrival)),
            asked=_asked(office.file.bundling, opened) if opened.manifest.asks else None,
            orders=trial.orders,
            dropped=trial.dropped,
        )


def lacking_after(bundling: Bundling, opened: Opened, arrival: Arrival) -> tuple[str, ...]:
    """Documents whose bytes are lacking when a bundle has been loaded: those of before and those it left out."""
    told = {*missing_contents(bundling), *(digest.hex() for digest in opened.manifest.left_out)}
    return tuple(sorted(told - bundling.sizes_of(told).keys() - arrival.contents.keys()))


def _asked(bundling: Bundling, opened: Opened) -> Asked:
    have = opened.manifest.have
    lacking = (head.number - have.get(author, (0, b""))[0] for author, head in bundling.vector().items())
    sizes = bundling.sizes_of(digest.hex() for digest in opened.manifest.wants)
    return Asked(sum(max(0, count) for count in lacking), len(sizes), sum(sizes.values()))


def _persons(trial: Trial, ids: Iterable[RecordId]) -> list[Person]:
    found = (trial.coming(Person, each) for each in ids)
    return [person for person in found if isinstance(person, Person)]


def _change(altered: Altered, place: int, names: Names) -> FieldChange:
    whose = names.whose(names.get(altered.kind, altered.id))
    field = altered.fields[place]
    before, after = (names.told(field, values[place]) for values in (altered.before, altered.after))
    return FieldChange(altered.kind, altered.id, whose, field, before, after)


def instant_of(clock: int) -> datetime:
    """The local instant that a hybrid clock shows, to the second."""
    return (_EPOCH + timedelta(milliseconds=clock >> 16)).replace(microsecond=0)


def _interviews(trial: Trial, names: Names) -> Iterable[InterviewNews]:
    new = (names.get(Answer, each) for each in trial.new.get(Answer, ()))
    written = Counter(each.interview_id for each in new if each is not None)
    rewritten = (names.get(Answer, each.id) for each in trial.altered if each.kind is Answer)
    written.update(each.interview_id for each in rewritten if each is not None)
    touched = {*trial.new.get(Interview, ()), *written}
    touched.update(each.id for each in trial.altered if each.kind is Interview)
    for interview_id in sorted(touched):
        interview = names.get(Interview, interview_id)
        if interview is not None and (interview.started_at or interview.finished_at or written[interview_id]):
            yield InterviewNews(
                interview.id, interview.part, names.whose(interview), interview.finished_at, written[interview_id]
            )


def _pairs(office: Office, file: Reading, trial: Trial) -> Iterable[PairNews]:
    """New persons, and those whose identity changed, against everybody who is here."""
    if not office.file.bundling.has_persons():
        return
    new = {person.id: person for person in _persons(trial, trial.new.get(Person, ()))}
    altered = [each for each in trial.altered if each.kind is Person]
    moved = [each.id for each in altered if not set(each.fields).isdisjoint(_MATCHED)]
    asked = [*new.values(), *_persons(trial, moved)]
    coming = {each.id: each for each in _persons(trial, moved)}
    for pair in pairs_among(file, office.file.bundling, asked, coming):
        faces = [
            new.get(each) or coming.get(each) or file.get(Person, each) for each in (pair.first_id, pair.second_id)
        ]
        first, second = (Face(person, person.id not in new) for person in faces)
        yield PairNews(pair, first, second)
