"""A decision on its way: passed on, returned, approved, issued, printed again."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain import decisions as steps
from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import CaseEvent, Direction, Document
from app.domain.checklist import CheckItem, State
from app.domain.decisions import Decision
from app.domain.problems import Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import clean
from app.services.decision_guards import as_shown, demand_open, demand_ready, touch
from app.services.decision_letter import check_letter, write_letter
from app.services.decision_numbers import next_number
from app.services.decision_reading import Matter, read_matter
from app.services.documents import PDF
from app.services.letters import Draft
from app.services.office import Done, Office
from app.services.paper_posting import log_print
from app.services.paper_preview import count_pages
from app.services.ports import Changes, Work
from app.services.registers import add_event


class ElementsMissing(Refusal):
    """The decision lacks elements of art. 107 § 1 (facts: missing, a tuple of what is missing in words)."""

    code = "elements_missing"


@dataclass(frozen=True)
class PassOnDraft:
    """Hand the draft to the head."""

    before: Decision


@dataclass(frozen=True)
class SendBackDraft:
    """Give the draft back, saying what to mend."""

    before: Decision
    remark: str


@dataclass(frozen=True)
class ApproveDraft:
    """The head agrees with the draft as it was shown."""

    before: Decision


@dataclass(frozen=True)
class IssueDecision:
    """The approved decision goes out today, signed by ``signer_id`` (None: whoever approved it, else the head)."""

    before: Decision
    signer_id: RecordId | None = None


@dataclass(frozen=True)
class NotePrint:
    """An issued decision was sent to a printer or saved as a file."""

    decision_id: RecordId


def pass_on_draft(office: Office, request: PassOnDraft) -> Done[Decision]:
    """Only a draft whose choices agree with today's findings reaches the head; whoever passes it on answers for it."""
    office.allow(Act.DRAFT_DECISION)

    def move(work: Work, before: Decision) -> Decision:
        after = steps.pass_on(before, office.clerk.id, office.now())
        demand_ready(office, work, before)
        return after

    return _moved(office, request.before, "Przekazanie projektu decyzji", EventKind.DECISION_PASSED_ON, move)


def send_back_draft(office: Office, request: SendBackDraft) -> Done[Decision]:
    """The clerk works on; an approval that was given is taken back."""
    office.allow(Act.APPROVE_DECISION)
    remark = clean(request.remark, 2000)

    def move(_: Work, before: Decision) -> Decision:
        return replace(steps.send_back(before, remark), approved_on=None, approved_by_id=None)

    return _moved(office, request.before, "Zwrot projektu decyzji", EventKind.DECISION_RETURNED, move, remark)


def approve_draft(office: Office, request: ApproveDraft) -> Done[Decision]:
    """Four eyes: whoever passed the draft on cannot approve it."""
    office.allow(Act.APPROVE_DECISION)

    def move(work: Work, before: Decision) -> Decision:
        after = steps.approve(before, office.clerk.id, office.calendar.today())
        demand_ready(office, work, before)
        return after

    return _moved(office, request.before, "Zatwierdzenie projektu decyzji", EventKind.DECISION_APPROVED, move)


def issue_decision(office: Office, request: IssueDecision) -> Done[Decision]:
    """Number, day, signature and the PDF that never changes again, in one transaction.

    Nothing is issued while an element of art. 107 § 1 or the mediation note is missing, while the signer is not
    authorised today, or at a workstation that does not keep the list of the case.
    """
    office.allow(Act.ISSUE_DECISION)
    today = office.calendar.today()
    with office.work("Wydanie decyzji") as work:
        before = as_shown(work, request.before)
        steps.demand_issuable(before)
        case = touch(work, before)
        demand_open(case)
        demand_ready(office, work, before)
        signed = replace(before, signed_by_id=request.signer_id or before.signed_by_id)
        numbered = replace(signed, number=next_number(office, work, case))
        matter = read_matter(office, work, numbered)
        made = write_letter(office.shelf.letters, matter, today)
        signer_id = _demand_complete(matter, made, check_letter(work, office.shelf.letters, matter, made, today))
        document = _kept(work, matter, made)
        after = steps.issue(before, number=numbered.number, on=today, signed_by_id=signer_id, document_id=document.id)
        work.seal(before, after)
        add_event(office, work, case.id, EventKind.DECISION_ISSUED, after.number)
        return Done(work.get(Decision, after.id), work.commit())


def note_print(office: Office, request: NotePrint) -> Done[CaseEvent | None]:
    """A line in the course for each print of what was issued; from the second on it says that it is another one."""
    office.allow(Act.READ)
    with office.work("Wydruk decyzji") as work:
        decision = work.get(Decision, request.decision_id)
        if decision.document_id is None:
            return Done(None, Changes())
        case = touch(work, decision)
        event = log_print(office, work, work.get(Document, decision.document_id), case.id)
        return Done(event, work.commit())


def _moved(
    office: Office,
    shown: Decision,
    why: str,
    event: EventKind,
    move: Callable[[Work, Decision], Decision],
    text: str = "",
) -> Done[Decision]:
    """One step of the decision with its line in the course; a closed case takes none."""
    with office.work(why) as work:
        before = as_shown(work, shown)
        case = touch(work, before)
        demand_open(case)
        work.change(before, move(work, before))
        add_event(office, work, case.id, event, text)
        return Done(work.get(Decision, before.id), work.commit())


def _demand_complete(matter: Matter, made: Draft, items: tuple[CheckItem, ...]) -> RecordId:
    """Refuse while an element is missing; gives the id of whoever signs."""
    missing = [f"{item.title}: {item.sentence}" for item in items if item.state is State.MISSING]
    if not missing and made.missing:
        missing = list(made.missing)
    if missing or matter.signer is None:
        raise ElementsMissing(missing=tuple(missing))
    return matter.signer.id


def _kept(work: Work, matter: Matter, made: Draft) -> Document:
    """The PDF is made once; its bytes and their hash stay."""
    from app.services.paper import render  # ReportLab, only when something is printed

    letter, decision = made.letter, matter.decision
    content = render(letter.blocks, letter.head, letter.foot)
    document = Document(
        id=new_id(),
        case_id=decision.case_id,
        person_id=decision.person_id,
        direction=Direction.OUT,
        kind=PaperKind.DECISION.value,
        title=f"Decyzja {decision.number}",
        dated_on=matter.today,
        content=work.keep(content),
        media_type=PDF,
        pages=count_pages(content),
        template=letter.template,
        template_version=letter.version,
    )
    work.add(document)
    return document
