"""The update of an interview, and the annexes behind it: what comes from last time, what a person must begin."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.answers import Key, Value
from app.domain.interview_comparison import proposals
from app.domain.interview_seal import seal
from app.domain.interviews import Interview
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interview_freezing import InterviewIncomplete
from app.services.interview_past import LastInterview, last_interview
from app.services.interview_printing import PrintInterview, print_interview
from app.services.interview_reading import OpenInterview, open_interview
from app.services.interviews import (
    AddVisit,
    add_visit,
)
from app.services.office import Office
from tests.visits import KITCHEN, answer, complete_answers, finished, later, leave_out, printed_text, visit

Visit = tuple[Office, Interview]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        yield made


# -- the update ----------------------------------------------------------------------------------------------------


def updated(held: Visit) -> tuple[Office, Interview]:
    """Part IV after part I, on the form of 2026."""
    office, interview = held
    answer(office, interview.id, {("p1b_exp_rent", 0): 54_000, ("p1a_addr_teryt", 0): "101204"})
    finished(office, interview.id)
    return later(office), add_visit(office, AddVisit(interview.case_id)).value


def test_an_update_begins_with_the_last_answers_under_its_own_boxes(held: Visit) -> None:
    office, update = updated(held)
    past = last_interview(office, LastInterview(update.id))
    assert past is not None
    assert past.answers["p4_first_name", 0] == "Anna"
    assert past.answers["p4_addr_teryt", 0] == "101204"
    assert past.answers["p4_upd_housing", 0] == "Bez zmian od wywiadu z 12 listopada 2026 r."
    assert ("p4_needs", 0) in past.answers, "shown beside, never carried over: it is asked anew"


def test_beside_each_field_of_life_stands_what_was_said_last_time(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, {("p1c_tenure", 0): "council", ("p1c_heating", 0): "coal"})
    answer(office, interview.id, complete_answers())
    leave_out(office, interview.id, "B D E F G")
    finish_interview(office, FinishInterview(interview.id, accepts_gaps=True))
    update = add_visit(office, AddVisit(interview.case_id)).value
    told = open_interview(office, OpenInterview(update.id)).previous
    assert told is not None
    housing = [(each.name, each.words) for each in told.recalled["p4_upd_housing"]]
    assert housing == [("Tytuł prawny do lokalu", "komunalne/kwaterunkowe"), ("Ogrzewanie", "piece węglowe")]
    family = [(each.name, each.words) for each in told.recalled["p4_upd_family"]]
    assert ("Zofia Wiśniewska", "córka") in family
    assert "p4_upd_health" not in told.recalled, "the segments on health were left out"


def test_an_update_of_an_update_shows_its_words(held: Visit) -> None:
    office, update = updated(held)
    answer(office, update.id, {("p4_upd_housing", 0): "Rodzina przeniosła się do lokalu socjalnego."})
    over = finish_interview(office, _accepting(office, update)).value
    again = add_visit(office, AddVisit(over.case_id)).value
    past = last_interview(office, LastInterview(again.id))
    assert past is not None
    assert [each.words for each in past.recalled["p4_upd_housing"]] == ["Rodzina przeniosła się do lokalu socjalnego."]
    assert past.answers["p4_upd_housing", 0] == "Bez zmian od wywiadu z 8 marca 2027 r."


def _accepting(office: Office, update: Interview) -> FinishInterview:
    with pytest.raises(InterviewIncomplete) as incomplete:
        finish_interview(office, FinishInterview(update.id, accepts_gaps=True))
    assert incomplete.value.facts["segments"] == "B, C, D"
    answers: dict[Key, Value] = {
        ("p4_needs", 0): "Opał.",
        ("p4_date", 0): "2027-03-08",
        ("p4_diagnosis", 0): "Rodzina nadal bez pracy.",
        ("p4_plan_scope", 0): "zasiłek okresowy",
    }
    answer(office, update.id, answers)
    return FinishInterview(update.id, accepts_gaps=True)


def test_amounts_of_a_part_without_a_family_table_come_from_the_files(held: Visit) -> None:
    office, update = updated(held)
    filling = open_interview(office, OpenInterview(update.id)).filling
    assert filling.persons == 3
    assert filling.value("p4_plan_criterion") == 3 * 82_300
    answer(office, update.id, {("p4_family_income", 0): 150_000})
    filling = open_interview(office, OpenInterview(update.id)).filling
    assert [filling.value(f"p4_{name}") for name in ("income_per_person", "plan_family_income")] == [50_000, 150_000]


# -- annexes -------------------------------------------------------------------------------------------------------


def test_the_declaration_of_assets_is_printed_and_sealed_once_somebody_writes_on_it(held: Visit) -> None:
    office, interview = held
    title = "Oświadczenie o stanie majątkowym"
    answer(office, interview.id, {("p1a_first_name", 0): "Anna"})
    assert title not in printed_text(print_interview(office, PrintInterview(interview.id)))
    answer(office, interview.id, {("z3_scope", 0): "family", ("z3_flat_area", 0): "48.5"})
    text = printed_text(print_interview(office, PrintInterview(interview.id)))
    assert title in text
    assert "48,5" in text
    assert "Jestem świadomy odpowiedzialności karnej za złożenie fałszywego oświadczenia." in text
    filling = open_interview(office, OpenInterview(interview.id)).filling
    larger = replace(filling, answers={**filling.answers, ("z3_flat_area", 0): "98.5"})
    assert seal(larger, interview.id) != seal(filling, interview.id)


def test_an_annex_is_begun_by_a_person_and_never_by_what_the_office_knows(held: Visit) -> None:
    office, interview = held
    before = proposals(open_interview(office, OpenInterview(interview.id)).filling)
    assert not [name for name, _ in before if name.startswith("z")]
    answer(office, interview.id, {("z3_scope", 0): "own"})
    after = proposals(open_interview(office, OpenInterview(interview.id)).filling)
    assert after["z3_name", 0] == "Anna Wiśniewska"
    assert after["z3_date", 0] == KITCHEN.date().isoformat()


def test_the_statement_on_an_electronic_interview_is_asked_only_of_one(held: Visit) -> None:
    office, interview = held
    codes = [segment.code for segment in open_interview(office, OpenInterview(interview.id)).filling.segments]
    assert "Z2" not in codes
    answer(office, interview.id, {("all_carrier", 0): "electronic"})
    codes = [segment.code for segment in open_interview(office, OpenInterview(interview.id)).filling.segments]
    assert codes[-1] == "Z2"


def test_an_update_may_take_sentences_of_the_last_interview(held: Visit) -> None:
    office, interview = held
    answer(office, interview.id, {**complete_answers(), ("p1c_tenure", 0): "council"})
    leave_out(office, interview.id, "B D E F G")
    finish_interview(office, FinishInterview(interview.id, accepts_gaps=True))
    update = add_visit(office, AddVisit(interview.case_id)).value
    past = last_interview(office, LastInterview(update.id))
    assert past is not None
    assert [each.text for each in past.told if each.code == "C"] == ["Rodzina zajmuje lokal komunalny (kwaterunkowy)."]
    again = add_visit(office, AddVisit(interview.case_id, "I")).value
    first = last_interview(office, LastInterview(again.id))
    assert first is not None
    assert first.told == (), "the same boxes are carried over one by one"
