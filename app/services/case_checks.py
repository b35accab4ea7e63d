"""What a case still lacks, and what is to be done with it next. Screens word the codes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.benefits import WITH_LETTER, permanent_allowance
from app.domain.case_course import PaperKind
from app.domain.cases import Stage
from app.domain.checklist import is_mediation_note_due
from app.domain.clocks import LASTING, Band, Clock, Milestones, running
from app.domain.deadlines import Deadline, DeadlineKind
from app.domain.decisions import paid_period
from app.domain.incomes import Income
from app.domain.law import Law
from app.domain.problems import Refusal
from app.services.acts import is_appealable
from app.services.case_reading import CaseBasis, FamilyMember


class CheckCode(StrEnum):
    """What is looked at, in the order in which a clerk does."""

    SIGN = "sign"
    SIGNATURE = "signature"
    COMPLETE = "complete"
    INTERVIEW = "interview"
    INCOME = "income"
    INCAPACITY = "incapacity"
    ASSETS = "assets"
    MEDIATION = "mediation"


class NextAct(StrEnum):
    """The one act that moves the case on."""

    INTERVIEW = "interview"
    FINDINGS = "findings"
    DECISION = "decision"
    DELIVERY = "delivery"
    WAIT = "wait"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Check:
    """One condition with what its sentence needs (facts: count, of, missing, on)."""

    code: CheckCode
    is_met: bool
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownClock:
    """A deadline with the working days after today that are left, and how pressing that is."""

    deadline: Deadline
    days_left: int
    band: Band


def checks_of(basis: CaseBasis, law: Law) -> tuple[Check, ...]:
    """Conditions of a decision, met ones too. A case without a sign says so first."""
    case, application = basis.case, basis.application
    found = [] if case.sign else [Check(CheckCode.SIGN, is_met=False)]
    if application is not None:
        found.append(Check(CheckCode.SIGNATURE, application.is_signed))
        found.append(Check(CheckCode.COMPLETE, application.complete_on is not None, {"missing": application.missing}))
    found.append(_interview(basis, law))
    counted = [each for each in basis.family if each.member.is_counted]
    proven = [each for each in counted if _is_proven(each, basis.incomes)]
    facts: dict[str, object] = {"count": len(proven), "of": len(counted)}
    found.append(Check(CheckCode.INCOME, bool(counted) and len(proven) == len(counted), facts))
    if basis.asks_for_incapacity:
        found.append(_incapacity(basis, law))
    has_assets = any(paper.kind == PaperKind.ASSETS_STATEMENT for paper in basis.documents)
    found.append(Check(CheckCode.ASSETS, has_assets))
    if is_mediation_note_due(basis.applied_on):
        found.append(Check(CheckCode.MEDIATION, bool(case.mediation_note)))
    return tuple(found)


def next_act(basis: CaseBasis) -> NextAct:
    """What moves the case on from its stage."""
    match basis.stage:
        case Stage.APPLICATION | Stage.INTERVIEW:
            return NextAct.INTERVIEW
        case Stage.FINDINGS:
            return NextAct.FINDINGS
        case Stage.DECISION:
            return NextAct.DECISION
        case Stage.DELIVERY:
            return NextAct.DELIVERY
        case Stage.PAYMENT:
            return NextAct.WAIT
        case _:
            return NextAct.NOTHING


def milestones(basis: CaseBasis) -> Milestones:
    """The days that start and stop the clocks of a case; help that the program does not decide is decided on paper."""
    facts, decision, paid = basis.stage_facts, basis.decision, paid_period(basis.decisions)
    application = basis.application
    on_paper_on = None if basis.case.benefit in WITH_LETTER else _dated(basis, PaperKind.DECISION)
    return Milestones(
        need_known_on=basis.case.need_known_on,
        claimed_on=_claimed_on(basis),
        is_urgent=basis.case.is_urgent,
        complete_on=application.complete_on if application is not None else basis.applied_on,
        summons_served_on=_served(basis, PaperKind.SUMMONS),
        interviewed_on=facts.interviewed_on,
        issued_on=facts.issued_on or on_paper_on,
        is_appealable=decision is None or (is_appealable(decision) and basis.later.waived_on is None),
        served_on=_appeal_from(basis),
        appealed_on=_dated(basis, PaperKind.APPEAL),
        appeal_forwarded_on=_dated(basis, PaperKind.APPEAL_FORWARDED),
        update=LASTING.get(basis.case.benefit) if paid is not None or on_paper_on is not None else None,
        granted_to=paid[1] if paid is not None else None,
        closed_on=facts.closed_on,
        is_suspended=basis.waited is not None and basis.waited.resumed_on is None,
    )


def _claimed_on(basis: CaseBasis) -> date:
    """The day from which the time to settle runs, later by as long as the proceeding stood still (KPA art. 103)."""
    waited = basis.waited
    if waited is None or waited.resumed_on is None:
        return basis.applied_on
    return basis.applied_on + (waited.resumed_on - waited.suspended_on)


def stage_clock(stage: Stage, days: Milestones, today: date, law: Law) -> ShownClock | None:
    """The clock of the step a case stands in: the visit's, then that of settling the case; None after that."""
    if stage in (Stage.APPLICATION, Stage.INTERVIEW):
        kinds = {DeadlineKind.INTERVIEW, DeadlineKind.INTERVIEW_URGENT}
    elif stage in (Stage.FINDINGS, Stage.DECISION):
        kinds = {DeadlineKind.DECISION}
    else:
        return None
    found = next((clock for clock in running(days, law, today) if clock.kind in kinds), None)
    return shown_clock(found, today) if found is not None else None


