from datetime import date

import pytest

from app.domain.answers import Answers, Key, Value
from app.domain.interview_doubts import doubts
from app.domain.interview_filling import Filling
from tests.questionnaires.family import CIRCUMSTANCES, filling, segment_a


def codes(interview: Filling, previous: Answers | None = None) -> list[tuple[str, str, int]]:
    return [(each.code, each.field_id, each.row) for each in doubts(interview, previous)]


def of(code: str, interview: Filling, previous: Answers | None = None) -> list[tuple[str, int]]:
    return [(field_id, row) for each, field_id, row in codes(interview, previous) if each == code]


def test_an_empty_interview_raises_no_doubt() -> None:
    assert doubts(filling()) == ()


@pytest.mark.parametrize(
    ("before", "now", "code", "times"),
    [
        (54_000, 540_000, "amount_rose", 10),
        (54_000, 270_000, "amount_rose", 5),
        (54_000, 269_999, "", 0),
        (54_000, 10_800, "amount_fell", 5),
        (54_000, 5_400, "amount_fell", 10),
        (54_000, 10_801, "", 0),
        (0, 540_000, "", 0),
        (54_000, 0, "", 0),
    ],
)
def test_rent_is_questioned_from_five_times_up_or_down(before: int, now: int, code: str, times: int) -> None:
    found = doubts(filling({("p1b_exp_rent", 0): now}), {("p1b_exp_rent", 0): before})
    about_rent = [(each.code, each.facts) for each in found if each.field_id == "p1b_exp_rent"]
    assert about_rent == ([(code, {"before": before, "times": times})] if code else [])


def test_income_is_compared_with_the_same_person_even_in_another_row() -> None:
    previous: Answers = {("p1a_m_name", 0): "Jan Wiśniewski", ("p1a_m_income_amount", 0): 5_000}
    interview = filling(segment_a())
    assert of("amount_rose", interview, previous) == [("p1a_m_income_amount", 2)]


def key(place: str) -> Key:
    """``field`` or ``field/row``."""
    field_id, _, row = place.partition("/")
    return field_id, int(row or 0)


def answers(text: str) -> dict[Key, Value]:
    """``field=value`` pairs: ``yes``, ``#grosze``, ``key,`` for one chosen option, else text."""
    read: dict[Key, Value] = {}
    for place, value in (pair.split("=") for pair in text.split()):
        if value == "yes":
            read[key(place)] = True
        elif value.startswith("#"):
            read[key(place)] = int(value[1:])
        else:
            read[key(place)] = (value[:-1],) if value.endswith(",") else value
    return read


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ("p1a_pesel=92031401248", "wrong_pesel", "p1a_pesel"),
        ("p1a_m_pesel=92031401242 p1a_m_birth_date=1991-03-14", "birth_date_against_pesel", "p1a_m_birth_date"),
        ("p1a_m_pesel=92031401242 p1a_m_sex=male", "sex_against_pesel", "p1a_m_sex"),
        ("p1a_m_pesel=92031401242 p1a_m_pesel/1=92031401242", "same_pesel_twice", "p1a_m_pesel/1"),
        ("p1a_m_birth_date/1=2026-11-13", "future_date", "p1a_m_birth_date/1"),
        ("p1a_m_birth_date=1902-03-14", "very_old_date", "p1a_m_birth_date"),
        ("p1a_m_kinship=żona", "kinship_to_oneself", "p1a_m_kinship"),
        ("p1a_m_name=Ewa", "first_row_is_another", "p1a_m_name"),
        ("p1a_m_income_amount=#10000", "no_income_with_amount", "p1a_m_income_amount"),
        ("p1a_addr_postcode=97570", "wrong_postcode", "p1a_addr_postcode"),
        ("p1a_addr_phone=44781", "short_phone", "p1a_addr_phone"),
        ("p1d_u_benefit=yes p1d_u_no_right=yes", "benefit_without_right", "p1d_u_no_right"),
        ("p1b_exp_rent=#150000", "expenses_above_income", "p1b_exp_total"),
        ("p1i_grounds=7.1,", "poverty_alone", "p1i_grounds"),
        ("p1c_problems=yes p1c_problem_kinds=domestic_violence,", "blue_card", "p1c_problem_kinds"),
        ("p1h_interview_date=2027-03-05 p1h_report_date=2027-03-06", "report_after_interview", "p1h_report_date"),
        ("p1h_interview_date=2026-11-12", "another_form_in_force", "p1h_interview_date"),
        (
            "p1h_interview_date=2026-11-12 p1h_client_signature_date=2026-11-11",
            "signed_before_interview",
            "p1h_client_signature_date",
        ),
        ("p1j_family_income=#100000", "overruled_without_reason", "p1j_family_income"),
        ("p1a_used_before=yes", "returning_client", "p1a_used_before"),
    ],
)
def test_a_doubtful_value_is_questioned(change: str, code: str, place: str) -> None:
    expected = key(place)
    assert expected not in of(code, filling(segment_a()))
    assert of(code, filling({**segment_a(), **answers(change)})) == [expected]


