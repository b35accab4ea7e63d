"""What a case still lacks, and what is to be done with it next. Screens word the codes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.case_course import PaperKind
from app.domain.cases import Application, Case, Stage
from app.domain.deadlines import Deadline, DeadlineKind, working_days_left
from app.domain.incomes import Income
from app.domain.law import Law
from app.services.case_reading import CaseBasis, FamilyMember


class CheckCode(StrEnum):
    """What is looked at, in the order in which a clerk does."""

    SIGN = "sign"
    SIGNATURE = "signature"
    COMPLETE = "complete"
    INTERVIEW = "interview"
    INCOME = "income"
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
class Running:
    """A clock that runs: the deadline and the working days after today that are left (negative when over)."""

    deadline: Deadline
    working_days_left: int


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
    has_assets = any(paper.kind == PaperKind.ASSETS_STATEMENT for paper in basis.documents)
    found.append(Check(CheckCode.ASSETS, has_assets))
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


def running(case: Case, application: Application | None, stage: Stage, today: date, law: Law) -> Running | None:
    """The clock of the stage: the visit's, then that of settling the case; None once the decision is issued."""
    began_on = application.received_on if application is not None else case.opened_on
    return running_clock(
        stage, need_known_on=case.need_known_on, began_on=began_on, is_urgent=case.is_urgent, today=today, law=law
    )


def running_clock(
    stage: Stage, *, need_known_on: date, began_on: date, is_urgent: bool, today: date, law: Law
) -> Running | None:
    """The same from bare days, for lists."""
    if stage in (Stage.APPLICATION, Stage.INTERVIEW):
        kind = DeadlineKind.INTERVIEW_URGENT if is_urgent else DeadlineKind.INTERVIEW
        deadline = law.deadline(kind, need_known_on)
    elif stage in (Stage.FINDINGS, Stage.DECISION):
        deadline = law.deadline(DeadlineKind.DECISION, began_on)
    else:
        return None
    return Running(deadline, working_days_left(today, deadline.ends_on))


def _interview(basis: CaseBasis, law: Law) -> Check:
    """Held, and not older than half a year (art. 107 ust. 4)."""
    held_on = basis.stage_facts.interviewed_on
    if held_on is None:
        return Check(CheckCode.INTERVIEW, is_met=False)
    fresh_until = law.deadline(DeadlineKind.INTERVIEW_UPDATE, held_on).ends_on
    return Check(CheckCode.INTERVIEW, basis.applied_on <= fresh_until, {"on": held_on})


def _is_proven(each: FamilyMember, incomes: tuple[Income, ...]) -> bool:
    """Every line of the person names its paper, and there is at least one (also "no income" needs its proof)."""
    lines = [income for income in incomes if income.person_id == each.person.id]
    return bool(lines) and all(line.evidence for line in lines)
