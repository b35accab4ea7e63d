"""What has to hold before a decision takes a step: it is as it was shown, settled, and up to date with its case."""

from app.domain.benefits import WITH_LETTER
from app.domain.cases import AlreadyClosed, Case
from app.domain.decision_rules import demand_whole
from app.domain.decisions import Decision, DecisionKind
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.services.case_meetings import demand_beside
from app.services.case_reading import CaseBasis, read_basis
from app.services.decision_findings import is_outdated, thaw
from app.services.decision_reading import bounds_of, found_now
from app.services.office import Office
from app.services.ports import Reading, Work
from app.services.undue_keeping import is_undue_outdated


class ChangedMeanwhile(Refusal):
    """Somebody else changed the decision since it was shown; it must be looked at again first."""

    code = "changed_meanwhile"


class FindingsOutdated(Refusal):
    """The family or its income was changed after the draft; the findings must be taken over anew."""

    code = "findings_outdated"


class Unsettled(Refusal):
    """Two workstations changed the same field; a person must say which value stands (facts: fields)."""

    code = "unsettled_decision"


def as_shown(work: Work, shown: Decision) -> Decision:
    """A step is taken by somebody who read the decision as it is."""
    now = work.get(Decision, shown.id)
    if now != shown:
        raise ChangedMeanwhile
    return now


def touch(work: Work, decision: Decision) -> Case:
    """The case of a decision; what is written from here on belongs to its household."""
    case = work.get(Case, decision.case_id)
    work.touching(case.household_id)
    return case


def open_case(work: Work, case_id: RecordId) -> Case:
    """The same for a case that has no decision yet."""
    case = work.get(Case, case_id)
    demand_open(case)
    work.touching(case.household_id)
    return case


def demand_open(case: Case) -> None:
    """A case that has ended takes no more steps."""
    if case.closed_on is not None:
        raise AlreadyClosed(sign=case.sign)


def demand_settled(file: Reading, decision: Decision) -> None:
    """Nobody agrees to a text of which one field has two values."""
    fields = tuple(each.field for each in file.contradictions() if each.id == decision.id)
    if fields:
        raise Unsettled(fields=fields)


def demand_ready(office: Office, file: Reading, decision: Decision) -> None:
    """Nothing is contradictory, the choices agree with the findings, those with the case; no other help excludes it."""
    demand_settled(file, decision)
    demand_whole(decision, bounds_of(thaw(decision.findings)))
    if decision.kind is DecisionKind.UNDUE:
        if is_undue_outdated(office, file, decision):
            raise FindingsOutdated
        return
    basis = read_basis(file, file.get(Case, decision.case_id), office.law)
    if are_findings_outdated(office, basis, decision):
        raise FindingsOutdated
    demand_beside(file, basis, office.law, office.calendar.today(), decision)


def are_findings_outdated(office: Office, basis: CaseBasis, decision: Decision) -> bool:
    """Whether the rules would say something else of the case today than the decision rests on.

    A draft from before its benefit was worked out here rests on nothing, so it asks to be worked out.
    """
    if not decision.findings:
        return decision.benefit in WITH_LETTER
    frozen = thaw(decision.findings)
    if frozen is None:
        return False
    try:
        _, fresh = found_now(basis, office.law, office.calendar.today(), frozen.change)
    except Refusal:
        return True
    now = thaw(fresh)
    return now is None or is_outdated(frozen, now)
