"""The small acts on a case itself, and the findings of its income."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.benefits import WITH_LETTER
from app.domain.case_course import Closing, EventKind
from app.domain.cases import AlreadyClosed, Case, CaseEvent
from app.domain.claims import label_of
from app.domain.findings import Findings
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.domain.tidying import clean, tidy
from app.services.case_reading import read_basis
from app.services.households import ReasonNeeded
from app.services.office import Done, Office
from app.services.registers import add_event

_CHANGED_BY_HAND = ("worker_id", "clerk_id", "region", "title", "is_urgent")
"""What a form of a case may write. Sign, party, household and end have acts of their own."""


class NotCalculable(Refusal):
    """The amount of this benefit is worked out on paper (facts: benefit, its name)."""

    code = "not_calculable"


class StillOpen(Refusal):
    """The case is open; there is nothing to reopen."""

    code = "still_open"


@dataclass(frozen=True)
class CaseFindings:
    """Ask what the rules say of a case; ``month`` is the month the benefit is for (None: the first payable one)."""

    case_id: RecordId
    month: date | None = None


@dataclass(frozen=True)
class CountOpenCases:
    """Ask how many cases are not settled."""


@dataclass(frozen=True)
class ChangeCase:
    """Write what was changed in a case: worker, clerk, region, title, urgency."""

    before: Case
    after: Case


@dataclass(frozen=True)
class NoteMediation:
    """The note that every file needs (KPA art. 96a § 1b)."""

    before: Case
    note: str


@dataclass(frozen=True)
class NoteEvent:
    """A line in the course of a case, in the clerk's words."""

    case_id: RecordId
    text: str


@dataclass(frozen=True)
class CloseCase:
    """The case is settled, or ends otherwise; a reason in words where it was not settled."""

    before: Case
    closed_as: Closing
    reason: str = ""


@dataclass(frozen=True)
class ReopenCase:
    """A case closed too early goes on."""

    before: Case
    reason: str


def case_findings(office: Office, request: CaseFindings) -> Findings:
    """Household on the day of the application, income of its month, the law of the benefit's month."""
    with office.reading() as file:
        case = file.get(Case, request.case_id)
        basis = read_basis(file, case, office.law)
    kind = WITH_LETTER.get(case.benefit)
    if kind is None:
        raise NotCalculable(benefit=label_of(case.benefit))
    return kind.find(basis.claim_facts(office.calendar.today(), request.month), basis.law_of(office.law))


def count_open_cases(office: Office, _: CountOpenCases) -> int:
    """The number beside "Sprawy"."""
    with office.reading() as file:
        return file.count(Case, closed_on=None)


def change_case(office: Office, request: ChangeCase) -> Done[Case]:
    """Write what was changed; a closed case stays as it is."""
    office.allow(Act.REGISTER)
    changed = {name: getattr(request.after, name) for name in _CHANGED_BY_HAND}
    return _write(office, request.before, replace(request.before, **changed), "Zmiana danych sprawy")


def note_mediation(office: Office, request: NoteMediation) -> Done[Case]:
    """Write the note with its day, and a line in the course."""
    office.allow(Act.REGISTER)
    if not request.note.strip():
        raise ReasonNeeded
    after = replace(request.before, mediation_note=request.note, mediation_noted_on=office.calendar.today())
    return _write(office, request.before, after, "Adnotacja o mediacji", EventKind.MEDIATION_NOTED)


def note_event(office: Office, request: NoteEvent) -> Done[CaseEvent]:
    """Write the line; it is never changed afterwards."""
    office.allow(Act.REGISTER)
    text = clean(request.text, 2000)
    if not text:
        raise ReasonNeeded
    with office.work("Wpis w przebiegu sprawy") as work:
        work.touching(work.get(Case, request.case_id).household_id)
        event = add_event(office, work, request.case_id, EventKind.NOTE, text)
        return Done(event, work.commit())


def close_case(office: Office, request: CloseCase) -> Done[Case]:
    """The case ends today."""
    office.allow(Act.REGISTER)
    if request.closed_as is not Closing.SETTLED and not request.reason.strip():
        raise ReasonNeeded
    after = replace(request.before, closed_on=office.calendar.today(), closed_as=request.closed_as.value)
    return _write(office, request.before, after, "Zakończenie sprawy", EventKind.CLOSED, request.reason)


def reopen_case(office: Office, request: ReopenCase) -> Done[Case]:
    """The case goes on under its sign. A case cancelled as a mistake stays cancelled."""
    office.allow(Act.REGISTER)
    if not request.reason.strip():
        raise ReasonNeeded
    with office.work("Ponowne otwarcie sprawy") as work:
        now = work.get(Case, request.before.id)
        if now.closed_on is None:
            raise StillOpen
        if now.closed_as == Closing.CANCELLED:
            raise AlreadyClosed(sign=now.sign)
        work.touching(now.household_id)
        work.change(now, replace(now, closed_on=None, closed_as=""))
        add_event(office, work, now.id, EventKind.REOPENED, request.reason)
        return Done(work.get(Case, now.id), work.commit())


def _write(
    office: Office, before: Case, after: Case, why: str, event: EventKind | None = None, text: str = ""
) -> Done[Case]:
    """Write on the form's ``before``; whether the case is open is asked of the file, for the form may be old."""
    with office.work(why) as work:
        _demand_open(work.get(Case, before.id))
        work.touching(before.household_id)
        work.change(before, tidy(after))
        if event is not None:
            add_event(office, work, before.id, event, text)
        return Done(work.get(Case, before.id), work.commit())


def _demand_open(case: Case) -> None:
    if case.closed_on is not None:
        raise AlreadyClosed(sign=case.sign)
