"""From the interview into the reasons of a decision: what the worker wrote and what was ticked, ready to be put in.

Nothing flows by itself: the clerk chooses, and edits it as their own text. What the answers say today is offered also
after the interview was sealed, because the reasons rest on it.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.answers import text_of
from app.domain.cases import Case
from app.domain.interview_filling import Filling
from app.domain.interview_sentences import Told, told
from app.domain.records import RecordId
from app.services.case_reading import read_basis
from app.services.interview_past import held_on
from app.services.interview_reading import filling_in
from app.services.office import Office


@dataclass(frozen=True)
class FindReasons:
    """Ask what the interview of a case offers to the reasons of its decision."""

    case_id: RecordId


@dataclass(frozen=True)
class InterviewReasons:
    """``diagnosis`` and ``needs`` as they were written, ``told`` what was ticked and counted, in sentences."""

    held_on: date
    diagnosis: str
    needs: str
    told: tuple[Told, ...]


def find_reasons(office: Office, request: FindReasons) -> InterviewReasons | None:
    """Of the newest finished visit that is about the person of the case; None before it."""
    with office.reading() as file:
        interview = read_basis(file, file.get(Case, request.case_id), office.law).interview
        if interview is None or interview.finished_at is None:
            return None
        filling = filling_in(office, file, interview)
        return InterviewReasons(
            held_on(interview), _written(filling, "diagnosis"), _written(filling, "needs"), told(filling)
        )


def _written(filling: Filling, meaning: str) -> str:
    asked = filling.questionnaire.meaning(meaning)
    return text_of(filling.value(asked.id)).strip() if asked is not None else ""
