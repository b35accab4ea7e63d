"""Papers of a case: handed in, written here, opened again, delivered. Kept bytes never change."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.case_course import Closing, EventKind, PaperKind
from app.domain.case_words import paper_title
from app.domain.cases import AlreadyClosed, Case, Direction, Document
from app.domain.decision_rules import NotToChoose
from app.domain.decisions import Decision
from app.domain.deliveries import WAYS, Channel, Delivery, Way, counted_service
from app.domain.interviews import Interview
from app.domain.polish import day as polish_day
from app.domain.problems import Missing, Refusal
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import tidy
from app.services.document_rules import demand_fileable, demand_no_identity_card
from app.services.office import Done, Office
from app.services.paper_preview import MOST_SHOWN, PageImage, count_pages, preview
from app.services.ports import Work
from app.services.registers import add_event

LARGEST = 20_000_000
"""Bytes: a scan of twenty pages in grey; more does not fit on a stick with a family's other papers."""
PDF = "application/pdf"
KEPT_TYPES = (PDF, "image/png", "image/jpeg")


class PaperInUse(Refusal):
    """A decision, an interview or a delivery rests on this paper (facts: title)."""

    code = "paper_in_use"


class EmptyFile(Refusal):
    """The file has nothing in it."""

    code = "empty_file"


class FileTooLarge(Refusal):
    """The file is larger than the office file should carry (facts: size, largest, in bytes)."""

    code = "file_too_large"


class NotAPaper(Refusal):
    """Only PDF, PNG and JPEG are kept: what every workstation can show for years (facts: media_type)."""

    code = "not_a_paper"


class NothingKept(Refusal):
    """The paper lies in the folder only; there are no bytes to open."""

    code = "nothing_kept"


class DatedInFuture(Refusal):
    """A paper bears a day that has not come (facts: dated_on)."""

    code = "dated_in_future"


class ServedTooEarly(Refusal):
    """A paper cannot arrive before it was written or sent, nor after today (facts: served_on)."""

    code = "served_too_early"


class StillStored(Refusal):
    """A paper that nobody took is not served while it can still be taken (facts: until)."""

    code = "still_stored"


@dataclass(frozen=True, kw_only=True)
class AddDocument:
    """A paper that came in (or was made elsewhere); without ``content`` it only lies in the folder."""

    case_id: RecordId
    kind: PaperKind = PaperKind.OTHER
    title: str = ""
    direction: Direction = Direction.IN
    dated_on: date | None = None
    pages: int = 0
    content: bytes = b""
    media_type: str = ""
    note: str = ""


@dataclass(frozen=True)
class RemoveDocument:
    """Take out a paper that was entered by mistake."""

    document: Document


@dataclass(frozen=True)
class ReadDocument:
    """Ask for the kept bytes of a paper."""

    document_id: RecordId


@dataclass(frozen=True)
class PaperContent:
    """A paper with its bytes and, for a PDF, its pages as pictures."""

    document: Document
    content: bytes
    pages: tuple[PageImage, ...]


@dataclass(frozen=True)
class PicturePages:
    """Ask for the pages of a PDF as pictures, as sharp as a printer needs them."""

    content: bytes
    dots_per_inch: float


@dataclass(frozen=True, kw_only=True)
class RecordDelivery:
    """A paper was sent, or reached its addressee; ``before`` is the entry that is completed.

    Of a paper that nobody took ``served_on`` is not asked: the notices say it (``counted_service``).
    """

    document_id: RecordId
    person_id: RecordId
    channel: Channel = Channel.POST_RECEIPT
    sent_on: date | None = None
    served_on: date | None = None
    taken_by: str = ""
    note: str = ""
    way: Way = Way.ADDRESSEE
    first_notice_on: date | None = None
    second_notice_on: date | None = None
    notice_place: str = ""
    before: Delivery | None = None


def add_document(office: Office, request: AddDocument) -> Done[Document]:
    """A paper joins the case; its bytes are kept for ever.

    An appeal also joins a case that has ended, and opens it again: it is to be handed on within days (KPA art. 133).
    """
    office.allow(Act.REGISTER)
    if request.content or request.media_type:
        _demand_keepable(request.content, request.media_type)
        demand_no_identity_card(request.title, has_content=bool(request.content))
    if request.dated_on is not None and request.dated_on > office.calendar.today():
        raise DatedInFuture(dated_on=request.dated_on)
    with office.work("Dokument w sprawie") as work:
        if request.kind is PaperKind.APPEAL:
            _reopen(office, work, request.case_id)
        case = open_case_of(work, request.case_id)
        demand_fileable(office, work, case.id, request.kind, request.dated_on or office.calendar.today())
        pages = request.pages or (count_pages(request.content) if request.media_type == PDF else 0)
        document = Document(
            id=new_id(),
            case_id=case.id,
            person_id=case.person_id,
            direction=request.direction,
            kind=request.kind.value,
            title=request.title,
            dated_on=request.dated_on or office.calendar.today(),
            content=work.keep(request.content) if request.content else "",
            media_type=request.media_type,
            pages=pages,
            note=request.note,
        )
        document = tidy(document)
        work.add(document)
        kind = EventKind.PAPER_RECEIVED if request.direction is Direction.IN else EventKind.PAPER_MADE
        add_event(office, work, case.id, kind, paper_title(document))
        return Done(document, work.commit())


