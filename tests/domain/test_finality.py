"""The three days after service, each with the provision it comes from."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.deadlines import is_working_day
from app.domain.finality import BASIS, ExecutableBecause, FinalBecause, finality
from tests.the_law import LAW

SERVED = date(2026, 12, 10)


def test_the_appeal_ends_after_christmas_and_the_decision_is_final_on_the_day_after() -> None:
    found = finality(SERVED, LAW, is_grant=True)
    assert found.appeal is not None
    assert found.appeal.ends_on == date(2026, 12, 28)
    assert (found.final_from_on, found.final_because) == (date(2026, 12, 29), FinalBecause.APPEAL_TIME_OVER)
    assert found.executable_from_on == date(2026, 12, 29)
    assert found.executable_because is ExecutableBecause.APPEAL_TIME_OVER
    assert found.court is None


def test_what_was_granted_in_full_is_paid_from_service_but_final_only_later() -> None:
    found = finality(SERVED, LAW, is_grant=True, is_granted_in_full=True)
    assert (found.executable_from_on, found.executable_because) == (SERVED, ExecutableBecause.AGREES_WITH_CLAIM)
    assert found.final_from_on == date(2026, 12, 29)


def test_without_reasons_a_decision_granted_in_full_is_final_at_once_and_goes_to_court() -> None:
    found = finality(SERVED, LAW, is_grant=True, is_granted_in_full=True, without_reasons=True)
    assert found.appeal is None
    assert (found.final_from_on, found.final_because) == (SERVED, FinalBecause.NO_APPEAL)
    assert (found.executable_from_on, found.executable_because) == (SERVED, ExecutableBecause.FINAL_AT_ONCE)
    assert found.court is not None
    assert found.court.ends_on == date(2027, 1, 11)


def test_a_tick_alone_takes_no_appeal_away() -> None:
    for is_grant, in_full in ((True, False), (False, True), (False, False)):
        found = finality(SERVED, LAW, is_grant=is_grant, is_granted_in_full=in_full, without_reasons=True)
        assert found.appeal is not None


def test_a_refusal_has_nothing_to_carry_out() -> None:
    found = finality(SERVED, LAW, is_grant=False)
    assert (found.executable_from_on, found.executable_because) == (None, None)
    assert found.final_from_on == date(2026, 12, 29)


def test_every_reason_names_its_provision() -> None:
    assert list(BASIS) == [*FinalBecause, *ExecutableBecause]


@given(
    st.dates(date(2025, 7, 13), date(2040, 12, 31)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_days_never_come_before_service_and_a_time_to_act_ends_on_a_working_day(
    served_on: date, is_grant: bool, in_full: bool, bare: bool
) -> None:
    found = finality(served_on, LAW, is_grant=is_grant, is_granted_in_full=in_full, without_reasons=bare)
    assert found.final_from_on >= served_on
    assert found.executable_from_on is None or served_on <= found.executable_from_on <= found.final_from_on
    ends = found.appeal or found.court
    assert ends is not None
    assert is_working_day(ends.ends_on)
