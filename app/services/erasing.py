"""Erasing a person's data: what goes, what stays and why, and the order that every workstation obeys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.cases import Application, Case, CaseEvent, Document, Report
from app.domain.debts import Repayment
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.erasing import CONTACT, KEPT_FOR_YEARS, Erasure, kept_until, told, version
from app.domain.households import Household, Member
from app.domain.incomes import Income
from app.domain.interviews import Answer, Correction, Freeze, Interview
from app.domain.payments import Debt, PaymentHold, PaymentLine, PaymentReturn
from app.domain.persons import Address, PairVerdict, Person
from app.domain.problems import Refusal
from app.domain.records import Record, RecordId, new_id
from app.domain.roles import Act
from app.domain.visits import Precautions, VisitAttempt
from app.services.office import Done, Office
from app.services.ports import Reading, Work
from app.services.same_person import one_person

_OF_CASE = (CaseEvent, Interview, Decision, Delivery, PaymentLine, PaymentHold, VisitAttempt)
_OF_INTERVIEW = (Answer, Freeze, Correction, Precautions)


class CaseRuns(Refusal):
    """A case of the person, or of their family, has not ended (facts: sign)."""

    code = "erasure_case_runs"


class SurnameDiffers(Refusal):
    """What was typed to confirm the erasure is not the person's surname."""

    code = "erasure_surname_differs"


class ErasureUnexplained(Refusal):
    """An erasure without a reason cannot be accounted for."""

    code = "erasure_unexplained"


class NothingToErase(Refusal):
    """Everything that may go was erased before."""

    code = "nothing_to_erase"


class Why(StrEnum):
    """Why the file of a case stays."""

    RUNS = "runs"
    KEPT = "kept"


@dataclass(frozen=True)
class StayingCase:
    """A case whose file stays whole; ``until_on`` is the last day, None while it runs."""

    id: RecordId
    sign: str
    title: str
    why: Why
    until_on: date | None
    is_family: bool


@dataclass(frozen=True)
class ErasurePlan:
    """What an order would do: ``goes`` counts records by kind, ``things`` names them, ``stays`` has files with reasons.

    Where a file stays, so do the person's name, PESEL, addresses, family and income, for they are part of it; only
    what is in no file goes (``is_whole`` is false).
    """

    person: Person
    today: date
    years: int
    goes: Mapping[type[Record], int]
    stays: tuple[StayingCase, ...]
    things: Mapping[RecordId, frozenset[str]] = field(repr=False)

    @property
    def is_whole(self) -> bool:
        """Whether the person's own record goes."""
        return not self.stays

    @property
    def running(self) -> StayingCase | None:
        """A case that must end first."""
        return next((case for case in self.stays if case.why is Why.RUNS), None)


@dataclass(frozen=True)
class PlanErasure:
    """Ask what an erasure would take and what it would leave; files are kept for ``years`` after the case."""

    person_id: RecordId
    years: int = KEPT_FOR_YEARS


@dataclass(frozen=True)
class ErasePerson:
    """Order the erasure. ``surname`` was typed by a person who meant it, ``reason`` stays for ever."""

    person_id: RecordId
    reason: str
    surname: str
    years: int = KEPT_FOR_YEARS


def plan_erasure(office: Office, request: PlanErasure) -> ErasurePlan:
    """Nothing is changed."""
    office.allow(Act.ERASE)
    with office.reading() as file:
        return _planned(file, request.person_id, office.calendar.today(), request.years)


def erase_person(office: Office, request: ErasePerson) -> Done[Erasure]:
    """Write the order and obey it here; the other workstations obey it when it reaches them."""
    office.allow(Act.ERASE)
    reason = request.reason.strip()
    if not reason:
        raise ErasureUnexplained
    today = office.calendar.today()
    with office.work("Usunięcie danych osoby") as work:
        plan = _planned(work, request.person_id, today, request.years)
        if plan.running is not None:
            raise CaseRuns(sign=plan.running.sign or plan.running.title)
        if request.surname.strip().casefold() != (plan.person.last_name or plan.person.first_name).strip().casefold():
            raise SurnameDiffers
        if not plan.things:
            raise NothingToErase
        order = Erasure(
            id=new_id(),
            person_id=plan.person.id,
            ordered_on=today,
            reason=reason,
            things=told(plan.things),
            kept=len(plan.stays),
        )
        _blank_contact(work, plan)  # in the same journal record: what is written from here on stays
        work.add(order)
        return Done(order, work.commit())


def order_about(file: Reading, person_ids: Iterable[RecordId]) -> Erasure | None:
    """The newest order about a person."""
    orders = [order for each in person_ids for order in file.find(Erasure, person_id=each)]
    return max(orders, key=lambda order: (order.ordered_on, order.id), default=None)


