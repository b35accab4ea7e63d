"""Answers on their way into the file: one box at a time while somebody types, many at once from a pasted table.

Whatever the form showed is said to be what the new answer replaces. An answer that came from another workstation
meanwhile, and that the form did not show, therefore stays beside the new one until a person decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain.answers import from_json, to_json
from app.domain.interview_layers import segment_of
from app.domain.interviews import Answer, Interview, answer_id
from app.domain.problems import Missing, Refusal
from app.domain.questionnaires import Questionnaire
from app.domain.records import RecordId
from app.domain.tidying import LONG, clean
from app.services.interview_standing import demand_open
from app.services.interviews import begun, form_of
from app.services.office import Done, Office
from app.services.ports import Work

MOST_ROWS = 1000


class UnknownField(Refusal):
    """The form has no such box (facts: field_id)."""

    code = "unknown_field"


@dataclass(frozen=True)
class Given:
    """One box: its JSON, and the answer that the form showed in it (None for a box that was empty)."""

    field_id: str
    row: int
    value: str
    before: Answer | None = None


@dataclass(frozen=True)
class AnswerQuestion:
    """Store one box. ``shown`` is the interview as the form was given it; without it the newest answer is replaced."""

    interview_id: RecordId
    field_id: str
    row: int
    value: str
    before: Answer | None = None
    shown: Interview | None = None


@dataclass(frozen=True)
class AnswerQuestions:
    """Store many boxes in one transaction; see ``AnswerQuestion``."""

    interview_id: RecordId
    answers: tuple[Given, ...]
    shown: Interview | None = None


def answer_question(office: Office, request: AnswerQuestion) -> Done[Answer]:
    """Store one answer, durably; an emptied box is an answer too."""
    given = Given(request.field_id, request.row, request.value, request.before)
    stored = answer_questions(office, AnswerQuestions(request.interview_id, (given,), request.shown))
    return Done(stored.value[0], stored.changes)


def answer_questions(office: Office, request: AnswerQuestions) -> Done[tuple[Answer, ...]]:
    """Store all of them or none; gives them back as stored, in their order."""
    with office.work("Odpowiedzi w wywiadzie") as work:
        interview = begun(office, work, request.interview_id)
        form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
        demand_open(work, form, interview, {segment_of(form, (each.field_id, each.row)) for each in request.answers})
        ids = [answer_id(interview.id, each.field_id, each.row) for each in request.answers]
        there = work.many(Answer, ids)
        for record_id, given in zip(ids, request.answers, strict=True):
            demand_box(form, given.field_id, given.row)
            if given.before is not None and given.before.id != record_id:
                raise Missing(kind="answer")
            fresh = Answer(
                id=record_id,
                interview_id=interview.id,
                field_id=given.field_id,
                row=given.row,
                value=tidied(given.value),
            )
            _store(work, fresh, there.get(record_id), given.before, request.shown)
            there[record_id] = fresh
        changes = work.commit()
    return Done(_as_stored(office, ids), changes)


def _store(work: Work, fresh: Answer, stored: Answer | None, before: Answer | None, shown: Interview | None) -> None:
    """Write one answer inside a transaction, on top of what the form showed."""
    if stored is None:
        work.add(fresh)
    elif before is not None:
        work.change(before, replace(before, value=fresh.value))
    elif shown is None:
        work.change(stored, replace(stored, value=fresh.value))
    else:  # the form showed an empty box: it had seen nothing that is newer than the interview it was opened with
        work.change(replace(fresh, value="", seen=shown.seen), fresh)


def demand_box(form: Questionnaire, field_id: str, row: int) -> None:
    """A box of the form, or the word beside one of its options."""
    name = field_id.split(".", maxsplit=1)[0]
    if name not in form.places or not 0 <= row < MOST_ROWS:
        raise UnknownField(field_id=field_id[:60])


def tidied(text: str) -> str:
    """The one way of writing an answer down, without invisible characters; a whole book is refused."""
    value = from_json(text)
    if isinstance(value, str):
        value = clean(value, LONG)
    elif isinstance(value, tuple):
        value = tuple(map(clean, value))
    return to_json(value)


def _as_stored(office: Office, ids: Sequence[RecordId]) -> tuple[Answer, ...]:
    with office.reading() as file:
        found = file.many(Answer, ids)
    return tuple(found[each] for each in ids)
