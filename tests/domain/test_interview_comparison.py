from app.domain.answers import Answers, Key, Value
from app.domain.interview_comparison import ChangeKind, carried, compare, proposals
from app.domain.interview_filling import Filling
from app.domain.questionnaires import Group, Segment
from tests.questionnaires.family import family_table, filling

PREVIOUS: Answers = {
    ("p1b_exp_rent", 0): 54_000,
    ("p1b_exp_gas", 0): 6_000,
    ("p1c_tenure", 0): "council",
    ("p1c_heating", 0): "other",
    ("p1c_heating_other", 0): "koza na drewno",
    ("p1c_water", 0): ("cold",),
    ("p1c_minor", 0): "Bez zastrzeżeń.",
}


def segment(interview: Filling, code: str) -> Segment:
    found = interview.questionnaire.segment(code)
    assert found is not None
    return found


def group(interview: Filling, group_id: str) -> Group:
    return next(each for part in interview.questionnaire.segments for each in part.groups if each.id == group_id)


def kinds(interview: Filling, previous: Answers, code: str) -> dict[tuple[str, int], ChangeKind]:
    return {
        (each.field_id, each.row): each.kind
        for each in compare(interview, previous, segment(interview, code))
        if each.kind is not ChangeKind.GONE
    }


def test_each_box_is_put_beside_its_last_answer() -> None:
    now: dict[Key, Value] = {("p1b_exp_rent", 0): 540_000, ("p1b_exp_gas", 0): 6_000, ("p1b_exp_electricity", 0): 100}
    found = kinds(filling(now), PREVIOUS, "B")
    assert found["p1b_exp_rent", 0] is ChangeKind.CHANGED
    assert found["p1b_exp_gas", 0] is ChangeKind.SAME
    assert found["p1b_exp_electricity", 0] is ChangeKind.NEW
    assert kinds(filling(), PREVIOUS, "B")["p1b_exp_rent", 0] is ChangeKind.UNANSWERED


def test_a_person_is_known_again_by_name_and_who_left_is_shown() -> None:
    previous: dict[Key, Value] = {
        ("p1a_m_name", 0): "Piotr Wiśniewski",
        ("p1a_m_income_amount", 0): 300_000,
        ("p1a_m_name", 1): "zofia wiśniewska",
        ("p1a_m_income_amount", 1): 50_000,
    }
    found = kinds(filling(family_table()), previous, "A")
    assert found["p1a_m_name", 0] is ChangeKind.NEW
    assert found["p1a_m_income_amount", 1] is ChangeKind.CHANGED
    gone = [each for each in compare(filling(family_table()), previous, segment(filling(), "A")) if each.kind == "gone"]
    assert {each.before for each in gone} == {"Piotr Wiśniewski", 300_000}


def test_only_empty_boxes_that_will_be_asked_are_carried_over() -> None:
    answered = filling({("p1c_water", 0): ("warm",)})
    assert carried(answered, PREVIOUS, group(answered, "condition")) == {
        ("p1c_heating", 0): "other",
        ("p1c_heating_other", 0): "koza na drewno",
    }
    other_heating = filling({("p1c_heating", 0): "coal", ("p1c_water", 0): ("warm",)})
    assert carried(other_heating, PREVIOUS, group(other_heating, "condition")) == {}


def test_what_must_be_seen_anew_is_never_carried_over() -> None:
    interview = filling()
    assert carried(interview, PREVIOUS, group(interview, "relations")) == {}
    assert carried(interview, {("p1j_head_decision", 0): "approved"}, group(interview, "head")) == {}


def test_a_table_is_carried_whole_into_an_empty_one_and_by_name_into_a_begun_one() -> None:
    previous = family_table()
    empty = filling()
    assert carried(empty, previous, group(empty, "family")) == previous
    begun = filling({("p1a_m_name", 4): "Jan Wiśniewski"})
    taken = carried(begun, previous, group(begun, "family"))
    assert taken["p1a_m_birth_date", 4] == "2020-08-21"
    assert {row for _, row in taken} == {4}


def test_an_option_that_this_version_no_longer_has_is_not_carried_over() -> None:
    interview = filling()
    assert carried(interview, {("p1c_tenure", 0): "sheltered_flat"}, group(interview, "dwelling")) == {}


def test_words_beside_options_travel_with_them() -> None:
    interview = filling()
    previous: Answers = {("p1a_help_family", 0): ("money",), ("p1a_help_family.money", 0): "200 zł miesięcznie"}
    assert carried(interview, previous, group(interview, "help_of_others")) == previous


def test_the_office_proposes_what_it_knows_into_empty_boxes() -> None:
    offered = proposals(filling({("p1a_first_name", 0): "Hanna"}))
    assert ("p1a_first_name", 0) not in offered
    assert offered["p1a_last_name", 0] == "Wiśniewska"
    assert offered["p1a_addr_town", 0] == "Wola Przedborska"
    assert offered["p1j_plan_place_date", 0] == "Przedbórz, 12.11.2026"
    assert ("p1a_addr_street", 0) not in offered


def test_the_family_is_proposed_with_kinship_in_the_words_of_the_form_and_summed_incomes() -> None:
    offered = proposals(filling())
    assert [offered.get(("p1a_m_kinship", row)) for row in range(3)] == [None, "córka", "syn"]
    assert offered["p1a_m_income_amount", 1] == 62_400
    assert offered["p1a_m_income_type", 1] == "fundusz alimentacyjny, zasiłek rodzinny"
    assert ("p1a_m_income_amount", 0) not in offered
    assert not any(field_id.startswith("p1a_m_") for field_id, _ in proposals(filling(family_table())))
