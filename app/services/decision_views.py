"""The decision's screen: what it shows, who may do what next, and the page as it would be printed now."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.benefits import is_one_off
from app.domain.cases import Case, Document
from app.domain.checklist import CheckItem
from app.domain.citations import NoCitation
from app.domain.claims import label_of
from app.domain.decision_rules import Bounds
from app.domain.decisions import Decision, DecisionState, in_order
from app.domain.deliveries import Delivery
from app.domain.exclusions import Met
from app.domain.finality import Finality, Later
from app.domain.letter_parts import Part
from app.domain.letter_templates import HelpReason, Need, UnknownLetter
from app.domain.persons import Clerk, Person
from app.domain.records import RecordId
from app.domain.roles import MAY, Act, Role
from app.domain.undue_claims import UndueClaim
from app.services.acts import finality_of, later_of
from app.services.case_meetings import met_in
from app.services.decision_findings import Frozen
from app.services.decision_guards import are_findings_outdated
from app.services.decision_letter import Piece, check_letter, ruling_pieces, write_letter
from app.services.decision_reading import Matter, read_matter
from app.services.office import Office
from app.services.paper_preview import PageImage, preview
from app.services.ports import Reading
from app.services.undue_keeping import is_undue_outdated

SHARP = 84.0
"""Dots per inch of the pages on the screen: twice what a third of the window shows, so that small print stays even."""


class Move(StrEnum):
    """What can be done with a decision."""

    EDIT = "edit"
    PASS_ON = "pass_on"  # noqa: S105 -- a move, no password
    APPROVE = "approve"
    SEND_BACK = "send_back"
    ISSUE = "issue"
    DELIVER = "deliver"


class Hindrance(StrEnum):
    """Why the clerk at the keyboard cannot do what could be done."""

    ROLE = "role"
    OWN_DRAFT = "own_draft"
    CASE_CLOSED = "case_closed"


_MOVES = {
    DecisionState.DRAFT: (Move.EDIT, Move.PASS_ON),
    DecisionState.RETURNED: (Move.EDIT, Move.PASS_ON),
    DecisionState.PASSED_ON: (Move.APPROVE, Move.SEND_BACK),
    DecisionState.APPROVED: (Move.ISSUE, Move.SEND_BACK),
    DecisionState.ISSUED: (Move.DELIVER,),
}
_NEEDS = {
    Move.EDIT: Act.DRAFT_DECISION,
    Move.PASS_ON: Act.DRAFT_DECISION,
    Move.APPROVE: Act.APPROVE_DECISION,
    Move.SEND_BACK: Act.APPROVE_DECISION,
    Move.ISSUE: Act.ISSUE_DECISION,
    Move.DELIVER: Act.REGISTER,
}


@dataclass(frozen=True)
class OpenDecision:
    """Ask for a decision, or for the newest one of a case."""

    decision_id: RecordId | None = None
    case_id: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class DecisionView:
    """A decision as its screen shows it.

    ``moves`` are what its state allows, each with what keeps this clerk from it (None: nothing). ``is_outdated`` says
    that the case was changed after the findings were taken over, ``contradicted`` names the fields with two values,
    ``met`` is what help the person already has does to this one.
    """

    today: date
    decision: Decision
    case: Case
    label: str
    is_one_off: bool
    person: Person
    frozen: Frozen | None
    bounds: Bounds | None
    reasons: tuple[HelpReason, ...]
    needs: tuple[Need, ...]
    signer: Clerk | None
    signers: tuple[Clerk, ...]
    drafter: str
    approver: str
    moves: dict[Move, Hindrance | None]
    is_outdated: bool
    contradicted: tuple[str, ...]
    document: Document | None
    delivery: Delivery | None
    finality: Finality | None
    met: tuple[Met, ...] = ()
    undue: UndueClaim | None = None

    @property
    def is_editable(self) -> bool:
        """Whether this clerk may change the text now."""
        return Move.EDIT in self.moves and self.moves[Move.EDIT] is None


@dataclass(frozen=True)
class LookAtDecision:
    """Ask for the text and the pages of a decision as it stands in the form, saved or not."""

    decision: Decision


@dataclass(frozen=True)
class Sight:
    """A decision as it reads now: the ruling in pieces, the parts of the text, its elements, its pages.

    ``pdf`` is what would be printed: the kept bytes of an issued decision, else a draft with its watermark; empty where
    the decision was made outside the program.
    """

    pieces: tuple[Piece, ...] = ()
    parts: tuple[Part, ...] = ()
    checks: tuple[CheckItem, ...] = ()
    pdf: bytes = b""
    pages: tuple[PageImage, ...] = ()


def open_decision(office: Office, request: OpenDecision) -> DecisionView | None:
    """Read the decision; None for a case that has none yet."""
    with office.reading() as file:
        if request.decision_id is not None:
            decision = file.get(Decision, request.decision_id)
        else:
            there = in_order(file.find(Decision, case_id=request.case_id))
            if not there:
                return None
            decision = there[-1]
        return _view(office, file, read_matter(office, file, decision))


def look_at_decision(office: Office, request: LookAtDecision) -> Sight:
    """Fill the letter, check it, and draw its pages."""
    decision, shelf = request.decision, office.shelf.letters
    with office.reading() as file:
        matter = read_matter(office, file, decision)
        kept = file.get(Document, decision.document_id).content if decision.document_id is not None else ""
        pdf = file.content(kept) if kept else b""
        day = decision.issued_on or matter.today
        try:
            made = write_letter(shelf, matter, day)
        except UnknownLetter:
            return Sight(pdf=pdf, pages=tuple(preview(pdf, SHARP)) if pdf else ())
        except NoCitation:
            if decision.state is not DecisionState.ISSUED:
                raise
            return Sight(pdf=pdf, pages=tuple(preview(pdf, SHARP)) if pdf else ())  # older than the list of acts
        checks = check_letter(file, shelf, matter, made, day)
    if not pdf and decision.state is not DecisionState.ISSUED:
        from app.services.paper import render  # ReportLab, only when something is printed

        pdf = render(made.letter.blocks, made.letter.head, made.letter.foot, watermark="PROJEKT")
    return Sight(
        pieces=ruling_pieces(made.letter, matter, shelf),
        parts=made.letter.parts,
        checks=checks,
        pdf=pdf,
        pages=tuple(preview(pdf, SHARP)) if pdf else (),
    )


def _view(office: Office, file: Reading, matter: Matter) -> DecisionView:
    decision = matter.decision
    documents = file.many(Document, [decision.document_id]) if decision.document_id is not None else {}
    delivery = _delivery(matter)
    return DecisionView(
        today=matter.today,
        decision=decision,
        case=matter.case,
        label=label_of(decision.benefit),
        is_one_off=is_one_off(decision.benefit),
        person=matter.person,
        frozen=matter.frozen,
        bounds=matter.bounds,
        reasons=tuple(office.shelf.letters.help_reasons.values()),
        needs=tuple(office.shelf.letters.needs.values()),
        signer=matter.signer,
        signers=matter.signers,
        drafter=_name(file, decision.drafted_by_id),
        approver=_name(file, decision.approved_by_id),
        moves=_moves(office, matter),
        is_outdated=decision.state is not DecisionState.ISSUED and _is_outdated(office, file, matter),
        contradicted=tuple(each.field for each in file.contradictions() if each.id == decision.id),
        document=next(iter(documents.values()), None),
        delivery=delivery,
        finality=finality_of(
            decision, delivery.served_on if delivery is not None else None, office.law, _later(matter)
        ),
        undue=matter.undue,
        met=met_in(file, matter.basis, office.law, matter.today, decision),
    )


def _later(matter: Matter) -> Later:
    basis = matter.basis
    return later_of(matter.decision, basis.decisions, basis.documents, basis.deliveries)


def _is_outdated(office: Office, file: Reading, matter: Matter) -> bool:
    if matter.undue is not None:
        return is_undue_outdated(office, file, matter.decision)
    return are_findings_outdated(office, matter.basis, matter.decision)


def _moves(office: Office, matter: Matter) -> dict[Move, Hindrance | None]:
    return {move: _hindrance(office.clerk, matter, move) for move in _MOVES[matter.decision.state]}


def _hindrance(clerk: Clerk, matter: Matter, move: Move) -> Hindrance | None:
    if matter.case.closed_on is not None:
        return Hindrance.CASE_CLOSED
    if _NEEDS[move] not in MAY.get(Role(clerk.role), frozenset()):
        return Hindrance.ROLE
    is_own = move is Move.APPROVE and matter.decision.drafted_by_id == clerk.id
    return Hindrance.OWN_DRAFT if is_own else None


def _delivery(matter: Matter) -> Delivery | None:
    """How the decision went to its party: the entry that says it arrived, else the one that says it was sent."""
    found = [each for each in matter.basis.deliveries if each.document_id == matter.decision.document_id]
    return next((each for each in found if each.served_on is not None), next(iter(found), None))


def _name(file: Reading, clerk_id: RecordId | None) -> str:
    found = file.many(Clerk, [clerk_id]) if clerk_id is not None else {}
    return next((clerk.full_name for clerk in found.values()), "")
