"""At most half of a month is kept back, the oldest debt first, and every grosz of a debt lies somewhere."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.debts import (
    DebtBasisNeeded,
    KeptBack,
    Owed,
    Repayment,
    WrongDebt,
    WrongRepayment,
    demand_debt,
    demand_repayment,
    keep_back,
    kept_by,
    may_keep_back,
)
from app.domain.decisions import DecisionKind
from app.domain.entitlements import MonthRow, Part, Place
from app.domain.payments import Debt
from app.domain.records import RecordId
from tests.domain.test_entitlements import ANNA, DEC, JAN, NOV, ON, claim, granted, line, rid, rows, told

HALF = Fraction(1, 2)
OLD = Debt(id=rid("old"), person_id=ANNA, total=10_000, from_month=NOV, basis="D1")
NEW = Debt(id=rid("new"), person_id=ANNA, total=90_000, monthly=5_000, from_month=DEC, basis="D2")


def month_of(due: int, month: date = DEC) -> MonthRow:
    (row,) = [row for row in rows(claim(granted(amount=due)), JAN) if row.month == month]
    return row


def kept(debt: Debt, amount: int, month: date = NOV) -> KeptBack:
    return KeptBack(debt.id, month, amount)


def back(debt: Debt, amount: int) -> Repayment:
    return Repayment(id=rid("back"), debt_id=debt.id, person_id=ANNA, amount=amount)


def test_at_most_half_of_a_month_is_kept_back() -> None:
    (row,) = rows(claim(granted(amount=61_051)), NOV)
    assert may_keep_back(row, HALF) == 30_525
    partly = line("one", NOV, 20_000, set_off=20_000)
    (row,) = rows(claim(granted(), lines=[partly]), NOV)
    assert told([row]) == [[("paid", 20_000, ""), ("set_off", 20_000, ""), ("ready", 21_050, "")]]
    assert may_keep_back(row, HALF) == 10_525


def test_a_rise_that_is_held_leaves_half_of_what_is_paid() -> None:
    """500 zł go out, 400 zł wait for the time to appeal: at most 250 zł of the month are kept back."""
    rise = granted("second", amount=90_000, issued_on=date(2026, 12, 18), kind=DecisionKind.CHANGE)
    both = claim(granted(amount=50_000), rise)
    waiting = replace(both, executable={**both.executable, rise.id: date(2027, 1, 10)})
    (row,) = rows(waiting, NOV)
    assert (row.amount(Place.READY), row.amount(Place.HELD)) == (50_000, 40_000)
    assert may_keep_back(row, HALF) == 25_000
    (row,) = rows(replace(waiting, lines=[line("one", NOV, 25_000, set_off=25_000)]), NOV, date(2027, 1, 10))
    assert (row.amount(Place.READY), may_keep_back(row, HALF)) == (40_000, 20_000)


@given(
    ready=st.integers(0, 200_000),
    held=st.integers(0, 200_000),
    paid=st.integers(0, 200_000),
    kept=st.integers(0, 100_000),
)
def test_however_a_month_is_parted_no_more_than_half_of_what_it_pays_is_kept(
    ready: int, held: int, paid: int, kept: int
) -> None:
    places = {Place.READY: ready, Place.HELD: held, Place.PAID: paid, Place.SET_OFF: kept}
    parts = tuple(Part(place=place, amount=amount) for place, amount in places.items() if amount)
    whole = sum(places.values())
    row = MonthRow(month=DEC, decision=None, granted=whole, due=whole, overpaid=0, parts=parts)
    more = may_keep_back(row, HALF)
    assert 0 <= more <= ready
    assert not more or 2 * (kept + more) <= ready + paid + kept


def test_debts_are_kept_back_one_after_another() -> None:
    row, both = month_of(61_050), [Owed(debt=NEW), Owed(debt=OLD)]
    assert keep_back(row, both, HALF, ON) == (OLD, 10_000)
    assert keep_back(row, [each.and_kept([kept(OLD, 4_000)]) for each in both], HALF, ON) == (OLD, 6_000)
    assert keep_back(row, [each.and_kept([kept(OLD, 10_000)]) for each in both], HALF, ON) == (NEW, 5_000)
    assert keep_back(row, [Owed(debt=NEW, repayments=(back(NEW, 88_000),))], HALF, ON) == (NEW, 2_000)
    assert keep_back(row, [Owed(debt=replace(NEW, ended_on=ON))], HALF, ON) is None
    assert keep_back(month_of(61_050, NOV), [Owed(debt=NEW)], HALF, ON) is None


def test_a_month_takes_no_more_than_was_agreed_whichever_benefit_pays() -> None:
    """Two benefits of one month pay 50 zł together, and the next month again."""
    half_taken = Owed(debt=NEW).and_kept([kept(NEW, 3_000, DEC)])
    assert keep_back(month_of(61_050), [half_taken], HALF, ON) == (NEW, 2_000)
    assert keep_back(month_of(61_050, JAN), [half_taken], HALF, ON) == (NEW, 5_000)


def test_a_debt_that_has_lapsed_is_kept_back_no_more() -> None:
    """Art. 104 ust. 5: three years after the decision became final."""
    lapsing = Owed(debt=OLD, lapses_on=ON)
    assert keep_back(month_of(61_050), [lapsing], HALF, ON) == (OLD, 10_000)
    assert keep_back(month_of(61_050), [lapsing], HALF, date(2026, 12, 21)) is None


def test_a_debt_is_a_sum_with_its_decision() -> None:
    for wrong in (replace(OLD, total=0), replace(NEW, monthly=90_001), replace(NEW, monthly=-1)):
        with pytest.raises(WrongDebt):
            demand_debt(wrong)
    with pytest.raises(DebtBasisNeeded):
        demand_debt(replace(OLD, basis=""))
    demand_debt(NEW)


def test_nobody_pays_back_more_than_is_left() -> None:
    owed = Owed(debt=OLD).and_kept([kept(OLD, 4_000)])
    demand_repayment(owed, 6_000)
    for wrong in (0, -1, 6_001):
        with pytest.raises(WrongRepayment):
            demand_repayment(owed, wrong)


grosze = st.integers(0, 200_000)


@given(
    due=st.integers(1, 200_000),
    totals=st.lists(st.tuples(st.integers(1, 300_000), grosze, grosze), min_size=1, max_size=3),
    months=st.integers(1, 12),
)
def test_keeping_back_never_takes_more_than_half_or_than_is_owed(
    due: int, totals: list[tuple[int, int, int]], months: int
) -> None:
    """Month after month: kept back and paid out are what is due, and no debt is taken twice."""
    owed = [
        Owed(debt=debt, repayments=(back(debt, settled),))
        for at, (total, monthly, settled) in enumerate(totals)
        for debt in [Debt(id=rid(f"d{at}"), person_id=ANNA, total=total, monthly=min(monthly, total))]
    ]
    for step in range(months):
        month = date(2027 + step // 12, step % 12 + 1, 1)
        row = MonthRow(
            month=month, decision=None, granted=due, due=due, overpaid=0, parts=(Part(place=Place.READY, amount=due),)
        )
        found = keep_back(row, owed, HALF, ON)
        if found is None:
            continue
        debt, amount = found
        assert 0 < 2 * amount <= due
        owed = [each.and_kept([KeptBack(debt.id, month, amount)]) for each in owed]
        assert not debt.monthly or amount <= debt.monthly
    for each in owed:
        assert each.taken + each.left + each.settled == max(each.debt.total, each.settled)


def test_only_lines_that_keep_back_are_counted() -> None:
    lines = [
        line("a", NOV, set_off=5, debt_id=OLD.id),
        line("b", DEC, set_off=7, debt_id=RecordId(b"x" * 16)),
        line("c", DEC),
    ]
    assert kept_by(lines) == (KeptBack(OLD.id, NOV, 5), KeptBack(RecordId(b"x" * 16), DEC, 7))
    assert Owed(debt=OLD).and_kept(kept_by(lines)).left == 9_995
