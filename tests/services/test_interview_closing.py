"""The end of a visit: everything that is missing named at once, a seal that holds, a paper that never changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest

from app.domain.answers import Key, Value
from app.domain.case_course import EventKind, PaperKind
from app.domain.cases import CaseEvent, Document
from app.domain.interview_doubts import doubts
from app.domain.interview_rules import FindingKind, SegmentState, standing
from app.domain.interview_seal import seal
from app.domain.interviews import Answer, Interview, InterviewFinished
from app.services.calendars import SetCalendar
from app.services.households import ReasonNeeded
from app.services.interview_answers import AnswerQuestion, answer_question
from app.services.interview_closing import (
    FinishInterview,
    InterviewSigned,
    ReopenInterview,
    finish_interview,
    reopen_interview,
)
from app.services.interview_freezing import AnswersUnsettled, HeldInFuture, InterviewIncomplete, InterviewUnfinished
from app.services.interview_printing import (
    PreviewInterview,
    PrintInterview,
    PrintReadingCopy,
    preview_interview,
    print_interview,
    print_reading_copy,
)
from app.services.interview_reading import OpenInterview, open_interview
from app.services.interview_signing import SignedOutsideVisit, SignInterview, sign_interview
from app.services.office import Office
from app.services.paper_preview import count_pages
from tests.visits import KITCHEN, answer, complete_answers, finished, leave_out, printed_text, stored, visit

Visit = tuple[Office, Interview]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def words(pdf: bytes) -> str:
    """What stands on the pages, with single blanks."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def refused(office: Office, interview: Interview, *, accepts_gaps: bool = False) -> InterviewIncomplete:
    with pytest.raises(InterviewIncomplete) as caught:
        finish_interview(office, FinishInterview(interview.id, accepts_gaps))
    return caught.value


def test_an_empty_interview_says_everything_that_is_missing_at_once(held: Visit) -> None:
    office, interview = held
    problem = refused(office, interview)
    findings = problem.facts["findings"]
    assert isinstance(findings, tuple)
    assert {finding.segment for finding in findings} == set("ABCDEFGHIJ")
    assert {"p1a_first_name", "p1h_needs", "p1i_diagnosis", "p1j_plan_category"} <= {each.field_id for each in findings}
    assert problem.facts["count"] == len(findings)
    assert problem.facts["segments"] == "A, B, C, D, E, F, G, H, I, J"
    assert stored(office, interview.id).started_at is None


@pytest.mark.parametrize("segment", ["A", "H", "I", "J"])
def test_a_compulsory_segment_cannot_stay_empty_whatever_is_accepted(held: Visit, segment: str) -> None:
    office, interview = held
    others = {key: value for key, value in complete_answers().items() if not key[0].startswith(f"p1{segment.lower()}_")}
    answer(office, interview.id, others)
    leave_out(office, interview.id, "B C D E F G")
    leave_out(office, interview.id, segment)
    assert refused(office, interview, accepts_gaps=True).facts["segments"] == segment


def test_housing_is_compulsory_with_minors_from_5_march_2027(held: Visit) -> None:
    office, interview = held
    spring = replace(office, calendar=SetCalendar(datetime(2027, 3, 8, 10, 0)))
    answer(spring, interview.id, {**complete_answers(), ("p1h_interview_date", 0): "2027-03-08"})
    leave_out(spring, interview.id)
    assert refused(spring, interview, accepts_gaps=True).facts["segments"] == "C"


def test_single_boxes_may_stay_empty_when_the_worker_says_so(held: Visit) -> None:
    office, interview = held
    answers = complete_answers()
    del answers["p1a_parents_names", 0], answers["p1a_m_health", 2]
    answer(office, interview.id, answers)
    leave_out(office, interview.id)
    problem = refused(office, interview)
    assert (problem.facts["count"], problem.facts["segments"]) == (2, "")
    over = finish_interview(office, FinishInterview(interview.id, accepts_gaps=True)).value
    assert over.finished_at == KITCHEN
    assert course(office, over)[-1].text.endswith("Pola bez odpowiedzi: 2.")


