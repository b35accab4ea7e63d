"""A running decision changed because its family lives on another income now (art. 106 ust. 3a and 5).

What hurts works from the month after the draft, what helps from the month in which it was due; the months between are
looked at as undue benefits and never changed. A change of at most a tenth of the criterion changes nothing.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.benefits import WITH_LETTER
from app.domain.case_course import EventKind
from app.domain.changes import Cause
from app.domain.decision_changes import Change, OtherAmounts
from app.domain.decisions import Decision, newest_act
from app.domain.problems import Refusal
from app.domain.records import RecordId
from app.domain.roles import Act
from app.services.case_reading import CaseBasis, read_basis
from app.services.change_drafts import Left, draft_of_change
from app.services.decision_guards import open_case
from app.services.decision_reading import found_now
from app.services.income_due import due_of
from app.services.office import Done, Office
from app.services.registers import add_event
from app.services.undue_drafts import DraftInTheWay


class NothingToChange(Refusal):
    """No decision of the case pays on, or what it pays stays the same."""

    code = "nothing_to_change"


class IncomeChangeTooSmall(Refusal):
    """The income changed by no more than a tenth of the criterion (facts: difference, limit in grosze)."""

    code = "income_change_too_small"


@dataclass(frozen=True)
class DraftIncomeChange:
    """Begin the decision that changes the running one of a case."""

    case_id: RecordId


def draft_income_change(office: Office, request: DraftIncomeChange) -> Done[Decision]:
    """Refuses beside another draft, within the tolerance, and where nothing would change."""
    office.allow(Act.DRAFT_DECISION)
    today = office.calendar.today()
    with office.work("Projekt zmiany decyzji z powodu dochodu (art. 106 ust. 5)") as work:
        case = open_case(work, request.case_id)
        basis = read_basis(work, case, office.law)
        if any(not each.number for each in basis.decisions):
            raise DraftInTheWay
        decision = newest_act(basis.decisions)
        if decision is None or not decision.pays or decision.from_month is None or case.benefit not in WITH_LETTER:
            raise NothingToChange
        due = _due_month(office, basis, decision)
        change = Change(
            of_id=decision.id,
            number=decision.number,
            issued_on=decision.issued_on,
            was=decision.amount,
            due_month=due,
            from_month=due,
            cause=Cause.INCOME,
            income_on=due - timedelta(days=1),
        )
        _, frozen = found_now(basis, office.law, today, change)
        draft = draft_of_change(office, decision, frozen)
        if draft is Left.OTHER_AMOUNTS:
            raise OtherAmounts
        if isinstance(draft, Left):
            raise NothingToChange
        work.add(draft)
        add_event(office, work, case.id, EventKind.DECISION_DRAFTED, f"zmiana decyzji {decision.number}")
        return Done(work.get(Decision, draft.id), work.commit())


def _due_month(office: Office, basis: CaseBasis, decision: Decision) -> date:
    """The first month of the change; refuses where the amount stays."""
    due = due_of(basis, office.law, office.calendar.today(), decision)
    if due.month is not None:
        return due.month
    if due.weighed.is_within and due.weighed.difference:
        raise IncomeChangeTooSmall(difference=due.weighed.difference, limit=due.weighed.limit)
    raise NothingToChange
