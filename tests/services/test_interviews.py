"""A visit from its plan to the last box: begun once, written box by box, never silently overwritten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.answers import UnreadableAnswer, to_json
from app.domain.cases import AlreadyClosed
from app.domain.interviews import Answer, Interview, InterviewFinished, answer_id
from app.domain.problems import Missing
from app.domain.questionnaires import NoQuestionnaire
from app.domain.roles import NotAllowed
from app.domain.tidying import TextTooLong
from app.services.calendars import SetCalendar
from app.services.interview_answers import (
    AnswerQuestion,
    AnswerQuestions,
    Given,
    UnknownField,
    answer_question,
    answer_questions,
)
from app.services.interview_reading import Lock, OpenInterview, open_interview
from app.services.interviews import (
    AddVisit,
    FindVisit,
    LeaveOutSegment,
    PlanInterview,
    PlannedInPast,
    StartInterview,
    add_visit,
    find_visit,
    leave_out_segment,
    plan_interview,
    start_interview,
)
from app.services.office import Office
from tests.little_office import CLERK, HEAD, at_desk
from tests.visits import KITCHEN, case_of, finished, stored, visit

Visit = tuple[Office, Interview]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def say(office: Office, interview: Interview, field_id: str, value: object, before: Answer | None = None) -> Answer:
    request = AnswerQuestion(interview.id, field_id, 0, to_json(value), before)  # type: ignore[arg-type]  # JSON values
    return answer_question(office, request).value


def test_odd_answers_are_refused_in_words(held: Visit) -> None:
    office, interview = held
    for text in ("[" * 100_000, "9" * 5_000, '["a", 1]'):
        with pytest.raises(UnreadableAnswer):
            answer_question(office, AnswerQuestion(interview.id, "p1h_needs", 0, text))
    with pytest.raises(TextTooLong):
        answer_question(office, AnswerQuestion(interview.id, "p1h_needs", 0, to_json(("a" * 5_000_000,))))


def test_an_answer_lands_in_its_own_box(held: Visit) -> None:
    office, interview = held
    other = say(office, interview, "p1h_needs", "leki")
    with pytest.raises(Missing):
        say(office, interview, "p1a_pesel", "92030412346", before=other)
    with office.reading() as file:
        assert file.get(Answer, other.id).value == to_json("leki")


def arrive(office: Office, interview: Interview, field_id: str, value: str) -> None:
    """As if a bundle had brought an answer that no form has shown: a write that names nobody's as replaced."""
    with office.work("z paczki") as work:
        work.touching(interview.household_id)
        record_id = answer_id(interview.id, field_id, 0)
        there = work.many(Answer, [record_id]).get(record_id)
        if there is None:
            work.add(Answer(id=record_id, interview_id=interview.id, field_id=field_id, row=0, value=to_json(value)))
        else:
            work.change(there, replace(there, value=to_json(value)))
        work.commit()


# -- the visit -----------------------------------------------------------------------------------------------------


def test_a_visit_is_planned_and_the_plan_taken_back(held: Visit) -> None:
    office, interview = held
    at = datetime(2026, 11, 16, 9, 30)
    planned = plan_interview(office, PlanInterview(interview, at, "pies na podwórku")).value
    assert (planned.planned_at, planned.plan_note) == (at, "pies na podwórku")
    assert plan_interview(office, PlanInterview(planned, None)).value.planned_at is None


def test_a_visit_is_not_planned_for_yesterday(held: Visit) -> None:
    office, interview = held
    with pytest.raises(PlannedInPast) as refused:
        plan_interview(office, PlanInterview(interview, datetime(2026, 11, 11, 9, 0)))
    assert refused.value.facts == {"planned_on": date(2026, 11, 11)}


def test_the_first_write_begins_on_the_form_of_that_day(held: Visit) -> None:
    office, interview = held
    say(office, interview, "p1a_first_name", "Anna")
    begun = stored(office, interview.id)
    assert (begun.started_at, begun.form_version) == (KITCHEN, "2021")
    later = replace(office, calendar=SetCalendar(datetime(2027, 3, 8, 10, 0)))
    say(later, interview, "p1a_last_name", "Wiśniewska")
    assert stored(office, interview.id) == begun


