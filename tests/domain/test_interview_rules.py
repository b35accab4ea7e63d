import pytest

from app.domain.answers import Key, Value
from app.domain.interview_filling import Filling
from app.domain.interview_rules import SegmentState, missing, progress, standing, unasked
from app.domain.interview_seal import left_out_codes, left_out_text, printed, seal, settled
from tests.questionnaires.family import family_table, filling, segment_a

INTERVIEW = b"0123456789abcdef"


def said(interview: Filling, segment: str) -> list[tuple[str, str, int]]:
    return [(each.code, each.field_id, each.row) for each in missing(interview) if each.segment == segment]


def is_shown(interview: Filling, field_id: str, row: int = 0) -> bool:
    place = interview.questionnaire.places[field_id]
    return interview.is_shown(place.field, place.group, row)


def state(interview: Filling, code: str) -> SegmentState:
    segment = interview.questionnaire.segment(code)
    assert segment is not None
    return standing(interview, segment).state


def test_an_empty_interview_names_every_compulsory_box_and_every_open_segment() -> None:
    found = missing(filling())
    assert {each.segment for each in found if each.code == "segment_open"} == set("BDEFG")
    assert ("no_row", "p1a_m_lp", 0) in said(filling(), "A")
    assert ("no_answer", "p1h_needs", 0) in said(filling(), "H")
    assert len(found) > 20


def test_segment_c_is_compulsory_only_in_the_new_form_and_only_with_minors() -> None:
    assert said(filling(), "C")[0] == ("no_answer", "p1c_tenure", 0)
    assert said(filling(version="2021"), "C") == [("segment_open", "", 0)]
    grown_up = filling(people=())
    assert said(grown_up, "C") == [("segment_open", "", 0)]


def test_minors_are_counted_on_the_day_of_the_interview() -> None:
    born: dict[Key, Value] = {("p1a_m_birth_date", 0): "2008-11-13"}
    day_before = filling({**born, ("p1h_interview_date", 0): "2026-11-12"})
    birthday = filling({**born, ("p1h_interview_date", 0): "2026-11-13"})
    assert day_before.facts["has_minors"]
    assert not birthday.facts["has_minors"]


def test_a_pesel_tells_the_age_where_the_birth_date_is_not_written_yet() -> None:
    assert filling({("p1a_m_birth_date", 0): "1992-03-14", ("p1a_m_pesel", 1): "17250203464"}).facts["has_minors"]


def test_a_compulsory_segment_cannot_be_left_out_and_another_can() -> None:
    interview = filling(left_out="A C G")
    assert state(interview, "G") is SegmentState.LEFT_OUT
    assert state(interview, "A") is SegmentState.OPEN
    assert state(interview, "C") is SegmentState.OPEN
    assert said(interview, "G") == []


def test_a_complete_segment_is_done() -> None:
    assert said(filling(segment_a()), "A") == []
    assert state(filling(segment_a()), "A") is SegmentState.DONE
    without_street = {key: value for key, value in segment_a().items() if key != ("p1a_addr_house", 0)}
    assert said(filling(without_street), "A") == [("no_answer", "p1a_addr_house", 0)]
    assert state(filling(without_street), "A") is SegmentState.BEGUN


def test_what_cannot_be_read_counts_as_missing_and_is_kept() -> None:
    interview = filling({**segment_a(), ("p1a_m_income_amount", 1): "sześćset"})
    assert said(interview, "A") == [("unreadable", "p1a_m_income_amount", 1)]
    assert interview.value("p1a_m_income_amount", 1) == "sześćset"
    assert interview.value("p1j_family_income") == 62_400


def test_kinship_is_wanted_in_every_row_but_the_first() -> None:
    answers = {key: value for key, value in segment_a().items() if key[0] != "p1a_m_kinship"}
    assert said(filling(answers), "A") == [("no_answer", "p1a_m_kinship", 1), ("no_answer", "p1a_m_kinship", 2)]


@pytest.mark.parametrize(
    ("answered", "asked"),
    [
        ({"p1c_tenure": "other"}, "p1c_tenure_other"),
        ({"p1a_used_before": True}, "p1a_first_report"),
        ({"p1c_problems": True, "p1c_problem_kinds": ("conflicts", "other")}, "p1c_problem_other"),
        ({"p1c_institution": True, "p1c_prison_earnings": True}, "p1c_prison_earnings_amount"),
        ({"p1e_access": False}, "p1e_access_why_not"),
        ({"p1h_origin": "stranger"}, "p1h_origin_person"),
        ({"p1i_grounds": ("7.4", "7.9")}, "p1i_grounds_10"),
        ({"p1j_head_decision": "rejected"}, "p1j_head_rejection_reason"),
        ({"p1a_g_kind": "curator"}, "p1a_g_first_name"),
    ],
)
def test_an_answer_opens_the_box_that_hangs_on_it(answered: dict[str, Value], asked: str) -> None:
    assert not is_shown(filling(), asked)
    assert is_shown(filling({(name, 0): value for name, value in answered.items()}), asked)


def test_no_dwelling_hides_everything_about_its_state() -> None:
    assert is_shown(filling(), "p1c_water")
    assert not is_shown(filling({("p1c_tenure", 0): "none"}), "p1c_water")


