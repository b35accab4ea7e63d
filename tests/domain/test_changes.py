"""Ten percent, forward only when it hurts, a claim by month with its limits, half of a benefit set off."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import AmountChange, Cause, Direction, IncomeChange, months_between, place, weigh
from app.domain.facts import HouseholdKind
from app.domain.months import add_months
from app.domain.undue import Fault, PaidMonth, find_undue, lapses_on, set_off
from tests.the_law import LAW

SINGLE, FAMILY = HouseholdKind.SINGLE, HouseholdKind.FAMILY
NOVEMBER = date(2026, 11, 1)
amounts = st.integers(min_value=0, max_value=500_000)


def change(household: HouseholdKind, before: int, after: int, on: date = date(2026, 11, 10)) -> IncomeChange:
    return IncomeChange(household=household, before=before, after=after, changed_on=on)


@pytest.mark.parametrize(
    ("household", "rise", "is_within"),
    [(SINGLE, 101_00, True), (SINGLE, 101_01, False), (FAMILY, 82_30, True), (FAMILY, 82_31, False)],
)
def test_a_tenth_of_the_criterion_of_one_person_changes_nothing(
    household: HouseholdKind, rise: int, is_within: bool
) -> None:
    """E30: for a family the yardstick is the criterion per head, the change that of the whole family."""
    assert weigh(change(household, 500_00, 500_00 + rise), LAW).is_within is is_within
    assert weigh(change(household, 500_00 + rise, 500_00), LAW).is_within is is_within


def test_a_small_fall_in_2021_left_the_permanent_allowance_alone() -> None:
    """E10: 317.44 - 261.86 = 55.58, not more than 10 % of 701.00."""
    weighed = weigh(change(SINGLE, 317_44, 261_86, date(2021, 4, 1)), LAW)
    assert (weighed.difference, weighed.limit, weighed.is_within) == (55_58, 70_10, True)
    assert weighed.why[0].basis == "art. 106 ust. 3a"
    assert {value.plain for value in weighed.parameters} == {"701.00", "0.10"}


def test_a_fee_is_weighed_by_its_own_paragraph() -> None:
    fee = IncomeChange(household=SINGLE, before=0, after=101_01, changed_on=NOVEMBER, of_fee=True)
    assert weigh(fee, LAW).why[0].basis == "art. 106 ust. 3b"


def place_it(was: int, will_be: int, *, cause: Cause = Cause.INCOME, of_fee: bool = False) -> tuple[object, ...]:
    """Income changed on 10 July; the office decides when August to October are paid."""
    asked = AmountChange(
        was=was,
        will_be=will_be,
        cause=cause,
        changed_on=date(2026, 7, 10),
        first_unpaid_month=NOVEMBER,
        of_fee=of_fee,
    )
    placed = place(asked, LAW)
    return placed.direction, placed.from_month, len(placed.examined), placed.is_bound


def test_what_hurts_works_forward_and_paid_months_are_examined() -> None:
    assert place_it(900_00, 600_00) == (Direction.WORSE, NOVEMBER, 3, True)


def test_what_helps_reaches_back_to_the_month_after_the_change() -> None:
    assert place_it(600_00, 900_00) == (Direction.BETTER, date(2026, 8, 1), 0, True)


def test_a_higher_fee_hurts_and_a_lower_one_helps() -> None:
    assert place_it(100_00, 200_00, of_fee=True) == (Direction.WORSE, NOVEMBER, 3, True)
    assert place_it(200_00, 100_00, of_fee=True)[0] is Direction.BETTER


def test_a_sanction_leaves_a_choice_and_nothing_changes_nothing() -> None:
    assert place_it(900_00, 0, cause=Cause.SANCTION) == (Direction.WORSE, NOVEMBER, 3, False)
    assert place_it(900_00, 900_00) == (Direction.SAME, None, 0, False)


@pytest.mark.parametrize(("on", "first"), [(date(2028, 1, 1), date(2028, 1, 1)), (date(2025, 5, 13), date(2025, 6, 1))])
def test_a_new_law_works_from_its_own_month(on: date, first: date) -> None:
    asked = AmountChange(was=1, will_be=2, cause=Cause.LAW, changed_on=on, first_unpaid_month=first)
    assert place(asked, LAW).from_month == first


@given(was=amounts, will_be=amounts, paid_up_to=st.integers(min_value=0, max_value=30), of_fee=st.booleans())
def test_no_change_to_the_disadvantage_touches_a_paid_month(
    was: int, will_be: int, paid_up_to: int, of_fee: bool
) -> None:
    first_unpaid = add_months(NOVEMBER, paid_up_to - 10)
    asked = AmountChange(
        was=was,
        will_be=will_be,
        cause=Cause.PERSON,
        changed_on=date(2026, 7, 10),
        first_unpaid_month=first_unpaid,
        of_fee=of_fee,
    )
    placed = place(asked, LAW)
    if placed.direction is Direction.WORSE:
        assert placed.from_month is not None
        assert placed.from_month >= first_unpaid
        assert placed.examined == months_between(date(2026, 8, 1), max(first_unpaid, date(2026, 8, 1)))


def paid(month: date, amount: int, right: int) -> PaidMonth:
    return PaidMonth(month=month, taken_on=month.replace(day=25), paid=amount, right=right)


def test_the_claim_is_told_month_by_month() -> None:
    months = [paid(date(2026, 8, 1), 900_00, 600_00), paid(date(2026, 9, 1), 900_00, 950_00)]
    found = find_undue(months, Fault.SILENT, date(2026, 3, 2), date(2026, 11, 20), LAW)
    assert [month.undue for month in found.months] == [300_00, 0]
    assert (found.claimed, found.lapsed, found.missing) == (300_00, 0, ())
    assert [step.code for step in found.why] == ["undue_silent", "undue_month", "undue_sum"]


def test_ten_years_after_it_was_taken_nothing_is_asked_back() -> None:
    months = [paid(date(2016, 11, 1), 900_00, 0), paid(date(2016, 12, 1), 900_00, 0)]
    on_the_day = find_undue(months, Fault.UNTRUE, NOVEMBER, date(2026, 11, 25), LAW)
    a_day_later = find_undue(months, Fault.UNTRUE, NOVEMBER, date(2026, 11, 26), LAW)
    assert (on_the_day.claimed, on_the_day.lapsed) == (1800_00, 0)
    assert (a_day_later.claimed, a_day_later.lapsed) == (900_00, 900_00)


def test_without_fault_nothing_is_undue_and_without_a_warning_something_is_missing() -> None:
    months = [paid(NOVEMBER, 900_00, 0)]
    blameless = find_undue(months, None, None, date(2026, 12, 1), LAW)
    assert (blameless.claimed, blameless.why[-1].code, blameless.missing) == (0, "undue_no_fault", ())
    assert find_undue(months, Fault.SILENT, None, date(2026, 12, 1), LAW).missing


def test_a_claim_lapses_three_years_after_it_became_final_or_after_the_last_instalment() -> None:
    assert lapses_on(date(2026, 12, 9), LAW) == date(2029, 12, 9)
    assert lapses_on(date(2026, 12, 9), LAW, date(2027, 6, 30)) == date(2030, 6, 30)
    assert lapses_on(date(2028, 2, 29), LAW) == date(2031, 2, 28)


def test_half_of_a_benefit_is_set_off() -> None:
    """E52: 50 % of 913.00."""
    rows = set_off(2000_00, {add_months(NOVEMBER, step): 913_00 for step in range(12)}, LAW)
    assert [row.kept for row in rows] == [456_50, 456_50, 456_50, 456_50, 174_00]
    assert rows[-1].left == 0


@given(claim=amounts, benefits=st.lists(amounts, max_size=24))
def test_setting_off_adds_up_and_never_takes_more_than_half(claim: int, benefits: list[int]) -> None:
    rows = set_off(claim, {add_months(NOVEMBER, at): amount for at, amount in enumerate(benefits)}, LAW)
    assert sum(row.kept for row in rows) + (rows[-1].left if rows else claim) == claim
    assert all(2 * row.kept <= row.benefit and row.kept + row.paid_out == row.benefit for row in rows)
    assert all(before.left >= after.left for before, after in pairwise(rows))


@given(rows=st.lists(st.tuples(amounts, amounts), max_size=24), years=st.integers(min_value=0, max_value=12))
def test_what_is_claimed_and_what_lapsed_are_all_that_was_too_much(rows: list[tuple[int, int]], years: int) -> None:
    months = [paid(add_months(date(2020, 1, 1), at), *row) for at, row in enumerate(rows)]
    found = find_undue(months, Fault.UNTRUE, NOVEMBER, add_months(date(2022, 1, 1), 12 * years), LAW)
    assert found.claimed + found.lapsed == sum(max(was - right, 0) for was, right in rows)
    assert all(isinstance(month.undue, int) for month in found.months)
