"""What would have to change, and from when a result changes by itself."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.benefits.periodic_allowance import find
from app.domain.facts import Facts, HouseholdKind, HouseholdMember
from app.domain.income_rules import IncomeLine
from app.domain.law import Parameter
from app.domain.local_law import with_value
from app.domain.prospects import applied_in, first_turn, if_criterion, if_ended, if_lower, needed, told
from app.domain.recalculating import (
    MonthChange,
    Outcome,
    Stretches,
    compare,
    months_of,
    proposed,
    small_change,
    stretches_of,
    without_source,
)
from tests.the_law import LAW

NOVEMBER = date(2026, 11, 1)


def receipt(kind: str, amount: int) -> IncomeLine:
    return IncomeLine(member="1", kind=kind, amount=amount, received_on=date(2026, 10, 15))


def claim(*lines: IncomeLine) -> Facts:
    return Facts(
        applied_on=date(2026, 11, 3),
        complete_on=date(2026, 11, 3),
        decided_on=date(2026, 11, 20),
        month=NOVEMBER,
        household=HouseholdKind.SINGLE,
        members=(HouseholdMember(id="1", name="Anna Wiśniewska"),),
        incomes=lines,
    )


REFUSED = claim(receipt("pension", 1000_00), receipt("maintenance", 250_00))


def test_the_least_by_which_a_receipt_would_have_to_be_lower() -> None:
    """1250 is 240 above 1010, and must be below it: 240.01."""
    found = needed(find, REFUSED, 0, LAW)
    assert found is not None
    assert (found.lower_by, found.then.right) == (240_01, True)
    assert not if_lower(find, REFUSED, 0, 240_00, LAW).then.right
    assert if_lower(find, REFUSED, 0, 240_01, LAW).is_different


def test_where_even_nothing_would_not_help_nothing_is_promised() -> None:
    both = claim(receipt("pension", 1000_00), receipt("maintenance", 1100_00))
    assert needed(find, both, 0, LAW) is None
    there = needed(find, claim(receipt("pension", 500_00)), 0, LAW)
    assert there is not None
    assert there.lower_by == 0


@given(st.integers(min_value=1, max_value=300_000), st.integers(min_value=0, max_value=150_000))
def test_one_grosz_less_than_needed_is_not_enough(pension: int, maintenance: int) -> None:
    facts = claim(receipt("pension", pension), receipt("maintenance", maintenance))
    found = needed(find, facts, 0, LAW)
    if found is None:
        assert maintenance >= 1010_00
    elif found.lower_by:
        assert not if_lower(find, facts, 0, found.lower_by - 1, LAW).then.right


def test_a_source_that_ends_and_a_new_criterion() -> None:
    assert if_ended(find, REFUSED, ["maintenance"], LAW).then.lowest == 20_00
    higher = if_criterion(find, REFUSED, 1300_00, 1000_00, LAW, "projekt")
    assert (higher.now.right, higher.then.right, higher.then.criterion) == (False, True, 1300_00)
    assert {value.basis for value in higher.then.parameters} >= {"projekt"}


def test_the_month_in_which_a_known_end_changes_the_result() -> None:
    """Maintenance is paid until 31 December; December's income counts in January, January's in February."""
    turn = first_turn(find, REFUSED, LAW, [("maintenance", date(2026, 12, 31))])
    assert turn is not None
    assert (turn.month, turn.before.right, turn.after.right) == (date(2027, 2, 1), False, True)


def test_the_month_in_which_new_amounts_change_the_result() -> None:
    later = with_value(LAW, Parameter.CRITERION_SINGLE, 1300_00, date(2028, 1, 1), "rozporządzenie")
    turn = first_turn(find, REFUSED, later)
    assert turn is not None
    assert turn.month == date(2028, 1, 1)
    assert [value.basis for value in turn.parameters if value.name == "criterion_single"] == ["rozporządzenie"]


def test_a_twelfth_runs_out() -> None:
    """6000 in March 2026 counts by twelfths up to February 2027, which is the income of a claim made in March."""
    sold = IncomeLine(member="1", kind="one_off", amount=6000_00, received_on=date(2026, 3, 10))
    turn = first_turn(find, claim(receipt("pension", 600_00), sold), LAW)
    assert turn is not None
    assert turn.month == date(2027, 4, 1)


def test_nothing_is_said_where_nothing_changes() -> None:
    assert first_turn(find, REFUSED, LAW) is None


def test_monthly_receipts_move_and_a_lost_source_pays_no_more() -> None:
    wage = receipt("wage", 1_00)._replace(received_on=date(2026, 10, 31))
    lost = wage._replace(kind="contract_work", source_lost_on=date(2026, 10, 31))
    (line,) = applied_in(claim(wage, lost), date(2027, 3, 1)).incomes
    assert (line.kind, line.received_on) == ("wage", date(2027, 2, 28))
    assert len(applied_in(claim(wage, lost), NOVEMBER).incomes) == 2


def sentences(facts: Facts) -> list[str]:
    return [step.text.replace("\u00a0", " ") for step in told(find, facts, LAW)]


def test_a_refused_client_reads_what_would_have_to_change() -> None:
    """Without the pension 250 is left, without the maintenance 1000: each alone would be enough."""
    lower = "Świadczenie przysługiwałoby, gdyby ten przychód był niższy co najmniej o 240,01 zł: Anna Wiśniewska"
    same = "Przez najbliższe 24 miesiące wynik nie zmieni się sam, jeżeli dochody pozostaną takie jak teraz."
    assert sentences(REFUSED) == [f"{lower}, emerytura.", f"{lower}, alimenty.", same]


def test_whoever_has_a_right_reads_when_it_changes_and_what_changes_nothing() -> None:
    sold = IncomeLine(member="1", kind="one_off", amount=6000_00, received_on=date(2026, 3, 10))
    turn, tolerance = sentences(claim(receipt("pension", 300_00), sold))
    assert turn.endswith("przy wniosku z miesiąca kwiecień 2027 r. świadczenie wyniesie od 355,00 zł do 710,00 zł.")
    assert tolerance.startswith("Gdy świadczenie będzie już wypłacane, zmiana dochodu o nie więcej niż 101,00 zł")
    above = sentences(claim(receipt("pension", 600_00), sold))
    assert above[-1].endswith("prawo do świadczenia powstanie przy wniosku z miesiąca: kwiecień 2027 r.")


def effect_of(facts: Facts, granted: int, single: int, months: int = 4) -> tuple[Outcome, list[int]]:
    under = with_value(LAW, Parameter.CRITERION_SINGLE, single, date(2027, 1, 1), "próba")
    asked = months_of(NOVEMBER, None, NOVEMBER, months)
    effect = compare(find, facts, granted, asked, under, Stretches(under))
    assert effect.difference == sum(each.after - each.before for each in effect.months)
    return effect.outcome, [each.after for each in effect.months]


def test_a_granted_amount_moves_only_into_the_new_bounds() -> None:
    """With 500: bounds 255-510, from January under 1200 350-700, under 900 200-400, under 400 none."""
    facts = claim(receipt("pension", 500_00))
    assert effect_of(facts, 300_00, 1200_00) == (Outcome.RAISED, [300_00, 300_00, 350_00, 350_00])
    assert effect_of(facts, 500_00, 900_00) == (Outcome.LOWERED, [500_00, 500_00, 400_00, 400_00])
    assert effect_of(facts, 400_00, 1200_00) == (Outcome.UNCHANGED, [400_00] * 4)
    assert effect_of(facts, 300_00, 400_00) == (Outcome.ENDED, [300_00, 300_00, 0, 0])


@given(st.integers(0, 150_000), st.integers(2_000, 82_300), st.integers(50_000, 200_000))
def test_months_of_one_stretch_are_worked_out_once_with_the_same_answer(
    pension: int, granted: int, single: int
) -> None:
    facts = claim(receipt("pension", pension))
    under = with_value(LAW, Parameter.CRITERION_SINGLE, single, date(2027, 1, 1), "próba")
    months = months_of(NOVEMBER, None, NOVEMBER, 4)
    one_by_one = [proposed(find(replace(facts, month=month), under), granted) for month in months]
    effect = compare(find, facts, granted, months, under, Stretches(under))
    assert [each.after for each in effect.months] == one_by_one


@pytest.mark.parametrize(("amount", "is_small"), [(101_00, True), (101_01, False)])
def test_a_source_within_the_tolerance_changes_nothing(amount: int, is_small: bool) -> None:
    facts = claim(receipt("pension", 500_00), receipt("maintenance", amount))
    without = without_source(facts, "maintenance")
    assert (small_change(find, facts, without, NOVEMBER, LAW) is not None) is is_small


def test_equal_months_are_told_together() -> None:
    rows = [MonthChange(date(2026, month, 1), 1, 1 + month // 11) for month in (9, 10, 11, 12)]
    runs = stretches_of(rows)
    assert [(first.month.month, last.month.month) for first, last in runs] == [(9, 10), (11, 12)]
    assert stretches_of([]) == ()
    assert all(one[1].month < other[0].month for one, other in pairwise(runs))


def test_a_one_off_sum_is_never_said_to_be_too_high() -> None:
    """6000 counts by 500; 5050 in the same month would count whole, so a lower sum would be a higher income."""
    sold = IncomeLine(member="1", kind="one_off", amount=6000_00, received_on=date(2026, 10, 10))
    told_steps = told(find, claim(receipt("pension", 600_00), sold), LAW)
    lower = [step for step in told_steps if step.code == "prospect_lower"]
    assert [step.value for step in lower] == ["90.01"]
    assert "emerytura" in lower[0].text