@pytest.mark.parametrize(("day", "version"), [(date(2027, 3, 4), "2021"), (date(2027, 3, 5), "2026")])
def test_the_form_changes_on_the_day_of_the_act(held: Visit, day: date, version: str) -> None:
    office, interview = held
    on_day = replace(office, calendar=SetCalendar(datetime.combine(day, datetime.min.time())))
    assert open_interview(on_day, OpenInterview(interview.id)).form.version == version
    assert start_interview(on_day, StartInterview(interview.id)).value.form_version == version


def test_a_part_that_the_office_does_not_have_is_named(held: Visit) -> None:
    office, interview = held
    other = add_visit(office, AddVisit(interview.case_id, "XII")).value
    with pytest.raises(NoQuestionnaire) as refused:
        start_interview(office, StartInterview(other.id))
    assert refused.value.facts["part"] == "XII"


def test_a_case_gives_its_visit_to_come_then_the_held_one_and_never_a_second_by_itself(held: Visit) -> None:
    office, interview = held
    assert find_visit(office, FindVisit(interview.case_id)).value == interview.id
    finished(office, interview.id)
    assert find_visit(office, FindVisit(interview.case_id)).value == interview.id
    again = add_visit(office, AddVisit(interview.case_id)).value
    assert (again.learned_on, find_visit(office, FindVisit(interview.case_id)).value) == (date(2026, 11, 12), again.id)


def test_a_case_without_a_visit_gets_one(held: Visit) -> None:
    office, interview = held
    with office.work("usunięcie") as work:
        work.remove(interview)
        work.commit()
    fresh = stored(office, find_visit(office, FindVisit(interview.case_id)).value)
    assert fresh.id != interview.id
    assert fresh.learned_on == date(2026, 11, 3)


def test_only_who_visits_may_write(held: Visit) -> None:
    office, interview = held
    at_counter = at_desk(office, CLERK)
    with pytest.raises(NotAllowed):
        say(at_counter, interview, "p1a_first_name", "Anna")
    assert open_interview(at_counter, OpenInterview(interview.id)).lock is Lock.NOT_ALLOWED
    assert open_interview(at_desk(office, HEAD), OpenInterview(interview.id)).lock is Lock.OPEN


def test_nothing_is_written_into_a_finished_interview_or_a_closed_case(held: Visit) -> None:
    office, interview = held
    over = finished(office, interview.id)
    for write in (
        lambda: say(office, interview, "p1a_first_name", "Ewa"),
        lambda: leave_out_segment(office, LeaveOutSegment(over.id, "G", is_left_out=False)),
        lambda: plan_interview(office, PlanInterview(over, None)),
    ):
        with pytest.raises(InterviewFinished) as refused:
            write()
        assert refused.value.facts == {"on": date(2026, 11, 12)}
    assert open_interview(office, OpenInterview(interview.id)).lock is Lock.FINISHED
    again = add_visit(office, AddVisit(interview.case_id)).value
    case = case_of(office, interview)
    with office.work("zamknięcie") as work:
        work.change(case, replace(case, closed_on=date(2026, 11, 12)))
        work.commit()
    with pytest.raises(AlreadyClosed):
        say(office, again, "p1a_first_name", "Ewa")
    with pytest.raises(AlreadyClosed):
        add_visit(office, AddVisit(interview.case_id))
    assert open_interview(office, OpenInterview(again.id)).lock is Lock.CASE_CLOSED


# -- answers -------------------------------------------------------------------------------------------------------


def test_each_box_is_a_record_of_its_own_and_emptied_ones_stay(held: Visit) -> None:
    office, interview = held
    first = say(office, interview, "p1b_exp_rent", 54_000)
    assert (first.id, first.value) == (answer_id(interview.id, "p1b_exp_rent", 0), "54000")
    second = say(office, interview, "p1b_exp_rent", None, first)
    assert (second.id, second.value) == (first.id, "null")
    with office.reading() as file:
        assert [version.value for version in file.history(Answer, first.id) if version.field == "value"] == [
            "null",
            "54000",
        ]