def test_doubtful_values_never_stand_in_the_way(held: Visit) -> None:
    office, interview = held
    odd: dict[Key, Value] = {("p1a_pesel", 0): "92031401243", ("p1h_report_date", 0): "2026-12-01"}
    over = finished(office, interview.id, odd)
    view = open_interview(office, OpenInterview(interview.id))
    assert {each.code for each in doubts(view.filling)} >= {"wrong_pesel", "future_date"}
    assert over.finished_at == KITCHEN


def interview_paper(papers: list[Document]) -> Document:
    (paper,) = (each for each in papers if each.kind == PaperKind.INTERVIEW)
    return paper


def test_a_visit_of_tomorrow_is_not_finished_today(held: Visit) -> None:
    office, interview = held
    with pytest.raises(HeldInFuture) as refused_by:
        finished(office, interview.id, {("p1h_interview_date", 0): "2026-11-13"})
    assert refused_by.value.facts == {"on": date(2026, 11, 13)}


def course(office: Office, interview: Interview) -> list[CaseEvent]:
    with office.reading() as file:
        return sorted(file.find(CaseEvent, case_id=interview.case_id), key=lambda each: (each.at, each.id))


def test_finishing_seals_keeps_the_paper_and_tells_the_case(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id, {("p1h_interview_date", 0): "2026-11-11"})
    assert over.held_on == date(2026, 11, 11)
    view = open_interview(office, OpenInterview(interview.id))
    assert over.seal == seal(view.filling, interview.id)
    assert (course(office, over)[-1].kind, course(office, over)[-1].text) == (
        EventKind.INTERVIEW_FINISHED,
        "Część I, 11\u00a0listopada 2026\u00a0r.",
    )
    with office.reading() as file:
        paper = interview_paper(file.find(Document, case_id=over.case_id))
        pdf = file.content(paper.content)
    assert (paper.id, paper.dated_on, paper.pages) == (over.document_id, date(2026, 11, 11), count_pages(pdf))
    text = words(pdf)
    assert over.seal in text
    assert "Dz.U. 2021 poz. 893" in text
    assert "Segmentu nie wypełniano." in text


