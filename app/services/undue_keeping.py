"""How a decision on undue benefits keeps what it finds, and whether that is still so."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.cases import Case
from app.domain.decisions import Decision, DecisionKind, DecisionState
from app.domain.undue_claims import UndueClaim, demand_claim, within
from app.services.office import Office
from app.services.ports import Reading
from app.services.undue_finding import examine
from app.services.undue_writing import read_undue, write_undue


def written_into(office: Office, draft: Decision, claim: UndueClaim) -> Decision:
    """The draft with what it finds and orders; months and sum follow from the claim."""
    found = demand_claim(claim, office.calendar.today(), office.law)
    months = [each.month for each in found.months if each.undue and not each.is_lapsed]
    return replace(
        draft,
        findings=write_undue(claim),
        amount=claim.to_return(found.claimed),
        from_month=min(months),
        to_month=max(months),
    )


def undue_again(office: Office, file: Reading, case: Case, claim: UndueClaim) -> UndueClaim:
    """The claim of a draft with its months as the file has them now."""
    asked = {each.month for each in claim.months}
    first, last = (min(asked), max(asked)) if asked else (None, None)
    settled = settled_months(file.find(Decision, case_id=case.id))
    months = tuple(each for each in within(examine(office, file, case), first, last) if each.month not in settled)
    return replace(claim, months=months)


def settled_months(decisions: Iterable[Decision]) -> frozenset[date]:
    """Months that issued decisions have asked back."""
    claims = (
        read_undue(each.findings)
        for each in decisions
        if each.kind is DecisionKind.UNDUE and each.state is DecisionState.ISSUED
    )
    return frozenset(each.month for claim in claims if claim is not None for each in claim.months if each.undue)


def is_undue_outdated(office: Office, file: Reading, decision: Decision) -> bool:
    """Whether the months of a draft were paid, or would be worked out, in another way now."""
    claim = read_undue(decision.findings)
    if claim is None:
        return False
    now = undue_again(office, file, file.get(Case, decision.case_id), claim)
    return _told(claim) != _told(now)


def _told(claim: UndueClaim) -> list[tuple[date, int, int]]:
    return [(each.month, each.paid, each.right) for each in claim.months]
