"""A decision read together with everything its text is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.benefits import WITH_LETTER
from app.domain.cases import Case
from app.domain.claims import label_of
from app.domain.decision_changes import Change, work_out
from app.domain.decision_rules import Bounds
from app.domain.decisions import Decision, DecisionKind
from app.domain.findings import Findings
from app.domain.incomes import NO_INCOME
from app.domain.law import Law
from app.domain.letter_facts import Addressee, OfficeFacts
from app.domain.months import add_months
from app.domain.persons import Address, Clerk, Person
from app.domain.records import RecordId
from app.domain.roles import Role
from app.domain.ruling_waits import settle
from app.domain.undue_claims import UndueClaim
from app.services.case_letters import addressee_of, office_facts
from app.services.case_reading import CaseBasis, read_basis
from app.services.cases import NotCalculable
from app.services.decision_findings import Frozen, freeze, thaw
from app.services.households import address_on
from app.services.income_due import as_due_now
from app.services.later_facts import later_facts
from app.services.office import Office
from app.services.ports import Reading
from app.services.ruling_reading import read_awaited
from app.services.signing import signers_on
from app.services.undue_writing import read_undue


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A decision, its case, its people.

    ``clerk`` runs the case, ``worker`` held the interview, ``signer`` will sign or has signed: whoever was chosen, else
    who approved it, else the head; ``signers`` may sign on ``today``. ``frozen`` are the findings it rests on,
    ``undue`` what one on undue benefits finds and orders. ``awaits`` are the sign of a claim that waits for a ruling
    and the day of its suspension, where this case helps meanwhile.
    """

    today: date
    decision: Decision
    case: Case
    basis: CaseBasis
    person: Person
    address: Address | None
    addressee: Addressee
    office: OfficeFacts
    clerk: Clerk | None
    worker: Clerk | None
    signer: Clerk | None
    signers: tuple[Clerk, ...]
    frozen: Frozen | None
    law: Law
    undue: UndueClaim | None = None
    awaits: tuple[str, date] | None = None

    @property
    def bounds(self) -> Bounds | None:
        """What the findings leave to choose; None where nothing was worked out."""
        return bounds_of(self.frozen)


def read_matter(office: Office, file: Reading, decision: Decision) -> Matter:
    """Read what belongs to a decision, as it is today."""
    today = office.calendar.today()
    case = file.get(Case, decision.case_id)
    basis = read_basis(file, case, office.law)
    person = file.get(Person, decision.person_id)
    clerks = {clerk.id: clerk for clerk in file.find(Clerk)}
    signers = signers_on(clerks.values(), today)
    signer = _signer(decision, clerks, signers)
    interview = basis.interview
    worker_id = interview.worker_id if interview is not None else None
    return Matter(
        today=today,
        decision=decision,
        case=case,
        basis=basis,
        person=person,
        address=address_on(file, person.id, today),
        addressee=addressee_of(file, person, today),
        office=office_facts(file, signer),
        clerk=_of(clerks, case.clerk_id) or _of(clerks, decision.drafted_by_id),
        worker=_of(clerks, worker_id) or _of(clerks, case.worker_id),
        signer=signer,
        signers=signers,
        frozen=thaw(decision.findings),
        law=office.law,
        undue=read_undue(decision.findings) if decision.kind is DecisionKind.UNDUE else None,
        awaits=read_awaited(file, case),
    )


def found_now(basis: CaseBasis, law: Law, today: date, change: Change | None = None) -> tuple[Findings, str]:
    """What the rules say of the case today, and the same frozen; refuses a benefit that is worked out on paper.

    With a ``change`` it is what they say for the first month in which that change works.
    """
    kind = WITH_LETTER.get(basis.case.benefit)
    if kind is None:
        raise NotCalculable(benefit=label_of(basis.case.benefit))
    facts = basis.claim_facts(today)
    without_income = {line.person_id.hex(): line.evidence for line in basis.incomes if line.kind == NO_INCOME}
    if change is not None:
        if change.income_on is not None:
            change = as_due_now(basis, law, today, change)
            facts = later_facts(basis, law, today, add_months(today.replace(day=1), 1))
        changed = work_out(kind.find, facts, basis.law_of(law), change, today)
        return changed.findings, freeze(changed.findings, changed.facts, without_income, changed.change)
    if basis.waited is not None and basis.waited.resumed_on is not None:
        findings, facts = settle(kind.find, facts, basis.law_of(law), basis.waited, today)
        return findings, freeze(findings, facts, without_income)
    findings = kind.find(facts, basis.law_of(law))
    return findings, freeze(findings, facts, without_income)


def bounds_of(frozen: Frozen | None) -> Bounds | None:
    """What frozen findings leave to choose."""
    if frozen is None:
        return None
    return Bounds(has_right=frozen.right, lowest=frozen.lowest, highest=frozen.highest, first_month=frozen.payable_from)


def _signer(decision: Decision, clerks: Mapping[RecordId, Clerk], signers: tuple[Clerk, ...]) -> Clerk | None:
    """Whoever was chosen and nobody else, else who approved it if they may sign, else who may, the head first.

    Somebody is named even where nobody may sign, so that the checklist can say who lacks what.
    """
    if decision.signed_by_id is not None:
        return _of(clerks, decision.signed_by_id)
    approver = _of(clerks, decision.approved_by_id)
    if approver is not None and approver in signers:
        return approver
    heads = [clerk for clerk in clerks.values() if clerk.role == Role.HEAD and clerk.is_active]
    return next(iter((*signers, *([approver] if approver else []), *heads)), None)


def _of(clerks: Mapping[RecordId, Clerk], clerk_id: RecordId | None) -> Clerk | None:
    return clerks.get(clerk_id) if clerk_id is not None else None