def test_a_condition_inside_a_table_looks_at_its_own_row() -> None:
    interview = filling({("p1d_u_benefit", 0): True, ("p1d_u_benefit", 1): False})
    assert is_shown(interview, "p1d_u_benefit_kind", 0)
    assert not is_shown(interview, "p1d_u_benefit_kind", 1)


def test_prison_in_the_kind_of_institution_asks_for_earnings() -> None:
    answers: dict[Key, Value] = {("p1c_institution", 0): True, ("p1c_institution_kind", 0): "Zakład karny w Łowiczu"}
    assert ("no_answer", "p1c_prison_earnings", 0) in said(filling(answers), "C")
    answers["p1c_institution_kind", 0] = "ośrodek wsparcia"
    assert ("no_answer", "p1c_prison_earnings", 0) not in said(filling(answers), "C")


def test_amounts_are_worked_out_from_the_family_table() -> None:
    interview = filling(family_table())
    assert interview.value("p1j_family_income") == 124_800
    assert interview.value("p1j_income_per_person") == 41_600
    assert interview.value("p1j_criterion") == 246_900


def test_another_household_counts_for_itself() -> None:
    apart = filling({**family_table(), ("p1a_m_household_no", 2): 2})
    assert apart.household() == (0, 1)
    assert apart.value("p1j_income_per_person") == 31_200
    alone = filling({**family_table(), ("p1a_m_household_no", 1): 2, ("p1a_m_household_no", 2): 2})
    assert alone.value("p1j_criterion") == 101_000


def test_expenses_are_summed_and_may_be_overruled() -> None:
    answers: dict[Key, Value] = {("p1b_exp_rent", 0): 54_000, ("p1b_exp_gas", 0): 6_050}
    assert filling(answers).value("p1b_exp_total") == 60_050
    assert filling({**answers, ("p1b_exp_total", 0): 70_000}).value("p1b_exp_total") == 70_000
    assert filling().value("p1b_exp_total") is None


def test_progress_grows_to_the_end() -> None:
    empty, begun = progress(filling()), progress(filling(segment_a()))
    assert empty.percent == 0
    assert begun.percent > empty.percent
    assert begun.minutes_left < empty.minutes_left
    assert progress(filling(left_out="B D E F G")).minutes_left < empty.minutes_left


def test_the_seal_changes_with_any_printed_answer_and_with_nothing_else() -> None:
    first = seal(filling(segment_a()), INTERVIEW)
    assert seal(filling(dict(reversed(segment_a().items()))), INTERVIEW) == first
    assert seal(filling({**segment_a(), ("p1a_addr_house", 0): "15"}), INTERVIEW) != first
    assert seal(filling(segment_a(), left_out="G"), INTERVIEW) != first
    assert seal(filling(segment_a()), INTERVIEW[::-1]) != first
    assert seal(filling(segment_a(), version="2021"), INTERVIEW) != first
    afterwards: dict[Key, Value] = {
        ("p1j_head_decision", 0): "approved",
        ("p1h_client_signature_date", 0): "2026-11-12",
    }
    assert seal(filling({**segment_a(), **afterwards}), INTERVIEW) == first
    around: dict[Key, Value] = {("all_doc_type", 0): "19"}
    assert seal(filling({**segment_a(), **around}), INTERVIEW) == first


def test_an_answer_to_a_box_no_longer_asked_is_neither_printed_nor_sealed() -> None:
    hidden: dict[Key, Value] = {**segment_a(), ("p1a_first_report", 0): "2020-05"}
    assert ("p1a_first_report", 0) not in printed(filling(hidden), with_later=True)
    assert seal(filling(hidden), INTERVIEW) == seal(filling(segment_a()), INTERVIEW)


def test_settling_stores_what_was_worked_out_so_that_the_seal_stands_after_the_law_changed() -> None:
    finished = {**segment_a(), **settled(filling(segment_a()))}
    assert finished["p1j_criterion", 0] == 246_900
    later = filling(finished, criterion_in_family=99_900, criterion_alone=120_000)
    assert seal(later, INTERVIEW) == seal(filling(segment_a()), INTERVIEW)


def test_words_beside_options_are_printed_with_them() -> None:
    answers: dict[Key, Value] = {
        ("p1e_chronic", 0): ("adults",),
        ("p1e_chronic.adults", 0): "1",
        ("p1e_chronic.children", 0): "2",
    }
    held = printed(filling(answers), with_later=False)
    assert held["p1e_chronic.adults", 0] == "1"
    assert ("p1e_chronic.children", 0) not in held


def test_left_out_segments_are_written_the_same_everywhere() -> None:
    assert left_out_text(frozenset("GBD")) == "B D G"
    assert left_out_codes("B D G") == frozenset("BDG")


def test_nobody_asks_a_child_for_a_marital_status() -> None:
    family = {key: value for key, value in family_table().items() if not key[0].endswith("m_marital")}
    lacks = [row for code, field_id, row in said(filling(family), "A") if field_id == "p1a_m_marital"]
    assert lacks == [0], "Anna is asked, Zofia and Jan are not"


def test_a_paper_beside_the_form_that_nobody_wrote_on_is_asked_about_before_the_end() -> None:
    assert [each.facts["annex"] for each in unasked(filling())] == ["Oświadczenie o stanie majątkowym"]
    assert unasked(filling({("z3_place", 0): "Przedbórz"})) == ()
