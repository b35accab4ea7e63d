"""Counting of days; the vectors are those of the office's own list of deadlines, worked out by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import deadlines
from app.domain.deadlines import DeadlineKind, Unit
from app.domain.law import UnknownOn
from app.domain.months import add_months
from tests.the_law import LAW

days = st.dates(date(2022, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("kind", "starts_on", "ends_on", "why"),
    [
        (DeadlineKind.APPEAL, date(2026, 12, 10), date(2026, 12, 28), "24 to 27 December are free"),
        (DeadlineKind.APPEAL, date(2026, 12, 16), date(2026, 12, 30), "a plain Wednesday"),
        (DeadlineKind.APPEAL, date(2026, 11, 16), date(2026, 11, 30), "after service by notice"),
        (DeadlineKind.APPEAL, date(2026, 11, 17), date(2026, 12, 1), "after electronic service"),
        (DeadlineKind.APPEAL, date(2024, 12, 10), date(2024, 12, 24), "24 December was a working day until 2024"),
        (DeadlineKind.INTERVIEW, date(2026, 11, 2), date(2026, 11, 23), "11 November is skipped"),
        (DeadlineKind.INTERVIEW, date(2026, 11, 3), date(2026, 11, 24), "the day of the office"),
        (DeadlineKind.INTERVIEW, date(2026, 11, 5), date(2026, 11, 26), "a notice on a Thursday"),
        (DeadlineKind.INTERVIEW, date(2026, 12, 21), date(2027, 1, 14), "Christmas, New Year, Epiphany"),
        (DeadlineKind.INTERVIEW_URGENT, date(2026, 11, 20), date(2026, 11, 24), "over a weekend"),
        (DeadlineKind.DECISION, date(2026, 11, 3), date(2026, 12, 3), "the same number of day"),
        (DeadlineKind.DECISION, date(2027, 1, 31), date(2027, 3, 1), "28 February is a Sunday"),
        (DeadlineKind.DECISION_COMPLICATED, date(2026, 11, 3), date(2027, 1, 4), "3 January is a Sunday"),
        (DeadlineKind.DEFECTS, date(2026, 11, 4), date(2026, 11, 12), "11 November is a holiday"),
        (DeadlineKind.COURT_COMPLAINT, date(2026, 12, 10), date(2027, 1, 11), "9 January is a Saturday"),
        (DeadlineKind.OPINION, date(2026, 11, 3), date(2026, 11, 17), "two weeks end on the same weekday"),
        (DeadlineKind.STORAGE, date(2026, 11, 2), date(2026, 11, 16), "fourteen days"),
        (DeadlineKind.STORAGE, date(2026, 10, 28), date(2026, 11, 11), "storage does not move from a holiday"),
        (DeadlineKind.SUSPENSION, date(2024, 2, 29), date(2027, 2, 28), "29 February is missing (art. 57 § 3a)"),
        (DeadlineKind.SUSPENSION, date(2025, 11, 8), date(2028, 11, 8), "three years on the same date"),
        (DeadlineKind.APPEAL, date(2025, 12, 10), date(2025, 12, 29), "the first free 24 December"),
        (DeadlineKind.APPEAL, date(2023, 12, 10), date(2023, 12, 27), "24 December 2023 was a Sunday, then Christmas"),
        (DeadlineKind.APPEAL, date(2026, 11, 7), date(2026, 11, 23), "the fourteenth day is a Saturday"),
        (DeadlineKind.APPEAL, date(2026, 11, 8), date(2026, 11, 23), "the fourteenth day is a Sunday"),
        (DeadlineKind.APPEAL, date(2018, 10, 29), date(2018, 11, 13), "12 November 2018 was free by an act of its own"),
        (DeadlineKind.APPEAL, date(2027, 4, 19), date(2027, 5, 4), "3 May is a Monday"),
        (DeadlineKind.APPEAL, date(2026, 12, 23), date(2027, 1, 7), "6 January is Epiphany"),
        (DeadlineKind.APPEAL, date(2010, 12, 23), date(2011, 1, 7), "the first Epiphany that was free again"),
        (DeadlineKind.APPEAL, date(2009, 12, 23), date(2010, 1, 6), "the last Epiphany that was a working day"),
        (DeadlineKind.COMPLAINT, date(2027, 3, 22), date(2027, 3, 30), "Easter Monday"),
        (DeadlineKind.COMPLAINT, date(2027, 5, 20), date(2027, 5, 28), "the Friday after Corpus Christi is no day off"),
        (DeadlineKind.APPEAL_FORWARDING, date(2026, 8, 8), date(2026, 8, 17), "15 August is a Saturday"),
        (DeadlineKind.CERTIFICATE, date(2026, 10, 25), date(2026, 11, 2), "1 November is a Sunday"),
        (DeadlineKind.INSTITUTION_REPLY, date(2026, 12, 17), date(2026, 12, 28), "24 December, Christmas, a weekend"),
        (DeadlineKind.SUPPLEMENT, date(2026, 12, 12), date(2026, 12, 28), "26 December is a Saturday"),
        (DeadlineKind.RESTORING, date(2026, 12, 25), date(2027, 1, 4), "1 January is a Friday"),
        (DeadlineKind.EVIDENCE_NOTICE, date(2026, 11, 4), date(2026, 11, 11), "nobody's act to perform"),
        (DeadlineKind.DECISION, date(2026, 8, 31), date(2026, 9, 30), "there is no 31 September"),
        (DeadlineKind.DECISION, date(2027, 12, 31), date(2028, 1, 31), "over the year"),
        (DeadlineKind.DECISION, date(2028, 1, 31), date(2028, 2, 29), "the last day of a leap February"),
        (DeadlineKind.DECISION, date(2028, 2, 29), date(2028, 3, 29), "the same date, not the end of the month"),
        (DeadlineKind.DECISION, date(2026, 11, 24), date(2026, 12, 28), "24 December is free, then the weekend"),
        (DeadlineKind.DECISION_COMPLICATED, date(2026, 12, 31), date(2027, 3, 1), "28 February is a Sunday"),
        (DeadlineKind.APPEAL_STAGE, date(2026, 11, 26), date(2026, 12, 28), "26 December is a Saturday and a feast"),
        (DeadlineKind.OPINION, date(2026, 10, 28), date(2026, 11, 12), "a Wednesday two weeks later, but 11 November"),
        (DeadlineKind.OPINION, date(2026, 12, 10), date(2026, 12, 28), "two Thursdays later is 24 December"),
        (DeadlineKind.COURT_COMPLAINT, date(2026, 11, 24), date(2026, 12, 28), "the thirtieth day is 24 December"),
        (DeadlineKind.RULING_DELIVERY, date(2026, 11, 1), date(2026, 12, 31), "sixty days, not two months"),
        (DeadlineKind.RULING_DELIVERY, date(2026, 10, 25), date(2026, 12, 28), "the sixtieth day is 24 December"),
        (DeadlineKind.STORAGE, date(2026, 12, 10), date(2026, 12, 24), "storage ends on a free 24 December"),
        (
            DeadlineKind.ELECTRONIC_STORAGE,
            date(2026, 12, 12),
            date(2026, 12, 26),
            "it lies for fourteen days, feast or not",
        ),
        (DeadlineKind.INTERVIEW, date(2026, 11, 7), date(2026, 11, 27), "a report on a Saturday"),
        (DeadlineKind.INTERVIEW, date(2024, 12, 23), date(2025, 1, 16), "24 December 2024 was a working day"),
        (DeadlineKind.INTERVIEW, date(2025, 12, 23), date(2026, 1, 19), "24 December 2025 was not"),
        (DeadlineKind.INTERVIEW, date(2027, 5, 14), date(2027, 6, 4), "Pentecost takes nothing, Corpus Christi a day"),
        (DeadlineKind.INTERVIEW_URGENT, date(2026, 11, 10), date(2026, 11, 13), "11 November does not count"),
        (DeadlineKind.INTERVIEW_URGENT, date(2026, 12, 23), date(2026, 12, 29), "24 to 27 December do not count"),
        (DeadlineKind.INTERVIEW_URGENT, date(2026, 12, 31), date(2027, 1, 5), "New Year on a Friday"),
        (DeadlineKind.INTERVIEW_UPDATE, date(2026, 8, 31), date(2027, 3, 1), "28 February is a Sunday"),
        (DeadlineKind.INTERVIEW_UPDATE_CARE, date(2026, 5, 3), date(2027, 5, 4), "3 May is free"),
    ],
)
def test_ends_as_counted_by_hand(kind: DeadlineKind, starts_on: date, ends_on: date, why: str) -> None:
    assert LAW.deadline(kind, starts_on).ends_on == ends_on, why


def test_a_deadline_keeps_what_explains_it() -> None:
    deadline = LAW.deadline(DeadlineKind.INTERVIEW, date(2026, 11, 3))
    assert (deadline.count, deadline.unit) == (14, Unit.WORKING_DAYS)
    assert deadline.starts_on == date(2026, 11, 3)
    assert "poz. 893" in deadline.basis


def test_refuses_a_day_whose_rule_nobody_checked() -> None:
    with pytest.raises(UnknownOn) as refused:
        LAW.deadline(DeadlineKind.INTERVIEW, date(2018, 5, 1))
    assert refused.value.facts["day"] == date(2018, 5, 1)


def test_final_on_the_day_after_the_last_day_to_appeal() -> None:
    appeal = LAW.deadline(DeadlineKind.APPEAL, date(2026, 12, 10))
    assert deadlines.final_from(appeal) == date(2026, 12, 29)


@pytest.mark.parametrize(
    ("kind", "event", "served_on", "appeal_ends_on"),
    [
        (DeadlineKind.STORAGE, date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 30)),
        (DeadlineKind.STORAGE, date(2026, 12, 10), date(2026, 12, 28), date(2027, 1, 11)),  # the later reading
        (DeadlineKind.ELECTRONIC_STORAGE, date(2026, 11, 2), date(2026, 11, 17), date(2026, 12, 1)),
        (DeadlineKind.ELECTRONIC_STORAGE, date(2026, 12, 9), date(2026, 12, 24), date(2027, 1, 7)),
    ],
)
def test_a_letter_nobody_took_is_served_and_then_the_appeal_runs(
    kind: DeadlineKind, event: date, served_on: date, appeal_ends_on: date
) -> None:
    storage = LAW.deadline(kind, event)
    is_paper = kind is DeadlineKind.STORAGE
    served = deadlines.served_at_latest(storage) if is_paper else deadlines.served_electronically(storage)
    appeal = LAW.deadline(DeadlineKind.APPEAL, served)
    assert (served, appeal.ends_on) == (served_on, appeal_ends_on)
    assert deadlines.final_from(appeal) == appeal_ends_on + timedelta(days=1)


def test_service_by_notice_has_two_readings_only_when_storage_ends_on_a_free_day() -> None:
    on_a_monday = LAW.deadline(DeadlineKind.STORAGE, date(2026, 11, 2))
    on_a_holiday = LAW.deadline(DeadlineKind.STORAGE, date(2026, 10, 28))
    assert deadlines.served_at_latest(on_a_monday) == on_a_monday.ends_on == date(2026, 11, 16)
    assert (on_a_holiday.ends_on, deadlines.served_at_latest(on_a_holiday)) == (date(2026, 11, 11), date(2026, 11, 12))


def test_an_unopened_electronic_letter_is_served_on_the_fifteenth_day() -> None:
    storage = LAW.deadline(DeadlineKind.ELECTRONIC_STORAGE, date(2026, 11, 2))
    assert deadlines.served_electronically(storage) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("today", "end", "left"),
    [
        (date(2026, 11, 20), date(2026, 11, 24), 2),
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2026, 11, 26), date(2026, 11, 24), -2),
        (date(2026, 11, 10), date(2026, 11, 12), 1),
        (date(2026, 11, 22), date(2026, 11, 21), 0),
        (date(2026, 12, 23), date(2026, 12, 28), 1),
        (date(2024, 12, 23), date(2024, 12, 27), 2),
        (date(2026, 12, 28), date(2026, 12, 23), -1),
        (date(2026, 12, 30), date(2027, 1, 7), 4),
    ],
)
def test_counts_working_days_left(today: date, end: date, left: int) -> None:
    assert deadlines.working_days_left(today, end) == left


@given(days, st.integers(0, 60))
def test_a_working_day_is_never_free_and_none_is_passed_over(start: date, count: int) -> None:
    end = deadlines.add_working_days(start, count)
    assert deadlines.working_days_left(start, end) == count
    assert count == 0 or deadlines.is_working_day(end)


@given(days, st.integers(0, 60))
def test_months_keep_the_number_of_the_day_or_end_the_month(start: date, count: int) -> None:
    end = add_months(start, count)
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)
    assert (end.year - start.year) * 12 + end.month - start.month == count


@given(days, st.sampled_from(DeadlineKind))
def test_no_deadline_ends_before_its_event_and_acts_never_end_on_a_free_day(start: date, kind: DeadlineKind) -> None:
    deadline = LAW.deadline(kind, start)
    assert deadline.ends_on > start
    if LAW.rules[kind][-1].moves:
        assert deadlines.is_working_day(deadline.ends_on)
