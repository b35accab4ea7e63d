"""The case view: one consistent look at everything its screen shows."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.benefits import WITH_LETTER
from app.domain.cases import Application, Case, CaseEvent, CaseList, Document, Report, Stage
from app.domain.claims import Claim, claim_of, label_of
from app.domain.clocks import running
from app.domain.decisions import Decision
from app.domain.deliveries import Delivery
from app.domain.exclusions import Met
from app.domain.finality import Finality
from app.domain.findings import Established, Findings, establish
from app.domain.income_kinds import IncomeKind
from app.domain.income_rules import JudgedLine
from app.domain.incomes import NO_INCOME, Income
from app.domain.interviews import Interview
from app.domain.law import Consulted, Law
from app.domain.persons import Address, Clerk, Person
from app.domain.problems import Problem, Refusal
from app.domain.records import RecordId
from app.services.acts import finality_of
from app.services.applications import keeper_name
from app.services.case_checks import (
    Check,
    NextAct,
    ShownClock,
    checks_of,
    milestones,
    next_act,
    shown_clock,
    stage_clock,
)
from app.services.case_meetings import met_in
from app.services.case_reading import CaseBasis, FamilyMember, read_basis
from app.services.case_turns import Turn, turn_of
from app.services.households import address_on
from app.services.incomes import kinds_to_choose
from app.services.office import Office
from app.services.payment_registers import find_register
from app.services.ports import Contradiction, Listing, Reading
from app.services.registers import here
from app.services.ruling_waits import NOTHING, WaitView, wait_of


@dataclass(frozen=True)
class OpenCase:
    """Ask for everything the case view shows."""

    case_id: RecordId


@dataclass(frozen=True)
class IncomeRow:
    """A written line with what counts of it; ``judged`` is None where the rules could not be asked."""

    income: Income
    judged: JudgedLine | None


@dataclass(frozen=True)
class CourseLine:
    """A line of the course with the name of who acted."""

    event: CaseEvent
    who: str


@dataclass(frozen=True)
class CasePaper:
    """A paper of the case and how it was delivered."""

    document: Document
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True)
class FamilyCase:
    """Another case of the same household."""

    id: RecordId
    sign: str
    benefit: str
    stage: Stage


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """A case as its screen shows it.

    ``findings`` are there for benefits that the program works out, ``established`` for the income of every money
    benefit; ``trouble`` says why either is not. ``met`` is what help the person already has does to this one.
    ``keeper`` is where a missing sign is given, ``is_kept_here`` whether that is this workstation. ``turn`` says who
    does the next act. ``is_paid_here`` is true once the office pays from the program.
    """

    today: date
    case: Case
    claim: Claim | None
    label: str
    person: Person
    address: Address | None
    application: Application | None
    report: Report | None
    stage: Stage
    days: dict[Stage, date]
    clock: ShownClock | None
    clocks: tuple[ShownClock, ...]
    finality: Finality | None
    keeper: str
    is_kept_here: bool
    worker: str
    family: tuple[FamilyMember, ...]
    income_month: date
    incomes: tuple[IncomeRow, ...]
    findings: Findings | None
    established: Established | None
    trouble: Problem | None
    income_kinds: tuple[IncomeKind, ...]
    checks: tuple[Check, ...]
    next_act: NextAct
    turn: Turn
    interview: Interview | None
    decision: Decision | None
    papers: tuple[CasePaper, ...]
    course: tuple[CourseLine, ...]
    other_cases: tuple[FamilyCase, ...]
    is_paid_here: bool
    contradictions: tuple[Contradiction, ...] = field(default=())
    met: tuple[Met, ...] = ()
    wait: WaitView = NOTHING


def open_case(office: Office, request: OpenCase) -> CaseView:
    """Read a case with its family, income, papers and course."""
    today = office.calendar.today()
    with office.reading() as file:
        case = file.get(Case, request.case_id)
        basis = read_basis(file, case, office.law)
        findings, established, trouble = _found(office, basis, today)
        judged = dict(zip(_judged_ids(basis), established.lines, strict=True)) if established is not None else {}
        me = here(file, office)
        case_list = file.get(CaseList, case.list_id) if case.list_id is not None else None
        return CaseView(
            today=today,
            case=case,
            claim=_claim(case.benefit),
            label=label_of(case.benefit),
            person=file.get(Person, case.person_id),
            address=address_on(file, case.person_id, today),
            application=basis.application,
            report=basis.report,
            stage=basis.stage,
            days=_days(basis),
            clock=stage_clock(basis.stage, milestones(basis), today, office.law),
            clocks=tuple(shown_clock(each, today) for each in running(milestones(basis), office.law, today)),
            finality=finality_of(basis.decision, basis.served_on, office.law, basis.later),
            keeper=keeper_name(file, case),
            is_kept_here=me is not None and case_list is not None and case_list.keeper_id == me.id,
            worker=_worker(file, case),
            family=basis.family,
            income_month=basis.income_month,
            incomes=tuple(IncomeRow(income, judged.get(income.id)) for income in _by_member(basis, office.law)),
            findings=findings,
            established=established,
            trouble=trouble,
            income_kinds=kinds_to_choose(office.law),
            checks=checks_of(basis, office.law),
            next_act=next_act(basis),
            turn=turn_of(file, office.clerk, case, next_act(basis)),
            interview=basis.interview,
            decision=basis.decision,
            papers=_papers(basis),
            course=_course(file, case),
            other_cases=_other_cases(file, case),
            is_paid_here=find_register(file) is not None,
            contradictions=_contradictions(file, basis),
            met=met_in(file, basis, office.law, today, basis.decision),
            wait=wait_of(office, file, basis),
        )


def _found(office: Office, basis: CaseBasis, today: date) -> tuple[Findings | None, Established | None, Problem | None]:
    """Findings where the program works the benefit out, else at least the income of the family."""
    kind = WITH_LETTER.get(basis.case.benefit)
    try:
        facts = basis.claim_facts(today)
        if kind is not None:
            findings = kind.find(facts, basis.law_of(office.law))
            return findings, _established(findings), None
        marks = frozenset({basis.case.benefit, "money"})
        return None, establish(facts, Consulted(basis.law_of(office.law), facts.month), marks), None
    except Refusal as problem:
        return None, None, problem


def _established(findings: Findings) -> Established:
    """The part of the findings that every benefit has."""
    return Established(
        income_month=findings.income_month,
        people=findings.people,
        lines=findings.lines,
        income=findings.income,
        per_person=findings.per_person,
        criterion=findings.criterion,
        why=findings.why,
        warnings=findings.warnings,
        own_incomes={},
    )


def _judged_ids(basis: CaseBasis) -> list[RecordId]:
    """The ids of the lines in the order in which the rules were given them."""
    return [income.id for income in basis.incomes if income.kind != NO_INCOME]


def _by_member(basis: CaseBasis, law: Law) -> list[Income]:
    """Lines in the order of the family, each person's in the order of the list of kinds."""
    places = {each.person.id: number for number, each in enumerate(basis.family)}
    kinds = {code: number for number, code in enumerate(law.income_kinds)}
    return sorted(basis.incomes, key=lambda income: (places[income.person_id], kinds.get(income.kind, -1), income.id))


