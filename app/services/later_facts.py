"""The facts of a claim as they are for a later month: on what the family lives by then."""

from dataclasses import replace
from datetime import date

from app.domain.facts import Facts
from app.domain.income_later import is_of_the_claim, lived_on
from app.domain.law import Law
from app.services.case_reading import CaseBasis


def later_facts(basis: CaseBasis, law: Law, today: date, month: date) -> Facts:
    """As if the family had applied on the first day of ``month``; its members are those of the claim."""
    law = basis.law_of(law)
    if is_of_the_claim(basis.written, law, basis.applied_on, month):
        return basis.claim_facts(today, month)
    lines = lived_on(basis.written, law, basis.applied_on, month)
    case = replace(basis.case, opened_on=month)
    return replace(basis, application=None, case=case, incomes=lines).claim_facts(today, month)
