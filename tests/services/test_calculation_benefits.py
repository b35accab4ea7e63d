"""The keys that only one benefit of ``calculate`` has: who may use them, what is wrong with them, what comes back."""

import pytest

from app.domain.benefits import KINDS
from app.domain.benefits.kind import BenefitKind
from tests.services.calculation_lines import ALWAYS, AMOUNTS, HOUSEHOLD_KEYS, OWN, Facts, answer, claim, put, receipt


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_each_benefit_answers_with_the_keys_of_the_contract(kind: BenefitKind) -> None:
    given, found = answer(claim(kind.code))
    own = {
        "care_home_fee": {"resident", "relatives", "gmina"},
        "specialist_care_fee": {"per_hour", "month", *HOUSEHOLD_KEYS, *AMOUNTS},
    }
    assert given.is_answered, found
    assert set(found) == ALWAYS | own.get(kind.code, HOUSEHOLD_KEYS | AMOUNTS)
    assert all(step["text"] and step["basis"] for step in found["why"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_only_two_benefits_may_leave_a_member_out(kind: BenefitKind) -> None:
    line = claim(kind.code)
    line["household"]["members"][2]["counted"] = False
    given, found = answer(line)
    assert given.is_answered is (kind.code in ("permanent_allowance", "periodic_allowance"))
    if not given.is_answered:
        assert (found["error"]["code"], found["error"]["field"]) == ("member_left_out", "household.members[2].counted")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_what_describes_one_benefit_is_unknown_to_the_others(kind: BenefitKind) -> None:
    for benefit, own in OWN.items():
        given, found = answer(claim(kind.code, **own))
        assert given.is_answered is (benefit == kind.code)
        if benefit != kind.code:
            assert (found["error"]["code"], found["error"]["field"]) == ("unknown_field", *own)


def own(benefit: str, path: str, value: object) -> tuple[str, Facts]:
    """The same as ``put`` for a benefit that has keys of its own."""
    line = claim(benefit)
    return path, put(path, value, line)[1]


@pytest.mark.parametrize(
    ("code", "field", "line"),
    [
        ("missing_field", *own("care_home_fee", "care_home", None)),
        ("missing_field", *own("care_home_fee", "care_home.cost", None)),
        ("missing_field", *own("care_home_fee", "care_home.relatives[1].people", None)),
        ("missing_field", *own("care_home_fee", "care_home.relatives[0].rank", None)),
        ("missing_field", *own("care_home_fee", "household", None)),
        ("unknown_field", *own("care_home_fee", "care_home.relatives[0].age", 5)),
        ("unknown_field", *own("care_home_fee", "care_home.price", "1.00")),
        ("unknown_kind", *own("care_home_fee", "care_home.surplus", "both")),
        ("unknown_kind", *own("care_home_fee", "care_home.relatives[0].rank", "cousin")),
        ("unknown_kind", *own("care_home_fee", "care_home.relatives[0].kind", "couple")),
        ("bad_amount", *own("care_home_fee", "care_home.cost", 5000)),
        ("bad_amount", *own("care_home_fee", "care_home.resident_income", "-1.00")),
        ("bad_amount", *own("care_home_fee", "care_home.relatives[1].people", 0)),
        ("bad_amount", *own("care_home_fee", "care_home.relatives[1].people", "3")),
        ("bad_amount", *own("care_home_fee", "care_home.relatives[1].people", 2.5)),
        ("unreadable_line", *own("care_home_fee", "care_home.relatives[1].id", "córka")),
        ("unreadable_line", *own("care_home_fee", "care_home.relatives[1].refuses", "no")),
        ("unreadable_line", *own("care_home_fee", "care_home", [])),
        ("unreadable_line", *own("care_home_fee", "care_home.relatives", {})),
        ("unknown_kind", *own("meal_programme", "form", "parcel")),
        ("unreadable_line", *own("meal_programme", "form", ["cash"])),
        ("missing_field", *own("specialist_care_fee", "specialist_care", None)),
        ("missing_field", *own("specialist_care_fee", "specialist_care.hours", None)),
        ("bad_amount", *own("specialist_care_fee", "specialist_care.hours", -1)),
        ("bad_amount", *own("specialist_care_fee", "specialist_care.hours", True)),
        ("bad_amount", *own("specialist_care_fee", "specialist_care.hours", 1.005)),
        ("bad_amount", *own("specialist_care_fee", "specialist_care.price_hour", 80)),
        ("month_out_of_range", *own("specialist_care_fee", "month", "2023-04")),
        ("month_out_of_range", *own("meal_programme", "month", "2029-01")),
        ("unknown_kind", *own("permanent_allowance", "blocked_by", ["pension"])),
    ],
)
def test_each_breach_of_an_own_key_has_its_code(code: str, field: str, line: Facts) -> None:
    found = answer(line)[1]
    assert found["error"]["code"] == code
    assert found["error"]["field"] == ("blocked_by[0]" if field == "blocked_by" else field)


def test_a_fee_for_a_care_home_asks_for_no_household() -> None:
    line = claim("care_home_fee")
    del line["household"], line["applicant"], line["incomes"]
    given, found = answer(line)
    assert given.is_answered
    assert (found["resident"], found["relatives"], found["gmina"]) == (
        "2450.00",
        {"córka": "770.00", "syn": "593.00"},
        "1187.00",
    )


def test_hours_may_have_decimals() -> None:
    for hours in (12.5, "12.50"):
        care = {"price_hour": "80.00", "hours": hours}
        found = answer(claim("specialist_care_fee", specialist_care=care, incomes=[receipt("anna", "wage", "9000.00")]))
        assert (found[1]["per_hour"], found[1]["month"]) == ("20.00", "250.00")