def _claim(benefit: str) -> Claim | None:
    """None for a kind of help that a newer program registered."""
    try:
        return claim_of(benefit)
    except Refusal:
        return None


def _days(basis: CaseBasis) -> dict[Stage, date]:
    """When each finished step was finished."""
    facts = basis.stage_facts
    days = {
        Stage.APPLICATION: basis.applied_on,
        Stage.INTERVIEW: facts.interviewed_on,
        Stage.FINDINGS: facts.drafted_on,
        Stage.DECISION: facts.issued_on,
        Stage.DELIVERY: facts.served_on,
    }
    return {stage: day for stage, day in days.items() if day is not None}


def _worker(file: Reading, case: Case) -> str:
    workers = file.many(Clerk, [case.worker_id]) if case.worker_id is not None else {}
    return next((clerk.full_name for clerk in workers.values()), "")


def _papers(basis: CaseBasis) -> tuple[CasePaper, ...]:
    return tuple(
        CasePaper(document, tuple(each for each in basis.deliveries if each.document_id == document.id))
        for document in sorted(basis.documents, key=lambda each: (each.dated_on or date.min, each.id))
    )


def _course(file: Reading, case: Case) -> tuple[CourseLine, ...]:
    """Newest first; lines of one second in the order of their making."""
    events = sorted(file.find(CaseEvent, case_id=case.id), key=lambda event: (event.at, event.id), reverse=True)
    clerks = file.many(Clerk, [event.clerk_id for event in events if event.clerk_id is not None])
    return tuple(
        CourseLine(event, clerks[event.clerk_id].short_name if event.clerk_id in clerks else "") for event in events
    )


def _other_cases(file: Reading, case: Case) -> tuple[FamilyCase, ...]:
    listing = Listing("cases", "opened_on", is_descending=True, only=(("household", case.household_id.hex()),))
    rows = file.page(listing, file.keys(listing))
    return tuple(FamilyCase(row[0], row[1] or "", label_of(row[2]), Stage(row[8])) for row in rows if row[0] != case.id)


def _contradictions(file: Reading, basis: CaseBasis) -> tuple[Contradiction, ...]:
    """What nobody has settled yet about the case, its people and their income."""
    ids = {basis.case.id, basis.case.household_id, *(income.id for income in basis.incomes)}
    ids |= {record.id for each in basis.family for record in (each.member, each.person)}
    ids |= {record.id for record in (basis.application, basis.interview, basis.decision) if record is not None}
    return tuple(each for each in file.contradictions() if each.id in ids)
