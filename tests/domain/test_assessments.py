"""What a person has to choose needs bounds and a reason; fees rise with income and shares add up."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.assessments import Assessment, ChoiceReasonNeeded, Form, Standing, choose
from app.domain.benefits import BY_CODE, care_services, event_allowance, shelter
from app.domain.benefits.care_services import CareServicesFacts
from app.domain.benefits.carer_contributions import insured_months
from app.domain.benefits.event_allowance import Event, EventFacts
from app.domain.benefits.shelter import ShelterFacts, ShelterForm
from app.domain.decision_rules import AmountOutOfBounds
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.fee_tables import FeeBand, FeeTable
from app.domain.help_kinds import HELP, HELP_BY_CODE, with_letters
from app.domain.income_rules import IncomeLine
from app.domain.social_contract import (
    Breach,
    BreachFacts,
    periodic_despite_work,
    purpose_despite_work,
    sanction,
)
from tests.the_law import LAW

TABLE = FeeTable(
    price=37_50,
    bands=(
        FeeBand(limit=Fraction(1), single=Fraction(0), family=Fraction(0)),
        FeeBand(limit=Fraction(3, 2), single=Fraction(1, 8), family=Fraction(1, 4)),
        FeeBand(limit=Fraction(2), single=Fraction(1, 3), family=Fraction(1, 2)),
        FeeBand(limit=None, single=Fraction(1), family=Fraction(1)),
    ),
    starts_on=date(2025, 1, 1),
    ends_on=None,
    number="I/1/2024",
    passed_on=date(2024, 12, 3),
)
incomes = st.integers(min_value=0, max_value=500_000)


def claim(income: int, people: int = 1) -> Facts:
    return Facts(
        applied_on=date(2026, 11, 3),
        complete_on=date(2026, 11, 3),
        decided_on=date(2026, 11, 20),
        month=date(2026, 11, 1),
        household=HouseholdKind.SINGLE if people == 1 else HouseholdKind.FAMILY,
        members=tuple(HouseholdMember(id=str(at), name=f"Osoba {at}") for at in range(people)),
        incomes=(IncomeLine(member="0", kind="pension", amount=income, received_on=date(2026, 10, 15)),),
    )


def services(income: int, people: int = 1, table: FeeTable = TABLE, hours: int = 20) -> Assessment:
    facts = CareServicesFacts(
        claim=claim(income, people), is_lone=True, needs_help=True, can_family_help=False, hours=hours
    )
    return care_services.assess(facts, LAW, table)


def accident(loss: int) -> Assessment:
    on = date(2026, 11, 3)
    return event_allowance.assess(EventFacts(event=Event.ACCIDENT, applied_on=on, complete_on=on, loss=loss), LAW)


def test_a_choice_is_inside_the_bounds_and_has_a_reason() -> None:
    found = accident(8000_00)
    assert choose(found, 3000_00, " tyle pozwala budżet ").reason == "tyle pozwala budżet"
    with pytest.raises(AmountOutOfBounds):
        choose(found, 8000_01, "hojność")
    with pytest.raises(ChoiceReasonNeeded):
        choose(found, 3000_00, "  ")


def test_nothing_is_chosen_where_nothing_is_due() -> None:
    with pytest.raises(AmountOutOfBounds):
        choose(accident(0), 0, "bo tak")


def test_what_the_law_fixes_needs_no_reason() -> None:
    night = shelter.assess(ShelterFacts(claim=claim(0), form=ShelterForm.NIGHT), LAW)
    assert not night.needs_choice
    assert choose(night, 0, "").amount == 0


def test_no_menu_offers_what_has_no_letter_and_no_code_is_taken_twice() -> None:
    assert with_letters() == ()
    assert len(HELP_BY_CODE) == len(HELP)
    assert not set(HELP_BY_CODE) & set(BY_CODE)
    assert all(kind.task_basis and kind.form_basis for kind in HELP)
    assert {kind.code for kind in HELP if kind.form is Form.NO_DECISION} == {
        "credited_ticket", "burial", "guardian_pay"
    }  # fmt: skip


def test_a_state_table_measures_everybody_by_the_criterion_of_one_person() -> None:
    """Two people with 1900: 950 each is below 1010, though 1900 is above 2 × 823."""
    own = services(1900_00, 2)
    assert (own.amount, services(1900_00, 2, replace(TABLE, of_single=True)).amount) == (9_38 * 20, 0)


@given(income=incomes, more=incomes, people=st.integers(min_value=1, max_value=6))
def test_who_earns_more_never_pays_less(income: int, more: int, people: int) -> None:
    low, high = services(income, people).amount, services(income + more, people).amount
    assert low is not None
    assert high is not None
    assert low <= high <= TABLE.price * 20


@given(income=st.integers(min_value=0, max_value=101_000))
def test_a_shelter_never_takes_more_than_its_share(income: int) -> None:
    usual, cared = (
        shelter.assess(ShelterFacts(claim=claim(income), form=form, has_contract=True), LAW).highest
        for form in (ShelterForm.SHELTER, ShelterForm.WITH_CARE)
    )
    assert usual is not None
    assert cared is not None
    assert 10 * usual <= 3 * income < 10 * (usual + 1)
    assert 2 * cared <= income < 2 * (cared + 1)


@given(contributory=st.integers(min_value=0, max_value=600), other=st.integers(min_value=0, max_value=600))
def test_periods_without_contributions_count_up_to_a_third(contributory: int, other: int) -> None:
    counted = insured_months(contributory, other)
    assert contributory <= counted <= Fraction(4 * contributory, 3)
    assert counted <= contributory + other


@pytest.mark.parametrize("breach", Breach)
def test_a_breach_only_opens_a_choice_and_asks_for_facts(breach: Breach) -> None:
    bare = sanction(BreachFacts(breach=breach, facts="", has_dependants=True), LAW)
    assert (bare.is_open, len(bare.missing)) == (False, 3)
    assert all(step.basis for step in bare.why)
    shown = BreachFacts(
        breach=breach,
        facts="Trzy razy nie przyszedł na spotkanie.",
        warned_on=date(2026, 10, 1),
        has_dependants=True,
        dependants_considered="Dzieci dostaną posiłki w szkole.",
    )
    assert sanction(shown, LAW).is_open
    assert sanction(shown, LAW).basis.startswith("art. 11 ust. 2 pkt ")


def test_an_allowance_goes_on_two_months_into_a_job_or_to_its_end() -> None:
    employed_on = date(2026, 11, 10)
    assert periodic_despite_work(employed_on, date(2027, 3, 31), None, LAW).last_on == date(2027, 1, 9)
    assert periodic_despite_work(employed_on, date(2026, 11, 30), None, LAW).last_on == date(2026, 11, 30)
    assert purpose_despite_work(employed_on, LAW).last_on == date(2027, 1, 9)


def test_once_in_two_years() -> None:
    employed_on, until = date(2026, 11, 10), date(2027, 3, 31)
    too_soon = periodic_despite_work(employed_on, until, date(2024, 11, 11), LAW)
    assert (too_soon.last_on, too_soon.why[0].basis) == (None, "art. 38 ust. 4b")
    assert periodic_despite_work(employed_on, until, date(2024, 11, 10), LAW).last_on is not None


def test_standing_tells_a_right_from_a_choice() -> None:
    lone = services(0)
    facts = CareServicesFacts(claim=claim(0), is_lone=False, needs_help=True, can_family_help=False, hours=1)
    assert (lone.standing, care_services.assess(facts, LAW, TABLE).standing) == (Standing.DUE, Standing.MAY)
    nobody = replace(facts, needs_help=False)
    assert care_services.assess(nobody, LAW, TABLE).why[-1].code == "services_not_needed"
