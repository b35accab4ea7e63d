"""After a closing: an answer is set right with a reason, beside the earlier one; what came late is looked at."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.domain.answer_typing import is_readable
from app.domain.answers import Key, Value, day_of, from_json, is_empty, keys_of, to_json
from app.domain.case_course import EventKind
from app.domain.cases import Case
from app.domain.interview_filling import Filling
from app.domain.interview_layers import Closed, is_heads_word, persons_part, segment_of
from app.domain.interview_seal import seal
from app.domain.interviews import Answer, Correction, Interview, answer_id
from app.domain.problems import Refusal
from app.domain.questionnaires import SILENT, FieldType, Questionnaire
from app.domain.records import RecordId, new_id
from app.domain.roles import Act
from app.domain.tidying import LONG, clean
from app.services.households import ReasonNeeded
from app.services.interview_answers import UnknownField, demand_box, tidied
from app.services.interview_freezing import HeldInFuture, keep_paper
from app.services.interview_printing import sealed_pdf
from app.services.interview_reading import corrected_in
from app.services.interview_signing import SignedOutsideVisit
from app.services.interview_standing import closed_in, filling_of, values_of
from app.services.interviews import demand_case_open, form_of
from app.services.office import Done, Office
from app.services.paper_corrections import Corrected, answer_text, box_name
from app.services.ports import Work
from app.services.registers import add_event

_MOST_NAMED = 12
"""Boxes named in the course of the case; all of them stand on the print."""


class NotClosedYet(Refusal):
    """The box is still open: it is simply typed into (facts: segment)."""

    code = "not_closed_yet"


class NothingCorrected(Refusal):
    """Every answer is already as it was to be set right."""

    code = "nothing_corrected"


class HeadsRemarks(Refusal):
    """The verdict on the plan is the head's, and stays as it was given."""

    code = "heads_remarks"


class UnreadableCorrection(Refusal):
    """What is to stand in the box is no answer of its kind: no such day, amount or option (facts: field)."""

    code = "unreadable_correction"


@dataclass(frozen=True)
class Right:
    """A box and the JSON of the answer that is right."""

    field_id: str
    row: int
    value: str


@dataclass(frozen=True)
class CorrectAnswers:
    """Set closed boxes right, all for one reason."""

    interview_id: RecordId
    answers: tuple[Right, ...]
    reason: str


@dataclass(frozen=True)
class KeepSigned:
    """Answers that another workstation wrote unknowing do not hold: what was signed stays as it is."""

    interview_id: RecordId
    keys: tuple[Key, ...]


def correct_answers(office: Office, request: CorrectAnswers) -> Done[Interview]:
    """Write each correction beside the answer it replaces, and keep the paper that says both."""
    office.allow(Act.INTERVIEW)
    reason = clean(request.reason, LONG)
    if not reason:
        raise ReasonNeeded
    with office.work(f"Sprostowanie wywiadu: {reason}") as work:
        interview, closed = _closed(office, work, request.interview_id)
        form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
        wanted = {(each.field_id, each.row): from_json(tidied(each.value)) for each in request.answers}
        for key, value in wanted.items():
            code = segment_of(form, key)
            if not code:
                raise UnknownField(field_id=key[0][:60])
            if code not in closed.segments:
                raise NotClosedYet(segment=code)
            _demand_correctable(form, key, value)
        changed = {key: value for key, value in wanted.items() if value != closed.answers.get(key)}
        changed = {key: value for key, value in changed.items() if not _both_empty(value, closed.answers.get(key))}
        if not changed:
            raise NothingCorrected
        _demand_days(form, interview, {**closed.answers, **changed}, changed.keys(), office.calendar.today())
        at = _after(office.now(), interview, closed)
        fresh = tuple(
            Correction(
                id=new_id(),
                interview_id=interview.id,
                field_id=key[0],
                row=key[1],
                before=to_json(closed.answers.get(key)),
                after=to_json(value),
                reason=reason,
                at=at,
                clerk_id=office.clerk.id,
            )
            for key, value in changed.items()
        )
        _write(work, interview, changed)
        _keep(office, work, interview, replace(closed, answers={**closed.answers, **changed}), fresh)
        return Done(work.get(Interview, interview.id), work.commit())


def keep_signed(office: Office, request: KeepSigned) -> Done[Interview]:
    """Put what was signed back into the boxes; the course of the case says what had come and was not taken."""
    office.allow(Act.INTERVIEW)
    with office.work("Odpowiedzi po podpisie odłożone") as work:
        interview, closed = _closed(office, work, request.interview_id)
        late = {key: closed.strays[key] for key in request.keys if key in closed.strays}
        if not late:
            raise NothingCorrected
        _write(work, interview, {key: closed.answers.get(key) for key in late})
        form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
        filling = filling_of(office, work, form, interview, closed)
        told = [f"{box_name(filling, *key)}: {answer_text(filling, key[0], value)}" for key, value in late.items()]
        text = f"Nie przyjęto odpowiedzi wpisanych po podpisie na innym stanowisku. {'; '.join(told)}"
        add_event(office, work, interview.case_id, EventKind.NOTE, text[:LONG])
        return Done(work.get(Interview, interview.id), work.commit())


