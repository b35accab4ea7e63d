"""What the applicant already has and what it does to the help asked for: excluded, left out of the income, counted.

Rights are known from the applicant's written income (the same that the rules are given) and from what the office pays
by decisions of other cases: of the applicant as ``granted:<benefit>``, of the others in the household as
``family:<benefit>``. Only those two can exclude by themselves: money of last month may come from a right that is over.
"""

from datetime import date

from app.domain.cases import Case
from app.domain.decisions import Decision, is_paid_in
from app.domain.exclusions import Effect, Met, meet
from app.domain.law import Law
from app.domain.months import add_months
from app.domain.problems import Refusal
from app.services.case_reading import CaseBasis
from app.services.ports import Reading
from app.services.same_person import one_person

GRANTED, FAMILY = "granted:", "family:"


class Excluded(Refusal):
    """The benefit is not due beside what the person already has (facts: text, basis)."""

    code = "excluded"


class BesideNeedsReason(Refusal):
    """The act allows one beside the other, but the decision must say why both are needed (facts: text, basis)."""

    code = "beside_needs_reason"


def met_in(file: Reading, basis: CaseBasis, law: Law, today: date, decision: Decision | None = None) -> tuple[Met, ...]:
    """By the provisions of the day of the application, or of today for what the office began by itself.

    Help by other decisions is looked at in the months of the ``decision`` if there is one. Before it, only help that
    goes on after the month of the application excludes: who applies again in the last month asks for the next ones.
    """
    month = min(basis.applied_on, today).replace(day=1)
    rights = set(basis.rights)
    for benefit, acts in _other_acts(file, basis, own=True):
        if is_paid_in(acts, month, None):
            rights.add(benefit)
    if decision is not None and decision.pays and decision.from_month is not None:
        first, last = decision.from_month, decision.to_month
    else:
        first, last = add_months(month, 1), None
    for own, prefix in ((True, GRANTED), (False, FAMILY)):
        rights |= {
            prefix + benefit for benefit, acts in _other_acts(file, basis, own=own) if is_paid_in(acts, first, last)
        }
    return meet(law.meetings, basis.case.benefit, rights, basis.applied_on)


def demand_beside(file: Reading, basis: CaseBasis, law: Law, today: date, decision: Decision) -> None:
    """Refuse to grant what is excluded, and without a word what the act allows beside other help only for a reason."""
    if not decision.pays:
        return
    for met in met_in(file, basis, law, today, decision):
        if met.effect is Effect.EXCLUDED:
            raise Excluded(text=met.text, basis=met.basis)
        if met.effect is Effect.EXPLAINED and not decision.written_reasons.strip():
            raise BesideNeedsReason(text=met.text, basis=met.basis)


def _other_acts(file: Reading, basis: CaseBasis, *, own: bool) -> list[tuple[str, list[Decision]]]:
    """Benefit and issued acts of each other case: of the applicant, or of somebody else in the household."""
    persons = one_person(file, basis.case.person_id)
    if own:
        cases = [case for person_id in persons for case in file.find(Case, person_id=person_id)]
    else:
        household = file.find(Case, household_id=basis.case.household_id)
        cases = [case for case in household if case.person_id not in persons]
    others = {case.id: case for case in cases if case.id != basis.case.id}
    return [(case.benefit, file.find(Decision, case_id=case.id)) for case in others.values()]
