"""What of an interview is closed: read from the file, and asked before anything is written into it."""

from collections.abc import Iterable, Mapping

from app.domain.answers import Key, Value
from app.domain.interview_filling import Filling
from app.domain.interview_layers import Closed, closed_of, readable
from app.domain.interviews import Answer, Correction, Freeze, Interview
from app.domain.problems import Refusal
from app.domain.questionnaires import Questionnaire
from app.services.interview_circumstances import circumstances_of
from app.services.office import Office
from app.services.ports import Reading


class AnswerFrozen(Refusal):
    """What stands on a signed paper is not written over; it is corrected with a reason (facts: on)."""

    code = "answer_frozen"


def values_of(records: Iterable[Answer]) -> dict[Key, Value]:
    """Answers as the form reads them. A stored text that is no answer shows as it is, for somebody to set right."""
    return {(each.field_id, each.row): readable(each.value) for each in records}


def closed_in(file: Reading, form: Questionnaire, interview: Interview, stored: Mapping[Key, Value]) -> Closed:
    """Signature, approval and corrections of an interview over its stored answers."""
    freezes = file.find(Freeze, interview_id=interview.id)
    corrections = file.find(Correction, interview_id=interview.id)
    return closed_of(form, interview, stored, freezes, corrections)


def filling_of(office: Office, file: Reading, form: Questionnaire, interview: Interview, closed: Closed) -> Filling:
    """An interview as it is to be read: what is closed says what stands on paper."""
    return Filling(form, closed.answers, circumstances_of(office, file, interview), closed.left_out)


def demand_open(file: Reading, form: Questionnaire, interview: Interview, segments: Iterable[str]) -> None:
    """Refuse to write into a segment that was signed or approved; an unsigned interview costs no look."""
    if interview.signed_on is None:
        return
    closed = closed_in(file, form, interview, values_of(file.find(Answer, interview_id=interview.id)))
    if not closed.segments.isdisjoint(segments):
        raise AnswerFrozen(on=interview.signed_on)


def late_answers(office: Office, file: Reading, interview: Interview) -> int:
    """How many answers another workstation wrote without knowing of the signature."""
    if interview.signed_on is None:
        return 0
    shelf = office.shelf.questionnaires
    form = shelf.version(interview.part, interview.form_version) if interview.form_version else None
    stored = values_of(file.find(Answer, interview_id=interview.id))
    return len(closed_in(file, form, interview, stored).strays) if form is not None else 0
