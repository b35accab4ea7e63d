"""A claim for the permanent allowance without a ruling: suspended, helped meanwhile ex officio, taken up again.

Social assistance act art. 106 ust. 7-11. The two cases belong together by their ids; what stands in the papers of the
suspended one is the only state.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain import polish
from app.domain.awaiting_ruling import Followed
from app.domain.benefits import periodic_allowance, permanent_allowance
from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import Application, ApplicationForm, Case, Direction, Document
from app.domain.decisions import Decision
from app.domain.interview_papers import Certificate
from app.domain.months import add_months
from app.domain.payments import PaymentHold
from app.domain.problems import Refusal
from app.domain.records import RecordId, derived_id, new_id
from app.domain.roles import Act
from app.domain.ruling_waits import Waited, as_if_incapable, follow_up, periodic_case_id, received_note
from app.domain.sentences import Why
from app.domain.tidying import clean, tidy
from app.services.applications import opened_case
from app.services.case_reading import CaseBasis, read_basis
from app.services.decision_guards import open_case
from app.services.office import Done, Office
from app.services.ports import Reading, Work
from app.services.registers import add_event


class WaitState(StrEnum):
    """Where the wait of a case stands."""

    NONE = "none"
    """Nothing to wait for: another benefit, incapacity shown, or decided."""
    POSSIBLE = "possible"
    """Everything but the incapacity is there: the proceeding may be suspended."""
    REFUSED = "refused"
    """Another condition is not met: the allowance is refused without waiting (ust. 7 pkt 2)."""
    SUSPENDED = "suspended"
    RESUMED = "resumed"


class NotToSuspend(Refusal):
    """Only a claim for the permanent allowance that lacks nothing but the ruling is suspended (facts: why)."""

    code = "not_to_suspend"


class NotSuspended(Refusal):
    """The proceeding does not wait for a ruling."""

    code = "not_suspended"


class RulingDays(Refusal):
    """The days of a ruling do not follow each other (facts: received_on, delivered_on)."""

    code = "ruling_days"


@dataclass(frozen=True)
class LookAtWait:
    """Ask whether a case waits, may wait, and what follows."""

    case_id: RecordId


@dataclass(frozen=True, kw_only=True)
class WaitView:
    """``why`` are the steps with their articles, ``deadline`` the end of the three years; the periodic case if any."""

    state: WaitState
    waited: Waited | None = None
    followed: Followed | None = None
    why: tuple[Why, ...] = ()
    deadline: date | None = None
    periodic_case_id: RecordId | None = None
    periodic_sign: str = ""


@dataclass(frozen=True, kw_only=True)
class SuspendForRuling:
    """The person has shown on ``confirmed_on`` that they applied for a ruling, and where."""

    case_id: RecordId
    confirmed_on: date
    where: str = ""


@dataclass(frozen=True, kw_only=True)
class ResumeWithRuling:
    """The person got the ruling on ``received_on`` and brought it on ``delivered_on``."""

    case_id: RecordId
    certificate: Certificate
    received_on: date
    delivered_on: date


@dataclass(frozen=True)
class ResumeExOfficio:
    """Three years have passed, or the office has heard of a ruling that nobody brought (ust. 11)."""

    case_id: RecordId
    reason: str


NOTHING = WaitView(state=WaitState.NONE)


def look_at_wait(office: Office, request: LookAtWait) -> WaitView:
    """Worked out from the papers and the facts of the case."""
    with office.reading() as file:
        case = file.get(Case, request.case_id)
        return wait_of(office, file, read_basis(file, case, office.law))


def wait_of(office: Office, file: Reading, basis: CaseBasis) -> WaitView:
    """The same for a case that is read already; a case whose facts are incomplete waits for nothing yet."""
    if not basis.asks_for_incapacity or basis.case.closed_on is not None:
        return NOTHING
    today, law = office.calendar.today(), basis.law_of(office.law)
    try:
        facts = basis.claim_facts(today)
        now = permanent_allowance.find(facts, law)
    except Refusal:
        return NOTHING
    waited = basis.waited
    if waited is None:
        is_lacking = any(step.code == "permanent_capable" for step in now.why)
        if not is_lacking or any(each.number for each in basis.decisions):
            return NOTHING
        otherwise = permanent_allowance.find(as_if_incapable(facts), law)
        return WaitView(
            state=WaitState.POSSIBLE if otherwise.right else WaitState.REFUSED,
            why=() if otherwise.right else (law.say("waiting_refused"), otherwise.why[-1]),
        )
    followed = follow_up(permanent_allowance.find, facts, law, waited, today)
    other = file.many(Case, [periodic_case_id(basis.case.id)])
    sign = next((each.sign for each in other.values()), "")
    return WaitView(
        state=WaitState.SUSPENDED if waited.resumed_on is None else WaitState.RESUMED,
        waited=waited,
        followed=followed,
        why=followed.why,
        deadline=followed.deadline,
        periodic_case_id=next(iter(other), None),
        periodic_sign=sign,
    )


def suspend_for_ruling(office: Office, request: SuspendForRuling) -> Done[Case]:
    """Writes the proof and the suspension, opens the case of the periodic allowance; gives that case.

    It rests on the same application's income, family and visit; what it pays begins with the month of the suspension.
    """
    office.allow(Act.DRAFT_DECISION)
    today = office.calendar.today()
    if request.confirmed_on > today:
        raise RulingDays(received_on=request.confirmed_on, delivered_on=today)
    with office.work("Zawieszenie postępowania do czasu orzeczenia (art. 106 ust. 7)") as work:
        case = open_case(work, request.case_id)
        basis = read_basis(work, case, office.law)
        view = wait_of(office, work, basis)
        if view.state is not WaitState.POSSIBLE or basis.stage_facts.interviewed_on is None:
            told = view.why[-1].text if view.why else ""
            raise NotToSuspend(why=told)
        where = clean(request.where)
        _paper(
            work,
            case,
            PaperKind.RULING_REQUEST,
            "Potwierdzenie złożenia wniosku o orzeczenie",
            request.confirmed_on,
            where,
        )
        _paper(work, case, PaperKind.SUSPENSION, "Zawieszenie postępowania do czasu orzeczenia", today)
        add_event(
            office,
            work,
            case.id,
            EventKind.NOTE,
            "Zawieszono postępowanie do dnia dostarczenia orzeczenia (art. 106 ust. 7)",
        )
        opened = _periodic(office, work, case, basis, today)
        return Done(work.get(Case, opened.id), work.commit())


def resume_with_ruling(office: Office, request: ResumeWithRuling) -> Done[Case]:
    """The certificate lies in the case, the proceeding goes on; what follows is said by the draft of its decision.

    Where it shows incapacity, the periodic allowance waits from the next month for a person who ends it: the permanent
    one is paid in full from then on.
    """
    office.allow(Act.DRAFT_DECISION)
    today = office.calendar.today()
    if not request.received_on <= request.delivered_on <= today:
        raise RulingDays(received_on=request.received_on, delivered_on=request.delivered_on)
    certificate = request.certificate
    with office.work("Podjęcie postępowania po dostarczeniu orzeczenia (art. 106 ust. 9 i 10)") as work:
        case = _suspended(office, work, request.case_id)
        _paper(work, case, PaperKind.DISABILITY, certificate.title, request.delivered_on, certificate.note)
        note = received_note(request.received_on)
        _paper(
            work,
            case,
            PaperKind.RESUMPTION,
            "Podjęcie postępowania: dostarczono orzeczenie",
            request.delivered_on,
            note,
        )
        told = f"Podjęto postępowanie: orzeczenie dostarczono {polish.day(request.delivered_on)}"
        add_event(office, work, case.id, EventKind.NOTE, told)
        if certificate.is_incapacity:
            _hold_periodic(office, work, case, add_months(request.delivered_on.replace(day=1), 1))
        return Done(work.get(Case, case.id), work.commit())


def resume_ex_officio(office: Office, request: ResumeExOfficio) -> Done[Case]:
    """Goes on without a ruling in hand; the reason stands in the course of the case."""
    office.allow(Act.DRAFT_DECISION)
    reason = clean(request.reason)
    with office.work("Podjęcie postępowania z urzędu (art. 106 ust. 11)") as work:
        case = _suspended(office, work, request.case_id)
        _paper(work, case, PaperKind.RESUMPTION, "Podjęcie postępowania z urzędu", office.calendar.today())
        add_event(office, work, case.id, EventKind.NOTE, f"Podjęto postępowanie z urzędu (art. 106 ust. 11): {reason}")
        return Done(work.get(Case, case.id), work.commit())


def _hold_periodic(office: Office, work: Work, case: Case, from_month: date) -> None:
    """Equal on two workstations that resume the same case."""
    for decision in work.find(Decision, case_id=periodic_case_id(case.id)):
        hold_id = derived_id(decision.id, "ruling-came")
        is_running = decision.to_month is None or decision.to_month >= from_month
        if not (decision.pays and decision.number and is_running) or work.many(PaymentHold, [hold_id]):
            continue
        reason = f"dostarczono orzeczenie do sprawy {case.sign}; uchyl decyzję albo wznów wypłatę"
        work.add(
            PaymentHold(
                id=hold_id,
                decision_id=decision.id,
                case_id=decision.case_id,
                from_month=from_month,
                reason=reason,
                noted_on=office.calendar.today(),
                noted_by_id=office.clerk.id,
            )
        )
        since = polish.of_month(from_month)
        add_event(office, work, decision.case_id, EventKind.NOTE, f"Wstrzymano wypłatę od {since}: {reason}")


def _suspended(office: Office, work: Work, case_id: RecordId) -> Case:
    case = open_case(work, case_id)
    waited = read_basis(work, case, office.law).waited
    if waited is None or waited.resumed_on is not None:
        raise NotSuspended
    return case


def _paper(work: Work, case: Case, kind: PaperKind, title: str, on: date, note: str = "") -> None:
    direction = Direction.IN if kind in (PaperKind.RULING_REQUEST, PaperKind.DISABILITY) else Direction.OWN
    work.add(
        tidy(
            Document(
                id=new_id(),
                case_id=case.id,
                person_id=case.person_id,
                direction=direction,
                kind=kind.value,
                title=title,
                dated_on=on,
                note=note,
            )
        )
    )


def _periodic(office: Office, work: Work, case: Case, basis: CaseBasis, today: date) -> Case:
    """The case that helps meanwhile; one that another workstation opened is the same record."""
    known = work.many(Case, [periodic_case_id(case.id)])
    if known:
        return next(iter(known.values()))
    claim = basis.application
    application = Application(
        id=derived_id(case.id, "awaiting-application"),
        person_id=case.person_id,
        form=ApplicationForm.EX_OFFICIO,
        received_on=basis.applied_on,
        complete_on=today,
        claim=f"zasiłek okresowy na czas oczekiwania na orzeczenie (sprawa {case.sign})",
        reasons=claim.reasons if claim is not None else "",
        is_signed=True,
        taken_by_id=office.clerk.id,
    )
    work.add(tidy(application))
    opened = opened_case(
        office,
        work,
        Case(
            id=periodic_case_id(case.id),
            person_id=case.person_id,
            household_id=case.household_id,
            application_id=application.id,
            benefit=periodic_allowance.CODE,
            opened_on=today,
            need_known_on=today,
            region=case.region,
            title=case.title,
        ),
    )
    opened_and_noted = replace(opened, mediation_note=case.mediation_note, mediation_noted_on=case.mediation_noted_on)
    work.change(work.get(Case, opened.id), replace(opened_and_noted, seen=work.get(Case, opened.id).seen))
    add_event(office, work, opened.id, EventKind.OPENED_EX_OFFICIO, f"art. 106 ust. 8, sprawa {case.sign}")
    return opened
