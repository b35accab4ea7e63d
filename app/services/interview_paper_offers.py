"""Papers that an interview names beside those that lie in the case: certificates, the list of evidence."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.answer_words import in_words
from app.domain.answers import day_of, text_of
from app.domain.case_course import PaperKind
from app.domain.cases import Direction, Document
from app.domain.interview_filling import Filling
from app.domain.interview_papers import CERTIFICATE, IDENTITY, KINDS, Certificate, group_of, read_certificate
from app.domain.persons import Person
from app.domain.records import new_id
from app.domain.spelling import fold
from app.services.interview_offer import Offer, OfferCode, OnRecord

LONGEST_TITLE = 120


def paper_offers(filling: Filling, record: OnRecord) -> Iterator[Offer]:
    """Certificates first; a certificate in the list of evidence is the same paper."""
    certified = list(_certificates(filling, record))
    yield from certified
    yield from _evidence(filling, record, has_table=bool(_rows(filling, "disabled.name")))


def _rows(filling: Filling, meaning: str) -> tuple[int, ...]:
    group = group_of(filling, meaning)
    return filling.rows(group) if group is not None else ()


def _cell(filling: Filling, meaning: str, row: int) -> str:
    asked = filling.questionnaire.meaning(meaning)
    return text_of(filling.value(asked.id, row)).strip() if asked is not None else ""


def _named(record: OnRecord, name: str) -> Person | None:
    """Somebody of the family by their name."""
    return next((person for person, _ in record.family if name and fold(person.full_name) == fold(name)), None)


def _certificates(filling: Filling, record: OnRecord) -> Iterator[Offer]:
    """What the table of disability says of a person of the family, beside their newest certificate."""
    for row in _rows(filling, "disabled.name"):
        person = _named(record, _cell(filling, "disabled.name", row))
        degree, issuer, number = (_cell(filling, f"disabled.{name}", row) for name in ("degree", "issuer", "number"))
        answered = Certificate(degree, issuer, number)
        said = read_certificate(answered.title, answered.note)
        if person is None or answered == Certificate():
            continue
        month = day_of(f"{text}-01") if (text := _cell(filling, "disabled.month", row)) else None
        there = [each for each in record.papers if each.kind == PaperKind.DISABILITY and each.person_id == person.id]
        before = max(there, key=lambda each: (each.dated_on is not None, each.dated_on, each.id), default=None)
        if before is not None and _of_paper(before) == said and _is_of(before, month):
            continue
        fresh = replace(_paper(record, person, PaperKind.DISABILITY), title=said.title, note=said.note, dated_on=month)
        yield Offer(
            code=OfferCode.DISABILITY,
            name=person.full_name,
            before=_line(before) if before is not None else "",
            now=_line(fresh),
            changes=((None, fresh),),
        )


def _of_paper(paper: Document) -> Certificate:
    """What a row of the table can say of it: the table does not ask for its first and last day."""
    return replace(read_certificate(paper.title, paper.note), until=None, since=None)


def _is_of(paper: Document, month: object) -> bool:
    return month is None or (paper.dated_on is not None and paper.dated_on.replace(day=1) == month)


def _evidence(filling: Filling, record: OnRecord, *, has_table: bool) -> Iterator[Offer]:
    """A row of the list that no paper of the case answers yet; an identity document is only noted there."""
    asked = filling.questionnaire.meaning("document.kind")
    for row in _rows(filling, "document.kind") if asked is not None else ():
        point = _cell(filling, "document.kind", row)
        if asked is None or point in ("", IDENTITY) or (point == CERTIFICATE and has_table):
            continue
        kind, name = KINDS.get(point, PaperKind.OTHER), _cell(filling, "document.person", row)
        person = _named(record, name)
        words = in_words(asked, point)
        title = f"{words[:1].upper()}{words[1:]}" if len(words) <= LONGEST_TITLE else ""
        if any(_answers(each, kind, title, person) for each in record.papers):
            continue
        note = _cell(filling, "document.reference", row)
        fresh = replace(_paper(record, person, PaperKind(kind)), title=title, note=note)
        yield Offer(
            code=OfferCode.DOCUMENT,
            name=person.full_name if person is not None else name or record.family[0][0].full_name,
            before="",
            now=", ".join(part for part in (title or words, note) if part),
            changes=((None, fresh),),
        )


def _answers(paper: Document, kind: str, title: str, person: Person | None) -> bool:
    """Whether a paper of the case is the one that the list names."""
    is_kind = paper.kind == kind and (kind != PaperKind.OTHER or fold(paper.title) == fold(title))
    return is_kind and (person is None or paper.person_id in (None, person.id))


def _paper(record: OnRecord, person: Person | None, kind: PaperKind) -> Document:
    return Document(
        id=new_id(),
        case_id=record.case_id,
        person_id=person.id if person is not None else None,
        direction=Direction.IN,
        kind=kind.value,
    )


def _line(paper: Document) -> str:
    day = f"{paper.dated_on:%m.%Y}" if paper.dated_on is not None else ""
    return ", ".join(part for part in (paper.title, paper.note, day) if part)