def _planned(file: Reading, person_id: RecordId, today: date, years: int) -> ErasurePlan:
    persons = one_person(file, person_id)
    person = file.get(Person, persons[0])
    own = list(file.many(Case, [each for owner in persons for each in file.traces(Case, person_id=owner)]).values())
    stays = _staying(file, persons, own, today, years)
    kept = {case.id for case in stays}
    goes: dict[type[Record], set[RecordId]] = {}
    _take_cases(file, goes, [case for case in own if case.id not in kept])
    _take_papers(file, goes, persons, [case for case in own if case.id in kept])
    things: dict[RecordId, frozenset[str]] = {}
    if stays:
        for each in file.many(Person, persons).values():
            if versions := _contact_versions(file, each):
                things[each.id] = versions
                goes.setdefault(Person, set()).add(each.id)
    else:
        _take_person(file, goes, persons)
        before = order_about(file, persons)
        if before is not None and not before.kept:
            goes[Person] -= set(persons)
    things |= {each: frozenset() for kind, ids in goes.items() for each in ids if each not in things}
    counts = {kind: len(ids) for kind, ids in goes.items() if ids}
    return ErasurePlan(person, today, years, counts, tuple(stays), things)


def _contact_versions(file: Reading, person: Person) -> frozenset[str]:
    """Everything that was ever written to the fields that go; nothing where they were empty all along."""
    written = file.history(Person, person.id)
    if not written or not any(each.field in CONTACT and each.value for each in written):
        return frozenset()
    made = written[-1].dot
    dots = {(each.field, each.dot) for each in written if each.field in CONTACT}
    return frozenset(version(name, *dot) for name, dot in dots | {(name, made) for name in CONTACT})


def _blank_contact(work: Work, plan: ErasurePlan) -> None:
    for person_id in (each for each, versions in plan.things.items() if versions):
        for name in CONTACT:
            work.settle(Person, person_id, name, "")


def _staying(
    file: Reading, persons: Iterable[RecordId], own: Iterable[Case], today: date, years: int
) -> list[StayingCase]:
    """Cases that run, and closed ones with a sign within the time for which their files are kept; a family's too."""
    own_ids = {case.id for case in own}
    homes = {each.household_id for person in persons for each in file.find(Member, person_id=person)}
    homes |= {each.id for person in persons for each in file.find(Household, head_id=person)}
    cases = {case.id: case for case in own} | {
        case.id: case for home in homes for case in file.find(Case, household_id=home)
    }
    found = []
    for case in sorted(cases.values(), key=lambda case: case.id):
        until = kept_until(case, years)
        if until is None or (case.sign and today <= until):
            why = Why.RUNS if until is None else Why.KEPT
            found.append(StayingCase(case.id, case.sign, case.title, why, until, case.id not in own_ids))
    return found


def _take_cases(file: Reading, goes: dict[type[Record], set[RecordId]], cases: Iterable[Case]) -> None:
    """Whole files: the case, its course, interviews with their answers, decisions, deliveries, papers."""
    for case in cases:
        goes.setdefault(Case, set()).add(case.id)
        for kind in (*_OF_CASE, Document):
            goes.setdefault(kind, set()).update(file.traces(kind, case_id=case.id))
        goes.setdefault(Report, set()).update(file.traces(Report, case_id=case.id))
    for interview in goes.get(Interview, set()):
        for below in _OF_INTERVIEW:
            goes.setdefault(below, set()).update(file.traces(below, interview_id=interview))
    for line in goes.get(PaymentLine, set()):
        goes.setdefault(PaymentReturn, set()).update(file.traces(PaymentReturn, line_id=line))


def _take_papers(
    file: Reading, goes: dict[type[Record], set[RecordId]], persons: Iterable[RecordId], kept: Iterable[Case]
) -> None:
    """Applications, reports and papers of the person that are in no file that stays."""
    signs = {case.application_id for case in kept}
    files = {case.id for case in kept}
    for person in persons:
        applications = [each for each in file.traces(Application, person_id=person) if each not in signs]
        goes.setdefault(Application, set()).update(applications)
        reports = file.many(Report, file.traces(Report, person_id=person)).values()
        goes.setdefault(Report, set()).update(each.id for each in reports if each.case_id not in files)
        papers = file.many(Document, file.traces(Document, person_id=person)).values()
        goes.setdefault(Document, set()).update(each.id for each in papers if each.case_id not in files)
    if Document in goes:
        needed = {each.document_id for each in file.many(Application, [each for each in signs if each]).values()}
        goes[Document] -= {each for each in needed if each}


def _take_person(file: Reading, goes: dict[type[Record], set[RecordId]], persons: Iterable[RecordId]) -> None:
    """The person's own record and what hangs on it; a household that nobody else belongs to."""
    everyone = set(persons)
    for person in everyone:
        goes.setdefault(Person, set()).add(person)
        for kind in (Address, Income, Member, Debt, Repayment):
            goes.setdefault(kind, set()).update(file.traces(kind, person_id=person))
        for side in ("first_id", "second_id"):
            goes.setdefault(PairVerdict, set()).update(file.traces(PairVerdict, **{side: person}))
    members = file.many(Member, goes.get(Member, set())).values()
    homes = {each.household_id for each in members}
    homes |= {home for person in everyone for home in file.traces(Household, head_id=person)}
    for home in homes:
        if all(each.person_id in everyone for each in file.find(Member, household_id=home)):
            goes.setdefault(Household, set()).add(home)
