"""What was said last time: the interview before this one, its answers put into the boxes of this one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.answers import Key, Value
from app.domain.cases import Case
from app.domain.interview_sentences import Told, told
from app.domain.interview_update import Recalled, brought, recalled
from app.domain.interviews import Answer, Interview, continued_parts
from app.domain.records import RecordId
from app.services.interview_standing import closed_in, filling_of, values_of
from app.services.interviews import form_of
from app.services.office import Office
from app.services.ports import Reading


@dataclass(frozen=True)
class LastInterview:
    """Ask for the interview before this one, with the same person or in the same household."""

    interview_id: RecordId


@dataclass(frozen=True)
class PastInterview:
    """A finished interview.

    ``answers`` stand under the boxes of the part that is being filled in now; ``recalled`` is what it said about the
    fields of life that an update asks about, ``told`` the same interview in sentences; both only for an update.
    """

    interview: Interview
    held_on: date
    answers: Mapping[Key, Value]
    recalled: Mapping[str, tuple[Recalled, ...]] = field(default_factory=dict)
    told: tuple[Told, ...] = ()


def last_interview(office: Office, request: LastInterview) -> PastInterview | None:
    """What was said last time; None when this is the first interview that the office file knows."""
    with office.reading() as file:
        return past_of(office, file, file.get(Interview, request.interview_id))


def held_on(interview: Interview) -> date:
    """The day a finished interview was held."""
    day = interview.held_on or (interview.finished_at.date() if interview.finished_at is not None else None)
    return day or date.min


def past_of(office: Office, file: Reading, interview: Interview) -> PastInterview | None:
    """The newest finished one on this part, or on the part that it updates, that has answers.

    Those with the person come before those of the family; an interview with a relative (art. 103) only ever goes on
    from one with the same relative.
    """
    form = form_of(office.shelf.questionnaires, interview, office.calendar.today())
    for each in _earlier(file, interview):
        if stored := file.find(Answer, interview_id=each.id):
            before = form_of(office.shelf.questionnaires, each, office.calendar.today())
            closed = closed_in(file, before, each, values_of(stored))
            brought_here = brought(form, before, closed.answers, held_on(each))
            if not any(place.field.recalls for place in form.places.values()):
                return PastInterview(each, held_on(each), brought_here)
            last = filling_of(office, file, before, each, closed)
            return PastInterview(each, held_on(each), brought_here, recalled(form, last), told(last))
    return None


def _earlier(file: Reading, interview: Interview) -> list[Interview]:
    known = list(file.find(Interview, person_id=interview.person_id))
    if interview.is_with_relative:
        case_person = file.get(Case, interview.case_id).person_id
        known = [each for each in known if each.person_id != case_person]
    else:
        known += file.find(Interview, household_id=interview.household_id)
    latest = held_on(interview) if interview.finished_at is not None else date.max
    earlier = [
        each
        for each in known
        if each.id != interview.id
        and each.finished_at is not None
        and each.part in continued_parts(interview.part)
        and held_on(each) <= latest
    ]
    earlier.sort(key=lambda each: (each.person_id == interview.person_id, held_on(each), each.id), reverse=True)
    return earlier