def test_a_pasted_table_is_one_transaction_and_one_wrong_cell_stops_it(held: Visit) -> None:
    office, interview = held
    rows = tuple(Given("p1a_m_name", row, f'"Osoba {row}"') for row in range(14))
    assert [each.row for each in answer_questions(office, AnswerQuestions(interview.id, rows)).value] == list(range(14))
    wrong = (Given("p1a_m_name", 14, '"Osoba 14"'), Given("p1a_m_shoe_size", 14, "44"))
    with pytest.raises(UnknownField) as refused:
        answer_questions(office, AnswerQuestions(interview.id, wrong))
    assert refused.value.facts == {"field_id": "p1a_m_shoe_size"}
    assert len(open_interview(office, OpenInterview(interview.id)).records) == 14


def test_the_word_beside_an_option_and_a_row_out_of_bounds(held: Visit) -> None:
    office, interview = held
    assert say(office, interview, "p1e_chronic.children", "2").value == '"2"'
    with pytest.raises(UnknownField):
        answer_question(office, AnswerQuestion(interview.id, "p1a_m_name", 100_000, '"x"'))


def test_what_cannot_be_kept_is_refused_and_the_rest_is_tidied(held: Visit) -> None:
    office, interview = held
    with pytest.raises(UnreadableAnswer):
        answer_question(office, AnswerQuestion(interview.id, "p1h_needs", 0, "{"))
    with pytest.raises(TextTooLong):
        say(office, interview, "p1h_needs", "opał " * 2_000_000)
    assert say(office, interview, "p1h_needs", "a\u0000b\r\nc").value == '"ab\\nc"'
    long = "ą\n" * 9_999 + "ą"
    assert say(office, interview, "p1i_diagnosis", long).value == to_json(long)


def test_a_later_answer_replaces_what_the_form_showed(held: Visit) -> None:
    office, interview = held
    before: Answer | None = None
    for text in ("w", "wę", "węg", "węgiel"):
        before = say(office, interview, "p1h_needs", text, before)
    with office.reading() as file:
        assert not file.contradictions()


def test_an_answer_that_the_form_did_not_show_stays_beside_the_new_one(held: Visit) -> None:
    """Two workstations answer one box; the one whose form was older must not win in silence."""
    office, interview = held
    shown = say(office, interview, "p1h_needs", "węgiel")
    arrive(office, interview, "p1h_needs", "drewno")
    say(office, interview, "p1h_needs", "gaz", shown)
    with office.reading() as file:
        (found,) = file.contradictions()
    assert {version.value for version in found.versions} == {'"drewno"', '"gaz"'}
    assert found.before == '"węgiel"'
    (double,) = open_interview(office, OpenInterview(interview.id)).two_answers
    assert (double.field_id, double.row, double.others) == ("p1h_needs", 0, ("drewno",))


def test_an_empty_box_on_an_older_form_counts_as_shown_empty(held: Visit) -> None:
    office, interview = held
    shown = start_interview(office, StartInterview(interview.id)).value
    arrive(office, interview, "p1h_needs", "drewno")
    request = AnswerQuestion(interview.id, "p1h_needs", 0, '"gaz"', shown=shown)
    answer_question(office, request)
    with office.reading() as file:
        (found,) = file.contradictions()
    assert {version.value for version in found.versions} == {'"drewno"', '"gaz"'}


def test_the_same_words_from_two_places_are_no_contradiction(held: Visit) -> None:
    office, interview = held
    shown = start_interview(office, StartInterview(interview.id)).value
    arrive(office, interview, "p1h_needs", "drewno")
    answer_question(office, AnswerQuestion(interview.id, "p1h_needs", 0, '"drewno"', shown=shown))
    with office.reading() as file:
        assert not file.contradictions()
