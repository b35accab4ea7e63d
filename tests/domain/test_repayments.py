"""What comes back by the council's scale, and what a later pension gives back."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.repayments import (
    PensionMonth,
    Scale,
    ScaleBand,
    WrongScale,
    check_scale,
    from_pension,
    repay,
)
from tests.the_law import LAW


def scale(*bands: tuple[str, str]) -> Scale:
    return Scale(
        bands=tuple(
            ScaleBand(limit=Fraction(limit) / 100 if limit else None, share=Fraction(share) / 100)
            for limit, share in bands
        ),
        act="uchwała nr 14.76.2016",
    )


CZYZE = scale(("150", "40"), ("170", "60"), ("200", "80"), ("", "100"))


def test_a_conditional_allowance_comes_back_by_the_scale() -> None:
    """E44: 1300 of 823 is 157.96 %, so 60 % of 600."""
    check_scale(CZYZE)
    found = repay(600_00, 1300_00, 1, 823_00, CZYZE, LAW)
    assert found.amount == 360_00
    assert [step.value for step in found.why] == ["157,96%", "360.00"]


@pytest.mark.parametrize(
    ("income", "amount"), [(823_00, 0), (823_01, 240_00), (1234_50, 240_00), (1234_51, 360_00), (9999_00, 600_00)]
)
def test_limits_belong_to_the_lower_band_and_the_criterion_to_nobody(income: int, amount: int) -> None:
    assert repay(600_00, income, 1, 823_00, CZYZE, LAW).amount == amount


@given(st.integers(0, 500_000), st.integers(0, 500_000), st.integers(0, 200_000), st.integers(1, 8))
def test_who_earns_more_never_pays_less_back_and_nobody_more_than_was_given(
    income: int, more: int, granted: int, people: int
) -> None:
    low, high = (repay(granted, each, people, 823_00 * people, CZYZE, LAW).amount for each in (income, income + more))
    assert 0 <= low <= high <= granted


@pytest.mark.parametrize(
    "bands",
    [
        (),
        (("150", "40"),),
        (("150", "40"), ("140", "60"), ("", "100")),
        (("90", "40"), ("", "100")),
        (("150", "60"), ("", "40")),
        (("", "101"),),
    ],
)
def test_a_scale_with_gaps_or_falls_is_refused(bands: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(WrongScale):
        check_scale(scale(*bands))


def test_a_pension_gives_back_the_allowance_of_its_months() -> None:
    """Art. 99: the part of one of three people, and never more than the pension of the month."""
    found = from_pension(
        [
            PensionMonth(month=date(2026, 10, 1), allowance=610_50, pension=1900_00, people=3),
            PensionMonth(month=date(2026, 9, 1), allowance=1229_00, pension=1000_00),
        ],
        LAW,
    )
    assert found.amount == 1000_00 + 203_50
    assert [step.code for step in found.why] == ["pension_month", "pension_part", "pension_month", "pension_sum"]


@given(st.lists(st.tuples(st.integers(0, 200_000), st.integers(0, 300_000), st.integers(1, 8)), max_size=12))
def test_no_month_gives_back_more_than_was_paid_or_granted(rows: list[tuple[int, int, int]]) -> None:
    months = [
        PensionMonth(month=date(2026, 1 + at, 1), allowance=allowance, pension=pension, people=people)
        for at, (allowance, pension, people) in enumerate(rows)
    ]
    found = from_pension(months, LAW)
    assert 0 <= found.amount <= sum(min(each.allowance, each.pension) for each in months)
    kept = [int(step.value.replace(".", "")) for step in found.why if step.code == "pension_month"]
    assert sum(kept) == found.amount
