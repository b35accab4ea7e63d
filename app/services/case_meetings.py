"""What the applicant already has and what it does to the help asked for: excluded, left out of the income, counted."""

from datetime import date

from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.exclusions import Met, meet
from app.domain.law import Law
from app.services.case_reading import CaseBasis
from app.services.ports import Reading


def met_in(file: Reading, basis: CaseBasis, law: Law, today: date) -> tuple[Met, ...]:
    """By the provisions of the day of the application, or of today for what the office began by itself.

    A right is known from the applicant's written income and from what the office pays them by its other decisions.
    """
    person_id = basis.case.person_id
    rights = {
        income.kind
        for income in basis.incomes
        if income.person_id == person_id and (income.source_lost_on is None or income.source_lost_on > basis.applied_on)
    }
    rights |= {
        decision.benefit
        for decision in file.find(Decision, person_id=person_id)
        if decision.case_id != basis.case.id and _runs(decision, basis.applied_on, today)
    }
    return meet(law.meetings, basis.case.benefit, rights, basis.applied_on)


def _runs(decision: Decision, applied_on: date, today: date) -> bool:
    """Whether the office pays by it in the month of the application or later."""
    if decision.state is not DecisionState.ISSUED or decision.kind is not DecisionKind.GRANT:
        return False
    start = min(applied_on, today).replace(day=1)
    return decision.from_month is not None and (decision.to_month is None or decision.to_month >= start)
