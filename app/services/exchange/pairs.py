"""Two records that are perhaps one human being: asked, answered by a person, undone at will.

"The same" writes ``merged_into`` into the record with the larger id; what hangs on it is not rewritten, reads
go through ``one_person``. "Not the same" is remembered as a verdict. Both are ordinary changes and travel on.
"""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.persons import PairVerdict, Person
from app.domain.problems import Refusal
from app.domain.records import RecordId, derived_id
from app.domain.roles import Act
from app.services.exchange.matching import Pair, PairReason, settled_pairs
from app.services.exchange.reports import report_of
from app.services.office import Done, Office
from app.services.ports import Work
from app.services.same_person import one_person


class NotAPair(Refusal):
    """The two are one record, or joined already."""

    code = "not_a_pair"


@dataclass(frozen=True)
class JudgePair:
    """A person says whether two records are the same human being."""

    first_id: RecordId
    second_id: RecordId
    is_same: bool
    reason: str = ""


@dataclass(frozen=True)
class UndoVerdict:
    """Whatever was said of the two, take it back; the question is open again."""

    first_id: RecordId
    second_id: RecordId


@dataclass(frozen=True)
class ListPairs:
    """Ask for the pairs that wait for an answer."""


def judge_pair(office: Office, request: JudgePair) -> Done[RecordId]:
    """Join two records or keep them apart for ever; gives the smaller id, which stays."""
    office.allow(Act.SETTLE)
    kept_id, joined_id = sorted((request.first_id, request.second_id))
    with office.work("ta sama osoba" if request.is_same else "to różne osoby") as work:
        joined = work.get(Person, joined_id)
        if kept_id == joined_id or joined_id in one_person(work, kept_id):
            raise NotAPair
        if request.is_same:
            work.change(joined, replace(joined, merged_into=kept_id))
        _remember(work, kept_id, joined_id, request, office.calendar.today())
        return Done(kept_id, work.commit())


def undo_verdict(office: Office, request: UndoVerdict) -> Done[None]:
    """Part what was joined, forget that the two were kept apart."""
    office.allow(Act.SETTLE)
    kept_id, joined_id = sorted((request.first_id, request.second_id))
    with office.work("cofnięcie połączenia osób") as work:
        joined = work.get(Person, joined_id)
        if joined.merged_into == kept_id:
            work.change(joined, replace(joined, merged_into=None))
        for verdict in work.find(PairVerdict, first_id=kept_id, second_id=joined_id):
            work.remove(verdict)
        return Done(None, work.commit())


def list_pairs(office: Office, _: ListPairs) -> tuple[Pair, ...]:
    """Pairs with one PESEL anywhere in the file, and what the last imports asked about."""
    bundling = office.file.bundling
    with office.reading() as file:
        asked = dict.fromkeys(bundling.twins(), PairReason.PESEL)
        for note in bundling.notes():
            for pair in report_of(note).pairs:
                asked.setdefault((pair.first_id, pair.second_id), pair.why)
        persons = file.many(Person, [each for pair in asked for each in pair])
        settled = settled_pairs(file)
    return tuple(
        Pair(first, second, why)
        for (first, second), why in asked.items()
        if (first, second) not in settled
        and all(each in persons and persons[each].merged_into is None for each in (first, second))
    )


def verdict_id(first_id: RecordId, second_id: RecordId) -> RecordId:
    """A pair has one verdict in the whole office, wherever it is given."""
    smaller, larger = sorted((first_id, second_id))
    return derived_id(smaller, "same-person", larger.hex())


def _remember(work: Work, first_id: RecordId, second_id: RecordId, request: JudgePair, today: date) -> None:
    said = PairVerdict(
        id=verdict_id(first_id, second_id),
        first_id=first_id,
        second_id=second_id,
        is_same=request.is_same,
        said_on=today,
        reason=request.reason,
    )
    before = work.many(PairVerdict, [said.id]).get(said.id)
    if before is None:
        work.add(said)
        return
    if not work.find(PairVerdict, first_id=first_id, second_id=second_id):
        work.settle(PairVerdict, said.id, "life", None)  # an earlier verdict was taken back
    work.change(before, replace(said, seen=before.seen))
