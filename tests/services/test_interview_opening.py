"""What stands beside the form when it is opened, and the lists that lead to it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.answers import to_json
from app.domain.deadlines import DeadlineKind
from app.domain.households import Member, Relation, members_on
from app.domain.interviews import Answer, Interview, answer_id
from app.domain.records import RecordId
from app.services.incomes import IncomeEntry, WriteIncome, write_income
from app.services.interview_answers import (
    AnswerQuestion,
    answer_question,
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
from app.services.interview_past import LastInterview, last_interview
from app.services.interview_reading import OpenInterview, open_interview
from app.services.interviews import (
    AddVisit,
    InterruptedInterview,
    LeaveOutSegment,
    LeavePlace,
    ReadClock,
    RememberPlace,
    UnknownSegment,
    WriteNote,
    add_visit,
    interrupted_interview,
    leave_out_segment,
    leave_place,
    read_clock,
    remember_place,
    write_note,
)
from app.services.office import Office
from tests.little_office import HEAD, at_desk
from tests.visits import KITCHEN, case_of, finished, stored, visit

Visit = tuple[Office, Interview]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


def say(office: Office, interview: Interview, field_id: str, value: object) -> None:
    answer_question(office, AnswerQuestion(interview.id, field_id, 0, to_json(value)))  # type: ignore[arg-type]  # JSON values


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
    again = add_visit(office, AddVisit(interview.case_id, "I")).value
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