def test_amounts_that_the_program_worked_out_stay_as_they_were(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    asked = open_interview(office, OpenInterview(interview.id)).form.meaning("plan.income")
    assert asked is not None
    assert open_interview(office, OpenInterview(over.id)).answers[asked.id, 0] == 124_800
    again = reopen_interview(office, ReopenInterview(over, "brak podpisu")).value
    answer(office, again.id, {("p1a_m_income_amount", 2): 0})
    assert open_interview(office, OpenInterview(again.id)).filling.value(asked.id) == 62_400


def test_a_changed_answer_changes_the_seal(held: Visit) -> None:
    office, interview = held
    first = finished(office, interview.id)
    again = reopen_interview(office, ReopenInterview(first, "pomyłka w potrzebach")).value
    answer(office, again.id, {("p1h_needs", 0): "Opał."})
    second = finish_interview(office, FinishInterview(again.id)).value
    assert second.seal not in ("", first.seal)
    same = reopen_interview(office, ReopenInterview(second, "jednak")).value
    answer(office, same.id, {("p1h_needs", 0): complete_answers()["p1h_needs", 0]})
    assert finish_interview(office, FinishInterview(same.id)).value.seal == first.seal


def test_reopening_needs_a_reason_and_marks_the_old_paper(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    with pytest.raises(ReasonNeeded):
        reopen_interview(office, ReopenInterview(over, "  "))
    again = reopen_interview(office, ReopenInterview(over, "Anna przypomniała sobie o alimentach")).value
    assert (again.finished_at, again.seal, again.document_id) == (None, "", None)
    with office.reading() as file:
        paper = interview_paper(file.find(Document, case_id=over.case_id))
    assert "Anna przypomniała sobie o alimentach" in paper.note
    assert "otwarto ponownie" in course(office, over)[-1].text
    with pytest.raises(InterviewUnfinished):
        reopen_interview(office, ReopenInterview(again, "jeszcze raz"))


def test_a_signed_interview_stays_as_it_is(held: Visit) -> None:
    office, interview = held
    with pytest.raises(InterviewIncomplete):
        sign_interview(office, SignInterview(interview, KITCHEN.date()))
    over = finished(office, interview.id)
    for day in (date(2026, 11, 11), date(2026, 11, 13)):
        with pytest.raises(SignedOutsideVisit):
            sign_interview(office, SignInterview(over, day))
    signed = sign_interview(office, SignInterview(over, date(2026, 11, 12))).value
    assert signed.signed_on == date(2026, 11, 12)
    assert "podpisano" in course(office, over)[-1].text
    with pytest.raises(InterviewSigned):
        sign_interview(office, SignInterview(signed, date(2026, 11, 12)))
    with pytest.raises(InterviewFinished):
        finish_interview(office, FinishInterview(signed.id))


def test_a_draft_carries_no_seal_and_the_finished_print_is_the_kept_one(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, complete_answers())
    draft = print_interview(office, PrintInterview(interview.id))
    assert "wersja robocza" in words(draft)
    leave_out(office, interview.id)
    over = finish_interview(office, FinishInterview(interview.id)).value
    printed = print_interview(office, PrintInterview(interview.id))
    assert over.seal in words(printed)
    with office.reading() as file:
        assert printed == file.content(file.get(Document, over.document_id or interview.id).content)
    shown = preview_interview(office, PreviewInterview(interview.id, dots_per_inch=40))
    assert (shown.pdf, len(shown.pages)) == (printed, count_pages(printed))


def test_a_box_with_two_answers_is_settled_before_the_seal(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, complete_answers())
    leave_out(office, interview.id)
    needs = open_interview(office, OpenInterview(interview.id)).records["p1h_needs", 0]
    answer(office, interview.id, {("p1h_needs", 0): "drewno"})
    answer_question(office, AnswerQuestion(interview.id, "p1h_needs", 0, '"gaz"', needs))
    with pytest.raises(AnswersUnsettled) as refused:
        finish_interview(office, FinishInterview(interview.id))
    assert refused.value.facts == {"count": 1}
    with office.work("rozstrzygnięcie") as work:
        work.settle(Answer, needs.id, "value", '"gaz"')
        work.commit()
    assert finish_interview(office, FinishInterview(interview.id)).value.finished_at == KITCHEN


def test_segments_of_a_finished_interview_are_done_or_left_out(held: Visit) -> None:
    office, interview = held
    finished(office, interview.id)
    filling = open_interview(office, OpenInterview(interview.id)).filling
    states = {each.code: standing(filling, each).state for each in filling.questionnaire.segments if each.is_printed}
    assert {code for code, state in states.items() if state is SegmentState.DONE} == set("AHIJ")
    assert {code for code, state in states.items() if state is SegmentState.LEFT_OUT} == set("BCDEFG")
    assert not [each for each in doubts(filling) if each.kind is FindingKind.MISSING]


def test_the_reading_copy_has_what_the_person_said_and_nothing_of_the_worker(tmp_path: Path) -> None:
    with visit(tmp_path) as (office, interview):
        over = finished(office, interview.id)
        printed = print_reading_copy(office, PrintReadingCopy(over.id))
    words = " ".join(printed_text(printed.pdf).split())
    assert "Pieniądze na żywność i opał" in words
    assert "Zofia Wiśniewska" in words
    assert "Brak pracy i dochodu matki" not in words, "the diagnosis is the worker's"
    assert "?:" not in words
    assert len(printed.pages) > 1
