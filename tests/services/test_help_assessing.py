"""Help beside the allowances from typed answers: every kind of the list can be asked."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from app.domain.assessments import ChoiceReasonNeeded, Standing
from app.domain.decision_rules import AmountOutOfBounds
from app.domain.facts import HouseholdKind
from app.domain.fee_tables import FeeBand, FeePurpose, FeeTable, NoFeeTable
from app.domain.help_kinds import HELP
from app.services.help_assessing import AssessHelp, ChooseHelp, UnknownHelp, asks_income, assess_help, choose_help
from app.services.local_law import SetFeeTable, set_fee_table
from app.services.office import Office
from tests.little_office import HEAD, at_desk

SHELTER = AssessHelp(
    code="shelter",
    month=date(2026, 12, 1),
    income=900_00,
    answers={"form": "with_care", "has_contract": True},
)


def test_answers_and_income_become_the_facts_of_the_kind(office: Office) -> None:
    assert assess_help(office, SHELTER).highest == 450_00
    family = replace(SHELTER, household=HouseholdKind.FAMILY, people=3)
    assert assess_help(office, family).highest == 150_00
    assert assess_help(office, replace(SHELTER, answers={"form": "shelter"})).standing is Standing.NOT_DUE


def test_several_choices_become_a_set(office: Office) -> None:
    asked = AssessHelp(
        code="event_allowance",
        month=date(2026, 12, 1),
        answers={
            "event": "funeral",
            "applied_on": date(2026, 11, 10),
            "complete_on": date(2026, 11, 10),
            "loss": 9000_00,
            "is_grant_due": False,
            "papers": ("death_certificate", "proof_of_costs"),
        },
    )
    assert assess_help(office, asked).why[-1].code == "funeral_papers"


def test_services_take_the_table_of_the_month_or_say_that_there_is_none(office: Office) -> None:
    asked = AssessHelp(
        code="care_services",
        month=date(2026, 12, 1),
        income=900_00,
        answers={"is_lone": True, "needs_help": True, "can_family_help": False, "hours": 10},
    )
    with pytest.raises(NoFeeTable):
        assess_help(office, asked)
    table = FeeTable(
        price=40_00,
        bands=(FeeBand(limit=None, single=Fraction(1, 10), family=Fraction(1, 5)),),
        starts_on=date(2026, 12, 1),
        ends_on=None,
        number="I/1/2026",
        passed_on=date(2026, 11, 20),
    )
    set_fee_table(at_desk(office, HEAD), SetFeeTable(table))
    assert assess_help(office, asked).amount == 40_00


def test_the_councils_tables_reach_the_kinds_they_are_for(office: Office) -> None:
    month = date(2026, 12, 1)
    stay = AssessHelp(
        code="short_stay",
        month=month,
        income=1515_00,
        answers={"is_adult": True, "count": 10, "days_in_form": 10, "days_all": 10, "by_hour": True},
    )
    scale = AssessHelp(code="repayment", month=month, income=2000_00, answers={"granted": 600_00})
    flat = AssessHelp(code="training_flat", month=month, income=2000_00, answers={"has_contract": True})
    for asked, purpose in ((stay, "short_stay_hour_fee"), (scale, "repayment_scale")):
        with pytest.raises(NoFeeTable) as refused:
            assess_help(office, asked)
        assert refused.value.facts["purpose"] == purpose
    assert assess_help(office, flat).highest is None
    half = (FeeBand(limit=None, single=Fraction(1, 2), family=Fraction(1, 2)),)
    for purpose, price in ((FeePurpose.SHORT_HOUR, 20_00), (FeePurpose.REPAYMENT, 0), (FeePurpose.FLAT, 800_00)):
        table = FeeTable(
            purpose=purpose,
            price=price,
            bands=half,
            starts_on=month,
            ends_on=None,
            number="I/1/2026",
            passed_on=date(2026, 11, 20),
        )
        set_fee_table(at_desk(office, HEAD), SetFeeTable(table))
    assert assess_help(office, stay).highest == 100_00
    assert assess_help(office, replace(stay, answers={**stay.answers, "price": 30_00})).highest == 150_00
    assert assess_help(office, scale).amount == 300_00
    assert assess_help(office, flat).amount == 400_00


def test_every_kind_of_the_list_is_known_and_others_are_refused(office: Office) -> None:
    income = {kind.code for kind in HELP if asks_income(kind.code)}
    assert {kind.code for kind in HELP} - income == {
        "health_contribution",
        "event_allowance",
        "burial",
        "care_home_referral",
        "guardian_pay",
    }
    with pytest.raises(UnknownHelp):
        assess_help(office, replace(SHELTER, code="castle"))


def test_a_choice_at_discretion_becomes_the_last_steps(office: Office) -> None:
    choice = ChooseHelp(asked=SHELTER, amount=300_00, reason=" Osoba spłaca zaległy czynsz. ")
    found = choose_help(office, choice)
    assert found.amount == 300_00
    chosen, why = (step.text.replace("\u00a0", " ") for step in found.why[-2:])
    assert chosen == "Ośrodek wybrał 300,00 zł; ustawa pozwala wybrać najwyżej 450,00 zł."
    assert why == "Powód wyboru: Osoba spłaca zaległy czynsz."
    with pytest.raises(AmountOutOfBounds):
        choose_help(office, replace(choice, amount=450_01))
    with pytest.raises(ChoiceReasonNeeded):
        choose_help(office, replace(choice, reason="  "))


def test_where_the_act_has_no_bounds_the_choice_says_so(office: Office) -> None:
    ticket = AssessHelp(code="credited_ticket", month=date(2026, 12, 1), answers={"need": "dojazd do szpitala"})
    found = choose_help(office, ChooseHelp(asked=ticket, amount=42_00, reason="Leczenie poza gminą."))
    assert found.why[-2].text.endswith("ustawa nie podaje granic.")
