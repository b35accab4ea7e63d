"""While a ruling is awaited: suspended, periodic allowance ex officio, and what follows when it comes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.awaiting_ruling import Followed, Step, Waiting, follow
from app.domain.facts import HouseholdKind
from tests.the_law import LAW

WAITING = Waiting(
    household=HouseholdKind.SINGLE,
    people=1,
    income=0,
    own_income=0,
    is_blocked=False,
    applied_on=date(2026, 3, 10),
    suspended_on=date(2026, 3, 20),
    periodic={date(2026, month, 1): 505_00 for month in (3, 4, 5)},
)
IN_TIME = replace(WAITING, received_on=date(2026, 5, 4), delivered_on=date(2026, 5, 24), is_incapable=True)


def months(found: Followed) -> dict[str, tuple[int, int]]:
    return {f"{month.month:%m}": (month.amount, month.counted) for month in found.months}


def test_all_other_conditions_met_means_waiting_with_the_periodic_allowance() -> None:
    found = follow(WAITING, date(2026, 4, 1), LAW)
    assert (found.step, found.grants_periodic, found.deadline) == (Step.SUSPENDED, True, date(2029, 3, 20))
    assert [step.basis for step in found.why] == ["art. 106 ust. 7 pkt 1 i ust. 11", "art. 106 ust. 8"]


@pytest.mark.parametrize(
    "facts",
    [
        {"income": 1010_00},
        {"is_blocked": True},
        {"household": HouseholdKind.FAMILY, "people": 2, "income": 1646_00},
        {"household": HouseholdKind.FAMILY, "people": 2, "income": 900_00, "own_income": 823_00},
    ],
)
def test_one_other_condition_missing_is_a_refusal_at_once(facts: dict[str, object]) -> None:
    found = follow(replace(WAITING, **facts), date(2026, 4, 1), LAW)  # type: ignore[arg-type]  # named per case
    assert (found.step, found.grants_periodic) == (Step.REFUSED, False)


def test_a_ruling_in_time_reaches_back_and_the_periodic_allowance_counts_for_the_amount() -> None:
    """E51, first: 1313 - (0 + 505) = 808 for each month of suspension."""
    found = follow(IN_TIME, date(2026, 6, 15), LAW)
    assert (found.step, found.from_month) == (Step.RESUMED_IN_TIME, date(2026, 3, 1))
    assert months(found) == {
        "03": (808_00, 505_00), "04": (808_00, 505_00), "05": (808_00, 505_00), "06": (1229_00, 0)
    }  # fmt: skip


def test_the_right_is_tested_without_the_periodic_allowance() -> None:
    """E51, second: 600 is below 1010 although 600 + 410 is not; 1313 - 1010 = 303."""
    waiting = replace(IN_TIME, income=600_00, own_income=600_00, periodic={date(2026, 3, 1): 410_00})
    assert months(follow(waiting, date(2026, 3, 31), LAW)) == {"03": (303_00, 410_00)}


def test_a_late_ruling_gives_from_its_own_month() -> None:
    """Art. 106 ust. 10: the 60 days from 4 March end on Monday, 4 May (3 May is a Sunday)."""
    late = replace(IN_TIME, received_on=date(2026, 3, 4), delivered_on=date(2026, 5, 5))
    found = follow(late, date(2026, 6, 15), LAW)
    assert (found.step, found.from_month) == (Step.RESUMED_LATE, date(2026, 5, 1))
    assert months(found) == {"05": (808_00, 505_00), "06": (1229_00, 0)}
    assert found.why[-1].basis == "art. 106 ust. 10"
    on_the_last_day = replace(late, delivered_on=date(2026, 5, 4))
    assert follow(on_the_last_day, date(2026, 6, 15), LAW).step is Step.RESUMED_IN_TIME


def test_a_periodic_allowance_after_the_ruling_is_left_out_again() -> None:
    later = replace(IN_TIME, periodic={date(2026, 6, 1): 505_00})
    assert months(follow(later, date(2026, 6, 15), LAW))["06"] == (1229_00, 0)


def test_a_family_divides_what_counts() -> None:
    """1.3 × 823 - (500 + 400) / 2 = 619.90."""
    family = replace(
        IN_TIME, household=HouseholdKind.FAMILY, people=2, income=500_00, periodic={date(2026, 3, 1): 400_00}
    )
    assert months(follow(family, date(2026, 3, 31), LAW)) == {"03": (619_90, 400_00)}


def test_three_years_or_word_of_a_ruling_take_it_up_ex_officio() -> None:
    assert follow(WAITING, date(2029, 3, 20), LAW).step is Step.SUSPENDED
    assert follow(WAITING, date(2029, 3, 21), LAW).step is Step.RESUMED_EX_OFFICIO
    heard = replace(WAITING, learned_on=date(2026, 9, 1))
    assert follow(heard, date(2026, 9, 1), LAW).step is Step.RESUMED_EX_OFFICIO


def test_a_ruling_without_incapacity_ends_it() -> None:
    assert follow(replace(IN_TIME, is_incapable=False), date(2026, 6, 1), LAW).step is Step.NOT_INCAPABLE


@given(
    income=st.integers(min_value=0, max_value=100_999),
    periodic=st.integers(min_value=0, max_value=82_300),
    more=st.integers(min_value=0, max_value=1_000),
)
def test_more_income_never_gives_more(income: int, periodic: int, more: int) -> None:
    def amount(drawn: int) -> int:
        waiting = replace(IN_TIME, income=income, own_income=income, periodic={date(2026, 3, 1): drawn})
        return follow(waiting, date(2026, 3, 31), LAW).months[0].amount

    assert 100_00 <= amount(periodic + more) <= amount(periodic) <= 1229_00
