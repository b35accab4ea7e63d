"""A visit from its plan to the last box: begun once, written box by box, never silently overwritten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.answers import UnreadableAnswer, to_json
from app.domain.cases import AlreadyClosed
from app.domain.deadlines import DeadlineKind
from app.domain.households import Member, Relation, members_on
from app.domain.interviews import Answer, Interview, InterviewFinished, answer_id
from app.domain.questionnaires import NoQuestionnaire
from app.domain.records import RecordId
from app.domain.roles import NotAllowed
from app.domain.tidying import TextTooLong
from app.services.calendars import SetCalendar
from app.services.incomes import IncomeEntry, WriteIncome, write_income
from app.services.interview_answers import (
    AnswerQuestion,
    AnswerQuestions,
    Given,
    UnknownField,
    answer_question,
    answer_questions,
)
from app.services.interview_circumstances import relation_between
from app.services.interview_lists import (
    CountOpenInterviews,
    ListInterviewRows,
    ListInterviews,
    Visits,
    count_open_interviews,
    list_interview_rows,
    list_interviews,
)
from app.services.interview_reading import LastInterview, Lock, OpenInterview, last_interview, open_interview
from app.services.interviews import (
    AddVisit,
    FindVisit,
    InterruptedInterview,
    LeaveOutSegment,
    LeavePlace,
    PlanInterview,
    PlannedInPast,
    ReadClock,
    RememberPlace,
    StartInterview,
    UnknownSegment,
    WriteNote,
    add_visit,
    find_visit,
    interrupted_interview,
    leave_out_segment,
    leave_place,
    plan_interview,
    read_clock,
    remember_place,
    start_interview,
    write_note,
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


# -- beside the form -----------------------------------------------------------------------------------------------


def test_note_left_out_segments_and_place_are_kept(held: Visit) -> None:
    office, interview = held
    noted = write_note(office, WriteNote(interview.id, "Zapytać o węgiel z gminy.", interview)).value
    assert noted.private_note == "Zapytać o węgiel z gminy."
    assert noted.started_at is None
    marked = [
        leave_out_segment(office, LeaveOutSegment(interview.id, code, is_left_out=is_out)).value.left_out
        for code, is_out in (("G", True), ("D", True), ("G", False))
    ]
    assert marked == ["G", "D G", "D"]
    with pytest.raises(UnknownSegment):
        leave_out_segment(office, LeaveOutSegment(interview.id, "Z", is_left_out=True))
    remember_place(office, RememberPlace(interview.id, "C p1c_heating 0"))
    assert open_interview(office, OpenInterview(interview.id)).place == "C p1c_heating 0"


def test_two_notes_that_did_not_see_each_other_stay_side_by_side(held: Visit) -> None:
    office, interview = held
    shown = stored(office, interview.id)
    for note in ("węgiel", "drewno"):
        write_note(office, WriteNote(interview.id, note, shown))
    with office.reading() as file:
        (found,) = file.contradictions()
    assert found.field == "private_note"
    assert write_note(office, WriteNote(interview.id, "węgiel i drewno")).value.private_note == "węgiel i drewno"
    with office.reading() as file:
        assert not file.contradictions()


def test_an_interview_left_by_a_crash_is_known_and_one_left_in_order_is_not(held: Visit) -> None:
    office, interview = held
    assert interrupted_interview(office, InterruptedInterview()) is None
    remember_place(office, RememberPlace(interview.id, "A p1a_first_name 0"))
    assert interrupted_interview(office, InterruptedInterview()) == interview
    leave_place(office, LeavePlace(interview.id))
    assert interrupted_interview(office, InterruptedInterview()) is None
    remember_place(office, RememberPlace(interview.id, "A"))
    finished(office, interview.id)
    assert interrupted_interview(office, InterruptedInterview()) is None
    assert read_clock(office, ReadClock()) == KITCHEN


def test_the_place_never_travels(held: Visit) -> None:
    office, interview = held
    head = office.file.bundling.vector()
    remember_place(office, RememberPlace(interview.id, "C"))
    assert office.file.bundling.vector() == head


def test_the_form_is_offered_what_the_office_knows(held: Visit) -> None:
    office, interview = held
    known = open_interview(office, OpenInterview(interview.id)).circumstances
    assert [person.full_name for person in known.people] == ["Anna Wiśniewska", "Zofia Wiśniewska", "Jan Wiśniewski"]
    assert [person.relation for person in known.people] == [Relation.SELF, Relation.CHILD, Relation.CHILD]
    assert known.address is not None
    assert (known.address.locality, known.address.street, known.address.house) == ("Wola Przedborska", "", "14")
    assert (known.criterion_alone, known.criterion_in_family) == (101_000, 82_300)
    assert (known.reported_on, known.office_town) == (date(2026, 11, 3), "Przedbórz")


def test_income_on_record_is_known_with_its_proof(held: Visit) -> None:
    office, interview = held
    with office.reading() as file:
        zofia = members_on(file.find(Member, household_id=interview.household_id), KITCHEN.date())[1]
    for kind, amount, evidence in (("maintenance_fund", 50_000, "decyzja"), ("child_benefit", 80_000, "decyzja")):
        entry = IncomeEntry(kind=kind, amount=amount, received_on=date(2026, 10, 20), evidence=evidence)
        write_income(office, WriteIncome(zofia.person_id, entry))
    (known,) = open_interview(office, OpenInterview(interview.id)).circumstances.incomes
    assert (known.person, known.source, known.amount, known.has_document) == (1, "fundusz alimentacyjny", 50_000, True)


def test_kinship_is_told_only_where_it_follows() -> None:
    def member(relation: Relation) -> Member:
        return Member(id=RecordId(bytes(16)), household_id=RecordId(b"h"), person_id=RecordId(b"p"), relation=relation)

    assert relation_between(Relation.CHILD, member(Relation.SELF)) is Relation.PARENT
    assert relation_between(Relation.CHILD, member(Relation.CHILD)) is Relation.SIBLING
    assert relation_between(Relation.SPOUSE, member(Relation.CHILD)) is Relation.OTHER


def test_the_last_interview_stands_beside_the_new_one(held: Visit) -> None:
    office, interview = held
    assert last_interview(office, LastInterview(interview.id)) is None
    finished(office, interview.id, {("p1b_exp_rent", 0): 54_000})
    again = add_visit(office, AddVisit(interview.case_id)).value
    past = last_interview(office, LastInterview(again.id))
    assert past is not None
    assert (past.interview.id, past.held_on, past.answers["p1b_exp_rent", 0]) == (interview.id, KITCHEN.date(), 54_000)
    assert last_interview(office, LastInterview(interview.id)) is None


def test_a_stored_text_that_is_no_answer_is_shown_as_it_is(held: Visit) -> None:
    office, interview = held
    say(office, interview, "p1h_needs", "węgiel")
    with office.work("obcy program") as work:
        record = work.get(Answer, answer_id(interview.id, "p1h_needs", 0))
        work.change(record, replace(record, value="{węgiel"))
        work.commit()
    assert open_interview(office, OpenInterview(interview.id)).answers["p1h_needs", 0] == "{węgiel"


# -- lists ---------------------------------------------------------------------------------------------------------


def test_visits_are_listed_by_what_ends_first(held: Visit) -> None:
    office, interview = held
    pressing = add_visit(office, AddVisit(interview.case_id)).value
    with office.work("pilne") as work:
        work.change(pressing, replace(pressing, is_urgent=True))
        work.commit()
    told = list_interviews(office, ListInterviews(Visits.PLANNED))
    assert [row.interview.id for row in told.first_rows] == [pressing.id, interview.id]
    urgent, ordinary = told.first_rows
    assert urgent.clock.deadline.kind is DeadlineKind.INTERVIEW_URGENT
    assert (urgent.clock.deadline.ends_on, ordinary.clock.deadline.ends_on) == (date(2026, 11, 16), date(2026, 11, 24))
    assert (ordinary.sign, ordinary.name, ordinary.place) == ("", "Wiśniewska Anna", "Wola Przedborska 14")
    rows = list_interview_rows(office, ListInterviewRows(told.keys))
    assert [row.interview.id for row in rows] == [pressing.id, interview.id]


def test_lists_follow_a_visit_from_plan_to_end(held: Visit) -> None:
    office, interview = held

    def counts() -> list[int]:
        return [len(list_interviews(office, ListInterviews(each, is_mine=True)).keys) for each in Visits]

    assert counts() == [1, 0, 0]
    say(office, interview, "p1a_first_name", "Anna")
    assert counts() == [0, 1, 0]
    assert count_open_interviews(office, CountOpenInterviews()) == 1
    finished(office, interview.id)
    assert counts() == [0, 0, 1]
    assert count_open_interviews(office, CountOpenInterviews()) == 0
    assert not list_interviews(at_desk(office, HEAD), ListInterviews(Visits.FINISHED, is_mine=True)).keys
    (row,) = list_interviews(office, ListInterviews(Visits.FINISHED)).first_rows
    assert row.clock is None


def test_a_list_is_narrowed_by_words_and_ordered_by_a_column(held: Visit) -> None:
    office, _ = held
    assert len(list_interviews(office, ListInterviews(Visits.PLANNED, text="wisn an")).keys) == 1
    assert not list_interviews(office, ListInterviews(Visits.PLANNED, text="kowal")).keys
    assert len(list_interviews(office, ListInterviews(Visits.PLANNED, column="name", is_descending=True)).keys) == 1


def test_a_visit_of_a_closed_case_waits_for_nobody(held: Visit) -> None:
    office, interview = held
    case = case_of(office, interview)
    with office.work("zamknięcie") as work:
        work.change(case, replace(case, closed_on=date(2026, 11, 10)))
        work.commit()
    assert count_open_interviews(office, CountOpenInterviews()) == 0
