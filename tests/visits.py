"""Maria Lis in the kitchen of the Wiśniewski family on 12 November 2026: an office with a visit, and its answers."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from app.domain.answers import Key, Value, to_json
from app.domain.cases import Case
from app.domain.interviews import Interview
from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.calendars import SetCalendar
from app.services.interview_answers import AnswerQuestions, Given, answer_questions
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interviews import LeaveOutSegment, leave_out_segment
from app.services.office import Office
from tests.little_office import LAPTOP, WORKER, annas_application, at_desk, little_office
from tests.questionnaires.family import segment_a

KITCHEN = datetime(2026, 11, 12, 10, 0)
LEFT_OUT = "B C D E F G"


@contextmanager
def visit(folder: Path, **changes: object) -> Iterator[tuple[Office, Interview]]:
    """The laptop in the kitchen, with the visit that Anna's application asks for; nothing is answered yet."""
    with little_office(folder, at=LAPTOP) as made:
        taken = take_application(made, annas_application(**changes)).value
        yield at_desk(replace(made, calendar=SetCalendar(KITCHEN)), WORKER), taken.interview


def later(office: Office, day: date = date(2027, 3, 8)) -> Office:
    """The same office once the form of 2026 binds."""
    return replace(office, calendar=SetCalendar(datetime.combine(day, datetime.min.time())))


def complete_answers() -> dict[Key, Value]:
    """Everything the compulsory segments ask."""
    boxes: dict[str, Value] = {
        "p1h_needs": "Pieniądze na żywność i opał do czasu znalezienia pracy.",
        "p1h_report_date": "2026-11-03",
        "p1h_interview_date": "2026-11-12",
        "p1h_safety_incident": False,
        "p1i_diagnosis": "Brak pracy i dochodu matki. Dzieci zadbane. Wnioskuję o zasiłek okresowy.",
        "p1i_grounds": ("7.1", "7.4"),
        "p1j_plan_place_date": "Wola Przedborska, 12.11.2026",
    }
    return {
        **segment_a(),
        **{(field_id, 0): value for field_id, value in boxes.items()},
        ("p1j_plan_category", 0): "cash",
        ("p1j_plan_scope", 0): "zasiłek okresowy",
    }


def answer(office: Office, interview_id: RecordId, answers: Mapping[Key, Value]) -> None:
    """Answer these boxes at once."""
    given = tuple(Given(field_id, row, to_json(value)) for (field_id, row), value in answers.items())
    answer_questions(office, AnswerQuestions(interview_id, given))


def leave_out(office: Office, interview_id: RecordId, codes: str = LEFT_OUT) -> None:
    """Mark segments as not applying."""
    for code in codes.split():
        leave_out_segment(office, LeaveOutSegment(interview_id, code, is_left_out=True))


def stored(office: Office, interview_id: RecordId) -> Interview:
    """The interview as the file has it."""
    with office.reading() as file:
        return file.get(Interview, interview_id)


def case_of(office: Office, interview: Interview) -> Case:
    """The case of the visit."""
    with office.reading() as file:
        return file.get(Case, interview.case_id)


def finished(office: Office, interview_id: RecordId, changes: Mapping[Key, Value] | None = None) -> Interview:
    """The visit held to its end."""
    answer(office, interview_id, {**complete_answers(), **(changes or {})})
    leave_out(office, interview_id)
    return finish_interview(office, FinishInterview(interview_id)).value


def printed_text(pdf: bytes) -> str:
    """Everything that stands on the pages of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
