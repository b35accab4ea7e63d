"""What of a line counts: every title of the contract, and the rules that look beyond one line."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.findings import Established, NobodyCounted, NotSingle, establish
from app.domain.income_kinds import Shape
from app.domain.income_rules import IncomeLine, IncompleteIncome, month_of_income
from app.domain.law import Consulted
from tests.the_law import LAW

OCTOBER = date(2026, 10, 15)
MONEY = frozenset({"periodic_allowance", "money"})

COUNTED = {
    *("wage", "contract_work", "business", "pension", "disability_pension", "social_pension", "unemployment_benefit"),
    *("maintenance", "maintenance_fund", "family_allowance", "parental_benefit", "nursing_allowance"),
    *("nursing_supplement", "care_benefit", "supporting_benefit", "housing_allowance", "guardian_pay"),
    *("permanent_allowance", "gift", "other", "social_pension_supplement", "family_care_capital", "nursery_subsidy"),
    "foster_supplement",
}
LEFT_OUT = {
    "child_benefit": "art. 8 ust. 4 pkt 7",
    "one_off_social": "art. 8 ust. 4 pkt 1",
    "purpose_allowance": "art. 8 ust. 4 pkt 2",
    "school_grant": "art. 8 ust. 4 pkt 3",
    "in_kind": "art. 8 ust. 4 pkt 4",
    "socially_useful_work": "art. 8 ust. 4 pkt 5",
    "opposition_veteran_aid": "art. 8 ust. 4 pkt 5a",
    "karta_polaka": "art. 8 ust. 4 pkt 8",
    "war_graves_veteran": "art. 8 ust. 4 pkt 9",
    "pm_special_award": "art. 8 ust. 4 pkt 10",
    "repatriate_aid": "art. 8 ust. 4 pkt 11",
    "clean_air_grant": "art. 8 ust. 4 pkt 12",
    "pupil_transport_refund": "art. 8 ust. 4 pkt 13",
    "energy_supplement": "art. 8 ust. 4 pkt 16",
    "shield_supplement": "art. 8 ust. 4 pkt 17",
    "coal_supplement": "art. 8 ust. 4 pkt 18",
    "heat_source_supplement": "art. 8 ust. 4 pkt 19",
    "electricity_supplement": "art. 8 ust. 4 pkt 20",
    "energy_voucher": "art. 8 ust. 4 pkt 21",
    "active_parent": "art. 8 ust. 4 pkt 22",
    "heat_voucher": "art. 8 ust. 4 pkt 23",
    "supplementary_benefit": "art. 8 ust. 4a",
    "thirteenth_pension": "art. 8 ustawy z 9 stycznia 2020 r.",
    "fourteenth_pension": "ustawa o kolejnym dodatkowym rocznym świadczeniu",
    "periodic_allowance": "art. 38 ust. 2",
}


def line(kind: str = "pension", amount: int = 100_00, **more: Any) -> IncomeLine:
    return IncomeLine(member="a", kind=kind, amount=amount, received_on=OCTOBER)._replace(**more)


def established(
    *lines: IncomeLine, people: int = 1, left_out: int = 0, marks: frozenset[str] = MONEY, **more: Any
) -> Established:
    members = tuple(
        HouseholdMember(id="abcdef"[at], name="ABCDEF"[at], is_counted=at < people) for at in range(people + left_out)
    )
    facts = Facts(
        applied_on=date(2026, 11, 3),
        complete_on=date(2026, 11, 3),
        decided_on=date(2026, 11, 23),
        month=date(2026, 11, 1),
        household=HouseholdKind.SINGLE if people == 1 else HouseholdKind.FAMILY,
        members=members,
        incomes=lines,
    )
    facts = replace(facts, **more)
    return establish(facts, Consulted(LAW, facts.month), marks)


def test_every_title_of_income_is_decided_here() -> None:
    receipts = {code for code, kind in LAW.income_kinds.items() if kind.shape in (Shape.RECEIPT, Shape.AVERAGE)}
    assert receipts == COUNTED | set(LEFT_OUT)


@pytest.mark.parametrize("kind", sorted(COUNTED))
def test_counts_whatever_the_closed_list_does_not_name(kind: str) -> None:
    judged = established(line(kind)).lines[0]
    assert (judged.is_counted, judged.added) == (True, 100_00)
    assert judged.why.basis.startswith("art. 8 ust. ")


@pytest.mark.parametrize(("kind", "basis"), LEFT_OUT.items())
def test_names_the_point_by_which_a_line_does_not_count(kind: str, basis: str) -> None:
    judged = established(line(kind)).lines[0]
    assert (judged.is_counted, judged.added, judged.why.value) == (False, 0, "0.00")
    assert judged.why.basis.startswith(basis)


@pytest.mark.parametrize(
    ("kind", "last_counted", "first_left_out"),
    [
        ("repatriate_aid", "2021-05", "2021-06"),
        ("energy_supplement", "2022-01", "2022-02"),
        ("shield_supplement", "2022-01", "2022-02"),
        ("coal_supplement", "2022-08", "2022-09"),
        ("heat_source_supplement", "2022-09", "2022-10"),
        ("electricity_supplement", "2022-10", "2022-11"),
        ("energy_voucher", "2024-06", "2024-07"),
        ("heat_voucher", "2025-09", "2025-10"),
        ("family_care_capital", "2024-10", "2024-09"),
        ("nursery_subsidy", "2024-10", "2024-09"),
        ("foster_supplement", "2022-01", "2021-12"),
    ],
)
def test_an_exclusion_begins_and_ends_with_its_month(kind: str, last_counted: str, first_left_out: str) -> None:
    for month, is_counted in ((last_counted, True), (first_left_out, False)):
        first = date.fromisoformat(f"{month}-01")
        judged = established(line(kind), month=first, decided_on=first).lines[0]
        assert judged.is_counted is is_counted, month


def test_the_supplementary_benefit_counts_for_what_is_not_money() -> None:
    assert established(line("supplementary_benefit"), marks=frozenset({"specialist_care_fee"})).income == 100_00


def test_the_periodic_allowance_counts_neither_for_itself_nor_for_the_permanent_one() -> None:
    for marks, income in (
        (MONEY, 0),
        (frozenset({"permanent_allowance", "money"}), 0),
        (frozenset({"purpose_allowance", "money"}), 100_00),
    ):
        assert established(line("periodic_allowance"), marks=marks).income == income
    reading = "Przyjęto, że zasiłek nie jest dochodem przy ustalaniu jego samego."
    assert established(line("periodic_allowance")).lines[0].why.text.endswith(reading)


@pytest.mark.parametrize(
    ("applied_on", "lost_on", "month"),
    [
        (date(2026, 11, 3), None, date(2026, 10, 1)),
        (date(2026, 1, 3), None, date(2025, 12, 1)),
        (date(2026, 11, 3), date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 11, 3), date(2026, 10, 1), date(2026, 11, 1)),
        (date(2026, 11, 3), date(2026, 11, 3), date(2026, 11, 1)),
        (date(2026, 11, 3), date(2026, 11, 4), date(2026, 10, 1)),
    ],
)
def test_a_lost_source_moves_the_month_for_everybody(applied_on: date, lost_on: date | None, month: date) -> None:
    lines = [line(), line("wage", source_lost_on=lost_on, received_on=date(2026, 8, 1))]
    assert month_of_income(applied_on, lines) == (month, lost_on if month == applied_on.replace(day=1) else None)


def test_a_receipt_of_another_month_does_not_count() -> None:
    judged = established(line(received_on=date(2026, 9, 30))).lines[0]
    assert (judged.is_counted, judged.why.code, judged.why.basis) == (False, "income_other_month", "art. 8 ust. 3")


def test_costs_and_maintenance_are_taken_off_and_shown() -> None:
    judged = established(line("wage", 3450_00, costs=250_00, maintenance_paid=800_00)).lines[0]
    assert judged.added == 2400_00
    assert judged.why.basis == "art. 8 ust. 3 pkt 1 i 3"
    assert plain(judged.why.text) == (
        "Do dochodu wliczono: A, wynagrodzenie za pracę z 15 października 2026 r., 3 450,00 zł; po odliczeniu kosztów "
        "uzyskania przychodu 250,00 zł i alimentów na rzecz innych osób 800,00 zł zostaje 2 400,00 zł."
    )


def test_costs_are_not_taken_off_pensions_nor_before_june_2021() -> None:
    early: dict[str, Any] = {"applied_on": date(2021, 6, 8), "month": date(2021, 6, 1), "decided_on": date(2021, 6, 8)}
    wage = line("wage", 1000_00, costs=250_00, received_on=date(2021, 5, 28))
    judged = established(wage, **early).lines[0]
    assert (judged.added, judged.why.basis) == (1000_00, "art. 8 ust. 3")
    assert "nie odliczono" in judged.why.text
    assert established(line("pension", 1000_00, costs=250_00)).income == 1000_00


def test_a_note_tells_what_people_get_wrong() -> None:
    assert "Zasiłku pielęgnacyjnego nie wymienia" in established(line("nursing_allowance")).lines[0].why.text


def test_a_business_counts_in_every_month() -> None:
    judged = established(line("business", 418600, received_on=None, maintenance_paid=186_00)).lines[0]
    assert (judged.added, judged.why.basis) == (4000_00, "art. 8 ust. 5 i ust. 3 pkt 3")


def test_land_of_left_out_members_does_not_help_over_the_limit() -> None:
    mine = IncomeLine(member="a", kind="farm", hectares=Fraction("0.6"))
    theirs = IncomeLine(member="c", kind="farm", hectares=Fraction("0.6"))
    found = established(mine, theirs, people=2, left_out=1)
    assert [judged.why.code for judged in found.lines] == ["income_farm_small", "income_of_left_out"]
    assert "0,6 ha przeliczeniowych, a dochód z nich liczy się od 1 ha" in found.lines[0].why.text


def test_land_shows_its_multiplication() -> None:
    farm = IncomeLine(member="a", kind="farm", hectares=Fraction("2.3456"), evidence="zaświadczenie urzędu gminy")
    judged = established(farm).lines[0]
    assert plain(judged.why.text) == (
        "Do dochodu wliczono: A, gospodarstwo rolne, 2,3456 ha przeliczeniowych (dowód: zaświadczenie urzędu gminy). "
        "2,3456 × 459,00 zł = 1 076,63 zł miesięcznie."
    )


def test_one_off_income_tells_its_months_outside_of_them_too() -> None:
    sale = line("one_off", 6000_00, received_on=date(2025, 3, 2))
    judged = established(sale).lines[0]
    assert not judged.is_counted
    assert plain(judged.why.text).endswith("po 500,00 zł, liczy się od marca 2025 r. do lutego 2026 r.")


def test_deductions_of_one_person_do_not_eat_the_income_of_another() -> None:
    payer = line("wage", 500_00, maintenance_paid=900_00)
    found = established(payer, line(member="b"), people=2)
    assert found.income == 100_00
    assert "deductions_above_income" in [why.code for why in found.why]


def test_deductions_do_reach_other_income_of_the_same_person() -> None:
    found = established(line("wage", 500_00, maintenance_paid=900_00), line("pension", 700_00))
    assert found.income == 300_00


def test_a_household_needs_somebody_and_a_single_one_only_one() -> None:
    with pytest.raises(NobodyCounted):
        established(people=0, left_out=2)
    with pytest.raises(NotSingle):
        established(people=2, household=HouseholdKind.SINGLE)


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (line(received_on=None), "received_on"),
        (line("arrears", months=None), "months"),
        (line("arrears", months=0), "months"),
        (line("one_off", received_on=None), "received_on"),
        (IncomeLine(member="a", kind="farm"), "hectares"),
    ],
)
def test_a_line_without_what_its_title_needs_is_refused(broken: IncomeLine, field: str) -> None:
    with pytest.raises(IncompleteIncome) as refused:
        established(broken)
    assert refused.value.facts["field"] == field


@given(
    st.lists(st.tuples(st.sampled_from(sorted(COUNTED | set(LEFT_OUT))), st.integers(0, 10_000_00)), max_size=6),
    st.integers(0, 5000_00),
)
def test_more_income_never_gives_less(lines: list[tuple[str, int]], more: int) -> None:
    before = established(*(line(kind, amount) for kind, amount in lines))
    after = established(*(line(kind, amount) for kind, amount in lines), line("other", more))
    assert after.income == before.income + more
    assert before.income == sum(judged.added for judged in before.lines)


@given(st.integers(1, 100_000_00), st.integers(0, 20))
def test_shares_of_one_off_income_add_up_within_a_grosz_each(amount: int, months_later: int) -> None:
    year, month = divmod(2024 * 12 + 2 + months_later + 1, 12)
    applied_on = date(year, month + 1, 5)
    facts: dict[str, Any] = {"applied_on": applied_on, "month": applied_on.replace(day=1)}
    income = established(line("one_off", amount, received_on=date(2024, 3, 2)), **facts).income
    single = LAW.value_on("criterion_single", applied_on.replace(day=1)).grosze
    if amount <= 5 * single:
        assert income == (amount if months_later == 0 else 0)
    else:
        assert income == 0 if months_later >= 12 else abs(12 * income - amount) <= 6


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