def test_a_reason_answers_the_question_about_an_overruled_amount() -> None:
    explained: dict[Key, Value] = {
        **segment_a(),
        ("p1j_family_income", 0): 100_000,
        ("p1j_family_income.reason", 0): "strata pracy",
    }
    assert of("overruled_without_reason", filling(explained)) == []


def test_income_wants_a_document_of_that_person() -> None:
    without = filling(segment_a(), incomes=())
    assert of("income_without_document", without) == [("p1a_m_income_amount", 1), ("p1a_m_income_amount", 2)]
    on_record = filling(segment_a())
    assert of("income_without_document", on_record) == [("p1a_m_income_amount", 2)]
    decision: dict[Key, Value] = {("all_doc_type", 0): "19", ("all_doc_person", 0): "Jan Wiśniewski"}
    assert of("income_without_document", filling({**segment_a(), **decision})) == []
    identity: dict[Key, Value] = {("all_doc_type", 0): "1", ("all_doc_person", 0): "Jan Wiśniewski"}
    assert of("income_without_document", filling({**segment_a(), **identity})) == [("p1a_m_income_amount", 2)]


def test_a_ground_whose_segment_was_left_out_is_questioned() -> None:
    chosen: dict[Key, Value] = {("p1i_grounds", 0): ("7.4",)}
    assert of("ground_without_segment", filling(chosen)) == []
    found = [each for each in doubts(filling(chosen, left_out="D")) if each.code == "ground_without_segment"]
    assert [each.facts for each in found] == [{"ground": "bezrobocie", "segment": "D"}]


def test_violence_is_expected_among_the_grounds() -> None:
    told: dict[Key, Value] = {("p1c_problems", 0): True, ("p1c_problem_kinds", 0): ("domestic_violence",)}
    assert of("violence_not_in_grounds", filling({**told, ("p1i_grounds", 0): ("7.4",)})) == [("p1i_grounds", 0)]
    assert of("violence_not_in_grounds", filling({**told, ("p1i_grounds", 0): ("7.4", "7.7")})) == []
    taken_back: dict[Key, Value] = {**told, ("p1c_problems", 0): False}
    assert of("blue_card", filling(taken_back)) == []


def test_a_left_out_segment_is_not_questioned() -> None:
    rent: dict[Key, Value] = {("p1b_exp_rent", 0): 540_000}
    assert codes(filling(rent, left_out="B"), {("p1b_exp_rent", 0): 54_000}) == []


def test_today_is_the_day_of_the_office_and_not_of_the_machine() -> None:
    birth: dict[Key, Value] = {("p1a_m_birth_date", 0): "2026-11-13"}
    assert of("future_date", filling(birth, today=date(2026, 11, 13))) == []
    assert CIRCUMSTANCES.today == date(2026, 11, 12)
