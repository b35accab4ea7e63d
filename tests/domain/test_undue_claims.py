"""A finding and an order: instalments add up, relief lowers the order alone, later income follows earlier."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.income_later import is_of_the_claim, lived_on, moved_to
from app.domain.incomes import NO_INCOME, Income
from app.domain.months import add_months
from app.domain.records import RecordId
from app.domain.undue_claims import ExaminedMonth, Relief, Terms, UndueClaim, settled_terms, within
from tests.the_law import LAW

ANNA = RecordId(b"person-anna-0001")
APPLIED = date(2026, 11, 3)
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)


def month(at: int, paid: int, right: int) -> ExaminedMonth:
    begins = add_months(date(2024, 1, 1), at)
    return ExaminedMonth(
        month=begins, number="D1", taken_on=begins.replace(day=25), paid=paid, right=right, is_by_list=True
    )


@given(claimed=st.integers(2, 500_000), count=st.integers(2, 60), day=st.dates(date(2027, 1, 1), date(2028, 12, 31)))
def test_instalments_add_up_to_the_grosz_a_month_apart(claimed: int, count: int, day: date) -> None:
    claim = UndueClaim(terms=Terms(relief=Relief.INSTALMENTS, instalments=count, first_on=day))
    parts = claim.parts(claimed)
    assert sum(amount for _, amount in parts) == claimed
    assert all(later > earlier for (earlier, _), (later, _) in pairwise(parts))
    assert max(amount for _, amount in parts) == parts[-1][1]
    assert parts[-1][1] - parts[0][1] < count
    assert claim.last_day(claimed) == parts[-1][0]


@given(claimed=st.integers(1, 500_000), remitted=st.integers(1, 500_000))
def test_relief_never_asks_for_more_than_was_found(claimed: int, remitted: int) -> None:
    part = min(claimed, remitted)
    for relief in Relief:
        claim = UndueClaim(terms=Terms(relief=relief, remitted=part))
        assert 0 <= claim.to_return(claimed) <= claimed
    assert UndueClaim(terms=Terms(relief=Relief.REMITTED, remitted=part)).to_return(claimed) + part == claimed
    assert UndueClaim(terms=Terms(relief=Relief.WAIVED)).to_return(claimed) == 0


def test_what_another_relief_had_typed_is_dropped() -> None:
    typed = Terms(
        relief=Relief.NONE, relief_reason="x", remitted=5, due_on=APPLIED, instalments=3, first_on=APPLIED, days=21
    )
    assert settled_terms(typed) == Terms(days=21)
    kept = settled_terms(replace(typed, relief=Relief.DEFERRED))
    assert (kept.due_on, kept.relief_reason, kept.instalments) == (APPLIED, "x", 0)


def test_only_months_with_too_much_belong_to_a_claim() -> None:
    months = [month(0, 100, 40), month(1, 100, 100), month(2, 100, 0), month(3, 100, 200)]
    assert [each.undue for each in within(months, None, None)] == [60, 100]
    assert [each.undue for each in within(months, date(2024, 2, 1), None)] == [100]
    assert [each.undue for each in within(months, None, date(2024, 2, 1))] == [60]


def income(amount: int, on: date, kind: str = "wage", lost_on: date | None = None) -> Income:
    return Income(
        id=RecordId(f"{kind}{on.isoformat()}{amount}".encode().ljust(32, b"-")[:32]),
        person_id=ANNA,
        kind=kind,
        amount=amount,
        received_on=on,
        source_lost_on=lost_on,
    )


def told(lines: tuple[Income, ...]) -> list[tuple[int, date | None]]:
    return [(line.amount, line.received_on) for line in lines]


def test_a_later_receipt_takes_the_place_of_the_earlier_one_and_the_rest_goes_on() -> None:
    october, november = income(100_000, date(2026, 10, 28)), income(150_000, date(2026, 11, 30))
    alimony = income(50_000, date(2026, 10, 10), "maintenance_fund")
    written = [october, november, alimony, income(0, date(2026, 10, 1), NO_INCOME)]
    assert is_of_the_claim(written, LAW, APPLIED, NOVEMBER)
    assert not is_of_the_claim(written, LAW, APPLIED, DECEMBER)
    assert told(lived_on(written, LAW, APPLIED, DECEMBER)) == [
        (150_000, date(2026, 11, 30)),
        (50_000, date(2026, 11, 10)),
    ]
    assert told(lived_on(written, LAW, APPLIED, JANUARY)) == [
        (150_000, date(2026, 12, 30)),
        (50_000, date(2026, 12, 10)),
    ]


def test_a_source_that_ended_falls_away_after_its_last_pay() -> None:
    last = income(100_000, date(2026, 11, 28), lost_on=date(2026, 11, 30))
    written = [income(100_000, date(2026, 10, 28)), last]
    assert lived_on(written, LAW, APPLIED, DECEMBER) == ()
    again = income(120_000, date(2027, 2, 26))
    assert told(lived_on([*written, again], LAW, APPLIED, date(2027, 3, 1))) == [(120_000, date(2027, 2, 26))]


def test_only_receipts_are_moved() -> None:
    business = income(90_000, date(2026, 10, 1), "business")
    assert moved_to([business], LAW, JANUARY) == (business,)
    assert told(moved_to([income(1, date(2026, 10, 31))], LAW, date(2027, 3, 1))) == [(1, date(2027, 2, 28))]
