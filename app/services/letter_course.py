"""What letters ask about the course of a case: summons, issued decision, finality, appeal, help given before."""

from datetime import date

from app.domain import money, polish
from app.domain.benefits import is_one_off
from app.domain.case_course import PaperKind
from app.domain.claims import label_of
from app.domain.decisions import Decision, DecisionState
from app.domain.finality import BASIS, FinalBecause, Finality
from app.domain.law import Law
from app.domain.letter_facts import Values
from app.services.acts import POSTAL_CUSHION, finality_of, later_of
from app.services.case_reading import CaseBasis
from app.services.ports import Reading
from app.services.same_person import one_person

"""An appeal posted on the last day may still be on its way (KPA art. 57 § 5); a clause waits for it."""


def course_values(file: Reading, basis: CaseBasis, law: Law, today: date) -> Values:
    """Values of what has happened; what has not is None, so that a letter about it says what it lacks."""
    return {
        "summons": _summons(basis),
        "decision": _decision(basis, law, today),
        "appeal": {"received_on": _last(basis, PaperKind.APPEAL)},
        "granted": _granted(file, basis),
    }


def _summons(basis: CaseBasis) -> Values:
    papers = [paper for paper in basis.documents if paper.kind == PaperKind.SUMMONS and paper.dated_on is not None]
    last = max(papers, key=lambda paper: (paper.dated_on or date.min, paper.id), default=None)
    if last is None:
        return {"made_on": None, "served_on": None}
    days = [each.served_on for each in basis.deliveries if each.document_id == last.id and each.served_on is not None]
    return {"made_on": last.dated_on, "served_on": min(days, default=None)}


def _decision(basis: CaseBasis, law: Law, today: date) -> Values:
    """The newest issued decision, also while the draft of another one lies in the case."""
    issued = [each for each in basis.decisions if each.state is DecisionState.ISSUED and each.number]
    names = ("number", "issued_on", "served_on", "appeal_until", "final_from_on", "final_basis")
    if not issued:
        return dict.fromkeys(names)
    decision = issued[-1]
    days = [each.served_on for each in basis.deliveries if each.document_id == decision.document_id]
    served_on = min((day for day in days if day is not None), default=None)
    later = later_of(decision, basis.decisions, basis.documents, basis.deliveries)
    found = finality_of(decision, served_on, law, later)
    appeal = found.appeal.ends_on if found is not None and found.appeal is not None else None
    is_final = found is not None and _is_final(found, basis, today)
    return {
        "number": decision.number,
        "issued_on": decision.issued_on,
        "served_on": served_on,
        "appeal_until": appeal if appeal is not None and today <= appeal else None,
        "final_from_on": found.final_from_on if found is not None and is_final else None,
        "final_basis": BASIS[found.final_because] if found is not None and is_final else None,
    }


def _is_final(found: Finality, basis: CaseBasis, today: date) -> bool:
    """Whether a clause may be stamped: nobody appealed, and no appeal can still be on its way."""
    if found.final_because is not FinalBecause.APPEAL_TIME_OVER:
        return found.final_from_on <= today
    appealed, settled = _last(basis, PaperKind.APPEAL), _last(basis, PaperKind.APPEAL_SETTLED)
    is_open = appealed is not None and (settled is None or settled < appealed)
    return not is_open and found.final_from_on + POSTAL_CUSHION <= today


def _last(basis: CaseBasis, kind: PaperKind) -> date | None:
    return max((paper.dated_on for paper in basis.documents if paper.kind == kind and paper.dated_on), default=None)


def _granted(file: Reading, basis: CaseBasis) -> tuple[Values, ...]:
    """Every help that was granted to the person by this program, oldest first."""
    own = one_person(file, basis.case.person_id)
    decisions = [each for person_id in own for each in file.find(Decision, person_id=person_id)]
    granted = [each for each in decisions if each.state is DecisionState.ISSUED and each.pays]
    return tuple(
        {
            "number": each.number,
            "name": label_of(each.benefit).lower(),
            "months": _months(each),
            "amount": money.with_unit(each.amount),
        }
        for each in sorted(granted, key=lambda each: (each.issued_on or date.min, each.number))
    )


def _months(decision: Decision) -> str:
    if decision.from_month is None:
        return ""
    first = polish.month(decision.from_month)
    if is_one_off(decision.benefit) or decision.from_month == decision.to_month:
        return first
    return f"{first} – {polish.month(decision.to_month)}" if decision.to_month is not None else f"od: {first}"
