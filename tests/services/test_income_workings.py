"""Amounts that follow from the figures of a paper: kept with the line, told in the findings, asked for anew."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from app.domain.checklist import State
from app.domain.income_workings import (
    Declared,
    Foreign,
    Taxation,
    TaxReturn,
    Workings,
    WrongRate,
    WrongTaxReturn,
    check_workings,
    day_of_rate,
    read_workings,
)
from app.domain.incomes import Income
from app.domain.records import RecordId
from app.services.applications import take_application
from app.services.case_views import CaseView, OpenCase, open_case
from app.services.cases import CaseFindings, case_findings
from app.services.decision_views import LookAtDecision, look_at_decision
from app.services.incomes import ChangeIncome, IncomeEntry, WriteIncome, change_income, write_income
from app.services.office import Office
from tests.little_decision import drafted, ready_case, rewrite
from tests.little_office import annas_application

RECEIVED_ON = date(2026, 10, 15)
EUROS = Foreign(187_50, "EUR", Fraction("4.2512"), 1, "212/A/NBP/2026", date(2026, 11, 2))
BUSINESS = TaxReturn(
    Taxation.SCALE,
    2025,
    10,
    revenue=90_000_00,
    costs=30_000_00,
    tax=9_000_00,
    health=2_940_00,
    social=9_800_00,
    other_income=40_000_00,
)


def entry(kind: str, workings: Workings, amount: int = 0) -> IncomeEntry:
    received_on = None if kind == "business" else RECEIVED_ON
    return IncomeEntry(kind=kind, amount=amount, received_on=received_on, evidence="dokument", note=workings.note)


@pytest.fixture
def case_id(office: Office) -> RecordId:
    return take_application(office, annas_application()).value.case.id


def seen(office: Office, case_id: RecordId) -> CaseView:
    return open_case(office, OpenCase(case_id))


def test_the_amount_follows_from_the_figures_and_is_told_with_its_article(office: Office, case_id: RecordId) -> None:
    anna = seen(office, case_id).person
    euros = write_income(office, WriteIncome(anna.id, entry("pension", EUROS, amount=1))).value
    business = write_income(office, WriteIncome(anna.id, entry("business", BUSINESS))).value
    assert (euros.amount, business.amount) == (797_10, 4_186_00)
    found = case_findings(office, CaseFindings(case_id))
    assert found.income == 797_10 + 4_186_00
    told = {step.code: (step.text.replace("\u00a0", " "), step.basis) for step in found.why}
    text, basis = told["income_foreign"]
    assert "187,50 EUR × 4,2512 zł = 797,10 zł (średni kurs NBP, tabela nr 212/A/NBP/2026" in text
    assert basis == "art. 8 ust. 13"
    assert told["income_business_tax"][1] == "art. 8 ust. 6"
    assert "przypada 9 000,00 zł × 60 000,00 zł : 100 000,00 zł = 5 400,00 zł." in told["income_business_tax"][0]


def test_a_new_rate_gives_a_new_amount(office: Office, case_id: RecordId) -> None:
    anna = seen(office, case_id).person
    written = write_income(office, WriteIncome(anna.id, entry("pension", EUROS))).value
    renewed = EUROS._replace(rate=Fraction("4.3000"), table="226/A/NBP/2026", table_on=date(2026, 11, 3))
    changed = change_income(office, ChangeIncome(written, replace(written, note=renewed.note))).value
    assert changed.amount == 806_25


def test_figures_of_another_kind_of_income_are_dropped(office: Office, case_id: RecordId) -> None:
    anna = seen(office, case_id).person
    written = write_income(office, WriteIncome(anna.id, entry("pension", BUSINESS, amount=5_00))).value
    assert (written.note, written.amount) == ("", 5_00)
    declared = write_income(office, WriteIncome(anna.id, entry("business", EUROS, amount=700_00))).value
    assert (declared.note, declared.amount) == ("", 700_00)


def test_figures_that_do_not_lead_to_the_amount_are_not_told(office: Office, case_id: RecordId) -> None:
    """Another workstation may have written the amount and this one the figures."""
    anna = seen(office, case_id).person
    written = write_income(office, WriteIncome(anna.id, entry("pension", EUROS))).value
    rewrite(office, Income, written.id, amount=500_00)
    found = case_findings(office, CaseFindings(case_id))
    assert found.income == 500_00
    assert "income_foreign" not in {step.code for step in found.why}


def test_a_note_in_own_words_stays_a_note(office: Office, case_id: RecordId) -> None:
    anna = seen(office, case_id).person
    line = replace(entry("pension", EUROS, amount=100_00), note="za wrzesień i październik")
    assert write_income(office, WriteIncome(anna.id, line)).value.note == "za wrzesień i październik"


def test_the_decision_asks_for_the_rate_of_its_day(office: Office) -> None:
    """Drafted on Monday 23 November at the rate of Friday, and once more at its own."""
    case = ready_case(office)
    friday = EUROS._replace(amount=50_00, table="225/A/NBP/2026", table_on=date(2026, 11, 20))
    written = write_income(office, WriteIncome(case.person_id, entry("pension", friday))).value
    draft = drafted(office, case)
    asked = {item.id: item for item in look_at_decision(office, LookAtDecision(draft)).checks}
    assert asked["rate"].state is State.QUESTIONED
    assert "EUR z 20\u00a0listopada 2026" in asked["rate"].sentence
    assert "kursu z 23\u00a0listopada 2026" in asked["rate"].sentence
    monday = friday._replace(table="226/A/NBP/2026", table_on=date(2026, 11, 23))
    change_income(office, ChangeIncome(written, replace(written, note=monday.note)))
    assert "rate" not in {item.id for item in look_at_decision(office, LookAtDecision(draft)).checks}


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 29), date(2026, 11, 27)),
        (date(2026, 11, 11), date(2026, 11, 10)),
    ],
)
def test_a_day_without_a_table_takes_the_last_one(day: date, wanted: date) -> None:
    assert day_of_rate(day) == wanted


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (EUROS._replace(currency="PLN"), "currency"),
        (EUROS._replace(currency="euro"), "currency"),
        (EUROS._replace(rate=Fraction(0)), "rate"),
        (EUROS._replace(table="212"), "table"),
        (EUROS._replace(table="212/A/NBP/2025"), "table"),
        (EUROS._replace(table_on=date(2026, 12, 1)), "day"),
    ],
)
def test_a_wrong_rate_is_refused(wrong: Foreign, fault: str) -> None:
    with pytest.raises(WrongRate) as refused:
        check_workings(wrong, date(2026, 11, 24))
    assert refused.value.facts["fault"] == fault


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (BUSINESS._replace(months=13), "months"),
        (BUSINESS._replace(year=2026), "year"),
        (BUSINESS._replace(taxation=Taxation.LINEAR), "joined"),
    ],
)
def test_an_impossible_return_is_refused(wrong: TaxReturn, fault: str) -> None:
    with pytest.raises(WrongTaxReturn) as refused:
        check_workings(wrong, date(2026, 11, 24))
    assert refused.value.facts["fault"] == fault


def test_notes_are_read_back_and_others_left_alone() -> None:
    forints = Foreign(60_000_00, "HUF", Fraction("1.09405"), 100, "225/A/NBP/2026", date(2026, 11, 20))
    for workings in (EUROS, forints, BUSINESS, Declared(Taxation.CARD)):
        assert read_workings(workings.note) == workings
    impossible = EUROS.note.replace("02.11.2026", "31.02.2026")
    for note in ("", "z wywiadu", impossible, BUSINESS.note.replace("skala", "skalda"), "ogólne, kwota z oświadczenia"):
        assert read_workings(note) is None
