"""What every closing of an interview does: look for gaps, work amounts out, keep the paper and what stands on it."""

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date

from app.domain.answers import Key, Value, day_of, is_empty, to_json
from app.domain.case_course import PaperKind
from app.domain.cases import Direction, Document
from app.domain.interview_filling import Filling
from app.domain.interview_layers import closed_layers, layer_of, segment_of, snapshot
from app.domain.interview_rules import Finding, missing, undecided
from app.domain.interview_seal import left_out_text, settled
from app.domain.interviews import Answer, Freeze, Interview, Layer, answer_id, freeze_id
from app.domain.problems import Refusal
from app.domain.questionnaires import Questionnaire
from app.domain.records import new_id
from app.services.interview_reading import records_of, two_answers
from app.services.interview_standing import closed_in, values_of
from app.services.office import Office
from app.services.paper_preview import count_pages
from app.services.ports import Reading, Work

PDF = "application/pdf"


class InterviewIncomplete(Refusal):
    """Something stands between the worker and a finished interview.

    Facts: findings (all of them, in the form's order), count, segments (letters of compulsory ones still empty, and
    of others neither filled in nor left out; "" when only single boxes are missing).
    """

    code = "interview_incomplete"


class AnswersUnsettled(Refusal):
    """Boxes with two answers: a paper can say only one of them, and a later verdict would break its seal (count)."""

    code = "answers_unsettled"


class HeldInFuture(Refusal):
    """The form says that the interview is held on a day to come (facts: on)."""

    code = "held_in_future"


class InterviewUnfinished(Refusal):
    """What is signed or opened again was not finished yet."""

    code = "interview_unfinished"


def closed_segments(file: Reading, form: Questionnaire, interview: Interview) -> frozenset[str]:
    """Segments that can only be corrected by now; no look where nobody signed."""
    freezes = file.many(Freeze, [freeze_id(interview.id, layer) for layer in Layer])
    if not closed_layers(interview, freezes.values()):
        return frozenset()
    return closed_in(file, form, interview, values_of(file.find(Answer, interview_id=interview.id))).segments


def demand_complete(filling: Filling, closed: Set[str], *, accepts_gaps: bool) -> tuple[Finding, ...]:
    """The single boxes that stay empty with the worker's knowledge; anything worse is refused."""
    gaps = tuple(each for each in missing(filling) if each.segment not in closed)
    open_segments = [each.code for each in undecided(filling) if each.code not in closed]
    if open_segments or (gaps and not accepts_gaps):
        raise InterviewIncomplete(findings=gaps, count=len(gaps), segments=", ".join(open_segments))
    return gaps


def demand_settled(file: Reading, interview: Interview, filling: Filling, closed: Set[str]) -> None:
    """Refuse while a box that goes on paper has two answers."""
    form = filling.questionnaire
    printed = {each.code for each in filling.segments} - closed
    records = {key: each for key, each in records_of(file, interview).items() if segment_of(form, key) in printed}
    if unsettled := two_answers(file, records):
        raise AnswersUnsettled(count=len(unsettled))


def demand_held(filling: Filling, today: date) -> date:
    """The day of the visit as the form says it, else today; never a day to come."""
    asked = filling.questionnaire.meaning("dates.interview")
    held_on = (day_of(filling.value(asked.id)) if asked is not None else None) or today
    if held_on > today:
        raise HeldInFuture(on=held_on)
    return held_on


def settle_amounts(work: Work, interview: Interview, filling: Filling, closed: Set[str]) -> Filling:
    """Store what the program worked out as answers, so that later law changes none of them."""
    open_codes = {each.code for each in filling.segments} - closed
    amounts = {
        key: value for key, value in settled(filling).items() if segment_of(filling.questionnaire, key) in open_codes
    }
    write_answers(work, interview, amounts)
    return replace(filling, answers={**filling.answers, **amounts})


def write_answers(work: Work, interview: Interview, values: Mapping[Key, Value]) -> None:
    """Put these into their boxes, on top of whatever the file has."""
    ids = {key: answer_id(interview.id, *key) for key in values}
    there = work.many(Answer, ids.values())
    for key, value in values.items():
        stored = there.get(ids[key])
        if stored is not None:
            work.change(stored, replace(stored, value=to_json(value)))
        elif not is_empty(value):
            field_id, row = key
            work.add(Answer(id=ids[key], interview_id=interview.id, field_id=field_id, row=row, value=to_json(value)))


def keep_paper(work: Work, interview: Interview, pdf: bytes, dated_on: date, more: str = "") -> Document:
    """A paper of the case, kept for ever; ``more`` says what it is beside the first one."""
    title = f"Rodzinny wywiad środowiskowy, część {interview.part}"
    paper = Document(
        id=new_id(),
        case_id=interview.case_id,
        person_id=interview.person_id,
        direction=Direction.OWN,
        kind=PaperKind.INTERVIEW.value,
        title=f"{title} – {more}" if more else title,
        dated_on=dated_on,
        content=work.keep(pdf),
        media_type=PDF,
        pages=count_pages(pdf),
    )
    work.add(paper)
    return paper


def freeze(
    office: Office,
    work: Work,
    interview: Interview,
    filling: Filling,
    layer: Layer,
    *,
    frozen_on: date,
    way: str = "",
    note: str = "",
) -> None:
    """Keep what a layer says from now on, with the seal of the paper that says it."""
    form = filling.questionnaire
    own = {each.code for each in form.segments if layer_of(each) is layer or (each.annex and layer is Layer.WORKER)}
    said = {key: value for key, value in filling.answers.items() if segment_of(form, key) in own}
    work.add(
        Freeze(
            id=freeze_id(interview.id, layer),
            interview_id=interview.id,
            layer=layer.value,
            frozen_on=frozen_on,
            way=way,
            answers=snapshot(said),
            left_out=left_out_text(filling.left_out & own),
            seal=interview.seal,
            document_id=interview.document_id,
            note=note,
            clerk_id=office.clerk.id,
            at=office.now(),
        )
    )