def shown_clock(clock: Clock, today: date) -> ShownClock:
    """A clock as it stands today."""
    return ShownClock(clock.deadline, clock.days_left(today), clock.band(today))


def _appeal_from(basis: CaseBasis) -> date | None:
    """The service from which the time to appeal runs: that of a supplement where there was one (KPA art. 111 § 2)."""
    served_on = basis.stage_facts.served_on
    return max(served_on, basis.later.supplemented_on or served_on) if served_on is not None else None


def _served(basis: CaseBasis, kind: PaperKind) -> date | None:
    """The last day on which a paper of this kind reached its addressee."""
    ids = {paper.id for paper in basis.documents if paper.kind == kind}
    days = [each.served_on for each in basis.deliveries if each.document_id in ids and each.served_on is not None]
    return max(days, default=None)


def _dated(basis: CaseBasis, kind: PaperKind) -> date | None:
    """The day of the last paper of this kind."""
    return max((paper.dated_on for paper in basis.documents if paper.kind == kind and paper.dated_on), default=None)


def _interview(basis: CaseBasis, law: Law) -> Check:
    """Held, and not older than half a year (art. 107 ust. 4)."""
    held_on = basis.stage_facts.interviewed_on
    if held_on is None:
        return Check(CheckCode.INTERVIEW, is_met=False)
    fresh_until = law.deadline(DeadlineKind.INTERVIEW_UPDATE, held_on).ends_on
    return Check(CheckCode.INTERVIEW, basis.applied_on <= fresh_until, {"on": held_on})


def _incapacity(basis: CaseBasis, law: Law) -> Check:
    """Proven by a certificate that is valid in the first month, or by the age (art. 37 ust. 1)."""
    try:
        steps = permanent_allowance.find(basis.claim_facts(basis.applied_on), basis.law_of(law)).why
    except Refusal:
        return Check(CheckCode.INCAPACITY, is_met=False, facts={"papers": len(basis.certificates)})
    is_met = any(step.code.startswith("permanent_incapable") for step in steps)
    return Check(CheckCode.INCAPACITY, is_met=is_met, facts={"papers": len(basis.certificates)})


def _is_proven(each: FamilyMember, incomes: tuple[Income, ...]) -> bool:
    """Every line of the person names its paper, and there is at least one (also "no income" needs its proof)."""
    lines = [income for income in incomes if income.person_id == each.person.id]
    return bool(lines) and all(line.evidence for line in lines)
