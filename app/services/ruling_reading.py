"""The two cases of a claim that waits for a ruling, read together: the suspended one and its periodic allowance."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.domain.benefits import periodic_allowance, permanent_allowance
from app.domain.cases import Case, Document
from app.domain.decisions import Decision, age_in_case
from app.domain.entitlements import months_between
from app.domain.interviews import Interview
from app.domain.records import RecordId
from app.domain.ruling_waits import Waited, periodic_case_id, waited_of
from app.services.ports import Reading


def read_waited(file: Reading, case: Case, papers: Iterable[Document]) -> Waited | None:
    """The wait of a case with what was granted meanwhile, month by month, by the newest act of each."""
    waited = waited_of(papers) if case.benefit == permanent_allowance.CODE else None
    if waited is None:
        return None
    acts = [each for each in file.find(Decision, case_id=periodic_case_id(case.id)) if each.number]
    granted: dict[date, int] = {}
    for act in sorted((each for each in acts if each.speaks_of_months), key=age_in_case):
        last = act.to_month
        if act.from_month is not None and last is not None:
            granted |= {month: act.amount_in(month) for month in months_between(act.from_month, last)}
    return replace(waited, periodic={month: amount for month, amount in granted.items() if amount})


def read_interviews(file: Reading, case: Case) -> Sequence[Interview]:
    """Those of the case; the allowance granted while a ruling is awaited rests on the visit of the suspended claim."""
    own = file.find(Interview, case_id=case.id)
    if own or case.benefit != periodic_allowance.CODE:
        return own
    claim_id = suspended_claim(file, case)
    return file.find(Interview, case_id=claim_id) if claim_id is not None else own


def suspended_claim(file: Reading, case: Case) -> RecordId | None:
    """The claim for the permanent allowance during whose suspension this case was opened."""
    others = file.find(Case, household_id=case.household_id)
    return next((each.id for each in others if periodic_case_id(each.id) == case.id), None)


def read_awaited(file: Reading, case: Case) -> tuple[str, date] | None:
    """Sign and day of suspension of the claim for whose time this case helps; None for every other case."""
    claim_id = suspended_claim(file, case) if case.benefit == periodic_allowance.CODE else None
    if claim_id is None:
        return None
    waited = waited_of(file.find(Document, case_id=claim_id))
    return (file.get(Case, claim_id).sign, waited.suspended_on) if waited is not None else None