def _closed(office: Office, work: Work, interview_id: RecordId) -> tuple[Interview, Closed]:
    interview = work.get(Interview, interview_id)
    demand_case_open(work, interview)
    work.touching(interview.household_id)
    form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
    return interview, closed_in(work, form, interview, values_of(work.find(Answer, interview_id=interview.id)))


def _demand_correctable(form: Questionnaire, key: Key, value: Value) -> None:
    """A box that somebody fills in, with an answer of its kind: what was sealed wrong stays for ever."""
    field_id, row = key
    demand_box(form, field_id, row)
    name, dot, _ending = field_id.partition(".")
    group, asked = form.places[name].group, form.places[name].field
    companions = {asked.reason_id, *(asked.detail_id(each.key) for each in asked.options if asked.detail)}
    if asked.type in SILENT or (dot and field_id not in companions) or (row and not group.is_table):
        raise UnknownField(field_id=field_id[:60])
    if is_heads_word(form, key):
        raise HeadsRemarks
    is_known = asked.type is not FieldType.MULTI or all(asked.option(each) is not None for each in keys_of(value))
    if not dot and not (is_known and is_readable(asked, value)):
        raise UnreadableCorrection(field=asked.name)


def _demand_days(
    form: Questionnaire, interview: Interview, answers: Mapping[Key, Value], changed: Set[Key], today: date
) -> None:
    """Visit and signature as the form has them: in this order, neither to come."""
    keys = {
        name: (asked.id, 0)
        for name in ("dates.interview", "dates.signature")
        if (asked := form.meaning(name)) is not None and (asked.id, 0) in changed
    }
    days = {name: day for name, key in keys.items() if (day := day_of(answers.get(key))) is not None}
    if not days:
        return
    held_on, signed_on = (
        days.get("dates.interview", interview.held_on),
        days.get("dates.signature", interview.signed_on),
    )
    if held_on is not None and held_on > today:
        raise HeldInFuture(on=held_on)
    if signed_on is not None and not (held_on or signed_on) <= signed_on <= today:
        raise SignedOutsideVisit(on=signed_on, held_on=held_on)


def _keep(office: Office, work: Work, interview: Interview, closed: Closed, fresh: tuple[Correction, ...]) -> None:
    """The paper as it reads now. Before the worker has finished, it is the person's part alone."""
    form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
    filling = filling_of(office, work, form, interview, closed)
    part: Filling = filling if interview.finished_at is not None else persons_part(filling)
    earlier = corrected_in(office, work, interview)[1]
    together = (*earlier, *(Corrected(each, office.clerk.full_name) for each in fresh))
    mark = seal(part, interview.id, [each.correction for each in together])
    pdf = sealed_pdf(part, interview.id, work.get(Case, interview.case_id).sign, together)
    paper = keep_paper(work, interview, pdf, office.calendar.today(), "po sprostowaniu")
    work.add_all([replace(each, seal=mark, document_id=paper.id) for each in fresh])
    named = [box_name(filling, each.field_id, each.row) for each in fresh[:_MOST_NAMED]]
    more = f" i {len(fresh) - _MOST_NAMED} dalszych" if len(fresh) > _MOST_NAMED else ""
    text = f"Sprostowano wywiad ({', '.join(named)}{more}): {fresh[0].reason}"
    add_event(office, work, interview.case_id, EventKind.NOTE, text)


def _write(work: Work, interview: Interview, values: dict[Key, Value]) -> None:
    """A verdict on each box: whatever stood side by side there is replaced."""
    there = work.many(Answer, [answer_id(interview.id, *key) for key in values])
    for (field_id, row), value in values.items():
        record_id = answer_id(interview.id, field_id, row)
        if record_id in there:
            work.settle(Answer, record_id, "value", to_json(value))
        elif not is_empty(value):
            work.add(Answer(id=record_id, interview_id=interview.id, field_id=field_id, row=row, value=to_json(value)))


def _after(now: datetime, interview: Interview, closed: Closed) -> datetime:
    """Corrections are ordered by their time, and stand after what they correct, also where the clock was put back."""
    written = [each.at for each in closed.freezes.values()] + [each.at for each in closed.corrections]
    newest = max([*written, interview.finished_at or datetime.min])
    return now if now > newest else newest + timedelta(seconds=1)


def _both_empty(one: Value, other: Value) -> bool:
    return is_empty(one) and is_empty(other)