def remove_document(office: Office, request: RemoveDocument) -> Done[None]:
    """Take the paper out of sight; the journal keeps that it was there."""
    office.allow(Act.REGISTER)
    with office.work("Usunięcie błędnie wpisanego dokumentu") as work:
        stored = work.get(Document, request.document.id)
        if stored.case_id is not None:
            open_case_of(work, stored.case_id)
            _demand_loose(work, stored, stored.case_id)
        work.remove(request.document)
        return Done(None, work.commit())


def _demand_loose(work: Work, document: Document, case_id: RecordId) -> None:
    """A paper that an act of the case rests on stays: the decision itself, the signed interview, what was served."""
    leaning: tuple[type[Decision | Interview | Delivery], ...] = (Decision, Interview, Delivery)
    if any(each.document_id == document.id for kind in leaning for each in work.find(kind, case_id=case_id)):
        raise PaperInUse(title=paper_title(document))


def read_document(office: Office, request: ReadDocument) -> PaperContent:
    """The bytes as they were kept."""
    with office.reading() as file:
        document = file.get(Document, request.document_id)
        if not document.content:
            raise NothingKept
        content = file.content(document.content)
    pages = tuple(preview(content, 144.0, MOST_SHOWN)) if document.media_type == PDF else ()
    return PaperContent(document, content, pages)


def picture_pages(_: Office, request: PicturePages) -> tuple[PageImage, ...]:
    """The pages in order."""
    return tuple(preview(request.content, request.dots_per_inch))


def record_delivery(office: Office, request: RecordDelivery) -> Done[Delivery]:
    """Sending or service of a paper; the day of service starts clocks and is a line in the course."""
    office.allow(Act.REGISTER)
    request = _with_day(office, request)
    with office.work("Doręczenie") as work:
        document = work.get(Document, request.document_id)
        case_id = document.case_id
        if case_id is None:
            raise NothingKept
        for on in (request.sent_on, request.first_notice_on, request.served_on):
            if on is not None and document.dated_on is not None and on < document.dated_on:
                raise ServedTooEarly(served_on=on)
        work.touching(work.get(Case, case_id).household_id)
        if request.before is not None and work.get(Delivery, request.before.id).document_id != document.id:
            raise Missing(kind="delivery")
        entry = Delivery(
            id=request.before.id if request.before is not None else new_id(),
            document_id=document.id,
            case_id=case_id,
            person_id=request.person_id,
            channel=request.channel,
            sent_on=request.sent_on,
            served_on=request.served_on,
            taken_by=request.taken_by,
            note=request.note,
            way=request.way,
            first_notice_on=request.first_notice_on,
            second_notice_on=request.second_notice_on,
            notice_place=request.notice_place,
        )
        if request.before is None:
            work.add(tidy(entry))
        else:
            work.change(request.before, tidy(replace(entry, seen=request.before.seen)))
        if request.served_on is not None and (request.before is None or request.before.served_on != request.served_on):
            text = f"{paper_title(document)} ({polish_day(request.served_on)})"
            add_event(office, work, case_id, EventKind.DELIVERED, text)
        return Done(work.get(Delivery, entry.id), work.commit())


def _with_day(office: Office, request: RecordDelivery) -> RecordDelivery:
    """The request with its day of service, worked out where nobody took the paper; a day that cannot be is refused."""
    if request.way not in WAYS[request.channel]:
        raise NotToChoose(field="way")
    today = office.calendar.today()
    notices = (request.first_notice_on, request.second_notice_on)
    counted = counted_service(office.law, request.way, *notices, request.notice_place)
    if counted is None:
        request = replace(request, first_notice_on=None, second_notice_on=None, notice_place="")
    elif counted >= today:
        raise StillStored(until=counted)
    else:
        request = replace(request, served_on=counted, taken_by="")
    for on in (request.sent_on, request.first_notice_on, request.second_notice_on, request.served_on):
        if on is not None and on > today:
            raise ServedTooEarly(served_on=on)
    first = request.first_notice_on or request.served_on
    if first is not None and request.sent_on is not None and first < request.sent_on:
        raise ServedTooEarly(served_on=first)
    return request


def open_case_of(work: Work, case_id: RecordId) -> Case:
    """The case a paper goes into; a closed one takes no more."""
    case = work.get(Case, case_id)
    if case.closed_on is not None:
        raise AlreadyClosed(sign=case.sign)
    work.touching(case.household_id)
    return case


def _reopen(office: Office, work: Work, case_id: RecordId) -> None:
    """A case that has ended goes on; one cancelled as a mistake stays as it is."""
    case = work.get(Case, case_id)
    if case.closed_on is not None and case.closed_as != Closing.CANCELLED:
        work.touching(case.household_id)
        work.change(case, replace(case, closed_on=None, closed_as=""))
        add_event(office, work, case.id, EventKind.REOPENED, "Wpłynęło odwołanie.")


def _demand_keepable(content: bytes, media_type: str) -> None:
    if not content:
        raise EmptyFile
    if len(content) > LARGEST:
        raise FileTooLarge(size=len(content), largest=LARGEST)
    if media_type not in KEPT_TYPES:
        raise NotAPaper(media_type=media_type)
