"""What must hold for any household and any benefit: more money never gives more help, and parts add up."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.benefits import BY_CODE, KINDS
from app.domain.benefits.care_home_fee import CareHomeFee, split
from app.domain.benefits.permanent_allowance import BLOCKING
from app.domain.benefits.specialist_care_fee import LIMITS, SHARES, SpecialistCareFee
from app.domain.facts import (
    CareHome,
    Facts,
    HouseholdKind,
    HouseholdMember,
    MealForm,
    Rank,
    Relative,
    SpecialistCare,
    Surplus,
)
from app.domain.findings import Findings, Outcome
from app.domain.income_rules import IncomeLine
from app.domain.law import Value
from app.services.calculation import to_json
from tests.the_law import LAW

DAY = date(2026, 11, 3)
INCOME_TESTED = [code for code in BY_CODE if code not in ("care_home_fee", "specialist_care_fee")]
amounts = st.integers(0, 6000_00)


def claim(people: int, incomes: list[int], **more: Any) -> Facts:
    """A household whose first member, a grown-up unable to work, applies; one income a person."""
    return Facts(
        **{
            "applied_on": DAY,
            "complete_on": DAY,
            "decided_on": DAY,
            "month": DAY.replace(day=1),
            "household": HouseholdKind.SINGLE if people == 1 else HouseholdKind.FAMILY,
            "members": tuple(
                HouseholdMember(id=str(at), name=f"Osoba {at}", born_on=date(1980, 1, 1), is_incapable=True)
                for at in range(people)
            ),
            "incomes": tuple(
                IncomeLine(member=str(at % people), kind="pension", amount=amount, received_on=date(2026, 10, 9))
                for at, amount in enumerate(incomes)
            ),
            "applicant": "0",
            "specialist_care": SpecialistCare(price_hour=80_00, hours=Fraction(40)),
            "care_home": CareHome(cost=5000_00, resident_income=1000_00),
            **more,
        }
    )


def found(benefit: str, facts: Facts) -> Findings:
    findings = BY_CODE[benefit].find(facts, LAW)
    assert isinstance(findings, Findings)
    return findings


@pytest.mark.parametrize("benefit", [code for code in INCOME_TESTED if code != "special_purpose_allowance"])
@given(people=st.integers(1, 6), incomes=st.lists(amounts, min_size=1, max_size=4), more=st.integers(0, 2000_00))
def test_more_income_never_gives_more_help(benefit: str, people: int, incomes: list[int], more: int) -> None:
    poor = found(benefit, claim(people, incomes))
    rich = found(benefit, claim(people, [incomes[0] + more, *incomes[1:]]))
    assert rich.right <= poor.right
    for name in ("lowest", "highest", "amount"):
        assert (getattr(rich, name) or 0) <= (getattr(poor, name) or 0)


@given(people=st.integers(1, 6), incomes=st.lists(amounts, max_size=4))
def test_exactly_one_of_both_purpose_allowances_is_open(people: int, incomes: list[int]) -> None:
    facts = claim(people, incomes)
    assert found("purpose_allowance", facts).right is not found("special_purpose_allowance", facts).right


@given(people=st.integers(1, 6), incomes=st.lists(amounts, max_size=4))
def test_a_permanent_allowance_lifts_nobody_above_its_own_bounds(people: int, incomes: list[int]) -> None:
    amount = found("permanent_allowance", claim(people, incomes)).amount
    if amount is not None:
        assert 100_00 <= amount <= (1229_00 if people == 1 else 1069_90)


@given(people=st.integers(1, 6), incomes=st.lists(amounts, max_size=4), more=st.integers(0, 2000_00))
def test_more_income_never_makes_specialist_care_cheaper(people: int, incomes: list[int], more: int) -> None:
    poor, rich = (found("specialist_care_fee", claim(people, lines)) for lines in (incomes, [*incomes, more]))
    assert isinstance(poor, SpecialistCareFee)
    assert isinstance(rich, SpecialistCareFee)
    assert poor.fee <= rich.fee
    assert 0 <= poor.per_hour <= 80_00


def test_the_table_of_fees_is_whole_and_rises() -> None:
    def numbers(names: tuple[str, ...]) -> list[Fraction]:
        return [LAW.value_on(name, DAY).number for name in names]

    limits = numbers(LIMITS)
    assert limits == sorted(set(limits))
    for names in SHARES.values():
        shares = numbers(names)
        assert (shares[0], shares[-1]) == (Fraction(0), Fraction(1))
        assert len(shares) == len(limits) + 1
        assert shares == sorted(shares)
    assert all(one <= other for one, other in zip(*(numbers(SHARES[kind]) for kind in HouseholdKind), strict=True))


relatives = st.lists(
    st.builds(
        lambda household, people, income, rank, refuses: (household, people, income, rank, refuses),
        st.sampled_from(HouseholdKind),
        st.integers(1, 6),
        st.integers(0, 20_000_00),
        st.sampled_from(Rank),
        st.booleans(),
    ),
    max_size=6,
)


@given(
    cost=st.integers(0, 12_000_00),
    income=st.integers(0, 12_000_00),
    relatives=relatives,
    surplus=st.sampled_from(Surplus),
)
def test_parts_of_a_care_home_fee_add_up_to_the_grosz(
    cost: int, income: int, relatives: list[Any], surplus: Surplus
) -> None:
    who = tuple(
        Relative(id=str(at), household=kind, people=people, income=theirs, rank=rank, refuses=refuses)
        for at, (kind, people, theirs, rank, refuses) in enumerate(relatives)
    )
    home = CareHome(cost=cost, resident_income=income, relatives=who, surplus=surplus)
    fee = BY_CODE["care_home_fee"].find(claim(1, [], care_home=home), LAW)
    assert isinstance(fee, CareHomeFee)
    assert fee.resident + sum(fee.relatives.values()) + fee.gmina == cost
    assert 10 * fee.resident <= 7 * income
    assert min(fee.resident, fee.gmina, *fee.relatives.values(), 0) == 0
    assert not fee.gmina or not any(each.refuses for each in who)
    for each in who:
        if not each.refuses:
            multiple = 3030_00 if each.household is HouseholdKind.SINGLE else 2469_00 * each.people
            assert fee.relatives[each.id] <= max(each.income - multiple, 0)


@given(st.integers(0, 10_000_00), st.lists(st.integers(0, 5_000_00), max_size=6))
def test_a_gap_is_split_equally_and_wholly(gap: int, limits: list[int]) -> None:
    parts = split(gap, limits)
    assert sum(parts) == min(gap, sum(limits))
    assert all(part <= limit for part, limit in zip(parts, limits, strict=True))
    below = [part for part, limit in zip(parts, limits, strict=True) if part < limit]
    if below:
        assert max(parts) - min(below) <= 1


def test_age_is_reached_on_the_first_day_of_the_month() -> None:
    for born_on, has_right in ((date(1966, 11, 1), True), (date(1966, 11, 2), False)):
        woman = HouseholdMember(id="0", name="A", born_on=born_on, is_woman=True)
        man = HouseholdMember(id="0", name="A", born_on=born_on)
        assert found("permanent_allowance", claim(1, [], members=(woman,))).right is has_right
        assert not found("permanent_allowance", claim(1, [], members=(man,))).right


def test_every_missed_condition_is_named_and_the_last_step_is_one() -> None:
    child = HouseholdMember(id="0", name="Jan", born_on=date(2015, 5, 5))
    steps = found("permanent_allowance", claim(1, [2000_00], members=(child,), blocked_by=BLOCKING)).why
    codes = ["permanent_minor", "permanent_capable", "permanent_blocked", "permanent_income_above"]
    assert [step.code for step in steps][-4:] == codes
    assert steps[-2].text == (
        "Jan: istnieje prawo do renty socjalnej, świadczenia pielęgnacyjnego, specjalnego zasiłku opiekuńczego, "
        "zasiłku dla opiekuna i dodatku z tytułu samotnego wychowywania dziecka i utraty prawa do zasiłku dla "
        "bezrobotnych, dlatego zasiłek stały nie przysługuje."
    )
    met = found("permanent_allowance", claim(1, [2000_00], blocked_by=()))
    assert [step.code for step in met.why][-4:] == [
        "permanent_adult",
        "permanent_incapable",
        "permanent_not_blocked",
        "permanent_income_above",
    ]


def test_what_a_benefit_needs_and_was_not_given_is_a_mistake_of_ours() -> None:
    for benefit, missing in (
        ("care_home_fee", {"care_home": None}),
        ("specialist_care_fee", {"specialist_care": None}),
    ):
        with pytest.raises(TypeError):
            BY_CODE[benefit].find(claim(1, [], **missing), LAW)


def test_the_form_of_a_meal_decides_about_the_supplementary_benefit() -> None:
    line = IncomeLine(member="0", kind="supplementary_benefit", amount=500_00, received_on=date(2026, 10, 9))
    for form, income in ((MealForm.CASH, 0), (MealForm.KIND, 500_00)):
        assert found("meal_programme", replace(claim(1, []), incomes=(line,), form=form)).income == income


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@given(people=st.integers(1, 6), incomes=st.lists(amounts, max_size=4))
def test_no_float_and_no_empty_sentence_in_any_answer(kind: Any, people: int, incomes: list[int]) -> None:
    outcome: Outcome = kind.find(claim(people, incomes), LAW)
    json.loads(json.dumps(to_json(outcome)), parse_float=pytest.fail)
    assert all(isinstance(value, Value) for value in outcome.parameters)
    for step in outcome.why:
        assert step.text.endswith((".", "r."))
        assert step.basis
        assert ".." not in step.text
