"""Which part a visit is held on: part I first, then its update; with a relative parts II and III."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.answers import Key, Value
from app.domain.cases import Document, Stage
from app.domain.interview_comparison import proposals
from app.domain.interviews import Interview, PartFixed, PartSwitchedOff, continued_parts, next_part
from app.domain.questionnaires import FieldType, Questionnaire
from app.services.applications import take_application
from app.services.case_reading import read_basis
from app.services.interview_closing import FinishInterview, finish_interview
from app.services.interview_freezing import InterviewIncomplete
from app.services.interview_offer import OfferCode
from app.services.interview_parts import ListParts, list_parts
from app.services.interview_past import LastInterview, last_interview
from app.services.interview_printing import PrintInterview, print_interview
from app.services.interview_reading import OpenInterview, open_interview
from app.services.interview_taking import ListOffers, list_offers
from app.services.interviews import (
    AddVisit,
    FindVisit,
    PlanInterview,
    StartInterview,
    add_visit,
    find_visit,
    plan_interview,
    start_interview,
)
from app.services.office import Office
from app.services.office_settings import AskProfile, ChangeProfile, ask_profile, change_profile
from app.services.ports import Listing
from tests.little_office import HEAD, annas_application, at_desk
from tests.questionnaires.random_answers import boxes
from tests.visits import answer, case_of, finished, later, printed_text, visit

Visit = tuple[Office, Interview]
PARTS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"]


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Visit]:
    with visit(tmp_path) as made:
        for_the_county(made[0], "yes")
        yield made


def for_the_county(office: Office, answer: str) -> None:
    """The head says whether the centre holds interviews of the county."""
    head = at_desk(office, HEAD)
    profile = ask_profile(head, AskProfile())
    change_profile(head, ChangeProfile(profile, replace(profile, county_parts=answer)))


def test_parts_of_the_county_are_off_until_the_head_switches_them_on(tmp_path: Path) -> None:
    with visit(tmp_path) as (office, interview):
        offered = list_parts(office, ListParts(interview.case_id))
        assert {each.part for each in offered.parts} == set(PARTS) - {"V", "VI"}
        for part in ("V", "VI"):
            with pytest.raises(PartSwitchedOff) as refused:
                add_visit(office, AddVisit(interview.case_id, part))
            assert refused.value.facts == {"part": part}
        with pytest.raises(PartSwitchedOff):
            plan_interview(office, PlanInterview(interview, datetime(2026, 11, 16, 9), part="V"))
        for_the_county(office, "yes")
        begun = add_visit(office, AddVisit(interview.case_id, "V")).value
        for_the_county(office, "no")
        kept = plan_interview(office, PlanInterview(begun, datetime(2026, 11, 16, 9), part="V")).value
        assert kept.part == "V", "what is on its way is not stopped"


@pytest.mark.parametrize("part", ["V", "VI", "VII", "VIII"])
def test_an_interview_for_another_body_is_not_the_interview_of_the_case(held: Visit, part: str) -> None:
    office, interview = held
    visited = add_visit(office, AddVisit(interview.case_id, part)).value
    answers = whole(open_interview(office, OpenInterview(visited.id)).form)
    held_on = open_interview(office, OpenInterview(visited.id)).form.meaning("dates.interview")
    assert held_on is not None
    answers[held_on.id, 0] = "2026-11-12"
    answer(office, visited.id, answers)
    over = finish_interview(office, FinishInterview(visited.id, accepts_gaps=True)).value
    assert over.held_on is not None
    with office.reading() as file:
        case = case_of(office, interview)
        basis = read_basis(file, case, office.law)
        rows = file.page(Listing("cases"), file.keys(Listing("cases")))
        (running,) = file.page(Listing("running"), file.keys(Listing("running")))
    assert basis.interview == interview
    assert basis.stage is Stage.INTERVIEW
    assert [row[8] for row in rows if row[0] == case.id] == ["interview"], "the list of cases says the same"
    assert running[12] is None, "and the clock of the visit goes on"
    assert find_visit(office, FindVisit(case.id)).value == interview.id


def test_every_part_is_on_offer_and_the_first_is_usual(held: Visit) -> None:
    office, interview = held
    offered = list_parts(office, ListParts(interview.case_id))
    assert [each.part for each in offered.parts] == PARTS
    assert [each.part for each in offered.parts if each.is_with_relative] == ["II", "III"]
    assert all(each.purpose and each.is_inferred for each in offered.parts)
    assert not any(each.is_inferred for each in list_parts(later(office), ListParts(interview.case_id)).parts)
    assert offered.usual == "I"
    assert [name for _, name in offered.relatives] == ["Jan Wiśniewski", "Zofia Wiśniewska"]


def test_an_update_follows_the_first_part_and_the_part_on_relatives_has_its_own() -> None:
    assert [next_part(part) for part in PARTS] == ["IV", "III", "III", "IV", "V", "VI", "VII", "VIII"]
    assert [continued_parts(part) for part in ("I", "IV", "III")] == [("I",), ("IV", "I"), ("III", "II")]


def test_whoever_was_interviewed_gets_the_update_also_with_the_next_application(held: Visit) -> None:
    office, interview = held
    finished(office, interview.id)
    assert list_parts(office, ListParts(interview.case_id)).usual == "IV"
    assert add_visit(office, AddVisit(interview.case_id)).value.part == "IV"
    again = take_application(office, annas_application(person_id=interview.person_id, person=None)).value
    assert again.interview.part == "IV"


def test_a_visit_to_come_is_planned_on_another_part_until_it_has_begun(held: Visit) -> None:
    office, interview = held
    at = datetime(2026, 11, 16, 9, 30)
    planned = plan_interview(office, PlanInterview(interview, at, part="VII")).value
    assert (planned.part, planned.planned_at) == ("VII", at)
    kept = plan_interview(office, PlanInterview(planned, at, "pies")).value
    assert kept.part == "VII"
    begun = start_interview(office, StartInterview(interview.id)).value
    with pytest.raises(PartFixed) as refused:
        plan_interview(office, PlanInterview(begun, at, part="I"))
    assert refused.value.facts == {"part": "VII"}


# -- relatives -----------------------------------------------------------------------------------------------------


def with_relative(held: Visit, *, is_known: bool) -> Interview:
    office, interview = held
    relatives = {name: person_id for person_id, name in list_parts(office, ListParts(interview.case_id)).relatives}
    person_id = relatives["Zofia Wiśniewska"] if is_known else None
    return add_visit(office, AddVisit(interview.case_id, "II", person_id)).value


def test_a_relative_in_the_files_is_whom_the_boxes_are_about(held: Visit) -> None:
    office, interview = held
    visited = with_relative(held, is_known=True)
    assert visited.person_id != interview.person_id
    offered = proposals(open_interview(office, OpenInterview(visited.id)).filling)
    assert offered["p2_first_name", 0] == "Zofia"
    assert offered["p2_applicant", 0] == "Anna Wiśniewska, Wola Przedborska 14, 97-570 Przedbórz"


def test_planning_a_visit_keeps_the_relative_unless_another_part_is_chosen(held: Visit) -> None:
    office, interview = held
    visited = with_relative(held, is_known=True)
    at = datetime(2026, 11, 16, 9, 30)
    planned = plan_interview(office, PlanInterview(visited, at)).value
    assert (planned.part, planned.person_id) == ("II", visited.person_id)
    again = plan_interview(office, PlanInterview(planned, at, part="IV")).value
    assert (again.part, again.person_id) == ("IV", interview.person_id)


def test_the_part_on_foreigners_lists_only_the_others_of_the_family(held: Visit) -> None:
    office, interview = held
    visited = add_visit(office, AddVisit(interview.case_id, "VI")).value
    offered = proposals(open_interview(office, OpenInterview(visited.id)).filling)
    assert {offered["p6_m_name", row] for row in range(2)} == {"Zofia Wiśniewska", "Jan Wiśniewski"}
    assert ("p6_m_name", 2) not in offered
    answers = whole(open_interview(office, OpenInterview(visited.id)).form)
    answers |= {("p6_m_name", 0): "Zofia Wiśniewska", ("p6_m_name", 1): "Jan Wiśniewski"}
    answers |= {("p6_first_name", 0): "Anna", ("p6_last_name", 0): "Wiśniewska"}
    answers["p6_interview_date", 0] = "2026-11-12"
    answer(office, visited.id, answers)
    finish_interview(office, FinishInterview(visited.id, accepts_gaps=True))
    about = {offer.name for offer in list_offers(office, ListOffers(visited.id)) if offer.code is OfferCode.BORN_ON}
    assert about == {"Zofia Wiśniewska", "Jan Wiśniewski"}, "a row of the table is never about the interviewed person"


def test_of_a_relative_whom_nobody_wrote_down_nothing_is_known(held: Visit) -> None:
    office, _ = held
    offered = proposals(open_interview(office, OpenInterview(with_relative(held, is_known=False).id)).filling)
    told = {name for name, _ in offered}
    assert not {"p2_first_name", "p2_pesel", "p2_addr_town", "p2_m_name", "p2_place_client"} & told
    assert {"p2_applicant", "p2_entity_stamp", "p2_date_client"} <= told


def relatives_answers() -> dict[Key, Value]:
    return {
        ("p2_first_name", 0): "Marek",
        ("p2_last_name", 0): "Wiśniewski",
        ("p2_m_name", 0): "Marek Wiśniewski",
        ("p2_m_income_amount", 0): 500_000,
        ("p2_m_income_type", 0): "wynagrodzenie za pracę",
        ("p2_m_household_no", 0): 1,
        ("p2_help_so_far", 0): "Żadna.",
        ("p2_conclusions", 0): "Syn może pomagać.",
        ("p2_o_name", 0): "Ewa Wiśniewska",
        ("p2_date_client", 0): "2026-11-12",
    }


def test_what_a_relative_said_is_neither_the_interview_of_the_case_nor_taken_into_its_files(held: Visit) -> None:
    office, interview = held
    visited = with_relative(held, is_known=False)
    answer(office, visited.id, relatives_answers())
    over = finish_interview(office, FinishInterview(visited.id, accepts_gaps=True)).value
    assert over.held_on == date(2026, 11, 12)
    assert list_offers(office, ListOffers(over.id)) == ()
    with office.reading() as file:
        basis = read_basis(file, case_of(office, interview), office.law)
    assert basis.interview is not None
    assert basis.interview.id == interview.id
    assert basis.stage_facts.interviewed_on is None
    assert find_visit(office, FindVisit(interview.case_id)).value == interview.id


def test_an_update_with_a_relative_goes_on_only_from_the_same_one(held: Visit) -> None:
    office, interview = held
    first = with_relative(held, is_known=True)
    answer(office, first.id, relatives_answers())
    finish_interview(office, FinishInterview(first.id, accepts_gaps=True))
    again = add_visit(office, AddVisit(interview.case_id, "III", first.person_id)).value
    past = last_interview(office, LastInterview(again.id))
    assert past is not None
    assert past.answers["p3_first_name", 0] == "Marek"
    other = add_visit(office, AddVisit(interview.case_id, "III")).value
    assert last_interview(office, LastInterview(other.id)) is None


# -- the end ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_finished_sealed_and_kept_as_a_paper(held: Visit, part: str) -> None:
    office, interview = held
    office = later(office)
    visited = add_visit(office, AddVisit(interview.case_id, part)).value
    form = open_interview(office, OpenInterview(visited.id)).form
    segments = [segment.code for segment in form.segments if segment.required]
    with pytest.raises(InterviewIncomplete) as incomplete:
        finish_interview(office, FinishInterview(visited.id, accepts_gaps=True))
    assert set(segments) <= set(str(incomplete.value.facts["segments"]).split(", "))
    answers = whole(form)
    held_on = form.meaning("dates.interview")
    assert held_on is not None, "every part says on which day it was held"
    answers[held_on.id, 0] = "2027-03-07"
    answer(office, visited.id, answers)
    over = finish_interview(office, FinishInterview(visited.id)).value
    assert over.held_on == date(2027, 3, 7)
    assert over.seal in printed_text(print_interview(office, PrintInterview(over.id)))
    with office.reading() as file:
        (paper,) = file.many(Document, [over.document_id] if over.document_id else []).values()
    assert paper.title == f"Rodzinny wywiad środowiskowy, część {part}"


def whole(form: Questionnaire) -> dict[Key, Value]:
    """Every box of a form answered, each choice by its first option."""
    plain: dict[FieldType, Value] = {
        FieldType.DATE: "2027-03-01",
        FieldType.MONTH: "2027-01",
        FieldType.PERIOD: "2019-09-01/2026-06-30",
        FieldType.DECIMAL: "48.5",
        FieldType.INTEGER: 1,
        FieldType.MONEY: 10_000,
        FieldType.COMPUTED_MONEY: 10_000,
        FieldType.YES_NO: True,
        FieldType.ATTACHMENT: True,
        FieldType.PESEL: "92030412346",
        FieldType.PHONE: "601224918",
    }
    return {
        (asked.id, row): ((asked.options[0].key,) if asked.type is FieldType.MULTI else asked.options[0].key)
        if asked.options
        else plain.get(asked.type, "tekst")
        for asked, row in boxes(form)
    }
